"""The USSD menu as a function: all inputs so far give the place in the menu, and the place gives the screen.

So a network that sends the whole path and one that sends the latest input only end on the same screen, and an event
that comes twice cannot move anybody on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from genderdesk.casework.hotline.rules.gsm import gsm7_length, to_gsm7
from genderdesk.casework.hotline.vocabulary.events import Dialect
from genderdesk.casework.hotline.vocabulary.ussd_texts import (
    FIRST_LANGUAGES,
    FIRST_SCREEN,
    MORE,
    MOST_CHARACTERS,
    NEED_KINDS,
    NEED_NOW,
    PLACE_NAMES,
    SAFE_CHOICES,
    USSD_TEXTS,
    Step,
)

# hotline.md 3: a session lives 180 s, the customer has 60 s to answer; a redial within 10 minutes goes on.
SESSION_LIFE = timedelta(seconds=180)
ANSWER_TIME = timedelta(seconds=60)
RESUME_WINDOW = timedelta(minutes=10)

Places = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Country:
    """The places of the menu, as (code, name): the provinces, and the districts of each."""

    provinces: Places
    districts: dict[str, Places]


@dataclass(frozen=True, slots=True)
class Position:
    """Where the inputs lead: the step, what was answered, the page of a long list, whether the last input was wrong."""

    step: Step = Step.LANGUAGE
    language: str = "en"
    need: str = ""
    province: str = ""
    district: str = ""
    safe: str = ""
    page: int = 0
    wrong: bool = False

    @property
    def danger(self) -> bool:
        return self.need == NEED_NOW

    @property
    def tells_something(self) -> bool:
        """True from the moment that a need was chosen."""
        return bool(self.need)


def inputs_of(text: str, earlier: Sequence[str], dialect: str) -> list[str]:
    """All inputs of a session from what the network sent and what was kept of it."""
    if dialect == Dialect.PATH:
        return [part.strip() for part in text.split("*")] if text.strip() else []
    return [*earlier, text.strip()] if text.strip() else list(earlier)


def walk(inputs: Sequence[str], country: Country, *, begin: Position | None = None) -> Position:
    """Follow the inputs from the first screen, or from where an earlier session broke off."""
    position = Position()
    if begin is not None:
        position = replace(begin, step=Step.RESUME, page=0, wrong=False)
    for typed in inputs:
        position = _answered(position, typed, country, begin)
    return position


def _answered(position: Position, typed: str, country: Country, begin: Position | None) -> Position:
    match position.step:
        case Step.RESUME if typed == "1" and begin is not None:
            return replace(begin, page=0, wrong=False)
        case Step.RESUME if typed == "2":
            return Position()
        case Step.LANGUAGE if typed in FIRST_LANGUAGES:
            return replace(position, step=Step.NEED, language=FIRST_LANGUAGES[typed], wrong=False)
        case Step.NEED if typed in NEED_KINDS:
            return replace(position, step=Step.PROVINCE, need=typed, wrong=False, page=0)
        case Step.PROVINCE | Step.DISTRICT:
            return _place_answered(position, typed, country)
        case Step.SAFE if typed in SAFE_CHOICES:
            return replace(position, step=Step.END, safe=typed, wrong=False)
        case Step.END:
            return position
    return replace(position, wrong=True)


def _place_answered(position: Position, typed: str, country: Country) -> Position:
    places = _places(position, country)
    if typed == MORE and len(_pages(position, country)) > 1:
        return replace(position, page=(position.page + 1) % len(_pages(position, country)), wrong=False)
    chosen = int(typed) if typed.isascii() and typed.isdecimal() and len(typed) <= 3 else 0
    if chosen == len(places) + 1:
        return replace(position, step=Step.SAFE, page=0, wrong=False)
    if not 1 <= chosen <= len(places):
        return replace(position, wrong=True)
    code = places[chosen - 1][0]
    if position.step is Step.DISTRICT:
        return replace(position, step=Step.SAFE, district=code, page=0, wrong=False)
    return replace(position, step=Step.DISTRICT, province=code, page=0, wrong=False)


def _places(position: Position, country: Country) -> Places:
    return country.provinces if position.step is Step.PROVINCE else country.districts.get(position.province, ())


def _pages(position: Position, country: Country) -> list[str]:
    texts = USSD_TEXTS[position.language]
    header = texts.province if position.step is Step.PROVINCE else texts.district
    names = [place_name(name, position.language) for _code, name in _places(position, country)]
    lines = [f"{number} {name}" for number, name in enumerate([*names, texts.not_sure], start=1)]
    return list_pages(header, lines, f"{MORE} {texts.more}")


def place_name(name: str, language: str) -> str:
    """A place as the menu writes it in a language, in signs that every phone shows."""
    return to_gsm7(PLACE_NAMES[language].get(name, name))


def list_pages(header: str, lines: Sequence[str], more: str) -> list[str]:
    """A numbered list cut into screens that fit; where it takes several, each ends with the line for more.

    Numbers run on over the pages, so that any may be typed on any page.
    """
    whole = "\n".join([header, *lines])
    if (gsm7_length(whole) or 0) <= MOST_CHARACTERS:
        return [whole]
    pages, held = [], [header]
    for line in lines:
        if (gsm7_length("\n".join([*held, line, more])) or 0) > MOST_CHARACTERS:
            pages.append("\n".join([*held, more]))
            held = [header]
        held.append(line[: MOST_CHARACTERS - len(header) - len(more) - 2])
    return [*pages, "\n".join([*held, more])]


def screen(position: Position, country: Country) -> str:
    """The text of a place in the menu before its end; a wrong input is told where the room allows."""
    texts = USSD_TEXTS[position.language]
    match position.step:
        case Step.LANGUAGE:
            text = FIRST_SCREEN
        case Step.RESUME:
            text = texts.resume
        case Step.NEED:
            text = texts.need
        case Step.SAFE:
            text = texts.safe
        case _:
            text = _pages(position, country)[position.page]
    warned = f"{texts.wrong}\n{text}"
    return warned if position.wrong and (gsm7_length(warned) or 999) <= MOST_CHARACTERS else text


def last_screen(position: Position, number: str, code: str, *, added: bool = False) -> str:
    """The words that end a finished session."""
    texts = USSD_TEXTS[position.language]
    if added:
        text = texts.end_added
    elif position.danger:
        text = texts.end_now
    else:
        text = texts.end_call if position.safe == "1" else texts.end_no_call
    return text.format(number=number, code=code)
