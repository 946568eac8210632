"""A sealed file's number has no digest anywhere: not in the report, the case, the call or the menu by which it came.

What the same phone sends later still reaches its cell, its STOP still counts, and unsealed it is found again.
"""

from __future__ import annotations

import uuid

import pytest
from django.apps import apps

from genderdesk.casework.hotline import acts as line_acts
from genderdesk.casework.hotline.access import gateway_actor
from genderdesk.casework.hotline.acts.texts import receive_text, send_text
from genderdesk.casework.hotline.acts.ussd import step_ussd
from genderdesk.casework.hotline.gateways.simulator.network import open_simulator
from genderdesk.casework.hotline.models import Contact, TextMessage
from genderdesk.casework.hotline.queries import called_before, has_stopped, history_of
from genderdesk.casework.hotline.vocabulary.contacts import CONNECTED, QUEUED
from genderdesk.casework.intake.acts import hand_to_cell, lower_sensitivity, seal_file
from genderdesk.casework.intake.models import Addition, Report
from genderdesk.casework.intake.queries import possible_duplicates
from genderdesk.casework.intake.vocabulary import NarrowedFor, Sensitivity
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import Invalid, Missing, Refused
from genderdesk.groundwork.protection.circle import hides, kept_models
from genderdesk.groundwork.protection.vault import blind_index
from genderdesk.organisation.institution.acts import admit_to_cell, open_cell
from genderdesk.organisation.institution.models import Officer
from tests.attacks.twins import told

pytestmark = pytest.mark.django_db

PHONE = "+250788000313"


@pytest.fixture
def gateway(world, settings):
    settings.TELEPHONE_SIMULATOR = True
    return open_simulator(SYSTEM, line_acts.open_line(SYSTEM, institution=world.police, short_code="3512"))


@pytest.fixture
def cell(world):
    opened = open_cell(SYSTEM, world.police, name="Cell")
    for who in (world.desk_head, world.oversight):
        if not opened.members.filter(officer_id=who.officer_id).exists():
            admit_to_cell(SYSTEM, opened, officer=Officer.objects.get(pk=who.officer_id))
    return opened


def text(gateway, words):
    return receive_text(gateway_actor(gateway), gateway, sender=PHONE, text=words)


def called(world, gateway, reference="a"):
    network = gateway_actor(gateway)
    contact = line_acts.offer_contact(network, gateway, reference=reference, caller=PHONE)
    contact = line_acts.answer_contact(world.operator, contact)
    report = line_acts.report_contact(world.operator, contact, told=told())
    contact = line_acts.leave_contact(network, Contact.objects.get(pk=contact.pk))
    line_acts.close_contact(world.operator, Contact.objects.get(pk=contact.pk))
    return report


def by_ussd(gateway, session="s"):
    """A whole walk through the menu, to its report."""
    path = ""
    for typed in ("", "1", "1", "1", "1", "1", "1", "1"):
        path = f"{path}*{typed}" if path and typed else typed or path
        answer = step_ussd(gateway_actor(gateway), gateway, session_id=session, caller=PHONE, text=path)
        if answer.action == "END":
            break
    return Report.objects.get(contact_id=Contact.objects.get(reference=session).pk)


WAYS = {
    "call": called,
    "text": lambda _world, gateway: Report.objects.get(contact_id=text(gateway, "He beats me.").contact_id),
    "menu": lambda _world, gateway: by_ussd(gateway),
}


def digests():
    """Every column of every record of files that holds a digest, as the database has it."""
    found = []
    for model in (each for each in apps.get_models() if each in kept_models()):
        names = [each.name for each in model._meta.concrete_fields if each.name.endswith("_index")]
        for row in model._base_manager.values_list("pk", *names) if names else ():
            found += [(model.__name__, value) for value in row[1:] if value]
    return found


def seal(world, report):
    seal_file(world.desk_head, Report.objects.get(pk=report.pk), reason=NarrowedFor.STAFF_SUSPECTED)
    return Report.objects.get(pk=report.pk)


def unseal(world, report):
    asked = approvals.ask(world.desk_head, kind="report.lower", about=report, scope="standard", reason="Invented.")
    approvals.decide(world.oversight, asked, yes=True)
    lower_sensitivity(world.desk_head, report, to=Sensitivity.STANDARD)


@pytest.mark.parametrize("way", WAYS)
def test_sealed_it_has_no_digest_and_unsealed_the_very_same_again(world, gateway, cell, way):
    report = WAYS[way](world, gateway)
    before = digests()
    assert {name for name, _value in before} >= {"Contact", "Report"}
    assert {value for _name, value in before} == {blind_index("phone", PHONE)}
    report = seal(world, report)
    assert digests() == []
    unseal(world, report)
    assert sorted(digests()) == sorted(before)


@pytest.mark.parametrize("way", WAYS)
def test_no_question_by_the_number_answers_for_it(world, gateway, cell, way):
    seal(world, WAYS[way](world, gateway))
    later = line_acts.offer_contact(gateway_actor(gateway), gateway, reference="later", caller=PHONE)
    line_acts.answer_contact(world.operator, later)
    later.refresh_from_db()
    assert not called_before(world.operator, later).any
    assert history_of(world.operator, later) == ([], [])
    for who in (world.operator, world.focal_point, world.desk_head):
        assert possible_duplicates(who, phone=PHONE, reference=uuid.uuid4()) == []


def test_what_is_told_sealed_from_the_start_never_had_one(world, gateway, cell):
    seal(world, text(gateway, "He beats me.") and Report.objects.get())
    message = text(gateway, "He is a policeman.")
    assert message.contact.cell_id == cell.pk
    other = by_ussd(gateway)
    assert other.cell_id == cell.pk
    assert digests() == []


def test_what_the_same_phone_writes_goes_on_in_its_sealed_thread(world, gateway, cell):
    first = text(gateway, "He beats me.")
    report = seal(world, Report.objects.get())
    again = text(gateway, "He has come back.")
    assert again.contact_id == first.contact_id
    assert Addition.objects.filter(report=report).count() == 1
    assert Report.objects.count() == 1
    assert (
        receive_text(gateway_actor(gateway), gateway, sender="+250788000999", text="Help").contact_id
        != first.contact_id
    )


def test_a_menu_that_broke_off_goes_on_in_the_cell(world, gateway, cell):
    seal(world, text(gateway, "He beats me.") and Report.objects.get())
    network = gateway_actor(gateway)
    for typed in ("", "1", "1*1"):
        step_ussd(network, gateway, session_id="one", caller=PHONE, text=typed)
    fresh = step_ussd(network, gateway, session_id="other", caller="+250788000999", text="")
    on = step_ussd(network, gateway, session_id="two", caller=PHONE, text="")
    assert on.text != fresh.text, "she is asked whether she goes on"
    assert digests() == [
        ("Contact", blind_index("phone", "+250788000999")),
        ("UssdSession", blind_index("phone", "+250788000999")),
    ]


def test_a_stop_is_heard_before_and_after_the_sealing(world, gateway, cell):
    text(gateway, "He beats me.")
    text(gateway, "STOP")
    seal(world, Report.objects.get())
    contact = Contact.objects.get()
    assert has_stopped(contact)
    text(gateway, "START")
    contact.refresh_from_db()
    assert not has_stopped(contact)
    text(gateway, "STOP")
    contact.refresh_from_db()
    assert has_stopped(contact)
    contact.safe_to_contact = Answer.YES
    with pytest.raises(Invalid, match="STOP"):
        send_text(world.desk_head, contact, text="Your text has reached us.")


def test_its_cell_answers_it(world, gateway, cell):
    line_acts.answer_contact(world.operator, text(gateway, "He beats me.").contact)
    seal(world, Report.objects.get())
    contact = line_acts.set_safe_contact(world.desk_head, Contact.objects.get(), safe=Answer.YES)
    sent = send_text(world.desk_head, contact, text="Your text has reached us.")
    assert TextMessage.objects.get(pk=sent.pk).outgoing


def test_the_head_in_the_cell_takes_up_a_thread_that_nobody_had(world, gateway, cell):
    text(gateway, "He beats me.")
    seal(world, Report.objects.get())
    contact = Contact.objects.get()
    page, take = f"/staff/line/messages/{contact.pk}/", f"/staff/line/contacts/{contact.pk}/answer/"
    head = world.client(world.desk_head)
    assert take in head.get(page).content.decode()
    head.post(take)
    contact.refresh_from_db()
    assert (contact.state, contact.operator_id) == (CONNECTED, world.desk_head.id)
    line_acts.set_safe_contact(world.desk_head, contact, safe=Answer.YES)
    for form in (page, f"{page}texts/?part=answer"):
        assert f"{page}send/" in head.get(form).content.decode()
    answered = head.post(f"{page}send/", {"text": "Your text has reached us."})
    assert (answered.status_code, TextMessage.objects.filter(written_by=world.desk_head.id).count()) == (302, 1)


@pytest.mark.parametrize("member", [False, True])
def test_a_thread_handed_to_another_cell_leaves_the_head_who_held_it(world, gateway, cell, member):
    text(gateway, "He beats me.")
    report = seal(world, Report.objects.get())
    head, sister = world.client(world.desk_head), world.defence_desk_head
    line_acts.answer_contact(world.desk_head, Contact.objects.get())
    other = open_cell(SYSTEM, world.police if member else world.defence, name="Other")
    if member and not other.members.filter(officer_id=world.desk_head.officer_id).exists():
        admit_to_cell(SYSTEM, other, officer=Officer.objects.get(pk=world.desk_head.officer_id))
    hand_to_cell(world.desk_head, report, cell=other)
    contact = Contact.objects.get()
    assert {hides(world.desk_head, contact), hides(world.desk_head, contact.texts.first())} == {not member}
    if member:
        assert (contact.state, contact.operator_id) == (CONNECTED, world.desk_head.id)
        return
    assert (contact.state, contact.operator_id) == (QUEUED, None)
    assert head.get(f"/staff/line/messages/{contact.pk}/").status_code == 404
    assert line_acts.answer_contact(sister, contact).operator_id == sister.id


def test_nobody_else_takes_up_a_sealed_thread_and_a_head_no_open_one(world, gateway, cell):
    contact = text(gateway, "He beats me.").contact
    with pytest.raises(Refused):
        line_acts.answer_contact(world.desk_head, contact)
    seal(world, Report.objects.get())
    for who in (world.operator, world.oversight, world.focal_point):
        with pytest.raises((Missing, Refused)):
            line_acts.answer_contact(who, Contact.objects.get())
