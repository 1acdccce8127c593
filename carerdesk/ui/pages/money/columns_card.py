"""Which column is what, with the file's own rows in sight."""

from __future__ import annotations

from typing import Any

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.money.statements import ColumnMapping, DateExample, DateOrder, NeedsMapping, reason_words
from carerdesk.ui.models.table import Column
from carerdesk.ui.pages.money.short_table import ShortTable
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import FilteredList, RadioRow, TickField
from carerdesk.ui.widgets.fields import Answer
from carerdesk.ui.widgets.text import Label

_ROWS_SHOWN = 5
_ONE, _TWO = "one", "two"


class ColumnsCard(Card):
    """Date, words, and either one amount or money in and out; the balance where the file has one."""

    def __init__(self, needed: NeedsMapping) -> None:
        super().__init__("Which column is what?", Label(reason_words(needed.why), wrap=True), gap="m")
        self._needed = needed
        choices = [(at, name or f"Column {at + 1}") for at, name in enumerate(needed.columns)]
        self._date: FilteredList[int] = FilteredList("Date", choices)
        self._words: FilteredList[int] = FilteredList("Who was paid, or who paid", choices)
        self._more: FilteredList[int] = FilteredList("More words", choices, optional=True)
        self._amounts: RadioRow[str] = RadioRow(
            "How are amounts shown?", [(_ONE, "In one column"), (_TWO, "Money in and money out apart")], across=True
        )  # fmt: skip
        self._amount: FilteredList[int] = FilteredList("Amount", choices)
        self._in: FilteredList[int] = FilteredList("Money in", choices)
        self._out: FilteredList[int] = FilteredList("Money out", choices)
        self._plus = TickField("Spending has no minus sign in this file (a credit card)")
        self._balance: FilteredList[int] = FilteredList("Balance", choices, optional=True)
        self._order: RadioRow[DateOrder] = RadioRow("Dates", _orders(needed.examples), across=not needed.examples)
        self.fields: dict[str, Answer[Any]] = {
            "date": self._date, "description": self._words, "more": self._more, "amount": self._amount,
            "money_in": self._in, "money_out": self._out, "balance": self._balance,
        }  # fmt: skip
        self.add(self._rows(), Flow(self._date, self._words, self._more, gap="l"), self._order, self._amounts)
        self.add(Flow(self._amount, self._in, self._out, self._balance, gap="l"), self._plus)
        self._amounts.changed.connect(self._show_amounts)
        self._fill(needed.guess)

    def mapping(self) -> ColumnMapping | Problem:
        """The columns chosen, or what is missing."""
        day, words, one = self._date.value(), self._words.value(), self._amounts.value() == _ONE
        amounts = (self._amount.value(),) if one else (self._in.value(), self._out.value())
        if day is None:
            return Problem("date", "column_of_dates_missing")
        if words is None:
            return Problem("description", "column_of_words_missing")
        if all(each is None for each in amounts):
            return Problem("amount" if one else "money_in", "column_of_amounts_missing")
        more = self._more.value()
        guess = self._needed.guess
        return ColumnMapping(
            day,
            (words,) if more is None else (words, more),
            self._order.value() or DateOrder.DAY_FIRST,
            amount=self._amount.value() if one else None,
            money_in=None if one else self._in.value(),
            money_out=None if one else self._out.value(),
            spending_is_plus=one and bool(self._plus.value()),
            balance=self._balance.value(),
            skip_rows=guess.skip_rows if guess else 0,
            header=self._needed.signature,
        )

    def _rows(self) -> ShortTable[tuple[str, ...]]:
        def cell(at: int) -> Any:  # noqa: ANN401 - a cell of any column
            return lambda row: row[at] if at < len(row) else ""

        columns = [Column(name or f"Column {at + 1}", cell(at)) for at, name in enumerate(self._needed.columns)]
        return ShortTable("First rows of the file", columns, self._needed.preview[:_ROWS_SHOWN])

    def _fill(self, guess: ColumnMapping | None) -> None:
        self._order.set_value(guess.date_order if guess else DateOrder.DAY_FIRST)
        self._amounts.set_value(_ONE)
        if guess is not None:
            self._date.set_value(guess.date)
            self._words.set_value(guess.description[0] if guess.description else None)
            self._more.set_value(guess.description[1] if len(guess.description) > 1 else None)
            self._amounts.set_value(_ONE if guess.amount is not None else _TWO)
            self._amount.set_value(guess.amount)
            self._in.set_value(guess.money_in)
            self._out.set_value(guess.money_out)
            self._balance.set_value(guess.balance)
            self._plus.set_value(guess.spending_is_plus)
        self._show_amounts()

    def _show_amounts(self) -> None:
        one = self._amounts.value() == _ONE
        self._amount.setVisible(one)
        self._plus.setVisible(one)
        self._in.setVisible(not one)
        self._out.setVisible(not one)


def _orders(examples: tuple[DateExample, ...]) -> list[tuple[DateOrder, str]]:
    """Real dates of the file, read either way."""
    known = next((each for each in examples if each.day_first and each.month_first), None)
    first = known or next(iter(examples), None)
    if first is None:
        return [
            (DateOrder.DAY_FIRST, "Day first"), (DateOrder.MONTH_FIRST, "Month first"),
            (DateOrder.YEAR_FIRST, "Year first"),
        ]  # fmt: skip
    read = {DateOrder.DAY_FIRST: first.day_first, DateOrder.MONTH_FIRST: first.month_first}
    words = {DateOrder.DAY_FIRST: "Day first", DateOrder.MONTH_FIRST: "Month first"}
    told = {order: long_date(day) if day else "no date" for order, day in read.items()}
    return [(order, f"{words[order]}: {first.text} is {told[order]}") for order in read]
