"""The accounts room."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "genderdesk.organisation.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from genderdesk.organisation.accounts import panels, subscribers  # noqa: F401  # they register themselves
