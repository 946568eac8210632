"""The API room."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "genderdesk.interfaces.api"
    label = "api"
    verbose_name = "API"
