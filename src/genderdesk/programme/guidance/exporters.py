"""Proposals without a decision as a CSV file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.foundation.csvs import csv_lines
from genderdesk.organisation.institution.labels import AUTHORITY_LABELS
from genderdesk.programme.guidance import labels
from genderdesk.programme.guidance.models import Proposal


def ageing_csv(waiting: Iterable[tuple[Proposal, int]]) -> Iterator[str]:
    """A line for each proposal, with its age in days and the authority that has it."""
    header = [
        _("Number"),
        _("Title"),
        _("Asked by"),
        _("Subject"),
        _("Proposed on"),
        _("Age in days"),
        _("Status"),
        _("Authority"),
    ]
    return csv_lines([str(each) for each in header], (_line(each, days) for each, days in waiting))


def _line(proposal: Proposal, days: int) -> list[Any]:
    return [
        proposal.number,
        proposal.title,
        proposal.desk.name,
        str(AUTHORITY_LABELS[proposal.subject]),
        timezone.localdate(proposal.made_at).isoformat(),
        days,
        str(labels.PROPOSAL_STATES[proposal.state]),
        proposal.to_post.title if proposal.to_post is not None else "",
    ]
