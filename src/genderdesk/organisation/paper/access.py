"""Who may: each desk keeps its own sheets; who finds one elsewhere in the institution may enter it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.protection.access import Actor, Rule, role, system_only
from genderdesk.organisation.institution.vocabulary import Role

_STAFF = (
    Role.OPERATOR,
    Role.DISPATCHER,
    Role.FOCAL_POINT,
    Role.INVESTIGATOR,
    Role.COUNSELLOR,
    Role.DESK_HEAD,
)


def _own_desk(actor: Actor, subject: Any) -> bool:
    pad = getattr(subject, "pad", subject)
    if pad is None:
        return actor.desk_id is not None and actor.institution_id is not None
    if pad.institution_id != actor.institution_id:
        return False
    return pad.desk_id == actor.desk_id or (actor.has(Role.DESK_HEAD) and pad.desk.unit_id in actor.unit_ids)


def _own_institution(actor: Actor, subject: Any) -> bool:
    return subject is None or subject.pad.institution_id == actor.institution_id


OF_OWN_DESK = Rule.of(_("for the sheets of the own desk, and of the desks below for its head"), _own_desk)

MAY_KEEP_PAPER = role(*_STAFF) & OF_OWN_DESK
MAY_ENTER_PAPER = role(*_STAFF) & Rule.of(_("for sheets of the own institution"), _own_institution)


# Within the act that makes the record, so that nobody says of a sheet that it was entered where it was not.
MAY_TAKE_IN = system_only


def within_reach(actor: Actor, path: str = "") -> Q:
    """The pads whose register an actor keeps, as a condition; ``path`` leads to the pad."""
    if actor.desk_id is None or not actor.has(*_STAFF):
        return Q(pk__in=[])
    own = Q(**{f"{path}desk_id": actor.desk_id})
    if actor.has(Role.DESK_HEAD) and actor.unit_ids:
        own |= Q(**{f"{path}desk__unit_id__in": sorted(actor.unit_ids)})
    return own & Q(**{f"{path}institution_id": actor.own_institution})
