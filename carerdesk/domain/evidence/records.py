"""What the control tests look at: one funder's records over one period, as plain values.

None stands for what the books do not record yet, which is another thing than none at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from carerdesk.domain.money import ZERO, Money


class Payee(StrEnum):
    """Who got the money of a line, as far as an auditor minds."""

    OTHER = "other"
    RELATIVE = "relative"
    SELF = "self"
    OWN_ACCOUNT = "own_account"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line as the statement shows it. Money in is plus."""

    day: date
    amount: Money
    description: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement's closing balance and day; `lines` where the statement itself is at hand, else None."""

    id: int
    account: str
    first_day: date
    last_day: date
    balance: Money
    lines: tuple[StatementLine, ...] | None = None


@dataclass(frozen=True, slots=True)
class AccountLine:
    """A whole line of an account in the books, whoever's money it is."""

    id: int
    day: date
    amount: Money
    description: str = ""


@dataclass(frozen=True, slots=True)
class Account:
    """An account the funder's money goes through.

    `opening` is the books' balance at the start of `opening_day`, `lines` all its lines from that day on; statements
    from before that day are left out.
    """

    name: str
    opening_day: date
    opening: Money
    lines: tuple[AccountLine, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Spend:
    """This funder's part of a bank line. Money out is minus.

    `expects` are the proofs that will do (any one), `proofs` those it has: the kinds of its documents, "payslip" or
    "hmrc_payment" where the line pays a payslip or an HMRC period in the books, "note" where a reason is written down.
    """

    id: int
    day: date
    amount: Money
    description: str
    category: str = ""
    payee: Payee = Payee.OTHER
    reason: str = ""
    outcome: str = ""
    points_to_plan: bool = False
    expects: frozenset[str] = frozenset()
    proofs: frozenset[str] = frozenset()
    within_books: bool = False
    pays_payslip: Money = ZERO


@dataclass(frozen=True, slots=True)
class PayslipRecord:
    """A payslip of the period, all funders together: net pay, what was paid for it, and its hours.

    `timesheet_minutes` are those of the signed or agreed timesheets for its pay period, None where there is none.
    """

    id: int
    title: str
    payday: date
    net: Money
    paid: Money
    paid_minutes: int
    timesheet_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class WeekHours:
    """A week's minutes for this funder, and the plan's (in proportion where the period cuts the week)."""

    monday: date
    minutes: int
    planned: int | None = None


@dataclass(frozen=True, slots=True)
class Liability:
    """Tax and National Insurance, or pension contributions, of one period: when due, how much, and each payment."""

    id: int
    title: str
    due: date
    owed: Money
    payments: tuple[tuple[date, Money], ...] = ()
    record: str = "hmrc_period"


@dataclass(frozen=True, slots=True)
class Contribution:
    """The person's own contribution over the period: due and paid in."""

    due: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class Cover:
    """A stretch of days employers' liability insurance is in force."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Held:
    """Weeks held at the period's end, by free balance and by whole balance, and the funder's limits."""

    free_weeks: Decimal | None
    balance_weeks: Decimal | None
    least: Decimal | None = None
    most: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PaidPerson:
    """Someone paid in the period. `live_in_relative` is None where nobody said whether they are one."""

    id: int
    name: str
    live_in_relative: bool | None
    has_consent: bool = False


@dataclass(frozen=True, slots=True)
class Records:
    """Everything the twelve tests need. `as_at` is the day they are run: what is due later is not missed yet."""

    first: date
    last: date
    as_at: date
    accounts: tuple[Account, ...] = ()
    spends: tuple[Spend, ...] = ()
    payslips: tuple[PayslipRecord, ...] = ()
    weeks: tuple[WeekHours, ...] = ()
    liabilities: tuple[Liability, ...] | None = None
    contribution: Contribution | None = None
    cover: tuple[Cover, ...] | None = None
    days_worked: tuple[date, ...] = ()
    payees_known: bool = True
    outcomes_known: bool = True
    held: Held | None = None
    paid_people: tuple[PaidPerson, ...] = ()

    @property
    def money_out(self) -> tuple[Spend, ...]:
        """Money that left the books in the period: not moved between accounts that are both in them."""
        return tuple(spend for spend in self.spends if spend.amount < ZERO and not spend.within_books)
