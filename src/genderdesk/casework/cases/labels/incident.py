"""Words for the incident: the seven questions, types, places, injuries."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.vocabulary import (
    GbvType,
    Injury,
    PlaceType,
)
from genderdesk.groundwork.platform.words import WordTable

GBV_TYPES: WordTable = {
    GbvType.RAPE: _("Rape"),
    GbvType.SEXUAL_ASSAULT: _("Sexual assault"),
    GbvType.PHYSICAL_ASSAULT: _("Physical assault"),
    GbvType.FORCED_MARRIAGE: _("Forced marriage"),
    GbvType.DENIAL: _("Denial of resources, opportunities or services"),
    GbvType.PSYCHOLOGICAL: _("Psychological or emotional abuse"),
    GbvType.NON_GBV: _("Not gender-based violence"),
    GbvType.UNCLASSIFIED: _("Not classified yet"),
}

QUESTIONS: WordTable = {
    "penetration": _("Was there penetration, however slight?"),
    "sexual_contact": _("Was there any other unwanted sexual contact?"),
    "physical_assault": _("Was there a physical assault?"),
    "forced_marriage": _("Was it an act of forced marriage?"),
    "denial": _("Was money, property, schooling or a service denied?"),
    "psychological": _("Was there psychological or emotional abuse?"),
    "gender_based": _("Was it violence because of a person's sex or gender?"),
}

QUESTION_HINTS: WordTable = {
    "penetration": _(
        "Of vagina, anus or mouth, with any part of the body or an object. An attempt belongs to question 2."
    ),
    "sexual_contact": _("Attempted rape, unwanted touching or kissing, and genital cutting."),
    "physical_assault": _("Hitting, kicking, choking, burning, a weapon: without any sexual act."),
    "forced_marriage": _("Also a marriage below the legal age."),
    "denial": _("Poverty alone is not denial: somebody must have refused or taken it."),
    "psychological": _("Threats, insults, humiliation, isolation, following, unwanted attention."),
    "gender_based": _("If yes here and no above, go through the six questions again."),
}

PLACE_TYPES: WordTable = {
    PlaceType.SURVIVORS_HOME: _("Her or his home"),
    PlaceType.SUSPECTS_HOME: _("The suspect's home"),
    PlaceType.FRIENDS_HOME: _("Another person's home"),
    PlaceType.SCHOOL: _("School"),
    PlaceType.WORKPLACE: _("Workplace"),
    PlaceType.ROAD: _("Road or path"),
    PlaceType.TRANSPORT: _("Bus, taxi or motorcycle"),
    PlaceType.MARKET: _("Market"),
    PlaceType.BUSH: _("Bush or forest"),
    PlaceType.FIELD: _("Field, garden or farm"),
    PlaceType.WATERSIDE: _("At the water"),
    PlaceType.LATRINE: _("Latrine"),
    PlaceType.ENTERTAINMENT: _("Bar or place of entertainment"),
    PlaceType.GUEST_HOUSE: _("Guest house or hotel"),
    PlaceType.UNFINISHED_HOUSE: _("Unfinished house"),
    PlaceType.CHURCH: _("Place of worship"),
    PlaceType.BARRACKS: _("Barracks or police post"),
    PlaceType.DETENTION: _("Detention"),
    PlaceType.ONLINE: _("Online or by phone"),
    PlaceType.OTHER: _("Another place"),
    PlaceType.UNKNOWN: _("Not known"),
    PlaceType.DECLINED: _("Prefer not to say"),
}

INJURIES: WordTable = {
    Injury.HEAD_INJURY: _("Head injury"),
    Injury.LOSS_OF_CONSCIOUSNESS: _("Lost consciousness, even for a moment"),
    Injury.BRUISES: _("Bruises"),
    Injury.CUTS: _("Cuts or wounds"),
    Injury.BURNS: _("Burns"),
    Injury.FRACTURE: _("Broken bone"),
    Injury.GENITAL_INJURY: _("Genital injury"),
    Injury.OTHER: _("Another injury"),
}
