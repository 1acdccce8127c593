"""What reading shifts from a family's own file gives back: plain values that know nothing of the books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime, time
from typing import Any

from carerdesk.domain.problem import Problem
from carerdesk.importers.values import DateExample, DateOrder

ROLES = (
    "worker", "day", "starts", "ends", "times", "hours", "break_minutes", "kind", "funder", "note", "end_day",
    "next_day",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ShiftColumns:
    """Which column is what, counted from 0; None where the file has none.

    `times` holds start and end together ("9-3"); `hours` a length of time, to check by or to count the end from;
    `end_day` the day a shift ends on; `next_day` a yes where it ends after midnight. `header` is the signature of the
    heading row. `names_once` means that a blank name is the one above it.
    `break_in_minutes` is true where the heading of the breaks says so.
    """

    worker: int | None = None
    day: int | None = None
    starts: int | None = None
    ends: int | None = None
    times: int | None = None
    hours: int | None = None
    break_minutes: int | None = None
    kind: int | None = None
    funder: int | None = None
    note: int | None = None
    end_day: int | None = None
    next_day: int | None = None
    date_order: DateOrder = DateOrder.DAY_FIRST
    header: str = ""
    names_once: bool = False
    break_in_minutes: bool = False

    @property
    def missing(self) -> tuple[str, ...]:
        """The roles without which no shift can be read."""
        day = () if self.day is not None or self.starts is not None else ("day",)
        if self.times is not None or (self.starts is not None and (self.ends is not None or self.hours is not None)):
            return day
        return (*day, "starts" if self.starts is None else "ends")

    @property
    def sound(self) -> bool:
        """Every column is a whole number from 0, none has two roles, and a shift can be read."""
        chosen = [at for role in ROLES if (at := getattr(self, role)) is not None]
        return all(type(at) is int and at >= 0 for at in chosen) and len(chosen) == len({*chosen}) and not self.missing

    def to_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {each.name: getattr(self, each.name) for each in fields(self)} | {"date_order": self.date_order.value}

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> ShiftColumns | None:
        """The columns that `to_json` gave, None where the values are not those of columns."""
        known = {each.name: plain[each.name] for each in fields(cls) if each.name in plain}
        try:
            made = cls(**known | {"date_order": DateOrder(plain.get("date_order", DateOrder.DAY_FIRST))})
        except (TypeError, ValueError):
            return None
        return made if made.sound else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a shift stands in its file: the line, and the sheet where a workbook has several."""

    line: int
    sheet: str = ""

    def __str__(self) -> str:
        return f"Line {self.line}" + (f" of {self.sheet}" if self.sheet else "")


@dataclass(frozen=True, slots=True)
class FoundShift:
    """One shift as the file tells it: names, kind and funder in the file's own words.

    `days` counts the midnights between start and end. `exact` are the two moments, where the file says which of two
    clock times it means. `doubts` are questions for a person; `text` is the line as the file has it.
    """

    place: Place
    worker: str
    day: date
    starts: time
    ends: time
    days: int
    break_minutes: int = 0
    kind: str = ""
    funder: str = ""
    note: str = ""
    exact: tuple[datetime, datetime] | None = None
    doubts: tuple[Problem, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that is no shift, or one that cannot be read safely; the problem says why."""

    place: Place
    text: str
    problem: Problem


@dataclass(frozen=True, slots=True)
class ShiftsRead:
    """A file read: its shifts in file order, what was passed over and what was refused.

    `remarks` are things to tell once for the whole file. `names` is true where the lines name their workers.
    """

    shifts: tuple[FoundShift, ...]
    left_out: tuple[Unread, ...] = ()
    refused: tuple[Unread, ...] = ()
    remarks: tuple[Problem, ...] = ()
    columns: ShiftColumns | None = None


@dataclass(frozen=True, slots=True)
class WhichColumns:
    """A table whose columns a person must name. `guess` is a start to check; `examples` are dates read both ways."""

    names: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]
    why: Problem
    guess: ShiftColumns = field(default_factory=ShiftColumns)
    examples: tuple[DateExample, ...] = ()


@dataclass(frozen=True, slots=True)
class WhichDays:
    """A calendar: a person says between which days its events count. `first` and `last` are those it holds."""

    events: int
    repeating: int
    first: date | None
    last: date | None
