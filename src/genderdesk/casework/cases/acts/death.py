"""The survivor has died: what is known is kept, nobody rings the number any more, what was planned is called off."""

from __future__ import annotations

from dataclasses import fields

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_WORK_ON
from genderdesk.casework.cases.acts.contact_review import set_contact_review
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Death, EarlierCase, FollowUp, Suspect
from genderdesk.casework.cases.rules import DeathFacts, killing_group
from genderdesk.casework.cases.vocabulary import (
    CALLED_OFF,
    CASE,
    ENDED,
    PLANNED,
    CalledOff,
    EventKind,
    Relationship,
    Sex,
    SuspectRole,
)
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import demand_unchanged
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, refuse, touch

_MOST_CHILDREN = 30
_MOST_EARLIER = 50


@act("death.keep", needs=MAY_WORK_ON, subject=Case, states=CASE)
def keep_death(
    actor: Actor,
    case: Case,
    *,
    version: int,
    facts: DeathFacts,
    circumstances: str | None = None,
    lessons: str | None = None,
    earlier: list[str] | None = None,
) -> Death:
    """Keep what is known of the survivor's death; words stay as they are where they are None.

    ``version`` is 0 for the first time: from then on the safe contact says no, no assessment of risk is due, and
    follow-ups that were planned are called off, and it stands on Today of the head of the desk until a second person
    has confirmed it or it is taken back. ``earlier`` are the numbers of earlier cases that the actor may open.
    """
    death = Death.objects.select_for_update().filter(case=case).first()
    demand_unchanged(death.version if death else 0, version)
    _check(facts)
    new = death is None
    death = death or Death(case=case, kept_by=actor.id, version=0)
    death.version += 1
    for each in fields(DeathFacts):
        setattr(death, each.name, _plain(getattr(facts, each.name)))
    death.group = _group(case, facts)
    if circumstances is not None:
        death.circumstances = circumstances.strip()
    if lessons is not None:
        death.lessons = lessons.strip()
    death.save(force_insert=new)
    if earlier is not None:
        _link(actor, death, earlier)
    if new:
        _let_nobody_ring(actor, case, death)
    tell(case, actor, EventKind.DEATH_KEPT)
    touch(case)
    return death


@act("death.confirm", needs=MAY_WORK_ON, subject=Case, states=CASE)
def confirm_death(actor: Actor, case: Case) -> Death:
    """Say as a second person that the survivor has died. Refused for whoever kept it, Conflict where it was done."""
    death = _kept_death(case)
    if death.kept_by == actor.id:
        refuse(_("You have kept it yourself. Another officer of the desk or its head confirms it."))
    if death.confirmed_at is not None:
        raise Conflict(_("This was confirmed already."))
    death.confirmed_at, death.confirmed_by = timezone.now(), actor.id
    death.save(update_fields=["confirmed_at", "confirmed_by"])
    tell(case, actor, EventKind.DEATH_CONFIRMED)
    return death


@act("death.take_back", needs=MAY_WORK_ON, subject=Case, states=CASE)
def take_death_back(actor: Actor, case: Case, *, why: str) -> Case:
    """Take back a death that was kept by mistake or worse: she or he lives. What was kept of it is deleted, the reason
    stands sealed in the timeline.

    Safe contact gets its answer of before, follow-ups are planned again, and risk is to be assessed at once. Refused
    for whoever kept it, unless she or he heads the desk.
    """
    death = _kept_death(case)
    if death.kept_by == actor.id and not actor.has("desk_head"):
        refuse(_("You have kept it yourself. Another officer of the desk or its head takes it back."))
    if not why.strip():
        raise Invalid(_("Write how it is known that she or he lives."), "why")
    _let_them_ring_again(case, death)
    EarlierCase.objects.filter(death=death).delete()
    Death.objects.filter(pk=death.pk).delete()
    # A block that nobody confirms is in no figure, and this one never will be.
    death.confirmed_at = None
    touch(death)
    tell(case, actor, EventKind.DEATH_TAKEN_BACK, note=why.strip())
    return case


def _kept_death(case: Case) -> Death:
    death = Death.objects.select_for_update().filter(case=case).first()
    if death is None:
        raise Conflict(_("No death is kept in this case any more."))
    return death


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {str(marker): str(answer) for marker, answer in value.items()}
    return value


def _check(facts: DeathFacts) -> None:
    today = timezone.localdate()
    if facts.died_on is not None and facts.died_on > today:
        raise Invalid(_("This day is still to come. Check the date."), "died_on")
    if facts.review_on is not None and facts.review_on > today:
        raise Invalid(_("This day is still to come. Check the date."), "review_on")
    if facts.review_on is not None and facts.review_held is not Answer.YES:
        raise Invalid(_("A day of the review means that it was held. Check both answers."), "review_held")
    if facts.children_orphaned is not None and not 0 <= facts.children_orphaned <= _MOST_CHILDREN:
        raise Invalid(_("Check the number of children."), "children_orphaned")


def _group(case: Case, facts: DeathFacts) -> str:
    """From the suspects of the file who did it; where none is named, from what the incident says of who did it."""
    named = Suspect.objects.filter(case=case, role=SuspectRole.PRIMARY).values_list("relationship", flat=True)
    known = [Relationship(each) for each in named] or [Relationship(case.incident.perpetrator_relationship)]
    sex = Sex(case.survivor.sex)
    return killing_group(sex, known, intentional=facts.intentional, markers=facts.markers).value


def _link(actor: Actor, death: Death, numbers: list[str]) -> None:
    """Link the earlier cases that the actor may open, and leave those that she or he does not see."""
    wanted = list(dict.fromkeys(each.strip().upper() for each in numbers if each.strip()))[:_MOST_EARLIER]
    found = {each.number: each for each in Case.objects.filter(number__in=wanted)}
    for number in wanted:
        case = found.get(number)
        if case is None or case.pk == death.case_id or not permits(actor, MAY_SEE_CASES, case):
            raise Invalid(_("There is no earlier case %(number)s for you. Check it.") % {"number": number}, "earlier")
    for each in EarlierCase.objects.filter(death=death).select_related("case"):
        if each.case.number not in found and permits(actor, MAY_SEE_CASES, each.case):
            each.delete()
    kept = set(EarlierCase.objects.filter(death=death).values_list("case_id", flat=True))
    fresh = [EarlierCase(death=death, case=each) for each in found.values() if each.pk not in kept]
    EarlierCase.objects.bulk_create(fresh)


def _let_nobody_ring(actor: Actor, case: Case, death: Death) -> None:
    """Who holds the telephone now may be the one who did it."""
    survivor = case.survivor
    death.contact_before = survivor.safe_to_contact
    survivor.safe_to_contact = Answer.NO
    survivor.version += 1
    survivor.save()
    Case.objects.filter(pk=case.pk).update(risk_due_at=None)
    case.risk_due_at = None
    for each in FollowUp.objects.filter(case=case, state=PLANNED):
        each.state, each.called_off_why = CALLED_OFF, CalledOff.NO_LONGER_NEEDED
        each.save()
        death.called_off.append(str(each.pk))
        tell(case, actor, EventKind.FOLLOW_UP_CALLED_OFF, CalledOff.NO_LONGER_NEEDED)
    death.save(update_fields=["contact_before", "called_off"])


def _let_them_ring_again(case: Case, death: Death) -> None:
    survivor = case.survivor
    if Answer.read(survivor.safe_to_contact) is Answer.NO:
        survivor.safe_to_contact = death.contact_before
        survivor.version += 1
        survivor.save()
    if case.state in ENDED:
        return
    case.risk_due_at = timezone.now()
    set_contact_review(case, survivor)
    case.save(update_fields=["risk_due_at", "contact_review_at"])
    for each in FollowUp.objects.filter(case=case, pk__in=death.called_off, state=CALLED_OFF):
        each.state, each.called_off_why = PLANNED, ""
        each.save(update_fields=["state", "called_off_why"])
        touch(each)
