"""The source as the house's tests read it: files, their syntax, and who imports whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import grimp

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "genderdesk"
FLOORS = ("groundwork", "organisation", "casework", "programme", "monitoring", "interfaces")
# The rooms of one floor from below upwards; the order of the import contracts.
ROOMS = {
    "groundwork": ("foundation", "platform", "protection"),
    "organisation": ("places", "institution", "paper", "accounts"),
    "casework": ("intake", "response", "hotline", "cases", "care", "complaints", "oversight"),
    "programme": ("guidance", "training", "partners", "outreach"),
    "monitoring": ("statistics", "results"),
    "interfaces": ("web", "api", "cli"),
}


def modules(folder: Path = PACKAGE) -> list[Path]:
    """Every Python file but migrations, which Django writes."""
    return sorted(path for path in folder.rglob("*.py") if "migrations" not in path.relative_to(folder).parts)


@cache
def tree_of(path: Path) -> ast.Module:
    """A file's syntax."""
    return ast.parse(path.read_text(), str(path))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method, however deep."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def place(path: Path) -> str:
    """A path as a reader finds it."""
    return str(path.relative_to(ROOT))


@lru_cache(maxsize=1)
def graph() -> grimp.ImportGraph:
    """Who imports whom in the package."""
    return grimp.build_graph("genderdesk", cache_dir=None)


def room_of(module: str) -> str:
    """``genderdesk.casework.cases.acts`` → ``casework.cases``; empty for what stands beside the floors."""
    parts = module.split(".")
    return ".".join(parts[1:3]) if len(parts) > 2 and parts[1] in FLOORS else ""
