"""Annual accounts of the money held for a person: receipts and payments, balances, what is owned and owed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.evidence.results import State
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.reports.pdf import LEFT, Paper
from carerdesk.reports.pdf_marks import banner, mark, signatures
from carerdesk.reports.pdf_parts import Cell, Column, Item, facts, figure, money_list, section, table, title_block

_FUNDERS_A_TABLE = 4


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """Money of one category, one amount for each funder (plus, whether in or out), and last year's sum if known."""

    category: str
    amounts: tuple[Money, ...]
    last_year: Money | None = None

    @property
    def total(self) -> Money:
        """All funders together."""
        return total(self.amounts)


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """One bank account: its books' opening and closing, and the closing balance its statement shows."""

    name: str
    opening: Money
    closing: Money
    statement: Money
    note: str = ""


@dataclass(frozen=True, slots=True)
class FunderBalance:
    """One funder's money over the year, all accounts together."""

    name: str
    opening: Money
    money_in: Money
    money_out: Money

    @property
    def closing(self) -> Money:
        """Opening and in, less out."""
        return self.opening + self.money_in - self.money_out


@dataclass(frozen=True, slots=True)
class Owned:
    """Something owned, owed or set aside, with what it is worth and a note."""

    what: str
    amount: Money
    note: str = ""


@dataclass(frozen=True, slots=True)
class AccountsView:
    """Accounts of any twelve months.

    `funders` are the heads of every `CategoryRow`'s amounts. `certificate` is what is signed.

    Raises:
        ValueError: where a row has not one amount for each funder.
    """

    person: str
    holder: str
    reference: str
    first: date
    last: date
    made: date
    funders: tuple[str, ...]
    receipts: tuple[CategoryRow, ...]
    payments: tuple[CategoryRow, ...]
    accounts: tuple[AccountBalance, ...]
    funder_balances: tuple[FunderBalance, ...]
    assets: tuple[Owned, ...] = ()
    debts: tuple[Owned, ...] = ()
    set_aside: tuple[Owned, ...] = ()
    notes: tuple[str, ...] = ()
    certificate: str = ""
    signed_by: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse rows that do not fit the funders."""
        if any(len(row.amounts) != len(self.funders) for row in (*self.receipts, *self.payments)):
            raise ValueError("every category has one amount for each funder")

    @property
    def received(self) -> Money:
        """All money in."""
        return total(row.total for row in self.receipts)

    @property
    def paid(self) -> Money:
        """All money out."""
        return total(row.total for row in self.payments)

    @property
    def opening(self) -> Money:
        """All accounts at the start."""
        return total(account.opening for account in self.accounts)

    @property
    def closing(self) -> Money:
        """What the year's lines make of the opening balance."""
        return self.opening + self.received - self.paid

    @property
    def difference(self) -> Money:
        """Nought where the accounts add up to the bank statements."""
        return total(account.statement for account in self.accounts) - self.closing

    @property
    def funder_difference(self) -> Money:
        """Nought where the funders' balances add up to the accounts."""
        return total(funder.closing for funder in self.funder_balances) - self.closing


def write(view: AccountsView, stream: BinaryIO) -> None:
    """Write the accounts as PDF to a binary stream."""
    foot = f"{view.person} · accounts {span(view.first, view.last)} · made {long_date(view.made)}"
    paper = Paper(f"Annual accounts, {view.person}, {span(view.first, view.last)}", f"Kept by {view.holder}", foot)
    _cover(paper, view)
    _categories(paper, view, "2  Money in", view.receipts)
    paper.y -= 16
    _categories(paper, view, "3  Money out", view.payments)
    paper.y -= 16
    _accounts(paper, view)
    paper.y -= 16
    _funders(paper, view)
    for title, rows in (
        ("6  What is owned", view.assets), ("7  What is owed", view.debts), ("8  Money set aside", view.set_aside),
    ):  # fmt: skip
        paper.y -= 16
        _owned(paper, title, rows)
    _notes(paper, view)
    _certificate(paper, view)
    paper.write(stream)


def _cover(paper: Paper, view: AccountsView) -> None:
    title_block(
        paper, "Annual accounts", span(view.first, view.last), f"Money held for {view.person}", f"Kept by {view.holder}"
    )
    facts(paper, (("For", view.person), ("Kept by", view.holder), ("Reference", view.reference),
                  ("Made", long_date(view.made))))  # fmt: skip
    banner(paper, f"Balance on {long_date(view.last)}", "in all accounts together", str(view.closing))
    section(paper, "1  The year in five lines")
    money_list(paper, [
        Item(f"Balance on {long_date(view.first)}", figure(view.opening)),
        Item("Money in", figure(view.received)),
        Item("Money out", figure(-view.paid)),
        Item(f"Balance on {long_date(view.last)}", figure(view.closing), strong=True),
        Item("Balance on the bank statements", figure(view.closing + view.difference)),
    ])  # fmt: skip
    paper.y -= 4
    said = "Adds up to the bank statements" if not view.difference else "Does not add up to the bank statements"
    _checked(paper, not view.difference, f"{said}, difference {figure(view.difference)}")
    paper.y -= 16


def _checked(paper: Paper, good: bool, words: str) -> None:
    paper.need(12)
    mark(paper, LEFT, State.PASS if good else State.ATTENTION)
    paper.prose(words, LEFT + 16, bold=True)


def _categories(paper: Paper, view: AccountsView, title: str, rows: Sequence[CategoryRow]) -> None:
    section(paper, title, keep=90)
    if not rows:
        paper.prose("None in these twelve months.")
        return
    for first in range(0, len(view.funders), _FUNDERS_A_TABLE):
        _category_table(paper, view, rows, range(first, min(first + _FUNDERS_A_TABLE, len(view.funders))))
        paper.y -= 4


def _category_table(paper: Paper, view: AccountsView, rows: Sequence[CategoryRow], shown: range) -> None:
    compared = any(row.last_year is not None for row in rows)
    last = shown.stop == len(view.funders)
    ends = (["All £"] + (["Last year £"] if compared else [])) if last else []
    wide = 66.0
    columns = [Column("Category", 487.28 - wide * (len(shown) + len(ends)))]
    columns += [Column(f"{view.funders[at]} £", wide, "right") for at in shown]
    columns += [Column(end, wide, "right") for end in ends]
    made = [[row.category, *_row_figures(row, shown, ends)] for row in rows]
    sums = CategoryRow(
        "All", tuple(total(row.amounts[at] for row in rows) for at in range(len(view.funders))),
        total(row.last_year or ZERO for row in rows),
    )  # fmt: skip
    table(paper, columns, made, totals=(["All", *_row_figures(sums, shown, ends)],))


def _row_figures(row: CategoryRow, shown: range, ends: Sequence[str]) -> list[str]:
    figures = [_or_dash(row.amounts[at]) for at in shown]
    before = "–" if row.last_year is None else figure(row.last_year)
    return figures + [figure(row.total), before][: len(ends)]


def _or_dash(amount: Money) -> str:
    return figure(amount) if amount else "–"


def _accounts(paper: Paper, view: AccountsView) -> None:
    section(paper, "4  Balances by account", keep=80)
    columns = (
        Column("Account", 197.28), Column("At the start £", 70, "right"), Column("At the end £", 70, "right"),
        Column("Bank statement £", 80, "right"), Column("Difference £", 70, "right"),
    )  # fmt: skip
    rows = [
        (Cell(account.name, account.note), figure(account.opening), figure(account.closing), figure(account.statement),
         figure(account.statement - account.closing))
        for account in view.accounts
    ]  # fmt: skip
    sums = [total(column) for column in zip(*[(account.opening, account.closing, account.statement) for account
                                              in view.accounts], strict=True)]  # fmt: skip
    if not sums:
        paper.prose("No account is recorded.")
        return
    table(paper, columns, rows, totals=(("All", *map(figure, sums), figure(sums[2] - sums[1])),))


def _funders(paper: Paper, view: AccountsView) -> None:
    section(paper, "5  Balances by funder", keep=80)
    columns = (
        Column("Funder", 207.28), Column("At the start £", 70, "right"), Column("In £", 70, "right"),
        Column("Out £", 70, "right"), Column("At the end £", 70, "right"),
    )  # fmt: skip
    amounts = [(part.opening, part.money_in, part.money_out, part.closing) for part in view.funder_balances]
    rows = [(part.name, *map(figure, figures)) for part, figures in zip(view.funder_balances, amounts, strict=True)]
    sums = [figure(total(column)) for column in zip(*amounts, strict=True)] or [figure(ZERO)] * 4
    table(paper, columns, rows, totals=(("All", *sums),))
    said = "The funders’ money adds up to the accounts" if not view.funder_difference else (
        "The funders’ money does not add up to the accounts")  # fmt: skip
    paper.y -= 2
    _checked(paper, not view.funder_difference, f"{said}, difference {figure(view.funder_difference)}")


def _owned(paper: Paper, title: str, rows: Sequence[Owned]) -> None:
    section(paper, title)
    if not rows:
        paper.prose("None known.")
        return
    items = [Item(row.what, figure(row.amount), row.note) for row in rows]
    money_list(paper, [*items, Item("All", figure(total(row.amount for row in rows)), strong=True)])


def _notes(paper: Paper, view: AccountsView) -> None:
    if not view.notes:
        return
    paper.y -= 16
    section(paper, "9  Notes")
    for at, note in enumerate(view.notes, 1):
        paper.need(12)
        paper.text(LEFT, f"{at}", tone="ink2", size=9.5)
        paper.prose(note, LEFT + 18)
        paper.y -= 2


def _certificate(paper: Paper, view: AccountsView) -> None:
    if not view.signed_by:
        return
    paper.y -= 16

    def sign() -> None:
        section(paper, f"{10 if view.notes else 9}  Certificate")
        paper.prose(view.certificate)
        signatures(paper, [f"Signed, {name}" for name in view.signed_by])

    paper.need(paper.measure(sign))
    sign()
