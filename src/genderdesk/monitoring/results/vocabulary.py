"""Verdicts, quantifiers, levels of results, units, warnings.

Levels are those of results-based management (programme.md 2); quantifiers and warnings those of programme.md 7.
"""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves


class Verdict(StrEnum):
    """What the records say of a claim. Nothing that a claim needs being kept is not the same as its contrary."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_SUPPORTED = "not_supported"


class Quantifier(StrEnum):
    """What a claim says of its number; each is computed, none is typed."""

    EXISTS = "exists"
    EXACTLY = "exactly"
    AT_LEAST = "at_least"
    ALL = "all"
    CLOSE_TO = "close_to"
    OUT_OF = "out_of"
    IN_YEAR = "in_year"
    INCREASED = "increased"


class Section(StrEnum):
    """Where on the page a claim stands."""

    CONTEXT = "context"
    RESULT = "result"


class Level(StrEnum):
    """How far from what the desk does itself a result lies; the page keeps them apart."""

    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"


class Unit(StrEnum):
    """What a number counts. Numbers of two units are never added."""

    PERSONS = "persons"
    COMPLETIONS = "completions"
    AUDIENCE = "audience"
    ITEMS = "items"
    PLACES = "places"
    POSTS = "posts"
    ORGANISATIONS = "organisations"
    AGREEMENTS = "agreements"
    TOPICS = "topics"
    REPORTS = "reports"
    SERVICES = "services"
    RETURNS = "returns"
    HOURS = "hours"
    RECORDS = "records"
    YEAR = "year"
    PER_CENT = "per_cent"


class Method(StrEnum):
    """By which rule something is counted; a page prints it beside each number."""

    COMPLETIONS = "completions"
    PERSONS = "persons"
    ATTENDANCES = "attendances"
    CATEGORIES = "categories"
    REGIONS = "regions"
    HELD_IN = "held_in"
    TOPICS = "topics"
    GUIDELINE_TAUGHT = "guideline_taught"
    DATED_RECORD = "dated_record"
    OBJECTIVES = "objectives"
    PARTIES = "parties"
    IN_FORCE = "in_force"
    INSTRUMENTS = "instruments"
    FILLED_POSTS = "filled_posts"
    STATIONS_HELD = "stations_held"
    HOURS_COVERED = "hours_covered"
    ROOMS_PASSED = "rooms_passed"
    RELATIONS = "relations"
    RECEIVED = "received"
    PARTNERS_WORKING = "partners_working"
    JOINED_CAMPAIGNS = "joined_campaigns"
    AUDIENCE = "audience"
    CLUBS_FOUNDED = "clubs_founded"
    NETWORKS = "networks"
    MATERIAL_KINDS = "material_kinds"
    DEPLOYED = "deployed"
    REGISTER = "register"
    WITHOUT_POLICE = "without_police"
    TIME_TO_SCENE = "time_to_scene"
    RETURNS = "returns"
    SOURCES = "sources"


class Direction(StrEnum):
    """Whether more of it is better."""

    UP = "up"
    DOWN = "down"


class Warned(StrEnum):
    """What a reader must know beside a number; each but the last five comes with how many."""

    DID_NOT_COME = "did_not_come"
    TOO_FEW_SESSIONS = "too_few_sessions"
    NOT_TESTED = "not_tested"
    SEX_NOT_RECORDED = "sex_not_recorded"
    IN_MORE_THAN_ONE = "in_more_than_one"
    ALSO_IN = "also_in"
    AFTER_AS_OF = "after_as_of"
    CANCELLED = "cancelled"
    SESSIONS_CALLED_OFF = "sessions_called_off"
    SHEETS_TWICE = "sheets_twice"
    SPELLINGS_OPEN = "spellings_open"
    NOT_CLOSED = "not_closed"
    LEFT_POST_BEFORE = "left_post_before"
    VACANT = "vacant"
    BEGINS_LATER = "begins_later"
    EXPIRED = "expired"
    RENAMED = "renamed"
    REDRAWN = "redrawn"
    NOT_WORKING = "not_working"
    MISSING_RETURNS = "missing_returns"
    LATE_RETURNS = "late_returns"
    BY_COUNTING_METHOD = "by_counting_method"
    COUNTED_BY_HEAD = "counted_by_head"
    PARTS_OVERLAP = "parts_overlap"
    PARTS_DO_NOT_ADD_UP = "parts_do_not_add_up"
    NO_RESULT_RECORDED = "no_result_recorded"
    UNLIKE_PERIODS = "unlike_periods"
    UNLIKE_SOURCES = "unlike_sources"
    CHANGED_DEFINITION = "changed_definition"
    BEGUN_LATER = "begun_later"
    NO_BASE = "no_base"
    OUTPUT_ONLY = "output_only"
    IMPORTED = "imported"
    CONTRIBUTION = "contribution"
    KEPT_BACK = "kept_back"


# A warning whose number is one part of a dimension: where that is kept back, so is the number.
PART_OF: dict[str, str] = {Warned.SEX_NOT_RECORDED: "sex"}

# "close to N" says that it is not reached and less than a twentieth is missing (programme.md 7.1, C23).
CLOSE_SHARE = 0.95
# Returns that came of those due, below which two periods of a series are not compared.
COMPLETE_SHARE = 0.9

FROZEN, RELEASED, CORRECTED = "frozen", "released", "corrected"
FROZEN_PAGE = StateTable(
    "page of results",
    FROZEN,
    (
        Move(FROZEN, RELEASED, "results.release"),
        # The one before stands as it was, and says that there is another.
        *moves("results.correct", (FROZEN, RELEASED), CORRECTED),
    ),
)
