"""What a table of words for people is: coded values, each with its words in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

# Words that become text when they are shown, in the language of that moment.
Words: TypeAlias = "str | _StrPromise"
WordTable: TypeAlias = "dict[str, Words]"
