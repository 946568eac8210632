"""What responses give to statistics."""

from __future__ import annotations

from django.utils import timezone

from genderdesk.casework.response.models import Dispatch
from genderdesk.casework.response.rules.progress import seconds_between
from genderdesk.groundwork.platform.facts import Fact, Withdrawn, facts_of


@facts_of(Dispatch)
def response_fact(dispatch: Dispatch) -> Fact | Withdrawn:
    """One response, counted on the local day the report came in; its intervals (dispatch.md 7.3) as measures.

    The times are the first of each kind over all units that were sent (NFPA 1710: first unit to leave, first to
    arrive). Those of sealed files are in no figure.
    """
    if dispatch.cell_id is not None:
        return Withdrawn("response", str(dispatch.pk))
    return Fact(
        kind="response",
        record_id=str(dispatch.pk),
        day=timezone.localdate(dispatch.received_at),
        dimensions={
            "institution": dispatch.institution.code,
            "district": dispatch.district_id or "unknown",
            "priority": str(dispatch.priority),
            "state": dispatch.state,
        },
        measures={
            "handling_seconds": seconds_between(dispatch.received_at, dispatch.first_alert_at),
            "turnout_seconds": seconds_between(dispatch.first_alert_at, dispatch.en_route_at),
            "travel_seconds": seconds_between(dispatch.en_route_at, dispatch.on_scene_at),
            "total_seconds": seconds_between(dispatch.received_at, dispatch.on_scene_at),
        },
    )
