"""Reading a bureau's payslip or report from a file: a guess for each figure, to be confirmed on screen."""

from __future__ import annotations

from carerdesk.domain.bureau.guess import Guess, guess_figures
from carerdesk.domain.problem import Problem

_TOO_LARGE = 20 * 1024 * 1024


def read_figures(data: bytes, file_name: str, *, to_date: bool) -> tuple[Guess, ...] | Problem:
    """What a PDF with text, a CSV or a text file names, to date or for the payday; a problem where nothing is read."""
    values = {"file": file_name or "This file"}
    if len(data) > _TOO_LARGE:
        return Problem("", "bureau_file_too_large", values)
    found = guess_figures(_text(data), to_date=to_date)
    return found or Problem("", "bureau_file_not_read", values)


def _text(data: bytes) -> str:
    from carerdesk.importers.decode import decode
    from carerdesk.intake.documents import kind_of
    from carerdesk.intake.papers import text_of_pdf

    if kind_of(data) == "application/pdf":
        return text_of_pdf(data, most_pages=6)
    if b"\x00" in data[:1000] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return ""
    return decode(data)
