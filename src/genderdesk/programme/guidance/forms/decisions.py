"""Questions on proposals, decisions and actions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import (
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    DeskForm,
    RecordSelect,
    TextField,
)
from genderdesk.organisation.institution.labels import AUTHORITY_LABELS
from genderdesk.organisation.institution.models import Institution, Post
from genderdesk.organisation.institution.vocabulary import AuthoritySubject
from genderdesk.programme.guidance import labels
from genderdesk.programme.guidance.forms.documents import post_words
from genderdesk.programme.guidance.models import Proposal
from genderdesk.programme.guidance.vocabulary.decisions import Outcome, Source

_MOST_MONEY = 10**15


class Propose(DeskForm):
    """What is asked for, of whom, and what it costs."""

    title = forms.CharField(label=_("What is it about?"), max_length=200)
    asked = TextField(
        label=_("What do you ask for, and why?"), rows=6, help_text=_("Never a name of a survivor or a complainant.")
    )
    source = ChoiceRadios(label=_("Where does it come from?"), choices=list(labels.SOURCES.items()), inline=True)
    subject = ChoiceSelect(label=_("Subject"), choices=list(AUTHORITY_LABELS.items()))
    cost = forms.IntegerField(
        label=_("Cost in the national currency"),
        min_value=0,
        max_value=_MOST_MONEY,
        required=False,
        help_text=_("Leave it empty if it costs nothing or nobody knows."),
    )
    addressed = RecordSelect(label=_("Who is asked?"), help_text=_("Your own institution, or that of the sister desk."))

    def __init__(self, *args: Any, institutions: Iterable[Institution] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("addressed", institutions)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "asked": data["asked"],
            "source": Source(data["source"]),
            "subject": AuthoritySubject(data["subject"]),
            "cost": data["cost"],
            "addressed": data["addressed"],
        }


class SubmitProposal(DeskForm):
    """To which post it is submitted."""

    to_post = RecordSelect(
        label=_("Who decides?"), help_text=_("Posts that hold the authority for this subject and this cost.")
    )

    def __init__(self, *args: Any, posts: Iterable[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("to_post", posts, post_words, empty=_("Choose a post"))


class Decide(DeskForm):
    """The decision, with the words and the day that it needs."""

    outcome = ChoiceRadios(label=_("Your decision"), choices=list(labels.OUTCOMES.items()))
    conditions = TextField(label=_("Conditions"), rows=3, required=False)
    deferred_to = DayField(label=_("Deferred to"), required=False)
    reason = TextField(label=_("Reason (needed for a refusal)"), rows=3, required=False)

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "outcome": Outcome(data["outcome"]),
            "conditions": data["conditions"],
            "deferred_to": data["deferred_to"],
            "reason": data["reason"],
        }


class ApproveSeveral(DeskForm):
    """Which of the proposals that wait are approved as they are."""

    proposals = Checkboxes(label=_("Which do you approve as they are?"))

    def __init__(self, *args: Any, waiting: Iterable[Proposal] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("proposals", [(str(each.pk), f"{each.number} · {each.title}") for each in waiting])


class AddAction(DeskForm):
    """What is to be done, by which post, until when."""

    what = forms.CharField(label=_("What is to be done?"), max_length=300)
    owner_post = RecordSelect(label=_("By which post?"))
    due_on = DayField(label=_("Until when?"))
    budget = forms.IntegerField(
        label=_("Budget in the national currency"), min_value=0, max_value=_MOST_MONEY, required=False
    )

    def __init__(self, *args: Any, posts: Iterable[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("owner_post", posts, post_words, empty=_("Choose a post"))

    def arguments(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("what", "owner_post", "due_on", "budget")}


class SayDone(DeskForm):
    """What shows that an action is done."""

    note = TextField(label=_("What shows that it is done?"), rows=3)


class SendBack(DeskForm):
    """What is missing, or why it is dropped."""

    note = TextField(label=_("What is missing?"), rows=3)
