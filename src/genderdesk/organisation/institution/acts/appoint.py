"""Officers and the posts they hold. What an account may do follows from the appointment of the moment."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.events import publish
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, refuse
from genderdesk.organisation.institution.access import MAY_APPOINT, MAY_SHAPE
from genderdesk.organisation.institution.models import (
    Appointment,
    Institution,
    Officer,
    Post,
)
from genderdesk.organisation.institution.rules.findings import no_room
from genderdesk.organisation.institution.rules.kept import Held
from genderdesk.organisation.institution.rules.periods import FULL_TIME, Period
from genderdesk.organisation.institution.vocabulary import Role, Sex


@act("officer.enrol", needs=MAY_SHAPE, subject=Institution)
def enrol_officer(
    actor: Actor,
    institution: Institution,
    *,
    staff_code: str,
    given_name: str,
    family_name: str,
    sex: str,
    rank: str = "",
) -> Officer:
    """Enter a member of an institution's staff. Invalid where the staff code is taken."""
    if sex not in set(Sex):
        raise Invalid(_("Choose female or male as in the staff list."), field="sex")
    if Officer.objects.filter(staff_code=staff_code).exists():
        raise Invalid(_("Another officer has this staff code."), field="staff_code")
    return Officer.objects.create(
        institution=institution,
        staff_code=staff_code,
        given_name=given_name,
        family_name=family_name,
        sex=sex,
        rank=rank,
    )


@act("officer.describe", needs=MAY_SHAPE, subject=Officer)
def describe_officer(actor: Actor, officer: Officer, *, given_name: str, family_name: str, rank: str) -> Officer:
    """Change an officer's names and rank (a promotion)."""
    officer.given_name, officer.family_name, officer.rank = given_name, family_name, rank
    officer.save(update_fields=["given_name", "family_name", "rank"])
    return officer


@act("post.appoint", needs=MAY_APPOINT, subject=Post)
def appoint(
    actor: Actor,
    post: Post,
    *,
    officer: Officer,
    starts_on: date,
    ends_on: date | None = None,
    time_share: int = FULL_TIME,
) -> Appointment:
    """Appoint an officer to a post from a day on, up to and not including ``ends_on``.

    Refused to an actor for herself. Invalid where the post is not open then, where it is held already, where the days
    are reversed, or where the officer serves another institution.
    """
    if actor.officer_id == officer.pk:
        refuse(_("Nobody appoints herself or himself. Ask another head of desk or an administrator."))
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(_("The end must come after the start."), field="ends_on")
    if not 1 <= time_share <= FULL_TIME:
        raise Invalid(_("Write the share of working time as 1 to 100 per cent."), field="time_share")
    if officer.institution_id != post.desk.unit.institution_id:
        raise Invalid(_("This officer serves another institution."), field="officer")
    # Locked, so that two appointments at once do not both find room.
    post = Post.objects.select_for_update().get(pk=post.pk)
    if starts_on < post.opened_on or (post.closed_on is not None and post.closed_on <= starts_on):
        raise Invalid(_("The post is not open on this day."), field="starts_on")
    made = Appointment(post=post, officer=officer, starts_on=starts_on, ends_on=ends_on, time_share=time_share)
    _demand_room(post, made)
    made.save(force_insert=True)
    publish("appointment.began", appointment_id=made.pk, officer_id=officer.pk)
    return made


def _demand_room(post: Post, wanted: Appointment) -> None:
    rows = list(Appointment.objects.filter(post=post).select_related("officer"))
    held = {row.pk: Held(row.pk, Period(row.starts_on, row.ends_on), row.time_share) for row in rows}
    own = Held(wanted.pk, Period(wanted.starts_on, wanted.ends_on), wanted.time_share)
    beside = [row for row in rows if held[row.pk].period.overlaps(own.period)]
    if any(row.officer_id == wanted.officer_id for row in beside):
        raise Invalid(_("This officer holds this post already in this time."), field="officer")
    if no_room(held.values(), own, is_head=post.role == Role.DESK_HEAD):
        names = ", ".join(str(row.officer) for row in beside)
        raise Invalid(
            _("The post is held by %(names)s in this time. End that appointment first.") % {"names": names},
            field="starts_on",
        )


@act("appointment.end", needs=MAY_APPOINT, subject=Appointment)
def end_appointment(actor: Actor, appointment: Appointment, *, ends_on: date) -> Appointment:
    """End an appointment: ``ends_on`` is the first day on which the officer no longer holds the post.

    Conflict where it ended before that day already; Invalid where the day is not after its start.
    """
    appointment = Appointment.objects.select_for_update().get(pk=appointment.pk)
    if appointment.ends_on is not None and appointment.ends_on <= ends_on:
        raise Conflict(_("This appointment has ended already."))
    if ends_on <= appointment.starts_on:
        raise Invalid(_("The end must come after the start."), field="ends_on")
    appointment.ends_on = ends_on
    appointment.save(update_fields=["ends_on"])
    publish("appointment.ended", appointment_id=appointment.pk, officer_id=appointment.officer_id)
    return appointment
