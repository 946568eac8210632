"""No write outside an act: what changes a record stands in acts, importers, migrations, or work marked ``unguarded``.

This reads the code; ``tests/attacks/test_without_an_act.py`` tries to write and is stopped by the guard.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, modules, place, tree_of

# Methods that write, whatever they are called on.
_ALWAYS = {
    "save", "asave", "bulk_create", "abulk_create", "bulk_update", "abulk_update", "get_or_create", "aget_or_create",
    "update_or_create", "aupdate_or_create", "save_base", "_raw_delete",
}  # fmt: skip
# Methods that write where they are called on a manager, a query or a related manager; dicts and sets have them too.
_ON_QUERIES = {"create", "acreate", "update", "aupdate", "delete", "adelete", "add", "aadd", "remove", "clear", "set"}
_QUERY = re.compile(r"\bobjects\b|_manager\b|\b_raw\b|\.(filter|exclude|all|order_by|select_for_update)\(|_set$")
_SQL = re.compile(r"^\s*(insert|update|delete|replace|truncate|merge|drop|alter)\b", re.IGNORECASE)

# Places of the machinery itself: it keeps no word of the domain, or is the door.
_MACHINERY = {
    "groundwork/platform": "outbox, schedule and live word are platform's own tables, which the guard leaves to it",
    "groundwork/protection": "the doors themselves, and the ledger, which only they write",
    "interfaces/cli/verbs/play.py": "drops the scratch database that it made itself",
    "monitoring/statistics/facts.py": "called by the acts' door with what they counted, inside their transaction",
    "organisation/accounts/subscribers.py": "keeps the browser's session, which is not a room's record",
}


def writes_in(tree: ast.AST) -> list[tuple[int, str]]:
    """Line and text of every call that changes a table, as far as the text shows it."""
    found = []
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        method, receiver = node.func.attr, ast.unparse(node.func.value)
        on_query = method in _ON_QUERIES and bool(_QUERY.search(receiver))
        by_names = method in ("update", "create") and bool(node.keywords) and not node.args
        deletes = method in ("delete", "adelete") and not node.args
        sql = method in ("execute", "executemany", "executescript") and node.args and _SQL.match(_text(node.args[0]))
        if method in _ALWAYS or on_query or by_names or deletes or sql:
            found.append((node.lineno, ast.unparse(node)[:80]))
    return found


def _text(node: ast.expr) -> str:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr) and node.values:
        return _text(node.values[0])
    return ""


def _is_act(path: Path) -> bool:
    inside = path.relative_to(PACKAGE).parts
    return "acts" in inside or path.name in ("acts.py", "importers.py")


def _is_marked(path: Path) -> bool:
    """The file opens the door for machinery itself, by name and with its reason."""
    calls = (node.func for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))
    return any(isinstance(each, ast.Name) and each.id == "unguarded" for each in calls)


def _is_machinery(path: Path) -> bool:
    inside = str(path.relative_to(PACKAGE))
    return any(inside == each or inside.startswith(f"{each}/") for each in _MACHINERY)


def test_nothing_but_acts_and_marked_machinery_writes():
    found = [
        f"{place(path)}:{line} {text}"
        for path in modules()
        if not (_is_act(path) or _is_marked(path) or _is_machinery(path))
        for line, text in writes_in(tree_of(path))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize("exempt", _MACHINERY)
def test_what_is_exempt_still_exists(exempt):
    assert (PACKAGE / exempt).exists()


@pytest.mark.parametrize(
    "line",
    [
        "report.save()",
        "report.save(update_fields=['state'])",
        "Report.objects.create(number=1)",
        "Report(number=1).delete()",
        "Report.objects.filter(pk=1).update(state='x')",
        "chosen.update(state='x')",
        "Report._default_manager.bulk_create(rows)",
        "Report.objects.get_or_create(number=1)",
        "user.groups.all().clear()",
        "unit.desk_set.add(desk)",
        "cursor.execute('UPDATE intake_report SET state = 1')",
        "cursor.executemany(f'INSERT INTO {table} VALUES (%s)', rows)",
    ],
)
def test_a_write_is_seen(line):
    assert writes_in(ast.parse(line))


@pytest.mark.parametrize(
    "line",
    [
        "seen.update({'a': 1})",
        "found.add(each)",
        "words.clear()",
        "cursor.execute('SELECT 1')",
        "data.setdefault('a', 1)",
    ],
)
def test_plain_python_is_no_write(line):
    assert not writes_in(ast.parse(line))
