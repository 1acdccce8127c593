"""Which cell of a row is what, from a known layout or from a person's choice, and one row read by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from carerdesk.domain.money import Money
from carerdesk.importers.cells import CellFault, account_hint, credit_mark, read_amount, tidy
from carerdesk.importers.days import DateReader, lacks_year
from carerdesk.importers.headings import normal_heading
from carerdesk.importers.layouts import Layout
from carerdesk.importers.values import AccountHint, ColumnMapping, DateOrder, LeftOut, Refused, StatementLine

Read = StatementLine | LeftOut | Refused
_NOT_REAL = {
    "pending": "pending", "authorised": "pending", "authorized": "pending",
    "reverted": "reverted", "reversed": "reverted", "cancelled": "reverted", "canceled": "reverted",
    "declined": "declined", "failed": "declined", "rejected": "declined",
}  # fmt: skip
_NOTHING: tuple[int, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Cell numbers from 0; None where the file has no such column. `others` are the texts kept beside the main one."""

    name: str
    date: int
    text: tuple[int, ...]
    amount: int | None = None
    money_in: int | None = None
    money_out: int | None = None
    balance: int | None = None
    text_instead: tuple[int, ...] = _NOTHING
    fee: int | None = None
    flag: int | None = None
    state: int | None = None
    currency: int | None = None
    bank_id: int | None = None
    account: tuple[int, ...] = _NOTHING
    others: tuple[tuple[str, int], ...] = ()
    order: DateOrder | None = None
    spending_is_plus: bool = False
    continues: bool = False
    spotty: bool = False
    decimal_comma: bool = False
    width: int | None = None

    @cached_property
    def needed(self) -> int:
        """How many cells a row must have for everything that matters to be there."""
        columns = [self.date, *self.text, self.amount, self.money_in, self.money_out]
        columns += [self.fee, self.flag, self.state, None if self.spotty else self.balance]
        return 1 + max(at for at in columns if at is not None)


def plan_for_layout(layout: Layout, heading: Sequence[str]) -> Plan:
    """The plan for a heading row that `find_layout` knew."""
    words = normal_heading(heading)
    at = {word: words.index(word) for word in words if word}
    main = tuple(at[name] for name in layout.text if name in at)
    singles = [layout.date, layout.amount, layout.money_in, layout.money_out, layout.balance, layout.fee]
    used = {at[name] for name in (*singles, layout.bank_id, *layout.account) if name in at} | set(main)
    return Plan(
        layout.name,
        at[layout.date],
        main,
        amount=at.get(layout.amount),
        money_in=at.get(layout.money_in),
        money_out=at.get(layout.money_out),
        balance=at.get(layout.balance),
        text_instead=tuple(at[name] for name in layout.text_instead if name in at),
        fee=at.get(layout.fee),
        flag=at.get(layout.flag),
        state=at.get(layout.state),
        currency=at.get(layout.currency),
        bank_id=at.get(layout.bank_id),
        account=tuple(at[name] for name in layout.account if name in at),
        others=tuple((heading[n].strip(), n) for word, n in at.items() if n not in used),
        spending_is_plus=layout.spending_is_plus,
        continues=layout.continues,
        spotty=layout.spotty,
        width=None if layout.spending_is_plus else len(words),
    )


def plan_for_mapping(mapping: ColumnMapping, heading: Sequence[str]) -> Plan:
    """The plan for the columns a person chose; the other columns are kept as text."""
    chosen = (mapping.date, mapping.amount, mapping.money_in, mapping.money_out, mapping.balance)
    used = set(chosen) | set(mapping.description)
    return Plan(
        "Columns you chose",
        mapping.date,
        mapping.description,
        mapping.amount,
        mapping.money_in,
        mapping.money_out,
        mapping.balance,
        flag=mapping.flag,
        state=mapping.state,
        others=tuple((name.strip(), n) for n, name in enumerate(heading) if n not in used and name.strip()),
        order=mapping.date_order,
        spending_is_plus=mapping.spending_is_plus,
        decimal_comma=mapping.decimal_comma,
    )


class RowReader:
    """Reads rows by a plan with the one date reader of the file."""

    def __init__(self, plan: Plan, days: DateReader, most_cells: int | None = None) -> None:
        """Remember the accounts met, so that lines of one account share one hint.

        `most_cells` is how many cells a row of this file has; a row with more has been cut in the wrong place.
        """
        self.plan = plan
        self.days = days
        self.most_cells = most_cells if plan.width is not None else None
        self._hints: dict[tuple[str, ...], AccountHint | None] = {}

    def read(self, number: int, cells: list[str], whole: str) -> Read:
        """One row: a movement, or why it is none."""
        not_real = self._not_real(cells)
        if not_real:
            return LeftOut(number, not_real, whole)
        try:
            return self._line(number, cells)
        except CellFault as fault:
            kind = LeftOut if fault.code == "balance_only" else Refused
            return kind(number, fault.code, whole)

    def _not_real(self, cells: list[str]) -> str | None:
        plan = self.plan
        if plan.date < len(cells) and (why := _NOT_REAL.get(cells[plan.date].strip().casefold())):
            return why
        if plan.state is not None and plan.state < len(cells):
            return _NOT_REAL.get(cells[plan.state].strip().casefold())
        return None

    def _line(self, number: int, cells: list[str]) -> StatementLine:
        plan = self.plan
        self._check_width(cells)
        day = self.days.read(cells[plan.date])
        if day is None:
            raise CellFault("date_without_year" if lacks_year(cells[plan.date]) else "date_not_read")
        self._check_pounds(cells)
        return StatementLine(
            number,
            day,
            Money(self._pence(cells)),
            self._description(cells),
            tuple([(name, text) for name, at in plan.others if at < len(cells) and (text := tidy(cells[at]))]),
            self._balance(cells),
            (tidy(cells[plan.bank_id]) or None) if plan.bank_id is not None else None,
            self._account(cells),
        )

    def _check_width(self, cells: list[str]) -> None:
        if len(cells) < self.plan.needed:
            raise CellFault("cells_missing")
        if self.most_cells is not None and len(cells) > self.most_cells:
            raise CellFault("cells_too_many")
        if self.plan.width is not None and any(cell.strip() for cell in cells[self.plan.width :]):
            raise CellFault("cells_too_many")

    def _check_pounds(self, cells: list[str]) -> None:
        at = self.plan.currency
        if at is not None and at < len(cells) and cells[at].strip().upper() not in {"GBP", "£", ""}:
            raise CellFault("not_pounds")

    def _pence(self, cells: list[str]) -> int:
        if self.plan.amount is None:
            return self._in_less_out(cells)
        amount = self._read(cells, self.plan.amount)
        if amount is None:
            raise CellFault(self._why_no_amount(cells))
        pence, credit = amount
        marked = self._mark(cells) if credit is None else credit
        if marked is not None:
            pence = abs(pence) if marked else -abs(pence)
        elif self.plan.spending_is_plus:
            pence = -pence
        return pence - self._fee(cells)

    def _mark(self, cells: list[str]) -> bool | None:
        if self.plan.flag is not None:
            marked = credit_mark(cells[self.plan.flag])
            if marked is None:
                raise CellFault("flag_not_read")
            return marked
        after = (self.plan.amount or 0) + 1
        beside = cells[after].strip() if self.plan.spending_is_plus and after < len(cells) else ""
        return credit_mark(beside) if beside.upper() in {"CR", "DR"} else None

    def _fee(self, cells: list[str]) -> int:
        fee = self._read(cells, self.plan.fee)
        return fee[0] if fee else 0

    def _in_less_out(self, cells: list[str]) -> int:
        money_in, money_out = self._read(cells, self.plan.money_in), self._read(cells, self.plan.money_out)
        if money_in is None and money_out is None:
            raise CellFault(self._why_no_amount(cells))
        came, went = abs(money_in[0]) if money_in else 0, abs(money_out[0]) if money_out else 0
        if came and went:
            raise CellFault("in_and_out")
        return came - went

    def _why_no_amount(self, cells: list[str]) -> str:
        return "amount_missing" if self._balance(cells) is None else "balance_only"

    def _read(self, cells: list[str], at: int | None) -> tuple[int, bool | None] | None:
        if at is None:
            return None
        amount = read_amount(cells[at], decimal_comma=self.plan.decimal_comma)
        return None if amount is None else (amount.pence, amount.credit)

    def _balance(self, cells: list[str]) -> Money | None:
        at = self.plan.balance
        if at is None or at >= len(cells):
            return None
        try:
            read = self._read(cells, at)
        except CellFault as fault:
            raise CellFault("balance_not_read") from fault
        if read is None:
            return None
        pence, credit = read
        return Money(pence if credit is None else abs(pence) if credit else -abs(pence))

    def _description(self, cells: list[str]) -> str:
        text = " ".join([text for at in self.plan.text if (text := tidy(cells[at]))])
        if text:
            return text
        spare = (tidy(cells[at]) for at in self.plan.text_instead if at < len(cells))
        return next((text for text in spare if text), "")

    def _account(self, cells: list[str]) -> AccountHint | None:
        if not self.plan.account:
            return None
        key = tuple([cells[at] if at < len(cells) else "" for at in self.plan.account])
        if key not in self._hints:
            self._hints[key] = account_hint(*key)
        return self._hints[key]
