"""What reading a bank file gives back: plain values that know nothing of files or books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem


class DateOrder(StrEnum):
    """Which part of a date in figures comes first. UK files are day first unless a person says otherwise."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    YEAR_FIRST = "year first"


@dataclass(frozen=True, slots=True)
class AccountHint:
    """What a file says about its account. Each part is None where the file does not print it."""

    sort_code: str | None = None
    number: str | None = None
    last_digits: str | None = None

    def __str__(self) -> str:
        number = self.number or (f"ending {self.last_digits}" if self.last_digits else "")
        return " ".join(part for part in (self.sort_code, number) if part)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One movement on an account: money in is plus, money out is minus, for cards too."""

    line_number: int
    date: date
    amount: Money
    description: str
    other_text: tuple[tuple[str, str], ...] = ()
    balance: Money | None = None
    bank_id: str | None = None
    account: AccountHint | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A line that is no movement (pending, declined, a heading). The reason code has words of its own."""

    line_number: int
    reason_code: str
    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A line that could not be read safely, with its own text so that a person can type it in."""

    line_number: int
    reason_code: str
    text: str


@dataclass(frozen=True, slots=True)
class BalanceBreak:
    """A line whose printed balance does not follow from the line before it in time."""

    line_number: int
    expected: Money
    printed: Money

    @property
    def missing(self) -> Money:
        """What came between the two lines that the file does not show."""
        return self.printed - self.expected


@dataclass(frozen=True, slots=True)
class DateExample:
    """One date as the file prints it, and the two ways to read it (None where a way is no date)."""

    line_number: int
    text: str
    day_first: date | None
    month_first: date | None


@dataclass(frozen=True, slots=True)
class DateDoubt:
    """Why reading day first may be wrong: a reason code with words, and real rows to show."""

    code: str
    examples: tuple[DateExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """A file read: its lines in file order, and everything that was not read.

    `oldest_first` is None where nothing tells. `closing_balance` is the balance after the newest line, or the one the
    file prints for itself. `account_hint` is None where the file names no account or several; `accounts` holds all.
    """

    layout: str
    account_hint: AccountHint | None
    lines: tuple[StatementLine, ...]
    left_out: tuple[LeftOut, ...] = ()
    refused: tuple[Refused, ...] = ()
    closing_balance: Money | None = None
    oldest_first: bool | None = None
    balance_breaks: tuple[BalanceBreak, ...] = ()
    date_doubt: DateDoubt | None = None
    currency: str = "GBP"
    accounts: tuple[AccountHint, ...] = ()


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Which column is what, as a person said. Columns count from 0.

    Either `amount` is given or at least one of `money_in` and `money_out`. `flag` is a column that says D or C, DR or
    CR, − or +. `header` is the signature of the heading row and finds the first payment where a file's opening lines
    vary; without it `skip_rows` lines are passed over.
    """

    date: int
    description: tuple[int, ...]
    date_order: DateOrder = DateOrder.DAY_FIRST
    amount: int | None = None
    money_in: int | None = None
    money_out: int | None = None
    spending_is_plus: bool = False
    flag: int | None = None
    balance: int | None = None
    state: int | None = None
    skip_rows: int = 0
    header: str = ""
    decimal_comma: bool = False

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON, to be remembered by the header's signature."""
        plain: dict[str, Any] = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return plain | {"description": list(self.description), "date_order": self.date_order.value}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> ColumnMapping:
        """The mapping that `to_json` gave.

        Raises:
            ValueError: when the values are not those of a mapping.
        """
        try:
            order = DateOrder(plain.get("date_order", DateOrder.DAY_FIRST))
            known = {name: plain[name] for name in cls.__dataclass_fields__ if name in plain}
            made = cls(**known | {"description": tuple(plain["description"]), "date_order": order})
        except (KeyError, TypeError) as fault:
            raise ValueError("these are not the columns of a statement") from fault
        if not made.sound:
            raise ValueError("these are not the columns of a statement")
        return made

    @property
    def sound(self) -> bool:
        """Every column is a whole number from 0, and there is an amount to read."""
        columns = (self.date, *self.description, *(at for at in self._optional if at is not None), self.skip_rows)
        whole = all(type(at) is int and at >= 0 for at in columns)
        return whole and any(at is not None for at in (self.amount, self.money_in, self.money_out))

    @property
    def _optional(self) -> tuple[int | None, ...]:
        return (self.amount, self.money_in, self.money_out, self.flag, self.balance, self.state)


@dataclass(frozen=True, slots=True)
class NeedsMapping:
    """A table nobody has named yet: the person says which column is what.

    `why` is a reason code with words. `guess` is a start for the person to check, never used unseen. `examples` holds
    real dates where the question is only about their order.
    """

    columns: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    why: str
    signature: str
    guess: ColumnMapping | None = None
    examples: tuple[DateExample, ...] = ()


@dataclass(frozen=True, slots=True)
class CannotRead:
    """The file is no statement that can be read; the problem says what to do instead."""

    problem: Problem


Reading = Statement | NeedsMapping | CannotRead
