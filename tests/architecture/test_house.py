"""The doors themselves: every act and every look at a person is declared whole."""

from __future__ import annotations

import re
from pathlib import Path

from genderdesk.groundwork.protection import disclosures
from genderdesk.groundwork.protection.acts import registry
from tests import databases


def test_every_act_has_a_name_a_rule_and_a_summary():
    ours = [act for act in registry.values() if act.__module__.startswith("genderdesk.")]
    assert len(ours) > 100
    for act in ours:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", act.name), act.name
        assert act.summary.endswith("."), act.name
        assert act.needs.sentence, act.name


def test_every_argument_of_an_act_has_a_type():
    for act in registry.values():
        if act.__module__.startswith("genderdesk."):
            hints = act.signature.parameters.values()
            assert all(each.annotation is not each.empty for each in hints), act.name


_THE_DOOR = "genderdesk.groundwork.protection."


def test_every_act_stands_in_its_room_under_acts():
    for act in registry.values():
        # protection.acts is the door itself, so that the two or three acts of that room stand beside it.
        if act.__module__.startswith("genderdesk.") and not act.__module__.startswith(_THE_DOOR):
            assert act.__module__.split(".")[3] == "acts", act.name


def test_every_look_at_a_person_has_a_rule():
    ours = {name: rule for name, rule in disclosures.registry.items() if not name.startswith("trial")}
    assert len(ours) > 5
    for name, rule in ours.items():
        assert rule.sentence, name


def test_what_is_asked_on_one_database_alone_is_there():
    """A file or a journey that was renamed would otherwise leave its line, and be asked twice or never."""
    tests = Path(__file__).parent.parent
    named = [name for names in databases.ON_SQLITE_ALONE.values() for name in names]
    assert len(named) == len(set(named))
    assert [name for name in [*named, *databases.MAIN_JOURNEYS] if not (tests / name).exists()] == []
    for name, journeys in databases.MAIN_JOURNEYS.items():
        text = (tests / name).read_text(encoding="utf-8")
        assert [each for each in journeys if f"def {each}(" not in text] == [], name
