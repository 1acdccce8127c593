"""Any file with a list of shifts, as rows of cells: delimited text, a workbook, a web page, pasted text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carerdesk.domain.problem import Problem
from carerdesk.importers.decode import decode
from carerdesk.importers.grid import DELIMITERS, Grid, likely_delimiter, read_delimited
from carerdesk.importers.kinds import binary_problem, is_binary
from carerdesk.importers.values import CannotRead
from carerdesk.importers.webpage import read_web_page
from carerdesk.importers.workbook import Sheet, cell_text, dates_mixed, is_workbook, sheets_of

MOST_LINES = 20_000
_LARGEST = 20 * 1024 * 1024
_LARGEST_UNPACKED = 120 * 1024 * 1024
_WIDEST = 60
_HEAD_LINES = 40
_GAPS = re.compile(r"\t|\s{2,}")
_OURS = frozenset({"file_is_pdf", "file_is_picture", "file_is_document", "file_is_packed", "workbook_damaged",
                   "workbook_too_large", "workbook_dates_mixed", "not_a_statement"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a file, or of one sheet of it."""

    grid: Grid
    sheet: str = ""


def tables_in(data: bytes, file_name: str = "") -> list[Table] | CannotRead:
    """The tables of a file: one for each sheet that holds something. A file's ending proves nothing.

    Refused, with what to do instead: what is no table, what is far too large, and a sheet in which a spreadsheet
    program turned some dates round.
    """
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return _cannot("list_empty", file=file_name or "This file")
    if len(data) > _LARGEST:
        return _cannot("list_too_large")
    if is_workbook(data):
        return _workbook(data)
    if problem := binary_problem(data):
        return _cannot(problem.code)
    text = decode(data)
    if is_binary(text[:8000]):
        return _cannot("list_not_text")
    return _within(Table(read_web_page(text) if text.lstrip()[:1] == "<" else _delimited(text)))


def pasted_table(text: str) -> list[Table] | CannotRead:
    """Rows copied from a spreadsheet (tabs), from a list with delimiters, or typed with gaps between the columns."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if not plain.strip():
        return _cannot("list_paste_empty")
    if len(plain) > _LARGEST:
        return _cannot("list_too_large")
    grid = _delimited(plain)
    if max(len(cells) for _, cells in grid.rows) > 1:
        return _within(Table(grid))
    lines = plain.split("\n")
    rows = [(n, _GAPS.split(line.strip())) for n, line in enumerate(lines, 1) if line.strip()]
    return _within(Table(Grid(rows, lines=lines)))


def _delimited(text: str) -> Grid:
    head = "\n".join(text.split("\n")[:_HEAD_LINES])
    if any(mark in head for mark in DELIMITERS):
        return read_delimited(text, likely_delimiter(head))
    lines = text.split("\n")
    return Grid([(n, [line.strip()]) for n, line in enumerate(lines, 1) if line.strip()], lines=lines)


def _workbook(data: bytes) -> list[Table] | CannotRead:
    sheets = sheets_of(data, most_rows=MOST_LINES + 1_000, largest=_LARGEST_UNPACKED)
    if isinstance(sheets, CannotRead):
        return _cannot(sheets.problem.code)
    filled = [sheet for sheet in sheets if sheet.rows]
    if not filled:
        return _cannot("list_empty", file="This spreadsheet")
    if any(dates_mixed(sheet.rows) for sheet in filled):
        return _cannot("workbook_dates_mixed")
    return _within(*(Table(_as_text(sheet), sheet.name) for sheet in filled))


def _as_text(sheet: Sheet) -> Grid:
    return Grid([(n, [cell_text(cell) for cell in cells]) for n, cells in sheet.rows])


def _within(*tables: Table) -> list[Table] | CannotRead:
    """Not so many lines that nobody could look through them."""
    if sum(len(table.grid.rows) for table in tables) > MOST_LINES:
        return _cannot("list_too_long", most=f"{MOST_LINES:,}")
    for table in tables:
        for _, cells in table.grid.rows:
            del cells[_WIDEST:]
    return list(tables)


def _cannot(code: str, **values: str) -> CannotRead:
    ours = f"list_{code}" if code in _OURS else code
    return CannotRead(Problem("", ours, values))
