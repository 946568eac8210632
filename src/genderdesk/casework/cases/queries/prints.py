"""A file on paper: the summary that the desk keeps for itself, and what one recipient may know."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.access import MAY_SEE_CASES, MAY_TAKE_CONSENT
from genderdesk.casework.cases.models import Case, Consent, Flag, FollowUp, LegalException, PlanItem, RiskAssessment
from genderdesk.casework.cases.queries.consents import ConsentLine, consent_line, consent_lines, referral_summary
from genderdesk.casework.cases.queries.files import TimelineLine, clocks_of, timeline_of
from genderdesk.casework.cases.queries.flags import flags_of
from genderdesk.casework.cases.queries.gate import demand_permit
from genderdesk.casework.cases.queries.instruments import in_language, instrument_for
from genderdesk.casework.cases.queries.joins import demand_not_joined
from genderdesk.casework.cases.queries.pieces import piece_words
from genderdesk.casework.cases.queries.plans import plan_items
from genderdesk.casework.cases.queries.waiting import follow_ups_of
from genderdesk.casework.cases.rules import covers
from genderdesk.casework.cases.vocabulary import LookReason, Purpose, Scope
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform.forms import moment_in_words
from genderdesk.groundwork.platform.print import section
from genderdesk.groundwork.platform.refusals import Invalid, Missing
from genderdesk.groundwork.protection import outlets
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.organisation.paper.queries import ToPaper, serial_noted, to_paper

Section = dict[str, Any]

_PERSON = (
    "sex", "age", "disability", "pregnant", "language", "interpreter", "interview_preference", "safe_to_contact",
    "contact_way", "contact_hours",
)  # fmt: skip
_INCIDENT = ("gbv_type", "occurred", "district", "place_type", "injuries", "strangulation")
_IDENTITY = ("name", "phone", "contact_notes", "address", "guardian", "account")
# The newest lines of the timeline; the whole of it stands in the file.
_LINES = 40

# How far a consent must reach for the prosecution to be told the level of risk.
RISK_SCOPE = Scope.FULL_SUPPORT
# What somebody outside may be handed on paper, by what she or he may use it for.
HANDED = {
    purpose: outlets.under_consent(f"case.print_for:{purpose}", outlets.Kind.EXPORT, purpose=purpose)
    for purpose in (Purpose.SERVICE, Purpose.REFERRAL, Purpose.POLICE_ACTION, Purpose.PROSECUTION)
}
outlets.on_ground(
    "case.print",
    outlets.Kind.EXPORT,
    "for somebody who works on the case, with her reason kept; handing it on is another outlet",
    identity=True,
)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """What is to be printed, under the number that the sheet and the ledger's line have in common.

    ``risk_told_to`` is the prosecution's recipient where the sheet tells the risk.
    """

    copy: str
    sections: list[Section]
    recipient: str = ""
    risk_told_to: uuid.UUID | None = None


def _copy(printed: OnPaper) -> dict[str, Any]:
    return {"copy": printed.copy}


@discloses("case.print", needs=MAY_SEE_CASES, subject=Case, kind="export", notes=("reason", "named"), results=_copy)
def print_case(actor: Actor, case: Case, *, reason: LookReason, named: bool) -> OnPaper:
    """The file in codes for the desk itself; with the name, the number and the account only where ``named``."""
    sections = [
        _file(case),
        section(_("Person"), piece_words(case, _PERSON)),
        section(_("Incident"), piece_words(case, _INCIDENT)),
        *_steps(actor, case),
    ]
    if named:
        sections.insert(1, section(_("Identity and account"), piece_words(case, _IDENTITY)))
    return OnPaper(new_number("C"), sections)


def may_be_handed(ground: Consent | LegalException) -> bool:
    """Whether what a decision or an exception lets out can be printed for its recipient at all."""
    return ground.purpose in HANDED


@discloses("case.print_for", needs=MAY_TAKE_CONSENT, subject=Case, kind="export", notes=("ground_id",), results=_copy)
def print_for(actor: Actor, case: Case, *, ground_id: uuid.UUID) -> OnPaper:
    """What the recipient of a live consent, or of an exception in force, may know, and nothing else. Invalid once it
    has died."""
    demand_not_joined(case)
    there = {"pk": ground_id, "case": case}
    ground = Consent.objects.filter(**there).first() or LegalException.objects.filter(**there).first()
    if ground is None:
        raise Missing(_("There is no such consent in this case."))
    if not may_be_handed(ground):
        raise Invalid(_("Nothing is handed out on paper for this purpose."))
    permit = demand_permit(case, HANDED[Purpose(ground.purpose)], ground.recipient_id, scope=ground.scope)
    told = referral_summary(actor, case, permit)
    words = told.get(get_language() or "") or next(iter(told.values()))
    rows = [*words.items(), (_("May be used until"), date_format(permit.until, "DATETIME_FORMAT"))]
    heading = _("What you may know, and use for: %(purpose)s") % {"purpose": labels.PURPOSES[ground.purpose]}
    risk = _risk(case) if ground.purpose == Purpose.PROSECUTION and covers(permit.scope, RISK_SCOPE) else None
    sections = [section(heading, rows), *([risk] if risk else [])]
    return OnPaper(new_number("C"), sections, ground.recipient_name, ground.recipient_id if risk else None)


def _risk(case: Case) -> Section | None:
    """The newest assessment in codes: what it gave and by which questions, never the answers."""
    newest = RiskAssessment.objects.filter(case=case).order_by("-at", "-id").first()
    if newest is None:
        return None
    used = instrument_for(newest.instrument, newest.version)
    return section(
        _("Risk"),
        [
            (_("Level"), str(labels.RISK_LEVELS[newest.level])),
            (_("By the answers"), labels.range_words(newest.low, newest.high)),
            (_("Answers not known"), str(newest.unknown_count)),
            (_("Last assessed"), moment_in_words(newest.at)),
            (_("Questions"), _joined(in_language(used.names), newest.version, used.holder)),
            (_("What it is"), _("A structured way to ask and to act. It does not foretell what will happen.")),
        ],
    )


outlets.on_ground(
    "consent.form",
    outlets.Kind.EXPORT,
    "her own decision, to be signed by her and kept with the file; handing something on is another outlet",
    identity=True,
)


@discloses(
    "consent.form",
    needs=MAY_TAKE_CONSENT,
    subject=Case,
    kind="export",
    notes=("consent_id",),
    results=lambda given: serial_noted(given[1]),
)
def decision_on_paper(actor: Actor, case: Case, *, consent_id: uuid.UUID) -> tuple[Consent, ToPaper]:
    """One decision with the words kept beside it, as the form for it was filled in."""
    kept = consent_line(case, consent_id).consent
    begun = {
        "recipient": str(kept.recipient_id),
        "purpose": kept.purpose,
        "scope": kept.scope,
        "withheld": list(kept.withheld),
        "exclusions": kept.exclusions.open(),
        "decision": Answer.YES.value if kept.yes else Answer.NO.value,
        "given_by": kept.given_by,
        "child_assent": kept.child_assent,
        "caregiver": kept.caregiver,
        "mode": kept.mode,
        "witness": kept.witness.open(),
        "language": kept.language,
    }
    return kept, to_paper(case, begun)


def _file(case: Case) -> Section:
    return section(
        _("Case"),
        [
            (_("Survivor code"), case.survivor.code),
            (_("Status"), str(labels.STATES[case.state])),
            (_("Opened"), moment_in_words(case.opened_at)),
            (_("Report"), _joined(case.report.number, moment_in_words(case.report.received_at))),
            (_("Desk"), case.desk.name),
            (_("In the hands of"), _joined(case.assigned_to, case.counsellor)),
            (_("Risk"), str(labels.RISK_LEVELS[case.risk_level]) if case.risk_level else ""),
        ],
    )


def _steps(actor: Actor, case: Case) -> list[Section]:
    """What is due, decided, planned and done, in codes."""
    due = [(labels.CLOCKS[each.kind], labels.clock_words(each)) for each in clocks_of(case)]
    told = timeline_of(actor, case)[:_LINES]
    return [
        section(_("Flags"), [(labels.FLAG_REASONS[each.reason], _flag(each)) for each in flags_of(case)]),
        section(_("Medical time limits"), due),
        section(_("Consent"), [(each.consent.recipient_name, _decision(each)) for each in consent_lines(case)]),
        section(_("Plans"), [(labels.NEEDS[each.need], _item(each)) for each in plan_items(case)]),
        section(_("Follow-ups"), [(moment_in_words(each.due_at), _follow_up(each)) for each in follow_ups_of(case)]),
        section(_("What happened"), [(moment_in_words(each.at), _event(each)) for each in told]),
    ]


def _decision(line: ConsentLine) -> str:
    kept = line.consent
    return _joined(labels.PURPOSES[kept.purpose], labels.SCOPES[kept.scope], labels.CONSENT_STATES[line.state])


def _item(item: PlanItem) -> str:
    return _joined(date_format(item.due_on), labels.PLAN_OWNERS[item.owner], labels.PLAN_STATES[item.state])


def _flag(flag: Flag) -> str:
    return _joined(labels.FLAG_STATES[flag.state], date_format(flag.due_on) if flag.due_on else "")


def _follow_up(planned: FollowUp) -> str:
    return _joined(labels.CONTACT_WAYS[planned.channel], labels.FOLLOW_UP_STATES[planned.state])


def _event(line: TimelineLine) -> str:
    return _joined(labels.event_words(line.kind, line.ref), line.who)


def _joined(*words: object) -> str:
    return " · ".join(str(each) for each in words if each)
