"""The web room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "genderdesk.interfaces.web"
    label = "web"
    verbose_name = "Web"
