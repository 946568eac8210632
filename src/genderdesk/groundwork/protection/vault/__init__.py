"""The vault: identity and narratives encrypted field by field, opened only through a door.

Keys come from the keyring; a ciphertext is bound to its desk scope, table, row, column and key version, so that moved
to another place it does not open. The next floor of keys (per case, per recipient) comes in behind the same calls.
"""

from genderdesk.groundwork.protection.vault.fields import SealedJSONField, SealedTextField
from genderdesk.groundwork.protection.vault.indexes import blind_index, fingerprint
from genderdesk.groundwork.protection.vault.sealed import MASK, ClosedDoor, Sealed, opener

__all__ = [
    "MASK",
    "ClosedDoor",
    "Sealed",
    "SealedJSONField",
    "SealedTextField",
    "blind_index",
    "fingerprint",
    "opener",
]
