"""What is known of a document once it has been looked through."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["image/jpeg", "image/png", "image/heic", "application/pdf"]
PDF: Kind = "application/pdf"


@dataclass(frozen=True, slots=True)
class Checked:
    """A document that opens from end to end.

    `width` and `height` are as a person sees it: pixels of a picture turned upright, points of a PDF's first page.
    `orientation` is the camera's own number, 1 for upright. `is_encrypted` means locked against change yet open to
    read. `repaired` means a PDF that only opens after mending; `carerdesk.intake.papers.repaired_pdf` gives it mended.
    `has_location` means the file tells where a photo was taken.
    """

    kind: Kind
    pages: int
    width: int
    height: int
    orientation: int = 1
    taken_on: date | None = None
    has_form: bool = False
    has_javascript: bool = False
    is_encrypted: bool = False
    repaired: bool = False
    has_location: bool = False
