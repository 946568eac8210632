"""The page walker: every address of the public and the staff site, by who opens it, with records that are there.

``PAGES`` is data: a role, and the addresses that this role opens. A word in braces is a record, found by
``find_records`` on the pages of a served, played demonstration. ``FILES`` are addresses that give something else than
a page, and ``NO_PAGE`` are those that give nothing to somebody who only opens them, each with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from genderdesk.demo.person import Attachment, Person
from genderdesk.demo.person import Page as Answer
from tests.browsers import DESK, PHONE
from tests.journeys import crews
from tests.languages.reading import english_left, read
from tests.serving import Served

PUBLIC = ""

# The staff who meet a case open every part of it; the others what their work shows them.
_FILE = (
    "/staff/cases/{case}/",
    "/staff/cases/{case}/person/",
    "/staff/cases/{case}/person/contact/",
    "/staff/cases/{case}/person/facts/",
    "/staff/cases/{case}/incident/",
    "/staff/cases/{case}/incident/facts/",
    "/staff/cases/{case}/incident/questions/",
    "/staff/cases/{case}/incident/circumstances/",
    "/staff/cases/{case}/incident/offences/",
    "/staff/cases/{case}/death/keep/",
    "/staff/cases/{case}/death/decide/",
    "/staff/cases/{case}/feedback/",
    "/staff/cases/{case}/flags/",
    "/staff/cases/{case}/flags/raise/",
    "/staff/cases/{case}/flags/{flag}/",
    "/staff/cases/{case}/suspects/",
    "/staff/cases/{case}/suspects/add/",
    "/staff/cases/{case}/suspects/{suspect}/",
    "/staff/cases/{case}/suspects/{suspect}/status/",
    "/staff/cases/{case}/risk/",
    "/staff/cases/{case}/risk/assess/",
    "/staff/cases/{case}/risk/event/",
    "/staff/cases/{case}/plans/",
    "/staff/cases/{case}/plans/safety/",
    "/staff/cases/{case}/plans/safety/review/",
    "/staff/cases/{case}/plans/items/",
    "/staff/cases/{case}/plans/items/{plan_item}/",
    "/staff/cases/{case}/consents/",
    "/staff/cases/{case}/consents/wait/",
    "/staff/cases/{case}/consents/count/",
    "/staff/cases/{case}/consents/{consent}/",
    "/staff/cases/{case}/consents/{consent}/withdraw/",
    "/staff/cases/{case}/consents/{consent}/renew/",
    "/staff/cases/{case}/consents/exceptions/",
    "/staff/cases/{case}/consents/exceptions/{exception}/end/",
    "/staff/cases/{case}/files/",
    "/staff/cases/{case}/files/{file}/",
    "/staff/cases/{case}/follow-ups/",
    "/staff/cases/{case}/follow-ups/{follow_up}/",
    "/staff/cases/{case}/follow-ups/{follow_up}/call-off/",
    "/staff/cases/{case}/closure/",
    "/staff/cases/{case}/closure/send-back/",
    "/staff/cases/{case}/transfer/",
    "/staff/cases/{case}/join/",
    "/staff/cases/{case}/print/",
    "/staff/cases/{case}/note/",
)

PAGES: dict[str, tuple[str, ...]] = {
    PUBLIC: (
        "/",
        "/talk/",
        "/safety/",
        "/rights/",
        "/services/",
        "/services/?district={district}",
        "/report/",
        "/feedback/",
        "/complaint/",
        "/complaint/follow/",
        "/certificate/",
        "/results/",
        "/results/{results_page}/",
        "/charts/{chart_link}/",
        "/leave/done/",
        "/simulator/",
        "/staff/sign-in/",
        "/staff/sign-in/inactive/",
    ),
    "operator": (
        "/staff/",
        "/staff/line/",
        "/staff/line/after/",
        "/staff/line/messages/",
        "/staff/line/messages/{thread}/",
        "/staff/line/contacts/",
        "/staff/line/contacts/{contact}/",
        "/staff/line/contacts/{contact}/number/",
        "/staff/reports/",
        "/staff/reports/{report}/",
        "/staff/care/",
        "/staff/complaints/new/",
    ),
    "dispatcher": ("/staff/", "/staff/responses/", "/staff/responses/{dispatch}/", "/staff/responses/units/{unit}/"),
    "rider": ("/staff/", "/staff/ride/"),
    "focal_point": (
        "/staff/",
        "/staff/reports/",
        "/staff/reports/?show=all",
        "/staff/reports/find/",
        "/staff/reports/new/",
        "/staff/reports/{report}/",
        "/staff/reports/{opened_report}/",
        "/staff/reports/{opened_report}/circle/",
        "/staff/reports/gone/",
        "/staff/cases/",
        "/staff/cases/?state=all",
        *_FILE,
        "/staff/cases/{closed_case}/",
        "/staff/cases/{closed_case}/closure/",
        "/staff/care/",
        "/staff/care/?service=health&open_now=on&language=rw",
        "/staff/care/providers/{provider}/",
        "/staff/care/cases/{case}/",
        "/staff/care/cases/{case}/propose/",
        "/staff/care/referrals/{referral}/",
        "/staff/care/referrals/{proposed_referral}/",
        "/staff/care/referrals/{referral}/link/",
        "/staff/me/",
        "/staff/me/relatives/",
        "/staff/emergency/",
        "/staff/cases/search/",
        "/staff/cases/flags/",
        "/staff/cases/hand-over/",
        "/staff/paper/",
        "/staff/guidance/{document}/",
        "/staff/guidance/cases/{case}/",
        "/staff/paper/enter/",
        "/staff/paper/pads/{pad}/",
        "/staff/paper/sheets/{sheet}/",
        "/staff/cases/transfers/",
        "/staff/rooms/",
        "/staff/rooms/{room}/",
        "/staff/rooms/{room}/book/",
        "/staff/readiness/",
        "/staff/readiness/desks/{measured}/",
        "/staff/readiness/supplies/{supplied}/",
        "/staff/readiness/supplies/entries/{entry}/take-back/",
        "/staff/readiness/equipment/{equipment}/",
    ),
    "investigator": ("/staff/", "/staff/cases/", "/staff/cases/{case}/", "/staff/cases/{case}/incident/"),
    "counsellor": (
        "/staff/",
        "/staff/cases/",
        "/staff/care/",
        "/staff/care/counselling/",
        "/staff/care/cases/{case}/counselling/",
        "/staff/care/sessions/{session}/",
        "/staff/care/sessions/{held_session}/",
        "/staff/care/referrals/{referral}/counselling/",
        "/staff/care/groups/",
        "/staff/care/supervision/",
    ),
    "provider": (
        "/staff/",
        "/staff/provider/",
        "/staff/provider/entry/",
        "/staff/provider/referrals/{referral}/",
        "/staff/care/",
        "/staff/me/",
    ),
    "analyst": (
        "/staff/",
        "/staff/figures/",
        "/staff/figures/gbvims/",
        "/staff/figures/accuracy/",
        "/staff/figures/explore/",
        "/staff/figures/explore/?kind=report&rows=outcome",
        "/staff/figures/explore/?kind=report&rows=channel&columns=outcome",
        "/staff/figures/share/?{shared_asked}",
        "/staff/figures/shared/",
        "/staff/figures/shared/{shared}/",
        "/staff/results/{project}/",
        "/staff/results/claims/{claim}/",
        "/staff/results/indicators/",
        "/staff/results/indicators/{indicator}/",
        "/staff/results/pages/{results_page}/",
        "/staff/guidance/",
        "/staff/guidance/{document}/",
        "/staff/guidance/{document}/describe/",
        "/staff/guidance/versions/{version}/readers/",
        "/staff/guidance/versions/{version}/sheet/",
        "/staff/guidance/versions/{version}/file/",
        "/staff/decisions/",
        "/staff/decisions/new/",
        "/staff/decisions/{proposal}/",
        "/staff/decisions/actions/{action}/",
        "/staff/decisions/ageing/",
        "/staff/plans/",
        "/staff/plans/{plan}/",
        "/staff/assessments/",
        "/staff/assessments/{assessment}/",
        "/staff/assessments/{assessment}/answer/",
        "/staff/instruments/",
        "/staff/representation/",
        "/staff/representation/deployments/",
        "/staff/representation/deployments/{deployment}/end/",
    ),
    "trainer": (
        "/staff/",
        "/staff/me/",
        "/staff/coverage/",
        "/staff/coverage/officers/{officer}/",
        "/staff/training/",
        "/staff/training/?show=coming",
        "/staff/training/plan/",
        "/staff/training/plan/?again={training}",
        "/staff/training/courses/",
        "/staff/training/courses/{course}/",
        "/staff/training/needs/",
        "/staff/training/trainers/",
        "/staff/training/results/",
        "/staff/training/expiring/",
        "/staff/training/spellings/",
        "/staff/training/people/{participation}/follow-up/",
        "/staff/training/{training}/",
        "/staff/training/{training}/sessions/1/",
        "/staff/training/{training}/sheet/",
        "/staff/training/{training}/certificates/",
        "/staff/training/{training}/scores/",
        "/staff/me/certificates/",
        "/staff/coverage/",
        "/staff/coverage/officers/{officer}/",
    ),
    "desk_head": (
        "/staff/",
        "/staff/partners/",
        "/staff/partners/{partner}/",
        "/staff/partners/agreements/{agreement}/",
        "/staff/partners/obligations/{obligation}/",
        "/staff/partners/projects/",
        "/staff/partners/projects/{project}/",
        "/staff/partners/things/{thing}/",
        "/staff/approvals/",
        "/staff/complaints/",
        "/staff/complaints/{complaint}/",
        "/staff/cases/overdue/",
        "/staff/cases/",
        "/staff/cases/{case}/",
        "/staff/cases/{closed_case}/closure/",
        "/staff/cases/{asked_case}/closure/",
        "/staff/cases/{asked_case}/closure/approve/",
        "/staff/cases/{case}/consents/exceptions/{exception}/decide/",
        "/staff/reports/register/",
        "/staff/training/{training}/",
        "/staff/training/certificates/{certificate}/revoke/",
        "/staff/organisation/",
        "/staff/organisation/desks/{desk}/",
        "/staff/organisation/desks/{desk}/hours/",
        "/staff/organisation/desks/{desk}/mandate/",
        "/staff/organisation/desks/{desk}/placement/",
        "/staff/organisation/desks/{desk}/milestone/",
        "/staff/organisation/desks/{desk}/unit-name/",
        "/staff/organisation/posts/{post}/authority/",
        "/staff/organisation/desks/{desk}/week/",
        "/staff/rooms/",
        "/staff/rooms/{room}/",
        "/staff/rooms/of/{housed_unit}/add/",
        "/staff/readiness/",
        "/staff/readiness/standard/",
        "/staff/readiness/standard/price/",
        "/staff/readiness/desks/{measured}/",
        "/staff/readiness/desks/{measured}/inspect/",
        "/staff/readiness/findings/",
        "/staff/readiness/findings/{finding}/",
        "/staff/readiness/supplies/{supplied}/",
        "/staff/coverage/",
        "/staff/coverage/officers/{officer}/",
        "/staff/coverage/competences/{competence}/revoke/",
        "/staff/coverage/requirements/",
        "/staff/coverage/requirements/{requirement}/end/",
        "/staff/organisation/posts/{post}/appoint/",
        "/staff/organisation/posts/{post}/new-officer/",
        "/staff/organisation/appointments/{appointment}/end/",
        "/staff/figures/",
        "/staff/figures/gbvims/",
        "/staff/figures/gbvims/?scope=desk",
        "/staff/care/providers/add/",
        "/staff/care/providers/{provider}/",
        "/staff/care/providers/{provider}/correct/",
        "/staff/care/providers/{provider}/system/",
        "/staff/care/providers/{provider}/services/health/",
        "/staff/responses/",
        "/staff/responses/vehicles/",
        "/staff/responses/vehicles/{unit}/",
    ),
    "oversight": (
        "/staff/",
        "/staff/feedback/",
        "/staff/complaints/?show=all&category=asked_to_pay",
        "/staff/figures/",
        "/staff/factor-resets/",
        "/staff/oversight/",
        "/staff/oversight/cases/",
        "/staff/oversight/officers/",
        "/staff/keeping/",
        "/staff/keeping/years/",
        "/staff/cells/",
        "/staff/cells/{cell}/",
        "/staff/cells/members/{member}/release/",
        "/staff/second-person/",
    ),
    "administrator": (
        "/staff/",
        "/staff/admin/people/",
        "/staff/admin/people/add/",
        "/staff/admin/people/{user}/",
        "/staff/organisation/",
        "/staff/cells/",
        "/staff/cells/{cell}/",
        "/staff/keeping/years/",
        "/staff/offences/",
        "/staff/offences/add/",
        "/staff/offences/load/",
        "/staff/offences/{offence}/",
        "/staff/me/",
        "/staff/sign-out/",
        "/staff/sign-in/again/",
        "/staff/second-factor/activate/",
        "/staff/second-factor/passkeys/add/",
        "/staff/me/password/",
        "/staff/me/unlock/",
        "/staff/factor-resets/",
        "/staff/factor-resets/ask/",
    ),
    "outreach_officer": (
        "/staff/",
        "/staff/me/",
        "/staff/partners/who-what-where/",
        "/staff/partners/who-what-where/{presence}/",
        "/staff/outreach/",
        "/staff/outreach/log/",
        "/staff/outreach/plan/",
        "/staff/outreach/reach/",
        "/staff/outreach/activities/{activity}/",
        "/staff/outreach/campaigns/{campaign}/",
        "/staff/outreach/media/",
        "/staff/outreach/media/{media}/",
        "/staff/outreach/feedback/",
        "/staff/outreach/feedback/{place_feedback}/",
        "/staff/outreach/materials/",
        "/staff/outreach/materials/{material}/",
        "/staff/outreach/clubs/",
        "/staff/outreach/clubs/{club}/",
        "/staff/outreach/networks/{network}/",
        "/staff/outreach/members/{network_member}/",
    ),
    "defence operator": ("/staff/", "/staff/line/", "/staff/reports/"),
    "defence desk_head": ("/staff/", "/staff/cases/", "/staff/reports/", "/staff/figures/", "/staff/organisation/"),
}

# What is no page by itself: (who, address, the beginning of its content type).
FILES: tuple[tuple[str, str, str], ...] = (
    (PUBLIC, "/simulator/state/?line=3512&number=%2B250788000001", "application/json"),
    ("operator", "/staff/line/queue/", "text/html"),
    ("operator", "/staff/line/messages/{thread}/texts/", "text/html"),
    ("operator", "/staff/line/contacts/{contact}/services/?district=12", "text/html"),
    ("rider", "/staff/ride/status/", "text/html"),
    ("analyst", "{chart}", "image/svg+xml"),
    ("analyst", "/staff/decisions/ageing.csv", "text/csv"),
    ("analyst", "{share_chart}", "image/svg+xml"),
    ("analyst", "{month_csv}", "text/csv"),
    ("analyst", "{figure_csv}", "text/csv"),
    ("analyst", "{gbvims_csv}", "text/csv"),
    ("desk_head", "{gbvims_desk_csv}", "text/csv"),
    ("desk_head", "/staff/complaints/register.csv", "text/csv"),
    ("analyst", "{accuracy_csv}", "text/csv"),
    ("analyst", "/staff/coverage/coverage.csv", "text/csv"),
    ("analyst", "/staff/readiness/gaps.csv", "text/csv"),
    ("analyst", "{incidents_xlsx}", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("trainer", "/staff/training/{training}/sheet.csv", "text/csv"),
    ("trainer", "/staff/training/results.csv", "text/csv"),
    (
        "trainer",
        "/staff/training/results.xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (PUBLIC, "{calendar}", "text/calendar"),
    ("analyst", "/staff/partners/who-what-where.csv", "text/csv"),
    ("analyst", "/staff/outreach/feedback.csv", "text/csv"),
    ("desk_head", "/staff/responses/vehicles.csv", "text/csv"),
    ("analyst", "/staff/results/{project}/page.csv", "text/csv"),
    ("analyst", "/staff/results/pages/{results_page}/page.iati", "application/xml"),
    (PUBLIC, "/results/{results_page}/page.dhis2", "application/json"),
    ("analyst", "/staff/figures/explore/table.csv?kind=report&rows=outcome", "text/csv"),
    (
        "analyst",
        "/staff/figures/explore/table.xlsx?kind=report&rows=outcome",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
    (PUBLIC, "/charts/{chart_link}/light.svg", "image/svg+xml"),
    ("administrator", "/api/v1/openapi.json", "application/json"),
)

_CHANGES = "it changes a record, and sends whoever opens it back to the page with its form"
# Addresses that show nothing of their own; the journeys and the tests of the rooms press their buttons.
NO_PAGE: dict[str, str] = {
    "web:leave": "it leads to leave/done/ at once",
    "web:language": "it keeps the language and goes back",
    "accounts:sign_in_as": "a button of the demonstration's sign-in page",
    "accounts:revoke": _CHANGES,
    "accounts:switch": _CHANGES,
    "cases:change_suspect": _CHANGES,
    "cases:feedback_words": "it shows what people wrote to who presses its button; opened only, the results",
    "complaints:telling": "a recorded look, which a form asks for",
    "complaints:step": _CHANGES,
    "cases:death": "of a case whose survivor lives it leads to the form, which is walked",
    "cases:offence_step": _CHANGES,
    "cases:consent_form": "it gives out a form to who presses its button, and leads back to the decision",
    "intake:report_form": "it gives out a form to who presses its button, and leads back to the report",
    "care:slip": "it gives out a slip to who presses its button, and leads back to the referral",
    "cases:print_by_law": "it gives out a sheet to who presses its button, and leads back to the exceptions",
    "cases:print_for": "it gives out a sheet to who presses its button, and leads back to the decision",
    "guidance:step": _CHANGES,
    "guidance:renew": _CHANGES,
    "guidance:file": "it gives out an original; tests/guidance/test_pages.py takes one",
    "guidance:proposal_step": _CHANGES,
    "guidance:action_step": _CHANGES,
    "guidance:plan_step": _CHANGES,
    "guidance:plan_act": _CHANGES,
    "guidance:close_assessment": _CHANGES,
    "paper:print_pad": "it gives out a PDF; tests/paper/test_forms.py takes one",
    "paper:step": _CHANGES,
    "training:step": _CHANGES,
    "training:call_off": _CHANGES,
    "training:decide_spelling": _CHANGES,
    "training:cards": "it gives out a PDF to who presses its button; tests/training/test_pages.py takes one",
    "training:printed_certificates": "a worker makes it when it is asked for; tests/training/test_pages.py takes one",
    "training:come": "its address answers while a session runs; tests/journeys/test_at_the_door.py signs in by it",
    "training:rate": "its address is known only to who was told it; tests/training/test_pages.py goes through it",
    "outreach:activity_step": _CHANGES,
    "outreach:add_photo": _CHANGES,
    "outreach:photo_step": _CHANGES,
    "outreach:photo": "it gives out a picture; tests/outreach/test_photos.py opens one",
    "outreach:photo_file": "it gives out a picture; tests/outreach/test_photos.py takes one",
    "outreach:material_step": _CHANGES,
    "outreach:media_step": _CHANGES,
    "outreach:club_step": _CHANGES,
    "outreach:print_pack": "it gives out a PDF; tests/outreach/test_outreach.py takes one",
    "outreach:print_material": "it gives out a PDF; tests/outreach/test_outreach.py takes one",
    "partners:partner_step": _CHANGES,
    "partners:agreement_step": _CHANGES,
    "partners:project_step": _CHANGES,
    "results:projects": "with one project it leads to its page, which is walked; tests/results/test_pages.py opens it",
    "results:project_step": _CHANGES,
    "results:claim_step": _CHANGES,
    "results:indicator_step": _CHANGES,
    "results:release": _CHANGES,
    "statistics:shared_step": _CHANGES,
    "institution:withdraw": _CHANGES,
    "institution:define": _CHANGES,
    "institution:require": _CHANGES,
    "institution:grant": _CHANGES,
    "institution:write_absence": _CHANGES,
    "institution:mandate_end": "of a function that was given; tests/institution/test_mandate.py goes through it",
    "institution:authority_end": "of authority that was delegated; tests/institution/test_mandate.py goes through it",
    "institution:end_absence": "of an officer who is away; tests/institution/test_coverage.py goes through it",
    "institution:withdraw_shift": _CHANGES,
    "institution:cancel_booking": _CHANGES,
    "institution:room_step": _CHANGES,
    "institution:readiness_step": _CHANGES,
    "institution:finding_step": _CHANGES,
    "account_signup": "nobody signs up: it answers that there is no such page",
    "accounts:sign_out_others": _CHANGES,
    "accounts:decide_reset": _CHANGES,
    "mfa_index": "it leads to everybody's own page, where the factors stand",
    "mfa_list_webauthn": "it leads to everybody's own page, where the passkeys stand",
    "mfa_login_webauthn": "a challenge for our script, test_passkeys.py goes through it",
    "mfa_reauthenticate_webauthn": "it is shown to who has a passkey, test_passkeys.py goes through it",
    "mfa_edit_webauthn": "it is shown to who has a passkey, test_passkeys.py goes through it",
    "mfa_remove_webauthn": "it is shown to who has a passkey, test_passkeys.py goes through it",
    "accounts:passkey_opens": "it is shown to who has a passkey, test_passkeys.py goes through it",
    "mfa_authenticate": "it is shown between password and sign-in, test_second_factor.py goes through it",
    "mfa_reauthenticate": "it is shown to who has a second factor, test_second_factor.py goes through it",
    "mfa_deactivate_totp": "it is shown to who has a second factor, test_second_factor.py opens it",
    "mfa_view_recovery_codes": "it is shown to who has a second factor, test_second_factor.py opens it",
    "mfa_generate_recovery_codes": "it is shown to who has a second factor, test_second_factor.py opens it",
    "intake:telling": "a recorded look, which a form asks for",
    "intake:triage": _CHANGES,
    "intake:decide": _CHANGES,
    "intake:take_up": _CHANGES,
    "intake:add": _CHANGES,
    "intake:circle_step": _CHANGES,
    "intake:ask_to_lift": "it is shown where a conflict is declared, test_circle_pages.py opens it",
    "intake:answer": "it is shown where a second person is asked, test_circle_pages.py opens it",
    "cases:identify": _CHANGES,
    "cases:take_over": _CHANGES,
    "cases:leave_over": _CHANGES,
    "cases:withdraw_offer": _CHANGES,
    "cases:take_transfer": _CHANGES,
    "cases:refuse_transfer": _CHANGES,
    "cases:withdraw_transfer": _CHANGES,
    "cases:join_step": _CHANGES,
    "cases:risk_lower": "it is there only while a request waits; tests/cases/test_risk_pages.py opens it",
    "response:step": _CHANGES,
    "response:ride_step": _CHANGES,
    "hotline:gateway": "the telephone network's own door",
    "hotline:simulator_press": _CHANGES,
    "hotline:send": _CHANGES,
    "hotline:held": "it is there only while a text is held back; tests/hotline/test_safe_contact.py opens it",
    "hotline:call": _CHANGES,
    "hotline:answer": _CHANGES,
    "hotline:hang_up": _CHANGES,
    "hotline:classify": _CHANGES,
    "hotline:close": _CHANGES,
    "hotline:note": _CHANGES,
    "hotline:report": _CHANGES,
    "hotline:silent_danger": _CHANGES,
    "hotline:add": _CHANGES,
    "hotline:safety": _CHANGES,
    "hotline:take_over": _CHANGES,
    "hotline:send_place": _CHANGES,
    "hotline:history": "a recorded look, which a form asks for",
    "oversight:answer": _CHANGES,
    "oversight:glass": "it is there only after an emergency; tests/attacks/test_insiders.py opens it",
    "response:emergency": "a recorded look, for 60 minutes after an emergency was declared",
    "oversight:erasure": "it is there only while a request waits; tests/oversight opens it",
    "oversight:decide_years": "it is there only while a request waits; tests/oversight opens it",
    "oversight:take_back": _CHANGES,
    "oversight:withdraw": _CHANGES,
    "oversight:lift": _CHANGES,
    "oversight:admit": _CHANGES,
    "oversight:alert": "there is an alert only where somebody did wrong; tests/oversight opens it",
    "oversight:case": "a recorded look, which a form asks for",
    "oversight:officer": "a recorded look, which a form asks for",
    "oversight:decide": "it is there only while a request waits; tests/oversight opens it",
    "care:step": _CHANGES,
    "care:counselling_step": _CHANGES,
    "care:session_step": _CHANGES,
    "care:supervised": _CHANGES,
    "web:seal_draft": "draft.js sends what is typed there, tests/web/test_drafts.py does too",
    "web:open_draft": "draft.js asks for what was typed there, tests/web/test_drafts.py does too",
    "web:open_kept": "kept.js asks there for what it kept, tests/web/test_on_phone.py does too",
    "care:handed": "its address is known only to who was told it, test_links.py goes through it",
    "care:provider_step_of_desk": _CHANGES,
    "care:provider_step": _CHANGES,
    "fhir_referrals": "a hospital's own system comes here with its key; tests/care/test_fhir.py does",
    "fhir_referral": "a hospital's own system comes here with its key; tests/care/test_fhir.py does",
    "witness": "the sister desk's door, test_tree.py goes through it",
    "api:api-root": "it has no page of its own; openapi.json describes the endpoints",
}

# Bytes over the wire of one page with all that it loads and nothing in the cache (architecture.md, performance).
BUDGETS = {"public": 30_000, "field": 60_000, "staff": 70_000, "console": 120_000}
_SURFACES = (
    ("/staff/ride/", "field"),
    ("/staff/line/", "console"),
    ("/staff/responses/", "console"),
    ("/simulator/", "console"),
    ("/staff/", "staff"),
    ("/", "public"),
)


def surface_of(address: str) -> str:
    """Which budget an address has: the one of the first beginning that fits."""
    return next(surface for beginning, surface in _SURFACES if address.startswith(beginning))


# Finding records

_ID = r"[0-9a-f]{8}-[0-9a-f-]{27}"


@dataclass
class Records:
    """Addresses with the records that a served demonstration has."""

    known: dict[str, str] = field(default_factory=dict)

    def fill(self, address: str) -> str:
        """The address with its records in place of their names."""
        return address.format(**self.known)

    def keep(self, name: str, answer: Answer, pattern: str) -> str:
        """Keep the first thing in the page's addresses that fits the pattern's group."""
        addresses = [answer.url, *(each for each, _words in answer.links), *(form.action for form in answer.forms)]
        for address in [*addresses, *re.findall(r'(?:src|href)="([^"]+)"', answer.text)]:
            if found := re.search(pattern, address):
                self.known[name] = found.group(1)
                return found.group(1)
        raise AssertionError(f"{answer.url} shows no {name}: {answer.words[:300]}")


def find_records(served: Served) -> Records:
    """Records of every kind in the played demonstration, and one case that is still open, made through the pages."""
    found = Records()

    def somebody(role: str) -> Person:
        person = Person(served.address, role)
        person.sign_in(served.sign_ins[role], served.password)
        return person

    focal_point, desk_head = somebody("focal_point"), somebody("desk_head")
    _of_the_play(found, focal_point, desk_head, somebody("operator"), somebody("administrator"), somebody("analyst"))
    _guidance(found, somebody("analyst"))
    oversight = somebody("oversight")
    cell = found.keep("cell", oversight.open("/staff/cells/"), rf"/cells/({_ID})/")
    found.keep("member", oversight.open(f"/staff/cells/{cell}/"), rf"/members/({_ID})/")
    _trainings(found, somebody("trainer"), desk_head)
    found.keep("offence", somebody("administrator").open("/staff/offences/"), rf"/offences/({_ID})/")
    _case_in_danger(found, served, focal_point)
    crews.free(served)
    _response(found, somebody("dispatcher"))
    _file(found, focal_point)
    focal_point.open("/staff/paper/")
    pad = focal_point.press("Number them", form="intake", language="en", size="2")
    found.keep("pad", pad, rf"/pads/({_ID})/")
    found.keep("sheet", pad, rf"/sheets/({_ID})/")
    outreach_officer = somebody("outreach_officer")
    _partners(found, desk_head, outreach_officer)
    _results(found, somebody("analyst"), desk_head)
    _shared(found, somebody("analyst"), desk_head)
    _outreach(found, outreach_officer)
    _counselling(found, focal_point, somebody("counsellor"))
    exceptions = desk_head.open(f"/staff/cases/{found.known['case']}/consents/exceptions/")
    found.keep("exception", exceptions, rf"/exceptions/({_ID})/decide/")
    _asked_to_close(found, served, focal_point)
    complain(served, "Invented for the page walker.")
    found.keep("complaint", desk_head.open("/staff/complaints/"), rf"/complaints/({_ID})/")
    return found


def complain(served: Served, words: str) -> tuple[str, str]:
    """Somebody complains by the public form about a station: the reference and the PIN."""
    reader = Person(served.address, "complainant")
    districts = reader.open("/complaint/").form(has="category").choices["district"]
    reader.press("Continue", category="sent_away", about="station", district=value_of(districts, "Gasabo"))
    reader.press("Continue", narrative=words)
    done = reader.press("Send it", answering="here")
    number, pin = re.search(r"Q(-[0-9A-Z]{4}){3}", done.words), re.search(r"PIN (\d{6})", done.words)
    assert number, done.words[:300]
    assert pin, done.words[:300]
    return number[0], pin[1]


def _trainings(found: Records, trainer: Person, desk_head: Person) -> None:
    """A training of the demonstration that was held, with a certificate, and somebody to follow up."""
    trainings = trainer.open("/staff/training/")
    found.keep("participation", trainings, rf"/people/({_ID})/follow-up/")
    found.keep("course", trainer.open("/staff/training/courses/"), rf"/courses/({_ID})/")
    for address in dict.fromkeys(each for each, _words in trainings.links if re.search(rf"/training/{_ID}/$", each)):
        page = desk_head.open(address)
        if "/revoke/" in page.text:
            break
    found.keep("training", page, rf"/training/plan/\?again=({_ID})")
    found.keep("certificate", page, rf"/certificates/({_ID})/revoke/")
    found.keep("calendar", page, rf"(/training/{_ID}/[0-9a-f]{{32}}\.ics)")


def _of_the_play(
    found: Records, focal_point: Person, desk_head: Person, operator: Person, administrator: Person, analyst: Person
) -> None:
    found.keep("closed_case", desk_head.open("/staff/cases/?state=closed"), rf"/cases/({_ID})/")
    found.keep("contact", operator.open("/staff/line/contacts/"), rf"/contacts/({_ID})/")
    found.keep("thread", operator.open("/staff/line/messages/"), rf"/messages/({_ID})/")
    found.keep("user", administrator.open("/staff/admin/people/"), rf"/people/({_ID})/")
    organisation = desk_head.open("/staff/organisation/")
    for address in dict.fromkeys(each for each, _words in organisation.links if "/desks/" in each):
        desk = desk_head.open(address)
        if "/appoint/" in desk.text and "/end/" in desk.text:
            break
    found.keep("desk", desk, rf"/desks/({_ID})/")
    found.keep("post", desk, rf"/posts/({_ID})/appoint/")
    found.keep("appointment", desk, rf"/appointments/({_ID})/end/")
    lapsed = desk_head.open("/staff/coverage/?wanted=lapsed")
    found.keep("officer", lapsed, rf"/coverage/officers/({_ID})/")
    officer = desk_head.open(f"/staff/coverage/officers/{found.known['officer']}/")
    found.keep("competence", officer, rf"/coverage/competences/({_ID})/revoke/")
    found.keep("requirement", desk_head.open("/staff/coverage/requirements/"), rf"/requirements/({_ID})/end/")
    found.keep("room", focal_point.open("/staff/rooms/"), rf"/rooms/({_ID})/book/")
    found.keep("housed_unit", desk_head.open("/staff/rooms/"), rf"/rooms/of/({_ID})/add/")
    _readiness(found, focal_point, desk_head)
    figures = analyst.open("/staff/figures/")
    found.keep("chart", figures, r"(/staff/figures/chart/[^?]+\.svg.*)")
    found.keep("month_csv", figures, r"(/staff/figures/.+/figures\.csv)")
    found.keep("figure_csv", figures, r"(/staff/figures/.+/(?!figures\.csv)[\w-]+\.csv)")
    statistics = analyst.open("/staff/figures/gbvims/")
    found.keep("gbvims_csv", statistics, r"(/staff/figures/.+/gbvims\.csv)")
    found.keep("incidents_xlsx", statistics, r"(/staff/figures/.+/incidents\.xlsx)")
    found.keep("accuracy_csv", analyst.open("/staff/figures/accuracy/"), r"(/staff/figures/.+/accuracy/\d+\.csv)")
    statistics = desk_head.open("/staff/figures/gbvims/?scope=desk")
    found.keep("gbvims_desk_csv", statistics, r"(/staff/figures/.+/gbvims/desk\.csv)")
    for address, _words in focal_point.open("/staff/reports/").links:
        if re.search(rf"/reports/{_ID}/", address):
            page = focal_point.look(address)
            if any(form.action.endswith("/triage/") for form in page.forms):
                found.keep("report", page, rf"/reports/({_ID})/")
                return
    raise AssertionError("No report of the demonstration waits for triage.")


def _readiness(found: Records, focal_point: Person, desk_head: Person) -> None:
    """The focal point's own desk with a thing and an entry of its ledger, and a finding of any desk."""
    unit = found.keep("supplied", focal_point.open("/staff/rooms/"), rf"/readiness/supplies/({_ID})/")
    focal_point.open(f"/staff/readiness/supplies/{unit}/")
    ledger = focal_point.press("Keep the entry", kind="fuel", move="used", month="2026-01-05", amount="5")
    found.keep("entry", ledger, rf"/supplies/entries/({_ID})/")
    desk = found.keep("measured", ledger, rf"/readiness/desks/({_ID})/")
    found.keep("equipment", focal_point.open(f"/staff/readiness/desks/{desk}/"), rf"/equipment/({_ID})/")
    found.keep("finding", desk_head.open("/staff/readiness/findings/"), rf"/findings/({_ID})/")


def _guidance(found: Records, analyst: Person) -> None:
    """What the demonstration's institution laid down, decided and plans."""
    document = found.keep("document", analyst.open("/staff/guidance/"), rf"/guidance/({_ID})/")
    page = analyst.open(f"/staff/guidance/{document}/")
    found.keep("version", page, rf"[?]version=({_ID})")
    found.keep("plan", analyst.open("/staff/plans/"), rf"/plans/({_ID})/")
    page = analyst.open(f"/staff/plans/{found.known['plan']}/")
    found.keep("action", page, rf"/actions/({_ID})/")
    found.keep("proposal", analyst.open("/staff/decisions/"), rf"/decisions/({_ID})/")
    found.keep("assessment", analyst.open("/staff/assessments/"), rf"/assessments/({_ID})/")
    page = analyst.open("/staff/representation/")
    found.keep("share_chart", page, r"(/staff/representation/chart/[^?]+[.]svg.*)")
    analyst.open("/staff/representation/deployments/")
    sent = {"mission": "Mission (invented)", "starts_on": "2025-03-01", "women": 4, "men": 6, "source": "Invented"}
    page = analyst.press("Keep it", has="mission", **sent)
    found.keep("deployment", page, rf"/deployments/({_ID})/")


def _partners(found: Records, desk_head: Person, outreach_officer: Person) -> None:
    """A partner, an agreement with something owed, a project with a thing, and one partner's activity."""
    register = desk_head.open("/staff/partners/")
    found.keep("agreement", register, rf"/agreements/({_ID})/")
    found.keep("partner", register, rf"/staff/partners/({_ID})/")
    desk_head.open(f"/staff/partners/agreements/{found.known['agreement']}/")
    owed = desk_head.press("Add it", whose="theirs", what="A test call each month", due_on="2026-01-31")
    found.keep("obligation", owed, rf"/obligations/({_ID})/")
    found.keep("project", desk_head.open("/staff/partners/projects/"), rf"/projects/({_ID})/")
    found.keep("thing", desk_head.open(f"/staff/partners/projects/{found.known['project']}/"), rf"/things/({_ID})/")
    form = outreach_officer.open("/staff/partners/who-what-where/").form(has="activity")
    given = {name: next(filter(None, form.choices[name])) for name in ("partner", "place")}
    entered = outreach_officer.press("Enter it", sector="awareness", activity="Talks", **given)
    found.keep("presence", entered, rf"/who-what-where/({_ID})/")


def _results(found: Records, analyst: Person, desk_head: Person) -> None:
    """A page of results that the analyst froze and the head of desk released, with a claim and its indicator."""
    page = analyst.open(f"/staff/results/{found.known['project']}/")
    found.keep("claim", page, rf"/staff/results/claims/({_ID})/")
    found.keep("indicator", analyst.open("/staff/results/indicators/"), rf"/staff/results/indicators/({_ID})/")
    analyst.open(f"/staff/results/{found.known['project']}/")
    frozen = analyst.press("Freeze it", as_of="2026-01-31")
    key = found.keep("results_page", frozen, rf"/staff/results/pages/({_ID})/")
    desk_head.open(f"/staff/results/pages/{key}/")
    desk_head.press("Let anybody read it")


def _shared(found: Records, analyst: Person, desk_head: Person) -> None:
    """A chart behind a link that the analyst froze and the head of desk released."""
    month = timezone.localdate().replace(day=1) - timedelta(days=1)
    asked = f"figure=reports_by_outcome&month={month:%Y-%m}"
    analyst.open(f"/staff/figures/share/?{asked}")
    made = analyst.press("Freeze it and make the link")
    found.known["chart_link"] = re.findall(r"/charts/(\w+)/", made.text)[0]
    key = found.keep("shared", made, rf"/staff/figures/shared/({_ID})/")
    found.known["shared_asked"] = asked
    desk_head.open(f"/staff/figures/shared/{key}/")
    desk_head.press("Let the link open")


def _outreach(found: Records, officer: Person) -> None:
    """An activity with its tally, a campaign, what an outlet said, a material, a club, and a network with a member."""
    form = officer.open("/staff/outreach/log/").form(has="audience")
    place = next(filter(None, form.choices["place"]))
    tally = {"audience": "students", "method": "head_count", "confidence": "counted", "girls": 12}
    logged = officer.press("Log it", kind="talk", title="Talk at a school (invented)", place=place, **tally)
    found.keep("activity", logged, rf"/activities/({_ID})/")
    officer.open("/staff/outreach/")
    planned = officer.press("Plan it", name="Week (invented)", starts_on="2025-11-25", ends_on="2025-12-11")
    found.keep("campaign", planned, rf"/campaigns/({_ID})/")
    officer.open("/staff/outreach/media/")
    words = {"outlet": "Radio (invented)", "topic": "The line", "said_on": "2025-11-26", "recognisable": "unknown"}
    said = officer.press("Keep it", kind="radio", language="rw", **words)
    found.keep("media", said, rf"/media/({_ID})/")
    officer.open("/staff/outreach/feedback/")
    words = {"words": "A bench (invented)", "said_on": "2025-11-26", "answer_due_on": "2025-12-26"}
    told = officer.press("Keep it", place=place, came_by="box", topic="station", nature="wish", **words)
    found.keep("place_feedback", told, rf"/feedback/({_ID})/")
    officer.open("/staff/outreach/materials/")
    words = {"headline": "You can call", "body": "It costs nothing.", "short_codes": "3512"}
    written = officer.press("Keep it", code="CALL", kind="poster", language="en", **words)
    found.keep("material", written, rf"/materials/({_ID})/")
    officer.open("/staff/outreach/clubs/")
    club = officer.press("Register it", name="Club (invented)", kind="school", place=place, founded_on="2025-01-31")
    found.keep("club", club, rf"/clubs/({_ID})/")
    officer.open("/staff/outreach/clubs/")
    formed = {"name": "Network (invented)", "kind": "youth", "scope": "national", "formed_on": "2025-01-31"}
    found.keep("network", officer.press("Keep it", has="scope", **formed), rf"/networks/({_ID})/")
    member = officer.press("Keep it", organisation="Group (invented)", joined_on="2025-02-28")
    found.keep("network_member", member, rf"/members/({_ID})/")


def _case_in_danger(found: Records, served: Served, focal_point: Person) -> None:
    """Somebody reports danger by the public form; the focal point opens a case."""
    found.known["opened_report"] = _report_by_web(served, focal_point, danger="yes")
    found.known["case"] = _open_case(focal_point, found.known["opened_report"])


def _report_by_web(served: Served, focal_point: Person, *, danger: str) -> str:
    survivor = Person(served.address, "survivor")
    survivor.open("/report/")
    survivor.press("Continue", for_whom="survivor", safe_to_talk="yes", immediate_danger=danger)
    page = survivor.press("Continue", injured_or_recent="yes", child_involved="no")
    districts = page.form(has="district").choices["district"]
    survivor.press("Continue", district=value_of(districts, "Gasabo"))
    survivor.press("Continue", stated_kind="sexual", narrative="Invented for the page walker.")
    survivor.press("Continue", safe_to_contact="yes", reporter_phone="0788 000 123", reporter_name="Invented")
    done = survivor.press("Send the report")
    number = re.search(r"R-[0-9A-Z]{4}-[0-9A-Z]{4}", done.words)
    assert number, done.words[:300]
    listed = focal_point.open("/staff/reports/")
    return next(
        re.search(rf"/reports/({_ID})/", each)[1]  # type: ignore[index]
        for each, words in listed.links
        if words == number.group()
    )


def value_of(choices: dict[str, str], words: str) -> str:
    """The value of the choice that has these words."""
    for value, label in choices.items():
        if words in label:
            return value
    raise AssertionError(f"There is no choice {words} in {list(choices.values())[:20]}")


def _open_case(focal_point: Person, report: str) -> str:
    focal_point.open(f"/staff/reports/{report}/")
    focal_point.press("Save the answers", action="/triage/")
    focal_point.press("Save the decision", action="/decide/", outcome="opened")
    page = focal_point.open(f"/staff/reports/{report}/")
    address = next(each for each, _words in page.links if re.search(rf"/cases/{_ID}/", each))
    return re.search(rf"/cases/({_ID})/", address)[1]  # type: ignore[index]


def open_case(served: Served, focal_point: Person) -> tuple[str, str]:
    """A case that the focal point opens from a report by web: its id and its number."""
    case = _open_case(focal_point, _report_by_web(served, focal_point, danger="no"))
    number = re.search(r"GD-[0-9A-Z]{4}-[0-9A-Z]{4}", focal_point.open(f"/staff/cases/{case}/").words)
    assert number
    return case, number.group()


def _response(found: Records, dispatcher: Person) -> None:
    """The dispatcher sends the rider of the demonstration."""
    board = dispatcher.open("/staff/responses/")
    found.keep("unit", board, rf"/responses/units/({_ID})/")
    found.keep("dispatch", board, rf"/responses/({_ID})/")
    page = dispatcher.open(f"/staff/responses/{found.known['dispatch']}/")
    reasons = page.form("/assign/", "Send M-01").choices.get("override_reason", {})
    chosen = {"override_reason": next(filter(None, reasons))} if reasons else {}
    dispatcher.press("Send M-01", action="/assign/", **chosen)


def _file(found: Records, focal_point: Person) -> None:
    """What a case gathers: types, clocks, consent, a follow-up, a referral sent and one that is proposed."""
    case = f"/staff/cases/{found.known['case']}/"
    focal_point.open(f"{case}incident/")
    answers = ("penetration", "sexual_contact", "gender_based")
    focal_point.press(action="/questions/", **dict.fromkeys(answers, "yes"))
    focal_point.open(f"{case}files/")
    page = focal_point.press("Add the file", content=Attachment("invented.pdf", b"%PDF-1.4 invented for the walker"))
    found.keep("file", page, rf"/files/({_ID})/")
    page = focal_point.open(f"{case}follow-ups/")
    day = page.form(has="due_at").values["due_at"][0]
    page = focal_point.press(action="/follow-ups/", due_at=day, hour="10:00", channel="call")
    found.keep("follow_up", page, rf"/follow-ups/({_ID})/")
    page = focal_point.open(f"{case}plans/")
    page = focal_point.press(action="/plans/items/", need="legal", what="Invented", owner="desk", due_on=day)
    found.keep("plan_item", page, rf"/plans/items/({_ID})/")
    focal_point.open(f"{case}flags/")
    page = focal_point.press(action="/flags/raise/", why="hearing", due_on=day)
    found.keep("flag", page, rf"/flags/({_ID})/")
    focal_point.open(f"{case}suspects/add/")
    page = focal_point.press(action="/suspects/add/", role="primary", names="Invented Passer", force="none")
    found.keep("suspect", page, rf"/suspects/({_ID})/")
    page = focal_point.open(f"{case}consents/")
    recipients = page.form(has="recipient").choices["recipient"]
    centre = value_of(recipients, "One Stop Centre, Gasabo")
    yes = {"scope": "medical", "decision": "yes", "given_by": "self", "mode": "signature"}
    page = focal_point.press(has="recipient", recipient=centre, **yes)
    found.keep("consent", page, rf"/consents/({_ID})/")
    page = focal_point.open(f"{case}consents/exceptions/")
    asked = page.form(has="reference")
    given = {"ground": "child_protection", "reference": "An invented article", "told": "yes"}
    focal_point.press(
        has="reference", recipient=value_of(asked.choices["recipient"], "One Stop Centre, Gasabo"), **given
    )
    found.keep("provider", focal_point.open("/staff/care/?service=health"), rf"/providers/({_ID})/")
    for name in ("referral", "proposed_referral"):
        page = focal_point.open(f"/staff/care/cases/{found.known['case']}/propose/")
        chosen = value_of(page.form(has="provider").choices["provider"], "One Stop Centre, Gasabo")
        page = focal_point.press(has="provider", provider=chosen, service="health", urgency="now")
        found.keep(name, page, rf"/referrals/({_ID})/")
        if name == "referral":
            focal_point.press("Use this consent")
            focal_point.press("Send to the provider")
    districts = Person(focal_point.base_url, "reader").open("/services/").form(has="district").choices["district"]
    found.known["district"] = value_of(districts, "Gasabo")


def _counselling(found: Records, focal_point: Person, counsellor: Person) -> None:
    """The case in a counsellor's hands too: a session held with a note of her own, and the next appointment."""
    case = found.known["case"]
    page = focal_point.open(f"/staff/cases/{case}/")
    officers = page.form("/hand_over/").choices["officer"]
    focal_point.press(action="/hand_over/", officer=next(filter(None, officers)))
    counsellor.open(f"/staff/care/cases/{case}/counselling/")
    counsellor.press("Begin to accompany this person")
    day = f"{timezone.localdate() + timedelta(days=1):%Y-%m-%d}"
    page = counsellor.press("Keep the appointment", day=day, hour="10:00", kind="individual", place="desk")
    address = found.keep("held_session", page, rf"/sessions/({_ID})/")
    counsellor.open(f"/staff/care/sessions/{address}/")
    held = {"minutes": "45", "wellbeing_before": "3", "wellbeing_after": "5", "note": "Invented for the page walker."}
    counsellor.press("Keep the session", next_day=day, next_hour="11:00", **held)
    page = counsellor.open(f"/staff/care/cases/{case}/counselling/")
    own = {seen[1] for each, _words in page.links if (seen := re.search(rf"/sessions/({_ID})/", each))}
    found.known["session"] = next(iter(own - {address}))
    counsellor.open("/staff/care/groups/")
    counsellor.press(
        "Keep", held_on=f"{timezone.localdate():%Y-%m-%d}", minutes="90", theme="coping", place="desk", women="6"
    )


def _asked_to_close(found: Records, served: Served, focal_point: Person) -> None:
    """A second case, for which closure is asked."""
    found.known["asked_case"], _number = open_case(served, focal_point)
    ask_for_closure(found.known["asked_case"], focal_point)


def ask_for_closure(case: str, focal_point: Person) -> None:
    """Every point of the checklist is met, and no order is in force."""
    form = focal_point.open(f"/staff/cases/{case}/closure/").form(has="reason")
    points = {name: "yes" for name, choices in form.choices.items() if name != "reason" and "yes" in choices}
    focal_point.press("Ask for closure", reason="goals_met", **points | {"orders_live": "no"})


# Walking

_AXE: str = Axe().axe_script
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_ALL_BUT_COLOURS = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "tag", "values": _RULES},
    "rules": {"color-contrast": {"enabled": False}},
}
_COLOURS = {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": ["color-contrast"]}}
# Colours come from the stylesheet: elements alike in what it may ask for, up to the root, are coloured alike, at every
# width. Of each kind one is looked at in each theme, on the phone; to look at every one took half of the walk.
_ELEMENTS_OF_NEW_KINDS = r"""
([seen, theme]) => {
  const known = new Set(seen), found = [], kinds = new Map([[null, 0]]);
  const told = /^(class|role|type|open|disabled|checked|hidden|data-(?!look-at)|aria-(?!label|describedby|controls))/;
  const own = each => each.localName + [...each.attributes].filter(one => told.test(one.name))
    .map(one => one.name + (one.name.startsWith("data-") ? "" : "=" + one.value)).sort();
  const mixed = (hash, letter) => Math.imul(hash ^ letter.codePointAt(0), 16777619) >>> 0;
  const kind_of = each => [...own(each)].reduce(mixed, kinds.get(each.parentElement) ^ 2166136261);
  const has_words = each => each.matches("input, select, textarea")
    || [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim());
  for (const each of document.querySelectorAll("html, html *")) {
    const kind = kind_of(each);
    kinds.set(each, kind);
    if (known.has(kind) || !has_words(each)) continue;
    known.add(kind);
    found.push(kind);
    each.setAttribute("data-look-at", theme);
  }
  return found;
}
"""
_LOOK = "([context, options]) => axe.run(context || document, options).then(result => result.violations)"
_kinds_seen: dict[str, set[int]] = {"light": set(), "dark": set()}


def walk(page: Any, addresses: list[str]) -> list[str]:
    """What is wrong with the pages: answers, weight, the console's words; width and accessibility on a phone, in light
    and in dark, and then in the same window made as wide as a desk's.
    """
    faults: list[str] = []
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setCacheDisabled", {"cacheDisabled": True})
    # Kept by the browser, not sent to it with each page.
    page.add_init_script(_AXE)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for address in addresses:
        faults += [f"{address}: {fault}" for fault in _faults_of(page, address)]
        faults += [f"{address}: console: {words}" for words in said]
        said.clear()
    return faults


def _faults_of(page: Any, address: str) -> list[str]:
    page.set_viewport_size(PHONE)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    answer, weight = _open_weighed(page, address)
    if answer is None or answer.status != 200:
        return [f"answered {answer and answer.status}"]
    faults = width_faults(page)
    budget = BUDGETS[surface_of(address)]
    if weight > budget:
        faults.append(f"weighs {weight} bytes of {budget}")
    faults += _violations(page, _ALL_BUT_COLOURS, "light") + _colours(page, "light")
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    faults += _colours(page, "dark")
    page.set_viewport_size(DESK)
    return faults + width_faults(page) + _violations(page, _ALL_BUT_COLOURS, "wide")


def _open_weighed(page: Any, address: str) -> tuple[Any, int]:
    finished: list[Any] = []

    def keep(request: Any) -> None:
        finished.append(request)

    page.on("requestfinished", keep)
    answer = page.goto(address)
    page.wait_for_load_state("load")
    page.remove_listener("requestfinished", keep)
    sizes = [request.sizes() for request in finished]
    return answer, sum(each["responseBodySize"] + each["responseHeadersSize"] for each in sizes)


def width_faults(page: Any) -> list[str]:
    """What is wider than the window, where something is."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [f"is {wide} pixels too wide at {page.viewport_size['width']}"] if wide > 1 else []


def _colours(page: Any, theme: str) -> list[str]:
    """What is hard to read, of the elements whose like was not looked at yet in this theme."""
    seen = _kinds_seen[theme]
    found = page.evaluate(_ELEMENTS_OF_NEW_KINDS, [sorted(seen), theme])
    seen.update(found)
    return _violations(page, _COLOURS, theme, f"[data-look-at={theme}]") if found else []


def _violations(page: Any, rules: dict[str, Any], theme: str, among: str = "") -> list[str]:
    width = page.viewport_size["width"]
    return [
        f"{each['id']} ({theme}, {width}): " + "; ".join(node["html"][:160] for node in each["nodes"][:3])
        for each in page.evaluate(_LOOK, [among, rules])
    ]


# What people wrote in English: posts' titles, the text that went to a caller's phone, and names of what is made above.
_IN_THEIR_OWN_WORDS = {
    "Focal point",
    "Head of desk",
    "May we call or write to this number? %(answer)s",
    "The line",
    "What triage made of the reports",
}


def walk_in(page: Any, language: str, addresses: list[str]) -> list[str]:
    """What is too wide on a phone in another language, does not answer, or stands there in English."""
    assert page.viewport_size == PHONE
    faults = []
    for address in addresses:
        answer = page.goto(address)
        if answer is None or answer.status != 200:
            faults.append(f"{address} answered {answer and answer.status} in {language}")
            continue
        text = answer.text()
        if read(text).language != language:
            faults.append(f"{address} is not in {language}")
        faults += [f"{address} {fault} in {language}" for fault in width_faults(page)]
        faults += [f"{address}: {sentence}" for sentence in english_left(text) - _IN_THEIR_OWN_WORDS]
    return faults
