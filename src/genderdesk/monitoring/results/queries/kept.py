"""Projects with results, their claims, indicators and frozen pages, as a reader may see them."""

from __future__ import annotations

import uuid

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.monitoring.results.access import claims_of, indicators_of, pages_of, projects_with_results
from genderdesk.monitoring.results.models import Claim, FrozenPage, Indicator
from genderdesk.monitoring.results.vocabulary import CORRECTED, RELEASED
from genderdesk.programme.partners.models import Project


def projects(actor: Actor) -> QuerySet[Project]:
    """The projects whose results the actor may see, by code, with whether they have claims."""
    claimed = Claim.objects.filter(project=OuterRef("pk"))
    return projects_with_results(actor).annotate(has_claims=Exists(claimed)).order_by("code")


def project_for(actor: Actor, project_id: uuid.UUID) -> Project:
    """A project of the actor's institution; Missing otherwise."""
    found = one_of(projects_with_results(actor).filter(pk=project_id))
    if found is None:
        raise Missing(_("There is no such project of your institution."))
    return found


def claims_of_project(project: Project) -> QuerySet[Claim]:
    """The claims of a project in the order of its page."""
    return Claim.objects.filter(project=project).select_related("objective", "indicator")


def claim_for(actor: Actor, claim_id: uuid.UUID) -> Claim:
    """A claim that the actor may see; Missing otherwise."""
    found = one_of(
        claims_of(actor).select_related("project", "objective", "indicator__institution").filter(pk=claim_id)
    )
    if found is None:
        raise Missing(_("There is no such claim."))
    return found


def indicators(actor: Actor) -> QuerySet[Indicator]:
    """The indicators of the actor's institution with how many claims rest on each, by code."""
    return indicators_of(actor).annotate(uses=Count("claims")).order_by("code")


def indicator_for(actor: Actor, indicator_id: uuid.UUID) -> Indicator:
    """An indicator of the actor's institution; Missing otherwise."""
    found = one_of(indicators_of(actor).select_related("institution").filter(pk=indicator_id))
    if found is None:
        raise Missing(_("There is no such indicator of your institution."))
    return found


def pages_of_project(actor: Actor, project: Project) -> QuerySet[FrozenPage]:
    """The frozen pages of a project, the newest first, without what stands on them."""
    return pages_of(actor).filter(project=project).defer("content")


def page_for(actor: Actor, page_id: uuid.UUID) -> FrozenPage:
    """A frozen page that the actor may see; Missing otherwise."""
    found = one_of(pages_of(actor).select_related("project__institution").filter(pk=page_id))
    if found is None:
        raise Missing(_("There is no such page of results."))
    return found


def released_page(page_id: uuid.UUID) -> FrozenPage:
    """A page that anybody may read: released, or released once and corrected since. Missing otherwise."""
    found = FrozenPage.objects.select_related("project__institution").filter(
        pk=page_id, state__in=(RELEASED, CORRECTED), released_at__isnull=False
    )
    if (one := found.first()) is None:
        raise Missing(_("There is no such page of results."))
    return one


def released_pages() -> QuerySet[FrozenPage]:
    """The pages that hold and that anybody may read, the newest first, without what stands on them."""
    found = FrozenPage.objects.filter(state=RELEASED).select_related("project__institution").defer("content")
    return found.order_by("-as_of", "-released_at")


def correction_of(page: FrozenPage) -> FrozenPage | None:
    """The page that corrects this one, where one was released."""
    later = FrozenPage.objects.filter(project=page.project_id, as_of=page.as_of, revision__gt=page.revision)
    return later.filter(state=RELEASED).defer("content").first()
