"""Photographs of activities: added as drawn anew, cleared by another person, withdrawn with their bytes."""

from __future__ import annotations

import base64

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.groundwork.protection.vault.files import Arrived, store
from genderdesk.programme.outreach.access import MAY_CLEAR_PHOTO, MAY_REACH_OUT
from genderdesk.programme.outreach.models import Activity, ActivityPhoto
from genderdesk.programme.outreach.vocabulary import (
    HELD,
    MOST_PHOTOS,
    PHOTO,
    PHOTO_CLEARED,
    PHOTO_WITHDRAWN,
    InPicture,
)


@act("photo.add", needs=MAY_REACH_OUT, subject=Activity, notes=("in_picture",))
def add_photo(
    actor: Actor, activity: Activity, *, content: Arrived, in_picture: InPicture, shows: str, agreed_at: str = ""
) -> ActivityPhoto:
    """Keep a photograph of an activity that was held; it arrived sealed and was drawn anew.

    Invalid where somebody can be recognised who did not agree in writing, where nobody says where those papers are,
    and where the activity has its number of photographs.
    """
    if in_picture == InPicture.NOT_AGREED:
        raise Invalid(
            _(
                "This photograph is not taken: a child is never recognisable, and an adult only with a written "
                "agreement. Choose another one, of backs, hands, things or the place."
            ),
            "in_picture",
        )
    if in_picture == InPicture.AGREED and not agreed_at.strip():
        raise Invalid(_("Say where the signed agreements are kept, so that they can be found."), "agreed_at")
    if activity.state != HELD:
        raise Invalid(_("A photograph is added when the activity was held."))
    if ActivityPhoto.objects.filter(activity=activity).exclude(state=PHOTO_WITHDRAWN).count() >= MOST_PHOTOS:
        raise Invalid(
            _("An activity has at most %(most)d photographs. Withdraw one of them first.") % {"most": MOST_PHOTOS}
        )
    kept = ActivityPhoto(
        pk=content.row,
        activity=activity,
        shows=shows.strip(),
        in_picture=in_picture,
        agreed_at=agreed_at.strip() if in_picture == InPicture.AGREED else "",
        stored_as=content.stored_as,
        stored_size=content.stored_size,
        details={"size": content.size, "sha256": content.sha256},
        content_key=base64.b64encode(content.key).decode(),
        added_by=actor.id,
        added_officer=actor.officer_id,
    )
    kept.save(force_insert=True)
    content.adopt()
    return kept


@act("photo.clear", needs=MAY_CLEAR_PHOTO, subject=ActivityPhoto, states=PHOTO)
def clear_photo(actor: Actor, photo: ActivityPhoto) -> ActivityPhoto:
    """Say, as another person than who added it, that nobody is harmed by the photograph and it may be used."""
    photo.state, photo.cleared_at = PHOTO_CLEARED, timezone.now()
    photo.cleared_by, photo.cleared_officer = actor.id, actor.officer_id
    photo.save(update_fields=["state", "cleared_at", "cleared_by", "cleared_officer"])
    return photo


@act("photo.withdraw", needs=MAY_REACH_OUT, subject=ActivityPhoto, states=PHOTO)
def withdraw_photo(actor: Actor, photo: ActivityPhoto, *, why: str) -> ActivityPhoto:
    """Take a photograph away for good, at once: its key and its bytes go, and that there was one stays."""
    stored_as = photo.stored_as
    photo.state, photo.withdrawn_at = PHOTO_WITHDRAWN, timezone.now()
    photo.withdrawn_by, photo.withdrawn_why = actor.id, why.strip()
    photo.stored_as, photo.stored_size, photo.details, photo.content_key = "", 0, {}, ""
    photo.save()
    transaction.on_commit(lambda: store.remove(stored_as))
    return photo
