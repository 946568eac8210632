"""Files of a case: they arrive sealed, are kept as they were given, and leave only as an attachment or a bare copy."""

from __future__ import annotations

import io
import shutil
import uuid
from collections import namedtuple

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from genderdesk.casework.cases import jobs, queries
from genderdesk.casework.cases.models import CaseFile
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.vault.files import store, stream, uploads
from genderdesk.groundwork.protection.vault.sealed import BrokenSeal
from tests.files import open_file

pytestmark = pytest.mark.django_db

WORD = "kn-photo-canary"


def photo(points: int = 64) -> bytes:
    """A JPEG whose EXIF names a place, a device and words of ours."""
    exif = Image.Exif()
    exif[0x010E] = WORD
    exif[0x0110] = "Invented Telephone"
    exif.get_ifd(0x8825)[2] = (1.0, 56.0, 38.0)
    kept = io.BytesIO()
    Image.effect_noise((points, points), 80).convert("RGB").save(kept, "JPEG", exif=exif, comment=WORD.encode())
    return kept.getvalue()


def paper() -> bytes:
    kept = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Author"] = WORD
        with document.open_metadata() as told:
            told["dc:title"] = WORD
        image = pikepdf.Stream(document, photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image)
        image.Filter, image.Width, image.Height = pikepdf.Name.DCTDecode, 64, 64
        image.ColorSpace, image.BitsPerComponent = pikepdf.Name.DeviceRGB, 8
        document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=image))
        document.save(kept)
    return kept.getvalue()


SOUND = b"RIFF\x24\x00\x00\x00WAVEfmt " + WORD.encode() + bytes(range(256)) * 1200


@pytest.fixture(autouse=True)
def _media(settings, tmp_path, monkeypatch):
    """A media folder of its own. A test's transaction never commits: what stands in it then counts as committed."""
    settings.MEDIA_ROOT = tmp_path
    drop = uploads.Arrived.drop

    def drop_unless_kept(arrived):
        if CaseFile.objects.filter(stored_as=arrived.stored_as).exists():
            arrived._stay()
        drop(arrived)

    monkeypatch.setattr(uploads.Arrived, "drop", drop_unless_kept)


@pytest.fixture
def case(world):
    return open_file(world)


@pytest.fixture
def browser(world):
    return world.client(world.focal_point)


def lying(tmp_path) -> list:
    return [each for each in tmp_path.rglob("*") if each.is_file()]


def send(browser, case, content: bytes, name: str = f"{WORD}.bin", **more):
    given = {"content": SimpleUploadedFile(name, content, "text/html"), "op_id": str(uuid.uuid4()), **more}
    return browser.post(f"/staff/cases/{case.pk}/files/", given)


def get(browser, file, **more):
    return browser.post(f"/staff/cases/{file.case_id}/files/{file.pk}/", {"reason": "interview", **more})


def body(answer) -> bytes:
    return b"".join(answer.streaming_content)


def added(browser, case, content: bytes) -> CaseFile:
    assert send(browser, case, content, about=f"{WORD} on her arm").status_code == 302
    return CaseFile.objects.latest("added_at")


@pytest.mark.parametrize("content", [photo(), paper(), SOUND], ids=["photo", "paper", "sound"])
def test_what_was_given_comes_back_to_the_last_byte_and_lies_nowhere_readable(browser, case, tmp_path, content):
    file = added(browser, case, content)
    (path,) = lying(tmp_path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.stat().st_size == file.stored_size
    assert WORD.encode() not in path.read_bytes()
    assert content[:32] not in path.read_bytes()
    page = browser.get(f"/staff/cases/{case.pk}/files/").content.decode()
    assert WORD not in page
    answer = get(browser, file)
    assert body(answer) == content
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert not answer.headers["Content-Type"].startswith("text/")
    looks = Entry.objects.filter(subject_id=str(file.pk)).values_list("kind", "name")
    assert ("disclosure", "file.open") in looks


def test_nothing_is_given_out_without_a_reason(browser, case):
    file = added(browser, case, photo())
    answer = browser.post(f"/staff/cases/{case.pk}/files/{file.pk}/", {"reason": ""})
    assert answer.status_code == 422
    assert not Entry.objects.filter(name="file.open").exists()


def test_a_form_sent_twice_keeps_one_file(browser, case, tmp_path):
    op = str(uuid.uuid4())
    content = photo()
    for _time in range(2):
        assert send(browser, case, content, op_id=op).status_code == 302
    assert CaseFile.objects.count() == 1
    assert len(lying(tmp_path)) == 1
    answer = send(browser, case, photo(), op_id=op)
    assert answer.status_code == 422, "another file under the same number is not taken for the first"
    assert len(lying(tmp_path)) == 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<html><script>alert(1)</script></html>" * 9, "no photograph, PDF or recording"),
        (b"MZ" + bytes(200), "no photograph, PDF or recording"),
        (b"PK\x03\x04" + bytes(200), "no photograph, PDF or recording"),
        (b"", "empty"),
        (b"x", "no photograph, PDF or recording"),
    ],
)
def test_what_is_no_file_of_ours_is_refused_with_a_sentence_and_leaves_nothing(browser, case, tmp_path, content, said):
    answer = send(browser, case, content, name="photo.jpg", about="typed words")
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "typed words" in answer.content.decode()
    assert not lying(tmp_path)


def test_too_large_is_refused_by_what_it_is(browser, case, tmp_path, monkeypatch):
    monkeypatch.setattr(uploads, "limit_of", lambda group: 100_000 if group == "photo" else 10**9)
    answer = send(browser, case, photo(900))
    assert answer.status_code == 422
    assert "is larger than" in answer.content.decode()
    assert not lying(tmp_path)
    assert send(browser, case, SOUND).status_code == 302


def test_a_full_disk_takes_no_file_and_goes_on_taking_words(browser, case, tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage(10**9, 10**9, 10**6))
    answer = send(browser, case, photo(), about="typed words")
    assert answer.status_code == 422
    assert "nearly full" in answer.content.decode()
    assert not lying(tmp_path)
    assert "nearly full" in browser.get(f"/staff/cases/{case.pk}/files/").content.decode()
    assert browser.post(f"/staff/cases/{case.pk}/note/", {"text": "told since"}).status_code == 302


def test_a_disk_that_fills_up_in_the_middle_leaves_nothing(browser, case, tmp_path, monkeypatch):
    def full(self, data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(stream.Sealing, "add", full)
    answer = send(browser, case, photo(), about="typed words")
    assert answer.status_code == 422
    assert "nearly full" in answer.content.decode()
    assert not lying(tmp_path)


def test_an_act_that_fails_leaves_no_file(browser, case, tmp_path, monkeypatch):
    from genderdesk.casework.cases.acts import add_file as room

    def broken(*_given, **_named):
        raise RuntimeError("broken")

    monkeypatch.setattr(room.body.__globals__["CaseFile"], "save", broken)
    with pytest.raises(RuntimeError):
        send(browser, case, photo())
    assert not lying(tmp_path)
    assert not CaseFile.objects.exists()


def test_a_form_without_its_proof_leaves_no_file(world, case, tmp_path):
    browser = world.client(world.focal_point)
    careful = Client(enforce_csrf_checks=True)
    careful.cookies = browser.cookies
    assert send(careful, case, photo()).status_code == 403
    assert not lying(tmp_path)


def test_a_browser_that_names_no_origin_but_our_own_page_adds_a_file(world, case):
    """Pages ask browsers to tell nobody where they are, so a form comes from ``null`` (proof.py)."""
    careful = Client(enforce_csrf_checks=True, headers={"origin": "null", "sec-fetch-site": "same-origin"})
    careful.cookies = world.client(world.focal_point).cookies
    page = careful.get(f"/staff/cases/{case.pk}/files/").content.decode()
    token = page.split('name="csrfmiddlewaretoken" value="')[1].split('"')[0]
    assert send(careful, case, photo(), csrfmiddlewaretoken=token).status_code == 302
    assert CaseFile.objects.count() == 1


@pytest.mark.parametrize("who", ["other_focal_point", "defence_desk_head", "operator", "analyst"])
def test_who_may_not_see_the_case_sends_and_gets_nothing(world, browser, case, tmp_path, who):
    file = added(browser, case, photo())
    other = world.client(getattr(world, who))
    assert send(other, case, photo()).status_code in (403, 404)
    assert get(other, file).status_code in (403, 404)
    assert len(lying(tmp_path)) == 1


def test_a_file_of_another_case_is_not_found_in_this_one(world, browser, case):
    file = added(browser, case, photo())
    other = open_file(world)
    assert browser.get(f"/staff/cases/{other.pk}/files/{file.pk}/").status_code == 404


def test_no_other_page_takes_a_file(browser, case, tmp_path):
    given = {"text": "told", "content": SimpleUploadedFile("a.jpg", photo(2000))}
    assert browser.post(f"/staff/cases/{case.pk}/note/", given).status_code == 302
    assert not lying(tmp_path)


# Copies


def test_a_copy_of_a_photograph_tells_nothing_but_its_picture(browser, case):
    original = photo()
    file = added(browser, case, original)
    copy = body(get(browser, file, copy="yes"))
    assert WORD.encode() in original
    assert WORD.encode() not in copy
    with Image.open(io.BytesIO(copy)) as drawn:
        assert not drawn.getexif()
        assert drawn.size == (64, 64)
        assert set(drawn.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert body(get(browser, file)) == original
    assert Entry.objects.filter(kind="export", name="file.copy", subject_id=str(file.pk)).count() == 1


def test_a_copy_of_a_pdf_tells_nothing_but_its_pages(browser, case):
    original = paper()
    copy = body(get(browser, added(browser, case, original), copy="yes"))
    with pikepdf.open(io.BytesIO(copy)) as document:
        assert "/Info" not in document.trailer
        assert "/Metadata" not in document.Root
        content = document.pages[0].Resources.XObject.I.read_raw_bytes()
        assert content.startswith(b"\xff\xd8")
        assert WORD.encode() not in content
    with pikepdf.open(io.BytesIO(original)) as document:
        assert WORD.encode() in document.pages[0].Resources.XObject.I.read_raw_bytes()
    assert WORD.encode() not in copy


def test_a_recording_is_not_copied_and_the_page_says_why(browser, case):
    answer = get(browser, added(browser, case, SOUND), copy="yes")
    assert answer.status_code == 422
    assert "cannot take out" in answer.content.decode()


# What somebody does to the disk


@pytest.fixture
def two(browser, case):
    return added(browser, case, SOUND), added(browser, case, SOUND[:-1] + b"x")


def _change(file, changed):
    path = store.path_of(file.stored_as)
    path.write_bytes(changed(path.read_bytes()))


PIECE = stream.PIECE + 16


@pytest.mark.parametrize(
    "changed",
    [
        lambda stored: stored[:100] + bytes([stored[100] ^ 1]) + stored[101:],
        lambda stored: stored[:-PIECE],
        lambda stored: stored[: 11 + PIECE],
        lambda stored: stored + stored[-20:],
        lambda stored: (
            stored[:11] + stored[11 + PIECE : 11 + 2 * PIECE] + stored[11 : 11 + PIECE] + stored[11 + 2 * PIECE :]
        ),
        lambda stored: stored[: 11 + PIECE] + stored[11 : 11 + PIECE] + stored[11 + 2 * PIECE :],
        lambda stored: stored[:5] + b"x" + stored[6:],
        lambda stored: b"",
    ],
    ids=["a bit", "cut by a piece", "first piece only", "longer", "two swapped", "one doubled", "prefix", "emptied"],
)
def test_what_was_altered_on_the_disk_does_not_open(browser, two, changed):
    file = two[0]
    _change(file, changed)
    with pytest.raises(BrokenSeal):
        body(get(browser, file))
    with unguarded("test"):
        assert queries.digest_differs(file.pk)


def test_a_file_put_in_the_place_of_another_does_not_open(browser, two):
    """Also where the attacker moves the keys along: the place is part of the seal."""
    one, other = two
    store.path_of(one.stored_as).write_bytes(store.path_of(other.stored_as).read_bytes())
    with unguarded("test"):
        file = CaseFile.objects.get(pk=one.pk)
        file.content_key = CaseFile.objects.get(pk=other.pk).content_key.open()
        file.save()
    with pytest.raises(BrokenSeal):
        body(get(browser, one))


def test_the_sweep_takes_what_no_case_keeps_and_nothing_younger(browser, case, tmp_path, monkeypatch):
    file = added(browser, case, photo())
    for _name in range(2):
        _stored, _part, descriptor = store.begin()
        uploads.os.close(descriptor)
    jobs.sweep()
    assert len(lying(tmp_path)) == 3
    monkeypatch.setattr(store, "LEFT_SECONDS", -10)
    jobs.sweep()
    assert lying(tmp_path) == [store.path_of(file.stored_as)]
