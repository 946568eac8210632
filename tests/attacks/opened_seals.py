"""Run in a process of its own on a data folder: prints, as JSON, what each sealed field and each session holds.

``opened_seals.py FIELD=WORD …`` first puts a word into a sealed field of some record. The vault opens only while a door
is open; this opens one as a test, which no installation has.
"""

from __future__ import annotations

import json
import sys
import uuid
from datetime import UTC, date, datetime
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402  # settings stand first
from django.contrib.sessions.models import Session  # noqa: E402  # settings stand first

from genderdesk.groundwork.protection.acts import unguarded  # noqa: E402  # settings stand first
from genderdesk.groundwork.protection.vault.fields import SealedTextField  # noqa: E402  # settings stand first
from genderdesk.groundwork.protection.vault.holders import NotHolder  # noqa: E402  # settings stand first

_TIMES = ("broken_at", "ends_at", "review_due_at")
# Records that the job does not leave behind, with what they cannot be without.
_MADE = {
    "oversight.alert.answer": {"rule": "own", "looker_id": uuid.uuid4(), "looker_code": "x", "day": date(2026, 1, 1)},
}
for _field in ("words", "review"):
    _MADE[f"protection.glass.{_field}"] = {
        **{name: uuid.uuid4() for name in ("institution_id", "actor_id", "officer_id")},
        **{name: datetime(2026, 1, each, tzinfo=UTC) for each, name in enumerate(_TIMES, 1)},
    }


def _raised(case: Any) -> dict[str, Any]:
    return {"case": case, "by": uuid.uuid4(), "actor_code": "x", "before": "medium", "after": "high", "lowered": False}


def _joined(case: Any) -> dict[str, Any]:
    into = type(case)._default_manager.exclude(pk=case.pk).first()
    return {"case": case, "into": into, "reason": "x", "asked_by": uuid.uuid4(), "sent_back_at": case.opened_at}


def _attached(version: Any) -> dict[str, Any]:
    return {"version": version, "stored_as": "0" * 32, "stored_size": 0, "actor_code": "x"}


def _printed(training: Any) -> dict[str, Any]:
    return {"training": training, "asked_by": uuid.uuid4(), "language": "en", "address": "x", "total": 1}


def _photographed(activity: Any) -> dict[str, Any]:
    return {
        "activity": activity, "stored_as": "0" * 32, "stored_size": 0, "in_picture": "nobody", "shows": "x",
        "added_by": uuid.uuid4(),
    }  # fmt: skip


# The same, of a record that the job did leave behind.
_MADE_OF = {
    "cases.casejoin.why": ("cases.case", _joined),
    "cases.riskchange.reason": ("cases.case", _raised),
    "training.printing.content": ("training.training", _printed),
    "guidance.versionfile.details": ("guidance.version", _attached),
    "outreach.activityphoto.details": ("outreach.activity", _photographed),
}


def plant(name: str, word: str) -> None:
    """Seal a word in the newest record that has the field."""
    model, _dot, field = name.rpartition(".")
    found = apps.get_model(model)
    record = found._default_manager.order_by("pk").last()
    if record is None and name in _MADE:
        record = found._default_manager.create(**_MADE[name])
    if record is None and name in _MADE_OF:
        of, made = _MADE_OF[name]
        record = found(**made(apps.get_model(of)._default_manager.order_by("pk").last()))
        is_json = getattr(found._meta.get_field(field), "is_json", False)
        setattr(record, field, {"told": word} if is_json else word)
        record.save(force_insert=True)
        return
    if record is None:
        raise SystemExit(f"There is no {model} to put a word into.")
    is_json = getattr(type(record)._meta.get_field(field), "is_json", False)
    setattr(record, field, {"told": word} if is_json else word)
    record.save(update_fields=[field])


def _opened(sealed: Any) -> str:
    try:
        return json.dumps(sealed.open(), default=str)
    except NotHolder:
        # A counsellor's own note: nothing but her sign-in opens it, no door and no test.
        return ""


def main() -> None:
    """Field → its opened texts; and all sessions as they are read."""
    with unguarded("planting canaries"):
        for each in sys.argv[1:]:
            plant(*each.split("=", 1))
    opened: dict[str, list[str]] = {}
    with unguarded("looking for canaries"):
        for model in apps.get_models():
            for field in model._meta.fields:
                if isinstance(field, SealedTextField):
                    rows = model._default_manager.all().iterator()
                    texts = [_opened(getattr(row, field.attname)) for row in rows]
                    opened[f"{model._meta.label_lower}.{field.name}"] = [text for text in texts if text.strip('"{}')]
        sessions = [json.dumps(each.get_decoded(), default=str) for each in Session.objects.all()]
    sys.stdout.write(json.dumps({"opened": opened, "sessions": sessions}))


if __name__ == "__main__":
    main()
