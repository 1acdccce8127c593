"""Codes on papers are read from sharp scans and poor photos, from pages that are pictures and pages that are text."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import img2pdf
import pytest
import zxingcpp
from PIL import Image, ImageFilter

from carerdesk.intake.checked import Kind
from carerdesk.intake.codes import codes_by_page, page_picture
from carerdesk.intake.pages import some_pages, text_of_pages
from carerdesk.reports.timesheet import TimesheetView, write

A4 = (827, 1169)


def sheet(code: str) -> Image.Image:
    """A page at 100 dots an inch with a square code of 16 mm in its corner."""
    page = Image.new("L", A4, "white")
    made = zxingcpp.create_barcode(code, zxingcpp.BarcodeFormat.QRCode)
    page.paste(_square(made).resize((63, 63), Image.Resampling.NEAREST), (700, 40))
    return page


def _square(made: zxingcpp.Barcode) -> Image.Image:
    view = memoryview(made.to_image(scale=1, add_quiet_zones=False))  # type: ignore[arg-type] # it is a buffer
    assert view.shape is not None
    return Image.frombytes("L", (view.shape[1], view.shape[0]), view.tobytes())


def packed(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def codes(data: bytes, kind: Kind) -> list[tuple[str, ...]]:
    return [page.codes for page in codes_by_page(data, kind)]


def photo(turned: int, blur: float) -> bytes:
    """The page on a dark table, turned and out of focus, as a telephone takes it."""
    table = Image.new("L", (1400, 1700), 70)
    table.paste(sheet("T12-7KQ2/1/2").resize((1000, 1414)), (180, 140))
    return packed(
        table.rotate(turned, expand=True, fillcolor=70).filter(ImageFilter.GaussianBlur(blur)), "JPEG", quality=60
    )


@pytest.mark.parametrize("turned", [0, 7, 90, 184, 270])
def test_a_photo_is_read_whichever_way_up_it_lies(turned: int) -> None:
    assert codes(photo(turned, 0.8), "image/jpeg") == [("T12-7KQ2/1/2",)]


def test_a_photo_that_the_camera_says_is_sideways_is_read_and_shown_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    data = packed(sheet("T12-7KQ2/1/2").rotate(90, expand=True), "JPEG", exif=exif, quality=80)
    assert codes(data, "image/jpeg") == [("T12-7KQ2/1/2",)]
    shown = page_picture(data, "image/jpeg", 0, 300)
    assert shown is not None
    picture = Image.open(io.BytesIO(shown))
    assert picture.width < picture.height == 300


def test_a_telephone_s_own_kind_of_photo_is_read() -> None:
    import pillow_heif

    pillow_heif.register_heif_opener()
    assert codes(packed(sheet("T3-AAAA").convert("RGB"), "HEIF"), "image/heic") == [("T3-AAAA",)]


def test_each_page_of_a_scan_tells_its_own_code() -> None:
    pages = [packed(sheet(code), "PNG") for code in ("T1-AAAA/1/2", "T1-AAAA/2/2", "T2-BBBB/1/1")]
    data = img2pdf.convert([*pages, packed(Image.new("L", A4, "white"), "PNG")])
    assert codes(data, "application/pdf") == [("T1-AAAA/1/2",), ("T1-AAAA/2/2",), ("T2-BBBB/1/1",), ()]
    assert codes(some_pages(data, [2]), "application/pdf") == [("T2-BBBB/1/1",)]
    assert page_picture(data, "application/pdf", 3, 100) is not None


def test_some_pages_are_the_same_bytes_each_time() -> None:
    data = img2pdf.convert([packed(sheet("T1-AAAA"), "PNG"), packed(sheet("T2-BBBB"), "PNG")])
    assert some_pages(data, [1]) == some_pages(data, [1])


def test_a_pdf_of_text_tells_its_words() -> None:
    out = io.BytesIO()
    first, last = date(2026, 10, 26), date(2026, 11, 22)
    write([TimesheetView("Helen", "", "Asha", "1", first, last, "T9-CCCC", (), (), Decimal(0))], out)
    assert codes(out.getvalue(), "application/pdf") == [()]
    assert "T9-CCCC" in next(text_of_pages(out.getvalue()))
    assert page_picture(out.getvalue(), "application/pdf", 0, 100) is None


def test_what_is_no_picture_after_all_has_no_codes() -> None:
    assert codes(b"\xff\xd8\xff nothing", "image/jpeg") == [()]
