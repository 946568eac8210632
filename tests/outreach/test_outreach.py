"""Outreach: a tally on one page, unlike numbers never added, materials that do not lie, clubs without names."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pikepdf
import pytest
from django.utils import timezone

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.refusals import ImpossibleMove, Invalid, Missing, Refused
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.programme.guidance.models import Document, Version
from genderdesk.programme.outreach import acts, queries
from genderdesk.programme.outreach.models import Activity, AudienceCount, ClubReturn, Material, MediaItem
from genderdesk.programme.outreach.rules.quarters import Quarter, last_ended, quarter_of
from genderdesk.programme.outreach.vocabulary import (
    ActivityKind,
    Audience,
    ClubKind,
    Confidence,
    MaterialKind,
    MaterialLanguage,
    MediaKind,
    MediaLanguage,
    Method,
    MoveKind,
    NetworkKind,
    PartnerRole,
    Scope,
)
from genderdesk.programme.partners import acts as partner_acts
from genderdesk.programme.partners.models import Partner
from genderdesk.programme.partners.vocabulary import PartnerKind

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("day", "quarter", "ended"),
    [
        (date(2026, 1, 1), Quarter(2026, 1), Quarter(2025, 4)),
        (date(2026, 3, 31), Quarter(2026, 1), Quarter(2025, 4)),
        (date(2026, 4, 1), Quarter(2026, 2), Quarter(2026, 1)),
        (date(2026, 12, 31), Quarter(2026, 4), Quarter(2026, 3)),
    ],
)
def test_a_quarter_ends_with_its_last_day(day, quarter, ended):
    assert (quarter_of(day), last_ended(day)) == (quarter, ended)
    assert quarter.first <= day < quarter.end
    assert quarter.next.before == quarter


pytestmark = pytest.mark.django_db


def logged(world, method=Method.HEAD_COUNT, **changed) -> Activity:
    given = {"kind": ActivityKind.TALK, "title": "Talk", "place": world.district, "held_on": DAY}
    given |= {"audience": Audience.STUDENTS, "confidence": Confidence.COUNTED, "girls": 30, "boys": 10}
    return acts.log_activity(world.focal_point, **(given | {"method": method} | changed))


def material(world, actor=None, **changed) -> Material:
    given = {"code": "CALL", "kind": MaterialKind.POSTER, "language": MaterialLanguage.ENGLISH}
    given |= {"headline": "Call us", "body": "It costs nothing.", "short_codes": world.police.short_code}
    return acts.write_material(actor or world.outreach_officer, **(given | changed))


def cleared(world, **changed) -> Material:
    made = material(world, **changed)
    return acts.clear_material(world.desk_head, Material.objects.get(pk=made.pk))


def moved(world, made: Material, kind: MoveKind, copies: int, **more):
    found = Material.objects.get(pk=made.pk)
    return acts.move_stock(world.outreach_officer, found, kind=kind, copies=copies, moved_on=DAY, **more)


def test_numbers_of_two_methods_stand_apart_and_the_unknown_is_kept(world):
    first = logged(world, unknown=2)
    logged(world, girls=0, boys=0, women=5)
    acts.count_audience(
        world.focal_point,
        first,
        method=Method.ITEMS,
        audience=Audience.STUDENTS,
        confidence=Confidence.COUNTED,
        unknown=40,
    )
    rows = queries.reach_by_method(world.analyst, DAY, DAY + timedelta(days=1))
    assert [(each.method, each.activities, each.women, each.unknown, each.total) for each in rows] == [
        ("head_count", 2, 5, 2, 47),
        ("items", 1, 0, 40, 40),
    ]
    assert queries.reach_by_method(world.analyst, date(2026, 1, 1), DAY) == [], "the end day is not in it"
    assert queries.reach_by_method(world.analyst, DAY, date(2027, 1, 1), district=world.other_district.pk) == []


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"girls": 0, "boys": 0}, "unknown"),
        ({"method": Method.BROADCASTER}, "unknown"),
        ({"boys": -1}, "unknown"),
        ({"held_on": date(2999, 1, 1)}, "held_on"),
    ],
)
def test_a_tally_that_cannot_be_is_refused_with_its_field(world, changed, field):
    with pytest.raises(Invalid) as refused:
        logged(world, **changed)
    assert refused.value.field == field
    assert not Activity.objects.exists()


def test_what_is_cancelled_or_only_planned_is_counted_nowhere(world):
    planned = {"kind": ActivityKind.MARCH, "title": "March", "place": world.district, "held_on": DAY}
    first, second = (acts.plan_activity(world.focal_point, **planned) for _each in range(2))
    count = {"method": Method.HEAD_COUNT, "audience": Audience.COMMUNITY, "confidence": Confidence.ESTIMATED}
    with pytest.raises(ImpossibleMove):
        acts.count_audience(world.focal_point, first, women=5, **count)
    acts.hold_activity(world.focal_point, first)
    acts.count_audience(world.focal_point, Activity.objects.get(pk=first.pk), women=5, **count)
    acts.cancel_activity(world.focal_point, second)
    assert [each.total for each in queries.reach_by_method(world.analyst, DAY, date(2027, 1, 1))] == [5]
    with pytest.raises(Invalid, match="already"):
        acts.count_audience(world.focal_point, Activity.objects.get(pk=first.pk), men=1, **count)
    assert AudienceCount.objects.count() == 1


def test_who_wrote_a_material_does_not_clear_it_and_only_a_cleared_one_is_printed(world):
    made = material(world)
    with pytest.raises(Refused):
        acts.clear_material(world.outreach_officer, made)
    with pytest.raises(Invalid, match="cleared"):
        moved(world, made, MoveKind.PRINTED, 100)
    acts.clear_material(world.desk_head, Material.objects.get(pk=made.pk))
    moved(world, made, MoveKind.PRINTED, 100)
    assert Material.objects.get(pk=made.pk).stock == 100


def test_what_may_be_printed_now_is_one_file_each_page_of_its_own_size(world):
    client = world.client(world.outreach_officer)
    assert client.get("/staff/outreach/materials.pdf").status_code == 404
    cleared(world)
    cleared(world, code="STICK", kind=MaterialKind.STICKER, headline="Invented sticker")
    material(world, code="DRAFT", headline="A draft")
    assert [each.code for each in queries.to_print(world.outreach_officer)] == ["CALL", "STICK"]
    assert "materials.pdf" in client.get("/staff/outreach/materials/").content.decode()
    with pikepdf.open(io.BytesIO(client.get("/staff/outreach/materials.pdf").content)) as pdf:
        widths = [round(float(each.mediabox[2]) / 72 * 25.4) for each in pdf.pages]
    assert widths == [297, 100]
    with unguarded("test"):
        world.police.short_code = "3999"
        world.police.save()
    assert queries.to_print(world.outreach_officer) == []


def test_no_more_copies_go_than_there_are_and_everybody_sees_where_they_hang(world):
    made = cleared(world)
    moved(world, made, MoveKind.PRINTED, 100)
    moved(world, made, MoveKind.HANDED_OUT, 60, place=world.district)
    moved(world, made, MoveKind.HANDED_OUT, 15, activity=logged(world, place=world.other_district))
    moved(world, made, MoveKind.CAME_BACK, 10, place=world.district)
    with pytest.raises(Invalid, match="Only 35"):
        moved(world, made, MoveKind.SPOILED, 36)
    with pytest.raises(Invalid, match="where they went"):
        moved(world, made, MoveKind.HANDED_OUT, 1)
    there = [(each.place, each.copies) for each in queries.whereabouts(made)]
    assert there == [(world.district.name, 50), (world.other_district.name, 15)]


def test_copies_are_known_by_who_has_them(world):
    made, partner = cleared(world), enter_partner(world)
    moved(world, made, MoveKind.PRINTED, 100)
    moved(world, made, MoveKind.HANDED_OUT, 30, unit=world.station.unit)
    moved(world, made, MoveKind.HANDED_OUT, 20, place=world.district, partner=partner)
    there = {(each.unit, each.partner_id): each.copies for each in queries.whereabouts(made)}
    assert there == {(world.station.unit.name, None): 30, ("", partner.pk): 20}
    page = world.client(world.outreach_officer).get(f"/staff/outreach/materials/{made.pk}/").content.decode()
    assert f"{world.station.unit.name}: 30 copies" in page
    assert "Invented company" in page
    with pytest.raises(Invalid, match="own institution"):
        moved(world, made, MoveKind.HANDED_OUT, 1, unit=world.defence_desk.unit)


def test_a_number_that_changes_names_every_material_that_carries_it(world):
    made, other = cleared(world), cleared(world, code="OTHER", short_codes="")
    draft = material(world, code="DRAFT")
    assert queries.outdated(world.outreach_officer) == []
    world.police.short_code = "3999"
    with unguarded("test"):
        world.police.save()
    (line,) = queries.outdated(world.outreach_officer)
    assert (line.material, line.numbers, line.versions) == (made, ["3512"], [])
    today = world.client(world.outreach_officer).get("/staff/").content.decode()
    assert "Carries a number that is gone" in today
    moved(world, made, MoveKind.PRINTED, 5)
    acts.recall_material(world.outreach_officer, Material.objects.get(pk=made.pk), why="The number changed")
    with pytest.raises(Invalid, match="recalled"):
        moved(world, made, MoveKind.HANDED_OUT, 1, place=world.district)
    assert queries.outdated(world.outreach_officer) == []
    assert material(world).version == 2, "the next version"
    assert {other.version, draft.version} == {1}


def guideline(world, number=1, first=DAY, end=None, state="in_force", minor=0) -> Version:
    """A version of one guideline of the police, in force for some days."""
    with unguarded("test"):
        document, _new = Document.objects.get_or_create(
            institution=world.police,
            reference="SOP-1",
            defaults={
                "title": "Invented", "kind": "procedure", "marking": "open",
                "owner_post_id": world.desk_head.post_id, "begun_by": world.desk_head.id,
            },
        )  # fmt: skip
        return Version.objects.create(
            document=document,
            major=number,
            minor=minor,
            state=state,
            author_id=world.desk_head.id,
            author_code="x",
            authorised_at=timezone.now(),
            in_force_from=first,
            in_force_to=end,
        )


def superseded(version: Version, on: date) -> None:
    with unguarded("test"):
        version.state, version.in_force_to = "superseded", on
        version.save()


def test_a_guideline_that_changes_names_every_material_that_tells_of_it(world):
    old, today = guideline(world), timezone.localdate()
    made = cleared(world, guidelines=[old.pk])
    other = cleared(world, code="OTHER")
    moved(world, made, MoveKind.PRINTED, 50)
    moved(world, made, MoveKind.HANDED_OUT, 20, place=world.district)
    assert queries.outdated(world.outreach_officer) == []
    superseded(old, today)
    guideline(world, first=today, minor=1)
    assert queries.outdated(world.outreach_officer) == [], "a minor edit changes nothing that one must learn anew"
    superseded(Version.objects.get(minor=1), today)
    guideline(world, number=2, first=today)
    (line,) = queries.outdated(world.outreach_officer)
    assert (line.material, line.numbers, line.versions, line.copies) == (made, [], [old], 20)
    client = world.client(world.outreach_officer)
    assert "A guideline that it tells of has changed" in client.get("/staff/").content.decode()
    assert "SOP-1 1.0 no longer holds" in client.get("/staff/outreach/materials/").content.decode()
    assert "20 copies are out" in client.get("/staff/outreach/materials/").content.decode()
    assert "which no longer holds" in client.get(f"/staff/outreach/materials/{made.pk}/").content.decode()
    assert other.state == "cleared"
    acts.recall_material(world.outreach_officer, Material.objects.get(pk=made.pk), why="The guideline changed")
    assert queries.outdated(world.outreach_officer) == []


def test_what_tells_of_a_version_that_ended_is_not_cleared(world):
    old = guideline(world)
    draft = material(world, guidelines=[old.pk])
    superseded(old, timezone.localdate())
    with pytest.raises(Invalid, match="no longer in force"):
        acts.clear_material(world.desk_head, draft)
    with pytest.raises(Invalid, match="own institution"):
        acts.write_material(
            world.defence_desk_head, code="X", kind=MaterialKind.POSTER, language=MaterialLanguage.ENGLISH,
            headline="x", body="x", guidelines=[old.pk],
        )  # fmt: skip


def test_the_form_offers_the_versions_in_force(world):
    version = guideline(world)
    client = world.client(world.outreach_officer)
    given = {"code": "NEW", "kind": "poster", "language": "en", "headline": "Call", "body": "It is free."}
    assert "SOP-1 1.0" in client.get("/staff/outreach/materials/").content.decode()
    answer = client.post("/staff/outreach/materials/", given | {"guidelines": [str(version.pk)]})
    assert answer.status_code == 302
    assert Material.objects.get(code="NEW").guidelines.get().version == version
    wrong = client.post("/staff/outreach/materials/", given | {"guidelines": ["nothing"]})
    assert wrong.status_code == 422
    assert "It is free." in wrong.content.decode()


def enter_partner(world) -> Partner:
    return partner_acts.enter_partner(
        world.outreach_officer, code="CO", kind=PartnerKind.PRIVATE, name="Invented company", since=DAY
    )


def test_partners_take_part_in_campaigns_and_at_activities(world):
    partner, activity = enter_partner(world), logged(world)
    campaign = acts.plan_campaign(world.outreach_officer, name="Week", starts_on=DAY, ends_on=DAY + timedelta(days=7))
    client = world.client(world.outreach_officer)
    for address in (f"/staff/outreach/campaigns/{campaign.pk}/", f"/staff/outreach/activities/{activity.pk}/join/"):
        answer = client.post(address, {"partner": str(partner.pk), "role": "funds"})
        assert answer.status_code == 302, answer.content.decode()[:500]
        again = client.post(address, {"partner": str(partner.pk), "role": "funds"})
        assert again.status_code == 422
        assert "that already" in again.content.decode()
    for subject in (campaign, activity):
        (joined,) = queries.partners_in(subject)
        assert (joined.partner, joined.role) == (partner, "funds")
    with pytest.raises(Refused):
        acts.join_activity(world.defence_desk_head, activity, partner=partner, role=PartnerRole.HOSTS)
    network = acts.form_network(
        world.outreach_officer, name="Net", kind=NetworkKind.SPORT, scope=Scope.REGIONAL, formed_on=DAY
    )
    acts.join_network(world.outreach_officer, network, partner=partner, joined_on=DAY)
    with pytest.raises(Invalid, match="already"):
        acts.join_network(world.outreach_officer, network, partner=partner, joined_on=DAY)
    assert "Invented company" in client.get(f"/staff/outreach/networks/{network.pk}/").content.decode()


def test_a_campaign_shows_each_method_apart(world):
    campaign = acts.plan_campaign(world.outreach_officer, name="Week", starts_on=DAY, ends_on=DAY + timedelta(days=7))
    logged(world, campaign=campaign)
    logged(world, campaign=campaign, method=Method.ITEMS, girls=0, boys=0, unknown=500)
    logged(world)
    found = {each.method: each.total for each in queries.reach_of_campaign(world.outreach_officer, campaign)}
    assert found == {"head_count": 40, "items": 500}
    assert "540" not in world.client(world.analyst).get(f"/staff/outreach/campaigns/{campaign.pk}/").content.decode()


def said(world, **changed) -> MediaItem:
    given = {"outlet": "Invented radio", "kind": MediaKind.RADIO, "language": MediaLanguage.KINYARWANDA}
    given |= {"said_on": DAY, "topic": "The line", "recognisable": Answer.NO}
    return acts.log_media(world.focal_point, **(given | changed))


def test_who_may_be_recognised_is_on_today_until_it_is_put_right(world):
    calm, bad = said(world), said(world, recognisable=Answer.YES, topic="A case")
    assert queries.to_put_right(world.outreach_officer) == [bad]
    client = world.client(world.outreach_officer)
    assert "have it taken down" in client.get("/staff/").content.decode()
    assert "Tell the head of desk" in client.get(f"/staff/outreach/media/{bad.pk}/").content.decode()
    asked = client.post(f"/staff/outreach/media/{bad.pk}/ask/", {"wrong": "The school is named", "asked_on": DAY})
    assert asked.status_code == 302
    early = client.post(f"/staff/outreach/media/{bad.pk}/correct/", {"corrected_on": DAY - timedelta(days=1)})
    assert early.status_code == 422
    assert client.post(f"/staff/outreach/media/{bad.pk}/correct/", {"corrected_on": DAY}).status_code == 302
    assert queries.to_put_right(world.outreach_officer) == []
    assert queries.to_put_right(world.defence_desk_head) == []
    late = client.post(f"/staff/outreach/media/{bad.pk}/ask/", {"wrong": "Again", "asked_on": DAY})
    assert late.status_code == 422
    assert calm.asked_on is None


def test_the_log_of_outlets_takes_what_was_and_nothing_to_come(world):
    client = world.client(world.focal_point)
    given = {"outlet": "Invented daily", "kind": "newspaper", "language": "fr", "topic": "The line", "said_on": DAY}
    given |= {"recognisable": "no", "short_codes": "9999", "link": "example.org/article"}
    assert client.post("/staff/outreach/media/", given | {"said_on": "2999-01-01"}).status_code == 422
    assert client.post("/staff/outreach/media/", given | {"short_codes": "call us"}).status_code == 422
    made = client.post("/staff/outreach/media/", given)
    assert made.status_code == 302
    page = client.get(made.url).content.decode()
    assert "a number that is no institution’s: 9999" in page
    assert MediaItem.objects.get().link == "https://example.org/article"
    assert "Invented daily" in client.get("/staff/outreach/media/?kind=newspaper").content.decode()
    assert ">Invented daily<" not in client.get("/staff/outreach/media/?kind=radio").content.decode()
    with pytest.raises(Missing):
        queries.media_for(world.defence_desk_head, MediaItem.objects.get().pk)
    assert world.client(world.operator).get("/staff/outreach/media/").status_code == 403


def test_a_club_is_active_by_its_last_ended_quarter_alone(world):
    ended = last_ended(timezone.localdate())
    club = acts.register_club(
        world.focal_point, name="Club", kind=ClubKind.SCHOOL, place=world.district, founded_on=ended.before.first
    )

    def standing() -> tuple[bool, bool]:
        (line,) = queries.club_lines([club], timezone.localdate())
        return line.told is not None, line.active

    told = {"year": ended.before.year, "quarter": ended.before.number, "activities": 3, "girls": 20}
    acts.tell_of_club(world.focal_point, club, **told)
    assert standing() == (False, False)
    now = told | {"year": ended.year, "quarter": ended.number}
    acts.tell_of_club(world.focal_point, club, **(now | {"activities": 0}))
    assert standing() == (True, False)
    with unguarded("test"):
        ClubReturn.objects.filter(year=ended.year, quarter=ended.number).update(activities=1)
    assert standing() == (True, True)
    for changed, sentence in (
        (now, "there already"),
        (now | {"year": ended.next.year, "quarter": ended.next.number}, "not ended"),
        (now | {"year": ended.year - 2}, "did not exist"),
    ):
        with pytest.raises(Invalid, match=sentence):
            acts.tell_of_club(world.focal_point, club, **changed)


def test_a_network_has_organisations_and_officers_each_once(world):
    network = acts.form_network(
        world.outreach_officer, name="Sport", kind=NetworkKind.SPORT, scope=Scope.REGIONAL, formed_on=DAY
    )
    officer = world.officer(world.police)
    acts.join_network(world.outreach_officer, network, organisation="Invented league", joined_on=DAY)
    member = acts.join_network(world.outreach_officer, network, officer=officer, joined_on=DAY)
    for again in ({"officer": officer}, {"organisation": "invented LEAGUE"}, {}):
        with pytest.raises(Invalid):
            acts.join_network(world.outreach_officer, network, joined_on=DAY, **again)
    acts.leave_network(world.outreach_officer, member, left_on=DAY + timedelta(days=9))
    assert queries.members_of(network, DAY).count() == 2
    assert queries.members_of(network, DAY + timedelta(days=9)).count() == 1


def test_another_institution_sees_nothing_of_it(world):
    activity, made = logged(world), material(world)
    with pytest.raises(Missing):
        queries.activity_for(world.defence_desk_head, activity.pk)
    with pytest.raises(Refused):
        acts.recall_material(world.defence_desk_head, made, why="No")
    assert not queries.clubs(world.defence_desk_head).exists()
    assert world.client(world.rider).get("/staff/outreach/").status_code == 403


@pytest.mark.one_database
class TestPages:
    def test_a_tally_is_one_page_and_keeps_what_was_typed_wrongly(self, world):
        browser = world.client(world.focal_point)
        given = {"kind": "talk", "title": "Talk at school", "place": world.district.pk, "held_on": "2026-03-02"}
        given |= {"audience": "students", "method": "broadcaster", "confidence": "counted", "girls": "5"}
        wrong = browser.post("/staff/outreach/log/", given)
        assert (wrong.status_code, "Talk at school" in wrong.content.decode()) == (422, True)
        at = browser.post("/staff/outreach/log/", given | {"method": "head_count"})["Location"]
        page = browser.get(at).content.decode()
        assert "Talk at school" in page
        assert "/staff/reports/find/" in page, "an activity can open a report"
        assert "Talk at school" in browser.get("/staff/outreach/?kind=talk").content.decode()
        assert "Talk at school" not in browser.get("/staff/outreach/?kind=march").content.decode()
        assert "Heads counted" in browser.get("/staff/outreach/reach/?first=2026-01-01").content.decode()

    @pytest.mark.parametrize("kind", ["poster", "sticker", "calendar", "brochure"])
    def test_the_printers_sheet_carries_number_and_words(self, world, kind):
        made = material(world, kind=MaterialKind(kind), ussd="*3512#", language=MaterialLanguage.KINYARWANDA)
        answer = world.client(world.outreach_officer).get(f"/staff/outreach/materials/{made.pk}/print/")
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")

    def test_clubs_and_networks_are_entered_on_one_page(self, world):
        browser = world.client(world.outreach_officer)
        club = {"form": "club", "name": "New club", "kind": "school", "place": world.district.pk}
        at = browser.post("/staff/outreach/clubs/", club | {"founded_on": "2020-01-01"})["Location"]
        told = {"year": "2021", "quarter": "1", "activities": "2", "girls": "12"}
        assert browser.post(f"{at}tell/", told)["Location"] == at
        assert "2021-Q1" in browser.get(at).content.decode()
        network = {"form": "network", "name": "New network", "kind": "youth", "scope": "national"}
        at = browser.post("/staff/outreach/clubs/", network | {"formed_on": "2020-01-01"})["Location"]
        assert browser.post(at, {"organisation": "A group", "joined_on": "2020-02-01"})["Location"] == at
        assert "A group" in browser.get(at).content.decode()
        page = browser.get("/staff/outreach/clubs/").content.decode()
        assert "New club" in page
        assert "New network" in page

    def test_a_material_is_cleared_by_another_on_its_page(self, world):
        writer, head = world.client(world.outreach_officer), world.client(world.desk_head)
        given = {"code": "CALL", "kind": "poster", "language": "en", "headline": "Call us", "body": "Free."}
        at = writer.post("/staff/outreach/materials/", given)["Location"]
        assert "Clear it for printing" not in writer.get(at).content.decode()
        assert head.post(f"{at}clear/")["Location"] == at
        move = {"kind": "printed", "copies": "10", "moved_on": "2026-03-02"}
        assert writer.post(f"{at}move/", move)["Location"] == at
        assert writer.post(f"{at}recall/", {"why": "Old"})["Location"] == at
        assert "Recalled on" in writer.get(at).content.decode()
