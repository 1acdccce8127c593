"""A table copied from a web page, a spreadsheet or a PDF and pasted as text."""

from __future__ import annotations

import re
from datetime import date

from carerdesk.domain.problem import Problem
from carerdesk.importers.grid import Grid, Row
from carerdesk.importers.guess import first_payment
from carerdesk.importers.read import table_in
from carerdesk.importers.table import ask_columns, find_heading, read_grid
from carerdesk.importers.values import CannotRead, ColumnMapping, Reading

_WORD = re.compile(r"\S+(?: \S+)*")
_DATE = (
    r"(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{2,4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)?[ \-][A-Za-z]{3,9}\.?,?[ \-]\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})"
)
_AMOUNT = r"[+\-−(]?\s?£?[+\-−]?\d[\d,]*\.\d\d\)?-?(?:\s?(?:CR|DR|OD)\b)?"
_LINE = re.compile(rf"\s*({_DATE})\s+(.*?)\s+((?:{_AMOUNT}\s*)+)$", re.IGNORECASE)
_EACH_AMOUNT = re.compile(_AMOUNT, re.IGNORECASE)
_FEWEST_HEADINGS = 3


def read_pasted(text: str, mapping: ColumnMapping | None = None, *, today: date | None = None) -> Reading:
    """Read pasted rows: straight under a known heading, else with a question or by the mapping.

    Without a heading nothing tells money in from money out, so a person is always asked.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    if not text.strip():
        return CannotRead(Problem("", "paste_empty", {}))
    grid = pasted_grid(text)
    if mapping is not None or find_heading(grid.rows):
        return read_grid(grid, mapping, today=today)
    return ask_columns(grid)


def pasted_grid(text: str) -> Grid:
    """Pasted text as rows: by tabs, else by a delimiter a heading is known by, else by the gaps between words."""
    lines = text.split("\n")
    filled = [line for line in lines if line.strip()]
    if sum("\t" in line for line in filled) * 2 >= len(filled):
        return _padded([(n, line.split("\t")) for n, line in enumerate(lines, 1) if line.strip()], lines)
    grid = table_in(text)
    if find_heading(grid.rows):
        return grid
    aligned = _aligned(lines)
    return aligned or _loose(lines)


def _padded(rows: list[Row], lines: list[str]) -> Grid:
    """Copying drops the empty cells at the end of a row; a heading or the widest row says how many there were."""
    known = find_heading(rows)
    width = len(rows[known[0]][1]) if known else max(len(cells) for _, cells in rows)
    return Grid([(n, cells + [""] * (width - len(cells))) for n, cells in rows], lines=lines)


def _aligned(lines: list[str]) -> Grid | None:
    """Columns under their headings, as a PDF gives them: each piece of text goes to the heading it stands under."""
    spaced = [(n, _pieces(line)) for n, line in enumerate(lines, 1) if line.strip()]
    cut: list[Row] = [(n, [text for _, _, text in pieces]) for n, pieces in spaced]
    known = find_heading(cut)
    first = first_payment(cut)
    at = known[0] if known else (first - 1 if first else None)
    if at is None or len(cut[at][1]) < _FEWEST_HEADINGS:
        return None
    places = [(start, end) for start, end, _ in spaced[at][1]]
    rows: list[Row] = [cut[at]]
    rows += [(n, _under(places, pieces)) for n, pieces in spaced[at + 1 :]]
    return Grid(rows, lines=lines)


def _pieces(line: str) -> list[tuple[int, int, str]]:
    return [(found.start(), found.end(), found[0]) for found in _WORD.finditer(line.expandtabs())]


def _under(places: list[tuple[int, int]], pieces: list[tuple[int, int, str]]) -> list[str]:
    cells = [""] * len(places)
    for start, end, text in pieces:
        gaps = [max(left - end, start - right, 0) for left, right in places]
        at = gaps.index(min(gaps))
        cells[at] = f"{cells[at]} {text}".strip()
    return cells


def _loose(lines: list[str]) -> Grid:
    """A date, words, then amounts, with nothing but single spaces between them."""
    rows: list[Row] = []
    for number, line in enumerate(lines, 1):
        found = _LINE.match(line)
        if found:
            rows.append((number, [found[1], found[2], *_EACH_AMOUNT.findall(found[3])]))
        elif line.strip():
            rows.append((number, [line.strip()]))
    return _padded(rows, lines)
