"""What the codes printed on papers say: QR codes on photos and scans, and the text of a page where it has text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest
from typing import TYPE_CHECKING

from carerdesk.intake.checked import PDF, Kind

if TYPE_CHECKING:
    from PIL import Image

MOST_PAGES = 200
"""Pages of one file that are looked at; nobody scans more signed sheets at once."""
_SIDES = (2400, 1200, 5000)
"""Longest side in pixels to look at, one after the other: a code may be too small, or too rough, for the first."""


@dataclass(frozen=True, slots=True)
class PageCodes:
    """What one page says: its QR codes, and its text ("" for a picture)."""

    codes: tuple[str, ...]
    text: str = ""


def codes_by_page(data: bytes, kind: Kind) -> Iterator[PageCodes]:
    """The codes of each page of a checked document, one page at a time; a picture has one page.

    A picture that cannot be read gives a page without codes.
    """
    if kind != PDF:
        from carerdesk.intake.pictures import upright_grey

        picture = upright_grey(data, kind)
        yield PageCodes(_codes_in(picture) if picture is not None else ())
        return
    from carerdesk.intake.pages import pictures_of_pages, text_of_pages

    both = zip_longest(pictures_of_pages(data), text_of_pages(data), fillvalue="")
    for pictures, text in islice(both, MOST_PAGES):
        codes = (_codes_in(each.convert("L")) for each in pictures if not isinstance(each, str))
        yield PageCodes(next((found for found in codes if found), ()), str(text))


def page_picture(data: bytes, kind: Kind, page: int, max_px: int) -> bytes | None:
    """A page, counted from nought, upright as PNG and no larger than `max_px`; None for text and what is damaged."""
    if kind != PDF:
        from carerdesk.intake.pictures import preview_png

        return preview_png(data, kind, max_px)
    from carerdesk.intake.pages import pictures_of_page

    pictures = pictures_of_page(data, page)
    return _png(max(pictures, key=lambda each: each.width * each.height), max_px) if pictures else None


def _png(picture: Image.Image, max_px: int) -> bytes:
    shown, out = picture.convert("RGB"), io.BytesIO()
    shown.thumbnail((max_px, max_px))
    shown.save(out, "PNG")
    return out.getvalue()


def _codes_in(picture: Image.Image) -> tuple[str, ...]:
    """The QR codes in a grey picture, whichever way up it lies."""
    import zxingcpp

    tried = set()
    for side in _SIDES:
        shown = picture.copy()
        shown.thumbnail((side, side))
        if shown.size not in tried:
            tried.add(shown.size)
            found = zxingcpp.read_barcodes(shown, formats=zxingcpp.barcode_formats_from_str("QRCode"))
            if found:
                return tuple(each.text for each in found)
    return ()
