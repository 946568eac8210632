"""Words for the death block."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases.vocabulary import Fate, KillingGroup, Marker, Mechanism, Warned
from genderdesk.groundwork.platform.words import WordTable

_UNKNOWN, _DECLINED = _("Not known"), _("Prefer not to say")

KILLING_GROUPS: WordTable = {
    KillingGroup.PARTNER: _("A: killed by an intimate partner"),
    KillingGroup.FAMILY: _("B: killed by another family member"),
    KillingGroup.MARKED: _("C: killed by somebody else because of gender, by at least one marker"),
    KillingGroup.NONE: _("None of the three groups"),
    KillingGroup.UNKNOWN: _("Not known yet"),
}

MARKERS: WordTable = {
    Marker.EARLIER_VIOLENCE: _("Had the same person been violent or harassed her before?"),
    Marker.EXPLOITED: _("Was she trafficked, forced to work or held as a slave?"),
    Marker.HELD: _("Had she been abducted or locked up?"),
    Marker.SEX_INDUSTRY: _("Did she work in the sex industry?"),
    Marker.SEXUAL_VIOLENCE: _("Was there sexual violence before or after?"),
    Marker.MUTILATED: _("Was her body mutilated?"),
    Marker.PUBLIC_PLACE: _("Was her body left in a public place?"),
    Marker.HATE: _("Was it out of hatred of women?"),
}

MECHANISMS: WordTable = {
    Mechanism.FIREARM: _("Firearm"),
    Mechanism.BLADE: _("Blade"),
    Mechanism.BLUNT: _("Blunt object"),
    Mechanism.BEATING: _("Beating or kicking"),
    Mechanism.STRANGULATION: _("Strangling or choking"),
    Mechanism.POISON: _("Poison"),
    Mechanism.FIRE_OR_ACID: _("Fire or acid"),
    Mechanism.DROWNING: _("Drowning"),
    Mechanism.FALL: _("A fall"),
    Mechanism.OTHER: _("In another way"),
    Mechanism.UNKNOWN: _UNKNOWN,
    Mechanism.DECLINED: _DECLINED,
}

FATES: WordTable = {
    Fate.AT_LARGE: _("Not found yet"),
    Fate.ARRESTED: _("Arrested"),
    Fate.SUICIDE: _("Took her or his own life"),
    Fate.SUICIDE_TRIED: _("Tried to take her or his own life"),
    Fate.KILLED: _("Was killed"),
    Fate.DIED: _("Died otherwise"),
    Fate.UNKNOWN: _UNKNOWN,
    Fate.DECLINED: _DECLINED,
}

WARNED: WordTable = {
    Warned.HIGH_OR_EXTREME: _("High or extreme before"),
    Warned.LOW_OR_MEDIUM: _("Low or medium before"),
    Warned.NOT_ASSESSED: _("Not assessed before"),
    Warned.NOT_MEANT: _("Nobody meant to kill"),
}
