"""``genderdesk user``: the people who sign in, for the first administrator and for emergencies."""

from __future__ import annotations

import argparse
import getpass
import os
import secrets
import sys

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    add = verbs.add_parser("add", help="add somebody; the password is asked for, or read from GENDERDESK_PASSWORD")
    add.add_argument("username")
    add.add_argument("--role", default="administrator", choices=["administrator", "oversight"])
    password = verbs.add_parser("password", help="set a new one-time password and end all sign-ins")
    password.add_argument("username")
    verbs.add_parser("list", help="list sign-in names with their roles today")


def run(options: argparse.Namespace) -> int:
    load_django()
    return {"add": _add, "password": _set_password, "list": _list}[options.what](options)


def _add(options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.groundwork.protection.acts import Invalid
    from genderdesk.organisation.accounts.acts import create_user

    try:
        create_user(SYSTEM, username=options.username, standing_role=options.role, password=_asked_password())
    except Invalid as fault:
        raise Stop(str(fault)) from None
    print(f"{options.username} can sign in; the second factor is set up at the first sign-in.")
    return 0


def _asked_password() -> str:
    if given := os.environ.get("GENDERDESK_PASSWORD"):
        return given
    if not sys.stdin.isatty():
        raise Stop("no terminal to ask for a password. Set GENDERDESK_PASSWORD.")
    return getpass.getpass("Password (at least 12 signs): ")


def _set_password(options: argparse.Namespace) -> int:
    from genderdesk.groundwork.protection.access import SYSTEM
    from genderdesk.organisation.accounts.acts import set_password
    from genderdesk.organisation.accounts.models import User

    user = User.objects.filter(username=options.username.lower()).first()
    if user is None:
        raise Stop(f"nobody signs in as {options.username}. Type: genderdesk user list")
    password = "-".join(secrets.token_hex(2) for _ in range(4))
    set_password(SYSTEM, user, password=password)
    print(f"One-time password for {user.username}: {password}")
    return 0


def _list(_options: argparse.Namespace) -> int:
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of

    for user in User.objects.order_by("username"):
        print(f"{user.username:<24} {', '.join(sorted(actor_of(user).roles)) or '-'}")
    return 0
