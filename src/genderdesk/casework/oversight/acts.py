"""What may be done with an alert."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.oversight.access import MAY_ANSWER, MAY_RAISE, MAY_REVIEW
from genderdesk.casework.oversight.models import Alert, AlertEntry
from genderdesk.casework.oversight.vocabulary import (
    ALERT,
    DISMISSED,
    OPEN,
    REFERRED,
    SEEN,
    AlertRule,
    ReferredTo,
    Verdict,
)
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.protection import circle
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Conflict, Invalid, act
from genderdesk.groundwork.protection.models import Entry, Glass
from genderdesk.groundwork.protection.two_persons import demand_another

CHANNEL = "oversight:{}"


@act("alert.raise", needs=MAY_RAISE, notes=("rule",))
def raise_alert(
    actor: Actor,
    *,
    rule: AlertRule,
    day: date,
    entries: list[int],
    looker_id: uuid.UUID,
    looker_code: str,
    looker_officer: uuid.UUID | None = None,
    post_id: uuid.UUID | None = None,
    institution_id: uuid.UUID | None = None,
) -> Alert:
    """Raise an alert on what somebody opened, or add entries to the open one of that person, rule and day."""
    alert = Alert.objects.select_for_update().filter(rule=rule, looker_id=looker_id, day=day, state=OPEN).first()
    if alert is None:
        alert = Alert(
            rule=rule,
            looker_id=looker_id,
            looker_officer=looker_officer,
            looker_code=looker_code,
            post_id=post_id,
            institution_id=institution_id,
            day=day,
        )
        alert.save(force_insert=True)
    AlertEntry.objects.bulk_create(
        (AlertEntry(alert=alert, rule=rule, entry_id=entry) for entry in entries),
        ignore_conflicts=True,
        batch_size=200,
    )
    outbox.tell(CHANNEL.format(institution_id), "alert", str(alert.pk), file=_one_file(entries))
    return alert


def _one_file(entries: list[int]) -> str:
    """The file that all of these entries are about, so that nobody whom a conflict bars from it is told; empty where
    there are several: each reader's page leaves out what is not there for her or him."""
    ids: dict[str, set[str]] = defaultdict(set)
    for subject_type, subject_id in Entry.objects.filter(pk__in=entries).values_list("subject_type", "subject_id"):
        ids[subject_type].add(subject_id)
    files = circle.files_of(ids)
    return files.pop() if len(files) == 1 and set(ids) <= _labels() else ""


def _labels() -> set[str]:
    return {model._meta.label_lower for model in circle.kept_models()}


@act("alert.see", needs=MAY_ANSWER, subject=Alert, states=ALERT)
def see_alert(actor: Actor, alert: Alert) -> Alert:
    """Take an alert up: somebody looks into it, and what comes later makes a new one."""
    alert.state = SEEN
    alert.save()
    return alert


@act("alert.dismiss", needs=MAY_ANSWER, subject=Alert, states=ALERT)
def dismiss_alert(actor: Actor, alert: Alert, *, why: str) -> Alert:
    """Say why the looks were in order."""
    return _decided(actor, alert, DISMISSED, why)


@act("alert.refer", needs=MAY_ANSWER, subject=Alert, states=ALERT, notes=("to",))
def refer_alert(actor: Actor, alert: Alert, *, to: ReferredTo, why: str) -> Alert:
    """Hand the matter to those who look into it further."""
    alert.referred_to = to
    return _decided(actor, alert, REFERRED, why)


def _decided(actor: Actor, alert: Alert, state: str, why: str) -> Alert:
    if not why.strip():
        raise Invalid(_("Write why: the next reader was not there."), "why")
    alert.state = state
    alert.decided_at = timezone.now()
    alert.decided_by = actor.id
    alert.decided_officer = actor.officer_id
    alert.answer = why.strip()
    alert.save()
    return alert


@act("glass.review", needs=MAY_REVIEW, subject=Glass, notes=("verdict",))
def review_glass(actor: Actor, glass: Glass, *, verdict: Verdict, why: str) -> Glass:
    """Say whether an emergency was one; nobody reviews the own glass."""
    glass = Glass.objects.select_for_update().get(pk=glass.pk)
    demand_another(actor, glass.actor_id, glass.officer_id)
    if glass.reviewed_at is not None:
        raise Conflict(_("Somebody else has reviewed this meanwhile."))
    if not why.strip():
        raise Invalid(_("Write why: the next reader was not there."), "why")
    glass.reviewed_at = timezone.now()
    glass.reviewed_by = actor.id
    glass.reviewed_officer = actor.officer_id
    glass.verdict = verdict
    glass.review = why.strip()
    glass.save()
    return glass


@act("glass.escalate", needs=MAY_RAISE, subject=Glass)
def escalate_glass(actor: Actor, glass: Glass) -> Glass:
    """Nobody reviewed it within 72 hours: the heads of desk at headquarters are told as well."""
    glass = Glass.objects.select_for_update().get(pk=glass.pk)
    if glass.reviewed_at is None and glass.escalated_at is None:
        glass.escalated_at = timezone.now()
        glass.save()
        file = next(iter(circle.files_of({glass.subject_type: {glass.subject_id}})), "")
        outbox.tell(CHANNEL.format(glass.institution_id), "alert", str(glass.pk), file=file)
        outbox.tell(f"institution:{glass.institution_id}", "glass", str(glass.pk), file=file)
    return glass
