"""The ground under everything: ids, numbers, answers, times, phones, states, CSV."""

from __future__ import annotations

import csv
import io
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.foundation import ids, phones
from genderdesk.groundwork.foundation.answers import Answer, any_yes
from genderdesk.groundwork.foundation.csvs import csv_lines, read_csv, safe_cell
from genderdesk.groundwork.foundation.once import write_once
from genderdesk.groundwork.foundation.states import ImpossibleMove, Move, StateTable
from genderdesk.groundwork.foundation.times import Moment, Precision, hours_between


def test_ids_made_in_one_process_only_grow():
    made = [ids.new_id() for _ in range(10_000)]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
    assert {each.version for each in made} == {7}


def test_a_number_is_read_back_however_it_is_typed():
    number = ids.new_number("GD")
    for typed in (number, number.lower(), number.replace("-", " "), number.replace("-", ""), f"  {number} "):
        assert ids.read_number(typed, "GD") == number


@given(st.integers(0, 6), st.sampled_from(ids.NUMBER_ALPHABET))
def test_one_misheard_sign_is_noticed(place, sign):
    body = ids.new_number("R").removeprefix("R-").replace("-", "")
    wrong = body[:place] + sign + body[place + 1 :]
    alike = {body[place], sign} == {"2", "Z"}
    assert wrong == body or alike or ids.read_number(wrong, "R") is None


def test_an_answer_is_never_taken_for_a_boolean():
    with pytest.raises(TypeError):
        bool(Answer.NO)
    with pytest.raises(ValueError, match="yes, no, unknown, declined"):
        Answer.read("maybe")


@given(st.lists(st.sampled_from(list(Answer)), min_size=1))
def test_a_refusal_to_answer_is_not_a_no(answers):
    result = any_yes(*answers)
    if Answer.YES in answers:
        assert result is Answer.YES
    elif all(answer is Answer.NO for answer in answers):
        assert result is Answer.NO
    else:
        assert result is Answer.UNKNOWN


def test_a_moment_needs_a_zone_and_knows_its_span():
    with pytest.raises(ValueError, match="time zone"):
        Moment(datetime(2026, 1, 1))
    day = Moment(datetime(2026, 1, 31, tzinfo=UTC), Precision.DAY)
    assert hours_between(day.earliest, day.latest) == 24
    month = Moment(datetime(2026, 1, 1, tzinfo=UTC), Precision.MONTH)
    assert month.latest == datetime(2026, 2, 1, tzinfo=UTC)
    assert hours_between(day.at, day.at + timedelta(minutes=90)) == 1.5


@pytest.mark.parametrize(
    "typed",
    [
        "0788123456",
        "0788 123 456",
        "+250788123456",
        "250788123456",
        "00250788123456",
        "+250 (788) 123-456",
        "788123456",
    ],
)
def test_every_usual_form_of_a_number_is_one_number(typed):
    assert phones.read_phone(typed) == "+250788123456"


@pytest.mark.parametrize("typed", ["", "12", "3512", "3945", "07881234567890", "abc", "+250111", "0000000000"])
def test_what_is_no_number_is_refused_in_a_sentence(typed):
    with pytest.raises(phones.PhoneError) as fault:
        phones.read_phone(typed)
    assert str(fault.value).endswith(".")


@given(st.text(max_size=30))
def test_whatever_is_typed_as_a_number_never_breaks(typed):
    try:
        assert phones.read_phone(typed).startswith("+")
    except phones.PhoneError:
        pass


def test_short_codes_are_a_kind_of_their_own():
    assert phones.is_short_code("3512")
    assert not phones.is_short_code("0788123456")
    assert phones.mask_phone("+250788123456") == "+250 ••• ••• 456"


def test_a_state_table_names_what_is_possible():
    table = StateTable("trial", "a", (Move("a", "b", "go"), Move("b", "c", "end")))
    StateTable.known.pop("trial")
    assert table.reachable() == {"a", "b", "c"}
    assert table.ends == {"c"}
    with pytest.raises(ImpossibleMove, match="Possible: go"):
        table.check_start("a", "end")
    with pytest.raises(ImpossibleMove, match="no move"):
        table.check_move("a", "c", "go")


@given(st.text(max_size=20))
def test_no_cell_is_run_as_a_formula_and_none_is_lost(text):
    cell = safe_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text


def test_csv_comes_line_by_line_and_reads_back():
    lines = list(csv_lines(["a", "b"], [["é", 1], ["=1+1", None]]))
    assert len(lines) == 3
    rows = list(csv.reader(io.StringIO("".join(lines).removeprefix("\ufeff"))))
    assert rows == [["a", "b"], ["é", "1"], ["'=1+1", ""]]


def test_a_file_without_a_needed_column_is_named(tmp_path):
    path = tmp_path / "units.csv"
    path.write_text("code\nA\n")
    with pytest.raises(ValueError, match=r"units.csv: the header lacks name"):
        list(read_csv(path, ["code", "name"]))


def test_a_secret_file_is_written_once_and_never_half(tmp_path):
    path = tmp_path / "root.key"
    with ThreadPoolExecutor(8) as pool:
        seen = list(pool.map(lambda each: (write_once(path, b"%d" % each * 4000), path.read_bytes())[1], range(8)))
    assert len(set(seen)) == 1
    assert path.read_bytes() == seen[0]
    assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["root.key"]
