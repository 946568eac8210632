"""Telephone networks: one folder each, turning its HTTP into ``PortEvent`` and our texts into its sending.

An adapter is a module with ``read_event(channel, body) -> PortEvent`` (ValueError with a sentence for a body that is
none), ``write_answer(answer) -> (content type, text)`` and ``send_text(to, text, reference) -> (provider id, status)``.
"""

from __future__ import annotations

from types import ModuleType

from genderdesk.casework.hotline.gateways import simulator
from genderdesk.casework.hotline.vocabulary.events import Provider

ADAPTERS: dict[str, ModuleType] = {Provider.SIMULATOR: simulator}
