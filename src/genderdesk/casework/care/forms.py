"""What is asked in care."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from genderdesk.casework.care import labels
from genderdesk.casework.care.models import Provider
from genderdesk.casework.care.vocabulary import Received
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform.forms import (
    AnswerField,
    Checkboxes,
    ChoiceRadios,
    ChoiceSelect,
    DeskForm,
    MomentField,
    TextField,
)


class Propose(DeskForm):
    """Which service, where, how soon."""

    service = ChoiceRadios(label=_("Which service?"), choices=list(labels.SERVICES.items()))
    provider = ChoiceSelect(label=_("Which provider?"), help_text=_("Those of the case's district come first."))
    urgency = ChoiceRadios(label=_("How soon?"), choices=list(labels.URGENCIES.items()))
    transport_arranged = AnswerField(label=_("Is transport arranged?"))

    def __init__(self, *args: Any, providers: list[Provider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._providers = {str(each.pk): each for each in providers}
        names = [(key, f"{each.name} · {each.district.name}") for key, each in self._providers.items()]
        self.offer("provider", [("", _("Choose a provider")), *names])

    def clean_provider(self) -> Provider:
        return self._providers[self.cleaned_data["provider"]]


class Accept(DeskForm):
    """When the survivor should come."""

    appointment = MomentField(label=_("Appointment, if one is made"), required=False)

    def appointment_at(self) -> datetime | None:
        """The appointment, or None."""
        moment: Moment | None = self.cleaned_data["appointment"]
        return moment.at if moment else None


class Decline(DeskForm):
    """Why the provider cannot take it."""

    reason = ChoiceRadios(label=_("Why?"), choices=list(labels.DECLINE_REASONS.items()))


class Attend(DeskForm):
    """Which services were given."""

    received = Checkboxes(label=_("Which services were given?"), choices=list(labels.RECEIVED.items()), required=False)

    def services(self) -> list[Received]:
        """The services, in the list's order."""
        return [Received(each) for each in self.cleaned_data["received"]]


class Conclude(DeskForm):
    """What the attendance came to."""

    outcome = ChoiceRadios(label=_("What came of it?"), choices=list(labels.OUTCOMES.items()))


class Close(DeskForm):
    """The survivor's rating, if she or he gave one."""

    rating = ChoiceSelect(
        label=_("How did the survivor find the service?"),
        required=False,
        choices=[
            ("", _("Not asked")),
            ("5", _("5: very good")),
            ("4", _("4: good")),
            ("3", _("3: fair")),
            ("2", _("2: poor")),
            ("1", _("1: very poor")),
        ],
    )


class Note(DeskForm):
    """A line to the other side."""

    text = TextField(label=_("Message to the other side"), rows=3, help_text=_("Write no name and no story."))
