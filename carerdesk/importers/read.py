"""The one door: the bytes of any file a bank, a card or a spreadsheet made."""

from __future__ import annotations

from datetime import date

from carerdesk.domain.problem import Problem
from carerdesk.importers.blocks import looks_like_blocks, read_blocks
from carerdesk.importers.decode import decode
from carerdesk.importers.grid import DELIMITERS, Grid, likely_delimiter, read_delimited
from carerdesk.importers.headless import plan_without_heading
from carerdesk.importers.kinds import binary_problem, foreign_format, is_binary
from carerdesk.importers.ofx import looks_like_ofx, read_ofx
from carerdesk.importers.qif import looks_like_qif, read_qif
from carerdesk.importers.table import ask_columns, find_heading, read_grid
from carerdesk.importers.values import CannotRead, ColumnMapping, NeedsMapping, Reading
from carerdesk.importers.webpage import read_web_page
from carerdesk.importers.workbook import is_workbook, read_workbook

_HEAD_LINES = 40
_LARGEST = 100 * 1024 * 1024


def read_statement(
    data: bytes, file_name: str = "", mapping: ColumnMapping | None = None, *, today: date | None = None
) -> Reading:
    """Read a statement file; changes nothing anywhere.

    Args:
        data: the whole file.
        file_name: for the words of a problem only; a file's ending proves nothing.
        mapping: the columns a person chose; it overrides a layout that is known.
        today: where given, a date after it raises a doubt about the dates.

    Returns:
        The statement, a question about the columns or the dates, or why the file cannot be read.
    """
    problem = _cannot(data, file_name)
    if problem:
        return CannotRead(problem)
    if is_workbook(data):
        grid = read_workbook(data)
        return grid if isinstance(grid, CannotRead) else read_grid(grid, mapping, today=today)
    text = decode(data)
    if looks_like_ofx(text):
        return read_ofx(text, today=today)
    if looks_like_qif(text):
        return read_qif(text, mapping, today=today)
    if looks_like_blocks(text):
        return read_blocks(text, today=today)
    return read_grid(table_in(text), mapping, today=today)


def columns_of(data: bytes, file_name: str = "") -> NeedsMapping | CannotRead:
    """The columns of any table, also of one that is known, so that a person may choose them anew."""
    problem = _cannot(data, file_name)
    if problem:
        return CannotRead(problem)
    grid = read_workbook(data) if is_workbook(data) else table_in(decode(data))
    return grid if isinstance(grid, CannotRead) else ask_columns(grid)


def table_in(text: str) -> Grid:
    """The cells of a web page or of a delimited text, by the delimiter that makes a known heading of it."""
    if text.lstrip()[:1] == "<":
        return read_web_page(text)
    head = "\n".join(text.split("\n")[:_HEAD_LINES])
    for delimiter in DELIMITERS:
        if find_heading(read_delimited(head, delimiter).rows):
            return read_delimited(text, delimiter)
    for delimiter in DELIMITERS:
        if plan_without_heading(read_delimited(head, delimiter).rows):
            return read_delimited(text, delimiter)
    return read_delimited(text, likely_delimiter(head))


def _cannot(data: bytes, file_name: str) -> Problem | None:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return Problem("", "file_empty", {"file": file_name or "This file"})
    if len(data) > _LARGEST:
        return Problem("", "file_too_large", {})
    if is_workbook(data):
        return None
    problem = binary_problem(data)
    if problem:
        return problem
    text = decode(data[:8000])
    return Problem("", "not_a_statement", {}) if is_binary(text) else foreign_format(text)
