"""Who is let through to what: worked out from the registries and the address map, and kept beside it as a table.

``matrix.csv`` is changed by hand, ``test_matrix.py`` holds what no line may ever say. A whole
new table, to be read line by line: ``GENDERDESK_MATRIX=write pytest tests/attacks/test_matrix.py -k the_table_says``.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models
from django.urls import get_resolver

from genderdesk.casework.care.models import Referral
from genderdesk.casework.cases.models import Case, CaseFile, Flag, FollowUp, PlanItem, Suspect
from genderdesk.casework.hotline.models import Contact
from genderdesk.casework.intake.models import Report
from genderdesk.casework.response.models import Dispatch
from genderdesk.groundwork.protection import acts, disclosures
from genderdesk.groundwork.protection.access import Actor, permits
from tests.architecture.test_addresses import addresses
from tests.attacks.situations import SITUATIONS

TABLE = Path(__file__).with_name("matrix.csv")
ROLES = (
    "operator", "dispatcher", "rider", "focal_point", "investigator", "counsellor", "analyst", "trainer",
    "outreach_officer", "desk_head", "oversight", "administrator", "provider", "other_provider",
)  # fmt: skip
HEAD = ["kind", "name", "record", *SITUATIONS]
# What belongs to somebody's file; every other model an act is for is listed here, so that a new one is looked at.
OF_A_FILE: tuple[type[models.Model], ...] = (
    Report,
    Case,
    CaseFile,
    FollowUp,
    PlanItem,
    Flag,
    Suspect,
    Referral,
    Contact,
    Dispatch,
)
OF_NO_FILE = {
    "Alert", "Appointment", "Approval", "Desk", "Device", "FactorReset", "Gateway", "GatewayEvent", "Institution",
    "Line", "Officer", "Post", "Provider", "Relative", "ResponseUnit", "Shift", "Unit", "User",
    # Lines of a register and of a cell: tests/intake/test_circle.py goes through who may.
    "Cell", "CellMember", "Conflict",
    # What stands beside files: attacks/test_insiders.py, oversight/test_keeping.py and care/test_links.py
    # go through who may.
    "Erasure", "Glass", "LegalHold", "ProviderLink", "RetentionChange",
    # Of no file: complaints/test_complaints.py and attacks/test_complaint_twins.py go through who may.
    "Complaint",
    # One counsellor's own, whoever else works on the file: care/test_counselling.py.
    "Counselling", "CounsellingSession", "Supervision",
    # The country's own table: cases/test_offences.py.
    "Offence",
    # What officers can do, and what their posts ask of them: institution/test_coverage.py.
    "Absence", "Authority", "CompetenceHeld", "Mandate", "RoleRequirement",
    # Rooms of units and when they are taken: institution/test_rooms.py.
    "Booking", "Room",
    # What desks must have and what they lack: institution/test_readiness.py.
    "Equipment", "Finding", "SupplyEntry",
    # What is done in public, without a name: outreach/test_outreach.py, test_photos.py and
    # test_feedback.py.
    "Activity", "ActivityPhoto", "Campaign", "Club", "Material", "MediaItem", "Network", "NetworkMember",
    "PlaceFeedback",
    # What is agreed with other organisations: partners/test_agreements.py and test_projects.py.
    "Agreement", "Obligation", "Partner", "Presence", "Project", "Thing",
    # What desks claim of themselves, with no person in it: results/test_pages.py goes through who may.
    "Claim", "FrozenPage", "Indicator",
    # Charts behind links, of numbers alone: statistics/test_shared_charts.py goes through who may.
    "SharedChart",
    # Numbered sheets, of which only the number is kept: paper/test_register.py goes through who may.
    "PaperSheet",
    # Who learnt what: training/test_pages.py goes through who may.
    "Certificate", "Course", "Likeness", "Participation", "Printing", "Training", "TrainingSession",
    # Between two officers, two persons and two desks: cases/test_hand_overs.py, test_consent_ledger.py and
    # test_transfers.py.
    "HandOver", "LegalException", "Transfer",
    # What an institution lays down, decides and plans, about nobody: guidance/test_documents.py, test_decisions.py and
    # test_plans_and_assessments.py go through who may.
    "ActionItem", "Assessment", "Deployment", "Document", "Plan", "Proposal", "Version", "VersionFile",
    # Only the gateway itself acts on these.
    "TextMessage", "UssdSession",
}  # fmt: skip


@dataclass(frozen=True)
class Ask:
    """Something that has a rule: an act, a look or a page, and the model of its record."""

    kind: str
    name: str
    needs: Any
    record: type[models.Model] | None


def asks() -> list[Ask]:
    """Everything that has a rule, in a fixed order."""
    # Addresses first: with their pages come looks that no other module declares.
    pages = list(addresses(get_resolver().url_patterns))
    found = [
        Ask("act", name, act.needs, act.subject)
        for name, act in acts.registry.items()
        if act.__module__.startswith("genderdesk.")
    ]
    found += [
        Ask("look", name, needs, disclosures.subjects[name])
        for name, needs in disclosures.registry.items()
        if not name.startswith(("trial.", "test."))
    ]
    found += [Ask("page", route, view.needs, None) for route, view in pages if hasattr(view, "needs")]
    return sorted(set(found), key=lambda each: (each.kind, each.name))


def table(people: dict[str, Actor], files: dict[str, dict[type[models.Model], Any]]) -> list[list[str]]:
    """A line for each, with the roles that are let through in each situation."""
    lines = []
    for ask in asks():
        record = ask.record if ask.record in OF_A_FILE else None
        cells = [
            " ".join(
                role for role in ROLES if permits(people[role], ask.needs, files[situation][record] if record else None)
            )
            or "-"
            for situation in (SITUATIONS if record else SITUATIONS[:1])
        ]
        name = ask.record.__name__ if ask.record else ""
        lines.append([ask.kind, ask.name, name, *cells, *[""] * (len(SITUATIONS) - len(cells))])
    return lines


def kept() -> list[list[str]]:
    """The table as it was read by a person."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def write(lines: list[list[str]]) -> None:
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([HEAD, *lines])
