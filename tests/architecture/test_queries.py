"""No page asks more of the database because more stands in it, and none more than its budget."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.casework.care.acts import begin_counselling, hold_session, keep_group, note_on_session, plan_session
from genderdesk.casework.care.models import CounsellingSession
from genderdesk.casework.care.vocabulary import Place, SessionKind, Theme
from genderdesk.casework.cases.acts import hand_over, note_on_case, plan_follow_up
from genderdesk.casework.cases.models import Case, PlanItem
from genderdesk.casework.complaints.models import Complaint
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.foundation.ids import new_stamp
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.vault import personal
from genderdesk.organisation.accounts.acts import create_user
from genderdesk.organisation.institution.acts import (
    admit_to_cell,
    book_room,
    enter_equipment,
    lay_down_standard,
    open_cell,
    open_desk,
    open_finding,
    open_room,
)
from genderdesk.organisation.institution.models import DeskStandard, Officer
from genderdesk.organisation.institution.rules.readiness import Asked
from genderdesk.organisation.institution.vocabulary.readiness import DEFAULT_STANDARD, EquipmentKind, ItemState
from genderdesk.organisation.institution.vocabulary.rooms import RoomKind, RoomUse
from genderdesk.programme.guidance.acts import begin_plan
from genderdesk.programme.training.acts import issue_certificates, keep_need, keep_trainer, take_in_sheet
from genderdesk.programme.training.vocabulary import Category
from tests.architecture.query_budgets import BUDGETS
from tests.complaints.told import tell
from tests.files import (
    NAME,
    PHONE,
    ask_to_close,
    assess,
    flag_case,
    fresh,
    give_consent,
    make_provider,
    name_suspect,
    open_file,
    plan_something,
    propose,
    receive,
    send,
)
from tests.guidance.conftest import Guidance
from tests.training.conftest import School, row
from tests.world import World

# Sixty of everything take a while to make.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("keeps_contexts")]

FEW, MANY = 3, 60
# By what somebody is looked for: every file of the filled world fits.
SEARCHES = {"phone": PHONE, "name": NAME}


class Filled:
    """A world with as many records of every kind as a page could show, and more when asked."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.provider = make_provider(world)
        self.case = open_file(world, hours_ago=5)
        self.referral = send(world.focal_point, self.case, self.provider)
        self.report = receive(world)
        self.complaint = self.complain()
        self.cell = open_cell(SYSTEM, world.police, name="Cell")
        counsellor = Officer.objects.get(pk=world.counsellor.officer_id)
        hand_over(world.desk_head, self.case, version=fresh(self.case).version, officer=counsellor)
        personal.open_or_make(world.counsellor.id, "a password of hers")
        self.counselling = begin_counselling(world.counsellor, fresh(self.case))
        self.session = self.plan_session()
        hold_session(world.counsellor, self.session, minutes=40, note="Invented")
        self.plan_item = self._planned(self.case)
        self.flag = flag_case(world.focal_point, fresh(self.case))
        self.suspect = name_suspect(world.focal_point, fresh(self.case), phone="0788111222")
        self._lay_down()
        self.school = School.of(world)
        self.training = self.school.open(days=[timezone.localdate()])
        self.people = {
            "provider": world.client(world.provider_actor(self.provider.pk)),
            "": Client(),
        }

    def plan_session(self) -> CounsellingSession:
        """An appointment within a day."""
        soon = timezone.now() + timedelta(hours=1)
        given = {"due_at": soon, "kind": SessionKind.PHONE, "place": Place.TELEPHONE}
        return plan_session(self.world.counsellor, self.counselling, **given)

    def complain(self) -> Complaint:
        """A complaint that the head office answers, kept from a station's people."""
        return tell(self.world)

    def client(self, role: str) -> Client:
        if role not in self.people:
            self.people[role] = self.world.client(getattr(self.world, role))
        return self.people[role]

    def address(self, address: str) -> str:
        return address.format(
            report=self.report.pk,
            case=self.case.pk,
            referral=self.referral.pk,
            provider=self.provider.pk,
            cell=self.cell.pk,
            session=self.session.pk,
            plan_item=self.plan_item.pk,
            suspect=self.suspect.pk,
            complaint=self.complaint.pk,
            flag=self.flag.pk,
            consent=self.referral.consent_id,
            document=self.version.document_id,
            version=self.version.pk,
            proposal=self.proposal.pk,
            action=self.action.pk,
            plan=self.plan.pk,
            training=self.training.pk,
        )

    def _lay_down(self) -> None:
        """A document in force, an approved proposal with an action, a plan."""
        guidance = Guidance(self.world)
        self.guidance = guidance
        self.version = guidance.in_force()
        self.proposal = guidance.approved()
        self.action = guidance.action(self.proposal)
        today = timezone.localdate()
        given = {"starts_on": today, "ends_on": today + timedelta(days=300)}
        self.plan = begin_plan(self.world.analyst, title="Plan", **given)

    def _lay_down_more(self, each: int) -> None:
        self.guidance.in_force(f"MORE-{each}-{self.world.station.pk.hex[:4]}-{new_stamp()[:6]}")
        self.guidance.submitted()
        self.guidance.action(self.proposal)

    def _planned(self, case: Case) -> PlanItem:
        """One assessment and one thing that is planned for a case."""
        assess(self.world.focal_point, fresh(case))
        return plan_something(self.world.focal_point, fresh(case))

    def add(self, number: int) -> None:
        """So many more reports, cases with running clocks, decisions, follow-ups, referrals, closures, people."""
        world, focal_point = self.world, self.world.focal_point
        self._train(number)
        self._house(number)
        for each in range(number):
            self._lay_down_more(each)
            receive(world)
            self.complain()
            other = open_file(world, hours_ago=5)
            plan_follow_up(focal_point, other, due_at=timezone.now() + timedelta(hours=1), channel=ContactWay.CALL)
            propose(focal_point, other, self.provider)
            send(focal_point, fresh(self.case), self.provider)
            give_consent(focal_point, fresh(self.case), make_provider(world).pk)
            self._planned(self.case)
            self._planned(other)
            flag_case(focal_point, fresh(self.case))
            flag_case(focal_point, fresh(other))
            name_suspect(focal_point, fresh(self.case), f"Invented Suspect {number} {each}")
            name_suspect(focal_point, fresh(other), phone="0788111222", person=self.suspect.code)
            note_on_case(focal_point, fresh(self.case), text=f"Invented note {each}")
            plan_follow_up(
                focal_point, fresh(self.case), due_at=timezone.now() + timedelta(hours=1), channel=ContactWay.CALL
            )
            self.plan_session()
            note_on_session(world.counsellor, self.session, text="Invented")
            keep_group(
                world.counsellor,
                held_on=timezone.localdate(),
                minutes=90,
                place=Place.DESK,
                theme=Theme.COPING,
                women=3,
            )
            ask_to_close(focal_point, open_file(world, hours_ago=200), note="Invented")
            officer = world.officer(world.police)
            admit_to_cell(SYSTEM, self.cell, officer=officer)
            create_user(
                world.administrator,
                username=f"made-up-{each}-{number}",
                password="Kigali-horizon-7741",
                officer=officer,
            )

    def _house(self, number: int) -> None:
        """So many more desks, rooms and bookings of a station, and things that its desk lacks."""
        world, now = self.world, timezone.now()
        unit, today = world.station.unit, timezone.localdate()
        asked = [Asked(each.code, each.domain, each.demand, each.method) for each in DEFAULT_STANDARD]
        if not DeskStandard.objects.exists():
            lay_down_standard(SYSTEM, world.police, starts_on=today, lines=asked)
        for _each in range(number):
            name = new_stamp()
            open_desk(SYSTEM, unit, kind="desk", name=name, opened_on=today)
            room = open_room(SYSTEM, unit, kind=RoomKind.INTERVIEW, name=name, opened_on=today)
            book_room(
                world.focal_point, room, starts_at=now, ends_at=now + timedelta(hours=1), purpose=RoomUse.INTERVIEW
            )
            enter_equipment(SYSTEM, unit, kind=EquipmentKind.PHONE, state=ItemState.WORKING, since=today, serial=name)
            open_finding(world.desk_head, world.station, text=name)

    def _train(self, number: int) -> None:
        """So many more people in one training, with results; trainings, certificates, needs, trainers, courses."""
        school, day = self.school, timezone.localdate()
        lines = [row(line, names=f"{school.word()} {school.word()}", before=40, after=70) for line in range(number)]
        take_in_sheet(school.trainer, school.fresh(self.training), rows=lines)
        others = [row(line, names=f"{school.word()} {school.word()}", presences=("present",)) for line in range(number)]
        ended = school.held(others, days=[day])
        issue_certificates(school.trainer, ended)
        for _each in range(number):
            school.plan(days=[day])
            keep_need(school.trainer, assessed_on=day, category=Category.TEACHER, gap="Invented")
            officer = self.world.officer(self.world.police)
            keep_trainer(school.trainer, officer=officer, qualification="Invented", qualified_on=day)
            school.course(f"C-{school.word()}")

    def queries(self, role: str, address: str) -> int:
        """What the page asks when it is opened a second time: the first fills what a process keeps.

        The third is for a machine so slow that a minute went by, in which it is kept when somebody was last here.
        """
        client, path = self.client(role), self.address(address)
        assert client.get(path).status_code == 200, path
        return min(self._asked(client, path), self._asked(client, path))

    def searched(self, by: str, value: str) -> int:
        """What a search for a person asks, with every file that fits listed."""
        client, path = self.client("focal_point"), "/staff/cases/search/"
        looked = {"by": by, "value": value, "reason": "is_here", "reference": "GD-2345-2345"}
        counted = []
        for _again in range(2):
            with CaptureQueriesContext(connection) as asked:
                answer = client.post(path, looked)
            assert answer.context["search"].found, "the search finds files, or it proves nothing"
            counted.append(len(asked))
        return min(counted)

    def everything(self) -> dict[tuple[str, str], int]:
        """The queries of each page of the budgets and of each search."""
        pages = {(role, address): self.queries(role, address) for role, address, _most in BUDGETS}
        return pages | {("search", by): self.searched(by, value) for by, value in SEARCHES.items()}

    def _asked(self, client: Client, path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(path)
        return len(asked)


@pytest.fixture
def filled(world: Any) -> Filled:
    cache.clear()
    return Filled(world)


def test_no_page_asks_more_when_more_is_there_and_none_more_than_its_budget(filled):
    filled.add(FEW)
    few = filled.everything()
    filled.add(MANY - FEW)
    many = filled.everything()
    grown = {key: (few[key], many[key]) for key in few if many[key] > few[key]}
    assert grown == {}
    over = {(who, address): many[who, address] for who, address, most in BUDGETS if many[who, address] > most}
    assert over == {}
