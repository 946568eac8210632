"""Words of the feedback form: gentle, short, about the help and never about what happened."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.vocabulary import Item, Overall, Said
from genderdesk.groundwork.platform.words import WordTable

FEEDBACK_ITEMS: WordTable = {
    Item.HOURS: _("Could you come or call at hours that suited you?"),
    Item.COMFORT: _("Did you feel at ease with the person who helped you?"),
    Item.SAME_WORKER: _("Was it the same person each time?"),
    Item.SUPPORT_PERSON: _("Could you bring somebody you trust?"),
    Item.OPTIONS: _("Were you told what you could choose from?"),
    Item.DECIDED: _("Did you decide yourself what was done?"),
    Item.REFERRED: _("Were you shown the way to other help that you needed?"),
    Item.DISCREET: _("Could you come without others noticing why?"),
    Item.CONFIDENTIAL: _("Was what you told kept between you?"),
    Item.PRIVATE_ROOM: _("Did you talk in a room where nobody else could hear?"),
    Item.FRIENDLY: _("Were people friendly to you?"),
    Item.NOT_JUDGED: _("Were you listened to without being judged?"),
    Item.ANSWERED: _("Were your questions answered?"),
    Item.LANGUAGE: _("Did they speak in a way that you understood?"),
    Item.TIME: _("Was there enough time for you?"),
    Item.HELPED: _("Did it help with what you came for?"),
}

FEEDBACK_OVERALL: WordTable = {
    Overall.FELT_BETTER: _("Did you feel better afterwards?"),
    Overall.RECOMMEND: _("Would you tell a friend to come here?"),
}

SAID: WordTable = {
    Said.YES: _("Yes"),
    Said.NO: _("No"),
    Said.NOT_APPLICABLE: _("Does not apply"),
}
