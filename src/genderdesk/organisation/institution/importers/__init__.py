"""What the room reads from a country's files."""

from genderdesk.organisation.institution.importers.institutions import WEEKDAYS, read_institutions
from genderdesk.organisation.institution.importers.premises import PremisesCodes, has_premises, read_premises

__all__ = ["WEEKDAYS", "PremisesCodes", "has_premises", "read_institutions", "read_premises"]
