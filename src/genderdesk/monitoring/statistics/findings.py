"""One sentence for each figure: what a reader should take from it, from shown numbers alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from genderdesk.casework.cases.vocabulary import LevelChange, RiskLevel, Timing, Warned
from genderdesk.groundwork.platform.words import Words
from genderdesk.monitoring.statistics.labels import NOT_SHOWN, row_label
from genderdesk.monitoring.statistics.queries import Month, Row, Shown
from genderdesk.monitoring.statistics.vocabulary import THRESHOLD, UNKNOWN

Districts = Mapping[str, str]


def number_words(value: int) -> str:
    return number_format(value, force_grouping=True)


def count_words(count: int | None) -> str:
    """A number as a page shows it; one that is kept back says so."""
    return str(NOT_SHOWN) if count is None else number_words(count)


def month_words(month: date) -> str:
    return date_format(month, "F Y")


def percent_words(part: int, whole: int) -> str:
    """A share as whole percent; whoever uses it shows part and whole as well."""
    words = _("%(number)s %%") % {"number": number_format(round(100 * part / whole))}
    return words.replace(" ", "\u00a0")


def duration_words(seconds: float | None) -> str:
    """A time as people say it: seconds below two minutes, minutes below two hours, then hours and minutes."""
    if seconds is None:
        return "–"
    if seconds < 120:
        return _("%(seconds)s s") % {"seconds": number_format(round(seconds))}
    minutes = round(seconds / 60)
    if minutes < 120:
        return _("%(minutes)s min") % {"minutes": number_format(minutes)}
    return _("%(hours)s h %(minutes)s min") % {"hours": number_format(minutes // 60), "minutes": minutes % 60}


def change_words(count: int | None, earlier: int | None, earlier_month: date) -> str:
    """How a number stands beside the month before; empty where one of the two may not be shown."""
    if count is None or earlier is None:
        return ""
    words = {"number": number_words(abs(count - earlier)), "month": month_words(earlier_month)}
    if count > earlier:
        return _("%(number)s more than in %(month)s") % words
    if count < earlier:
        return _("%(number)s fewer than in %(month)s") % words
    return _("as many as in %(month)s") % words


def finding_of(shown: Shown, month: Month, districts: Districts) -> str:
    """The sentence of a figure."""
    if shown.total is None:
        return _too_few(shown.figure.kind)
    if shown.empty:
        return _none(shown.figure.kind, month.month)
    return _FINDINGS.get(shown.figure.key, _largest)(shown, districts)


def _none(kind: str, month: date) -> str:
    sentence = {
        "report": _("No report was received in %(month)s."),
        "case": _("No case was counted in %(month)s."),
        "response": _("There was no response to danger in %(month)s."),
        "referral": _("No referral was made in %(month)s."),
        "assessment": _("No risk was assessed in %(month)s."),
        "risk_change": _("No level of risk was changed between assessments in %(month)s."),
        "death": _("No death of a survivor was confirmed for %(month)s."),
    }[kind]
    return sentence % {"month": month_words(month)}


def _too_few(kind: str) -> str:
    sentence = {
        "report": _("There were fewer than %(least)s reports, so nothing of them is shown."),
        "case": _("There were fewer than %(least)s cases, so nothing of them is shown."),
        "response": _("There were fewer than %(least)s responses, so nothing of them is shown."),
        "referral": _("There were fewer than %(least)s referrals, so nothing of them is shown."),
        "assessment": _("There were fewer than %(least)s assessments of risk, so nothing of them is shown."),
        "risk_change": _("There were fewer than %(least)s changes of a level, so nothing of them is shown."),
        "death": _("There were fewer than %(least)s deaths, so nothing of them is shown."),
    }[kind]
    return sentence % {"least": THRESHOLD}


def _row(shown: Shown, code: str) -> Row | None:
    return next((row for row in shown.rows if row.code == code), None)


def _shares(part: int, whole: int) -> dict[str, str]:
    return {"count": number_words(part), "total": number_words(whole), "percent": percent_words(part, whole)}


def _unsplit(shown: Shown) -> str:
    return unsplit_words(shown.total or 0)


def unsplit_words(total: int) -> str:
    """Where of a number of records nothing more than their total is shown."""
    return ngettext(
        "%(total)s was counted; its split is not shown, since it would tell of fewer than five people.",
        "%(total)s were counted; their split is not shown, since it would tell of fewer than five people.",
        total,
    ) % {"total": number_words(total)}


def _largest(shown: Shown, districts: Districts) -> str:
    rows = [row for row in shown.rows if row.count and row.code != UNKNOWN]
    if not rows or shown.total is None:
        return _unsplit(shown)
    most = max(rows, key=lambda row: row.count or 0)
    words = {"label": row_label(shown.figure, most.code, districts), **_shares(most.count or 0, shown.total)}
    if sum(row.count == most.count for row in rows) > 1:
        return _unranked(shown, len(rows), most.count or 0)
    if shown.figure.kind == "report":
        return _("Most frequent: %(label)s, %(count)s of %(total)s reports (%(percent)s).") % words
    return _("Most frequent: %(label)s, %(count)s of %(total)s cases (%(percent)s).") % words


def _unranked(shown: Shown, rows: int, most: int) -> str:
    words = {"total": number_words(shown.total or 0), "most": number_words(most)}
    if shown.figure.kind == "report":
        return _("%(total)s reports; no way in stands out, the most frequent ones have %(most)s each.") % words
    return _("%(total)s cases; no group stands out, the most frequent ones have %(most)s each.") % words


def _outcome(shown: Shown, _districts: Districts) -> str:
    opened = _row(shown, "opened")
    if opened is None or opened.count is None or shown.total is None:
        return _unsplit(shown)
    return _("%(count)s of %(total)s reports (%(percent)s) were opened as cases.") % _shares(opened.count, shown.total)


def _district(shown: Shown, districts: Districts) -> str:
    rows = [row for row in shown.rows if row.count and row.code in districts]
    if not rows or shown.total is None:
        return _unsplit(shown)
    most = max(rows, key=lambda row: row.count or 0)
    if sum(row.count == most.count for row in rows) > 1:
        return _unranked(shown, len(rows), most.count or 0)
    words = {"district": districts[most.code], **_shares(most.count or 0, shown.total)}
    return _("Most cases: %(district)s, %(count)s of %(total)s (%(percent)s).") % words


def _delay(shown: Shown, _districts: Districts) -> str:
    soon, unknown = _row(shown, "0-3_days"), _row(shown, UNKNOWN)
    if soon is None or soon.count is None or shown.total is None:
        return _unsplit(shown)
    words = _shares(soon.count, shown.total)
    if unknown is None or unknown.count is None:
        return _("%(count)s of %(total)s cases (%(percent)s) were reported within three days.") % words
    words["unknown"] = number_words(unknown.count)
    return (
        _(
            "%(count)s of %(total)s cases (%(percent)s) were reported within three days; of %(unknown)s the time is "
            "not known."
        )
        % words
    )


def _response(shown: Shown, _districts: Districts) -> str:
    total = next(interval for interval in shown.intervals if interval.code == "total_seconds")
    if total.median is None:
        return _("%(total)s responses; too few times from report to arrival were recorded to show a median.") % {
            "total": number_words(shown.total or 0)
        }
    words = {"median": duration_words(total.median), "p90": duration_words(total.p90)}
    if total.p90 is None:
        return _("Half of the responses arrived within %(median)s of the report.") % words
    return _("Half of the responses arrived within %(median)s of the report, nine in ten within %(p90)s.") % words


def _referrals(shown: Shown, _districts: Districts) -> str:
    if shown.completed is None:
        return _unsplit(shown)
    return _("%(count)s of %(total)s referrals (%(percent)s) ended with the survivor seen.") % _shares(*shown.completed)


def _levels(shown: Shown, _districts: Districts) -> str:
    high, extreme = _row(shown, RiskLevel.HIGH), _row(shown, RiskLevel.EXTREME)
    if high is None or extreme is None or high.count is None or extreme.count is None or shown.total is None:
        return _unsplit(shown)
    words = _shares(high.count + extreme.count, shown.total)
    return _("%(count)s of %(total)s assessments (%(percent)s) left the level at high or extreme.") % words


def _of_one_row(code: str, sentence: Words) -> Callable[[Shown, Districts], str]:
    """What a figure finds where one of its rows is the point: that row's share of all."""

    def words(shown: Shown, _districts: Districts) -> str:
        row = _row(shown, code)
        if row is None or row.count is None or shown.total is None:
            return _unsplit(shown)
        return str(sentence) % _shares(row.count, shown.total)

    return words


_FINDINGS: dict[str, Callable[[Shown, Districts], str]] = {
    "reports_by_outcome": _outcome,
    "cases_by_district": _district,
    "cases_by_delay": _delay,
    "response_intervals": _response,
    "referrals_by_service": _referrals,
    "assessments_by_level": _levels,
    "assessments_by_timing": _of_one_row(
        Timing.LATE,
        gettext_lazy(
            "%(count)s of %(total)s assessments (%(percent)s) were made after the day on which they were due."
        ),
    ),
    "risk_changes": _of_one_row(
        LevelChange.RAISED, gettext_lazy("%(count)s of %(total)s changes (%(percent)s) raised a level.")
    ),
    "deaths_by_warning": _of_one_row(
        Warned.HIGH_OR_EXTREME,
        gettext_lazy("Before %(count)s of %(total)s deaths (%(percent)s) the level of risk was high or extreme."),
    ),
}


def trend_finding(month: Month) -> str:
    """The sentence of the twelve months: this month beside the month before."""
    reports = month.headlines[0]
    change = change_words(reports.count, reports.earlier, month.earlier_month)
    if reports.count is None:
        return _too_few("report")
    words = {"total": number_words(reports.count), "month": month_words(month.month), "change": change}
    if not change:
        return _("%(total)s reports were received in %(month)s.") % words
    return _("%(total)s reports were received in %(month)s, %(change)s.") % words


def overdue_words(month: Month) -> str:
    """How many assessments of risk are overdue at this moment; empty for a month that is over."""
    if not month.running:
        return ""
    if month.overdue is None:
        return _("At this moment one to four open cases have an assessment of risk that is overdue.")
    words = {"number": number_words(month.overdue)}
    return (
        ngettext(
            "At this moment %(number)s open case has an assessment of risk that is overdue.",
            "At this moment %(number)s open cases have an assessment of risk that is overdue.",
            month.overdue,
        )
        % words
    )


def withheld_words(month: Month) -> str:
    """How many cases of the month no figure counts."""
    words = {"month": month_words(month.month)}
    if month.withheld is None:
        return _("One to four cases of %(month)s are withheld.") % words
    words["withheld"] = number_words(month.withheld)
    if not month.withheld:
        return _("No case of %(month)s is withheld.") % words
    return _("%(withheld)s cases of %(month)s are withheld.") % words
