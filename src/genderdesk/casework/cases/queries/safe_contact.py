"""How a survivor may be reached, by her or his open file."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from genderdesk.casework.cases.access import within_reach
from genderdesk.casework.cases.models import Case, Survivor
from genderdesk.casework.cases.rules import contact_review_at
from genderdesk.casework.cases.vocabulary import CLOSED, RiskLevel
from genderdesk.casework.intake.queries import ContactRule, Verdict, contact_rules, reach
from genderdesk.casework.intake.vocabulary import ContactHours, ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor

_SOON_DAYS = 7


def rule_of(survivor: Survivor) -> ContactRule:
    """What the file says of reaching her or him."""
    return ContactRule(
        safe=Answer.read(survivor.safe_to_contact),
        way=ContactWay(survivor.contact_way) if survivor.contact_way else None,
        hours=ContactHours(survivor.contact_hours) if survivor.contact_hours else ContactHours.ANY,
        leave_message=Answer.read(survivor.leave_message),
        ask_again_at=survivor.case.contact_review_at,
    )


@contact_rules
def rules_of_number(institution_id: uuid.UUID, phone_index: str) -> list[ContactRule]:
    """The rules of every open file with this number, whichever institution keeps it; a sealed one is found by no index.

    A no, a way and hours bind every line. A yes that she or he gave to one institution opens no line of another one.
    What a file that was joined to another says of its own number still binds, and what that other one says binds it
    too; of a number that both have, the other one alone, where it can be asked again.
    """
    with walls.seen_by(walls.SYSTEM):
        found = Survivor.objects.select_related("case__joined_to__survivor").filter(phone_index=phone_index)
        found = found.exclude(case__state=CLOSED).exclude(case__joined_to__survivor__phone_index=phone_index)
        return [_for_line(institution_id, each, rule) for each in found for rule in rules_of(each)]


def rules_of(survivor: Survivor) -> list[ContactRule]:
    """What binds whoever reaches her or him: the own file, and the one that it was joined to, where she or he is asked
    from now on. Joined to one that is closed, no yes is renewed any more, so none counts."""
    whole = survivor.case.joined_to
    if whole is None:
        return [rule_of(survivor)]
    found = [replace(rule_of(survivor), ask_again_at=_asked_again_at(survivor, whole)), rule_of(whole.survivor)]
    if whole.state != CLOSED:
        return found
    return [_no_yes(each) for each in found]


def _asked_again_at(part: Survivor, whole: Case) -> datetime | None:
    """Where the whole says yes, when it is asked again there; where it does not, a yes of the part grows old alone."""
    if Answer.read(whole.survivor.safe_to_contact) is Answer.YES:
        return whole.contact_review_at
    level = RiskLevel(whole.risk_level) if whole.risk_level else None
    return contact_review_at(Answer.read(part.safe_to_contact), part.contact_asked_at, level)


def _for_line(institution_id: uuid.UUID, survivor: Survivor, rule: ContactRule) -> ContactRule:
    if survivor.case.institution_id == institution_id:
        return rule
    return _no_yes(rule)


def _no_yes(rule: ContactRule) -> ContactRule:
    return replace(rule, safe=Answer.UNKNOWN) if rule.safe is Answer.YES else rule


def contacts_to_ask_again(actor: Actor) -> QuerySet[Case]:
    """Open cases in which the yes to safe contact is to be asked again within a week, the longest overdue first."""
    until = timezone.now() + timedelta(days=_SOON_DAYS)
    return Case.objects.filter(within_reach(actor), contact_review_at__lt=until).order_by("contact_review_at")


def reach_survivor(case: Case, way: ContactWay) -> Verdict:
    """What the gate says to reaching the survivor of a case by this way now."""
    return reach(rules_of(case.survivor), way, institution_id=case.institution_id, phone_index="")
