"""A decision on paper: what is read out, what is asked on the screen, and the signatures."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.casework.cases.forms.consent import TakeConsent
from genderdesk.casework.cases.vocabulary import wording_for
from genderdesk.groundwork.platform.print.forms import Part, fields_of, line, part


def consent_parts(form: TakeConsent | None = None, *, case: str = "", until: str = "") -> list[Part]:
    """One recipient a sheet; empty, or as ``form`` was begun with a decision of a case that holds ``until`` a day."""
    asked = fields_of(form or TakeConsent(recipients=[]), filled=form is not None)
    if form is not None:
        last = str(form.fields["days"].label)
        asked = [line(last, value=until) if each["label"] == last else each for each in asked]
    said = wording_for(get_language() or "").sentences
    return [
        part("", [line(_("Number of the case"), value=case)]),
        part(_("Read this aloud first"), [line("", lines=0, value=" ".join(said))]),
        part(_("The decision"), asked),
        part(
            _("Signatures"),
            [
                line(_("Signature or thumbprint"), hint=_("Not needed for a spoken decision before a witness.")),
                line(_("Signature of the witness")),
            ],
        ),
    ]
