"""Invented reports and cases in bulk, from a fixed seed, for measuring: written beside the acts, and counted."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction
from django.utils import timezone

from genderdesk.casework.cases.models import Case, Incident, Survivor
from genderdesk.casework.cases.vocabulary import AgeBand, GbvType, Sex
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import Channel, ReporterType, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import facts
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.monitoring.statistics.rollup import roll_up
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.queries import desk_for
from genderdesk.organisation.places.queries import districts

_AT_ONCE = 500
_MONTHS_BACK = 24
_WORDS = "Invented for measuring. She told what had happened on the way home and asked for a quiet room. "
_AGES = {
    AgeBand.TO_11: 9,
    AgeBand.TO_17: 15,
    AgeBand.TO_25: 21,
    AgeBand.TO_40: 33,
    AgeBand.TO_60: 54,
    AgeBand.FROM_61: 66,
}


def generate_cases(number: int, seed: int, progress: Callable[[int, int], None]) -> float:
    """Add ``number`` reports that were opened as cases, over two years and all districts; the seconds it took.

    The same seed gives the same records, apart from the moment that the two years end. Raises IntegrityError where the
    seed was used in this database before.
    """
    started = time.perf_counter()
    random = Random(seed)
    police = Institution.objects.get(kind="police")
    places = list(districts())
    desks = {place.code: desk_for(police.pk, place.code) for place in places}
    now = timezone.now()
    progress(0, number)
    for first in range(0, number, _AT_ONCE):
        count = min(_AT_ONCE, number - first)
        rows = [_file(random, police, random.choice(places), desks, now) for _ in range(count)]
        _keep(rows)
        progress(first + count, number)
    roll_up()
    return time.perf_counter() - started


File = tuple[Report, Case, Survivor, Incident]


def _file(random: Random, police: Institution, place: Any, desks: dict[str, Any], now: datetime) -> File:
    """One report with its case, as the acts would have made them."""
    received = now - timedelta(minutes=random.randrange(1, _MONTHS_BACK * 30 * 24 * 60))
    happened = received - timedelta(hours=random.choice([2, 10, 30, 60, 100, 200, 900]))
    age = random.choice(list(_AGES))
    report = Report(
        id=_id(random),
        number=_number(random, "R"),
        state="opened",
        received_at=received,
        channel=random.choice(list(Channel)),
        institution=police,
        desk=desks[place.code],
        district=place,
        reporter_type=ReporterType.SURVIVOR,
        stated_kind=random.choice(list(StatedKind)),
        safe_to_contact=random.choice(list(Answer)),
        occurred_at=happened,
        occurred_precision="exact",
        reporter_name="Invented Person",
        narrative=_WORDS * 4,
        taken_by=_id(random),
        decided_at=received,
        created_at=received,
    )
    state = random.choice(["opened", "consented", "in_action", "follow_up", "closed"])
    case = Case(
        id=_id(random),
        number=_number(random, "GD"),
        report=report,
        institution=police,
        desk=desks[place.code],
        district=place,
        state=state,
        opened_at=received + timedelta(hours=1),
        closed_at=received + timedelta(days=60) if state == "closed" else None,
    )
    survivor = Survivor(
        id=_id(random),
        case=case,
        code=_number(random, "S"),
        names="Invented Person",
        sex=random.choice([Sex.FEMALE] * 8 + [Sex.MALE]),
        age_basis="stated",
        stated_years=_AGES[age],
        age_at_report=_AGES[age],
        age_band=age,
    )
    incident = Incident(
        id=_id(random),
        case=case,
        occurred_from=happened,
        occurred_precision="exact",
        reported_at=received,
        district=place,
        gbv_type=random.choice(list(GbvType)),
        statistics_consent=random.choice([Answer.YES] * 9 + [Answer.NO]),
        account=_WORDS * 4,
    )
    return report, case, survivor, incident


def _keep(files: list[File]) -> None:
    with transaction.atomic(), unguarded("invented cases for measuring, in a demonstration only"):
        for index, model in enumerate((Report, Case, Survivor, Incident)):
            model._default_manager.bulk_create([each[index] for each in files])
        facts.keep(facts.collect([(record, True) for each in files for record in each[:2]]))


def _id(random: Random) -> uuid.UUID:
    return uuid.UUID(int=random.getrandbits(128), version=4)


def _number(random: Random, prefix: str) -> str:
    signs = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
    return f"{prefix}-G{''.join(random.choices(signs, k=9))}"
