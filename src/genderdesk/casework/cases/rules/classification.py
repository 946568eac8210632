"""GBVIMS: seven questions in fixed order, the first yes gives the type (cases.md 3.1)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from genderdesk.casework.cases.vocabulary import QUESTIONS, GbvType
from genderdesk.groundwork.foundation.answers import Answer


@dataclass(frozen=True, slots=True)
class Classification:
    """The type that the answers give.

    ``question`` is the number (1 to 7) that decided, 0 where none did. ``open_questions`` are the numbers before it
    that were not answered with no: the type then stands as far as is known. ``ask_again`` says that the answers
    contradict each other or do not suffice; the type is then unclassified.
    """

    gbv_type: GbvType
    question: int = 0
    open_questions: tuple[int, ...] = ()
    ask_again: bool = False

    @property
    def certain(self) -> bool:
        return not self.ask_again and not self.open_questions


def classify(answers: Mapping[str, Answer]) -> Classification:
    """Exactly one type, or "ask again".

    Unknown and declined are never taken for a no: they are passed over and reported as open. Without a yes to the
    first six, only a no to the seventh closes the matter as not gender-based; a yes to it means to ask the six again.
    """
    open_questions: list[int] = []
    for number, (field, gbv_type) in enumerate(QUESTIONS[:-1], start=1):
        if answers[field] is Answer.YES:
            return Classification(gbv_type, number, tuple(open_questions))
        if answers[field] is not Answer.NO:
            open_questions.append(number)
    last = QUESTIONS[-1][0]
    if answers[last] is Answer.NO:
        return Classification(GbvType.NON_GBV, len(QUESTIONS), tuple(open_questions))
    return Classification(GbvType.UNCLASSIFIED, 0, tuple(open_questions), ask_again=True)
