"""The log of what outlets said: written down, a correction asked for, and whether it came."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, keep
from genderdesk.programme.outreach.access import MAY_REACH_OUT
from genderdesk.programme.outreach.acts.materials import demand_short_codes
from genderdesk.programme.outreach.models import Activity, Campaign, MediaItem
from genderdesk.programme.outreach.vocabulary import MediaKind, MediaLanguage


@act("media.log", needs=MAY_REACH_OUT, notes=("kind", "recognisable"))
def log_media(
    actor: Actor,
    *,
    outlet: str,
    kind: MediaKind,
    language: MediaLanguage,
    said_on: date,
    topic: str,
    recognisable: Answer,
    short_codes: str = "",
    link: str = "",
    campaign: Campaign | None = None,
    activity: Activity | None = None,
) -> MediaItem:
    """Keep what an outlet said on a day. Invalid for a day to come, or what is of another institution."""
    demand_come(said_on, "said_on")
    if campaign is not None and campaign.institution_id != actor.own_institution:
        raise Invalid(_("Choose a campaign of the own institution."), "campaign")
    if activity is not None and activity.institution_id != actor.own_institution:
        raise Invalid(_("Choose an activity of the own institution."), "activity")
    item = MediaItem(
        institution_id=actor.own_institution,
        outlet=outlet,
        kind=kind,
        language=language,
        said_on=said_on,
        topic=topic,
        short_codes=" ".join(demand_short_codes(short_codes)),
        link=link,
        campaign=campaign,
        activity=activity,
        recognisable=recognisable,
        written_by=actor.id,
    )
    keep(item)
    return item


@act("media.ask", needs=MAY_REACH_OUT, subject=MediaItem)
def ask_correction(actor: Actor, item: MediaItem, *, wrong: str, asked_on: date) -> MediaItem:
    """Keep that the outlet was asked to put something right, or to take it down. Conflict where it was asked before."""
    demand_come(asked_on, "asked_on")
    if asked_on < item.said_on:
        raise Invalid(_("It was said on %(day)s.") % {"day": str(item.said_on)}, "asked_on")
    if item.asked_on is not None:
        raise Conflict(_("A correction was asked for already."))
    item.wrong, item.asked_on = wrong, asked_on
    item.save(update_fields=["wrong", "asked_on"])
    return item


@act("media.correct", needs=MAY_REACH_OUT, subject=MediaItem)
def keep_correction(actor: Actor, item: MediaItem, *, corrected_on: date) -> MediaItem:
    """Keep that the outlet put it right. Conflict where nobody asked, or it was put right already."""
    demand_come(corrected_on, "corrected_on")
    if item.asked_on is None or item.corrected_on is not None:
        raise Conflict(_("No correction is open."))
    if corrected_on < item.asked_on:
        raise Invalid(_("It was asked for on %(day)s.") % {"day": str(item.asked_on)}, "corrected_on")
    item.corrected_on = corrected_on
    item.save(update_fields=["corrected_on"])
    return item
