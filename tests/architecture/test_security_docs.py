"""What is said of security is so: the numbers of the sign-in page, the list of ASVS, the tests that pages name."""

from __future__ import annotations

import ast
import csv
import re
from collections import Counter
from functools import cache

import pytest
from django.conf import settings

from genderdesk.organisation.accounts import vocabulary
from genderdesk.organisation.accounts.hashers import DeskArgon2Hasher, gate
from tests.architecture.source import ROOT

DOCS = ROOT / "docs"
# Requirements of ASVS 5.0.0 by chapter: level 1, level 2 (counted in the published list).
ASVS = {
    "V1": (8, 19), "V2": (4, 7), "V3": (8, 11), "V4": (2, 8), "V5": (4, 5), "V6": (13, 22), "V7": (6, 12),
    "V8": (4, 3), "V9": (4, 3), "V10": (5, 24), "V11": (3, 11), "V12": (3, 6), "V13": (1, 12), "V14": (2, 7),
    "V15": (3, 10), "V16": (0, 16), "V17": (0, 7),
}  # fmt: skip
_TEST = re.compile(r"tests/[\w/]+\.py(?:::\w+)+")


@cache
def _tests_of(path: str) -> frozenset[str]:
    """The tests of a file as pytest would collect them, a class's with its name before them."""
    tree = ast.parse((ROOT / path).read_text())
    found: set[str] = set()
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            found.add(node.name)
        elif isinstance(node, ast.ClassDef) and node.name.startswith("Test"):
            inner = [each for each in node.body if isinstance(each, ast.FunctionDef)]
            found.update(f"{node.name}::{each.name}" for each in inner if each.name.startswith("test_"))
    return frozenset(found)


def missing_tests(named: set[str]) -> list[str]:
    """Those of the named tests that do not exist."""
    missing = []
    for name in sorted(named):
        path, _colons, test = name.partition("::")
        if not (ROOT / path).exists() or test not in _tests_of(path):
            missing.append(name)
    return missing


def _requirements() -> list[dict[str, str]]:
    with (DOCS / "asvs.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_every_requirement_of_levels_one_and_two_is_answered_once():
    rows = _requirements()
    assert len({row["id"] for row in rows}) == len(rows) == 253
    counted = Counter((row["id"].split(".")[0], row["level"]) for row in rows)
    assert {chapter: (counted[chapter, "1"], counted[chapter, "2"]) for chapter in ASVS} == ASVS


def test_every_answer_is_a_test_or_a_reason():
    for row in _requirements():
        assert re.fullmatch(r"V\d+\.\d+\.\d+", row["id"])
        assert row["requirement"], row["id"]
        assert row["answer"] in ("yes", "no", "not applicable"), row["id"]
        assert row["test"] or row["reason"], row["id"]
        assert row["reason"] or row["answer"] == "yes", row["id"]


@pytest.mark.parametrize("page", ["asvs.csv", "threat-model.md", "sign-in.md"])
def test_the_tests_that_a_page_names_exist(page):
    named = set(_TEST.findall((DOCS / page).read_text()))
    assert page == "sign-in.md" or len(named) > 20
    assert missing_tests(named) == []


def test_a_test_that_is_not_there_is_found():
    here = "tests/architecture/test_security_docs.py"
    wrong = {f"{here}::test_that_is_none", "tests/none.py::test_x"}
    assert missing_tests({*wrong, f"{here}::test_a_test_that_is_not_there_is_found"}) == sorted(wrong)


# The page of signing in


def _page() -> str:
    return " ".join((DOCS / "sign-in.md").read_text().split())


def test_the_page_of_signing_in_says_the_numbers_of_the_code():
    text = (DOCS / "sign-in.md").read_text()
    rows = re.findall(r"^\| `(\w+)`: [^|]+\| (\d+) \| (\d+) s \| (\d+) s \| (\d+) s \|$", text, re.MULTILINE)
    assert {name: vocabulary.Budget(*map(int, numbers)) for name, *numbers in rows} == vocabulary.BUDGETS
    page = _page()
    for words in (
        f"{vocabulary.IDLE_SECONDS // 60} minutes idle and {vocabulary.ABSOLUTE_SECONDS // 3600} hours in all",
        f"at most {vocabulary.FRESH_SECONDS // 60} minutes old",
        f"good for {vocabulary.TEMPORARY_PASSWORD_DAYS} days",
        f"cookie for {vocabulary.KNOWN_BROWSER_DAYS} days",
        f"two people within {vocabulary.RESET_HOURS} hours",
        f"{vocabulary.ATTACK_TRIES} wrong tries within {vocabulary.ATTACK_WINDOW_SECONDS} seconds",
        f"{DeskArgon2Hasher.memory_cost // 1024} MiB",
        f"wait for {gate.longest_seconds:.0f} seconds at most",
    ):
        assert words in page, words
    assert (gate.at_once, gate.strangers_waiting, gate.kept_places, DeskArgon2Hasher.time_cost) == (2, 2, 2, 2)


def test_the_page_of_signing_in_names_every_way_in():
    assert set(settings.MFA_SUPPORTED_TYPES) == {"totp", "webauthn", "recovery_codes"}
    assert settings.AUTHENTICATION_BACKENDS == ["genderdesk.organisation.accounts.backends.DeskBackend"]
    page = _page()
    for way in ("authenticator app", "passkey", "recovery code", "passkey alone", "one press, no password"):
        assert way in page, way
    assert "any number of browsers" in page
