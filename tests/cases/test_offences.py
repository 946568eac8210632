"""The national offence table: data of a country, mapped to ICCS, for counsel to verify; and what an incident is."""

from __future__ import annotations

import uuid
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone, translation

from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import (
    add_offence,
    close_offence,
    correct_offence,
    keep_offences,
    load_offences,
)
from genderdesk.casework.cases.acts.offences import OffenceEntry
from genderdesk.casework.cases.labels import ICCS_WORDS
from genderdesk.casework.cases.models import Incident, Offence
from genderdesk.casework.cases.vocabulary import ICCS
from genderdesk.demo.load import COUNTRY
from genderdesk.groundwork.foundation import sheets
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.groundwork.platform.sheet_words import FAULTS
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.interfaces.cli.country.partner_files import Codes, read_offences
from tests.files import fresh

pytestmark = pytest.mark.django_db
_CODES = Codes(frozenset(), frozenset(), frozenset(), frozenset(), Path())


def rows():
    found, faults = read_offences(COUNTRY / "offences.csv", _CODES)
    assert not faults
    return found


@pytest.fixture
def table(world):
    load_offences(SYSTEM, rows=rows())
    return Offence.objects.in_bulk(field_name="code")


class TestTheTable:
    def test_the_country_brings_its_own_and_every_row_waits_for_counsel(self, world, table):
        assert len(table) == len(rows()) > 15
        assert not Offence.objects.filter(verified_on__isnull=False).exists()
        page = world.client(world.administrator).get("/staff/offences/").content.decode()
        assert page.count("Verify with counsel") == len(table)

    def test_no_row_cites_an_article_of_a_law(self, table):
        words = " ".join(f"{each.title} {each.title_fr}" for each in table.values()).casefold()
        assert not [each for each in ("art.", "article", "law", "loi", "§") if each in words.split()]

    def test_every_code_has_words(self):
        assert list(ICCS) == list(ICCS_WORDS)

    def test_a_code_that_is_none_is_told_by_line_and_column(self, tmp_path):
        (tmp_path / "offences.csv").write_text("code,title,iccs\nA,Something,9999\n")
        _rows, (fault,) = read_offences(tmp_path / "offences.csv", _CODES)
        assert str(fault).startswith("offences.csv, line 2, column iccs: '9999' is not known here")

    def test_a_second_load_leaves_what_was_closed_or_confirmed(self, world, table):
        closed = close_offence(world.administrator, table["STALK"], version=1)
        entry = OffenceEntry("Threats, confirmed", iccs="02012", verified_on=timezone.localdate())
        correct_offence(world.administrator, table["THREAT"], version=1, entry=entry)
        load_offences(SYSTEM, rows=rows())
        assert Offence.objects.get(pk=closed.pk).closed_on
        assert Offence.objects.get(code="THREAT").title == "Threats, confirmed"

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            ({"code": "a b", "title": "T"}, "line 7, column code"),
            ({"code": "A", "title": "T" * 121}, "line 7, column title"),
            ({"code": "A"}, "line 7, column title"),
            ({"code": "A", "title": "T", "title_fr": "T" * 121}, "line 7, column title_fr"),
            ({"code": "A", "title": "T", "iccs": "9999"}, "line 7, column iccs"),
            ({"code": "first", "title": "Again"}, "line 7, column code"),
        ],
    )
    def test_rows_that_no_file_was_read_for_are_checked_alike(self, world, row, said):
        with pytest.raises(Invalid, match=said):
            load_offences(world.administrator, rows=[(2, {"code": "FIRST", "title": "One"}), (7, row)])
        assert not Offence.objects.exists()

    def test_a_row_that_a_load_changed_is_not_saved_over_by_who_read_it_before(self, world, table):
        load_offences(SYSTEM, rows=[(2, {"code": "THREAT", "title": "Other words"})])
        with pytest.raises(Conflict):
            correct_offence(world.administrator, table["THREAT"], version=1, entry=OffenceEntry("Old words"))
        assert Offence.objects.get(code="THREAT").version == 2
        assert Offence.objects.get(code="STALK").version == 1

    def test_an_administrator_checks_a_table_before_it_is_loaded(self, world, table):
        client, offence = world.client(world.administrator), table["THREAT"]
        entry = OffenceEntry(offence.title, iccs=offence.iccs, verified_on=timezone.localdate())
        correct_offence(world.administrator, offence, version=1, entry=entry)
        same = table["STALK"]
        lines = "code,title,title_fr,iccs\nNEW,Something,,02012\nTHREAT,Other words,,\n"
        lines += f'STALK,"{same.title}","{same.title_fr}",{same.iccs}\n'
        page = client.post("/staff/offences/load/", {"lines": lines})
        words = page.content.decode()
        assert all(words.count(each) == 1 for each in ("Would be added", "as counsel confirmed it", "Stays the same"))
        assert not Offence.objects.filter(code="NEW").exists()
        assert client.post("/staff/offences/load/", {"lines": lines, "load": "yes"}).status_code == 302
        assert Offence.objects.get(code="NEW").iccs == "02012"
        assert Offence.objects.get(code="THREAT").title == offence.title

    def test_every_fault_of_a_pasted_table_is_named_by_its_line_and_nothing_is_loaded(self, world, table):
        lines = "code,title,iccs\nA,Something,9999\nB,,02012\nA,Again,\n"
        page = world.client(world.administrator).post("/staff/offences/load/", {"lines": lines, "load": "yes"})
        words = page.content.decode()
        assert page.status_code == 422
        assert all(f"Line {each}: " in words for each in ("2, column iccs", "3, column title", "4, column code"))
        assert "A,Something,9999" in words
        assert Offence.objects.count() == len(table)
        nothing = world.client(world.administrator).post("/staff/offences/load/", {"lines": "code,title"})
        assert "There is no line below" in nothing.content.decode()

    def test_a_reader_of_french_reads_every_fault_in_french(self, world, table):
        client, french = world.client(world.administrator), {"Accept-Language": "fr"}
        lines = "code,title,iccs\nA B,Something,9999\nB,,02012\nB,Again,\n"
        words = client.post("/staff/offences/load/", {"lines": lines}, headers=french).content.decode()
        assert "Ligne 3, colonne title : Cette case ne doit pas être vide." in words
        for english in ("This cell", "is not a code", "is not known here", "The same stands"):
            assert english not in words

    def test_every_pattern_that_a_sheet_of_offences_can_meet_has_its_words(self):
        """One that foundation/sheets.py words anew would be shown in English."""
        written = Path(sheets.__file__).read_text(encoding="utf-8")
        assert [each for each in FAULTS if f'"{each}"' not in written] == []

    @pytest.mark.parametrize("who", ["focal_point", "desk_head", "oversight", "analyst"])
    def test_only_an_administrator_changes_it(self, world, table, who):
        with pytest.raises(Refused):
            add_offence(getattr(world, who), code="NEW", entry=OffenceEntry("New"))
        assert world.client(getattr(world, who)).get(f"/staff/offences/{table['THREAT'].pk}/").status_code == 403

    @pytest.mark.parametrize(
        ("entry", "field"),
        [
            (OffenceEntry(" "), "title"),
            (OffenceEntry("New", iccs="9999"), "iccs"),
            (OffenceEntry("New", verified_on=date(2999, 1, 1)), "verified_on"),
        ],
    )
    def test_what_cannot_be_is_said_at_its_field(self, world, entry, field):
        with pytest.raises(Invalid) as refusal:
            add_offence(world.administrator, code="NEW", entry=entry)
        assert refusal.value.field == field

    def test_an_administrator_adds_corrects_and_closes_on_pages(self, world, table):
        browser = world.client(world.administrator)
        sent = {"code": "new", "title": "Something new", "iccs": "0205", "version": 1, "op_id": uuid.uuid4()}
        assert browser.post("/staff/offences/add/", sent).status_code == 302
        assert browser.post("/staff/offences/add/", sent).status_code == 302
        kept = Offence.objects.get(code="NEW")
        address = f"/staff/offences/{kept.pk}/"
        assert browser.post(address, {"title": "Newer", "iccs": "", "version": 1}).status_code == 302
        late = browser.post(address, {"title": "Newest", "iccs": "", "version": 1})
        assert (late.status_code, "Newest" in late.content.decode()) == (422, True)
        assert browser.post(f"{address}close/", {"version": 2}).status_code == 302
        assert Offence.objects.get(pk=kept.pk).closed_on == timezone.localdate()
        taken = browser.post("/staff/offences/add/", sent | {"op_id": uuid.uuid4()})
        assert "This code is taken" in taken.content.decode()


class TestAnIncident:
    def test_it_may_be_several_and_shows_them_in_the_readers_language(self, world, case, table):
        version = fresh(case).incident.version
        keep_offences(
            world.focal_point, fresh(case), version=version, offences=["THREAT", "BATTERY"], attempted=Answer.NO
        )
        assert Incident.objects.get(case=case).offences == ["BATTERY", "THREAT"]
        page = world.client(world.focal_point).get(f"/staff/cases/{case.pk}/incident/").content.decode()
        assert "Battery" in page
        assert "Verify with counsel" in page
        with translation.override("fr"):
            assert [each["title"] for each in queries.offence_words(["THREAT"])] == ["Menaces"]

    def test_a_closed_row_stays_where_it_was_chosen_and_is_chosen_no_more(self, world, case, table):
        kept = keep_offences(
            world.focal_point, fresh(case), version=1, offences=["STALK"], attempted=Answer.UNKNOWN
        ).incident
        close_offence(world.administrator, table["STALK"], version=1)
        again = keep_offences(
            world.focal_point, fresh(case), version=kept.version, offences=["STALK"], attempted=Answer.NO
        )
        assert again.incident.offences == ["STALK"]
        assert "STALK" not in dict(queries.offence_choices([]))

    def test_what_is_not_in_the_table_is_refused(self, world, case):
        with pytest.raises(Invalid, match="NONE is not in the table"):
            keep_offences(world.focal_point, fresh(case), version=1, offences=["NONE"], attempted=Answer.NO)

    def test_an_attempt_does_not_contradict_the_seven_questions(self, world, case):
        with unguarded("test"):
            Incident.objects.filter(case=case).update(penetration="yes")
        with pytest.raises(Invalid) as refusal:
            keep_offences(world.focal_point, fresh(case), version=1, offences=[], attempted=Answer.YES)
        assert refusal.value.field == "attempted"

    def test_two_who_choose_at_once_do_not_write_over_each_other(self, world, case, table):
        keep_offences(world.focal_point, fresh(case), version=1, offences=["STALK"], attempted=Answer.NO)
        with pytest.raises(Conflict):
            keep_offences(world.desk_head, fresh(case), version=1, offences=["THREAT"], attempted=Answer.NO)
        late = world.client(world.focal_point).post(
            f"/staff/cases/{case.pk}/incident/offences/", {"offences": ["THREAT"], "attempted": "no", "version": 1}
        )
        assert late.status_code == 422
