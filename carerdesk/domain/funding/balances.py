"""Several funders in one account: each one's balance, adding up to the account's, and private loans to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from carerdesk.domain.money import ZERO, Money, total


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bank line that is one funder's. Money in is plus. `day` is the bank's date."""

    day: date
    funder_id: int
    amount: Money
    category: str = ""


@dataclass(frozen=True, slots=True)
class FunderBalance:
    """One funder's money in an account: opening + money in − money out = closing."""

    funder_id: int
    opening: Money
    money_in: Money
    money_out: Money
    closing: Money

    @property
    def overdrawn(self) -> bool:
        """True where the others' money has been lent to this funder."""
        return self.closing < ZERO


def balances(
    opening: Mapping[int, Money], parts: Iterable[Part], first: date, last: date, funders: Sequence[int]
) -> tuple[FunderBalance, ...]:
    """Each funder's balance over the days from first to last, in the funders' order.

    `opening` is what each had when the account was opened in the books; parts before `first` move it on, parts after
    `last` are left out. Parts and openings of a funder not named raise KeyError: no money may fall out of sight.
    """
    books = {funder: [ZERO, ZERO, ZERO] for funder in funders}
    for funder, amount in opening.items():
        books[funder][0] = amount
    for part in parts:
        row = books[part.funder_id]
        if part.day < first:
            row[0] += part.amount
        elif part.day <= last:
            row[1 if part.amount > ZERO else 2] += part.amount
    return tuple(
        FunderBalance(funder, before, came, -went, before + came + went)
        for funder, (before, came, went) in books.items()
    )


def lent_to_others(found: Iterable[FunderBalance]) -> Money:
    """How much of the others' money the overdrawn funders hold."""
    return total(-balance.closing for balance in found if balance.overdrawn)


@dataclass(frozen=True, slots=True)
class Loan:
    """Private money put in to tide an account over, and what has been repaid of it."""

    day: date
    amount: Money
    repayments: tuple[tuple[date, Money], ...] = ()

    def outstanding(self, day: date) -> Money:
        """What is still owed on a day; nothing before the loan was made."""
        if day < self.day:
            return ZERO
        return self.amount - total(amount for repaid, amount in self.repayments if repaid <= day)


def loans_outstanding(loans: Iterable[Loan], day: date) -> Money:
    """What the account owes to private money on a day."""
    return total(loan.outstanding(day) for loan in loans)
