"""Materials: written, cleared by another, printed, handed out, and recalled where a number on them changes."""

from __future__ import annotations

from datetime import date

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.refusals import demand_come
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.places.models import Division
from genderdesk.programme.outreach.access import MAY_CLEAR, MAY_PLAN_OUTREACH
from genderdesk.programme.outreach.models import Activity, Material, StockMove
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
) -> Material:
    """Write a material in one language; where there is one with the code and language, this is its next version.

    ``short_codes`` are the toll-free numbers that it carries, with spaces between.
    """
    numbers = list(dict.fromkeys(short_codes.replace(",", " ").split()))
    if any(not each.isdecimal() or not 3 <= len(each) <= 5 for each in numbers):
        raise Invalid(_("A short number has three to five digits, such as 3512."), "short_codes")
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
    return material


@act("material.clear", needs=MAY_CLEAR, subject=Material, states=MATERIAL)
def clear_material(actor: Actor, material: Material) -> Material:
    """Clear a material for printing; somebody else than who wrote it."""
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
    note: str = "",
) -> StockMove:
    """Keep that copies were printed, handed out, spoiled or came back. Invalid where more would go than there are,
    where one that was not cleared would be printed, or one that was recalled handed out."""
    _demand_move(material, kind, copies, moved_on)
    if kind == MoveKind.HANDED_OUT and place is None and activity is None:
        raise Invalid(_("Say where they went: a district, or an activity."), "place")
    if activity is not None and activity.institution_id != material.institution_id:
        raise Invalid(_("Choose an activity of the own institution."), "activity")
    move = StockMove(
        material=material,
        kind=kind,
        copies=copies,
        moved_on=moved_on,
        place=place or (activity.place if activity is not None else None),
        activity=activity,
        note=note,
    )
    keep(move)
    material.stock += SIGNS[kind] * copies
    material.save(update_fields=["stock"])
    return move


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
