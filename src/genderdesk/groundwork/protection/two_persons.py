"""The two-person rule, once for all rooms: whoever asked never decides, under whichever account.

Said twice on purpose: the act refuses with a sentence, and the database refuses whatever code comes by another way.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import Refused
from genderdesk.groundwork.protection.access import Actor


def constraints(
    name: str, *, asked: str, decided: str, asked_officer: str, decided_officer: str
) -> list[models.BaseConstraint]:
    """Of a table with the ids of both: the deciding account and the deciding officer differ from the asking ones."""
    return [
        models.CheckConstraint(
            condition=Q(**{f"{decided}__isnull": True}) | ~Q(**{decided: F(asked)}), name=f"{name}_by_another_account"
        ),
        models.CheckConstraint(
            condition=Q(**{f"{decided_officer}__isnull": True})
            | Q(**{f"{asked_officer}__isnull": True})
            | ~Q(**{decided_officer: F(asked_officer)}),
            name=f"{name}_by_another_person",
        ),
    ]


def decided_by_somebody(name: str, *, answer: str = "agreed") -> models.BaseConstraint:
    """Of a table with ``decided_by`` and ``decided_at``: an answer has its person and its hour, and neither is without
    an answer."""
    return models.CheckConstraint(
        condition=Q(**{f"{answer}__isnull": True}, decided_by__isnull=True, decided_at__isnull=True)
        | Q(**{f"{answer}__isnull": False}, decided_by__isnull=False, decided_at__isnull=False),
        name=f"{name}_by_somebody",
    )


def is_same_person(actor: Actor, asked_by: uuid.UUID | None, asked_officer: uuid.UUID | None) -> bool:
    """Whether the actor is who asked: the same account, or another account of the same officer."""
    return actor.id == asked_by or (actor.officer_id is not None and actor.officer_id == asked_officer)


def demand_another(actor: Actor, asked_by: uuid.UUID | None, asked_officer: uuid.UUID | None) -> None:
    """Refused where the actor asked for it."""
    if is_same_person(actor, asked_by, asked_officer):
        raise Refused(_("You asked for this yourself. Another person must look at it and decide."))
