"""Reading a text message: one-word wishes, language, delivery receipts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from genderdesk.casework.hotline.rules.gsm import sms_parts
from genderdesk.casework.hotline.vocabulary.events import STATUS_WORDS, TextState
from genderdesk.casework.hotline.vocabulary.languages import UNSAFE_WORDS
from genderdesk.casework.hotline.vocabulary.sms_texts import (
    HELP_WORDS,
    LANGUAGE_WORDS,
    PLACE_TEXTS,
    SAFE_ANSWERS,
    START_WORDS,
    STOP_WORDS,
)
from genderdesk.groundwork.foundation.answers import Answer

# An operator's answer by SMS; longer ones are lost in parts on simple phones.
MOST_PARTS = 3

_SIGNS = re.compile(r"[^\w']+")
_ORDER = (TextState.WAITING, TextState.SENT, TextState.DELIVERED)


def words_of(text: str) -> list[str]:
    """The words of a message in lower case, without signs."""
    return [word for word in _SIGNS.split(text.casefold()) if word]


def only_word(text: str) -> str:
    """The message where it is one single word, else empty."""
    words = words_of(text)
    return words[0] if len(words) == 1 else ""


def wants_stop(text: str) -> bool:
    """True for a message that is nothing but a word for stop."""
    return only_word(text) in STOP_WORDS


def wants_start(text: str) -> bool:
    """True for a message that is nothing but a word for start."""
    return only_word(text) in START_WORDS


def wants_help(text: str) -> bool:
    """True for a message that is nothing but a word for help: it asks for the line's own answer again."""
    return only_word(text) in HELP_WORDS


def place_text(language: str, phone: str, hours: str) -> str:
    """A place's number as a text that names no place: one SMS; the hours are left out where they do not fit or would
    say too much to others."""
    text = PLACE_TEXTS[language].format(phone=phone, hours=hours.strip())
    if hours.strip() and sms_parts(text) == 1 and fault_of_answer(text, language) is None:
        return text
    return PLACE_TEXTS[language].split("{phone}")[0] + phone


def safe_answer(text: str) -> Answer:
    """The answer to "may we write to this number?", UNKNOWN where the message is none."""
    return SAFE_ANSWERS.get(only_word(text), Answer.UNKNOWN)


def language_of(text: str, default: str) -> str:
    """The language of the first word that shows one; the line's own where none does."""
    for word in words_of(text):
        for language, known in LANGUAGE_WORDS.items():
            if word in known:
                return language
    return default


def state_after(current: str, status: str) -> str:
    """A message's state after a receipt. Receipts come in any order: it never goes back, and an unknown word or a
    receipt after an end leaves it as it is."""
    told = STATUS_WORDS.get(status.strip().casefold())
    if told is None or current in (TextState.RECEIVED, TextState.DELIVERED):
        return current
    if current == TextState.FAILED:
        return TextState.DELIVERED if told is TextState.DELIVERED else current
    if told is TextState.FAILED:
        return TextState.FAILED
    return max(TextState(current), told, key=_ORDER.index)


def is_known_status(status: str) -> bool:
    return status.strip().casefold() in STATUS_WORDS


@dataclass(frozen=True, slots=True)
class AnswerFault:
    """Why an answer must not go out: ``empty``, ``long`` or ``unsafe`` with the word that others should not read."""

    kind: str
    word: str = ""


def fault_of_answer(text: str, language: str) -> AnswerFault | None:
    """What keeps an operator's answer from going out, or None. English words are looked for in every language."""
    if not text.strip():
        return AnswerFault("empty")
    if sms_parts(text.strip()) > MOST_PARTS:
        return AnswerFault("long")
    word = unsafe_word(text, language) or unsafe_word(text, "en")
    return AnswerFault("unsafe", word) if word else None


def unsafe_word(text: str, language: str) -> str:
    """The first word, as it stands in the text, that a phone must not show; empty where there is none."""
    lowered = f" {' '.join(words_of(text))} "
    for part in UNSAFE_WORDS.get(language, ()):
        place = lowered.find(f" {part}")
        if place >= 0:
            return part.strip() if " " in part.strip() else lowered[place:].split()[0]
    return ""
