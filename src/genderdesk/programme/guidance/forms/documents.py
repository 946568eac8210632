"""Questions on documents and their versions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
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
from genderdesk.groundwork.protection.vault.files import accepted_endings
from genderdesk.organisation.institution.labels import ROLE_LABELS
from genderdesk.organisation.institution.models import Post
from genderdesk.programme.guidance import labels
from genderdesk.programme.guidance.models import Document, Version
from genderdesk.programme.guidance.vocabulary.documents import LONGEST_TEXT, DocumentKind, Marking

_YEAR_DAYS = 365


def post_words(post: Post) -> str:
    """A post with its desk, as lists name it."""
    return f"{post.title} · {post.desk.name}"


class DescribeDocument(DeskForm):
    """What a document is called, who may read it, who must, and which post answers for it."""

    title = forms.CharField(label=_("Title"), max_length=200)
    owner_post = RecordSelect(label=_("Which post answers for it?"))
    marking = ChoiceRadios(
        label=_("Who may read it?"),
        choices=list(labels.MARKINGS.items()),
        initial=Marking.INTERNAL.value,
        inline=True,
        help_text=_("A restricted document is for heads, oversight and those who must read it."),
    )
    audience = Checkboxes(
        label=_("Who must read it?"),
        choices=list(ROLE_LABELS.items()),
        required=False,
        inline=True,
        help_text=_("No tick means everybody."),
    )

    def __init__(self, *args: Any, posts: Iterable[Post] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer_records("owner_post", posts, post_words, empty=_("Choose a post"))

    @staticmethod
    def kept(document: Document) -> dict[str, Any]:
        return {
            "title": document.title,
            "owner_post": str(document.owner_post_id),
            "marking": document.marking,
            "audience": document.roles,
        }

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {
            "title": data["title"],
            "owner_post": data["owner_post"],
            "marking": Marking(data["marking"]),
            "audience": data["audience"],
        }


class _Wording(DeskForm):
    text = TextField(
        label=_("Text"),
        rows=14,
        required=False,
        max_length=LONGEST_TEXT,
        help_text=_("An empty line begins a new paragraph. Leave it empty if you add the document as a PDF."),
    )
    linked = forms.CharField(
        label=_("Documents that it builds on"),
        max_length=400,
        required=False,
        help_text=_("Their references, with commas between."),
    )

    def wording(self) -> dict[str, Any]:
        data = self.cleaned_data
        references = [" ".join(each.split()).upper() for each in data["linked"].split(",")]
        return {
            "text": data["text"],
            "changes": data.get("changes", ""),
            "linked": [each for each in references if each],
        }


class BeginDocument(DescribeDocument, _Wording):
    """A new document with the draft of its first version."""

    reference = forms.CharField(
        label=_("Reference"), max_length=40, help_text=_("As it stands on the paper, such as GBV-SOP-01.")
    )
    kind = ChoiceSelect(label=_("Kind"), choices=list(labels.KINDS.items()))

    field_order = ("reference", "title", "kind", "owner_post", "marking", "audience", "text", "linked")

    def arguments(self) -> dict[str, Any]:
        data = self.cleaned_data
        return {**super().arguments(), "reference": data["reference"], "kind": DocumentKind(data["kind"])}


class Revise(_Wording):
    """The words of a draft."""

    changes = forms.CharField(label=_("What is new in this version?"), max_length=500, required=False)

    @staticmethod
    def kept(version: Version) -> dict[str, Any]:
        return {"text": version.text, "changes": version.changes, "linked": ", ".join(version.linked)}


class SayOfDraft(DeskForm):
    """What somebody thinks of a draft."""

    text = TextField(label=_("What do you think of it?"), rows=4, help_text=_("Never a name of a survivor."))


class Answer(DeskForm):
    """Why a version goes back, is rejected or withdrawn."""

    answer = TextField(label=_("Why?"), rows=3)


class Authorise(DeskForm):
    """From when a version is in force, and when it is looked at again."""

    in_force_from = DayField(label=_("First day in force"), initial=timezone.localdate)
    review_due = DayField(
        label=_("To be reviewed by"), initial=lambda: timezone.localdate() + timedelta(days=2 * _YEAR_DAYS)
    )


class Confirm(DeskForm):
    """When a version that still holds is looked at again."""

    review_due = DayField(
        label=_("To be reviewed again by"), initial=lambda: timezone.localdate() + timedelta(days=2 * _YEAR_DAYS)
    )


class SignSheet(DeskForm):
    """A sheet on which officers signed."""

    signed_on = DayField(label=_("Day on the sheet"), initial=timezone.localdate)
    codes = TextField(
        label=_("Staff codes"),
        rows=12,
        help_text=_("One a line, from the top of the sheet. What stands behind a code on its line is not read."),
    )

    asked = forms.BooleanField(
        label=_("Everybody on the sheet was asked its questions, and answered all of them rightly"), required=False
    )

    def __init__(self, *args: Any, questions: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not questions:
            del self.fields["asked"]

    def arguments(self) -> dict[str, Any]:
        return self.cleaned


class Attach(DeskForm):
    """The document itself."""

    content = forms.FileField(
        label=_("The document as a PDF"), widget=forms.FileInput(attrs={"accept": accepted_endings()})
    )
