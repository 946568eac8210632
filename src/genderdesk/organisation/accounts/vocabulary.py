"""Roles: what a post does here, and the page its holder lands on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RoleLine:
    """One role: its code, its duty in a line, where its holder lands after signing in."""

    code: str
    duty: str
    landing: str = "/staff/"


ROLES = {
    line.code: line
    for line in (
        RoleLine("operator", "answers the line and keeps what was told", "/staff/line/"),
        RoleLine("dispatcher", "sends units where there is danger", "/staff/responses/"),
        RoleLine("rider", "goes to the survivor", "/staff/ride/"),
        RoleLine("focal_point", "keeps the cases of a station's district"),
        RoleLine("investigator", "investigates the offence"),
        RoleLine("counsellor", "counsels survivors"),
        RoleLine("provider", "gives a health, legal or psychosocial service", "/staff/provider/"),
        RoleLine("analyst", "counts, without names", "/staff/figures/"),
        RoleLine("trainer", "trains officers and keeps what they can do"),
        RoleLine("outreach_officer", "speaks to the public and keeps what was handed out"),
        RoleLine("desk_head", "leads the desk and approves"),
        RoleLine("oversight", "watches who opens what"),
        RoleLine("administrator", "keeps accounts and the installation", "/staff/admin/people/"),
    )
}

# Roles that an account may have without a post.
STANDING_ROLES = ("provider", "oversight", "administrator")

# Sign-in: how long, how often (CJIS Security Policy 6.0: five tries, a lock of 10 to 15 minutes, 30 minutes idle)

IDLE_SECONDS = 30 * 60
ABSOLUTE_SECONDS = 12 * 3600
# A change of one's own factors or password wants a proof that is no older.
FRESH_SECONDS = 5 * 60
# An administrator's word for a first or new password is good for so long.
TEMPORARY_PASSWORD_DAYS = 7
# A browser in which somebody signed in stays known to that account for so long after the last time.
KNOWN_BROWSER_DAYS = 180


@dataclass(frozen=True, slots=True)
class Budget:
    """How many tries may be wrong before the next one waits, how long it waits, and when it is all forgotten."""

    tries: int
    first_wait_seconds: int
    longest_wait_seconds: int
    forgotten_after_seconds: int


# Never one count for an account as such: whoever knows a name could then shut its owner out from anywhere.
BUDGETS = {
    # an account's password, from one source (address), out of browsers that the account does not know
    "pair": Budget(5, 60, 15 * 60, 12 * 3600),
    # all accounts together, from one source
    "source": Budget(30, 60, 15 * 60, 3600),
    # an account's password, in a browser that its owner signed in with before; nobody else's tries count here
    "browser": Budget(5, 60, 15 * 60, 3600),
    # the second factor, from one source or known browser; whoever comes here has given the password
    "factor": Budget(5, 60, 15 * 60, 12 * 3600),
    # the second factor out of all unknown browsers together: the password is known to somebody else by then
    "factor_strangers": Budget(20, 15 * 60, 3600, 24 * 3600),
    # codes told to survivors, on a public page, from one source: many people share an operator's address
    "public_code": Budget(20, 60, 15 * 60, 3600),
}
# So many wrong passwords for one account within an hour are an attack: its owner and oversight are told.
ATTACK_TRIES = 10
ATTACK_WINDOW_SECONDS = 3600

# Who asks for the reset of somebody's second factor, and who may be the second person.
RESET_HOURS = 24
RESET_REASONS = ("lost", "broken", "left", "suspicion")
