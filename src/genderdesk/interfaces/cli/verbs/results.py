"""``genderdesk results``: the page of results as of a day, made from records."""

from __future__ import annotations

import argparse
import json
from datetime import date
from typing import Any

from genderdesk.interfaces.cli.main import Stop, load_django


def arguments(parser: argparse.ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="what", metavar="WHAT", required=True)
    page = verbs.add_parser("page", help="every claim with value, unit, method, status and the query behind it")
    page.add_argument("--as-of", required=True, metavar="YYYY-MM-DD", help="the day that the page is of")
    page.add_argument("--project", default="", metavar="CODE", help="of one project; of all without it")
    page.add_argument("--json", action="store_true", help="one JSON object, the same bytes for the same records")


def run(options: argparse.Namespace) -> int:
    load_django()
    from genderdesk.monitoring.results.queries import page_of, projects_with_claims

    as_of = _day(options.as_of)
    projects = [each for each in projects_with_claims() if options.project in ("", each.code)]
    if not projects:
        raise Stop(
            f"No project with claims has the code {options.project}."
            if options.project
            else "No project has claims yet."
        )
    pages = [page_of(each, as_of) for each in projects]
    print(_json(pages) if options.json else _text(pages))
    return 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(f"{text} is not a day. Write it like 2009-12-31.") from None


def _json(pages: list[Any]) -> str:
    from genderdesk.monitoring.results.rules.page import as_data, digest_of, written

    claims = [
        {"project": data["project"], "status": line.pop("verdict"), **line}
        for page in pages
        for data in [as_data(page)]
        for line in data["lines"]
    ]
    about = [{"digest": digest_of(written(page)), **_head(page)} for page in pages]
    return json.dumps(
        {"as_of": pages[0].as_of.isoformat(), "projects": about, "claims": claims},
        ensure_ascii=False,
        indent=1,
        sort_keys=True,
    )


def _head(page: Any) -> dict[str, Any]:
    from genderdesk.monitoring.results.rules.page import as_data

    return {name: each for name, each in as_data(page).items() if name != "lines"}


def _text(pages: list[Any]) -> str:
    lines = []
    for page in pages:
        lines.append(f"{page.title} ({page.project}), as of {page.as_of}")
        for line in page.lines:
            cautions = ", ".join(
                f"{each.code}" + (f" {each.number}" if each.number is not None else "") for each in line.cautions
            )
            lines.append(
                f"  {line.code:4} {line.verdict:13} {line.shown or '-':24} {line.text}"
                + (f" [{cautions}]" if cautions else "")
            )
        lines.append(
            "  " + ", ".join(f"{verdict.replace('_', ' ')}: {number}" for verdict, number in page.counts.items())
        )
    return "\n".join(lines)
