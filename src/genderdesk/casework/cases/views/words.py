"""What every page of a case needs: labels for coded values, the tabs, what can be done next."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from genderdesk.casework.cases import labels, queries
from genderdesk.casework.cases.models import Case
from genderdesk.casework.cases.vocabulary import CASE
from genderdesk.casework.intake.queries import Reach, reach_words
from genderdesk.casework.intake.vocabulary import ContactWay
from genderdesk.groundwork.platform import panels


def words() -> dict[str, Any]:
    """Labels for coded values, for the templates."""
    return {
        "states": labels.STATES,
        "tones": labels.STATE_TONES,
        "types": labels.GBV_TYPES,
        "sexes": labels.SEXES,
        "bands": labels.AGE_BANDS,
        "marital_words": labels.MARITAL,
        "displacement_words": labels.DISPLACEMENT,
        "child_status_words": labels.CHILD_STATUS,
        "languages_named": labels.LANGUAGES,
        "disabilities": labels.DISABILITIES,
        "preferences": labels.INTERVIEW_PREFERENCES,
        "ways": labels.CONTACT_WAYS,
        "hours": labels.CONTACT_HOURS,
        "injury_words": labels.INJURIES,
        "places": labels.PLACE_TYPES,
        "purposes": labels.PURPOSES,
        "scopes": labels.SCOPES,
        "givers": labels.GIVEN_BY,
        "modes": labels.MODES,
        "caregivers": labels.CAREGIVER_SAYS,
        "consent_states": labels.CONSENT_STATES,
        "consent_tones": labels.CONSENT_TONES,
        "follow_up_states": labels.FOLLOW_UP_STATES,
        "outcomes": labels.FOLLOW_UP_OUTCOMES,
        "closure_reasons": labels.CLOSURE_REASONS,
        "reopen_reasons": labels.REOPEN_REASONS,
        "risk_levels": labels.RISK_LEVELS,
        "risk_tones": labels.RISK_TONES,
        "risk_contexts": labels.RISK_CONTEXTS,
    }


def reach_of(case: Case, way: ContactWay = ContactWay.CALL) -> dict[str, Any]:
    """What the gate says to reaching the survivor now, to stand beside her or his number."""
    found = queries.reach_survivor(case, way)
    return {"words": reach_words(found), "now": found.reach is Reach.NOW}


def frame(request: HttpRequest, case: Case) -> dict[str, Any]:
    """The context of any page of one case."""
    found = queries.clocks_of(case)
    return {
        "case": case,
        "tabs": panels.panels_for("case", request, case=case),
        "may": {each.split(".")[0] + "_" + each.split(".")[1] for each in CASE.acts_from(case.state)},
        "clocks": [
            {
                "label": labels.CLOCKS[each.kind],
                "words": labels.clock_words(each),
                "parts": labels.parts_words(each),
                "until": None if each.met_at else each.until,
                "state": labels.CLOCK_STATES[each.state],
                "tone": labels.clock_tone(each),
            }
            for each in found
        ],
        "new_violence": queries.new_violence_since(case),
        **panels.case_head(request, case),
        **words(),
    }
