"""The simulator's lines, numbers and sending."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.hotline.acts.lines import open_gateway
from genderdesk.casework.hotline.models import Gateway, Line
from genderdesk.casework.hotline.rules.tokens import hash_token
from genderdesk.casework.hotline.vocabulary.events import Dialect, Provider
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.vault import blind_index

# Invented numbers that the handset can have; nobody is behind them.
NUMBERS = tuple(f"+25078800{number:04d}" for number in (1, 2, 3, 4, 5, 6, 7, 8))


def token_of(line: Line) -> str:
    """The secret in the simulator's address of a line: derived from the installation's key, so it is stored nowhere."""
    return blind_index("simulator gateway", str(line.pk))


def open_simulator(actor: Actor, line: Line) -> Gateway:
    """Let the simulator into a line, once. The defence line's speaks the other dialect of USSD, so both are used."""
    kept = Gateway.objects.filter(token_hash=hash_token(token_of(line))).first()
    if kept is not None:
        return kept
    lines = Line.objects.filter(gateways__provider=Provider.SIMULATOR).count()
    dialect = Dialect.PATH if lines % 2 == 0 else Dialect.LATEST
    return open_gateway(actor, line, provider=Provider.SIMULATOR, token=token_of(line), ussd_dialect=dialect)


def lines_of_simulator() -> list[Gateway]:
    """The lines that a handset can dial, where the simulator is allowed."""
    if not settings.TELEPHONE_SIMULATOR:
        return []
    gateways = Gateway.objects.filter(provider=Provider.SIMULATOR, closed_at__isnull=True)
    return list(gateways.select_related("line__institution").order_by("line__short_code"))


def send_text(to: str, text: str, reference: str) -> tuple[str, str]:
    """Hand a text to the invented network: the handset fetches it and sends the receipt. Gives number and status."""
    if not settings.TELEPHONE_SIMULATOR:
        raise Missing(_("The telephone simulator is off here."))
    return f"sim-{uuid.uuid5(uuid.NAMESPACE_OID, reference)}", "sent"
