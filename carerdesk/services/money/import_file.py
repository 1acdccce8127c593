"""Bringing a statement file in without the window: what is plainly new; what is not sure is left for a person."""

from __future__ import annotations

from pathlib import Path

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.bringing_in import finish_import
from carerdesk.services.money.statements import Preview, WhichAccount, preview_import, reason_words
from carerdesk.services.outcome import Done, Outcome, Rejected


def import_file(books: Books, account_name: str, path: Path) -> Outcome:
    """Bring a file into the account of that name; says new, already there, not sure, refused."""
    data = path.read_bytes()
    known = {account.name.casefold(): account.id for account in accounts(books)}
    if account_name.casefold() not in known:
        there = ", ".join(account.name for account in accounts(books)) or "none yet"
        return Rejected((Problem("account", "no_such_account", {"name": account_name, "there": there}),))
    found = preview_import(books, known[account_name.casefold()], data, path.name)
    if isinstance(found, Problem):
        return Rejected((found,))
    if isinstance(found, WhichAccount):
        return Rejected((Problem("account", "file_holds_several_accounts", {"accounts": ", ".join(found.hints)}),))
    if not isinstance(found, Preview):
        return Rejected((Problem("file", "columns_to_choose", {"why": reason_words(found.why)}),))
    return _finish(books, found)


def _finish(books: Books, found: Preview) -> Outcome:
    counts = (
        f"{len(found.new)} new, {len(found.already_there)} already there, {len(found.not_sure)} not sure,"
        f" {len(found.refused)} refused"
    )
    if not found.new:
        return Done(counts)
    outcome = finish_import(books, found)
    if isinstance(outcome, Rejected):
        return outcome
    return Done(f"{counts}. {outcome.said}", outcome.changes, outcome.id, outcome.operation)
