"""A link to a chart: frozen by one, released by another, open to whoever has it, and over when its time has come."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.monitoring.statistics.models import SharedChart
from genderdesk.monitoring.statistics.queries import frozen
from genderdesk.monitoring.statistics.rules.calendar import month_before, month_of_day, quarter_of, quarter_text
from genderdesk.monitoring.statistics.rules.frozen import digest_of, read
from tests.statistics.facts_made_up import case, keep, many

pytestmark = pytest.mark.django_db

THIS = month_of_day(timezone.localdate())
LAST = month_before(THIS)
QUARTER = month_before(quarter_of(THIS))
FIGURE = f"/staff/figures/share/?of=TP&figure=cases_by_type&month={LAST:%Y-%m}"
SPAN = quarter_text(quarter_of(QUARTER))
TABLE = f"/staff/figures/share/?of=TP&kind=case&rows=sex&columns=&first={SPAN}&last={SPAN}"


def words(answer) -> str:
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


@pytest.fixture
def counted(world):
    """Cases of the month before and of the last quarter: two types, and three of a third that are kept back."""
    for month in {LAST, QUARTER}:
        keep(many(12, case, f"a{month}", day=month, institution="TP", gbv_type="rape"))
        keep(many(9, case, f"b{month}", day=month, institution="TP", gbv_type="denial"))
        keep(many(3, case, f"c{month}", day=month, institution="TP", gbv_type="forced_marriage"))
    return world


def op_id_of(page) -> str:
    return re.search(r'name="op_id" value="([^"]+)"', page.content.decode()).group(1)


def shared(world, address=FIGURE, days="7", title="Invented title"):
    """A chart that an analyst froze: the page with the link, and the link's path."""
    client = world.client(world.analyst)
    page = client.get(address)
    answer = client.post(address, {"title": title, "days": days, "op_id": op_id_of(page)})
    found = re.search(r"http://testserver(/charts/\w+/)", answer.content.decode())
    return answer, found and found.group(1)


def released(world, address=FIGURE):
    """The same, released by the head of desk."""
    _answer, link = shared(world, address)
    chart = SharedChart.objects.latest("frozen_at")
    step(world, world.desk_head, chart, "release")
    return link, SharedChart.objects.get(pk=chart.pk)


def step(world, actor, chart, name):
    return world.client(actor).post(
        reverse("statistics:shared_step", args=[chart.pk, name]), {"op_id": str(frozen.uuid.uuid4())}
    )


class TestFreezing:
    def test_keeps_the_numbers_of_the_page_with_their_digest_and_only_the_digest_of_the_link(self, counted):
        answer, link = shared(counted)
        chart = SharedChart.objects.get()
        assert answer.status_code == 200
        assert digest_of(chart.content) == chart.digest
        assert chart.token_digest == digest_of(link.split("/")[2])
        assert link.split("/")[2] not in chart.content + chart.title + chart.table
        kept = read(chart.content)
        assert dict(kept.counts)["rape"] == 12
        assert dict(kept.counts)["forced_marriage"] is None
        assert kept.total == 24
        assert Entry.objects.get(name="chart.share").notes["days"] == 7

    def test_what_is_sent_twice_is_one_link(self, counted):
        client = counted.client(counted.analyst)
        given = {"title": "Invented", "days": "7", "op_id": op_id_of(client.get(FIGURE))}
        links = {re.search(r"/charts/\w+/", client.post(FIGURE, given).content.decode()).group() for _ in range(2)}
        assert len(links) == SharedChart.objects.count() == 1

    def test_a_table_of_explore_is_shared_the_same_way(self, counted):
        for month in (month_before(QUARTER), month_before(month_before(QUARTER))):
            keep(many(8, case, f"d{month}", day=month, institution="TP"))
        _answer, link = shared(counted, TABLE)
        assert link
        assert dict(read(SharedChart.objects.get().content).counts)["female"] == 40

    def test_a_month_that_is_not_over_is_not_shared(self, counted):
        keep(many(12, case, "now", day=THIS, institution="TP"))
        answer, link = shared(counted, FIGURE.replace(f"{LAST:%Y-%m}", f"{THIS:%Y-%m}"))
        assert link is None
        assert "This month is not over" in words(answer)

    def test_a_broken_form_keeps_what_was_typed(self, counted):
        answer, link = shared(counted, days="8", title="Invented but kept")
        assert link is None
        assert answer.status_code == 422
        assert "Invented but kept" in words(answer)

    @pytest.mark.parametrize(
        "query",
        [
            "figure=nothing&month=2026-01",
            "figure=response_intervals&month=2026-01",
            "kind=case&rows=sex&columns=age_band",
        ],
    )
    def test_what_is_no_single_list_is_not_there(self, counted, query):
        assert counted.client(counted.analyst).get(f"/staff/figures/share/?{query}").status_code == 404

    def test_where_nothing_is_shown_there_is_nothing_to_share(self, counted):
        answer = counted.client(counted.analyst).get(FIGURE.replace("cases_by_type", "risk_changes"))
        assert answer.status_code == 400

    def test_oversight_and_other_institutions_share_nothing_of_it(self, counted):
        assert counted.client(counted.focal_point).get(FIGURE).status_code == 403
        assert counted.client(counted.defence_desk_head).get(FIGURE).status_code == 404


class TestNumbersThatChange:
    def test_a_second_link_that_would_tell_of_one_to_four_records_is_refused(self, counted):
        released(counted)
        keep(many(2, case, "late", day=LAST, institution="TP", gbv_type="rape"))
        answer, link = shared(counted)
        assert link is None
        assert "one to four records have changed" in words(answer)

    def test_one_that_tells_of_five_or_more_or_of_nothing_is_made(self, counted):
        released(counted)
        assert shared(counted)[1]
        keep(many(6, case, "late", day=LAST, institution="TP", gbv_type="rape"))
        assert shared(counted)[1]

    def test_files_with_an_open_conflict_are_in_no_number_nor_can_be_subtracted(self, counted, monkeypatch):
        barred = frozenset({f"a{LAST}-0", f"a{LAST}-1"})
        mine = frozen.records_left_out
        monkeypatch.setattr(frozen, "records_left_out", lambda actor: barred if actor.kind == "system" else mine(actor))
        keep(many(30, case, "many", day=LAST, institution="TP", gbv_type="physical_assault"))
        shared(counted)
        kept = read(SharedChart.objects.get().content)
        assert kept.total == 52
        assert dict(kept.counts)["physical_assault"] == 30
        assert dict(kept.counts)["rape"] is None


class TestReleasing:
    def test_nobody_opens_what_no_second_person_has_released(self, counted):
        _answer, link = shared(counted)
        assert Client().get(link).status_code == 404

    def test_who_froze_it_does_not_release_it(self, counted):
        client = counted.client(counted.desk_head)
        given = {"title": "Invented", "days": "7", "op_id": op_id_of(client.get(FIGURE))}
        client.post(FIGURE, given)
        assert step(counted, counted.desk_head, SharedChart.objects.get(), "release").status_code == 403
        assert SharedChart.objects.get().state == "waiting"

    def test_an_analyst_releases_nothing(self, counted):
        shared(counted)
        assert (
            step(
                counted, counted.actor("analyst", counted.headquarters), SharedChart.objects.get(), "release"
            ).status_code
            == 403
        )

    def test_it_waits_on_the_page_of_today_of_who_may(self, counted):
        shared(counted)
        assert "Links to charts to release" in words(counted.client(counted.desk_head).get("/staff/"))
        assert "Links to charts to release" not in words(counted.client(counted.analyst).get("/staff/"))


class TestTheLink:
    def test_shows_anybody_the_chart_its_table_the_rule_who_and_when(self, counted):
        link, _chart = released(counted)
        answer = Client().get(link)
        page = words(answer)
        assert "Published by the gender desk of Invented police" in page
        assert '<th scope="row">Rape</th><td class="number">12</td>' in page
        assert "Counts cases opened in the month" in page
        assert "not shown" in page
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert len(answer.content) < 30_000
        assert "quick_exit.js" in page

    def test_stays_as_it_was_frozen(self, counted):
        link, _chart = released(counted)
        keep(many(20, case, "later", day=LAST, institution="TP", gbv_type="rape"))
        assert '<td class="number">12</td>' in words(Client().get(link))

    def test_is_counted_when_it_is_opened_and_in_no_ledger(self, counted):
        link, chart = released(counted)
        entries = Entry.objects.count()
        for _ in range(3):
            Client().get(link)
        assert SharedChart.objects.get(pk=chart.pk).opened == 3
        assert Entry.objects.count() == entries

    def test_ends_by_itself(self, counted):
        link, chart = released(counted)
        with unguarded("test"):
            SharedChart.objects.filter(pk=chart.pk).update(ends_at=timezone.now() - timedelta(seconds=1))
        assert Client().get(link).status_code == 404
        assert Client().get(f"{link}light.svg").status_code == 404
        assert "Over" in words(counted.client(counted.analyst).get("/staff/figures/shared/"))

    def test_is_withdrawn_at_once(self, counted):
        link, chart = released(counted)
        step(counted, counted.analyst, chart, "withdraw")
        assert Client().get(link).status_code == 404
        assert step(counted, counted.desk_head, chart, "release").status_code == 422

    def test_a_guessed_one_answers_nothing(self, counted):
        released(counted)
        assert Client().get("/charts/00000000000000000000000000000000/").status_code == 404


class TestTheList:
    def test_has_every_link_with_who_made_it_until_when_and_how_often_it_was_opened(self, counted):
        link, chart = released(counted)
        Client().get(link)
        page = words(counted.client(counted.desk_head).get("/staff/figures/shared/"))
        assert "Invented title" in page
        assert '<td class="number" data-label="Times opened">1</td>' in page
        assert link.split("/")[2] not in page
        assert chart.ends_at - chart.released_at == timedelta(days=7)

    def test_of_another_institution_is_not_seen(self, counted):
        _link, chart = released(counted)
        assert "Invented title" not in words(counted.client(counted.defence_desk_head).get("/staff/figures/shared/"))
        assert counted.client(counted.defence_desk_head).get(f"/staff/figures/shared/{chart.pk}/").status_code == 404


class TestTheWayToIt:
    def test_stands_beside_each_single_list_of_a_month_that_is_over_for_who_may(self, counted):
        address = f"/staff/figures/?month={LAST:%Y-%m}"
        page = words(counted.client(counted.analyst).get(address))
        assert f"/staff/figures/share/?of=TP&amp;figure=cases_by_type&amp;month={LAST:%Y-%m}" in page
        assert "figure=referrals_by_service" not in page
        assert "/staff/figures/share/" not in words(counted.client(counted.analyst).get("/staff/figures/"))
        assert "/staff/figures/share/" not in words(counted.client(counted.focal_point).get(address))

    def test_stands_beside_a_table_of_explore_without_columns(self, counted):
        for month in (month_before(QUARTER), month_before(month_before(QUARTER))):
            keep(many(8, case, f"d{month}", day=month, institution="TP"))
        client = counted.client(counted.analyst)
        assert "/staff/figures/share/?of=TP" in words(
            client.get(f"/staff/figures/explore/?kind=case&rows=sex&last={SPAN}")
        )
        assert "/staff/figures/share/" not in words(
            client.get("/staff/figures/explore/?kind=case&rows=sex&columns=age_band")
        )
