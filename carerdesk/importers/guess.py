"""A start for the person who says which column is what: by the words of the heading, else by what the cells hold."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from carerdesk.importers.cells import CellFault, read_amount
from carerdesk.importers.days import looks_like_date
from carerdesk.importers.grid import Row
from carerdesk.importers.headings import normal_heading, signature
from carerdesk.importers.values import ColumnMapping

_OUT = ("paid out", "money out", "debit", "withdraw", "spent", "payments out", "out")
_IN = ("paid in", "money in", "credit", "deposit", "received", "payments in", "in")
_BALANCE = ("balance", "saldo")
_AMOUNT = ("amount", "value", "beløb", "sum", "total")
_STATE = ("status", "state")
_TEXT = ("description", "details", "transaction", "merchant", "narrative", "payee", "name", "memo", "text", "tekst")
_LOOKED_AT = 60
_LONGEST_BARE_NUMBER = 5


def looks_like_amount(cell: str) -> bool:
    """Whether a cell holds an amount: not a date, not a long bare number such as an account."""
    try:
        amount = read_amount(cell, decimal_comma=cell.strip()[-3:-2] == ",")
    except CellFault:
        return False
    return amount is not None and not (cell.strip().isdecimal() and len(cell.strip()) > _LONGEST_BARE_NUMBER)


def first_payment(rows: Sequence[Row]) -> int | None:
    """Where the first row with both a date and an amount stands in the list, None where there is none."""
    for at, (_, cells) in enumerate(rows):
        dates = {n for n, cell in enumerate(cells) if looks_like_date(cell)}
        if dates and any(n not in dates and looks_like_amount(cell) for n, cell in enumerate(cells)):
            return at
    return None


def guess_mapping(rows: Sequence[Row], first: int, heading: Row | None) -> ColumnMapping | None:
    """A mapping to show for checking, None where no date, amount or text stands out."""
    body = [cells for _, cells in rows[first : first + _LOOKED_AT]]
    columns = list(range(max(len(cells) for cells in body)))
    words = [*normal_heading(heading[1])] if heading else []
    words += [""] * (len(columns) - len(words))
    dates = [n for n in columns if _share(body, n, looks_like_date)]
    amounts = [n for n in columns if n not in dates and _share(body, n, looks_like_amount)]
    amounts = [n for n in amounts if _share(body, n, _has_pence)] or amounts
    if not dates or not amounts:
        return None
    texts = [n for n in columns if n not in {*dates, *amounts}]
    money = _money(words, amounts)
    return ColumnMapping(
        date=dates[0],
        description=_description(words, texts, body),
        state=_named(words, texts, _STATE),
        skip_rows=heading[0] if heading else rows[first][0] - 1,
        header=signature(heading[1]) if heading else "",
        decimal_comma=_mostly_commas(body, amounts),
        amount=money.get("amount"),
        money_in=money.get("money_in"),
        money_out=money.get("money_out"),
        balance=money.get("balance"),
    )


def _share(body: Sequence[list[str]], at: int, test: Callable[[str], bool]) -> bool:
    cells = [cells[at] for cells in body if at < len(cells) and cells[at].strip()]
    return bool(cells) and sum(test(cell) for cell in cells) * 4 > len(cells) * 3


def _has_pence(cell: str) -> bool:
    return "".join(mark for mark in cell if mark in "0123456789.,")[-3:-2] in {".", ","}


def _named(words: Sequence[str], columns: Sequence[int], names: Sequence[str]) -> int | None:
    for name in names:
        for at in columns:
            if words[at] == name or (len(name) > len("out") and name in words[at]):
                return at
    return None


def _money(words: Sequence[str], amounts: Sequence[int]) -> dict[str, int | None]:
    balance = _named(words, amounts, _BALANCE)
    moves = [at for at in amounts if at != balance]
    out, into = _named(words, moves, _OUT), _named(words, moves, _IN)
    if out is not None and into is not None and out != into:
        spare = [at for at in moves if at > max(out, into)]
        return {"money_out": out, "money_in": into, "balance": spare[0] if balance is None and spare else balance}
    named = _named(words, moves, _AMOUNT)
    amount = named if named is not None else (moves[0] if moves else amounts[0])
    left = [at for at in moves if at > amount and not words[at]]
    return {"amount": amount, "balance": balance if balance is not None else (left[0] if left else None)}


def _description(words: Sequence[str], texts: Sequence[int], body: Sequence[list[str]]) -> tuple[int, ...]:
    named = _named(words, texts, _TEXT)
    if named is not None:
        return (named,)
    longest = max(texts, key=lambda at: sum(len(cells[at]) for cells in body if at < len(cells)), default=None)
    return () if longest is None else (longest,)


def _mostly_commas(body: Sequence[list[str]], amounts: Sequence[int]) -> bool:
    cells = [cells[at].strip() for cells in body for at in amounts if at < len(cells)]
    return sum(cell[-3:-2] == "," for cell in cells) > sum(cell[-3:-2] == "." for cell in cells)
