"""The register of reports as a file, for the head of a desk, once a second person approved this very span of time.

Each taking of it stands in the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import CharField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.intake.access import MAY_APPROVE_EXPORT, MAY_EXPORT, visible_to
from genderdesk.casework.intake.labels import CHANNELS, STATED_KINDS, STATES
from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.groundwork.protection import approvals
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.groundwork.protection.vault import Opener, filekeys
from genderdesk.organisation.places.queries import names

_ROWS_AT_ONCE = 500
_FIELDS = ("id", "number", "received", "channel", "district_id", "stated_kind", "state")
_SEALED = ("reporter_name", "reporter_phone")

REGISTER = approvals.kind(
    "report.register",
    gettext_lazy("The register of reports as a file, with names and phone numbers"),
    asks=MAY_EXPORT,
    decides=MAY_APPROVE_EXPORT,
).name


_NOTHING = ("", "")


def scope_of(since: datetime, until: datetime) -> str:
    """The span of time as an approval names it."""
    return f"{since:%Y-%m-%d %H:%M} – {until:%Y-%m-%d %H:%M}"


on_ground(
    "report.register",
    Kind.EXPORT,
    "for the own institution, asked for by one person and approved by another",
    identity=True,
)


@discloses("report.register", needs=MAY_EXPORT, kind="export", notes=("since", "until"))
def register(actor: Actor, *, since: datetime, until: datetime) -> Iterator[str]:
    """The lines of a CSV file of the actor's reports received in a span of time, with name and phone number.

    Read and opened row by row: 100,000 reports take no more memory than 500. Refused unless a second person approved
    it for this span, within the last 24 hours.
    """
    approvals.demand_approved(actor, REGISTER, None, scope=scope_of(since, until))
    header = [
        _("Number"),
        _("Received"),
        _("How"),
        _("District"),
        _("About"),
        _("Status"),
        _("Name"),
        _("Phone number"),
    ]
    query = visible_to(actor).filter(received_at__gte=since, received_at__lt=until).order_by()
    # As text, since the driver would make a time of each only for us to write it out again.
    query = query.annotate(received=Cast("received_at", CharField()))
    sql, params = query.values_list(*_FIELDS, *_SEALED, "received_at").query.sql_with_params()
    sql = filekeys.beside(sql, (*_FIELDS, *_SEALED), file="id", order=("received_at", "id"))
    rows = _rows(sql, params, Opener(Report._meta.db_table))
    return csv_lines(header, rows, at_once=_ROWS_AT_ONCE)


def _rows(sql: str, params: Any, opener: Opener) -> Iterator[list[Any]]:
    """Rows straight from the driver: the words of coded values are looked up once, not a row."""
    channels, kinds, states = ({str(k): str(v) for k, v in each.items()} for each in (CHANNELS, STATED_KINDS, STATES))
    districts = names()
    read_id = _id_reader()
    opened = opener.row(*_SEALED)
    # On PostgreSQL a cursor that stays on the server, so that the file never lies here whole.
    with connection.chunked_cursor() as cursor:
        cursor.execute(sql, params)
        while batch := cursor.fetchmany(_ROWS_AT_ONCE):
            for key, number, received, channel, district, kind, state, name, phone, *file_key in batch:
                yield [
                    number,
                    received[:16],
                    channels[channel],
                    districts.get(district, ""),
                    kinds[kind],
                    states[state],
                    *(opened(read_id(key), file_key, (name, phone)) if name or phone else _NOTHING),
                ]


def _id_reader() -> Any:
    """How the driver's id becomes the text that seals are bound to: SQLite gives 32 hexadecimal signs."""
    if connection.vendor != "sqlite":
        return str
    return lambda key: f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
