"""What a desk is there for and how high it stands; what its posts may decide; the days of its life; units' names."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, refuse
from genderdesk.organisation.institution.access import MAY_DELEGATE, MAY_SHAPE
from genderdesk.organisation.institution.models import (
    Authority,
    Desk,
    DeskMilestone,
    Mandate,
    Placement,
    Post,
    Unit,
    UnitName,
)
from genderdesk.organisation.institution.vocabulary import (
    AuthorityLevel,
    AuthoritySubject,
    CommanderAccess,
    DeskFunction,
    Milestone,
)


@act("mandate.give", needs=MAY_SHAPE, subject=Desk, notes=("function", "starts_on"))
def give_mandate(actor: Actor, desk: Desk, *, function: DeskFunction, instrument: str, starts_on: date) -> Mandate:
    """Give a desk a function by an instrument, from a day on; the instrument before it ends on that day.

    Invalid where the one in force began on that day or later, or where the desk was not open.
    """
    _demand_open(desk, starts_on)
    # Locked, so that two who write at once do not leave both in force.
    Desk.objects.select_for_update().get(pk=desk.pk)
    _end_standing(Mandate.objects.filter(desk=desk, function=function, ends_on__isnull=True).first(), starts_on)
    made = Mandate(desk=desk, function=function, instrument=instrument, starts_on=starts_on)
    made.save(force_insert=True)
    return made


@act("mandate.end", needs=MAY_SHAPE, subject=Mandate)
def end_mandate(actor: Actor, mandate: Mandate, *, ends_on: date) -> Mandate:
    """A desk no longer has a function from a day on. Conflict where it ended already."""
    mandate = Mandate.objects.select_for_update().get(pk=mandate.pk)
    _end(mandate, ends_on)
    return mandate


@act("desk.place", needs=MAY_SHAPE, subject=Desk, notes=("starts_on",))
def place_desk(
    actor: Actor,
    desk: Desk,
    *,
    reports_to: str,
    head_rank: str,
    commander_access: CommanderAccess,
    own_budget_line: Answer,
    starts_on: date,
) -> Placement:
    """Keep how high a desk stands from a day on; what held before ends on that day."""
    _demand_open(desk, starts_on)
    Desk.objects.select_for_update().get(pk=desk.pk)
    _end_standing(Placement.objects.filter(desk=desk, ends_on__isnull=True).first(), starts_on)
    made = Placement(desk=desk, reports_to=reports_to, head_rank=head_rank, starts_on=starts_on)
    made.commander_access, made.own_budget_line = commander_access, own_budget_line
    made.save(force_insert=True)
    return made


@act("authority.delegate", needs=MAY_DELEGATE, subject=Post, notes=("about", "starts_on"))
def delegate_authority(
    actor: Actor,
    post: Post,
    *,
    about: AuthoritySubject,
    level: AuthorityLevel,
    ceiling: int | None,
    instrument: str,
    starts_on: date,
) -> Authority:
    """Let a post decide about a subject from a day on, up to a ceiling; what it could decide before ends on that day.

    Refused to whoever holds the post.
    """
    if actor.post_id == post.pk:
        refuse(_("Nobody delegates authority to the own post. Ask an administrator or another head of desk."))
    if starts_on < post.opened_on or (post.closed_on is not None and post.closed_on <= starts_on):
        raise Invalid(_("The post is not open on this day."), "starts_on")
    Post.objects.select_for_update().get(pk=post.pk)
    _end_standing(Authority.objects.filter(post=post, subject=about, ends_on__isnull=True).first(), starts_on)
    made = Authority(post=post, subject=about, level=level, ceiling=ceiling, instrument=instrument)
    made.starts_on = starts_on
    made.save(force_insert=True)
    return made


@act("authority.withdraw", needs=MAY_DELEGATE, subject=Authority)
def withdraw_authority(actor: Actor, authority: Authority, *, ends_on: date) -> Authority:
    """A post no longer decides about the subject from a day on. Conflict where that ended already."""
    authority = Authority.objects.select_for_update().get(pk=authority.pk)
    _end(authority, ends_on)
    return authority


@act("desk.mark", needs=MAY_SHAPE, subject=Desk, notes=("what", "on_day"))
def mark_desk(actor: Actor, desk: Desk, *, what: Milestone, on_day: date, evidence: str) -> DeskMilestone:
    """Keep the day on which a desk was established, staffed, operational or launched, and what shows it; kept again, it
    is corrected."""
    if on_day > timezone.localdate():
        raise Invalid(_("This day is still to come."), "on_day")
    made, _new = DeskMilestone.objects.update_or_create(
        desk=desk, what=what, defaults={"on_day": on_day, "evidence": evidence}
    )
    return made


@act("unit.rename", needs=MAY_SHAPE, subject=Unit, notes=("starts_on",))
def rename_unit(actor: Actor, unit: Unit, *, name: str, starts_on: date) -> Unit:
    """Call a unit otherwise from a day on, today or before; the former name stays with its days."""
    if starts_on > timezone.localdate():
        raise Invalid(_("Write today or a day before: until it comes, the unit has its name."), "starts_on")
    unit = Unit.objects.select_for_update().get(pk=unit.pk)
    if unit.name == name:
        raise Conflict(_("The unit has this name already."))
    last = unit.former_names.first()
    if last is not None and last.ends_on >= starts_on:
        raise Invalid(_("The unit was renamed on this day or later already."), "starts_on")
    former = UnitName(unit=unit, name=unit.name, starts_on=last.ends_on if last else None, ends_on=starts_on)
    former.save(force_insert=True)
    unit.name = name
    unit.save(update_fields=["name"])
    return unit


def _demand_open(desk: Desk, day: date) -> None:
    if day < desk.opened_on or (desk.closed_on is not None and desk.closed_on <= day):
        raise Invalid(_("The desk is not open on this day."), "starts_on")


def _end_standing(standing: Mandate | Placement | Authority | None, day: date) -> None:
    if standing is None:
        return
    if standing.starts_on >= day:
        raise Invalid(_("What is in force began on this day or later. Write a later day."), "starts_on")
    standing.ends_on = day
    standing.save(update_fields=["ends_on"])


def _end(standing: Mandate | Authority, day: date) -> None:
    if standing.ends_on is not None:
        raise Conflict(_("This has ended already."))
    if day <= standing.starts_on:
        raise Invalid(_("The end must come after the start."), "ends_on")
    standing.ends_on = day
    standing.save(update_fields=["ends_on"])
