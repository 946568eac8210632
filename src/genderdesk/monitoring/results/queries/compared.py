"""A frozen page beside what records say now: which claims would read otherwise today."""

from __future__ import annotations

from dataclasses import dataclass

from genderdesk.monitoring.results.models import FrozenPage
from genderdesk.monitoring.results.queries.page import page_of
from genderdesk.monitoring.results.rules.page import Line, Page, digest_of, read_page


@dataclass(frozen=True, slots=True)
class Differing:
    """A claim as it was frozen and as it is now; None where it is only on one of the pages."""

    then: Line | None
    now: Line | None

    @property
    def text(self) -> str:
        line = self.then or self.now
        return line.text if line else ""


def content_of(frozen: FrozenPage) -> Page:
    """What stands on a frozen page; ValueError where it no longer fits its digest."""
    if digest_of(frozen.content) != frozen.digest:
        raise ValueError(f"page {frozen.pk} does not fit its digest")
    return read_page(frozen.content)


def differing(frozen: Page, now: Page) -> list[Differing]:
    """The claims that read otherwise."""
    then = {each.code: each for each in frozen.lines}
    there = {each.code: each for each in now.lines}
    codes = [*then, *(code for code in there if code not in then)]
    return [Differing(then.get(code), there.get(code)) for code in codes if then.get(code) != there.get(code)]


def differs_from_now(frozen: FrozenPage) -> list[Differing]:
    """The claims of a frozen page that records would tell otherwise now, for the same day."""
    return differing(content_of(frozen), page_of(frozen.project, frozen.as_of))


def broken_pages() -> list[str]:
    """Frozen pages whose text no longer fits their digest, as project, day and revision; none in good order."""
    return [
        f"{each.project.code} {each.as_of} {each.revision}"
        for each in FrozenPage.objects.select_related("project").order_by("as_of", "revision").iterator()
        if digest_of(each.content) != each.digest
    ]
