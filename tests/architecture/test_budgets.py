"""How code reads here, as far as it can be counted: lengths, names, docstrings, and reasons behind what is silenced."""

from __future__ import annotations

import ast
import re
import statistics
import tokenize
from pathlib import Path

import pytest

from tests.architecture.source import FLOORS, PACKAGE, ROOMS, ROOT, functions, modules, place, tree_of

FILE_LINES = 400
FUNCTION_LINES = 60
MEDIAN_LINES = 12
# Longer ones, each with why and its own limit.
LONGER = {
    "receive_report": 69,  # twenty-two arguments, one on each line, and the fields that they become
}
# What stands beside the floors; everything else is a room.
BESIDE = {"__init__.py", "__main__.py", "config", "demo", "locale"}

FILES = modules()
WITH_TESTS = [*FILES, *modules(ROOT / "tests"), *modules(ROOT / "tools"), *modules(ROOT / "benchmarks")]
# "service" is a word of the field (health, legal, shelter), so only a layer may not be called so.
NO_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc|services?)(_|$)")


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """A function's lines, decorators apart."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def test_no_file_is_too_long_to_read():
    long = {place(path): len(path.read_text().splitlines()) for path in FILES}
    assert not {path: lines for path, lines in long.items() if lines > FILE_LINES}


def test_no_function_is_too_long_to_hold_in_mind():
    found = [
        f"{place(path)}:{each.lineno} {each.name} has {lines_of(each)} lines"
        for path in WITH_TESTS
        if not path.is_relative_to(ROOT / "tests")
        for each in functions(tree_of(path))
        if lines_of(each) >= LONGER.get(each.name, FUNCTION_LINES)
    ]
    assert not found, "\n".join(found)


def test_half_of_the_functions_are_seen_at_a_glance():
    assert statistics.median(lines_of(each) for path in FILES for each in functions(tree_of(path))) < MEDIAN_LINES


@pytest.mark.parametrize("path", WITH_TESTS, ids=place)
def test_a_module_says_what_it_is(path):
    text = path.read_text()
    if text.strip():
        assert ast.get_docstring(tree_of(path)), f"{place(path)} does not begin with what it is."


@pytest.mark.parametrize("room", [(floor, room) for floor, rooms in ROOMS.items() for room in rooms], ids="/".join)
def test_a_room_says_what_it_keeps_who_enters_and_what_it_must_not(room):
    words = " ".join((ast.get_docstring(tree_of(PACKAGE.joinpath(*room, "__init__.py"))) or "").split())
    for part in ("States: ", "Who enters: ", "Arrows leaving: ", "Must not: "):
        assert part in words, f"{'/'.join(room)}/__init__.py lacks “{part}”"


def test_the_floors_and_rooms_are_those_of_the_plan():
    assert {each.name for each in PACKAGE.iterdir() if each.name != "__pycache__"} == {*FLOORS, *BESIDE}
    for floor, rooms in ROOMS.items():
        found = {each.name for each in (PACKAGE / floor).iterdir() if each.is_dir() and each.name != "__pycache__"}
        assert found == set(rooms)


def test_nothing_is_named_for_nothing():
    named = [*FILES, *(path for path in PACKAGE.rglob("*") if path.is_dir())]
    assert not [place(path) for path in named if NO_NAMES.search(path.stem)]


@pytest.mark.parametrize("name", ["utils", "helpers", "form_utils", "common", "manager", "misc", "services", "service"])
def test_such_a_name_would_be_found(name):
    assert NO_NAMES.search(name)


def test_a_room_does_not_keep_a_file_and_a_folder_of_the_same_kind():
    for path in FILES:
        assert not path.with_suffix("").is_dir(), f"{place(path)} stands beside a folder of the same name."


# What silences a check


def silenced(path: Path) -> list[tuple[int, str]]:
    """Line and comment of everything in a file that silences the type checker or the linter."""
    with tokenize.open(path) as file:
        comments = [each for each in tokenize.generate_tokens(file.readline) if each.type == tokenize.COMMENT]
    return [(each.start[0], each.string) for each in comments if re.match(r"#\s*(type: ignore|noqa)", each.string)]


def without_reason(path: Path) -> list[str]:
    """Those that do not name what they silence, or not why."""
    shape = re.compile(r"# (type: ignore\[[\w, -]+\]|noqa: [A-Z]+\d+)  # \w.{8,}")
    return [f"{path.name}:{line} {text}" for line, text in silenced(path) if not shape.fullmatch(text)]


def test_whatever_is_silenced_says_why():
    ours = [path for path in WITH_TESTS if not path.is_relative_to(ROOT / "tests")]
    assert not [each for path in ours for each in without_reason(path)]


def test_little_is_silenced():
    assert sum(len(silenced(path)) for path in FILES) <= 40


def test_a_silenced_check_without_a_reason_is_found(tmp_path):
    file = tmp_path / "trial.py"
    kept = "three = call()  # type: ignore[misc]  # private: not in the stubs\n"
    file.write_text("one = 1  # type: ignore\ntwo = call()  # noqa: S608\n" + kept)
    assert len(without_reason(file)) == 2
