"""A mail server on loopback that keeps what it is given; its mails lie there as a provider keeps them."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope


class Mailbox:
    """What came: each mail's bytes and whom it was for. ``refuses`` makes the server turn mails away."""

    def __init__(self) -> None:
        self.mails: list[bytes] = []
        self.addresses: list[list[str]] = []
        self.refuses = False
        self.port = 0

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:
        if self.refuses:
            return "451 Try again later"
        assert isinstance(envelope.content, bytes)
        self.mails.append(envelope.content)
        self.addresses.append(envelope.rcpt_tos)
        return "250 Kept"


@contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A server at ``port`` for as long as the ``with`` lasts."""
    box, loop = Mailbox(), asyncio.new_event_loop()
    server = loop.run_until_complete(loop.create_server(lambda: SMTP(box, loop=loop), "127.0.0.1", 0))
    box.port = server.sockets[0].getsockname()[1]
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    try:
        yield box
    finally:
        loop.call_soon_threadsafe(server.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
        loop.close()
