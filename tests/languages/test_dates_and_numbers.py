"""Dates, numbers and Django's own sentences in each language, written by the server (ux.md 2)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.conf import settings
from django.template import Context, Template
from django.utils import translation
from django.utils.formats import date_format, localize, number_format

from genderdesk.groundwork.foundation.times import Precision
from genderdesk.groundwork.platform.forms.moments import moment_in_words

pytestmark = pytest.mark.one_database
DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("language", "words", "month"),
    [
        ("en", "23 November 2026", "November 2026"),
        ("fr", "23 novembre 2026", "novembre 2026"),
        ("rw", "23 Ugushyingo 2026", "Ugushyingo 2026"),
        ("sw", "23 Novemba 2026", "Novemba 2026"),
    ],
)
def test_a_date_is_written_in_the_readers_language(language, words, month):
    with translation.override(language):
        assert date_format(DAY) == words
        assert date_format(DAY, "YEAR_MONTH_FORMAT") == month
        assert Template("{{ day|date }}").render(Context({"day": DAY})) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Monday"), ("fr", "lundi"), ("rw", "kuwa mbere"), ("sw", "jumatatu")],
)
def test_weekdays_too(language, words):
    with translation.override(language):
        assert date_format(DAY, "l").lower() == words.lower()


@pytest.mark.parametrize("language", ["fr", "rw", "sw"])
def test_no_month_or_weekday_is_left_in_english(language):
    with translation.override("en"):
        english = [date_format(date(2026, month, 3), form) for month in range(1, 13) for form in ("F", "N")]
        english += [date_format(date(2026, 11, day), form) for day in range(1, 8) for form in ("l", "D")]
    with translation.override(language):
        ours = [date_format(date(2026, month, 3), form) for month in range(1, 13) for form in ("F", "N")]
        ours += [date_format(date(2026, 11, day), form) for day in range(1, 8) for form in ("l", "D")]
    same = [one for one, other in zip(english, ours, strict=True) if one == other]
    # A few are written alike, such as "Mei" and "mars"; a language that was not there would be alike in all.
    assert len(same) <= 3, same


@pytest.mark.parametrize(
    ("language", "number", "share"),
    [
        ("en", "1,234,567", "3.5"),
        ("fr", "1\u202f234\u202f567", "3,5"),
        ("rw", "1.234.567", "3,5"),
        ("sw", "1,234,567", "3.5"),
    ],
)
def test_numbers_are_written_as_the_language_writes_them(language, number, share):
    with translation.override(language):
        assert number_format(1_234_567, force_grouping=True) == number
        assert localize(3.5) == share


@pytest.mark.parametrize(
    ("language", "words"), [("fr", "vers le 23 novembre 2026"), ("rw", "ahagana 23 Ugushyingo 2026")]
)
def test_an_estimated_day_says_so(language, words):
    with translation.override(language):
        assert moment_in_words(datetime(2026, 11, 23, 9, tzinfo=UTC), Precision.ESTIMATED) == words


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", "Sélectionnez un choix valide"),
        ("rw", "Hitamo kimwe mu biri ku rutonde."),
        ("sw", "Chagua"),
    ],
)
def test_what_django_says_of_a_wrong_answer_is_in_the_readers_language(language, words):
    class Ask(forms.Form):
        number = forms.IntegerField(min_value=1)
        choice = forms.ChoiceField(choices=[("a", "A")])

    with translation.override("en"):
        english = Ask({"number": "x", "choice": "b"})
        said = str(english.errors["number"][0])
    with translation.override(language):
        form = Ask({"number": "x", "choice": "b"})
        assert str(form.errors["number"][0]) != said
        assert words in str(form.errors["choice"][0])


def test_every_offered_language_has_its_way_of_writing():
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            assert translation.get_language_info(code)["code"] == code
            # Django's English default, which a language without formats of ours falls back to, differs.
            assert date_format(DAY, "SHORT_DATE_FORMAT") == "23/11/2026"
