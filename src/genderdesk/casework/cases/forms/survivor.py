"""The person: safe contact, coded facts, identity."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from genderdesk.casework.cases import labels
from genderdesk.casework.cases.forms.versions import VersionedForm
from genderdesk.casework.cases.models import Survivor
from genderdesk.casework.cases.queries import Identity
from genderdesk.casework.cases.vocabulary import (
    AgeBasis,
    ChildStatus,
    Disability,
    Displacement,
    InterviewPreference,
    Language,
    Marital,
    Sex,
)
from genderdesk.casework.intake.vocabulary import ContactHours, ContactWay
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    ChoiceRadios,
    ChoiceSelect,
    DayField,
    PhoneField,
    TextField,
)

_ANY = [("", _("Not said"))]


class SafeContact(VersionedForm):
    """How the survivor may be reached without danger."""

    safe_to_contact = AnswerField(label=_("Is it safe to contact her or him?"))
    contact_way = ChoiceSelect(label=_("How?"), required=False, choices=[*_ANY, *labels.CONTACT_WAYS.items()])
    contact_hours = ChoiceSelect(label=_("When?"), required=False, choices=[*_ANY, *labels.CONTACT_HOURS.items()])
    leave_message = AnswerField(label=_("May a message be left?"))
    contact_notes = TextField(
        label=_("Who may answer, and what to say"),
        required=False,
        rows=2,
        max_length=500,
        help_text=_("A name to ask for, a code word. Sealed. Left empty, what is kept stays as it is."),
    )

    @staticmethod
    def kept(survivor: Survivor) -> dict[str, Any]:
        """What is kept now; the notes are never filled in."""
        names = ("safe_to_contact", "contact_way", "contact_hours", "leave_message", "version")
        return {name: getattr(survivor, name) for name in names}

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "version": data["version"],
            "safe_to_contact": data["safe_to_contact"],
            "contact_way": ContactWay(data["contact_way"]) if data["contact_way"] else None,
            "contact_hours": ContactHours(data["contact_hours"]) if data["contact_hours"] else None,
            "leave_message": data["leave_message"],
            "contact_notes": data["contact_notes"] or None,
        }


class DescribePerson(VersionedForm):
    """Coded facts: none of them tells who it is."""

    sex = ChoiceRadios(label=_("Sex"), choices=list(labels.SEXES.items()), inline=True, initial=Sex.UNKNOWN.value)
    years = forms.IntegerField(label=_("Age in years"), required=False, min_value=0, max_value=120)
    birth_year = forms.IntegerField(
        label=_("Year of birth"), required=False, help_text=_("Only if the age is not known.")
    )
    estimated = forms.BooleanField(label=_("The age is an estimate"), required=False)
    interview_preference = ChoiceRadios(
        label=_("Whom does she or he wish to speak to?"),
        choices=list(labels.INTERVIEW_PREFERENCES.items()),
        inline=True,
        initial=InterviewPreference.UNKNOWN.value,
    )
    language = ChoiceSelect(label=_("Language"), choices=list(labels.LANGUAGES.items()))
    interpreter = AnswerField(label=_("Is an interpreter needed?"))
    disability = ChoiceSelect(
        label=_("Difficulty in seeing, hearing, walking, remembering, self-care or communicating"),
        choices=list(labels.DISABILITIES.items()),
        initial=Disability.UNKNOWN.value,
        help_text=_("The greatest difficulty among the six."),
    )
    pregnant = AnswerField(label=_("Is she pregnant?"), help_text=_("It changes which medical help is urgent."))
    guardian_suspected = AnswerField(
        label=_("If a child: may the caregiver be involved?"),
        help_text=_("A caregiver who may be involved cannot decide for the child."),
    )

    child_status = ChoiceSelect(
        label=_("If a child: without parents or caregiver?"),
        required=False,
        choices=list(labels.CHILD_STATUS.items()),
        initial=ChildStatus.UNKNOWN.value,
    )
    marital = ChoiceSelect(
        label=_("Civil status"), required=False, choices=list(labels.MARITAL.items()), initial=Marital.UNKNOWN.value
    )
    displacement = ChoiceSelect(
        label=_("Resident, refugee, displaced?"),
        required=False,
        choices=list(labels.DISPLACEMENT.items()),
        initial=Displacement.UNKNOWN.value,
    )

    @staticmethod
    def kept(survivor: Survivor) -> dict[str, Any]:
        """What is kept now."""
        names = (
            "child_status",
            "marital",
            "displacement",
            "sex",
            "birth_year",
            "disability",
            "pregnant",
            "guardian_suspected",
            "language",
            "interpreter",
            "interview_preference",
            "version",
        )
        kept = {name: getattr(survivor, name) for name in names}
        return {**kept, "years": survivor.stated_years, "estimated": survivor.age_basis == AgeBasis.ESTIMATED}

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "version": data["version"],
            "sex": Sex(data["sex"]),
            "years": data["years"],
            "birth_year": data["birth_year"],
            "estimated": Answer.YES if data["estimated"] else Answer.NO,
            "disability": Disability(data["disability"]),
            "pregnant": data["pregnant"],
            "guardian_suspected": data["guardian_suspected"],
            "language": Language(data["language"]),
            "interpreter": data["interpreter"],
            "interview_preference": InterviewPreference(data["interview_preference"]),
            "marital": Marital(data["marital"] or Marital.UNKNOWN),
            "displacement": Displacement(data["displacement"] or Displacement.UNKNOWN),
            "child_status": ChildStatus(data["child_status"] or ChildStatus.UNKNOWN),
        }


class IdentifyPerson(VersionedForm):
    """Who it is. Shown filled in only after the look was asked for and recorded."""

    names = forms.CharField(label=_("Names"), required=False, max_length=200)
    phone = PhoneField(label=_("Phone number"), required=False)
    birth_date = DayField(label=_("Date of birth"), required=False)
    address = forms.CharField(label=_("Address or how to find it"), required=False, max_length=300)
    national_id = forms.CharField(label=_("Identity card or passport"), required=False, max_length=40)
    guardian = TextField(
        label=_("If a child: caregiver"),
        required=False,
        rows=2,
        max_length=500,
        help_text=_("Name, relation, number. Only a caregiver who is not involved."),
    )

    @staticmethod
    def kept(identity: Identity, survivor: Survivor) -> dict[str, Any]:
        """What is kept now, from a recorded look."""
        return {
            "names": identity.names,
            "phone": identity.phone,
            "birth_date": identity.birth_date,
            "address": identity.address,
            "national_id": identity.national_id,
            "guardian": identity.guardian,
            "version": survivor.version,
        }

    def arguments(self) -> dict[str, Any]:
        names = ("version", "names", "phone", "birth_date", "address", "national_id", "guardian")
        return {name: self.cleaned_data[name] for name in names}
