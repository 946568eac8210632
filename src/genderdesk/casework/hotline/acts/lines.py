"""Opening lines and the gateways of networks into them."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _

from genderdesk.casework.hotline.access import MAY_RUN_LINES
from genderdesk.casework.hotline.models import Gateway, Line
from genderdesk.casework.hotline.rules.tokens import SHORTEST_TOKEN, hash_token
from genderdesk.casework.hotline.vocabulary.events import Dialect, Provider
from genderdesk.casework.hotline.vocabulary.languages import LINE_LANGUAGES
from genderdesk.groundwork.foundation.phones import is_short_code
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.vocabulary import InstitutionKind


@act("line.open", needs=MAY_RUN_LINES, notes=("short_code",))
def open_line(actor: Actor, *, institution: Institution, short_code: str, language: str = "rw", seats: int = 6) -> Line:
    """Open a short code of a police service or a defence force; Invalid for a code that is taken or is none."""
    if institution.kind not in (InstitutionKind.POLICE, InstitutionKind.DEFENCE):
        raise Invalid(_("A line belongs to a police service or a defence force."), "institution")
    if not short_code.isdigit() or not is_short_code(short_code):
        raise Invalid(_("Write a short code of 3 to 5 digits, such as 3512."), "short_code")
    if Line.objects.filter(short_code=short_code).exists():
        raise Invalid(_("This short code has a line already."), "short_code")
    if language not in LINE_LANGUAGES:
        raise Invalid(_("Choose one of the languages of the line's texts."), "language")
    if not 1 <= seats <= 500:
        raise Invalid(_("Write how many operators can talk at the same time, from 1 to 500."), "seats")
    line = Line(institution=institution, short_code=short_code, language=language, seats=seats)
    line.save(force_insert=True)
    return line


@act("gateway.open", needs=MAY_RUN_LINES, subject=Line, notes=("provider", "ussd_dialect"))
def open_gateway(
    actor: Actor, line: Line, *, provider: Provider, token: str, ussd_dialect: Dialect = Dialect.PATH
) -> Gateway:
    """Let a network in by an address with a secret token; only the token's digest is kept."""
    if len(token) < SHORTEST_TOKEN:
        raise Invalid(_("The token is too short: it needs at least 32 random characters."), "token")
    digest = hash_token(token)
    if Gateway.objects.filter(token_hash=digest).exists():
        raise Invalid(_("This token is in use. Make a new one."), "token")
    gateway = Gateway(line=line, provider=provider, token_hash=digest, ussd_dialect=ussd_dialect)
    gateway.save(force_insert=True)
    return gateway


@act("gateway.close", needs=MAY_RUN_LINES, subject=Gateway)
def close_gateway(actor: Actor, gateway: Gateway) -> Gateway:
    """Shut a network's address for good, for instance because its token became known."""
    gateway.closed_at = gateway.closed_at or timezone.now()
    gateway.save(update_fields=["closed_at"])
    return gateway
