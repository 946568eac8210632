"""For whom a database connection stands, where PostgreSQL itself hides rows (``genderdesk db harden``).

A second wall behind the rules of the rooms: whatever a query forgets to ask, the database answers with the rows of the
institution and the cells of whoever looks. It holds against a mistake in a query, not against somebody who can speak
to the database as its role and knows what to tell it (docs/threat-model.md). A connection that nobody spoke for sees
nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from genderdesk.groundwork.protection.access import Actor


@dataclass(frozen=True, slots=True)
class Viewer:
    """What the database is told: the kind of actor, the institution, the outside organisation, the account and the
    officer."""

    kind: str = "nobody"
    institution: str = ""
    organisation: str = ""
    account: str = ""
    officer: str = ""
    actor: Actor | None = None


NOBODY, SYSTEM = Viewer(), Viewer("system")
_viewer: ContextVar[Viewer] = ContextVar("genderdesk_viewer", default=NOBODY)


# How the cells of an actor are found; the circle around files tells it.
def cells_of(actor: Actor) -> Iterable[Any]:
    return ()


_TELL = """SELECT set_config('genderdesk.kind', %s, false), set_config('genderdesk.institution', %s, false),
                  set_config('genderdesk.organisation', %s, false), set_config('genderdesk.account', %s, false),
                  set_config('genderdesk.officer', %s, false), set_config('genderdesk.cells', %s, false)"""


def viewer_of(actor: Actor) -> Viewer:
    """An actor as the database sees her or him."""
    return Viewer(
        actor.kind,
        institution=str(actor.institution_id or ""),
        organisation=str(actor.organisation_id or ""),
        account=str(actor.id or ""),
        officer=str(actor.officer_id or ""),
        actor=actor if actor.kind == "user" else None,
    )


@contextmanager
def seen_by(actor: Actor | Viewer) -> Iterator[None]:
    """Let the database connections of this thread stand for an actor within the ``with``."""
    token = _viewer.set(actor if isinstance(actor, Viewer) else viewer_of(actor))
    try:
        yield
    finally:
        _viewer.reset(token)


def pieces_seen_by(actor: Actor, pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same pieces of an answer, each made for the actor: they are asked for when the request is long over."""
    waiting = iter(pieces)
    while True:
        with seen_by(actor):
            piece = next(waiting, None)
        if piece is None:
            return
        yield piece


def rest_of_act_as_system() -> None:
    """Let what is left of the act that is being carried out stand for the system.

    For an act whose record its own actor does not see any more: she seals a file into a cell that she is not in, or
    ends the talk in which it was told. Her rule has been asked before; after the act she stands for herself again.
    """
    _viewer.set(SYSTEM)


def begin_as_system() -> None:
    """For a verb of the command line, which no person's request has started: from now on the system looks."""
    _viewer.set(SYSTEM)


def stand(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Django's ``execute_wrapper`` on PostgreSQL: tell the database who looks where that has changed."""
    connection = context["connection"]
    viewer = _viewer.get()
    told = connection.stands_for
    if connection.walled and told is not viewer and told != viewer and not connection.needs_rollback:
        _tell(connection, viewer)
    return execute(sql, params, many, context)


def _tell(connection: Any, viewer: Viewer) -> None:
    # Finding the cells asks the database too: it stands for the actor without them meanwhile, or for the system.
    _say(connection, viewer, "")
    if viewer.actor is not None:
        cells = ",".join(str(each) for each in sorted(cells_of(viewer.actor)))
        if cells or connection.stands_for != viewer:
            _say(connection, viewer, cells)


def _say(connection: Any, viewer: Viewer, cells: str) -> None:
    with connection.wrap_database_errors, connection.connection.cursor() as cursor:
        told = [viewer.kind, viewer.institution, viewer.organisation, viewer.account, viewer.officer, cells]
        cursor.execute(_TELL, told)
    connection.stands_for = viewer


class StandingMiddleware:
    """The last one before the pages: whatever a request asks of the database, it asks for whoever sent it."""

    def __init__(self, get_response: Callable[[Any], Any]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> Any:
        with seen_by(request.actor):
            response = self.get_response(request)
        if response.streaming:
            response.streaming_content = pieces_seen_by(request.actor, response.streaming_content)
        return response
