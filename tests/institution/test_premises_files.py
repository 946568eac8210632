"""What stands at units, from files: every fault with its line, nothing twice, and findings as if kept on their day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import Invalid, unguarded
from genderdesk.organisation.institution import queries
from genderdesk.organisation.institution.acts import load_premises
from genderdesk.organisation.institution.importers import PremisesCodes, has_premises, read_premises
from genderdesk.organisation.institution.models import Desk, Finding, Room, SupplyEntry
from genderdesk.organisation.institution.rules.files import imported_id
from genderdesk.organisation.institution.vocabulary.readiness import SupplyKind

pytestmark = pytest.mark.django_db

FILES = {
    "rooms.csv": """unit,kind,name,opened_on,checked_on,door_closes,not_crossed,outcome
TP-T11,interview,Room 1,2025-01-01,2026-01-05,yes,yes,passed
TP-T11,waiting,Hall,2025-01-01,,,,
""",
    "standard_lines.csv": """institution,starts_on,code,domain,demand,method,quantity,kind,text
TP,2025-01-01,registers,records,required,,,,
TP,2025-01-01,lamp,infrastructure,required,looked,,,A lamp at the door
TP,2025-01-01,phone,supplies,required,equipment,2,phone,
TP,2025-01-01,charter,records,desired,,,,
""",
    "equipment.csv": """unit,kind,serial,quantity,state,since
TP-T11,phone,P-1,,working,2025-02-01
TP-T11,phone,,1,shared,2025-02-01
""",
    "inspections.csv": """desk,inspected_on,code,state
D1,2026-01-05,registers,working
D1,2026-01-05,lamp,absent
D1,2026-01-05,charter,absent
D1,2026-02-05,lamp,working
""",
    "unit_costs.csv": """institution,code,starts_on,amount,source
TP,lamp,2025-01-01,4000,Invented price
""",
    "supplies.csv": """unit,kind,move,month,amount,number
TP-T11,fuel,allocated,2026-01-15,100,
TP-T11,fuel,received,2026-01-20,60,1
TP-T11,fuel,received,2026-01-20,10,2
""",
}


@pytest.fixture
def folder(world, tmp_path) -> Path:
    for name, text in FILES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


@pytest.fixture
def desk(world) -> Desk:
    with unguarded("test"):
        return Desk.objects.create(
            id=imported_id("desk", "D1"), unit=world.station.unit, kind="desk", name="D1", opened_on=date(2025, 1, 1)
        )


def read(world, folder: Path, desk: Desk):
    codes = PremisesCodes({"TP", "TD"}, {world.station.unit.code, "TP-T11"}, {desk.pk})
    return read_premises(folder, codes)


def test_a_folder_is_kept_once_and_its_desk_is_ready_when_all_was_found(world, folder, desk):
    assert has_premises(folder)
    files, faults = read(world, folder, desk)
    assert faults == []
    assert load_premises(SYSTEM, rows=[files]) == {
        "rooms": 2, "lines of standards": 4, "prices of a piece": 1, "things at desks": 2, "inspections": 2,
        "entries of fuel and credit": 3,
    }  # fmt: skip
    assert set(load_premises(SYSTEM, rows=[files]).values()) == {0}
    ready = [queries.desks_ready([world.police.pk], day) for day in (date(2026, 1, 5), date(2026, 2, 5))]
    assert [desk in each for each in ready] == [False, True]
    assert [(each.code, each.text, each.opened_on) for each in Finding.objects.all()] == [
        ("lamp", "A lamp at the door", date(2026, 1, 5))
    ]
    month = queries.supply_months(world.station.unit_id)[SupplyKind.FUEL][0]
    assert (month.received, month.shortfall) == (70, 30)


@pytest.mark.parametrize(
    ("file", "line", "said"),
    [
        ("rooms.csv", "TP-T11,interview,Room 2,2025-01-01,2026-01-05,no,yes,passed", "outcome"),
        ("rooms.csv", "TP-T11,interview,Room 1,2025-01-01,,,,", "name"),
        ("rooms.csv", "NOWHERE,interview,Room 2,2025-01-01,,,,", "unit"),
        ("standard_lines.csv", "TP,2025-01-01,rooms,infrastructure,required,rooms,1,phone,", "kind"),
        ("unit_costs.csv", "TP,boat,2025-01-01,4000,Invented price", "code"),
        ("unit_costs.csv", "TP,lamp,2025-02-01,-1,Invented price", "amount"),
        ("unit_costs.csv", "TP,lamp,2025-01-01,5000,Invented price", "code"),
        ("equipment.csv", "TP-T11,phone,P-2,3,working,2025-02-01", "quantity"),
        ("inspections.csv", "D9,2026-01-05,registers,working", "desk"),
        ("supplies.csv", "TP-T11,fuel,lent,2026-01-20,10,", "move"),
        ("supplies.csv", "TP-T11,fuel,used,2026-01-20,-10,", "amount"),
    ],
)
def test_a_fault_is_named_with_its_column(world, folder, desk, file, line, said):
    path = folder / file
    path.write_text(path.read_text() + line + "\n")
    _files, faults = read(world, folder, desk)
    assert [(each.file, each.column) for each in faults] == [(file, said)]


def test_an_inspection_before_any_standard_is_refused_and_nothing_is_kept(world, folder, desk):
    for file in ("standard_lines.csv", "unit_costs.csv"):
        (folder / file).unlink()
    files, _faults = read(world, folder, desk)
    with pytest.raises(Invalid, match="before the standard"):
        load_premises(SYSTEM, rows=[files])
    assert not Room.objects.exists()
    assert not SupplyEntry.objects.exists()
