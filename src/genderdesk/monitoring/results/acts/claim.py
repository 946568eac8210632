"""Claims, and what they rest on beside records."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.monitoring.results.access import MAY_KEEP_RESULTS
from genderdesk.monitoring.results.models import Claim, Evidence, Indicator, Statement
from genderdesk.monitoring.results.rules.quantifiers import is_written_rightly
from genderdesk.monitoring.results.vocabulary import Quantifier, Section
from genderdesk.programme.partners.models import Objective, Project


@act("claim.assert", needs=MAY_KEEP_RESULTS, subject=Project, notes=("code",))
def assert_claim(
    actor: Actor,
    project: Project,
    *,
    code: str,
    text: str,
    section: Section,
    indicator: Indicator,
    quantifier: Quantifier,
    asserted: str = "",
    objective: Objective | None = None,
    since: date | None = None,
) -> Claim:
    """Put a claim on a project's page. What the records say of it is computed, never typed.

    Invalid for an indicator of another institution, an objective of another project, and a number that does not fit the
    quantifier.
    """
    if Claim.objects.filter(project=project, code=code).exists():
        raise Invalid(_("There is a claim with this code."), "code")
    if indicator.institution_id != project.institution_id:
        raise Invalid(_("Choose an indicator of the own institution."), "indicator")
    if objective is not None and objective.project_id != project.pk:
        raise Invalid(_("Choose an objective of this project."), "objective")
    if not is_written_rightly(quantifier, asserted):
        raise Invalid(
            _("Write the number that the claim says, a share like “3 of 5”, or nothing where it says none."), "asserted"
        )
    last = Claim.objects.filter(project=project).aggregate(most=Max("place"))["most"] or 0
    claim = Claim(
        project=project,
        code=code,
        place=last + 1,
        section=section,
        text=text,
        objective=objective,
        indicator=indicator,
        quantifier=quantifier,
        asserted=asserted,
        since=since,
    )
    keep(claim)
    return claim


@act("claim.state", needs=MAY_KEEP_RESULTS, subject=Claim)
def make_statement(actor: Actor, claim: Claim, *, text: str, author: str, evidence: str, stated_on: date) -> Statement:
    """Keep somebody's judgement that the desk contributed, with what it rests on. The page labels it as that."""
    demand_come(stated_on, "stated_on")
    if Statement.objects.filter(claim=claim, author=author, stated_on=stated_on).exists():
        raise Invalid(_("This person’s statement of that day is kept already."), "author")
    statement = Statement(claim=claim, text=text, author=author, evidence=evidence, stated_on=stated_on)
    keep(statement)
    return statement


@act("claim.evidence", needs=MAY_KEEP_RESULTS, subject=Claim)
def add_evidence(actor: Actor, claim: Claim, *, what: str, kept_where: str, dated: date) -> Evidence:
    """Say which document outside the system shows a claim, and where it is kept."""
    demand_come(dated, "dated")
    evidence = Evidence(claim=claim, what=what, kept_where=kept_where, dated=dated, added_by=actor.id)
    keep(evidence)
    return evidence
