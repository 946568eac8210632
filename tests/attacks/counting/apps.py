"""Wraps the doors from outside: every act, look, refusal and sign-in that came to an end is one line of a file.

It never asks the ledger. What an outer act or a failed transaction took back is not counted, as nothing of it happened.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextvars import ContextVar
from functools import wraps
from typing import Any

from django.apps import AppConfig

Counted = list[tuple[str, str]]
# What happened inside the outermost door that stands open, to be told when that one has succeeded.
_inside: ContextVar[Counted | None] = ContextVar("counting_inside", default=None)


def tell(kind: str, name: str) -> None:
    """One line, whole, however many processes write."""
    line = json.dumps([kind, name]).encode() + b"\n"
    descriptor = os.open(os.environ["GENDERDESK_COUNTED"], os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, line)
    finally:
        os.close(descriptor)


def counted(kind: str, name: str, call: Callable[[], Any], is_new: Callable[[], bool]) -> Any:
    """Run a door's call; keep what happened in it where it ended well, and a refusal where it was the outermost."""
    from genderdesk.groundwork.platform.refusals import Refused
    from genderdesk.groundwork.protection import door

    outer = _inside.get() if door.current() is not None else None
    own: Counted = []
    token = _inside.set(own)
    try:
        result = call()
    except Refused:
        # An inner refusal that the outer door answers otherwise is no refusal of the whole.
        if door.current() is None:
            tell("refusal", name)
        raise
    finally:
        _inside.reset(token)
    if is_new():
        own.append((kind, name))
    if outer is not None:
        outer.extend(own)
    else:
        for each in own:
            tell(*each)
    return result


class CountingConfig(AppConfig):
    name = "tests.attacks.counting"
    label = "counting"

    def import_models(self) -> None:
        # It stands first, so no room has been imported yet.
        if os.environ.get("GENDERDESK_COUNTED"):
            count_looks()
        super().import_models()

    def ready(self) -> None:
        if os.environ.get("GENDERDESK_COUNTED"):
            count_acts()
            count_pages()
            count_sign_ins()


def count_acts() -> None:
    """Each call of an act, but for a repeat, which gets the first answer."""
    from genderdesk.groundwork.protection.acts import Act

    carry_out, first_answer = Act._carry_out, Act._first_answer
    repeated: ContextVar[list[bool] | None] = ContextVar("counting_repeated", default=None)

    def _carry_out(act: Any, actor: Any, args: Any, kwargs: Any, op_id: Any) -> Any:
        mark: list[bool] = []
        token = repeated.set(mark)
        try:
            return counted("act", act.name, lambda: carry_out(act, actor, args, kwargs, op_id), lambda: not mark)
        finally:
            repeated.reset(token)

    def _first_answer(act: Any, operation: Any, first: Any) -> Any:
        if (mark := repeated.get()) is not None:
            mark.append(True)
        return first_answer(act, operation, first)

    Act._carry_out, Act._first_answer = _carry_out, _first_answer  # type: ignore[method-assign]


def count_looks() -> None:
    """Each declared query, by the kind that its declaration says; before any room declares one."""
    from genderdesk.groundwork.protection import disclosures

    declare = disclosures.discloses
    assert not disclosures.registry, "a room has declared a look before it could be counted"

    def discloses(name: str, *, kind: str = "disclosure", **more: Any) -> Callable[..., Any]:
        declared = declare(name, kind=kind, **more)

        def wrap(body: Callable[..., Any]) -> Callable[..., Any]:
            look = declared(body)

            @wraps(look)
            def through(*args: Any, **kwargs: Any) -> Any:
                return counted(kind, name, lambda: look(*args, **kwargs), lambda: True)

            return through

        return wrap

    disclosures.discloses = discloses  # type: ignore[assignment]


def count_pages() -> None:
    """Each page that refuses by its own rule, to somebody who is signed in."""
    from genderdesk.groundwork.protection import pages

    demand = pages.demand

    @wraps(demand)
    def asked(actor: Any, rule: Any, *rest: Any) -> None:
        try:
            demand(actor, rule, *rest)
        except Exception:
            if actor.kind not in ("nobody", "public"):
                tell("refusal", "page")
            raise

    pages.demand = asked


def count_sign_ins() -> None:
    """Each sign-in, failed one and sign-out, by Django's own signals; and each personal key that came to be."""
    from genderdesk.groundwork.protection.vault import personal

    open_or_make = personal.open_or_make

    def key_of(*args: Any, **kwargs: Any) -> Any:
        opened = open_or_make(*args, **kwargs)
        if opened.how != "opened":
            tell("sign_in", f"personal_key.{opened.how}")
        return opened

    personal.open_or_make = key_of
    from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed

    keep: list[Callable[..., None]] = []
    for signal, name in (
        (user_logged_in, "sign_in"),
        (user_login_failed, "sign_in.failed"),
        (user_logged_out, "sign_out"),
    ):

        def heard(name: str = name, user: Any = True, **_signal: Any) -> None:
            if user is not None:
                tell("sign_in", name)

        keep.append(heard)
        signal.connect(heard, weak=False)
