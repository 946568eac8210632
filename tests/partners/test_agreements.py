"""Agreements: how they stand on any day, and that nobody is surprised by the end of a number or a grant."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import ImpossibleMove, Invalid, Missing, Refused
from genderdesk.programme.partners import acts, queries
from genderdesk.programme.partners.models import Agreement, Partner
from genderdesk.programme.partners.rules.standing import Days, name_on, standing
from genderdesk.programme.partners.vocabulary import (
    AgreementKind,
    LineChannel,
    LineScope,
    PaidBy,
    PartnerKind,
    Standing,
    Whose,
)

FIRST, END = date(2009, 1, 1), date(2010, 1, 1)


def days(**changed) -> Days:
    return Days(**({"signed_on": date(2008, 12, 1), "starts_on": FIRST, "ends_on": END} | changed))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2008, 11, 30), Standing.NOT_SIGNED),
        (date(2008, 12, 31), Standing.COMING),
        (FIRST, Standing.IN_FORCE),
        (END - timedelta(days=181), Standing.IN_FORCE),
        (END - timedelta(days=180), Standing.ENDING),
        (END - timedelta(days=1), Standing.ENDING),
        (END, Standing.EXPIRED),
    ],
)
def test_a_standing_changes_on_the_very_day(on, expected):
    assert standing(days(), on) == expected


def test_what_happened_later_does_not_change_how_it_stood():
    ended = days(terminated_on=date(2009, 6, 1), pauses=[(date(2009, 2, 1), date(2009, 3, 1))])
    assert standing(ended, date(2009, 1, 31)) == Standing.IN_FORCE
    assert standing(ended, date(2009, 2, 1)) == Standing.SUSPENDED
    assert standing(ended, date(2009, 3, 1)) == Standing.IN_FORCE
    assert standing(ended, date(2009, 6, 1)) == Standing.TERMINATED


def test_a_partner_is_called_what_it_was_called_on_that_day():
    names = [("UNIFEM", date(1984, 1, 1), date(2011, 1, 1)), ("UN Women", date(2011, 1, 1), None)]
    assert [name_on(names, each) for each in (date(2009, 12, 31), date(2011, 1, 1), date(1980, 1, 1))] == [
        "UNIFEM",
        "UN Women",
        "UNIFEM",
    ]


pytestmark = pytest.mark.django_db


@pytest.fixture
def partner(world) -> Partner:
    return acts.enter_partner(
        world.desk_head, code="OPERATOR", kind=PartnerKind.OPERATOR, name="Invented operator", since=date(2005, 1, 1)
    )


def drafted(world, partner, **changed) -> Agreement:
    given = {"kind": AgreementKind.TOLL_FREE, "reference": "A-1", "title": "Free number", "starts_on": FIRST}
    return acts.draft_agreement(world.desk_head, **(given | {"partner": partner, "ends_on": END} | changed))


def signed(world, partner, **changed) -> Agreement:
    agreement = drafted(world, partner, **changed)
    acts.negotiate_agreement(world.desk_head, agreement)
    acts.review_agreement(world.desk_head, Agreement.objects.get(pk=agreement.pk))
    if agreement.kind == AgreementKind.TOLL_FREE:
        acts.number_agreement(
            world.desk_head,
            agreement,
            short_code="3512",
            channels=[LineChannel.VOICE, LineChannel.SMS],
            networks="First, Second",
            paid_by=PaidBy.OPERATOR,
            masked_on_bill=Answer.UNKNOWN,
            scope=LineScope.GENDER_VIOLENCE,
        )
    acts.sign_agreement(
        world.desk_head,
        Agreement.objects.get(pk=agreement.pk),
        signed_on=date(2008, 12, 1),
        signed_for_us="Commissioner",
        signed_for_them="Director",
    )
    return Agreement.objects.get(pk=agreement.pk)


def test_a_number_is_free_only_while_its_agreement_holds(world, partner):
    agreement = signed(world, partner)
    of = [world.police.pk]
    assert list(queries.numbers_in_force(of, date(2009, 12, 31))) == ["3512"]
    assert queries.numbers_in_force(of, END) == {}
    acts.suspend_agreement(world.desk_head, agreement, day=date(2009, 3, 1))
    acts.resume_agreement(world.desk_head, Agreement.objects.get(pk=agreement.pk), day=date(2009, 4, 1))
    assert queries.numbers_in_force(of, date(2009, 3, 15)) == {}
    assert list(queries.numbers_in_force(of, date(2009, 4, 1))) == ["3512"]


def test_an_operators_agreement_without_its_number_cannot_be_signed(world, partner):
    agreement = drafted(world, partner)
    with pytest.raises(ImpossibleMove):
        acts.sign_agreement(world.desk_head, agreement, signed_on=FIRST, signed_for_us="A", signed_for_them="B")
    acts.negotiate_agreement(world.desk_head, agreement)
    acts.review_agreement(world.desk_head, Agreement.objects.get(pk=agreement.pk))
    with pytest.raises(Invalid, match="toll-free number"):
        acts.sign_agreement(
            world.desk_head,
            Agreement.objects.get(pk=agreement.pk),
            signed_on=FIRST,
            signed_for_us="A",
            signed_for_them="B",
        )


def test_what_ends_is_on_todays_page_until_a_signed_agreement_follows(world, partner):
    today = timezone.localdate()
    soon = {"starts_on": today - timedelta(days=900), "ends_on": today + timedelta(days=20), "kind": "memorandum"}
    old = signed(world, partner, **soon)
    page = world.client(world.desk_head).get("/staff/").content.decode()
    assert old.title in page
    assert "Agreements and obligations" in page
    follows = {"reference": "A-2", "starts_on": soon["ends_on"], "ends_on": None, "kind": "memorandum", "renews": old}
    drafted(world, partner, **follows)
    assert [line.agreement for line in queries.ending_agreements(world.desk_head, today)] == [old]
    signed(world, partner, **(follows | {"reference": "A-3"}))
    assert queries.ending_agreements(world.desk_head, today) == []


def test_what_is_owed_is_due_until_it_is_met_once(world, partner):
    agreement = signed(world, partner)
    owed = acts.add_obligation(
        world.desk_head, agreement, whose=Whose.THEIRS, what="A monthly test call", due_on=date(2009, 2, 1)
    )
    assert list(queries.overdue_obligations(world.desk_head, date(2009, 2, 1))) == []
    assert list(queries.overdue_obligations(world.desk_head, date(2009, 2, 2))) == [owed]
    acts.meet_obligation(world.desk_head, owed, met_on=date(2009, 2, 3), evidence="Letter 12")
    assert list(queries.overdue_obligations(world.desk_head, date(2009, 3, 1))) == []
    with pytest.raises(Invalid, match="2009-02-03"):
        acts.meet_obligation(world.desk_head, owed, met_on=date(2009, 2, 4), evidence="Again")


def test_an_agreement_is_the_institutions_own(world, partner):
    agreement = drafted(world, partner)
    with pytest.raises(Missing):
        queries.agreement_for(world.defence_desk_head, agreement.pk)
    with pytest.raises(Refused):
        acts.negotiate_agreement(world.defence_desk_head, agreement)
    with pytest.raises(Refused):
        acts.negotiate_agreement(world.analyst, agreement)


def test_what_cannot_be_agreed_is_refused_with_the_field(world, partner):
    drafted(world, partner)
    for changed, field in (
        ({"reference": "A-1"}, "reference"),
        ({"reference": "A-9", "ends_on": FIRST}, "ends_on"),
        ({"reference": "A-9", "amount": 5, "currency": ""}, "currency"),
        ({"reference": "A-9", "amount": 0, "currency": "USD"}, "amount"),
    ):
        with pytest.raises(Invalid) as refused:
            drafted(world, partner, **changed)
        assert refused.value.field == field


def test_a_new_name_ends_the_old_one_on_its_day(world, partner):
    acts.rename_partner(world.outreach_officer, partner, name="New name", since=date(2011, 1, 1))
    assert queries.names_on(date(2010, 12, 31))[partner.pk] == "Invented operator"
    assert queries.names_on(date(2011, 1, 1))[partner.pk] == "New name"
    with pytest.raises(Invalid, match="2011-01-01"):
        acts.rename_partner(world.outreach_officer, partner, name="Older", since=date(2011, 1, 1))
    with pytest.raises(Invalid, match="New name has this short code"):
        acts.enter_partner(world.desk_head, code="operator", kind=PartnerKind.DONOR, name="X", since=FIRST)


@pytest.mark.one_database
def test_the_pages_carry_an_agreement_from_the_register_to_its_signature(world, partner):
    browser = world.client(world.desk_head)
    given = {"kind": "memorandum", "reference": "M-1", "title": "Working together", "starts_on": "2026-01-01"}
    drafted_at = browser.post(f"/staff/partners/{partner.pk}/agree/", given | {"notice_days": "30"})
    at = drafted_at["Location"]
    assert "Working together" in browser.get("/staff/partners/").content.decode()
    for step in ("negotiate", "review"):
        assert browser.post(f"{at}{step}/")["Location"] == at
    wrong = browser.post(f"{at}sign/", {"signed_on": "2999-01-01", "signed_for_us": "Us", "signed_for_them": "Them"})
    assert (wrong.status_code, "has not come yet" in wrong.content.decode()) == (422, True)
    assert 'value="Them"' in wrong.content.decode()
    browser.post(f"{at}sign/", {"signed_on": "2026-01-01", "signed_for_us": "Us", "signed_for_them": "Them"})
    assert "In force" in browser.get(at).content.decode()
    reader = world.client(world.analyst)
    assert "Next step" not in reader.get(at).content.decode()
    assert reader.post(f"{at}terminate/", {"day": "2026-02-01"}).status_code == 403
