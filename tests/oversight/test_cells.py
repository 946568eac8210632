"""The cells' pages: who belongs, admitted by two persons and never by the one admitted; keys go with who leaves."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.casework.cases.jobs import lock_files
from genderdesk.casework.hotline.acts import receive_text
from genderdesk.casework.hotline.gateways.simulator.network import open_simulator
from genderdesk.casework.hotline.jobs import hand_threads_back
from genderdesk.casework.hotline.models import Contact, Line
from genderdesk.casework.hotline.vocabulary.contacts import CONNECTED, QUEUED
from genderdesk.casework.intake.acts import seal_file
from genderdesk.casework.intake.models import Report
from genderdesk.casework.intake.vocabulary import NarrowedFor
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import SYSTEM, Refused
from genderdesk.groundwork.protection.acts import Conflict, Invalid, unguarded
from genderdesk.groundwork.protection.models import Approval, HolderKey
from genderdesk.groundwork.protection.vault import NotHolder, holders_of, is_sealed, personal
from genderdesk.groundwork.protection.vault.unlocked import person_with, standing_here
from genderdesk.organisation.accounts.models import User
from genderdesk.organisation.institution.access import ADMIT
from genderdesk.organisation.institution.acts import admit_to_cell, open_cell, release_from_cell
from genderdesk.organisation.institution.models import CellMember, Officer
from genderdesk.organisation.institution.queries import cells_of
from genderdesk.organisation.institution.rules.cells import Admission
from tests.files import open_file

pytestmark = pytest.mark.django_db

PAGE = "/staff/cells/"


@pytest.fixture
def cell(world):
    assert world.desk_head, "the first member"
    return open_cell(SYSTEM, world.police, name="Cell of the lake")


@pytest.fixture
def gateway(world, settings):
    """The telephone network of the police line; the member who is to leave has an account."""
    settings.TELEPHONE_SIMULATOR = True
    account_of(world.investigator)
    with unguarded("test"):
        line = Line.objects.create(short_code="3512", institution=world.police)
    return open_simulator(SYSTEM, line)


def officer_of(actor) -> Officer:
    return Officer.objects.get(pk=actor.officer_id)


def account_of(actor) -> User:
    with unguarded("test"):
        found, _new = User.objects.get_or_create(
            id=actor.id, defaults={"username": actor.code, "officer_id": actor.officer_id}
        )
    return found


def sent(**given):
    return {"op_id": str(uuid.uuid4()), **given}


def asking(actor, **changes):
    today = timezone.localdate()
    given = {"who": officer_of(actor).staff_code, "starts_on": today, "ends_on": "", "why": "Invented reason."}
    return sent(**(given | changes))


def words(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def sealed(world, cell):
    """A sealed file, opened so long ago that its words are locked."""
    case = open_file(world, hours_ago=5)
    seal_file(world.desk_head, case.report, reason=NarrowedFor.STAFF_SUSPECTED, cell=cell)
    with unguarded("test"):
        Report.objects.filter(pk=case.report_id).update(decided_at=timezone.now() - timedelta(minutes=11))
    lock_files()
    report = Report.objects.get(pk=case.report_id)
    assert is_sealed(report.pk)
    return report


def key_of(actor):
    account_of(actor)
    return person_with(actor.id, personal.open_or_make(actor.id, "a password of hers").private)


class TestAdmitting:
    def test_one_asks_another_approves_and_only_then_she_belongs(self, world, cell):
        administrator, oversight = world.client(world.administrator), world.client(world.oversight)
        page = f"{PAGE}{cell.pk}/"
        assert administrator.post(page, asking(world.investigator)).status_code == 302
        assert cells_of(world.investigator) == frozenset()
        asked = Approval.objects.get()
        carry_out = f"{page}admit/{asked.pk}/"
        assert "Waits" in words(administrator.get(page))
        assert administrator.post(carry_out, sent()).status_code == 404
        decide = f"/staff/second-person/{asked.pk}/"
        assert administrator.get(decide).status_code == 404
        assert "Read why and answer" in words(oversight.get(page))
        shown = words(oversight.get(decide))
        assert officer_of(world.investigator).staff_code in shown
        assert "Cell of the lake" in shown
        assert "Invented reason." in shown
        assert oversight.post(decide, sent(yes="yes", answer="")).status_code == 302
        assert "Approved: do it now" in words(administrator.get(page))
        assert administrator.post(carry_out, sent()).status_code == 302
        assert cells_of(world.investigator) == {cell.pk}
        assert officer_of(world.investigator).staff_code in words(oversight.get(page))
        with pytest.raises(Conflict, match="already"):
            admit_to_cell(SYSTEM, cell, officer=officer_of(world.investigator))

    def test_who_is_admitted_never_decides(self, world, cell):
        second = world.actor("oversight", world.headquarters)
        wanted = Admission(True, second.officer_id, timezone.localdate())
        asked = approvals.ask(world.administrator, kind=ADMIT, about=cell, scope=wanted.scope, reason="Invented.")
        assert approvals.waiting_for(second) == []
        with pytest.raises(Refused):
            approvals.decide(second, asked, yes=True)
        with pytest.raises(Refused):
            approvals.decide(world.administrator, asked, yes=True)
        approvals.decide(world.oversight, asked, yes=True)
        admit_to_cell(world.administrator, cell, officer=officer_of(second), starts_on=wanted.starts_on)
        assert cells_of(second) == {cell.pk}

    def test_nothing_else_than_what_was_approved_is_done(self, world, cell):
        today = timezone.localdate()
        until = today + timedelta(days=10)
        wanted = Admission(True, world.investigator.officer_id, today, until)
        asked = approvals.ask(world.administrator, kind=ADMIT, about=cell, scope=wanted.scope, reason="Invented.")
        approvals.decide(world.oversight, asked, yes=True)
        officer = officer_of(world.investigator)
        for officer_wanted, end in (
            (officer, None),
            (officer, until + timedelta(days=1)),
            (officer_of(world.counsellor), until),
        ):
            with pytest.raises(Refused):
                admit_to_cell(world.administrator, cell, officer=officer_wanted, starts_on=today, ends_on=end)
        with pytest.raises(Refused):
            admit_to_cell(world.oversight, cell, officer=officer, starts_on=today, ends_on=until)
        kept = admit_to_cell(world.administrator, cell, officer=officer, starts_on=today, ends_on=until)
        assert (kept.starts_on, kept.ends_on) == (today, until)
        with pytest.raises(Conflict):
            admit_to_cell(world.administrator, cell, officer=officer, starts_on=today, ends_on=until)

    def test_a_request_that_nobody_can_read_is_decided_by_nobody(self, world, cell):
        approvals.ask(world.administrator, kind=ADMIT, about=cell, scope="anybody", reason="Invented.")
        assert approvals.waiting_for(world.oversight) == []
        assert world.client(world.oversight).get(f"{PAGE}{cell.pk}/").status_code == 200

    @pytest.mark.parametrize(
        ("changes", "says"),
        [
            ({"who": "NOBODY"}, "There is no such officer"),
            ({"starts_on": "2026-03-05", "ends_on": "2026-03-04"}, "The end must come after the start"),
            ({"why": " "}, "Why is she or he needed in the cell?"),
            ({"starts_on": "tomorrow"}, "There is no such date"),
        ],
    )
    def test_what_is_wrong_stands_beside_the_field(self, world, cell, changes, says):
        answer = world.client(world.administrator).post(f"{PAGE}{cell.pk}/", asking(world.investigator, **changes))
        assert answer.status_code == 422
        assert says in words(answer)
        assert not Approval.objects.exists()

    def test_nobody_asks_for_herself_and_no_officer_of_another_institution(self, world, cell):
        client = world.client(world.oversight)
        own = client.post(f"{PAGE}{cell.pk}/", asking(world.oversight))
        assert "Nobody admits herself" in words(own)
        foreign = client.post(f"{PAGE}{cell.pk}/", asking(world.defence_desk_head))
        assert "There is no such officer" in words(foreign)
        with pytest.raises(Invalid):
            admit_to_cell(SYSTEM, cell, officer=officer_of(world.defence_desk_head))

    def test_oversight_from_outside_is_admitted_by_the_sign_in_name_and_a_provider_is_not(self, world, cell):
        with unguarded("test"):
            watcher = User.objects.create(username="watcher", standing_role="oversight")
            User.objects.create(username="clinic", standing_role="provider")
        client = world.client(world.administrator)
        assert client.post(f"{PAGE}{cell.pk}/", asking(world.oversight, who="clinic")).status_code == 422
        assert client.post(f"{PAGE}{cell.pk}/", asking(world.oversight, who="Watcher")).status_code == 302
        asked = Approval.objects.get()
        approvals.decide(world.oversight, asked, yes=True)
        client.post(f"{PAGE}{cell.pk}/admit/{asked.pk}/", sent())
        assert CellMember.objects.filter(cell=cell, account_id=watcher.pk).exists()


class TestLeaving:
    def test_she_opens_neither_old_nor_new_sealed_files_and_the_others_do(self, world, cell):
        head, leaver = key_of(world.desk_head), key_of(world.investigator)
        admit_to_cell(SYSTEM, cell, officer=officer_of(world.investigator))
        old = sealed(world, cell)
        with standing_here(leaver), unguarded("test"):
            assert old.narrative.open()
        member = CellMember.objects.get(cell=cell, officer_id=world.investigator.officer_id)
        client = world.client(world.oversight)
        address = f"{PAGE}members/{member.pk}/release/"
        assert "old or new" in words(client.get(address))
        assert client.post(address, sent(ends_on=timezone.localdate())).status_code == 302
        assert cells_of(world.investigator) == frozenset()
        lock_files()
        new = sealed(world, cell)
        for report in (Report.objects.get(pk=old.pk), new):
            assert {each.user_id for each in holders_of(report.pk)} == {world.desk_head.id}
            with standing_here(person_with(*leaver.key())), unguarded("test"), pytest.raises(NotHolder):
                report.narrative.open()
            with standing_here(head), unguarded("test"):
                assert Report.objects.get(pk=report.pk).narrative.open()
        assert not HolderKey.objects.filter(holder_id=world.investigator.id).exists()
        assert "Left the cell" in words(client.get(f"{PAGE}{cell.pk}/"))

    def test_a_day_to_come_leaves_her_in_until_then(self, world, cell):
        member = admit_to_cell(SYSTEM, cell, officer=officer_of(world.investigator))
        later = timezone.localdate() + timedelta(days=5)
        release_from_cell(world.oversight, member, ends_on=later)
        assert cells_of(world.investigator) == {cell.pk}
        with pytest.raises(Conflict, match="already"):
            release_from_cell(world.oversight, member, ends_on=later)
        with pytest.raises(Invalid, match="day to come"):
            release_from_cell(world.oversight, member, ends_on=timezone.localdate() - timedelta(days=1))

    def test_her_thread_of_texts_waits_for_another_member_at_once(
        self, world, cell, gateway, django_capture_on_commit_callbacks
    ):
        """A thread with an operator who was never of the cell, and finishes what she began, stays hers."""
        member = admit_to_cell(SYSTEM, cell, officer=officer_of(world.investigator))
        threads = []
        for number, holder in enumerate((world.investigator, world.operator)):
            threads.append(receive_text(SYSTEM, gateway, sender=f"+25078800010{number}", text="Invented.").contact)
            with unguarded("a test's sealed thread"):
                Contact.objects.filter(pk=threads[-1].pk).update(cell=cell, state=CONNECTED, operator_id=holder.id)
        with django_capture_on_commit_callbacks(execute=True):
            release_from_cell(world.oversight, member)
        left, kept = (Contact.objects.get(pk=each.pk) for each in threads)
        assert (left.state, left.operator_id) == (QUEUED, None)
        assert (kept.state, kept.operator_id) == (CONNECTED, world.operator.id)

    def test_a_thread_is_handed_back_when_her_last_day_is_over(self, world, cell, gateway):
        later = timezone.localdate() + timedelta(days=5)
        member = admit_to_cell(SYSTEM, cell, officer=officer_of(world.investigator), ends_on=later)
        thread = receive_text(SYSTEM, gateway, sender="+250788000100", text="Invented.").contact
        held = {"cell": cell, "state": CONNECTED, "operator_id": world.investigator.id}
        with unguarded("a test's sealed thread"):
            Contact.objects.filter(pk=thread.pk).update(**held)
        hand_threads_back()
        assert Contact.objects.get(pk=thread.pk).state == CONNECTED
        with unguarded("a test's lapse of time"):
            CellMember.objects.filter(pk=member.pk).update(ends_on=timezone.localdate())
        hand_threads_back()
        assert Contact.objects.get(pk=thread.pk).state == QUEUED

    def test_the_last_member_without_an_end_stays(self, world, cell):
        admit_to_cell(
            SYSTEM, cell, officer=officer_of(world.investigator), ends_on=timezone.localdate() + timedelta(days=3)
        )
        head = CellMember.objects.get(cell=cell, officer_id=world.desk_head.officer_id)
        answer = world.client(world.administrator).post(
            f"{PAGE}members/{head.pk}/release/", sent(ends_on=timezone.localdate())
        )
        assert answer.status_code == 422
        assert "last member" in words(answer)


class TestWhoSees:
    def test_only_members_learn_how_many_sealed_files_there_are(self, world, cell):
        key_of(world.desk_head)
        before = {
            who: words(world.client(getattr(world, who)).get(f"{PAGE}{cell.pk}/"))
            for who in ("administrator", "oversight")
        }
        sealed(world, cell)
        for who, text in before.items():
            assert words(world.client(getattr(world, who)).get(f"{PAGE}{cell.pk}/")) == text, who
        member = words(world.client(world.desk_head).get(f"{PAGE}{cell.pk}/"))
        assert "The cell holds the keys of 1 file that is locked." in member
        assert "Ask to admit" not in member

    def test_a_member_asks_nobody_in_and_takes_nobody_out(self, world, cell):
        client = world.client(world.desk_head)
        assert client.post(f"{PAGE}{cell.pk}/", asking(world.investigator)).status_code in (403, 422)
        assert not Approval.objects.exists()
        member = CellMember.objects.get(cell=cell)
        assert client.get(f"{PAGE}members/{member.pk}/release/").status_code == 403

    def test_the_sister_desks_people_do_not_find_it(self, world, cell):
        foreign = world.actor("oversight", world.defence_desk)
        assert "Cell of the lake" not in words(world.client(foreign).get(PAGE))
        assert world.client(foreign).get(f"{PAGE}{cell.pk}/").status_code == 404
        member = CellMember.objects.get(cell=cell)
        assert world.client(foreign).get(f"{PAGE}members/{member.pk}/release/").status_code == 404
        with pytest.raises(Refused):
            release_from_cell(foreign, member)

    @pytest.mark.parametrize("name", ["focal_point", "operator", "dispatcher", "analyst", "defence_desk_head"])
    def test_nobody_else_enters(self, world, cell, name):
        client = world.client(getattr(world, name))
        assert client.get(PAGE).status_code == 403
        assert client.get(f"{PAGE}{cell.pk}/").status_code == 403
