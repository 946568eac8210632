"""Words for cases that change hands."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import NotTaken
from genderdesk.groundwork.platform.words import WordTable

NOT_TAKEN: WordTable = {
    NotTaken.TOO_MANY: _("I have too many cases"),
    NotTaken.KNOWS_SOMEBODY: _("I know somebody in it"),
    NotTaken.ON_LEAVE: _("I am on leave or leaving"),
    NotTaken.OTHER: pgettext_lazy("why a case is not taken over", "Another reason"),
}
