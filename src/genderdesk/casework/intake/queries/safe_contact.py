"""The one gate through which anything goes out to a survivor or reporter: by which way, when, or why not.

What somebody said of being reached lies in several rooms: each hands in its rules by ``contact_rules``, and the gate
asks for all of a number's. docs/consent.md says how a room that sends something uses it.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.intake.rules import ContactRule, Reach, Verdict, verdict
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.platform.words import Words

# (institution, digest of the number) → what was said
Source = Callable[[uuid.UUID, str], Iterable[ContactRule]]

_sources: list[Source] = []


def contact_rules(source: Source) -> Source:
    """Register where a room keeps what was said of a number."""
    _sources.append(source)
    return source


def reach(
    own: Iterable[ContactRule], way: ContactWay, *, institution_id: uuid.UUID, phone_index: str, replies: bool = False
) -> Verdict:
    """What the gate says to reaching a number now: by the sender's own rules and by those of every room."""
    said = [*own]
    if phone_index:
        said += [rule for source in _sources for rule in source(institution_id, phone_index)]
    return verdict(said, way, timezone.localtime(), replies=replies)


def demand_reach(found: Verdict, field: str = "") -> Verdict:
    """The same verdict where it allows something now or later; Invalid with the reason where it does not."""
    if found.refused:
        raise Invalid(str(REFUSALS[found.reach]), field)
    return found


REFUSALS: dict[Reach, Words] = {
    Reach.NO_CONTACT: gettext_lazy("She or he said no to being called or written to. Nothing goes to this number."),
    Reach.NOT_ASKED: gettext_lazy(
        "Nobody has said yet that it is safe to write to this number. Mark it as safe once she has said so."
    ),
    Reach.STOPPED: gettext_lazy("This number wrote STOP. Nothing may be sent to it until it writes START."),
    Reach.ASK_AGAIN: gettext_lazy(
        "It is long ago that she or he said it is safe. Ask again in a call or when you meet, and keep the answer, "
        "before anything is written to this phone."
    ),
    Reach.OTHER_WAY: gettext_lazy("She or he asked to be reached by another way. Look at “Safe contact” in the file."),
    Reach.NO_HOUR: gettext_lazy(
        "The hours that she or he named at different times have no moment in common. Ask again when you meet."
    ),
}


def reach_words(found: Verdict) -> str:
    """The verdict in a sentence, to stand beside a number."""
    if found.refused:
        return str(REFUSALS[found.reach])
    words = _when_words(found)
    if found.ask_first:
        words += " " + _("The answer is old: ask first whether it is still safe to talk.")
    return words


def _when_words(found: Verdict) -> str:
    if found.reach is Reach.LATER and found.at is not None:
        at = timezone.localtime(found.at)
        return _("Not now. The next time that she or he named begins on %(when)s.") % {"when": f"{at:%d.%m. %H:%M}"}
    return _("It is a time and a way that she or he named.")
