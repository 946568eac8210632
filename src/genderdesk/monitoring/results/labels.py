"""Words for the coded values of results."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.groundwork.platform.words import WordTable
from genderdesk.monitoring.results.vocabulary import (
    CORRECTED,
    FROZEN,
    RELEASED,
    Direction,
    Level,
    Method,
    Quantifier,
    Section,
    Unit,
    Verdict,
    Warned,
)
from genderdesk.organisation.institution.labels import ROOM_KIND_LABELS
from genderdesk.programme.outreach.labels import CLUB_KINDS, MATERIAL_KINDS
from genderdesk.programme.outreach.labels import METHODS as AUDIENCE_METHODS
from genderdesk.programme.training.labels import CATEGORIES, SEXES

VERDICTS: WordTable = {
    Verdict.SUPPORTED: pgettext_lazy("claim", "Supported by records"),
    Verdict.CONTRADICTED: pgettext_lazy("claim", "Contradicted by records"),
    Verdict.NOT_SUPPORTED: pgettext_lazy("claim", "Not supported by records"),
}
VERDICT_TONES: Mapping[str, str] = {
    Verdict.SUPPORTED: "done",
    Verdict.CONTRADICTED: "overdue",
    Verdict.NOT_SUPPORTED: "due",
}
PAGE_STATES: WordTable = {
    FROZEN: pgettext_lazy("page of results", "Frozen, not released"),
    RELEASED: pgettext_lazy("page of results", "Released"),
    CORRECTED: pgettext_lazy("page of results", "Corrected by a later page"),
}
PAGE_TONES: Mapping[str, str] = {FROZEN: "new", RELEASED: "done", CORRECTED: "due"}
SECTIONS: WordTable = {
    Section.CONTEXT: pgettext_lazy("part of a page", "What the desk is"),
    Section.RESULT: pgettext_lazy("part of a page", "What was reached"),
}
LEVELS: WordTable = {
    Level.ACTIVITY: pgettext_lazy("level of a result", "Activity"),
    Level.OUTPUT: pgettext_lazy("level of a result", "Output"),
    Level.OUTCOME: pgettext_lazy("level of a result", "Outcome"),
    Level.IMPACT: pgettext_lazy("level of a result", "Impact"),
}
DIRECTIONS: WordTable = {Direction.UP: _("More is better"), Direction.DOWN: _("Less is better")}
QUANTIFIERS: WordTable = {
    Quantifier.EXISTS: _("there is at least one"),
    Quantifier.EXACTLY: _("exactly so many"),
    Quantifier.AT_LEAST: _("at least so many"),
    Quantifier.ALL: _("all of them"),
    Quantifier.CLOSE_TO: _("close to so many: not reached, less than a twentieth missing"),
    Quantifier.OUT_OF: _("so many of so many"),
    Quantifier.IN_YEAR: _("in that year"),
    Quantifier.INCREASED: _("more than before"),
}
UNITS: WordTable = {
    Unit.PERSONS: pgettext_lazy("unit", "persons"),
    Unit.COMPLETIONS: pgettext_lazy("unit", "attendances completed"),
    Unit.AUDIENCE: pgettext_lazy("unit", "audience"),
    Unit.ITEMS: pgettext_lazy("unit", "things"),
    Unit.PLACES: pgettext_lazy("unit", "places"),
    Unit.POSTS: pgettext_lazy("unit", "posts"),
    Unit.ORGANISATIONS: pgettext_lazy("unit", "organisations"),
    Unit.AGREEMENTS: pgettext_lazy("unit", "agreements"),
    Unit.TOPICS: pgettext_lazy("unit", "topics"),
    Unit.REPORTS: pgettext_lazy("unit", "reports"),
    Unit.SERVICES: pgettext_lazy("unit", "services given"),
    Unit.RETURNS: pgettext_lazy("unit", "returns"),
    Unit.HOURS: pgettext_lazy("unit", "hours"),
    Unit.RECORDS: pgettext_lazy("unit", "records"),
    Unit.YEAR: pgettext_lazy("unit", "year"),
    Unit.PER_CENT: pgettext_lazy("unit", "per cent"),
}
METHODS: WordTable = {
    Method.COMPLETIONS: _(
        "Who met the rule of one training, once for each training; as what she or he was on the day."
    ),
    Method.PERSONS: _("Different persons who met the rule of at least one training; nobody who was counted by head."),
    Method.ATTENDANCES: _("Places taken: who met the rule, with people counted by head. It is no number of persons."),
    Method.CATEGORIES: _("Categories as on the day; one person may be in several."),
    Method.REGIONS: _("Provinces that participants came from on the day, out of those of the country."),
    Method.HELD_IN: _("Provinces in which trainings took place, out of those of the country."),
    Method.TOPICS: _("Named topics found in what was taught."),
    Method.GUIDELINE_TAUGHT: _("Versions that were in force on the first day of a training in which they were taught."),
    Method.DATED_RECORD: _("A record with a day not after the day of the page."),
    Method.OBJECTIVES: _("The text of the project."),
    Method.PARTIES: _("Roles that somebody holds in the project, under the names of the day."),
    Method.IN_FORCE: _("Signed, begun and not ended on the day."),
    Method.INSTRUMENTS: _("Instruments linked to the project."),
    Method.FILLED_POSTS: _("Posts with an appointment on the day, out of those that are open."),
    Method.STATIONS_HELD: _("Province and district stations where somebody holds the post of focal point on the day."),
    Method.HOURS_COVERED: _("Hours of a day with somebody on duty by the written hours; the fewest of seven days."),
    Method.ROOMS_PASSED: _("Kinds of rooms of which one is open on the day and passed its last check."),
    Method.RELATIONS: _("Relations between desks that hold on the day."),
    Method.RECEIVED: _("Things by their plate or serial number, each once, received by the day."),
    Method.PARTNERS_WORKING: _("Partners with an agreement in force, or with work done together on the day."),
    Method.JOINED_CAMPAIGNS: _("Partners that took part in a campaign or an activity by the day."),
    Method.AUDIENCE: _("Activities held by the day. Audiences stand beside them, for each way of counting apart."),
    Method.CLUBS_FOUNDED: _("Clubs founded at an activity of the desk and open on the day."),
    Method.NETWORKS: _("Networks formed by the day and open on it."),
    Method.MATERIAL_KINDS: _("Kinds of which copies were both printed and handed out by the day."),
    Method.DEPLOYED: _("Women in deployments that had begun by the day."),
    Method.REGISTER: _(
        "Reports of equal periods from one source whose returns are complete; else nothing is compared."
    ),
    Method.WITHOUT_POLICE: _("Reports answered in an hour in which nobody of the district’s police was on duty."),
    Method.TIME_TO_SCENE: _("Median minutes from a report to arrival, before and after."),
    Method.RETURNS: _("Monthly returns received by the day, out of those due; a month without reports is one too."),
    Method.SOURCES: _("Sources that are named for the project."),
}
CAUTIONS: WordTable = {
    Warned.DID_NOT_COME: _("Registered and did not come"),
    Warned.TOO_FEW_SESSIONS: _("Came to too few days"),
    Warned.NOT_TESTED: _("Below the mark, or a test is missing"),
    Warned.SEX_NOT_RECORDED: _("Sex not recorded"),
    Warned.IN_MORE_THAN_ONE: _("Persons who are counted more than once here"),
    Warned.ALSO_IN: _("Persons who are in another number of this page too"),
    Warned.AFTER_AS_OF: _("After the day of the page, not counted"),
    Warned.CANCELLED: _("Cancelled, not counted"),
    Warned.SESSIONS_CALLED_OFF: _("Days called off, nobody’s absence"),
    Warned.SHEETS_TWICE: _("Sheets that came twice, counted once"),
    Warned.SPELLINGS_OPEN: _("Names spelt in two ways that nobody has decided"),
    Warned.NOT_CLOSED: _("Lists that nobody has closed, not counted"),
    Warned.LEFT_POST_BEFORE: _("Had left the desk before that day, not counted"),
    Warned.VACANT: _("Without anybody on the day"),
    Warned.BEGINS_LATER: _("Begins after the day of the page, not counted"),
    Warned.EXPIRED: _("Had ended before the day"),
    Warned.RENAMED: _("Has another name since"),
    Warned.REDRAWN: _("In divisions that were merged since; counted in what they belong to now"),
    Warned.NOT_WORKING: _("Broken or lost when somebody last looked"),
    Warned.MISSING_RETURNS: _("Returns are missing"),
    Warned.LATE_RETURNS: _("Returns came late"),
    Warned.BY_COUNTING_METHOD: _("Ways of counting, never added to each other"),
    Warned.COUNTED_BY_HEAD: _("Counted by head, without a name"),
    Warned.PARTS_OVERLAP: _("One person may be in several parts, so that they add up to more"),
    Warned.PARTS_DO_NOT_ADD_UP: _("The parts miss the whole by"),
    Warned.NO_RESULT_RECORDED: _("No result recorded for this objective"),
    Warned.UNLIKE_PERIODS: _("Not compared: the periods are not equally long"),
    Warned.UNLIKE_SOURCES: _("Not compared: the numbers come from two sources"),
    Warned.CHANGED_DEFINITION: _("Not compared: the definition has changed"),
    Warned.BEGUN_LATER: _("Not compared: records begin within the earlier period"),
    Warned.NO_BASE: _("No percentage: there is nothing before to compare with"),
    Warned.OUTPUT_ONLY: _("Only what was given is recorded, not what it changed"),
    Warned.IMPORTED: _("Taken from elsewhere, not from our records"),
    Warned.CONTRIBUTION: _("A judgement with its author, no number"),
    Warned.KEPT_BACK: _("Small numbers of people are kept back"),
}
DIMENSIONS: WordTable = {
    "sex": pgettext_lazy("dimension", "By sex"),
    "category": pgettext_lazy("dimension", "By category at the time"),
    "region": pgettext_lazy("dimension", "By province they came from"),
    "province": pgettext_lazy("dimension", "By province it was held in"),
    "place": pgettext_lazy("dimension", "By district it was held in"),
    "method": pgettext_lazy("dimension", "Audience by way of counting"),
    "club": pgettext_lazy("dimension", "By kind of club"),
    "material": pgettext_lazy("dimension", "Copies handed out"),
    "setting": pgettext_lazy("dimension", "By where it stands"),
    "station": pgettext_lazy("dimension", "By kind of station"),
    "room": pgettext_lazy("dimension", "Rooms that passed"),
}
SETTINGS: WordTable = {
    "rural": pgettext_lazy("setting", "Rural"),
    "urban": pgettext_lazy("setting", "Urban"),
    "unknown": pgettext_lazy("setting", "Not recorded"),
}
STATIONS: WordTable = {
    "province": pgettext_lazy("station", "Province"),
    "district": pgettext_lazy("station", "District"),
    "station": pgettext_lazy("station", "Station"),
}
# The words of a part's code, where it is a word of ours; elsewhere its record has a name.
PARTS: Mapping[str, WordTable] = {
    "sex": SEXES,
    "category": CATEGORIES,
    "method": AUDIENCE_METHODS,
    "club": CLUB_KINDS,
    "material": MATERIAL_KINDS,
    "setting": SETTINGS,
    "station": STATIONS,
    "room": ROOM_KIND_LABELS,
}
