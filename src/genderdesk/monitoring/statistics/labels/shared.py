"""Words of charts behind links."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.monitoring.statistics.labels import Words
from genderdesk.monitoring.statistics.vocabulary.shared import ENDED, OPEN, WAITING, WITHDRAWN

CHART_STATES: Words = {
    WAITING: pgettext_lazy("link to a chart", "Waits for its release"),
    OPEN: pgettext_lazy("link to a chart", "Open"),
    ENDED: pgettext_lazy("link to a chart", "Over"),
    WITHDRAWN: pgettext_lazy("link to a chart", "Withdrawn"),
}
CHART_TONES: dict[str, str] = {WAITING: "due", OPEN: "info", ENDED: "calm", WITHDRAWN: "calm"}
DAYS: dict[int, object] = {7: _("7 days"), 30: _("30 days"), 90: _("90 days")}
