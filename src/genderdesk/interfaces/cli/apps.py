"""The command line's room."""

from django.apps import AppConfig


class CliConfig(AppConfig):
    name = "genderdesk.interfaces.cli"
    label = "cli"
    verbose_name = "Command line"
