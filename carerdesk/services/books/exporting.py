"""Taking everything out: every table as CSV, every document, and the ledger as an hledger journal."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.categories import categories
from carerdesk.domain.money import Money
from carerdesk.store import tables
from carerdesk.store.books import Books

_ODD = re.compile(r"[^\w. -]+")


def export_everything(books: Books, out: Path) -> tuple[Path, ...]:
    """Write tables, documents and journal below a folder; the paths written."""
    (out / "tables").mkdir(parents=True, exist_ok=True)
    (out / "documents").mkdir(exist_ok=True)
    with books.reading() as session:
        written = [*_tables(session, out / "tables"), *_documents(books, session, out / "documents")]
        journal = out / "ledger.journal"
        journal.write_text("\n".join(_journal(session)), encoding="utf-8")
    return (*written, journal)


def _tables(session: Session, out: Path) -> Iterator[Path]:
    for table in tables.Base.metadata.sorted_tables:
        path = out / f"{table.name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            rows = csv.writer(stream)
            rows.writerow(column.name for column in table.columns)
            for row in session.execute(select(table)):
                rows.writerow(_cell(value) for value in row)
        yield path


def _cell(value: object) -> str:
    """As text a spreadsheet takes for text: a formula typed as a payee's name must not run."""
    text = value.text if isinstance(value, Money) else "" if value is None else str(value)
    is_number = isinstance(value, Money | int | float)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not is_number else text


def _documents(books: Books, session: Session, out: Path) -> Iterator[Path]:
    for row in session.scalars(select(tables.Document).order_by(tables.Document.id)):
        path = out / f"{row.id:05d} {_ODD.sub(' ', row.file_name)[-80:].strip()}"
        with path.open("wb") as stream:
            books.documents.copy_to(row.id, stream)
        yield path


def _journal(session: Session) -> Iterator[str]:
    """Every split as a balanced entry: the account against category and funder; opening balances first."""
    funders = {row.id: row.short_name for row in session.scalars(select(tables.Funder))}
    accounts = {row.id: row for row in session.scalars(select(tables.Account))}
    yield "; CarerDesk ledger. Read with hledger: hledger -f ledger.journal balance"
    for account in accounts.values():
        yield f"\n{account.opening_on.isoformat()} Opening balance"
        yield f"    assets:{_name(account.name)}  £{account.opening_balance.text}"
        yield "    equity:opening"
    line, split = tables.BankLine, tables.Split
    rows = session.execute(
        select(line, split).join(split, split.bank_line_id == line.id).order_by(line.day, line.id, split.id)
    )
    last = None
    for bank_line, part in rows:
        if bank_line.id != last:
            yield f"\n{bank_line.day.isoformat()} {_name(bank_line.description)}  ; line {bank_line.id}"
            yield f"    assets:{_name(accounts[bank_line.account_id].name)}  £{bank_line.amount.text}"
            last = bank_line.id
        known = categories().get(part.category)
        side = "income" if part.amount.pence > 0 else "expenses"
        name = _name(known.name if known else "not sorted")
        yield f"    {side}:{name}:{_name(funders.get(part.funder_id or 0, 'not sorted'))}  £{(-part.amount).text}"
    yield ""


def _name(text: str) -> str:
    return re.sub(r"[:;|\s]+", " ", text).strip() or "–"
