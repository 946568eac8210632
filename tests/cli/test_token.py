"""``genderdesk keys token``: an installation whose root key goes into a token, typed as its administrator does."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Typed, checks_of, one_sentence
from tests.serving import begin_home
from tests.software_token import KEY, LABEL, PIN, new_token

pytestmark = pytest.mark.one_database


def test_the_root_key_goes_into_the_token_and_the_desk_goes_on(typed: Typed, tmp_path):
    token = new_token(tmp_path)
    keys = tmp_path / "home" / "keys"
    begin_home(tmp_path / "home")
    assert typed("migrate", database_url="").returncode == 0
    assert "no token is named" in one_sentence(typed("keys", "token", database_url=""), "keys")
    given = {**token.environment, "database_url": ""}
    assert f"holds no AES key labelled '{KEY}'" in one_sentence(typed("keys", "token", **given), "keys")
    done = typed("keys", "token", "--make", **given)
    assert (done.returncode, "not in use: the file is" in done.stdout) == (0, True)
    done = typed("keys", "token", "--move", **given)
    assert (done.returncode, f"{KEY} in the token {LABEL} answers" in done.stdout) == (0, True)
    assert sorted(each.name.split("until")[0] for each in keys.iterdir()) == [
        "derived.key",
        "django.key",
        "ledger.key",
        "root.key.",
    ]
    assert set(checks_of(typed("verify", "--json", **given)).values()) == {""}
    assert typed("migrate", **given).returncode == 0
    # A backup is put back with what lies in keys/ and the token.
    copy = tmp_path / "copy"
    assert typed("backup", str(copy), "--with-keys", **given).returncode == 0
    elsewhere = tmp_path / "elsewhere"
    assert typed("restore", str(copy), home=elsewhere, **given).returncode == 0
    wrong = {**given, "GENDERDESK_PKCS11_PIN_FILE": "", "GENDERDESK_PKCS11_PIN": "999999"}
    said = checks_of(typed("verify", "--json", **wrong))["key file"]
    assert "does not take this PIN" in said
    for done in (typed("verify", "--json", **given), typed("keys", "token", **wrong)):
        assert PIN not in done.stdout + done.stderr
        assert "999999" not in done.stdout + done.stderr


def test_a_new_desk_begins_in_the_token(typed: Typed, tmp_path):
    token = new_token(tmp_path)
    given = {**token.environment, "database_url": ""}
    begin_home(tmp_path / "home")
    assert "keys token --make" in one_sentence(typed("migrate", **given), "migrate")
    assert typed("keys", "token", "--make", **given).returncode == 0
    assert typed("migrate", **given).returncode == 0
    assert not (tmp_path / "home" / "keys" / "root.key").exists()
    assert set(checks_of(typed("verify", "--json", **given)).values()) == {""}
