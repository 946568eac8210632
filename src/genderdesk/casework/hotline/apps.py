"""The hotline room."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    name = "genderdesk.casework.hotline"
    label = "hotline"
    verbose_name = "Hotline"
    # Tables that grow with every report (platform/sqlite/estimates.py).
    grows = ("Contact", "GatewayEvent", "TextMessage", "UssdSession")

    def ready(self) -> None:
        from genderdesk.casework.hotline import (  # noqa: F401  # they register themselves
            access,
            facts,
            jobs,
            models,
            panels,
            subscribers,
        )
        from genderdesk.groundwork.protection.circle import keeps_files

        keeps_files(models.Contact, sent_to=access.still_talks)
        for model in (models.TextMessage, models.UssdSession):
            keeps_files(model, file="contact__report_id", cell="contact__cell_id", sent_to=access.still_talks)
