"""Needs, courses and their versions, trainers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from genderdesk.groundwork.platform.forms import ChoiceRadios, ChoiceSelect, DayField, DeskForm, RecordSelect, TextField
from genderdesk.organisation.institution.models import Competence
from genderdesk.organisation.places.queries import districts
from genderdesk.programme.guidance.models import Version
from genderdesk.programme.training.labels import CATEGORIES, COURSE_KINDS
from genderdesk.programme.training.rules.course import Content
from genderdesk.programme.training.vocabulary import Category, CourseKind


def per_cent(label: Any, help_text: Any, *, required: bool = False, initial: int | None = None) -> forms.IntegerField:
    """A whole number of per cent."""
    return forms.IntegerField(
        label=label, help_text=help_text, required=required, min_value=1, max_value=100, initial=initial
    )


def _titled(version: Version) -> str:
    return f"{version.document} {version.number}"


class _CourseContent(DeskForm):
    """What a version of a course says."""

    starts_on = DayField(label=_("Taught from"), initial=timezone.localdate)
    topics = TextField(label=_("Topics, one on each line"), rows=4, max_length=2000)
    objectives = TextField(label=_("What people can do afterwards"), rows=3, max_length=2000, required=False)
    validity_months = forms.IntegerField(
        label=_("A certificate is valid for so many months"),
        required=False,
        min_value=1,
        max_value=600,
        help_text=_("Leave it empty where it never ends."),
    )
    session_share = per_cent(
        _("Share of the sessions that completes it, in per cent"),
        _("Part of a session counts as half."),
        required=True,
        initial=80,
    )
    pass_mark = per_cent(_("Pass mark of the test after, in per cent"), _("Leave it empty where there is no test."))
    practical_mark = per_cent(
        _("Pass mark of the practical test, in per cent"), _("Leave it empty where there is no test.")
    )

    competence = RecordSelect(
        label=_("Competence that an officer holds afterwards"),
        required=False,
        help_text=_("Posts that require it are covered by whoever completed this course."),
    )

    guideline = RecordSelect(label=_("Guideline or procedure that is taught"), required=False)

    def __init__(self, *args: Any, guidelines: Iterable[Version] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("competence", Competence.objects.all(), empty=_("None"))
        self.offer_records("guideline", guidelines, _titled, empty=_("None"))

    def content(self) -> Content:
        data = self.cleaned_data
        return Content(
            topics=data["topics"],
            objectives=data["objectives"],
            validity_months=data["validity_months"],
            session_share=data["session_share"],
            pass_mark=data["pass_mark"],
            practical_mark=data["practical_mark"],
            competence_id=data["competence"].pk if data["competence"] else None,
            guideline_id=data["guideline"].pk if data["guideline"] else None,
        )


class KeepCourse(_CourseContent):
    """A new course."""

    code = forms.RegexField(
        r"^[A-Za-z0-9][A-Za-z0-9._-]*$",
        label=_("Code"),
        max_length=20,
        error_messages={"invalid": _("Use letters, digits, dots, dashes and underscores.")},
    )
    kind = ChoiceRadios(
        label=_("What is it?"),
        choices=list(COURSE_KINDS.items()),
        help_text=_("A sensitisation gives no certificate."),
        initial=CourseKind.TRAINING.value,
    )
    name = forms.CharField(label=_("Name"), max_length=120)

    field_order = ["name", "code", "kind"]

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "code": data["code"],
            "kind": CourseKind(data["kind"]),
            "name": data["name"],
            "starts_on": data["starts_on"],
            "content": self.content(),
        }


class RenewCourse(_CourseContent):
    """A new version of a course."""

    def arguments(self) -> dict[str, Any]:
        return {"starts_on": self.cleaned_data["starts_on"], "content": self.content()}


class KeepNeed(DeskForm):
    """What people at a place lack."""

    assessed_on = DayField(label=_("Found on"), initial=timezone.localdate)
    category = ChoiceSelect(label=_("Who needs it?"), choices=list(CATEGORIES.items()))
    place = RecordSelect(label=_("Where?"), required=False)
    people = forms.IntegerField(label=_("About how many people?"), required=False, min_value=1, max_value=1_000_000)
    gap = TextField(
        label=_("What do they lack at work?"),
        rows=3,
        max_length=2000,
        help_text=_("From leaders, supervision and closed cases. Write about the work, never about a person."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("place", districts(), empty=_("Everywhere"))

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned
        return data | {"category": Category(data["category"])}


class KeepTrainer(DeskForm):
    """Who may teach, and by which qualification."""

    staff_code = forms.CharField(label=_("Staff code"), max_length=20)
    qualification = forms.CharField(
        label=_("Qualification as a trainer"),
        max_length=200,
        help_text=_("Such as a training of trainers."),
    )
    qualified_on = DayField(label=_("Qualified on"))
    valid_to = DayField(
        label=_("End"),
        required=False,
        help_text=_("The first day on which it does not hold any more."),
    )
