"""State tables: every state can be reached and, unless it is an end, left; every move's act exists and keeps to it."""

from __future__ import annotations

import sys

import pytest

from genderdesk.groundwork.foundation.states import Move, StateTable
from genderdesk.groundwork.protection.acts import registry

# Where each record may rest. A state that does not stand here must be left, or work gets stuck in it.
RESTS = {
    "printing": {"ready", "failed"},
    "assignment": {"clear", "called_off", "gave_back"},
    "contact": {"closed", "abandoned", "short_abandoned"},
    "case": {"closed"},
    "follow-up": {"done", "called_off"},
    "hand-over": {"taken", "not_taken", "withdrawn"},
    "transfer": {"taken", "refused", "withdrawn", "stopped"},
    "plan item": {"done", "dropped"},
    "flag": {"resolved", "mistaken"},
    "complaint": {"closed", "passed"},
    "suspect": {"handed_on", "cleared", "dead"},
    "dispatch": {"closed", "cancelled"},
    "referral": {"closed", "revoked"},
    "session": {"held", "missed", "called_off"},
    "activity": {"held", "cancelled"},
    "photograph": {"cleared", "withdrawn"},
    "material": {"cleared", "recalled"},
    "agreement": {"signed", "terminated"},
    "page of results": {"released", "corrected"},
    "shared chart": {"open", "withdrawn"},
    "alert": {"dismissed", "referred"},
    "training": {"verified", "cancelled"},
    "nomination": {"attended", "absent", "excused"},
    "certificate": {"expired", "revoked", "superseded"},
    "two spellings": {"same", "other"},
    "sheet of paper": {"entered", "spoiled"},
    "version": {"rejected", "superseded", "withdrawn"},
    "proposal": {"refused", "closed", "taken_back"},
    "action": {"verified", "dropped"},
    "finding": {"verified", "accepted_risk"},
    "report": {"opened", "duplicate", "not_gbv", "information_only", "referred_elsewhere"},
}

# A unit's step is an act on the response that it is sent to, which checks the unit's own table in its body; so is what
# is said of several people at once an act on their training.
WITHIN = {"assignment": "dispatch", "nomination": "training"}


def tables() -> dict[str, StateTable]:
    """The tables of the rooms' vocabularies. Those that other tests make for themselves are not of the house."""
    return {
        value.name: value
        for name, module in list(sys.modules.items())
        if name.startswith("genderdesk.") and ".vocabulary" in name
        for value in vars(module).values()
        if isinstance(value, StateTable)
    }


def stuck(table: StateTable, rests: set[str]) -> set[str]:
    """States out of which no way leads to rest."""
    saved = set(rests)
    while further := {move.source for move in table.moves if move.target in saved} - saved:
        saved |= further
    return set(table.states) - saved


def test_every_table_is_looked_at():
    assert set(tables()) == set(RESTS)


@pytest.mark.parametrize("name", RESTS)
def test_every_state_is_reached_from_the_first(name):
    table = tables()[name]
    assert len(set(table.states)) == len(table.states) > 2
    assert set(table.states) == table.reachable()


@pytest.mark.parametrize("name", RESTS)
def test_nothing_gets_stuck(name):
    table = tables()[name]
    assert set(table.states) >= RESTS[name]
    assert not stuck(table, RESTS[name])
    left = {move.source for move in table.moves if move.target != move.source}
    assert set(table.states) - left <= RESTS[name]


@pytest.mark.parametrize("name", RESTS)
def test_every_move_has_its_act_which_obeys_the_table(name):
    table = tables()[name]
    for move in table.moves:
        assert move.act in registry, move
        assert registry[move.act].states in (tables()[WITHIN.get(name, name)], None), move


def test_every_act_with_a_table_stands_in_it():
    for act in registry.values():
        if act.states is not None and act.__module__.startswith("genderdesk."):
            assert any(move.act == act.name for move in act.states.moves), act.name


def test_a_state_out_of_reach_and_one_without_a_way_out_are_found():
    known = dict(StateTable.known)
    moves = (Move("new", "open", "a.b"), Move("lost", "open", "a.b"), Move("odd", "odd", "a.b"))
    table = StateTable("trial", "new", moves)
    StateTable.known.clear()
    StateTable.known.update(known)
    assert set(table.states) - table.reachable() == {"lost", "odd"}
    assert stuck(table, {"open"}) == {"odd"}
