"""Partners of the past and of another system, from files."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act
from genderdesk.organisation.institution.models import Institution, Unit
from genderdesk.programme.guidance.models import Instrument
from genderdesk.programme.partners.access import MAY_LOAD_PARTNERS
from genderdesk.programme.partners.models import (
    Agreement,
    Objective,
    Partner,
    PartnerName,
    Presence,
    Project,
    ProjectInstrument,
    ProjectPartner,
    Receipt,
    Thing,
    TollFree,
)
from genderdesk.programme.partners.rules.files import (
    AgreementLine,
    AssetLine,
    NameLine,
    ObjectiveLine,
    PartnerFiles,
    PresenceLine,
    ProjectInstrumentLine,
    ProjectLine,
    ProjectPartnerLine,
    imported_id,
)
from genderdesk.programme.partners.vocabulary import SIGNED, TERMINATED, ReceiptKind

Ids = Mapping[str, uuid.UUID]


@act("partners.load", needs=MAY_LOAD_PARTNERS)
def load_partners(actor: Actor, *, rows: list[PartnerFiles]) -> dict[str, int]:
    """Keep partners, agreements, projects and what was received; a second load adds what is new and corrects nothing
    that was changed here. How many of each are new."""
    counts = {"partners": 0, "agreements": 0, "projects": 0, "things": 0, "activities of partners": 0}
    for files in rows:
        institutions: Ids = dict(Institution.objects.values_list("code", "pk"))
        counts["partners"] += _keep_names(files.names)
        partners: Ids = dict(Partner.objects.values_list("code", "pk"))
        counts["projects"] += _keep_projects(files.projects, institutions)
        projects: Ids = dict(Project.objects.values_list("code", "pk"))
        _keep_parts(files.partners, files.objectives, projects, partners)
        _keep_commitments(files.instruments, projects)
        counts["activities of partners"] += _keep_presences(files.presences, institutions, partners, projects)
        counts["agreements"] += _keep_agreements(files.agreements, institutions, partners)
        counts["things"] += _keep_assets(files.assets, projects, partners)
    return counts


def _keep_names(lines: Sequence[NameLine]) -> int:
    known = set(Partner.objects.values_list("code", flat=True))
    new = {
        each.code: Partner(code=each.code, kind=each.kind, iati_id=each.iati_id, contact=each.contact)
        for each in lines
        if each.code not in known
    }
    Partner.objects.bulk_create(new.values())
    PartnerName.objects.bulk_create(
        PartnerName(partner=new[each.code], name=each.name, starts_on=each.starts_on, ends_on=each.ends_on)
        for each in lines
        if each.code in new
    )
    return len(new)


def _keep_projects(lines: Sequence[ProjectLine], institutions: Ids) -> int:
    known = set(Project.objects.values_list("code", flat=True))
    new = [
        Project(
            institution_id=institutions[each.institution],
            code=each.code,
            title=each.title,
            goal=each.goal,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
        )
        for each in lines
        if each.code not in known
    ]
    return len(Project.objects.bulk_create(new))


def _keep_parts(
    joined: Sequence[ProjectPartnerLine], objectives: Sequence[ObjectiveLine], projects: Ids, partners: Ids
) -> None:
    ProjectPartner.objects.bulk_create(
        (
            ProjectPartner(project_id=projects[each.project], partner_id=partners[each.partner], role=each.role)
            for each in joined
        ),
        ignore_conflicts=True,
    )
    Objective.objects.bulk_create(
        (Objective(project_id=projects[each.project], number=each.number, text=each.text) for each in objectives),
        ignore_conflicts=True,
    )


def _keep_commitments(lines: Sequence[ProjectInstrumentLine], projects: Ids) -> None:
    instruments: Ids = dict(Instrument.objects.values_list("code", "pk"))
    ProjectInstrument.objects.bulk_create(
        (
            ProjectInstrument(project_id=projects[each.project], instrument_id=instruments[each.instrument])
            for each in lines
        ),
        ignore_conflicts=True,
    )


def _keep_presences(lines: Sequence[PresenceLine], institutions: Ids, partners: Ids, projects: Ids) -> int:
    ids = {imported_id("presence", each.code): each for each in lines}
    known = set(Presence.objects.filter(pk__in=ids).values_list("pk", flat=True))
    new = [
        Presence(
            id=number,
            institution_id=institutions[each.institution],
            partner_id=partners[each.partner],
            project_id=projects.get(each.project),
            sector=each.sector,
            activity=each.activity,
            place_id=each.place,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            status=each.status,
            reached=each.reached,
            counted_by=each.counted_by,
        )
        for number, each in ids.items()
        if number not in known
    ]
    return len(Presence.objects.bulk_create(new))


def _keep_agreements(lines: Sequence[AgreementLine], institutions: Ids, partners: Ids) -> int:
    known = set(Agreement.objects.values_list("reference", flat=True))
    fresh = [each for each in lines if each.reference not in known]
    made = Agreement.objects.bulk_create(
        Agreement(
            institution_id=institutions[each.institution],
            partner_id=partners[each.partner],
            kind=each.kind,
            reference=each.reference,
            title=each.title,
            state=TERMINATED if each.terminated_on else SIGNED,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            signed_on=each.signed_on,
            signed_for_us=each.signed_for_us,
            signed_for_them=each.signed_for_them,
            terminated_on=each.terminated_on,
        )
        for each in fresh
    )
    TollFree.objects.bulk_create(
        TollFree(
            agreement=agreement,
            short_code=each.short_code,
            channels=each.channels,
            networks=each.networks,
            paid_by=each.paid_by,
            masked_on_bill=each.masked_on_bill,
            scope=each.scope,
        )
        for agreement, each in zip(made, fresh, strict=True)
        if each.short_code
    )
    return len(made)


def _keep_assets(lines: Sequence[AssetLine], projects: Ids, partners: Ids) -> int:
    units: Ids = dict(Unit.objects.filter(code__in={each.unit for each in lines}).values_list("code", "pk"))
    known = set(Thing.objects.filter(serial__in=[each.serial for each in lines]).values_list("serial", flat=True))
    fresh = [each for each in lines if each.serial not in known]
    receipts: dict[tuple[str, str], Receipt] = {}
    for each in fresh:
        if (each.partner, each.note) not in receipts:
            receipts[each.partner, each.note], _new = Receipt.objects.get_or_create(
                donor_id=partners[each.partner],
                note=each.note,
                defaults={
                    "project_id": projects[each.project],
                    "kind": ReceiptKind.IN_KIND,
                    "received_on": each.received_on,
                },
            )
    Thing.objects.bulk_create(
        Thing(
            receipt=receipts[each.partner, each.note],
            kind=each.thing,
            serial=each.serial,
            unit_id=units.get(each.unit),
            state=each.state,
            seen_on=each.seen_on,
        )
        for each in fresh
    )
    return len(fresh)
