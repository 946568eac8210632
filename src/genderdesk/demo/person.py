"""A person at a browser without JavaScript: opens pages, fills forms, presses buttons, over real HTTP.

What this person cannot do, a phone with scripts off cannot do either; so playing the main job proves that too.
"""

from __future__ import annotations

import http.cookiejar
import json
import secrets
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any


class Stuck(Exception):
    """The person cannot go on: a page, form or button is missing, or an answer was not what the job needs."""


@dataclass(frozen=True)
class Attachment:
    """A file that the person chooses, for ``press``."""

    name: str
    content: bytes


@dataclass
class Form:
    """A form on a page: where it goes, what it holds, and its buttons as (name, value, text)."""

    action: str
    method: str
    id: str = ""
    values: dict[str, list[str]] = field(default_factory=dict)
    choices: dict[str, dict[str, str]] = field(default_factory=dict)
    buttons: list[tuple[str, str, str]] = field(default_factory=list)


@dataclass
class Page:
    """An answer: its status, address, text, and its forms and links."""

    status: int
    url: str
    text: str
    forms: list[Form]
    links: list[tuple[str, str]]
    words: str

    def form(self, action: str = "", button: str = "", has: str = "") -> Form:
        """The first form whose action contains ``action``, that has the button text and the field."""
        for form in self.forms:
            fits = action in form.action and (not has or has in form.values or has in form.choices)
            if fits and (not button or any(button.lower() in text.lower() for _n, _v, text in form.buttons)):
                return form
        raise Stuck(f"{self.url} ({self.status}) has no form for {action or button or has}. {self.words[:300]}")

    def link(self, text: str) -> str:
        """The address of the first link whose text contains ``text``."""
        for address, words in self.links:
            if text.lower() in words.lower():
                return address
        raise Stuck(f"{self.url} ({self.status}) has no link {text!r}. {self.words[:300]}")


class Person:
    """Somebody with a browser of their own (cookies apart from everybody else's)."""

    def __init__(self, base_url: str, name: str) -> None:
        self.base_url = base_url.rstrip("/")
        self.name = name
        self.page: Page | None = None
        self.cookies = http.cookiejar.CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def cookie(self, name: str) -> str:
        """The value of a cookie that this browser keeps, empty where it has none."""
        return next((each.value or "" for each in self.cookies if each.name == name), "")

    def open(self, path: str) -> Page:
        """Open an address; raise Stuck where it is not answered with a page."""
        return self._keep(self._request(urllib.parse.urljoin(self.base_url + "/", path)), path)

    def look(self, path: str) -> Page:
        """Open an address whatever its status, for a page that must refuse."""
        return self._request(urllib.parse.urljoin(self.base_url + "/", path))

    def press(self, button: str = "", *, action: str = "", has: str = "", **typed: Any) -> Page:
        """Fill the fitting form of the open page and press its button; raise Stuck where the page shows an error."""
        if self.page is None:
            raise Stuck(f"{self.name} has no page open.")
        form = self.page.form(action, button, has)
        values = {name: list(each) for name, each in form.values.items()}
        for name, value in typed.items():
            values[name] = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
        for name, value, text in form.buttons:
            if name and button and button.lower() in text.lower():
                values[name] = [value]
                break
        address = urllib.parse.urljoin(self.page.url, form.action or self.page.url)
        if files := {name: each for name, each in typed.items() if isinstance(each, Attachment)}:
            words = {name: each for name, each in values.items() if name not in files}
            return self._keep(self._request(address, *_in_parts(words, files)), address)
        data = urllib.parse.urlencode(values, doseq=True)
        if form.method == "get":
            return self._keep(self._request(f"{address}?{data}"), address)
        return self._keep(self._request(address, data.encode()), address)

    def post_json(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """What a telephone network sends: JSON by POST, and its answer."""
        request = urllib.request.Request(  # noqa: S310  # only a server of ours
            urllib.parse.urljoin(self.base_url + "/", path),
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        with self._opener.open(request, timeout=30) as answer:
            return dict(json.loads(answer.read() or b"{}"))

    def sign_in(self, username: str, password: str) -> Page:
        """Sign in on the staff page."""
        self.open("/staff/sign-in/")
        return self.press(has="login", login=username, password=password)

    def _request(self, address: str, data: bytes | None = None, kind: str = "") -> Page:
        headers = {"Accept-Language": "en", "Referer": self.page.url if self.page else self.base_url}
        headers |= {"Content-Type": kind} if kind else {}
        request = urllib.request.Request(address, data=data, headers=headers)  # noqa: S310  # only a server of ours
        try:
            with self._opener.open(request, timeout=30) as answer:
                return read_page(answer.status, answer.url, answer.read().decode(errors="replace"))
        except urllib.error.HTTPError as answer:
            return read_page(answer.code, answer.url, answer.read().decode(errors="replace"))

    def _keep(self, page: Page, path: str) -> Page:
        if page.status >= 400:
            raise Stuck(f"{self.name}: {path} answered {page.status}. {page.words[:400]}")
        if 'data-errors="true"' in page.text or "error-summary" in page.text:
            start = page.words.find("There is a problem")
            raise Stuck(f"{self.name}: {path} was not accepted. {page.words[max(start, 0) :][:400]}")
        self.page = page
        return page


def _in_parts(words: dict[str, list[str]], files: dict[str, Attachment]) -> tuple[bytes, str]:
    """A form with files as a browser sends it (RFC 7578), and its content type."""
    border = f"----{secrets.token_hex(16)}"
    parts = [
        f'Content-Disposition: form-data; name="{name}"\r\n\r\n{value}'.encode()
        for name, values in words.items()
        for value in values
    ]
    parts += [
        f'Content-Disposition: form-data; name="{name}"; filename="{file.name}"\r\n'
        "Content-Type: application/octet-stream\r\n\r\n".encode()
        + file.content
        for name, file in files.items()
    ]
    line = f"--{border}".encode()
    body = b"".join(line + b"\r\n" + part + b"\r\n" for part in parts) + line + b"--\r\n"
    return body, f"multipart/form-data; boundary={border}"


class _Reader(HTMLParser):
    """Collects forms, links and words of one page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.words: list[str] = []
        self._form: Form | None = None
        self._link: str | None = None
        self._link_words: list[str] = []
        self._button: tuple[str, str] | None = None
        self._select = ""
        self._option: tuple[str, bool] | None = None
        self._textarea = ""
        self._label_for = ""
        self._ids: dict[str, tuple[str, str]] = {}
        self._text: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        match tag:
            case "form":
                self._form = Form(given.get("action", ""), given.get("method", "get").lower(), given.get("id", ""))
                self.forms.append(self._form)
            case "a":
                self._link, self._link_words = given.get("href", ""), []
            case "button":
                self._button, self._text = (given.get("name", ""), given.get("value", "")), []
            case "input":
                self._input(given)
            case "select":
                self._select = given.get("name", "")
            case "option":
                self._option, self._text = (given.get("value", ""), "selected" in given), []
            case "textarea":
                self._textarea, self._text = given.get("name", ""), []
            case "label":
                self._label_for, self._text = given.get("for", ""), []
            case "script" | "style":
                self._hidden += 1

    def _input(self, given: dict[str, str]) -> None:
        form, name, kind = self._form, given.get("name", ""), given.get("type", "text")
        if form is None or not name or "disabled" in given:
            return
        if kind in ("submit", "image"):
            form.buttons.append((name, given.get("value", ""), given.get("value", "")))
        elif kind in ("radio", "checkbox"):
            value = given.get("value", "on")
            form.choices.setdefault(name, {})[value] = ""
            self._ids[given.get("id", "")] = (name, value)
            if "checked" in given:
                form.values.setdefault(name, []).append(value)
        elif kind != "file":
            form.values.setdefault(name, []).append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        text = " ".join("".join(self._text).split())
        if tag == "form":
            self._form = None
        elif tag == "a" and self._link is not None:
            self.links.append((self._link, " ".join("".join(self._link_words).split())))
            self._link = None
        elif tag == "button" and self._button is not None:
            if self._form is not None:
                self._form.buttons.append((*self._button, text))
            self._button = None
        elif tag == "option" and self._option is not None:
            self._end_option(text)
        elif tag == "select":
            self._end_select()
        elif tag == "textarea" and self._form is not None and self._textarea:
            self._form.values.setdefault(self._textarea, []).append("".join(self._text).removeprefix("\n"))
            self._textarea = ""
        elif tag == "label" and self._form is not None and self._label_for in self._ids:
            name, value = self._ids[self._label_for]
            self._form.choices[name][value] = text
        elif tag in ("script", "style"):
            self._hidden -= 1

    def _end_option(self, text: str) -> None:
        if self._form is not None and self._select and self._option is not None:
            value, selected = self._option
            self._form.choices.setdefault(self._select, {})[value] = text
            if selected:
                self._form.values.setdefault(self._select, []).append(value)
        self._option = None

    def _end_select(self) -> None:
        if self._form is not None and self._select and self._select not in self._form.values:
            first = next(iter(self._form.choices.get(self._select, {})), None)
            if first is not None:
                self._form.values[self._select] = [first]
        self._select = ""

    def handle_data(self, data: str) -> None:
        self._text.append(data)
        if self._link is not None:
            self._link_words.append(data)
        if not self._hidden:
            self.words.append(data)


def read_page(status: int, url: str, text: str) -> Page:
    """Parse an answer."""
    reader = _Reader()
    reader.feed(text)
    return Page(status, url, text, reader.forms, reader.links, " ".join(" ".join(reader.words).split()))
