"""What may be seen of partners, agreements, projects, and who does what where."""

from genderdesk.programme.partners.queries.agreements import (
    AgreementLine,
    agreement_for,
    agreement_lines,
    agreements_to_renew,
    days_of,
    ending_agreements,
    numbers_in_force,
    obligation_for,
    overdue_obligations,
    standings_on,
)
from genderdesk.programme.partners.queries.presence import (
    presence_for,
    presences,
    reached_by_method,
)
from genderdesk.programme.partners.queries.projects import (
    LineMoney,
    ThingsAt,
    budget_of,
    desks_with_budget,
    project_for,
    projects,
    thing_for,
    things_at,
    things_of,
    units_to_place,
)
from genderdesk.programme.partners.queries.register import (
    PartnerLine,
    names_on,
    partner_for,
    partner_lines,
    partners_to_choose,
)

__all__ = [
    "AgreementLine",
    "LineMoney",
    "PartnerLine",
    "ThingsAt",
    "agreement_for",
    "agreement_lines",
    "agreements_to_renew",
    "budget_of",
    "days_of",
    "desks_with_budget",
    "ending_agreements",
    "names_on",
    "numbers_in_force",
    "obligation_for",
    "overdue_obligations",
    "partner_for",
    "partner_lines",
    "partners_to_choose",
    "presence_for",
    "presences",
    "project_for",
    "projects",
    "reached_by_method",
    "standings_on",
    "thing_for",
    "things_at",
    "things_of",
    "units_to_place",
]
