"""Which column is what: one question a column, with the file's own rows in sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.bring_in import ROLES, DateOrder, ShiftColumns, WhichColumns
from carerdesk.ui.models.table import Column
from carerdesk.ui.pages.money.short_table import ShortTable
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import FilteredList, RadioRow, TickField
from carerdesk.ui.widgets.text import Label, translated

_ROWS_SHOWN = 5
_VALUES_SHOWN = 3
_MOST_BESIDE = 9


def column_labels(names: Sequence[str]) -> list[str]:
    """The headings, each only once: a second "Hours" says which column it is."""
    return [
        name if names.count(name) == 1 else translated("BringIn", "{name}, column {at}").format(name=name, at=at)
        for at, name in enumerate(names, 1)
    ]


def first_rows(names: Sequence[str], rows: Sequence[tuple[str, ...]]) -> list[QWidget]:
    """The first rows of the file, where its columns stand side by side; else the values beside each must do."""
    if len(names) > _MOST_BESIDE:
        return []

    def cell(at: int) -> Callable[[tuple[str, ...]], str]:
        return lambda row: row[at] if at < len(row) else ""

    columns = [Column(name, cell(at)) for at, name in enumerate(names)]
    return [ShortTable(translated("BringIn", "First rows of the file"), columns, rows[:_ROWS_SHOWN])]


def values_hint(rows: Sequence[tuple[str, ...]], at: int) -> str:
    """What stands in a column."""
    found = list(dict.fromkeys(row[at] for row in rows if at < len(row) and row[at].strip()))[:_VALUES_SHOWN]
    return (
        guidance("bring_in", "columns_hint", values=", ".join(found))
        if found
        else guidance("bring_in", "columns_blank")
    )


class ColumnsCard(Card):
    """A list of roles for every column; the guess is filled in."""

    def __init__(self, asked: WhichColumns) -> None:
        super().__init__(
            translated("BringIn", "Which column is what?"), Label(problem_words(asked.why), wrap=True), gap="m"
        )
        self._asked = asked
        labels = column_labels(asked.names)
        roles = [
            ("", guidance("bring_in", "role_none")),
            *((role, guidance("bring_in", f"role_{role}")) for role in ROLES),
        ]
        self._lists: list[FilteredList[str]] = [
            FilteredList(label, roles, values_hint(asked.preview, at), characters=24) for at, label in enumerate(labels)
        ]
        self._once = TickField(guidance("bring_in", "names_once"))
        self._order: RadioRow[DateOrder] | None = _order_field(asked)
        self.fields: dict[str, Answer[Any]] = {f"column_{at}": field for at, field in enumerate(self._lists)}
        self.fields["names_once"] = self._once
        self.add(*first_rows(labels, asked.preview))
        if self._order is not None:
            self.fields["date_order"] = self._order
            self.add(self._order)
        self.add(Flow(*self._lists, gap="l"), self._once)
        self._fill(asked.guess)

    def columns(self) -> ShiftColumns | Problem:
        """The columns chosen, or what is wrong with them."""
        chosen: dict[str, int] = {}
        for at, field in enumerate(self._lists):
            role = field.value()
            if role and role in chosen:
                what = guidance("bring_in", f"role_{role}")
                return Problem(f"column_{at}", "list_column_twice", {"what": what})
            if role:
                chosen[role] = at
        guess = self._asked.guess
        order = self._order.value() if self._order is not None else None
        roles: dict[str, Any] = {role: chosen.get(role) for role in ROLES}
        made = replace(
            guess, **roles, date_order=order or guess.date_order, names_once=bool(self._once.value()),
            break_in_minutes=guess.break_in_minutes and guess.break_minutes == chosen.get("break_minutes"),
        )  # fmt: skip
        if not made.missing:
            return made
        words = " ".join(guidance("bring_in", f"role_{role}").lower() for role in made.missing[:1])
        return Problem("column_0", "list_columns_missing", {"missing": words})

    def _fill(self, guess: ShiftColumns) -> None:
        by_column = {getattr(guess, role): role for role in ROLES}
        for at, field in enumerate(self._lists):
            field.set_value(by_column.get(at, ""))
        self._once.set_value(guess.names_once)


def _order_field(asked: WhichColumns) -> RadioRow[DateOrder] | None:
    """Real dates of the file, read either way, where there is any doubt."""
    first = next((each for each in asked.examples if each.day_first or each.month_first), None)
    if first is None:
        return None
    read = {DateOrder.DAY_FIRST: first.day_first, DateOrder.MONTH_FIRST: first.month_first}
    words = {
        DateOrder.DAY_FIRST: translated("BringIn", "Day first"),
        DateOrder.MONTH_FIRST: translated("BringIn", "Month first"),
    }
    no_date = translated("BringIn", "no date")
    field = RadioRow(
        translated("BringIn", "Dates"),
        [
            (order, f"{words[order]}: {first.text} is {long_date(day) if day else no_date}")
            for order, day in read.items()
        ],
    )
    field.set_value(asked.guess.date_order if first.day_first else DateOrder.MONTH_FIRST)
    return field
