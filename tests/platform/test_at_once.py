"""A data folder made today has the tables of one that grew by every migration since the first."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from genderdesk.groundwork.platform.at_once import AtOnce

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="module")
def loader() -> MigrationLoader:
    """Every migration, those that are replaced too."""
    return MigrationLoader(None, replace_migrations=False)


def test_what_replaces_leads_to_the_tables_of_what_it_replaces(loader):
    made_at_once = {app: migration for (app, _name), migration in loader.replacements.items()}
    assert len(made_at_once) >= 10
    for app, migration in made_at_once.items():
        grown = loader.project_state([migration.replaces[-1]])
        at_once = loader.project_state([(app, migration.name)])
        for state in (grown, at_once):
            state.models = {key: model for key, model in state.models.items() if key[0] == app}
        differs = MigrationAutodetector(grown, at_once)._detect_changes(convert_apps={app})
        assert differs == {}, app


def test_what_is_replaced_is_whole_and_in_its_order(loader):
    for migration in loader.replacements.values():
        order = [each for each in loader.graph.forwards_plan(migration.replaces[-1]) if each[0] == migration.app_label]
        assert migration.replaces == order


def test_nothing_but_tables_is_made_at_once(loader):
    allowed = {"CreateModel", "AddField", "AddIndex", "AddConstraint"}
    for migration in loader.replacements.values():
        first, *after = migration.operations
        assert isinstance(first, AtOnce)
        assert {type(each).__name__ for each in first.steps} <= allowed
        assert {type(each).__name__ for each in after} <= {"RunPython"}


def test_the_migrations_tell_what_the_models_are():
    states = MigrationLoader(None).project_state(), ProjectState.from_apps(apps)
    ours = {each.label for each in apps.get_app_configs() if each.name.startswith("genderdesk.")}
    assert not ours & MigrationAutodetector(*states)._detect_changes().keys()
