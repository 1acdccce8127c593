"""Writes the PDF of a pack with a thousand photographs, from open books; says how many seconds that took."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from carerdesk.reports import exhibits, pack, pdf_import  # all loaded beforehand, as the peer has its parts
from carerdesk.services.books.opening import open_for_work
from carerdesk.services.evidence.exhibits import numbered_exhibits
from carerdesk.services.evidence.gathered import Gathered, Period
from carerdesk.services.evidence.pack import pack_view
from carerdesk.store.books import FixedClock

FIRST, LAST, MADE = date(2026, 8, 3), date(2026, 11, 22), date(2026, 11, 29)
COUNCIL = 2
LOADED = (exhibits, pdf_import)


def main(folder: Path, out: Path) -> None:
    """Write it."""
    books = open_for_work(folder / "Photos.carerdesk", FixedClock(MADE))
    try:
        began = time.perf_counter()
        with books.reading() as session, out.open("wb") as stream:
            gathered = Gathered(session, Period(COUNCIL, FIRST, LAST, MADE))
            numbered = numbered_exhibits(books, gathered)
            written = pack.write(pack_view(gathered, numbered, MADE), numbered.exhibits(), stream)
        took = time.perf_counter() - began
        assert not written.unreadable, written.unreadable
        assert len(numbered.papers) == 1000
        sys.stdout.write(f"{took}\n")
    finally:
        books.close()


main(Path(sys.argv[1]), Path(sys.argv[2]))
