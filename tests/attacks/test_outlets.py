"""No path lets identity out without a live consent: every way out is declared, and each is tried at every turn.

The model of what may leave is written here once more, in other words than the rules, and asked beside the desk itself.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from genderdesk.casework.care import queries as care
from genderdesk.casework.care.access import guest_of
from genderdesk.casework.care.acts import (
    consent_to_referral,
    give_key,
    make_link,
    note_on_referral,
    send_referral,
    tell_of_counselling,
)
from genderdesk.casework.care.models import CounsellingSummary, ProviderKey, Referral, ReferralNote
from genderdesk.casework.care.queries.fhir import key_words
from genderdesk.casework.care.queries.links import code_of, token_of
from genderdesk.casework.cases import queries
from genderdesk.casework.cases.acts import (
    decide_exception,
    end_exception,
    hand_over,
    renew_consent,
    revoke_consent,
)
from genderdesk.casework.cases.models import Case, Consent, LegalException
from genderdesk.casework.cases.vocabulary import Purpose, Scope
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform import outbox
from genderdesk.groundwork.platform.refusals import Invalid
from genderdesk.groundwork.protection import acts, disclosures
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.outlets import Kind, Outlet, registry
from genderdesk.organisation.institution.models import Officer
from tests import files

# The gate reads lines and decides in Python; tests/cases and tests/care keep such lines on PostgreSQL too.
pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

OPENED_BY_CONSENT = [each for each in registry.values() if each.needs_consent]
# What a consent to be referred opens; the model below gives no other.
FOR_A_REFERRAL = {each.name for each in OPENED_BY_CONSENT if each.purpose == Purpose.REFERRAL}


class TestEveryWayOutIsDeclared:
    """A way that nobody declared fails here, before anything leaves by it."""

    def test_what_a_provider_may_do_or_look_at(self):
        declared = {each.name for each in registry.values()}
        theirs = {name for name, act in acts.registry.items() if "provider" in act.needs.roles}
        theirs |= {name for name, rule in disclosures.registry.items() if "provider" in rule.roles}
        assert {"referral.summary", "referral.notes_provider", "referral.accept"} <= theirs
        assert theirs - declared == set()

    def test_every_export(self):
        autodiscover_modules("exporters")
        import_module("genderdesk.monitoring.statistics.exporters.recorder")
        exports = {name for name, kind in disclosures.kinds.items() if kind == "export"}
        assert {"report.register", "gbvims.incidents"} <= exports
        # A look that lets out under consents to several purposes has an outlet for each.
        looks = {name.split(":")[0] for kind, name in registry if kind is Kind.EXPORT}
        assert exports == looks & set(disclosures.registry)

    def test_every_message_that_goes_over_a_network(self):
        assert {name for kind, name in registry if kind is Kind.MESSAGE} == outbox._far

    def test_whoever_needs_no_consent_says_why(self):
        for each in registry.values():
            assert each.needs_consent or len(each.ground) > len("a reason"), each.name
            assert not each.needs_consent or each.identity, each.name

    def test_nothing_of_a_file_is_made_into_a_summary_beside_the_gate(self, world, case):
        """What makes the words that leave asks the gate itself, whatever permit it is handed."""
        files.give_consent(world.focal_point, case, files.make_provider(world).pk)
        made_up = queries.Permit(
            OPENED_BY_CONSENT[0], uuid.uuid4(), Scope.FULL_SUPPORT, frozenset({"name"}), uuid.uuid4(), timezone.now()
        )
        with pytest.raises(Invalid):
            queries.referral_summary(world.focal_point, files.fresh(case), made_up)

    def test_an_outlet_that_nobody_declared_opens_for_nobody(self, world, case, provider):
        files.give_consent(world.focal_point, case, provider.pk, scope=Scope.FULL_SUPPORT)
        with pytest.raises(LookupError):
            queries.permit_for(files.fresh(case), Outlet("made.up", Kind.PAGE, Purpose.REFERRAL), provider.pk)


# Which extents hold which, in a table of the test's own.
HOLDS = {
    Scope.CONTACT_ONLY: "contact_only",
    Scope.MEDICAL: "contact_only medical",
    Scope.SUMMARY: "contact_only summary",
    Scope.FULL_SUPPORT: "contact_only medical summary full_support",
}
# Which outlets let out more than any consent covers, again in the test's own words: what a counsellor tells.
LEAST = {"referral.tell_of_counselling": "full_support", "referral.counselling": "full_support"}
STEPS = st.one_of(
    st.tuples(st.sampled_from(["yes", "no", "exception"]), st.sampled_from(list(HOLDS)), st.booleans()),
    st.tuples(st.sampled_from(["withdraw", "renew", "end"]), st.just(Scope.CONTACT_ONLY), st.booleans()),
    st.tuples(st.just("days"), st.just(Scope.CONTACT_ONLY), st.booleans()),
)


@dataclass
class Told:
    """One line of the model's own ledger."""

    yes: bool
    scope: Scope
    until: datetime
    record: Any
    taken_back: bool = False
    by_law: bool = False


@dataclass
class Model:
    """What the survivor of one case has said to one provider, and the days that have passed since."""

    world: Any
    case: Case
    provider: Any
    passed: timedelta = timedelta(0)
    lines: list[Told] = field(default_factory=list)

    def now(self) -> datetime:
        return REAL_NOW() + self.passed

    def step(self, what: str, scope: Scope, far: bool) -> None:
        getattr(self, what)(scope, far)
        # Two lines never stand at one instant.
        self.passed += timedelta(seconds=1)

    def yes(self, scope: Scope, far: bool) -> None:
        days = 180 if far else 30
        kept = files.give_consent(self.focal, self.fresh, self.provider.pk, scope=scope, days=days)
        self.lines.append(Told(True, scope, kept.valid_to, kept))

    def no(self, scope: Scope, far: bool) -> None:
        kept = files.give_consent(self.focal, self.fresh, self.provider.pk, scope=scope, decision=Answer.NO)
        for each in self.lines:
            if each.yes and not each.by_law and scope.value in HOLDS[each.scope].split():
                each.taken_back = True
        self.lines.append(Told(False, scope, kept.valid_to, kept))

    def withdraw(self, scope: Scope, far: bool) -> None:
        there = [each for each in self.lines if isinstance(each.record, Consent) and each.yes]
        standing = [each for each in there if Consent.objects.get(pk=each.record.pk).revoked_at is None]
        if standing:
            chosen = standing[0 if far else -1]
            revoke_consent(self.focal, self.fresh, consent=chosen.record)
            chosen.taken_back = True

    def renew(self, scope: Scope, far: bool) -> None:
        there = [each for each in self.lines if isinstance(each.record, Consent) and each.yes]
        standing = [each for each in there if Consent.objects.get(pk=each.record.pk).revoked_at is None]
        if standing:
            earlier = standing[-1]
            kept = renew_consent(self.focal, self.fresh, consent=earlier.record, given=files.given(), days=90)
            self.lines.append(Told(True, earlier.scope, kept.valid_to, kept))

    def exception(self, scope: Scope, far: bool) -> None:
        asked = files.ask_exception(self.focal, self.fresh, self.provider.pk, scope=scope, days=7)
        if far:
            kept = decide_exception(self.world.desk_head, asked, yes=True)
            self.lines.append(Told(True, scope, kept.valid_to, kept, by_law=True))

    def end(self, scope: Scope, far: bool) -> None:
        for each in self.lines:
            if isinstance(each.record, LegalException) and not each.taken_back:
                end_exception(self.focal, each.record)
                each.taken_back = True

    def days(self, scope: Scope, far: bool) -> None:
        self.passed += timedelta(days=100 if far else 10)

    @property
    def focal(self) -> Actor:
        return self.world.focal_point

    @property
    def fresh(self) -> Case:
        return files.fresh(self.case)

    def allows(self, scope: Scope, least: str) -> bool:
        """Whether this much may leave now, by the lines alone; ``least`` is what the outlet itself asks for."""
        asked = {scope.value, least} - {""}
        return any(
            each.yes and not each.taken_back and self.now() < each.until and asked <= set(HOLDS[each.scope].split())
            for each in self.lines
        )


REAL_NOW = timezone.now


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(STEPS, min_size=1, max_size=7))
def test_every_outlet_opens_exactly_while_a_consent_or_the_law_allows_it(world, monkeypatch, steps):
    with transaction.atomic():
        model = Model(world, files.open_file(world), files.make_provider(world))
        monkeypatch.setattr("django.utils.timezone.now", model.now)
        try:
            for each in steps:
                model.step(*each)
                for outlet in (each for each in OPENED_BY_CONSENT if each.name in FOR_A_REFERRAL):
                    for scope in HOLDS:
                        open_now = queries.permit_for(model.case, outlet, model.provider.pk, scope=scope) is not None
                        assert open_now == model.allows(scope, LEAST.get(outlet.name, "")), (steps, outlet.name, scope)
                    assert queries.permit_for(model.case, outlet, uuid.uuid4()) is None
        finally:
            monkeypatch.setattr("django.utils.timezone.now", REAL_NOW)
            transaction.set_rollback(True)


def ways_out(world: Any, referral: Referral) -> Iterator[tuple[str, str]]:
    """Each way by which something of a file can reach a provider, tried: its name and what came of it."""
    fresh = Referral.objects.select_related("case", "provider").get(pk=referral.pk)
    sent = files.propose(world.focal_point, files.fresh(fresh.case), fresh.provider)
    for name, call in (
        ("referral.link", lambda: make_link(world.focal_point, fresh)),
        ("referral.note", lambda: note_on_referral(world.focal_point, fresh, text="Invented word to the provider")),
        ("referral.send", lambda: send_referral(world.focal_point, _bound(sent, fresh.consent_id))),
        ("referral.tell_of_counselling", lambda: tell_of_counselling(world.counsellor, fresh, text="Invented word")),
    ):
        try:
            with transaction.atomic():
                made = call()
                yield name, f"done: {made}"
                transaction.set_rollback(True)
        except Invalid:
            yield name, ""
    yield "case.print_for:referral", _printed(world, fresh)
    link = fresh.links.get()
    guest = guest_of(link)
    yield "referral.summary", str(care.summary_for_provider(guest, fresh) or "")
    yield "referral.notes_provider", " ".join(each.text for each in care.notes_for_provider(guest, fresh))
    yield "referral.counselling", " ".join(each.text for each in care.told_to_provider(guest, fresh))
    key = key_words(ProviderKey.objects.get(provider=fresh.provider))
    answer = Client().get(f"/api/fhir/r4b/referrals/{fresh.pk}", headers={"Authorization": f"Bearer {key}"})
    assert answer.status_code in (200, 404)
    yield "referral.fhir", answer.content.decode() if files.NAME in answer.content.decode() else ""
    page = Client().post(f"/handed/{link.pk}/{token_of(link)}/", {"code": code_of(link)}).content.decode()
    yield "care:handed", page if fresh.number in page else ""


def _printed(world: Any, referral: Referral) -> str:
    """The sheet for whoever the referral's consent names; nothing where it cannot be printed."""
    try:
        sheet = queries.print_for(world.focal_point, files.fresh(referral.case), ground_id=referral.consent_id)
    except Invalid:
        return ""
    return str(sheet.sections)


def _bound(referral: Referral, consent_id: uuid.UUID | None) -> Referral:
    """A referral that rests on a consent, whatever has become of it since."""
    with acts.unguarded("test"):
        Referral.objects.filter(pk=referral.pk).update(consent_id=consent_id, state="consented")
    return Referral.objects.select_related("case", "provider").get(pk=referral.pk)


@pytest.mark.parametrize("ends", ["withdrawn", "refused", "over", "lives"])
def test_nothing_comes_out_by_any_way_once_the_consent_has_died(world, case, provider, monkeypatch, ends):
    """All at once, also before the referral itself has heard of it: no event is delivered here."""
    consent = files.give_consent(world.focal_point, case, provider.pk, scope=Scope.FULL_SUPPORT)
    referral = files.propose(world.focal_point, files.fresh(case), provider)
    referral = send_referral(world.focal_point, consent_to_referral(world.focal_point, referral))
    officer = Officer.objects.get(pk=world.counsellor.officer_id)
    hand_over(world.desk_head, files.fresh(case), version=files.fresh(case).version, officer=officer)
    make_link(world.focal_point, referral)
    give_key(world.desk_head, provider)
    by = {"referral": referral, "written_by": world.focal_point.id}
    with acts.unguarded("test"):
        ReferralNote(text="Invented word of the desk", **by).save()
        CounsellingSummary(text="Invented word of the counsellor", consent_id=consent.pk, **by).save()
    if ends == "withdrawn":
        revoke_consent(world.focal_point, files.fresh(case), consent=consent)
    elif ends == "refused":
        files.give_consent(
            world.focal_point, files.fresh(case), provider.pk, scope=Scope.CONTACT_ONLY, decision=Answer.NO
        )
    elif ends == "over":
        monkeypatch.setattr("django.utils.timezone.now", lambda: consent.valid_to)
    came_out = {name for name, what in ways_out(world, referral) if what}
    assert {name for name, _what in ways_out(world, referral)} == FOR_A_REFERRAL
    assert came_out == (FOR_A_REFERRAL if ends == "lives" else set())


# To a sister institution a whole file goes: tried in cases/test_transfers.py.
OTHERWISE = [each for each in OPENED_BY_CONSENT if each.name not in FOR_A_REFERRAL | {"transfer.take"}]


@pytest.mark.parametrize("outlet", OTHERWISE, ids=lambda each: each.name)
def test_what_is_for_another_purpose_opens_by_a_consent_to_that_purpose_alone(world, case, provider, outlet):
    assert outlet.name.startswith("case.print_for:"), "write here how the new one is tried"
    files.give_consent(world.focal_point, case, provider.pk, scope=Scope.FULL_SUPPORT)
    assert queries.permit_for(files.fresh(case), outlet, provider.pk) is None
    consent = files.give_consent(world.focal_point, files.fresh(case), provider.pk, purpose=Purpose(outlet.purpose))
    open_by_it = [each for each in OTHERWISE if queries.permit_for(files.fresh(case), each, provider.pk)]
    assert open_by_it == [outlet]
    assert queries.print_for(world.focal_point, files.fresh(case), ground_id=consent.pk).sections
    revoke_consent(world.focal_point, files.fresh(case), consent=consent)
    with pytest.raises(Invalid):
        queries.print_for(world.focal_point, files.fresh(case), ground_id=consent.pk)
