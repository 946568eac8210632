"""Two worlds that differ by one sealed file, and somebody who opens every address of both.

The sealed world is made in a savepoint on top of an ordinary one and rolled back, so everything else is the same to the
byte, ids and clock included. Each request runs in a savepoint of its own, under ids that begin again: what it writes
does not disturb the next one, and what it creates has the same id in both worlds.
"""

from __future__ import annotations

import functools
import io
import itertools
import json
import re
import uuid
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver, resolve
from django.utils import timezone

from genderdesk.casework.care.models import Counselling, CounsellingSession
from genderdesk.casework.cases.acts import offer_case, open_case, plan_follow_up
from genderdesk.casework.cases.models import Case, CaseJoin, Transfer
from genderdesk.casework.hotline import acts as line_acts
from genderdesk.casework.hotline.access import gateway_actor
from genderdesk.casework.hotline.gateways.simulator.network import open_simulator
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.hotline.rules.told import Told
from genderdesk.casework.intake.acts import decide_report, declare_conflict, seal_file, triage_report
from genderdesk.casework.intake.models import Conflict, Report
from genderdesk.casework.intake.vocabulary import ConflictKind, ContactWay, NarrowedFor, StaffInvolved, StatedKind
from genderdesk.casework.response.acts import assign_unit, open_dispatch
from genderdesk.casework.response.models import Dispatch, ResponseUnit
from genderdesk.casework.response.vocabulary import OverrideReason, Status
from genderdesk.groundwork.foundation import ids
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import editions
from genderdesk.groundwork.platform.models import Message
from genderdesk.groundwork.protection import acts, approvals
from genderdesk.groundwork.protection.access import SYSTEM, Actor, permits
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.circle import kept_models
from genderdesk.interfaces.api.payloads import payload_of, takes_a_file
from genderdesk.monitoring.statistics.rollup import roll_up
from genderdesk.organisation.institution.acts import admit_to_cell, open_cell
from genderdesk.organisation.institution.models import Desk, Officer
from genderdesk.organisation.paper.acts import issue_paper
from genderdesk.organisation.paper.vocabulary import PaperLanguage
from tests import files
from tests.journeys import walker
from tests.response.conftest import make_unit
from tests.world import LONG_AGO, World

NOW = datetime(2026, 3, 10, 8, 0, tzinfo=UTC)
SEALED_PHONE = "+250788000313"
OPEN_PHONE = "+250788000626"
# A word that the sealed file alone holds.
WORD = "canary-5ea1ed"


@dataclass
class Twin:
    """The ordinary world, and what the sealed one adds: its records by the name of an address's argument."""

    world: World
    people: dict[str, Actor]
    clients: dict[str, Client]
    open: dict[str, list[str]]
    gateway: Any
    sent: ResponseUnit
    provider: Any
    sealed: dict[str, list[str]] = field(default_factory=dict)
    records: dict[type, Any] = field(default_factory=dict)
    number: str = ""
    payloads: list[dict[str, Any]] = field(default_factory=list)


def told(danger: Answer = Answer.YES, staff: StaffInvolved = StaffInvolved.UNKNOWN, word: str = "") -> Told:
    return Told(
        district="T11",
        stated_kind=StatedKind.PHYSICAL,
        safe_to_contact=Answer.YES,
        immediate_danger=danger,
        narrative=f"Invented. {word}",
        place_text="Blue gate",
        staff_involved=staff,
    )


def _call(twin: Twin, reference: str, phone: str, given: Told, operator: Actor) -> tuple[Contact, Report]:
    """A call that becomes a report, and its end."""
    network = gateway_actor(twin.gateway)
    contact = line_acts.offer_contact(network, twin.gateway, reference=reference, caller=phone)
    contact = line_acts.answer_contact(operator, contact)
    report = line_acts.report_contact(operator, contact, told=given)
    contact = Contact.objects.get(pk=contact.pk)
    contact = line_acts.leave_contact(network, contact)
    line_acts.close_contact(operator, Contact.objects.get(pk=contact.pk))
    return contact, report


def _file_of(
    twin: Twin, report: Report, worker: Actor, unit: ResponseUnit, dispatcher: Actor, taker: Actor
) -> dict[str, list[str]]:
    """A response with a crew, a case with a consent, plans, a referral that was sent, an offer to take over."""
    dispatch = open_dispatch(SYSTEM, report=Report.objects.get(pk=report.pk))
    assign_unit(dispatcher, dispatch, unit=unit, override_reason=OverrideReason.KNOWS_THE_PLACE)
    answers = dict.fromkeys(("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved"), Answer.YES)
    triage_report(worker, Report.objects.get(pk=report.pk), **answers)
    decide_report(worker, Report.objects.get(pk=report.pk), outcome="opened")
    case = open_case(SYSTEM, report=Report.objects.get(pk=report.pk))
    follow_up = plan_follow_up(worker, files.fresh(case), due_at=files.at(), channel=ContactWay.CALL)
    files.assess(worker, files.fresh(case))
    files.plan_safety(worker, files.fresh(case), WORD)
    item = files.plan_something(worker, files.fresh(case), WORD)
    suspect = files.name_suspect(worker, files.fresh(case), WORD)
    flag = files.flag_case(worker, files.fresh(case), WORD)
    referral = files.send(worker, files.fresh(case), twin.provider)
    consent = case.consents.get()
    offer = offer_case(worker, files.fresh(case), taker=Officer.objects.get(pk=taker.officer_id))
    twin.records |= {Report: report, Case: case, Dispatch: dispatch, type(referral): referral, type(offer): offer}
    other = Case.objects.exclude(pk=case.pk).order_by("opened_at").first() or files.open_file(twin.world)
    # Each counsellor's own: here the worker stands for one, so that there is something to be hidden.
    with unguarded("test"):
        counselling = Counselling.objects.create(case=case, counsellor_id=worker.officer_id, account_id=worker.id)
        session = CounsellingSession.objects.create(
            counselling=counselling, account_id=worker.id, kind="individual", place="desk", due_at=files.at()
        )
        transfer = Transfer.objects.create(
            case=case, file_id=report.pk, cell_id=case.cell_id, number=case.number, institution=case.institution,
            desk=case.desk, receiver=case.institution, to_desk=twin.world.other_station, offered_by=worker.id,
            answer_due_at=files.at(), reason="nearer",
        )  # fmt: skip
        # The sealed one into an open one, which no act would do: that file must show nothing of it all the same.
        join = CaseJoin.objects.create(
            case=case, into=other, reason="same_event", why=WORD if case.cell_id else "Invented.",
            asked_by=worker.id, waiting_since=files.at(),
        )  # fmt: skip
    twin.records[Transfer] = transfer
    exception = files.ask_exception(worker, files.fresh(case), twin.provider.pk)
    return {
        "report_id": [str(report.pk)],
        "case_id": [str(case.pk)],
        "dispatch_id": [str(dispatch.pk)],
        "referral_id": [str(referral.pk)],
        "consent_id": [str(consent.pk)],
        "exception_id": [str(exception.pk)],
        "follow_up_id": [str(follow_up.pk)],
        "offer_id": [str(offer.pk)],
        "transfer_id": [str(transfer.pk)],
        "join_id": [str(join.pk)],
        "counselling_id": [str(counselling.pk)],
        "session_id": [str(session.pk)],
        "item_id": [str(item.pk)],
        "suspect_id": [str(suspect.pk)],
        "flag_id": [str(flag.pk)],
    }


def add_sealed_file(twin: Twin, how: str) -> None:
    """The sealed file, made by a call with danger: sealed from the start, or when its case was well under way."""
    from_start = how == "from_the_start"
    head = twin.people["cell_member"]
    staff = StaffInvolved.POLICE if from_start else StaffInvolved.UNKNOWN
    contact, report = _call(twin, "sealed-call", SEALED_PHONE, told(staff=staff, word=WORD), twin.people["operator"])
    worker = head if from_start else twin.people["focal_point"]
    sender = head if from_start else twin.people["dispatcher"]
    taker = twin.people["conflicted_member" if from_start else "station_head"]
    twin.sealed = _file_of(twin, report, worker, twin.sent, sender, taker)
    twin.sealed["contact_id"] = [str(contact.pk)]
    if not from_start:
        roll_up()
        seal_file(worker, Report.objects.get(pk=report.pk), reason=NarrowedFor.STAFF_SUSPECTED)
        roll_up()
    report = Report.objects.get(pk=report.pk)
    barred = Officer.objects.get(pk=twin.people["conflicted_member"].officer_id)
    declare_conflict(head, report, kind=ConflictKind.PERSON, officer=barred)
    asked = approvals.ask(head, kind="report.lower", about=report, scope="standard", reason="Invented.")
    twin.sealed["conflict_id"] = [str(Conflict.objects.get(report=report).pk)]
    twin.sealed["approval_id"] = [str(asked.pk)]
    twin.records |= {Report: report, Contact: Contact.objects.get(pk=contact.pk), Conflict: Conflict.objects.get()}
    twin.records |= {type(asked): asked, Case: Case.objects.get(report=report)}
    twin.records[Dispatch] = Dispatch.objects.get(report_id=report.pk)
    twin.number = report.number
    twin.payloads = list(Message.objects.filter(topic="live").values_list("payload", flat=True))


def stand_still(twin: Twin) -> None:
    """What a stranger may know: a crew that is away for the sealed file is not available, and why is its own matter."""
    with unguarded("twin"):
        ResponseUnit.objects.filter(pk=twin.sent.pk).update(status=Status.UNAVAILABLE, status_at=timezone.now())


# The crawl


def routes() -> Iterator[str]:
    """Every address of the URL map."""

    def walk(patterns: list[URLPattern | URLResolver], before: str) -> Iterator[str]:
        for each in patterns:
            route = before + str(each.pattern)
            if isinstance(each, URLResolver):
                yield from walk(each.url_patterns, route)
            else:
                yield route.removeprefix("^").removesuffix("$")

    return walk(get_resolver().url_patterns, "")


_ARGUMENT = re.compile(r"<(?:\w+:)?(\w+)>")
# Arguments that name no record of a file: a word that is good for each.
_PLAIN = {
    "session_number": ("1",),
    "kind": ("csv",),
    "name": ("note",),
    "token": ("no-such-token",),
    "theme": ("light",),
    "channel": ("call",),
    "key": ("reports",),
    "institution": ("TP", "all"),
    "month": ("2026-03",),
    "year": ("2026",),
    "figure": ("reports",),
    "scope": ("all",),
    "step": ("answer",),
    "code": ("health",),
    "quarter": ("2026-01-01",),
    "pk": ("1",),
    # Registers of the institution, none of which leads to a file.
    **dict.fromkeys(
        (
            "document_id",
            "version_id",
            "version_file_id",
            "proposal_id",
            "action_id",
            "plan_id",
            "assessment_id",
            "deployment_id",
            "chart_id",
        ),
        (str(uuid.UUID(int=77)),),
    ),
}
# The steps of a page whose address ends with one: those that begin with what was looked up, or look for more.
_STEPS = {
    "staff/cases/<uuid:case_id>/": ("note", "assign"),
    "staff/cases/<uuid:case_id>/join/<uuid:join_id>/": ("agree",),
    "staff/cases/<uuid:case_id>/risk/": ("raise", "event"),
    "staff/reports/<uuid:report_id>/circle/": ("seal", "declare", "lower"),
    "staff/responses/<uuid:dispatch_id>/": ("note", "assign"),
    "staff/care/referrals/<uuid:referral_id>/": ("send",),
    "staff/care/counselling/<uuid:counselling_id>/": ("plan",),
    "staff/provider/referrals/<uuid:referral_id>/": ("accept",),
    "staff/paper/sheets/<uuid:sheet_id>/": ("name",),
}
# What stands where the ordinary world has no such record.
_NOBODYS = frozenset(str(uuid.UUID(int=number)) for number in (5, 6, 77))
# Opening these signs out or leads away, or seals anew what the reader herself sends, or is made of the code alone; none
# reads a file.
_LEFT_OUT = ("staff/sign-out/", "leave/", "staff/sign-in/as/", "static/", "staff/drafts/", "api/v1/openapi.json")


def addresses(twin: Twin, sealed: dict[str, list[str]]) -> list[str]:
    """Every address with an ordinary record in each place, and again with each of the sealed file's ids. An argument
    that is known to none of the lists fails, so that a new kind of address must take part.

    Where the ordinary world has no such record, only the sealed file's ids are asked for: between nothing and nothing
    there is no difference, and ``test_every_door.py`` asks for it.
    """
    hidden = {each for ids in sealed.values() for each in ids}
    found: list[str] = []
    for route in routes():
        if route.startswith(_LEFT_OUT):
            continue
        names = _ARGUMENT.findall(route)
        values = []
        for name in names:
            plain = _STEPS.get(route.partition("<slug:name>")[0], _PLAIN["name"]) if name == "name" else ()
            known = [*(plain or _PLAIN.get(name, ())), *twin.open.get(name, ()), *sealed.get(name, ())]
            assert known, f"{route}: say in twins.py which records stand for <{name}>"
            values.append(known)
        found += [
            _path(route, names, chosen)
            for chosen in itertools.product(*values)
            if not hidden.isdisjoint(chosen) or _NOBODYS.isdisjoint(chosen)
        ]
    for given in walker.PAGES.values():
        found += [each for each in given if "?" in each and "{" not in each]
    found += ["/staff/cases/?state=sealed", "/staff/reports/?show=sealed", "/staff/reports/?show=all&after=none"]
    return list(dict.fromkeys(found))


def _path(route: str, names: list[str], values: Sequence[str]) -> str:
    path = "/" + route
    for name, value in zip(names, values, strict=True):
        path = re.sub(rf"<(?:\w+:)?{name}>", value, path, count=1)
    return path


def typed_in(number: str) -> dict[str, str]:
    """The sealed phone number and the file's number, typed wherever something is asked or looked for."""
    return {
        "phone": SEALED_PHONE,
        "reporter_phone": SEALED_PHONE,
        "caller": SEALED_PHONE,
        "district": "T11",
        "q": WORD,
        "name": WORD,
        "number": number,
        "duplicate_of": number,
        "outcome": "duplicate",
        "stated_kind": "physical",
        "safe_to_contact": "no",
        "channel": "walk_in",
        "reporter_type": "unknown",
        "received_date": "2026-03-10",
        "received_time": "09:00",
        "reason": "same_person",
        "staff_involved": "unknown",
        "month": "2026-03",
    }


# What may differ between two answers that say the same: a session's CSRF token, the operation number of a form, the
# nonce of the page's policy, the sealed draft of the public form, the second at which a page was made.
_NONCES = (
    re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"'),
    re.compile(rb'name="op_id" value="[^"]*"'),
    re.compile(rb'"X-CSRFToken": ?"[^"]*"'),
    re.compile(rb'name="draft" value="[^"]*"'),
    re.compile(rb'nonce="[^"]*"'),
    re.compile(rb'data-now="\d+"'),
    re.compile(rb"<dcterms:(?:created|modified)[^>]*>[^<]*<"),
)


@dataclass(frozen=True)
class Seen:
    """One answer without its nonces."""

    status: int
    location: str
    body: bytes


def read(answer: Any) -> Seen:
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        body = _unpacked(body)
    for nonce in _NONCES:
        body = nonce.sub(b"", body)
    return Seen(answer.status_code, answer.headers.get("Location", ""), body)


def _unpacked(workbook: bytes) -> bytes:
    """What a workbook says, file by file: the archive around it carries the second at which it was packed."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return b"\n".join(each.encode() + b"\n" + archive.read(each) for each in sorted(archive.namelist()))


def begin_again(monkeypatch: Any) -> None:
    """Ids and numbers that a request creates are the same in both worlds."""
    counter = itertools.count(1)
    # Ahead of every clock, so that the clock has no part in them.
    monkeypatch.setattr(ids, "_last_ms", 2**46)
    monkeypatch.setattr(ids, "_sequence", 0)
    monkeypatch.setattr(ids.secrets, "randbelow", lambda most: next(counter) * 7919 % most)
    monkeypatch.setattr(ids.os, "urandom", lambda size: next(counter).to_bytes(size, "big"))


def ask(client: Client, method: str, path: str, data: Any = None, kind: str = "") -> Seen:
    """One request, in a savepoint that is rolled back."""
    with transaction.atomic():
        extra = {"content_type": kind} if kind else {}
        answer = client.generic("GET", path) if method == "GET" else client.post(path, data or {}, **extra)
        seen = read(answer)
        transaction.set_rollback(True)
    editions.let_go()
    return seen


# The API


def sample(schema: dict[str, Any], whole: dict[str, Any]) -> Any:
    """A value that fits a JSON schema, as plain as can be."""
    if "$ref" in schema:
        return sample(whole["$defs"][schema["$ref"].rsplit("/", 1)[1]], whole)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in schema:
            return sample(schema[key][0], whole)
    if "enum" in schema:
        return schema["enum"][0]
    if "const" in schema:
        return schema["const"]
    kind = schema.get("type")
    if kind == "string":
        forms = {"uuid": str(uuid.UUID(int=7)), "date": "2026-03-09", "date-time": "2026-03-09T08:00:00+00:00"}
        return forms.get(schema.get("format", ""), "x" * max(1, schema.get("minLength", 1)))
    if kind == "object":
        wanted = schema.get("required", [])
        return {name: sample(schema["properties"][name], whole) for name in wanted}
    return {"integer": 1, "number": 1.0, "boolean": True, "array": [], "null": None}[kind or "null"]


@functools.cache
def _schema_of(act: acts.Act) -> dict[str, Any]:
    return payload_of(act).model_json_schema()


def calls(twin: Twin, records: dict[type, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each act over the API with the sealed file's records as its subject and as each of its arguments. One that could
    name none of them, on a record that never was, is left out: it is asked nothing of the file."""
    for name, act in acts.registry.items():
        if not act.__module__.startswith("genderdesk.") or takes_a_file(act):
            continue
        schema = _schema_of(act)
        body = {"op_id": str(uuid.UUID(int=11)), **sample(schema, schema)}
        body["op_id"] = str(uuid.UUID(int=11))
        if "received_at" in schema["properties"]:
            body["received_at"] = "2026-03-09T08:00:00+00:00"
        unnamed = str(body)
        if act.subject is not None:
            known = records.get(act.subject)
            body["subject"] = str(known.pk) if known is not None else body["subject"]
        places = {
            argument: each
            for argument, hint in act.parameters.items()
            for each in kept_models()
            if each in records and each.__name__ in str(hint)
        }
        for argument, model in places.items():
            body[argument] = str(records[model].pk)
        for argument in ("reporter_phone", "caller", "sender"):
            if argument in schema["properties"]:
                body[argument] = SEALED_PHONE
        for argument, model in (("subject_type", Report), ("subject_id", Report)):
            if argument in schema["properties"] and model in records:
                body[argument] = "intake.report" if argument == "subject_type" else str(records[model].pk)
        if act.subject is None or str(body) != unnamed:
            yield f"/api/v1/acts/{name}", body


def crawl(
    twin: Twin,
    who: str,
    monkeypatch: Any,
    sealed: dict[str, list[str]],
    records: dict[type, Any],
    number: str,
    *,
    sends: bool,
) -> dict[str, Seen]:
    """Everything that one person can open, and send where she ``sends``, with what was answered.

    A page that is closed to the role refuses before it looks at anything, so each is opened once and not for every
    record. What is sent to an address that names nothing of the file, and where nothing is found, finds nothing either.
    """
    client, seen, refused = twin.clients[who], {}, set()
    hidden = {each for found in sealed.values() for each in found}
    # The note that this session was used stays for the crawl; each request would write it anew and roll it back.
    client.get("/staff/me/")

    def keep(key: str, *request: Any) -> None:
        begin_again(monkeypatch)
        seen[key] = ask(client, *request)

    for path in addresses(twin, sealed):
        if path.startswith("/api/v1/acts/"):
            continue
        page = resolve(path.split("?")[0])
        if closed := is_closed(twin.people.get(who), page.func):
            if page.route in refused:
                continue
            refused.add(page.route)
        keep(f"GET {path}", "GET", path)
        answered = seen[f"GET {path}"].status
        assert not closed or answered in (403, 302), f"{path} is closed to {who} and answered {answered}"
        nothing = answered == 404 and not any(each in path for each in hidden)
        if sends and not nothing and answered != 403:
            keep(f"POST {path}", "POST", path, typed_in(number))
    for path, body in calls(twin, records) if sends else ():
        keep(f"API {path}", "POST", path, json.dumps(body), "application/json")
    return seen


def is_closed(actor: Actor | None, view: Any) -> bool:
    """Whether the page's own rule, which is asked before anything of the address is read, keeps the person out."""
    return actor is not None and hasattr(view, "needs") and not permits(actor, view.needs)


def statements(client: Client, path: str) -> list[str]:
    """The statements that an address costs, without their values."""
    with CaptureQueriesContext(connection) as captured:
        ask(client, "GET", path)
    return [re.sub(r"'[^']*'|\b\d+\b|\"s\d+_x\d+\"", "?", each["sql"]) for each in captured.captured_queries]


def make_twin(world: World, settings: Any) -> Twin:
    """The ordinary world: a file like the sealed one, at the same desk, and somebody of every role."""
    settings.TELEPHONE_SIMULATOR = True
    line = line_acts.open_line(SYSTEM, institution=world.police, short_code="3512")
    gateway = open_simulator(SYSTEM, line)
    named = (
        "operator", "dispatcher", "focal_point", "investigator", "counsellor", "analyst", "oversight",
        "administrator", "other_focal_point", "defence_operator", "defence_desk_head",
    )  # fmt: skip
    people = {name: getattr(world, name) for name in named}
    people["cell_member"] = world.desk_head
    people["conflicted_member"] = _second_head(world)
    people["station_head"] = world.actor("desk_head", world.station)
    sent, people["crew"] = make_unit(world, "M-01", world.station.unit)
    free, people["rider"] = make_unit(world, "M-02", world.station.unit)
    third, _crew = make_unit(world, "M-03", world.other_station.unit)
    provider, other_provider = files.make_provider(world), files.make_provider(world)
    people["provider"] = world.provider_actor(other_provider.pk)
    cell = open_cell(SYSTEM, world.police, name="Cell")
    members = set(cell.members.values_list("officer_id", flat=True))
    for who in ("cell_member", "conflicted_member"):
        if people[who].officer_id not in members:
            admit_to_cell(SYSTEM, cell, officer=Officer.objects.get(pk=people[who].officer_id))
    clients = {who: world.client(actor) for who, actor in people.items()} | {"public": Client()}
    twin = Twin(world, people, clients, {}, gateway, sent, provider)
    contact, report = _call(twin, "open-call", OPEN_PHONE, told(), people["operator"])
    # Somebody who shares the phone of the sealed file's teller called before, of something else.
    earlier, _other = _call(twin, "earlier-call", SEALED_PHONE, told(Answer.NO), people["operator"])
    twin.open = _file_of(twin, report, people["focal_point"], third, people["dispatcher"], people["investigator"])
    pad = issue_paper(people["focal_point"], form="intake", language=PaperLanguage.ENGLISH, size=1)
    twin.open |= {
        "pad_id": [str(pad.pk)],
        "sheet_id": [str(pad.sheets.all()[0].pk)],
        "contact_id": [str(contact.pk), str(earlier.pk)],
        "unit_id": [str(sent.pk), str(free.pk)],
        "desk_id": [str(world.station.pk)],
        "post_id": [str(people["focal_point"].post_id)],
        "user_id": [str(people["operator"].id)],
        "appointment_id": [str(uuid.UUID(int=5))],
        "device_id": [str(uuid.UUID(int=5))],
        "link_id": [str(uuid.UUID(int=5))],
        "text_id": [str(uuid.UUID(int=5))],
        "glass_id": [str(uuid.UUID(int=5))],
        "reset_id": [str(uuid.UUID(int=5))],
        "relative_id": [str(uuid.UUID(int=5))],
        "file_id": [str(uuid.UUID(int=5))],
        "erasure_id": [str(uuid.UUID(int=5))],
        "hold_id": [str(uuid.UUID(int=5))],
        "alert_id": [str(uuid.UUID(int=5))],
        "provider_id": [str(provider.pk)],
        "change_id": [str(uuid.UUID(int=5))],
        "complaint_id": [str(uuid.UUID(int=5))],
        "offence_id": [str(uuid.UUID(int=6))],
        "training_id": [str(uuid.UUID(int=5))],
        "course_id": [str(uuid.UUID(int=5))],
        "printing_id": [str(uuid.UUID(int=5))],
        "certificate_id": [str(uuid.UUID(int=5))],
        "participation_id": [str(uuid.UUID(int=5))],
        "likeness_id": [str(uuid.UUID(int=5))],
        "supervision_id": [str(uuid.UUID(int=5))],
        "activity_id": [str(uuid.UUID(int=5))],
        "material_id": [str(uuid.UUID(int=5))],
        "club_id": [str(uuid.UUID(int=5))],
        "campaign_id": [str(uuid.UUID(int=5))],
        "media_id": [str(uuid.UUID(int=5))],
        "photo_id": [str(uuid.UUID(int=5))],
        "feedback_id": [str(uuid.UUID(int=5))],
        "network_id": [str(uuid.UUID(int=5))],
        "partner_id": [str(uuid.UUID(int=5))],
        "claim_id": [str(uuid.UUID(int=5))],
        "indicator_id": [str(uuid.UUID(int=5))],
        "page_id": [str(uuid.UUID(int=5))],
        "agreement_id": [str(uuid.UUID(int=5))],
        "obligation_id": [str(uuid.UUID(int=5))],
        "project_id": [str(uuid.UUID(int=5))],
        "thing_id": [str(uuid.UUID(int=5))],
        "presence_id": [str(uuid.UUID(int=5))],
        "shift_id": [str(uuid.UUID(int=5))],
        "officer_id": [str(people["focal_point"].officer_id)],
        "held_id": [str(uuid.UUID(int=5))],
        "absence_id": [str(uuid.UUID(int=5))],
        "requirement_id": [str(uuid.UUID(int=5))],
        "mandate_id": [str(uuid.UUID(int=5))],
        "authority_id": [str(uuid.UUID(int=5))],
        "room_id": [str(uuid.UUID(int=5))],
        "booking_id": [str(uuid.UUID(int=5))],
        "equipment_id": [str(uuid.UUID(int=5))],
        "finding_id": [str(uuid.UUID(int=5))],
        "entry_id": [str(uuid.UUID(int=5))],
        "cell_id": [str(cell.pk)],
        "member_id": [str(member.pk) for member in cell.members.order_by("starts_on", "id")],
        "conflict_id": [str(uuid.UUID(int=5))],
        "approval_id": [str(uuid.UUID(int=5))],
    }
    twin.records = {}
    return twin


def _second_head(world: World) -> Actor:
    """A second head at headquarters: a desk has one post for its head, so the other holds hers at a desk beside it."""
    with unguarded("twin"):
        beside = Desk.objects.create(unit=world.headquarters.unit, kind="unit", name="Beside", opened_on=LONG_AGO)
    return world.actor("desk_head", beside)
