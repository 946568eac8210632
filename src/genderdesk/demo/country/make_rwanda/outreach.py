"""What the demonstration's desks did in public: campaigns, materials, clubs, networks; and who was sent and recruited.

All invented; what every name says, or the register that it is read with.
"""

from __future__ import annotations

from pathlib import Path

from genderdesk.demo.country.make_rwanda.files import write_csv

_PEOPLE = ("women", "men", "girls", "boys", "unknown")
_CAMPAIGNS = (
    ("INV-16D-25", "RNP", "Sixteen days (invented)", "A home without fear", "2025-11-25", "2025-12-11"),
    ("INV-ROAD-26", "RNP", "Listening on the road (invented)", "Where no desk is near", "2026-03-01", "2026-04-01"),
    ("INV-BASE-26", "RDF", "Soldiers at home (invented)", "", "2026-02-01", "2026-03-01"),
)
# code, institution, campaign, kind, title, district, venue, day
_ACTIVITIES = (
    ("INV-A01", "RNP", "INV-16D-25", "march", "Walk with lanterns (invented)", "12", "From the market", "2025-11-25"),
    ("INV-A02", "RNP", "INV-16D-25", "talk", "Talk with pupils (invented)", "32", "School by the lake", "2025-11-27"),
    ("INV-A03", "RNP", "INV-16D-25", "radio", "An hour of questions (invented)", "11", "", "2025-11-30"),
    ("INV-A04", "RNP", "INV-16D-25", "sport", "Match for change (invented)", "43", "Football field", "2025-12-06"),
    ("INV-A05", "RNP", "INV-16D-25", "debate", "Debate of elders (invented)", "21", "", "2025-12-08"),
    (
        "INV-A06",
        "RNP",
        "INV-ROAD-26",
        "mobile_desk",
        "Desk under the tree (invented)",
        "55",
        "Crossroads",
        "2026-03-05",
    ),
    (
        "INV-A07",
        "RNP",
        "INV-ROAD-26",
        "mobile_desk",
        "Desk at the landing (invented)",
        "37",
        "Landing place",
        "2026-03-12",
    ),
    ("INV-A08", "RNP", "INV-ROAD-26", "handing_out", "Market morning (invented)", "31", "Market", "2026-03-14"),
    ("INV-A09", "RNP", "", "talk", "Cooperative evening (invented)", "43", "Cooperative hall", "2026-05-20"),
    ("INV-A10", "RDF", "INV-BASE-26", "talk", "Talk in the barracks (invented)", "13", "Barracks", "2026-02-10"),
    ("INV-A11", "RDF", "INV-BASE-26", "drama", "A play for families (invented)", "13", "Barracks", "2026-02-21"),
)
_CANCELLED = "INV-A05"
# activity, method, audience, women, men, girls, boys, unknown, confidence, evidence
_COUNTS = (
    ("INV-A01", "head_count", "community", 140, 95, 30, 25, 60, "estimated", "Three counters at the start"),
    ("INV-A01", "items", "community", "", "", "", "", 220, "counted", "Voucher INV-V03"),
    ("INV-A02", "register_attendance", "students", "", "", 180, 164, "", "counted", "Class registers"),
    ("INV-A02", "register_unique", "teachers", 9, 7, "", "", "", "counted", "Sheet 2"),
    ("INV-A03", "broadcaster", "community", "", "", "", "", 40000, "claimed", "Letter of the station"),
    ("INV-A04", "seats", "youth", "", "", "", "", 900, "estimated", "Half of the stand"),
    ("INV-A06", "register_unique", "community", 31, 12, "", "", "", "counted", "Sheet 3"),
    ("INV-A07", "register_unique", "community", 22, 19, "", "", 2, "counted", "Sheet 4"),
    ("INV-A08", "items", "community", "", "", "", "", 350, "counted", "Voucher INV-V05"),
    ("INV-A09", "register_unique", "cooperative", 44, 21, "", "", "", "counted", "Sheet 5"),
    ("INV-A10", "register_attendance", "soldiers", 12, 148, "", "", "", "counted", "Roll of the day"),
    ("INV-A11", "head_count", "spouses", 75, 10, 22, 19, "", "counted", "Two counters at the door"),
)
_PARTNERS = (
    ("LAKE", "funds", "INV-16D-25", ""),
    ("SUNRISE", "organises", "INV-16D-25", ""),
    ("HILLTEL", "spreads", "INV-ROAD-26", ""),
    ("SUNRISE", "speaks", "", "INV-A02"),
    ("MARKET", "hosts", "", "INV-A09"),
)
# institution, code, language, kind, headline, body, numbers, cleared on
_CALL = "It costs nothing, day and night."
_MATERIALS = (
    ("RNP", "INV-CALL", "rw", "poster", "Hamagara 3512 (invented)", "Ni ubuntu.", "3512", "2025-10-01"),
    ("RNP", "INV-CALL", "en", "poster", "Call 3512 (invented)", _CALL, "3512", "2025-10-01"),
    ("RNP", "INV-STICK", "rw", "sticker", "3512 (invented)", "Igihe cyose.", "3512", "2025-10-01"),
    ("RNP", "INV-KNOW", "en", "brochure", "What happens next (invented)", _CALL, "3512", "2025-10-01"),
    ("RNP", "INV-YEAR", "rw", "calendar", "Umwaka (invented)", "Turi kumwe.", "3512 3945", "2025-10-15"),
    ("RNP", "INV-READ", "fr", "magazine", "Ensemble (inventé)", "Un récit par mois.", "3512", "2026-01-10"),
    ("RNP", "INV-OLD", "en", "poster", "Call 2512 (invented)", _CALL, "2512", "2025-06-01"),
    ("RDF", "INV-BASE", "rw", "poster", "Hamagara 3945 (invented)", "Ni ubuntu.", "3945", "2026-01-05"),
)
# reference, institution, material, version, language, kind, copies, day, place, unit, partner, activity
_MOVES = (
    ("INV-V01", "RNP", "INV-CALL", 1, "rw", "printed", 2000, "2025-10-20", "", "", "", ""),
    ("INV-V02", "RNP", "INV-STICK", 1, "rw", "printed", 5000, "2025-10-20", "", "", "", ""),
    ("INV-V03", "RNP", "INV-STICK", 1, "rw", "handed_out", 220, "2025-11-25", "", "", "", "INV-A01"),
    ("INV-V04", "RNP", "INV-CALL", 1, "rw", "handed_out", 40, "2025-11-10", "", "RNP-D12", "", ""),
    ("INV-V05", "RNP", "INV-STICK", 1, "rw", "handed_out", 350, "2026-03-14", "", "", "", "INV-A08"),
    ("INV-V06", "RNP", "INV-CALL", 1, "rw", "handed_out", 300, "2026-03-01", "31", "", "MARKET", ""),
    ("INV-V07", "RNP", "INV-CALL", 1, "rw", "spoiled", 60, "2026-04-02", "", "", "", ""),
    ("INV-V08", "RNP", "INV-KNOW", 1, "en", "printed", 1500, "2025-10-20", "", "", "", ""),
    ("INV-V09", "RNP", "INV-KNOW", 1, "en", "handed_out", 400, "2025-12-01", "11", "", "SUNRISE", ""),
    ("INV-V10", "RNP", "INV-YEAR", 1, "rw", "printed", 800, "2025-11-01", "", "", "", ""),
    ("INV-V11", "RNP", "INV-YEAR", 1, "rw", "handed_out", 520, "2025-12-15", "21", "", "", ""),
    ("INV-V12", "RNP", "INV-READ", 1, "fr", "printed", 300, "2026-01-20", "", "", "", ""),
    ("INV-V13", "RNP", "INV-READ", 1, "fr", "handed_out", 180, "2026-02-02", "12", "", "", ""),
    ("INV-V14", "RNP", "INV-OLD", 1, "en", "printed", 400, "2025-06-10", "", "", "", ""),
    ("INV-V15", "RNP", "INV-OLD", 1, "en", "handed_out", 260, "2025-06-20", "", "RNP-D43", "", ""),
    ("INV-V16", "RDF", "INV-BASE", 1, "rw", "printed", 500, "2026-01-15", "", "", "", ""),
    ("INV-V17", "RDF", "INV-BASE", 1, "rw", "handed_out", 200, "2026-02-10", "", "", "", "INV-A10"),
)
# code, institution, name, kind, district, patron, founded on, founded at
_CLUBS = (
    ("INV-C1", "RNP", "Lake school club (invented)", "school", "32", "Headteacher", "2025-11-27", "INV-A02"),
    ("INV-C2", "RNP", "Hill school club (invented)", "school", "43", "Headteacher", "2025-02-10", ""),
    ("INV-C3", "RNP", "Market club (invented)", "cooperative", "43", "Chairwoman", "2026-05-20", "INV-A09"),
    ("INV-C4", "RNP", "Crossroads club (invented)", "community", "55", "Village leader", "2026-03-05", "INV-A06"),
    ("INV-C5", "RDF", "Families of the barracks (invented)", "battalion", "13", "Chaplain", "2026-02-21", "INV-A11"),
)
# club, year, quarter, activities, women, men, girls, boys, unknown
_RETURNS = (
    ("INV-C1", 2025, 4, 1, "", "", 24, 18, ""),
    ("INV-C1", 2026, 1, 3, "", "", 26, 19, ""),
    ("INV-C1", 2026, 2, 2, "", "", 26, 22, ""),
    ("INV-C2", 2026, 1, 0, "", "", 15, 9, 3),
    ("INV-C4", 2026, 1, 1, 12, 7, "", "", ""),
    ("INV-C4", 2026, 2, 2, 14, 7, "", "", ""),
    ("INV-C5", 2026, 1, 1, 30, 4, "", "", ""),
)
_NETWORKS = (
    ("INV-N1", "RNP", "Sports for change (invented)", "sport", "regional", "2025-03-01"),
    ("INV-N2", "RNP", "Network of women officers (invented)", "women_officers", "national", "2025-02-01"),
)


def make_outreach(women: list[str], folder: Path) -> None:
    """Write the files of outreach, and of deployments; ``women`` are staff codes of women officers of the police."""
    header = ["code", "institution", "name", "theme", "starts_on", "ends_on"]
    write_csv(folder / "campaigns.csv", header, _CAMPAIGNS)
    header = ["code", "institution", "campaign", "kind", "title", "place", "venue", "held_on", "state"]
    activities = [(*each, "cancelled" if each[0] == _CANCELLED else "held") for each in _ACTIVITIES]
    write_csv(folder / "activities.csv", header, activities)
    header = ["activity", "method", "audience", *_PEOPLE, "confidence", "evidence"]
    write_csv(folder / "audience_counts.csv", header, _COUNTS)
    write_csv(folder / "outreach_partners.csv", ["partner", "role", "campaign", "activity"], _PARTNERS)
    header = ["institution", "code", "version", "language", "kind", "headline", "body", "short_codes"]
    materials = [(*each[:2], 1, *each[2:], "cleared") for each in _MATERIALS]
    write_csv(folder / "materials.csv", [*header, "cleared_on", "state"], materials)
    header = ["reference", "institution", "material", "version", "language", "kind", "copies", "moved_on"]
    write_csv(folder / "material_moves.csv", [*header, "place", "unit", "partner", "activity"], _MOVES)
    header = ["code", "institution", "name", "kind", "place", "patron", "founded_on", "founded_at"]
    write_csv(folder / "clubs.csv", header, _CLUBS)
    header = ["club", "year", "quarter", "activities", *_PEOPLE]
    write_csv(folder / "club_returns.csv", header, _RETURNS)
    write_csv(folder / "networks.csv", ["code", "institution", "name", "kind", "scope", "formed_on"], _NETWORKS)
    members = [("INV-N1", "2025-03-01", "SUNRISE", "", ""), ("INV-N1", "2025-03-01", "", "Lake runners (invented)", "")]
    members += [("INV-N2", "2025-02-01", "", "", code) for code in women]
    write_csv(folder / "network_members.csv", ["network", "joined_on", "partner", "organisation", "officer"], members)
    _make_strength(folder)


def _make_strength(folder: Path) -> None:
    header = ["code", "institution", "mission", "task", "starts_on", "ends_on", "women", "men", "source"]
    rows = (
        ("INV-D1", "RNP", "Mission A (invented)", "Protection", "2024-03-01", "2025-03-01", 18, 62, "Invented roll"),
        ("INV-D2", "RNP", "Mission A (invented)", "Protection", "2025-03-01", "2026-03-01", 24, 56, "Invented roll"),
        ("INV-D3", "RNP", "Mission B (invented)", "Training", "2025-06-01", "", 7, 9, "Invented roll"),
        ("INV-D4", "RDF", "Mission A (invented)", "", "2025-01-15", "", 40, 410, "Invented roll"),
    )
    write_csv(folder / "deployments.csv", header, rows)
    header = ["institution", "kind", "starts_on", "ends_on", "rank_band", "women", "men", "unknown", "source"]
    flows = (
        ("RNP", "recruited", "2024-01-01", "2025-01-01", "other_ranks", 110, 390, "", "Invented list"),
        ("RNP", "recruited", "2025-01-01", "2026-01-01", "other_ranks", 150, 350, "", "Invented list"),
        ("RNP", "promoted", "2025-01-01", "2026-01-01", "junior", 12, 41, "", "Invented list"),
        ("RNP", "left", "2025-01-01", "2026-01-01", "other_ranks", 16, 72, 1, "Invented list"),
    )
    write_csv(folder / "strength_flows.csv", header, flows)
    instrument = ("INV-ORDER-12", "order", "Order on gender desks (invented)", "Invented gazette", "2025-01-01")
    write_csv(folder / "instruments.csv", ["code", "kind", "title", "source", "binding_from"], [instrument])
    write_csv(folder / "project_instruments.csv", ["project", "instrument"], [("INV-ROADS", "INV-ORDER-12")])
