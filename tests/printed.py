"""What stands on a paper that was saved."""

from __future__ import annotations

from pathlib import Path

import pypdf


def printed(pdf: Path) -> str:
    """All its words, spaces and lines made one space."""
    pages = pypdf.PdfReader(pdf).pages
    return " ".join(" ".join(page.extract_text(extraction_mode="layout") for page in pages).split())
