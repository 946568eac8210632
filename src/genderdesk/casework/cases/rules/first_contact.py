"""Who sent the survivor to the desk, in the words of GBVIMS (cases.md 1.1: service referred from)."""

from __future__ import annotations

from genderdesk.casework.cases.vocabulary import ReferredFrom
from genderdesk.casework.intake.vocabulary import Channel, ReporterType

# A report that came through one of these was sent on from there, whoever spoke.
_BY_CHANNEL: dict[str, ReferredFrom] = {
    Channel.HEALTH_CENTRE: ReferredFrom.HEALTH,
    Channel.ISANGE: ReferredFrom.HEALTH,
    Channel.SCHOOL: ReferredFrom.TEACHER,
    Channel.OTHER_DESK: ReferredFrom.POLICE,
    Channel.COMMUNITY_CLUB: ReferredFrom.OTHER,
}

# Else it is who reported; the survivor and people close to her or him came first to the desk.
_BY_REPORTER: dict[str, ReferredFrom] = {
    ReporterType.SURVIVOR: ReferredFrom.SELF,
    ReporterType.FAMILY: ReferredFrom.SELF,
    ReporterType.NEIGHBOUR: ReferredFrom.SELF,
    ReporterType.WITNESS: ReferredFrom.SELF,
    ReporterType.LEADER: ReferredFrom.LEADER,
    ReporterType.TEACHER: ReferredFrom.TEACHER,
    ReporterType.HEALTH_WORKER: ReferredFrom.HEALTH,
    ReporterType.OFFICER: ReferredFrom.POLICE,
    ReporterType.SOLDIER: ReferredFrom.POLICE,
}


def referred_from(channel: str, reporter_type: str) -> ReferredFrom:
    """Who sent her or him; unknown where nobody said who reported."""
    return _BY_CHANNEL.get(channel) or _BY_REPORTER.get(reporter_type, ReferredFrom.UNKNOWN)
