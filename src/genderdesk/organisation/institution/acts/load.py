"""A country's institutions from its files: what is new is added, what is kept is corrected, nothing is undone.

A second load corrects names, titles, positions, mandates and ranks. It never touches periods: a unit that was moved, a
desk or post that was closed and an appointment that was ended here stay so.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import models

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution.access import MAY_LOAD
from genderdesk.organisation.institution.models import (
    Appointment,
    Authority,
    Cell,
    CellMember,
    Competence,
    CompetenceHeld,
    Desk,
    DeskMilestone,
    DeskTie,
    DutyHours,
    Institution,
    Mandate,
    Officer,
    Post,
    RoleRequirement,
    Unit,
    UnitParent,
)
from genderdesk.organisation.institution.queries import kept
from genderdesk.organisation.institution.rules.competence import expires_on
from genderdesk.organisation.institution.rules.files import (
    InstitutionFiles,
    imported_id,
)
from genderdesk.organisation.institution.rules.findings import faults_of
from genderdesk.organisation.places.queries import names

Ids = Mapping[str, uuid.UUID]


@act("institution.load", needs=MAY_LOAD)
def load_institutions(actor: Actor, *, files: InstitutionFiles) -> dict[str, int]:
    """Keep a country's institutions, units, desks, posts, officers, appointments and cells; the rows are counted.

    Raises Invalid with the first fault, its file, line and column.
    """
    for fault in faults_of(files, kept(names().keys())):
        raise Invalid(str(fault), field=fault.column)
    institutions = _keep_institutions(files)
    units = _keep_units(files, institutions)
    _keep_desks(files, units)
    _keep_posts(files)
    officers = _keep_officers(files, institutions)
    _keep_appointments(files, officers)
    _keep_duty(files)
    _keep_cells(files, institutions, officers)
    _keep_competences(files, institutions, officers)
    _keep_mandates(files)
    _keep_ties(files)
    return {
        "institutions": len(files.institutions),
        "units": len(files.units),
        "desks": len(files.desks),
        "posts": len(files.posts),
        "officers": len(files.officers),
        "appointments": len(files.appointments),
        "duty hours": len(files.duty_hours),
        "cells": len(files.cells),
        "members of cells": len(files.cell_members),
        "competences": len(files.competences),
        "requirements": len(files.requirements),
        "competences held": len(files.competences_held),
        "functions of desks": len(files.mandates),
        "authorities": len(files.authorities),
        "days of desks": len(files.milestones),
        "ties of desks": len(files.ties),
    }


def _ids(model: type[models.Model], field: str, kind: str, codes: Sequence[str]) -> dict[str, uuid.UUID]:
    """Ids by code: of the records kept, and for new codes of the file the id that every import gives."""
    known = dict(model._default_manager.values_list(field, "id"))
    return {**{code: imported_id(kind, code) for code in codes}, **known}


def _upsert(model: type[models.Model], records: list[Any], key: str, corrected: str) -> None:
    model._default_manager.bulk_create(
        records, update_conflicts=True, unique_fields=[key], update_fields=corrected.split(), batch_size=500
    )


def _keep_institutions(files: InstitutionFiles) -> Ids:
    ids = _ids(Institution, "code", "institution", [row.code for row in files.institutions])
    records = [
        Institution(id=ids[row.code], code=row.code, kind=row.kind, name=row.name, short_code=row.short_code)
        for row in files.institutions
    ]
    _upsert(Institution, records, "code", "kind name short_code")
    return ids


def _keep_units(files: InstitutionFiles, institutions: Ids) -> Ids:
    ids = _ids(Unit, "code", "unit", [row.code for row in files.units])
    records = [
        Unit(
            id=ids[row.code],
            institution_id=institutions[row.institution],
            kind=row.kind,
            code=row.code,
            name=row.name,
            place_id=row.place,
            latitude=row.latitude,
            longitude=row.longitude,
            position_note=row.position_note,
            setting=row.setting,
        )
        for row in files.units
    ]
    _upsert(Unit, records, "code", "kind name place latitude longitude position_note setting")
    placed = set(UnitParent.objects.values_list("unit_id", flat=True))
    UnitParent.objects.bulk_create(
        UnitParent(
            id=imported_id("unit_parent", row.code, str(row.parent_since)),
            unit_id=ids[row.code],
            parent_id=ids[row.parent],
            valid_from=row.parent_since,
        )
        for row in files.units
        if row.parent and row.parent_since is not None and ids[row.code] not in placed
    )
    return ids


def _keep_desks(files: InstitutionFiles, units: Ids) -> None:
    records = [
        Desk(
            id=row.id,
            unit_id=units[row.unit],
            kind=row.kind,
            name=row.name,
            mandate=row.mandate,
            head_rank=row.head_rank,
            reports_to=row.reports_to,
            opened_on=row.opened_on,
            closed_on=row.closed_on,
        )
        for row in files.desks
    ]
    _upsert(Desk, records, "id", "kind name mandate head_rank reports_to")


def _keep_posts(files: InstitutionFiles) -> None:
    records = [
        Post(
            id=row.id,
            desk_id=row.desk_id,
            title=row.title,
            role=row.role,
            opened_on=row.opened_on,
            closed_on=row.closed_on,
        )
        for row in files.posts
    ]
    _upsert(Post, records, "id", "title")


def _keep_officers(files: InstitutionFiles, institutions: Ids) -> Ids:
    ids = _ids(Officer, "staff_code", "officer", [row.staff_code for row in files.officers])
    records = [
        Officer(
            id=ids[row.staff_code],
            staff_code=row.staff_code,
            given_name=row.given_name,
            family_name=row.family_name,
            sex=row.sex,
            rank=row.rank,
            institution_id=institutions[row.institution],
        )
        for row in files.officers
    ]
    _upsert(Officer, records, "staff_code", "given_name family_name sex rank")
    return ids


def _keep_appointments(files: InstitutionFiles, officers: Ids) -> None:
    known = set(Appointment.objects.values_list("id", flat=True))
    Appointment.objects.bulk_create(
        Appointment(
            id=row.id,
            post_id=row.post_id,
            officer_id=officers[row.officer],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            time_share=row.time_share,
        )
        for row in files.appointments
        if row.id not in known
    )


def _keep_duty(files: InstitutionFiles) -> None:
    """The first hours of a desk or post; where some are kept, they are changed on the desk's page only."""
    known = set(DutyHours.objects.values_list("desk_id", "post_id"))
    DutyHours.objects.bulk_create(
        DutyHours(
            desk_id=row.desk_id,
            post_id=row.post_id,
            weekday=weekday,
            starts=row.starts,
            ends=row.ends,
            starts_on=row.starts_on,
        )
        for row in files.duty_hours
        if (row.desk_id, row.post_id) not in known
        for weekday in row.weekdays
    )


def _keep_cells(files: InstitutionFiles, institutions: Ids, officers: Ids) -> None:
    """New cells with their members. Who belongs to a cell that is kept is decided by two persons, never by a file."""
    known = set(Cell.objects.values_list("id", flat=True))
    new = [row for row in files.cells if row.id not in known]
    Cell.objects.bulk_create(
        Cell(id=row.id, institution_id=institutions[row.institution], name=row.name, opened_on=row.opened_on)
        for row in new
    )
    opened = {row.id for row in new}
    CellMember.objects.bulk_create(
        CellMember(
            id=row.id,
            cell_id=row.cell_id,
            officer_id=officers[row.officer],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in files.cell_members
        if row.cell_id in opened
    )


def _keep_competences(files: InstitutionFiles, institutions: Ids, officers: Ids) -> None:
    """Competences, what roles ask, and who has shown what. What was asked or granted before stays as it is kept."""
    ids = _ids(Competence, "code", "competence", [row.code for row in files.competences])
    named = [
        Competence(id=ids[row.code], code=row.code, name=row.name, validity_months=row.validity_months)
        for row in files.competences
    ]
    _upsert(Competence, named, "code", "name validity_months")
    asked = set(RoleRequirement.objects.values_list("institution_id", "role", "competence_id"))
    RoleRequirement.objects.bulk_create(
        RoleRequirement(
            id=row.id,
            institution_id=institutions[row.institution],
            role=row.role,
            competence_id=ids[row.competence],
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in files.requirements
        if (institutions[row.institution], row.role, ids[row.competence]) not in asked
    )
    _keep_grants(files, ids, officers)


def _keep_grants(files: InstitutionFiles, ids: Ids, officers: Ids) -> None:
    held = set(CompetenceHeld.objects.values_list("officer_id", "competence_id", "granted_on"))
    months = dict(Competence.objects.values_list("code", "validity_months"))
    CompetenceHeld.objects.bulk_create(
        CompetenceHeld(
            id=row.id,
            officer_id=officers[row.officer],
            competence_id=ids[row.competence],
            granted_on=row.granted_on,
            expires_on=expires_on(row.granted_on, months[row.competence]),
            source=row.source,
        )
        for row in files.competences_held
        if (officers[row.officer], ids[row.competence], row.granted_on) not in held
    )


def _keep_mandates(files: InstitutionFiles) -> None:
    """Functions, authorities and days of desks. Where a desk or post has some already, they change on its page only."""
    mandated = set(Mandate.objects.values_list("desk_id", "function"))
    Mandate.objects.bulk_create(
        Mandate(
            id=row.id,
            desk_id=row.desk_id,
            function=row.function,
            instrument=row.instrument,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in files.mandates
        if (row.desk_id, row.function) not in mandated
    )
    deciding = set(Authority.objects.values_list("post_id", "subject"))
    Authority.objects.bulk_create(
        Authority(
            id=row.id,
            post_id=row.post_id,
            subject=row.subject,
            level=row.level,
            ceiling=row.ceiling,
            instrument=row.instrument,
            starts_on=row.starts_on,
            ends_on=row.ends_on,
        )
        for row in files.authorities
        if (row.post_id, row.subject) not in deciding
    )
    marked = set(DeskMilestone.objects.values_list("desk_id", "what"))
    DeskMilestone.objects.bulk_create(
        DeskMilestone(id=row.id, desk_id=row.desk_id, what=row.what, on_day=row.on_day, evidence=row.evidence)
        for row in files.milestones
        if (row.desk_id, row.what) not in marked
    )


def _keep_ties(files: InstitutionFiles) -> None:
    DeskTie.objects.bulk_create(
        (
            DeskTie(
                id=row.id,
                desk_id=row.desk_id,
                relation=row.relation,
                other_id=row.other_id,
                starts_on=row.starts_on,
                ends_on=row.ends_on,
            )
            for row in files.ties
        ),
        ignore_conflicts=True,
    )
