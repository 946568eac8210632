"""Filters for moments, answers and coded values: ``{% load desk %}``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django import template
from django.template.base import FilterExpression, Parser, Token
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString

from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment
from genderdesk.groundwork.platform import listing
from genderdesk.groundwork.platform.forms import ANSWER_LABELS, moment_in_words
from genderdesk.groundwork.platform.panels import TodayRow
from genderdesk.groundwork.protection.drafts import mark_of
from genderdesk.interfaces.web import words

register = template.Library()


@register.filter
def iso(value: Any) -> str:
    """A moment for ``<time datetime=…>``."""
    if isinstance(value, Moment):
        value = value.at
    if isinstance(value, datetime) and timezone.is_aware(value):
        value = timezone.localtime(value).replace(microsecond=0)
    return str(value.isoformat()) if isinstance(value, date) else ""


@register.filter
def moment_words(value: Any, precision: Any = "") -> str:
    """A Moment, an instant or a day, as far as it is known; empty for None."""
    if isinstance(value, Moment):
        return moment_in_words(value.at, value.precision)
    if isinstance(value, datetime):
        return moment_in_words(value, str(precision or ""))
    return date_format(value, "DATE_FORMAT") if isinstance(value, date) else ""


@register.filter
def short_time(value: datetime | None) -> str:
    """For lists: "23 Nov, 14:30", with the year where it is another one."""
    return listing.short_time(value) if isinstance(value, datetime) else ""


@register.filter
def hour_of_day(minutes: int) -> str:
    """Minutes of a day as an hour: 07:00."""
    return f"{minutes // 60:02}:{minutes % 60:02}"


@register.filter
def answer_words(value: Any) -> str:
    """Yes, No, Not known, Prefer not to say; empty where there is no answer."""
    return "" if value is None or str(value) == "" else str(ANSWER_LABELS[Answer.read(str(value))])


@register.filter
def safe_contact_words(value: Any) -> str:
    """Whether the person may be contacted."""
    return str(words.SAFE_CONTACT[Answer.read(str(value) or Answer.UNKNOWN.value)])


@register.filter
def named(labels: Mapping[Any, Any], key: Any) -> Any:
    """The label of a coded value; the value itself where the list does not know it."""
    return labels.get(key, key) if isinstance(labels, Mapping) else key


@register.simple_tag
def clock(deadline: datetime, warn: Any = 15) -> SafeString:
    """A clock in words that ``countdown.js`` keeps going."""
    return format_html(
        '<time class="clock clock-{}" datetime="{}" data-deadline="{}" data-warn="{}">{}</time>',
        words.clock_state(deadline, int(warn)),
        iso(deadline),
        int(deadline.timestamp()),
        int(warn),
        words.clock_words(deadline),
    )


@register.simple_tag(takes_context=True)
def draft_mark(context: Mapping[str, Any], action: str) -> str:
    """Under which name this browser keeps what the reader types in the form of an address (``draft.js``); none for a
    sealed file, whose words only the keys of its cell may open."""
    return "" if _is_sealed(context) else mark_of(context["request"].actor, action or context["request"].path)


@register.simple_tag(takes_context=True)
def outbox_mark(context: Mapping[str, Any], kind: str = "yes") -> SafeString:
    """Marks a form that waits on this phone while the network is away (``kept.js`` has the kinds); none for a sealed
    file."""
    return SafeString("") if _is_sealed(context) else format_html('data-outbox="{}"', kind)


def _is_sealed(context: Mapping[str, Any]) -> bool:
    about = context.get("case") or context.get("report") or getattr(context.get("referral"), "case", None)
    return bool(getattr(about, "cell_id", None))


@register.simple_tag
def tasks(rows: Iterable[TodayRow]) -> SafeString:
    """Things to do as ``c-task-list`` shows them, made in Python: Today has a hundred and more of them."""
    return format_html('<ul class="tasks">{}</ul>', SafeString("".join(map(_task, rows))))


def _task(row: TodayRow) -> str:
    text = escape(str(row.text))
    name = f'<a href="{escape(row.url)}">{text}</a>' if row.url else text
    state = listing.tag(row.tone or "calm", row.status) if row.status else ""
    until = clock(row.due_at) if row.due_at else ""
    around = f'<div class="task-state">{state}{until}</div>' if state or until else ""
    return f'<li class="task"><div class="task-name">{name}</div>{around}</li>'


class Kept(template.Node):
    """A part of a page that is made once in a process for each of its keys."""

    MOST = 1000

    def __init__(self, parts: template.NodeList, keys: list[FilterExpression]) -> None:
        self.parts, self.keys = parts, keys
        self.made: dict[tuple[Any, ...], str] = {}

    def render(self, context: template.Context) -> str:
        key = tuple(each.resolve(context) for each in self.keys)
        found = self.made.get(key)
        if found is None:
            if len(self.made) >= self.MOST:
                self.made.clear()
            found = self.made[key] = self.parts.render(context)
        return found


@register.tag
def kept(parser: Parser, token: Token) -> Kept:
    """``{% kept LANGUAGE_CODE state %}…{% endkept %}``: what stands between depends on these keys and nothing else.

    The language is among the keys wherever there are words. Never around a token, a person's data, or a count.
    """
    keys = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if not keys:
        raise template.TemplateSyntaxError("kept needs the keys that its part depends on.")
    parts = parser.parse(("endkept",))
    parser.delete_first_token()
    return Kept(parts, keys)
