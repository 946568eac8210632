"""The demonstration's outside providers and its sign-ins: one name for each role. All invented."""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import District, write_csv

ONE_STOP_CENTRES = ("12", "21", "24", "27", "31", "33", "43", "45", "52", "54")
HEALTH_CENTRES = ("11", "23", "36", "42", "55", "57")
LEGAL_AID = ("12", "24", "43")
PSYCHOSOCIAL = ("11", "33", "51")
# A shelter's position is not told to anyone who does not need it, so the file has none.
SHELTERS = ("13", "24", "41")

# kind → districts, name, services, hours.
KINDS: tuple[tuple[str, str, tuple[str, ...], str, str, str], ...] = (
    ("one_stop_centre", "OSC", ONE_STOP_CENTRES, "One Stop Centre", "health;psychosocial;legal", "24 hours, every day"),
    ("health", "HC", HEALTH_CENTRES, "Health centre", "health", "24 hours, every day"),
    ("legal", "LA", LEGAL_AID, "Legal aid office", "legal", "Monday to Friday, 08:00 to 17:00"),
    (
        "psychosocial",
        "PS",
        PSYCHOSOCIAL,
        "Counselling centre",
        "psychosocial;child_protection",
        "Monday to Saturday, 08:00 to 18:00",
    ),
    ("shelter", "SH", SHELTERS, "Safe house", "safe_house;psychosocial", "24 hours, by referral only"),
)

SIGN_INS = (
    # username, post whose holder signs in
    ("operator", "RNP-HL-OP1"),
    ("dispatcher", "RNP-GD-OPS"),
    ("rider", "RNP-D12-FP-R1"),
    ("focal_point", "RNP-D12-FP-1"),
    ("investigator", "RNP-D12-FP-INV"),
    ("counsellor", "RNP-GD-COUN"),
    ("analyst", "RNP-GD-DATA"),
    ("trainer", "RNP-TO-TR"),
    ("outreach", "RNP-TO-OUT"),
    ("desk_head", "RNP-GD-HEAD"),
    ("oversight", "RNP-OV-1"),
    ("administrator", "RNP-HL-ADM"),
    ("defence_operator", "RDF-GD-OP1"),
    ("defence_head", "RDF-GD-HEAD"),
)
PROVIDER_SIGN_IN = ("provider", "OSC-12")


def make_providers(districts: list[District], folder: Path) -> None:
    """Write providers.csv."""
    by_code = {district.code: district for district in districts}
    rows: list[tuple[object, ...]] = []
    for kind, prefix, codes, title, services, hours in KINDS:
        for code in codes:
            district = by_code[code]
            position: tuple[object, object] = ("", "")
            if kind != "shelter":
                # Apart from the station and from each other.
                offset = 0.004 * (len(prefix) + ord(prefix[0]) % 5)
                position = round(district.latitude - offset, 4), round(district.longitude + 0.01 - offset, 4)
            phone = f"+250 788 000 {len(rows) + 1:03}"
            name = f"{title}, {district.name} (invented)"
            rows.append((f"{prefix}-{code}", name, kind, code, phone, services, hours, *position, "yes"))
    header = ["code", "name", "kind", "district", "phone", "services", "hours", "latitude", "longitude", "invented"]
    write_csv(folder / "providers.csv", header, rows)


def make_sign_ins(officers: dict[str, str], folder: Path) -> None:
    """Write users.csv; ``officers`` gives the staff code of a post's holder."""
    rows: list[tuple[object, ...]] = [(username, "", officers[post], "") for username, post in SIGN_INS]
    rows.append((PROVIDER_SIGN_IN[0], "provider", "", PROVIDER_SIGN_IN[1]))
    write_csv(folder / "users.csv", ["username", "role", "officer", "provider"], rows)
