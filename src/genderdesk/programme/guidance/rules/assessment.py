"""Means of a self-assessment, what may be compared with what, and when anonymous answers may be shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import fmean

from genderdesk.programme.guidance.vocabulary.questions import EVIDENCE_FROM, FEWEST_ANSWERS, THEMES, QuestionSet


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of the answered questions of a dimension, None where none is; how many are answered, and of how many."""

    dimension: str
    value: float | None
    answered: int
    questions: int


def lacks_evidence(score: int, evidence: str) -> bool:
    """Whether a score stands without what it must rest on."""
    return score >= EVIDENCE_FROM and not evidence.strip()


def means_of(asked: QuestionSet, scores: Mapping[str, int]) -> list[Mean]:
    """Each dimension of a set with its mean, in the order of the themes."""
    found = []
    for dimension in (each for dimensions in THEMES.values() for each in dimensions):
        codes = [code for code, of in asked.questions.items() if of == dimension]
        given = [scores[code] for code in codes if code in scores]
        if codes:
            found.append(Mean(dimension, fmean(given) if given else None, len(given), len(codes)))
    return found


def may_compare(one: str, other: str) -> bool:
    """Whether two assessments asked the same: only within one version of a question set."""
    return one == other


@dataclass(frozen=True, slots=True)
class Shown:
    """Answers of staff to a question as they may be shown: how many, and the mean of each group."""

    answers: int
    mean: float
    groups: dict[str, float]


def shown_answers(counts: Mapping[tuple[str, int], int]) -> Shown | None:
    """What may be shown of counts by (group, score); None where there are too few answers.

    Groups are shown only where every one has enough, since one of them follows from the whole and the others.
    """
    groups = {group for group, _score in counts}
    sizes = {group: sum(number for (of, _score), number in counts.items() if of == group) for group in groups}
    answers = sum(sizes.values())
    if answers < FEWEST_ANSWERS:
        return None
    enough = all(size >= FEWEST_ANSWERS for size in sizes.values())
    means = {group: _mean(counts, {group}, sizes[group]) for group in sorted(groups)} if enough else {}
    return Shown(answers, _mean(counts, groups, answers), means)


def _mean(counts: Mapping[tuple[str, int], int], groups: set[str], answers: int) -> float:
    return sum(score * number for (group, score), number in counts.items() if group in groups) / answers
