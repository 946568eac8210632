"""Question sets of the gender self-assessment, by key and version. A set is never changed: a change is a new version.

The sixteen dimensions in six themes follow the public self-assessment guide of DCAF (programme.md 6; the dimensions'
names there are from memory). Questions, scale and rubric are the desk's own and no instrument of DCAF, which has no
score. Their words stand in ``labels.questions``.
"""

from __future__ import annotations

from dataclasses import dataclass

# Our own scale: 0 nothing, 1 begun, 2 in place, 3 in place and looked after. From 2 on evidence is named.
SCORES = (0, 1, 2, 3)
EVIDENCE_FROM = 2

THEMES: dict[str, tuple[str, ...]] = {
    "A": ("capacity", "access", "data"),
    "B": ("laws", "policy"),
    "C": ("perceptions", "cooperation"),
    "D": ("complaints", "oversight"),
    "E": ("recruitment", "retention", "promotion", "mentoring", "infrastructure"),
    "F": ("understanding", "leadership"),
}


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions of one version by their code, each in a dimension; ``staff`` are those that everybody is asked."""

    key: str
    version: int
    questions: dict[str, str]
    staff: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.key}/{self.version}"


QUESTION_SETS: dict[str, QuestionSet] = {
    each.name: each
    for each in (
        QuestionSet(
            "desk",
            1,
            {
                "trained": "capacity",
                "specialists": "capacity",
                "hours": "access",
                "private_room": "access",
                "counted": "data",
                "laws_known": "laws",
                "guideline_in_force": "policy",
                "partners_agreed": "policy",
                "survey_of_public": "perceptions",
                "meets_public": "cooperation",
                "complaints_open": "complaints",
                "looked_into": "oversight",
                "recruits_women": "recruitment",
                "leave_and_hours": "retention",
                "posts_open": "promotion",
                "mentors": "mentoring",
                "rooms_and_kit": "infrastructure",
                "respect": "understanding",
                "leaders_speak": "leadership",
            },
            ("trained", "complaints_open", "leave_and_hours", "posts_open", "mentors", "respect", "leaders_speak"),
        ),
    )
}
CURRENT_SET = "desk/1"

# Answers of staff are shown from so many on, and by sex only where every group has so many.
FEWEST_ANSWERS = 10
GROUPS = ("female", "male")

OPEN = "open"
CLOSED = "closed"
