"""The frame of staff pages is made once and kept: never for another person, language or place than its own."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.template import Context, Template, TemplateSyntaxError
from django.utils import timezone, translation

from genderdesk.groundwork.platform.panels import TodayRow
from genderdesk.interfaces.web.context import _menu


def menu(actor, path):
    return str(_menu(SimpleNamespace(actor=actor, path=path)))


@pytest.mark.django_db
def test_each_person_sees_the_links_of_the_own_posts_whoever_came_before(world):
    for _ in range(2):
        assert "/staff/approvals/" in menu(world.desk_head, "/staff/")
        assert "/staff/approvals/" not in menu(world.focal_point, "/staff/")
        assert "/staff/line/" in menu(world.operator, "/staff/")
        assert "/staff/cases/" not in menu(world.operator, "/staff/")


@pytest.mark.django_db
def test_the_menu_marks_where_the_reader_is(world):
    for path, label in (("/staff/", "Today"), ("/staff/cases/", "Cases"), ("/staff/cases/abc/", "Cases")) * 2:
        shown = menu(world.desk_head, path)
        assert shown.count('aria-current="page"') == 1
        assert f'aria-current="page">{label}<' in shown


@pytest.mark.django_db
def test_the_menu_speaks_the_language_of_the_page(world):
    english = menu(world.desk_head, "/staff/cases/")
    with translation.override("fr"):
        french = menu(world.desk_head, "/staff/cases/")
    assert "Today" in english
    assert "Aujourd" in french
    assert menu(world.desk_head, "/staff/cases/") == english


def test_a_kept_part_is_made_once_for_its_keys_and_anew_for_others():
    made = Template("{% load desk %}{% kept a b %}{{ a }}-{{ b }}-{{ c }}{% endkept %}")
    assert made.render(Context({"a": 1, "b": 2, "c": "first"})) == "1-2-first"
    assert made.render(Context({"a": 1, "b": 2, "c": "second"})) == "1-2-first"
    assert made.render(Context({"a": 1, "b": 3, "c": "<"})) == "1-3-&lt;"


def test_a_part_that_depends_on_nothing_named_is_refused():
    with pytest.raises(TemplateSyntaxError):
        Template("{% load desk %}{% kept %}x{% endkept %}")


def test_things_to_do_are_escaped_and_look_as_the_component_makes_them():
    due = timezone.now() + timedelta(hours=2)
    rows = [
        TodayRow("<b>", "/a/?b=1&c=2", due, "<i>", "due"),
        TodayRow("plain", ""),
        TodayRow("new", "/x/", None, "New"),
    ]
    made = Template("{% load desk %}{% tasks rows %}").render(Context({"rows": rows}))
    assert "<b>" not in made
    assert "<i>" not in made
    component = (
        '<c-task-list>{% for row in rows %}<c-task href="{{ row.url }}" status="{{ row.status }}" '
        'tone="{{ row.tone|default:\'calm\' }}" :deadline="row.due_at">{{ row.text }}'
        "</c-task>{% endfor %}</c-task-list>"
    )
    from django_cotton.compiler_regex import CottonCompiler

    expected = Template(CottonCompiler().process(component)).render(Context({"rows": rows}))
    assert "".join(made.split()) == "".join(expected.split())
