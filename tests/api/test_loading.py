"""What a process loads before it answers: speed itself is measured in benchmarks, what it hangs on is held here."""

from __future__ import annotations

import os
import subprocess
import sys

from django.urls import get_resolver, reverse

# What takes a tenth of a second or more to load, and a first page does not need.
_LATER = ("genderdesk.interfaces.api.routes", "openpyxl", "typst", "vl_convert")

_FIRST_PAGE = f"""
import sys, genderdesk.config.pages
from django.urls import reverse
reverse("web:start")
print([name for name in {_LATER} if name in sys.modules])
"""


def test_a_first_page_comes_before_the_types_of_the_api_and_the_presses_are_loaded(tmp_path):
    environment = {**os.environ, "GENDERDESK_HOME": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-c", _FIRST_PAGE], env=environment, capture_output=True, text=True, check=False
    )
    assert answer.stdout.strip() == "[]", answer.stdout + answer.stderr


def test_the_addresses_of_the_api_are_still_found_by_name_and_by_path():
    assert reverse("api:openapi-json") == "/api/v1/openapi.json"
    assert get_resolver().resolve("/api/v1/acts/report.receive").namespace == "api"
