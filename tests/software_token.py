"""A real PKCS#11 token for tests: SoftHSM, with its tokens in a folder of the test's own."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from provide import NotFound, softhsm

PIN, LABEL, KEY = "246813", "desk-test", "genderdesk-root"


@dataclass(frozen=True)
class Token:
    """A token with its owner's PIN and no key yet."""

    module: Path
    configuration: Path
    pin_file: Path
    label: str = LABEL

    @property
    def environment(self) -> dict[str, str]:
        """What an installation is told to use it."""
        return {
            "SOFTHSM2_CONF": str(self.configuration),
            "GENDERDESK_PKCS11_MODULE": str(self.module),
            "GENDERDESK_PKCS11_TOKEN": self.label,
            "GENDERDESK_PKCS11_KEY": KEY,
            "GENDERDESK_PKCS11_PIN_FILE": str(self.pin_file),
        }


def new_token(folder: Path) -> Token:
    """Make one with nothing in it; a machine without SoftHSM fails with the command to type."""
    try:
        module = softhsm()
    except NotFound as sentence:
        pytest.fail(str(sentence), pytrace=False)
    configuration, pin_file = folder / "softhsm2.conf", folder / "pin"
    (folder / "tokens").mkdir()
    configuration.write_text(
        f"directories.tokendir = {folder / 'tokens'}\nobjectstore.backend = file\nlog.level = ERROR\n"
    )
    pin_file.touch(mode=0o600)
    pin_file.write_text(f"{PIN}\n")
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", LABEL, "--so-pin", "135792468", "--pin", PIN],
        env={**os.environ, "SOFTHSM2_CONF": str(configuration)},
        check=True,
        capture_output=True,
    )
    return Token(module, configuration, pin_file)
