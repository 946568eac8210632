"""The room's words as people read them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.organisation.places.vocabulary import Level

LEVEL_LABELS: dict[str, Any] = {
    Level.COUNTRY: _("Country"),
    Level.PROVINCE: _("Province"),
    Level.DISTRICT: _("District"),
    Level.SECTOR: _("Sector"),
}
