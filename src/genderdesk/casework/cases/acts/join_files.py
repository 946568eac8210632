"""Two files of one person: the one becomes a part of the other, by two people, and comes apart again.

Nothing moves between them, since each row is sealed under its own file's key: the part is kept whole, is changed no
more, and is read through the file that stays.
"""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.cases.access import MAY_AGREE_JOIN, MAY_ASK_JOIN, MAY_SEND_JOIN_BACK
from genderdesk.casework.cases.acts.assess_risk import due_at_once, rise_with
from genderdesk.casework.cases.acts.contact_review import set_contact_review
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, CaseJoin, Consent, FollowUp
from genderdesk.casework.cases.models.join import STANDS, WAITS
from genderdesk.casework.cases.obstacles import against_joining
from genderdesk.casework.cases.queries.joins import is_asker
from genderdesk.casework.cases.vocabulary import (
    CALLED_OFF,
    CASE,
    CLOSED,
    JOINED,
    PLANNED,
    WORKED_ON,
    CalledOff,
    EventKind,
    JoinReason,
    RiskEvent,
)
from genderdesk.casework.intake.acts import bar_apart, bar_together, belong_to_none, belong_together
from genderdesk.casework.intake.models import Report
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import events
from genderdesk.groundwork.protection.access import SYSTEM, Actor, demand
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act, refuse, touch
from genderdesk.groundwork.protection.two_persons import demand_another


@act("join.ask", needs=MAY_ASK_JOIN, subject=Case, states=CASE, notes=("reason",))
def ask_join(actor: Actor, case: Case, *, into: Case, reason: JoinReason, why: str) -> CaseJoin:
    """Ask for a file to become a part of another one of the same person, which stays.

    Whoever is barred from one of the two is barred from both from now on: until the conflict is lifted, or the request
    sent back.

    Raises Invalid for two files of different desks or cells and for what must be finished first, Conflict where a
    request waits already or either is a part, or has parts, of others.
    """
    demand(actor, MAY_ASK_JOIN, into)
    if not why.strip():
        raise Invalid(_("Write how you know that both files are of the same person."), "why")
    _demand_fitting(case, into)
    if CaseJoin.objects.filter(Q(case=case) | Q(into=case) | Q(case=into), WAITS).exists():
        raise Conflict(_("A request to join one of these files waits already. Decide on that one first."))
    _demand_finished(case)
    join = CaseJoin(
        case=case,
        into=into,
        reason=reason,
        why=why.strip(),
        waiting_since=timezone.now(),
        asked_by=actor.id,
        asked_officer=actor.officer_id,
    )
    join.save(force_insert=True)
    # The request itself leads from one file to the other, and so do the refusals that it causes.
    bar_together(SYSTEM, case.report, other=into.report, request_id=join.pk)
    tell(case, actor, EventKind.JOIN_ASKED, into.number)
    return join


def _demand_fitting(case: Case, into: Case) -> None:
    """Invalid for files that can never be one, Conflict where they cannot be now."""
    if case.pk == into.pk:
        raise Invalid(_("This is the file itself. Write the number of the other one."), "number")
    if case.cell_id != into.cell_id:
        raise Invalid(_("A sealed file is joined only to another one of the same cell."), "number")
    if (case.desk_id, case.institution_id) != (into.desk_id, into.institution_id):
        raise Invalid(
            _("The two files lie at different desks. Let one desk take the other file first, then join them."), "number"
        )
    if into.state not in WORKED_ON:
        raise Conflict(_("The file that stays must be open, with no closure asked for. Open it again first."))
    if Case.objects.filter(joined_to=case).exists():
        raise Conflict(_("Another file was joined to that one. Join this file to that one instead."))
    if case.incident.occurred_from is not None and into.incident.occurred_from is None:
        raise Conflict(
            _(
                "The other file says when it happened and this one does not. Write it here first, so that no hour for "
                "medical help is lost."
            )
        )


def _demand_finished(case: Case) -> None:
    found = against_joining(case)
    if found:
        raise Conflict(
            _("%(number)s cannot be joined yet: %(what)s Finish that in it, or join the two the other way round.")
            % {"number": case.number, "what": " ".join(str(each) for each in found)}
        )


def _waiting(case: Case) -> CaseJoin:
    join = CaseJoin.objects.select_related("into").filter(WAITS, case=case).first()
    if join is None:
        raise Conflict(_("Somebody else has decided this meanwhile."))
    return join


def _standing(case: Case) -> CaseJoin:
    found = CaseJoin.objects.select_related("into__survivor")
    return found.get(STANDS, case=case)


def _lock_pair(case: Case) -> None:
    """Lock both reports, then both cases, each in one order: so neither of two acts waits for the other."""
    pair = Q(pk=case.pk) | Q(joins_here__case=case) | Q(joined_files=case)
    files = list(Case.objects.filter(pair).distinct().values_list("pk", "report_id"))
    list(Report.objects.filter(pk__in=[report for _pk, report in files]).order_by("pk").select_for_update())
    list(Case.objects.filter(pk__in=[pk for pk, _report in files]).order_by("pk").select_for_update())


@act("join.agree", needs=MAY_AGREE_JOIN, subject=Case, states=CASE, locks=_lock_pair)
def agree_join(actor: Actor, case: Case) -> Case:
    """Join a file to the other one, as the second person.

    Its conflicts bar from the other one too, and the other way round; what is due in it is due there; what was refused
    or taken back in it counts there. The fact by which it was counted is withdrawn.
    """
    join = _waiting(case)
    demand_another(actor, join.asked_by, join.asked_officer)
    into = Case.objects.select_related("survivor", "incident", "report").get(pk=join.into_id)
    demand(actor, MAY_AGREE_JOIN, into)
    _demand_fitting(case, into)
    _demand_finished(case)
    join.agreed_at, join.agreed_by, join.agreed_officer = timezone.now(), actor.id, actor.officer_id
    join.state_before, join.waiting_since = case.state, None
    join.save()
    belong_together(SYSTEM, case.report, other=into.report, request_id=join.pk)
    # Either may have been left to fewer people by it.
    for each in (case, into):
        each.refresh_from_db(fields=["sensitivity", "version"])
    _carry_over(actor, case, into)
    case.state, case.joined_to = JOINED, into
    case.risk_due_at = case.contact_review_at = None
    case.version += 1
    case.save()
    tell(case, actor, EventKind.JOINED, into.number)
    tell(into, actor, EventKind.JOINED_HERE, case.number)
    return case


def _carry_over(actor: Actor, case: Case, into: Case) -> None:
    """What must not be lost with the file that is worked on no more: follow-ups, the higher risk, a no to contact."""
    planned = FollowUp.objects.filter(case=case, state=PLANNED)
    known = set(FollowUp.objects.filter(case=into, state=PLANNED).values_list("due_at", flat=True))
    for each in planned:
        if each.due_at not in known:
            FollowUp(case=into, due_at=each.due_at, channel=each.channel, planned_by=actor.id).save(force_insert=True)
            tell(into, actor, EventKind.FOLLOW_UP_PLANNED, each.channel)
    planned.update(state=CALLED_OFF, called_off_why=CalledOff.FILE_JOINED)
    _carry_contact(actor, case, into)
    _carry_refusals(case, into)
    rise_with(actor, into, case)
    set_contact_review(into, into.survivor)
    into.save()
    due_at_once(actor, into, RiskEvent.FILES_JOINED)


def _carry_contact(actor: Actor, case: Case, into: Case) -> None:
    """A no binds until she or he is asked again; the hours and the way where the other file names none."""
    told, kept = case.survivor, into.survivor
    said_no = Answer.read(told.safe_to_contact) is Answer.NO
    if said_no and Answer.read(kept.safe_to_contact) is not Answer.NO:
        kept.safe_to_contact, kept.contact_asked_at = Answer.NO, told.contact_asked_at
        tell(into, actor, EventKind.CONTACT_CHANGED, Answer.NO)
    kept.contact_hours = kept.contact_hours or told.contact_hours
    kept.contact_way = kept.contact_way or told.contact_way
    if Answer.read(told.leave_message) is Answer.NO:
        kept.leave_message = Answer.NO
    kept.version += 1
    kept.save()


def _carry_refusals(case: Case, into: Case) -> None:
    """What was refused or taken back in the part ends what rests on a yes in the other file (readings.decisions_of)."""
    for each in Consent.objects.filter(Q(yes=False) | Q(revoked_at__isnull=False), case=case).order_by("recorded_at"):
        events.publish("consent.revoked", case_id=into.pk, consent_id=each.pk, recipient_id=each.recipient_id)


@act("join.send_back", needs=MAY_SEND_JOIN_BACK, subject=Case, states=CASE, locks=_lock_pair)
def send_join_back(actor: Actor, case: Case, *, why: str) -> Case:
    """Do not join the two files, or take the own request back; both go on as they were, and who was barred from one by
    the request alone is so no more."""
    join = _waiting(case)
    _demand_head_or_asker(actor, join)
    if not why.strip():
        raise Invalid(_("Write why the files are not joined."), "why")
    join.sent_back_at, join.sent_back_by, join.sent_back_why = timezone.now(), actor.id, why.strip()
    join.waiting_since = None
    join.save()
    bar_apart(SYSTEM, case.report, request_id=join.pk)
    tell(case, actor, EventKind.JOIN_SENT_BACK, join.into.number, why.strip())
    return case


def _demand_head_or_asker(actor: Actor, join: CaseJoin) -> None:
    if not actor.has("desk_head") and not is_asker(actor, join):
        refuse(_("Only the head of the desk, or whoever asked for it, sends it back."))


@act("join.ask_parting", needs=MAY_ASK_JOIN, subject=Case, states=CASE, locks=_lock_pair)
def ask_parting(actor: Actor, case: Case, *, why: str) -> Case:
    """Ask for a file to be parted again from the one that it was joined to. Conflict where that is asked already."""
    join = _standing(case)
    if join.parting_waits:
        raise Conflict(_("Somebody has asked for this already. It waits for a second person."))
    if not why.strip():
        raise Invalid(_("Write why they must be parted again."), "why")
    join.parting_asked_at = join.waiting_since = timezone.now()
    join.parting_why = why.strip()
    join.parting_asked_by, join.parting_asked_officer = actor.id, actor.officer_id
    join.save()
    tell(case, actor, EventKind.PARTING_ASKED, join.into.number, why.strip())
    return case


def _parting(case: Case) -> CaseJoin:
    join = _standing(case)
    if not join.parting_waits:
        raise Conflict(_("Somebody else has decided this meanwhile."))
    return join


@act("join.part", needs=MAY_AGREE_JOIN, subject=Case, states=CASE, locks=_lock_pair)
def part_files(actor: Actor, case: Case) -> Case:
    """Part a file from the one that it was joined to, as the second person: it is again what it was.

    Whoever was barred from both stays barred from both, until the conflict is lifted. An open one is to be assessed at
    once, and what was planned and is still to come is planned again.
    """
    join = _parting(case)
    demand_another(actor, join.parting_asked_by, join.parting_asked_officer)
    join.parted_at, join.parted_by, join.parted_officer = timezone.now(), actor.id, actor.officer_id
    join.waiting_since = None
    join.save()
    belong_to_none(SYSTEM, case.report)
    case.state, case.joined_to = join.state_before, None
    if case.state != CLOSED:
        case.risk_due_at = join.parted_at
        set_contact_review(case, case.survivor)
        again = FollowUp.objects.filter(case=case, called_off_why=CalledOff.FILE_JOINED, due_at__gt=join.parted_at)
        again.update(state=PLANNED, called_off_why="")
    case.version += 1
    case.save()
    tell(case, actor, EventKind.PARTED, join.into.number)
    tell(join.into, actor, EventKind.PARTED_HERE, case.number)
    touch(case)
    return case


@act("join.keep", needs=MAY_SEND_JOIN_BACK, subject=Case, states=CASE, locks=_lock_pair)
def keep_joined(actor: Actor, case: Case, *, why: str) -> Case:
    """Leave two files joined, or take the own request to part them back."""
    join = _parting(case)
    _demand_head_or_asker(actor, join)
    if not why.strip():
        raise Invalid(_("Write why the files stay joined."), "why")
    join.parting_asked_at = join.parting_asked_by = join.parting_asked_officer = join.waiting_since = None
    join.parting_why = ""
    join.save()
    tell(case, actor, EventKind.PARTING_SENT_BACK, join.into.number, why.strip())
    return case
