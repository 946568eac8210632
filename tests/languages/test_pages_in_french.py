"""Every page with a fixed address, opened and wrongly answered by each role in French: nothing in it is in English."""

from __future__ import annotations

import re

import pytest
from django.urls import resolve

from tests.attacks.test_every_door import ROLES, addresses
from tests.attacks.twins import is_closed
from tests.languages.reading import english_left, read

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_database]

# Small words of English that French does not have: what is not in the catalogue at all is seen by them.
_ENGLISH = re.compile(
    r"\b(the|is|of|and|you|not|this|with|for|are|was|it|to|by|from|has|who|what|when|where|here|there)\b", re.IGNORECASE
)


def _fixed() -> list[str]:
    """Addresses without a number in them that end in a page; those that end the sign-in are left out."""
    ends = ("/staff/sign-out", "/leave/", "/language")
    found = [path for route, path in addresses() if "<" not in route]
    return [path for path in found if path.startswith("/staff/") and not path.startswith(ends)]


def test_there_are_pages_to_open():
    assert len(_fixed()) > 30


@pytest.mark.parametrize("role", ROLES)
def test_no_page_of_a_role_is_in_english(world, role):
    client = world.client(getattr(world, role))
    opened, faults = 0, []
    for path in _fixed():
        # The page that says that another is closed is the same for everybody; the rider meets the most of them.
        if role != "rider" and is_closed(getattr(world, role), resolve(path).func):
            continue
        for method in (client.get, client.post):
            answer = method(path, headers={"accept-language": "fr"})
            if "text/html" not in answer.headers.get("Content-Type", "") or answer.status_code in (301, 302):
                continue
            opened += 1
            page = answer.content.decode()
            reading = read(page)
            if "<html" in page and reading.language != "fr":
                faults.append(f"{path} says that it is in {reading.language!r}")
            faults += [f"{path}: {sentence}" for sentence in english_left(page)]
            faults += [f"{path}: {text}" for text in reading.texts if _ENGLISH.search(text)]
    assert opened > 10
    assert faults == []


def test_english_on_a_page_is_found():
    page = '<html lang="fr"><body><h1 title="Sign out">Se déconnecter</h1><p>You did it.</p></body></html>'
    assert english_left(page) == {"Sign out"}
    assert [text for text in read(page).texts if _ENGLISH.search(text)] == ["You did it."]


def test_what_says_that_it_is_in_another_language_is_left_out():
    page = '<html lang="fr"><body><p>Bonjour</p><button lang="en" title="Sign out">English</button><p>Oui</p></body>'
    assert read(page).texts == ["Bonjour", "Oui"]
