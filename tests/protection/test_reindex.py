"""Digests made anew after their parameters changed: what was found before is found again, and STOP stays STOP."""

from __future__ import annotations

import pytest
from django.db import connection

from genderdesk.casework.cases.acts.indexes import empty_indexes
from genderdesk.casework.cases.models import Case, NameToken, Survivor, Suspect, SuspectToken
from genderdesk.casework.hotline.models import Contact, Gateway, Line, StoppedNumber, UssdSession
from genderdesk.casework.hotline.queries.safe_contact import has_stopped
from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import blind_index, indexes, reindex
from genderdesk.interfaces.cli.verbs import keys, verify
from genderdesk.organisation.institution.acts import declare_relative
from genderdesk.organisation.institution.models import Relative
from genderdesk.organisation.institution.vocabulary import Relation
from tests.files import PHONE, fresh, name_suspect, open_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(world):
    """Somebody who wrote STOP to the line."""
    with unguarded("test"):
        line = Line.objects.create(institution=world.police, short_code="3512")
        digest = blind_index("phone", PHONE)
        found = Contact.objects.create(
            line=line, institution=world.police, kind="sms", caller=PHONE, phone_index=digest, has_number=True
        )
        StoppedNumber.objects.create(line=line, phone_index=digest)
    return found


def change_parameters(monkeypatch):
    monkeypatch.setattr(indexes, "SLOW_MARK", "t.")
    monkeypatch.setattr(indexes, "FULL_COST", indexes.Cost(16, 1))
    indexes._kept.clear()


@pytest.fixture
def old(world, contact, monkeypatch):
    """Everything that keeps a digest, made before the parameters changed."""
    case = open_file(world)
    name_suspect(world.desk_head, fresh(case), "Invented Man", phone="+250788000666")
    declare_relative(world.focal_point, relation=next(iter(Relation)), names="Invented Aunt", phone="+250788000555")
    change_parameters(monkeypatch)
    yield case
    indexes._kept.clear()


def renewed():
    return list(reindex.reindex_all())


def test_what_was_found_before_is_found_again(old):
    digest = blind_index("phone", PHONE)
    assert not Survivor.objects.filter(phone_index=digest).exists()
    renewed()
    assert digest.startswith("t.")
    assert Survivor.objects.get(phone_index=digest).case_id == old.pk
    assert Report.objects.get(phone_index=digest).pk == old.report_id
    assert Relative.objects.get().phone_index == blind_index("phone", "+250788000555")
    assert reindex.left() == {}


def test_verify_says_how_many_are_left(old):
    assert reindex.left() == {
        "intake_report.phone_index": 1,
        "cases_survivor.phone_index": 1,
        "cases_suspect.phone_index": 1,
        "institution_relative.phone_index": 1,
        "hotline_contact.phone_index": 1,
        "hotline_stoppednumber.phone_index": 1,
    }
    assert verify._old_digests().startswith("6 digests")
    renewed()
    assert verify._old_digests() == ""


def test_whoever_wrote_stop_is_left_in_peace_after_it(old, contact):
    renewed()
    kept = Contact.objects.get(pk=contact.pk)
    assert kept.phone_index.startswith("t.")
    assert has_stopped(kept)
    assert StoppedNumber.objects.count() == 1


def test_a_stop_that_no_contact_keeps_is_told(old, contact, capsys):
    with unguarded("test"):
        StoppedNumber.objects.create(line=contact.line, phone_index="s." + "0" * 62)
    assert keys._reindex(None) == 0
    told = capsys.readouterr().out
    assert "1 numbers that wrote STOP" in told
    assert "0 rows are left" in told


def test_what_was_stopped_goes_on_where_it_stopped(world, old, monkeypatch):
    monkeypatch.setattr(reindex, "AT_ONCE", 1)
    open_file(world)
    with unguarded("test"):
        Survivor.objects.exclude(case=old).update(phone_index="of an installation before there were marks")
    run = reindex.reindex_all()
    for _batch in range(3):
        next(run)
    run.close()
    left = sum(reindex.left().values())
    assert left
    before = Entry.objects.filter(name="keys.reindex_numbers").count()
    renewed()
    assert reindex.left() == {}
    done = Entry.objects.filter(name="keys.reindex_numbers").count() - before
    columns = len(reindex._numbers)
    assert done <= left + columns, "no row twice"
    assert renewed() == [each for each in renewed() if each in reindex._names], "only names are looked at again"


def test_names_that_are_read_otherwise_today_are_found_again(old):
    tokens = set(NameToken.objects.values_list("digest", "exact")), set(SuspectToken.objects.values_list("digest"))
    with unguarded("test"):
        NameToken.objects.update(digest="0" * 40)
        SuspectToken.objects.filter(exact=True).delete()
        Relative.objects.update(name_index="")
    renewed()
    assert tokens == (
        set(NameToken.objects.values_list("digest", "exact")),
        set(SuspectToken.objects.values_list("digest")),
    )
    assert Relative.objects.get().name_index
    kept = set(NameToken.objects.values_list("pk"))
    renewed()
    assert kept == set(NameToken.objects.values_list("pk")), "what is right is left alone"


def test_a_sealed_file_is_found_by_no_index_afterwards_either(world, old):
    with unguarded("test"):
        Survivor.objects.update(phone_index="")
        NameToken.objects.all().delete()
        old.sensitivity = "sealed"
        type(old).objects.filter(pk=old.pk).update(sensitivity="sealed", cell=world.police.cells.create(
            name="Cell", opened_on="2026-01-01"
        ))  # fmt: skip
    renewed()
    assert Survivor.objects.get().phone_index == ""
    assert not NameToken.objects.exists()


@pytest.mark.parametrize("model", [Survivor, Suspect], ids=["survivor", "suspect"])
@pytest.mark.parametrize("kind", ["numbers", "names"])
def test_what_is_sealed_while_a_batch_begins_gets_no_digest_back(world, old, model, kind):
    """Sealed by another between the choice of a batch and its writing: the rows are read again under their locks."""
    table = model._meta.db_table
    column = f"{table}.phone_index"
    with unguarded("test"):
        NameToken.objects.update(digest="0" * 40)
        SuspectToken.objects.update(digest="0" * 40)
        cell = world.police.cells.create(name="Cell", opened_on="2026-01-01")
    outside, begun, sealed = len(connection.savepoint_ids), [], []

    def sealing(execute, sql, params, many, context):
        if begun and not sealed:
            sealed.append(sql)
            with unguarded("test"):
                Case.objects.filter(pk=old.pk).update(sensitivity="sealed", cell=cell)
                empty_indexes(old)
        # The first reading of the act itself, and not the one beforehand.
        if len(connection.savepoint_ids) > outside and f'FROM "{table}"' in sql:
            begun.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(sealing):
        if kind == "numbers":
            reindex.reindex_numbers(SYSTEM, column=column, after="")
        else:
            reindex.reindex_names(SYSTEM, table=table)
    assert sealed
    assert model.objects.get().phone_index == ""
    assert not NameToken.objects.exists()
    assert not SuspectToken.objects.exists()


def test_a_session_of_a_menu_is_gone_on_with(old, contact, world):
    with unguarded("test"):
        gateway = Gateway.objects.create(line=contact.line, provider="simulator", token_hash="x")
        UssdSession.objects.create(gateway=gateway, session_id="1", contact=contact, phone_index="s." + "1" * 62)
    renewed()
    assert UssdSession.objects.get().phone_index == blind_index("phone", PHONE)
