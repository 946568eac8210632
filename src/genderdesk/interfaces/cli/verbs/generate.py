"""``genderdesk generate``: invented lives of cases in bulk, from a fixed seed, for measuring."""

from __future__ import annotations

import argparse
from datetime import datetime

from genderdesk.interfaces.cli.main import Stop, load_django

# A seed has numbers of its own for so many.
MOST_CASES = 500_000


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many cases to add")
    parser.add_argument("--seed", type=int, default=1, help="the same seed and end give the same records (1)")
    parser.add_argument(
        "--until", type=_moment, metavar="TIME", help="end of the invented time, as 2026-11-24T08:00 (now)"
    )


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no time; write it as 2026-11-24T08:00.") from None


def run(options: argparse.Namespace) -> int:
    if not 1 <= options.cases <= MOST_CASES:
        raise Stop(f"--cases goes from 1 to {MOST_CASES}.")
    load_django()
    from django.utils import timezone

    from genderdesk.config.environment import read_environment
    from genderdesk.demo.generator import SeedUsed, generate_cases
    from genderdesk.interfaces.cli.progress import progress

    if not read_environment().demonstration:
        raise Stop(
            "invented cases go only into a demonstration. Type: genderdesk demo --no-serve, in a folder of its own."
        )
    until = options.until
    if until is not None and until.tzinfo is None:
        until = timezone.make_aware(until)
    if until is not None and until > timezone.now():
        raise Stop("--until lies in the future: nothing that is invented may have happened later than now.")
    try:
        seconds = generate_cases(options.cases, options.seed, progress("Generating"), until)
    except SeedUsed as fault:
        raise Stop(str(fault)) from None
    print(f"{options.cases} invented cases and what surrounds them, in {seconds:.1f} s.")
    return 0
