"""Words for the codes of the International Classification of Crime for Statistical Purposes (UNODC, 2015)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary.offences import ADDED, CHANGED, LEFT, SAME
from genderdesk.groundwork.platform.words import WordTable

ICCS_WORDS: WordTable = {
    "0101": pgettext_lazy("ICCS", "Intentional homicide"),
    "0102": pgettext_lazy("ICCS", "Attempted intentional homicide"),
    "0201": pgettext_lazy("ICCS", "Assaults and threats"),
    "020111": pgettext_lazy("ICCS", "Serious assault"),
    "020112": pgettext_lazy("ICCS", "Minor assault"),
    "02012": pgettext_lazy("ICCS", "Threat"),
    "02021": pgettext_lazy("ICCS", "Abduction of a minor"),
    "02022": pgettext_lazy("ICCS", "Deprivation of liberty"),
    "020221": pgettext_lazy("ICCS", "Kidnapping"),
    "020222": pgettext_lazy("ICCS", "Illegal restraint"),
    "020292": pgettext_lazy("ICCS", "Forced marriage"),
    "0203": pgettext_lazy("ICCS", "Slavery and exploitation"),
    "02041": pgettext_lazy("ICCS", "Trafficking in persons for sexual exploitation"),
    "0205": pgettext_lazy("ICCS", "Coercion"),
    "0208": pgettext_lazy("ICCS", "Acts intended to induce fear or emotional distress"),
    "02081": pgettext_lazy("ICCS", "Harassment"),
    "02082": pgettext_lazy("ICCS", "Stalking"),
    "0301": pgettext_lazy("ICCS", "Sexual violence"),
    "03011": pgettext_lazy("ICCS", "Rape"),
    "030111": pgettext_lazy("ICCS", "Rape with force"),
    "030112": pgettext_lazy("ICCS", "Rape without force"),
    "030113": pgettext_lazy("ICCS", "Statutory rape"),
    "03012": pgettext_lazy("ICCS", "Sexual assault"),
    "030121": pgettext_lazy("ICCS", "Physical sexual assault"),
    "030122": pgettext_lazy("ICCS", "Non-physical sexual assault"),
    "03019": pgettext_lazy("ICCS", "Other acts of sexual violence"),
    "0302": pgettext_lazy("ICCS", "Sexual exploitation"),
    "030221": pgettext_lazy("ICCS", "Child pornography"),
    "030222": pgettext_lazy("ICCS", "Child prostitution"),
    "030223": pgettext_lazy("ICCS", "Sexual grooming of children"),
}

TABLE_CHANGES: WordTable = {
    ADDED: _("Would be added"),
    CHANGED: _("Would be corrected"),
    SAME: _("Stays the same"),
    LEFT: _("Stays as counsel confirmed it"),
}
TABLE_TONES = {ADDED: "new", CHANGED: "due", SAME: "calm", LEFT: "good"}
