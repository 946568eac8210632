"""What may be done with accounts, one file for each use."""

from genderdesk.organisation.accounts.acts.devices import keep_device, revoke_device, sign_out_elsewhere
from genderdesk.organisation.accounts.acts.factors import ask_factor_reset, keep_factor, reset_factor
from genderdesk.organisation.accounts.acts.people import (
    activate_user,
    change_password,
    create_user,
    deactivate_user,
    load_users,
    set_password,
)

__all__ = [
    "activate_user",
    "ask_factor_reset",
    "change_password",
    "create_user",
    "deactivate_user",
    "keep_device",
    "keep_factor",
    "load_users",
    "reset_factor",
    "revoke_device",
    "set_password",
    "sign_out_elsewhere",
]
