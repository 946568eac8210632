"""A referral handed to a provider without an account: one, by a code, counted, and ended with what it rests on."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from genderdesk.casework.care import queries
from genderdesk.casework.care.access import guest_of
from genderdesk.casework.care.acts import close_referral, decline_referral, make_link, open_link, withdraw_link
from genderdesk.casework.care.models import ProviderLink, Referral
from genderdesk.casework.care.queries.links import code_of, link_opens, token_of
from genderdesk.casework.care.rules.links import LINK_LIFE, MOST_OPENINGS, MOST_WRONG, still_opens
from genderdesk.casework.care.vocabulary import DeclineReason
from genderdesk.casework.cases.acts import revoke_consent
from genderdesk.casework.cases.queries import live_consent_for
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from tests.files import NAME, PHONE, TOLD, fresh, open_file, propose, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(world, case, provider):
    return send(world.focal_point, case, provider)


@pytest.fixture
def link(world, sent):
    return make_link(world.focal_point, sent)


def address_of(link):
    return f"/handed/{link.pk}/{token_of(link)}/"


def opened(link, client=None, **given):
    return (client or Client()).post(address_of(link), {"code": code_of(link), **given})


def kept(link):
    return ProviderLink.objects.select_related("referral__case", "referral__provider").get(pk=link.pk)


def pass_in(answer):
    return re.search(r'name="pass" value="([^"]+)"', answer.content.decode())[1]


def press(link, answer, step, **given):
    words = {"pass": pass_in(answer), "step": step, "op_id": str(uuid.uuid4())}
    return Client().post(address_of(link), words | given)


class TestOpening:
    def test_the_address_alone_tells_nothing(self, link):
        page = Client().get(address_of(link))
        words = page.content.decode()
        assert page.status_code == 200
        assert "Code of six digits" in words
        for secret in (NAME, PHONE, link.referral.number, code_of(link), link.referral.provider.name):
            assert secret not in words

    def test_with_the_code_it_shows_what_the_survivor_allowed_and_counts_it(self, link):
        page = opened(link)
        words = page.content.decode()
        assert page.status_code == 200
        assert NAME in words
        assert TOLD not in words
        assert (kept(link).opened, kept(link).wrong) == (1, 0)
        assert Referral.objects.get(pk=link.referral_id).state == "acknowledged"
        assert "no-store" in page["Cache-Control"] or "no-cache" in page["Cache-Control"]

    def test_every_look_stands_in_the_ledger_under_the_link(self, link):
        for _each in range(2):
            opened(link)
        looks = Entry.objects.filter(kind="disclosure", name="referral.summary", actor_id=link.pk)
        assert looks.count() == 2

    def test_a_code_with_spaces_is_the_same_code(self, link):
        code = code_of(link)
        assert Client().post(address_of(link), {"code": f" {code[:3]} {code[3:]} "}).status_code == 200

    @pytest.mark.parametrize("token", ["0" * 32, "x", "0"])
    def test_another_address_opens_nothing_and_does_not_say_why(self, link, token):
        for address in (f"/handed/{link.pk}/{token}/", f"/handed/{uuid.uuid4()}/{token_of(link)}/"):
            answer = Client().post(address, {"code": code_of(link)})
            assert answer.status_code == 404
        assert kept(link).opened == 0

    def test_after_five_wrong_codes_the_address_ends_for_the_right_one_too(self, link):
        wrong = "000000" if code_of(link) != "000000" else "111111"
        for _each in range(MOST_WRONG):
            answer = Client().post(address_of(link), {"code": wrong})
            assert answer.status_code == 422
            assert NAME not in answer.content.decode()
        assert opened(link).status_code == 404
        assert (kept(link).opened, kept(link).wrong) == (0, MOST_WRONG)

    def test_neither_address_nor_code_is_kept(self, link):
        row = " ".join(str(value) for value in ProviderLink.objects.filter(pk=link.pk).values().get().values())
        assert token_of(link) not in row
        assert code_of(link) not in row
        entries = " ".join(str(each) for each in Entry.objects.values_list("notes", "answer"))
        assert token_of(link) not in entries

    @pytest.mark.parametrize(
        ("changes", "opens"),
        [
            ({}, True),
            ({"seconds": -1}, True),
            ({"seconds": 0}, False),
            ({"opened": MOST_OPENINGS - 1}, True),
            ({"opened": MOST_OPENINGS}, False),
            ({"wrong": MOST_WRONG - 1}, True),
            ({"wrong": MOST_WRONG}, False),
            ({"revoked": True}, False),
        ],
    )
    def test_it_ends_by_its_time_its_openings_its_wrong_codes_or_by_hand(self, changes, opens):
        ends = timezone.now()
        found = still_opens(
            ends_at=ends,
            revoked_at=ends if changes.get("revoked") else None,
            opened=changes.get("opened", 0),
            wrong=changes.get("wrong", 0),
            now=ends + timedelta(seconds=changes.get("seconds", -60)),
        )
        assert found is opens


class TestAnswering:
    def test_the_provider_accepts_and_records_that_she_came_without_an_account(self, link):
        page = press(link, opened(link), "accept")
        assert "Saved. The desk sees it now." in page.content.decode()
        page = press(link, page, "attend", received=["pep"])
        referral = Referral.objects.get(pk=link.referral_id)
        assert (referral.state, referral.services_received) == ("attended", ["pep"])
        page = press(link, page, "conclude", outcome="service_given")
        assert Referral.objects.get(pk=link.referral_id).outcome == "service_given"
        assert Entry.objects.filter(kind="act", name="referral.accept", actor_id=link.pk).exists()

    def test_no_show_and_decline_go_by_the_same_acts(self, world, case, provider, link):
        press(link, press(link, opened(link), "accept"), "miss")
        assert Referral.objects.get(pk=link.referral_id).state == "no_show"
        other = make_link(world.focal_point, send(world.focal_point, fresh(case), provider))
        page = opened(other)
        assert press(other, page, "decline").status_code == 422
        press(other, page, "decline", reason="full")
        assert Referral.objects.get(pk=other.referral_id).state == "declined"
        assert opened(other).status_code == 404

    def test_a_pass_of_another_link_or_of_yesterday_or_made_up_is_none(self, world, case, provider, link, monkeypatch):
        other = make_link(world.focal_point, send(world.focal_point, fresh(case), provider))
        foreign = pass_in(opened(other))
        for given in (foreign, "made:up", ""):
            words = {"pass": given, "step": "accept", "op_id": str(uuid.uuid4())}
            answer = Client().post(address_of(link), words)
            assert NAME not in answer.content.decode()
        mine = pass_in(opened(link))
        stamp = signing.time.time
        monkeypatch.setattr(signing.time, "time", lambda: stamp() + 30 * 60 + 2)
        late = Client().post(address_of(link), {"pass": mine, "step": "accept", "op_id": str(uuid.uuid4())})
        assert "open for too long" in late.content.decode()
        assert Referral.objects.get(pk=link.referral_id).state == "acknowledged"

    def test_whoever_holds_the_link_reaches_no_other_referral_of_the_provider(self, world, provider, link):
        other = send(world.focal_point, open_file(world), provider)
        guest = guest_of(kept(link))
        assert [each.pk for each in queries.inbox(guest)] == [link.referral_id]
        with pytest.raises(Missing):
            queries.referral_for_provider(guest, other.pk)
        with pytest.raises(Refused):
            queries.summary_for_provider(guest, other)
        with pytest.raises(Refused):
            decline_referral(guest, other, reason=DeclineReason.FULL)


class TestEnding:
    def test_it_ends_with_the_survivors_consent(self, world, case, provider, link):
        page = opened(link)
        revoke_consent(world.focal_point, fresh(case), consent=live_consent_for(case, provider.pk, "referral"))
        assert opened(link).status_code == 404
        assert press(link, page, "accept").status_code == 404
        assert NAME not in Client().get(address_of(link)).content.decode()

    def test_it_ends_with_the_referral(self, world, sent, link):
        declined = decline_referral(guest_of(kept(link)), sent, reason=DeclineReason.FULL)
        close_referral(world.focal_point, declined)
        assert not link_opens(kept(link))

    def test_a_new_one_ends_the_old_one_and_the_desk_ends_them_all(self, world, sent, link):
        newer = make_link(world.focal_point, sent)
        assert opened(link).status_code == 404
        assert opened(newer).status_code == 200
        assert withdraw_link(world.focal_point, sent) == 1
        assert opened(newer).status_code == 404

    def test_it_lives_fourteen_days(self, link, monkeypatch):
        for days, status in ((LINK_LIFE.days - 1, 200), (LINK_LIFE.days, 404)):
            with unguarded("test"):
                made = timezone.now() - timedelta(days=days)
                ProviderLink.objects.filter(pk=link.pk).update(made_at=made, ends_at=made + LINK_LIFE)
            assert Client().get(address_of(link)).status_code == status

    def test_none_is_made_before_the_referral_is_sent(self, world, case, provider):
        with pytest.raises(Invalid, match="once the referral is sent"):
            make_link(world.focal_point, propose(world.focal_point, case, provider))

    def test_only_the_system_opens_and_only_the_desk_makes(self, world, provider, sent, link):
        with pytest.raises(Refused):
            open_link(world.desk_head, link, code=code_of(link))
        for actor in (world.provider_actor(provider.pk), world.other_focal_point, world.operator):
            with pytest.raises(Refused):
                make_link(actor, sent)


class TestTheDesksPage:
    def test_it_makes_shows_counts_and_ends(self, world, sent):
        client = world.client(world.focal_point)
        address = f"/staff/care/referrals/{sent.pk}/link/"
        assert client.post(address, {"op_id": str(uuid.uuid4())}).status_code == 302
        link = ProviderLink.objects.get()
        page = client.get(address).content.decode()
        assert code_of(link) in page
        assert address_of(link) in page
        opened(link)
        assert "Opened 1 time" in client.get(f"/staff/care/referrals/{sent.pk}/").content.decode()
        client.post(address, {"op_id": str(uuid.uuid4()), "end": "yes"})
        assert opened(link).status_code == 404
        page = client.get(address).content.decode()
        assert address_of(link) not in page
        assert Entry.objects.filter(kind="disclosure", name="referral.link").exists()

    def test_another_desk_does_not_see_it(self, world, sent, link):
        answer = world.client(world.other_focal_point).get(f"/staff/care/referrals/{sent.pk}/link/")
        assert answer.status_code == 404

    def test_both_public_pages_are_small(self, link):
        assert len(Client().get(address_of(link)).content) < 30_000
        assert len(opened(link).content) < 30_000
