"""A case's page, a change of it, a search for a person and a referral, each beside raw SQL of the same work.

The raw side reads and writes what the work is about (rows, one line of the timeline, one audit row a commit) with
statements written by hand, in plain columns, on copies of the tables with all their rows and indexes, and asks nobody
whether they may. It commits as often, on the same database, backend, lock and durability.
"""

from __future__ import annotations

import itertools
import re
import secrets
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch

from django.db import connection, models, transaction
from django.utils import timezone

# So many files take turns, so that no answer comes from what the last one left warm.
FILES = 40
_NO_RECORD = uuid.UUID(int=0)
_AUDIT = "INSERT INTO bare_audit (at, user_id, action, object_id, detail) VALUES (%s, %s, %s, %s, %s)"


@dataclass(frozen=True, slots=True)
class Subject:
    """A file that is worked on, with what it is looked for by."""

    case: uuid.UUID
    phone: str
    names: str


def subjects() -> list[Subject]:
    """Open files of grown-up survivors with a number and two names, the newest first."""
    from genderdesk.casework.cases.models import Survivor
    from genderdesk.casework.cases.vocabulary import FOLLOW_UP, IN_ACTION
    from genderdesk.groundwork.protection.acts import unguarded

    with unguarded("benchmark"):
        known = (
            Survivor.objects.filter(case__state__in=(IN_ACTION, FOLLOW_UP), case__institution__code="RNP")
            .filter(age_at_report__gte=20, case__sensitivity="standard")
            .exclude(phone_index="")
            .order_by("-case__opened_at")[: 4 * FILES]
        )
        found = [Subject(each.case_id, each.phone.open(), each.names.open()) for each in known]
    ready = [each for each in found if " " in each.names][:FILES]
    if not ready:
        raise SystemExit("There is no open file with a number and a name to measure with. Generate more cases.")
    return ready


def _turns(files: Sequence[Subject]) -> Iterator[Subject]:
    return itertools.cycle(files)


def _actor() -> Any:
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    return actor_of(User.objects.get(username="desk_head"))


# The same tables without a guard


def bare_name(model: type[models.Model]) -> str:
    """What the copy of a model's table is called."""
    return f"bare_{model._meta.db_table}"


def make_copies() -> None:
    """The tables that the raw side changes, with their rows and indexes, once in a database."""
    from genderdesk.casework.care.models import Referral
    from genderdesk.casework.cases.models import CaseEvent, Consent, Incident

    there = connection.introspection.table_names()
    for model in (Incident, CaseEvent, Consent, Referral):
        if bare_name(model) not in there:
            copy_table(model._meta.db_table, bare_name(model))


def copy_table(table: str, copy: str) -> None:
    """Copy a table with its rows and indexes."""
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"CREATE TABLE {copy} (LIKE {table} INCLUDING ALL)")
        else:
            cursor.execute(
                "SELECT sql FROM sqlite_master WHERE tbl_name = %s AND type IN ('table', 'index') AND sql IS NOT NULL "
                "ORDER BY type DESC",
                [table],
            )
            for (statement,) in cursor.fetchall():
                cursor.execute(_renamed(statement, table, copy))
        cursor.execute(f"INSERT INTO {copy} SELECT * FROM {table}")


def _renamed(statement: str, table: str, copy: str) -> str:
    """A statement that makes a table or an index, for the copy; a column is never named as its table is."""
    named = statement.replace(f'"{table}"', f'"{copy}"')
    return re.sub(r'(INDEX )"(\w+)"', r'\1"bare_\2"', named)


@dataclass(frozen=True, slots=True)
class Row:
    """An INSERT into a copy, after the pattern of a row that is there."""

    sql: str
    columns: list[str]
    pattern: list[Any]

    def values(self, **changes: Any) -> list[Any]:
        return [changes.get(name, kept) for name, kept in zip(self.columns, self.pattern, strict=True)]


def _row(model: type[models.Model]) -> Row:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {bare_name(model)} ORDER BY id DESC LIMIT 1")
        pattern = list(cursor.fetchone())
        columns = [each[0] for each in cursor.description]
    places = ", ".join(["%s"] * len(columns))
    return Row(f"INSERT INTO {bare_name(model)} ({', '.join(columns)}) VALUES ({places})", columns, pattern)


def _key(value: uuid.UUID) -> Any:
    return value if connection.features.has_native_uuid_field else value.hex


def _now() -> Any:
    now = timezone.now()
    return now if connection.vendor == "postgresql" else connection.ops.adapt_datetimefield_value(now)


def _audit(cursor: Any, action: str, record: Any) -> None:
    cursor.execute(_AUDIT, [_now(), _key(uuid.uuid4()), action, record, "{}"])


# The page of a case

_OF_A_CASE = (
    # The file with everybody it names in one row, then what hangs on it.
    "SELECT c.*, s.*, i.*, r.number, r.channel, r.received_at, d.name, n.name, o.given_name, o.family_name "
    "FROM cases_case c JOIN cases_survivor s ON s.case_id = c.id JOIN cases_incident i ON i.case_id = c.id "
    "JOIN intake_report r ON r.id = c.report_id JOIN institution_desk d ON d.id = c.desk_id "
    "JOIN institution_institution n ON n.id = c.institution_id "
    "LEFT JOIN institution_officer o ON o.id = c.assigned_to_id WHERE c.id = %s",
    "SELECT kind, at, actor_code, ref, note FROM cases_caseevent WHERE case_id = %s ORDER BY at, id",
    "SELECT recipient_name, purpose, scope, yes, valid_to, revoked_at FROM cases_consent WHERE case_id = %s "
    "ORDER BY recorded_at",
    "SELECT number, state, service, urgency, sent_at, answer_due_at FROM care_referral WHERE case_id = %s "
    "ORDER BY proposed_at",
    "SELECT state, due_at, channel, outcome FROM cases_followup WHERE case_id = %s",
    "SELECT level, at FROM cases_riskassessment WHERE case_id = %s ORDER BY at DESC LIMIT 1",
    "SELECT need, due_on, state FROM cases_planitem WHERE case_id = %s",
)


def raw_page(files: Sequence[Subject]) -> Callable[[], object]:
    """The rows of the page by the driver's cursor, without a page around them."""
    turns = _turns(files)

    def work() -> None:
        key = _key(next(turns).case)
        with connection.cursor() as cursor:
            for statement in _OF_A_CASE:
                cursor.execute(statement, [key])
                cursor.fetchall()

    return work


def page(files: Sequence[Subject], get: Callable[[str], Callable[[], object]]) -> Callable[[], object]:
    """The overview of one file after another, as the server makes it."""
    turns = itertools.cycle([get(f"/staff/cases/{each.case}/") for each in files])

    def work() -> None:
        next(turns)()

    return work


# A change of the file

_CHANGE = (
    "UPDATE bare_cases_incident SET perpetrators = %s, perpetrator_sex = %s, perpetrator_age = %s, "
    "perpetrator_relationship = %s, previous_gbv = %s, version = version + 1 WHERE id = %s AND version = %s"
)


def raw_save(files: Sequence[Subject]) -> Callable[[], object]:
    """Read the incident, change it where nobody did meanwhile, a line of the timeline, an audit row; one commit."""
    from genderdesk.casework.cases.models import CaseEvent

    turns, event = _turns(files), _row(CaseEvent)

    def work() -> None:
        key = _key(next(turns).case)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT * FROM bare_cases_incident WHERE case_id = %s", [key])
            names = [each[0] for each in cursor.description]
            incident = dict(zip(names, cursor.fetchone(), strict=True))
            known = ["one", "male", "adult", "family", "yes"]
            cursor.execute(_CHANGE, [*known, incident["id"], incident["version"]])
            cursor.execute(event.sql, event.values(id=_key(uuid.uuid4()), case_id=key, at=_now()))
            _audit(cursor, "incident.circumstances", key)

    return work


def save(files: Sequence[Subject]) -> Callable[[], object]:
    """The file as the view reads it, and the circumstances kept by the act under an operation number."""
    from genderdesk.casework.cases import queries
    from genderdesk.casework.cases.acts import keep_circumstances
    from genderdesk.casework.cases.vocabulary import PerpetratorNumber, PerpetratorSex, Relationship

    actor, turns = _actor(), _turns(files)

    def work() -> None:
        case = queries.case_for(actor, next(turns).case)
        keep_circumstances.once(uuid.uuid4())(
            actor,
            case,
            version=case.incident.version,
            perpetrators=PerpetratorNumber.ONE,
            perpetrator_sex=PerpetratorSex.MALE,
            perpetrator_relationship=Relationship.FAMILY,
        )

    return work


# A search for a person

_LISTED = (
    "SELECT c.id, c.number, c.state, c.opened_at, s.code, d.name FROM cases_case c "
    "JOIN cases_survivor s ON s.case_id = c.id JOIN institution_desk d ON d.id = c.desk_id "
)
_NEWEST = "ORDER BY c.opened_at DESC, c.id DESC LIMIT 10"
_OF_NAME = "c.id IN (SELECT case_id FROM cases_nametoken WHERE digest = %s AND exact = %s)"


def raw_search_by_phone(files: Sequence[Subject]) -> Callable[[], object]:
    """The files with this index of a number, and an audit row."""
    from genderdesk.groundwork.protection.vault import blind_index

    turns = itertools.cycle([blind_index("phone", each.phone) for each in files])

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{_LISTED}WHERE s.phone_index = %s {_NEWEST}", [next(turns)])
            cursor.fetchall()
            _audit(cursor, "case.search", _key(_NO_RECORD))

    return work


def raw_search_by_name(files: Sequence[Subject]) -> Callable[[], object]:
    """The files with each part of the name as it is written, those with each part as it sounds, and an audit row."""
    from genderdesk.groundwork.protection.vault import exact_names, name_sounds

    turns = itertools.cycle([(sorted(exact_names(each.names)), sorted(name_sounds(each.names))) for each in files])

    def work() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for digests, exact in zip(next(turns), (True, False), strict=True):
                where = " AND ".join([_OF_NAME] * len(digests))
                values = [value for digest in digests for value in (digest, exact)]
                cursor.execute(f"{_LISTED}WHERE {where} {_NEWEST}", values)
                cursor.fetchall()
            _audit(cursor, "case.search", _key(_NO_RECORD))

    return work


def search_by_phone(files: Sequence[Subject]) -> Callable[[], object]:
    """A search for a number whose slow index this process has made before."""
    from genderdesk.casework.cases.vocabulary import SearchBy

    return _search(SearchBy.PHONE, (each.phone for each in _turns(files)))


def search_by_new_phone() -> Callable[[], object]:
    """A search for a number that this process never saw: its index is slow on purpose, at the cost that a desk pays."""
    from genderdesk.casework.cases.vocabulary import SearchBy
    from genderdesk.groundwork.protection.vault import indexes

    look = _search(SearchBy.PHONE, (f"0788{secrets.randbelow(10**6):06}" for _each in itertools.count()))

    def work() -> None:
        with patch.object(indexes, "cost", lambda: indexes.FULL_COST):
            look()

    return work


def search_by_name(files: Sequence[Subject]) -> Callable[[], object]:
    """A search for a whole name, as written and as it sounds."""
    from genderdesk.casework.cases.vocabulary import SearchBy

    return _search(SearchBy.NAME, (each.names for each in _turns(files)))


def _search(by: Any, values: Iterator[str]) -> Callable[[], object]:
    from genderdesk.casework.cases.queries import search_person
    from genderdesk.casework.cases.vocabulary import SearchReason

    actor = _actor()

    def work() -> None:
        search_person(actor, by=by, value=next(values), reason=SearchReason.IS_HERE, reference="GD-2345-2345")

    return work


# A referral


def raw_referral(files: Sequence[Subject]) -> Callable[[], object]:
    """Consent, proposal, its consent and its sending, in four commits with a line and an audit row as the acts have."""
    from genderdesk.casework.care.models import Referral
    from genderdesk.casework.cases.models import CaseEvent, Consent

    turns, event, consent, referral = _turns(files), _row(CaseEvent), _row(Consent), _row(Referral)

    def line(cursor: Any, key: Any) -> None:
        cursor.execute(event.sql, event.values(id=_key(uuid.uuid4()), case_id=key, at=_now()))

    def work() -> None:
        key, given, sent, number = _key(next(turns).case), _key(uuid.uuid4()), _key(uuid.uuid4()), uuid.uuid4().hex[:20]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(consent.sql, consent.values(id=given, case_id=key))
            line(cursor, key)
            _audit(cursor, "consent.record", key)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(referral.sql, referral.values(id=sent, case_id=key, number=number, state="proposed"))
            _audit(cursor, "referral.propose", sent)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE bare_care_referral SET consent_id = %s, consented_at = %s, state = %s WHERE id = %s",
                [given, _now(), "consented", sent],
            )
            _audit(cursor, "referral.consent", sent)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "UPDATE bare_care_referral SET sent_at = %s, answer_due_at = %s, state = %s WHERE id = %s",
                [_now(), _now(), "sent", sent],
            )
            line(cursor, key)
            _audit(cursor, "referral.send", sent)

    return work


def refer(files: Sequence[Subject]) -> Callable[[], object]:
    """The four acts of a referral to one provider after another, each under an operation number."""
    from genderdesk.casework.care.acts import consent_to_referral, propose_referral, send_referral
    from genderdesk.casework.care.models import Provider
    from genderdesk.casework.care.vocabulary import Service, Urgency
    from genderdesk.casework.cases import queries
    from genderdesk.casework.cases.acts import record_consent
    from genderdesk.casework.cases.rules import Given
    from genderdesk.casework.cases.vocabulary import ConsentMode, GivenBy, Language, Purpose, Scope
    from genderdesk.groundwork.foundation.answers import Answer

    actor, turns = _actor(), _turns(files)
    open_ones = Provider.objects.filter(closed_on=None, kind="one_stop_centre").order_by("code")
    providers = itertools.cycle([each for each in open_ones if Service.HEALTH in each.services])
    given = Given(given_by=GivenBy.SELF, mode=ConsentMode.SIGNATURE, language=Language.KINYARWANDA)

    def work() -> None:
        key, provider = next(turns).case, next(providers)
        record_consent.once(uuid.uuid4())(
            actor,
            queries.case_for(actor, key),
            recipient_id=provider.pk,
            recipient_name=provider.name,
            purpose=Purpose.REFERRAL,
            scope=Scope.MEDICAL,
            decision=Answer.YES,
            given=given,
        )
        referral = propose_referral.once(uuid.uuid4())(
            actor,
            queries.case_for(actor, key),
            provider=provider,
            service=Service.HEALTH,
            urgency=Urgency.NOW,
        )
        send_referral.once(uuid.uuid4())(actor, consent_to_referral.once(uuid.uuid4())(actor, referral))

    return work
