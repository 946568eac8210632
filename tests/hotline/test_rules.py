"""Texts that fit every phone and say nothing to others; the USSD menu; clocks; words of a message."""

from __future__ import annotations

import csv
import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.hotline.rules import contacts, texts, ussd
from genderdesk.casework.hotline.rules.gsm import gsm7_length, sms_parts, to_gsm7
from genderdesk.casework.hotline.vocabulary.contacts import CONTACT, DATA, NON_DATA, Classification
from genderdesk.casework.hotline.vocabulary.languages import DRAFT_LANGUAGES, LINE_LANGUAGES
from genderdesk.casework.hotline.vocabulary.sms_texts import FIRST_ANSWERS
from genderdesk.casework.hotline.vocabulary.ussd_texts import FIRST_SCREEN, USSD_TEXTS, Step
from genderdesk.groundwork.foundation.answers import Answer
from tests.hotline.conftest import COUNTRY


def country() -> ussd.Country:
    with COUNTRY.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    provinces = tuple((row["code"], row["name"]) for row in rows if row["level"] == "province")
    below = {
        code: tuple((row["code"], row["name"]) for row in rows if row["parent"] == code and row["level"] == "district")
        for code, _name in provinces
    }
    return ussd.Country(provinces, below)


MENU = country()


def every_text(language: str) -> list[str]:
    words = USSD_TEXTS[language]
    fixed = [getattr(words, each.name).format(number="R-7K3M-92QX", code="3945") for each in dataclasses.fields(words)]
    return [FIRST_SCREEN, *fixed]


@pytest.mark.parametrize("language", LINE_LANGUAGES)
def test_every_screen_fits_160_signs_of_a_simple_phone(language: str) -> None:
    screens = every_text(language)
    begin = ussd.Position(step=Step.PROVINCE, language=language, need="2")
    screens.append(ussd.screen(begin, MENU))
    for code, _name in MENU.provinces:
        at = dataclasses.replace(begin, step=Step.DISTRICT, province=code)
        screens += [ussd.screen(at, MENU), ussd.screen(dataclasses.replace(at, wrong=True), MENU)]
    for text in screens:
        length = gsm7_length(text)
        assert length is not None, text
        assert length <= 160, (length, text)


@pytest.mark.parametrize("language", LINE_LANGUAGES)
def test_nothing_shown_on_a_phone_names_the_matter(language: str) -> None:
    for text in [*every_text(language), FIRST_ANSWERS[language].format(code="3512")]:
        assert texts.unsafe_word(text, language) == "", text
        assert texts.unsafe_word(text, "en") == "", text


@pytest.mark.parametrize("language", LINE_LANGUAGES)
def test_the_automatic_answer_is_one_sms_and_tells_how_to_stop(language: str) -> None:
    text = FIRST_ANSWERS[language].format(code="3512")
    assert sms_parts(text) == 1
    assert "STOP" in text
    assert "3512" in text


def test_kinyarwanda_and_kiswahili_are_marked_as_drafts() -> None:
    assert set(DRAFT_LANGUAGES) == {"rw", "sw"}


def test_five_screens_lead_to_the_end() -> None:
    shown = [ussd.walk(["1", "2", "1", "1", "1"][:count], MENU).step for count in range(6)]
    assert shown == [Step.LANGUAGE, Step.NEED, Step.PROVINCE, Step.DISTRICT, Step.SAFE, Step.END]


def test_both_dialects_end_at_the_same_place() -> None:
    typed = ["2", "1", "5", "3", "2"]
    path = ussd.inputs_of("*".join(typed), [], "path")
    latest: list[str] = []
    for each in typed:
        latest = ussd.inputs_of(each, latest, "latest")
    assert ussd.walk(path, MENU) == ussd.walk(latest, MENU)
    assert ussd.walk(path, MENU).district == "53"


def test_a_wrong_number_shows_the_same_screen_again_with_a_hint() -> None:
    at = ussd.walk(["2", "9"], MENU)
    assert at.step is Step.NEED
    assert ussd.screen(at, MENU).startswith(USSD_TEXTS["en"].wrong)
    assert ussd.walk(["2", "9", "3"], MENU).step is Step.PROVINCE


@pytest.mark.parametrize("language", ["1", "2", "3", "4"])
def test_the_hint_for_a_wrong_number_fits_on_every_screen(language: str) -> None:
    for way in ([], ["2"], ["2", "2"], ["2", "2", "1"]):
        at = ussd.walk([language, *way, "x"], MENU)
        assert at.wrong
        assert USSD_TEXTS[at.language].wrong in ussd.screen(at, MENU)


def test_somebody_not_sure_where_she_is_goes_on_without_a_district() -> None:
    at = ussd.walk(["2", "1", "6"], MENU)
    assert (at.step, at.district) == (Step.SAFE, "")
    at = ussd.walk(["2", "1", "1", "4"], MENU)
    assert (at.step, at.province, at.district) == (Step.SAFE, "1", "")


def test_a_country_with_forty_districts_in_a_province_is_paged() -> None:
    wide = ussd.Country((("1", "Côte d’Azur"),), {"1": tuple((f"d{n}", f"Long District Name {n}") for n in range(40))})
    at = ussd.walk(["2", "1", "1"], wide)
    seen = set()
    for _page in range(40):
        text = ussd.screen(at, wide)
        assert (gsm7_length(text) or 999) <= 160
        seen |= {line.split()[0] for line in text.splitlines()[1:]}
        at = ussd.walk(["0"], wide, begin=None) if at.step is not Step.DISTRICT else ussd._answered(at, "0", wide, None)
    assert {str(n) for n in range(1, 42)} <= seen
    assert ussd.walk(["2", "1", "1", "37"], wide).district == "d36"


def test_a_redial_is_asked_first_whether_to_go_on() -> None:
    broke_off = ussd.walk(["2", "1", "1"], MENU)
    again = ussd.walk([], MENU, begin=broke_off)
    assert ussd.screen(again, MENU) == USSD_TEXTS["en"].resume
    assert ussd.walk(["1"], MENU, begin=broke_off) == broke_off
    assert ussd.walk(["2"], MENU, begin=broke_off).step is Step.LANGUAGE


@given(st.lists(st.text(max_size=8), max_size=30))
def test_no_input_breaks_the_menu(typed: list[str]) -> None:
    at = ussd.walk(typed, MENU)
    if at.step is not Step.END:
        assert (gsm7_length(ussd.screen(at, MENU)) or 999) <= 160


@given(st.text(max_size=300))
def test_names_of_places_come_out_in_signs_of_every_phone(name: str) -> None:
    assert gsm7_length(to_gsm7(name)) is not None


def test_length_counts_brackets_twice_and_knows_what_a_simple_phone_cannot_write() -> None:
    assert gsm7_length("€[x]") == 7
    assert gsm7_length("côté") is None
    assert sms_parts("a" * 160) == 1
    assert sms_parts("a" * 161) == 2
    assert sms_parts("ô" * 71) == 2


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("€" * 80, 1),
        ("€" * 81, 2),
        # 153 signs hold 76 that cost two: none is cut in half.
        ("€" * 152, 2),
        ("€" * 153, 3),
        ("ê" * 70, 1),
        ("ê" * 71, 2),
        ("ê" * 134, 2),
        ("ê" * 135, 3),
        ("🙏" * 35, 1),
        ("🙏" * 36, 2),
        ("🙏" * 66, 2),
        ("🙏" * 67, 3),
        ("a" * 69 + "ê", 1),
        ("a" * 160 + "ê", 3),
    ],
)
def test_a_text_takes_as_many_messages_as_a_network_makes_of_it(text: str, parts: int) -> None:
    assert sms_parts(text) == parts


@pytest.mark.parametrize("word", ["HELP", "aide!", "Ubufasha", "msaada.", "INFO"])
def test_help_is_heard_in_each_language(word: str) -> None:
    assert texts.wants_help(word)


def test_help_inside_a_sentence_is_told_and_no_command() -> None:
    assert not texts.wants_help("help me, he is outside")


@pytest.mark.parametrize("language", LINE_LANGUAGES)
def test_a_places_number_is_one_neutral_text(language: str) -> None:
    text = texts.place_text(language, "+250 788 000 017", "Monday to Friday, 08:00 to 17:00")
    assert sms_parts(text) == 1
    assert texts.fault_of_answer(text, language) is None
    assert "+250 788 000 017" in text
    long = texts.place_text(language, "+250 788 000 017", "every day " * 30)
    assert sms_parts(long) == 1
    assert texts.place_text(language, "+250788", "at the police desk").endswith("+250788")


@pytest.mark.parametrize("word", ["STOP", "stop.", " Arrêter ", "HAGARIKA", "acha!"])
def test_stop_is_heard_in_each_language(word: str) -> None:
    assert texts.wants_stop(word)


def test_stop_inside_a_sentence_is_no_stop() -> None:
    assert not texts.wants_stop("please make him stop")


@pytest.mark.parametrize(
    ("text", "answer"),
    [("1", Answer.YES), ("Yego", Answer.YES), ("non", Answer.NO), ("2.", Answer.NO), ("maybe", Answer.UNKNOWN)],
)
def test_a_bare_yes_or_no_answers_whether_her_phone_is_safe(text: str, answer: Answer) -> None:
    assert texts.safe_answer(text) is answer


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Muraho mfasha", "rw"),
        ("Help me please", "en"),
        ("Bonjour aidez moi", "fr"),
        ("Naomba msaada", "sw"),
        ("??", "rw"),
    ],
)
def test_the_language_of_a_text_is_known_by_its_words(text: str, language: str) -> None:
    assert texts.language_of(text, "rw") == language


def test_receipts_in_any_order_never_take_a_delivery_back() -> None:
    assert texts.state_after("waiting", "Sent") == "sent"
    assert texts.state_after("delivered", "Sent") == "delivered"
    assert texts.state_after("sent", "Success") == "delivered"
    assert texts.state_after("sent", "Rejected") == "failed"
    assert texts.state_after("failed", "delivered") == "delivered"
    assert texts.state_after("sent", "Wobbling") == "sent"
    assert not texts.is_known_status("Wobbling")


def test_an_answer_that_names_the_matter_is_held_back_with_the_word() -> None:
    fault = texts.fault_of_answer("The Police will come", "en")
    assert fault is not None
    assert (fault.kind, fault.word) == ("unsafe", "police")
    assert texts.fault_of_answer("x" * 600, "en").kind == "long"  # type: ignore[union-attr]
    assert texts.fault_of_answer("We will call at two.", "en") is None


def test_leaving_within_five_seconds_is_counted_apart() -> None:
    assert contacts.left_state(4.9) == "short_abandoned"
    assert contacts.left_state(5) == "abandoned"


def test_silence_is_no_nuisance_and_keys_keep_a_call_from_being_put_aside() -> None:
    assert Classification.SILENT not in contacts.NUISANCE
    assert contacts.keys_forbid(Classification.SILENT, ["1"])
    assert contacts.keys_forbid(Classification.PRANK, ["2"])
    assert not contacts.keys_forbid(Classification.SILENT, [])
    assert not contacts.keys_forbid(Classification.WRONG_NUMBER, ["1"])


def test_the_last_yes_or_no_key_says_whether_there_is_danger() -> None:
    assert contacts.danger_of_keys(["1", "5", "2"]) is Answer.NO
    assert contacts.danger_of_keys(["2", "1", "#"]) is Answer.YES
    assert contacts.danger_of_keys([]) is Answer.UNKNOWN


def test_each_classification_is_data_or_closes_at_once() -> None:
    # What the desk itself has written is no contact that came.
    assert set(DATA) | set(NON_DATA) | {Classification.SENT} == set(Classification)
    assert not set(DATA) & set(NON_DATA)


def test_every_state_of_a_contact_can_be_reached() -> None:
    assert CONTACT.reachable() == set(CONTACT.states)
