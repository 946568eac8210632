"""The import contracts of pyproject.toml are kept, and each one finds an import planted against it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, ROOT

pytestmark = pytest.mark.slow

# Contract → imports that it must find: the file that would import, and the line.
FORBIDDEN = {
    "floors": [
        ("groundwork/platform/outbox.py", "import genderdesk.organisation.places.models"),
        ("organisation/institution/queries/__init__.py", "import genderdesk.casework.intake.vocabulary"),
        ("casework/intake/acts/reports.py", "import genderdesk.monitoring.statistics.models"),
        ("casework/care/queries/links.py", "import genderdesk.programme.training.vocabulary"),
        ("monitoring/statistics/views.py", "import genderdesk.interfaces.web.context"),
        ("casework/cases/queries/files.py", "import genderdesk.config.environment"),
        ("extras.py", ""),
    ],
    "beside": [("interfaces/web/context.py", "import genderdesk.demo.person")],
    "interfaces": [
        ("interfaces/web/context.py", "import genderdesk.interfaces.api.payloads"),
        ("interfaces/api/payloads.py", "import genderdesk.interfaces.cli.ports"),
    ],
    "monitoring": [("monitoring/newcomer.py", "")],
    "programme": [("programme/newcomer.py", "")],
    "casework": [
        ("casework/intake/queries.py", "import genderdesk.casework.cases.models"),
        ("casework/response/queries/responses.py", "import genderdesk.casework.hotline.models"),
        ("casework/cases/queries/files.py", "import genderdesk.casework.care.models"),
        ("casework/investigation/__init__.py", ""),
    ],
    "file-and-phone": [
        ("casework/cases/queries/files.py", "import genderdesk.casework.hotline.models"),
        ("casework/care/queries.py", "import genderdesk.casework.response.models"),
    ],
    "organisation": [("organisation/places/queries.py", "import genderdesk.organisation.institution.models")],
    "groundwork": [
        ("groundwork/platform/events.py", "import genderdesk.groundwork.protection.door"),
        ("groundwork/foundation/ids.py", "import genderdesk.groundwork.platform.refusals"),
    ],
    "room": [
        ("casework/intake/acts.py", "import genderdesk.casework.intake.views.staff"),
        ("casework/intake/forms/reports.py", "import genderdesk.casework.intake.acts"),
        ("casework/intake/acts.py", "import genderdesk.casework.intake.forms"),
        ("casework/cases/queries/files.py", "import genderdesk.casework.cases.acts"),
        ("casework/care/models.py", "import genderdesk.casework.care.queries"),
        ("casework/care/vocabulary.py", "import genderdesk.casework.care.rules"),
        ("casework/care/rules.py", "import genderdesk.casework.care.models"),
        ("casework/care/helpers.py", ""),
    ],
    "plain": [
        ("casework/care/rules.py", "from django.utils import timezone"),
        ("casework/intake/vocabulary.py", "from django.utils.translation import gettext_lazy"),
        ("groundwork/foundation/times.py", "import django"),
    ],
}


def _lint(home: Path, *options: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).parent / "lint-imports"
    environment = {**os.environ, "PYTHONPATH": str(home / "src"), "NO_COLOR": "1", "COLUMNS": "200"}
    command = [program, "--no-cache", "--no-logo", *options]
    return subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    """The package's Python files and the contracts, to plant in."""
    home = tmp_path_factory.mktemp("contracts")
    shutil.copytree(PACKAGE, home / "src" / "genderdesk", ignore=_not_python)
    shutil.copy(ROOT / "pyproject.toml", home)
    return home


def _not_python(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not (Path(folder) / name).is_dir()]


def test_every_contract_is_kept(copy):
    done = _lint(copy)
    assert done.returncode == 0, done.stdout
    assert f"Contracts: {len(FORBIDDEN)} kept, 0 broken." in done.stdout


def test_no_contract_stands_untried():
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    assert {each["id"] for each in contracts} == set(FORBIDDEN)


@pytest.mark.parametrize("contract", FORBIDDEN)
def test_a_contract_finds_what_it_forbids(copy, contract):
    package = copy / "src" / "genderdesk"
    planted = {path for path, _line in FORBIDDEN[contract]}
    before = {path: (package / path).read_text() if (package / path).exists() else None for path in planted}
    for path, line in FORBIDDEN[contract]:
        (package / path).parent.mkdir(exist_ok=True)
        with (package / path).open("a") as file:
            file.write(f"\n{line}\n")
    try:
        done = _lint(copy, "--contract", contract)
    finally:
        _put_back(package, before)
    assert done.returncode == 1, done.stdout
    assert "0 kept, 1 broken." in done.stdout, done.stdout
    for path, line in FORBIDDEN[contract]:
        assert re.search(_told(path, line), done.stdout), f"{path}: {line}\n{done.stdout}"


def _put_back(package: Path, before: dict[str, str | None]) -> None:
    for path, text in before.items():
        if text is not None:
            (package / path).write_text(text)
            continue
        (package / path).unlink()
        if path.endswith("__init__.py"):
            (package / path).parent.rmdir()


def _told(path: str, line: str) -> str:
    """How a report names a planted import, or a module that no layer has."""
    module = "genderdesk." + path.removesuffix("/__init__.py").removesuffix(".py").replace("/", ".")
    if not line:
        return re.escape(module.rsplit(".", 1)[-1])
    imported = line.split()[1].split(".")[0] if "django" in line else line.split()[1]
    return rf"{re.escape(module)}\S* -> {re.escape(imported)}"
