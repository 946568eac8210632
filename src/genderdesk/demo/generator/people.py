"""Who is invented, and what happened to them: drawn once for each report, told in a few plain sentences."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from genderdesk.casework.cases.vocabulary import AgeBand, DelayBucket, GbvType, Sex
from genderdesk.casework.intake.vocabulary import ReporterType
from genderdesk.demo.generator import chances
from genderdesk.demo.generator.draw import Draw
from genderdesk.groundwork.foundation.answers import Answer
from genderdesk.groundwork.foundation.times import Moment, Precision

# Family names are the words for "example"; nobody is called so.
_GIVEN = ("Aline", "Beata", "Claire", "Denise", "Esther", "Flora", "Grace", "Honorine", "Irene", "Josiane")
_GIVEN_MEN = ("Alain", "Bosco", "Cedric", "Didier", "Eric", "Felix", "Gaspard", "Hubert", "Innocent", "Jado")
_FAMILY = ("Mfano", "Urugero", "Example", "Exemple")
# Numbers that the demonstration's invented people have; the simulator's handset has others.
_FIRST_PHONE, _PHONES = 788_100_000, 99_999

_TOLD = {
    GbvType.RAPE: "She was held and could not leave. She has washed since, and asks to be seen by a woman.",
    GbvType.SEXUAL_ASSAULT: "Somebody touched her against her will on the way home. She got away.",
    GbvType.PHYSICAL_ASSAULT: "Beaten in the evening after a quarrel about money. Bruises on the arm and the back.",
    GbvType.FORCED_MARRIAGE: "The family wants to send her to a man whom she does not want to marry.",
    GbvType.DENIAL: "The household's money and the harvest are kept from her; the children do not go to school.",
    GbvType.PSYCHOLOGICAL: "Insulted and threatened every day. She is afraid to sleep in the house.",
    GbvType.NON_GBV: "A quarrel between neighbours about a fence.",
    GbvType.UNCLASSIFIED: "She does not want to tell more on the phone and asks for a quiet room.",
}
_LANDMARKS = ("behind the market", "beside the water point", "near the church", "at the bus stop", "on the upper road")
# Hours of delay up to which somebody still knows the hour, and days up to which she knows the day.
_KNOWS_THE_HOUR, _KNOWS_THE_DAY = 72, 30 * 24


@dataclass(frozen=True, slots=True)
class Person:
    """A survivor and what happened, before anybody has written it down."""

    sex: Sex
    band: AgeBand
    years: int | None
    gbv_type: GbvType
    occurred: Moment | None
    name: str
    phone: str
    telling: str
    landmark: str
    reporter: ReporterType
    safe: Answer

    @property
    def is_child(self) -> bool:
        return self.band in chances.CHILDREN


def draw_person(draw: Draw, reported_at: datetime, *, danger: bool) -> Person:
    """Somebody who reports at that time; in danger now, it happened within the last hours."""
    sex, band = draw.of(chances.SEXES), draw.of(chances.AGES)
    gbv_type = draw.of(chances.CHILDRENS_TYPES if band in chances.CHILDREN else chances.TYPES)
    years = draw.randint(*chances.YEARS[band]) if band in chances.YEARS else None
    given = _GIVEN_MEN if sex is Sex.MALE else _GIVEN
    return Person(
        sex=sex,
        band=band,
        years=years,
        gbv_type=gbv_type,
        occurred=_occurred(draw, reported_at, danger),
        name=f"{draw.choice(given)} {draw.choice(_FAMILY)}",
        phone=f"+250{_FIRST_PHONE + draw.randrange(_PHONES)}",
        telling=f"Invented. {_TOLD[gbv_type]}",
        landmark=f"{draw.choice(_LANDMARKS)} (invented)",
        reporter=ReporterType.FAMILY if band is AgeBand.TO_11 else draw.of(chances.REPORTERS),
        safe=draw.of(chances.SAFE),
    )


def _occurred(draw: Draw, reported_at: datetime, danger: bool) -> Moment | None:
    bucket = DelayBucket.TO_3_DAYS if danger else draw.of(chances.DELAYS)
    if bucket is DelayBucket.UNKNOWN:
        return None
    least, most = chances.DELAY_HOURS[bucket]
    # Within a group the earlier hours are the commoner ones.
    hours = least + ((12.0 if danger else most) - least) * draw.random() ** 1.6
    at = timezone.localtime(reported_at - timedelta(seconds=round(hours * 3600)))
    if hours <= _KNOWS_THE_HOUR:
        return Moment(at.replace(second=0, microsecond=0), Precision.EXACT if draw.happens(0.5) else Precision.HOUR)
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    if hours <= _KNOWS_THE_DAY:
        return Moment(day, Precision.DAY)
    return Moment(day.replace(day=1), Precision.MONTH) if draw.happens(0.7) else Moment(day, Precision.ESTIMATED)


def suspect_name(draw: Draw) -> str:
    """Somebody who is suspected: a name that means example, like everybody's."""
    return f"{draw.choice(_GIVEN_MEN)} {draw.choice(_FAMILY)}"
