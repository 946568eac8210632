"""Answers a person gives: yes, no, unknown or declined; never a bare boolean, never truthiness."""

from __future__ import annotations

from enum import StrEnum


class Answer(StrEnum):
    """One answer to one question. It has no truth value: write ``answer is Answer.YES``."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"
    DECLINED = "declined"

    def __bool__(self) -> bool:
        raise TypeError("An answer is not a boolean: compare it, as in `answer is Answer.YES`.")

    @classmethod
    def read(cls, text: str | Answer) -> Answer:
        """The answer for a stored or typed word; ValueError with the allowed words otherwise."""
        try:
            return cls(text)
        except ValueError:
            allowed = ", ".join(answer.value for answer in cls)
            raise ValueError(f"{text!r} is not an answer; write one of: {allowed}.") from None


def any_yes(*answers: Answer | str) -> Answer:
    """YES where one is yes; NO where all are no; otherwise UNKNOWN (a refusal to answer is not a no)."""
    known = [Answer.read(answer) for answer in answers]
    if any(answer is Answer.YES for answer in known):
        return Answer.YES
    if known and all(answer is Answer.NO for answer in known):
        return Answer.NO
    return Answer.UNKNOWN
