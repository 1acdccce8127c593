"""A list of shifts: which columns it has, what is asked about them, and every shift it tells of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from carerdesk.domain.problem import Problem
from carerdesk.importers.cells import tidy
from carerdesk.importers.days import day_first_doubt, shape_of
from carerdesk.importers.grid import Row
from carerdesk.importers.headings import signature
from carerdesk.importers.shifts_cells import day_and_time
from carerdesk.importers.shifts_columns import find_heading, guess_columns
from carerdesk.importers.shifts_grid import Table
from carerdesk.importers.shifts_lines import Days, Lines
from carerdesk.importers.shifts_values import Place, ShiftColumns, ShiftsRead, Unread, WhichColumns
from carerdesk.importers.shifts_weeks import as_list
from carerdesk.importers.values import CannotRead, DateOrder

_PREVIEW_ROWS = 6
_LOOKED_AT = 200


def read_shifts(
    tables: Sequence[Table], columns: ShiftColumns | None, today: date
) -> ShiftsRead | WhichColumns | CannotRead:
    """Every table that has the columns of the first one with shifts in it.

    Without `columns` they are told by the headings; where those leave anything open, a person is asked. A date without
    a year is the one nearest to `today`.
    """
    tables = _as_lists(tables)
    guesses = [guess_columns(table.grid.rows) for table in tables]
    at = next((n for n, guess in enumerate(guesses) if guess.sure), None)
    if at is None:
        at = max(range(len(tables)), key=lambda n: (guesses[n].columns.sound, len(tables[n].grid.rows)))
    if columns is None:
        if not guesses[at].sure:
            return _ask(tables[at], guesses[at].columns, Problem("", "list_columns_unknown"))
        columns = guesses[at].columns
    chosen = [table for n, table in enumerate(tables) if n == at or _alike(table, columns)]
    read = [_read_table(table, columns, today, several=len(chosen) > 1) for table in chosen]
    question = next((each for each in read if isinstance(each, Problem)), None)
    if question is not None:
        return _ask(tables[at], columns, question)
    found = _together([each for each in read if isinstance(each, ShiftsRead)], columns)
    if not found.shifts and found.refused:
        return _ask(tables[at], columns, Problem("", "list_columns_do_not_fit"))
    return found if found.shifts else CannotRead(Problem("", "list_without_shifts"))


def signature_of(tables: Sequence[Table]) -> str:
    """One text for the headings of the first table that has some, to remember columns by."""
    headings = (find_heading(table.grid.rows) for table in _as_lists(tables))
    return next((signature(heading[1]) for heading in headings if heading), "")


def ask_columns(tables: Sequence[Table], columns: ShiftColumns | None = None) -> WhichColumns:
    """The columns of any table, also of one that was understood, so that a person may choose them anew."""
    tables = _as_lists(tables)
    guesses = [guess_columns(table.grid.rows) for table in tables]
    at = max(range(len(tables)), key=lambda n: (guesses[n].sure, guesses[n].columns.sound, len(tables[n].grid.rows)))
    return _ask(tables[at], columns or guesses[at].columns, Problem("", "list_columns_to_check"))


def _as_lists(tables: Sequence[Table]) -> list[Table]:
    """Rotas drawn as weeks become lists; lists stay as they are."""
    return [replace(table, grid=as_list(table.grid)) for table in tables]


def _alike(table: Table, columns: ShiftColumns) -> bool:
    heading = find_heading(table.grid.rows)
    return heading is not None and bool(columns.header) and signature(heading[1]) == columns.header


def _together(parts: Sequence[ShiftsRead], columns: ShiftColumns) -> ShiftsRead:
    return ShiftsRead(
        tuple(each for part in parts for each in part.shifts),
        tuple(each for part in parts for each in part.left_out),
        tuple(each for part in parts for each in part.refused),
        tuple({each.code: each for part in parts for each in part.remarks}.values()),
        columns,
    )


def _ask(table: Table, guess: ShiftColumns, why: Problem) -> WhichColumns:
    rows = table.grid.rows
    heading = find_heading(rows)
    body = [row for row in rows if heading is None or row[0] > heading[0]]
    width = max((len(cells) for _, cells in [*body[:_LOOKED_AT], *([heading] if heading else [])]), default=0)
    names = [*(heading[1] if heading else ()), *[""] * width][:width]
    doubt = day_first_doubt(_dates(body, guess))
    return WhichColumns(
        tuple(tidy(name) or f"Column {n}" for n, name in enumerate(names, 1)),
        tuple(tuple(tidy(cell) for cell in cells) for _, cells in body[:_PREVIEW_ROWS]),
        why,
        guess,
        doubt.examples if doubt else (),
    )


def _dates(body: Sequence[Row], columns: ShiftColumns) -> list[tuple[int, str]]:
    at = columns.day if columns.day is not None else columns.starts
    cells = [(n, cells[at].strip()) for n, cells in body if at is not None and at < len(cells)]
    days = [(n, day_and_time(cell)[0]) for n, cell in cells]
    return [(n, day) for n, day in days if shape_of(day) == "figures"]


def _read_table(table: Table, columns: ShiftColumns, today: date, *, several: bool) -> ShiftsRead | Problem:
    rows = table.grid.rows
    heading = find_heading(rows)
    body = [row for row in rows if heading is None or row[0] > heading[0]]
    figures = _dates(body, columns)
    doubt = day_first_doubt(figures) if columns.date_order is DateOrder.DAY_FIRST else None
    if doubt is not None and doubt.code == "dates_not_day_first":
        return Problem("date_order", "list_dates_not_day_first")
    sheet = table.sheet if several else ""
    lines = Lines(columns, heading, sheet, table.grid, Days(columns, body, today))
    broken = [
        Unread(Place(each.line_number, sheet), each.text, Problem("", "list_quote_not_closed"))
        for each in table.grid.broken
    ]
    for row in body:
        lines.take(row)
    remarks = (*((Problem("", "list_dates_out_of_order"),) if doubt else ()), *lines.days.remarks)
    return ShiftsRead(tuple(lines.shifts), tuple(lines.left_out), (*broken, *lines.refused), remarks)
