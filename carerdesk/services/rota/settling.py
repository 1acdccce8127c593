"""Making the rota agree with the patterns: shifts that are missing are put in, and where asked others are redone.

A day of a series that a person settled otherwise is passed over, and so is whatever was worked, confirmed or paid.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month, monday_of
from carerdesk.domain.hours.shares import by_percent
from carerdesk.domain.hours.shift import Shift, ShiftKind, shared_minutes
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import falls_on, on_the_day
from carerdesk.domain.rota.terms import KnownDays
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.rows import load, remove_parts, write
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.rota.exceptions import CHANGED, shift_changed
from carerdesk.services.rota.standing import Standing, known_days
from carerdesk.store import tables
from carerdesk.store.operations import Operation

SeriesDay = tuple[int, date]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A shift of a pattern that could not be put into the rota, and why."""

    worker: str
    day: date
    why: Problem


@dataclass(slots=True)
class Settled:
    """What was done to the rota: how many shifts came, changed and went, and which days stay as somebody made them.

    `unknown` says what is not known about days to come, `chosen` what was taken on a night the clocks change.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    by_hand: list[tuple[str, date]] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    unknown: dict[str, Problem] = field(default_factory=dict)
    chosen: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Wanted:
    """A shift that a pattern asks for on one of its days, in the place of a row where there is one."""

    of: Standing
    day: date
    shift: Shift
    row: tables.Shift | None


def settle(
    op: Operation,
    today: date,
    patterns: Sequence[Standing],
    first: date,
    last: date,
    *,
    redo: bool = False,
    series: Iterable[int] = (),
) -> Settled:
    """Put in what patterns ask for from first to last.

    `redo` also changes and takes out what they ask otherwise, and what `series` without a pattern have left behind.
    """
    numbers = {one.series for one in patterns} | set(series)
    if not numbers or last < first:
        return Settled()
    return _Settling(op, today, patterns, numbers, (first, last), redo=redo).settled()


class _Settling:
    """One settling, in the order: what is wanted, what is sound, who goes together, what is written."""

    def __init__(
        self,
        op: Operation,
        today: date,
        patterns: Sequence[Standing],
        series: Collection[int],
        days: tuple[date, date],
        *,
        redo: bool,
    ) -> None:
        self._op, self._session, self._patterns = op, op.session, patterns
        self._first, self._last = days
        self._known: KnownDays = known_days(self._session)
        self._series_of = _series_of(self._session, series)
        self._rows = _rows(self._session, self._series_of, *days)
        self._held = _exceptions(self._session, self._series_of.values(), *days)
        workers = {one.worker_id for one in patterns} | {row.worker_id for row in self._rows.values()}
        self._near: Around = around(self._session, today, workers, *days)
        self._loose = self._untouched() if redo else {}
        self._forget_loose()
        self._monday = monday_of(today)
        self._result = Settled()

    def settled(self) -> Settled:
        """Do it, and say what was done."""
        wanted = self._together([each for each in self._in_order() if self._is_sound(each)])
        self._take_out({each.row.id for each in wanted if each.row is not None})
        fresh = [each for each in wanted if each.row is None]
        for each in wanted:
            self._redo(each)
        self._insert(fresh)
        self._result.added += len(fresh)
        self._tell_by_hand()
        return self._result

    # --- what is wanted -----------------------------------------------------------------------------------------------

    def _in_order(self) -> list[_Wanted]:
        found: list[_Wanted] = []
        for one in self._patterns:
            falls = falls_on(one.when, self._first, self._last, self._known)
            for problem in falls.unknown:
                self._result.unknown.setdefault(problem.code, problem)
            found += [each for day in falls.days if (each := self._wanted(one, day)) is not None]
        return sorted(found, key=lambda each: (each.shift.starts, each.of.id))

    def _wanted(self, one: Standing, day: date) -> _Wanted | None:
        key = (one.series, day)
        row = self._rows.get(key)
        stays = row is not None and row.id not in self._loose
        if stays or key in self._held or not self._employed(one.worker_id, day) or (row is None and day < self._monday):
            return None
        shift = self._shift(one, day, row)
        return None if shift is None else _Wanted(one, day, shift, row)

    def _employed(self, worker_id: int, day: date) -> bool:
        worker = self._near.workers[worker_id]
        return (worker.started is None or worker.started <= day) and (worker.left is None or day <= worker.left)

    def _shift(self, one: Standing, day: date, row: tables.Shift | None) -> Shift | None:
        at = on_the_day(one.when, day)
        if isinstance(at, Problem):
            self._leave_out(one, day, at)
            return None
        kind = ShiftKind(one.kind) if one.kind else self._near.usual.of(one.worker_id, day)
        if kind is None:
            self._leave_out(one, day, Problem("kind", "kind_to_choose", {"year": str(day.year)}))
            return None
        if at.chosen is not None and at.chosen not in self._result.chosen:
            self._result.chosen.append(at.chosen)
        shift = Shift(
            worker_id=one.worker_id, starts=at.starts, ends=at.ends, kind=kind, break_minutes=one.break_minutes,
            miles=one.miles, what=one.what, zone=one.when.zone, people_needed=one.people_needed,
            how_it_went="" if row is None else row.how_it_went, id=None if row is None else row.id,
        )  # fmt: skip
        return self._shared(shift, one)

    def _shared(self, shift: Shift, one: Standing) -> Shift:
        if not one.shares or shared_minutes(shift) <= 0:
            return shift
        shares = by_percent(shared_minutes(shift), one.shares)
        assert not isinstance(shares, Problem), "the shares of a pattern make a hundred"
        return self._near.without_ended_funders(replace(shift, shares=shares))

    def _leave_out(self, one: Standing, day: date, why: Problem) -> None:
        self._result.left_out.append(LeftOut(self._near.name(one.worker_id), day, why))

    # --- what is sound ------------------------------------------------------------------------------------------------

    def _is_sound(self, wanted: _Wanted) -> bool:
        if wanted.row is None and self._adopted(wanted):
            return False
        problems = self._near.problems(wanted.shift)
        if problems:
            self._leave_out(wanted.of, wanted.day, problems[0])
            return False
        self._near.add(wanted.shift)
        return True

    def _adopted(self, wanted: _Wanted) -> bool:
        """Whether the very shift stands there already, typed by hand: then it becomes the pattern's own."""
        same = (wanted.shift.starts, wanted.shift.ends)
        for there in self._near.shifts[wanted.shift.worker_id, wanted.day]:
            if (there.starts, there.ends) == same and there.id is not None:
                row = self._session.get_one(tables.Shift, there.id)
                if row.pattern_id is None:
                    self._adopt(row, there, wanted)
                    return True
        return False

    def _adopt(self, row: tables.Shift, there: Shift, wanted: _Wanted) -> None:
        """What a person wrote beside its times stays as it is."""
        row.pattern_id, row.pattern_day = wanted.of.id, wanted.day
        self._session.flush()
        if _as_planned(there) != _as_planned(wanted.shift):
            shift_changed(self._session, row)

    def _untouched(self) -> dict[int, tables.Shift]:
        """Rows that are still as their pattern made them, and not paid for."""
        spent = tables.PayItem.shift_id
        ids = [row.id for row in self._rows.values()]
        with_expenses = set(self._session.scalars(select(spent).where(spent.in_(ids))))
        return {
            row.id: row
            for key, row in self._rows.items()
            if row.state == PLANNED
            and key not in self._held
            and row.id not in with_expenses
            and not self._near.paid_days(row.worker_id, row.day)
        }

    def _forget_loose(self) -> None:
        for shifts in self._near.shifts.values():
            shifts[:] = [shift for shift in shifts if shift.id not in self._loose]

    # --- who goes together --------------------------------------------------------------------------------------------

    def _together(self, wanted: list[_Wanted]) -> list[_Wanted]:
        """Give the shifts of one outing their number; somebody alone on it has none."""
        outing_of = {one.series: one.outing for one in self._patterns if one.outing is not None}
        there: dict[tuple[int, date], list[tables.Shift]] = defaultdict(list)
        for (series, day), row in self._rows.items():
            if series in outing_of and row.id not in self._loose:
                there[outing_of[series], day].append(row)
        groups: dict[tuple[int, date], list[_Wanted]] = defaultdict(list)
        for each in wanted:
            if each.of.outing is not None:
                groups[each.of.outing, each.day].append(each)
        numbers = {key: self._number(group, there[key]) for key, group in groups.items()}
        return [
            each
            if each.of.outing is None
            else replace(each, shift=replace(each.shift, outing=numbers[each.of.outing, each.day]))
            for each in wanted
        ]

    def _number(self, group: list[_Wanted], there: list[tables.Shift]) -> int | None:
        if len(group) + len(there) == 1:
            return None
        rows = [*there, *(each.row for each in group if each.row is not None)]
        number = next((row.outing for row in rows if row.outing is not None), None)
        if number is None:
            number, self._near.next_outing = self._near.next_outing, self._near.next_outing + 1
        for row in there:
            row.outing = number if row.outing is None else row.outing
        return number

    # --- what is written ----------------------------------------------------------------------------------------------

    def _take_out(self, kept: Collection[int]) -> None:
        gone = [row for row in self._loose.values() if row.id not in kept]
        for row in gone:
            remove_parts(self._session, row)
            self._session.delete(row)
        self._session.flush()
        self._result.removed += len(gone)
        self._leave_outings({row.outing for row in gone if row.outing is not None})

    def _leave_outings(self, numbers: Collection[int]) -> None:
        """Somebody left alone on an outing is on none."""
        shift = tables.Shift
        left: dict[int | None, list[tables.Shift]] = defaultdict(list)
        for row in self._session.scalars(select(shift).where(shift.outing.in_(numbers))):
            left[row.outing].append(row)
        for rows in left.values():
            if len(rows) == 1:
                rows[0].outing = None

    def _redo(self, wanted: _Wanted) -> None:
        if wanted.row is None:
            return
        (before,) = load(self._session, [wanted.row])
        wanted.row.pattern_id = wanted.of.id
        if before != wanted.shift:
            write(self._session, wanted.row, wanted.shift)
            self._result.changed += 1

    def _insert(self, wanted: Sequence[_Wanted]) -> None:
        keys = self._near.keys.keys()
        ids = self._op.insert_many(tables.Shift, [{**keys, **_columns(each)} for each in wanted])
        shares = [(row, share) for row, each in zip(ids, wanted, strict=True) for share in each.shift.shares]
        self._op.insert_many(
            tables.ShiftShare,
            [{**keys, "shift_id": row, "funder_id": one.funder_id, "minutes": one.minutes} for row, one in shares],
        )

    def _tell_by_hand(self) -> None:
        """The days that stay as a person settled them, though a pattern falls on them."""
        for key, row in self._rows.items():
            if self._held.get(key) == CHANGED:
                self._result.by_hand.append((self._near.name(row.worker_id), row.day))


def _as_planned(shift: Shift) -> Shift:
    """A shift without what only its row or its day can say."""
    return replace(shift, id=None, outing=None, how_it_went="")


def _columns(wanted: _Wanted) -> dict[str, Any]:
    shift = wanted.shift
    return {
        "worker_id": shift.worker_id, "day": shift.day, "starts": shift.starts, "ends": shift.ends,
        "zone": shift.zone, "kind": shift.kind.value, "break_minutes": shift.break_minutes,
        "shared_minutes": shared_minutes(shift), "miles": shift.miles, "outing": shift.outing, "what": shift.what,
        "how_it_went": "", "state": PLANNED, "pattern_id": wanted.of.id, "pattern_day": wanted.day,
        "people_needed": shift.people_needed,
    }  # fmt: skip


def _series_of(session: Session, series: Iterable[int]) -> dict[int, int]:
    """The series of each version, whether it still counts or not."""
    pattern = tables.Pattern
    found = session.execute(select(pattern.id, pattern.series).where(pattern.series.in_(list(series))))
    return {row[0]: row[1] for row in found}


def _rows(session: Session, series_of: dict[int, int], first: date, last: date) -> dict[SeriesDay, tables.Shift]:
    shift = tables.Shift
    wanted = select(shift).where(
        shift.pattern_id.in_(list(series_of)), shift.pattern_day >= first, shift.pattern_day <= last
    )
    found: dict[SeriesDay, tables.Shift] = {}
    for row in session.scalars(wanted.order_by(shift.id)):
        assert row.pattern_id is not None
        assert row.pattern_day is not None
        found[series_of[row.pattern_id], row.pattern_day] = row
    return found


def _exceptions(session: Session, series: Iterable[int], first: date, last: date) -> dict[SeriesDay, str]:
    exception = tables.PatternException
    wanted = select(exception).where(exception.series.in_(set(series)), exception.day >= first, exception.day <= last)
    return {(row.series, row.day): row.kind for row in session.scalars(wanted)}


def names_of(result: Settled) -> list[str]:
    """Each shift that was left out, as "Asha, Tuesday 24 November"."""
    return [f"{each.worker}, {day_and_month(each.day)}" for each in result.left_out]
