"""The results room as its people use it: define, claim, freeze, release, correct; and who may."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import connection
from django.urls import reverse

from genderdesk.groundwork.platform.refusals import Invalid, Refused
from genderdesk.monitoring.results import acts, queries
from genderdesk.monitoring.results.rules.page import digest_of
from genderdesk.monitoring.results.vocabulary import (
    CORRECTED,
    FROZEN,
    RELEASED,
    Level,
    Quantifier,
    Section,
    Verdict,
    Warned,
)
from genderdesk.programme.partners import acts as partner_acts
from genderdesk.programme.partners.models import Project
from genderdesk.programme.partners.vocabulary import PartnerKind, ThingKind

pytestmark = pytest.mark.django_db
DAY = date(2009, 12, 31)


@pytest.fixture
def project(world) -> Project:
    return partner_acts.open_project(
        world.desk_head, code="P1", title="Invented project", goal="A goal", starts_on=date(2008, 1, 1)
    )


@pytest.fixture
def indicator(world, project):
    return acts.define_indicator(
        world.analyst,
        code="motorcycles",
        name="Motorcycles received",
        level=Level.OUTPUT,
        query="partner.things",
        arguments="kinds=motorcycle",
        definition="By their plates, each once",
        starts_on=date(2008, 1, 1),
    )


@pytest.fixture
def claim(world, project, indicator):
    return acts.assert_claim(
        world.analyst,
        project,
        code="R10",
        text="Two motorcycles acquired",
        section=Section.RESULT,
        indicator=indicator,
        quantifier=Quantifier.EXACTLY,
        asserted="2",
    )


def receive(world, project, note: str, plates: str) -> None:
    donor = partner_acts.enter_partner(
        world.desk_head, code=f"D{note}", kind=PartnerKind.DONOR, name="Invented donor", since=date(2000, 1, 1)
    )
    partner_acts.take_things(
        world.desk_head,
        project,
        donor=donor,
        note=note,
        received_on=date(2009, 3, 1),
        thing=ThingKind.MOTORCYCLE,
        serials=plates,
    )


def line(project, day=DAY):
    (found,) = queries.page_of(project, day).lines
    return found


def test_what_is_received_turns_the_claim_and_nobody_types_a_number(world, project, claim):
    assert line(project).verdict == Verdict.NOT_SUPPORTED
    receive(world, project, "1", "GR 001\nGR 002")
    assert (line(project).verdict, line(project).value) == (Verdict.SUPPORTED, 2)
    receive(world, project, "2", "GR 003")
    assert (line(project).verdict, line(project).value) == (Verdict.CONTRADICTED, 3)
    assert line(project, date(2009, 2, 28)).verdict == Verdict.NOT_SUPPORTED, "nothing had come by then"


def test_a_page_is_frozen_released_by_another_and_corrected_visibly(world, project, claim):
    receive(world, project, "1", "GR 001\nGR 002")
    frozen = acts.freeze_page(world.analyst, project, as_of=DAY)
    assert frozen.digest == digest_of(frozen.content)
    with pytest.raises(Invalid, match="Say what is corrected"):
        acts.freeze_page(world.analyst, project, as_of=DAY)
    with pytest.raises(Invalid, match="Nothing differs"):
        acts.freeze_page(world.analyst, project, as_of=DAY, why="A second look")
    acts.release_page(world.desk_head, frozen)
    receive(world, project, "2", "GR 003")
    frozen.refresh_from_db()
    (differing,) = queries.differs_from_now(frozen)
    assert (differing.then.value, differing.now.value) == (2, 3), "the page stands as it was"
    again = acts.freeze_page(world.analyst, project, as_of=DAY, why="A third one was found in the store")
    frozen.refresh_from_db()
    assert (again.revision, frozen.state) == (2, RELEASED), "until another one is released, this one holds"
    acts.release_page(world.desk_head, again)
    frozen.refresh_from_db()
    assert frozen.state == CORRECTED
    assert queries.correction_of(frozen) == again
    assert queries.content_of(frozen).lines[0].value == 2


def test_who_froze_a_page_never_releases_it(world, project, claim):
    frozen = acts.freeze_page(world.desk_head, project, as_of=DAY)
    with pytest.raises(Refused, match="Another person"):
        acts.release_page(world.desk_head, frozen)
    with pytest.raises(Refused):
        acts.release_page(world.analyst, frozen)
    frozen.refresh_from_db()
    assert frozen.state == FROZEN


def test_a_page_that_somebody_altered_is_found(world, project, claim):
    frozen = acts.freeze_page(world.analyst, project, as_of=DAY)
    assert queries.broken_pages() == []
    # Past the guard, as somebody who holds the database would.
    connection.connection.execute("UPDATE results_frozenpage SET content = REPLACE(content, 'Two', 'Ten')")
    assert queries.broken_pages() == ["P1 2009-12-31 1"]
    frozen.refresh_from_db()
    with pytest.raises(ValueError, match="digest"):
        queries.content_of(frozen)


def test_a_new_definition_is_another_version_and_is_not_compared_with_the_old_one(world, project, indicator, claim):
    receive(world, project, "1", "GR 001\nGR 002")
    with pytest.raises(Invalid, match="something else"):
        acts.revise_indicator(
            world.analyst,
            indicator,
            query="outreach.clubs",
            arguments="",
            definition="Other",
            starts_on=date(2009, 6, 1),
        )
    acts.revise_indicator(
        world.analyst,
        indicator,
        query="partner.things",
        arguments="kinds=motorcycle vehicle",
        definition="Vehicles too",
        starts_on=date(2009, 6, 1),
    )
    assert line(project, date(2009, 5, 31)).version == 1
    assert line(project).version == 2
    from genderdesk.monitoring.results.rules.comparing import Span

    spans = [Span(date(2009, 3, 1), date(2009, 3, 31)), Span(date(2009, 7, 1), date(2009, 7, 31))]
    receive(world, project, "2", "GR 003")
    march, july = queries.points_of(indicator, spans)
    assert (march.value, march.version, july.version) == (3, 1, 2)
    assert july.change is None


def test_a_target_keeps_what_was_aimed_at_before(world, indicator):
    year = {"first": date(2009, 1, 1), "last": DAY}
    acts.set_target(world.analyst, indicator, value=15, **year)
    with pytest.raises(Invalid, match="why it changes"):
        acts.set_target(world.analyst, indicator, value=20, **year)
    acts.set_target(world.analyst, indicator, value=20, why="Money came", **year)
    assert [each.value for each in indicator.targets.all()] == [15, 20]
    acts.set_baseline(world.analyst, indicator, measured_on=date(2008, 1, 1), value=0, source="Store")
    with pytest.raises(Invalid, match="does not change"):
        acts.set_baseline(world.analyst, indicator, measured_on=date(2008, 1, 1), value=1, source="Store")


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"query": "nothing.such"}, "query"),
        ({"arguments": "kinds"}, "arguments"),
        ({"arguments": "colour=red | kinds=motorcycle"}, "arguments"),
        ({"arguments": ""}, "arguments"),
    ],
)
def test_a_query_takes_what_it_takes(world, project, changed, field):
    given = {
        "code": "x", "name": "x", "level": Level.OUTPUT, "query": "partner.things", "arguments": "kinds=motorcycle",
        "definition": "x", "starts_on": DAY,
    }  # fmt: skip
    with pytest.raises(Invalid) as refused:
        acts.define_indicator(world.analyst, **(given | changed))
    assert refused.value.field == field


def test_nobody_counts_another_institutions_reports(world, project):
    with pytest.raises(Invalid, match="institution"):
        acts.define_indicator(
            world.analyst,
            code="theirs",
            name="Reports to the other desk",
            level=Level.OUTCOME,
            query="reports.number",
            arguments="institution=TD",
            definition="x",
            starts_on=DAY,
        )


def test_a_statement_stands_beside_a_claim_and_supports_none(world, project, claim):
    acts.make_statement(
        world.analyst, claim, text="It helped", author="A colleague", evidence="Minutes", stated_on=date(2009, 11, 1)
    )
    found = line(project)
    assert found.verdict == Verdict.NOT_SUPPORTED
    assert [each.text for each in found.statements] == ["It helped"]
    assert (Warned.CONTRIBUTION, 1) in [(each.code, each.number) for each in found.cautions]
    assert line(project, date(2009, 10, 31)).statements == ()


# Pages


def test_the_page_shows_what_records_say_and_is_taken_away_in_every_format(world, project, claim):
    receive(world, project, "1", "GR 001\nGR 002")
    analyst = world.client(world.analyst)
    page = analyst.get(reverse("results:project", args=[project.pk]), {"as_of": "2009-12-31"})
    assert page.status_code == 200
    assert "Supported by records" in page.text
    for kind in ("pdf", "xlsx", "csv", "iati", "adx", "dhis2"):
        answer = analyst.get(reverse("results:project_file", args=[project.pk, kind]), {"as_of": "2009-12-31"})
        assert (kind, answer.status_code) == (kind, 200)
        assert answer.headers["Content-Disposition"].startswith("attachment")
    assert analyst.get(reverse("results:project_file", args=[project.pk, "doc"])).status_code == 404
    data = json.loads(
        analyst.get(reverse("results:project_file", args=[project.pk, "dhis2"]), {"as_of": "2009-12-31"}).text
    )
    assert data["dataValues"][0]["value"] == "2"


def test_one_project_is_shown_at_once_and_several_are_listed(world, project):
    analyst = world.client(world.analyst)
    assert analyst.get(reverse("results:projects"))["Location"] == reverse("results:project", args=[project.pk])
    partner_acts.open_project(world.desk_head, code="P2", title="Another one", goal="A goal", starts_on=DAY)
    assert "Another one" in analyst.get(reverse("results:projects")).text


def test_what_is_typed_wrongly_is_answered_and_stays(world, project, indicator):
    analyst = world.client(world.analyst)
    typed = {
        "op_id": "018f2d5a-0000-7000-8000-000000000001", "code": "R1", "text": "Claimed", "section": "result",
        "indicator": str(indicator.pk), "quantifier": "out_of", "asserted": "three of five",
    }  # fmt: skip
    answer = analyst.post(reverse("results:project_step", args=[project.pk, "claim"]), typed)
    assert answer.status_code == 422
    assert "three of five" in answer.text
    answer = analyst.post(reverse("results:project_step", args=[project.pk, "claim"]), typed | {"asserted": "3 of 5"})
    assert answer.status_code == 302
    again = analyst.post(reverse("results:project_step", args=[project.pk, "claim"]), typed | {"asserted": "3 of 5"})
    assert again["Location"] == answer["Location"], "the answer to a repeated request is the first answer"


def test_anybody_reads_what_was_released_and_nothing_else(world, project, claim, client):
    frozen = acts.freeze_page(world.analyst, project, as_of=DAY)
    address = reverse("results:published", args=[frozen.pk])
    assert client.get(address).status_code == 404
    assert client.get(reverse("results:published_file", args=[frozen.pk, "csv"])).status_code == 404
    acts.release_page(world.desk_head, frozen)
    assert "Invented project" in client.get(reverse("results:published_pages")).text
    page = client.get(address)
    assert frozen.digest in page.text
    assert "/staff/" not in page.text.split("<main")[1].split("</main")[0]
    assert client.get(reverse("results:published_file", args=[frozen.pk, "csv"])).status_code == 200


def test_the_other_institution_and_other_roles_see_none_of_it(world, project, claim):
    assert world.client(world.focal_point).get(reverse("results:project", args=[project.pk])).status_code == 403
    assert world.client(world.defence_desk_head).get(reverse("results:project", args=[project.pk])).status_code == 404
    assert world.client(world.oversight).get(reverse("results:project", args=[project.pk])).status_code == 200
    answer = world.client(world.oversight).post(reverse("results:project_step", args=[project.pk, "freeze"]), {})
    assert answer.status_code == 403
