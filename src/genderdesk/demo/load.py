"""Loads the demonstration: the country's files, its toll-free lines, and one sign-in for each role."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from genderdesk.groundwork.protection.access import SYSTEM
from genderdesk.interfaces.cli.country.load import load_country

COUNTRY = Path(__file__).parent / "country" / "rwanda"

Progress = Callable[[int, int], None]


def load_demonstration(password: str, progress: Progress) -> dict[str, str]:
    """Load Rwanda's map with invented people; the sign-in name for each role."""
    load_country(COUNTRY, SYSTEM, progress, password=password)
    from genderdesk.casework.hotline.importers import open_lines_of_country
    from genderdesk.organisation.accounts.queries import sign_ins_by_role

    open_lines_of_country(SYSTEM)
    _make_keys(password)
    _make_programme()
    return sign_ins_by_role()


def _make_programme() -> None:
    """Guidance, decisions, outreach, checks of vehicles and complaints, made by those whose work they are."""
    from genderdesk.demo.complaints import make_complaints
    from genderdesk.demo.guidance import make_guidance
    from genderdesk.demo.outreach import make_outreach
    from genderdesk.demo.vehicles import make_checks
    from genderdesk.organisation.accounts.models import User
    from genderdesk.organisation.accounts.queries import actor_of, sign_ins_by_role

    names = sign_ins_by_role()
    writer, head, focal_point, outreach_officer = (
        actor_of(User.objects.get(username=names[role]))
        for role in ("analyst", "desk_head", "focal_point", "outreach_officer")
    )
    make_guidance(writer, head, focal_point)
    make_outreach(outreach_officer, head)
    make_checks(head)
    make_complaints(head)


def _make_keys(password: str) -> None:
    """Everybody's personal key, and the oversight's recovery: sealed files can be tried from the first moment on.

    In the demonstration all three shares lie in the data folder. Anywhere else each belongs to another person.
    """
    from django.conf import settings

    from genderdesk.groundwork.protection.vault import personal
    from genderdesk.interfaces.cli.verbs.keys import write_shares
    from genderdesk.organisation.accounts.queries import people

    for user in people():
        personal.open_or_make(user.pk, password)
    folder = settings.ENVIRONMENT.home / "recovery-of-the-demonstration"
    write_shares(folder)
    (folder / "READ-ME.txt").write_text(
        "In this demonstration all three shares of the recovery key lie here, to be tried out. In an installation each "
        "belongs to another person, in another safe, and none on this machine.\n"
    )
