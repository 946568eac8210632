"""What somebody typed and did not send: nobody else opens it, and nothing of it can be read where it lies."""

from __future__ import annotations

import time
from urllib.parse import urlencode

import pytest

from genderdesk.casework.cases.models import Case
from genderdesk.groundwork.protection import drafts
from genderdesk.interfaces.web.templatetags.desk import draft_mark

TYPED = [["item-strangled", "yes"], ["fear", "8"], ["note", "Umukobwa wanjye"]]


def sealed(client, mark="a-form", typed=TYPED):
    return client.post("/staff/drafts/seal/", {"mark": mark, "typed": urlencode([tuple(each) for each in typed])})


def opened(client, word, mark="a-form"):
    return client.post("/staff/drafts/open/", {"mark": mark, "word": word})


@pytest.fixture
def own(world):
    return world.client(world.focal_point)


def test_what_was_typed_comes_back_to_who_typed_it(own):
    word = sealed(own).content.decode()
    assert "wanjye" not in word
    assert "strangled" not in word
    assert opened(own, word).json() == {"typed": TYPED}


def test_nobody_else_opens_it_nor_in_another_form(own, world):
    word = sealed(own).content.decode()
    assert opened(world.client(world.desk_head), word).status_code == 404
    assert opened(own, word, mark="another").status_code == 404
    assert opened(own, word[:-8] + "AAAAAAA=").status_code == 404
    assert opened(own, "nothing").status_code == 404


def test_it_opens_for_twelve_hours_and_no_longer(monkeypatch):
    word, now = drafts.seal_draft(TYPED, "hers"), time.time()
    for seconds, there in ((-1, True), (2, False)):
        monkeypatch.setattr(drafts.time, "time", lambda later=seconds: now + drafts.STAFF_LIFE_SECONDS + later)
        assert (drafts.open_draft(word, "hers", drafts.STAFF_LIFE_SECONDS) is not None) is there


def test_its_length_tells_little(own):
    assert len(sealed(own, typed=[["a", "b"]]).content) == len(sealed(own, typed=[["a", "b" * 150]]).content)


def test_what_no_form_holds_is_answered_with_a_sentence(own):
    assert sealed(own, typed=[["a", "b"]] * 1001).status_code == 400
    assert own.post("/staff/drafts/seal/").status_code == 200


def test_a_stranger_is_sent_to_sign_in(client):
    answer = sealed(client)
    assert answer.status_code in (302, 401)
    assert b"wanjye" not in answer.content


def test_the_name_of_a_draft_tells_neither_form_nor_reader_and_a_sealed_file_has_none(world, rf):
    def mark(actor, about=None):
        request = rf.get("/staff/cases/x/note/")
        request.actor = actor
        return draft_mark({"request": request, "case": about}, "")

    assert mark(world.focal_point) != mark(world.desk_head)
    assert "note" not in mark(world.focal_point)
    assert mark(world.focal_point, Case()) == mark(world.focal_point)
    assert mark(world.focal_point, Case(cell_id=world.focal_point.id)) == ""
