"""A suspect is named, known better, arrested, released; whoever serves is kept away from the file at once."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_SEE_SUSPECTS
from genderdesk.casework.cases.acts.assess_risk import due_at_once
from genderdesk.casework.cases.acts.indexes import index_suspect
from genderdesk.casework.cases.acts.know_survivor import read_national_id, read_phone_of
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, Suspect
from genderdesk.casework.cases.queries.joins import demand_not_joined
from genderdesk.casework.cases.queries.suspects import matching
from genderdesk.casework.cases.rules import SuspectFacts, SuspectWords
from genderdesk.casework.cases.vocabulary import (
    ANOTHER_PERSON,
    ARRESTED,
    CASE,
    CLOSED,
    FORCE_SEALS,
    RELEASED,
    SUSPECT,
    EventKind,
    RiskEvent,
    may_follow,
)
from genderdesk.casework.intake.acts import staff_suspected
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.foundation.times import CLOCKS_DIFFER
from genderdesk.groundwork.platform.refusals import next_version
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, touch
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.organisation.institution.models import Officer, Unit

SUSPECT_NUMBER = ("SP", 2)


def read_words(words: SuspectWords) -> SuspectWords:
    """The words as they are kept, numbers in their written form. Invalid for numbers that are none."""
    trimmed = {name: value.strip() for name, value in asdict(words).items()}
    return replace(
        SuspectWords(**trimmed),
        phone=read_phone_of(trimmed["phone"]),
        identifier=read_national_id(trimmed["identifier"], "identifier"),
    )


def _index_beforehand(given: dict[str, Any]) -> None:
    words = read_words(given["words"])
    blind_index("phone", words.phone)
    blind_index("national_id", words.identifier)


@act(
    "suspect.add",
    needs=MAY_SEE_SUSPECTS,
    subject=Case,
    states=CASE,
    beforehand=_index_beforehand,
)
def add_suspect(
    actor: Actor,
    case: Case,
    *,
    words: SuspectWords,
    facts: SuspectFacts,
    person: str = "",
    officer: Officer | None = None,
    unit: Unit | None = None,
) -> Suspect:
    """Name a suspect of a case. ``person`` is the number in the register of who it is, or ``new`` for another person.

    Where the register holds somebody like this it must be said which: Invalid otherwise. An officer who is named, the
    command of a unit that is named, and with either or a suspect in uniform the whole circle of the file are acted on
    at once: they are barred, and the file is sealed.
    """
    kept = _named(read_words(words), officer)
    if not any(asdict(kept).values()) and not _tells(facts):
        raise Invalid(_("Write or choose at least one thing that is known of this person."), "names")
    suspect = Suspect(case=case, code=_person(actor, case, kept, person), added_by=actor.id)
    _fill(suspect, kept, facts)
    if Suspect.objects.filter(case=case, code=suspect.code).exists():
        raise Conflict(_("This person stands among the suspects of this case already."))
    suspect.save(force_insert=True)
    index_suspect(suspect)
    suspect.save()
    tell(case, actor, EventKind.SUSPECT_ADDED)
    _guard(actor, case, facts, officer, unit)
    return suspect


@act("suspect.change", needs=MAY_SEE_SUSPECTS, subject=Suspect, states=SUSPECT, beforehand=_index_beforehand)
def change_suspect(
    actor: Actor,
    suspect: Suspect,
    *,
    version: int,
    words: SuspectWords,
    facts: SuspectFacts,
    officer: Officer | None = None,
    unit: Unit | None = None,
) -> Suspect:
    """Keep what is known of a suspect now; what is left empty is emptied. Conflict where it changed meanwhile."""
    _demand_open(suspect.case)
    next_version(suspect, version)
    _fill(suspect, _named(read_words(words), officer), facts)
    index_suspect(suspect)
    suspect.save()
    tell(suspect.case, actor, EventKind.SUSPECT_CHANGED)
    _guard(actor, suspect.case, facts, officer, unit)
    return suspect


@act("suspect.move", needs=MAY_SEE_SUSPECTS, subject=Suspect, states=SUSPECT, notes=("status",))
def move_suspect(actor: Actor, suspect: Suspect, *, status: str, arrested_at: datetime | None = None) -> Suspect:
    """Keep how things stand with a suspect. An arrest has its time, from which custody counts; after a release the risk
    is assessed again at once."""
    _demand_open(suspect.case)
    if status not in may_follow(suspect.state):
        raise Invalid(_("Choose how things stand now."), "status")
    if status == ARRESTED:
        if arrested_at is None:
            raise Invalid(_("Say when the arrest was: custody counts from then."), "arrested_at")
        if arrested_at > timezone.now() + CLOCKS_DIFFER:
            raise Invalid(_("An arrest cannot lie in the future. Check the time."), "arrested_at")
        suspect.arrested_at = arrested_at
    suspect.state = status
    suspect.version += 1
    suspect.save()
    tell(suspect.case, actor, EventKind.SUSPECT_CHANGED)
    if status == RELEASED:
        due_at_once(actor, suspect.case, RiskEvent.SUSPECT_RELEASED)
    touch(suspect.case)
    return suspect


def _demand_open(case: Case) -> None:
    demand_not_joined(case)
    if case.state == CLOSED:
        raise Conflict(_("This case is closed, so nothing is changed here. Open it again first."))


def _tells(facts: SuspectFacts) -> bool:
    return any(getattr(facts, name) != "unknown" for name in SuspectFacts.__slots__ if name != "role")


def _named(words: SuspectWords, officer: Officer | None) -> SuspectWords:
    """An officer's own name where no other is given."""
    return replace(words, names=str(officer)) if officer is not None and not words.names else words


def _person(actor: Actor, case: Case, words: SuspectWords, person: str) -> str:
    """The number in the register. Invalid where somebody like this is there and nothing is said of it."""
    found = matching(
        actor,
        case,
        words.names,
        blind_index("phone", words.phone),
        blind_index("national_id", words.identifier),
    )
    if person in {each.code for each in found}:
        return person
    if found and person != ANOTHER_PERSON:
        raise Invalid(_("The register holds somebody like this. Say who it is."), "person")
    return new_number(*SUSPECT_NUMBER)


def _fill(suspect: Suspect, words: SuspectWords, facts: SuspectFacts) -> None:
    for name, value in asdict(words).items():
        setattr(suspect, name, value)
    for name in SuspectFacts.__slots__:
        setattr(suspect, name, str(getattr(facts, name)))


def _guard(actor: Actor, case: Case, facts: SuspectFacts, officer: Officer | None, unit: Unit | None) -> None:
    """Keep a suspect in uniform, and whoever commands her or him, away from the file."""
    if officer is not None or unit is not None or facts.force in FORCE_SEALS:
        staff_suspected(actor, case.report, officer=officer, unit=unit)
