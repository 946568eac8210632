"""A page made by hand with everything in it that a file could get wrong, and the words that a reader would see."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from genderdesk.monitoring.results.exporters.words import Words
from genderdesk.monitoring.results.rules.page import Aim, Base, Caution, Line, Mark, Page, Part, Party, Said, Total
from genderdesk.monitoring.results.vocabulary import Direction, Level, Quantifier, Section, Unit, Verdict, Warned

ODD = 'Officers & "chiefs" <trained> in l\'école\x0b'
FORMULA = '=HYPERLINK("http://example.org","x")'
HIDDEN_RECORD = "the vacant post of Invented Hill"

LINE = Line(
    code="R01",
    section=Section.RESULT,
    text=ODD,
    objective=1,
    level=Level.OUTPUT,
    indicator="trained",
    version=2,
    query="training.completed",
    arguments={"category": "police_officer", "affiliation": "cpc"},
    method="completions",
    unit=Unit.COMPLETIONS,
    since=None,
    quantifier=Quantifier.EXACTLY,
    asserted="250",
    value=250,
    whole=None,
    shown="250",
    parts=(
        Part("sex", "female", "", 46),
        Part("sex", "male", "", 201),
        Part("sex", "unknown", "", None),
        Part("region", "1", "Kigali City", 100),
        Part("region", "2", "Southern", 150),
        Part("region", "3", "Northern", 0),
    ),
    verdict=Verdict.SUPPORTED,
    cautions=(
        Caution(Warned.SEX_NOT_RECORDED, 3),
        Caution(Warned.DID_NOT_COME, 7),
        Caution(Warned.VACANT, 1, HIDDEN_RECORD),
    ),
    statements=(),
    name="Officers trained",
    definition="Nobody who was called off",
    direction=Direction.UP,
)

# What each of the claims after the first is there for.
TRAPS = {
    "C01": {"value": 2005, "shown": "2005-05-10", "unit": Unit.YEAR, "parts": (), "level": Level.ACTIVITY},
    "C16": {"value": 0, "shown": "0", "unit": Unit.POSTS, "parts": (), "verdict": Verdict.CONTRADICTED},
    "C17": {"value": 29, "whole": 30, "shown": "29 / 30", "unit": Unit.POSTS, "parts": ()},
    "C30": {"value": None, "shown": "", "verdict": Verdict.NOT_SUPPORTED, "parts": (Part("sex", "female", "", 12),)},
    "R27": {"value": 96.7, "shown": "96.7", "unit": Unit.PER_CENT, "parts": (), "level": Level.OUTCOME},
    "R28": {
        "value": 714,
        "shown": "403 → 714",
        "earlier": 403,
        "since": date(2009, 7, 1),
        "level": Level.IMPACT,
        "unit": Unit.REPORTS,
        "parts": (Part("method", "returns", "", 714),),
    },
    "R32": {
        "objective": None,
        "text": FORMULA,
        "statements": (Said("-It helped", "@A. Uwase", "+Minutes", date(2009, 3, 1)),),
    },
    "R02": {
        "value": 5,
        "whole": 5,
        "shown": "5 / 5",
        "unit": Unit.PLACES,
        "parts": (Part("region", "1", "Kigali City", 100), Part("region", "2", "Southern", 150)),
        "beside": True,
    },
    "R29": {"value": None, "shown": "", "parts": (), "cautions": (Caution(Warned.KEPT_BACK),), "unit": Unit.SERVICES},
    "R11": {
        "value": 40,
        "shown": "50 → 40",
        "earlier": 50,
        "since": date(2009, 1, 1),
        "direction": Direction.DOWN,
        "parts": (),
        "base": Base(date(2008, 12, 31), 55.5, "Invented survey"),
        "marks": (Mark(date(2009, 1, 1), date(2009, 12, 31), 45.0), Mark(date(2010, 1, 1), date(2010, 12, 31), 30.0)),
    },
    "R20": {"value": 1_000_000, "shown": "1000000", "unit": Unit.AUDIENCE, "parts": ()},
}


def _line(place: int) -> Line:
    codes = [*TRAPS, *(f"X{number:02}" for number in range(65 - len(TRAPS)))]
    code = codes[place]
    return replace(LINE, code=code, **TRAPS.get(code, {"value": 10 + place, "shown": str(10 + place)}))


PAGE = Page(
    project="INV-ROADS",
    title='Roads & "safety" <invented>',
    goal="Survivors are answered fast, wherever they live",
    institution="RNP",
    institution_name="Invented Police & Co",
    country="RW",
    starts_on=date(2005, 5, 1),
    ends_on=None,
    as_of=date(2009, 12, 31),
    source="Case study, 2009",
    aims=(Aim(1, "Logistics < & more", 40, 30), Aim(2, "Counselling, which no claim serves", 0, 0)),
    parties=(
        Party("HARBOUR", "Harbour Fund (invented)", "Harbour Agency (invented)", "united_nations", "4", "XM-INV-1"),
        Party("LAKE", "Lake Foundation (invented)", "", "donor", "1", ""),
    ),
    lines=(LINE, *(_line(place) for place in range(65))),
    totals=(Total(Unit.COMPLETIONS, 1311), Total(Unit.PERSONS, 1299)),
)


def caution_words(caution: Caution) -> str:
    return f"Warned of {caution.code}: {caution.number}. {caution.about}".strip()


WORDS = Words(
    verdicts={each: f"verdict {each}" for each in Verdict},
    sections={each: f"section {each}" for each in Section},
    levels={each: f"level {each}" for each in Level},
    units={each: f"unit {each}" for each in Unit},
    quantifiers={each: f"says {each}" for each in Quantifier},
    methods={"completions": "Each completion once"},
    dimensions={"sex": "Sex", "region": "Region", "method": "Method"},
    roles={"1": "Funding", "4": "Implementing"},
    part=lambda part: part.name or part.code,
    caution=caution_words,
)
