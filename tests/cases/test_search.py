"""Looking for a person is an act: a reason, a reference, one entry, and no answer beyond what the searcher may see."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from genderdesk.casework.cases.acts import identify_survivor
from genderdesk.casework.cases.models import NameToken, Survivor
from genderdesk.casework.cases.queries import search_person
from genderdesk.casework.cases.vocabulary import SearchBy, SearchReason
from genderdesk.casework.intake.acts import seal_file
from genderdesk.casework.intake.vocabulary import NarrowedFor
from genderdesk.groundwork.protection.acts import Invalid, Refused
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault import blind_index, indexes
from genderdesk.organisation.institution.acts import declare_relative
from genderdesk.organisation.institution.vocabulary import Relation
from tests.files import fresh, open_file

NUMBER, CARD, NAMES = "+250788000321", "1199080012345678", "Mukamana Béatrice"


@pytest.fixture
def case(world):
    case = fresh(open_file(world))
    version = case.survivor.version
    identify_survivor(world.focal_point, case, version=version, names=NAMES, phone=NUMBER, national_id=CARD)
    return fresh(case)


def look(actor, by=SearchBy.PHONE, value=NUMBER, **changes):
    given = {"reason": SearchReason.IS_HERE, "reference": "R-7K3M-92QX"} | changes
    return search_person(actor, by=by, value=value, **given)


def numbers(search):
    return [each.case.number for each in search.found]


@pytest.mark.parametrize(
    ("by", "value", "exact"),
    [
        (SearchBy.PHONE, "0788 000 321", True),
        (SearchBy.NATIONAL_ID, "1 1990 8 0012345 6 78", True),
        (SearchBy.NAME, "Béatrice MUKAMANA", True),
        (SearchBy.NAME, "mukamana beatrice", True),
        (SearchBy.NAME, "Mukaamana Beatrix", False),
    ],
)
def test_a_survivor_is_found_however_it_is_written(world, case, by, value, exact):
    search = look(world.focal_point, by, value)
    assert numbers(search) == [case.number]
    assert search.found[0].exact is exact


def test_each_search_leaves_one_entry_also_when_nothing_is_found(world, case):
    before = Entry.objects.count()
    look(world.focal_point)
    look(world.focal_point, value="+250788000999")
    entries = list(Entry.objects.order_by("id")[before:])
    assert [each.kind for each in entries] == ["search", "search"]
    assert [each.notes["found"] for each in entries] == [1, 0]
    assert entries[0].notes == {"by": "phone", "reason": "is_here", "reference": "R-7K3M-92QX", "found": 1}
    assert NUMBER not in str(entries[0].notes)


@pytest.mark.parametrize("reference", ["", "because", "Mukamana B.", "x" * 40])
def test_without_a_reference_nothing_is_looked_for(world, case, reference):
    with pytest.raises(Invalid):
        look(world.focal_point, reference=reference)
    assert not Entry.objects.filter(kind="search").exists()


def test_a_single_name_would_list_half_a_district(world, case):
    with pytest.raises(Invalid):
        look(world.focal_point, SearchBy.NAME, "Mukamana")
    assert numbers(look(world.desk_head, SearchBy.NAME, "Mukamana")) == [case.number]


def test_what_the_searcher_may_not_see_is_answered_as_if_it_were_not_there(world, case):
    for actor in (world.other_focal_point, world.defence_desk_head):
        hidden = look(actor)
        assert hidden == look(actor, value="+250788000999")
        assert not look(actor, SearchBy.NAME, NAMES).found


@pytest.mark.parametrize("name", ["operator", "dispatcher", "analyst", "administrator"])
def test_who_works_on_no_case_is_refused(world, case, name):
    with pytest.raises(Refused):
        look(getattr(world, name))
    assert Entry.objects.filter(kind="refusal", name="case.search").count() == 1


def test_at_most_ten_are_shown(world):
    for _each in range(12):
        case = fresh(open_file(world))
        identify_survivor(world.focal_point, case, version=case.survivor.version, phone=NUMBER, names=NAMES)
    assert len(look(world.focal_point).found) == 10
    assert len(look(world.focal_point, SearchBy.NAME, NAMES).found) == 10


def test_a_sealed_case_is_found_by_nobody(world, case):
    seal_file(world.focal_point, case.report, reason=NarrowedFor.STAFF_SUSPECTED)
    for by, value in ((SearchBy.PHONE, NUMBER), (SearchBy.NATIONAL_ID, CARD), (SearchBy.NAME, NAMES)):
        assert not look(world.desk_head, by, value).found
        assert not look(world.focal_point, by, value).found
    assert not NameToken.objects.exists()
    assert Survivor.objects.get().phone_index == ""


def test_a_new_identity_takes_the_old_one_out_of_the_indexes(world, case):
    identify_survivor(world.focal_point, case, version=case.survivor.version, names="Uwera Solange")
    assert not look(world.focal_point).found
    assert not look(world.focal_point, SearchBy.NAME, NAMES).found
    assert look(world.focal_point, SearchBy.NAME, "Uwela Solange").found


class TestCloseness:
    def test_the_own_number_and_a_relatives_are_marked(self, world, case):
        actor = world.focal_point
        declare_relative(actor, relation=Relation.SIBLING, phone=NUMBER)
        assert look(actor).close == "family"
        declare_relative(actor, relation=Relation.SELF, phone="+250788000777")
        assert look(actor, value="+250788000777").close == "own"
        assert Entry.objects.filter(kind="search").latest("id").notes["close"] == "own"

    def test_the_own_name_and_a_relatives_are_marked(self, world, case):
        actor = world.actor("focal_point", world.station)
        declare_relative(actor, relation=Relation.PARTNER, names="Mukamana Béatrice")
        assert look(actor, SearchBy.NAME, "beatrice mukamana").close == "family"

    def test_a_shared_family_name_accuses_nobody(self, world, case):
        actor = world.focal_point
        declare_relative(actor, relation=Relation.SIBLING, names="Mukamana Josiane")
        assert look(actor, SearchBy.NAME, NAMES).close == ""


class TestPage:
    given = {"by": "phone", "value": "0788 000 321", "reason": "is_here", "reference": "R-7K3M-92QX"}

    def test_codes_are_shown_and_no_name(self, world, case):
        page = world.client(world.focal_point).post("/staff/cases/search/", self.given | {"op_id": str(uuid.uuid4())})
        words = page.content.decode()
        assert page.status_code == 200
        assert case.number in words
        assert case.survivor.code in words
        assert "Mukamana" not in words

    def test_what_is_missing_is_said_and_what_was_typed_stays(self, world, case):
        page = world.client(world.focal_point).post("/staff/cases/search/", self.given | {"reference": "because"})
        assert page.status_code == 422
        assert "No names" in page.content.decode()
        assert "0788 000 321" in page.content.decode()


class TestSlowDigest:
    def test_it_is_slow_for_numbers_only_and_keyed(self):
        assert blind_index("phone", NUMBER).startswith(indexes.SLOW_MARK)
        assert blind_index("national_id", CARD).startswith(indexes.SLOW_MARK)
        assert not blind_index("simulator gateway", "x").startswith(indexes.SLOW_MARK)
        assert len(blind_index("phone", NUMBER)) == 64

    def test_an_installation_pays_what_security_asks_for(self):
        # The tests' own cost stands in the module, so the file says what an installation has.
        assert "FULL_COST = Cost(19 * 1024, 2)" in Path(indexes.__file__).read_text()

    def test_a_number_that_comes_again_costs_nothing(self, monkeypatch):
        made = []
        monkeypatch.setattr(indexes, "_slow", lambda kind, quick, at: made.append(quick) or "s.made")
        monkeypatch.setattr(indexes, "_kept", {})
        assert blind_index("phone", NUMBER) == blind_index("phone", NUMBER) == "s.made"
        assert len(made) == 1
        indexes.known_index("phone", "+250788000555", "s.of-the-contact")
        assert blind_index("phone", "+250788000555") == "s.of-the-contact"
        assert len(made) == 1

    def test_what_is_kept_in_memory_is_bounded(self, monkeypatch):
        monkeypatch.setattr(indexes, "_kept", {})
        monkeypatch.setattr(indexes, "_KEPT_IN_MEMORY", 3)
        for number in range(10):
            blind_index("phone", f"+25078800000{number}")
        assert len(indexes._kept) == 3
