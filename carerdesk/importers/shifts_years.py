"""Dates without a year in a list whose other dates have one: the year the lines around them settle."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.domain.typed import read_date
from carerdesk.importers.shifts_columns import lacks_only_year

_WEEKDAY = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,?\s+", re.IGNORECASE)
_NEAR = timedelta(days=31)


@dataclass(frozen=True, slots=True)
class Year:
    """The day a cell without a year most likely means; `settled` where the lines around it leave no other."""

    day: date
    settled: bool


def years_around(texts: Sequence[str], read: Callable[[str], date | None]) -> dict[str, Year]:
    """What each cell without a year means, by the dates above and below it. `read` reads a whole date.

    It is settled where it lies between its neighbours and any day of the week it names agrees; at the top or bottom of
    a list, where it names its day of the week and is within a month of the nearest date.
    """
    known = [read(text) for text in texts]
    following = _below(known)
    found: dict[str, Year] = {}
    above: date | None = None
    for text, day, below in zip(texts, known, following, strict=True):
        year = _year(text, above, below) if day is None and lacks_only_year(text) else None
        if year is not None:
            same = text not in found or found[text] == year
            found[text] = year if same else Year(year.day, settled=False)
        above = day or (year.day if year is not None and year.settled else above)
    return found


def _below(days: Sequence[date | None]) -> list[date | None]:
    """For each line the next date below it."""
    found: list[date | None] = []
    below: date | None = None
    for day in reversed(days):
        found.append(below)
        below = day or below
    return found[::-1]


def _year(text: str, above: date | None, below: date | None) -> Year | None:
    sides = [day for day in (above, below) if day is not None]
    agreeing = {day for side in sides if (day := read_date(text, side))}
    if above is not None and below is not None:
        fitting = {day for day in agreeing if min(above, below) <= day <= max(above, below)}
    else:
        named = _WEEKDAY.match(text) is not None
        fitting = {day for day in agreeing if named and abs(day - sides[0]) <= _NEAR}
    if len(fitting) == 1:
        return Year(fitting.pop(), settled=True)
    likely = [day for side in sides if (day := read_date(_WEEKDAY.sub("", text), side))]
    return Year(likely[0], settled=False) if likely else None
