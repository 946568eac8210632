"""A mailbox elsewhere as a witness: it gets signed checkpoints by mail, and saved mails show them to the examination.

A mail is the note and nothing else. What lies in a mailbox of somebody else, nobody here can rewrite.
"""

from __future__ import annotations

import email
import email.policy
import mailbox
from collections.abc import Iterator
from email.message import EmailMessage as Received
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from genderdesk.groundwork.foundation.keyfiles import read_secret
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.groundwork.protection.tree import log
from genderdesk.groundwork.protection.tree.witnesses import notes_of_file

# What every log's name begins with, and so every note.
_NAME = "genderdesk/"
_PORTS = {"smtps": 465, "smtp+starttls": 587, "smtp": 25}
_SECONDS = 20


on_ground("ledger.mail", Kind.MESSAGE, "a checkpoint: a number and digests of the ledger", identity=False)


@outbox.handles("ledger.mail", network=True)
def mail_checkpoint(payload: dict[str, Any]) -> None:
    """Send the newest checkpoint to one mailbox; a fault is told and tried again by the outbox."""
    checkpoint = log.newest()
    if checkpoint is None or payload["to"] not in settings.ENVIRONMENT.witness_mail:
        return
    EmailMessage(
        subject=f"{log.origin()} {checkpoint.size}",
        body=checkpoint.note,
        from_email=settings.ENVIRONMENT.mail_from,
        to=[payload["to"]],
        connection=_server(),
    ).send()


def _server() -> EmailBackend:
    environment = settings.ENVIRONMENT
    parts = urlsplit(environment.mail_server)
    password = ""
    if parts.username and environment.mail_password_file:
        password = read_secret(Path(environment.mail_password_file), "no mail is sent")
    return EmailBackend(
        host=parts.hostname,
        port=parts.port or _PORTS[parts.scheme],
        username=unquote(parts.username or ""),
        password=password,
        use_ssl=parts.scheme == "smtps",
        use_tls=parts.scheme == "smtp+starttls",
        timeout=_SECONDS,
    )


def notes_of(path: Path) -> Iterator[str]:
    """The notes that a witness kept: in a file of lines, a saved mail, an mbox, or a folder of mails (also a Maildir).

    Mails without a note are passed over; one whose note was altered is given as it is, to be found faulty.
    """
    if path.is_dir():
        for each in sorted(each for each in path.rglob("*") if each.is_file()):
            yield from _notes_of_mails(each)
        return
    with path.open("rb") as file:
        is_lines = file.read(1) in (b"{", b"")
    yield from notes_of_file(path) if is_lines else _notes_of_mails(path)


def _notes_of_mails(path: Path) -> Iterator[str]:
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    if not is_mbox:
        yield from _notes_of_mail(path.read_bytes())
        return
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield from _notes_of_mail(box.get_bytes(key))
    finally:
        box.close()


def _notes_of_mail(data: bytes) -> Iterator[str]:
    """The note in a mail's plain text, without what a provider or a list put before and behind it."""
    mail = email.message_from_bytes(data, Received, policy=email.policy.default)
    part = mail.get_body(("plain",))
    if part is None:
        return
    lines = [line.rstrip() for line in part.get_content().splitlines()]
    first = next((place for place, line in enumerate(lines) if line.startswith(_NAME)), None)
    last = max((place for place, line in enumerate(lines) if line.startswith("— ")), default=-1)
    if first is not None and last > first:
        yield "\n".join(lines[first : last + 1]) + "\n"
