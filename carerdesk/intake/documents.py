"""The one door for documents: what a file is by its own bytes, and whether it is sound."""

from __future__ import annotations

from carerdesk.domain.problem import Problem
from carerdesk.intake.checked import PDF, Checked, Kind

LARGEST_PHOTO = 50 * 1024 * 1024
LARGEST_PDF = 100 * 1024 * 1024
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_PDF_WITHIN = 1024
_OTHERS = (
    (b"PK", "document_is_packed"),
    (b"\x1f\x8b", "document_is_packed"),
    (b"7z\xbc\xaf", "document_is_packed"),
    (b"Rar!", "document_is_packed"),
    (b"GIF8", "document_is_other_picture"),
    (b"BM", "document_is_other_picture"),
    (b"II*\x00", "document_is_other_picture"),
    (b"MM\x00*", "document_is_other_picture"),
    (b"RIFF", "document_is_other_picture"),
    (b"\xd0\xcf\x11\xe0", "document_is_office"),
)


def kind_of(data: bytes) -> Kind | None:
    """What a file is by its first bytes; its name is never asked."""
    if data.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "image/heic"
    return PDF if b"%PDF-" in data[:_PDF_WITHIN] and not data.startswith(b"PK") else None


def size_problem(size: int, kind: Kind | None = None) -> Problem | None:
    """Why a file of so many bytes is too large to take in; ask before reading it. Without a kind, the larger limit."""
    limit = LARGEST_PDF if kind in {None, PDF} else LARGEST_PHOTO
    if size <= limit:
        return None
    values = {"size": f"{size / 1024 / 1024:,.0f} MB", "limit": f"{limit // 1024 // 1024} MB"}
    return Problem("file", "pdf_too_large" if kind == PDF else "photo_too_large", values)


def check_document(data: bytes, file_name: str = "") -> Checked | Problem:
    """Look a document through from end to end, without believing its name.

    Args:
        data: the whole file.
        file_name: for the words of a problem only.

    Returns:
        What it is, or a problem with a next step; no kind of damage raises.
    """
    if not data:
        return Problem("file", "document_empty", {"file": file_name or "This file"})
    kind = kind_of(data)
    if kind is None:
        return Problem("file", _other(data), {"file": file_name or "This file"})
    too_large = size_problem(len(data), kind)
    if too_large:
        return too_large
    if kind == PDF:
        from carerdesk.intake.papers import check_pdf

        return check_pdf(data)
    from carerdesk.intake.pictures import check_picture

    return check_picture(data, kind)


def _other(data: bytes) -> str:
    if data[4:8] == b"ftyp":
        return "document_is_video" if data[8:12] not in {b"avif", b"avis"} else "document_is_other_picture"
    return next((code for start, code in _OTHERS if data.startswith(start)), "document_kind_unknown")
