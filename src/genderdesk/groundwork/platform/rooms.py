"""What a room registers elsewhere: its panels, jobs and what it listens to are there once Django is ready."""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """A room. ``registers`` are its modules that register themselves where they are imported.

    A room imports this module, not the class: Django takes the one configuration that it finds in an ``apps.py``.
    """

    registers: ClassVar[tuple[str, ...]] = ("panels",)

    def ready(self) -> None:
        for module in self.registers:
            import_module(f"{self.name}.{module}")
