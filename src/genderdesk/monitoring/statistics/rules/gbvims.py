"""The 24 GBVIMS statistics as data (cases.md 1.4): what each counts, of which incidents, in which rows.

An incident is counted where the survivor said yes to it, it is gender-based and classified, and no other GBVIMS
organisation counts it already (cases.md 0.10). Not given and declined are one row, ``unknown``: never a yes, never a
no, never the fastest group.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from genderdesk.casework.care.vocabulary import Recorded, Service
from genderdesk.casework.cases.vocabulary import (
    CaseContext,
    ChildStatus,
    DelayBucket,
    DeskService,
    Disability,
    Displacement,
    DisplacementStage,
    GbvType,
    Marital,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PlaceType,
    ReferredFrom,
    Relationship,
    ReportedElsewhere,
    Sex,
    TimeOfDay,
)
from genderdesk.monitoring.statistics.vocabulary import UNKNOWN

NO_CONSENT, NON_GBV, UNCLASSIFIED, ELSEWHERE = "no_consent", "non_gbv", "unclassified", "elsewhere"
COUNTED = "counted"
REASONS = (NO_CONSENT, NON_GBV, UNCLASSIFIED, ELSEWHERE)
REVERSED = "reversed"
YES, NO = "yes", "no"
TRI = (YES, NO, UNKNOWN)
AT_REPORT = "_at_report"

# What the desk itself did, as one of the services that GBVIMS counts; the others have no row there and count as other.
DESK_SERVICES: Mapping[str, str] = {
    DeskService.EMOTIONAL_SUPPORT: Service.PSYCHOSOCIAL,
    DeskService.RIGHTS_EXPLAINED: Service.LEGAL,
}


@dataclass(frozen=True, slots=True)
class Referred:
    """One referral, or a service recorded otherwise: which one, what is recorded of it, and whether it was given."""

    service: str
    recorded: str
    given: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """One incident as it is counted: its fact's dimensions, who sent the survivor, and the services."""

    dimensions: Mapping[str, str] = field(default_factory=dict)
    referred_from: str = UNKNOWN
    referrals: tuple[Referred, ...] = ()

    def get(self, name: str) -> str:
        """A dimension; what was not given or declined is unknown."""
        value = self.dimensions.get(name) or UNKNOWN
        return UNKNOWN if value == "declined" else value


def left_out(incident: Incident) -> str:
    """Why an incident is not counted, the first reason that holds; empty where it is."""
    if incident.get("statistics_consent") != YES:
        return NO_CONSENT
    gbv_type = incident.get("gbv_type")
    if gbv_type == GbvType.NON_GBV:
        return NON_GBV
    if gbv_type in (GbvType.UNCLASSIFIED, UNKNOWN):
        return UNCLASSIFIED
    return ELSEWHERE if incident.get("reported_elsewhere") == ReportedElsewhere.GBVIMS else ""


# In which row an incident is, or in which cells (row, column).
RowOf = Callable[[Incident], str]
CellsOf = Callable[[Incident], Iterable[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Statistic:
    """One of the 24.

    With ``row`` each incident is in exactly one row; with ``cells`` each row is a list of its own over ``columns``.
    ``sums`` are rows added up from others, ``only_sums`` shows nothing else. ``among`` names the incidents that are
    the denominator: all, those of rape, or those of rape with a health service. ``figured`` says that the figures' page
    has the same rows over more cases.
    """

    key: str
    section: str
    rows: tuple[str, ...]
    row: RowOf | None = None
    cells: CellsOf | None = None
    columns: tuple[str, ...] = ()
    sums: tuple[tuple[str, tuple[str, ...]], ...] = ()
    only_sums: bool = False
    among: str = "all"
    figured: bool = False


def _named(*names: str) -> tuple[str, ...]:
    """A list's codes with one row for what is not known."""
    return (*(str(name) for name in names if name not in (UNKNOWN, "declined")), UNKNOWN)


def _by(dimension: str) -> RowOf:
    return lambda incident: incident.get(dimension)


_AGE_ROWS = {"0-9": "0-11", "10-11": "0-11", "12-17": "12-17", "18-19": "18-49", "20-49": "18-49", "50+": "50+"}
TEENS = ("10-11", "12-17", "18-19")


def _age(incident: Incident) -> str:
    return _AGE_ROWS.get(incident.get("age_group"), UNKNOWN)


def _delay(incident: Incident) -> str:
    return REVERSED if incident.get("dates") == REVERSED else incident.get("delay")


def _vulnerable(incident: Incident) -> Iterable[tuple[str, str]]:
    difficulty = incident.get("disability")
    # Washington Group: from "a lot of difficulty" on in one of six functions.
    severe = (Disability.A_LOT, Disability.CANNOT_DO)
    yield "disability", UNKNOWN if difficulty == UNKNOWN else YES if difficulty in severe else NO
    status = incident.get("child_status")
    for each in (ChildStatus.UNACCOMPANIED, ChildStatus.SEPARATED, ChildStatus.OTHER_VULNERABLE):
        yield str(each), UNKNOWN if status == UNKNOWN else YES if status == each else NO


_AGED = (CaseContext.CHILD_SEXUAL_ABUSE, CaseContext.EARLY_MARRIAGE)


def _contexts(incident: Incident) -> Iterable[tuple[str, str]]:
    for dimension, suffix, names in (("contexts", "", tuple(CaseContext)), ("contexts_at_report", AT_REPORT, _AGED)):
        known = dict(each.split(":") for each in incident.dimensions.get(dimension, "").split())
        for name in names:
            yield f"{name}{suffix}", known.get(name, UNKNOWN)


def _given(incident: Incident) -> Iterable[tuple[str, str]]:
    given = {each.service for each in incident.referrals if each.given}
    for service in Service:
        yield str(service), YES if service in given else NO


def _recorded(incident: Incident) -> Iterable[tuple[str, str]]:
    for each in incident.referrals:
        yield each.service, each.recorded


GENERAL, SURVIVOR, INCIDENT, PERPETRATOR, REFERRAL = "general", "survivor", "incident", "perpetrator", "referral"
_SEXUAL = (GbvType.RAPE.value, GbvType.SEXUAL_ASSAULT.value)
_TYPES = tuple(each.value for each in GbvType if each not in (GbvType.NON_GBV, GbvType.UNCLASSIFIED))
_NOT_SEXUAL = tuple(each for each in _TYPES if each not in _SEXUAL)
_SOURCES = _named(*ReferredFrom)
_DELAYS = (*_named(*DelayBucket)[:-1], REVERSED, UNKNOWN)
_SERVICES = tuple(str(service) for service in Service)
_COLUMNS = tuple(str(each) for each in Recorded if each is not Recorded.NOT_APPLICABLE)

STATISTICS: tuple[Statistic, ...] = (
    Statistic("new_incidents", GENERAL, ("incidents",), lambda _incident: "incidents"),
    Statistic("previous_gbv", GENERAL, TRI, _by("previous_gbv")),
    Statistic("sex", SURVIVOR, _named(*Sex), _by("sex"), figured=True),
    Statistic(
        "age",
        SURVIVOR,
        ("0-11", "12-17", "18-49", "50+", UNKNOWN),
        _age,
        sums=(("17-", ("0-11", "12-17")), ("18+", ("18-49", "50+")), ("10-19", ())),
        figured=True,
    ),
    Statistic("marital", SURVIVOR, _named(*Marital), _by("marital")),
    Statistic("displacement", SURVIVOR, _named(*Displacement), _by("displacement")),
    Statistic("displacement_stage", SURVIVOR, _named(*DisplacementStage), _by("displacement_stage")),
    Statistic(
        "vulnerable",
        SURVIVOR,
        ("disability", "unaccompanied", "separated", "other_vulnerable"),
        cells=_vulnerable,
        columns=TRI,
    ),
    Statistic(
        "sexual_violence",
        SURVIVOR,
        _TYPES,
        _by("gbv_type"),
        sums=((YES, _SEXUAL), (NO, _NOT_SEXUAL)),
        only_sums=True,
        figured=True,
    ),
    Statistic("type", INCIDENT, _TYPES, _by("gbv_type"), figured=True),
    Statistic("time_of_day", INCIDENT, _named(*TimeOfDay), _by("time_of_day")),
    Statistic(
        "contexts",
        INCIDENT,
        (*(str(each) for each in CaseContext), *(f"{each}{AT_REPORT}" for each in _AGED)),
        cells=_contexts,
        columns=TRI,
    ),
    Statistic("delay", INCIDENT, _DELAYS, _delay, figured=True),
    Statistic("delay_rape", INCIDENT, _DELAYS, _delay, among="rape"),
    Statistic("delay_rape_health", INCIDENT, _DELAYS, _delay, among="rape_health"),
    Statistic("place_type", INCIDENT, _named(*PlaceType), _by("place_type")),
    Statistic("perpetrators", PERPETRATOR, _named(*PerpetratorNumber), _by("perpetrators")),
    Statistic("perpetrator_relationship", PERPETRATOR, _named(*Relationship), _by("perpetrator_relationship")),
    Statistic("perpetrator_age", PERPETRATOR, _named(*PerpetratorAge), _by("perpetrator_age")),
    Statistic("perpetrator_occupation", PERPETRATOR, _named(*Occupation), _by("perpetrator_occupation")),
    Statistic(
        "first_contact",
        REFERRAL,
        _SOURCES,
        lambda incident: incident.referred_from,
        sums=(
            ("here", (ReferredFrom.SELF.value,)),
            ("sent_here", tuple(each for each in _SOURCES if each not in (ReferredFrom.SELF, UNKNOWN))),
            (UNKNOWN, (UNKNOWN,)),
        ),
        only_sums=True,
    ),
    Statistic("referred_from", REFERRAL, _SOURCES, lambda incident: incident.referred_from),
    Statistic("services_given", REFERRAL, _SERVICES, cells=_given, columns=(YES, NO)),
    Statistic("referrals", REFERRAL, _SERVICES, cells=_recorded, columns=_COLUMNS),
)
BY_KEY = {each.key: each for each in STATISTICS}


def is_among(statistic: Statistic, incident: Incident) -> bool:
    """Whether a counted incident belongs to the statistic's denominator."""
    if statistic.among == "all":
        return True
    if incident.get("gbv_type") != GbvType.RAPE:
        return False
    return statistic.among == "rape" or any(
        each.service == Service.HEALTH
        and (each.given or each.recorded in (Recorded.REFERRED, Recorded.YOUR_AGENCY, Recorded.ANOTHER_AGENCY))
        for each in incident.referrals
    )


def tally(statistic: Statistic, incidents: Iterable[Incident]) -> dict[tuple[str, str], int]:
    """How many of these incidents are in each cell (row, column); the column is empty where there are no columns.

    A code that the list does not have is counted as unknown where that is a row.
    """
    counts = {(row, column): 0 for row in statistic.rows for column in statistic.columns or ("",)}
    for incident in incidents:
        if statistic.row is not None:
            code = statistic.row(incident)
            counts[code if (code, "") in counts else UNKNOWN, ""] += 1
        elif statistic.cells is not None:
            for cell in statistic.cells(incident):
                counts[cell] += 1
    return counts


def teens(incidents: Iterable[Incident]) -> int:
    """Survivors of 10 to 19 years (GBVIMS adolescents), across the other groups."""
    return sum(incident.get("age_group") in TEENS for incident in incidents)
