"""A code for the survivor, and what she or he answers with it, which nobody can lead back."""

from __future__ import annotations

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from genderdesk.casework.cases.access import MAY_GIVE_FEEDBACK, MAY_WORK_ON
from genderdesk.casework.cases.acts.timeline import tell
from genderdesk.casework.cases.models import Case, CaseEvent, Feedback, FeedbackCode
from genderdesk.casework.cases.queries.feedback import digest_of
from genderdesk.casework.cases.rules import end_of_week, quarter_of
from genderdesk.casework.cases.vocabulary import CASE, FEEDBACK_CODE, FEEDBACK_LIFE, EventKind, Item, Overall, Said
from genderdesk.groundwork.foundation.ids import new_number
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.groundwork.protection.access import Actor
from genderdesk.groundwork.protection.acts import Invalid, act

_LONGEST = 2000
CODE_IS_OVER = gettext_lazy("This code opens nothing any more, or was used already. Check it, or ask for another.")


class DrawnCode:
    """A code as it was just drawn, for the one page that shows it; the ledger keeps no sign of it."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return "drawn"


@act("feedback.offer", needs=MAY_WORK_ON, subject=Case, states=CASE)
def offer_feedback(actor: Actor, case: Case) -> DrawnCode | str:
    """Draw a code that can be used once for feedback on the case's desk; only its digest is kept.

    The code is given back once: a repeat is told "drawn". Invalid while an earlier code of the case may still be used,
    so that whoever works at the desk cannot answer many times beside one survivor.
    """
    ends_on = end_of_week(timezone.localdate() + FEEDBACK_LIFE)
    told = CaseEvent.objects.filter(case=case, kind=EventKind.FEEDBACK_OFFERED).order_by("-at").first()
    if told is not None and end_of_week(timezone.localdate(told.at) + FEEDBACK_LIFE) >= timezone.localdate():
        raise Invalid(_("A code of this case was shown already. Another can be drawn once that one has ended."))
    drawn = DrawnCode(new_number(*FEEDBACK_CODE))
    made = FeedbackCode(
        institution_id=case.institution_id, desk_id=case.desk_id, digest=digest_of(drawn.code), ends_on=ends_on
    )
    made.save(force_insert=True)
    tell(case, actor, EventKind.FEEDBACK_OFFERED)
    return drawn


@act("feedback.give", needs=MAY_GIVE_FEEDBACK)
def give_feedback(
    actor: Actor, *, code: str, items: dict[Item, Said], overall: dict[Overall, Said], suggestions: str = ""
) -> bool:
    """Keep what somebody answers with a code, which is deleted by this. Nothing of the code stays with the answers.

    The answer is a bare yes: the ledger must not name the record that was made.
    """
    found = one_of(FeedbackCode.objects.select_for_update().filter(digest=digest_of(code)))
    if found is None or found.ends_on < timezone.localdate():
        raise Invalid(CODE_IS_OVER, "code")
    if len(suggestions) > _LONGEST:
        raise Invalid(_("This is too long. At most 2,000 signs can be kept."), "suggestions")
    found.delete()
    given: dict[str, str] = {item.value: said.value for item, said in items.items()}
    given |= {item.value: said.value for item, said in overall.items()}
    Feedback(
        institution_id=found.institution_id,
        desk_id=found.desk_id,
        quarter=quarter_of(timezone.localdate()),
        answers=given,
        suggestions=suggestions.strip(),
    ).save(force_insert=True)
    return True
