"""The family's banks: what they book, with running balances, and the files they give out."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from carerdesk.domain.money import ZERO, Money
from carerdesk.services.money.joining import Pays


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that proves a line: its file name, its kind, and how its bytes are had."""

    file_name: str
    kind: str
    bytes_of: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the family says of a line: what it was for, whose money, what it pays, which paper proves it.

    `parts` takes the place of category and funder where several pay; `always` sorts later lines of this payee alike.
    """

    category: str = ""
    funder_id: int | None = None
    outcome_id: int | None = None
    reason: str = ""
    always: bool = False
    parts: tuple[tuple[int, Money, int | None], ...] = ()
    pays: tuple[Pays, ...] = ()
    transfer: bool = False
    paper: Paper | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One movement as the bank books it, with its own text, reference and kind of payment."""

    day: date
    amount: Money
    text: str
    reference: str
    kind: str
    meaning: Meaning


@dataclass(frozen=True, slots=True)
class Booked:
    """An entry with the balance after it."""

    entry: Entry
    balance: Money


Writer = Callable[[Sequence[Booked]], bytes]


@dataclass(slots=True)
class BankAccount:
    """An account at its bank. Files are given out month by month, up to the day asked for."""

    account_id: int
    name: str
    writer: Writer
    file_name: str
    balance: Money
    waiting: list[Entry] = field(default_factory=list)

    def post(self, entry: Entry) -> None:
        """Let the bank book a movement on its day, which no file has told of yet."""
        self.waiting.append(entry)

    def give_out(self, until: date) -> tuple[Booked, ...]:
        """What the bank booked since the last file, in its order, to the end of a day."""
        told = sorted((entry for entry in self.waiting if entry.day <= until), key=lambda entry: entry.day)
        self.waiting = [entry for entry in self.waiting if entry.day > until]
        booked = []
        for entry in told:
            self.balance += entry.amount
            booked.append(Booked(entry, self.balance))
        return tuple(booked)


def lloyds_file(sort_code: str, number: str) -> Writer:
    """Writes files the way Lloyds Bank does: newest first, amounts in two columns, a comma after the last heading."""

    def write(booked: Sequence[Booked]) -> bytes:
        out = io.StringIO()
        out.write(
            "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,"
            "Debit Amount,Credit Amount,Balance,\r\n"
        )
        rows = csv.writer(out)
        for each in reversed(booked):
            entry = each.entry
            text = f"{entry.text} {entry.reference}".strip()
            debit = (-entry.amount).text if entry.amount < ZERO else ""
            credit = entry.amount.text if entry.amount > ZERO else ""
            day = f"{entry.day:%d/%m/%Y}"
            rows.writerow([day, entry.kind, f"'{sort_code}", number, text, debit, credit, each.balance.text])
        return out.getvalue().encode("ascii")

    return write


def starling_file(booked: Sequence[Booked]) -> bytes:
    """Writes a file the way Starling Bank does: oldest first, one signed amount."""
    out = io.StringIO()
    out.write(
        "Date,Counter Party,Reference,Type,Amount (GBP),Balance (GBP),Spending Category,Notes\r\n",
    )
    rows = csv.writer(out)
    for each in booked:
        entry = each.entry
        kind = "ENTERTAINMENT" if entry.amount < ZERO else "TRANSFERS"
        rows.writerow(
            [f"{entry.day:%d/%m/%Y}", entry.text, entry.reference, entry.kind, entry.amount.text, each.balance.text,
             kind, ""]
        )  # fmt: skip
    return out.getvalue().encode()
