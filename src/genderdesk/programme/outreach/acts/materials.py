"""Materials: written, cleared by another, printed, handed out, and recalled where a number on them changes."""

from __future__ import annotations

import uuid
from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Unit
from genderdesk.organisation.places.models import Division
from genderdesk.programme.guidance import queries as guidance
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.outreach.access import MAY_CLEAR, MAY_PLAN_OUTREACH
from genderdesk.programme.outreach.models import Activity, Material, MaterialGuideline, StockMove
from genderdesk.programme.outreach.rules.numbers import read_short_codes
from genderdesk.programme.outreach.vocabulary import (
    CLEARED,
    MATERIAL,
    MOST_COPIES,
    RECALLED,
    SIGNS,
    MaterialKind,
    MaterialLanguage,
    MoveKind,
)
from genderdesk.programme.partners.models import Partner


@act("material.write", needs=MAY_PLAN_OUTREACH, notes=("code", "language"))
def write_material(
    actor: Actor,
    *,
    code: str,
    kind: MaterialKind,
    language: MaterialLanguage,
    headline: str,
    body: str,
    short_codes: str = "",
    ussd: str = "",
    guidelines: list[uuid.UUID] | None = None,
) -> Material:
    """Write a material in one language; where there is one with the code and language, this is its next version.

    ``short_codes`` are the toll-free numbers that it carries, with spaces between; ``guidelines`` the ids of
    versions of documents that it tells of.
    """
    numbers = demand_short_codes(short_codes)
    told = set(guidelines or ())
    own = Version.objects.filter(pk__in=told, document__institution_id=actor.own_institution)
    if own.filter(in_force_from__isnull=False).count() != len(told):
        raise Invalid(_("Choose versions in force of the own institution."), "guidelines")
    earlier = Material.objects.filter(institution_id=actor.own_institution, code=code, language=language)
    version = (earlier.aggregate(most=Max("version"))["most"] or 0) + 1
    material = Material(
        institution_id=actor.own_institution,
        code=code,
        version=version,
        language=language,
        kind=kind,
        headline=headline,
        body=body,
        short_codes=" ".join(numbers),
        ussd=ussd,
        written_by=actor.id,
    )
    keep(material)
    for version_id in told:
        keep(MaterialGuideline(material=material, version_id=version_id))
    return material


def demand_short_codes(text: str) -> list[str]:
    """The toll-free numbers of a text. Invalid where one is none."""
    numbers = read_short_codes(text)
    if numbers is None:
        raise Invalid(_("A short number has three to five digits, such as 3512."), "short_codes")
    return numbers


@act("material.clear", needs=MAY_CLEAR, subject=Material, states=MATERIAL)
def clear_material(actor: Actor, material: Material) -> Material:
    """Clear a material for printing; never who wrote it. Invalid where what it tells of no longer holds."""
    told = list(material.guidelines.values_list("version_id", flat=True))
    if guidance.no_longer_holding(told, timezone.localdate()):
        raise Invalid(_("It tells of a version that is no longer in force. Write the material anew."))
    material.state, material.cleared_by, material.cleared_on = CLEARED, actor.id, timezone.localdate()
    material.save(update_fields=["state", "cleared_by", "cleared_on"])
    return material


@act("material.recall", needs=MAY_PLAN_OUTREACH, subject=Material, states=MATERIAL)
def recall_material(actor: Actor, material: Material, *, why: str) -> Material:
    """Take a material out of use; its page then says where its copies are, so that they are taken down."""
    material.state, material.recalled_on, material.recalled_why = RECALLED, timezone.localdate(), why
    material.save(update_fields=["state", "recalled_on", "recalled_why"])
    return material


@act("material.move", needs=MAY_PLAN_OUTREACH, subject=Material, notes=("kind", "copies"))
def move_stock(
    actor: Actor,
    material: Material,
    *,
    kind: MoveKind,
    copies: int,
    moved_on: date,
    place: Division | None = None,
    activity: Activity | None = None,
    unit: Unit | None = None,
    partner: Partner | None = None,
    note: str = "",
) -> StockMove:
    """Keep that copies were printed, handed out, spoiled or came back. Invalid where more would go than there are,
    where one that was not cleared would be printed, or one that was recalled handed out."""
    _demand_move(material, kind, copies, moved_on)
    if kind == MoveKind.HANDED_OUT and place is None and activity is None and unit is None:
        raise Invalid(_("Say where they went: a district, a unit, or an activity."), "place")
    if unit is not None and unit.institution_id != material.institution_id:
        raise Invalid(_("Choose a unit of the own institution."), "unit")
    if activity is not None and activity.institution_id != material.institution_id:
        raise Invalid(_("Choose an activity of the own institution."), "activity")
    move = StockMove(
        material=material,
        kind=kind,
        copies=copies,
        moved_on=moved_on,
        place=place or _place_of(activity, unit),
        activity=activity,
        unit=unit,
        partner=partner,
        note=note,
    )
    keep(move)
    material.stock += SIGNS[kind] * copies
    material.save(update_fields=["stock"])
    return move


def _place_of(activity: Activity | None, unit: Unit | None) -> Division | None:
    if activity is not None:
        return activity.place
    return unit.place if unit is not None else None


def _demand_move(material: Material, kind: MoveKind, copies: int, moved_on: date) -> None:
    if not 1 <= copies <= MOST_COPIES:
        raise Invalid(_("Write how many copies, 1 or more."), "copies")
    demand_come(moved_on, "moved_on")
    if kind == MoveKind.PRINTED and material.state != CLEARED:
        raise Invalid(_("Only a cleared material is printed."), "kind")
    if kind == MoveKind.HANDED_OUT and material.state == RECALLED:
        raise Invalid(_("This material is recalled: nobody hands it out any more."), "kind")
    if material.stock + SIGNS[kind] * copies < 0:
        raise Invalid(_("Only %(stock)d copies are in store.") % {"stock": material.stock}, "copies")
