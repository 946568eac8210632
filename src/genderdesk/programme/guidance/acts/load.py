"""Guidance of the past, from files: versions of documents, instruments, counts, flows and deployments."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from django.utils import timezone

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import act
from genderdesk.organisation.institution.models import Institution, Officer
from genderdesk.organisation.institution.vocabulary import Sex
from genderdesk.programme.guidance.access import MAY_LOAD_GUIDANCE
from genderdesk.programme.guidance.models import (
    Deployment,
    Document,
    Instrument,
    StrengthFlow,
    StrengthRow,
    Version,
)
from genderdesk.programme.guidance.rules.files import (
    CountLine,
    DeploymentLine,
    FlowLine,
    GuidanceFiles,
    GuidelineLine,
    InstrumentLine,
    Reference,
    imported_id,
)
from genderdesk.programme.guidance.vocabulary.documents import IN_FORCE, SUPERSEDED, WITHDRAWN

Ids = Mapping[str, uuid.UUID]


@act("guidance.load", needs=MAY_LOAD_GUIDANCE)
def load_guidance(actor: Actor, *, rows: list[GuidanceFiles]) -> dict[str, int]:
    """Keep what the files tell; a second load adds what is new and changes nothing that is there. How many are new."""
    counts: dict[str, int] = defaultdict(int)
    institutions: Ids = dict(Institution.objects.values_list("code", "pk"))
    for files in rows:
        counts["versions of documents"] += _keep_guidelines(actor, files.guidelines, institutions)
        counts["instruments"] += _keep_instruments(files.instruments)
        counts["lines of strength"] += _keep_counts(actor, files.counts, institutions)
        counts["flows"] += _keep_flows(actor, files.flows, institutions)
        counts["deployments"] += _keep_deployments(actor, files.deployments, institutions)
    return dict(counts)


def _keep_guidelines(actor: Actor, lines: Sequence[GuidelineLine], institutions: Ids) -> int:
    kept = Document.objects.values_list("institution__code", "reference", "pk")
    documents: dict[Reference, uuid.UUID] = {(code, reference): number for code, reference, number in kept}
    new: dict[Reference, Document] = {}
    for each in lines:
        if each.document not in documents:
            new[each.document] = _document(actor, each, institutions)
    Document.objects.bulk_create(new.values())
    documents |= {reference: document.pk for reference, document in new.items()}
    there = set(Version.objects.values_list("document_id", "major", "minor"))
    fresh = [each for each in lines if (documents[each.document], each.major, each.minor) not in there]
    followed = _first_days(lines, documents)
    Version.objects.bulk_create(
        _version(actor, each, documents[each.document], followed[documents[each.document]]) for each in fresh
    )
    return len(fresh)


def _document(actor: Actor, line: GuidelineLine, institutions: Ids) -> Document:
    if line.owner_post is None:
        raise LookupError("A line without a post is a fault, and no fault is kept.")
    return Document(
        id=imported_id("document", *line.document),
        institution_id=institutions[line.institution],
        reference=line.reference,
        title=line.title,
        kind=line.kind,
        marking=line.marking,
        audience=f" {' '.join(line.audience)} " if line.audience else "",
        owner_post_id=line.owner_post,
        begun_by=actor.id,
    )


def _first_days(
    lines: Sequence[GuidelineLine], documents: Mapping[Reference, uuid.UUID]
) -> Mapping[uuid.UUID, set[date]]:
    """The first days of a document's versions, kept and new: what ended on one of them was superseded."""
    found: dict[uuid.UUID, set[date]] = defaultdict(set)
    for each in lines:
        found[documents[each.document]].add(each.in_force_from)
    kept = Version.objects.filter(in_force_from__isnull=False, document__in=documents.values())
    for document, first in kept.values_list("document_id", "in_force_from"):
        if first is not None:
            found[document].add(first)
    return found


def _version(actor: Actor, line: GuidelineLine, document: uuid.UUID, firsts: set[date]) -> Version:
    ended = SUPERSEDED if line.in_force_to in firsts else WITHDRAWN
    return Version(
        id=imported_id("version", *line.document, line.number),
        document_id=document,
        major=line.major,
        minor=line.minor,
        state=IN_FORCE if line.in_force_to is None else ended,
        text=line.text,
        changes=line.changes,
        author_id=actor.id,
        author_code=actor.code,
        authorised_at=timezone.make_aware(datetime.combine(line.authorised_on, time())),
        authorised_code=line.authorised_by,
        in_force_from=line.in_force_from,
        in_force_to=line.in_force_to,
        review_due=line.review_due,
    )


def _keep_instruments(lines: Sequence[InstrumentLine]) -> int:
    known = set(Instrument.objects.values_list("code", flat=True))
    new = [
        Instrument(
            code=each.code,
            kind=each.kind,
            title=each.title,
            source=each.source,
            adopted_on=each.adopted_on,
            binding_from=each.binding_from,
            binding_to=each.binding_to,
        )
        for each in lines
        if each.code not in known
    ]
    return len(Instrument.objects.bulk_create(new))


def _keep_counts(actor: Actor, lines: Sequence[CountLine], institutions: Ids) -> int:
    """The lines of days on which nobody was counted yet: a day's count is one thing, changed on its page."""
    known = set(StrengthRow.objects.values_list("institution_id", "counted_on"))
    new = [
        StrengthRow(
            institution_id=institutions[each.institution],
            counted_on=each.counted_on,
            rank_band=each.rank_band,
            role_kind=each.role_kind,
            women=each.women,
            men=each.men,
            unknown=each.unknown,
            source=each.source,
            kept_by=actor.id,
        )
        for each in lines
        if (institutions[each.institution], each.counted_on) not in known
    ]
    return len(StrengthRow.objects.bulk_create(new))


def _keep_flows(actor: Actor, lines: Sequence[FlowLine], institutions: Ids) -> int:
    known = set(StrengthFlow.objects.values_list("institution_id", "kind", "starts_on", "ends_on", "rank_band"))
    new = [
        StrengthFlow(
            institution_id=institutions[each.institution],
            kind=each.kind,
            starts_on=each.starts_on,
            ends_on=each.ends_on,
            rank_band=each.rank_band,
            women=each.women,
            men=each.men,
            unknown=each.unknown,
            source=each.source,
            kept_by=actor.id,
        )
        for each in lines
        if (institutions[each.institution], each.kind, each.starts_on, each.ends_on, each.rank_band) not in known
    ]
    return len(StrengthFlow.objects.bulk_create(new))


def _keep_deployments(actor: Actor, lines: Sequence[DeploymentLine], institutions: Ids) -> int:
    ids = {imported_id("deployment", each.code): each for each in lines}
    known = set(Deployment.objects.filter(pk__in=ids).values_list("pk", flat=True))
    staff = Officer.objects.filter(staff_code__in={each.officer for each in lines} - {""})
    officers = {each.staff_code: each for each in staff}
    new = [
        _deployment(actor, number, each, institutions, officers.get(each.officer))
        for number, each in ids.items()
        if number not in known
    ]
    return len(Deployment.objects.bulk_create(new))


def _deployment(
    actor: Actor, number: uuid.UUID, line: DeploymentLine, institutions: Ids, officer: Officer | None
) -> Deployment:
    woman = officer is not None and officer.sex == Sex.FEMALE
    return Deployment(
        id=number,
        institution_id=institutions[line.institution],
        mission=line.mission,
        task=line.task,
        starts_on=line.starts_on,
        ends_on=line.ends_on,
        officer=officer,
        women=line.women + int(woman),
        men=line.men + int(officer is not None and not woman),
        unknown=line.unknown,
        source=line.source,
        kept_by=actor.id,
    )
