"""Charts on the staff's pages: two addresses, and what they say to those who do not see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from genderdesk.groundwork.platform import charts


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart's two addresses, and what it says for those who do not see it."""

    light: str
    dark: str
    alt: str
    keys: tuple[str, ...] = ()


def picture_of(spec: dict[str, Any]) -> Picture:
    """A chart to be drawn when it is first asked for."""
    keys = tuple(charts.remember(spec, theme) for theme in ("light", "dark"))
    light, dark = (reverse("statistics:chart", args=[key]) for key in keys)
    return Picture(light, dark, spec["description"], keys)
