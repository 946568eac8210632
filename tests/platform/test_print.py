"""Pages are printed offline as PDF/UA, and what is printed is never read as anything but words."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Iterator

import pikepdf
import pytest
from django.utils import translation

from genderdesk.groundwork.platform import print as printing
from genderdesk.groundwork.platform.print import press
from genderdesk.groundwork.platform.refusals import Invalid

pytestmark = [pytest.mark.one_database]

# Words that Typst would carry out, set or refuse if they came to it as markup.
MARKUP = '#panic("no") $x$ *b* @nowhere <label> \\ #read("/etc/passwd") "quoted" // gone'


def rows(*told: str) -> dict[str, object]:
    sections = [printing.section("Heading", [(f"Label {place}", each) for place, each in enumerate(told)])]
    return {"about": "", "behind": "Copy", "foot": "Foot", "none": "Nothing", "sections": sections}


def test_a_page_is_tagged_titled_and_says_its_language() -> None:
    with translation.override("fr"):
        pdf = pikepdf.open(io.BytesIO(printing.pdf_of(printing.ROWS, "Un titre", rows("Un mot"))))
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("fr")
    assert pdf.Root.StructTreeRoot is not None
    assert str(pdf.docinfo["/Title"]) == "Un titre"
    assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_what_looks_like_markup_is_printed_as_it_was_written() -> None:
    assert printing.pdf_of(printing.ROWS, MARKUP, rows(MARKUP)).startswith(b"%PDF")


@pytest.mark.parametrize("told", ["አበበ", "😀 李", "bell \x07 and \u200b", "two\nlines\tand a tab", "\ud800 alone"])
def test_a_letter_that_no_font_has_does_not_keep_a_page_from_being_printed(told: str) -> None:
    given = {**rows(told), "title": "t", "lang": "en", "page_words": ""}
    assert press.pressed(printing.ROWS.read_text(), str(printing.ROOT), given).startswith(b"%PDF")


def drawn() -> Iterator[str]:
    for first, last in press.DRAWN:
        yield "".join(map(chr, range(first, last + 1)))


def test_every_letter_that_is_said_to_be_drawn_is() -> None:
    """A gap would make a page with a rare letter impossible to print."""
    assert printing.pdf_of(printing.ROWS, "Letters", rows(*drawn())).startswith(b"%PDF")


def test_a_template_reads_no_file_outside_its_folder() -> None:
    with pytest.raises(RuntimeError):
        press.pressed('#read("/../../press.py")', str(printing.ROOT), {})


def test_nothing_to_be_printed_stands_in_the_refusal() -> None:
    with pytest.raises(Invalid) as refused:
        printing.pdf_of(printing.ROWS, "Canary name", {"sections": "Canary words"})
    fault: BaseException | None = refused.value
    assert "Canary" not in str(fault)
    assert fault is not None
    assert not isinstance(fault.__cause__, subprocess.CalledProcessError)


def test_a_busy_machine_keeps_no_page_from_being_printed(monkeypatch, tmp_path) -> None:
    """What waits for the processor is slow, and not at fault."""
    slow = tmp_path / "slow.py"
    real = press.__file__
    slow.write_text(f"import runpy, time\ntime.sleep(1.3)\nrunpy.run_path({real!r}, run_name='__main__')\n")
    monkeypatch.setattr(press, "__file__", str(slow))
    monkeypatch.setattr(printing, "PRESS_SECONDS", 1)
    assert printing.pdf_of(printing.ROWS, "Title", rows("word")).startswith(b"%PDF")


def test_a_page_that_is_never_done_ends_in_a_sentence_and_says_in_the_log_why(monkeypatch, tmp_path, caplog) -> None:
    endless = tmp_path / "endless.typ"
    endless.write_text("#for a in range(9999) { for b in range(9999) { } }")
    monkeypatch.setattr(printing, "PRESS_SECONDS", 1)
    with pytest.raises(Invalid, match="Try again"):
        printing.pdf_of(endless, "Canary name", rows("Canary words"))
    assert "endless.typ gave no page: status -" in caplog.text
    assert "Canary" not in caplog.text


def test_a_serial_is_drawn_as_a_code_that_a_phone_reads() -> None:
    svg = printing.qr_svg("P-7K3M-92QX")
    assert svg.startswith(("<?xml", "<svg"))
    assert "<path" in svg
