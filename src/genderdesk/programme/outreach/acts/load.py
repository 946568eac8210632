"""Outreach of the past and of another system, from files."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import models
from django.db.models import F

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act
from genderdesk.organisation.institution.models import Institution, Officer, Unit
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.outreach.access import MAY_LOAD_OUTREACH
from genderdesk.programme.outreach.models import (
    Activity,
    AudienceCount,
    Campaign,
    Club,
    ClubReturn,
    Material,
    MaterialGuideline,
    Network,
    NetworkMember,
    OutreachPartner,
    StockMove,
)
from genderdesk.programme.outreach.rules.files import (
    MaterialKey,
    MaterialLine,
    MemberLine,
    MoveLine,
    OutreachFiles,
    imported_id,
)
from genderdesk.programme.outreach.vocabulary import SIGNS, MoveKind
from genderdesk.programme.partners.models import Partner

Ids = Mapping[str, uuid.UUID]
_PEOPLE = ("women", "men", "girls", "boys", "unknown")


@act("outreach.load", needs=MAY_LOAD_OUTREACH)
def load_outreach(actor: Actor, *, rows: list[OutreachFiles]) -> dict[str, int]:
    """Keep what the files tell; a second load adds what is new and changes nothing that is there. How many are new."""
    counts: Counter[str] = Counter()
    institutions: Ids = dict(Institution.objects.values_list("code", "pk"))
    for files in rows:
        partners: Ids = dict(Partner.objects.values_list("code", "pk"))
        counts["campaigns"] += _keep_campaigns(files, institutions)
        counts["activities"] += _keep_activities(actor, files, institutions)
        _keep_reach(files, partners)
        counts["materials"] += _keep_materials(actor, files.materials, institutions)
        counts["moves of copies"] += _keep_moves(files.moves, partners)
        counts["clubs"] += _keep_clubs(files, institutions)
        counts["networks"] += _keep_networks(files, institutions, partners)
    return dict(counts)


def _add(model: type[models.Model], records: Iterable[Any]) -> int:
    """Keep the records whose ids are not there; how many."""
    made = list(records)
    known = set(model._default_manager.filter(pk__in=[each.pk for each in made]).values_list("pk", flat=True))
    new = [each for each in made if each.pk not in known]
    model._default_manager.bulk_create(new, batch_size=500)
    return len(new)


def _people(line: Any) -> dict[str, int]:
    return {name: getattr(line, name) for name in _PEOPLE}


def _activity_id(code: str) -> uuid.UUID | None:
    return imported_id("activity", code) if code else None


def _keep_campaigns(files: OutreachFiles, institutions: Ids) -> int:
    return _add(
        Campaign,
        (
            Campaign(
                id=each.id,
                institution_id=institutions[each.institution],
                name=each.name,
                theme=each.theme,
                starts_on=each.starts_on,
                ends_on=each.ends_on,
            )
            for each in files.campaigns
        ),
    )


def _keep_activities(actor: Actor, files: OutreachFiles, institutions: Ids) -> int:
    return _add(
        Activity,
        (
            Activity(
                id=each.id,
                institution_id=institutions[each.institution],
                campaign_id=each.campaign_id,
                kind=each.kind,
                title=each.title,
                place_id=each.place,
                venue=each.venue,
                held_on=each.held_on,
                state=each.state,
                written_by=actor.id,
            )
            for each in files.activities
        ),
    )


def _keep_reach(files: OutreachFiles, partners: Ids) -> None:
    """Whom activities reached, and the partners in them. What the desk wrote itself of an audience stays."""
    written = set(AudienceCount.objects.values_list("activity_id", "method", "audience"))
    _add(
        AudienceCount,
        (
            AudienceCount(
                id=each.id,
                activity_id=imported_id("activity", each.activity),
                method=each.method,
                audience=each.audience,
                confidence=each.confidence,
                evidence=each.evidence,
                **_people(each),
            )
            for each in files.counts
            if (_activity_id(each.activity), each.method, each.audience) not in written
        ),
    )
    joined = set(OutreachPartner.objects.values_list("campaign_id", "activity_id", "partner_id", "role"))
    made = [
        OutreachPartner(
            id=each.id,
            campaign_id=imported_id("campaign", each.campaign) if each.campaign else None,
            activity_id=_activity_id(each.activity),
            partner_id=partners[each.partner],
            role=each.role,
        )
        for each in files.partners
    ]
    _add(
        OutreachPartner,
        (each for each in made if (each.campaign_id, each.activity_id, each.partner_id, each.role) not in joined),
    )


def _material_ids() -> dict[MaterialKey, uuid.UUID]:
    rows = Material.objects.values_list("institution__code", "code", "version", "language", "pk")
    return {MaterialKey(*row[:4]): row[4] for row in rows}


def _keep_materials(actor: Actor, lines: Sequence[MaterialLine], institutions: Ids) -> int:
    known = _material_ids()
    new = [each for each in lines if each.key not in known]
    Material.objects.bulk_create(
        Material(
            id=each.key.id,
            institution_id=institutions[each.key.institution],
            code=each.key.code,
            version=each.key.version,
            language=each.key.language,
            kind=each.kind,
            headline=each.headline,
            body=each.body,
            short_codes=each.short_codes,
            ussd=each.ussd,
            state=each.state,
            written_by=actor.id,
            cleared_on=each.cleared_on,
            recalled_on=each.recalled_on,
            recalled_why=each.recalled_why,
        )
        for each in new
    )
    _keep_guidelines(new)
    return len(new)


def _keep_guidelines(lines: Sequence[MaterialLine]) -> None:
    named = {reference for each in lines for reference, _number in each.guidelines}
    rows = Version.objects.filter(document__reference__in=named).values_list(
        "document__institution__code", "document__reference", "major", "minor", "pk"
    )
    versions = {(code, reference, f"{major}.{minor}"): number for code, reference, major, minor, number in rows}
    MaterialGuideline.objects.bulk_create(
        MaterialGuideline(material_id=each.key.id, version_id=versions[each.key.institution, reference, number])
        for each in lines
        for reference, number in each.guidelines
    )


def _keep_moves(lines: Sequence[MoveLine], partners: Ids) -> int:
    materials = _material_ids()
    known = set(StockMove.objects.filter(pk__in=[each.id for each in lines]).values_list("pk", flat=True))
    new = [each for each in lines if each.id not in known]
    units: Ids = dict(Unit.objects.filter(code__in={each.unit for each in new}).values_list("code", "pk"))
    unit_places = dict(Unit.objects.filter(code__in=units).values_list("code", "place_id"))
    named = {imported_id("activity", each.activity): each.activity for each in new if each.activity}
    held = Activity.objects.filter(pk__in=named).values_list("pk", "place_id")
    activity_places = {named[number]: place for number, place in held}
    StockMove.objects.bulk_create(
        StockMove(
            id=each.id,
            material_id=materials[each.key],
            kind=each.kind,
            copies=each.copies,
            moved_on=each.moved_on,
            place_id=each.place or activity_places.get(each.activity) or unit_places.get(each.unit),
            activity_id=_activity_id(each.activity),
            unit_id=units.get(each.unit),
            partner_id=partners.get(each.partner),
            note=each.reference,
        )
        for each in new
    )
    change: Counter[MaterialKey] = Counter()
    for each in new:
        change[each.key] += SIGNS[MoveKind(each.kind)] * each.copies
    for key, copies in change.items():
        Material.objects.filter(pk=materials[key]).update(stock=F("stock") + copies)
    return len(new)


def _keep_clubs(files: OutreachFiles, institutions: Ids) -> int:
    added = _add(
        Club,
        (
            Club(
                id=each.id,
                institution_id=institutions[each.institution],
                name=each.name,
                kind=each.kind,
                place_id=each.place,
                patron=each.patron,
                founded_on=each.founded_on,
                founded_at_id=_activity_id(each.founded_at),
                closed_on=each.closed_on,
            )
            for each in files.clubs
        ),
    )
    told = set(ClubReturn.objects.values_list("club_id", "year", "quarter"))
    _add(
        ClubReturn,
        (
            ClubReturn(
                id=each.id,
                club_id=imported_id("club", each.club),
                year=each.year,
                quarter=each.quarter,
                activities=each.activities,
                **_people(each),
            )
            for each in files.returns
            if (imported_id("club", each.club), each.year, each.quarter) not in told
        ),
    )
    return added


def _keep_networks(files: OutreachFiles, institutions: Ids, partners: Ids) -> int:
    added = _add(
        Network,
        (
            Network(
                id=each.id,
                institution_id=institutions[each.institution],
                name=each.name,
                kind=each.kind,
                scope=each.scope,
                formed_on=each.formed_on,
                closed_on=each.closed_on,
            )
            for each in files.networks
        ),
    )
    _keep_members(files.members, partners)
    return added


def _keep_members(lines: Sequence[MemberLine], partners: Ids) -> None:
    staff = {each.officer for each in lines} - {""}
    officers: Ids = dict(Officer.objects.filter(staff_code__in=staff).values_list("staff_code", "pk"))
    _add(
        NetworkMember,
        (
            NetworkMember(
                id=each.id,
                network_id=imported_id("network", each.network),
                partner_id=partners.get(each.partner),
                organisation=each.organisation,
                officer_id=officers.get(each.officer),
                joined_on=each.joined_on,
                left_on=each.left_on,
            )
            for each in lines
        ),
    )
