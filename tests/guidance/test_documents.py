"""Documents: never in force by their author alone, acknowledged by version, and known for every day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from genderdesk.groundwork.foundation.states import ImpossibleMove
from genderdesk.groundwork.platform.refusals import Invalid, Missing, Refused
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Officer
from genderdesk.programme.guidance import acts, jobs, queries
from genderdesk.programme.guidance.access import documents_for
from genderdesk.programme.guidance.models import Acknowledgement, Version
from genderdesk.programme.guidance.vocabulary.documents import (
    AUTHORISED,
    CONSULTATION,
    IN_FORCE,
    RETURNED,
    SUPERSEDED,
    UNDER_REVIEW,
    WITHDRAWN,
    Marking,
)

pytestmark = pytest.mark.django_db


def test_a_draft_is_discussed_returned_and_authorised_by_another_than_its_author(world, guidance):
    version = guidance.version(guidance.document())
    acts.consult_on_version(world.analyst, version)
    assert guidance.fresh(version).state == CONSULTATION
    acts.comment_on_version(world.focal_point, guidance.fresh(version), text="Say who opens the door at night.")
    acts.revise_version(world.analyst, guidance.fresh(version), wording=acts.Wording("The duty officer opens it."))
    acts.submit_version(world.analyst, guidance.fresh(version))
    acts.return_version(world.desk_head, guidance.fresh(version), answer="Name the post.")
    assert guidance.fresh(version).state == RETURNED
    found = guidance.authorise(guidance.fresh(version))
    assert found.state == IN_FORCE
    assert found.authorised_post_id == world.desk_head.post_id
    assert found.comments.get().text.startswith("Say who")


def test_an_author_who_heads_the_desk_does_not_authorise_her_own_words(world, guidance):
    document = acts.begin_document(
        world.desk_head, reference="OWN-1", title="Own", kind="directive", marking="internal",
        owner_post=guidance.post, wording=acts.Wording("Own words."),
    )  # fmt: skip
    version = guidance.version(document)
    acts.submit_version(world.desk_head, version)
    today = timezone.localdate()
    with pytest.raises(Refused, match="Another person"):
        acts.authorise_version(world.desk_head, version, in_force_from=today, review_due=today + timedelta(days=9))


def test_nobody_below_headquarters_and_nobody_of_another_institution_authorises(world, guidance):
    version = guidance.version(guidance.document())
    acts.submit_version(world.analyst, version)
    today = timezone.localdate()
    for who in (world.analyst, world.focal_point, world.defence_desk_head):
        with pytest.raises(Refused):
            acts.authorise_version(who, version, in_force_from=today, review_due=today + timedelta(days=9))


def test_nothing_is_in_force_before_the_day_that_it_was_authorised_and_an_empty_one_is_not_submitted(world, guidance):
    version = guidance.version(guidance.document(wording=acts.Wording()))
    with pytest.raises(Invalid, match="Write the text first"):
        acts.submit_version(world.analyst, version)
    acts.revise_version(world.analyst, version, wording=acts.Wording("Words."))
    acts.submit_version(world.analyst, version)
    today = timezone.localdate()
    with pytest.raises(Invalid, match="before today"):
        acts.authorise_version(
            world.desk_head, version, in_force_from=today - timedelta(days=1), review_due=today + timedelta(days=9)
        )


def test_a_version_for_a_later_day_comes_into_force_by_the_clock_and_ends_the_one_before(world, guidance):
    first = guidance.in_force(since=timezone.localdate() - timedelta(days=400))
    second = acts.begin_version(world.analyst, first.document, minor=False)
    assert (second.number, second.text) == ("2.0", first.text)
    with pytest.raises(Invalid, match="under way"):
        acts.begin_version(world.analyst, first.document, minor=True)
    tomorrow = timezone.localdate() + timedelta(days=1)
    second = guidance.authorise(second, tomorrow)
    assert second.state == AUTHORISED
    jobs.put_in_force()
    assert guidance.fresh(first).state == IN_FORCE
    second = guidance.backdate(second, timezone.localdate())
    assert queries.in_force_at(first.document, timezone.localdate()) == second, "the dates say it before the clock does"
    jobs.put_in_force()
    assert (guidance.fresh(first).state, guidance.fresh(second).state) == (SUPERSEDED, IN_FORCE)
    assert guidance.fresh(first).in_force_to == timezone.localdate()


def test_which_version_was_in_force_on_a_day_and_while_a_case_was_open_is_known_in_one_query(
    world, guidance, django_assert_num_queries
):
    today = timezone.localdate()
    first = guidance.in_force(since=today - timedelta(days=100))
    other = guidance.in_force("GBV-SOP-2", since=today - timedelta(days=10))
    second = guidance.authorise(acts.begin_version(world.analyst, first.document, minor=False))
    with django_assert_num_queries(1):
        assert queries.versions_in_force(world.police.pk, today - timedelta(days=50)) == [first]
    assert queries.versions_in_force(world.police.pk, today) == [second, other]
    assert queries.versions_in_force(world.defence.pk, today) == []
    with django_assert_num_queries(1):
        held = queries.versions_during(world.analyst, today - timedelta(days=50), today)
    assert held == [first, second, other]


def test_an_acknowledgement_is_bound_to_its_version_and_outlives_a_minor_edit_alone(world, guidance):
    reader = world.focal_point
    first = guidance.in_force()
    assert queries.to_acknowledge(reader) == [first]
    acts.acknowledge_version(reader, first)
    acts.acknowledge_version(reader, first)
    assert Acknowledgement.objects.get().version == first
    edit = guidance.authorise(acts.begin_version(world.analyst, first.document, minor=True))
    assert edit.number == "1.1"
    assert queries.to_acknowledge(reader) == []
    with pytest.raises(Invalid, match="not in force"):
        acts.acknowledge_version(world.investigator, guidance.fresh(first))
    renewed = guidance.authorise(acts.begin_version(world.analyst, first.document, minor=False))
    assert queries.to_acknowledge(reader) == [renewed]


def test_who_has_not_read_it_is_known_by_unit_and_only_of_those_who_must(world, guidance):
    version = guidance.in_force(audience=["focal_point"])
    for who in (world.focal_point, world.other_focal_point, world.operator):
        assert who.officer_id
    assert queries.to_acknowledge(world.operator) == []
    acts.acknowledge_version(world.focal_point, version)
    lines = {each.name: (each.readers, each.missing) for each in queries.reading_by_unit(version)}
    assert lines == {"Station Hillside": (1, 1), "Station Lakeside": (1, 0)}
    unit = world.other_station.unit_id
    assert [each.pk for each in queries.missing_in_unit(version, unit)] == [world.other_focal_point.officer_id]
    acts.remind_readers(world.desk_head, version)
    assert queries.to_acknowledge(world.other_focal_point)[0].reminded_at is not None


def test_a_signed_sheet_is_entered_whole_or_not_at_all(world, guidance):
    version = guidance.in_force()
    codes = [Officer.objects.get(pk=who.officer_id).staff_code for who in (world.rider, world.investigator)]
    stranger = Officer.objects.get(pk=world.defence_operator.officer_id).staff_code
    today = timezone.localdate()
    pasted = f"{codes[0].lower()} signed\n{stranger}\n{codes[1]}"
    assert [each.line for each in queries.check_sheet(version, pasted).faults] == [2]
    with pytest.raises(Invalid, match="Line 2"):
        acts.sign_sheet(world.focal_point, version, signed_on=today, codes=pasted)
    assert not Acknowledgement.objects.exists()
    assert acts.sign_sheet(world.focal_point, version, signed_on=today, codes="\n".join(codes)) == 2
    assert Acknowledgement.objects.filter(on_paper=True, kept_by=world.focal_point.id).count() == 2
    assert queries.check_sheet(version, codes[0]).faults[0].why == "signed_before"
    with pytest.raises(Invalid, match="on that day"):
        acts.sign_sheet(world.focal_point, version, signed_on=today - timedelta(days=1), codes=codes[0])


def test_a_review_keeps_a_version_in_force_and_a_withdrawal_ends_it(world, guidance):
    version = guidance.in_force(since=timezone.localdate() - timedelta(days=5))
    acts.review_version(world.analyst, version)
    assert guidance.fresh(version).state == UNDER_REVIEW
    acts.confirm_version(world.analyst, guidance.fresh(version), review_due=timezone.localdate() + timedelta(days=300))
    with pytest.raises(Refused):
        acts.withdraw_version(world.analyst, guidance.fresh(version), answer="Old")
    acts.withdraw_version(world.desk_head, guidance.fresh(version), answer="Replaced by law")
    found = guidance.fresh(version)
    assert (found.state, found.in_force_to) == (WITHDRAWN, timezone.localdate())
    assert queries.versions_in_force(world.police.pk, timezone.localdate()) == []
    with pytest.raises(ImpossibleMove):
        acts.review_version(world.analyst, found)


def test_a_draft_is_for_its_writers_and_a_restricted_document_for_whom_it_is_meant(world, guidance):
    draft = guidance.version(guidance.document())
    assert not documents_for(world.focal_point).exists()
    with pytest.raises(Missing):
        queries.version_for(world.focal_point, draft.pk)
    meant = guidance.in_force("GBV-3", marking=Marking.RESTRICTED, audience=["operator"])
    assert queries.version_for(world.operator, meant.pk) == meant
    with pytest.raises(Missing):
        queries.version_for(world.focal_point, meant.pk)
    with pytest.raises(Refused):
        acts.acknowledge_version(world.focal_point, meant)
    with pytest.raises(Missing):
        queries.document_for(world.defence_desk_head, meant.document_id)


def test_the_same_reference_is_not_given_twice_and_a_link_leads_to_a_document(world, guidance):
    guidance.in_force()
    with pytest.raises(Invalid, match="reference is taken"):
        guidance.document("gbv-sop-1")
    with pytest.raises(Invalid, match="NOWHERE-1"):
        guidance.document("GBV-9", wording=acts.Wording("Words", linked=["NOWHERE-1"]))
    linked = guidance.document("GBV-9", wording=acts.Wording("Words", linked=["GBV-SOP-1"]))
    assert guidance.version(linked).linked == ["GBV-SOP-1"]


def test_the_clock_alone_puts_in_force(world, guidance):
    version = guidance.version(guidance.document())
    with pytest.raises(Refused):
        acts.enter_force(world.desk_head, version)
    with pytest.raises(ImpossibleMove):
        acts.enter_force(SYSTEM, version)


@pytest.mark.one_database
def test_the_database_refuses_an_author_who_authorises(world, guidance):
    from django.db import IntegrityError, transaction

    version = guidance.in_force()
    with unguarded("test"), pytest.raises(IntegrityError), transaction.atomic():
        Version.objects.filter(pk=version.pk).update(authorised_officer=version.author_officer)
