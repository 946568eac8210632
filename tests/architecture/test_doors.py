"""Between rooms: a room is entered by its doors, its keys point downwards, and its templates stay at home."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.source import FLOORS, PACKAGE, ROOMS, graph, place, room_of

DOORS = {"acts", "queries", "models", "vocabulary", "labels", "access"}
# The verbs load countries and write what leaves the desk; the demonstration makes them, and counts its play by hand
# against the month's file. A room's ``api`` stands above its acts, and is there for the API that brings it a document.
BESIDE = {
    "genderdesk.interfaces.api": {"api"},
    "genderdesk.interfaces.cli": {"importers", "rules", "exporters"},
    "genderdesk.demo": {"importers", "rules", "rollup", "exporters"},
}


def wrong_entries(imports: set[tuple[str, str]]) -> list[str]:
    """Imports of another room by anything but its doors."""
    found = []
    for importer, imported in sorted(imports):
        room, parts = room_of(imported), imported.split(".")
        # Groundwork is there to be used; the interfaces have no rooms' doors, and contracts hold who may know them.
        if not room or room == room_of(importer) or room.split(".")[0] in ("groundwork", "interfaces"):
            continue
        allowed = DOORS.union(*(more for prefix, more in BESIDE.items() if importer.startswith(prefix)))
        if len(parts) < 4 or parts[3] not in allowed:
            found.append(f"{importer} → {imported}")
    return found


def _imports() -> set[tuple[str, str]]:
    return {(each, there) for each in graph().modules for there in graph().find_modules_directly_imported_by(each)}


def test_another_room_is_entered_only_by_its_doors():
    assert not wrong_entries(_imports())


@pytest.mark.parametrize("inner", ["forms", "views.staff", "rules", "panels", "jobs", "facts", "exporters"])
def test_an_import_of_anothers_inside_is_found(inner):
    planted = ("genderdesk.casework.cases.views.file", f"genderdesk.casework.intake.{inner}")
    assert wrong_entries({planted}) == [" → ".join(planted)]


# Keys to other records


def _height(label: str) -> tuple[int, int] | None:
    for floor, rooms in ROOMS.items():
        if label in rooms:
            return FLOORS.index(floor), rooms.index(label)
    return None


def keys_upwards(fields: list[models.Field]) -> list[str]:
    """Foreign keys that point to a room above, or to one on the same floor that no arrow leads to."""
    found = []
    for field in fields:
        here, there = _height(field.model._meta.app_label), _height(field.related_model._meta.app_label)
        if here is not None and there is not None and there > here:
            found.append(f"{field} → {field.related_model.__name__}")
    return found


def _keys() -> list[models.Field]:
    return [
        field
        for model in apps.get_models(include_auto_created=True)
        if _height(model._meta.app_label) is not None
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey | models.ManyToManyField)
    ]


def test_keys_point_downwards():
    keys = _keys()
    assert len(keys) > 40
    assert not keys_upwards(keys)


def test_a_key_upwards_is_found():
    """Every key turned around would be one, unless it stays in its room."""
    crossing = [key for key in _keys() if key.model._meta.app_label != key.related_model._meta.app_label]

    class Turned:
        def __init__(self, key):
            self.model, self.related_model = key.related_model, key.model

    ours = [key for key in crossing if _height(key.related_model._meta.app_label) is not None]
    assert len(keys_upwards([Turned(key) for key in ours])) == len(ours) > 20


# Templates

_USE = re.compile(r"{%-?\s*(?:include|extends)\s+(.+?)\s*(?:with\b.*|only\b.*)?-?%}")
_NAME = re.compile(r"""["']([\w./-]+\.(?:html|svg|txt))["']""")
# Partials that a view or a widget chooses, each from its own room (the widget's name is a class attribute).
CHOSEN = {"option.template_name", "part.template_name", "group.template_name", "widget.template_name"}


def foreign_templates(room: str, text: str) -> list[str]:
    """Templates of other rooms that this text includes or extends. ``web`` is everybody's, the forms are platform's."""
    found = []
    for expression in _USE.findall(text):
        names = _NAME.findall(expression)
        if not names and expression.strip() not in CHOSEN:
            found.append(expression)
        allowed = {room, "web"} | ({"django"} if room == "platform" else set())
        found += [
            name for name in names if name.split("/")[0] not in allowed and not name.startswith("platform/forms/")
        ]
    return found


def _templates() -> list[tuple[str, Path]]:
    return [(path.relative_to(PACKAGE).parts[1], path) for path in PACKAGE.rglob("templates/**/*.html")]


def test_a_template_uses_only_its_own_room_or_the_shell():
    assert len(_templates()) > 60
    found = {place(path): foreign_templates(room, path.read_text()) for room, path in _templates()}
    assert not {path: names for path, names in found.items() if names}


def test_a_foreign_template_is_found():
    assert foreign_templates("care", '{% include "cases/frame.html" %}') == ["cases/frame.html"]
    assert foreign_templates("care", '{% extends layout|default:"intake/page.html" %}') == ["intake/page.html"]
    assert foreign_templates("care", '{% include "care/step.html" with a=1 %}{% extends "web/staff.html" %}') == []
    assert foreign_templates("care", "{% include whatever %}") == ["whatever"]


def test_a_room_keeps_its_templates_and_static_files_under_its_own_name():
    # allauth looks its pages up under these names.
    names_of_allauth = {"account", "mfa"}
    for kind in ("templates", "static"):
        for folder in PACKAGE.rglob(f"{kind}/*"):
            room = folder.parent.parent.name
            assert folder.name == room or (room == "accounts" and folder.name in names_of_allauth), place(folder)
