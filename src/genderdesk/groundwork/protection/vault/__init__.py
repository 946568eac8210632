"""The vault: identity and narratives encrypted field by field, opened only through a door.

The root key (a file) wraps a desk key for each institution, and that one the key of each file, which seals its words.
A ciphertext is bound to its desk, table, row, column and key version, so that moved to another place it does not open.
A model with sealed fields names its file by ``vault_file``. docs/keys.md tells it to whoever runs a desk.
"""

from genderdesk.groundwork.protection.vault.fields import SealedJSONField, SealedTextField
from genderdesk.groundwork.protection.vault.indexes import blind_index, fingerprint
from genderdesk.groundwork.protection.vault.sealed import MASK, ClosedDoor, Opener, Sealed, bring_keys

__all__ = [
    "MASK",
    "ClosedDoor",
    "Opener",
    "Sealed",
    "SealedJSONField",
    "SealedTextField",
    "blind_index",
    "bring_keys",
    "fingerprint",
]
