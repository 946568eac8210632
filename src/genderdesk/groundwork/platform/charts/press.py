"""Draws charts: run as a process of its own, reads specs as JSON lines, answers one JSON line for each.

A line in is a Vega-Lite spec; a line out is ``{"svg": …}`` or ``{"fault": …}``. Nothing is fetched. It imports nothing
of Gender Desk, so that it starts at once, and gives way to the processes that answer pages.
"""

from __future__ import annotations

import json
import os
import sys


def main() -> None:
    if hasattr(os, "nice"):
        os.nice(5)
    import vl_convert

    for line in sys.stdin:
        try:
            answer = {"svg": vl_convert.vegalite_to_svg(json.loads(line), allowed_base_urls=[])}
        except ValueError as fault:
            answer = {"fault": str(fault)[:300]}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
