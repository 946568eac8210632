"""Taking a page of results away: who took which page of which project stands in the ledger."""

from __future__ import annotations

from datetime import date

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.disclosures import discloses
from genderdesk.groundwork.protection.outlets import Kind, on_ground
from genderdesk.monitoring.results.access import MAY_SEE_RESULTS
from genderdesk.monitoring.results.models import FrozenPage
from genderdesk.monitoring.results.queries import content_of, page_of
from genderdesk.monitoring.results.rules.page import Page
from genderdesk.programme.partners.models import Project

on_ground(
    "results.export",
    Kind.EXPORT,
    "numbers in which no small one of people is told, and statements with the author who gave them for this",
    identity=False,
)


@discloses("results.export", needs=MAY_SEE_RESULTS, subject=Project, kind="export", notes=("form", "as_of"))
def page_to_export(actor: Actor, project: Project, *, form: str, as_of: date, frozen: FrozenPage | None = None) -> Page:
    """The page of a day, to be taken away in a ``form``: as it is now, or as it was frozen."""
    return page_of(project, as_of) if frozen is None else content_of(frozen)
