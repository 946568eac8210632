"""``make pictures``: takes docs/pictures/*.png anew from a scratch demonstration, as the people there see their pages.

``python tools/pictures.py [folder]``. Nothing outside of a temporary folder and the pictures' own is touched.
"""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))

from provide import NotFound, chromium

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 60
ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage"]


def main(arguments: list[str]) -> int:
    folder = Path(arguments[0]) if arguments else ROOT / "docs" / "pictures"
    try:
        program = chromium()
    except NotFound as sentence:
        print(sentence, file=sys.stderr)
        return 1
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="genderdesk-pictures-") as home, served(Path(home)) as (address, told):
        take_all(str(program), address, told, folder)
    return 0


@contextmanager
def served(home: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """A loaded and played demonstration on a free port: its address, its password and sign-ins."""
    environment = {**os.environ, "GENDERDESK_HOME": str(home)}
    environment.pop("DATABASE_URL", None)
    genderdesk = [sys.executable, "-m", "genderdesk"]
    subprocess.run([*genderdesk, "demo", "--no-serve"], env=environment, check=True)
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = trial.getsockname()[1]
    server = subprocess.Popen([*genderdesk, "serve", "--port", str(port)], env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        _await(address, server)
        yield address, json.loads((home / "demonstration").read_text())
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


def _await(address: str, server: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310  # our own address
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("genderdesk serve did not answer.")


def take_all(program: str, address: str, told: dict[str, Any], folder: Path) -> None:
    """Each picture as its person sees it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)

        def window(role: str = "") -> Any:
            context = browser.new_context(
                base_url=address,
                viewport={"width": 1280, "height": 900},
                locale="en-GB",
                timezone_id="Africa/Kigali",
                color_scheme="light",
            )
            page = context.new_page()
            if role:
                page.goto("/staff/sign-in/")
                form = page.locator("form", has=page.locator("input[name=login]"))
                form.locator("input[name=login]").fill(told["sign_ins"][role])
                form.locator("input[name=password]").fill(told["password"])
                form.get_by_role("button").first.click()
                page.wait_for_url("**/staff/**")
            return page

        caller, operator = window(), window("operator")
        _call(caller, operator)
        operator.screenshot(path=folder / "console.png", full_page=True)
        focal_point = window("focal_point")
        focal_point.goto("/staff/cases/?state=all")
        focal_point.locator("a[href]", has_text=re.compile(r"^\s*GD-")).first.click()
        focal_point.wait_for_load_state()
        focal_point.screenshot(path=folder / "case.png", full_page=True)
        head = window("desk_head")
        head.goto("/staff/figures/")
        head.screenshot(path=folder / "figures.png", full_page=True)
        browser.close()


def _call(caller: Any, operator: Any) -> None:
    """Somebody rings 3512 in the simulator, and the operator answers: the console as it is during a call."""
    caller.goto("/simulator/?line=3512")
    numbers = caller.locator("select[name=number] option, input[name=number]")
    number = numbers.first.get_attribute("value") or ""
    caller.goto(f"/simulator/?line=3512&number={number.replace('+', '%2B')}")
    caller.get_by_role("button", name=re.compile("Call 3512")).click()
    # The handset speaks to the network by script; when it can hang up, the call rings.
    caller.get_by_role("button", name=re.compile("Hang up")).first.wait_for()
    operator.goto("/staff/line/")
    operator.get_by_role("button", name=re.compile("^Answer")).first.click()
    operator.locator("textarea[name=narrative]").wait_for()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
