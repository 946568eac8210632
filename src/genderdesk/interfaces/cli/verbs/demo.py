"""``genderdesk demo``: the demonstration country, the main job played through HTTP, then the pages to try."""

from __future__ import annotations

import argparse
import json
import secrets
import time
from pathlib import Path
from typing import Any

from genderdesk.interfaces.cli import ports
from genderdesk.interfaces.cli.main import Stop, load_django
from genderdesk.interfaces.cli.progress import progress

# A desk of some 45 cases a month: enough for most figures, little enough to read through.
BACKGROUND_CASES, BACKGROUND_SEED = 600, 2026


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port of the pages (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    parser.add_argument("--no-serve", action="store_true", help="load, play and exit")
    parser.add_argument("--no-play", action="store_true", help="load only")
    parser.add_argument("--no-background", action="store_true", help="without the invented cases of the past year")
    parser.add_argument("--fresh", action="store_true", help="fail where the data folder is already in use")
    parser.add_argument("--result", type=Path, help="write what was played to this file as JSON")


def run(options: argparse.Namespace) -> int:
    from genderdesk.config.environment import prepare_home, read_environment
    from genderdesk.interfaces.cli.servers import demand_free_port, demand_unserved

    environment = read_environment()
    mark = environment.home / "demonstration"
    demand_unserved(environment.home)
    if not options.no_serve:
        demand_free_port(options.host, options.port)
    if not mark.exists() and (environment.home / "database.sqlite3").exists():
        raise Stop(
            f"{environment.home} holds a real installation. Choose another GENDERDESK_HOME for the demonstration."
        )
    if options.fresh and mark.exists():
        raise Stop(f"{environment.home} was already loaded.")
    prepare_home(environment)
    known = json.loads(mark.read_text()) if mark.exists() else {"password": _password(), "played": False}
    mark.touch(mode=0o600)
    mark.write_text(json.dumps(known))
    if options.no_serve:
        result = _load_and_play(options, mark, known)
        if options.result:
            options.result.write_text(json.dumps(result))
        return 0 if result["ok"] else 1
    code = _load_and_play_apart(options, known)
    known = json.loads(mark.read_text())
    # A play that failed has said why; what is there is served.
    return _serve(options, known) if known.get("loaded") else code


def _load_and_play_apart(options: argparse.Namespace, known: dict[str, Any]) -> int:
    """The same in a process of its own, since servers are forked from one that has opened nothing; its status."""
    from genderdesk.interfaces.cli.servers import apart

    if _is_done(options, known) and not options.result:
        return 0
    chosen = [each for each in ("no_play", "no_background") if getattr(options, each)]
    words = ["--no-serve", *(f"--{each.replace('_', '-')}" for each in chosen)]
    words += ["--result", str(options.result)] if options.result else []
    with apart("demo", *words) as process:
        return process.wait()


def _password() -> str:
    """One password for all invented people of one demonstration, different in each installation."""
    return "-".join(secrets.token_hex(2) for _ in range(4))


def _is_done(options: argparse.Namespace, known: dict[str, Any]) -> bool:
    """True where the folder holds what was asked for, as this version has it."""
    from genderdesk.config.environment import read_environment
    from genderdesk.interfaces.cli.verbs.migrate import is_up_to_date

    done = known.get("played") or (known.get("loaded") and options.no_play)
    return bool(done) and is_up_to_date(read_environment())


def _load_and_play(options: argparse.Namespace, mark: Path, known: dict[str, Any]) -> dict[str, Any]:
    if _is_done(options, known):
        return {"ok": True, "steps": [], "case": None, "figures": {}}
    load_django()
    from genderdesk.demo import load
    from genderdesk.interfaces.cli.verbs.migrate import bring_up_to_date

    started = time.monotonic()
    if not known.get("loaded"):
        print("Making the database …", flush=True)
    bring_up_to_date()
    if not known.get("loaded"):
        known["sign_ins"] = load.load_demonstration(known["password"], progress("Loading the demonstration country"))
        known["loaded"] = True
        mark.write_text(json.dumps(known))
        print(f"Loaded in {time.monotonic() - started:.1f} s. All people, station positions and cases are invented.")
    if known.get("played") or options.no_play:
        return {"ok": True, "steps": [], "case": None, "figures": {}}
    if not options.no_background:
        _invent_past_year()
    result = _play(known)
    known["played"] = result["ok"]
    mark.write_text(json.dumps(known))
    return result


def _invent_past_year() -> None:
    """Invented cases before the play, so that lists, Today, the board and the figures show a desk at work; once."""
    from genderdesk.demo.generator import generate_cases
    from genderdesk.demo.generator.acts import seed_was_used

    if seed_was_used(BACKGROUND_SEED):
        return
    seconds = generate_cases(BACKGROUND_CASES, BACKGROUND_SEED, progress("Inventing the past year"))
    print(f"Invented {BACKGROUND_CASES} cases of thirteen months in {seconds:.1f} s.")


def _play(known: dict[str, Any]) -> dict[str, Any]:
    from genderdesk.demo.play import play_main_job
    from genderdesk.interfaces.cli.servers import apart, await_pages

    port = ports.free_port("127.0.0.1")
    with apart("serve", "--quiet", "--port", str(port)) as serving:
        await_pages("127.0.0.1", port, lambda: serving.poll() is None)
        return play_main_job(f"http://127.0.0.1:{port}", known["password"], known["sign_ins"], _line)


def _line(step: dict[str, Any]) -> None:
    sign = "✓" if step["ok"] else "✗"
    print(f" {sign} {step['sentence']}  ({step['actor']}, {step['ms']} ms)", flush=True)
    if not step["ok"]:
        print(f"   {step['fault']}", flush=True)


def _serve(options: argparse.Namespace, known: dict[str, Any]) -> int:
    from genderdesk.interfaces.cli.servers import start

    servers = start(options.host, options.port)
    address = f"http://{options.host}:{options.port}"
    print(f"\nGender Desk is at {address}  (Ctrl-C stops it)")
    print(f"Telephone simulator: {address}/simulator/   Public pages: {address}/")
    print(f"Staff: {address}/staff/sign-in/   One password for all: {known['password']}")
    for role, username in known["sign_ins"].items():
        print(f"  {role:<16} {username}")
    print("The second factor may be skipped in this demonstration only.", flush=True)
    return servers.wait()
