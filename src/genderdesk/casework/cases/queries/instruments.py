"""Instruments at hand: the desk's own checklist, and the packs of other holders that the force has filled."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from genderdesk.casework.cases import rules
from genderdesk.casework.cases.models import InstrumentPack
from genderdesk.casework.cases.vocabulary import DESK_CHECKLIST
from genderdesk.groundwork.platform.refusals import Missing

_SHIPPED = Path(__file__).resolve().parent.parent / "instruments"


@lru_cache(maxsize=1)
def desk_checklist() -> rules.Instrument:
    """The checklist that is there without anybody's licence."""
    return rules.read_instrument(_read(_SHIPPED / f"{DESK_CHECKLIST}.toml"))


@lru_cache(maxsize=1)
def empty_packs() -> dict[str, dict[str, Any]]:
    """Instruments that belong to others, without a word of them: by code, who holds the rights and how to get leave."""
    packs = [_read(path) for path in sorted((_SHIPPED / "packs").glob("*.toml"))]
    return {each["code"]: each for each in packs}


def _read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_pack(document: Mapping[str, Any]) -> rules.Instrument:
    """The instrument of a filled pack; IncompleteInstrument where it is none of ours or not whole."""
    empty = empty_packs().get(str(document.get("code", "")))
    if empty is None:
        codes = ", ".join(empty_packs())
        raise rules.IncompleteInstrument([f"There is no pack of this code. Name one of: {codes}."])
    return rules.read_instrument(_with_validity(document), empty)


def _with_validity(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """A filled pack that does not say for whom it is valid says what its empty pack says."""
    empty = empty_packs().get(str(document.get("code", "")), {})
    return {"valid_for": empty.get("valid_for", {}), **document}


def instruments() -> list[rules.Instrument]:
    """Those that an officer may choose: the desk's own, then the newest version of each filled pack."""
    newest = {each.code: each for each in InstrumentPack.objects.order_by("filled_at", "id")}
    return [desk_checklist(), *(_of_pack(newest[code]) for code in sorted(newest))]


def _of_pack(pack: InstrumentPack) -> rules.Instrument:
    return rules.read_instrument(_with_validity(pack.document))


def instrument_names() -> dict[tuple[str, str], str]:
    """Every instrument that ever was at hand, by code and version, in the reader's language."""
    known = [desk_checklist(), *(_of_pack(each) for each in InstrumentPack.objects.all())]
    return {(each.code, each.version): in_language(each.names) for each in known}


def filled_versions() -> dict[str, list[str]]:
    """The versions of each pack that the force has filled, the oldest first."""
    found: dict[str, list[str]] = {}
    for code, version in InstrumentPack.objects.order_by("filled_at", "id").values_list("code", "version"):
        found.setdefault(code, []).append(version)
    return found


def instrument_for(code: str, version: str = "") -> rules.Instrument:
    """The instrument of a code, in the version asked for or the newest; Missing where there is none."""
    own = desk_checklist()
    if code == own.code and version in ("", own.version):
        return own
    found = InstrumentPack.objects.filter(code=code, **({"version": version} if version else {}))
    pack = found.order_by("filled_at", "id").last()
    if pack is None:
        raise Missing(_("There is no such list of questions at this desk."))
    return _of_pack(pack)


def in_language(words: Mapping[str, str], language: str = "") -> str:
    """Words of an instrument in the reader's language; in its first one where it has no other."""
    return words.get(language or get_language() or "en") or next(iter(words.values()), "")
