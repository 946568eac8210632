"""Static files: nothing of others without its hash and licence, nothing that a page would fetch from a stranger."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from tests.architecture.source import PACKAGE, place

STATIC = [path for path in PACKAGE.rglob("static/**/*") if path.is_file()]
OURS = [path for path in STATIC if "vendor" not in path.parts and path.suffix in (".css", ".js", ".svg")]
# Namespaces are names and fetch nothing.
_ELSEWHERE = re.compile(r"https?://(?!www\.w3\.org/)[\w.-]+|url\(\s*['\"]?//")


def unlicensed(folder: Path) -> list[str]:
    """Vendored files without a licence beside them or whose SHA-256 the list in ``SHA256SUMS`` does not have."""
    found = []
    for package in (each for each in folder.iterdir() if each.is_dir()):
        sums = dict(reversed(line.split(maxsplit=1)) for line in _text(package / "SHA256SUMS").splitlines())
        if not list(package.glob("LICENSE*")):
            found.append(f"{package.name}: no LICENSE")
        for file in (each for each in package.rglob("*") if each.is_file() and each.name != "SHA256SUMS"):
            name = str(file.relative_to(package))
            if not name.startswith("LICENSE") and sums.get(name) != hashlib.sha256(file.read_bytes()).hexdigest():
                found.append(f"{package.name}: {name}")
    return found


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def test_what_comes_from_others_stands_under_vendor_with_hash_and_licence():
    for folder in PACKAGE.rglob("static/vendor"):
        assert not unlicensed(folder)


def test_a_vendored_file_that_was_changed_is_found(tmp_path):
    package = tmp_path / "look"
    package.mkdir()
    (package / "look.css").write_text("a{}")
    (package / "SHA256SUMS").write_text(f"{hashlib.sha256(b'a{}').hexdigest()}  look.css\n")
    assert unlicensed(tmp_path) == ["look: no LICENSE"]
    (package / "LICENSE.txt").write_text("MIT")
    assert unlicensed(tmp_path) == []
    (package / "look.css").write_text("b{}")
    assert unlicensed(tmp_path) == ["look: look.css"]


@pytest.mark.parametrize("path", OURS, ids=place)
def test_our_own_files_are_ours_and_fetch_nothing_from_elsewhere(path):
    text = path.read_text()
    assert not _ELSEWHERE.search(text)
    # A file of somebody else's is minified, or carries a licence comment.
    assert not re.search(r"@license|/\*!|Copyright", text), f"{place(path)} belongs under static/vendor"
    assert max((len(line) for line in text.splitlines()), default=0) < 600


def test_no_page_names_another_server():
    for path in PACKAGE.rglob("templates/**/*.html"):
        for tag in re.findall(r"<(?:script|link|img|iframe|form|source|use)\b[^>]*>", path.read_text()):
            assert not _ELSEWHERE.search(tag), f"{place(path)}: {tag}"
            assert "style=" not in tag, f"{place(path)}: {tag}"
            assert not re.search(r"\son\w+=", tag), f"{place(path)}: {tag}"
