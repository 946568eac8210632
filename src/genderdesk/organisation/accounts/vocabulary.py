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
        RoleLine("desk_head", "leads the desk and approves"),
        RoleLine("oversight", "watches who opens what"),
        RoleLine("administrator", "keeps accounts and the installation", "/staff/admin/people/"),
    )
}

# Roles that an account may have without a post.
STANDING_ROLES = ("provider", "oversight", "administrator")
