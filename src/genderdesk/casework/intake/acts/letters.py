"""Neutral words of the desk's own to a survivor's phone: the room that has something to tell hands it over here, and
the room that has the network carries it. Neither needs to know the other."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from genderdesk.casework.intake.vocabulary import ContactHours
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid


@dataclass(frozen=True, slots=True)
class NewDay:
    """When an appointment is now, for whose phone: nothing of with whom or about what."""

    institution_id: uuid.UUID
    phone: str
    language: str
    at: datetime


@dataclass(frozen=True, slots=True)
class WordThere:
    """That something is there to be read where she or he left word, for whose phone and at which hours."""

    institution_id: uuid.UUID
    phone: str
    language: str
    hours: ContactHours


Carrier = Callable[[Actor, NewDay], None]
WordCarrier = Callable[[Actor, WordThere], None]

_carriers: list[Carrier] = []
_word_carriers: list[WordCarrier] = []


def carries_texts(carrier: Carrier) -> Carrier:
    """Register how a text goes out. The carrier asks the gate of safe contact and raises Invalid where it says no."""
    _carriers.append(carrier)
    return carrier


def text_new_day(actor: Actor, told: NewDay) -> None:
    """Inside an act: hand over the new day of an appointment. Invalid, for the field ``tell``, where it cannot go."""
    if not told.phone:
        raise Invalid(_("The file has no number. Tell her or him the new day in another way."), "tell")
    if not _carriers:
        raise Invalid(_("No line of the desk sends texts. Tell her or him the new day in another way."), "tell")
    for carry in _carriers:
        carry(actor, told)


def carries_word(carrier: WordCarrier) -> WordCarrier:
    """Register how such a word goes out, under the same gate."""
    _word_carriers.append(carrier)
    return carrier


def text_word_there(actor: Actor, told: WordThere) -> None:
    """Inside an act: hand over that there is something to read. Invalid, for the field ``send``, where it cannot go."""
    if not _word_carriers:
        raise Invalid(_("No line of the desk sends texts. Keep the answer without a text."), "send")
    for carry in _word_carriers:
        carry(actor, told)
