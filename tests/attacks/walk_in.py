"""A report at the counter, triaged and opened, by a person at a browser."""

from __future__ import annotations

import re

from genderdesk.demo.person import Person
from genderdesk.demo.play import stage


def walk_in(focal_point: Person, *, adds: bool = False) -> str:
    """The address of the case of somebody who walked in; ``adds`` says that she tells more afterwards."""
    page = focal_point.open("/staff/reports/new/")
    focal_point.press(
        action="/reports/new/",
        safe_to_talk="yes",
        immediate_danger="no",
        injured_or_recent="no",
        child_involved="no",
        district=stage.choice(page.form(has="narrative"), "district", stage.DISTRICT),
        stated_kind="physical",
        safe_to_contact="yes",
        channel="walk_in",
        reporter_type="survivor",
        narrative="Told at the counter.",
    )
    report = path_of(focal_point)
    if adds:
        focal_point.press(action=f"{report}add/")
        focal_point.open(report)
    focal_point.press(action="/triage/")
    focal_point.open(report)
    focal_point.press(action="/decide/", outcome="opened")
    page = stage.expect_soon(focal_point, report, "Case ")
    return next(each for each, _words in page.links if re.search(r"staff/cases/[0-9a-f-]{36}/$", each))


def path_of(person: Person) -> str:
    """Where a person's open page lies, without the host."""
    assert person.page is not None
    return re.sub(r"^https?://[^/]+", "", person.page.url)
