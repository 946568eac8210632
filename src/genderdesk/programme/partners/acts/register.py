"""The register of partners: entered once, renamed with a day, never deleted."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.programme.partners.access import MAY_NAME_PARTNERS
from genderdesk.programme.partners.models import Partner, PartnerName
from genderdesk.programme.partners.vocabulary import PartnerKind


@act("partner.enter", needs=MAY_NAME_PARTNERS, notes=("kind",))
def enter_partner(
    actor: Actor, *, code: str, kind: PartnerKind, name: str, since: date, iati_id: str = "", contact: str = ""
) -> Partner:
    """Enter an organisation. Invalid where its short code is taken, with the name of who has it."""
    other = PartnerName.objects.filter(partner__code__iexact=code).order_by("-starts_on").first()
    if other is not None:
        raise Invalid(_("%(name)s has this short code. Choose another one.") % {"name": other.name}, "code")
    partner = Partner(code=code, kind=kind, iati_id=iati_id, contact=contact)
    keep(partner)
    keep(PartnerName(partner=partner, name=name, starts_on=since))
    return partner


@act("partner.rename", needs=MAY_NAME_PARTNERS, subject=Partner)
def rename_partner(actor: Actor, partner: Partner, *, name: str, since: date) -> Partner:
    """Give a partner another name from a day on; before it, the earlier name stays. Invalid where the day does not
    come after the first day of the present name."""
    present = partner.names.get(ends_on__isnull=True)
    if since <= present.starts_on:
        raise Invalid(
            _("The present name holds since %(day)s. Choose a later day.") % {"day": str(present.starts_on)}, "since"
        )
    if name == present.name:
        raise Invalid(_("This is the name already."), "name")
    present.ends_on = since
    present.save(update_fields=["ends_on"])
    keep(PartnerName(partner=partner, name=name, starts_on=since))
    return partner
