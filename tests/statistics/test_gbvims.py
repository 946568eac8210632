"""The 24 GBVIMS statistics: every number of the page and the file equals a count by hand of the records themselves."""

from __future__ import annotations

import csv
import io
import itertools
from collections import Counter
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from genderdesk.casework.cases.acts import classify_incident, count_in_figures, keep_circumstances
from genderdesk.casework.cases.facts import case_fact
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import (
    QUESTIONS,
    Abduction,
    DisplacementStage,
    HarmfulPractice,
    Occupation,
    PerpetratorAge,
    PerpetratorNumber,
    PerpetratorSex,
    Relationship,
    ReportedElsewhere,
)
from genderdesk.demo.generator import generate_cases
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.groundwork.protection.models import Entry
from genderdesk.monitoring.statistics.models import Catalogue, Delta
from genderdesk.monitoring.statistics.queries import recount_differs
from genderdesk.monitoring.statistics.queries.gbvims import gbvims_month, incidents_of
from genderdesk.monitoring.statistics.rollup import rebuild_if_changed
from genderdesk.monitoring.statistics.rules.calendar import month_of_day, months_up_to
from genderdesk.monitoring.statistics.rules.disclosure import Line, protect_beside, sum_of
from genderdesk.monitoring.statistics.rules.gbvims import STATISTICS, Incident, Referred, is_among, left_out, tally
from genderdesk.monitoring.statistics.rules.gbvims_shown import report_of
from tests.demo.equipment import equip
from tests.files import fresh, open_file
from tests.statistics.gbvims_by_hand import GbvimsByHand

KIGALI = ZoneInfo("Africa/Kigali")
CASES = 520
KEYS = [statistic.key for statistic in STATISTICS]
THIS = month_of_day(timezone.localdate())
# On the first days of a month nothing of it is there to be counted.
BEGUN = month_of_day(timezone.localdate() - timedelta(days=10))


def nth(kind, number):
    return list(kind)[number % len(list(kind))]


@pytest.fixture
def desk(world):
    """Invented months in which the circumstances of most cases are known."""
    equip(world)
    generate_cases(CASES, 5, lambda _done, _total: None)
    this = timezone.now() - timedelta(days=70)
    recent = Case.objects.filter(institution=world.police, opened_at__gt=this).exclude(state="closed")
    for number, case in enumerate(recent.select_related("incident").order_by("opened_at", "pk")):
        keep_circumstances(
            world.desk_head,
            case,
            version=case.incident.version,
            perpetrators=nth(PerpetratorNumber, number),
            perpetrator_sex=PerpetratorSex.MALE,
            perpetrator_age=nth(PerpetratorAge, number // 3),
            perpetrator_relationship=nth(Relationship, number // 2 if number % 2 else 0),
            perpetrator_occupation=nth(Occupation, number),
            previous_gbv=nth(Answer, number // 3),
            goods_exchanged=nth(Answer, number // 2),
            abduction=nth(Abduction, number // 5),
            harmful_practice=nth(HarmfulPractice, number // 4),
            displacement_stage=nth(DisplacementStage, number // 6),
            reported_elsewhere=nth(ReportedElsewhere, number // 2),
        )
    return world


def numbers_of(result):
    columns = result.statistic.columns or ("",)
    return {(row.code, column): cell for row in result.rows for column, cell in zip(columns, row.cells, strict=True)}


class TestCountedByHand:
    def test_every_statistic_of_two_months_on_the_page_and_in_the_file(self, desk):
        client, seen = desk.client(desk.analyst), Counter()
        for month in months_up_to(BEGUN, 2):
            hand = GbvimsByHand("TP", month)
            counted = [each for each in incidents_of("TP", month).values() if not left_out(each)]
            assert len(counted) == hand.counted > 0
            report = gbvims_month("TP", month).report
            for reason, number in report.left_out:
                assert number in (hand.left_out[reason], None)
            for statistic in STATISTICS:
                expected = hand.cells.get(statistic.key, {})
                among = [each for each in counted if is_among(statistic, each)]
                if not statistic.only_sums:
                    found = tally(statistic, among)
                    sums = {name for name, _codes in statistic.sums}
                    plain = {cell: count for cell, count in expected.items() if cell[0] not in sums}
                    assert {cell: count for cell, count in found.items() if count} == plain, statistic.key
                result = report.result(statistic.key)
                for cell, number in numbers_of(result).items():
                    if number is not None:
                        assert number == expected.get(cell, 0), (statistic.key, cell)
                        seen[statistic.key] += bool(number)
                    assert number is None or number == 0 or number >= 5, (statistic.key, cell)
            self._in_the_file(client, month, report)
            self._on_the_page(client, month, report)
        assert len(seen) > 15

    def _in_the_file(self, client, month, report):
        answer = client.get(f"/staff/figures/TP/{month:%Y-%m}/gbvims.csv")
        lines = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
        table = [dict(zip(lines[1], line, strict=True)) for line in lines[2:] if len(line) == len(lines[1])]
        for statistic in STATISTICS:
            result = report.result(statistic.key)
            mine = [each for each in table if each["statistic"] == statistic.key]
            got = {(each["row"], each["column"]): each["number"] for each in mine}
            expected = numbers_of(result) | {("total", ""): result.total, ("missing", ""): result.missing}
            assert got == {cell: "" if number is None else str(number) for cell, number in expected.items()}
            assert all((each["status"] == "not_shown") == (each["number"] == "") for each in mine)

    def _on_the_page(self, client, month, report):
        page = client.get(f"/staff/figures/gbvims/?month={month:%Y-%m}").content.decode()
        assert page.count("<table") == len(STATISTICS)
        for statistic in STATISTICS:
            part = page.split(f'<h3 id="{statistic.key}">')[1].split("</section>")[0]
            cells = [each.split(">")[1].split("<")[0].strip() for each in part.split("<td")[1:]]
            numbers = list(itertools.chain.from_iterable(row.cells for row in report.result(statistic.key).rows))
            assert cells == ["not shown" if each is None else str(each) for each in numbers], statistic.key

    def test_what_older_records_lack_is_brought_up_to_date_once(self, desk):
        with unguarded("test"):
            for delta in Delta.objects.filter(kind="case"):
                delta.dimensions.pop("time_of_day", None)
                delta.dimensions.pop("contexts", None)
                delta.save()
            Catalogue.objects.update(edition="another")
        assert recount_differs()
        assert rebuild_if_changed()
        assert recount_differs() == []
        assert not rebuild_if_changed()


def incident(**dimensions: str) -> Incident:
    return Incident({"statistics_consent": "yes", "gbv_type": "rape", "sex": "female", **dimensions})


class TestWhoIsCounted:
    @pytest.mark.parametrize(
        ("dimensions", "reason"),
        [
            ({}, ""),
            ({"statistics_consent": "no"}, "no_consent"),
            ({"statistics_consent": "unknown"}, "no_consent"),
            ({"statistics_consent": "declined"}, "no_consent"),
            ({"gbv_type": "non_gbv"}, "non_gbv"),
            ({"gbv_type": "unclassified"}, "unclassified"),
            ({"reported_elsewhere": "gbvims"}, "elsewhere"),
            ({"reported_elsewhere": "other"}, ""),
            ({"reported_elsewhere": "no"}, ""),
            ({"reported_elsewhere": "declined"}, ""),
            ({"statistics_consent": "no", "reported_elsewhere": "gbvims"}, "no_consent"),
        ],
    )
    def test_one_reason_each_and_only_a_yes_is_a_yes(self, dimensions, reason):
        assert left_out(incident(**dimensions)) == reason

    def test_nobody_is_counted_for_an_answer_that_was_not_given(self):
        given_nothing = [incident(), incident(previous_gbv="declined", marital="declined", contexts="")]
        for key in ("previous_gbv", "marital", "displacement", "perpetrators", "delay", "time_of_day", "referred_from"):
            statistic = next(each for each in STATISTICS if each.key == key)
            assert {cell for cell, count in tally(statistic, given_nothing).items() if count} == {("unknown", "")}
        contexts = tally(next(each for each in STATISTICS if each.key == "contexts"), given_nothing)
        assert {column for (_row, column), count in contexts.items() if count} == {"unknown"}

    def test_no_is_counted_as_no(self):
        said_no = incident(contexts="harmful_practice:no sexual_exploitation:no", previous_gbv="no")
        contexts = tally(next(each for each in STATISTICS if each.key == "contexts"), [said_no])
        assert contexts["harmful_practice", "no"] == contexts["sexual_exploitation", "no"] == 1
        assert contexts["harmful_practice", "yes"] == 0

    def test_two_referrals_for_one_service_are_both_kept(self):
        twice = Incident(referrals=(Referred("health", "declined"), Referred("health", "referred", given=True)))
        referrals = tally(next(each for each in STATISTICS if each.key == "referrals"), [twice])
        assert (referrals["health", "declined"], referrals["health", "referred"]) == (1, 1)
        given = tally(next(each for each in STATISTICS if each.key == "services_given"), [twice])
        assert given["health", "yes"] == 1


@pytest.mark.django_db
class TestDelays:
    REPORTED = datetime(2026, 3, 10, 8, 0, tzinfo=KIGALI)

    def row_of(self, case, moment):
        case.incident.reported_at = self.REPORTED
        case.incident.occurred_from = moment.at if moment else None
        case.incident.occurred_precision = moment.precision if moment else Precision.UNKNOWN
        fact = Incident(case_fact(case).dimensions)
        counts = tally(next(each for each in STATISTICS if each.key == "delay"), [fact])
        return next(row for (row, _column), count in counts.items() if count)

    @pytest.mark.parametrize(
        ("hours", "minutes", "row"),
        [
            (71, 59, "0-3_days"),
            (72, 0, "0-3_days"),
            (72, 1, "4-5_days"),
            (120, 0, "4-5_days"),
            (120, 1, "6-14_days"),
            (336, 0, "6-14_days"),
            (336, 1, "15-30_days"),
            (720, 0, "15-30_days"),
            (720, 1, "over_1_month"),
        ],
    )
    def test_hours_are_counted_to_the_minute(self, world, hours, minutes, row):
        case = fresh(open_file(world))
        at = self.REPORTED - timedelta(hours=hours, minutes=minutes)
        assert self.row_of(case, Moment(at)) == row

    @pytest.mark.parametrize(
        ("days", "row"),
        [
            (0, "0-3_days"),
            (3, "0-3_days"),
            (4, "4-5_days"),
            (5, "4-5_days"),
            (6, "6-14_days"),
            (14, "6-14_days"),
            (15, "15-30_days"),
            (30, "15-30_days"),
            (31, "over_1_month"),
        ],
    )
    def test_day_four_is_never_among_the_first_three(self, world, days, row):
        case = fresh(open_file(world))
        at = (self.REPORTED - timedelta(days=days)).replace(hour=0)
        assert self.row_of(case, Moment(at, Precision.DAY)) == row

    def test_a_missing_date_is_not_the_fastest_and_a_reversed_one_has_its_own_row(self, world):
        case = fresh(open_file(world))
        assert self.row_of(case, None) == "unknown"
        assert self.row_of(case, Moment(self.REPORTED + timedelta(days=2))) == "reversed"


cells = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 14), min_size=2)


class TestSmallNumbers:
    @given(cells, cells)
    def test_a_desk_beside_its_institution_tells_nothing_of_one_to_four_others(self, own, others):
        wider = {code: own.get(code, 0) + others.get(code, 0) for code in own}
        line = protect_beside(own, wider, 5)
        for code, number in line.cells.items():
            if number:
                assert number >= 5
                assert not 0 < wider[code] - number < 5
        hidden = [code for code, number in line.cells.items() if number is None]
        if line.total is not None and hidden:
            exposed = [code for code in hidden if own[code] and 0 < wider[code] - own[code] < 5]
            for code in exposed:
                assert sum(own[other] for other in hidden if other != code) >= 5

    @given(cells)
    def test_rows_added_up_tell_no_more_than_the_rows(self, own):
        codes = tuple(sorted(own))[: len(own) // 2 + 1]
        line = protect_beside(own, own, 5)
        found = sum_of(line, codes)
        hidden = {code for code, number in line.cells.items() if number is None}
        if line.total is None or (hidden & set(codes) and hidden - set(codes)):
            assert found is None
        else:
            assert found == sum(own[code] for code in codes)
        assert sum_of(Line(dict.fromkeys(own), None), codes) is None

    @given(st.lists(st.sampled_from(["rape", "sexual_assault", "denial", "unclassified", "non_gbv"]), max_size=60))
    def test_no_shown_number_is_one_to_four(self, types):
        month = [
            incident(gbv_type=each, age_group=group, reported_elsewhere="gbvims" if number % 11 == 0 else "no")
            for number, (each, group) in enumerate(zip(types, itertools.cycle(["12-17", "20-49", "10-11"])))
        ]
        report = report_of(month)
        assert report.counted is None or report.counted == 0 or report.counted >= 5
        for result in report.results:
            for row in result.rows:
                assert all(cell is None or cell == 0 or cell >= 5 for cell in row.cells)
        sexual, by_type = report.result("sexual_violence"), report.result("type")
        hidden = {row.code for row in by_type.rows if row.cells[0] is None}
        if hidden & {"rape", "sexual_assault"} and hidden - {"rape", "sexual_assault"}:
            assert sexual.rows[0].cells[0] is None

    def test_a_rape_count_that_is_kept_back_is_not_told_by_the_time_to_report(self):
        month = [*(incident() for _ in range(3)), *(incident(gbv_type="denial") for _ in range(20))]
        report = report_of(month)
        assert report.result("type").rows[0].cells == (None,)
        assert report.result("delay_rape").total is None


@pytest.mark.django_db
class TestThePage:
    def test_is_for_analysts_and_heads_of_desk_and_for_the_own_institution(self, world):
        address = "/staff/figures/gbvims/"
        for who in ("analyst", "desk_head"):
            assert world.client(getattr(world, who)).get(address).status_code == 200
        for who in ("focal_point", "operator", "oversight", "counsellor", "administrator"):
            assert world.client(getattr(world, who)).get(address).status_code == 403
        assert world.client(world.defence_desk_head).get(f"{address}?of=TP").status_code == 404
        assert world.client(world.analyst).get(f"{address}?scope=desk").status_code == 404
        assert world.client(world.desk_head).get(f"{address}?scope=another").status_code == 404

    def test_a_head_of_a_station_sees_the_own_desk_beside_the_institution(self, world):
        head = world.actor("desk_head", world.station)
        for number in range(12):
            case = open_file(world, district=world.other_district if number > 8 else world.district)
            count_in_figures(world.desk_head, case, answer=Answer.YES)
            answers = dict.fromkeys((name for name, _type in QUESTIONS), Answer.NO)
            classify_incident(world.desk_head, fresh(case), version=1, **(answers | {"penetration": Answer.YES}))
        whole = gbvims_month("TP", THIS)
        own = gbvims_month("TP", THIS, head.desk_id)
        assert whole.report.counted == 12
        # Nine at this desk: the other desk's three could be subtracted, so nothing is told.
        assert own.report.counted is None
        assert all(result.kept_back for result in own.report.results)
        page = world.client(head).get("/staff/figures/gbvims/?scope=desk").content.decode()
        assert "Your own desk" in page

    def test_taking_the_file_away_is_in_the_ledger(self, world):
        answer = world.client(world.analyst).get(f"/staff/figures/TP/{THIS:%Y-%m}/gbvims.csv")
        b"".join(answer.streaming_content)
        assert Entry.objects.get(name="gbvims.statistics").kind == "export"
