"""The hotline room."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "genderdesk.casework.hotline"
    label = "hotline"
    verbose_name = "Hotline"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Contact", "GatewayEvent", "TextMessage", "UssdSession")

    def ready(self) -> None:
        from genderdesk.casework.hotline import facts, jobs, panels  # noqa: F401  # they register themselves
