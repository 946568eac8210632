"""Drawings on disk, each under the hash of its spec and theme; drawn once, by one process at a time."""

from __future__ import annotations

import fcntl
import gzip
import hashlib
import html
import json
import logging
import os
import re
import subprocess  # the press is our own file and its input is data, never a command
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.charts import press
from genderdesk.groundwork.platform.charts.themes import Theme, coloured, config

log = logging.getLogger(__name__)

KEY_LENGTH = 32
_KEY = re.compile(rf"[0-9a-f]{{{KEY_LENGTH}}}")
# What changes every drawing: raise it after a change in themes or in the tidying below.
_EDITION = "1"
PRESS_SECONDS = 60
MOST_AT_ONCE = 100

# Screen readers get the description from the root, and the same numbers from the table beside the chart.
_INNER_ROLES = re.compile(r' (?:aria-[a-z]+|role)="[^"]*"')
_LONG_NUMBER = re.compile(r"(\d+\.\d{2})\d+")
_ROOT = re.compile(r"<svg ([^>]*)>")


class ChartFault(Exception):
    """A chart could not be drawn; the table beside it has the same numbers."""


def chart_svg(spec: dict[str, Any], theme: Theme = "light") -> str:
    """The SVG of a Vega-Lite spec, from disk where it was drawn before. Raises ChartFault."""
    drawing = chart_of(remember(spec, theme))
    if drawing is None:
        raise ChartFault(_("The drawing was removed meanwhile. Open the page again."))
    return gzip.decompress(drawing).decode()


def chart_key(spec: dict[str, Any], theme: Theme) -> str:
    """The name of a drawing: the same spec, theme and drawing engine always give the same one."""
    return _finished(spec, theme)[0]


def remember(spec: dict[str, Any], theme: Theme) -> str:
    """Keep a spec to be drawn when its picture is first asked for; its key. Cheap where it is already known."""
    key, text = _finished(spec, theme)
    if not is_known(key):
        _write(_waiting(key), text.encode())
    return key


def is_known(key: str) -> bool:
    """True where a chart is drawn or waits to be."""
    return _drawing(key).exists() or _waiting(key).exists()


def chart_of(key: str) -> bytes | None:
    """The gzipped SVG of a remembered chart, drawn now where it waits; None where the key is unknown."""
    if not _KEY.fullmatch(key):
        return None
    if (drawn := _read(_drawing(key))) is not None:
        return drawn
    if not _waiting(key).exists():
        return _read(_drawing(key))
    with _alone():
        _draw_waiting(key)
    return _read(_drawing(key))


def draw_all(charts: Iterable[tuple[dict[str, Any], Theme]]) -> int:
    """Draw charts before they are asked for; how many were new."""
    keys = [remember(spec, theme) for spec, theme in charts]
    waiting = [key for key in keys if not _drawing(key).exists()]
    with _alone():
        for key in waiting:
            if not _drawing(key).exists():
                _draw_waiting(key)
    return len(waiting)


def forget_unused(days: int = 40) -> int:
    """Delete drawings made longer ago than that; a page that still needs one has it drawn again."""
    limit = time.time() - days * 86_400
    old = [path for path in _folder().iterdir() if path.name != ".lock" and path.stat().st_mtime < limit]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)


def _finished(spec: dict[str, Any], theme: Theme) -> tuple[str, str]:
    if not spec.get("description"):
        raise ValueError("A chart needs a description for those who do not see it.")
    _demand_no_address(spec)
    text = json.dumps({**coloured(spec, theme), "config": config(theme)}, sort_keys=True, separators=(",", ":"))
    digest = hashlib.sha256(f"{_engine()}\n{text}".encode()).hexdigest()
    return digest[:KEY_LENGTH], text


def _demand_no_address(value: Any) -> None:
    if isinstance(value, dict):
        if {"url", "href"} & value.keys():
            raise ValueError("A chart may not fetch or link to anything.")
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            _demand_no_address(each)


@lru_cache(maxsize=1)
def _engine() -> str:
    from importlib.metadata import version

    return f"{_EDITION} {version('vl-convert-python')}"


# Disk


def _folder() -> Path:
    folder: Path = settings.ENVIRONMENT.cache / "charts"
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _drawing(key: str) -> Path:
    return _folder() / f"{key}.svg.gz"


def _waiting(key: str) -> Path:
    return _folder() / f"{key}.json"


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None


def _write(path: Path, content: bytes) -> None:
    """A file appears whole or not at all, whoever else writes the same one."""
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".making-")
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
    Path(name).replace(path)


@contextmanager
def _alone() -> Iterator[None]:
    """One press at a time on this machine: a page asks for nine pictures at once."""
    with (_folder() / ".lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


# Drawing


def _draw_waiting(asked: str) -> None:
    """Draw the chart asked for and what else waits, in one process."""
    if _drawing(asked).exists() or not _waiting(asked).exists():
        return
    others = sorted(path.stem for path in _folder().glob("*.json") if path.stem != asked)
    keys = [asked, *others][:MOST_AT_ONCE]
    texts = {key: content.decode() for key in keys if (content := _read(_waiting(key))) is not None}
    answers = dict(zip(texts, _press(list(texts.values())), strict=True))
    for key, answer in answers.items():
        if "svg" in answer:
            svg = _tidied(answer["svg"], json.loads(texts[key])["description"])
            _write(_drawing(key), gzip.compress(svg.encode(), mtime=0))
        else:
            log.error("The chart %s cannot be drawn: %s", key, answer["fault"])
        _waiting(key).unlink(missing_ok=True)
    if "fault" in answers[asked]:
        raise ChartFault(_("This chart cannot be drawn. The table beside it has the same numbers."))


def _press(texts: list[str]) -> list[dict[str, str]]:
    try:
        done = subprocess.run(
            [sys.executable, "-I", press.__file__],
            input="".join(f"{text}\n" for text in texts),
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PRESS_SECONDS,
            env={"LANG": "C.UTF-8", "TZ": "UTC"},
            check=True,
        )
        answers = [json.loads(line) for line in done.stdout.splitlines()]
    except (subprocess.SubprocessError, OSError, ValueError) as fault:
        raise ChartFault(_("Charts cannot be drawn now. The tables beside them have the same numbers.")) from fault
    if len(answers) != len(texts):
        raise ChartFault(_("Charts cannot be drawn now. The tables beside them have the same numbers."))
    return answers


def _tidied(svg: str, description: str) -> str:
    """The drawing with its description at the root, without the inner roles, coordinates to a hundredth."""
    svg = _LONG_NUMBER.sub(r"\1", _INNER_ROLES.sub("", svg))
    text = html.escape(description)
    opening = f'role="img" aria-roledescription="chart" aria-label="{text}"><title>{text}</title>'
    return _ROOT.sub(lambda root: f"<svg {root[1]} {opening}", svg, count=1)
