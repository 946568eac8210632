"""The programme's files of a country folder: guidance, partners, trainings and outreach, in the order in which they
name each other's records."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.protection.access import Actor
from genderdesk.organisation.institution.queries import Known
from genderdesk.programme.guidance.acts import load_guidance
from genderdesk.programme.guidance.importers import read_guidance
from genderdesk.programme.guidance.queries import known_guidelines
from genderdesk.programme.guidance.rules.files import GuidanceFiles
from genderdesk.programme.outreach.acts import load_outreach
from genderdesk.programme.outreach.importers import read_outreach
from genderdesk.programme.outreach.rules.files import OutreachFiles
from genderdesk.programme.partners.acts import load_partners
from genderdesk.programme.partners.importers import read_partners
from genderdesk.programme.partners.models import Partner
from genderdesk.programme.partners.rules.files import PartnerFiles
from genderdesk.programme.training.acts import load_trainings
from genderdesk.programme.training.importers import read_trainings
from genderdesk.programme.training.rules.files import TrainingFiles


@dataclass(frozen=True)
class Programme:
    """The rows of the programme's rooms."""

    guided: GuidanceFiles
    agreed: PartnerFiles
    taught: TrainingFiles
    reached: OutreachFiles

    @property
    def size(self) -> int:
        """How many rows."""
        return self.guided.size + self.agreed.size + self.taught.size + self.reached.size


def read_programme(folder: Path, known: Known) -> tuple[Programme, list[CsvFault]]:
    """The rows and all faults; a dry run that writes nothing."""
    guided, faults = read_guidance(folder, known)
    guidelines = known_guidelines(guided.guidelines)
    agreed, more = read_partners(folder, known, {each.code for each in guided.instruments})
    faults += more
    taught, more = read_trainings(folder, known, guidelines)
    faults += more
    partners = {each.code for each in agreed.names} | set(Partner.objects.values_list("code", flat=True))
    reached, more = read_outreach(folder, known, partners, guidelines)
    return Programme(guided, agreed, taught, reached), faults + more


def keep_programme(actor: Actor, programme: Programme) -> dict[str, int]:
    """Keep all rows; how many records of each kind are new."""
    counts: dict[str, int] = {}
    if programme.guided.size:
        counts |= load_guidance(actor, rows=[programme.guided])
    if programme.agreed.size:
        counts |= load_partners(actor, rows=[programme.agreed])
    if programme.taught.size:
        counts |= load_trainings(actor, rows=[programme.taught])
    if programme.reached.size:
        counts |= load_outreach(actor, rows=[programme.reached])
    return counts
