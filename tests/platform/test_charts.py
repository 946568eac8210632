"""Charts are drawn once, without a network, the same way every time, and describe themselves."""

from __future__ import annotations

import gzip
import json
import os
import re
import subprocess
import sys
import time
import xml.etree.ElementTree as ElementTree
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from genderdesk.groundwork.platform import charts
from genderdesk.groundwork.platform.charts import store

SPEC = charts.bars(
    [charts.Bar("Walk-in", 28, "28", 20), charts.Bar("Letter", None, "not shown")], 'Reports: 28 & "more" <than> before'
)


@pytest.fixture(autouse=True)
def cache_of_its_own(settings: object, tmp_path: Path) -> Path:
    settings.ENVIRONMENT = SimpleNamespace(cache=tmp_path)  # type: ignore[attr-defined]
    return tmp_path / "charts"


def test_a_chart_is_an_image_with_its_description_for_those_who_do_not_see_it() -> None:
    root = ElementTree.fromstring(charts.chart_svg(SPEC))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'Reports: 28 & "more" <than> before'
    assert root[0].tag.endswith("title")
    assert "not shown" in charts.chart_svg(SPEC)


def test_a_chart_needs_a_description() -> None:
    with pytest.raises(ValueError, match="description"):
        charts.chart_svg({**SPEC, "description": ""})


def test_the_same_numbers_give_the_same_drawing_and_it_is_drawn_once(
    cache_of_its_own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = charts.chart_svg(SPEC)
    for path in cache_of_its_own.iterdir():
        if path.name != ".lock":
            path.unlink()
    assert charts.chart_svg(SPEC) == first
    monkeypatch.setattr(store, "_press", lambda _texts: pytest.fail("drawn again"))
    assert charts.chart_svg(SPEC) == first


def test_light_and_dark_are_two_drawings() -> None:
    assert charts.chart_key(SPEC, "light") != charts.chart_key(SPEC, "dark")
    assert charts.chart_svg(SPEC, "light") != charts.chart_svg(SPEC, "dark")


def test_a_chart_that_would_fetch_something_is_refused() -> None:
    spec = {**SPEC, "data": {"url": "http://127.0.0.1:9/secret.json"}}
    with pytest.raises(ValueError, match="fetch"):
        charts.chart_svg(spec)


def test_the_press_itself_reaches_no_address() -> None:
    spec = {**SPEC, "data": {"url": "http://127.0.0.1:9/secret.json"}}
    command = [sys.executable, "-I", store.press.__file__]
    done = subprocess.run(command, input=json.dumps(spec), capture_output=True, text=True, check=True, timeout=60)
    assert "svg" not in json.loads(done.stdout) or "secret" not in done.stdout
    assert "fault" in json.loads(done.stdout)


def test_the_process_that_answers_pages_never_holds_the_drawing_engine() -> None:
    charts.chart_svg(SPEC)
    assert "vl_convert" not in sys.modules


def test_nine_pictures_asked_for_at_once_are_drawn_by_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    pressed: list[int] = []
    press = store._press
    monkeypatch.setattr(store, "_press", lambda texts: (pressed.append(len(texts)), press(texts))[1])
    keys = [
        charts.remember(charts.bars([charts.Bar("A", number, str(number))], f"chart {number}"), "light")
        for number in range(9)
    ]
    with ThreadPoolExecutor(9) as pool:
        drawings = list(pool.map(charts.chart_of, keys))
    assert all(drawing is not None and gzip.decompress(drawing).startswith(b"<svg") for drawing in drawings)
    assert pressed == [9]


def test_an_unknown_or_crooked_key_finds_nothing() -> None:
    assert charts.chart_of("0" * 32) is None
    assert charts.chart_of("../../keys/root") is None


def test_a_spec_that_cannot_be_drawn_is_told_and_does_not_stop_the_others() -> None:
    good = charts.remember(SPEC, "light")
    bad = charts.remember({"description": "broken", "mark": "no such mark", "data": {"values": []}}, "light")
    with pytest.raises(charts.ChartFault):
        charts.chart_of(bad)
    assert charts.chart_of(good) is not None


def test_charts_drawn_ahead_are_not_drawn_twice() -> None:
    assert charts.draw_all([(SPEC, "light"), (SPEC, "dark")]) == 2
    assert charts.draw_all([(SPEC, "light"), (SPEC, "dark")]) == 0


def test_drawings_that_nobody_needed_for_long_are_deleted(cache_of_its_own: Path) -> None:
    key = charts.remember(SPEC, "light")
    charts.chart_of(key)
    old = time.time() - 50 * 86_400
    os.utime(cache_of_its_own / f"{key}.svg.gz", (old, old))
    assert charts.forget_unused() == 1
    assert charts.chart_of(key) is None


def test_every_kind_of_chart_is_drawn_and_weighs_little() -> None:
    specs = [
        SPEC,
        charts.stacked_bars([("Health", [12, 40, None], ["12", "40", ""])], ["In hand", "Done", "Not done"], "stacked"),
        charts.ranges([charts.Range("Travel", 12, 40, "12 and 40 min")], "Median", "90th percentile", "ranges"),
        charts.lines([charts.Series("Cases", (("Jan", 4), ("Feb", None), ("Mar", 9)))], "lines"),
    ]
    charts.draw_all([(spec, theme) for spec in specs for theme in ("light", "dark")])
    for spec in specs:
        drawing = charts.chart_of(charts.chart_key(spec, "light"))
        assert drawing is not None
        assert len(drawing) < 2500
        assert not re.search(r"ink:|NaN|undefined", gzip.decompress(drawing).decode())
