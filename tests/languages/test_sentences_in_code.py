"""Every sentence for people goes through gettext, whole and with named placeholders, so that a translator gets it."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import messages
import pytest
from django.template.base import Lexer, TokenType

pytestmark = pytest.mark.one_database
PACKAGE = Path(messages.PACKAGE)
# Screens of the command line, and what migrations and the invented country hold, are read by who installs.
_ELSEWHERE = ("migrations", "cli", "demo")
MODULES = [path for path in sorted(PACKAGE.rglob("*.py")) if not set(_ELSEWHERE) & set(path.relative_to(PACKAGE).parts)]
TEMPLATES = sorted(PACKAGE.rglob("templates/**/*.html"))
# Drawn where everything else may have failed, so it says the same in both languages by itself.
_SPEAKS_BY_ITSELF = "web/errors/500.html"

_REFUSALS = ("Conflict", "Invalid", "Missing", "Refused", "Refusal", "ChartFault")
_NOTICES = ("success", "error", "warning", "info")
# Arguments of fields and widgets that people read.
_READ = ("label", "help_text", "empty_label", "heading", "sentence")
_SPOKEN = r"(?:title|alt|aria-label|aria-description|placeholder|heading|label|hint|caption|lead|key|summary|text)"


def _calls(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            yield node


def _name(function: ast.expr) -> str:
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _texts(call: ast.Call) -> list[ast.expr]:
    """The arguments of a gettext call that are sentences or contexts."""
    spec = messages.KEYWORDS[_name(call.func)]
    count = 1 if spec is None else len(spec)
    return call.args[:count]


def _at(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(PACKAGE)}:{node.lineno}"  # type: ignore[attr-defined]


def faults_in(path: Path) -> list[str]:
    """What would keep a sentence of a module from a translator."""
    found, lazy = [], set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            found += [f"{_at(path, node)}: {n.name} as {n.asname}" for n in node.names if n.asname not in (None, "_")]
            lazy |= {n.asname or n.name for n in node.names if n.name.endswith("_lazy")}
        if isinstance(node, ast.BinOp) and isinstance(node.left, ast.Call) and _name(node.left.func) in lazy:
            found.append(f"{_at(path, node)}: a lazy sentence filled in too early; use format_lazy")
    for call in _calls(path):
        name = _name(call.func)
        if name in messages.KEYWORDS:
            for text in _texts(call):
                if isinstance(text, ast.Constant):
                    if re.search(r"(?<!%)%[sdi]|\{\}", str(text.value)):
                        found.append(f"{_at(path, call)}: a placeholder without a name")
                elif isinstance(text, ast.JoinedStr | ast.BinOp | ast.Call):
                    found.append(f"{_at(path, call)}: a sentence made of pieces")
        elif name in _REFUSALS or (name in _NOTICES and ast.unparse(call.func).startswith(("messages.", "notices."))):
            found += [f"{_at(path, call)}: {text} not translated" for text in _plain(call.args)]
        found += [
            f"{_at(path, call)}: {key.arg} not translated"
            for key in call.keywords
            if key.arg in _READ and _plain([key.value])
        ]
    return found


def _plain(arguments: list[ast.expr]) -> list[str]:
    """Sentences that stand there as they are, of two words or more or ending like one."""
    texts = []
    for each in arguments:
        pieces = each.values if isinstance(each, ast.JoinedStr) else [each]
        written = "".join(str(piece.value) for piece in pieces if isinstance(piece, ast.Constant))
        if re.search(r"[A-Za-z]{2,} [A-Za-z]{2,}", written):
            texts.append(written)
    return texts


def untranslated_in(source: str) -> list[str]:
    """Words of a template that no gettext sees: text between tags, and attributes that are read out."""
    pieces, inside, hidden = [], 0, False
    for token in Lexer(source).tokenize():
        if token.token_type is TokenType.BLOCK:
            word = token.contents.split()[0]
            inside += word in ("blocktranslate", "blocktrans", "comment", "verbatim")
            inside -= word in ("endblocktranslate", "endblocktrans", "endcomment", "endverbatim")
            # A block for a class or for attributes holds no words.
            if word == "block":
                hidden = token.contents.endswith(("_class", "_attributes"))
            elif word == "endblock":
                hidden = False
            pieces.append("\0")
        elif token.token_type is TokenType.VAR:
            pieces.append("\0")
        elif token.token_type is TokenType.TEXT and not inside and not hidden:
            pieces.append(token.contents)
    text = re.sub(r"<(script|style|kbd)\b.*?</\1>|<!--.*?-->", "", "".join(pieces), flags=re.DOTALL)
    # A pure choice of words such as heading="{% if … %}…" leaves only marks behind.
    spoken = re.findall(rf'\s{_SPOKEN}="([^"]*)"', text)
    between = re.sub(r"<[^>]*>", "\0", text)
    # A part that is included inside of a tag holds attributes.
    return [
        each
        for part in (between, *spoken)
        for each in part.split("\0")
        if re.search(r"[A-Za-z]{2}", each) and not re.search(r"[\w-]+=[\"']|data-[a-z-]+$", each)
    ]


def test_every_sentence_of_the_code_reaches_a_translator():
    assert len(MODULES) > 200
    assert [fault for path in MODULES for fault in faults_in(path)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-3:]))
def test_every_word_of_a_template_reaches_a_translator(path):
    if (
        path.relative_to(path.parents[[p.name for p in path.parents].index("templates")]).as_posix()
        in _SPEAKS_BY_ITSELF
    ):
        return
    assert untranslated_in(path.read_text()) == []


@pytest.mark.parametrize(
    "line",
    [
        "from django.utils.translation import gettext as say",
        '_(f"Call {code}")',
        '_("Call " + code)',
        '_("Call {}".format(code))',
        '_("Call %s") % code',
        'from django.utils.translation import gettext_lazy as _; WORDS = _("Call %(code)s") % {"code": 1}',
        'raise Invalid("This is too long.")',
        'raise Missing(f"There is no {thing} here.")',
        'messages.success(request, "It is kept.")',
        'forms.CharField(label="Phone number")',
    ],
)
def test_a_sentence_that_a_translator_would_miss_is_found(tmp_path, monkeypatch, line):
    monkeypatch.setattr(f"{__name__}.PACKAGE", tmp_path)
    (tmp_path / "spoilt.py").write_text(f"{line}\n")
    assert faults_in(tmp_path / "spoilt.py") != []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Hello you</p>",
        '<a title="Go back" href="/">x</a>',
        "{% if x %}Yes{% endif %}",
        '<c-card heading="Help"></c-card>',
    ],
)
def test_a_word_of_a_template_that_a_translator_would_miss_is_found(source):
    assert untranslated_in(source) != []


@pytest.mark.parametrize(
    "source",
    [
        '<p class="lead">{% translate "Hello" %} {{ name }}</p>',
        "{% blocktranslate %}Hello <b>you</b>{% endblocktranslate %}",
        '<a title="{% translate \'Go back\' %}" href="/"></a>',
    ],
)
def test_translated_words_of_a_template_are_no_fault(source):
    assert untranslated_in(source) == []
