"""What operators type."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.hotline import labels
from genderdesk.casework.hotline.rules.told import Told
from genderdesk.casework.hotline.vocabulary.contacts import (
    NON_DATA,
    WITHOUT_REPORT,
    Classification,
    ContactKind,
    HistoryReason,
    NumberReason,
)
from genderdesk.casework.intake.labels import REPORTER_TYPES, STAFF_INVOLVED, STATED_KINDS
from genderdesk.casework.intake.vocabulary import ReporterType, StaffInvolved, StatedKind
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import (
    ANSWER_LABELS,
    AnswerField,
    ChoiceRadios,
    ChoiceSelect,
    DeskForm,
    MomentField,
    PhoneField,
    TextField,
)
from genderdesk.groundwork.platform.print.forms import Part, fields_of, part
from genderdesk.organisation.paper.acts import FromPaper
from genderdesk.organisation.places.queries import districts, name_of

_SAFE = [
    (Answer.YES.value, _("Yes, it is safe")),
    (Answer.NO.value, _("No, do not contact")),
    (Answer.UNKNOWN.value, _("Not known yet")),
]


def district_choices() -> list[tuple[str, Any]]:
    """The districts with an empty first line, so that none is chosen by accident."""
    return [("", _("Choose a district")), *districts().values_list("code", "name")]


class ContactReport(DeskForm):
    """A report in one screen beside the call: four questions of safety, four fields that must be filled, the rest
    where there is time."""

    safe_to_talk = AnswerField(label=_("Is it safe to talk now?"))
    immediate_danger = AnswerField(label=_("Is anyone in immediate danger?"))
    injured_or_recent = AnswerField(label=_("Is anyone injured, or was it within 120 hours?"))
    child_involved = AnswerField(label=_("Is a child involved?"))
    staff_involved = ChoiceSelect(
        label=_("Is somebody of the police or the defence force involved?"),
        choices=[("", _("Not known")), *((k, v) for k, v in STAFF_INVOLVED.items() if k != StaffInvolved.UNKNOWN)],
        required=False,
    )

    received = MomentField(label=_("When did it reach us?"), past_only=True)
    district = ChoiceSelect(label=_("District"), choices=district_choices)
    stated_kind = ChoiceSelect(
        label=_("What is it about?"), choices=[("", _("Choose what comes closest")), *STATED_KINDS.items()]
    )
    safe_to_contact = ChoiceRadios(label=_("May we call or write back?"), choices=_SAFE, inline=True)
    who_may_answer = forms.CharField(label=_("Who may answer, or what should we say?"), required=False, max_length=200)
    code_word = forms.CharField(
        label=_("Code word"),
        required=False,
        max_length=40,
        help_text=_("By which she or he knows that it is really the desk. The crew sees it too."),
    )

    narrative = TextField(label=_("What is told"), required=False, rows=7)
    place_text = forms.CharField(label=_("Place or landmark"), required=False, max_length=300)
    reporter_type = ChoiceSelect(
        label=_("Who is calling?"), choices=list(REPORTER_TYPES.items()), initial="unknown", required=False
    )
    reporter_name = forms.CharField(label=_("Name, if given"), required=False, max_length=200)
    occurred = MomentField(label=_("When did it happen?"), required=False, past_only=True)
    language = ChoiceSelect(
        label=_("Language"), choices=[("", _("Not noted")), *labels.LANGUAGES.items()], required=False
    )

    SAFETY = ("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved")
    NEEDED = ("received", "district", "stated_kind", "safe_to_contact")
    MORE = ("place_text", "reporter_type", "reporter_name", "occurred", "language")

    def for_help(self) -> ContactReport:
        """Ask for nothing more: help is sent with what is known."""
        for name in self.NEEDED:
            self.fields[name].required = False
        return self

    def told(self, *, danger: bool = False) -> Told:
        """What was told, as the acts take it."""
        data = self.cleaned_data
        return Told(
            district=data["district"],
            stated_kind=StatedKind(data["stated_kind"] or StatedKind.NOT_STATED),
            safe_to_contact=Answer.read(data["safe_to_contact"] or Answer.UNKNOWN),
            received_at=data["received"].at if data["received"] else None,
            safe_to_talk=data["safe_to_talk"],
            immediate_danger=Answer.YES if danger else data["immediate_danger"],
            injured_or_recent=data["injured_or_recent"],
            child_involved=data["child_involved"],
            reporter_type=ReporterType(data["reporter_type"] or ReporterType.UNKNOWN),
            reporter_name=data["reporter_name"],
            place_text=data["place_text"],
            occurred=data["occurred"],
            narrative=data["narrative"],
            language=data["language"],
            staff_involved=StaffInvolved(data["staff_involved"] or StaffInvolved.UNKNOWN),
            who_may_answer=data["who_may_answer"],
            code_word=data["code_word"],
        )

    def in_words(self) -> str:
        """What was told as plain text, to be added to a report that there is."""
        data = self.cleaned_data
        lines = [data["narrative"].strip()]
        for name in (*self.SAFETY, "safe_to_contact"):
            answer = Answer.read(data[name] or Answer.UNKNOWN)
            if answer is not Answer.UNKNOWN:
                lines.append(f"{self.fields[name].label} {ANSWER_LABELS[answer]}")
        if data["district"]:
            lines.append(gettext("District: %(district)s") % {"district": name_of(data["district"])})
        if data["place_text"]:
            lines.append(gettext("Place or landmark: %(place)s") % {"place": data["place_text"]})
        lines += [f"{self.fields[name].label}: {data[name]}" for name in ("who_may_answer", "code_word") if data[name]]
        return "\n".join(line for line in lines if line)


class EnterAfter(ContactReport):
    """A contact taken elsewhere or on paper, entered later."""

    paper = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput(attrs={"id": False}))
    written_on = MomentField(label=_("When was it written on the paper?"), required=False, past_only=True)
    line = ChoiceSelect(label=_("Line"))
    kind = ChoiceRadios(
        label=_("How did it reach us?"),
        choices=[(kind.value, labels.KINDS[kind]) for kind in (ContactKind.CALL, ContactKind.SMS)],
        initial=ContactKind.CALL.value,
    )
    classification = ChoiceRadios(
        label=_("What was it?"),
        choices=[
            (each.value, labels.CLASSIFICATIONS[each]) for each in (Classification.REPORT, *WITHOUT_REPORT, *NON_DATA)
        ],
        initial=Classification.REPORT.value,
    )
    caller = PhoneField(label=_("Caller's number, if known"), required=False)

    FIRST = ("line", "kind", "received", "classification", "caller")

    def __init__(self, *args: Any, lines: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer("line", lines)
        if not (self.data.get("paper") or self.initial.get("paper")):
            del self.fields["paper"], self.fields["written_on"]
        if len(lines) == 1:
            self.fields["line"].initial = lines[0][0]
        if self.data.get("classification", Classification.REPORT) != Classification.REPORT:
            for name in ("district", "stated_kind", "safe_to_contact"):
                self.fields[name].required = False

    def from_paper(self) -> FromPaper | None:
        """The sheet that is entered; None where none is."""
        data = self.cleaned_data
        return FromPaper(data["paper"], data["written_on"]) if data.get("paper") else None


def call_parts() -> list[Part]:
    """A call on paper, in the order in which it is entered."""
    form = EnterAfter(lines=[])
    first = [name for name in form.FIRST if name in form.fields]
    safely = ("safe_to_contact", "who_may_answer", "code_word")
    rest = ("district", "stated_kind", "staff_involved", *safely, "narrative", *form.MORE)
    return [
        part("", fields_of(form, first)),
        part(_("Where it was a report"), fields_of(form, [*form.SAFETY, *rest])),
    ]


class AddMore(DeskForm):
    """What is told after the report was saved."""

    text = TextField(label=_("What is told since"), required=False, rows=5)
    district = ChoiceSelect(label=_("District"), choices=district_choices, required=False)
    place_text = forms.CharField(
        label=_("Place or landmark"),
        required=False,
        max_length=300,
        help_text=_("Where help is on its way, the dispatcher and the crew see it at once."),
    )

    def arguments(self) -> dict[str, str]:
        """What ``add_from_contact`` takes."""
        return {name: self.cleaned_data[name] for name in ("text", "district", "place_text")}


class Reply(DeskForm):
    """An answer by SMS."""

    text = TextField(
        label=_("Your answer"),
        rows=3,
        max_length=500,
        help_text=_("Others may read this phone: name no matter and no institution."),
    )


class AskHistory(DeskForm):
    """Why an operator looks at what the same number told before."""

    reason = ChoiceSelect(
        label=_("Why do you need it?"),
        choices=[("", _("Choose a reason")), *((each.value, labels.HISTORY_REASONS[each]) for each in HistoryReason)],
    )


class AskNumber(DeskForm):
    """Why an operator opens a caller's number."""

    reason = ChoiceSelect(
        label=_("Why do you need it?"),
        choices=[("", _("Choose a reason")), *((each.value, labels.NUMBER_REASONS[each]) for each in NumberReason)],
    )


class SendPlace(DeskForm):
    """Sends the number of a place by text; the place is the button that was pressed."""
