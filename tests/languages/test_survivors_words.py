"""What a survivor reads: in each language, gently, in short sentences, and nothing that a phone would betray."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import translation

from genderdesk.casework.care.labels import USUAL_HOURS
from genderdesk.casework.cases.acts import offer_feedback
from genderdesk.casework.hotline.rules.texts import place_text, unsafe_word
from genderdesk.casework.hotline.rules.ussd import SAFE_CHOICES
from genderdesk.casework.hotline.vocabulary.languages import LINE_LANGUAGES, UNSAFE_WORDS
from genderdesk.casework.hotline.vocabulary.sms_texts import DAY_TEXTS, FIRST_ANSWERS, PLACE_TEXTS, WORD_TEXTS
from genderdesk.casework.hotline.vocabulary.ussd_texts import FIRST_SCREEN, USSD_TEXTS
from tests.files import open_file
from tests.languages.reading import english_left, read, shown_in_english
from tests.languages.survivor_pages import FIXED, LANGUAGES, feedback_pages
from tests.languages.survivor_pages import survivor_pages as public_pages
from tests.languages.words import FORBIDDEN, LONGEST_SENTENCE

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

# Kinyarwanda that nobody of us could write responsibly: a speaker must. Everything else is translated.
NOT_YET = {"rw": {"Sexual acts without consent", "How exactly is it known?"}, "sw": set()}


@pytest.fixture
def survivor_pages(world):
    """All that somebody without an account reads, in a language: the pages for everybody and those with a code."""

    def pages(language):
        yield from public_pages(language)
        yield from feedback_pages(language, offer_feedback(world.focal_point, open_file(world)).code)

    return pages


@pytest.mark.parametrize("language", ["rw", "sw"])
def test_a_survivor_reads_the_public_pages_in_a_draft_language_too(survivor_pages, language):
    left = {sentence for _name, page in survivor_pages(language) for sentence in shown_in_english(page, language)}
    assert left <= NOT_YET[language]


def test_a_survivor_reads_no_english_in_french(survivor_pages):
    assert {name: left for name, page in survivor_pages("fr") if (left := english_left(page))} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_public_page_says_its_language(survivor_pages, language):
    for name, page in survivor_pages(language):
        assert read(page).language == language, name


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_public_page_calls_anybody_a_victim(survivor_pages, language):
    for name, page in survivor_pages(language):
        text = " ".join(read(page).texts).lower()
        for word in FORBIDDEN[language]:
            assert not re.search(rf"\b{word}", text), (name, word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_for_survivors_are_short(survivor_pages, language):
    texts = {text for _name, page in survivor_pages(language) for text in read(page).texts}
    sentences = {sentence for text in texts for sentence in re.split(r"(?<=[.!?:])\s+", text)}
    too_long = [each for each in sentences if len(re.findall(r"\w[\w’'-]*", each)) > LONGEST_SENTENCE[language]]
    assert too_long == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_title_in_a_browsers_history_tells_nothing(world, language):
    client = Client(headers={"accept-language": language})
    for path in (*FIXED, "/report/", "/complaint/", "/simulator/"):
        title = re.search(r"<title>(.*?)</title>", client.get(path).content.decode(), re.DOTALL)
        assert title, path
        assert unsafe_word(title[1], language) == "", (path, title[1])


@pytest.mark.parametrize("language", LINE_LANGUAGES)
def test_no_text_on_a_phone_names_violence_the_desk_or_the_matter(language):
    texts = USSD_TEXTS[language]
    with translation.override(language):
        hours = [translation.gettext(each) for each in USUAL_HOURS]
    shown = [
        FIRST_SCREEN,
        FIRST_ANSWERS[language],
        PLACE_TEXTS[language],
        DAY_TEXTS[language],
        WORD_TEXTS[language],
        *hours,
        *(getattr(texts, name) for name in texts.__slots__),
    ]
    for text in shown:
        for listed in LINE_LANGUAGES:
            # A word of one language may be harmless in another; English is understood everywhere.
            if listed in (language, "en"):
                assert unsafe_word(text, listed) == "", text


@pytest.mark.parametrize("language", LINE_LANGUAGES)
def test_the_list_of_unsafe_words_holds_back_what_it_should(language):
    for word in UNSAFE_WORDS[language]:
        assert unsafe_word(f"x {word.strip()} x", language), word


def test_a_line_of_the_menu_is_there_for_each_answer():
    for language, texts in USSD_TEXTS.items():
        for key in SAFE_CHOICES:
            assert f"\n{key} " in texts.safe, language


@pytest.mark.parametrize("language", LINE_LANGUAGES)
@pytest.mark.parametrize("hours", USUAL_HOURS)
def test_a_places_hours_go_out_in_the_language_of_the_text(language, hours):
    with translation.override(language):
        said = translation.gettext(hours)
    assert language == "en" or said != hours or (language, hours) == ("rw", "24 hours, by referral only")
    text = place_text(language, "+250 788 000 001", said)
    assert "+250 788 000 001" in text
    assert language == "rw" or said in text
