"""Pages of the results room."""

from genderdesk.monitoring.results.views.claims import claim, claim_step
from genderdesk.monitoring.results.views.indicators import indicator, indicator_step, indicators
from genderdesk.monitoring.results.views.pages import (
    frozen,
    frozen_file,
    project,
    project_file,
    project_step,
    projects,
    release,
)
from genderdesk.monitoring.results.views.public import published, published_file, published_pages

__all__ = [
    "claim",
    "claim_step",
    "frozen",
    "frozen_file",
    "indicator",
    "indicator_step",
    "indicators",
    "project",
    "project_file",
    "project_step",
    "projects",
    "published",
    "published_file",
    "published_pages",
    "release",
]
