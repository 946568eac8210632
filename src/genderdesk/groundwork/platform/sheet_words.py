"""What is wrong in a sheet (``foundation.sheets``), in the reader's language: foundation speaks English alone."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.platform.words import WordTable

# Every pattern of foundation/sheets.py that a page can show; tests/cases/test_offences.py holds the two together.
FAULTS: WordTable = {
    "The file cannot be read as CSV: {fault}.": _("The file cannot be read as CSV: {fault}."),
    "The row has more cells than the header. Put a text with a comma in quotes.": _(
        "The row has more cells than the header. Put a text with a comma in quotes."
    ),
    "The cells are separated by semicolons. Save the file with commas.": _(
        "The cells are separated by semicolons. Save the file with commas."
    ),
    "The header lacks this column. The columns are: {columns}.": _(
        "The header lacks this column. The columns are: {columns}."
    ),
    "The file has no such column; use “{note}” for remarks.": _(
        "The file has no such column; use “{note}” for remarks."
    ),
    "The column stands in the header twice.": _("The column stands in the header twice."),
    "This cell must not be empty.": _("This cell must not be empty."),
    "The text holds a control character. Type it again.": _("The text holds a control character. Type it again."),
    "The text has {length} characters; at most {longest} fit.": _(
        "The text has {length} characters; at most {longest} fit."
    ),
    "{text} is not a code: use letters, digits, dots, dashes and underscores.": _(
        "{text} is not a code: use letters, digits, dots, dashes and underscores."
    ),
    "{text} is not known here; write one of: {allowed}.": _("{text} is not known here; write one of: {allowed}."),
    "The same stands in line {first} already.": _("The same stands in line {first} already."),
}


def fault_in_words(fault: CsvFault) -> str:
    """The sentence of a fault; as it stands where its pattern is none of the table."""
    return str(FAULTS[fault.pattern]).format(**fault.given) if fault.pattern in FAULTS else fault.sentence
