"""``python -m genderdesk.demo.country.make_rwanda [folder]`` writes the demonstration country's files."""

from __future__ import annotations

import sys
from pathlib import Path

from genderdesk.demo.country.make_rwanda.agreements import make_agreements
from genderdesk.demo.country.make_rwanda.divisions import make_divisions
from genderdesk.demo.country.make_rwanda.fleet import make_fleet
from genderdesk.demo.country.make_rwanda.organisation import make_organisation
from genderdesk.demo.country.make_rwanda.outreach import make_outreach
from genderdesk.demo.country.make_rwanda.partners import make_providers, make_sign_ins
from genderdesk.demo.country.make_rwanda.premises import make_premises
from genderdesk.demo.country.make_rwanda.trainings import make_trainings

RWANDA = Path(__file__).resolve().parent.parent / "rwanda"
SOURCE = RWANDA / "source" / "rwanda-districts.geojson"


def make(folder: Path) -> None:
    """Write all files into a folder that exists."""
    districts = make_divisions(SOURCE, folder)
    staff = make_organisation(districts, folder)
    holders = {str(post): str(officer) for post, officer, *_ in staff.appointments}
    make_fleet(holders, folder)
    make_providers(districts, folder)
    make_sign_ins(holders, folder)
    make_trainings(staff, folder)
    make_agreements(folder)
    women = [
        str(code) for code, institution, *_, sex, _rank in staff.officers if (institution, sex) == ("RNP", "female")
    ]
    make_outreach(women[:12], folder)
    make_premises(districts, folder)


if __name__ == "__main__":
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else RWANDA
    make(folder)
    print(f"Written to {folder}: {', '.join(sorted(path.name for path in folder.glob('*.csv')))}.")
