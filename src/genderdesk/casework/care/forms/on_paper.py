"""A referral on paper: the desk's half, and a half to be torn off that names no agency, service or person."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import gettext as _

from genderdesk.casework.care.forms.referrals import Propose
from genderdesk.groundwork.platform.print.forms import Part, fields_of, line, part

# The last part is the half that is torn off.
SLIP = Path(__file__).parents[1] / "templates" / "care" / "slip.typ"


def slip_parts(form: Propose | None = None, *, number: str = "", appointment: str = "") -> list[Part]:
    """Empty, or as ``form`` was begun for a referral."""
    return [
        part("", [line(_("Number of the case or of the referral"), value=number)]),
        part(_("For the desk: keep this half"), fields_of(form or Propose(providers=[]), filled=form is not None)),
        part(
            _("Please bring this with you"),
            [
                line(_("Number"), value=number),
                line(_("Day and hour"), value=appointment),
                line(_("Show the number at the door. You need say no more."), lines=0),
            ],
        ),
    ]
