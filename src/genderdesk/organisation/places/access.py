"""Who may change the divisions. Reading them needs no permission: they are public knowledge."""

from __future__ import annotations

from genderdesk.groundwork.protection.access import role, system_only

MAY_LOAD_PLACES = role("administrator") | system_only
