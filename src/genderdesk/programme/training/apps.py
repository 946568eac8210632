"""The training room."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "genderdesk.programme.training"
    label = "training"
    verbose_name = "Training"

    def ready(self) -> None:
        from genderdesk.programme.training import jobs, panels, subscribers  # noqa: F401  # they register themselves
