"""The words of the room that files for people need, in the language of the moment; given by the room's labels."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from genderdesk.monitoring.results.rules.page import Aim, Caution, Line, Part

# Code to its words, which may be lazy.
Named = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """What codes of a page are called. ``caution`` makes a warning a whole sentence, ``part`` names one part of a
    number."""

    verdicts: Named
    sections: Named
    levels: Named
    units: Named
    quantifiers: Named
    methods: Named
    dimensions: Named
    roles: Named
    part: Callable[[Part], str]
    caution: Callable[[Caution], str]


def named(words: Named, code: str) -> str:
    """The words of a code; the code itself where it has none, which is better than an empty cell."""
    return str(words.get(code, code))


def told_not() -> str:
    """What stands where the parts of a number are kept back."""
    return _("Not shown, since so few people are in a part that they could be recognised.")


def beside_words(line: Line) -> str:
    """What stands beside parts that count something else than the number of the claim; nothing beside others."""
    return _("These parts count something else and do not add up to the number of the claim.") if line.beside else ""


def aim_words(aim: Aim) -> str:
    """How many of the results that serve an objective the records support."""
    if not aim.supported:
        return _("No result recorded")
    told = ngettext(
        "%(number)s of %(claims)s results is supported", "%(number)s of %(claims)s results are supported", aim.supported
    )
    return told % {"number": aim.supported, "claims": aim.claims}
