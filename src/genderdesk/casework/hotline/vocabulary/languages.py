"""Languages of a line's texts, and which of them a native speaker has still to read."""

from __future__ import annotations

LINE_LANGUAGES = ("rw", "en", "fr", "sw")

# Written by people who learned the language: a native reader must confirm them before a real line uses them.
DRAFT_LANGUAGES = ("rw", "sw")

# How no word of a text to a phone may begin, since others may read it (ux.md T2, T8). A space ends the word.
# fmt: off
UNSAFE_WORDS = {
    "en": (
        "violen", "rape", "raping", "abus", "assault", "sexual", "sex ", "gender", "gbv", "victim", "survivor",
        "beat", "police", "desk", "crime", "attack", "case", "report", "perpetrator", "suspect",
    ),
    "fr": (
        "violen", "viol ", "viole", "violé", "abus", "agress", "sexuel", "sexe", "genre", "vbg", "victime",
        "survivant", "batt", "police", "crime", "plainte", "dossier", "suspect",
    ),
    "rw": (
        "ihohoter", "guhohoter", "yahohote", "gufata ku ngufu", "igitsina", "gitsina", "gukubit", "yakubis",
        "polisi", "icyaha", "uwahohotewe", "ukekwaho", "ikirego",
    ),
    "sw": (
        "ukatili", "ubakaji", "kubaka", "amebaka", "unyanyas", "ngono", "jinsia", "kijinsia", "mwathirika",
        "manusura", "kupigwa", "polisi", "uhalifu", "kesi", "mshukiwa",
    ),
}
# fmt: on
