"""``genderdesk db harden``: the second wall, in PostgreSQL itself, around every file."""

from __future__ import annotations

import argparse
from typing import Any

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    harden = verbs.add_parser("harden", help="make the pages' role and let PostgreSQL hide rows from it")
    harden.add_argument(
        "--as", dest="owner", metavar="URL", required=True, help="the owner of the database, as DATABASE_URL is written"
    )


def run(options: argparse.Namespace) -> int:
    load_django()
    role = harden(options.owner)
    print(
        f"The second wall stands. The pages connect as {role}, and PostgreSQL hides from it what is not theirs to see."
    )
    print("After every `genderdesk migrate` (with the owner's DATABASE_URL) type this again.")
    return 0


def harden(owner: str) -> str:
    """Make the role that ``DATABASE_URL`` names, and the walls, as the owner; the role's name. Safe to repeat."""
    from django.conf import settings

    from genderdesk.config.environment import SettingError, database_settings
    from genderdesk.interfaces.cli import hardening

    pages = settings.DATABASES["default"]
    if not settings.ENVIRONMENT.database_url:
        raise Stop("SQLite has no rows to hide: everybody who can read the file reads all of it. Use PostgreSQL.")
    try:
        above = database_settings(_with_url(owner))
    except SettingError as fault:
        raise Stop(str(fault).replace("DATABASE_URL", "--as")) from None
    if above["USER"] == pages["USER"] or not pages["USER"]:
        raise Stop(
            "DATABASE_URL must name a role of its own for the pages, such as genderdesk_pages with a password that you "
            "choose; --as names the owner. The role is made here."
        )
    if above["NAME"] != pages["NAME"]:
        raise Stop(f"--as names the database {above['NAME']} and DATABASE_URL {pages['NAME']}. Name the same one.")
    import psycopg
    from psycopg import sql

    with psycopg.connect(owner) as connection:
        _make_role(connection, pages["USER"], pages["PASSWORD"])
        _demand_owner(connection)
        role = sql.Identifier(pages["USER"]).as_string(connection)
        for statement in hardening.statements(role):
            connection.execute(statement.encode())
    return str(pages["USER"])


def _with_url(address: str) -> Any:
    import dataclasses

    from genderdesk.config.environment import read_environment

    return dataclasses.replace(read_environment(), database_url=address)


def _make_role(connection: Any, name: str, password: str) -> None:
    """A role that owns nothing, passes no wall and makes nothing; its password goes to the server as a digest."""
    from psycopg import sql

    there = connection.execute("SELECT rolsuper FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    if there and there[0]:
        raise Stop(f"{name} is a superuser, from whom PostgreSQL hides nothing. Name another role in DATABASE_URL.")
    what = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION"
    verb = "ALTER" if there else "CREATE"
    role = sql.Identifier(name)
    connection.execute(sql.SQL(f"{verb} ROLE {{}} {what}").format(role))
    if password:
        digest = connection.pgconn.encrypt_password(password.encode(), name.encode(), b"scram-sha-256").decode()
        connection.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(role, sql.Literal(digest)))


def _demand_owner(connection: Any) -> None:
    found = connection.execute("""SELECT tablename FROM pg_tables WHERE schemaname = 'public'
                                  AND NOT pg_has_role(current_user, tableowner, 'USAGE') LIMIT 1""").fetchone()
    if found:
        raise Stop(f"the role of --as does not own {found[0]}. Name the role that `genderdesk migrate` runs with.")
