"""The training room."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    name = "genderdesk.programme.training"
    label = "training"
    verbose_name = "Training"
