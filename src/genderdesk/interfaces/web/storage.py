"""Addresses of static files, each worked out once in a process: the manifest is read at the start and never changes."""

from __future__ import annotations

from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

_IMPORT = (r"""(?P<matched>import (?P<names>\{[^}]+\}) from "(?P<url>[^"]+)";)""", 'import %(names)s from "%(url)s";')


class DeskStaticFiles(CompressedManifestStaticFilesStorage):
    """whitenoise's storage, which names each file by its content, with the names kept."""

    # Our own scripts import one another under names by content too. Django's switch for that reads every script, and
    # stumbles over a word in one of htmx's.
    patterns = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((place, (_IMPORT,)) for place in ("web/*.js", "response/*.js")),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str | None, force: bool = False) -> str:
        if name is None or force:
            return str(super().url(name, force))
        found = self._addresses.get(name)
        if found is None:
            found = self._addresses[name] = str(super().url(name))
        return found

    def save_manifest(self) -> None:
        """Collecting gives files new names."""
        self._addresses.clear()
        super().save_manifest()
