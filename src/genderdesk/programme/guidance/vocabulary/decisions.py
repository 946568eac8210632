"""States of a proposal and of an action; where proposals come from. Source: programme.md 6, decisions register."""

from __future__ import annotations

from enum import StrEnum

from genderdesk.groundwork.foundation.states import Move, StateTable, moves

PROPOSED = "proposed"
SCREENED = "screened"
SUBMITTED = "submitted"
APPROVED = "approved"
DEFERRED = "deferred"
REFUSED = "refused"
IMPLEMENTED = "implemented"
VERIFIED = "verified"
CLOSED = "closed"
TAKEN_BACK = "taken_back"

# Nobody has decided yet: what the ageing report counts. A deferred one waits again from its day on.
UNDECIDED = (PROPOSED, SCREENED, SUBMITTED, DEFERRED)

PROPOSAL = StateTable(
    "proposal",
    PROPOSED,
    (
        Move(PROPOSED, SCREENED, "proposal.screen"),
        *moves("proposal.submit", (SCREENED, DEFERRED), SUBMITTED),
        Move(SUBMITTED, APPROVED, "proposal.decide"),
        Move(SUBMITTED, DEFERRED, "proposal.decide"),
        Move(SUBMITTED, REFUSED, "proposal.decide"),
        *moves("proposal.take_back", (PROPOSED, SCREENED), TAKEN_BACK),
        Move(APPROVED, IMPLEMENTED, "proposal.follow"),
        Move(IMPLEMENTED, APPROVED, "proposal.follow"),
        *moves("proposal.follow", (APPROVED, IMPLEMENTED), VERIFIED),
        Move(VERIFIED, CLOSED, "proposal.close"),
    ),
)

OPEN = "open"
DROPPED = "dropped"

ACTION = StateTable(
    "action",
    OPEN,
    (
        Move(OPEN, IMPLEMENTED, "action.implement"),
        Move(IMPLEMENTED, OPEN, "action.send_back"),
        Move(IMPLEMENTED, VERIFIED, "action.verify"),
        Move(OPEN, DROPPED, "action.drop"),
    ),
)

# Ages of the ageing report: from so many days on, the last without an end. The desk's own bands.
AGE_BANDS_DAYS = (0, 31, 91, 181)
LATE_AFTER_DAYS = 90


class Source(StrEnum):
    """Where a proposal comes from."""

    DESK = "desk"
    INSPECTION = "inspection"
    COMPLAINT = "complaint"
    EVALUATION = "evaluation"
    PARTNER = "partner"


class Outcome(StrEnum):
    """What was decided."""

    APPROVED = "approved"
    WITH_CONDITIONS = "with_conditions"
    DEFERRED = "deferred"
    REFUSED = "refused"


# The state that each outcome leads to.
STATE_AFTER: dict[Outcome, str] = {
    Outcome.APPROVED: APPROVED,
    Outcome.WITH_CONDITIONS: APPROVED,
    Outcome.DEFERRED: DEFERRED,
    Outcome.REFUSED: REFUSED,
}
