"""ICCS codes to which national offences are mapped. Source: UNODC, ICCS 1.0 (2015), the codes named in cases.md 6.

The national table is data of each country (``offences.csv``, ``Offence``): titles only, no articles of a penal code.
"""

from __future__ import annotations

# Those of a women's and children's desk, not all of ICCS; their words stand in ``labels.ICCS_WORDS``.
ICCS: tuple[str, ...] = (
    "0101",
    "0102",
    "0201",
    "020111",
    "020112",
    "02012",
    "02021",
    "02022",
    "020221",
    "020222",
    "020292",
    "0203",
    "02041",
    "0205",
    "0208",
    "02081",
    "02082",
    "0301",
    "03011",
    "030111",
    "030112",
    "030113",
    "03012",
    "030121",
    "030122",
    "03019",
    "0302",
    "030221",
    "030222",
    "030223",
)

# What loading a table does to one of its rows.
ADDED, CHANGED, SAME, LEFT = "added", "changed", "same", "left"
