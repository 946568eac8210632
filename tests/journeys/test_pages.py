"""Every page, opened in a real browser by who may: phone and desk width, light and dark, its weight; in French.

On PostgreSQL, where it looks the same, every page is opened without a browser.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from genderdesk.demo.person import Person
from tests.browsers import PHONE
from tests.journeys import walker
from tests.journeys.walker import FILES, NO_PAGE, PAGES, PUBLIC

_SOME_ID = "00000000-0000-7000-8000-000000000000"
# No page may hide here: an address that only the reader's own browser can hold.
_ARGUMENT = re.compile(r"\{(\w+)\}")


# Once for each server: whoever comes back to this module would name the same suspect again, and be asked who it is.
@pytest.fixture(scope="session")
def records(serve):
    return walker.find_records(serve)


# What a page looks like does not depend on the database; that each address answers on PostgreSQL too, test_every_door
# and test_matrix hold.
@pytest.mark.one_database
@pytest.mark.parametrize("role", list(PAGES), ids=lambda role: role or "public")
def test_pages_can_be_read_by_everybody_at_both_widths_and_are_light(page_of, records, role):
    addresses = [records.fill(each) for each in PAGES[role]]
    assert walker.walk(page_of(role, size=PHONE), addresses) == []


@pytest.mark.one_database
@pytest.mark.parametrize("role", list(PAGES), ids=lambda role: role or "public")
def test_pages_in_french_fit_a_phone_and_have_no_english_left(page_of, records, serve, role):
    page = page_of(role, size=PHONE)
    page.context.add_cookies([{"name": "lang", "value": "fr", "url": serve.address}])
    assert walker.walk_in(page, "fr", [records.fill(each) for each in PAGES[role]]) == []


@pytest.mark.skipif(not os.environ.get("DATABASE_URL"), reason="on SQLite a browser opens them, above")
@pytest.mark.parametrize("role", list(PAGES), ids=lambda role: role or "public")
def test_pages_have_no_statement_that_another_database_refuses(serve, records, role):
    person = Person(serve.address, role)
    if role:
        person.sign_in(serve.sign_ins[role], serve.password)
    answers = {address: person.look(records.fill(address)) for address in PAGES[role]}
    assert {address: answer.status for address, answer in answers.items() if answer.status != 200} == {}
    assert [each for each, answer in answers.items() if "/sign-in/" in answer.url and "/sign-in/" not in each] == []


@pytest.mark.parametrize(("role", "address", "kind"), FILES, ids=lambda each: each.strip("/{}") or "public")
def test_files_are_given_to_who_may_have_them(page_of, records, role, address, kind):
    answer = page_of(role).request.get(records.fill(address))
    assert answer.status == 200
    assert answer.headers["content-type"].startswith(kind)


@pytest.mark.one_database
def test_public_pages_need_no_scripts(page_of, records):
    page = page_of(scripts=False)
    for address in PAGES[PUBLIC]:
        answer = page.goto(records.fill(address))
        assert answer is not None
        assert answer.status == 200
        assert page.locator("h1").inner_text().strip()


@pytest.mark.one_database
def test_the_way_out_works_without_scripts(page_of):
    page = page_of(scripts=False)
    page.goto("/report/")
    page.get_by_text("Leave this page").first.click()
    page.wait_for_load_state()
    assert "/report" not in page.url


def _names(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...] = ()) -> Iterator[str]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _names(each.url_patterns, (*spaces, each.namespace) if each.namespace else spaces)
        elif each.name:
            yield ":".join([*spaces, each.name])


def _name_of(address: str) -> str:
    return resolve(_ARGUMENT.sub(_SOME_ID, address).split("?")[0]).view_name


def test_no_page_is_left_out():
    """What the resolver knows is walked, a file, an act of the API, or listed with its reason."""
    ours = set(_names(get_resolver().url_patterns))
    acts = {name for name in ours if name.startswith("api:") and "_" in name}
    walked = {_name_of(address) for addresses in PAGES.values() for address in addresses}
    found = ("chart", "month_csv", "figure_csv", "gbvims_csv", "gbvims_desk_csv", "accuracy_csv", "incidents_xlsx")
    named = {name: f"statistics:{name}" for name in found} | {
        "share_chart": "guidance:chart",
        "calendar": "training:calendar",
    }
    files = {named.get(address.strip("{}")) or _name_of(address) for _role, address, _kind in FILES}
    assert sorted(ours - acts - walked - files - set(NO_PAGE)) == []
    assert sorted(set(NO_PAGE) - ours) == []
    assert sorted(set(NO_PAGE) & (walked | files)) == []
