"""Questions on a version: its author asks, and who acknowledges it answers all of them rightly, on paper too."""

from __future__ import annotations

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.groundwork.platform.refusals import Conflict, Invalid, Refused
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.guidance import acts, queries
from genderdesk.programme.guidance.models import Acknowledgement
from genderdesk.programme.guidance.rules.questions import first_wrong, mixed

ASKED = {"text": "Who hears the report?", "right": "One officer, in a closed room", "wrong": "Anybody\nThe front desk"}


@given(st.lists(st.text(min_size=1), min_size=2, max_size=4, unique=True), st.text())
def test_the_place_of_the_right_answer_follows_from_the_seed_alone(answers, seed):
    right, *wrong = answers
    ordered, place = mixed(right, wrong, seed)
    assert sorted(ordered) == sorted(answers)
    assert ordered[place] == right
    assert mixed(right, list(reversed(wrong)), seed) == (ordered, place)


@pytest.mark.parametrize(
    ("mine", "right", "wrong"),
    [([], [], None), ([1, 0], [1, 0], None), ([1], [1, 0], 1), ([0, 0], [1, 0], 0), ([], [2], 0), ([1, 5], [1], None)],
)
def test_the_first_wrong_answer_is_found(mine, right, wrong):
    assert first_wrong(mine, right) == wrong


pytestmark = pytest.mark.django_db


def asked(world, guidance, number=2):
    """A version in force with so many questions."""
    version = guidance.version(guidance.document())
    for place in range(number):
        acts.ask_of_readers(world.analyst, guidance.fresh(version), **(ASKED | {"text": f"Question {place}"}))
    return guidance.authorise(guidance.fresh(version))


def test_only_who_answers_rightly_has_understood(world, guidance):
    version = asked(world, guidance)
    right = [each.right for each in queries.questions_on(version)]
    for wrong in ([], right[:1], [(right[0] + 1) % 3, right[1]]):
        with pytest.raises(Invalid, match="not right"):
            acts.acknowledge_version(world.focal_point, version, answers=wrong)
    assert queries.to_acknowledge(world.focal_point) == [version]
    made = acts.acknowledge_version(world.focal_point, version, answers=right)
    assert made.asked
    assert queries.to_acknowledge(world.focal_point) == []


def test_a_version_without_questions_is_acknowledged_as_before(world, guidance):
    made = acts.acknowledge_version(world.focal_point, guidance.in_force())
    assert not made.asked


def test_questions_belong_to_the_draft_of_their_author_and_go_on_to_the_next_version(world, guidance):
    version = guidance.version(guidance.document())
    for wrong in ("", "a\nb\nc\nd", "one officer, in a closed room"):
        with pytest.raises(Invalid):
            acts.ask_of_readers(world.analyst, version, **(ASKED | {"wrong": wrong}))
    with pytest.raises(Refused):
        acts.ask_of_readers(world.desk_head, version, **ASKED)
    for place in range(3):
        acts.ask_of_readers(world.analyst, guidance.fresh(version), **(ASKED | {"text": f"Question {place}"}))
    with pytest.raises(Invalid, match="enough"):
        acts.ask_of_readers(world.analyst, guidance.fresh(version), **ASKED)
    acts.drop_question(world.analyst, guidance.fresh(version), number=2)
    with pytest.raises(Conflict):
        acts.drop_question(world.analyst, guidance.fresh(version), number=2)
    acts.ask_of_readers(world.analyst, guidance.fresh(version), **(ASKED | {"text": "Instead"}))
    in_force = guidance.authorise(guidance.fresh(version))
    with pytest.raises(Conflict, match="draft"):
        acts.ask_of_readers(world.analyst, in_force, **ASKED)
    later = acts.begin_version(world.analyst, in_force.document, minor=False)
    assert [each.text for each in queries.questions_on(later)] == ["Question 0", "Question 2", "Instead"]


def test_a_signed_sheet_says_that_the_questions_were_asked(world, guidance):
    version, today = asked(world, guidance), timezone.localdate()
    code = Officer.objects.get(pk=world.rider.officer_id).staff_code
    with pytest.raises(Invalid, match="has questions"):
        acts.sign_sheet(world.focal_point, version, signed_on=today, codes=code)
    assert not Acknowledgement.objects.exists()
    client = world.client(world.focal_point)
    address = f"/staff/guidance/versions/{version.pk}/sheet/"
    assert "Ask these first" in client.get(address).content.decode()
    typed = {"signed_on": today, "codes": code, "enter": "yes"}
    assert client.post(address, typed).status_code == 422
    assert client.post(address, typed | {"asked": "on"}).status_code == 302
    assert Acknowledgement.objects.get().asked


def test_the_pages_ask_and_never_tell_which_answer_is_right(world, guidance):
    document = guidance.document()
    version = guidance.version(document)
    writer = world.client(world.analyst)
    base = f"/staff/guidance/versions/{version.pk}"
    assert writer.post(f"{base}/ask/", ASKED | {"wrong": ""}).status_code == 422
    assert writer.post(f"{base}/ask/", ASKED).status_code == 302
    page = writer.get(f"/staff/guidance/{document.pk}/").content.decode()
    assert "One officer, in a closed room" in page
    assert writer.post(f"{base}/unask/", {"number": 1}).status_code == 302
    assert writer.post(f"{base}/ask/", ASKED).status_code == 302
    in_force = guidance.authorise(guidance.fresh(version))
    (question,) = queries.questions_on(in_force)
    reader = world.client(world.focal_point)
    shown = reader.get(f"/staff/guidance/{document.pk}/").content.decode()
    assert "Who hears the report?" in shown
    assert ">Right<" not in shown
    wrong = reader.post(f"{base}/acknowledge/", {"q1": str((question.right + 1) % 3)})
    assert wrong.status_code == 422
    assert "This answer is not right." in wrong.content.decode()
    assert reader.post(f"{base}/acknowledge/", {}).status_code in (200, 422)
    assert not Acknowledgement.objects.exists()
    assert reader.post(f"{base}/acknowledge/", {"q1": str(question.right)}).status_code == 302
    assert Acknowledgement.objects.get().asked
