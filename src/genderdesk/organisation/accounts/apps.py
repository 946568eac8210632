"""The accounts room: its panels, and what roles are called."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "genderdesk.organisation.accounts"
    label = "accounts"
    verbose_name = "Accounts"

    def ready(self) -> None:
        from genderdesk.groundwork.platform import editions
        from genderdesk.groundwork.protection.access import name_roles
        from genderdesk.groundwork.protection.vault import personal
        from genderdesk.organisation.accounts import (  # noqa: F401  # they register themselves
            hashers,
            jobs,
            panels,
            subscribers,
        )
        from genderdesk.organisation.accounts.labels import ROLE_LABELS

        name_roles(ROLE_LABELS)
        editions.watch("accounts", "accounts_user")
        personal.stand_behind(hashers.gate.through)
