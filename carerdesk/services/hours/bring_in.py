"""Bringing in shifts from a list or a calendar a family keeps: what would come in, before anything does."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from carerdesk.domain.dates import monday_of
from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.domain.problem import Problem
from carerdesk.importers.calendar_events import days_of_calendar, is_calendar, read_calendar
from carerdesk.importers.shifts_grid import Table, pasted_table, tables_in
from carerdesk.importers.shifts_read import ask_columns, read_shifts, signature_of
from carerdesk.importers.shifts_values import (
    ROLES,
    FoundShift,
    ShiftColumns,
    ShiftsRead,
    Unread,
    WhichColumns,
    WhichDays,
)
from carerdesk.importers.values import CannotRead, DateOrder
from carerdesk.services.books import Books
from carerdesk.services.hours.bring_in_plan import LEAVE, Coming, Line, NotSure, Plan, plan
from carerdesk.services.hours.bring_in_words import (
    ADD,
    LEAVE_OUT,
    Answers,
    Unknown,
    Vocabulary,
    key_of,
    kind_of,
    remembered,
    unknown_words,
    vocabulary,
)
from carerdesk.services.money.collecting import collecting_later
from carerdesk.services.people.names import name_as_said

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BACK, _AHEAD = timedelta(weeks=4), timedelta(weeks=8)
_LONGEST = timedelta(days=732)


@dataclass(frozen=True, slots=True)
class Wish:
    """A file and all that a person said about it so far; with it, everything can be worked out again.

    `workers`, `kinds` and `payers` answer for the file's own words (in lower case): a worker's number, LEAVE_OUT or
    ADD; a kind, "" for the usual one; funders as they are typed, "" for nobody yet. `others` pays for lines that name
    no funder. `chosen` holds the choices about lines we are not sure of. Where nobody can be asked, `asking` is false,
    and lines with words nobody knows are refused.
    """

    data: bytes
    file_name: str = ""
    pasted: bool = False
    columns: ShiftColumns | None = None
    days: tuple[date, date] | None = None
    workers: Answers = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    payers: Mapping[str, str] = field(default_factory=dict)
    others: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    asking: bool = True

    @property
    def name(self) -> str:
        """What to call it in a sentence."""
        return self.file_name or "what you pasted"


@dataclass(frozen=True, slots=True)
class AskDays:
    """Between which days a calendar's events count; a start to change."""

    calendar: WhichDays
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class AskWords:
    """What the file writes that nobody knows yet."""

    names: tuple[Unknown, ...]
    kinds: tuple[Unknown, ...]
    payers: tuple[Unknown, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in. `adding` are the people who would be added; `without_funder` counts lines nobody pays for."""

    new: tuple[Coming, ...]
    already_there: tuple[Line, ...]
    not_sure: tuple[NotSure, ...]
    refused: tuple[Unread, ...]
    left_out: tuple[Unread, ...]
    remarks: tuple[Problem, ...]
    coming: tuple[Coming, ...]
    adding: tuple[str, ...] = ()
    without_funder: int = 0
    columns: ShiftColumns | None = None
    signature: str = ""

    @property
    def days(self) -> tuple[date, date] | None:
        """From when to when it reaches."""
        lines = (*(each.line for each in self.new), *(each.line for each in self.not_sure), *self.already_there)
        every = [line.found.day for line in lines]
        return (min(every), max(every)) if every else None


Looked = Preview | WhichColumns | AskDays | AskWords | Problem


def look(books: Books, wish: Wish) -> Looked:
    """What the file holds, beside the books; or the next question, or why it cannot be read. Changes nothing."""
    with collecting_later():
        read = _read(books, wish)
        if not isinstance(read, _Read):
            return read
        with books.reading() as session:
            return _looked(session, books, wish, read)


def choose_columns(books: Books, wish: Wish) -> WhichColumns | Problem:
    """The columns of any list, also of one that was understood, so that a person may choose them anew."""
    tables = _tables(wish)
    if isinstance(tables, CannotRead):
        return tables.problem
    return ask_columns(tables, wish.columns or remembered_columns(books, signature_of(tables)))


def ask_words_again(books: Books, wish: Wish) -> AskWords | None:
    """Every name, kind and funder a person answered for, now or before, to answer anew; None where there is none."""
    read = _read(books, wish)
    if not isinstance(read, _Read):
        return None
    with books.reading() as session:
        names, kinds, payers = unknown_words(read.found, vocabulary(session), titles=read.titles)
        said = vocabulary(session, answered(books, wish))
    people = {one.id: one.name for one in said.workers}
    before = tuple(
        replace(each, guess=people.get(who, each.guess) if isinstance(who, int) else each.guess)
        for each in names
        for who in (said.worker(each.text, title=read.titles),)
    )
    return AskWords(before, kinds, payers) if before or kinds or payers else None


def is_a_calendar(wish: Wish) -> bool:
    """Whether the file is a calendar, which has no columns."""
    return not wish.pasted and is_calendar(wish.data)


@dataclass(frozen=True, slots=True)
class _Read:
    """A file read, and what its headings are remembered by."""

    found: ShiftsRead
    signature: str = ""
    titles: bool = False


def _tables(wish: Wish) -> list[Table] | CannotRead:
    return pasted_table(wish.data.decode()) if wish.pasted else tables_in(wish.data, wish.file_name)


def _read(books: Books, wish: Wish) -> _Read | WhichColumns | AskDays | Problem:
    if is_a_calendar(wish):
        return _read_days(books, wish)
    tables = _tables(wish)
    if isinstance(tables, CannotRead):
        return tables.problem
    signature = signature_of(tables)
    columns = wish.columns or remembered_columns(books, signature)
    found = read_shifts(tables, columns, books.today())
    if isinstance(found, CannotRead):
        return found.problem
    return _Read(found, signature) if isinstance(found, ShiftsRead) else found


def _read_days(books: Books, wish: Wish) -> _Read | AskDays | Problem:
    calendar = days_of_calendar(wish.data)
    if isinstance(calendar, CannotRead):
        return calendar.problem
    if wish.days is None:
        monday = monday_of(books.today())
        return AskDays(calendar, monday - _BACK, monday + _AHEAD + timedelta(days=6))
    first, last = wish.days
    if last < first:
        return Problem("last", "calendar_days_turned_round")
    if last - first > _LONGEST:
        return Problem("last", "calendar_days_too_many")
    return _read_between(wish.data, first, last)


def _read_between(data: bytes, first: date, last: date) -> _Read | Problem:
    found = read_calendar(data, first, last)
    if isinstance(found, CannotRead):
        return found.problem
    return _Read(found, titles=True) if found.shifts else Problem("first", "calendar_nothing_then")


def _looked(session: Session, books: Books, wish: Wish, read: _Read) -> Preview | AskWords:
    known = vocabulary(session, answered(books, wish))
    if wish.asking:
        names, kinds, payers = unknown_words(read.found, known, titles=read.titles)
        if names or kinds or payers:
            return AskWords(names, kinds, payers)
    lines = _Lines(read, known, wish)
    made = plan(session, books.today(), lines.understood, wish.chosen, lines.adding)
    return _preview(made, read, lines)


def answered(books: Books, wish: Wish) -> Vocabulary:
    """What a person said just now, before what they said for other files."""
    before = remembered(books)
    return replace(
        before,
        names={**before.names, **wish.workers},
        kinds={**before.kinds, **wish.kinds},
        payers={**before.payers, **wish.payers},
    )


class _Lines:
    """The lines with their words understood, those left out or refused, and who is to be added, numbered from −1 on."""

    def __init__(self, read: _Read, known: Vocabulary, wish: Wish) -> None:
        self.understood: list[Line] = []
        self.left_out: list[Unread] = []
        self.refused: list[Unread] = []
        self.adding: dict[int, str] = {}
        self._numbers: dict[str, int] = {}
        self._known, self._titles = known, read.titles
        self._others = known.payer(wish.others) or ()
        self._has_kinds = read.found.columns is not None and read.found.columns.kind is not None
        for found in read.found.shifts:
            self._take(found)

    def _take(self, found: FoundShift) -> None:
        who = self._known.worker(found.worker, title=self._titles)
        fault = self._fault(found, who)
        if who == LEAVE_OUT:
            problem = Problem("", "list_chosen_out", {"name": found.worker})
            self.left_out.append(Unread(found.place, found.text, problem))
        elif fault:
            self.refused.append(Unread(found.place, found.text, fault))
        else:
            number = who if isinstance(who, int) else self._new_number(found)
            payers = self._known.payer(found.funder) or (() if found.funder.strip() else self._others)
            kind = kind_of(found, self._known, has_kinds=self._has_kinds)
            note = _note(found, self._known, number, titles=self._titles)
            self.understood.append(Line(found, number, kind, payers, note))

    def _fault(self, found: FoundShift, who: int | str | None) -> Problem | None:
        if who is None:
            return Problem("worker", "list_name_unknown", {"name": found.worker})
        if self._known.kind(found.kind) is None:
            kinds = ", ".join(kind.value for kind in ShiftKind)
            return Problem("kind", "list_kind_unknown", {"kind": found.kind, "kinds": kinds})
        if self._known.payer(found.funder) is None:
            there = ", ".join(one.short for one in self._known.funders)
            return Problem("funder", "list_funder_unknown", {"funder": found.funder, "funders": there})
        return None

    def _new_number(self, found: FoundShift) -> int:
        name = name_as_said(found.worker)
        number = self._numbers.setdefault(key_of(name), -len(self._numbers) - 1)
        self.adding.setdefault(number, name)
        return number


def _note(found: FoundShift, known: Vocabulary, who: int, *, titles: bool) -> str:
    """What the shift was for; of a calendar, the title where it says more than the name."""
    if not titles:
        return found.note
    own = {text for one in known.workers if one.id == who for text in (one.name.casefold(), one.short.casefold())}
    return "" if key_of(found.worker) in own else found.worker


def _preview(made: Plan, read: _Read, lines: _Lines) -> Preview:
    return Preview(
        tuple(made.new),
        tuple(made.already_there),
        tuple(made.not_sure),
        (*read.found.refused, *lines.refused, *made.refused),
        (*read.found.left_out, *made.left_out, *lines.left_out),
        read.found.remarks,
        tuple(made.coming),
        tuple(lines.adding.values()),
        sum(not each.line.payers for each in made.coming),
        read.found.columns,
        read.signature,
    )


# --- columns remembered by their headings -----------------------------------------------------------------------------


def remembered_columns(books: Books, signature: str) -> ShiftColumns | None:
    """The columns a person chose for these headings before."""
    from carerdesk.store.settings import read

    kept = read(books, _columns_of(signature)) if signature else {}
    return ShiftColumns.from_json(kept) if kept else None


def remember_columns(books: Books, signature: str, columns: ShiftColumns) -> None:
    """Keeps them for the next list with these headings."""
    from carerdesk.store.settings import write

    if signature:
        write(books, _columns_of(signature), columns.to_json())


def _columns_of(signature: str) -> Any:  # noqa: ANN401 - the store's own type of setting
    from carerdesk.store.settings import Choice

    key = f"bring_in.columns.{hashlib.sha256(signature.encode()).hexdigest()[:16]}"
    return Choice(key, dict[str, Any], {}, "Which column of a family's own list is which.")


__all__ = [
    "ADD", "LEAVE", "LEAVE_OUT", "ROLES", "AskDays", "AskWords", "Coming", "DateOrder", "Line", "Looked", "NotSure",
    "Preview",
    "ShiftColumns", "Unknown", "Unread", "WhichColumns", "Wish", "ask_words_again", "choose_columns",
    "is_a_calendar", "key_of", "look",
]  # fmt: skip
