"""A rota drawn as a week: days across and names down, or names across and days down, as a list of shifts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from carerdesk.importers.days import looks_like_date
from carerdesk.importers.grid import Grid, Row
from carerdesk.importers.shifts_cells import looks_like_times, was_not_worked

HEADING = ["Name", "Date", "Shift"]
_FEWEST_DAYS = 3
_FEWEST_NAMES = 2
_SEVERAL = re.compile(r"\s*(?:\n|;|,|&|\+(?!\s*1\b)|\band\b)\s*")
_DAY_AND_MONTH = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?\d{1,2}(?:st|nd|rd|th)?(?:[ \-]| of )?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +\d{1,2}[/.]\d{1,2}"
)


def as_list(grid: Grid) -> Grid:
    """The same rota with one row for each shift; a grid that is no drawn week stays as it is."""
    found = list(_days_across(grid.rows)) or list(_names_across(grid.rows))
    return Grid([(found[0][0] - 1, [*HEADING]), *found], grid.broken) if found else grid


def _days_across(rows: Sequence[Row]) -> Iterator[Row]:
    """Below a row of days, each row begins with a name; another row of days begins another week."""
    days: dict[int, str] = {}
    for number, cells in rows:
        here = {at: cell.strip() for at, cell in enumerate(cells) if _is_day(cell)}
        if len(here) >= _FEWEST_DAYS:
            days = here
        elif days:
            name = next((cell.strip() for cell in cells[: min(days)] if cell.strip()), "")
            filled = {at: cells[at] for at in days if at < len(cells) and cells[at].strip()}
            if name and any(_has_times(cell) for cell in filled.values()):
                for at, cell in filled.items():
                    yield from _each(number, name, days[at], cell)


def _names_across(rows: Sequence[Row]) -> Iterator[Row]:
    """Below a row of names, each row begins with a day and has times in at least two columns somewhere."""
    names: dict[int, str] = {}
    for (_, head), (_, below) in pairwise(rows):
        if not names and _is_day(_first(below)) and not any(map(_is_day, head)):
            names = {at: cell.strip() for at, cell in enumerate(head) if cell.strip() and cell.strip() != _first(head)}
            timed = {at for _, cells in rows for at in names if at < len(cells) and _has_times(cells[at])}
            names = {at: name for at, name in names.items() if at in timed} if len(timed) >= _FEWEST_NAMES else {}
    for number, cells in rows if names else ():
        if _is_day(_first(cells)):
            for at, name in names.items():
                if at < len(cells) and cells[at].strip():
                    yield from _each(number, name, _first(cells), cells[at])


def _each(number: int, name: str, day: str, cell: str) -> Iterator[Row]:
    """One row for each time in a cell: "9-1, 4-6" are two shifts."""
    parts = [part for part in _SEVERAL.split(cell.strip()) if part]
    if len(parts) > 1 and all(map(looks_like_times, parts)):
        yield from ((number, [name, day, part]) for part in parts)
    else:
        yield number, [name, day, cell.strip()]


def _first(cells: Sequence[str]) -> str:
    return next((cell.strip() for cell in cells if cell.strip()), "")


def _is_day(cell: str) -> bool:
    words = cell.strip().casefold()
    return looks_like_date(words) or _DAY_AND_MONTH.fullmatch(words) is not None


def _has_times(cell: str) -> bool:
    return any(looks_like_times(part) for part in _SEVERAL.split(cell.strip())) and not was_not_worked(cell)
