"""What an evidence pack shows and holds, as plain frozen values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from carerdesk.domain.evidence.results import ControlResult, State
from carerdesk.domain.money import ZERO, Money, total

GROUPS = {
    "A": "Bank statements",
    "B": "Payslips and timesheets",
    "C": "Receipts and invoices",
    "D": "Insurance",
    "E": "HMRC and pension records",
    "F": "Other papers",
}
"""What the letter before an exhibit's number stands for."""

TESTS = 12


@dataclass(frozen=True, slots=True)
class NamedSum:
    """Money with a name and a small note: "Pay and tax due on 27 November", £2,087.09."""

    label: str
    amount: Money
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """How a funder's money adds up over the period. Every amount is a plus; the sheet puts the signs.

    `uncleared` is what the list has and the statement does not yet (minus for payments out); `others` is the money
    of other funders in the same account; `*_note` words how a figure came about ("4 × £2,560.24").
    """

    opening: Money
    received: Money
    contribution: Money
    other_in: Money
    wages: Money
    hmrc: Money
    pension: Money
    other_out: Money
    statement: Money
    uncleared: Money = ZERO
    others: tuple[NamedSum, ...] = ()
    set_aside: tuple[NamedSum, ...] = ()
    received_note: str = ""
    contribution_note: str = ""
    other_in_note: str = ""
    other_out_note: str = ""

    @property
    def closing(self) -> Money:
        """Opening and money in, less money out."""
        money_in = (self.opening, self.received, self.contribution, self.other_in)
        return total(money_in) - total((self.wages, self.hmrc, self.pension, self.other_out))

    @property
    def on_statement(self) -> Money:
        """What the bank says is this funder's."""
        return self.statement + self.uncleared - total(other.amount for other in self.others)

    @property
    def difference(self) -> Money:
        """Nought where the list and the bank agree."""
        return self.on_statement - self.closing

    @property
    def aside(self) -> Money:
        """All money set aside."""
        return total(part.amount for part in self.set_aside)

    @property
    def free(self) -> Money:
        """What is left when all that is set aside is paid."""
        return self.closing - self.aside


@dataclass(frozen=True, slots=True)
class WeeksHeld:
    """Weeks of payment in hand, by the free balance and by the whole balance; None where no weekly payment is known."""

    weekly: Money | None
    by_free: Decimal | None
    by_balance: Decimal | None
    least: Decimal | None
    most: Decimal | None
    verdict: str
    state: State


@dataclass(frozen=True, slots=True)
class Listed:
    """An exhibit in the list: its number ("C12"), its title, and what it shows."""

    number: str
    title: str
    day: date | None = None
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class PackLine:
    """One line of money in or out, this funder's share of it; `whole` and `others` where others share it."""

    n: int
    day: date
    who: str
    what: str
    category: str
    method: str
    money_in: Money
    money_out: Money
    balance: Money
    exhibits: tuple[str, ...] = ()
    whole: Money | None = None
    others: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SharedCost:
    """A cost several funders paid: this funder's share, the whole, and what each other paid."""

    day: date
    what: str
    share: Money
    cost: Money
    others: tuple[NamedSum, ...]
    exhibits: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """£45.00 of £60.00; other share paid by NHS £15.00."""
        said = f"{self.share} of {self.cost}"
        if self.others:
            paid = ", ".join(f"{other.label} {other.amount}" for other in self.others)
            said += f"; other share paid by {paid}"
        left = self.cost - self.share - total(other.amount for other in self.others)
        return said + (f"; {left} is not shared out" if left else "")


@dataclass(frozen=True, slots=True)
class PayrollRow:
    """One payslip in the payroll summary: whole figures, not shares."""

    name: str
    payday: date
    gross: Money
    tax: Money
    ni: Money
    pension: Money
    other_deductions: Money
    net: Money
    employer_ni: Money
    employer_pension: Money
    exhibits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Hours this funder paid for in one week, one figure for each PA, and the hours planned."""

    first: date
    last: date
    hours: tuple[Decimal, ...]
    planned: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PackHours:
    """Hours by PA and week."""

    names: tuple[str, ...]
    weeks: tuple[WeekHours, ...]


@dataclass(frozen=True, slots=True)
class PackView:
    """An evidence pack for one funder and period.

    `money_name` begins the sum ("Council money"); `length` words the period ("16 weeks"); `test_exhibits` names where
    each test looked ("A, C"), one for each of the twelve tests.

    Raises:
        ValueError: where the twelve tests, or the exhibits' numbers, are not as they should be.
    """

    title: str
    funder: str
    first: date
    last: date
    length: str
    reference: str
    person: str
    holder: str
    account: str
    send_by: date | None
    made: date
    money_name: str
    contribution_name: str
    sum: Reconciliation
    weeks: WeeksHeld
    tests: tuple[ControlResult, ...]
    test_exhibits: tuple[str, ...]
    exhibits: tuple[Listed, ...]
    lines: tuple[PackLine, ...]
    declaration: tuple[str, ...]
    signed_by: str
    shared: tuple[SharedCost, ...] = ()
    payroll: tuple[PayrollRow, ...] = ()
    hours: PackHours | None = None
    summary_note: str = ""
    notes: tuple[str, ...] = ()
    hue: str = "council"

    def __post_init__(self) -> None:
        """Refuse a pack that does not show all twelve tests, or numbers two exhibits alike."""
        if [test.n for test in self.tests] != list(range(1, TESTS + 1)) or len(self.test_exhibits) != TESTS:
            raise ValueError("a pack shows all twelve tests, in order")
        numbers = [exhibit.number for exhibit in self.exhibits]
        if len(set(numbers)) != len(numbers) or any(name[:1] not in GROUPS for name in numbers):
            raise ValueError("every exhibit has its own number, with a letter from A to F")


@dataclass(frozen=True, slots=True)
class PackWritten:
    """What was made: pages in all, and each exhibit that could not be shown with the reason."""

    pages: int
    unreadable: tuple[tuple[str, str], ...]


class Stopped(Exception):  # noqa: N818 - the person pressed Stop; nothing went wrong
    """The person asked to stop; what was written so far is to be thrown away."""


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A document to add: its number ("C12"), a title, its media type, and how to get its bytes when its turn comes."""

    number: str
    title: str
    kind: str
    load: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Placed:
    """An exhibit's pages as object numbers, and in words why it could not be shown ("" where it could)."""

    pages: tuple[int, ...]
    fault: str = ""
