"""What is wrong with a country's institutions as a whole: the things that no single cell shows."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.organisation.institution.rules.files import (
    APPOINTMENTS,
    AUTHORITIES,
    CELL_MEMBERS,
    CELLS,
    COMPETENCES,
    COMPETENCES_HELD,
    DESKS,
    DUTY_HOURS,
    INSTITUTIONS,
    MANDATES,
    MILESTONES,
    OFFICERS,
    POSTS,
    REQUIREMENTS,
    TIES,
    UNITS,
    AppointmentRow,
    InstitutionFiles,
    PostRow,
    UnitRow,
)
from genderdesk.organisation.institution.rules.kept import Held, Kept
from genderdesk.organisation.institution.rules.periods import (
    FULL_TIME,
    Period,
    peak_share,
)
from genderdesk.organisation.institution.rules.tree import circle
from genderdesk.organisation.institution.vocabulary import Role, UnitKind


def faults_of(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    """All faults, file by file."""
    yield from _repeated(INSTITUTIONS, "code", files.institutions, lambda row: row.code)
    yield from _unit_faults(files, kept)
    yield from _desk_faults(files, kept)
    yield from _post_faults(files, kept)
    yield from _officer_faults(files, kept)
    yield from _appointment_faults(files, kept)
    yield from _duty_faults(files, kept)
    yield from _cell_faults(files, kept)
    yield from _cell_member_faults(files, kept)
    yield from _competence_faults(files, kept)
    yield from _mandate_faults(files, kept)
    yield from _tie_faults(files, kept)


def _repeated(file: str, column: str, rows: Iterable[Any], key: Any) -> Iterator[CsvFault]:
    lines: dict[Any, int] = {}
    for row in rows:
        if (first := lines.setdefault(key(row), row.line)) != row.line:
            yield CsvFault(file, row.line, column, f"The same stands in line {first} already.")


def _unknown(file: str, line: int, column: str, code: str, what: str) -> CsvFault:
    return CsvFault(file, line, column, f"There is no {what} with the code {code!r}.")


def _unit_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    institutions = {*kept.institutions, *(row.code for row in files.institutions)}
    owners = {**kept.unit_institutions, **{row.code: row.institution for row in files.units}}
    yield from _repeated(UNITS, "code", files.units, lambda row: row.code)
    for row in files.units:
        if row.institution not in institutions:
            yield _unknown(UNITS, row.line, "institution", row.institution, "institution")
        if row.place not in kept.places:
            yield _unknown(UNITS, row.line, "place", row.place, "division")
        if kept.unit_institutions.get(row.code, row.institution) != row.institution:
            yield CsvFault(UNITS, row.line, "institution", "This unit is kept for another institution already.")
        yield from _parent_faults(row, owners)
    # A unit that has a place in the tree keeps it: an import moves nothing.
    new = [row for row in files.units if row.parent and row.code not in kept.placed_units]
    pairs = [*kept.unit_parents, *((row.code, row.parent) for row in new)]
    if (turned := circle(pairs)) is not None:
        line = next((row.line for row in files.units if row.code == turned), 1)
        yield CsvFault(UNITS, line, "parent", f"The unit {turned} would stand below itself.")


def _parent_faults(row: UnitRow, owners: dict[str, str]) -> Iterator[CsvFault]:
    if not row.parent:
        if row.kind != UnitKind.HEADQUARTERS:
            yield CsvFault(UNITS, row.line, "parent", "Only a headquarters stands without a unit above it.")
        elif row.parent_since is not None:
            yield CsvFault(UNITS, row.line, "parent", "Write the unit above, or leave parent_since empty.")
        return
    if row.parent not in owners:
        yield _unknown(UNITS, row.line, "parent", row.parent, "unit")
    elif owners[row.parent] != row.institution:
        yield CsvFault(UNITS, row.line, "parent", f"The unit {row.parent} belongs to {owners[row.parent]}.")
    if row.parent_since is None:
        yield CsvFault(UNITS, row.line, "parent_since", "Write the day since which the unit stands under its parent.")


def _period_faults(file: str, row: Any, start: str, end: str) -> Iterator[CsvFault]:
    last = getattr(row, end)
    if last is not None and last <= getattr(row, start):
        yield CsvFault(file, row.line, end, f"The end {last} must come after the start {getattr(row, start)}.")


def _desk_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    units = {*kept.unit_institutions, *(row.code for row in files.units)}
    yield from _repeated(DESKS, "code", files.desks, lambda row: row.code)
    for row in files.desks:
        if row.unit not in units:
            yield _unknown(DESKS, row.line, "unit", row.unit, "unit")
        yield from _period_faults(DESKS, row, "opened_on", "closed_on")


def _post_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    desks = {row.id: row for row in files.desks}
    heads: dict[uuid.UUID, uuid.UUID] = dict(kept.heads)
    yield from _repeated(POSTS, "code", files.posts, lambda row: row.code)
    for row in files.posts:
        if row.desk_id not in desks and row.desk_id not in kept.desk_institutions:
            yield _unknown(POSTS, row.line, "desk", row.desk, "desk")
        yield from _period_faults(POSTS, row, "opened_on", "closed_on")
        if (desk := desks.get(row.desk_id)) and row.opened_on < desk.opened_on:
            yield CsvFault(POSTS, row.line, "opened_on", f"The desk {row.desk} opened only on {desk.opened_on}.")
        new_head = row.role == Role.DESK_HEAD and row.closed_on is None and row.id not in kept.post_institutions
        if new_head and heads.setdefault(row.desk_id, row.id) != row.id:
            yield CsvFault(POSTS, row.line, "role", f"The desk {row.desk} has a post for its head already.")


def _officer_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    institutions = {*kept.institutions, *(row.code for row in files.institutions)}
    yield from _repeated(OFFICERS, "staff_code", files.officers, lambda row: row.staff_code)
    for row in files.officers:
        if row.institution not in institutions:
            yield _unknown(OFFICERS, row.line, "institution", row.institution, "institution")
        if kept.officer_institutions.get(row.staff_code, row.institution) != row.institution:
            yield CsvFault(OFFICERS, row.line, "institution", "This officer is kept for another institution already.")


def _appointment_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    posts = {row.id: row for row in files.posts}
    owners = _post_owners(files, kept)
    officers = {**kept.officer_institutions, **{row.staff_code: row.institution for row in files.officers}}
    held: dict[uuid.UUID, list[Held]] = defaultdict(
        list, {post: list(each) for post, each in kept.appointments.items()}
    )
    yield from _repeated(APPOINTMENTS, "starts_on", files.appointments, lambda row: row.id)
    for row in files.appointments:
        if row.post_id not in owners:
            yield _unknown(APPOINTMENTS, row.line, "post", row.post, "post")
        if row.officer not in officers:
            yield _unknown(APPOINTMENTS, row.line, "officer", row.officer, "officer")
        elif owners.get(row.post_id, officers[row.officer]) != officers[row.officer]:
            yield CsvFault(
                APPOINTMENTS, row.line, "officer", f"The officer {row.officer} serves {officers[row.officer]}."
            )
        wrong = list(_period_faults(APPOINTMENTS, row, "starts_on", "ends_on"))
        yield from wrong
        post = posts.get(row.post_id)
        if post and row.starts_on < post.opened_on:
            yield CsvFault(APPOINTMENTS, row.line, "starts_on", f"The post {row.post} opened only on {post.opened_on}.")
        if not wrong:
            is_head = post.role == Role.DESK_HEAD if post else row.post_id in kept.head_posts
            yield from _seat_faults(row, held[row.post_id], is_head)


def _post_owners(files: InstitutionFiles, kept: Kept) -> dict[uuid.UUID, str]:
    """The institution of every post, as far as its desk and unit are known."""
    units = {**kept.unit_institutions, **{row.code: row.institution for row in files.units}}
    desks = {**kept.desk_institutions, **{row.id: units[row.unit] for row in files.desks if row.unit in units}}
    known: dict[uuid.UUID, str] = dict(kept.post_institutions)
    posts: Iterable[PostRow] = files.posts
    return {**known, **{row.id: desks[row.desk_id] for row in posts if row.desk_id in desks}}


def _seat_faults(row: AppointmentRow, held: list[Held], is_head: bool) -> Iterator[CsvFault]:
    """Adds the appointment to those held, or says why the post has no room for it."""
    own = Held(row.id, Period(row.starts_on, row.ends_on), row.time_share)
    if any(other.id == own.id for other in held):
        # Kept by an earlier import, or said to be a repeat already.
        return
    if no_room(held, own, is_head=is_head):
        sentence = f"The post {row.post} is held by somebody else in this time. End that appointment first."
        yield CsvFault(APPOINTMENTS, row.line, "starts_on", sentence)
        return
    held.append(own)


def no_room(held: Iterable[Held], wanted: Held, *, is_head: bool) -> bool:
    """True where a post cannot take one more appointment: shares above full time on a day, or a second head."""
    beside = [other for other in held if other.period.overlaps(wanted.period)]
    if is_head:
        return bool(beside)
    shares = [(each.period, each.time_share) for each in [*beside, wanted]]
    return peak_share(shares) > FULL_TIME


def _duty_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    desks = {*kept.desk_institutions, *(row.id for row in files.desks)}
    posts = {**kept.post_desks, **{row.id: row.desk_id for row in files.posts}}
    yield from _repeated(
        DUTY_HOURS, "weekdays", files.duty_hours, lambda row: (row.desk, row.post, row.weekdays, row.starts)
    )
    for row in files.duty_hours:
        if row.desk_id not in desks:
            yield _unknown(DUTY_HOURS, row.line, "desk", row.desk, "desk")
        if row.post_id is not None and row.post_id not in posts:
            yield _unknown(DUTY_HOURS, row.line, "post", row.post, "post")
        elif row.post_id is not None and posts[row.post_id] != row.desk_id:
            yield CsvFault(DUTY_HOURS, row.line, "post", f"The post {row.post} is not of the desk {row.desk}.")


def _cell_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    institutions = {*kept.institutions, *(row.code for row in files.institutions)}
    staying = {row.cell_id for row in files.cell_members if row.ends_on is None}
    taken = {institution: cell for cell, institution in kept.cell_institutions.items()}
    yield from _repeated(CELLS, "code", files.cells, lambda row: row.code)
    for row in files.cells:
        if row.institution not in institutions:
            yield _unknown(CELLS, row.line, "institution", row.institution, "institution")
        if taken.setdefault(row.institution, row.id) != row.id:
            yield CsvFault(CELLS, row.line, "institution", f"{row.institution} has a cell already.")
        elif row.id not in kept.cell_institutions and row.id not in staying:
            sentence = f"Write somebody without an end into {CELL_MEMBERS}: nobody could open the cell's files."
            yield CsvFault(CELLS, row.line, "code", sentence)


def _cell_member_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    cells = {row.id: row for row in files.cells}
    owners = {**kept.cell_institutions, **{row.id: row.institution for row in files.cells}}
    officers = {**kept.officer_institutions, **{row.staff_code: row.institution for row in files.officers}}
    yield from _repeated(CELL_MEMBERS, "officer", files.cell_members, lambda row: (row.cell, row.officer))
    for row in files.cell_members:
        if row.cell_id not in owners:
            yield _unknown(CELL_MEMBERS, row.line, "cell", row.cell, "cell")
        elif row.cell_id in kept.cell_institutions and row.id not in kept.cell_members:
            sentence = f"The cell {row.cell} is kept already: two persons decide on its page who belongs to it."
            yield CsvFault(CELL_MEMBERS, row.line, "officer", sentence)
        if row.officer not in officers:
            yield _unknown(CELL_MEMBERS, row.line, "officer", row.officer, "officer")
        elif owners.get(row.cell_id, officers[row.officer]) != officers[row.officer]:
            sentence = f"The officer {row.officer} serves {officers[row.officer]}."
            yield CsvFault(CELL_MEMBERS, row.line, "officer", sentence)
        yield from _period_faults(CELL_MEMBERS, row, "starts_on", "ends_on")
        cell = cells.get(row.cell_id)
        if cell and row.starts_on < cell.opened_on:
            sentence = f"The cell {row.cell} opened only on {cell.opened_on}."
            yield CsvFault(CELL_MEMBERS, row.line, "starts_on", sentence)


def _competence_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    institutions = {*kept.institutions, *(row.code for row in files.institutions)}
    officers = {*kept.officer_institutions, *(row.staff_code for row in files.officers)}
    known = {*kept.competences, *(row.code for row in files.competences)}
    yield from _repeated(COMPETENCES, "code", files.competences, lambda row: row.code)
    yield from _repeated(REQUIREMENTS, "competence", files.requirements, lambda row: row.id)
    yield from _repeated(COMPETENCES_HELD, "granted_on", files.competences_held, lambda row: row.id)
    for row in files.requirements:
        if row.institution not in institutions:
            yield _unknown(REQUIREMENTS, row.line, "institution", row.institution, "institution")
        if row.competence not in known:
            yield _unknown(REQUIREMENTS, row.line, "competence", row.competence, "competence")
        yield from _period_faults(REQUIREMENTS, row, "starts_on", "ends_on")
    for held in files.competences_held:
        if held.officer not in officers:
            yield _unknown(COMPETENCES_HELD, held.line, "officer", held.officer, "officer")
        if held.competence not in known:
            yield _unknown(COMPETENCES_HELD, held.line, "competence", held.competence, "competence")


def _mandate_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    desks = {*kept.desk_institutions, *(row.id for row in files.desks)}
    posts = {*kept.post_institutions, *(row.id for row in files.posts)}
    yield from _repeated_while_open(MANDATES, "function", files.mandates, lambda row: (row.desk, row.function))
    yield from _repeated_while_open(AUTHORITIES, "subject", files.authorities, lambda row: (row.post, row.subject))
    yield from _repeated(MILESTONES, "what", files.milestones, lambda row: (row.desk, row.what))
    for row in files.mandates:
        if row.desk_id not in desks:
            yield _unknown(MANDATES, row.line, "desk", row.desk, "desk")
        yield from _period_faults(MANDATES, row, "starts_on", "ends_on")
    for each in files.authorities:
        if each.post_id not in posts:
            yield _unknown(AUTHORITIES, each.line, "post", each.post, "post")
        yield from _period_faults(AUTHORITIES, each, "starts_on", "ends_on")
    for one in files.milestones:
        if one.desk_id not in desks:
            yield _unknown(MILESTONES, one.line, "desk", one.desk, "desk")


def _tie_faults(files: InstitutionFiles, kept: Kept) -> Iterator[CsvFault]:
    desks = {*kept.desk_institutions, *(row.id for row in files.desks)}
    yield from _repeated(TIES, "other", files.ties, lambda row: row.id)
    for row in files.ties:
        for column, code, number in (("desk", row.desk, row.desk_id), ("other", row.other, row.other_id)):
            if number not in desks:
                yield _unknown(TIES, row.line, column, code, "desk")
        if row.desk == row.other:
            yield CsvFault(TIES, row.line, "other", "Write another desk than the one in the column desk.")
        yield from _period_faults(TIES, row, "starts_on", "ends_on")


def _repeated_while_open(file: str, column: str, rows: Iterable[Any], key: Any) -> Iterator[CsvFault]:
    """The same twice on one day, or twice without an end."""
    yield from _repeated(file, column, rows, lambda row: (*key(row), row.starts_on))
    yield from _repeated(file, column, [row for row in rows if row.ends_on is None], key)
