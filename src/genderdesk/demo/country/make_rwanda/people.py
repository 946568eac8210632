"""Invented people. Their family names mean "example" in the system's languages: nobody takes them for real."""

from __future__ import annotations

from dataclasses import dataclass, field

# Urugero and ingero: Kinyarwanda for example and examples; mfano and mifano: Kiswahili.
FAMILY_NAMES = ("Urugero", "Mfano", "Exemple", "Sample", "Ingero", "Mifano")
GIVEN_NAMES = {
    "female": [
        "Aline",
        "Beata",
        "Chantal",
        "Diane",
        "Espérance",
        "Florence",
        "Grace",
        "Hélène",
        "Immaculée",
        "Jeanne",
        "Keza",
        "Liliane",
        "Marie",
        "Nadine",
        "Odette",
        "Pauline",
        "Rose",
        "Solange",
        "Thérèse",
        "Umutoni",
        "Vestine",
        "Yvonne",
        "Zawadi",
    ],
    "male": [
        "Aimé",
        "Bosco",
        "Claude",
        "David",
        "Emmanuel",
        "Fidèle",
        "Gaspard",
        "Henri",
        "Innocent",
        "Jean",
        "Kagabo",
        "Laurent",
        "Moses",
        "Norbert",
        "Olivier",
        "Patrick",
        "Robert",
        "Samuel",
        "Théogène",
        "Valens",
        "William",
        "Yves",
    ],
}
OPENED_ON = "2025-01-01"


@dataclass
class Staff:
    """Posts with the officers who hold them; every officer gets the next staff code of the institution."""

    posts: list[tuple[object, ...]] = field(default_factory=list)
    officers: list[tuple[object, ...]] = field(default_factory=list)
    appointments: list[tuple[object, ...]] = field(default_factory=list)
    _numbers: dict[str, int] = field(default_factory=dict)
    _named: dict[str, int] = field(default_factory=dict)

    def post(self, code: str, desk: str, title: str, role: str, opened_on: str = OPENED_ON) -> None:
        """A vacant post."""
        self.posts.append((code, desk, title, role, opened_on, ""))

    def seat(self, code: str, desk: str, title: str, role: str, rank: str, sex: str, time_share: int = 100) -> str:
        """A post and the officer who holds it since 2025; the officer's staff code."""
        self.post(code, desk, title, role)
        staff_code = self.officer(code.split("-", 1)[0], rank, sex)
        self.appointments.append((code, staff_code, OPENED_ON, "", time_share))
        return staff_code

    def officer(self, institution: str, rank: str, sex: str) -> str:
        """An officer without a post."""
        number = self._numbers[institution] = self._numbers.get(institution, 0) + 1
        staff_code = f"{institution}-{number:04}"
        given, family = self._name(sex)
        self.officers.append((staff_code, institution, given, family, sex, rank))
        return staff_code

    def _name(self, sex: str) -> tuple[str, str]:
        """The next pair of names that nobody has yet."""
        number = self._named[sex] = self._named.get(sex, -1) + 1
        given = GIVEN_NAMES[sex]
        turn, place = divmod(number, len(given))
        return given[place], FAMILY_NAMES[(place + turn) % len(FAMILY_NAMES)]
