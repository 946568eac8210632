"""The vault: identity and narratives encrypted field by field, opened only through a door.

The root key (a file) wraps a desk key for each institution, and that one the key of each file, which seals its words.
A ciphertext is bound to its desk, table, row, column and key version, so that moved to another place it does not open.
A model with sealed fields names its file by ``vault_file``. docs/keys.md tells it to whoever runs a desk.
"""

from genderdesk.groundwork.protection.vault.fields import SealedJSONField, SealedTextField
from genderdesk.groundwork.protection.vault.holders import (
    Holder,
    NotHolder,
    add_holder,
    holders_alone,
    holders_of,
    holds_any,
    is_sealed,
    move_files,
    remove_holder,
    seal_file,
    somebody_could_open,
    unseal_file,
)
from genderdesk.groundwork.protection.vault.indexes import (
    blind_index,
    exact_names,
    fingerprint,
    known_index,
    name_sounds,
    whole_name,
)
from genderdesk.groundwork.protection.vault.sealed import MASK, ClosedDoor, Opener, Sealed, bring_keys
from genderdesk.groundwork.protection.vault.unlocked import (
    is_unlocked,
    let_passkey_open,
    password_changed,
    unlock,
    unlock_by_passkey,
)

__all__ = [
    "MASK",
    "ClosedDoor",
    "Holder",
    "NotHolder",
    "Opener",
    "Sealed",
    "SealedJSONField",
    "SealedTextField",
    "add_holder",
    "blind_index",
    "bring_keys",
    "exact_names",
    "fingerprint",
    "holders_alone",
    "holders_of",
    "holds_any",
    "is_sealed",
    "is_unlocked",
    "known_index",
    "let_passkey_open",
    "move_files",
    "name_sounds",
    "password_changed",
    "remove_holder",
    "seal_file",
    "somebody_could_open",
    "unlock",
    "unlock_by_passkey",
    "unseal_file",
    "whole_name",
]
