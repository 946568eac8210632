"""Words for rank bands and kinds of roles."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.guidance.vocabulary.strength import FlowKind, RankBand, RoleKind

RANK_BANDS: WordTable = {
    RankBand.SENIOR: _("Senior officers"),
    RankBand.JUNIOR: _("Junior officers"),
    RankBand.OTHER_RANKS: _("Other ranks"),
    RankBand.CIVILIAN: _("Civilian staff"),
}
ROLE_KINDS: WordTable = {
    RoleKind.OPERATIONAL: pgettext_lazy("kind of role", "Operational"),
    RoleKind.COMMAND: pgettext_lazy("kind of role", "Command"),
    RoleKind.ADMINISTRATIVE: pgettext_lazy("kind of role", "Administrative"),
    RoleKind.DESK: pgettext_lazy("kind of role", "Gender desk"),
    RoleKind.PEACEKEEPING: pgettext_lazy("kind of role", "Peacekeeping"),
}
FLOW_KINDS: WordTable = {
    FlowKind.RECRUITED: pgettext_lazy("officers", "Recruited"),
    FlowKind.PROMOTED: pgettext_lazy("officers", "Promoted"),
    FlowKind.LEFT: pgettext_lazy("officers", "Left"),
}
