"""After a training: what those who were there think of it, and after six months whether it is used."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor, everyone
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.programme.training.access import MAY_TRAIN
from genderdesk.programme.training.models import Participation, Rating, Training
from genderdesk.programme.training.queries.links import training_to_rate
from genderdesk.programme.training.vocabulary import Change, Hindrance, InUse


@act("training.rate", needs=everyone)
def rate_training(
    actor: Actor,
    *,
    training: Training,
    token: str,
    content: int,
    teaching: int,
    usefulness: int,
    changes: list[Change],
) -> None:
    """Keep what somebody thinks of a training, by its private link: nothing of who it is. Invalid where the link does
    not answer any more, or beyond 1 to 5."""
    if training_to_rate(training.pk, token) is None:
        raise Invalid(_("This link does not answer any more."))
    # The link is the proof; who follows it belongs to no institution and sees no training.
    walls.rest_of_act_as_system()
    if not all(1 <= each <= 5 for each in (content, teaching, usefulness)):
        raise Invalid(_("Choose one of the five answers."))
    words = [each.value for each in dict.fromkeys(changes)]
    keep(Rating(training=training, content=content, teaching=teaching, usefulness=usefulness, changes=words))


@act("participant.follow_up", needs=MAY_TRAIN, subject=Participation, notes=("in_use", "hindrance"))
def follow_up(actor: Actor, participation: Participation, *, in_use: InUse, hindrance: Hindrance) -> Participation:
    """Write whether what was learnt is used at work, six months on. Invalid where it is not due for this person."""
    if participation.follow_up_on is None or participation.follow_up_on > timezone.localdate():
        raise Invalid(_("The follow-up of this person is not due yet."))
    participation.in_use, participation.hindrance = in_use, hindrance
    participation.followed_up_on = timezone.localdate()
    participation.save(update_fields=["in_use", "hindrance", "followed_up_on"])
    return participation
