"""The programme's files of a country folder, and the results that are made of its records, in the order in which they
name each other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from genderdesk.groundwork.foundation.csvs import CsvFault
from genderdesk.groundwork.protection.access import Actor
from genderdesk.monitoring.results.acts import load_results
from genderdesk.monitoring.results.importers import BroughtCodes, read_results
from genderdesk.monitoring.results.rules.files import ResultFiles
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
    """The rows of the programme's rooms and of results."""

    guided: GuidanceFiles
    agreed: PartnerFiles
    taught: TrainingFiles
    reached: OutreachFiles
    results: ResultFiles

    @property
    def size(self) -> int:
        """How many rows."""
        each = (self.guided, self.agreed, self.taught, self.reached, self.results)
        return sum(files.size for files in each)


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
    faults += more
    results, more = read_results(folder, _for_results(known, agreed))
    return Programme(guided, agreed, taught, reached, results), faults + more


def _for_results(known: Known, agreed: PartnerFiles) -> BroughtCodes:
    """What results build upon."""
    return BroughtCodes(
        institutions=frozenset(known.institutions),
        units=frozenset(known.units),
        places=frozenset(known.places),
        projects={each.code: each.institution for each in agreed.projects},
        objectives={(each.project, each.number) for each in agreed.objectives},
    )


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
    if programme.results.size:
        counts |= load_results(actor, rows=[programme.results])
    return counts
