"""What care a survivor received or does not want, so that the clocks of cases.md 7.7 stop or stay quiet."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_HEAR, MAY_WORK_ON
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.readings import occurred_of
from genderdesk.casework.cases.rules import earliest_possible, latest_possible
from genderdesk.casework.cases.vocabulary import CASE, CareAnswer, CareReceived, EventKind
from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER, Moment
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act


@act("care.receive", needs=MAY_HEAR, subject=Case, states=CASE, notes=("received",))
def receive_care(actor: Actor, case: Case, *, received: list[CareReceived], at: datetime) -> Case:
    """Keep what the survivor received elsewhere and when, so that its clocks stop; the first time stays."""
    for each in received:
        _receive(actor, case, each, at)
    case.incident.save()
    return case


@act("care.answer", needs=MAY_WORK_ON, subject=Case, states=CASE, notes=("what", "answer"))
def answer_care(actor: Actor, case: Case, *, what: CareReceived, answer: CareAnswer, at: Moment | None = None) -> Case:
    """Keep what she or he says of a kind of care: received on her own way, not wanted now, or wanted after all.

    Not wanted stops the alarm and not the record. Raises Invalid for care received without a time, in the future or
    before it happened.
    """
    incident = case.incident
    if answer is CareAnswer.RECEIVED:
        _receive(actor, case, what, _time_of(case, at))
    elif answer is CareAnswer.DECLINED and what not in incident.care_declined:
        incident.care_declined = [*incident.care_declined, str(what)]
        tell(case, actor, EventKind.CARE_DECLINED, what)
    elif answer is CareAnswer.WANTED and what in incident.care_declined:
        _want(case, what)
        tell(case, actor, EventKind.CARE_WANTED, what)
    incident.save()
    return case


def _time_of(case: Case, at: Moment | None) -> datetime:
    """When it was received, as far as that can be; Invalid where it cannot."""
    if at is None:
        raise Invalid(_("Write when it was received, at least the day."), "at")
    local = Moment(timezone.localtime(at.at), at.precision)
    if earliest_possible(local) > timezone.now() + CLOCKS_DIFFER:
        raise Invalid(_("What was received cannot lie in the future. Check the date."), "at")
    occurred = occurred_of(case.incident)
    if occurred is not None and latest_possible(local) < earliest_possible(occurred):
        raise Invalid(_("It was received before it happened. Check both dates."), "at")
    return at.at


def _receive(actor: Actor, case: Case, what: CareReceived, at: datetime) -> None:
    """The first time stays; what was received is wanted."""
    field = f"{what}_at"
    before = getattr(case.incident, field)
    if before is None or at < before:
        setattr(case.incident, field, at)
    if before is None:
        tell(case, actor, EventKind.CARE_RECEIVED, what)
    _want(case, what)


def _want(case: Case, what: CareReceived) -> None:
    case.incident.care_declined = [each for each in case.incident.care_declined if each != what]
