"""Files that belong to a record: photographs, documents and recordings, encrypted while they arrive.

No byte of one lies on the disk in the clear, not even for a moment: ``uploads`` seals each piece as it comes, ``store``
knows where the sealed files lie, ``kinds`` which there may be, and ``copies`` makes what leaves without its traces.
"""

from genderdesk.groundwork.protection.vault.files.kinds import Group, Kind, accepted_endings
from genderdesk.groundwork.protection.vault.files.uploads import Arrived, receiving, why_no_room

__all__ = ["Arrived", "Group", "Kind", "accepted_endings", "receiving", "why_no_room"]
