"""The death block of a case in codes, its words by a recorded look, and the earlier cases that the reader may open."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import QuerySet

from genderdesk.casework.cases.access import MAY_SEE_CASES, within_reach
from genderdesk.casework.cases.models import Case, Death, EarlierCase
from genderdesk.casework.cases.vocabulary import LookReason
from genderdesk.groundwork.protection.access import Actor, permits
from genderdesk.groundwork.protection.disclosures import discloses


@dataclass(frozen=True, slots=True)
class DeathWords:
    """What was written of a death, opened for one reader."""

    circumstances: str
    lessons: str


def death_of(case: Case) -> Death | None:
    """What is kept of the survivor's death; None while she or he lives."""
    return Death.objects.filter(case=case).first()


def deaths_to_confirm(actor: Actor) -> QuerySet[Death]:
    """Deaths of cases in the actor's reach that one person alone has said, the oldest first."""
    found = Death.objects.filter(within_reach(actor, "case__"), confirmed_at__isnull=True)
    return found.select_related("case").order_by("kept_at")


def earlier_cases(actor: Actor, death: Death) -> list[Case]:
    """The earlier cases that a death is linked to and that the actor may open."""
    rows = EarlierCase.objects.filter(death=death).select_related("case__report").order_by("case__opened_at")
    return [each.case for each in rows if permits(actor, MAY_SEE_CASES, each.case)]


@discloses("case.death", needs=MAY_SEE_CASES, subject=Case, notes=("reason",))
def death_words(actor: Actor, case: Case, *, reason: LookReason) -> DeathWords:
    """How it happened and what is to be learned, in words."""
    death = death_of(case)
    if death is None:
        return DeathWords("", "")
    return DeathWords(death.circumstances.open(), death.lessons.open())
