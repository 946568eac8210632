"""As many entries as things that happened: a whole played job, counted at the doors and read in the ledger."""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pikepdf
import pytest

from genderdesk.demo.person import Attachment, Person, Stuck
from genderdesk.demo.play import play_main_job
from tests.attacks.walk_in import walk_in
from tests.serving import Demonstration, copy_of, serving

# What writes an entry is the same code on both, and its transaction is PostgreSQL's in test_killed_between.py.
pytestmark = [pytest.mark.journey, pytest.mark.slow, pytest.mark.one_database]

ROOT = Path(__file__).resolve().parent.parent.parent
_READ = """
import json, sys, django
django.setup()
from collections import Counter
from genderdesk.groundwork.protection.models import Entry
rows = Entry.objects.filter(id__gt=int(sys.argv[1])).values_list("kind", "name")
print(json.dumps([Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0, list(map(list, rows))]))
"""


def _entries(there: Demonstration, after: int) -> tuple[int, Counter[tuple[str, str]]]:
    """The newest entry's number, and the entries after one, by kind and name."""
    environment = {**there.environment, "DJANGO_SETTINGS_MODULE": "genderdesk.config.settings"}
    command = [sys.executable, "-c", _READ, str(after)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    newest, rows = json.loads(done.stdout)
    return newest, Counter(_named(kind, name) for kind, name in rows)


def _named(kind: str, name: str) -> tuple[str, str]:
    """Pages that refuse are counted together: the door knows no page's name."""
    return (kind, "page") if name.startswith("page:") else (kind, name)


def _look_around(address: str, there: Demonstration) -> None:
    """What the job itself never does: a search, a file that is added, opened and copied, and a copy that is refused."""
    focal_point = Person(address, "focal point")
    focal_point.sign_in(there.sign_ins["focal_point"], there.password)
    form = focal_point.open("/staff/reports/find/").form(has="phone")
    chosen = {name: next(value for value in choices if value) for name, choices in form.choices.items()}
    focal_point.press(has="phone", **{**chosen, "phone": "0788 000 123"})
    case = walk_in(focal_point)
    for content in (b"\xff\xd8\xff\xe0 no whole photograph" * 9, paper()):
        focal_point.open(f"{case}files/")
        page = focal_point.press(action="/files/", content=Attachment("invented", content))
        address = next(each for each, _words in page.links if re.search(r"/files/[0-9a-f-]{36}/$", each))
        focal_point.open(address)
        focal_point.press("Open the original", reason="interview")
        focal_point.open(address)
        with contextlib.suppress(Stuck):
            focal_point.press("Make a copy", reason="referral")


def paper() -> bytes:
    """A PDF of one empty page."""
    kept = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(kept)
    return kept.getvalue()


def _be_refused(address: str, there: Demonstration) -> None:
    """What the job itself never does: pages, acts and looks that are refused, and a password that is wrong."""
    rider, focal_point = Person(address, "rider"), Person(address, "focal point")
    stranger = Person(address, "stranger")
    stranger.open("/staff/sign-in/")
    with pytest.raises(Stuck):
        stranger.press(has="login", login=there.sign_ins["rider"], password="not her password")
    rider.sign_in(there.sign_ins["rider"], there.password)
    for path in ("/staff/reports/", "/staff/cases/", "/staff/admin/people/"):
        assert rider.look(path).status == 403
    focal_point.sign_in(there.sign_ins["focal_point"], there.password)
    assert focal_point.look("/staff/admin/people/").status == 403


@pytest.fixture(scope="module")
def counted(tmp_path_factory, unplayed):
    """What the doors told, what the ledger says, and whether the job was played to its end."""
    folder = tmp_path_factory.mktemp("counted")
    told = folder / "told"
    more = {
        "DJANGO_SETTINGS_MODULE": "tests.attacks.counting.settings",
        "GENDERDESK_COUNTED": str(told),
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    with copy_of(unplayed, folder / "home") as there:
        before, _all = _entries(there, 0)
        with serving(there, folder / "log", more) as served:
            result = play_main_job(served.address, there.password, there.sign_ins, lambda _step: None)
            _look_around(served.address, there)
            _be_refused(served.address, there)
        _newest, entries = _entries(there, before)
    at_the_doors = Counter(_named(*json.loads(line)) for line in told.read_text().splitlines())
    return result, at_the_doors, entries


def test_the_whole_job_was_played(counted):
    result, at_the_doors, _entries = counted
    assert result["ok"], result["steps"][-1]
    assert len({name for kind, name in at_the_doors if kind == "act"}) > 30
    assert sum(at_the_doors.values()) > 100


def test_each_thing_that_happened_is_one_entry_and_each_entry_is_one_thing(counted):
    _result, at_the_doors, entries = counted
    assert at_the_doors - entries == Counter(), "these left no entry"
    assert entries - at_the_doors == Counter(), "these entries tell of nothing that happened"


@pytest.mark.parametrize("kind", ["act", "disclosure", "search", "export", "refusal", "sign_in"])
def test_every_kind_of_entry_was_counted(counted, kind):
    _result, at_the_doors, _entries = counted
    assert any(each == kind for each, _name in at_the_doors)
