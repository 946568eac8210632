"""Every page that has a fixed address, opened in a real browser by who may: phone and desk width, light and dark.

No axe violation, no console error, nothing wider than the screen, and a weight within budget.
"""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.browsers import DESK, PHONE

PUBLIC = ["/", "/talk/", "/safety/", "/rights/", "/services/", "/report/", "/simulator/", "/staff/sign-in/"]
STAFF = {
    "operator": ["/staff/", "/staff/line/", "/staff/line/messages/", "/staff/line/contacts/", "/staff/reports/"],
    "dispatcher": ["/staff/", "/staff/responses/"],
    "rider": ["/staff/", "/staff/ride/"],
    "focal_point": ["/staff/", "/staff/reports/", "/staff/reports/new/", "/staff/cases/", "/staff/care/"],
    "provider": ["/staff/", "/staff/provider/", "/staff/me/"],
    "analyst": ["/staff/", "/staff/figures/"],
    "desk_head": ["/staff/approvals/", "/staff/organisation/", "/staff/figures/", "/staff/responses/"],
    "administrator": ["/staff/", "/staff/admin/people/", "/staff/admin/people/add/"],
}
# Bytes over the wire of one page with all that it loads, nothing cached (ux.md 3: a slow phone on a village network).
PUBLIC_BUDGET = 60_000
STAFF_BUDGET = 250_000
AXE = Axe()


def _walk(page, paths, budget):
    faults = []
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in paths:
        weight = {"bytes": 0}

        def add(request, weight=weight):
            sizes = request.sizes()
            weight["bytes"] += sizes["responseBodySize"] + sizes["responseHeadersSize"]

        page.on("requestfinished", add)
        answer = page.goto(path)
        page.wait_for_load_state("load")
        page.remove_listener("requestfinished", add)
        if answer is None or answer.status != 200:
            faults.append(f"{path} answered {answer and answer.status}")
            continue
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 1:
            faults.append(f"{path} is {wide} pixels too wide at {page.viewport_size}")
        if weight["bytes"] > budget:
            faults.append(f"{path} weighs {weight['bytes']} bytes of {budget}")
        for violation in AXE.run(page).response["violations"]:
            nodes = "; ".join(node["html"][:160] for node in violation["nodes"][:3])
            faults.append(f"{path} {violation['id']} ({page.viewport_size}): {nodes}")
    return faults + [f"console: {each}" for each in errors]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
def test_public_pages(page_of, size):
    assert _walk(page_of(size=size), PUBLIC, PUBLIC_BUDGET) == []


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["360", "1280"])
@pytest.mark.parametrize("role", list(STAFF))
def test_staff_pages(page_of, role, size):
    assert _walk(page_of(role, size=size), STAFF[role], STAFF_BUDGET) == []


def test_public_pages_need_no_scripts(page_of):
    page = page_of(scripts=False)
    for path in PUBLIC:
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        assert page.locator("h1").inner_text().strip()


def test_the_way_out_works_without_scripts(page_of):
    page = page_of(scripts=False)
    page.goto("/report/")
    page.get_by_text("Leave this page").first.click()
    page.wait_for_load_state()
    assert "/report" not in page.url
