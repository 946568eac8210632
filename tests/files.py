"""Files for tests: a report and the case that it opened, a provider, and what is done with them."""

from __future__ import annotations

import itertools
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from genderdesk.casework.care.acts import consent_to_referral, propose_referral, send_referral
from genderdesk.casework.care.models import Provider, Referral
from genderdesk.casework.care.vocabulary import Service, Urgency
from genderdesk.casework.cases.acts import (
    add_plan_item,
    add_suspect,
    ask_for_exception,
    assess_risk,
    keep_safety_plan,
    open_case,
    raise_flag,
    record_consent,
    request_closure,
)
from genderdesk.casework.cases.models import (
    Case,
    Consent,
    Flag,
    LegalException,
    PlanItem,
    RiskAssessment,
    SafetyPlan,
    Suspect,
)
from genderdesk.casework.cases.queries import desk_checklist
from genderdesk.casework.cases.rules import Given, SuspectFacts, SuspectWords
from genderdesk.casework.cases.vocabulary import (
    CHECKLIST,
    Check,
    ClosureReason,
    ConsentMode,
    CopyGiven,
    FlagReason,
    GivenBy,
    Language,
    LegalGround,
    Need,
    PlanOwner,
    PlanPart,
    Purpose,
    Relationship,
    RiskAnswer,
    RiskContext,
    Scope,
)
from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel, ReporterType, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.platform import print as printing
from genderdesk.groundwork.protection.access import PUBLIC, SYSTEM, Actor
from genderdesk.groundwork.protection.acts import unguarded
from tests.world import World

NAME, PHONE, TOLD = "Invented Survivor", "+250788000777", "Invented words that she told."
_numbers = itertools.count(1)


def receive(world: World, **changes: Any) -> Report:
    """A report of the first district, by the survivor herself on the public form."""
    arguments: dict[str, Any] = {
        "institution": world.police,
        "channel": Channel.WEB,
        "district": world.district,
        "stated_kind": StatedKind.SEXUAL,
        "safe_to_contact": Answer.YES,
        "reporter_type": ReporterType.SURVIVOR,
        "reporter_name": NAME,
        "reporter_phone": PHONE,
        "narrative": TOLD,
    }
    return receive_report(PUBLIC, **(arguments | changes))


def open_file(world: World, *, hours_ago: float | None = None, **changes: Any) -> Case:
    """The case of such a report; the incident exactly so many hours ago where that is given."""
    assert world.focal_point.desk_id, "the station's focal point takes it in hand"
    if hours_ago is not None:
        changes["occurred"] = Moment(timezone.now() - timedelta(hours=hours_ago), Precision.EXACT)
    return open_case(SYSTEM, report=receive(world, **changes))


def fresh(case: Case) -> Case:
    """The case as the database has it now."""
    return Case.objects.select_related("survivor", "incident", "institution", "desk", "district").get(pk=case.pk)


def given(**changes: Any) -> Given:
    """By herself, with a signature."""
    how: dict[str, Any] = {
        "given_by": GivenBy.SELF,
        "mode": ConsentMode.SIGNATURE,
        "language": Language.KINYARWANDA,
    }
    return Given(**(how | changes))


def give_consent(actor: Actor, case: Case, recipient: uuid.UUID, **changes: Any) -> Consent:
    """A yes to one recipient, for a referral, as wide as a clinic needs. What says how it was given goes into
    ``given``."""
    how = given(**{name: changes.pop(name) for name in Given.__slots__ if name in changes})
    arguments: dict[str, Any] = {
        "recipient_id": recipient,
        "recipient_name": "Invented Centre",
        "purpose": Purpose.REFERRAL,
        "scope": Scope.MEDICAL,
        "decision": Answer.YES,
        "given": how,
    }
    return record_consent(actor, case, **(arguments | changes))


def ask_exception(actor: Actor, case: Case, recipient: uuid.UUID, **changes: Any) -> LegalException:
    """An exception of the law for one recipient that waits for the second person."""
    arguments: dict[str, Any] = {
        "recipient_id": recipient,
        "recipient_name": "Invented Centre",
        "purpose": Purpose.REFERRAL,
        "scope": Scope.MEDICAL,
        "ground": LegalGround.CHILD_PROTECTION,
        "reference": "An invented article",
        "told": Answer.YES,
    }
    return ask_for_exception(actor, case, **(arguments | changes))


def ask_to_close(actor: Actor, case: Case, **changes: Any) -> Case:
    """A request for closure with every point answered yes."""
    arguments: dict[str, Any] = {
        "reason": ClosureReason.GOALS_MET,
        "checklist": dict.fromkeys(CHECKLIST, Answer.YES),
        "orders_live": Answer.NO,
    }
    return request_closure(actor, case, **(arguments | changes))


def every_point_but(check: Check, answer: Answer) -> dict[Check, Answer]:
    """The checklist with one point answered otherwise."""
    return {**dict.fromkeys(CHECKLIST, Answer.YES), check: answer}


def assess(actor: Actor, case: Case, **changes: Any) -> RiskAssessment:
    """An assessment by the desk's own checklist: every answer no, but for the changes."""
    answers = {**dict.fromkeys((each.id for each in desk_checklist().items), RiskAnswer.NO), **changes}
    return assess_risk(actor, case, context=RiskContext.SCHEDULED, answers=answers, fear=3)


def plan_something(actor: Actor, case: Case, words: str = "Invented.", **changes: Any) -> PlanItem:
    """One thing that the desk is to do by today."""
    given = {"need": Need.LEGAL, "owner": PlanOwner.DESK, "due_on": timezone.localdate()}
    return add_plan_item(actor, case, goal=words, what=words, **(given | changes))


def plan_safety(actor: Actor, case: Case, words: str = "Invented.", **changes: Any) -> SafetyPlan:
    """The first version of a safety plan, with a code word."""
    given: dict[str, Any] = {
        "version": 0,
        "with_survivor": Answer.YES,
        "copy_given": CopyGiven.VERBAL,
        "parts": {PlanPart.CONCERNS: words},
        "code_word": words[:60],
    }
    return keep_safety_plan(actor, case, **(given | changes))


def name_suspect(
    actor: Actor, case: Case, words: str = "Invented Suspect", *, phone: str = "", **changes: Any
) -> Suspect:
    """Somebody whom the file suspects, and whom the register does not hold yet."""
    given: dict[str, Any] = {
        "words": SuspectWords(names=words, caution=words, phone=phone),
        "facts": SuspectFacts(relationship=Relationship.FAMILY),
        "person": "new",
    }
    return add_suspect(actor, case, **(given | changes))


def flag_case(actor: Actor, case: Case, words: str = "Invented.", **changes: Any) -> Flag:
    """A flag that is due today."""
    given: dict[str, Any] = {"why": FlagReason.HEARING, "due_on": timezone.localdate()}
    return raise_flag(actor, case, words=words, **(given | changes))


def make_provider(world: World, **changes: Any) -> Provider:
    """A one stop centre in the first district."""
    number = next(_numbers)
    given: dict[str, Any] = {
        "code": f"P-{number}",
        "name": f"Invented Centre {number}",
        "kind": "one_stop_centre",
        "district": world.district,
        "services": ["health", "legal"],
        "invented": True,
    }
    with unguarded("test"):
        return Provider.objects.create(**(given | changes))


def propose(actor: Actor, case: Case, provider: Provider, **changes: Any) -> Referral:
    """A referral for health that is proposed."""
    given: dict[str, Any] = {"provider": provider, "service": Service.HEALTH, "urgency": Urgency.NOW}
    return propose_referral(actor, case, **(given | changes))


def send(actor: Actor, case: Case, provider: Provider, **changes: Any) -> Referral:
    """A referral that was sent under the survivor's consent."""
    give_consent(actor, case, provider.pk)
    referral = propose(actor, fresh(case), provider, **changes)
    referral = consent_to_referral(actor, referral)
    return send_referral(actor, referral)


def at(hour: int = 12, days: int = 1) -> datetime:
    """An hour of a day to come, in the desk's time zone."""
    return timezone.localtime().replace(hour=hour, minute=0, second=0, microsecond=0) + timedelta(days=days)


@pytest.fixture
def case(world: World) -> Case:
    """A case of the first district's station, in the focal point's hands."""
    return open_file(world)


@pytest.fixture
def provider(world: World) -> Provider:
    """A one stop centre in the first district."""
    return make_provider(world)


@pytest.fixture
def sheets(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What is handed to the press, in place of printing it."""
    found: list[dict[str, Any]] = []

    def take(_template: Any, title: str, data: dict[str, Any]) -> bytes:
        found.append({**data, "title": title})
        return b"%PDF"

    monkeypatch.setattr(printing, "pdf_of", take)
    return found
