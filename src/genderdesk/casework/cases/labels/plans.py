"""Words for the safety plan and the action plan, plain enough to be read together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.vocabulary import (
    DOING,
    DONE,
    DROPPED,
    PLANNED,
    CopyGiven,
    Need,
    PlanOwner,
    PlanPart,
    Progress,
)
from genderdesk.groundwork.platform.words import WordTable

PLAN_PARTS: WordTable = {
    PlanPart.CONCERNS: _("What are you most worried about?"),
    PlanPart.ECONOMIC: _("Money, work, papers: what do you have?"),
    PlanPart.RELATIONSHIPS: _("Who stands by you?"),
    PlanPart.COMMUNITY: _("Who near you can help: neighbours, leaders, groups?"),
    PlanPart.OTHER: _("What else gives you strength?"),
    PlanPart.AT_HOME: _("What makes it safer at home?"),
    PlanPart.DURING: _("What do you do when violence begins?"),
    PlanPart.LEAVING: _("How would you leave, and what would you take along?"),
    PlanPart.AFTER: _("What keeps you safe after leaving?"),
    PlanPart.CHILDREN: _("What do the children know and do?"),
    PlanPart.PHONE_ONLINE: _("What makes your phone and accounts safer?"),
    PlanPart.SAFE_PLACE: _("Where can you go?"),
}

PLAN_HINTS: WordTable = {
    PlanPart.AT_HOME: _("Which rooms have a way out; where nothing can be used as a weapon."),
    PlanPart.DURING: _("How to get out, whom to call, what to say."),
    PlanPart.LEAVING: _("Papers, keys, medicine, a little money; kept where it is not found."),
    PlanPart.PHONE_ONLINE: _("A code, location switched off, another person’s phone."),
}

COPIES: WordTable = {
    CopyGiven.NO_UNSAFE: _("No copy: it would not be safe"),
    CopyGiven.PAPER_HIDDEN: _("On paper, kept hidden"),
    CopyGiven.SMS: _("By SMS, in harmless words"),
    CopyGiven.VERBAL: _("Told and repeated, nothing written"),
}

NEEDS: WordTable = {
    Need.SAFETY: _("Safety"),
    Need.SHELTER: _("A place to stay"),
    Need.HEALTH: _("Health"),
    Need.PSYCHOSOCIAL: _("Comfort and counselling"),
    Need.LEGAL: _("Legal advice"),
    Need.JUSTICE: _("Police and court"),
    Need.LIVELIHOOD: _("Work and income"),
    Need.CHILD: _("The children"),
    Need.BASIC_NEEDS: _("Food, clothes, daily needs"),
    Need.OTHER: _("Something else"),
}

PLAN_OWNERS: WordTable = {
    PlanOwner.DESK: _("The desk"),
    PlanOwner.COUNSELLOR: _("The counsellor"),
    PlanOwner.INVESTIGATOR: _("The investigator"),
    PlanOwner.PROVIDER: _("A provider"),
    PlanOwner.SURVIVOR: _("She or he"),
    PlanOwner.SOMEBODY_TRUSTED: _("Somebody she or he trusts"),
}

PLAN_STATES: WordTable = {
    PLANNED: pgettext_lazy("plan item", "Planned"),
    DOING: pgettext_lazy("plan item", "Under way"),
    DONE: pgettext_lazy("plan item", "Done"),
    DROPPED: pgettext_lazy("plan item", "Dropped"),
}

PLAN_TONES: dict[str, str] = {PLANNED: "new", DOING: "info", DONE: "good", DROPPED: "calm"}

PROGRESS: WordTable = {
    Progress.NOT_APPLICABLE: _("Does not apply"),
    Progress.IN_PROGRESS: _("On the way"),
    Progress.MET: _("Reached"),
}
