"""Brings a statement of many lines into fresh books; says how many seconds looking at it and finishing took."""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from carerdesk.domain.money import ZERO
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.money.accounts import NewAccount, add_account
from carerdesk.services.money.bringing_in import finish_import
from carerdesk.services.money.statements import Preview, preview_import
from carerdesk.services.outcome import Done
from carerdesk.store.books import FixedClock, create_books


def main(file: Path) -> None:
    """The time runs from the bytes of the file to the lines in the books."""
    data = file.read_bytes()
    with tempfile.TemporaryDirectory() as folder:
        books = create_books(Path(folder) / "Fresh.carerdesk", FixedClock(date(2026, 11, 20)))
        begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"})))
        add_account(books, NewAccount("Support account", date(2016, 1, 1), ZERO))
        began = time.perf_counter()
        preview = preview_import(books, 1, data, file.name)
        assert isinstance(preview, Preview), preview
        outcome = finish_import(books, preview)
        took = time.perf_counter() - began
        assert isinstance(outcome, Done), outcome
        brought_in = books.quick("SELECT count(*) FROM bank_line")[0][0]
        books.close()
    sys.stdout.write(f"{took} {brought_in}\n")


main(Path(sys.argv[1]))
