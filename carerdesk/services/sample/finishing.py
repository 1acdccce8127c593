"""The last of the sample: a pack for each funder, the accounts, and what to know about it all."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from carerdesk.domain.dates import add_months
from carerdesk.services.evidence.returns import all_returns
from carerdesk.services.evidence.write import Asked, Progress, write_accounts, write_pack
from carerdesk.services.sample.calendar import A_DAY, Span
from carerdesk.services.sample.planted import Told
from carerdesk.services.sample.words import about, since
from carerdesk.store.books import Books, FixedClock, open_books


def finish(
    place: Path, name: str, span: Span, planted: Sequence[Told], progress: Progress, stopped: Asked
) -> None:  # fmt: skip
    """Write what is made from the books, and the words about them."""
    today = span.today
    books = open_books(place / name, FixedClock(today))
    try:
        _packs(books, place / "packs", today, progress, stopped)
        begins = max(span.first, add_months(today, -12) + A_DAY)
        write_accounts(books, begins, today, place / "accounts")
        progress("Accounts", 1, 1)
    finally:
        books.close()
    if planted:
        faults = json.dumps(planted, ensure_ascii=False, indent=1)
        (place / "faults.json").write_text(faults + "\n", encoding="utf-8")
    _about(place / "about.txt", span, faults=bool(planted))


def _packs(books: Books, out: Path, today: date, progress: Progress, stopped: Asked) -> None:
    """One pack for each funder, for its last period that is over."""
    last = {view.funder: view for view in all_returns(books) if view.last < today}
    for view in last.values():
        write_pack(books, view.funder, view.first, view.last, out, progress=progress, stopped=stopped)


def _about(path: Path, span: Span, *, faults: bool) -> None:
    last = about("faults") if faults else about("plain")
    paragraphs = [
        about("title"),
        about("family"),
        about("funders"),
        since(span.payroll_from, from_agency=span.from_agency),
        last,
    ]
    path.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
