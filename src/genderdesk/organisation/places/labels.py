"""The room's words as people read them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.organisation.places.vocabulary import Level

LEVEL_LABELS: WordTable = {
    Level.COUNTRY: _("Country"),
    Level.PROVINCE: _("Province"),
    Level.DISTRICT: _("District"),
    Level.SECTOR: _("Sector"),
}
