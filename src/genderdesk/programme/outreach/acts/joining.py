"""Partners in campaigns and at activities."""

from __future__ import annotations

from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, keep
from genderdesk.programme.outreach.access import MAY_PLAN_OUTREACH, MAY_REACH_OUT
from genderdesk.programme.outreach.models import Activity, Campaign, OutreachPartner
from genderdesk.programme.outreach.vocabulary import PartnerRole
from genderdesk.programme.partners.models import Partner


@act("campaign.join", needs=MAY_PLAN_OUTREACH, subject=Campaign, notes=("role",))
def join_campaign(actor: Actor, campaign: Campaign, *, partner: Partner, role: PartnerRole) -> OutreachPartner:
    """Say what a partner does in a whole campaign. Invalid where that was said before."""
    return _join(OutreachPartner(campaign=campaign, partner=partner, role=role))


@act("activity.join", needs=MAY_REACH_OUT, subject=Activity, notes=("role",))
def join_activity(actor: Actor, activity: Activity, *, partner: Partner, role: PartnerRole) -> OutreachPartner:
    """Say what a partner does at one activity. Invalid where that was said before."""
    return _join(OutreachPartner(activity=activity, partner=partner, role=role))


def _join(made: OutreachPartner) -> OutreachPartner:
    there = OutreachPartner.objects.filter(campaign=made.campaign, activity=made.activity, partner=made.partner)
    if there.filter(role=made.role).exists():
        raise Invalid(_("This partner is that already."), "partner")
    keep(made)
    return made
