"""How many queries each list and page may ask of the database, whatever stands in it: (who, address, most queries).

A word in braces is a record of the test's own world (tests/architecture/test_queries.py). The numbers are what the
pages ask today; a page that needs more changes its line here, with the reason in the commit.
"""

from __future__ import annotations

BUDGETS: tuple[tuple[str, str, int], ...] = (
    ("focal_point", "/staff/", 14),
    ("desk_head", "/staff/", 22),
    ("provider", "/staff/", 4),
    ("focal_point", "/staff/reports/", 8),
    ("focal_point", "/staff/reports/?show=all", 8),
    ("focal_point", "/staff/reports/{report}/", 10),
    ("focal_point", "/staff/reports/{report}/circle/", 8),
    ("focal_point", "/staff/cases/", 8),
    ("desk_head", "/staff/cases/?state=all", 6),
    ("focal_point", "/staff/cases/{case}/", 27),
    ("focal_point", "/staff/cases/{case}/person/", 9),
    ("focal_point", "/staff/cases/{case}/incident/", 13),
    ("focal_point", "/staff/cases/{case}/incident/circumstances/", 11),
    ("focal_point", "/staff/cases/{case}/consents/", 12),
    ("focal_point", "/staff/cases/{case}/files/", 11),
    ("focal_point", "/staff/cases/{case}/follow-ups/", 11),
    ("focal_point", "/staff/cases/{case}/closure/", 15),
    ("focal_point", "/staff/care/cases/{case}/", 9),
    ("focal_point", "/staff/care/referrals/{referral}/", 13),
    ("focal_point", "/staff/care/", 9),
    ("focal_point", "/staff/care/?service=health&open_now=on", 9),
    ("focal_point", "/staff/care/providers/{provider}/", 8),
    ("focal_point", "/staff/care/cases/{case}/propose/", 10),
    ("provider", "/staff/provider/", 4),
    ("provider", "/staff/provider/referrals/{referral}/", 14),
    ("desk_head", "/staff/approvals/", 6),
    ("desk_head", "/staff/organisation/", 10),
    ("analyst", "/staff/figures/gbvims/", 9),
    ("oversight", "/staff/keeping/", 9),
    ("administrator", "/staff/admin/people/", 6),
    ("", "/", 0),
    ("", "/services/", 2),
    ("", "/report/", 0),
)
