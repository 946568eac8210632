"""``genderdesk``: reads the verb, sets Django up where the verb needs it, and answers faults in one sentence."""

from __future__ import annotations

import argparse
import keyword
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from genderdesk.groundwork.foundation.garbage import loading
from genderdesk.groundwork.protection import walls

# verb → what it does, in the order of `genderdesk --help`. Each is a Verb, a module of ``verbs``.
VERBS = {
    "demo": "load the demonstration country, play the main job, serve it",
    "play": "replay the main job on a scratch database",
    "serve": "serve pages, live events and background work",
    "worker": "do background work only",
    "migrate": "make or update the database and the static files",
    "load": "load a country from its folder of CSV files",
    "user": "add, list or reset people who sign in",
    "generate": "add invented cases in bulk, for measuring",
    "export": "write what leaves the desk for other systems",
    "results": "print the page of results, every claim with what the records say",
    "import": "read what comes from other systems",
    "ledger": "examine the log of what was done and seen, hand it over",
    "keys": "rotate keys, make and use the oversight's recovery",
    "backup": "copy database, keys and media to a folder",
    "restore": "put a backup into an empty data folder, and check it",
    "db": "let PostgreSQL itself hide rows, as a second wall",
    "verify": "check database, ledger, seals and counters",
}


class Verb(Protocol):
    """A module of ``verbs``."""

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Declare what may follow the verb."""

    def run(self, options: argparse.Namespace) -> int | None:
        """Do it; the exit status, None for 0."""


def load_django() -> None:
    """Set Django up, for a verb that needs it: first in its ``run``, so that ``--help`` and a wrong option answer at
    once."""
    import django

    with loading():
        django.setup()


class Stop(Exception):
    """A verb cannot go on; the sentence is printed without a traceback and the exit status is 1."""


def parser() -> argparse.ArgumentParser:
    """The whole command line, for parsing and for the test that docs/commands.md names every verb."""
    top = argparse.ArgumentParser(
        prog="genderdesk",
        description="Gender Desk: from the first call to the figures.",
        epilog="GENDERDESK_HOME names the data folder; DATABASE_URL chooses PostgreSQL. See docs/settings.md.",
    )
    verbs = top.add_subparsers(dest="verb", metavar="VERB", required=True)
    for name, sentence in VERBS.items():
        below = verbs.add_parser(name, help=sentence, description=sentence[0].upper() + sentence[1:] + ".")
        _verb(name).arguments(below)
    return top


def _verb(name: str) -> Verb:
    module = f"{name}_" if keyword.iskeyword(name) else name
    return cast(Verb, import_module(f"genderdesk.interfaces.cli.verbs.{module}"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "genderdesk.config.settings")
    # Whatever a verb makes, the log and the database among it, is its owner's alone.
    os.umask(0o077)
    chosen = parser().parse_args(argv)
    walls.begin_as_system()
    try:
        return int(_verb(chosen.verb).run(chosen) or 0)
    except Stop as reason:
        return _refuse(chosen.verb, str(reason))
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        # Whoever read our lines, such as `head`, has had enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as fault:
        from genderdesk.interfaces.cli.faults import in_a_sentence

        if sentence := in_a_sentence(fault):
            return _refuse(chosen.verb, sentence)
        raise


def _refuse(verb: str, sentence: str) -> int:
    print(f"genderdesk {verb}: {sentence}", file=sys.stderr)
    return 1
