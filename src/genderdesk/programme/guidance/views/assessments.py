"""The gender self-assessment: its list, the desk's scores and what they come to, and staff's answers."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages as notices
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from genderdesk.groundwork.platform.forms import DeskForm
from genderdesk.groundwork.platform.refusals import Missing
from genderdesk.groundwork.protection.access import permits
from genderdesk.groundwork.protection.pages import DeskRequest, page
from genderdesk.programme.guidance import acts, forms, labels, queries
from genderdesk.programme.guidance.access import IS_STAFF, MAY_ANSWER, MAY_ASSESS
from genderdesk.programme.guidance.models import Assessment
from genderdesk.programme.guidance.views.tabs import registers
from genderdesk.programme.guidance.vocabulary.questions import FEWEST_ANSWERS, OPEN, QUESTION_SETS, THEMES

_SHOWN = 20


@page(needs=IS_STAFF)
def assessments(request: DeskRequest) -> HttpResponse:
    """The institution's self-assessments, and the form that begins one."""
    actor = request.actor
    form = forms.BeginAssessment(request.POST or None)
    if request.method == "POST" and form.is_valid():
        call = acts.begin_assessment.once(form.op_id)
        made = form.carry_out(lambda: call(actor, title=form.cleaned_data["title"]))
        if made is not None:
            return redirect("guidance:assessment", made.pk)
    context = {
        "rows": list(queries.assessments(actor)[:_SHOWN]),
        "to_answer": queries.may_answer_now(actor),
        "sets": labels.SETS,
        "form": form,
        "may_assess": permits(actor, MAY_ASSESS),
        "tabs": registers(),
    }
    return render(request, "guidance/assessments.html", context, status=422 if form.errors else 200)


@page(needs=IS_STAFF)
def assessment(request: DeskRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """What a self-assessment found, and the form for its scores while it is open."""
    actor = request.actor
    found = queries.assessment_for(actor, assessment_id)
    may_score = found.state == OPEN and permits(actor, MAY_ASSESS, found)
    shown = queries.assessment_page(actor, found)
    asked = QUESTION_SETS[found.question_set]
    form = forms.ScoreQuestions(request.POST or None, asked=asked, scores=shown.scores)
    if request.method == "POST" and form.is_valid():
        call = acts.score_assessment.once(form.op_id)
        if form.carry_out(lambda: call(actor, found, **form.arguments())) is not None:
            notices.success(request, _("This is kept."))
            return redirect("guidance:assessment", found.pk)
    context = {
        "shown": shown,
        "assessment": found,
        "form": form,
        "may_score": may_score,
        "close": DeskForm(auto_id="close-%s"),
        "themes": [
            (labels.THEMES[key], [each for each in shown.means if each.dimension in of]) for key, of in THEMES.items()
        ],
        "fewest": FEWEST_ANSWERS,
        **_words(),
    }
    return render(request, "guidance/assessment.html", context, status=422 if form.errors else 200)


@page(needs=MAY_ASSESS)
def close(request: DeskRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """Close a self-assessment."""
    actor = request.actor
    found = queries.assessment_for(actor, assessment_id)
    form = DeskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.carry_out(lambda: acts.close_assessment.once(form.op_id)(actor, found)) is None:
            notices.error(request, " ".join(map(str, form.non_field_errors())))
    return redirect("guidance:assessment", found.pk)


@page(needs=MAY_ANSWER)
def answer(request: DeskRequest, assessment_id: uuid.UUID) -> HttpResponse:
    """The questions that everybody is asked. Nothing says who answered what."""
    actor = request.actor
    found: Assessment = queries.assessment_for(actor, assessment_id)
    if found.state != OPEN:
        raise Missing(_("This self-assessment is closed."))
    form = forms.AnswerQuestions(request.POST or None, asked=QUESTION_SETS[found.question_set])
    if request.method == "POST" and form.is_valid():
        # Under no operation's number: the ledger would keep a mark of the answers with it.
        form.carry_out(lambda: acts.answer_assessment(actor, found, answers=form.answers()))
        if not form.errors:
            notices.success(request, _("Thank you. Your answers are counted, and nobody can tell which are yours."))
            return redirect("guidance:assessments")
    context = {"assessment": found, "form": form, "fewest": FEWEST_ANSWERS}
    return render(request, "guidance/answer.html", context, status=422 if form.errors else 200)


def _words() -> dict[str, Any]:
    return {
        "sets": labels.SETS,
        "dimensions": labels.DIMENSIONS,
        "questions": labels.QUESTIONS,
        "rubric": labels.RUBRIC,
        "groups": labels.GROUPS,
    }
