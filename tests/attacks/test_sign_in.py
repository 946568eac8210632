"""The door under attack: guessing, shutting others out, codes used twice, floods, sessions that should have ended."""

from __future__ import annotations

import json
import time
import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.utils import timezone

from genderdesk.groundwork.foundation.gate import Busy
from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.groundwork.protection.sessions import SessionStore, stored_key
from genderdesk.groundwork.protection.vault.sealed import BrokenSeal
from genderdesk.organisation.accounts import queries
from genderdesk.organisation.accounts.acts import ask_factor_reset, deactivate_user, reset_factor, revoke_device
from genderdesk.organisation.accounts.hashers import DeskArgon2Hasher
from genderdesk.organisation.accounts.models import Device, FactorReset, Tries, User
from genderdesk.organisation.accounts.queries.browsers import source_of
from genderdesk.organisation.accounts.vocabulary import ABSOLUTE_SECONDS, ATTACK_TRIES, BUDGETS, IDLE_SECONDS
from genderdesk.organisation.institution.models import Appointment
from tests.accounts import sign_ins
from tests.accounts.sign_ins import DESK, ELSEWHERE, PASSWORD, browser, give_code, give_password, owner, with_app

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("keeps_contexts")]

WRONG = "not the password at all"


def events(*names: str) -> Counter[str]:
    """How often each event of a sign-in stands in the ledger."""
    found = Entry.objects.filter(kind="sign_in").exclude(name__startswith="personal_key.")
    return Counter(
        found.filter(name__in=names).values_list("name", flat=True) if names else found.values_list("name", flat=True)
    )


def is_in(client: Any) -> bool:
    return bool(client.get("/staff/me/").status_code == 200)


@pytest.fixture
def hashed(monkeypatch):
    """How many passwords were hashed."""
    counted: list[str] = []

    def count(name: str) -> None:
        real = getattr(DeskArgon2Hasher, name)

        def counting(self: Any, *given: Any) -> Any:
            counted.append(name)
            return real(self, *given)

        monkeypatch.setattr(DeskArgon2Hasher, name, counting)

    count("encode")
    count("verify")
    return counted


def wait_is_over(**more: Any) -> None:
    """Let the time of every wait pass."""
    with unguarded("test"):
        Tries.objects.update(free_at=timezone.now() - timedelta(seconds=1), **more)


# Guessing


def test_after_five_wrong_tries_nothing_is_even_hashed(world, hashed):
    owner()
    stranger = browser(ELSEWHERE)
    for _five in range(5):
        assert give_password(stranger, password=WRONG).status_code == 200
    hashed.clear()
    answer = give_password(stranger)
    assert "Wait 1 minute" in answer.content.decode()
    assert not hashed
    assert not is_in(stranger)
    wait_is_over()
    assert give_password(stranger).status_code == 302


def test_each_further_wrong_try_waits_longer(world):
    owner()
    stranger = browser(ELSEWHERE)
    waits = []
    for _many in range(9):
        give_password(stranger, password=WRONG)
        row = Tries.objects.get(budget="pair")
        waits.append(round((row.free_at - row.last_at).total_seconds()))
        wait_is_over()
    assert waits == [0, 0, 0, 0, 60, 120, 240, 480, 900]


def test_counts_outlive_a_restart(world):
    owner()
    for _five in range(5):
        give_password(browser(ELSEWHERE), password=WRONG)
    cache.clear()
    assert "Wait" in give_password(browser(ELSEWHERE)).content.decode()


def test_old_tries_are_forgotten(world):
    owner()
    stranger = browser(ELSEWHERE)
    for _four in range(4):
        give_password(stranger, password=WRONG)
    past = timezone.now() - timedelta(seconds=BUDGETS["pair"].forgotten_after_seconds + 1)
    wait_is_over(last_at=past)
    give_password(stranger, password=WRONG)
    assert Tries.objects.get(budget="pair").wrong == 1


def test_one_source_cannot_go_through_all_accounts(world, hashed):
    budget = BUDGETS["source"].tries
    for number in range(budget):
        give_password(browser(ELSEWHERE), f"somebody{number}", WRONG)
    hashed.clear()
    assert "Wait" in give_password(browser(ELSEWHERE), "somebody-else", WRONG).content.decode()
    assert not hashed
    owner()
    assert give_password(browser(DESK)).status_code == 302


def test_an_own_good_account_wins_no_tries_at_others(world):
    owner(name="insider")
    for _four in range(4):
        give_password(browser(ELSEWHERE), "owner", WRONG)
    before = Tries.objects.get(budget="source").wrong
    give_password(browser(ELSEWHERE), "insider")
    assert Tries.objects.get(budget="source").wrong == before


def test_a_name_that_is_none_costs_and_answers_like_one_that_is(world, hashed):
    owner()
    pages = {}
    for name in ("owner", "nobody"):
        hashed.clear()
        answer = give_password(browser(f"198.51.100.{len(name)}"), name, WRONG)
        pages[name] = answer.content.decode().replace(name, "NAME").split("<main")[1].split("csrfmiddlewaretoken")[0]
        assert len(hashed) == 1, name
        for _four in range(4):
            give_password(browser(f"198.51.100.{len(name)}"), name, WRONG)
        held = give_password(browser(f"198.51.100.{len(name)}"), name, WRONG).content.decode()
        pages[name] += str("Wait 1 minute" in held)
    assert pages["owner"] == pages["nobody"]
    assert pages["owner"].endswith("True")


# Shutting a desk out


@pytest.mark.one_database
def test_strangers_from_many_sources_shut_nobody_out(world, settings):
    """A hundred sources try her account until each is held; she signs in from her desk, and from a new place."""
    who, desk = with_app(settings)
    desk.post("/staff/sign-out/")
    for number in range(100):
        for _six in range(6):
            give_password(browser(f"203.0.{number}.7"), password=WRONG)
    assert Tries.objects.filter(budget="pair").count() == 100
    assert sign_ins.sign_in(desk, who).status_code == 302
    assert is_in(desk)
    assert sign_ins.sign_in(browser("192.0.2.77"), who).status_code == 302


def test_a_stranger_behind_the_same_address_does_not_hold_the_desks_browser(world, settings):
    who, desk = with_app(settings)
    desk.post("/staff/sign-out/")
    for _six in range(6):
        give_password(browser(DESK), password=WRONG)
    assert "Wait" in give_password(browser(DESK)).content.decode()
    assert sign_ins.sign_in(desk, who).status_code == 302
    assert is_in(desk)


def test_a_known_browser_has_its_own_five_tries_and_no_more(world, settings):
    _who, desk = with_app(settings)
    desk.post("/staff/sign-out/")
    for _five in range(5):
        give_password(desk, password=WRONG)
    assert "Wait" in give_password(desk).content.decode()
    assert not Tries.objects.filter(budget__in=("pair", "source")).exists()


def test_a_browser_is_known_to_the_account_alone_that_signed_in_there(world, settings):
    _who, desk = with_app(settings)
    owner(name="another")
    desk.post("/staff/sign-out/")
    give_password(desk, "another", WRONG)
    assert set(Tries.objects.values_list("budget", flat=True)) == {"pair", "source"}


@pytest.mark.parametrize("change", ["forged", "of another account", "after a new password"])
def test_a_browser_cannot_claim_to_be_known(world, settings, change):
    who, desk = with_app(settings)
    stranger = browser(ELSEWHERE)
    cookie = desk.cookies["gdb"].value
    if change == "forged":
        stranger.cookies["gdb"] = cookie[:-4] + "AAAA"
    elif change == "of another account":
        stranger.cookies["gdb"] = cookie
        owner(name="another")
    else:
        stranger.cookies["gdb"] = cookie
        sign_ins.change_password(desk, PASSWORD, "Another-lake-5512")
    give_password(stranger, "another" if change == "of another account" else who.user.username, WRONG)
    assert not Tries.objects.filter(budget="browser").exists()


def test_the_table_of_tries_names_no_address_and_no_name(world):
    give_password(browser(ELSEWHERE), "typed-by-mistake-Secret1", WRONG)
    kept = str(list(Tries.objects.values_list()))
    assert ELSEWHERE not in kept
    assert "typed-by-mistake" not in kept


@pytest.mark.parametrize(
    ("proxies", "header", "source"),
    [
        (0, "1.2.3.4", "10.9.9.9"),
        (1, "1.2.3.4", "1.2.3.4"),
        (1, "6.6.6.6, 1.2.3.4", "1.2.3.4"),
        (2, "6.6.6.6, 1.2.3.4, 10.0.0.1", "1.2.3.4"),
        (2, "1.2.3.4", "10.9.9.9"),
        (1, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (1, "::ffff:1.2.3.4", "1.2.3.4"),
        (1, "not-an-address", "unknown"),
    ],
)
def test_only_a_trusted_proxy_says_where_a_request_comes_from(rf, settings, proxies, header, source):
    import dataclasses

    settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, proxies=proxies)
    request = rf.get("/", headers={"X-Forwarded-For": header}, REMOTE_ADDR="10.9.9.9")
    assert source_of(request) == source


# A flood


def test_a_full_queue_answers_at_once_and_hashes_nothing(world, monkeypatch, hashed):
    from genderdesk.organisation.accounts import hashers

    owner()
    stranger = browser(ELSEWHERE)

    def full(_known: bool) -> None:
        raise Busy

    monkeypatch.setattr(hashers.gate, "_enter", full)
    answer = give_password(stranger)
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "60"
    assert "try again in a minute" in answer.content.decode()
    # It was no try of hers: nothing is counted, nothing stands in the ledger.
    assert not Tries.objects.exists()
    assert not events("sign_in.failed", "sign_in.held")


# What stands in the ledger


def test_every_event_is_one_entry(world, settings):
    who, client = with_app(settings)
    assert events() == Counter({"sign_in": 1, "second_factor.added": 2})
    client.post("/staff/sign-out/")
    give_password(client, password=WRONG)
    give_password(client)
    give_code(client, "000000")
    give_code(client, who.code())
    assert events() == Counter(
        {
            "sign_in": 2,
            "second_factor.added": 2,
            "sign_out": 1,
            "sign_in.failed": 1,
            "second_factor.failed": 1,
            "second_factor.proved": 1,
        }
    )
    client.post("/staff/second-factor/again/", {"code": who.code()})
    client.post("/staff/second-factor/codes/new/")
    assert events("sign_in.again", "second_factor.added") == {"sign_in.again": 1, "second_factor.added": 3}
    acts_of_sign_in = Entry.objects.filter(kind="act", subject_type__startswith="accounts.")
    assert not acts_of_sign_in.exists()


def test_a_wait_is_one_entry_and_tries_within_it_are_none(world):
    owner()
    for _many in range(12):
        give_password(browser(ELSEWHERE), password=WRONG)
    assert events("sign_in.failed", "sign_in.held") == {"sign_in.failed": 5, "sign_in.held": 1}


def test_what_was_typed_stands_nowhere_in_the_ledger(world):
    who = owner()
    give_password(browser(ELSEWHERE), "owner", "zq-typed-password")
    give_password(browser(ELSEWHERE), "zq-typed-password", "x")
    kept = json.dumps(list(Entry.objects.values("name", "actor_code", "subject_id", "notes", "answer")), default=str)
    assert "zq-typed" not in kept
    assert ELSEWHERE not in kept
    assert list(Entry.objects.filter(name="sign_in.failed").values_list("subject_id", flat=True)) == [
        str(who.user.pk),
        "",
    ]


def test_an_attack_is_told_once_to_its_owner_and_to_oversight(world, settings):
    who, desk = with_app(settings, role="provider")
    for number in range(4):
        for _four in range(4):
            give_password(browser(f"203.0.113.{number}"), password=WRONG)
    assert events("sign_in.attacked") == {"sign_in.attacked": 1}
    found = queries.accounts_under_attack()
    assert [(each.user.pk, each.wrong, each.sources) for each in found] == [(who.user.pk, 16, 4)]
    assert found[0].wrong >= ATTACK_TRIES
    assert "16 wrong tries" in desk.get("/staff/me/").content.decode()
    assert "16 wrong tries" in desk.get("/staff/").content.decode()
    settings.SECOND_FACTOR_REQUIRED = False
    watching = world.client(world.oversight)
    assert "owner" in watching.get("/staff/factor-resets/").content.decode()
    assert "16 wrong tries" in watching.get("/staff/").content.decode()


# The second factor


def test_nobody_works_without_a_second_factor_and_codes_that_were_seen(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    who, client = owner(), browser()
    give_password(client)
    for path in ("/staff/", "/staff/cases/", "/staff/me/", "/api/v1/openapi.json"):
        assert client.get(path).headers["Location"] == "/staff/second-factor/activate/", path
    page = client.get("/staff/second-factor/activate/")
    who.secret = page.context["form"].secret
    client.post("/staff/second-factor/activate/", {"code": who.code()})
    assert client.get("/staff/").headers["Location"] == "/staff/second-factor/codes/"
    codes = client.get("/staff/second-factor/codes/").context["unused_codes"]
    assert len(codes) == 10
    assert client.get("/staff/").status_code == 200
    again = client.get("/staff/second-factor/codes/").content.decode()
    assert not [code for code in codes if code in again]


def test_a_code_is_taken_once(world, settings):
    who, client = with_app(settings)
    client.post("/staff/sign-out/")
    code = who.code()
    give_password(client)
    assert give_code(client, code).status_code == 302
    client.post("/staff/sign-out/")
    cache.clear()
    give_password(client)
    assert give_code(client, code).status_code == 200
    assert not is_in(client)


def test_the_code_that_set_the_app_up_signs_nobody_in(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    who, client = owner(), browser()
    give_password(client)
    who.secret = client.get("/staff/second-factor/activate/").context["form"].secret
    code = who.code()
    client.post("/staff/second-factor/activate/", {"code": code})
    other = browser(ELSEWHERE)
    give_password(other)
    assert give_code(other, code).status_code == 200
    assert not is_in(other)


def test_a_recovery_code_is_taken_once(world, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    who, client = owner(), browser()
    give_password(client)
    who.secret = client.get("/staff/second-factor/activate/").context["form"].secret
    client.post("/staff/second-factor/activate/", {"code": who.code()})
    code = client.get("/staff/second-factor/codes/").context["unused_codes"][0]
    for taken in (302, 200):
        other = browser(ELSEWHERE)
        give_password(other)
        assert give_code(other, code).status_code == taken


def test_tries_at_the_second_factor_are_limited_for_each_source_and_for_all_strangers_together(world, settings):
    who, desk = with_app(settings)
    desk.post("/staff/sign-out/")
    thief = browser(ELSEWHERE)
    give_password(thief)
    for _five in range(5):
        give_code(thief, "000000")
    assert "Wait" in give_code(thief, who.code()).content.decode()
    for number in range(4):
        other = browser(f"198.51.100.{number}")
        give_password(other)
        for _four in range(4):
            give_code(other, "000000")
    fresh = browser("192.0.2.50")
    give_password(fresh)
    assert "Wait" in give_code(fresh, who.code()).content.decode()
    # Her own browser is not held by any of it.
    assert sign_ins.sign_in(desk, who).status_code == 302
    assert is_in(desk)


def test_half_a_sign_in_is_none(world, settings):
    """Password given, second factor missing: no page, no act, no stream."""
    _who, desk = with_app(settings)
    other = browser(ELSEWHERE)
    give_password(other)
    assert other.get("/staff/me/").status_code == 302
    key = other.cookies["gd"].value
    assert queries.actor_of_session(key).kind == "nobody"
    assert queries.actor_of_session(desk.cookies["gd"].value).kind == "user"


def test_the_only_factor_stays_and_a_password_is_no_fresh_proof(world, settings):
    who, client = with_app(settings)
    answer = client.post("/staff/second-factor/deactivate/")
    assert "only second factor" in answer.content.decode()
    session = client.session
    session["second_factor"] -= 301
    session["account_authentication_methods"] = []
    session.save()
    answer = client.get("/staff/second-factor/codes/new/")
    assert answer.headers["Location"].startswith("/staff/second-factor/again/")
    assert client.get("/staff/sign-in/again/").headers["Location"].startswith("/staff/second-factor/again/")
    client.post("/staff/second-factor/again/", {"code": who.code()})
    assert client.get("/staff/second-factor/codes/new/").status_code == 200


# Secrets in the database


def test_an_apps_secret_is_sealed_for_its_account(world, settings):
    who, _client = with_app(settings)
    row = Authenticator.objects.get(user=who.user, type="totp")
    assert who.secret not in str(row.data)
    assert sign_ins.opened_secret(row, who.user.pk) == who.secret
    with pytest.raises(BrokenSeal):
        sign_ins.opened_secret(row, uuid.uuid4())


def test_a_session_row_opens_nothing(world, settings):
    who, client = with_app(settings)
    key = client.cookies["gd"].value
    row = Session.objects.get(session_key=stored_key(key))
    dump = f"{row.session_key} {row.session_data} {list(Device.objects.values_list())}"
    assert key not in dump
    assert str(who.user.pk) not in row.session_data
    thief = browser(ELSEWHERE)
    thief.cookies["gd"] = row.session_key
    assert not is_in(thief)
    # The content moved under another key does not open.
    other = SessionStore()
    other.create()
    Session.objects.filter(session_key=stored_key(other.session_key)).update(session_data=row.session_data)
    assert dict(SessionStore(other.session_key).items()) == {}


# Ends


@pytest.mark.parametrize(("clock", "seconds"), [("seen", IDLE_SECONDS), ("since", ABSOLUTE_SECONDS)])
def test_a_sign_in_ends_by_its_clocks(world, clock, seconds):
    client = world.client(world.operator)
    for ago, still in ((seconds - 30, True), (seconds + 1, False)):
        session = client.session
        session[clock] = int(time.time()) - ago
        session.save()
        key = client.cookies["gd"].value
        assert (queries.actor_of_session(key).kind == "user") is still
        assert is_in(client) is still
        if still:
            session = client.session
            session["seen"] = int(time.time())
            session.save()


def test_what_a_page_fetches_by_itself_keeps_no_sign_in_alive(world):
    client = world.client(world.operator)
    session = client.session
    session["seen"] = before = int(time.time()) - 600
    session.save()
    client.get("/staff/", headers={"X-Desk-Part": "1"})
    client.get("/staff/", headers={"Sec-Fetch-Dest": "empty"})
    draft = {"mark": "a-form", "typed": "note=Umukobwa"}
    client.post("/staff/drafts/seal/", draft, headers={"Sec-Fetch-Dest": "empty", "X-Desk-Again": "1"})
    assert client.session["seen"] == before
    client.post("/staff/drafts/seal/", draft, headers={"Sec-Fetch-Dest": "empty"})
    assert client.session["seen"] > before


def test_revocation_works_on_the_next_request(world):
    user = lambda actor: User.objects.get(pk=actor.id)  # noqa: E731
    from genderdesk.organisation.accounts.acts import set_password

    ends = {
        "operator": lambda who: set_password(world.administrator, user(who), password="handed-over-77-x"),
        "dispatcher": lambda who: deactivate_user(world.administrator, user(who)),
        "analyst": lambda who: revoke_device(world.administrator, Device.objects.get(user=user(who))),
    }
    for role, end in ends.items():
        who = getattr(world, role)
        client = world.client(who)
        key = client.cookies["gd"].value
        assert is_in(client)
        assert queries.actor_of_session(key).kind == "user"
        end(who)
        assert queries.actor_of_session(key).kind == "nobody", role
        assert client.get("/staff/").status_code == 302, role


def test_an_appointment_that_ended_gives_nothing_on_the_next_request(world):
    client = world.client(world.desk_head)
    assert client.get("/staff/cases/").status_code == 200
    with unguarded("test"):
        yesterday = timezone.localdate() - timedelta(days=1)
        Appointment.objects.filter(post_id=world.desk_head.post_id).update(ends_on=yesterday)
    assert client.get("/staff/cases/").status_code == 403


def test_sign_out_everywhere_else_leaves_this_browser(world):
    here, there = world.client(world.operator), world.client(world.operator)
    here.post("/staff/me/devices/elsewhere/", {"op_id": str(uuid.uuid4())})
    assert is_in(here)
    assert not is_in(there)


def test_a_new_password_ends_all_other_sign_ins_and_leaves_this_one(world):
    who = owner()
    here, there = browser(), browser(ELSEWHERE)
    give_password(here)
    give_password(there)
    old_key = here.cookies["gd"].value
    assert sign_ins.change_password(here, WRONG, "Another-lake-5512").status_code == 422
    assert events("sign_in.failed") == {"sign_in.failed": 1}
    assert sign_ins.change_password(here, PASSWORD, "Another-lake-5512").status_code == 302
    assert is_in(here)
    assert here.cookies["gd"].value != old_key
    assert not is_in(there)
    assert events("sign_in") == {"sign_in": 2}
    assert queries.devices_of(who.user.pk).count() == 1


def test_the_own_password_is_not_tried_out_by_the_api(world):
    client = world.client(world.operator)
    body = {"op_id": str(uuid.uuid4()), "subject": str(world.operator.id), "current": "x", "password": "y"}
    answer = client.post("/api/v1/acts/user.change_password", json.dumps(body), content_type="application/json")
    assert answer.status_code == 403


def test_a_first_password_is_changed_before_work_and_good_for_a_week(world):
    from genderdesk.organisation.accounts.acts import create_user

    user = create_user(world.administrator, username="newcomer", password=PASSWORD, standing_role="oversight")
    client = browser()
    give_password(client, "newcomer")
    assert client.get("/staff/").headers["Location"] == "/staff/me/password/"
    with unguarded("test"):
        User.objects.filter(pk=user.pk).update(password_set_at=timezone.now() - timedelta(days=8))
    late = browser(ELSEWHERE)
    assert give_password(late, "newcomer").headers["Location"] == "/staff/sign-in/inactive/"
    assert not is_in(late)
    assert events("sign_in.refused") == {"sign_in.refused": 1}


# Taking a second factor away takes two


def _user(actor: Any) -> User:
    return User.objects.get(pk=actor.id)


@pytest.fixture
def asked(world, settings):
    """The administrator asked that the second factor of a head of desk's officer is taken away."""
    who, client = with_app(settings)
    settings.SECOND_FACTOR_REQUIRED = False
    for actor in (world.administrator, world.oversight, world.desk_head, world.defence_desk_head):
        world.client(actor)
    settings.SECOND_FACTOR_REQUIRED = True
    return ask_factor_reset(world.administrator, who.user, reason="lost"), who, client


def test_nobody_takes_a_second_factor_away_alone(world, asked):
    reset, who, client = asked
    with pytest.raises(Refused):
        reset_factor(world.administrator, reset)
    with pytest.raises(Refused):
        reset_factor(queries.actor_of(who.user), reset)
    for outsider in (world.operator, world.focal_point, world.defence_desk_head):
        with pytest.raises(Refused):
            reset_factor(outsider, reset)
    assert is_in(client)
    reset.refresh_from_db()
    reset_factor(world.oversight, reset)
    assert not is_in(client)
    assert not Authenticator.objects.filter(user=who.user).exists()
    give_password(client)
    assert client.get("/staff/").headers["Location"] == "/staff/second-factor/activate/"


def test_the_database_itself_wants_two_people(world, asked):
    reset, who, _client = asked
    for same in (world.administrator.id, who.user.pk):
        with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
            FactorReset.objects.filter(pk=reset.pk).update(decided_by_id=same)


def test_a_request_is_good_for_a_day_and_for_one_decision(world, asked):
    reset, _who, _client = asked
    with unguarded("test"):
        FactorReset.objects.filter(pk=reset.pk).update(asked_at=timezone.now() - timedelta(hours=24, seconds=1))
    reset.refresh_from_db()
    with pytest.raises(Invalid):
        reset_factor(world.oversight, reset)
    fresh = ask_factor_reset(world.administrator, reset.user, reason="broken")
    with pytest.raises(Invalid):
        ask_factor_reset(world.administrator, reset.user, reason="broken")
    reset_factor(world.oversight, fresh)
    with pytest.raises(Invalid):
        reset_factor(world.oversight, FactorReset.objects.get(pk=fresh.pk))


def test_what_is_sealed_for_one_person_is_opened_by_the_password_alone(world, settings):
    """After a sign-in by passkey the personal key is closed; trying passwords there is counted like anywhere."""
    _who, client = with_app(settings)
    del client.cookies["gdk"]
    assert "Closed in this browser" in client.get("/staff/me/").content.decode()
    wrong = {"current": WRONG, "op_id": str(uuid.uuid4())}
    assert [client.post("/staff/me/unlock/", wrong).status_code for _five in range(5)] == [422] * 5
    assert events("sign_in.failed", "sign_in.held") == {"sign_in.failed": 5, "sign_in.held": 1}
    right = {"current": PASSWORD, "op_id": str(uuid.uuid4())}
    assert "Wait" in client.post("/staff/me/unlock/", right).content.decode()
    wait_is_over()
    assert client.post("/staff/me/unlock/", right).status_code == 302
    assert "Closed in this browser" not in client.get("/staff/me/").content.decode()
