"""A statement taken from memory is the very statement that Django would make, and reads its rows the same way."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Q
from django.db.models.sql.compiler import SQLCompiler
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from genderdesk.groundwork.platform import statements
from genderdesk.groundwork.protection.acts import unguarded
from genderdesk.organisation.institution.models import Appointment, Desk, Officer, Post, Unit, UnitParent

pytestmark = pytest.mark.django_db

NOBODY = uuid.UUID(int=3)
TODAY = timezone.localdate()

# Questions, each of a form of its own: what tells one from the next changes the statement, the rows, or what is read.
QUESTIONS = (
    lambda: Post.objects.filter(pk=NOBODY),
    lambda: Post.objects.exclude(pk=NOBODY),
    lambda: Post.objects.filter(pk__in=[NOBODY]),
    lambda: Post.objects.filter(pk__in=[NOBODY, uuid.UUID(int=4)]),
    lambda: Post.objects.filter(desk=NOBODY),
    lambda: Post.objects.filter(desk_id__in=[NOBODY]),
    lambda: Post.objects.filter(Q(desk=NOBODY) | Q(pk=NOBODY)),
    lambda: Post.objects.filter(Q(desk=NOBODY) & Q(pk=NOBODY)),
    lambda: Post.objects.filter(~(Q(desk=NOBODY) & Q(pk=NOBODY))),
    lambda: Post.objects.filter(opened_on__lte=TODAY),
    lambda: Post.objects.filter(opened_on__lt=TODAY),
    lambda: Post.objects.filter(opened_on__range=(TODAY, TODAY)),
    lambda: Post.objects.filter(closed_on=None),
    lambda: Post.objects.exclude(closed_on=None),
    lambda: Post.objects.filter(title__startswith="focal"),
    lambda: Post.objects.filter(role="rider"),
    lambda: Post.objects.filter(desk__unit__institution__kind="police"),
    lambda: Post.objects.filter(desk__unit__institution__code="police"),
    lambda: Post.objects.filter(role="rider").order_by("-title"),
    lambda: Post.objects.filter(role="rider").order_by("title"),
    lambda: Post.objects.filter(role="rider").order_by("title", "pk"),
    lambda: Post.objects.filter(role="rider")[:1],
    lambda: Post.objects.filter(role="rider")[1:2],
    lambda: Post.objects.filter(role="rider").distinct(),
    lambda: Post.objects.filter(role="rider").only("title"),
    lambda: Post.objects.filter(role="rider").defer("title"),
    lambda: Post.objects.filter(role="rider").values_list("title"),
    lambda: Post.objects.filter(role="rider").values_list("title", "role"),
    lambda: Post.objects.filter(role="rider").values_list("desk__name"),
    lambda: Post.objects.filter(role="rider").select_related("desk"),
    lambda: Post.objects.filter(role="rider").select_related("desk__unit"),
    lambda: Post.objects.filter(role="rider").select_related("desk__unit__place", "desk__unit__institution"),
    lambda: Post.objects.filter(Exists(Appointment.objects.filter(post=OuterRef("pk"), starts_on__lte=TODAY))),
    lambda: Post.objects.filter(~Exists(Appointment.objects.filter(post=OuterRef("pk"), starts_on__lte=TODAY))),
    lambda: Post.objects.filter(Exists(Appointment.objects.filter(post=OuterRef("pk"), starts_on__gt=TODAY))),
    lambda: Post.objects.filter(desk__in=Desk.objects.filter(kind="desk")),
    lambda: Post.objects.filter(desk__in=Desk.objects.filter(kind="desk")[:1]),
    lambda: Post.objects.filter(desk__in=Desk.objects.filter(name="desk")),
    lambda: Post.objects.filter(desk__in=Desk.objects.filter(name="desk").values("pk")),
    lambda: Unit.objects.filter(kind="station"),
    lambda: Unit.objects.filter(code="station"),
    lambda: UnitParent.objects.filter(unit=NOBODY),
    lambda: UnitParent.objects.filter(parent=NOBODY),
    lambda: Officer.objects.filter(sex="female"),
)


def _made_by_django(question):
    query = question.query.clone()
    return SQLCompiler(query, connection, "default").as_sql()


@pytest.fixture
def nothing_kept(monkeypatch):
    monkeypatch.setattr(statements, "_kept", {})
    monkeypatch.setattr(statements, "_selected", {})


@pytest.mark.parametrize("before", range(3))
def test_every_question_is_put_in_its_own_words_whatever_was_asked_before(world, nothing_kept, before):
    assert all((world.focal_point, world.rider, world.operator))
    turned = QUESTIONS[before * 7 :] + QUESTIONS[: before * 7]
    first = [list(each()) for each in turned]
    assert len(statements._kept) == len(QUESTIONS)
    for question, rows in zip(turned, first, strict=True):
        sql, params = _made_by_django(question())
        compiler = question().query.get_compiler("default")
        assert compiler.as_sql() == (sql, tuple(params))
        assert compiler.kept is not None
        assert list(question()) == rows


def test_other_values_of_the_same_question_are_asked_by_the_kept_statement(world, nothing_kept):
    posts = [world.focal_point.post_id, world.rider.post_id]
    for post in posts:
        found = Post.objects.select_related("desk__unit__institution").get(pk=post)
        assert found.pk == post
        assert found.desk.unit.institution == world.police
    with CaptureQueriesContext(connection) as asked:
        assert found.desk.unit.institution.code == "TP"
    assert len(asked) == 0
    assert len(statements._kept) == 1


def test_what_cannot_be_taken_in_at_a_glance_is_made_anew(world, nothing_kept):
    from django.db.models import Count, F
    from django.db.models.functions import Lower

    assert world.rider
    list(Post.objects.annotate(held=Count("appointments")))
    list(Post.objects.order_by().filter(opened_on__lte=F("closed_on")).union(Post.objects.order_by()))
    list(Post.objects.order_by(Lower("title")))
    list(Post.objects.filter(pk__in=[]))
    list(Post.objects.none())
    assert Post.objects.filter(role="rider").exists()
    assert Post.objects.filter(opened_on__gt=TODAY + timedelta(days=9)).count() == 0
    assert not [form for form, kept in statements._kept.items() if "COUNT(" in kept.sql or "LOWER(" in kept.sql]


def test_a_truth_is_asked_for_as_such(world, nothing_kept):
    from genderdesk.organisation.accounts.models import User

    with unguarded("test"):
        User.objects.create(username="gone", is_active=False, standing_role="administrator")
    for _again in range(2):
        assert [each.username for each in User.objects.filter(is_active=False)] == ["gone"]
        assert "gone" not in {each.username for each in User.objects.filter(is_active=True)}
        # A question of the same form and another value of what is a number elsewhere.
        assert not User.objects.filter(is_active=False, username="there").exists()


def test_what_is_kept_does_not_grow_without_end(world, nothing_kept, monkeypatch):
    monkeypatch.setattr(statements, "MOST_KEPT", 8)
    for length in range(1, 30):
        numbers = [uuid.UUID(int=each) for each in range(length)]
        assert list(Post.objects.filter(pk__in=numbers)) == []
        assert len(statements._kept) <= 8
        assert len(statements._selected) <= 8
