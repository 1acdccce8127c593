"""Files that are no statement this program reads, each with its own next step."""

from __future__ import annotations

import re

from carerdesk.domain.problem import Problem

_STARTS = (
    (b"%PDF", "file_is_pdf"),
    (b"\xff\xd8\xff", "file_is_picture"),
    (b"\x89PNG", "file_is_picture"),
    (b"GIF8", "file_is_picture"),
    (b"II*\x00", "file_is_picture"),
    (b"MM\x00*", "file_is_picture"),
    (b"\xd0\xcf\x11\xe0", "file_is_old_excel"),
    (b"{\\rtf", "file_is_document"),
    (b"SQLite format 3", "not_a_statement"),
    (b"\x1f\x8b", "file_is_packed"),
    (b"7z\xbc\xaf", "file_is_packed"),
    (b"Rar!", "file_is_packed"),
)
_SPREADSHEETS = (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", b"Index/Document.iwa", b"Index/Tables")
_MT940 = re.compile(r"^:(?:20|25|28C?|60[FM]|61):", re.MULTILINE)
_MOST_STRAY_MARKS = 0.02


def binary_problem(data: bytes) -> Problem | None:
    """Why a file that is no text cannot be read, by its first bytes; None where it may be text."""
    head = data[:2000]
    for start, code in _STARTS:
        if head.startswith(start):
            return Problem("", code, {})
    if head[4:8] == b"ftyp" or (head.startswith(b"RIFF") and head[8:12] == b"WEBP") or head.startswith(b"BM\x00"):
        return Problem("", "file_is_picture", {})
    return Problem("", _packed(head), {}) if head.startswith(b"PK") else None


def _packed(head: bytes) -> str:
    if any(mark in head for mark in _SPREADSHEETS):
        return "file_is_other_spreadsheet"
    return "file_is_document" if b"word/" in head or b"opendocument.text" in head else "file_is_packed"


def is_binary(text: str) -> bool:
    """Whether a decoded opening holds more stray marks than any bank writes."""
    stray = sum(mark < " " and mark not in "\n\t\x0c\x1a" for mark in text)
    return stray > max(2, len(text) * _MOST_STRAY_MARKS)


def foreign_format(text: str) -> Problem | None:
    """Bank formats for businesses, which are recognised and not read."""
    if "camt.05" in text or "<BkToCstmr" in text:
        return Problem("", "file_is_camt", {})
    if len(set(_MT940.findall(text))) > 2:  # noqa: PLR2004 - one tag alone may be chance
        return Problem("", "file_is_mt940", {})
    return None
