"""What was sent while the network was away: the phone cannot read it, its owner sends it once, nobody else opens it."""

from __future__ import annotations

import base64
import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from genderdesk.casework.cases.models import Case
from genderdesk.groundwork.foundation.ids import new_id
from genderdesk.groundwork.protection import on_phone
from genderdesk.groundwork.protection.models import Entry
from genderdesk.interfaces.web.templatetags.desk import outbox_mark
from tests.files import open_file

SENT = {"url": "/staff/cases/x/note/", "body": [["text", "Umukobwa wanjye"]]}


def sealed(actor, said=SENT):
    """As ``kept.js`` seals: with the public key alone."""
    own = ec.generate_private_key(ec.SECP256R1())
    desk = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64.b64decode(on_phone.public_key()))
    point = own.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=point).derive(own.exchange(ec.ECDH(), desk))
    text = AESGCM(key).encrypt(b"n" * 12, json.dumps(said).encode() + b"  ", on_phone.owner_mark(actor).encode())
    return base64.b64encode(point + b"n" * 12 + text).decode()


def opened(client, word):
    return client.post("/staff/drafts/kept/", {"word": word})


def test_it_opens_for_who_sent_it_and_for_nobody_else(world):
    word = sealed(world.focal_point)
    assert opened(world.client(world.focal_point), word).json() == SENT
    assert opened(world.client(world.desk_head), word).status_code == 404


@pytest.mark.parametrize("word", ["", "nothing", base64.b64encode(b"\4" + b"x" * 90).decode(), "Zm9v"])
def test_what_is_no_such_word_is_answered_with_a_sentence(world, word):
    answer = opened(world.client(world.focal_point), word)
    assert answer.status_code == 404
    assert "cannot be opened by you" in answer.content.decode()


def test_a_changed_word_does_not_open(world):
    word = sealed(world.focal_point)
    changed = word[:-8] + ("AAAAAAA=" if not word.endswith("AAAAAAA=") else "BBBBBBB=")
    assert opened(world.client(world.focal_point), changed).status_code == 404


def test_a_note_that_comes_twice_is_there_once_and_a_script_hears_that_it_was_taken(world):
    """The answer to the first may have been lost on the way."""
    client, case = world.client(world.focal_point), open_file(world)
    address, note = f"/staff/cases/{case.pk}/note/", {"text": "Invented.", "op_id": str(new_id())}
    for _time in range(2):
        answer = client.post(address, note, headers={"X-Desk-Kept": "1"})
        assert (answer.status_code, answer.headers["Desk-Next"]) == (204, f"/staff/cases/{case.pk}/")
    assert Entry.objects.filter(name="case.note").count() == 1
    assert client.post(address, {"text": "", "op_id": str(new_id())}, headers={"X-Desk-Kept": "1"}).status_code == 422


def test_a_sign_in_that_is_over_is_never_taken_for_an_answer(client, world):
    answer = client.post(f"/staff/cases/{new_id()}/note/", {"text": "x"}, headers={"X-Desk-Kept": "1"})
    assert answer.status_code in (302, 401)
    assert "Desk-Next" not in answer.headers


def test_the_words_of_a_sealed_file_never_wait_on_a_phone(world):
    assert outbox_mark({"case": Case()}) == 'data-outbox="yes"'
    assert outbox_mark({"case": Case(cell_id=world.focal_point.id)}) == ""
