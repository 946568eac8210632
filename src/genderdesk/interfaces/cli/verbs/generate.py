"""``genderdesk generate``: invented reports and cases in bulk, from a fixed seed, for measuring."""

from __future__ import annotations

import argparse


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many cases to add")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same records (1)")


def run(options: argparse.Namespace) -> int:
    import django

    django.setup()
    from genderdesk.config.environment import read_environment
    from genderdesk.demo.generator import generate_cases
    from genderdesk.interfaces.cli.main import Stop
    from genderdesk.interfaces.cli.progress import progress

    if not read_environment().demonstration:
        raise Stop(
            "invented cases go only into a demonstration. Type: genderdesk demo --no-serve, in a folder of its own."
        )
    seconds = generate_cases(options.cases, options.seed, progress("Generating"))
    print(f"{options.cases} invented cases in {seconds:.1f} s.")
    return 0
