"""What a caller told during one contact, as the console's form and the USSD menu hand it to an act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from genderdesk.casework.intake.vocabulary import ReporterType, StaffInvolved, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment


@dataclass(frozen=True, slots=True)
class Told:
    """The four questions of safety, the four fields that a report needs, and what else was said.

    ``received_at`` None means now; places are division codes, empty where not known.
    """

    district: str = ""
    stated_kind: StatedKind = StatedKind.NOT_STATED
    safe_to_contact: Answer = Answer.UNKNOWN
    received_at: datetime | None = None
    safe_to_talk: Answer = Answer.UNKNOWN
    immediate_danger: Answer = Answer.UNKNOWN
    injured_or_recent: Answer = Answer.UNKNOWN
    child_involved: Answer = Answer.UNKNOWN
    reporter_type: ReporterType = ReporterType.UNKNOWN
    reporter_name: str = ""
    sector: str = ""
    place_text: str = ""
    occurred: Moment | None = None
    narrative: str = ""
    language: str = ""
    staff_involved: StaffInvolved = StaffInvolved.UNKNOWN
    who_may_answer: str = ""
    code_word: str = ""

    @property
    def safe_contact(self) -> dict[str, str]:
        """What is to be known by whoever calls this number."""
        said = {"who": self.who_may_answer.strip(), "code_word": self.code_word.strip()}
        return {key: words for key, words in said.items() if words}
