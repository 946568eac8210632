"""Projects: their partners, objectives, budget lines, and what came in money and in things."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Desk, Unit
from genderdesk.programme.guidance.models import Instrument
from genderdesk.programme.partners.access import MAY_AGREE
from genderdesk.programme.partners.acts.agree import demand_money
from genderdesk.programme.partners.models import (
    Agreement,
    BudgetLine,
    Objective,
    Partner,
    Project,
    ProjectInstrument,
    ProjectPartner,
    Receipt,
    Thing,
)
from genderdesk.programme.partners.vocabulary import (
    CURRENCIES,
    MOST_THINGS,
    ProjectRole,
    ReceiptKind,
    ThingKind,
    ThingState,
)


@act("project.open", needs=MAY_AGREE, notes=("code",))
def open_project(
    actor: Actor, *, code: str, title: str, goal: str, starts_on: date, ends_on: date | None = None
) -> Project:
    """Begin a project of the own institution. Invalid where its code is taken or its end is not after its first day."""
    if Project.objects.filter(code=code).exists():
        raise Invalid(_("There is a project with this code."), "code")
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(_("The end lies after the first day. Check both days."), "ends_on")
    project = Project(
        institution_id=actor.own_institution, code=code, title=title, goal=goal, starts_on=starts_on, ends_on=ends_on
    )
    keep(project)
    return project


@act("project.join", needs=MAY_AGREE, subject=Project, notes=("role",))
def join_project(actor: Actor, project: Project, *, partner: Partner, role: ProjectRole) -> ProjectPartner:
    """Say what a partner is in a project. Invalid where that was said before."""
    if ProjectPartner.objects.filter(project=project, partner=partner, role=role).exists():
        raise Invalid(_("This partner is that already."), "partner")
    joined = ProjectPartner(project=project, partner=partner, role=role)
    keep(joined)
    return joined


@act("project.aim", needs=MAY_AGREE, subject=Project)
def add_objective(actor: Actor, project: Project, *, text: str) -> Objective:
    """Add an objective; it gets the next number."""
    last = Objective.objects.filter(project=project).aggregate(most=models.Max("number"))["most"] or 0
    objective = Objective(project=project, number=last + 1, text=text)
    keep(objective)
    return objective


@act("project.commit", needs=MAY_AGREE, subject=Project)
def commit_project(actor: Actor, project: Project, *, instrument: Instrument) -> ProjectInstrument:
    """Say which commitment a project's goal serves. Invalid where that was said before."""
    if ProjectInstrument.objects.filter(project=project, instrument=instrument).exists():
        raise Invalid(_("This commitment stands here already."), "instrument")
    made = ProjectInstrument(project=project, instrument=instrument)
    keep(made)
    return made


@act("project.budget", needs=MAY_AGREE, subject=Project)
def add_budget_line(
    actor: Actor,
    project: Project,
    *,
    purpose: str,
    amount: int,
    currency: str,
    due_on: date,
    objective: Objective | None = None,
    donor: Partner | None = None,
    desk: Desk | None = None,
) -> BudgetLine:
    """Plan money for a purpose by a day. Invalid for an objective of another project, a desk of another institution."""
    demand_money(amount, currency)
    if objective is not None and objective.project_id != project.pk:
        raise Invalid(_("Choose an objective of this project."), "objective")
    if desk is not None and desk.unit.institution_id != project.institution_id:
        raise Invalid(_("Choose a desk of the own institution."), "desk")
    line = BudgetLine(
        project=project,
        purpose=purpose,
        planned=amount,
        currency=currency,
        due_on=due_on,
        objective=objective,
        donor=donor,
        desk=desk,
    )
    keep(line)
    return line


@act("receipt.money", needs=MAY_AGREE, subject=Project, notes=("note",))
def take_money(
    actor: Actor,
    project: Project,
    *,
    donor: Partner,
    note: str,
    received_on: date,
    amount: int,
    currency: str,
    rate: float,
    line: BudgetLine | None = None,
    agreement: Agreement | None = None,
) -> Receipt:
    """Keep that money came. ``rate`` is how much of the country's currency one unit was worth on that day."""
    demand_money(amount, currency)
    if not rate > 0 or (currency == CURRENCIES[0] and rate != 1):
        raise Invalid(_("Write the rate of that day, above zero; 1 for the country’s own currency."), "rate")
    if line is not None and (line.project_id != project.pk or line.currency != currency):
        raise Invalid(_("Choose a budget line of this project in the same currency."), "line")
    receipt = _receipt(project, donor, note, received_on, agreement, ReceiptKind.MONEY)
    receipt.amount, receipt.currency, receipt.rate, receipt.line = amount, currency, rate, line
    keep(receipt)
    return receipt


@act("receipt.things", needs=MAY_AGREE, subject=Project, notes=("note", "thing"))
def take_things(
    actor: Actor,
    project: Project,
    *,
    donor: Partner,
    note: str,
    received_on: date,
    thing: ThingKind,
    serials: str,
    agreement: Agreement | None = None,
) -> Receipt:
    """Keep that things came, each by its plate or serial number, one a line. Invalid for a number that was received
    before, so that what is twice on paper is there once."""
    numbers = [each.strip().upper() for each in serials.splitlines() if each.strip()]
    if not 1 <= len(numbers) <= MOST_THINGS:
        raise Invalid(_("Write 1 to %(most)d numbers, one a line.") % {"most": MOST_THINGS}, "serials")
    if any(len(each) > 40 for each in numbers):
        raise Invalid(_("A number has at most 40 signs; write one a line."), "serials")
    twice = sorted({each for each in numbers if numbers.count(each) > 1})
    known = sorted(Thing.objects.filter(serial__in=numbers).values_list("serial", flat=True))
    if twice or known:
        raise Invalid(
            _("These were received already, or stand here twice: %(numbers)s. Nothing was kept.")
            % {"numbers": ", ".join((twice + known)[:10])},
            "serials",
        )
    receipt = _receipt(project, donor, note, received_on, agreement, ReceiptKind.IN_KIND)
    keep(receipt)
    for number in numbers:
        keep(Thing(receipt=receipt, kind=thing, serial=number, seen_on=received_on))
    return receipt


def _receipt(
    project: Project, donor: Partner, note: str, received_on: date, agreement: Agreement | None, kind: ReceiptKind
) -> Receipt:
    demand_come(received_on, "received_on")
    if agreement is not None and (agreement.partner_id, agreement.institution_id) != (donor.pk, project.institution_id):
        raise Invalid(_("Choose an agreement with this partner."), "agreement")
    if Receipt.objects.filter(donor=donor, note=note).exists():
        raise Invalid(_("This note of delivery was entered already."), "note")
    return Receipt(project=project, donor=donor, note=note, received_on=received_on, agreement=agreement, kind=kind)


@act("thing.place", needs=MAY_AGREE, subject=Thing, notes=("state",))
def place_thing(actor: Actor, thing: Thing, *, unit: Unit | None, state: ThingState, seen_on: date) -> Thing:
    """Say where a thing is, and how it was found there on a day. Invalid where somebody looked later already."""
    if unit is not None and unit.institution_id != thing.receipt.project.institution_id:
        raise Invalid(_("Choose a unit of the own institution."), "unit")
    demand_come(seen_on, "seen_on")
    if seen_on < thing.seen_on:
        raise Invalid(_("It was seen on %(day)s already.") % {"day": str(thing.seen_on)}, "seen_on")
    thing.unit, thing.state, thing.seen_on = unit, state, seen_on
    thing.save(update_fields=["unit", "state", "seen_on"])
    return thing
