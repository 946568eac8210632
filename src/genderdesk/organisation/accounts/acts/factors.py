"""Second factors: somebody's lost one is taken away by two people; the owner sets a new one up at the next sign-in."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act, refuse, touch
from genderdesk.groundwork.protection.two_persons import demand_another
from genderdesk.organisation.accounts.access import MAY_ASK_RESET, MAY_DO_RESET
from genderdesk.organisation.accounts.acts.devices import end_sessions
from genderdesk.organisation.accounts.models import FactorReset, User
from genderdesk.organisation.accounts.queries import actor_of
from genderdesk.organisation.accounts.vocabulary import RESET_HOURS, RESET_REASONS


def _demand_reach(actor: Actor, user: User) -> None:
    """A head of desk answers for the own institution; an administrator and oversight for all."""
    if actor.kind == "system" or actor.has("administrator", "oversight"):
        return
    if actor.institution_id is None or actor_of(user).institution_id != actor.institution_id:
        refuse(_("This account belongs to another institution. Its own head of desk does this."))


@act("user.ask_factor_reset", needs=MAY_ASK_RESET, subject=User, notes=("reason",))
def ask_factor_reset(actor: Actor, user: User, *, reason: str) -> FactorReset:
    """Ask that somebody's second factor is taken away; another person must do it within a day."""
    if reason not in RESET_REASONS:
        raise Invalid(_("Choose a reason."), "reason")
    if user.pk == actor.id:
        refuse(_("You cannot ask for your own. Add or remove your factors under My account, or ask your head of desk."))
    _demand_reach(actor, user)
    now = timezone.now()
    for stale in FactorReset.objects.filter(user=user, decided_at__isnull=True):
        if stale.asked_at > now - timedelta(hours=RESET_HOURS):
            raise Invalid(_("Somebody has asked for this already. A second person must now do it."), "reason")
        stale.decided_at = now
        stale.save()
    asked = FactorReset(user=user, reason=reason, asked_by_id=actor.id, asked_at=now)
    asked.save(force_insert=True)
    return asked


@act("user.reset_factor", needs=MAY_DO_RESET, subject=FactorReset)
def reset_factor(actor: Actor, asked: FactorReset) -> FactorReset:
    """Take the second factor away as the second person: all factors and sign-ins of the account end."""
    asked = _open_still(actor, asked)
    # An officer has one account, so that the account says who asked.
    demand_another(actor, asked.asked_by_id, None)
    if asked.user_id == actor.id:
        refuse(_("This is your own account. Somebody else must do it."))
    Authenticator.objects.filter(user_id=asked.user_id).delete()
    end_sessions(asked.user)
    asked.decided_by_id, asked.decided_at, asked.is_done = actor.id, timezone.now(), True
    asked.save()
    touch(asked.user)
    return asked


@act("user.keep_factor", needs=MAY_DO_RESET, subject=FactorReset)
def keep_factor(actor: Actor, asked: FactorReset) -> FactorReset:
    """Decline to take the second factor away; whoever asked may withdraw it."""
    asked = _open_still(actor, asked)
    if asked.user_id == actor.id:
        refuse(_("This is your own account. Somebody else must decide."))
    asked.decided_by_id = None if asked.asked_by_id == actor.id else actor.id
    asked.decided_at = timezone.now()
    asked.save()
    return asked


def _open_still(actor: Actor, asked: FactorReset) -> FactorReset:
    """The request as it is now, locked where the database can: of two who decide at once, one is too late."""
    query = FactorReset.objects.select_related("user")
    asked = (query.select_for_update(of=("self",)) if connection.features.has_select_for_update_of else query).get(
        pk=asked.pk
    )
    _demand_reach(actor, asked.user)
    if asked.decided_at is not None:
        raise Invalid(_("This has been decided already."))
    if asked.asked_at < timezone.now() - timedelta(hours=RESET_HOURS):
        raise Invalid(_("This was asked for more than a day ago. Ask again."))
    return asked
