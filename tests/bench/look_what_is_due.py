"""Works out This week, as the window does behind its first page; says how many seconds it took."""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path

from carerdesk.services.books.opening import open_for_work
from carerdesk.services.due.front import work_out_front_page
from carerdesk.store.books import FixedClock


def main(folder: str, today: str) -> None:
    """Twice: the first time bears the loading of modules."""
    books = open_for_work(Path(folder), FixedClock(date.fromisoformat(today)))
    try:
        work_out_front_page(books)
        began = time.perf_counter()
        work_out_front_page(books)
        sys.stdout.write(f"{time.perf_counter() - began}\n")
    finally:
        books.close()


main(*sys.argv[1:])
