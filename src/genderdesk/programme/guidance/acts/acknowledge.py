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
from genderdesk.programme.guidance.queries.questions import questions_on
from genderdesk.programme.guidance.queries.readers import check_sheet
from genderdesk.programme.guidance.rules.questions import first_wrong
from genderdesk.programme.guidance.vocabulary.documents import BINDING


@act("version.acknowledge", needs=MAY_ACKNOWLEDGE, subject=Version)
def acknowledge_version(actor: Actor, version: Version, *, answers: list[int] | None = None) -> Acknowledgement:
    """Say that one has read and understood this very version, as the officer who is signed in. ``answers`` are the
    places of the answers chosen, in the order of the questions; Invalid at the first that is not right."""
    _binds(version)
    questions = questions_on(version)
    wrong = first_wrong(answers or [], [each.right for each in questions])
    if wrong is not None:
        raise Invalid(_("This answer is not right. Read the text again, and answer again."), f"q{wrong + 1}")
    officer_id = cast(uuid.UUID, actor.officer_id)
    found = Acknowledgement.objects.filter(version=version, officer_id=officer_id).first()
    if found is None:
        found = Acknowledgement(
            version=version,
            officer_id=officer_id,
            signed_on=timezone.localdate(),
            asked=bool(questions),
            kept_by=actor.id,
        )
        keep(found)
    return found


@act("version.sign_sheet", needs=MAY_SIGN_FOR, subject=Version, notes=("signed_on",))
def sign_sheet(actor: Actor, version: Version, *, signed_on: date, codes: str, asked: bool = False) -> int:
    """Enter a sheet on which officers signed, one staff code a line; how many. All of it, or Invalid for each line.

    ``asked`` says that the version's questions were answered rightly before anybody signed; without it a version that
    has questions is not entered.
    """
    _binds(version)
    questions = questions_on(version)
    if questions and not asked:
        raise Invalid(_("This version has questions. Ask them, and enter who answered all of them rightly."), "asked")
    if signed_on > timezone.localdate() or version.in_force_from is None or signed_on < version.in_force_from:
        raise Invalid(_("Nobody signed this version on that day. It lies before its first day, or ahead."), "signed_on")
    sheet = check_sheet(version, codes)
    if sheet.faults:
        first = sheet.faults[0]
        raise Invalid(
            _("Line %(line)d: %(sentence)s") % {"line": first.line, "sentence": SHEET_FAULTS[first.why]}, "codes"
        )
    for officer in sheet.officers:
        keep(
            Acknowledgement(
                version=version,
                officer=officer,
                signed_on=signed_on,
                on_paper=True,
                asked=bool(questions),
                kept_by=actor.id,
            )
        )
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
