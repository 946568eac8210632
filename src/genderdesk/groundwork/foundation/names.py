"""Names as they sound, so that one is found however it was written down.

Rules for Kinyarwanda speech and for French and English spelling side by side: l/r, b/v/bw and y/j are one sound, h is
often not heard or not written, doubled letters say nothing, accents come and go, the order of names is nobody's. There
is no published sound code for Kinyarwanda; these rules are the desk's own and err towards finding.
"""

from __future__ import annotations

import re
import unicodedata

_NOT_LETTERS = re.compile(r"[^a-z]+")
# Shorter parts (initials, "de") would be found everywhere.
_SHORTEST = 2

# Baptismal names that French and English write too differently for rules: each form → one of them.
_SAME = {
    form: forms[0]
    for forms in (
        ("marie", "mary", "maria"),
        ("jean", "john"),
        ("jeanne", "jane", "joan"),
        ("pierre", "peter"),
        ("jacques", "james"),
        ("antoine", "anthony"),
        ("etienne", "stephen", "steven"),
        ("michel", "michael"),
        ("luc", "luke", "lucas"),
        ("matthieu", "mathieu", "matthew"),
        ("andre", "andrew"),
        ("philippe", "philip", "phillip"),
        ("francois", "francis"),
        ("francoise", "frances"),
        ("therese", "theresa", "teresa"),
        ("helene", "helen", "helena"),
        ("madeleine", "magdalene", "magdalena"),
        ("elisabeth", "elizabeth"),
        ("cecile", "cecilia"),
        ("christine", "christina"),
        ("catherine", "katherine", "catherina"),
        ("joseph", "josef"),
        ("beatrice", "beatrix"),
        ("agnes", "agnese"),
    )
    for form in forms
}

# In this order, on small letters without accents.
_SOUNDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), heard)
    for pattern, heard in (
        (r"ph", "f"),
        (r"th", "t"),
        (r"gn", "ny"),
        (r"qu|ck|q", "k"),
        (r"ch(?=[rl])", "k"),
        (r"sch|sh|ch", "S"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"z", "s"),
        (r"h", ""),
        (r"ou", "u"),
        (r"dj|j", "y"),
        (r"y(?=[^aeiou]|$)", "i"),
        (r"ie?y?$", "i"),
        (r"l", "r"),
        (r"bw|vw|v", "b"),
        (r"(.)\1+", r"\1"),
        # The e that French writes and does not say, and English does not write: Claudine, Claudin.
        (r"(?<=[a-zS]{3})e$", ""),
    )
)


def plain_words(name: str) -> tuple[str, ...]:
    """The parts of a name in small letters without accents, each once, in the order of the alphabet."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return tuple(sorted({word for word in _NOT_LETTERS.split(letters) if len(word) >= _SHORTEST}))


def sound_of(word: str) -> str:
    """How one part of a name sounds; equal for spellings that a caller would not tell apart."""
    heard = _SAME.get(word, word)
    for pattern, sound in _SOUNDS:
        heard = pattern.sub(sound, heard)
    return heard or word


def sounds_of(name: str) -> tuple[str, ...]:
    """The sounds of all parts of a name, each once, in the order of the alphabet."""
    return tuple(sorted({sound_of(word) for word in plain_words(name)}))
