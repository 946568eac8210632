"""Words for the ten steps of a plan."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.programme.guidance.vocabulary.plans import Step

STEPS: WordTable = {
    Step.SCAN: pgettext_lazy("step of a plan", "Look at how things stand"),
    Step.PRIORITIES: pgettext_lazy("step of a plan", "Choose what comes first"),
    Step.OBJECTIVES: pgettext_lazy("step of a plan", "Set objectives"),
    Step.ACTIVITIES: pgettext_lazy("step of a plan", "Plan activities"),
    Step.INDICATORS: pgettext_lazy("step of a plan", "Choose indicators"),
    Step.AUTHORISATION: pgettext_lazy("step of a plan", "Have it authorised"),
    Step.RESPONSIBILITIES: pgettext_lazy("step of a plan", "Say who does what"),
    Step.IMPLEMENT: pgettext_lazy("step of a plan", "Carry it out"),
    Step.MONITOR: pgettext_lazy("step of a plan", "Follow it and adjust"),
    Step.COMMUNICATE: pgettext_lazy("step of a plan", "Tell what came of it"),
}
STEP_HINTS: WordTable = {
    Step.SCAN: _("What the institution has, what is missing, what the self-assessment found."),
    Step.PRIORITIES: _("The few things that matter most, and why."),
    Step.OBJECTIVES: _("What will be different, and by when."),
    Step.ACTIVITIES: _("What is done for each objective; each as an action with its owner and its day."),
    Step.INDICATORS: _("By what it will be seen, and from where the numbers come."),
    Step.AUTHORISATION: _("An approved proposal of the decisions register; nothing else does this step."),
    Step.RESPONSIBILITIES: _("Which post answers for what, and with what budget."),
    Step.IMPLEMENT: _("What was done so far."),
    Step.MONITOR: _("What was found on the way, and what was changed."),
    Step.COMMUNICATE: _("Who was told, inside and outside, and how."),
}
