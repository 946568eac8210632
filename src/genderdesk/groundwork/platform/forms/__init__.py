"""Forms as the desk shows them: one renderer, a few fields, and the number that makes a submission safe to repeat.

Markup follows the GOV.UK Design System's patterns (label, hint, error, fieldset, error summary); the look is ours.
"""

from genderdesk.groundwork.platform.forms.answers import ANSWER_LABELS, AnswerField
from genderdesk.groundwork.platform.forms.base import DeskBoundField, DeskForm, DeskRenderer, FilterForm
from genderdesk.groundwork.platform.forms.carried import query_of
from genderdesk.groundwork.platform.forms.choices import Checkboxes, ChoiceRadios, ChoiceSelect, RecordSelect
from genderdesk.groundwork.platform.forms.moments import (
    PRECISION_LABELS,
    DayField,
    HourField,
    MomentField,
    MomentWidget,
    moment_in_words,
)
from genderdesk.groundwork.platform.forms.texts import PhoneField, TextField

__all__ = [
    "ANSWER_LABELS",
    "PRECISION_LABELS",
    "AnswerField",
    "Checkboxes",
    "ChoiceRadios",
    "ChoiceSelect",
    "DayField",
    "DeskBoundField",
    "DeskForm",
    "DeskRenderer",
    "FilterForm",
    "HourField",
    "MomentField",
    "MomentWidget",
    "PhoneField",
    "RecordSelect",
    "TextField",
    "moment_in_words",
    "query_of",
]
