"""Who may see and take away figures."""

from __future__ import annotations

import uuid
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import NOBODY, Actor, Rule, role, system_only
from genderdesk.monitoring.statistics.models import SharedChart
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.vocabulary import InstitutionKind

# Institutions with desks of their own, hence figures.
COUNTED_KINDS = (InstitutionKind.POLICE, InstitutionKind.DEFENCE)


def _own_figures(actor: Actor, institution: Any) -> bool:
    return institution is None or institution in visible_to(actor)


OWN_FIGURES = Rule.of(
    _("for the own institution, or from outside police and defence force for each of them"), _own_figures
)

NATIONAL = Rule.of(
    _("for the institution's headquarters"),
    lambda actor, institution: actor.national and (institution is None or institution.pk == actor.own_institution),
)

# National figures of one institution, also for a focal point: a district's own are too small to protect.
MAY_SEE_FIGURES = role("analyst", "desk_head", "oversight", "focal_point") & OWN_FIGURES
MAY_EXPORT_FIGURES = role("analyst", "desk_head", "oversight") & OWN_FIGURES

# A chart for whoever has its link: an analyst or head of desk freezes one of the own institution, and a head of desk
# releases what another froze, as with pages of results.
OF_OWN_INSTITUTION = Rule.of(
    _("for the own institution"),
    lambda actor, subject: subject is None or _institution_id(subject) == actor.own_institution,
)
MAY_SHARE_CHARTS = role("analyst", "desk_head") & OF_OWN_INSTITUTION
MAY_RELEASE_CHARTS = role("desk_head") & OF_OWN_INSTITUTION

# The 24 GBVIMS statistics, of the institution and for a head of desk of the own desk too.
MAY_SEE_GBVIMS = role("analyst", "desk_head") & OWN_FIGURES

# Each incident in codes: for the institution's own analysts and its head of desk, and the command line.
MAY_EXPORT_INCIDENTS = (role("analyst", "desk_head") & NATIONAL & OWN_FIGURES) | system_only


def _institution_id(subject: Any) -> uuid.UUID:
    found: uuid.UUID = subject.institution_id if isinstance(subject, SharedChart) else subject.pk
    return found


def charts_of(actor: Actor) -> QuerySet[SharedChart]:
    """The charts behind links that an actor may see: those of the own institution."""
    own = actor.own_institution if actor.has("analyst", "desk_head") else NOBODY.id
    return SharedChart.objects.filter(institution_id=own)


def visible_to(actor: Actor) -> list[Institution]:
    """The institutions whose figures an actor may see: the own one; each of them for oversight from outside both.

    Figures of two institutions are never added up: who saw one institution's cell and the sum could subtract, and so
    read the other's cell that is kept back.
    """
    counted = Institution.objects.filter(kind__in=COUNTED_KINDS).order_by("-kind", "code")
    if actor.institution_kind in COUNTED_KINDS:
        return list(counted.filter(pk=actor.own_institution))
    return list(counted) if actor.has("oversight", "analyst") else []
