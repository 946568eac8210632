"""What a staffing norm asks of each district's stations, beside what is there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from genderdesk.groundwork.platform.panels import Caseload, panels_for
from genderdesk.groundwork.protection.pages import DeskRequest
from genderdesk.organisation.institution.models import Institution
from genderdesk.organisation.institution.queries import DistrictPosts
from genderdesk.organisation.institution.rules.staffing import Asked, asked_by
from genderdesk.organisation.institution.vocabulary import STAFFING_NORM
from genderdesk.organisation.places.queries import names


@dataclass(frozen=True, slots=True)
class NormLine:
    """A district: the class of its caseload with the posts that the norm asks, and the posts that there are."""

    district: str
    asked: Asked
    posts: DistrictPosts

    @property
    def missing(self) -> int:
        """Holders that are missing to the norm."""
        return max(0, self.asked.posts - self.posts.held)


def norm_lines(
    request: DeskRequest, institutions: Sequence[Institution], posts: Mapping[str, DistrictPosts], day: date
) -> list[NormLine]:
    """The districts whose stations have fewer holders than the norm asks, by name; none where the reader may not see
    the caseload, or looks at several institutions, which are never added up."""
    if len(institutions) != 1:
        return []
    loads: list[Caseload] = panels_for("caseload", request, institution=institutions[0], until=day)
    if not loads:
        return []
    cases = {each.district: each.cases for each in loads}
    lines = [NormLine(names()[code], asked_by(STAFFING_NORM, cases.get(code, 0)), of) for code, of in posts.items()]
    return sorted((line for line in lines if line.missing), key=lambda line: line.district)
