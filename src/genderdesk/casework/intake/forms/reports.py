"""What is asked, of staff and of the public."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.intake import labels
from genderdesk.casework.intake.vocabulary import DUPLICATE, REFERRED_ELSEWHERE, Channel, StaffInvolved
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    ChoiceRadios,
    ChoiceSelect,
    DeskForm,
    MomentField,
    PhoneField,
    TextField,
)
from genderdesk.groundwork.platform.lookups import one_of
from genderdesk.organisation.paper.acts import FromPaper
from genderdesk.organisation.places.models import Division
from genderdesk.organisation.places.queries import districts, sectors_of

# Channels that staff enter by hand; the others enter by themselves.
_BY_HAND = (
    Channel.WALK_IN,
    Channel.POLICE_HOTLINE,
    Channel.DEFENCE_HOTLINE,
    Channel.STATION,
    Channel.PATROL,
    Channel.HEALTH_CENTRE,
    Channel.ISANGE,
    Channel.SCHOOL,
    Channel.COMMUNITY_CLUB,
    Channel.LETTER,
    Channel.OTHER_DESK,
)

_SAFE_CHOICES = [
    (Answer.YES.value, _("Yes, it is safe")),
    (Answer.NO.value, _("No, do not contact")),
    (Answer.UNKNOWN.value, _("Not known yet")),
]

# What somebody who does not name a district says of it: the national desk takes such a report up.
_NO_DISTRICT = {Answer.UNKNOWN.value: _("I do not know"), Answer.DECLINED.value: _("Prefer not to say")}


def district_choices() -> list[tuple[str, Any]]:
    """The country's districts, with an empty first line so that none is chosen by accident."""
    return [("", _("Choose a district")), *((each.code, each.name) for each in districts())]


def district_choices_of_the_public() -> list[tuple[str, Any]]:
    """The same for somebody who may not know the district, or not wish to say it."""
    return [*district_choices(), *((value, label) for value, label in _NO_DISTRICT.items())]


class DistrictField(ChoiceSelect):
    """A district from the list; gives the Division, or None where it may be left out or none is known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("District"))
        kwargs.setdefault("choices", district_choices)
        super().__init__(**kwargs)

    def clean(self, value: Any) -> Division | None:
        code = super().clean(value)
        return Division.objects.get(pk=code) if code and code not in _NO_DISTRICT else None


class StaffQuestion(ChoiceRadios):
    """Whether staff of police or defence is involved; gives a StaffInvolved, None where nothing was chosen.

    Not known is an answer of its own and never taken for a no.
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Is somebody of the police or the defence force involved?"))
        kwargs.setdefault("help_text", _("With a yes the file is sealed: only a few people who are named can see it."))
        super().__init__(choices=list(labels.STAFF_INVOLVED.items()), required=False, **kwargs)

    def clean(self, value: Any) -> StaffInvolved | None:
        chosen = super().clean(value)
        return StaffInvolved(chosen) if chosen else None


class SafetyQuestions(DeskForm):
    """The four questions that are asked first (cases.md 7.1), and whether staff is involved."""

    safe_to_talk = AnswerField(label=_("Is it safe to talk now?"))
    immediate_danger = AnswerField(label=_("Is anyone in immediate danger?"))
    injured_or_recent = AnswerField(label=_("Is anyone injured, or was it within the last 120 hours?"))
    child_involved = AnswerField(label=_("Is a child involved?"))
    staff_involved = StaffQuestion()

    FIELDS = ("safe_to_talk", "immediate_danger", "injured_or_recent", "child_involved", "staff_involved")

    def safety(self) -> dict[str, Any]:
        """The answers, as the acts take them."""
        return {name: self.cleaned_data[name] for name in self.FIELDS}


class NewReport(SafetyQuestions):
    """A report written by staff. Four fields must be filled: when it came, district, kind, safe to contact."""

    paper = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput(attrs={"id": False}))
    written_on = MomentField(label=_("When was it written on the paper?"), required=False, past_only=True)
    received = MomentField(label=_("When did it reach the desk?"), past_only=True, now_by_default=True)
    district = DistrictField()
    stated_kind = ChoiceSelect(
        label=_("What is it about?"), choices=[("", _("Choose what comes closest")), *labels.STATED_KINDS.items()]
    )
    safe_to_contact = ChoiceRadios(
        label=_("Is it safe to contact this person?"), choices=_SAFE_CHOICES, initial=Answer.UNKNOWN.value
    )
    channel = ChoiceSelect(
        label=_("How did it reach the desk?"),
        choices=[(value, labels.CHANNELS[value]) for value in _BY_HAND],
        initial=Channel.WALK_IN.value,
    )
    reporter_type = ChoiceSelect(
        label=_("Who is reporting?"), choices=list(labels.REPORTER_TYPES.items()), initial="unknown"
    )
    reporter_name = forms.CharField(label=_("Name"), required=False, max_length=200)
    reporter_phone = PhoneField(label=_("Phone number"), required=False)
    contact_notes = forms.CharField(
        label=_("How to contact safely"),
        required=False,
        max_length=300,
        help_text=_("Hours, who may answer, a code word, whether a message may be left."),
    )
    place_text = forms.CharField(label=_("Place or landmark"), required=False, max_length=300)
    sector = ChoiceSelect(label=_("Sector"), required=False, choices=[("", _("Not known"))])
    occurred = MomentField(label=_("When did it happen?"), required=False, past_only=True)
    narrative = TextField(label=_("What was told"), required=False, rows=8)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("paper") or self.initial.get("paper"):
            # What stands on the sheet is entered, and not this minute.
            self.fields["received"].initial = None
        else:
            del self.fields["paper"], self.fields["written_on"]
        code = self.data.get("district") or self.initial.get("district")
        if code:
            sectors = [(each.code, each.name) for each in sectors_of(str(code))]
            self.offer("sector", [("", _("Not known")), *sectors])

    def arguments(self) -> dict[str, Any]:
        """What ``receive_report`` takes, without institution and contact."""
        data = self.cleaned_data
        return {
            **self.safety(),
            "staff_involved": data["staff_involved"] or StaffInvolved.UNKNOWN,
            "received_at": data["received"].at if data["received"] else None,
            "district": data["district"],
            "stated_kind": data["stated_kind"],
            "safe_to_contact": Answer.read(data["safe_to_contact"]),
            "channel": Channel(data["channel"]),
            "reporter_type": data["reporter_type"],
            "reporter_name": data["reporter_name"],
            "reporter_phone": data["reporter_phone"] or "",
            "safe_contact": {"notes": data["contact_notes"]} if data["contact_notes"] else None,
            "place_text": data["place_text"],
            "sector": one_of(Division.objects.filter(pk=data["sector"])) if data["sector"] else None,
            "occurred": data["occurred"],
            "narrative": data["narrative"],
            "paper": FromPaper(data["paper"], data["written_on"]) if data.get("paper") else None,
        }


class FindEarlier(DeskForm):
    """Search before a new report: a phone number, a district, or both."""

    phone = PhoneField(label=_("Phone number of the person who reports"), required=False)
    district = DistrictField(required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.errors and not data.get("phone") and not data.get("district"):
            raise forms.ValidationError(_("Give a phone number or a district to look for an earlier report."))
        return data


class Decide(DeskForm):
    """What a triaged report becomes."""

    outcome = ChoiceRadios(
        label=_("What does this report become?"),
        choices=[
            ("opened", _("A case: gender-based violence, somebody needs support")),
            ("duplicate", _("The same as an earlier report")),
            ("information_only", _("Information only: a question was answered")),
            ("not_gbv", _("Not gender-based violence")),
            ("referred_elsewhere", _("Referred to another organisation")),
        ],
    )
    duplicate_of = forms.CharField(label=_("Number of the earlier report"), required=False, max_length=20)
    referred_to = forms.CharField(label=_("Organisation that takes it over"), required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("outcome") == DUPLICATE and not data.get("duplicate_of"):
            self.add_error("duplicate_of", _("Write the number of the earlier report, such as R-7K3M-92QX."))
        if data.get("outcome") == REFERRED_ELSEWHERE and not data.get("referred_to"):
            self.add_error("referred_to", _("Write the organisation that takes this over."))
        return data


class AddToReport(DeskForm):
    """Something told later."""

    text = TextField(label=_("What was told since"), rows=4)


class Register(DeskForm):
    """Which month's register."""

    month = forms.DateField(
        label=_("Month"),
        input_formats=["%Y-%m"],
        widget=forms.DateInput(attrs={"type": "month"}, format="%Y-%m"),
        error_messages={"invalid": _("Write the month like 2026-01.")},
    )


class AskForRegister(Register):
    """Which month's register, and why it is needed: the second person reads it."""

    reason = TextField(label=_("Why is the file needed, and who will keep it?"), rows=3)


class Asked(AnswerField):
    """A question to the public. No answer stands there at first and none is forced: left alone, it is not known."""

    always_answered = False

    def __init__(self, **kwargs: Any) -> None:
        choices = [
            (Answer.YES.value, _("Yes")),
            (Answer.NO.value, _("No")),
            (Answer.UNKNOWN.value, _("I do not know")),
            (Answer.DECLINED.value, _("Prefer not to say")),
        ]
        super().__init__(initial=None, choices=choices, **kwargs)


class PublicSafety(DeskForm):
    """First page of the public form."""

    for_whom = ChoiceRadios(
        label=_("Who is this about?"), choices=[("survivor", _("Me")), ("other", _("Someone else"))], required=False
    )
    safe_to_talk = Asked(label=_("Is it safe for you to use this page now?"))
    immediate_danger = Asked(label=_("Is anyone in danger right now?"))


class PublicHealth(DeskForm):
    """Second page of the public form."""

    injured_or_recent = Asked(
        label=_("Is anyone hurt, or did it happen in the last five days?"),
        help_text=_("Some medical help works only in the first three to five days."),
    )
    child_involved = Asked(label=_("Is a child or young person under 18 involved?"))


class PublicPlace(DeskForm):
    """Third page of the public form."""

    district = DistrictField(label=_("In which district?"), choices=district_choices_of_the_public)
    place_text = forms.CharField(label=_("Where, if you wish to say"), required=False, max_length=300)


class PublicTelling(DeskForm):
    """Fourth page of the public form."""

    stated_kind = ChoiceRadios(label=_("What is it about?"), choices=list(labels.STATED_KINDS.items()))
    occurred = MomentField(label=_("When did it happen?"), required=False, past_only=True)
    staff_involved = ChoiceRadios(
        label=_("Does the person who did this, or somebody close to them, work for the police or the defence force?"),
        help_text=_("If so, only a few people who do not work with them will see what you write."),
        choices=[
            (StaffInvolved.NO.value, _("No")),
            (StaffInvolved.POLICE.value, _("Yes, for the police")),
            (StaffInvolved.DEFENCE.value, _("Yes, for the defence force")),
            (StaffInvolved.SURVIVOR.value, _("I work for one of them myself")),
            (StaffInvolved.UNKNOWN.value, _("I do not know")),
            (StaffInvolved.DECLINED.value, _("Prefer not to say")),
        ],
        required=False,
    )
    narrative = TextField(
        label=_("What would you like us to know?"),
        required=False,
        rows=6,
        help_text=_("You can leave this empty and tell a person later."),
    )


class PublicContact(DeskForm):
    """Fifth page of the public form."""

    safe_to_contact = ChoiceRadios(
        label=_("May we contact you?"),
        choices=[
            (Answer.YES.value, _("Yes, it is safe")),
            (Answer.NO.value, _("No, please do not contact me")),
            (Answer.UNKNOWN.value, _("I am not sure")),
        ],
    )
    reporter_phone = PhoneField(label=_("Phone number"), required=False)
    hours = ChoiceRadios(label=_("When is a good time?"), choices=list(labels.CONTACT_HOURS.items()), required=False)
    who_may_answer = forms.CharField(label=_("Who may answer, or what should we say?"), required=False, max_length=200)
    reporter_name = forms.CharField(label=_("A name to use, if you wish"), required=False, max_length=100)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("safe_to_contact") == Answer.YES.value and "reporter_phone" in data and not data["reporter_phone"]:
            self.add_error(
                "reporter_phone", _("Give a number so that we can reach you, or choose another answer above.")
            )
        return data
