"""Invented lives of cases in bulk, from a fixed seed: for measuring, and as the background of a demonstration.

Contacts, reports by every way in, responses, files, consents, referrals, suspects, counselling, follow-ups, closures,
what survivors say of the help, and a few deaths and transfers, of both institutions over thirteen months. All shares
are invented (``chances``). The same seed and the same end give the same records in any database with the same country.
Rows are written in batches by one act each, counted like any other record.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from itertools import islice

from django.utils import timezone

from genderdesk.casework.intake.vocabulary import DUPLICATE, OPENED, Channel
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.acts import keep_invented, seed_was_used
from genderdesk.demo.generator.counselling import meet_in_groups
from genderdesk.demo.generator.draw import Draw
from genderdesk.demo.generator.file import open_file
from genderdesk.demo.generator.first_word import decide, hear_nothing, report
from genderdesk.demo.generator.people import draw_person
from genderdesk.demo.generator.records import Records
from genderdesk.demo.generator.response import send_help
from genderdesk.demo.generator.seasons import LAST_QUIET, moments
from genderdesk.demo.generator.setting import Setting, Side, read_setting
from genderdesk.groundwork.foundation.garbage import kept_together
from genderdesk.groundwork.platform.refusals import Refusal
from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.monitoring.statistics.rollup import roll_up

AT_ONCE = 1000

Progress = Callable[[int, int], None]


class SeedUsed(Refusal):
    """The records of this seed are here already; a second time they would have the same identifiers."""


def generate_cases(number: int, seed: int, progress: Progress, until: datetime | None = None) -> float:
    """Add ``number`` cases and all that surrounds them, the last before ``until`` (now); the seconds it took.

    Raises SeedUsed where this database holds records of the seed.
    """
    if seed_was_used(seed):
        raise SeedUsed(f"Records of seed {seed} are here already. Choose another one, such as --seed {seed + 1}.")
    started = time.perf_counter()
    end = (until or timezone.now()).replace(microsecond=0)
    draw, setting = Draw(seed), read_setting()
    progress(0, number)
    times, done = moments(draw, number, end), 0
    while batch := list(islice(times, AT_ONCE)):
        done += len(batch)
        with kept_together():
            records = Records()
            for at in batch:
                _live(draw, records, setting, at, end)
            keep_invented(SYSTEM, records=records, seed=seed, cases=done, until=end)
            del records
        progress(done, number)
    roll_up()
    return time.perf_counter() - started


def _live(draw: Draw, records: Records, setting: Setting, at: datetime, until: datetime) -> None:
    """One case and, beside it, reports that become none and contacts that leave no report."""
    side = setting.police
    if setting.defence is not None and draw.happens(chances.DEFENCE_SHARE):
        side = setting.defence
    district = side.served[draw.of(side.districts)]
    channel = draw.of(side.channels)
    danger = _danger(draw, side, channel, at, until)
    person = draw_person(draw, at, danger=danger)
    told = report(draw, records, side, district, person, at, danger, channel)
    # A unit and a short time to decide: what is opened was decided before the end.
    decide(draw, told, district.focal, OPENED, until)
    if told.state != OPENED:
        told.state, told.triaged_at, told.triaged_by = OPENED, told.received_at, district.focal.id
        told.decided_at = told.received_at
    dispatch = send_help(draw, records, side, district, told, person) if danger else None
    open_file(draw, records, setting, side, district, told, person, dispatch, until)
    meet_in_groups(draw, records, side, at)
    if draw.happens(chances.REPORTS_WITHOUT_CASE):
        outcome = draw.of(chances.OUTCOMES)
        again = channel if outcome == DUPLICATE else draw.of(side.channels)
        later = min(at + draw.hours(20, 1.0), until - LAST_QUIET / 2)
        who = person if outcome == DUPLICATE else draw_person(draw, later, danger=False)
        where = district if outcome == DUPLICATE else side.served[draw.of(side.districts)]
        copy = report(draw, records, side, where, who, max(later, told.received_at), False, again)
        decide(draw, copy, where.focal, outcome, until, told)
    if draw.happens(chances.CONTACTS_WITHOUT_REPORT):
        hear_nothing(draw, records, side, at - draw.hours(5))


def _danger(draw: Draw, side: Side, channel: Channel, at: datetime, until: datetime) -> bool:
    """Immediate danger: only where there are units to send, and long enough ago that they are back."""
    if not side.units or until - at < 2 * LAST_QUIET:
        return False
    by_phone = channel in chances.BY_PHONE
    return draw.happens(chances.DANGER_BY_PHONE if by_phone else chances.DANGER_OTHERWISE)
