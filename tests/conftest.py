"""What every test stands on: a scratch data folder, Django set up in it, cheap passwords, the served demonstration.

``DATABASE_URL`` chooses the database, as it does for an installation; ``tools/run_tests.py`` runs both.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import django
import hypothesis
import pytest

# The first process of a run makes the folder and its workers, which inherit the name, each take a room in it. This
# stands before anything imports the settings, which make the data folder when they are read.
_FIRST = "PYTEST_XDIST_WORKER" not in os.environ
if _FIRST:
    os.environ["GENDERDESK_TESTS"] = tempfile.mkdtemp(prefix="genderdesk-tests-")
SCRATCH = Path(os.environ["GENDERDESK_TESTS"])
os.environ["GENDERDESK_HOME"] = str(SCRATCH / os.environ.get("PYTEST_XDIST_WORKER", "alone"))
os.environ["DJANGO_SETTINGS_MODULE"] = "genderdesk.config.settings"
os.environ.pop("GENDERDESK_DEBUG", None)

django.setup()

from genderdesk.groundwork.protection.tree.log import make_signing_key  # noqa: E402  # needs the settings
from genderdesk.groundwork.protection.vault.keyring import make_root_key  # noqa: E402  # needs the settings

make_root_key()
make_signing_key()

# A property is true or false, however busy the machine: no time limits in tests.
# CI asks the same examples each time, so that a change is judged and not the day's luck; at home others are tried.
hypothesis.settings.register_profile("house", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("house")

pytest_plugins = ["tests.serving", "tests.browsers", "tests.world", "tests.files"]

_HERE = Path(__file__).parent
# Left out of ``make quick``, which aims at a minute: what asks many pages, draws, tries many examples, counts years.
_LONGER = frozenset(
    {
        "accounts/test_acts.py",
        "accounts/test_kept_accounts.py",
        "accounts/test_passkeys_open.py",
        "api/test_api.py",
        "architecture/test_budgets.py",
        "attacks/test_conflicted_watchers.py",
        "attacks/test_insiders.py",
        "attacks/test_outlets.py",
        "attacks/test_sign_in.py",
        "care/test_counselling.py",
        "care/test_fhir.py",
        "care/test_links.py",
        "care/test_pages.py",
        "care/test_whole_referral.py",
        "cases/test_case_files.py",
        "cases/test_importers.py",
        "cases/test_joins.py",
        "cases/test_pages.py",
        "cases/test_risk_pages.py",
        "cases/test_risk_rules.py",
        "cases/test_transfers.py",
        "cli/test_token.py",
        "foundation/test_names.py",
        "guidance/test_pages.py",
        "hotline/test_console.py",
        "hotline/test_safe_contact.py",
        "hotline/test_texts.py",
        "hotline/test_ussd.py",
        "institution/test_country_files.py",
        "institution/test_coverage.py",
        "institution/test_pages.py",
        "intake/test_pages.py",
        "languages/test_catalogues.py",
        "languages/test_sentences_in_code.py",
        "languages/test_survivors_words.py",
        "outreach/test_photos.py",
        "oversight/test_cells.py",
        "oversight/test_keeping.py",
        "oversight/test_pages.py",
        "places/test_outlines.py",
        "platform/test_charts.py",
        "platform/test_print.py",
        "protection/test_keys_erased.py",
        "protection/test_passkey_wraps.py",
        "protection/test_reindex.py",
        "protection/test_token_root.py",
        "response/test_pages.py",
        "response/test_ranking.py",
        "results/test_exporters.py",
        "statistics/test_accuracy.py",
        "statistics/test_counted_by_hand.py",
        "statistics/test_disclosure.py",
        "statistics/test_explore_attack.py",
        "statistics/test_explore_page.py",
        "statistics/test_gbvims.py",
        "statistics/test_recorder_file.py",
        "statistics/test_rollup.py",
        "statistics/test_shared_charts.py",
        "training/test_files.py",
        "training/test_pages.py",
    }
)
_MANY_FILES = 40


def pytest_configure(config: pytest.Config) -> None:
    """A password costs 100 ms by design, a number's digest 24 ms; tests have no time for them."""
    from django.conf import settings
    from django.db import connections

    from genderdesk.groundwork.protection.vault import indexes, personal
    from tests.migrated import keep_migrated

    if connections.settings["default"]["ENGINE"].endswith("sqlite"):
        # pytest-xdist would name a file after the process; each has its own memory anyway.
        connections.settings["default"]["TEST"]["NAME"] = ":memory:"
    keep_migrated()
    # The served demonstration collects its static files as an installation does; a test client needs none.
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    personal.cost = personal.Cost(memory_kib=64, passes=1)
    indexes.FULL_COST = indexes.Cost(8, 1)
    settings.PASSWORD_HASHERS = ["tests.cheap_passwords.CheapArgon2Hasher", *settings.PASSWORD_HASHERS]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, says nothing of a database, or takes longer; browsers come last, so that faults show
    soon."""
    from tests.databases import once

    for item in items:
        name = item.path.relative_to(_HERE).as_posix() if item.path.is_relative_to(_HERE) else ""
        folder = name.partition("/")[0]
        if name in _LONGER:
            item.add_marker("slow")
        if folder == "journeys":
            item.add_marker("journey")
        if name and once(item, name):
            item.add_marker("one_database")
    items.sort(key=lambda item: item.get_closest_marker("journey") is not None)


def pytest_collection_finish() -> None:
    """What is loaded by now stays for the whole run; looking for garbage in it again and again took a fifth of it."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Of a run of many files, where its time went, so that whoever adds tests sees what they cost."""
    spent: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for each in reports:
            if isinstance(each, pytest.TestReport):
                spent[each.nodeid.partition("::")[0]] += each.duration
    if len(spent) > _MANY_FILES:
        terminalreporter.section(f"seconds by file, of {sum(spent.values()):.0f} in all")
        for name, seconds in spent.most_common(_MANY_FILES):
            terminalreporter.write_line(f"{seconds:7.1f} {name}")


def pytest_unconfigure(config: pytest.Config) -> None:
    """The first process clears away when all workers have ended."""
    if _FIRST:
        from tests.serving import drop_databases

        drop_databases(SCRATCH)
        shutil.rmtree(SCRATCH, ignore_errors=True)


@pytest.fixture(scope="session")
def scratch() -> Path:
    """The run's folder, the same for all its processes."""
    return SCRATCH


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """On PostgreSQL every process's database begins as a copy of one that was migrated once."""
    if os.environ.get("DATABASE_URL"):
        from django.db import connection

        from tests.serving import migrated_template, name_of

        connection.settings_dict["TEST"]["TEMPLATE"] = name_of(migrated_template())


@pytest.fixture(autouse=True, scope="session")
def _contexts_are_not_kept(django_test_environment: None) -> None:
    """Django's tests keep a copy of every template's context. Few look at one, and it costs a tenth."""
    from django.template.base import Template
    from django.test.utils import _TestState

    Template._render = _TestState.saved_data.template_render


@pytest.fixture
def keeps_contexts(monkeypatch: pytest.MonkeyPatch) -> None:
    """For a test that does look at one."""
    from django.template.base import Template
    from django.test.utils import instrumented_test_render

    monkeypatch.setattr(Template, "_render", instrumented_test_render)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test begins in English, whatever language the one before it chose."""
    from django.utils import translation

    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _no_keys_of_earlier_tests() -> None:
    """A process keeps keys and stamps that it has read; every test has a database of its own."""
    from genderdesk.groundwork.platform import editions
    from genderdesk.groundwork.protection.vault import deskkeys, filekeys

    editions.let_go()
    deskkeys.forget()
    filekeys.forget()
