"""Reading an instrument from its file: whole, or refused with every fault at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from genderdesk.casework.cases.rules.risk import LEAST_FEAR, MOST_FEAR, Band, Instrument, Item
from genderdesk.casework.cases.vocabulary import LEVELS, Relationship, RiskLevel, Sex

_TEXTS = ("code", "version", "holder", "licence")
_LONGEST_CODE = 20


class IncompleteInstrument(Exception):
    """A file that is no whole instrument; ``faults`` are sentences on what is missing or wrong."""

    def __init__(self, faults: list[str]) -> None:
        self.faults = faults
        super().__init__(" ".join(faults))


def read_instrument(document: Mapping[str, Any], empty: Mapping[str, Any] | None = None) -> Instrument:
    """The instrument of a document; IncompleteInstrument where anything is missing.

    ``empty`` is the empty pack that the document fills: the same code and holder, and as many items as it says.
    """
    faults = [*_head_faults(document), *_item_faults(document), *_band_faults(document), *_validity_faults(document)]
    if empty is not None:
        faults += _pack_faults(document, empty)
    if faults:
        raise IncompleteInstrument(faults)
    return Instrument(
        code=document["code"],
        version=str(document["version"]),
        names=dict(document["names"]),
        holder=document["holder"],
        licence=document["licence"],
        source=str(document.get("source", "")),
        languages=tuple(document["languages"]),
        valid_days=document["valid_days"],
        groups={key: dict(words) for key, words in document.get("groups", {}).items()},
        items=tuple(_item(each) for each in document["items"]),
        bands=tuple(Band(RiskLevel(each["level"]), each["from"]) for each in document["bands"]),
        fear_from=document.get("fear", {}).get("from"),
        fear_level=RiskLevel(document["fear"]["level"]) if "fear" in document else None,
        valid_sexes=tuple(document.get("valid_for", {}).get("sex", ())),
        valid_relationships=tuple(document.get("valid_for", {}).get("relationship", ())),
    )


def _item(line: Mapping[str, Any]) -> Item:
    return Item(
        id=line["id"],
        words=dict(line["words"]),
        weight=line.get("weight", 1),
        required=line.get("required", False),
        critical=line.get("critical", False),
        group=line.get("group", ""),
    )


def _head_faults(document: Mapping[str, Any]) -> list[str]:
    faults = [f"“{name}” is empty." for name in _TEXTS if not str(document.get(name, "")).strip()]
    if len(str(document.get("code", ""))) > _LONGEST_CODE or len(str(document.get("version", ""))) > _LONGEST_CODE:
        faults.append(f"“code” and “version” have {_LONGEST_CODE} signs at most.")
    languages = document.get("languages") or []
    if not languages:
        faults.append("“languages” names no language.")
    faults += [f"“names” has no words in {each}." for each in languages if not document.get("names", {}).get(each)]
    if not _is_number(document.get("valid_days"), 1):
        faults.append("“valid_days” is no number of days.")
    fear = document.get("fear")
    if fear is not None and not (_is_number(fear.get("from"), LEAST_FEAR, MOST_FEAR) and fear.get("level") in LEVELS):
        faults.append("“fear” needs “from” (0 to 10) and “level”.")
    return faults


def _item_faults(document: Mapping[str, Any]) -> list[str]:
    lines = document.get("items") or []
    faults = [] if lines else ["There is no item."]
    seen: set[str] = set()
    for number, line in enumerate(lines, 1):
        key, words = line.get("id", ""), line.get("words", {})
        if not key or key in seen:
            faults.append(f"Item {number}: “id” is empty, or another item has it.")
        seen.add(key)
        faults += [
            f"Item {number}: no words in {each}."
            for each in document.get("languages") or []
            if not words.get(each, "").strip()
        ]
        if not isinstance(line.get("weight", 1), int) or isinstance(line.get("weight", 1), bool):
            faults.append(f"Item {number}: “weight” is no whole number.")
        if line.get("group", "") not in ("", *document.get("groups", {})):
            faults.append(f"Item {number}: there is no such group.")
    return faults


def _band_faults(document: Mapping[str, Any]) -> list[str]:
    bands = document.get("bands") or []
    if not bands:
        return ["There is no band, so no score gives a level."]
    if any(each.get("level") not in LEVELS or not _is_number(each.get("from")) for each in bands):
        return ["Each band needs “level” (low, medium, high or extreme) and “from”, a whole number."]
    ranks = [LEVELS.index(RiskLevel(each["level"])) for each in bands]
    starts = [each["from"] for each in bands]
    if ranks != sorted(set(ranks)) or starts != sorted(set(starts)):
        return ["The bands do not rise: each needs a higher level and a higher score than the one before."]
    return []


def _validity_faults(document: Mapping[str, Any]) -> list[str]:
    known: dict[str, set[str]] = {"sex": set(Sex), "relationship": set(Relationship)}
    valid_for = document.get("valid_for", {})
    faults = [f"“valid_for” knows no “{name}”." for name in valid_for if name not in known]
    for name, values in known.items():
        wrong = [str(each) for each in valid_for.get(name, ()) if each not in values]
        faults += [f"“valid_for”: there is no {name} “{each}”." for each in wrong]
    return faults


def _pack_faults(document: Mapping[str, Any], empty: Mapping[str, Any]) -> list[str]:
    faults = []
    if document.get("code") != empty["code"] or document.get("holder") != empty["holder"]:
        faults.append(f"This is not the pack “{empty['code']}” of {empty['holder']}.")
    if not str(document.get("permission", "")).strip():
        faults.append("“permission” is empty: write by which paper the holder allows your force to use it.")
    expected = empty.get("items_expected")
    found = len(document.get("items") or [])
    if expected is not None and found not in (0, expected):
        faults.append(f"It has {found} items, and {empty['holder']} publishes {expected}.")
    return faults


def _is_number(value: object, least: int | None = None, most: int | None = None) -> bool:
    if not isinstance(value, int) or isinstance(value, bool):
        return False
    return (least is None or value >= least) and (most is None or value <= most)
