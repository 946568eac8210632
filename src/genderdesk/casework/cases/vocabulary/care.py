"""What a survivor may need within hours: the medical windows of cases.md 7.7 as a table.

The hours are those that the reference names (WHO, Clinical management of rape and intimate partner violence survivors,
2020; those of samples from memory): the national health authority and laboratory confirm them before officials rely on
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from genderdesk.casework.cases.vocabulary.survivor import Sex

# Shares of a window from which on it is shown as running short and as urgent (cases.md 7.7).
WARN_SHARES = (0.5, 0.8)


class CareReceived(StrEnum):
    """What ends a medical clock when the survivor has received it; the incident keeps ``<value>_at``."""

    CLINICIAN = "clinician"
    PEP = "pep"
    CONTRACEPTION = "contraception"
    SAMPLES = "samples"
    HEPATITIS_B = "hepatitis_b"
    STI = "sti"
    TETANUS = "tetanus"


class CareAnswer(StrEnum):
    """What is known of a kind of care: it was received, she or he does not want it, or wants it after all."""

    RECEIVED = "received"
    DECLINED = "declined"
    WANTED = "wanted"


class Concerns(StrEnum):
    """Whom a window concerns."""

    # Both sexual acts answered with no rules it out: unknown is not no.
    SEXUAL_ACT = "sexual_act"
    INJURY = "injury"


@dataclass(frozen=True, slots=True)
class Window:
    """One row of the clock table: what is needed, within how many hours after the incident, and whom it concerns.

    ``limit_hours`` is 0 where sooner is better and no hour ends it. ``parts`` are the hours of each part where they
    differ; the last of them is the limit. ``today`` rows alarm on the page that a person lands on.
    """

    kind: CareReceived
    limit_hours: int
    concerns: Concerns
    today: bool = False
    not_for: tuple[Sex, ...] = ()
    parts: tuple[tuple[str, int], ...] = ()


WINDOWS = (
    Window(CareReceived.PEP, 72, Concerns.SEXUAL_ACT, today=True),
    Window(CareReceived.CONTRACEPTION, 120, Concerns.SEXUAL_ACT, today=True, not_for=(Sex.MALE,)),
    Window(
        CareReceived.SAMPLES,
        168,
        Concerns.SEXUAL_ACT,
        parts=(("mouth", 48), ("anus", 72), ("blood", 72), ("urine", 120), ("vagina", 168)),
    ),
    Window(CareReceived.HEPATITIS_B, 14 * 24, Concerns.SEXUAL_ACT),
    Window(CareReceived.STI, 0, Concerns.SEXUAL_ACT),
    Window(CareReceived.TETANUS, 0, Concerns.INJURY),
)

# The windows that alarm on Today and beside a call, and the longest of them.
ON_TODAY = frozenset(each.kind for each in WINDOWS if each.today)
TODAY_HOURS = max(each.limit_hours for each in WINDOWS if each.today)
