"""Who has read and understood a version: by the own sign-in, or by a signed sheet that is entered."""

from __future__ import annotations

import uuid
from datetime import date
from typing import cast

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.programme.guidance.access import MAY_ACKNOWLEDGE, MAY_KEEP, MAY_SIGN_FOR
from genderdesk.programme.guidance.labels import SHEET_FAULTS
from genderdesk.programme.guidance.models import Acknowledgement, Version
from genderdesk.programme.guidance.queries.readers import check_sheet
from genderdesk.programme.guidance.vocabulary.documents import BINDING


@act("version.acknowledge", needs=MAY_ACKNOWLEDGE, subject=Version)
def acknowledge_version(actor: Actor, version: Version) -> Acknowledgement:
    """Say that one has read and understood this very version, as the officer who is signed in."""
    _binds(version)
    officer_id = cast(uuid.UUID, actor.officer_id)
    found = Acknowledgement.objects.filter(version=version, officer_id=officer_id).first()
    if found is None:
        found = Acknowledgement(
            version=version, officer_id=officer_id, signed_on=timezone.localdate(), kept_by=actor.id
        )
        keep(found)
    return found


@act("version.sign_sheet", needs=MAY_SIGN_FOR, subject=Version, notes=("signed_on",))
def sign_sheet(actor: Actor, version: Version, *, signed_on: date, codes: str) -> int:
    """Enter a sheet on which officers signed, one staff code a line; how many. All of it, or Invalid for each line."""
    _binds(version)
    if signed_on > timezone.localdate() or version.in_force_from is None or signed_on < version.in_force_from:
        raise Invalid(_("Nobody signed this version on that day. It lies before its first day, or ahead."), "signed_on")
    sheet = check_sheet(version, codes)
    if sheet.faults:
        first = sheet.faults[0]
        raise Invalid(
            _("Line %(line)d: %(sentence)s") % {"line": first.line, "sentence": SHEET_FAULTS[first.why]}, "codes"
        )
    for officer in sheet.officers:
        keep(Acknowledgement(version=version, officer=officer, signed_on=signed_on, on_paper=True, kept_by=actor.id))
    return len(sheet.officers)


@act("version.remind", needs=MAY_KEEP, subject=Version)
def remind_readers(actor: Actor, version: Version) -> Version:
    """Put a version first on Today of everybody who has not acknowledged it."""
    _binds(version)
    version.reminded_at = timezone.now()
    version.save(update_fields=["reminded_at"])
    return version


def _binds(version: Version) -> None:
    if version.state not in BINDING:
        raise Invalid(_("This version is not in force. Open the document and read the one that is."))
