"""The sheet with the recovery code, for paper."""

from __future__ import annotations

import io
from pathlib import Path

from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.store.books import Books
from carerdesk.store.problems import KnownProblem, plainly


def sheet_name(books: Books) -> str:
    """A name to offer for the file."""
    return f"Recovery code for {books.name}.pdf"


def write_recovery_sheet(books: Books, file: Path) -> Outcome:
    """The recovery code and what it is for, as PDF for its owner alone. It opens the books: print, then delete."""
    from carerdesk.reports.recovery_sheet import RecoverySheetView, write
    from carerdesk.store.files import write_whole
    from carerdesk.store.keys import recovery_recipe

    whole = file if file.suffix.lower() == ".pdf" else file.with_name(file.name + ".pdf")
    groups = tuple(books.recovery_code().split())
    stream = io.BytesIO()
    write(RecoverySheetView(books.name, groups, books.today(), recovery_recipe()), stream)
    try:
        with plainly():
            write_whole(whole, stream.getvalue())
    except KnownProblem as problem:
        return Rejected((Problem("", problem.code, problem.values),))
    return Done(f"Sheet written: {whole}. Print it, then delete the file: whoever has it can open the books.")
