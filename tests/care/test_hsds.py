"""The directory as Open Referral HSDS 3: valid, the same after a round trip, and never half written."""

from __future__ import annotations

import copy
import json
import uuid
from argparse import Namespace
from pathlib import Path

import pytest
from django.utils import timezone

from genderdesk.casework.care.acts import import_providers
from genderdesk.casework.care.exporters import services_of_directory
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.queries import COMPARED, read_directory
from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.interfaces.cli.main import Stop
from genderdesk.interfaces.cli.verbs import export, import_
from tests.files import make_provider

pytestmark = pytest.mark.django_db

DISTRICTS = frozenset({"T11", "T12"})
# Beside the project where CI runs it; a clone without it leaves that one test out and says so.
_BESIDE = "shared/schemas/hsds-3/service.json"
SCHEMA = next((each / _BESIDE for each in Path(__file__).resolve().parents if (each / _BESIDE).exists()), None)


@pytest.fixture
def directory(world):
    """Entries with everything and with nothing, a closed one, a safe house."""
    make_provider(
        world,
        name="Invented Clinic",
        organisation="Invented Network",
        phone="+250788000101",
        phones=["+250788000102"],
        email="clinic@example.org",
        website="https://example.org/clinic",
        address="Invented road 1",
        description="Ring twice.",
        schedule="MO-FR 08:00-17:00\nSA 22:00-06:00",
        hours="24 hours, by referral only",
        languages=["rw", "sgn"],
        accessibility=["step_free", "private_room"],
        latitude=-1.95,
        longitude=30.06,
        terms={
            "health": {"cost": "free", "places": 4, "minimum_age": 0},
            "legal": {"cost": "paid", "fees": "A little"},
        },
        confirmed_on=timezone.localdate(),
    )
    make_provider(world, name="Invented Bare Place", district=world.other_district, invented=False)
    make_provider(world, name="Invented Closed Place", closed_on=timezone.localdate())
    make_provider(world, name="Invented Safe House", kind="shelter", services=["safe_house"])


def kept():
    return {each.pk: {name: getattr(each, name) for name in COMPARED} for each in Provider.objects.all()}


@pytest.mark.skipif(SCHEMA is None, reason=f"{_BESIDE} is not beside this clone")
def test_every_service_is_valid_by_the_schema_of_hsds_3_found_beside_the_project(directory):
    import jsonschema

    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    services = services_of_directory(with_safe_houses=True)
    assert len(services) == 7
    assert [error.message for each in services for error in validator.iter_errors(each)] == []
    assert list(validator.iter_errors({**services[0], "status": "sometimes"}))


def test_a_round_trip_gives_the_same_directory(directory):
    before = kept()
    document = json.loads(json.dumps(services_of_directory(with_safe_houses=True)))
    with unguarded("test"):
        Provider.objects.all().delete()
    assert import_providers(SYSTEM, document=document) == 4
    assert kept() == before
    assert services_of_directory(with_safe_houses=True) == document


def test_a_file_of_the_same_directory_changes_nothing(directory):
    report = read_directory(services_of_directory(with_safe_houses=True), DISTRICTS)
    assert (report.faults, report.new, report.changed, report.same, report.absent) == ([], [], {}, 4, [])
    versions = set(Provider.objects.values_list("version", flat=True))
    assert import_providers(SYSTEM, document=services_of_directory()) == 0
    assert set(Provider.objects.values_list("version", flat=True)) == versions


def test_safe_houses_leave_only_where_they_are_asked_for_and_stay_when_a_file_has_none(directory):
    document = services_of_directory()
    assert "Invented Safe House" not in json.dumps(document)
    import_providers(SYSTEM, document=document)
    assert Provider.objects.filter(kind="shelter", closed_on=None).exists()
    assert read_directory(document, DISTRICTS).absent == ["Invented Safe House"]


def changed(document, name, change):
    """The document with a change in every service of the place of that name."""
    altered = copy.deepcopy(document)
    for service in altered:
        if service["service_at_locations"][0]["location"]["name"] == name:
            change(service)
    return altered


def test_the_report_names_what_is_new_and_which_fields_change(directory):
    document = changed(services_of_directory(), "Invented Clinic", lambda each: each.update(email="new@example.org"))
    stranger = copy.deepcopy(next(each for each in document if each["name"] == "Health care"))
    stranger["service_at_locations"][0]["location"] |= {"id": str(uuid.uuid4()), "name": "Invented Newcomer"}
    for each in stranger["attributes"]:
        if each["link_type"] == "genderdesk:provider_code":
            each["value"] = "NEW-1"
    report = read_directory([*document, stranger], DISTRICTS)
    assert (report.faults, report.new, report.changed) == ([], ["Invented Newcomer"], {"Invented Clinic": ["email"]})
    assert import_providers(SYSTEM, document=[*document, stranger]) == 2
    clinic = Provider.objects.get(name="Invented Clinic")
    assert (clinic.email, clinic.version) == ("new@example.org", 2)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda each: each["service_at_locations"][0]["location"].update(external_identifier="X"), "our districts"),
        (lambda each: each["attributes"].clear(), "genderdesk:service"),
        (lambda each: each.update(languages=[{"id": "x", "code": "tlh"}]), "tlh"),
        (lambda each: each["service_at_locations"][0]["schedules"][0].update(byday="XX"), "cannot be read"),
        (lambda each: each["service_at_locations"][0]["schedules"][0].update(opens_at="25:00"), "cannot be read"),
        (lambda each: each.update(minimum_age="old"), "cannot be read"),
        (lambda each: each.update(assured_date="yesterday"), "cannot be read"),
        (lambda each: each["service_at_locations"].clear(), "service_at_locations"),
    ],
)
def test_a_fault_is_named_and_then_nothing_is_written(directory, change, says):
    before = kept()
    good = changed(services_of_directory(), "Invented Bare Place", lambda each: each.update(email="new@example.org"))
    document = changed(good, "Invented Clinic", change)
    with pytest.raises(Invalid, match=says):
        import_providers(SYSTEM, document=document)
    assert kept() == before


@pytest.mark.parametrize("document", [{}, "words", 7, [7], [None], [{}]])
def test_what_is_no_list_of_services_is_refused(world, document):
    assert read_directory(document, DISTRICTS).faults


def test_where_a_safe_house_is_does_not_come_in_either(directory):
    document = changed(
        services_of_directory(with_safe_houses=True),
        "Invented Safe House",
        lambda each: each["service_at_locations"][0]["location"].update(latitude=-1.9, longitude=30.0),
    )
    with pytest.raises(Invalid, match="must not be written down"):
        import_providers(SYSTEM, document=document)


def test_only_who_loads_the_directory_imports_it(world, directory):
    for who in ("focal_point", "operator", "oversight"):
        with pytest.raises(Refused):
            import_providers(getattr(world, who), document=[])


class TestVerbs:
    def test_what_is_exported_is_imported_and_a_dry_run_keeps_nothing(self, directory, tmp_path, capsys):
        file = tmp_path / "directory.json"
        assert export.run(Namespace(what="hsds", out=file, with_safe_houses=False)) == 0
        with pytest.raises(Stop, match="there already"):
            export.run(Namespace(what="hsds", out=file, with_safe_houses=False))
        with unguarded("test"):
            Provider.objects.filter(name="Invented Bare Place").delete()
        capsys.readouterr()
        assert import_.run(Namespace(what="hsds", file=file, dry_run=True)) == 0
        assert "new: Invented Bare Place" in capsys.readouterr().out
        assert not Provider.objects.filter(name="Invented Bare Place").exists()
        assert import_.run(Namespace(what="hsds", file=file, dry_run=False)) == 0
        assert Provider.objects.filter(name="Invented Bare Place").exists()

    def test_a_file_with_faults_is_refused_with_each_of_them(self, world, tmp_path, capsys):
        file = tmp_path / "directory.json"
        for words in ("{", '{"services": []}'):
            file.write_text(words, encoding="utf-8")
            with pytest.raises(Stop):
                import_.run(Namespace(what="hsds", file=file, dry_run=False))
