"""Words of the room."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.organisation.paper.vocabulary import ENTERED, ISSUED, MISSING, SPOILED, PaperLanguage, SpoiledWhy

STATES: WordTable = {
    ISSUED: pgettext_lazy("sheet of paper", "Issued"),
    ENTERED: pgettext_lazy("sheet of paper", "Entered"),
    SPOILED: pgettext_lazy("sheet of paper", "Given up"),
    MISSING: pgettext_lazy("sheet of paper", "Missing"),
}
TONES = {ISSUED: "calm", ENTERED: "good", SPOILED: "calm", MISSING: "overdue"}

LANGUAGES: WordTable = {PaperLanguage.ENGLISH: _("English"), PaperLanguage.FRENCH: _("French")}

SPOILED_WHY: WordTable = {
    SpoiledWhy.MISPRINTED: _("Badly printed"),
    SpoiledWhy.DAMAGED: _("Torn, wet or unreadable; destroyed"),
    SpoiledWhy.WRITTEN_ANEW: _("Written again on another sheet; destroyed"),
    SpoiledWhy.UNUSED: _("Empty, and not needed any more; destroyed"),
}
