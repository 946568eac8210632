"""The switchboard of live events: who has been told that she listens misses nothing that is written afterwards."""

from __future__ import annotations

import asyncio
import threading

from genderdesk.config import live

HER_CHANNEL = "institution:hers"
WAIT_SECONDS = 5.0


def word(kind: str) -> dict[str, str]:
    return {"channel": HER_CHANNEL, "kind": kind, "ref": ""}


def everybody_is_signed_in(keys: set[str]) -> tuple[set[str], str]:
    return keys, ""


def test_whoever_is_told_that_she_listens_hears_all_that_is_written_from_then_on(monkeypatch):
    outbox = [(1, word("long before"))]
    asked, answered = threading.Event(), threading.Event()

    def slowly() -> int:
        asked.set()
        assert answered.wait(WAIT_SECONDS)
        return max(number for number, _payload in outbox)

    monkeypatch.setattr(live, "_standing", everybody_is_signed_in)
    monkeypatch.setattr(live.queries, "newest_live_id", slowly)
    monkeypatch.setattr(live.queries, "live_since", lambda mark: [each for each in outbox if each[0] > mark])

    async def listens() -> tuple[int, dict[str, str]]:
        board = live.Switchboard()
        her = live.Listener("her session", frozenset({HER_CHANNEL}))
        joining = asyncio.create_task(board.join(her))
        assert await asyncio.to_thread(asked.wait, WAIT_SECONDS)
        assert not joining.done(), "told that she listens before the outbox was read"
        answered.set()
        await asyncio.wait_for(joining, WAIT_SECONDS)
        outbox.append((2, word("at once")))
        try:
            return await asyncio.wait_for(her.waiting.get(), WAIT_SECONDS)
        finally:
            board.leave(her)

    assert asyncio.run(listens()) == (2, word("at once"))


def test_whoever_joins_an_empty_board_again_is_not_kept_waiting_for_a_reading_that_ended(monkeypatch):
    monkeypatch.setattr(live, "POLL_SECONDS", 0.01)
    monkeypatch.setattr(live, "_standing", everybody_is_signed_in)
    outbox = [(1, word("before"))]
    monkeypatch.setattr(live.queries, "newest_live_id", lambda: outbox[-1][0])
    monkeypatch.setattr(live.queries, "live_since", lambda mark: [each for each in outbox if each[0] > mark])

    async def comes_back() -> tuple[int, dict[str, str]]:
        board = live.Switchboard()
        first = live.Listener("her session", frozenset({HER_CHANNEL}))
        await asyncio.wait_for(board.join(first), WAIT_SECONDS)
        board.leave(first)
        await asyncio.sleep(0.2)
        again = live.Listener("her session", frozenset({HER_CHANNEL}))
        await asyncio.wait_for(board.join(again), WAIT_SECONDS)
        outbox.append((2, word("afterwards")))
        try:
            return await asyncio.wait_for(again.waiting.get(), WAIT_SECONDS)
        finally:
            board.leave(again)

    assert asyncio.run(comes_back()) == (2, word("afterwards"))
