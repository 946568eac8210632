"""Labels for coded values, as every page of the hotline needs them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline import labels
from genderdesk.casework.hotline.models import Contact, TextMessage
from genderdesk.casework.hotline.rules.contacts import ANSWER_GOAL_SECONDS, ANSWER_LATE_SECONDS, TEXT_GOAL
from genderdesk.casework.hotline.vocabulary.contacts import NON_DATA, WITHOUT_REPORT, ContactKind
from genderdesk.casework.intake.labels import STATES as REPORT_STATES


def words() -> dict[str, Any]:
    """Labels for coded values, the buttons of one press, and the goals that clocks are shown by."""
    return {
        "kinds": labels.KINDS,
        "states": labels.STATES,
        "classifications": labels.CLASSIFICATIONS,
        "ended_by": labels.ENDED_BY,
        "text_states": labels.TEXT_STATES,
        "report_states": REPORT_STATES,
        "language_names": labels.LANGUAGES,
        "non_data": [(each.value, labels.CLASSIFICATIONS[each]) for each in NON_DATA],
        "without_report": [(each.value, labels.CLASSIFICATIONS[each]) for each in WITHOUT_REPORT],
        "take_over_reasons": labels.TAKE_OVER_REASONS,
        "number_reasons": labels.NUMBER_REASONS,
        "answer_goal": ANSWER_GOAL_SECONDS,
        "answer_late": ANSWER_LATE_SECONDS,
        "text_goal": int(TEXT_GOAL.total_seconds()),
    }


def own_page(found: Contact) -> str:
    """The name of the page on which an operator works on a contact."""
    return "hotline:thread" if found.kind == ContactKind.SMS else "hotline:contact"


def on_its_way(sent: TextMessage) -> str:
    """What the sender is told: that it goes now, or when it goes because of what she or he said."""
    if sent.waits_until is None:
        return _("The answer is on its way.")
    when = timezone.localtime(sent.waits_until).strftime("%d.%m. %H:%M")
    return _("It is kept and goes out on %(when)s, in the hours that she or he named.") % {"when": when}
