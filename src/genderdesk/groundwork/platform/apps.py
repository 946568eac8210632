"""The platform room."""

from django.apps import AppConfig


class PlatformConfig(AppConfig):
    name = "genderdesk.groundwork.platform"
    label = "platform"
    verbose_name = "Platform"
