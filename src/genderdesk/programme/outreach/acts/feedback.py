"""What a place says about the desk's work: kept without names, and answered to the place."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.phones import names_a_number
from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach.access import MAY_REACH_OUT
from genderdesk.programme.outreach.models import Activity, PlaceFeedback
from genderdesk.programme.outreach.vocabulary import CameBy, FeedbackNature, FeedbackTopic


@act("placefeedback.keep", needs=MAY_REACH_OUT, notes=("topic", "nature"))
def keep_feedback(
    actor: Actor,
    *,
    place: Division,
    said_on: date,
    came_by: CameBy,
    topic: FeedbackTopic,
    nature: FeedbackNature,
    words: str,
    activity: Activity | None = None,
    answer_due_on: date | None = None,
) -> PlaceFeedback:
    """Keep what was said at a place on a day. Invalid for a day to come, with a number of a person in the words, or
    where no day is promised for the answer to anything but praise."""
    demand_come(said_on, "said_on")
    _demand_nobody(words, "words")
    if answer_due_on is None and nature != FeedbackNature.PRAISE:
        raise Invalid(_("Say by when the place has its answer. Only praise needs none."), "answer_due_on")
    if answer_due_on is not None and answer_due_on < said_on:
        raise Invalid(_("It was said on %(day)s.") % {"day": str(said_on)}, "answer_due_on")
    if activity is not None and activity.institution_id != actor.own_institution:
        raise Invalid(_("Choose an activity of the own institution."), "activity")
    feedback = PlaceFeedback(
        institution_id=actor.own_institution,
        place=place,
        said_on=said_on,
        came_by=came_by,
        topic=topic,
        nature=nature,
        words=words.strip(),
        activity=activity,
        answer_due_on=answer_due_on,
        written_by=actor.id,
    )
    keep(feedback)
    return feedback


@act("placefeedback.answer", needs=MAY_REACH_OUT, subject=PlaceFeedback)
def answer_feedback(actor: Actor, feedback: PlaceFeedback, *, answer: str, answered_on: date) -> PlaceFeedback:
    """Keep what was answered to the place and when. Conflict where it was answered before."""
    demand_come(answered_on, "answered_on")
    _demand_nobody(answer, "answer")
    if answered_on < feedback.said_on:
        raise Invalid(_("It was said on %(day)s.") % {"day": str(feedback.said_on)}, "answered_on")
    if feedback.answered_on is not None:
        raise Conflict(_("This was answered already."))
    feedback.answer, feedback.answered_on = answer.strip(), answered_on
    feedback.save(update_fields=["answer", "answered_on"])
    return feedback


def _demand_nobody(words: str, field: str) -> None:
    if names_a_number(words):
        raise Invalid(
            _("There is a telephone number or another person’s number in it. Take it out: no person is kept here."),
            field,
        )
