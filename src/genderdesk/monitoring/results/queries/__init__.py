"""What may be seen of results: indicators, claims, the page of a day, and the pages that were frozen."""

# The queries register themselves by their names.
from genderdesk.monitoring.results.queries import desks, guided, partnered, reached, registered, trained  # noqa: F401  # they register
from genderdesk.monitoring.results.queries.asking import NAMED, Query, taken_by
from genderdesk.monitoring.results.queries.behind import Behind, behind
from genderdesk.monitoring.results.queries.compared import broken_pages, content_of, differs_from_now
from genderdesk.monitoring.results.queries.kept import (
    claim_for,
    claims_of_project,
    correction_of,
    indicator_for,
    indicators,
    page_for,
    pages_of_project,
    project_for,
    projects,
    released_page,
    released_pages,
)
from genderdesk.monitoring.results.queries.page import Book, line_of, page_of, projects_with_claims
from genderdesk.monitoring.results.queries.series import Point, points_of

__all__ = [
    "NAMED",
    "Behind",
    "Book",
    "Point",
    "Query",
    "behind",
    "broken_pages",
    "claim_for",
    "claims_of_project",
    "content_of",
    "correction_of",
    "differs_from_now",
    "indicator_for",
    "indicators",
    "line_of",
    "page_for",
    "page_of",
    "pages_of_project",
    "points_of",
    "project_for",
    "projects",
    "projects_with_claims",
    "released_page",
    "released_pages",
    "taken_by",
]
