"""The main job with a canary in every free text: afterwards none lies readable anywhere that a thief could look."""

from __future__ import annotations

import base64
import contextlib
import gzip
import io
import json
import re
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone
from PIL import Image

from genderdesk.demo.person import Attachment, Person, Stuck
from genderdesk.demo.play import play_main_job, stage
from tests.attacks.canaries import Flock, MarkingPerson, hits, hits_in_files
from tests.attacks.walk_in import path_of, walk_in
from tests.serving import Demonstration, Served, copy_of, serving

pytestmark = [pytest.mark.journey, pytest.mark.slow]

_WHO = ("focal_point", "desk_head", "operator", "oversight", "provider")
# A day of birth that no other date in the demonstration has.
_BORN = "1911-02-27"
# The number of an identity card: 16 digits.
_CARD = "1191170049372165"
HERE = Path(__file__).parent


@dataclass
class Told:
    """A data folder after the job was played with canaries, and everything that its processes wrote."""

    flock: Flock
    home: Path
    environment: dict[str, str]
    places: list[Path]
    cookies: list[str]
    result: dict[str, Any]
    opened: dict[str, list[str]]
    sessions: list[str]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, unplayed: Demonstration) -> Iterator[Told]:
    """Serve, play, stop, back up; the database of a run on PostgreSQL is dumped as text beside it."""
    folder = tmp_path_factory.mktemp("canaries")
    with copy_of(unplayed, folder / "home") as there:
        yield _told(folder, there)


def _told(folder: Path, there: Demonstration) -> Told:
    home, temporary, log = there.home, folder / "temporary", folder / "output"
    temporary.mkdir()
    environment = {**there.environment, "TMPDIR": str(temporary)}
    verb = [sys.executable, "-m", "genderdesk"]
    MarkingPerson.flock = flock = Flock()
    flock.words |= {_BORN: "day of birth", _CARD: "identity card"}
    with pytest.MonkeyPatch.context() as patch, serving(there, log, {"TMPDIR": str(temporary)}) as served:
        patch.setattr(stage, "Person", MarkingPerson)
        result = play_main_job(served.address, there.password, there.sign_ins, lambda _step: None)
        assert result["ok"], result["steps"][-1]["fault"]
        people = {name: _signed_in(served, name) for name in _WHO}
        _tell_the_rest(people)
        cookies = [f"{each.name}={each.value}" for person in people.values() for each in person.cookies]
        # While everything still runs: the write-ahead log is full now.
        (folder / "running").mkdir()
        for file in home.glob("database*"):
            (folder / "running" / file.name).write_bytes(file.read_bytes())
    planted = [f"{name}={flock.word(name)}" for name in BY_HAND]
    looked = json.loads(
        _run([sys.executable, str(HERE / "opened_seals.py"), *planted], environment, folder / "opening")
    )
    _run([*verb, "backup", str(folder / "backup")], environment, folder / "backing-up")
    if there.database_url:
        _run(
            ["pg_dump", "--format=plain", f"--file={folder / 'dump.sql'}", there.database_url],
            environment,
            folder / "dumping",
        )
    places = [folder / name for name in ("home", "temporary", "output", "running", "backup", "backing-up")]
    places += [folder / "dump.sql"] if there.database_url else []
    return Told(flock, home, environment, places, cookies, result, looked["opened"], looked["sessions"])


def _run(command: list[str], environment: dict[str, str], log: Path) -> str:
    settings = {"DJANGO_SETTINGS_MODULE": "genderdesk.config.settings"}
    done = subprocess.run(command, env={**environment, **settings}, capture_output=True, text=True, check=False)
    log.write_text(done.stderr if "opened_seals" in command[1] else done.stdout + done.stderr)
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout


def _signed_in(served: Served, role: str) -> MarkingPerson:
    person = MarkingPerson(served.address, role)
    person.sign_in(served.sign_ins[role], served.password)
    return person


def _tell_the_rest(people: dict[str, MarkingPerson]) -> None:
    """What the main job does not tell: a second case by somebody who walks in, with every page of it filled in."""
    focal_point, operator = people["focal_point"], people["operator"]
    case = walk_in(focal_point, adds=True)
    for where, action, typed in _PAGES:
        focal_point.open(case + where)
        focal_point.press(action=action, **typed)
    page = focal_point.open(f"{case}flags/")
    focal_point.open(next(each for each, _words in page.links if re.search(r"/flags/[0-9a-f-]{36}/$", each)))
    focal_point.press(has="outcome", outcome="resolved")
    _identify(focal_point, case)
    _add_files(focal_point, case)
    _consent_and_withdraw(focal_point, case)
    _except(focal_point, people["desk_head"], case)
    _refer(focal_point, people["provider"], case)
    _follow_up(focal_point, case)
    _ask_and_send_back(focal_point, people["desk_head"], case)
    _write_back(operator)
    _ask_for_register(people["desk_head"])
    _decide(people["oversight"])
    _declare(focal_point)
    _complain(people["desk_head"])
    focal_point.open(f"{case}feedback/")
    page = focal_point.press(action="/feedback/")
    code = re.search(r"F(-[0-9A-Z]{4}){3}", page.text)
    assert code
    reader = MarkingPerson(focal_point.base_url, "reader")
    reader.open("/feedback/")
    reader.press(has="code", code=code[0])
    reader.press(has="suggestions")
    # Last, since nothing is done for her after it.
    focal_point.open(f"{case}death/keep/")
    focal_point.press(action="/death/keep/", earlier="")


# Sealed fields into which no page of the job writes free text, each with why; a word is put into them by hand, so that
# their seal is looked at all the same.
BY_HAND = {
    "cases.riskassessment.answers": "coded answers",
    "cases.riskchange.reason": "nobody raises a level by hand in the job",
    "cases.casefile.content_key": "random bytes, no word of anybody",
    "cases.casejoin.why": "the job joins no files; tests/cases/test_joins.py does",
    "cases.casejoin.sent_back_why": "the same",
    "cases.casejoin.parting_why": "the same",
    "hotline.contact.caller": "the simulator's numbers are also those of invented providers",
    "hotline.contact.draft": "emptied when the report is kept",
    "hotline.contact.notes": "emptied when the report is kept",
    "hotline.gatewayevent.raw": "emptied when the event was heard",
    "hotline.gatewayevent.answer": "the menu's own words",
    "hotline.ussdsession.answers": "digits only",
    "response.dispatchevent.note": "a reason, asked only where something goes another way than the job's",
    "training.learner.names": "the job trains nobody; tests/training/test_pages.py looks that names are sealed",
    "training.printing.content": "the job prints nothing; tests/training/test_pages.py looks that it is sealed",
    "guidance.versionfile.details": "the job attaches no original; tests/guidance looks that it is sealed",
    "guidance.versionfile.content_key": "random bytes, no word of anybody",
    "outreach.activityphoto.details": "a size and a digest; tests/outreach/test_photos.py looks that they lie sealed",
    "outreach.activityphoto.content_key": "random bytes, no word of anybody",
    "protection.glass.words": "nobody breaks the glass in the job",
    "protection.glass.review": "nobody breaks the glass in the job",
    "oversight.alert.answer": "there is an alert only where somebody did wrong",
}

# Sealed to one person's own key, which nothing but her sign-in opens, so that no hand can put a word into it either.
ONLY_HER_KEY = {"care.counsellingnote.text": "tests/care/test_counselling.py looks who opens it, and that it is sealed"}

# Pages of the case, the form on each, and what is not free text.
_PAGES: list[tuple[str, str, dict[str, Any]]] = [
    ("", "/note/", {}),
    ("person/", "/contact/", {"safe_to_contact": "yes"}),
    ("incident/", "/incident/facts/", {}),
    ("flags/", "/flags/raise/", {"why": "hearing"}),
    ("suspects/add/", "/suspects/add/", {"role": "primary", "force": "none", "identifier": _CARD, "staff_code": ""}),
]


def _add_files(focal_point: Person, case: str) -> None:
    """A photograph, a sound and a PDF, each with a word in its content, its name and beside it; then a look at each."""
    flock = MarkingPerson.flock
    for ending, content in FILES.items():
        word, name = flock.word(f"content of a {ending}"), flock.word(f"name of a {ending}")
        focal_point.open(f"{case}files/")
        file = Attachment(f"{name}.{ending}", content(word.encode()))
        page = focal_point.press(action="/files/", content=file)
        address = next(each for each, _words in page.links if re.search(r"/files/[0-9a-f-]{36}/$", each))
        for button in ("Open the original", "Make a copy"):
            focal_point.open(address)
            with contextlib.suppress(Stuck):
                focal_point.press(button, reason="interview")


def _jpeg(word: bytes) -> bytes:
    """A picture of 3 MB whose metadata hold the word, and the word behind its end as well."""
    exif = Image.Exif()
    exif[0x010E] = word.decode()
    kept = io.BytesIO()
    Image.effect_noise((2000, 2000), 80).convert("RGB").save(kept, "JPEG", quality=95, exif=exif)
    return kept.getvalue() + word


# How a file of each ending is made around a word. The sound is larger than what the page server holds in its memory.
FILES: dict[str, Callable[[bytes], bytes]] = {
    "jpg": _jpeg,
    "wav": lambda word: b"RIFF\x00\x00\x00\x00WAVEfmt " + (word + bytes(9000)) * 700,
    "pdf": lambda word: b"%PDF-1.4\n% " + word + b"\n%%EOF\n",
}


def _identify(focal_point: Person, case: str) -> None:
    """A recorded look, then everything about who it is."""
    focal_point.open(f"{case}person/")
    focal_point.press("Show the identity", reason="correction")
    focal_point.press(action="/identity/", birth_date=_BORN, national_id=_CARD)


def _consent_and_withdraw(focal_point: Person, case: str) -> None:
    """A spoken yes before a witness, withdrawn; then one that stays."""
    for _time in range(2):
        page = focal_point.open(f"{case}consents/")
        recipient = stage.choice(page.form(has="recipient"), "recipient", stage.CENTRE)
        given = {"scope": "full_support", "decision": "yes", "given_by": "self", "mode": "verbal_with_witness"}
        focal_point.press(has="recipient", recipient=recipient, **given)
        if _time == 0:
            page = focal_point.open(f"{case}consents/")
            focal_point.open(next(each for each, _words in page.links if re.search(r"consents/[0-9a-f-]{36}/$", each)))
            focal_point.press("Withdraw", action="/withdraw/")


def _except(focal_point: Person, desk_head: Person, case: str) -> None:
    """A legal exception asked for, of which she was not told, and refused by the second person."""
    page = focal_point.open(f"{case}consents/exceptions/")
    recipient = stage.choice(page.form(has="reference"), "recipient", stage.CENTRE)
    focal_point.press(has="reference", recipient=recipient, ground="court_order", told="no")
    desk_head.open(f"{case}consents/exceptions/")
    desk_head.press(action="/decide/", yes="no")


def _refer(focal_point: Person, provider: Person, case: str) -> None:
    """A referral under the consent, and a word from each side."""
    page = focal_point.open(f"/staff/care/cases/{case.rstrip('/').split('/')[-1]}/propose/")
    chosen = stage.choice(page.form(has="provider"), "provider", stage.CENTRE)
    focal_point.press(has="provider", provider=chosen, service="health", urgency="now", transport_arranged="yes")
    focal_point.press("Use this consent")
    focal_point.press("Send to the provider")
    referral = path_of(focal_point)
    focal_point.press("Send the message")
    provider.open(referral.replace("/care/", "/provider/"))
    provider.press("Send the message")
    provider.press("Decline the referral", reason="full")
    focal_point.open(referral)
    focal_point.press("Close the referral", rating="2")


def _follow_up(focal_point: Person, case: str) -> None:
    """A follow-up, done, with a note."""
    focal_point.open(f"{case}follow-ups/")
    day = timezone.localdate()
    focal_point.press("Plan", action="/follow-ups/", due_at=f"{day:%Y-%m-%d}", hour="23:59", channel="call")
    page = focal_point.open(f"{case}follow-ups/")
    focal_point.open(next(each for each, _words in page.links if re.search(r"follow-ups/[0-9a-f-]{36}/$", each)))
    answers = {"outcome": "reached", "new_violence": "no", "contact_safe": "yes", "needs_met": "yes"}
    focal_point.press("Keep what came of it", **answers)


def _ask_and_send_back(focal_point: Person, desk_head: Person, case: str) -> None:
    """Closure asked for although something is open and sent back with a reason, then approved, and the case opened
    again."""
    for answer in ("/send-back/", "/approve/"):
        page = focal_point.open(f"{case}closure/")
        form = page.form(has="reason")
        points = {name: "yes" for name, choices in form.choices.items() if name != "reason" and "yes" in choices}
        focal_point.press("Ask for closure", reason="goals_met", **points | {"orders_live": "no"})
        desk_head.open(f"{case}closure/")
        desk_head.press(action=answer)
    focal_point.open(case)
    focal_point.press("Open again", reason="came_back")


def _write_back(operator: Person) -> None:
    """An answer to somebody who wrote."""
    page = operator.open("/staff/line/messages/")
    operator.open(next(each for each, _words in page.links if re.search(r"messages/[0-9a-f-]{36}", each)))
    operator.press("Yes, it is safe")
    operator.press("Send", action="/send/")


def _ask_for_register(desk_head: Person) -> None:
    """A file with names, asked for with a reason."""
    desk_head.open("/staff/reports/register/")
    desk_head.press("Ask a second person", month="2026-10")


def _decide(oversight: Person) -> None:
    """The second person's no, with a reason."""
    page = oversight.open("/staff/second-person/")
    oversight.open(next(each for each, _words in page.links if re.search(r"second-person/[0-9a-f-]{36}", each)))
    oversight.press("Decide", yes="no")


def _declare(focal_point: Person) -> None:
    """Somebody close to an officer, by name and number."""
    focal_point.open("/staff/me/relatives/")
    focal_point.press("Declare", relation="sibling")


def _complain(desk_head: Person) -> None:
    """Somebody complains with every field filled in; the head of the desk notes and answers."""
    reader = MarkingPerson(desk_head.base_url, "complainant")
    reader.open("/complaint/")
    reader.press("Continue", category="rude", about="unknown")
    reader.press("Continue", happened_on="")
    done = reader.press("Send it", answering="text")
    number = re.search(r"Q(-[0-9A-Z]{4}){3}", done.text)
    assert number
    page = desk_head.open("/staff/complaints/")
    address = next(each for each, words in page.links if words == number[0])
    for action in ("/note/", "/answer/"):
        desk_head.open(address)
        desk_head.press(action=action, **({"send": "no"} if action == "/answer/" else {}))


def test_it_is_the_whole_job(told):
    assert told.result["ok"], told.result["steps"][-1]
    assert len(told.flock.words) > 20


def test_every_sealed_field_was_told_something(told):
    """A new sealed field that nobody tells anything fails here: tell it something by its page, or by hand with why."""
    words = {name: hits(told.flock.words, "\n".join(texts).encode()) for name, texts in told.opened.items()}
    assert [name for name, found in words.items() if not found and name not in ONLY_HER_KEY] == []
    assert len(words) > 30


def test_what_is_put_in_by_hand_cannot_be_told_on_a_page(told):
    told_on_pages = {word for word, where in told.flock.words.items() if where not in BY_HAND}
    for name in BY_HAND:
        assert not hits(told_on_pages, "\n".join(told.opened[name]).encode()), f"{name} needs no hand any more"


def test_no_canary_lies_in_any_file(told):
    found = hits_in_files(told.flock.words, *told.places)
    assert not found, {path: [told.flock.words[word] for word in words] for path, words in found.items()}


def test_no_canary_travelled_in_an_address(told):
    assert not hits(told.flock.words, "\n".join(told.flock.addresses).encode())


def test_no_canary_lies_in_a_session_or_a_cookie(told):
    assert told.sessions
    assert told.cookies
    assert not hits(told.flock.words, "\n".join([*told.sessions, *told.cookies]).encode())


@pytest.mark.parametrize("disguise", range(8))
def test_a_canary_in_any_disguise_would_be_found(disguise):
    word = "kn7qdeadbeef"
    content = [
        f"before {word} behind".encode(),
        f"before {word} behind".encode("utf-16-le"),
        f"x{word}".encode("utf-16-be"),
        word.encode().hex().encode(),
        base64.b64encode(f"a{word}bc".encode()),
        base64.b64encode(f"ab{word}".encode()),
        gzip.compress(f"a line with {word}".encode()),
        b"gd=" + base64.urlsafe_b64encode(zlib.compress(f'{{"draft": "{word}"}}'.encode())),
    ][disguise]
    assert hits([word], content) == [word]
    assert hits(["kn8qdeadbeef"], content) == []
