"""Words for kinds of instruments."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.guidance.vocabulary.instruments import InstrumentKind

INSTRUMENT_KINDS: WordTable = {
    InstrumentKind.TREATY: _("Treaty"),
    InstrumentKind.PROTOCOL: _("Protocol"),
    InstrumentKind.RESOLUTION: _("Resolution"),
    InstrumentKind.DECLARATION: _("Declaration"),
    InstrumentKind.LAW: _("Law"),
    InstrumentKind.POLICY: _("Policy"),
    InstrumentKind.ORDER: pgettext_lazy("instrument", "Order"),
}
