"""What the complainant does: tell, and add to it later."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.complaints import queries, rules
from genderdesk.casework.complaints.access import MAY_ADD, MAY_TELL
from genderdesk.casework.complaints.acts.keep_from import new_bar
from genderdesk.casework.complaints.acts.word import demand_words, spread
from genderdesk.casework.complaints.models import Complaint, Word
from genderdesk.casework.complaints.vocabulary import (
    ANSWERED,
    COMPLAINT,
    COMPLAINT_NUMBER,
    LOOKED_INTO,
    About,
    Answering,
    Category,
    Channel,
    NamedBy,
)
from genderdesk.casework.intake.vocabulary import ContactHours
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform.refusals import demand_come, demand_phone
from genderdesk.groundwork.protection import walls
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.places.models import Division


@act("complaint.tell", needs=MAY_TELL, notes=("channel",))
def tell_complaint(
    actor: Actor,
    *,
    institution: Institution,
    category: Category,
    about: About,
    channel: Channel,
    pin: str,
    narrative: str,
    district: Division | None = None,
    happened_on: date | None = None,
    place_text: str = "",
    who: str = "",
    answering: Answering = Answering.NONE,
    reply_phone: str = "",
    reply_hours: ContactHours = ContactHours.ANY,
    language: str = "en",
) -> Complaint:
    """Keep a complaint, keep it from whom it is about as far as that is known, and tell those who answer it.

    ``pin`` is drawn by whoever asks, so that a repeated sending shows the same one; only its digest stays. The note in
    the ledger says how it came and nothing of what it is about. Invalid without words, for a day to come, or where a
    text is wanted and no number is given.
    """
    if happened_on is not None:
        demand_come(happened_on, "happened_on")
    demand_words(narrative, "narrative")
    phone = _phone(reply_phone) if answering is Answering.TEXT else ""
    number = new_number(*COMPLAINT_NUMBER)
    complaint = Complaint(
        number=number,
        pin_digest=queries.digest_of(number, pin),
        institution=institution,
        category=category,
        about=about,
        route=rules.route_of(category, about),
        channel=channel,
        language=language,
        district=district,
        received_at=timezone.now(),
        happened_on=happened_on,
        answering=answering,
        place_text=place_text.strip(),
        who=who.strip(),
        narrative=narrative.strip(),
        reply_phone=phone,
        reply_hours=reply_hours if phone else "",
    )
    # Its own teller does not see it from now on, and it may be of another institution.
    walls.rest_of_act_as_system()
    keep(complaint)
    _bar_whom_it_names(complaint, [narrative, who, place_text])
    spread(complaint)
    return complaint


def _phone(typed: str) -> str:
    if not typed.strip():
        raise Invalid(_("Give a number for the message, or choose another answer above."), "reply_phone")
    return demand_phone(typed, "reply_phone")


def _bar_whom_it_names(complaint: Complaint, told: list[str]) -> None:
    """Before anybody has read it: the stations of its district, whoever's staff code is told, and whoever would read
    it and is named in it."""
    if complaint.about not in queries.OF_NO_STATION and complaint.district_id is not None:
        for unit in queries.units_of(complaint.institution_id, complaint.district_id):
            keep(new_bar(complaint, NamedBy.PLACE, unit=unit))
    _bar_officers(complaint, told, frozenset())


def _bar_officers(complaint: Complaint, told: list[str], known: Collection[uuid.UUID | None]) -> None:
    for officer in queries.officers_named(complaint.institution_id, told):
        if officer.pk not in known:
            keep(new_bar(complaint, NamedBy.COMPLAINANT, officer=officer))


@act("complaint.add", needs=MAY_ADD, subject=Complaint, states=COMPLAINT)
def add_to_complaint(actor: Actor, complaint: Complaint, *, text: str) -> Complaint:
    """Keep what the complainant adds; after an answer, it is looked into again."""
    demand_words(text, "text")
    keep(Word(complaint=complaint, at=timezone.now(), of_complainant=True, written_by=actor.id, text=text.strip()))
    if complaint.state == ANSWERED:
        complaint.state = LOOKED_INTO
        complaint.save(update_fields=["state"])
    _bar_officers(complaint, [text], set(complaint.bars.values_list("officer_id", flat=True)))
    spread(complaint)
    return complaint
