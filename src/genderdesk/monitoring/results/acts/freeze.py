"""Freeze a page as it is, and release it."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection import two_persons
from genderdesk.groundwork.protection.access import SYSTEM, Actor, system_only
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.monitoring.results.access import MAY_KEEP_RESULTS, MAY_RELEASE_RESULTS
from genderdesk.monitoring.results.models import Claim, FrozenPage
from genderdesk.monitoring.results.queries.page import page_of
from genderdesk.monitoring.results.rules.page import digest_of, written
from genderdesk.monitoring.results.vocabulary import CORRECTED, FROZEN, FROZEN_PAGE, RELEASED
from genderdesk.programme.partners.models import Project


@act("results.freeze", needs=MAY_KEEP_RESULTS, subject=Project, notes=("as_of",))
def freeze_page(actor: Actor, project: Project, *, as_of: date, why: str = "") -> FrozenPage:
    """Keep the page of a day for good, with its digest. Another one of the same day is a correction and says why.

    Invalid for a day to come, a project without claims, and where nothing has changed since the page before.
    """
    demand_come(as_of, "as_of")
    if not Claim.objects.filter(project=project).exists():
        raise Invalid(_("This project has no claims yet."), "as_of")
    before = FrozenPage.objects.filter(project=project, as_of=as_of).order_by("-revision").first()
    if before is not None and not why.strip():
        raise Invalid(_("The page of this day is frozen. Say what is corrected."), "why")
    content = written(page_of(project, as_of))
    digest = digest_of(content)
    if before is not None and before.digest == digest:
        raise Invalid(_("Nothing differs from the page that is frozen."), "as_of")
    frozen = FrozenPage(
        project=project,
        as_of=as_of,
        revision=before.revision + 1 if before else 1,
        content=content,
        digest=digest,
        why=why,
        frozen_by=actor.id,
        frozen_officer=actor.officer_id,
    )
    keep(frozen)
    return frozen


@act("results.release", needs=MAY_RELEASE_RESULTS, subject=FrozenPage, states=FROZEN_PAGE)
def release_page(actor: Actor, frozen: FrozenPage) -> FrozenPage:
    """Let anybody read a frozen page. Who froze it never releases it; the pages of the same day before it say from then
    on that they were corrected."""
    two_persons.demand_another(actor, frozen.frozen_by, frozen.frozen_officer)
    for before in FrozenPage.objects.filter(
        project=frozen.project_id, as_of=frozen.as_of, revision__lt=frozen.revision, state__in=(FROZEN, RELEASED)
    ):
        correct_page(SYSTEM, before)
    frozen.state, frozen.released_at = RELEASED, timezone.now()
    frozen.released_by, frozen.released_officer = actor.id, actor.officer_id
    frozen.save(update_fields=["state", "released_at", "released_by", "released_officer"])
    return frozen


@act("results.correct", needs=system_only, subject=FrozenPage, states=FROZEN_PAGE)
def correct_page(actor: Actor, frozen: FrozenPage) -> FrozenPage:
    """Another page of the same day was released: this one stands as it was, and says so."""
    frozen.state = CORRECTED
    frozen.save(update_fields=["state"])
    return frozen
