"""The lines of a list of shifts: what each means, what is no shift, what cannot be read safely."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from carerdesk.domain.dates import DAYS, day_and_month, full_date
from carerdesk.domain.hours.clock import clock_time, midnight
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.problem import Problem
from carerdesk.domain.typed import read_date
from carerdesk.importers.cells import tidy
from carerdesk.importers.days import DateReader, choose_reader, shape_of
from carerdesk.importers.grid import Grid, Row
from carerdesk.importers.shifts_cells import (
    Span,
    day_and_time,
    looks_like_clock,
    read_break,
    read_length,
    read_stamp,
    read_start_and_end,
    read_start_and_length,
    read_two_times,
    says_next_day,
    says_yes,
    was_not_worked,
)
from carerdesk.importers.shifts_columns import is_heading_again
from carerdesk.importers.shifts_values import FoundShift, Place, ShiftColumns, Unread
from carerdesk.importers.shifts_years import Year, years_around
from carerdesk.importers.values import DateOrder

_CHANGE = 60  # minutes the clocks go forward or back
_LONGEST_BREAK = 120
_YEARS_SHOWN = 3
_EARLY = 5  # o'clock: nobody's day begins before
_LONG = 16 * 60  # 9 to 5, typed into a spreadsheet as 05:00, would be twenty hours
_TOTAL = re.compile(
    r"\b(?:sub ?-?total|total|totals|sum|grand total|week(?:ly)? total|hours this week|carried)\b", re.IGNORECASE
)
_DAY_NAMES = re.compile(r"\b(mon|tue|wed|thu|fri|sat|sun)", re.IGNORECASE)


class Days:
    """Reads the days of one list, all written in one way."""

    def __init__(self, columns: ShiftColumns, body: Sequence[Row], today: date) -> None:
        at = columns.day if columns.day is not None else columns.starts
        texts = [day_and_time(cells[at])[0] for _, cells in body if at is not None and at < len(cells)]
        self._reader: DateReader | None = choose_reader([text for text in texts if text], columns.date_order)
        self._today = today
        day_first = columns.date_order is DateOrder.DAY_FIRST
        self._years = years_around(texts, self._whole) if self._reader is not None and day_first else {}
        self._told: dict[str, Year] = {}
        self.remarks: tuple[Problem, ...] = ()

    def read(self, text: str) -> date | None:
        """The day a cell names; one without a year is told by the dates around it, else the nearest to today."""
        if self._reader is not None:
            year = self._years.get(text)
            return self._tell(text, year) if year is not None else self._whole(text)
        found = read_date(text, self._today)
        if found is not None:
            self.remarks = (Problem("", "list_years_guessed", {"day": day_and_month(found), "year": str(found.year)}),)
        return found

    def doubt(self, text: str) -> Problem | None:
        """The question about a cell whose year nothing settles."""
        year = self._years.get(text)
        if year is None or year.settled:
            return None
        return Problem("day", "list_year_open", {"text": text, "day": full_date(year.day)})

    def _tell(self, text: str, year: Year) -> date:
        if year.settled:
            self._told[text] = year
            shown = [f"“{each}” is {full_date(told.day)}" for each, told in self._told.items()]
            more = [f"and {len(shown) - _YEARS_SHOWN} more"] if len(shown) > _YEARS_SHOWN else []
            days = "; ".join([*shown[:_YEARS_SHOWN], *more])
            self.remarks = (Problem("", "list_year_settled", {"days": days}),)
        return year.day

    def _whole(self, text: str) -> date | None:
        stamp = read_stamp(text)
        plain = self._reader.read(text) if self._reader is not None else None
        return plain or (stamp.day if stamp else None) or self._other_shape(text)

    @staticmethod
    def _other_shape(text: str) -> date | None:
        """A date whose month is a word, or whose year comes first, can be read among figures too."""
        shape = shape_of(text)
        return DateReader(shape).read(text) if shape and shape != "figures" else None


class _Fault(Exception):  # noqa: N818 - a fault of the line, not of the program
    """A line that cannot be read."""

    def __init__(self, field_name: str, code: str, **values: str) -> None:
        super().__init__(code)
        self.problem = Problem(field_name, code, values)


@dataclass(slots=True)
class Lines:
    """Takes the lines of one table, remembering the day and the name that stand above."""

    columns: ShiftColumns
    heading: Row | None
    sheet: str
    grid: Grid
    days: Days
    shifts: list[FoundShift] = field(default_factory=list)
    left_out: list[Unread] = field(default_factory=list)
    refused: list[Unread] = field(default_factory=list)
    _day: date | None = None
    _open_year: Problem | None = None
    _name: str = ""

    def take(self, row: Row) -> None:
        """One line: a shift, no shift, or one that cannot be read."""
        number, cells = row
        if not any(cell.strip() for cell in cells):
            return
        place, text = Place(number, self.sheet), self.grid.text(row)
        passed = self._passed_over(row)
        if passed:
            self.left_out.append(Unread(place, text, Problem("", passed)))
            return
        try:
            self.shifts.append(self._shift(cells, place, text))
        except _Fault as fault:
            self.refused.append(Unread(place, text, fault.problem))

    def _cell(self, cells: Sequence[str], role: str) -> str:
        at: int | None = getattr(self.columns, role)
        return tidy(cells[at]) if at is not None and at < len(cells) else ""

    def _passed_over(self, row: Row) -> str:
        """Why a line is no shift; "" where it seems to be one. A day or a name alone still counts for those below."""
        cells = row[1]
        if is_heading_again(cells, self.heading):
            return "list_heading_again"
        times = self._cell(cells, "times") or self._cell(cells, "starts")
        ends = self._cell(cells, "ends")
        day = self._cell(cells, "day")
        if not times and _TOTAL.search(" ".join(cells)):
            return "list_total_line"
        nobody = was_not_worked(times) and not (looks_like_clock(times) and ends and not was_not_worked(ends))
        if (not times and not ends and not self._hours(cells)) or (times and nobody):
            self._remember(day, self._cell(cells, "worker"))
            return "list_nobody_worked" if times else "list_without_times"
        if not day and self.columns.day is not None and not times and not ends:
            return "list_total_line"
        return ""

    def _hours(self, cells: Sequence[str]) -> int | None:
        words = self._cell(cells, "hours")
        return read_length(words) if words and not was_not_worked(words) else None

    def _remember(self, day: str, name: str) -> None:
        if day:
            self._read_day(day)
        if name:
            self._name = name

    def _read_day(self, words: str) -> None:
        self._day, self._open_year = self.days.read(words), self.days.doubt(words)

    def _shift(self, cells: Sequence[str], place: Place, text: str) -> FoundShift:
        name = self._worker(cells)
        exact = self._exact(cells)
        if exact is not None:
            found, moments = exact
            day = found[0]
            span = found[1]
        else:
            day, moments = self._which_day(cells), None
            span = self._span(cells, day)
        break_minutes = self._break(cells)
        shift = FoundShift(
            place, name, day, span.starts, span.ends, span.days, break_minutes, self._cell(cells, "kind"),
            self._cell(cells, "funder"), self._cell(cells, "note"), moments, text=text,
        )  # fmt: skip
        if exact is None:
            year = (self._open_year,) if self._open_year is not None else ()
            shift = replace(shift, doubts=(*year, *self._odd_times(cells, span)))
        return self._doubted(shift, span, self._hours(cells), self._cell(cells, "day"))

    def _odd_times(self, cells: Sequence[str], span: Span) -> Iterator[Problem]:
        """What may be meant otherwise: "3-9" for the afternoon, an end in the afternoon typed as 05:00."""
        words = (
            self._cell(cells, "times") or day_and_time(self._cell(cells, "starts"))[1] or self._cell(cells, "starts")
        )
        if 1 <= span.starts.hour < (_EARLY if words.startswith("0") else _EARLY + 1) and "am" not in words.casefold():
            values = {"text": words, "starts": f"{span.starts:%H:%M}", "ends": f"{span.ends:%H:%M}"}
            yield Problem("starts", "list_in_the_night", values)
        if span.minutes > _LONG and not self._says_which_day(cells):
            yield Problem("ends", "list_very_long", {"times": hours_text(span.minutes)})

    def _says_which_day(self, cells: Sequence[str]) -> bool:
        """Whether the line itself says on which day the shift ends."""
        ends = self._cell(cells, "ends") or self._cell(cells, "times")
        return bool(self._cell(cells, "end_day") or self._cell(cells, "next_day")) or says_next_day(ends)

    def _worker(self, cells: Sequence[str]) -> str:
        if self.columns.worker is None:
            return self.sheet
        name = self._cell(cells, "worker")
        if name:
            self._name = name
        elif self.columns.names_once:
            name = self._name
        if not name:
            raise _Fault("worker", "list_name_missing")
        return name

    def _exact(self, cells: Sequence[str]) -> tuple[tuple[date, Span], tuple[datetime, datetime] | None] | None:
        """Start and end where both are written out in full, 2026-11-16T09:00."""
        starts, ends = read_stamp(self._cell(cells, "starts")), read_stamp(self._cell(cells, "ends"))
        if starts is None or ends is None:
            return None
        if starts.moment and ends.moment:
            first, last = clock_time(starts.moment), clock_time(ends.moment)
            span = Span(first.time(), last.time(), (last.date() - first.date()).days)
            return (first.date(), span), (starts.moment, ends.moment)
        return (starts.day, Span(starts.at, ends.at, (ends.day - starts.day).days)), None

    def _which_day(self, cells: Sequence[str]) -> date:
        words = self._cell(cells, "day") or day_and_time(self._cell(cells, "starts"))[0]
        if words:
            self._read_day(words)
            if self._day is None:
                raise _Fault("day", "list_day_not_read", text=words)
        if self._day is None:
            raise _Fault("day", "list_day_missing")
        return self._day

    def _span(self, cells: Sequence[str], day: date) -> Span:
        span = self._clock_span(cells)
        later = self._cell(cells, "end_day") or day_and_time(self._cell(cells, "ends"))[0]
        end_day = self.days.read(later) if later and self.columns.ends is not None else None
        if end_day is not None:
            return replace(span, days=(end_day - day).days)
        if says_yes(self._cell(cells, "next_day")):
            return replace(span, days=1)
        return span

    def _clock_span(self, cells: Sequence[str]) -> Span:
        times = self._cell(cells, "times")
        starts, ends = (self._cell(cells, "starts"), self._cell(cells, "ends")) if not times else ("", "")
        starts, ends = (day_and_time(cell)[1] or cell for cell in (starts, ends))
        hours = self._hours(cells)
        if times:
            span = read_two_times(times) or (read_start_and_length(times, hours) if hours else None)
        elif starts and ends:
            span = read_start_and_end(starts, ends)
        elif starts and hours:
            span = read_start_and_length(starts, hours + self._break(cells))
        elif starts:
            raise _Fault("ends", "list_end_missing")
        else:
            raise _Fault("starts", "list_start_missing")
        if span is None:
            raise _Fault("starts", "list_times_not_read", text=times or f"{starts} – {ends}")
        return span

    def _break(self, cells: Sequence[str]) -> int:
        words = self._cell(cells, "break_minutes")
        minutes = read_break(words, in_minutes=self.columns.break_in_minutes)
        if minutes is None:
            raise _Fault("break_minutes", "list_break_not_read", text=words)
        return minutes

    def _doubted(self, shift: FoundShift, span: Span, hours: int | None, day_words: str) -> FoundShift:
        """Beside what the line says of itself: its hours, and the name of its day."""
        doubts = [*shift.doubts]
        named = _DAY_NAMES.search(day_words)
        if named and DAYS[shift.day.weekday()].casefold()[:3] != named[1].casefold():
            doubts.append(Problem("day", "list_weekday_differs", {"text": day_words, "day": day_and_month(shift.day)}))
        counted = self.columns.hours is not None and hours is not None
        if counted and hours is not None and not _agrees(hours, shift, span):
            lost = span.minutes - hours
            if self.columns.break_minutes is None and 0 < lost <= _LONGEST_BREAK:
                values = {"hours": hours_text(hours), "times": hours_text(span.minutes), "break": hours_text(lost)}
                doubts.append(Problem("hours", "list_hours_leave_a_break", values))
                shift = replace(shift, break_minutes=lost)
            else:
                values = {"hours": hours_text(hours), "times": hours_text(span.minutes - shift.break_minutes)}
                doubts.append(Problem("hours", "list_hours_differ", values))
        return replace(shift, doubts=tuple(doubts))


def _agrees(hours: int, shift: FoundShift, span: Span) -> bool:
    """Whether a column of hours counts the same: with or without the break, by the wall or by the hours gone by."""
    counted = {span.minutes, span.minutes - shift.break_minutes}
    if _clocks_change(shift.day, span.days):
        counted |= {each + by for each in counted for by in (-_CHANGE, _CHANGE)}
    return any(abs(hours - each) <= 1 for each in counted)


def _clocks_change(day: date, days: int) -> bool:
    after = day + timedelta(days=days + 1)
    return midnight(after) - midnight(day) != after - day
