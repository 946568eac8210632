"""What a reader's figures leave out: the files from which a conflict bars her or him, as if they had never been."""

from __future__ import annotations

from genderdesk.casework.intake.queries import files_in_conflict
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.circle import circle_of, records_of


def records_left_out(actor: Actor) -> frozenset[str]:
    """The counted records of those files, by id; usually none, which costs no question. Sealed files have no facts.

    Of what the system itself makes (the command line) nobody knows who will read it: it leaves out every file with an
    open conflict.
    """
    barred = files_in_conflict() if actor.kind == "system" else circle_of(actor).barred
    return frozenset[str]().union(*records_of(barred).values())
