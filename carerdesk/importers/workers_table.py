"""A list of people who work: one line a person, its columns told by their headings."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from carerdesk.domain.problem import Problem
from carerdesk.importers.cells import tidy
from carerdesk.importers.grid import Row
from carerdesk.importers.headings import signature
from carerdesk.importers.shifts_columns import heading_words, tells_of_shifts
from carerdesk.importers.shifts_grid import Table
from carerdesk.importers.shifts_values import Place, Unread
from carerdesk.importers.shifts_weeks import as_list
from carerdesk.importers.values import CannotRead

_RATES = (
    "normal", "weekend", "bank_holiday", "waking_night", "sleep_in", "training", "travel", "on_call", "mileage",
)  # fmt: skip
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "name": ("full name", "worker", "pa", "pa name", "carer", "employee", "employee name", "staff name", "assistant"),
    "kind": ("type", "status", "employment status"),
    "born": ("date of birth", "dob", "birth date", "birthday", "birthdate"),
    "started": ("start date", "start", "started on", "date started", "first day", "employed from", "joined"),
    "left": ("end date", "leaving date", "last day", "left on", "date left"),
    "ni_number": ("ni", "ni no", "nino", "national insurance number", "national insurance", "ni number"),
    "address": ("home address",),
    "phone": ("telephone", "mobile", "phone number", "tel"),
    "email": ("e mail", "email address"),
    "sort_code": ("bank sort code",),
    "account_number": ("account no", "bank account", "bank account number"),
    "account_name": ("name on account", "bank account name"),
    "works_number": ("payroll number", "payroll id", "employee number"),
    "title": (),
    "sex": ("gender",),
    "frequency": ("pay frequency", "paid", "how often paid", "pay period"),
    "first_payday": ("payday", "next payday"),
    "period_end": ("pay period end", "hours to", "last day of hours"),
    "contract_from": ("terms from",),
    "hours_kind": ("hours", "kind of hours"),
    "weekly_hours": ("hours a week", "hours per week", "contracted hours", "weekly contracted hours"),
    "days_per_week": ("days a week",),
    "holiday_method": ("holiday",),
    "tax_code": ("code",),
    "basis": ("tax basis", "week 1 month 1", "w1 m1", "tax code basis"),
    "ni_letter": (
        "ni category",
        "ni category letter",
        "national insurance letter",
        "ni table letter",
        "category letter",
    ),
    "loan_plan": ("student loan", "student loan plan", "loan"),
    "postgraduate_loan": ("postgraduate", "pgl"),
    "tax_from": ("tax code from",),
    "pension": ("pension status", "in pension"),
    "pension_from": ("pension since", "enrolled on", "pension start"),
    "rate_normal": ("rate", "hourly rate", "pay rate", "rate of pay", "normal rate"),
    "rate_weekend": ("weekend rate",),
    "rate_bank_holiday": ("bank holiday rate",),
    "rate_waking_night": ("waking night rate", "night rate"),
    "rate_sleep_in": ("sleep in rate", "sleep in", "sleepin rate"),
    "rate_training": ("training rate",),
    "rate_travel": ("travel rate",),
    "rate_on_call": ("on call rate",),
    "rate_mileage": ("mileage rate", "mileage"),
    **{f"rate_{kind}_from": () for kind in _RATES},
    "rates_from": ("rate from", "rates since"),
}
COLUMNS = (*_OTHER_NAMES,)
_HEAD_ROWS = 20
_MOST_PEOPLE = 2_000
_PREVIEW_ROWS = 6
_NEVER_OF_SHIFTS = frozenset({
    "born", "ni_number", "address", "phone", "email", "sort_code", "account_number", "frequency", "first_payday",
    "tax_code", "ni_letter", "weekly_hours",
})  # fmt: skip
_TOTAL = re.compile(
    r"(?:(?:sub|grand|weekly|week|monthly|month)[ -]?)?(?:totals?|sum)(?: hours| pay)?:?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One line: its cells by column, those that are blank left out."""

    place: Place
    cells: Mapping[str, str]
    text: str


@dataclass(frozen=True, slots=True)
class PeopleRead:
    """The lines in file order, the headings that nobody knows, the lines refused, and those of totals, left out."""

    lines: tuple[PersonLine, ...]
    unknown: tuple[str, ...] = ()
    refused: tuple[Unread, ...] = ()
    left_out: tuple[Unread, ...] = ()


@dataclass(frozen=True, slots=True)
class PeopleColumns:
    """The headings of a list, what each seems to be ("" for none), its first rows, and one text to remember it by."""

    names: tuple[str, ...]
    guess: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    signature: str


def read_people(tables: Sequence[Table], said: Mapping[str, str] | None = None) -> PeopleRead | CannotRead:
    """The first table with a heading row that names a column of names.

    `said` tells what headings mean ("" for nothing) before their own words do. A column with a strange heading is not
    used. A list of shifts is refused.
    """
    people = _of_people(tables)
    for table in people:
        heading = _heading(table.grid.rows, said or {})
        if heading is not None:
            return _read(table, heading, said or {})
    return CannotRead(Problem("", "people_without_names" if people else "people_are_shifts"))


def people_columns(tables: Sequence[Table], said: Mapping[str, str] | None = None) -> PeopleColumns | CannotRead:
    """The columns of a list, so that a person may say what they are."""
    people = _of_people(tables)
    for table in people:
        rows = table.grid.rows
        heading = _heading(rows, said or {}) or next((row for row in rows if _is_words(row[1])), None)
        if heading is not None:
            body = [row for row in rows if row[0] > heading[0]]
            return PeopleColumns(
                tuple(tidy(cell) or f"Column {at}" for at, cell in enumerate(heading[1], 1)),
                tuple(column_named(cell, said or {}) or "" for cell in heading[1]),
                tuple(tuple(tidy(cell) for cell in cells) for _, cells in body[:_PREVIEW_ROWS]),
                signature(heading[1]),
            )
    return CannotRead(Problem("", "people_without_names" if people else "people_are_shifts"))


def _of_people(tables: Sequence[Table]) -> list[Table]:
    """The tables that are no list of shifts, nor a rota drawn as weeks."""
    return [table for table in tables if not _of_shifts(table)]


def _of_shifts(table: Table) -> bool:
    rows = table.grid.rows
    named = {column_named(cell, {}) for _, cells in rows[:_HEAD_ROWS] for cell in cells if cell.strip()}
    return not named & _NEVER_OF_SHIFTS and (tells_of_shifts(rows) or as_list(table.grid) is not table.grid)


def column_key(heading: str) -> str:
    """What the meaning of a heading is remembered by."""
    return heading_words(heading)


def _is_words(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return len(filled) > 1 and not any(mark.isdecimal() for cell in filled for mark in cell)


def column_named(heading: str, said: Mapping[str, str]) -> str | None:
    """The column a heading names."""
    words = heading_words(heading)
    if words in said:
        return said[words] or None
    return next((name for name, others in _OTHER_NAMES.items() if words in (name.replace("_", " "), *others)), None)


def _heading(rows: Sequence[Row], said: Mapping[str, str]) -> Row | None:
    return next((row for row in rows[:_HEAD_ROWS] if "name" in {column_named(cell, said) for cell in row[1]}), None)


def _read(table: Table, heading: Row, said: Mapping[str, str]) -> PeopleRead | CannotRead:
    columns: dict[int, str] = {}
    unknown = []
    for at, cell in enumerate(heading[1]):
        name = column_named(cell, said) if cell.strip() else None
        if name is not None and name in columns.values():
            return CannotRead(Problem("", "people_column_twice", {"name": tidy(cell)}))
        if name is not None:
            columns[at] = name
        elif cell.strip():
            unknown.append(tidy(cell))
    body = [row for row in table.grid.rows if row[0] > heading[0] and any(cell.strip() for cell in row[1])]
    if len(body) > _MOST_PEOPLE:
        return CannotRead(Problem("", "people_too_many", {"most": f"{_MOST_PEOPLE:,}"}))
    totals = [row for row in body if _is_total(row)]
    lines = [_line(table, row, columns) for row in body if not _is_total(row)]
    broken = tuple(
        Unread(Place(each.line_number), each.text, Problem("", "list_quote_not_closed")) for each in table.grid.broken
    )
    passed = tuple(Unread(Place(row[0]), table.grid.text(row), Problem("", "people_total_line")) for row in totals)
    return PeopleRead(tuple(lines), tuple(unknown), broken, passed)


def _is_total(row: Row) -> bool:
    return any(_TOTAL.fullmatch(tidy(cell)) for cell in row[1])


def _line(table: Table, row: Row, columns: Mapping[int, str]) -> PersonLine:
    number, cells = row
    found = {name: tidy(cells[at]) for at, name in columns.items() if at < len(cells)}
    return PersonLine(Place(number), {name: text for name, text in found.items() if text}, table.grid.text(row))
