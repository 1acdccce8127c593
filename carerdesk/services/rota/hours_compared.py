"""Planned, worked and paid hours side by side, for each PA and for each funder."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, span
from carerdesk.domain.hours.shift import ShiftKind, hours_text
from carerdesk.services.books import Books
from carerdesk.services.hours.choices import short_names, tone_of
from carerdesk.services.hours.funder_hours import Payers
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.people.read import workers
from carerdesk.services.people.records import WorkerSummary
from carerdesk.store import tables

LONGEST_WAIT = timedelta(days=62)
_BY_THE_HOUR = frozenset(kind.value for kind in ShiftKind if kind is not ShiftKind.SLEEP_IN)
_KINDS = frozenset(kind.value for kind in ShiftKind)


@dataclass(slots=True)
class Sum:
    """Minutes, and nights of sleeping in counted beside them."""

    minutes: int = 0
    nights: int = 0

    def add(self, kind: str, minutes: int) -> None:
        """Count one shift, or a funder's part of one."""
        if kind == ShiftKind.SLEEP_IN:
            self.nights += 1
        else:
            self.minutes += minutes

    @property
    def words(self) -> str:
        """12 h 30 min and 2 nights."""
        nights = f"{self.nights} night{'s' * (self.nights != 1)}" if self.nights else ""
        hours = hours_text(self.minutes) if self.minutes or not nights else ""
        return " and ".join(part for part in (hours, nights) if part)


@dataclass(frozen=True, slots=True)
class Compared:
    """One PA's or one funder's hours. `paid` None: not paid yet; `buys` is what awards buy, where they say.

    `tone` is the funder's colour; `note` says what part is paid, or which days these are.
    """

    name: str
    planned: Sum
    worked: Sum
    paid: Sum | None
    note: str = ""
    buys: int | None = None
    tone: str = ""

    @property
    def paid_words(self) -> str:
        """12 h; or not paid yet."""
        return "not paid yet" if self.paid is None else self.paid.words

    @property
    def against_award(self) -> str:
        """3 h left; 2 h over; "" without an award that says its hours."""
        if self.buys is None:
            return ""
        over = self.planned.minutes - self.buys
        if not over:
            return "all of it planned"
        return f"{hours_text(abs(over))} {'over' if over > 0 else 'left'}"


@dataclass(frozen=True, slots=True)
class HoursCompared:
    """A stretch of days: each PA, each funder, and each PA's own pay period."""

    first: date
    last: date
    people: tuple[Compared, ...]
    funders: tuple[Compared, ...]
    periods: tuple[Compared, ...]


@dataclass(slots=True)
class _Piles:
    planned: Sum = field(default_factory=Sum)
    worked: Sum = field(default_factory=Sum)
    paid: Sum = field(default_factory=Sum)
    paid_days: set[date] = field(default_factory=set)
    open_days: set[date] = field(default_factory=set)

    def add(self, row: tables.Shift, minutes: int, planned: int, *, paid: bool) -> None:
        """Count a shift, or a funder's part of one. `minutes` are those it took, `planned` those it was to take."""
        self.planned.add(row.kind, planned)
        if row.state != PLANNED:
            self.worked.add(row.kind, minutes)
        if paid:
            self.paid.add(row.kind, minutes)
        (self.paid_days if paid else self.open_days).add(row.day)

    @property
    def paid_so_far(self) -> Sum | None:
        """What is paid of it; None where nothing is."""
        return self.paid if self.paid_days else None

    @property
    def is_partly_paid(self) -> bool:
        """Whether some days are paid and others not."""
        return bool(self.paid_days and self.open_days)


def compare_hours(books: Books, first: date, last: date) -> HoursCompared:
    """Planned, worked and paid between two days, and in the pay periods that hold the last of them up to today.

    Planned are the times as they stood before the work; worked the times that were put in. Hours of a stretch count as
    paid where a payslip has paid for their day; those of a whole pay period are the payslip's own lines, with what
    later payslips put right.
    """
    with books.reading() as session:
        rows = rows_of_person(session, first, last)
        slips = _slips(session, first, last)
        everybody = workers(session)
        people, payers = _count(session, rows, slips)
        short = short_names(everybody)
        return HoursCompared(
            first,
            last,
            tuple(_person(short[one.id], one.kind, people[one.id]) for one in everybody if one.id in people),
            _funders(Payers.read(session, first, last), payers, first, last),
            _periods(session, everybody, short, min(max(books.today(), first), last)),
        )


def _person(name: str, kind: str, piles: _Piles) -> Compared:
    note = "" if kind == "employee" else "Paid by bill, not by payslip"
    if piles.is_partly_paid:
        note = f"Paid up to {day_and_month(max(piles.paid_days))}"
    return Compared(name, piles.planned, piles.worked, piles.paid_so_far, note)


def _slips(session: Session, first: date, last: date) -> Sequence[tables.Payslip]:
    slip = tables.Payslip
    return session.scalars(select(slip).where(slip.first_day <= last, slip.last_day >= first)).all()


def _count(
    session: Session, rows: Sequence[tables.Shift], slips: Iterable[tables.Payslip]
) -> tuple[Mapping[int, _Piles], Mapping[int, _Piles]]:
    paid = [(slip.worker_id, slip.first_day, slip.last_day) for slip in slips]
    people: dict[int, _Piles] = defaultdict(_Piles)
    payers: dict[int, _Piles] = defaultdict(_Piles)
    for row, shift in zip(rows, load(session, rows), strict=True):
        is_paid = any(who == row.worker_id and since <= row.day <= until for who, since, until in paid)
        planned = _planned_minutes(row)
        people[row.worker_id].add(row, row.shared_minutes, planned, paid=is_paid)
        for share in shift.shares:
            part = planned * share.minutes // row.shared_minutes
            payers[share.funder_id].add(row, share.minutes, part, paid=is_paid)
    return people, payers


def _planned_minutes(row: tables.Shift) -> int:
    if row.planned_starts is None or row.planned_ends is None:
        return row.shared_minutes
    return max((row.planned_ends - row.planned_starts) // timedelta(minutes=1) - row.break_minutes, 0)


def _funders(payers: Payers, piles: Mapping[int, _Piles], first: date, last: date) -> tuple[Compared, ...]:
    found = []
    for row in payers.rows:
        buys, mine = payers.buys(row.id, first, last), piles.get(row.id, _Piles())
        if row.id in piles or buys:
            note = "Not all of it is paid yet" if mine.is_partly_paid else ""
            paid = mine.paid_so_far
            found.append(Compared(row.short_name, mine.planned, mine.worked, paid, note, buys, tone_of(row.kind)))
    return tuple(found)


# --- whole pay periods ------------------------------------------------------------------------------------------------


def _periods(
    session: Session, people: Iterable[WorkerSummary], short: Mapping[int, str], day: date
) -> tuple[Compared, ...]:
    from carerdesk.services.pay.situation import periods_of

    found = []
    for one in people:
        mine = [each for each in periods_of(session, one.id, day + LONGEST_WAIT) if each.first <= day <= each.last]
        for period in mine[:1]:
            note = f"{span(period.first, period.last)}, payday {day_and_month(period.payday)}"
            found.append(_period(session, one.id, short[one.id], period.first, period.last, note))
    return tuple(each for each in found if each.planned != Sum() or each.paid not in (None, Sum()))


def _period(session: Session, worker_id: int, name: str, first: date, last: date, note: str) -> Compared:
    rows = [row for row in rows_of_person(session, first, last) if row.worker_id == worker_id]
    piles = _Piles()
    for row in rows:
        piles.add(row, row.shared_minutes, _planned_minutes(row), paid=False)
    slips = [slip for slip in _slips(session, first, last) if slip.worker_id == worker_id]
    paid = _paid_by_lines(session, [slip.id for slip in slips]) if slips else None
    return Compared(name, piles.planned, piles.worked, paid, note)


def _paid_by_lines(session: Session, slip_ids: Sequence[int]) -> Sum:
    """The hours and nights that payslips paid, with what later ones paid or took back to put them right."""
    line = tables.PayslipLine
    own = line.payslip_id.in_(slip_ids) & line.corrects_id.is_(None)
    wanted = select(line).where(own | line.corrects_id.in_(slip_ids), line.kind.in_(_KINDS), line.source == "")
    found = Sum()
    for row in session.scalars(wanted):
        if row.kind in _BY_THE_HOUR:
            found.minutes += row.minutes or 0
        else:
            found.nights += int(row.quantity or 0)
    return found
