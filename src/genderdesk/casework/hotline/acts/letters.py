"""The desk's own neutral texts to a survivor's phone, handed over by another room."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.acts.calls import new_contact
from genderdesk.casework.hotline.acts.numbers import number_of
from genderdesk.casework.hotline.acts.texts import put_text
from genderdesk.casework.hotline.models import Gateway, TextMessage
from genderdesk.casework.hotline.queries.safe_contact import reach_contact
from genderdesk.casework.hotline.vocabulary.contacts import CLOSED, Classification, ContactKind, EndedBy
from genderdesk.casework.hotline.vocabulary.sms_texts import DAY_TEXTS
from genderdesk.casework.intake.acts import NewDay, carries_texts
from genderdesk.casework.intake.queries import Reach, demand_reach
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid


@carries_texts
def carry_new_day(actor: Actor, told: NewDay) -> None:
    """Write a text with the new day of an appointment, which goes out by the line of the institution when the gate says
    so. It is kept as a thread that is closed, in no queue and in no figure; an answer to it opens it."""
    gateways = Gateway.objects.filter(line__institution_id=told.institution_id, closed_at__isnull=True)
    gateway = gateways.select_related("line").order_by("opened_at", "id").first()
    number = number_of(told.phone)
    if gateway is None or not number:
        raise Invalid(_("No line of the desk sends texts. Tell her or him the new day in another way."), "tell")
    contact = new_contact(gateway, ContactKind.SMS, reference="", caller=number, state=CLOSED)
    found = demand_reach(reach_contact(contact), "tell")
    if found.at is not None and found.at >= told.at:
        raise Invalid(
            _("By the hours that she or he named the text would come too late. Tell it in another way."), "tell"
        )
    contact.language = told.language if told.language in DAY_TEXTS else gateway.line.language
    contact.classification, contact.ended_by, contact.closed_at = Classification.SENT, EndedBy.OPERATOR, timezone.now()
    contact.save(update_fields=["language", "classification", "ended_by", "closed_at"])
    text = DAY_TEXTS[contact.language].format(when=f"{timezone.localtime(told.at):%d/%m %H:%M}")
    later = found.at if found.reach is Reach.LATER else None
    put_text(TextMessage(contact=contact, outgoing=True, text=text, written_by=actor.id, waits_until=later))
