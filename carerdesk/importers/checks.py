"""What a file's own order and balances tell: which way it runs, and where a balance does not follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from carerdesk.domain.money import Money
from carerdesk.importers.values import (
    AccountHint,
    BalanceBreak,
    DateDoubt,
    DateExample,
    LeftOut,
    Refused,
    Statement,
    StatementLine,
)


def make_statement(
    layout: str,
    lines: Sequence[StatementLine],
    left_out: Iterable[LeftOut] = (),
    refused: Iterable[Refused] = (),
    *,
    closing_balance: Money | None = None,
    accounts: Sequence[AccountHint] = (),
    date_doubt: DateDoubt | None = None,
    today: date | None = None,
) -> Statement:
    """Put a statement together and check it against itself.

    `closing_balance` and `accounts` are what the file prints outside its lines.
    """
    every = tuple(dict.fromkeys([line.account for line in lines if line.account] or accounts))
    groups = _by_account(lines)
    oldest_first = runs_oldest_first(groups)
    return Statement(
        layout=layout,
        account_hint=every[0] if len(every) == 1 else None,
        lines=tuple(lines),
        left_out=tuple(sorted(left_out, key=lambda each: each.line_number)),
        refused=tuple(sorted(refused, key=lambda each: each.line_number)),
        closing_balance=closing_balance if closing_balance is not None else _closing(groups, oldest_first),
        oldest_first=oldest_first,
        balance_breaks=tuple(broken for group in groups for broken in balance_breaks(group, oldest_first)),
        date_doubt=date_doubt or _future(lines, today),
        accounts=every,
    )


def _by_account(lines: Sequence[StatementLine]) -> list[list[StatementLine]]:
    groups: dict[AccountHint | None, list[StatementLine]] = {}
    for line in lines:
        groups.setdefault(line.account, []).append(line)
    return list(groups.values())


def runs_oldest_first(groups: Sequence[Sequence[StatementLine]]) -> bool | None:
    """Which way the lines run, by the chain of balances and else by the dates; None where nothing tells."""
    chain = dates = 0
    for group in groups:
        for above, below in pairwise(group):
            chain += _follows(above, below) - _follows(below, above)
            dates += (below.date > above.date) - (below.date < above.date)
    return (chain or dates) > 0 if chain or dates else None


def _follows(earlier: StatementLine, later: StatementLine) -> bool:
    if earlier.balance is None or later.balance is None:
        return False
    return earlier.balance.pence + later.amount.pence == later.balance.pence


def balance_breaks(lines: Sequence[StatementLine], oldest_first: bool | None) -> list[BalanceBreak]:
    """Every place where a balance does not follow, earliest first. Only where every line prints a balance."""
    if any(line.balance is None for line in lines):
        return []
    in_time = lines if oldest_first is not False else lines[::-1]
    return [
        BalanceBreak(later.line_number, earlier.balance + later.amount, later.balance)
        for earlier, later in pairwise(in_time)
        if earlier.balance is not None and later.balance is not None and not _follows(earlier, later)
    ]


def _closing(groups: Sequence[Sequence[StatementLine]], oldest_first: bool | None) -> Money | None:
    if len(groups) != 1 or (oldest_first is None and len(groups[0]) > 1):
        return None
    return groups[0][-1 if oldest_first is not False else 0].balance


def _future(lines: Sequence[StatementLine], today: date | None) -> DateDoubt | None:
    late = [line for line in lines if today is not None and line.date > today]
    if not late:
        return None
    shown = (DateExample(line.line_number, line.date.isoformat(), line.date, None) for line in late[:5])
    return DateDoubt("dates_in_the_future", tuple(shown))
