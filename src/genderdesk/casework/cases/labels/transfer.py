"""Words for cases that go to another desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import TransferReason, TransferRefusal
from genderdesk.groundwork.platform.words import WordTable

TRANSFER_REASONS: WordTable = {
    TransferReason.MOVED: _("She or he moved away"),
    TransferReason.SURVIVOR_ASKED: _("She or he asked for it"),
    TransferReason.OTHER_FORCE: _("It concerns the other force"),
    TransferReason.CONFLICT: _("Somebody here is involved or knows somebody in it"),
    TransferReason.NEARER: _("The other desk is nearer to her or him"),
    TransferReason.OTHER: pgettext_lazy("why a case goes to another desk", "Another reason"),
}

TRANSFER_REFUSALS: WordTable = {
    TransferRefusal.NO_CAPACITY: _("We have no capacity now"),
    TransferRefusal.NOT_COMPETENT: _("This desk is not competent for it"),
    TransferRefusal.CONFLICT: _("Somebody here is involved or knows somebody in it"),
    TransferRefusal.UNSAFE: _("It would not be safe for her or him here"),
    TransferRefusal.OTHER: pgettext_lazy("why a desk does not take a case", "Another reason"),
}

TRANSFER_STATES: WordTable = {
    "offered": pgettext_lazy("transfer status", "Not answered"),
    "taken": pgettext_lazy("transfer status", "Taken"),
    "refused": pgettext_lazy("transfer status", "Not taken"),
    "withdrawn": pgettext_lazy("transfer status", "Taken back"),
    "stopped": pgettext_lazy("transfer status", "Stopped: nothing allows it any more"),
}

TRANSFER_TONES: dict[str, str] = {
    "offered": "due",
    "taken": "good",
    "refused": "overdue",
    "withdrawn": "calm",
    "stopped": "overdue",
}
