"""The address of a form, opened without it, leads back to the page that has the form."""

from __future__ import annotations

import uuid

import pytest

from genderdesk.interfaces.web.way_back import page_above

pytestmark = pytest.mark.django_db
CONTACT = f"/staff/line/contacts/{uuid.uuid4()}/"


@pytest.mark.parametrize("step", ["report/", "hang-up/", "close/", "classify/"])
def test_a_reload_after_a_wrong_form_on_a_call_leads_back_to_the_call(world, step):
    answer = world.client(world.operator).get(CONTACT + step)
    assert (answer.status_code, answer.headers["Location"]) == (302, CONTACT)


def test_the_nearest_address_that_there_is_stands_above():
    assert page_above(CONTACT + "report/") == CONTACT
    assert page_above("/staff/nothing/of/the/sort/") == "/staff/"


def test_a_part_that_a_script_asks_for_is_still_refused(world):
    answer = world.client(world.operator).get(CONTACT + "report/", HTTP_HX_REQUEST="true")
    assert answer.status_code == 405
