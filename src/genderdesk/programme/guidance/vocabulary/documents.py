"""States of a document's version, kinds and markings. Source: programme.md 6 (lifecycle, fields of real police orders).

The numbers of days are the desk's own policy, to be changed here.
"""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves

DRAFT = "draft"
CONSULTATION = "consultation"
SUBMITTED = "submitted"
RETURNED = "returned"
REJECTED = "rejected"
AUTHORISED = "authorised"
IN_FORCE = "in_force"
UNDER_REVIEW = "under_review"
SUPERSEDED = "superseded"
WITHDRAWN = "withdrawn"

# What the author still writes, what binds whoever works by it, and what has ever bound anybody.
WRITTEN_ON = (DRAFT, CONSULTATION, RETURNED)
BINDING = (IN_FORCE, UNDER_REVIEW)
UNDER_WAY = (*WRITTEN_ON, SUBMITTED, AUTHORISED)
# For those alone who write and authorise.
NOT_YET_SHOWN = (DRAFT, SUBMITTED, RETURNED, REJECTED)

VERSION = StateTable(
    "version",
    DRAFT,
    (
        *moves("version.revise", WRITTEN_ON, DRAFT),
        *moves("version.consult", (DRAFT, RETURNED), CONSULTATION),
        Move(CONSULTATION, CONSULTATION, "version.comment"),
        *moves("version.submit", WRITTEN_ON, SUBMITTED),
        Move(SUBMITTED, RETURNED, "version.return"),
        Move(SUBMITTED, REJECTED, "version.reject"),
        Move(SUBMITTED, AUTHORISED, "version.authorise"),
        Move(AUTHORISED, IN_FORCE, "version.enter_force"),
        *moves("version.supersede", BINDING, SUPERSEDED),
        Move(IN_FORCE, UNDER_REVIEW, "version.review"),
        Move(UNDER_REVIEW, IN_FORCE, "version.confirm"),
        *moves("version.withdraw", (*WRITTEN_ON, AUTHORISED, *BINDING), WITHDRAWN),
    ),
)

# How long somebody has to read a version that binds her, and how long before its review the owner is told.
READ_WITHIN_DAYS = 30
REVIEW_NOTICE_DAYS = 60
LONGEST_TEXT = 60_000
# More questions would be an examination; a question with one answer would be none.
MOST_QUESTIONS = 3
FEWEST_ANSWERS, MOST_ANSWERS = 2, 4


class DocumentKind(StrEnum):
    """What a document is."""

    GUIDELINE = "guideline"
    PROCEDURE = "procedure"
    STRATEGY = "strategy"
    DIRECTIVE = "directive"
    CODE = "code"
    SCRIPT = "script"


class Marking(StrEnum):
    """Protective marking: who may read it at all. A restricted one is for heads, oversight and its audience."""

    OPEN = "open"
    INTERNAL = "internal"
    RESTRICTED = "restricted"
