"""Who does what, where and when."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.places.models import Division
from genderdesk.programme.partners.access import MAY_SAY_WHO_WHERE
from genderdesk.programme.partners.models import Partner, Presence, Project
from genderdesk.programme.partners.vocabulary import ActivityStatus, CountedBy, Sector


@act("presence.enter", needs=MAY_SAY_WHO_WHERE, notes=("sector",))
def enter_presence(
    actor: Actor,
    *,
    partner: Partner,
    sector: Sector,
    activity: str,
    place: Division,
    starts_on: date,
    status: ActivityStatus,
    counted_by: CountedBy,
    ends_on: date | None = None,
    reached: int | None = None,
    project: Project | None = None,
) -> Presence:
    """Keep that a partner does something somewhere. Invalid where a number has no method, or a method no number."""
    _demand(starts_on, ends_on, reached, counted_by)
    if project is not None and project.institution_id != actor.own_institution:
        raise Invalid(_("Choose a project of the own institution."), "project")
    presence = Presence(
        institution_id=actor.own_institution,
        partner=partner,
        project=project,
        sector=sector,
        activity=activity,
        place=place,
        starts_on=starts_on,
        ends_on=ends_on,
        status=status,
        reached=reached,
        counted_by=counted_by,
    )
    keep(presence)
    return presence


@act("presence.change", needs=MAY_SAY_WHO_WHERE, subject=Presence, notes=("status",))
def change_presence(
    actor: Actor,
    presence: Presence,
    *,
    status: ActivityStatus,
    counted_by: CountedBy,
    ends_on: date | None = None,
    reached: int | None = None,
) -> Presence:
    """Say how far it is now, when it ends, and whom it reached."""
    _demand(presence.starts_on, ends_on, reached, counted_by)
    presence.status, presence.ends_on = status, ends_on
    presence.reached, presence.counted_by = reached, counted_by
    presence.save(update_fields=["status", "ends_on", "reached", "counted_by"])
    return presence


def _demand(starts_on: date, ends_on: date | None, reached: int | None, counted_by: str) -> None:
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(_("The end lies after the first day. Check both days."), "ends_on")
    if (reached is None) != (counted_by == CountedBy.NOT_COUNTED):
        raise Invalid(_("A number needs the method by which it was counted, and a method its number."), "counted_by")
    if reached is not None and reached < 0:
        raise Invalid(_("Write a whole number, 0 or more."), "reached")
