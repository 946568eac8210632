"""``make acts``: writes docs/acts.md from the declared acts, so that the page cannot say what the code does not.

``--check`` changes nothing and exits 1 where the page is behind.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "acts.md"
HEAD = """# Acts

Everything that changes a record, by room. Written by `make acts` from the code: do not edit it by hand.
Who may is checked again inside the act, whatever page or endpoint it was called from.
"""


def text() -> str:
    """The whole page."""
    import django

    django.setup()
    from genderdesk.groundwork.protection.acts import registry

    acts = [act for act in registry.values() if act.__module__.startswith("genderdesk.")]
    lines = [HEAD]
    for room, found in groupby(sorted(acts, key=lambda act: (_room(act), act.name)), key=_room):
        lines += [f"\n## {room}\n", "| Act | Who may | What it does |", "|---|---|---|"]
        lines += [f"| `{act.name}` | {act.needs.sentence} | {act.summary} |" for act in found]
    return "\n".join(lines) + "\n"


def _room(act: object) -> str:
    return str(act.__module__).split(".")[2]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    os.environ["DJANGO_SETTINGS_MODULE"] = "genderdesk.config.settings"
    with tempfile.TemporaryDirectory() as home:
        os.environ["GENDERDESK_HOME"] = home
        page = text()
    if options.check:
        if not PAGE.exists() or PAGE.read_text() != page:
            print("docs/acts.md is behind the code. Type: make acts", file=sys.stderr)
            return 1
        return 0
    PAGE.write_text(page)
    return 0


if __name__ == "__main__":
    sys.exit(main())
