"""The pages under docs/ name what the code has: settings, verbs, acts, dependencies, and the files of CONTRIBUTING."""

from __future__ import annotations

import argparse
import ast
import re
import subprocess
import sys
import tomllib

import pytest

from genderdesk.groundwork.protection.acts import registry
from genderdesk.interfaces.cli.main import VERBS, parser
from tests.architecture.source import PACKAGE, ROOT, modules, tree_of

DOCS = ROOT / "docs"
_ROW = re.compile(r"^\| `([^`]+)` \|", re.MULTILINE)


def _rows(name: str) -> list[str]:
    return _ROW.findall((DOCS / name).read_text())


def _variables_read() -> set[str]:
    """Names of the environment that any code reads, as texts."""
    texts = (node.value for path in modules() for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant))
    name = re.compile(r"GENDERDESK_[A-Z0-9_]+|DATABASE_URL")
    return {text for text in texts if isinstance(text, str) and name.fullmatch(text)}


def test_every_setting_stands_on_its_page_and_nothing_else():
    documented = _rows("settings.md")
    assert len(documented) == len(set(documented)) > 6
    assert set(documented) == _variables_read()


def test_every_verb_stands_on_its_page_and_has_help():
    assert _rows("commands.md") == list(VERBS)
    text = parser().format_help()
    for verb, sentence in VERBS.items():
        assert verb in text
        assert sentence


@pytest.mark.parametrize("verb", VERBS)
def test_options_named_on_the_page_exist(verb):
    line = next(each for each in (DOCS / "commands.md").read_text().splitlines() if each.startswith(f"| `{verb}` |"))
    known = _help(_below(parser())[verb])
    for option in re.findall(r"--[a-z-]+", line):
        assert option in known, f"genderdesk {verb} has no {option}"


def _below(above: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    return {name: each for part in above._actions for name, each in (_choices(part)).items()}


def _choices(action: argparse.Action) -> dict[str, argparse.ArgumentParser]:
    return dict(action.choices) if isinstance(action, argparse._SubParsersAction) else {}


def _help(of: argparse.ArgumentParser) -> str:
    """The help of a verb and of what may follow it."""
    return "\n".join([of.format_help(), *(_help(each) for each in _below(of).values())])


def test_every_act_stands_on_its_page():
    acts = {name for name, act in registry.items() if act.__module__.startswith("genderdesk.")}
    assert set(_rows("acts.md")) == acts
    assert len(acts) > 100


def test_the_page_of_acts_is_what_the_code_says():
    done = subprocess.run([sys.executable, "tools/acts_page.py", "--check"], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


# Dependencies


def _declared() -> tuple[set[str], set[str]]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    run = [*project["dependencies"], *extras["postgresql"], *extras["pkcs11"]]
    develop = [each for each in extras["development"] if not each.startswith("genderdesk")]
    return {_name(each) for each in run}, {_name(each) for each in develop}


def _name(requirement: str) -> str:
    return re.match(r"[\w.-]+", requirement).group().lower()  # type: ignore[union-attr]


def _listed(heading: str) -> set[str]:
    part = (DOCS / "dependencies.md").read_text().split(f"## {heading}\n")[1].split("\n## ")[0]
    rows = [line.split("|")[1] for line in part.splitlines() if line.startswith("| ") and "package" not in line]
    return {name.strip().lower() for row in rows for name in row.split(",")}


@pytest.mark.parametrize(("heading", "which"), [("To run", 0), ("To develop", 1)])
def test_every_dependency_is_listed_with_its_reason(heading, which):
    assert _listed(heading) == _declared()[which]


def test_every_dependency_is_used():
    """A package that nothing names any more is carried for nothing."""
    names = {
        "django-cotton": "django_cotton", "django-allauth": "allauth", "django-ninja": "ninja", "argon2-cffi": "argon2",
        "rwanda-geo-data": "rwanda_geo_data", "vl-convert-python": "vl_convert", "django-htmx": "django_htmx",
            "pillow": "from pil import", "python-pkcs11": "import pkcs11",
    }  # fmt: skip
    code = "\n".join(path.read_text() for path in modules())
    for package in _declared()[0]:
        word = names.get(package, package)
        # Django hashes with argon2 by itself once it is there.
        assert word in code.lower(), package


# The page for contributors, and the README


def _paths_named(text: str) -> set[str]:
    quoted = re.findall(r"`((?:src|tests|tools|docs|benchmarks|monitoring|casework)/[\w./-]*\w)`", text)
    linked = [each for each in re.findall(r"\]\(([\w./-]+)\)", text) if not each.startswith("http")]
    # A part in capitals stands for any: locale/LANGUAGE/….
    return {each for each in (*quoted, *linked) if not re.search(r"/[A-Z]{3,}/", each)}


@pytest.mark.parametrize("page", ["CONTRIBUTING.md", "README.md", "SECURITY.md"])
def test_the_files_that_a_page_names_exist(page):
    for path in _paths_named((ROOT / page).read_text()):
        assert (ROOT / path).exists() or (PACKAGE / path).exists(), f"{page} names {path}"


@pytest.mark.parametrize("page", sorted(each.name for each in DOCS.glob("*.md")))
def test_the_files_that_a_doc_names_exist(page):
    for path in _paths_named((DOCS / page).read_text()):
        assert any((root / path).exists() for root in (ROOT, DOCS, PACKAGE)), f"docs/{page} names {path}"
