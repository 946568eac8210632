"""The play counts by hand what it does, and notices where the month's file says otherwise."""

from __future__ import annotations

from genderdesk.demo.tally import Tally, read_file

KEYS = "institution,month,figure,figure_title,row,row_label,column,column_label,number,status"
HEAD = f"\ufeffInstitution,Month\r\n{KEYS}\r\n"


def file(*cells: tuple[str, str, str, str]) -> str:
    """A month's file with these (figure, row, column, number); no number is not shown."""
    lines = [
        f"RNP,2026-03,{figure},Title,{row},Row,{column},Column,{number},{'shown' if number else 'not_shown'}\r\n"
        for figure, row, column, number in cells
    ]
    return HEAD + "".join(lines) + '""\r\nrule,reports_by_channel,Counts every report.\r\n'


def tally(before: str) -> Tally:
    made = Tally()
    made.before = read_file(before)
    for channel in ("police_hotline", "sms", "sms"):
        made.report(channel)
    return made


def reports(total: str, sms: str, hotline: str = "") -> str:
    return file(
        ("reports_by_channel", "sms", "", sms),
        ("reports_by_channel", "police_hotline", "", hotline),
        ("reports_by_channel", "total", "", total),
    )


def test_the_file_has_grown_by_what_was_done():
    assert tally(reports("40", "9", "20")).faults(read_file(reports("43", "11", "21"))) == []


def test_a_report_too_few_or_too_many_is_noticed():
    for total in ("42", "44", "40"):
        assert tally(reports("40", "9")).faults(read_file(reports(total, "11"))) != []
    assert (
        "sms: 9 before and 2 more, but the file says 10"
        in tally(reports("40", "9")).faults(read_file(reports("43", "10")))[0]
    )


def test_from_nought_three_are_too_few_to_be_shown():
    empty = file(("reports_by_channel", "total", "", "0"), ("reports_by_channel", "sms", "", "0"))
    assert tally(empty).faults(read_file(reports("", ""))) == []
    assert tally(empty).faults(read_file(reports("3", ""))) != []


def test_a_number_that_was_not_shown_may_have_been_one_to_four():
    assert tally(reports("", "")).faults(read_file(reports("7", ""))) == []
    assert tally(reports("", "")).faults(read_file(reports("8", ""))) != []


def test_a_cell_may_be_kept_back_to_cover_another_but_a_total_may_not():
    assert tally(reports("40", "9")).faults(read_file(reports("43", ""))) == []
    assert tally(reports("40", "9")).faults(read_file(reports("", "11"))) != []


def test_a_cell_that_was_kept_back_to_cover_another_may_have_been_any_number():
    assert tally(reports("40", "", "5")).faults(read_file(reports("43", "12", "6"))) == []
    assert tally(reports("40", "", "5")).faults(read_file(reports("43", "2", "6"))) != []
