"""Which tests are asked on SQLite alone, and why; everything else is asked on PostgreSQL again.

On both are acts and what they refuse, constraints, locks and processes at once, searches, figures, statements of our
own, keys and the ledger, migrations, backups, exports and the main journeys. PostgreSQL's own wall stands there alone.
Every address is opened there by every role (``attacks/test_every_door.py``), and every page with the records of a
played demonstration (``journeys/test_pages.py``), so that no page has a statement that only SQLite understands.

A single test says it with ``@pytest.mark.one_database`` and a comment.
"""

from __future__ import annotations

import pytest

# What these say follows from files alone.
_WITHOUT_DATABASE = ("architecture", "foundation")
# Elsewhere a test that asks for no database has none; in these folders it may start a process that has.
_START_PROCESSES = ("attacks", "cli", "institution", "journeys", "platform", "protection")
_ASKS_A_DATABASE = {"db", "transactional_db", "django_db_setup", "demonstration", "world"}

ON_SQLITE_ALONE = {
    "what a form answers and a page says: acts and queries are asked on both, and each page is opened there": (
        "accounts/test_pages.py",
        "care/test_pages.py",
        "cases/test_pages.py",
        "cases/test_risk_pages.py",
        "guidance/test_pages.py",
        "hotline/test_console.py",
        "hotline/test_ussd.py",
        "institution/test_pages.py",
        "intake/test_circle_pages.py",
        "intake/test_pages.py",
        "oversight/test_pages.py",
        "response/test_pages.py",
        "training/test_pages.py",
        "web/test_frame.py",
        "web/test_way_back.py",
    ),
    "sheets, drawings and files of a country are made and read in this process": (
        "cases/test_prints.py",
        "institution/test_country_files.py",
        "paper/test_forms.py",
        "places/test_outlines.py",
        "platform/test_charts.py",
    ),
    "who may is worked out in this process from the actor and the record; the wall's own tests ask PostgreSQL": (
        "attacks/test_matrix.py",
    ),
}
# Of these files, what a browser does by itself is the same on both; the main way through is gone there too.
MAIN_JOURNEYS = {
    "journeys/test_case_work.py": ("test_a_walk_in_reaches_the_clinic_and_the_desk_hears_of_it",),
    "journeys/test_hotline.py": (
        "test_a_call_rings_is_answered_and_help_is_sent_without_a_reload",
        "test_texts_go_both_ways_and_appear_by_themselves",
        "test_of_two_operators_one_gets_the_call_and_the_other_a_sentence",
        "test_a_double_click_makes_one_report",
    ),
    "journeys/test_response.py": ("test_a_unit_goes_and_both_pages_follow_by_themselves",),
}
_ALONE = {name for names in ON_SQLITE_ALONE.values() for name in names}


def once(item: pytest.Item, name: str) -> bool:
    """Whether PostgreSQL has nothing to add to a test of the file of this name, below ``tests``."""
    folder = name.partition("/")[0]
    if folder in _WITHOUT_DATABASE or name in _ALONE:
        return True
    if name in MAIN_JOURNEYS:
        return getattr(item, "originalname", item.name) not in MAIN_JOURNEYS[name]
    asks = item.get_closest_marker("django_db") or _ASKS_A_DATABASE & set(getattr(item, "fixturenames", ()))
    return folder not in _START_PROCESSES and not asks
