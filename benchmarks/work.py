"""The pieces of work that clients repeat. Each function sets up once and returns what is timed."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from django.db import connection, connections, models, transaction
from django.utils import timezone

NARRATIVE = "She came in this morning and told what had happened on the way home. " * 8
BATCH = 100


class BareReport(models.Model):
    """A report as any Django project would keep it: plain columns, no act."""

    id = models.UUIDField(primary_key=True)
    number = models.CharField(max_length=20, unique=True)
    state = models.CharField(max_length=20)
    received_at = models.DateTimeField(db_index=True)
    channel = models.CharField(max_length=20)
    district = models.CharField(max_length=20, db_index=True)
    kind = models.CharField(max_length=24)
    name = models.CharField(max_length=200)
    phone = models.CharField(max_length=20, db_index=True)
    narrative = models.TextField()
    taken_by = models.UUIDField()

    class Meta:
        app_label = "benchmarks"
        managed = False
        db_table = "bare_report"


class BareAudit(models.Model):
    """The audit row that goes with it."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField()
    user_id = models.UUIDField(db_index=True)
    action = models.CharField(max_length=40)
    object_id = models.UUIDField(db_index=True)
    detail = models.JSONField()

    class Meta:
        app_label = "benchmarks"
        managed = False
        db_table = "bare_audit"


def make_bare_tables() -> None:
    """The two tables of comparison, once in a database."""
    if BareReport._meta.db_table in connection.introspection.table_names():
        return
    with connection.schema_editor() as editor:
        editor.create_model(BareReport)
        editor.create_model(BareAudit)


def _values() -> dict[str, Any]:
    return {
        "id": uuid.uuid4(),
        "number": uuid.uuid4().hex[:20],
        "state": "received",
        "received_at": timezone.now(),
        "channel": "web",
        "district": "11",
        "kind": "physical",
        "name": "Invented Person",
        "phone": "+250788000001",
        "narrative": NARRATIVE,
        "taken_by": uuid.uuid4(),
    }


def raw_insert() -> Callable[[], object]:
    """The database's own driver: two INSERT statements in one transaction."""
    columns = [field.column for field in BareReport._meta.concrete_fields]
    places = ", ".join(["%s"] * len(columns))
    report = f"INSERT INTO bare_report ({', '.join(columns)}) VALUES ({places})"
    audit = "INSERT INTO bare_audit (at, user_id, action, object_id, detail) VALUES (%s, %s, %s, %s, %s)"
    prepare = [field.get_db_prep_save for field in BareReport._meta.concrete_fields]

    def work() -> None:
        values = list(_values().values())
        row = [each(value, connection) for each, value in zip(prepare, values, strict=True)]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(report, row)
            cursor.execute(audit, [row[3], row[10], "report.receive", row[0], "{}"])

    return work


def bare_django() -> Callable[[], object]:
    """What any Django project does: look the user up, save the row and an audit row, in one transaction.

    Its statements are made as Django itself makes them, not taken from memory as ours are (platform/statements.py); the
    backend, its lock and its durability are the same.
    """
    from genderdesk.organisation.accounts.models import User

    user_id = User.objects.values_list("pk", flat=True).first()
    here = connections["default"]
    ours, django_s = here.ops, type(here.ops).__base__(here)  # type: ignore[misc]  # made at run time

    def work() -> None:
        here.ops = django_s
        try:
            with transaction.atomic():
                user = User.objects.get(pk=user_id)  # type: ignore[misc]  # models made at run time
                report = BareReport(**_values())
                report.taken_by = user.pk
                report.save(force_insert=True)
                BareAudit.objects.create(  # type: ignore[attr-defined]  # models made at run time
                    at=timezone.now(),
                    user_id=user.pk,
                    action="report.receive",
                    object_id=report.pk,
                    detail={"channel": "web"},
                )
        finally:
            here.ops = ours

    return work


def _arguments() -> dict[str, Any]:
    from genderdesk.casework.intake.vocabulary import Channel, ReporterType, StatedKind
    from genderdesk.groundwork.foundation.answers import Answer
    from genderdesk.organisation.institution.models import Institution
    from genderdesk.organisation.places.models import Division

    return {
        "institution": Institution.objects.get(code="RNP"),
        "channel": Channel.WALK_IN,
        "district": Division.objects.filter(level="district").first(),
        "stated_kind": StatedKind.PHYSICAL,
        "safe_to_contact": Answer.YES,
        "reporter_type": ReporterType.SURVIVOR,
        "reporter_name": "Invented Person",
        "narrative": NARRATIVE,
    }


def act() -> Callable[[], object]:
    """The protected act: user and actor as a web request has them, access, op_id, encryption, ledger, facts, word to
    browsers. Without a telephone number, as most reports from a walk-in are."""
    return _receive(dict)


def act_with_phone() -> Callable[[], object]:
    """The same with a number that was never told before, whose index is slow on purpose (Argon2id) so that it cannot be
    searched by trying; at the full cost, which a demonstration alone does not pay."""
    from genderdesk.groundwork.protection.vault import indexes

    receive = _receive(lambda: {"reporter_phone": f"0788{secrets.randbelow(10**6):06}"})

    def work() -> None:
        with patch.object(indexes, "cost", lambda: indexes.FULL_COST):
            receive()

    return work


def _receive(told: Callable[[], dict[str, Any]]) -> Callable[[], object]:
    from genderdesk.casework.intake.acts import receive_report
    from genderdesk.groundwork.platform import editions
    from genderdesk.organisation.accounts.backends import DeskBackend
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    user_id, arguments, backend = User.objects.get(username="operator").pk, _arguments(), DeskBackend()

    def work() -> None:
        with editions.held():
            user = backend.get_user(user_id)
            if user is None:
                raise RuntimeError("The operator of the demonstration is gone.")
            receive_report.once(uuid.uuid4())(actor_of(user), **(arguments | told()))

    return work


def gateway_one_by_one() -> Callable[[], object]:
    """A quarter of a batch, each operation in a commit of its own."""
    from genderdesk.casework.intake.acts import receive_report
    from genderdesk.groundwork.protection.access import SYSTEM

    arguments = _arguments()

    def work() -> None:
        for _ in range(BATCH // 4):
            receive_report.once(uuid.uuid4())(SYSTEM, **arguments)

    return work


def batch() -> Callable[[], object]:
    """A hundred operations of a field device or an SMS gateway through the same act, in one commit."""
    from genderdesk.casework.intake.acts import receive_report
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.acts import grouped

    arguments = _arguments()

    def work() -> None:
        op_ids = [uuid.uuid4() for _ in range(BATCH)]
        with grouped(op_ids):
            for op_id in op_ids:
                receive_report.once(op_id)(SYSTEM, **arguments)

    return work
