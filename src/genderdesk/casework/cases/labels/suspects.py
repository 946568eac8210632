"""Words for the suspects' register."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import (
    ARRESTED,
    CLEARED,
    DEAD,
    HANDED_ON,
    RELEASED,
    SOUGHT,
    SUMMONED,
    SUSPECTED,
    Force,
    Likeness,
    SuspectRole,
)
from genderdesk.groundwork.platform.words import WordTable

SUSPECT_ROLES: WordTable = {
    SuspectRole.PRIMARY: _("Did it"),
    SuspectRole.SECONDARY: _("Helped, or stood by"),
    SuspectRole.UNKNOWN: _("Not known"),
    SuspectRole.DECLINED: _("Prefer not to say"),
}

FORCES: WordTable = {
    Force.NONE: _("Serves in no force"),
    Force.POLICE: _("Police"),
    Force.ARMY: _("Defence force"),
    Force.RESERVE: _("Reserve force"),
    Force.OTHER: _("Another force"),
    Force.UNKNOWN: _("Not known"),
    Force.DECLINED: _("Prefer not to say"),
}

SUSPECT_STATES: WordTable = {
    SUSPECTED: pgettext_lazy("suspect", "Suspected"),
    SOUGHT: pgettext_lazy("suspect", "Looked for"),
    SUMMONED: pgettext_lazy("suspect", "Summoned"),
    ARRESTED: pgettext_lazy("suspect", "Arrested"),
    RELEASED: pgettext_lazy("suspect", "Released"),
    HANDED_ON: pgettext_lazy("suspect", "Handed on to the investigation authority or prosecutor"),
    CLEARED: pgettext_lazy("suspect", "No longer suspected"),
    DEAD: pgettext_lazy("suspect", "Died"),
}

SUSPECT_TONES: dict[str, str] = {
    SUSPECTED: "new",
    SOUGHT: "due",
    SUMMONED: "info",
    ARRESTED: "info",
    RELEASED: "overdue",
    HANDED_ON: "good",
    CLEARED: "calm",
    DEAD: "calm",
}

LIKENESSES: WordTable = {
    Likeness.IDENTIFIER: _("The same identity number"),
    Likeness.PHONE: _("The same phone number"),
    Likeness.NAME: _("The same name"),
    Likeness.SOUND: _("A name that sounds alike"),
}

CUSTODY_SOURCE = _(
    "%(days)s days from the arrest for investigators, in Rwanda by Law 027/2019, art. 66. Verify with counsel."
)
