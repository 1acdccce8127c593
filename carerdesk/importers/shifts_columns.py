"""Which column of a list of shifts is what: by the words of its heading, checked against what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from carerdesk.domain.dates import DAYS
from carerdesk.importers.days import looks_like_date
from carerdesk.importers.grid import Row
from carerdesk.importers.headings import signature
from carerdesk.importers.shifts_cells import (
    day_and_time,
    looks_like_clock,
    looks_like_length,
    looks_like_times,
    plain_cell,
    read_stamp,
    was_not_worked,
)
from carerdesk.importers.shifts_values import ShiftColumns

_WORDS: dict[str, tuple[str, ...]] = {
    "worker": (
        "worker", "name", "carer", "pa", "personal assistant", "who", "staff", "staff name", "employee", "assistant",
        "support worker", "helper", "pa name", "pas name", "name of pa", "carer name", "carers name", "worked by",
        "team member",
    ),
    "day": (
        "date", "day", "when", "shift date", "date of shift", "date worked", "start date", "day and date",
        "date of visit",
    ),
    "end_day": ("end date", "finish date", "date to", "date ended", "end day"),
    "starts": (
        "start", "starts", "start time", "from", "begin", "begins", "in", "time in", "clock in", "started", "time from",
        "time start", "time started", "start of shift", "shift start", "arrived", "on", "starting", "start at",
    ),
    "ends": (
        "end", "ends", "end time", "finish", "finishes", "finish time", "to", "until", "till", "out", "time out",
        "clock out", "ended", "finished", "time to", "time end", "time finished", "end of shift", "shift end", "left",
        "off", "stop", "finishing",
    ),
    "times": ("times", "shift times", "time", "shift time", "shift", "times worked", "time worked", "start end"),
    "hours": (
        "hours", "total hours", "hrs", "total hrs", "length", "duration", "hours worked", "no of hours", "total",
        "number of hours", "paid hours", "hours paid", "daily total", "total time",
    ),
    "break_minutes": (
        "break", "breaks", "break minutes", "break mins", "unpaid break", "lunch", "break min", "lunch break",
        "less break",
    ),
    "kind": ("kind", "type", "shift type", "type of shift", "kind of shift", "kind of work", "category"),
    "funder": ("funder", "paid by", "who pays", "funding", "funded by", "pot", "budget", "paid from", "payer"),
    "note": ("note", "notes", "comment", "comments", "activity", "activities", "details", "description", "remarks"),
    "next_day": ("ends next day", "next day", "overnight", "finishes next day"),
}  # fmt: skip
_LOOKED_AT = 200
_HEAD_ROWS = 40
_MOST = 0.7
_FEWEST_WORDS = 2
_NAMES_BLANK = 0.2
_MARKS = re.compile(r"[_\-/.:?*#&]+")
_IN_BRACKETS = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_DAY_AND_MONTH = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?,? +)?"
    r"(?:\d{1,2}(?:st|nd|rd|th)?(?:[ \-]| of )?[a-z]{3,9}|\d{1,2}[/.]\d{1,2})"
)
_WEEKDAYS = frozenset(day.casefold()[:3] for day in DAYS)


@dataclass(frozen=True, slots=True)
class Guess:
    """Columns as far as they can be told; `sure` where headings and cells say the same and nothing is left open."""

    columns: ShiftColumns
    heading: Row | None
    sure: bool


def guess_columns(rows: Sequence[Row]) -> Guess:
    """What the columns seem to be."""
    heading = find_heading(rows)
    body = [cells for number, cells in rows if heading is None or number > heading[0]][:_LOOKED_AT]
    width = max((len(cells) for cells in body), default=0)
    kept, doubtful = _checked(_named(heading[1] if heading else []), body)
    filled = _by_content(kept, body, width)
    columns = _with_habits(filled, heading, body)
    sure = heading is not None and not doubtful and filled == kept and columns.sound
    return Guess(columns, heading, sure)


def find_heading(rows: Sequence[Row]) -> Row | None:
    """The row with most words known from headings, at least two, and no date or time in it."""
    best, most = None, _FEWEST_WORDS - 1
    for row in rows[:_HEAD_ROWS]:
        known = len({role for cell in row[1] if (role := role_of(cell))})
        if known > most and not any(looks_like_date(cell) or _has_figures(cell) for cell in row[1]):
            best, most = row, known
    return best or _heading_by_place(rows)


def _heading_by_place(rows: Sequence[Row]) -> Row | None:
    """Words without any figure, right above the first row with a day or a time in it."""
    for above, below in pairwise(rows[:_HEAD_ROWS]):
        if any(looks_like_date(cell) or _has_figures(cell) for cell in below[1]):
            filled = [cell for cell in above[1] if cell.strip()]
            plain = not any(mark.isdecimal() for cell in filled for mark in cell)
            return above if plain and len(filled) >= _FEWEST_WORDS else None
    return None


def is_heading_again(cells: Sequence[str], heading: Row | None) -> bool:
    """Whether a row is the heading row once more, as on each page of a print."""
    return heading is not None and bool(signature(cells)) and signature(cells) == signature(heading[1])


def tells_of_shifts(rows: Sequence[Row]) -> bool:
    """Whether a heading names times of work, and the cells below it are times of day."""
    heading = find_heading(rows)
    if heading is None:
        return False
    body = [cells for number, cells in rows if number > heading[0]][:_LOOKED_AT]
    fitting = {
        role
        for role, places in _named(heading[1]).items()
        if role in _FITS and any(_mostly(body, at, _FITS[role]) for at in places)
    }
    return "times" in fitting or ("starts" in fitting and bool(fitting & {"ends", "hours"}))


def role_of(heading: str) -> str | None:
    """What a heading calls its column."""
    words = heading_words(heading)
    return next((role for role, names in _WORDS.items() if words in names), None) if words else None


def heading_words(heading: str) -> str:
    """A heading to compare by: no brackets, no marks, single spaces, lower case."""
    return " ".join(
        _MARKS.sub(" ", _IN_BRACKETS.sub(" ", heading)).replace("’", "").replace("'", "").casefold().split()
    )


def _has_figures(cell: str) -> bool:
    return any(mark.isdecimal() for mark in cell) and looks_like_clock(cell)


def _named(heading: Sequence[str]) -> dict[str, list[int]]:
    """The columns of each role by their headings."""
    found: dict[str, list[int]] = {}
    for at, cell in enumerate(heading):
        if role := role_of(cell):
            found.setdefault(role, []).append(at)
    return found


def _checked(named: dict[str, list[int]], body: Sequence[Sequence[str]]) -> tuple[dict[str, int], bool]:
    """The columns whose cells hold what their headings say, and whether anything is left to doubt.

    A column that holds something else becomes that where its role is free. A column of weekdays beside one of dates is
    no doubt, nor is a second column of notes.
    """
    kept: dict[str, int] = {}
    odd: list[int] = []
    doubtful = False
    for role, places in named.items():
        fitting = [at for at in places if role not in _FITS or _mostly(body, at, _FITS[role]) is not False]
        odd += [at for at in places if at not in fitting]
        if fitting:
            kept[role] = fitting[0]
            doubtful = doubtful or (len(fitting) > 1 and role != "note")
    for at in odd:
        other = next((each for each in ("times", "hours", "day") if _mostly(body, at, _FITS[each])), None)
        if other and other not in kept:
            kept[other] = at
        elif not _mostly(body, at, _is_weekday):
            doubtful = True
    return kept, doubtful


def _by_content(kept: dict[str, int], body: Sequence[Sequence[str]], width: int) -> dict[str, int]:
    """Fills the roles that a shift cannot do without from columns no heading names."""
    found = dict(kept)
    free = [at for at in range(width) if at not in found.values()]

    def take(role: str, test: Callable[[str], bool]) -> None:
        at = next((at for at in free if _mostly(body, at, test)), None)
        if role not in found and at is not None:
            found[role] = at
            free.remove(at)

    if "day" not in found and not ("starts" in found and _mostly(body, found["starts"], _is_stamp)):
        take("day", _is_plain_day)
    if "times" not in found and "starts" not in found:
        take("times", looks_like_times)
    if "times" not in found:
        take("starts", _is_clock_with_marks)
        take("ends", _is_clock_with_marks)
    if "worker" not in found:
        take("worker", _is_name)
    return found


def _with_habits(found: dict[str, int], heading: Row | None, body: Sequence[Sequence[str]]) -> ShiftColumns:
    roles: dict[str, Any] = dict(found)
    columns = ShiftColumns(**roles, header=signature(heading[1]) if heading else "")
    names = [cells[columns.worker] for cells in body if columns.worker is not None and columns.worker < len(cells)]
    blank = sum(not name.strip() for name in names)
    minutes = (
        heading is not None
        and columns.break_minutes is not None
        and "min" in heading[1][columns.break_minutes].casefold()
    )
    return replace(columns, names_once=bool(names) and blank > len(names) * _NAMES_BLANK, break_in_minutes=minutes)


def _mostly(body: Sequence[Sequence[str]], at: int, test: Callable[[str], bool]) -> bool | None:
    """Whether most filled cells of a column pass; None where none is filled."""
    cells = [cells[at] for cells in body if at < len(cells) and cells[at].strip() and not was_not_worked(cells[at])]
    return sum(map(test, cells)) > len(cells) * _MOST if cells else None


def _is_stamp(cell: str) -> bool:
    day, at = day_and_time(cell)
    return read_stamp(cell) is not None or (bool(day and at) and looks_like_date(day))


def _is_start(cell: str) -> bool:
    return looks_like_clock(cell) or _is_stamp(cell)


def _is_end(cell: str) -> bool:
    return _is_start(cell) or looks_like_clock(
        re.sub(r"\s*[(,]?\s*(?:\+\s*1|(?:the )?next day)\)?$", "", cell.casefold())
    )


def _is_clock_with_marks(cell: str) -> bool:
    """A bare number may be anything; a time of day on its own has a colon or says am or pm."""
    words = plain_cell(cell)
    return (":" in words or words.endswith("m")) and _is_end(cell)


def _is_weekday(cell: str) -> bool:
    return cell.strip().casefold()[:3] in _WEEKDAYS


def _is_day(cell: str) -> bool:
    return looks_like_date(cell) or lacks_only_year(cell)


def _is_plain_day(cell: str) -> bool:
    """A date, or a day and a month in words: "16.11" could be a time."""
    return looks_like_date(cell) or (lacks_only_year(cell) and any(mark.isalpha() for mark in cell))


def lacks_only_year(cell: str) -> bool:
    """Whether a cell is a day and a month, perhaps with the day of the week: "Mon 16 Nov", "16/11"."""
    words = cell.strip().casefold()
    return _DAY_AND_MONTH.fullmatch(words) is not None and not words.endswith(("am", "pm"))


def _is_name(cell: str) -> bool:
    words = cell.strip()
    letters = sum(mark.isalpha() or mark in " .'’-" for mark in words)
    return letters == len(words) and not _is_weekday(words) and len(words) < 60  # noqa: PLR2004 - longer is prose


_FITS: dict[str, Callable[[str], bool]] = {
    "day": _is_day,
    "end_day": _is_day,
    "starts": _is_start,
    "ends": _is_end,
    "times": looks_like_times,
    "hours": looks_like_length,
}
