"""Statements that are made once: a question of the same form, asked again with other values, costs no making of it.

To put a question to the database, Django works out each column, join and condition anew, which is a quarter of the time
of a page. Both of our backends ask ``KeptCompiler`` instead. It knows a question by its form, that is everything that
its text depends on, and keeps the text and what Django needs to read the rows. Whatever it cannot take in at a glance
(an expression, an annotation, a lock) is made anew each time; and a form is kept only where the values
that it found are all that the statement has.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import EmptyResultSet, FullResultSet
from django.db.models import lookups
from django.db.models.expressions import Col, Exists, NegatedExpression, Value
from django.db.models.fields import related_lookups
from django.db.models.sql import Query
from django.db.models.sql.compiler import SQLCompiler
from django.db.models.sql.datastructures import BaseTable, Join
from django.db.models.sql.where import AND, OR, WhereNode

# More forms than all pages have; lists of values of every length could go on for ever.
MOST_KEPT = 2000

# Conditions whose text is that of their column and of ``process_rhs``.
_SIMPLE = frozenset(
    (
        lookups.Exact,
        lookups.GreaterThan,
        lookups.GreaterThanOrEqual,
        lookups.LessThan,
        lookups.LessThanOrEqual,
        lookups.IntegerFieldExact,
        lookups.IntegerGreaterThan,
        lookups.IntegerGreaterThanOrEqual,
        lookups.IntegerLessThan,
        lookups.IntegerLessThanOrEqual,
        lookups.In,
        lookups.Range,
        lookups.StartsWith,
        related_lookups.RelatedExact,
        related_lookups.RelatedIn,
    )
)
_NULL = frozenset((lookups.IsNull, related_lookups.RelatedIsNull))


@dataclass(frozen=True, slots=True)
class _Selected:
    """What Django needs to make records of rows."""

    select: Any
    klass_info: Any
    annotation_col_map: Any
    converters: Any


@dataclass(frozen=True, slots=True)
class _Kept:
    sql: str
    selected: _Selected


_kept: dict[Any, _Kept] = {}
# Questions that differ in their conditions alone select the same.
_selected: dict[Any, _Selected] = {}


class _NotPlain(Exception):
    """The form of a question cannot be taken in at a glance."""


class KeptCompiler(SQLCompiler):
    """Django's compiler of questions, which takes the text of one that was asked before from memory."""

    kept: _Kept | None = None

    def as_sql(self, with_limits: bool = True, with_col_aliases: bool = False) -> tuple[str, Any]:
        if with_col_aliases or not with_limits:
            return self._made(with_limits, with_col_aliases)
        values: list[Any] = []
        try:
            selection = _selection(self.query)
            form = (self.connection.vendor, selection, _rest(self.query), _conditions(self, self.query.where, values))
            kept = _kept.get(form)
        except (_NotPlain, EmptyResultSet, FullResultSet):
            return self._made(with_limits, with_col_aliases)
        if kept is None:
            sql, params = self._made(with_limits, with_col_aliases)
            if list(params) == values and not self.has_extra_select:
                self._keep(form, (self.connection.vendor, selection), sql)
            return sql, params
        self.kept = kept
        self.select = kept.selected.select
        self.klass_info = kept.selected.klass_info
        self.annotation_col_map = kept.selected.annotation_col_map
        self.col_count = len(self.select)
        self.has_extra_select = False
        return kept.sql, tuple(values)

    def _made(self, with_limits: bool, with_col_aliases: bool) -> tuple[str, Any]:
        made: tuple[str, Any] = super().as_sql(with_limits=with_limits, with_col_aliases=with_col_aliases)
        return made

    def _keep(self, form: Any, selection: Any, sql: str) -> None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
            _selected.clear()
        selected = _selected.get(selection)
        if selected is None:
            converters = super().get_converters([each[0] for each in self.select])
            selected = _Selected(self.select, self.klass_info, self.annotation_col_map, converters)
            _selected[selection] = selected
        _kept[form] = _Kept(sql, selected)

    def get_converters(self, expressions: Any) -> Any:
        return self.kept.selected.converters if self.kept is not None else super().get_converters(expressions)


def with_kept_statements(operations: Any) -> Any:
    """A backend's operations, with ``KeptCompiler`` in place of Django's compiler of questions."""

    def compiler(self: Any, compiler_name: str) -> Any:
        return KeptCompiler if compiler_name == "SQLCompiler" else operations.compiler(self, compiler_name)

    return type("Operations", (operations,), {"compiler": compiler})


def _question(compiler: Any, query: Any, values: list[Any]) -> Any:
    """The form of a question that stands inside another one."""
    return (_selection(query, inside=True), _rest(query), _conditions(compiler, query.where, values))


def _selection(query: Any, *, inside: bool = False) -> Any:
    """What is selected, and from where."""
    if (
        type(query) is not Query
        or (query.annotations and not (inside and _is_django_s_one(query.annotations)))
        or query.extra
        or query.combinator
        or query.group_by is not None
        or query.subquery is not inside
        or query.distinct_fields
        or query.select_for_update
        or query.explain_info
    ):
        raise _NotPlain
    return (
        query.model,
        query.default_cols,
        tuple(_column(each) for each in query.select),
        query.values_select,
        tuple(query.annotations),
        tuple(query.annotation_select_mask or ()),
        frozenset(query.deferred_loading[0]),
        query.deferred_loading[1],
        _related(query.select_related),
        tuple(_table(each, query.alias_refcount[alias] > 0) for alias, each in query.alias_map.items()),
    )


def _is_django_s_one(annotations: dict[str, Any]) -> bool:
    """Whether this is the "SELECT 1" of a question that only asks whether there is something."""
    one = annotations.get("a")
    return len(annotations) == 1 and type(one) is Value and one.value == 1


def _rest(query: Any) -> Any:
    """Order, length, and whether rows that are alike are told once."""
    if query.extra_order_by or not all(isinstance(each, str) for each in query.order_by):
        raise _NotPlain
    return (
        query.order_by,
        query.default_ordering,
        query.standard_ordering,
        query.low_mark,
        query.high_mark,
        query.distinct,
    )


def _column(each: Any) -> Any:
    if type(each) is not Col:
        raise _NotPlain
    return (each.alias, each.target, each.output_field)


def _related(wanted: Any) -> Any:
    """``select_related``'s nested names, as a key."""
    return tuple((name, _related(below)) for name, below in wanted.items()) if isinstance(wanted, dict) else wanted


def _table(each: Any, used: bool) -> Any:
    if type(each) is BaseTable:
        return (each.table_name, each.table_alias, used)
    if type(each) is not Join or each.filtered_relation is not None:
        raise _NotPlain
    return (each.table_name, each.table_alias, used, each.parent_alias, each.join_type, each.join_field)


def _conditions(compiler: Any, node: Any, values: list[Any]) -> Any:
    """The form of a tree of conditions; its values are added to ``values`` in the order of the statement."""
    if type(node) is WhereNode:
        if node.connector not in (AND, OR):
            raise _NotPlain
        return (node.connector, node.negated, *[_conditions(compiler, each, values) for each in node.children])
    kind = type(node)
    if (kind not in _SIMPLE and kind not in _NULL) or node.bilateral_transforms:
        raise _NotPlain
    side = _side(compiler, node.lhs, values)
    if kind in _NULL:
        return (kind, side, bool(node.rhs))
    if not node.rhs_is_direct_value():
        return (kind, side, _side(compiler, node.rhs, values))
    if isinstance(node.rhs, bool) and _is_its_own_answer(compiler, node.lhs):
        return (kind, side, node.rhs)
    text, found = node.process_rhs(compiler, compiler.connection)
    values.extend(found)
    return (kind, side, tuple(text) if isinstance(text, list) else text)


def _side(compiler: Any, each: Any, values: list[Any]) -> Any:
    """The form of one side of a condition that is no value."""
    if type(each) is Exists:
        values.append(1)
        return (Exists, _question(compiler, each.query, values))
    if type(each) is NegatedExpression:
        return (NegatedExpression, _side(compiler, each.expression, values))
    return _question(compiler, each, values) if type(each) is Query else _column(each)


def _is_its_own_answer(compiler: Any, side: Any) -> bool:
    """Whether the text says "WHERE it" and "WHERE NOT it" instead of comparing it with a truth."""
    supported = compiler.connection.ops.conditional_expression_supported_in_where_clause
    return bool(getattr(side, "conditional", False) and supported(side))
