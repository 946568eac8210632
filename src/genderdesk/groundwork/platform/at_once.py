"""A first migration that makes all tables of an app together.

Django renders every model that a model is related to again after each step of a migration; with a hundred related
tables this took twenty seconds of processor, half of what a newcomer waits for the demonstration. Here the steps first
say what the tables are, and then each table is made once, as it is at the end.
"""

from __future__ import annotations

from typing import Any

from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation


class AtOnce(Operation):
    """``CreateModel`` of an app's tables, and the ``AddField``, ``AddIndex`` and ``AddConstraint`` that complete them.

    It stands alone, or first, in a migration that begins an app or adds tables to it: a step that alters a table that
    is there has no place in it.
    """

    reversible = False

    def __init__(self, steps: list[Operation]) -> None:
        self.steps = steps

    def state_forwards(self, app_label: str, state: Any) -> None:
        # What was rendered before would be rendered again after every step; without it, once, when it is asked for.
        state.__dict__.pop("apps", None)
        for step in self.steps:
            step.state_forwards(app_label, state)

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        for step in self.steps:
            if isinstance(step, CreateModel):
                step.database_forwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "Create all tables of the app"
