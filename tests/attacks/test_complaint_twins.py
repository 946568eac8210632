"""Two worlds, with and without a complaint: whoever it is about, their station, their chain of command and whoever else
is not to answer it cannot tell them apart.

Every address is asked in both, as in ``test_twin_worlds.py``, and every act of the API that could name it; the answers
are equal to the byte once the nonces are taken out, and cost the same statements.
"""

from __future__ import annotations

import uuid
from types import SimpleNamespace

import pytest
from django.db import transaction
from django.utils import timezone

from genderdesk.casework.complaints import acts, queries
from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.complaints.vocabulary import Category
from genderdesk.config.live import Listener
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.platform.panels import panels_for
from genderdesk.groundwork.protection.circle import circle_of
from genderdesk.organisation.institution.models import Officer
from tests.attacks import twins
from tests.attacks.test_twin_worlds import differences
from tests.attacks.twins import WORD, Twin
from tests.complaints.told import tell

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Named in it: the head office's second head and oversight. Of the station and above it: the others of the own
# institution. The rest have no part in complaints, or belong to the sister institution.
NAMED = ("conflicted_member", "oversight")
OUTSIDE = (
    *NAMED, "focal_point", "station_head", "operator", "administrator", "defence_desk_head",
)  # fmt: skip


@pytest.fixture
def twin(world, settings, monkeypatch) -> Twin:
    monkeypatch.setattr(timezone, "now", lambda: twins.NOW)
    made = twins.make_twin(world, settings)
    # Oversight looks too at what the one did who answers it.
    made.open["user_id"].append(str(made.people["cell_member"].id))
    return made


def add_complaint(twin: Twin) -> Complaint:
    """A complaint that names two people by their staff codes, read, noted on and answered by the one who is left."""
    codes = [Officer.objects.get(pk=twin.people[who].officer_id).staff_code for who in NAMED]
    kept = tell(twin.world, Category.RUDE, narrative=f"{WORD}. It was {' and '.join(codes)}.", who=WORD)
    head = twin.people["cell_member"]
    queries.told_in(head, kept)
    acts.look_into_complaint(head, kept)
    acts.note_on_complaint(head, Complaint.objects.get(pk=kept.pk), text=WORD)
    acts.answer_complaint(head, Complaint.objects.get(pk=kept.pk), answer=WORD)
    return Complaint.objects.get(pk=kept.pk)


# Bytes of pages do not depend on the database; the statements, below, are compared on both.
@pytest.mark.one_database
@pytest.mark.parametrize("who", OUTSIDE)
def test_a_complaint_leaves_no_trace_for_whom_it_is_about_and_for_who_does_not_answer_it(twin, monkeypatch, who):
    sends = who in NAMED
    with transaction.atomic():
        kept = add_complaint(twin)
        hidden, records, number = {"complaint_id": [str(kept.pk)]}, {Complaint: kept}, kept.number
        seen = twins.crawl(twin, who, monkeypatch, hidden, records, number, sends=sends)
        transaction.set_rollback(True)
    with transaction.atomic():
        assert not Complaint.objects.exists()
        unseen = twins.crawl(twin, who, monkeypatch, hidden, records, number, sends=sends)
        transaction.set_rollback(True)
    if found := differences(seen, unseen):
        pytest.fail(f"{len(found)} answers tell the worlds apart:\n" + "\n".join(found[:12]), pytrace=False)
    assert not [key for key, each in seen.items() if WORD.encode() in each.body and not key.startswith("POST")]
    assert len(seen) > 100


def test_who_answers_it_sees_it(twin):
    """The same addresses show it to the head who is left, so that the test above looks for something."""
    kept = add_complaint(twin)
    client = twin.clients["cell_member"]
    assert kept.number in client.get("/staff/complaints/?show=all").content.decode()
    assert client.get(f"/staff/complaints/{kept.pk}/").status_code == 200
    assert WORD in client.post(f"/staff/complaints/{kept.pk}/telling/").content.decode()


@pytest.mark.parametrize("who", [*NAMED, "station_head", "focal_point"])
def test_its_id_costs_the_very_statements_of_one_that_never_was(twin, who):
    kept = add_complaint(twin)
    client = twin.clients[who]
    paths = [each for each in twins.addresses(twin, {"complaint_id": [str(kept.pk)]}) if str(kept.pk) in each]
    assert len(paths) > 2
    for path in paths:
        absent = path.replace(str(kept.pk), str(uuid.UUID(int=3)))
        twins.ask(client, "GET", absent)
        assert twins.statements(client, path) == twins.statements(client, absent), path


def test_live_word_of_it_reaches_none_of_them(twin):
    kept = add_complaint(twin)
    words = list(Message.objects.filter(topic="live").values_list("payload", flat=True))
    words = [each for each in words if each["ref"] == str(kept.pk)]
    assert words
    for who, actor in twin.people.items():
        channels = {f"user:{actor.id}", f"institution:{actor.institution_id}"}
        channels |= {f"cell:{each}" for each in circle_of(actor).cells}
        channels |= set(panels_for("live_channels", SimpleNamespace(actor=actor)))
        listener = Listener("", frozenset(channels), frozenset(map(str, circle_of(actor).barred)))
        assert any(map(listener.may_hear, words)) == (who == "cell_member"), who
