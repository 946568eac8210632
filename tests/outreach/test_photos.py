"""Photographs of activities: nobody is recognised who did not agree, nothing but the picture is kept, two persons."""

from __future__ import annotations

import errno
import io
import struct
import uuid
import zlib
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from genderdesk.groundwork.platform.refusals import ImpossibleMove, Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault.files import copies, kinds, uploads
from genderdesk.groundwork.protection.vault.files.kept import differing, stored_files
from genderdesk.programme.outreach import acts, queries
from genderdesk.programme.outreach.models import Activity, ActivityPhoto
from genderdesk.programme.outreach.vocabulary import (
    MOST_PHOTOS,
    PHOTO_CLEARED,
    PHOTO_WITHDRAWN,
    ActivityKind,
    Audience,
    Confidence,
    InPicture,
    Method,
)

pytestmark = pytest.mark.django_db

WORD = b"kn-outreach-photo-canary"


def picture(width: int = 320, height: int = 200, form: str = "JPEG", **more: Any) -> bytes:
    """A picture whose EXIF names a place, a device, a time and words of ours."""
    exif = Image.Exif()
    exif[0x010E] = WORD.decode()
    exif[0x0110] = "Invented Telephone"
    exif[0x0132] = "2026:11:30 20:10:00"
    exif.get_ifd(0x8825)[2] = (1.0, 56.0, 38.0)
    kept = io.BytesIO()
    image = Image.effect_noise((width, height), 60).convert("RGB")
    image.save(kept, form, exif=exif, **more)
    return kept.getvalue() + WORD


def bomb(side: int = 60_000) -> bytes:
    """A PNG of a few bytes that says it has 3,600 million points."""

    def part(name: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))

    head = part(b"IHDR", struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0" * 100_000)) + part(b"IEND", b"")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path, monkeypatch):
    """A media folder of its own. A test's transaction never commits: what stands in it then counts as committed."""
    settings.MEDIA_ROOT = tmp_path
    drop = uploads.Arrived.drop

    def drop_unless_kept(arrived):
        if ActivityPhoto.objects.filter(stored_as=arrived.stored_as).exists():
            arrived._stay()
        drop(arrived)

    monkeypatch.setattr(uploads.Arrived, "drop", drop_unless_kept)


@pytest.fixture
def activity(world) -> Activity:
    return acts.log_activity(
        world.focal_point,
        kind=ActivityKind.TALK,
        title="Talk",
        place=world.district,
        held_on=date(2026, 3, 2),
        method=Method.HEAD_COUNT,
        audience=Audience.STUDENTS,
        confidence=Confidence.COUNTED,
        girls=3,
    )


def send(browser, activity, content: bytes, status: int = 302, name: str = "IMG_20261130_201000.jpg", **more) -> str:
    given = {"op_id": str(uuid.uuid4()), "in_picture": "unrecognisable", "shows": "Hands at a table", **more}
    file = SimpleUploadedFile(name, content, "text/html")
    answer = browser.post(f"/staff/outreach/activities/{activity.pk}/photographs/", {**given, "content": file})
    assert answer.status_code == status, answer.content.decode()[-3000:]
    return answer.content.decode()


def added(world, activity, actor=None, **more) -> ActivityPhoto:
    send(world.client(actor or world.outreach_officer), activity, picture(), **more)
    return ActivityPhoto.objects.select_related("activity").latest("added_at")


def lying(tmp_path) -> list:
    return [each for each in tmp_path.rglob("*") if each.is_file()]


def seen(browser, photo, tail: str = ".jpg"):
    return browser.get(f"/staff/outreach/photographs/{photo.pk}{tail}")


def test_only_what_the_picture_shows_is_kept_and_it_lies_sealed(world, activity, tmp_path):
    photo = added(world, activity)
    (path,) = lying(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert b"\xff\xd8\xff" not in path.read_bytes()[:64]
    answer = seen(world.client(world.outreach_officer), photo)
    content = b"".join(answer.streaming_content)
    assert int(answer.headers["Content-Length"]) == len(content)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    shown = Image.open(io.BytesIO(content))
    assert (shown.format, shown.size) == ("JPEG", (320, 200))
    assert not shown.getexif(), "no place, device or time"
    for trace in (WORD, b"Exif", b"Invented Telephone", b"2026:11:30", b"IMG_2026"):
        assert trace not in content
    assert Entry.objects.filter(kind="disclosure", name="outreach.photo", subject_id=str(photo.pk)).exists()
    assert (photo.stored_as, photo.stored_size) in set(stored_files()), "the sweep knows it"
    with unguarded("test"):
        assert [differs() for differs in differing()] == [""]


@pytest.mark.parametrize("form", ["PNG", "WEBP"])
def test_every_kind_that_telephones_give_becomes_a_small_jpeg(world, activity, form):
    send(world.client(world.outreach_officer), activity, picture(2400, 1200, form))
    answer = seen(world.client(world.desk_head), ActivityPhoto.objects.get())
    content = b"".join(answer.streaming_content)
    shown = Image.open(io.BytesIO(content))
    assert (shown.format, shown.size) == ("JPEG", (1600, 800))


def test_a_turned_photograph_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    kept = io.BytesIO()
    Image.new("RGB", (200, 100)).save(kept, "JPEG", exif=exif)
    drawn = copies.small_photo(kinds.JPEG, kept.getvalue())
    assert Image.open(io.BytesIO(drawn)).size == (100, 200)


def test_what_is_clear_is_drawn_on_white():
    kept = io.BytesIO()
    Image.new("RGBA", (20, 20), (0, 0, 0, 0)).save(kept, "PNG")
    drawn = Image.open(io.BytesIO(copies.small_photo(kinds.KINDS[1], kept.getvalue())))
    assert drawn.getpixel((10, 10)) == (255, 255, 255)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (bomb(), "too large to be drawn anew"),
        (bomb(7_500), "too large to be drawn anew"),
        (picture()[:500], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "damaged"),
        (b"\xff\xd8\xff" + b"<script>alert(1)</script>" * 9, "damaged"),
        (b"<html>" * 40, "no photograph"),
        (b"%PDF-1.7\n" + b"x" * 90, "This is no photograph."),
        (b"RIFF\x24\x00\x00\x00WAVEfmt " + b"x" * 90, "This is no photograph."),
        (b"\0\0\0\x18ftypheic" + b"x" * 90, "Save it as JPEG"),
        (b"", "empty"),
    ],
    ids=["bomb", "large", "cut", "png", "script", "page", "pdf", "sound", "heic", "empty"],
)
def test_what_is_no_photograph_is_refused_in_a_sentence_and_what_was_typed_stays(
    world, activity, tmp_path, content, sentence
):
    page = send(world.client(world.outreach_officer), activity, content, 422, shows="Benches of the school")
    assert sentence in page
    assert "Benches of the school" in page
    assert not ActivityPhoto.objects.exists()
    assert lying(tmp_path) == []


SMALL = [picture(40, 30, form) for form in ("JPEG", "PNG", "WEBP")]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_a_picture_that_was_tampered_with_is_drawn_or_refused_and_nothing_else(data):
    content = bytearray(data.draw(st.sampled_from(SMALL)))
    for at, value in data.draw(
        st.lists(st.tuples(st.integers(12, len(content) - 1), st.integers(0, 255)), min_size=1, max_size=12)
    ):
        content[at] = value
    kind = kinds.kind_of(bytes(content[:64]))
    assert kind is not None
    try:
        drawn = copies.small_photo(kind, bytes(content))
    except Invalid:
        return
    assert Image.open(io.BytesIO(drawn)).format == "JPEG"


def test_a_large_photograph_of_much_detail_stays_small():
    assert len(copies.small_photo(kinds.JPEG, picture(4000, 3000))) < 1_500_000


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"in_picture": ""}, "Choose an answer"),
        ({"in_picture": "not_agreed"}, "a child is never recognisable"),
        ({"in_picture": "agreed", "agreed_at": " "}, "where the signed agreements are kept"),
        ({"shows": ""}, "Fill in"),
    ],
)
def test_nothing_is_taken_before_it_is_answered_who_can_be_recognised(world, activity, tmp_path, answers, sentence):
    page = send(world.client(world.outreach_officer), activity, picture(), 422, **answers)
    assert sentence in page
    assert not ActivityPhoto.objects.exists()
    assert lying(tmp_path) == []


def test_a_mistake_beside_the_file_says_that_it_must_be_chosen_again(world, activity):
    assert "Choose the photograph again" in send(
        world.client(world.outreach_officer), activity, picture(), 422, shows=""
    )


def test_where_adults_agreed_their_papers_can_be_found(world, activity):
    photo = added(world, activity, in_picture="agreed", agreed_at="Binder 4")
    assert photo.agreed_at == "Binder 4"
    page = world.client(world.desk_head).get(f"/staff/outreach/activities/{activity.pk}/").content.decode()
    assert "Signed agreements: Binder 4" in page
    with transaction.atomic(), unguarded("test"), pytest.raises(IntegrityError):
        ActivityPhoto.objects.update(agreed_at="")


def test_the_same_form_sent_twice_keeps_one_photograph(world, activity, tmp_path):
    browser, op_id, content = world.client(world.outreach_officer), str(uuid.uuid4()), picture()
    for _twice in range(2):
        send(browser, activity, content, op_id=op_id)
    assert ActivityPhoto.objects.count() == 1
    assert len(lying(tmp_path)) == 1
    send(browser, activity, picture(), 422, op_id=op_id)
    assert len(lying(tmp_path)) == 1, "another photograph under the same number is not taken for the first"


def test_another_person_clears_it_before_anybody_takes_it(world, activity):
    photo = added(world, activity)
    officer, head, analyst = (world.client(each) for each in (world.outreach_officer, world.desk_head, world.analyst))
    assert seen(analyst, photo).status_code == 404, "who only reads does not see what waits"
    assert seen(officer, photo, "/file.jpg").status_code == 403
    with pytest.raises(Refused):
        acts.clear_photo(world.outreach_officer, photo)
    assert photo.shows not in officer.get("/staff/").content.decode(), "it does not wait for who added it"
    assert photo.shows in head.get("/staff/").content.decode()
    page = head.get(f"/staff/outreach/activities/{activity.pk}/").content.decode()
    step = f"/staff/outreach/photographs/{photo.pk}/clear/"
    assert step in page
    assert step not in officer.get(f"/staff/outreach/activities/{activity.pk}/").content.decode()
    op_id = str(uuid.uuid4())
    for _twice in range(2):
        assert head.post(step, {"op_id": op_id}).status_code == 302
    assert ActivityPhoto.objects.get().state == PHOTO_CLEARED
    assert photo.shows not in head.get("/staff/").content.decode()
    assert seen(analyst, photo).status_code == 200
    taken = seen(analyst, photo, "/file.jpg")
    assert taken.headers["Content-Disposition"] == 'attachment; filename="2026-03-02.jpg"'
    with transaction.atomic(), unguarded("test"), pytest.raises(IntegrityError):
        ActivityPhoto.objects.update(cleared_by=world.outreach_officer.id)


def test_withdrawn_its_bytes_and_its_key_are_gone(world, activity, tmp_path, django_capture_on_commit_callbacks):
    photo = added(world, activity)
    browser = world.client(world.focal_point)
    step = f"/staff/outreach/photographs/{photo.pk}/withdraw/"
    refused = browser.post(step, {"op_id": str(uuid.uuid4()), "why": ""})
    assert refused.status_code == 422
    assert len(lying(tmp_path)) == 1
    with django_capture_on_commit_callbacks(execute=True):
        assert browser.post(step, {"op_id": str(uuid.uuid4()), "why": "One of them asked"}).status_code == 302
    assert lying(tmp_path) == []
    kept = ActivityPhoto.objects.get()
    with unguarded("test"):
        assert (kept.state, kept.stored_as, kept.content_key.open()) == (PHOTO_WITHDRAWN, "", "")
    assert list(stored_files()) == []
    assert seen(browser, photo).status_code == 404
    page = browser.get(f"/staff/outreach/activities/{activity.pk}/").content.decode()
    assert "One of them asked" in page
    assert f"/staff/outreach/photographs/{photo.pk}.jpg" not in page
    with pytest.raises(ImpossibleMove):
        acts.clear_photo(world.desk_head, kept)
    late = world.client(world.desk_head).post(
        f"/staff/outreach/photographs/{photo.pk}/clear/", {"op_id": str(uuid.uuid4())}
    )
    assert late.status_code == 422
    assert "changed meanwhile" in late.content.decode()


def test_a_withdrawal_that_does_not_hold_leaves_the_bytes(world, activity, tmp_path):
    photo = added(world, activity)
    with pytest.raises(RuntimeError), transaction.atomic():
        acts.withdraw_photo(world.focal_point, photo, why="Changed our mind")
        raise RuntimeError("the machine stops before the commit")
    assert len(lying(tmp_path)) == 1
    assert seen(world.client(world.focal_point), photo).status_code == 200


def test_it_is_closed_until_it_is_opened(world, activity):
    photo = added(world, activity)
    page = world.client(world.desk_head).get(f"/staff/outreach/activities/{activity.pk}/").content.decode()
    before, image = page.split(f'<img src="/staff/outreach/photographs/{photo.pk}.jpg"')
    assert before.rindex("<details") > before.rindex("</details>") if "</details>" in before else True
    assert before[before.rindex("<details") :].split(">")[0].find(" open") == -1
    assert 'loading="lazy"' in image.split(">")[0]


def test_nobody_else_sees_adds_or_withdraws_one(world, activity, tmp_path):
    photo = added(world, activity)
    for stranger in (world.defence_desk_head, world.rider, world.counsellor):
        browser = world.client(stranger)
        assert seen(browser, photo).status_code in (403, 404)
        send(browser, activity, picture(), 403 if stranger is not world.defence_desk_head else 404)
    assert len(lying(tmp_path)) == 1
    given = {"op_id": str(uuid.uuid4()), "why": "x"}
    step = f"/staff/outreach/photographs/{photo.pk}/withdraw/"
    assert world.client(world.defence_desk_head).post(step, given).status_code == 404
    assert world.client(world.analyst).post(step, given).status_code == 403
    assert photo in queries.photos_at(world.focal_point, activity)
    assert queries.photos_at(world.analyst, activity) == []


def test_an_activity_that_was_not_held_takes_none_and_one_that_was_only_its_number(world, activity, monkeypatch):
    planned = acts.plan_activity(
        world.focal_point, kind=ActivityKind.TALK, title="Next", place=world.district, held_on=date(2026, 3, 2)
    )
    assert "changed meanwhile" in send(world.client(world.focal_point), planned, picture(), 422)
    monkeypatch.setattr("genderdesk.programme.outreach.acts.photos.MOST_PHOTOS", 2)
    for _each in range(2):
        added(world, activity)
    assert "at most 2 photographs" in send(world.client(world.focal_point), activity, picture(), 422)
    assert MOST_PHOTOS == 12
    first = ActivityPhoto.objects.select_related("activity").earliest("added_at")
    acts.withdraw_photo(world.focal_point, first, why="Blurred")
    added(world, activity)


def test_a_full_disk_is_a_sentence_and_leaves_nothing(world, activity, tmp_path, monkeypatch):
    synced = uploads.os.fsync
    times = iter(range(9))

    def full_at_the_second(descriptor: int) -> None:
        if next(times):
            raise OSError(errno.ENOSPC, "No space left on device")
        synced(descriptor)

    monkeypatch.setattr(uploads.os, "fsync", full_at_the_second)
    page = send(world.client(world.outreach_officer), activity, picture(), 422)
    assert "disk is nearly full" in page
    assert lying(tmp_path) == []


def test_without_the_proof_that_the_form_is_ours_nothing_is_taken(world, activity, tmp_path):
    browser = world.client(world.outreach_officer)
    browser.handler.enforce_csrf_checks = True
    send(browser, activity, picture(), 403)
    assert lying(tmp_path) == []
    assert not ActivityPhoto.objects.exists()


def test_in_picture_is_never_kept_as_not_agreed(world, activity):
    photo = added(world, activity)
    with transaction.atomic(), unguarded("test"), pytest.raises(IntegrityError):
        ActivityPhoto.objects.filter(pk=photo.pk).update(in_picture=InPicture.NOT_AGREED)
