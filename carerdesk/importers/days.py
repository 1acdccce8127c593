"""Dates in bank files: one file has one way to write them, day first unless a person says otherwise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from carerdesk.domain.dates import MONTHS
from carerdesk.importers.values import DateDoubt, DateExample, DateOrder

_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s+)?"
_TIME = r"(?:[T ,]+\d{1,2}:\d{2}.*|[T ]+[+-]\d{4})?$"
_MONTHS = {name[:3].lower(): at for at, name in enumerate(MONTHS, 1)}
_MONTH = r"(?P<m>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"

_SHAPES = {
    "figures": r"(?P<a>\d{1,2})[/.\-] ?(?P<b>\d{1,2})(?:[/.\-] ?(?P<y>\d{4})|[/.\-']'? ?(?P<yy>\d{2}))",
    "named": r"(?P<a>\d{1,2})(?:st|nd|rd|th)?[ \-/]?" + _MONTH + r"[ \-/,']{0,2}(?:(?P<y>\d{4})|(?P<yy>\d{2}))",
    "name first": _MONTH + r"[ \-](?P<a>\d{1,2})(?:st|nd|rd|th)?,?[ \-](?P<y>\d{4})(?P<yy>)",
    "year first": r"(?P<y>\d{4})(?P<yy>)[\-/.](?P<b>\d{1,2})[\-/.](?P<a>\d{1,2})",
    "together": r"(?P<y>(?:19|20)\d{2})(?P<yy>)(?P<b>0[1-9]|1[0-2])(?P<a>0[1-9]|[12]\d|3[01])",
}
_READERS = {name: re.compile(_WEEKDAY + shape + _TIME, re.IGNORECASE) for name, shape in _SHAPES.items()}
_EARLIEST, _LATEST = 1990, 2100
_NO_YEAR = re.compile(rf"(?:\d{{1,2}} {_MONTH}|{_MONTH.replace('?P<m>', '?:')} \d{{1,2}})$", re.IGNORECASE)


@lru_cache(maxsize=4096)
def shape_of(text: str) -> str | None:
    """Which way of writing dates a cell follows, None where it is no date."""
    text = text.strip().removeprefix("'")
    return next((name for name, reader in _READERS.items() if reader.match(text)), None)


def looks_like_date(text: str) -> bool:
    """Whether a cell is written like a date in any of the known ways."""
    return shape_of(text) is not None


def lacks_year(text: str) -> bool:
    """Whether a cell is a day and a month with no year ("December 27")."""
    return _NO_YEAR.match(text.strip()) is not None


class DateReader:
    """Reads the dates of one file, all in one way."""

    def __init__(self, shape: str, *, month_first: bool = False) -> None:
        """Remember the way, and what has been read before: dates come again and again."""
        self.shape = shape
        self.month_first = month_first
        self._pattern = _READERS[shape]
        self._known: dict[str, date | None] = {}

    def read(self, text: str) -> date | None:
        """The day a cell names, None where it is not written in this file's way or is no day."""
        if text not in self._known:
            self._known[text] = self._work_out(text.strip().removeprefix("'"))
        return self._known[text]

    def _work_out(self, text: str) -> date | None:
        found = self._pattern.match(text)
        if not found:
            return None
        parts = found.groupdict()
        day, month = int(parts["a"]), _MONTHS[parts["m"].lower()] if parts.get("m") else int(parts["b"])
        if self.month_first and self.shape == "figures":
            day, month = month, day
        return _day(int(parts["y"] or 0) or 2000 + int(parts["yy"]), month, day)


def _day(year: int, month: int, day: int) -> date | None:
    if not _EARLIEST <= year <= _LATEST:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def choose_reader(texts: Iterable[str], order: DateOrder | None = None) -> DateReader | None:
    """The one way most of a file's dates are written, None where none is a date."""
    shapes: Counter[str] = Counter()
    for text, times in Counter(texts).items():
        shape = shape_of(text)
        if shape:
            shapes[shape] += times
    if not shapes:
        return None
    return DateReader(shapes.most_common(1)[0][0], month_first=order is DateOrder.MONTH_FIRST)


def day_first_doubt(texts: Sequence[tuple[int, str]]) -> DateDoubt | None:
    """Why reading these dates day first breaks the file: impossible days, or an order month first would mend.

    A file is never read month first by itself; the answer only says what to ask a person.
    """
    first, other = DateReader("figures"), DateReader("figures", month_first=True)
    only_month = [pair for pair in texts if first.read(pair[1]) is None and other.read(pair[1]) is not None]
    only_day = sum(other.read(text) is None and first.read(text) is not None for _, text in texts)
    if len(only_month) > only_day:
        return DateDoubt("dates_not_day_first", _shown(only_month))
    if only_month or only_day:
        return None
    days = [day for _, text in texts if (day := first.read(text))]
    months = [day for _, text in texts if (day := other.read(text))]
    return None if _in_order(days) or not _in_order(months) else DateDoubt("dates_out_of_order", _shown(texts))


def _in_order(days: Sequence[date]) -> bool:
    pairs = list(pairwise(days))
    return all(a <= b for a, b in pairs) or all(a >= b for a, b in pairs)


def _shown(texts: Sequence[tuple[int, str]]) -> tuple[DateExample, ...]:
    first, other = DateReader("figures"), DateReader("figures", month_first=True)
    return tuple(DateExample(at, text, first.read(text), other.read(text)) for at, text in texts[:5])
