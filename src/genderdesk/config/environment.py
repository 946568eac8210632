"""Every setting that comes from outside, read once, typed, with its default.

``docs/settings.md`` explains each one; a test keeps the two in step.
"""

from __future__ import annotations

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from genderdesk.groundwork.foundation.once import write_once

# How a mail server is reached: TLS from the first byte, TLS after a word, or none.
MAIL_SCHEMES = ("smtps", "smtp+starttls", "smtp")


class SettingError(Exception):
    """A setting from the environment cannot be used; the sentence says which and what to write."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the installation was told. Fields are named as in ``docs/settings.md``."""

    home: Path
    database_url: str
    debug: bool
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    live_url: str
    telephone_simulator: bool
    witness_file: str = ""
    witness_url: str = ""
    witness_key: str = ""
    witness_mail: tuple[str, ...] = ()
    witness_mail_minutes: int = 60
    mail_server: str = ""
    mail_password_file: str = ""
    mail_from: str = ""
    photo_mb: int = 25
    document_mb: int = 50
    recording_mb: int = 500
    disk_floor_mb: int = 500
    proxies: int = 0
    syslog: str = ""
    syslog_ca: str = ""
    ledger_file: str = ""
    pkcs11_module: str = ""
    pkcs11_token: str = ""
    pkcs11_key: str = ""
    pkcs11_pin: str = field(default="", repr=False)
    pkcs11_pin_file: str = ""

    @property
    def keys(self) -> Path:
        return self.home / "keys"

    @property
    def media(self) -> Path:
        return self.home / "media"

    @property
    def logs(self) -> Path:
        return self.home / "logs"

    @property
    def cache(self) -> Path:
        return self.home / "cache"

    @property
    def demonstration(self) -> bool:
        """True where this data folder was made by ``genderdesk demo``: all people in it are invented."""
        return (self.home / "demonstration").exists()


def read_environment(environ: dict[str, str] | os._Environ[str] | None = None) -> Environment:
    """Read ``GENDERDESK_*`` and ``DATABASE_URL``; raise SettingError in a sentence where one is wrong."""
    env = os.environ if environ is None else environ
    home = Path(env.get("GENDERDESK_HOME") or Path.cwd() / "genderdesk-data").expanduser().resolve()
    read = Environment(
        home=home,
        database_url=env.get("DATABASE_URL", ""),
        debug=_flag(env, "GENDERDESK_DEBUG"),
        hosts=_words(env.get("GENDERDESK_HOSTS", "127.0.0.1,localhost,[::1]")),
        origins=_words(env.get("GENDERDESK_ORIGINS", "")),
        live_url=env.get("GENDERDESK_LIVE_URL", "/live/"),
        telephone_simulator=_flag(env, "GENDERDESK_TELEPHONE_SIMULATOR") or (home / "demonstration").exists(),
        witness_file=env.get("GENDERDESK_WITNESS_FILE", ""),
        witness_url=env.get("GENDERDESK_WITNESS_URL", ""),
        witness_key=env.get("GENDERDESK_WITNESS_KEY", ""),
        witness_mail=_words(env.get("GENDERDESK_WITNESS_MAIL", "")),
        witness_mail_minutes=_number(env, "GENDERDESK_WITNESS_MAIL_MINUTES", 60),
        mail_server=env.get("GENDERDESK_MAIL_SERVER", ""),
        mail_password_file=env.get("GENDERDESK_MAIL_PASSWORD_FILE", ""),
        mail_from=env.get("GENDERDESK_MAIL_FROM", ""),
        photo_mb=_megabytes(env, "GENDERDESK_PHOTO_MB", 25),
        document_mb=_megabytes(env, "GENDERDESK_DOCUMENT_MB", 50),
        recording_mb=_megabytes(env, "GENDERDESK_RECORDING_MB", 500),
        disk_floor_mb=_megabytes(env, "GENDERDESK_DISK_FLOOR_MB", 500),
        proxies=_number(env, "GENDERDESK_PROXIES"),
        syslog=env.get("GENDERDESK_SYSLOG", ""),
        syslog_ca=env.get("GENDERDESK_SYSLOG_CA", ""),
        ledger_file=env.get("GENDERDESK_LEDGER_FILE", ""),
        pkcs11_module=env.get("GENDERDESK_PKCS11_MODULE", ""),
        pkcs11_token=env.get("GENDERDESK_PKCS11_TOKEN", ""),
        pkcs11_key=env.get("GENDERDESK_PKCS11_KEY", ""),
        pkcs11_pin=env.get("GENDERDESK_PKCS11_PIN", ""),
        pkcs11_pin_file=env.get("GENDERDESK_PKCS11_PIN_FILE", ""),
    )
    _check_mail(read)
    _check_token(read)
    return read


def _check_mail(read: Environment) -> None:
    """Whoever is to get mail is told of at the start where no server or sender is named, not an hour later."""
    if not read.witness_mail:
        return
    parts = urlsplit(read.mail_server)
    if parts.scheme not in MAIL_SCHEMES or not parts.hostname:
        raise SettingError(
            "GENDERDESK_WITNESS_MAIL needs GENDERDESK_MAIL_SERVER: smtps://user@mail.example:465, smtp+starttls://… "
            "or, without a user, smtp://…."
        )
    if parts.username and parts.scheme == "smtp":
        raise SettingError("GENDERDESK_MAIL_SERVER names a user: write smtps:// or smtp+starttls://, not smtp://.")
    if "@" not in read.mail_from:
        raise SettingError("GENDERDESK_WITNESS_MAIL needs GENDERDESK_MAIL_FROM, the address that sends.")
    if not read.witness_mail_minutes:
        raise SettingError("GENDERDESK_WITNESS_MAIL_MINUTES is 0; write a number of minutes, such as 60.")


def _check_token(read: Environment) -> None:
    """A token is named whole or not at all."""
    if not read.pkcs11_module:
        return
    if not Path(read.pkcs11_module).is_file():
        raise SettingError(
            f"GENDERDESK_PKCS11_MODULE names {read.pkcs11_module}, which is no file. Write its whole path."
        )
    if not read.pkcs11_token or not read.pkcs11_key:
        raise SettingError(
            "GENDERDESK_PKCS11_MODULE needs GENDERDESK_PKCS11_TOKEN and GENDERDESK_PKCS11_KEY, two labels."
        )
    if bool(read.pkcs11_pin) == bool(read.pkcs11_pin_file):
        raise SettingError("Write one of GENDERDESK_PKCS11_PIN_FILE (better) and GENDERDESK_PKCS11_PIN, not both.")


def _megabytes(env: Any, name: str, usual: int) -> int:
    value = env.get(name, "").strip()
    if not value:
        return usual
    if not value.isdecimal():
        raise SettingError(f"{name} is {value!r}; write a whole number of megabytes.")
    return int(value)


def _flag(env: Any, name: str) -> bool:
    value = env.get(name, "").strip().lower()
    if value in {"", "0", "no", "false"}:
        return False
    if value in {"1", "yes", "true"}:
        return True
    raise SettingError(f"{name} is {value!r}; write yes or no.")


def _number(env: Any, name: str, usual: int = 0) -> int:
    value = env.get(name, "").strip() or str(usual)
    if not value.isdecimal():
        raise SettingError(f"{name} is {value!r}; write a number, such as 1.")
    return int(value)


def _words(value: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in value.split(",") if word.strip())


def prepare_home(environment: Environment) -> None:
    """Make the data folder and its rooms, readable by their owner only."""
    home = environment.home
    for folder in (home, environment.keys, environment.media, environment.logs, environment.cache, home / "static"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def secret_from_file(path: Path) -> str:
    """The text of a secret file, made with mode 600 at first start."""
    write_once(path, secrets.token_urlsafe(50).encode())
    return path.read_text().strip()


def database_settings(environment: Environment) -> dict[str, Any]:
    """Django's ``DATABASES['default']`` for ``DATABASE_URL``, or SQLite in the data folder where it is empty."""
    if not environment.database_url:
        return {
            "ENGINE": "genderdesk.groundwork.platform.sqlite",
            "NAME": str(environment.home / "database.sqlite3"),
            "CONN_MAX_AGE": None,
        }
    parts = urlsplit(environment.database_url)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/") or port == -1:
        raise SettingError(
            "DATABASE_URL must look like postgresql://user:password@host:5432/name; leave it out for SQLite."
        )
    options = dict(parse_qsl(parts.query))
    # A socket folder has slashes, so it may come as ?host=/run/postgresql.
    host = options.pop("host", unquote(parts.hostname or ""))
    return {
        "ENGINE": "genderdesk.groundwork.platform.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or options.pop("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
