"""Questions on a version, by which its readers show that they understood it."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep
from genderdesk.programme.guidance.access import MAY_REVISE
from genderdesk.programme.guidance.models import Version, VersionQuestion
from genderdesk.programme.guidance.rules.questions import mixed
from genderdesk.programme.guidance.vocabulary.documents import (
    FEWEST_ANSWERS,
    MOST_ANSWERS,
    MOST_QUESTIONS,
    WRITTEN_ON,
)


@act("version.ask", needs=MAY_REVISE, subject=Version)
def ask_of_readers(actor: Actor, version: Version, *, text: str, right: str, wrong: str) -> VersionQuestion:
    """Add a question with its right answer and one to three wrong ones, one a line, to a draft. Invalid for a fourth
    question, and for two answers that are the same."""
    _demand_draft(version)
    kept = VersionQuestion.objects.filter(version=version)
    if kept.filter(dropped_at__isnull=True).count() >= MOST_QUESTIONS:
        raise Invalid(_("Three questions are enough. Take one away first."), "text")
    others = [" ".join(line.split()) for line in wrong.splitlines() if line.strip()]
    answers = [" ".join(right.split()), *others]
    if not FEWEST_ANSWERS <= len(answers) <= MOST_ANSWERS:
        raise Invalid(_("Write one to three wrong answers, one a line."), "wrong")
    if len({each.casefold() for each in answers}) < len(answers) or max(map(len, answers)) > 200:
        raise Invalid(_("Write different answers of at most 200 characters each."), "wrong")
    number = new_id()
    ordered, place = mixed(answers[0], others, str(number))
    made = VersionQuestion(
        id=number, version=version, number=kept.count() + 1, text=text.strip(), answers=ordered, right=place
    )
    keep(made)
    return made


@act("version.drop_question", needs=MAY_REVISE, subject=Version)
def drop_question(actor: Actor, version: Version, *, number: int) -> VersionQuestion:
    """Take a question of a draft away. Conflict where it is not there."""
    _demand_draft(version)
    question = VersionQuestion.objects.filter(version=version, number=number, dropped_at__isnull=True).first()
    if question is None:
        raise Conflict(_("This question is not there any more."))
    question.dropped_at = timezone.now()
    question.save(update_fields=["dropped_at"])
    return question


def _demand_draft(version: Version) -> None:
    if version.state not in WRITTEN_ON:
        raise Conflict(_("Questions belong to a draft. Begin a new version to change them."))


def carry_over(before: Version, version: Version) -> None:
    """The next version begins with the questions of the last one."""
    kept = VersionQuestion.objects.filter(version=before, dropped_at__isnull=True)
    for place, each in enumerate(kept, start=1):
        keep(VersionQuestion(version=version, number=place, text=each.text, answers=each.answers, right=each.right))
