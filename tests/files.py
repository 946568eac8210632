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
from genderdesk.casework.cases.acts import open_case, record_consent, request_closure
from genderdesk.casework.cases.models import Case, Consent
from genderdesk.casework.cases.vocabulary import (
    CHECKLIST,
    Check,
    ClosureReason,
    ConsentMode,
    GivenBy,
    Language,
    Purpose,
    Scope,
)
from genderdesk.casework.intake.acts import receive_report
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel, ReporterType, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision
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


def give_consent(actor: Actor, case: Case, recipient: uuid.UUID, **changes: Any) -> Consent:
    """A yes to one recipient, for a referral, as wide as a clinic needs."""
    arguments: dict[str, Any] = {
        "recipient_id": recipient,
        "recipient_name": "Invented Centre",
        "purpose": Purpose.REFERRAL,
        "scope": Scope.MEDICAL,
        "decision": Answer.YES,
        "given_by": GivenBy.SELF,
        "mode": ConsentMode.SIGNATURE,
        "language": Language.KINYARWANDA,
    }
    return record_consent(actor, case, **(arguments | changes))


def ask_to_close(actor: Actor, case: Case, **changes: Any) -> Case:
    """A request for closure with every point answered yes."""
    arguments: dict[str, Any] = {
        "reason": ClosureReason.GOALS_MET,
        "checklist": dict.fromkeys(CHECKLIST, Answer.YES),
    }
    return request_closure(actor, case, **(arguments | changes))


def every_point_but(check: Check, answer: Answer) -> dict[Check, Answer]:
    """The checklist with one point answered otherwise."""
    return {**dict.fromkeys(CHECKLIST, Answer.YES), check: answer}


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
