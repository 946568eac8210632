"""The words of the room's coded values."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from genderdesk.casework.cases.labels import LOOK_REASONS, SEARCH_REASONS
from genderdesk.casework.oversight.vocabulary import (
    DISMISSED,
    GRAVE,
    OPEN,
    REFERRED,
    SEEN,
    AlertRule,
    ReferredTo,
    Verdict,
)
from genderdesk.casework.response.labels import GLASS_REASONS
from genderdesk.groundwork.platform.words import WordTable

RULES: WordTable = {
    AlertRule.OWN: _("Looked for herself or himself"),
    AlertRule.FAMILY: _("Looked at a declared relative"),
    AlertRule.OFF_SHIFT: _("Looked off duty"),
    AlertRule.AGAIN: _("Looks off duty again and again"),
    AlertRule.OFF_AREA: _("Looked outside the own area"),
    AlertRule.NO_REPORT: _("Looked for numbers and wrote no report"),
    AlertRule.MANY_IN_HOUR: _("Many looks within an hour"),
    AlertRule.MANY_IN_DAY: _("Many more looks than on a usual day"),
}
TONES: dict[str, str] = {rule: "overdue" if rule in GRAVE else "due" for rule in AlertRule}
STATES: WordTable = {
    OPEN: pgettext_lazy("alert status", "New"),
    SEEN: pgettext_lazy("alert status", "Being looked into"),
    DISMISSED: pgettext_lazy("alert status", "In order"),
    REFERRED: pgettext_lazy("alert status", "Handed on"),
}
REFERRED_TO: WordTable = {
    ReferredTo.INTERNAL_AFFAIRS: _("Internal affairs"),
    ReferredTo.COMMAND: _("The officer’s command"),
    ReferredTo.INSPECTOR_GENERAL: _("The inspector general"),
    ReferredTo.PROSECUTION: _("The prosecution"),
}
KINDS: WordTable = {
    "act": pgettext_lazy("kind of entry", "Change"),
    "disclosure": pgettext_lazy("kind of entry", "Look"),
    "search": pgettext_lazy("kind of entry", "Search"),
    "export": pgettext_lazy("kind of entry", "Export"),
    "refusal": pgettext_lazy("kind of entry", "Refused"),
    "sign_in": pgettext_lazy("kind of entry", "Sign-in"),
}
NAMES: dict[str, Any] = {
    "case.identity": _("Name, number and address"),
    "case.account": _("What was told, and notes"),
    "case.code_word": _("Code word of the safety plan"),
    "case.plans": _("Safety plan and action plan"),
    "case.risk": _("Answers of the risk assessments"),
    "case.consent_words": _("Words kept with a decision on consent"),
    "case.exceptions": _("Legal exceptions of the case"),
    "case.search": _("Search for a person"),
    "case.death": _("Words kept on a death"),
    "feedback.suggestions": _("Suggestions in feedback"),
    "case.flags": _("Words of the flags"),
    "case.join_words": _("Why files are joined or parted"),
    "suspect.identity": _("Who is suspected"),
    "suspect.search": _("Search of the suspects’ register"),
    "report.telling": _("The report as it was told"),
    "report.contact_words": _("Who may answer, and the code word"),
    "report.search": _("Search for an earlier report"),
    "report.masked_phone": _("Number with its middle hidden"),
    "report.register": _("Register of reports as a file"),
    "dispatch.place": _("Place of the response"),
    "dispatch.glass": _("Emergency opening of a place"),
    "case.closure": _("Why the case was closed"),
    "case.referral_summary": _("What a referral tells of the case"),
    "approval.reason": _("Why an approval was asked for"),
    "contact.sheet": _("What was written beside a call"),
    "contact.thread": _("A thread of texts"),
    "contact.number": _("The whole number of a contact"),
    "contact.history": _("What the same number told before"),
    "contact.earlier": _("Earlier reports of the same number"),
    "gateway.answer": _("Answer of the telephone network"),
    "handset.texts": _("Texts on the simulated telephone"),
    "text.sending": _("A text as it was sent"),
    "file.open": _("A file of the case"),
    "file.copy": _("A copy of a file of the case"),
    "consent.form": _("A decision printed to be signed"),
    "report.form": _("The report printed on its form"),
    "case.print": _("A printed summary of the case"),
    "case.print_for": _("A printed summary for a recipient"),
    "referral.summary": _("Referral as the provider sees it"),
    "referral.notes": _("Messages of a referral"),
    "referral.notes_provider": _("Messages of a referral, by the provider"),
    "referral.feedback": _("Her or his words on the service"),
    "referral.link": _("Referral handed over by an address"),
    "referral.slip": _("A referral slip printed"),
    "referral.fhir": _("Referral as the provider’s own system fetched it"),
    "referral.counselling": _("Summary of counselling, by the provider"),
    "counselling.told": _("Summary of counselling, by its counsellor"),
    "counselling.notes": _("A counsellor’s own notes"),
    "provider.key": _("Key of a provider’s own system"),
    "relative.list": _("Declared relatives"),
    "complaint.telling": _("A complaint as it was told"),
    "complaint.follow": _("A complaint, by its reference and PIN"),
    "figures.export": _("Figures as a file"),
    "gbvims.statistics": _("GBVIMS statistics as a file"),
    "accuracy.export": _("What followed the assessments of risk, as a file"),
    "gbvims.incidents": _("Incidents for the Incident Recorder"),
    "oversight.alert": _("An alert of oversight"),
    "oversight.case": _("Who opened a case"),
    "oversight.officer": _("What an officer opened"),
    "oversight.glass": _("Emergency opening under review"),
    "case.open": _("Case opened"),
    "case.assign": _("Case given into other hands"),
    "case.note": _("Note added to the case"),
    "case.hand_over": _("Case handed over"),
    "case.hear": _("Word of a referral or a response noted"),
    "survivor.contact": _("Safe contact changed"),
    "survivor.describe": _("Facts of the person changed"),
    "survivor.identify": _("Name, number or address changed"),
    "incident.describe": _("Facts of the incident changed"),
    "incident.classify": _("Seven questions answered"),
    "consent.record": _("Decision on consent kept"),
    "consent.revoke": _("Consent withdrawn"),
    "closure.request": _("Closure asked for"),
    "closure.approve": _("Closure approved"),
    "referral.propose": _("Referral proposed"),
    "referral.send": _("Referral sent"),
    "report.receive": _("Report kept"),
    "report.triage": _("Four questions of the report answered"),
    "report.decide": _("Report decided"),
    "report.add": _("Words added to the report"),
}
REASONS: dict[str, Any] = {str(key): words for table in (LOOK_REASONS, SEARCH_REASONS) for key, words in table.items()}
VERDICTS: WordTable = {
    Verdict.JUSTIFIED: _("It was an emergency"),
    Verdict.NOT_JUSTIFIED: _("It was none"),
}

__all__ = ["GLASS_REASONS", "KINDS", "NAMES", "REASONS", "REFERRED_TO", "RULES", "STATES", "TONES", "VERDICTS"]


def name_looks(names: dict[str, Any]) -> None:
    """Words for the looks of a room on a floor above, which it gives when it gets ready."""
    NAMES.update(names)
