"""One officer: what she or he has shown, when she or he is away."""

from __future__ import annotations

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.protection.access import demand, permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.organisation.institution import forms, queries
from genderdesk.organisation.institution.access import MAY_APPOINT, MAY_GRANT, MAY_SEE_COVERAGE
from genderdesk.organisation.institution.acts import (
    end_absence,
    grant_competence,
    revoke_competence,
    write_absence,
)
from genderdesk.organisation.institution.views.one_form import one_form


def _page(request: DeskRequest, officer_id: uuid.UUID, form: DeskForm | None = None) -> HttpResponse:
    """The officer's page, with the form that was refused where there is one."""
    actor = request.actor
    shown = queries.officer_page(actor, officer_id)
    own = shown.officer.pk == actor.officer_id
    may_grant = permits(actor, MAY_GRANT, shown.officer) and not own
    may_write = permits(actor, MAY_APPOINT, shown.officer)
    granting = form if isinstance(form, forms.GrantCompetence) else None
    away = form if isinstance(form, forms.WriteAbsence) else None
    context = {
        "shown": shown,
        "officer": shown.officer,
        "today": timezone.localdate(),
        "may_grant": may_grant,
        "may_write": may_write,
        "granting": (granting or forms.GrantCompetence(competences=queries.competences())) if may_grant else None,
        "away": (away or forms.WriteAbsence()) if may_write else None,
    }
    return render(request, "institution/officer.html", context, status=422 if form else 200)


@page(needs=MAY_SEE_COVERAGE)
def officer(request: DeskRequest, officer_id: uuid.UUID) -> HttpResponse:
    """An officer's posts, competences and absences."""
    return _page(request, officer_id)


@page(needs=MAY_GRANT)
def grant(request: DeskRequest, officer_id: uuid.UUID) -> HttpResponse:
    """Keep that an officer has shown a competence."""
    one = queries.officer_page(request.actor, officer_id).officer
    demand(request.actor, MAY_GRANT, one)
    form = forms.GrantCompetence(request.POST or None, competences=queries.competences())
    if request.method != "POST":
        return redirect("institution:officer", officer_id)
    if (
        form.is_valid()
        and form.carry_out(lambda: grant_competence.once(form.op_id)(request.actor, one, **form.arguments()))
        is not None
    ):
        return redirect("institution:officer", officer_id)
    return _page(request, officer_id, form)


@page(needs=MAY_APPOINT)
def write_away(request: DeskRequest, officer_id: uuid.UUID) -> HttpResponse:
    """Keep that an officer is absent."""
    one = queries.officer_page(request.actor, officer_id).officer
    demand(request.actor, MAY_APPOINT, one)
    form = forms.WriteAbsence(request.POST or None)
    if request.method != "POST":
        return redirect("institution:officer", officer_id)
    if (
        form.is_valid()
        and form.carry_out(lambda: write_absence.once(form.op_id)(request.actor, one, **form.arguments())) is not None
    ):
        return redirect("institution:officer", officer_id)
    return _page(request, officer_id, form)


@page(needs=MAY_GRANT)
def revoke(request: DeskRequest, held_id: uuid.UUID) -> HttpResponse:
    """Take a competence back, with the reason."""
    held = queries.competence_of_reader(request.actor, held_id)
    demand(request.actor, MAY_GRANT, held)
    form = forms.RevokeCompetence(request.POST or None)
    lead = _("From that day %(officer)s no longer covers a post that asks it. The grant stays on record.")
    return one_form(
        request,
        form,
        lambda: revoke_competence.once(form.op_id)(request.actor, held, **form.arguments()),
        heading=_("Revoke: %(competence)s") % {"competence": held.competence},
        lead=lead % {"officer": held.officer},
        back=reverse("institution:officer", args=[held.officer_id]),
        above=str(held.officer),
        submit=_("Revoke"),
    )


@page(needs=MAY_APPOINT)
def end_of_absence(request: DeskRequest, absence_id: uuid.UUID) -> HttpResponse:
    """The officer works again from a day on."""
    absence = queries.absence_of_reader(request.actor, absence_id)
    demand(request.actor, MAY_APPOINT, absence)
    form = forms.EndOn(request.POST or None)
    return one_form(
        request,
        form,
        lambda: end_absence.once(form.op_id)(request.actor, absence, **form.arguments()),
        heading=_("End of an absence"),
        lead=_("From that day %(officer)s works again.") % {"officer": absence.officer},
        back=reverse("institution:officer", args=[absence.officer_id]),
        above=str(absence.officer),
        submit=_("Keep this end"),
    )
