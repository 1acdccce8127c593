"""Cover: which planned shifts fall open, who can take each of them, and giving it to somebody."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import DAYS, monday_of
from carerdesk.domain.hours.shift import Shift
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.rota.rest import minutes_of, work_of
from carerdesk.services.books import Books, owner
from carerdesk.services.hours.around import Around, around
from carerdesk.services.hours.away import Away, away_between, days_away
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.read_back import over_contract
from carerdesk.services.hours.rows import load
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.hours.week import shift_views
from carerdesk.services.people.read import workers
from carerdesk.services.people.records import WorkerSummary
from carerdesk.services.rota.contacts import AGENCY, COUNCIL, FAMILY, PA, Contact, people_to_ask
from carerdesk.services.rota.cover_cost import UNKNOWN, Cost, FunderWeek, by_the_hour, funder_weeks, prices
from carerdesk.services.rota.notices import ASKED, OFFERED, YES, Told, read_notices
from carerdesk.store import tables

LOOK_AHEAD = timedelta(weeks=4)
_QUESTION = " Is it right?"


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who may take a shift. Without `worker_id` they are outside the payroll: an agency, family, the council.

    `why_not` says why they cannot, "" where they can; `odd` what would be odd about it, as sentences. `week_minutes`
    are those of their week with it. `asked` is what was asked of them last.
    """

    name: str
    short: str
    kind: str
    worker_id: int | None
    contact_id: int | None
    phone: str = ""
    why_not: str = ""
    odd: tuple[str, ...] = ()
    week_minutes: int | None = None
    cost: Cost = UNKNOWN
    more: Money | None = None
    notice: str = ""
    limits: str = ""
    asked: Told | None = None

    @property
    def is_free(self) -> bool:
        """Whether they could come."""
        return not self.why_not

    @property
    def key(self) -> str:
        """What tells them apart."""
        return f"worker:{self.worker_id}" if self.worker_id is not None else f"contact:{self.contact_id}"


@dataclass(frozen=True, slots=True)
class OpenShift:
    """A planned shift somebody else must do: why, what it would have cost, who can take it, and the funders' weeks."""

    shift: ShiftView
    why: str
    cost: Cost
    takers: tuple[Taker, ...]
    weeks: tuple[FunderWeek, ...]
    told: tuple[Told, ...]

    @property
    def id(self) -> int:
        """The shift's number."""
        return self.shift.id


@dataclass(frozen=True, slots=True)
class Waiting:
    """A shift that wants cover, in short: why, and who was asked and has not answered yet."""

    shift: ShiftView
    why: str
    asked: tuple[str, ...]


def falling_open(books: Books, worker_id: int, first: date, last: date | None) -> tuple[int, ...]:
    """The planned shifts of somebody who is off, still to come; without a last day, those of four weeks."""
    shift = tables.Shift
    until = last if last is not None else max(first, books.today()) + LOOK_AHEAD
    with books.reading() as session:
        wanted = select(shift.id).where(
            shift.worker_id == worker_id, shift.state == PLANNED, shift.day.between(first, until),
            shift.ends > books.now(), shift.person_id == owner(session).person_id,
        )  # fmt: skip
        return tuple(session.scalars(wanted.order_by(shift.starts, shift.id)))


def wanting_cover(books: Books) -> tuple[Waiting, ...]:
    """Planned shifts of the coming four weeks whose PA is off, or that somebody was asked to take and nobody took."""
    with books.reading() as session:
        rows = rows_wanting_cover(session, books.now())
        if not rows:
            return ()
        away = away_between(session, rows[0].day, rows[-1].day)
        told = read_notices(session, [row.id for row in rows])
        return tuple(
            Waiting(
                view,
                next((away_words(view.first_name, one) for one in _off(away, view.worker_id, view.day)), ""),
                tuple(one.name for one in _unanswered(told, view.id, view.worker_id)),
            )
            for view in shift_views(session, rows, books.now())
        )


def rows_wanting_cover(session: Session, now: datetime) -> tuple[tables.Shift, ...]:
    """The rows of them, in order of time."""
    shift, notice, mine = tables.Shift, tables.ShiftNotice, owner(session).person_id
    wanted = select(shift).where(
        shift.person_id == mine, shift.state == PLANNED, shift.ends > now, shift.starts <= now + LOOK_AHEAD
    )
    rows = list(session.scalars(wanted.order_by(shift.starts, shift.id)))
    off = days_away(session, now.date() - timedelta(days=1), (now + LOOK_AHEAD).date() + timedelta(days=1))
    waiting = select(notice.shift_id).where(
        notice.person_id == mine, notice.kind == ASKED, notice.answer == "", notice.starts > now
    )
    asked = {shift_id for shift_id in session.scalars(waiting) if shift_id is not None}
    told = read_notices(session, sorted(asked))
    return tuple(
        row
        for row in rows
        if (row.worker_id, row.day) in off or (row.id in asked and _unanswered(told, row.id, row.worker_id))
    )


def _unanswered(told: Iterable[Told], shift_id: int, worker_id: int) -> tuple[Told, ...]:
    """Questions about a shift still open: asked after the last one who took it, whose shift it is now, was found."""
    asked: list[Told] = []
    for one in (each for each in told if each.shift_id == shift_id):
        if (one.kind == OFFERED and one.answer == YES) or (one.kind == ASKED and one.worker_id == worker_id):
            asked.clear()
        elif one.kind == ASKED and not one.answer:
            asked.append(one)
    return tuple(asked)


def open_shifts(books: Books, shift_ids: Sequence[int]) -> tuple[OpenShift, ...]:
    """Shifts with everybody who may take them, in the family's order; those gone or worked meanwhile are left out."""
    with books.reading() as session:
        rows = [row for row in (session.get(tables.Shift, each) for each in shift_ids) if row is not None]
        rows = [row for row in rows if row.state == PLANNED]
        if not rows:
            return ()
        return _Reader(session, books, rows).all()


class _Reader:
    """Reads what is needed for some shifts once."""

    def __init__(self, session: Session, books: Books, rows: Sequence[tables.Shift]) -> None:
        first, last = min(row.day for row in rows), max(row.day for row in rows)
        everybody = workers(session)
        self._session, self._rows = session, rows
        self._here = {one.id: one for one in everybody}
        self._short = short_names(everybody)
        self._listed = people_to_ask(session)
        self._near = around(session, books.today(), self._here, first, last)
        self._away = away_between(session, first, last)
        self._prices = prices(session, self._here, first)
        self._views = shift_views(session, rows, books.now())
        self._told = read_notices(session, [row.id for row in rows])
        self._weeks = {
            monday: funder_weeks(session, monday, books.today()) for monday in {monday_of(row.day) for row in rows}
        }

    def all(self) -> tuple[OpenShift, ...]:
        """Every shift, in the order asked for."""
        shifts = load(self._session, self._rows)
        return tuple(self._one(view, shift) for view, shift in zip(self._views, shifts, strict=True))

    def _one(self, view: ShiftView, shift: Shift) -> OpenShift:
        told = tuple(one for one in self._told if one.shift_id == shift.id)
        cost = self._prices.of_worker(shift)
        weeks = self._weeks[monday_of(shift.day)]
        return OpenShift(
            view,
            self._why(shift),
            cost,
            tuple(self._takers(shift, cost, told)),
            tuple(weeks[share.funder_id] for share in shift.shares if share.funder_id in weeks),
            told,
        )

    def _why(self, shift: Shift) -> str:
        found = next(iter(_off(self._away, shift.worker_id, shift.day)), None)
        return away_words(self._short[shift.worker_id], found) if found is not None else ""

    def _takers(self, shift: Shift, planned: Cost, told: Sequence[Told]) -> Iterable[Taker]:
        listed = {one.details.worker_id for one in self._listed}
        for one in self._listed:
            if one.details.worker_id != shift.worker_id:
                yield self._contact(one, shift, planned, told)
        for worker in self._here.values():
            if worker.id not in listed and worker.id != shift.worker_id and worker.works_on(shift.day):
                yield self._worker(worker, None, shift, planned, told)

    def _contact(self, one: Contact, shift: Shift, planned: Cost, told: Sequence[Told]) -> Taker:
        worker = self._here.get(one.details.worker_id or 0)
        if worker is not None:
            return self._worker(worker, one, shift, planned, told)
        unpaid = one.details.rate is None and one.details.kind in {FAMILY, COUNCIL}
        cost = Cost(ZERO) if unpaid else by_the_hour(shift, one.details.rate)
        return Taker(
            name=one.name,
            short=one.name,
            kind=one.details.kind,
            worker_id=None,
            contact_id=one.id,
            phone=one.phone,
            odd=_not_that_day(one, shift.day),
            cost=cost,
            more=_difference(cost, planned),
            notice=one.details.notice,
            limits=one.details.limits,
            asked=next((each for each in reversed(told) if each.contact_id == one.id), None),
        )

    def _worker(
        self, worker: WorkerSummary, one: Contact | None, shift: Shift, planned: Cost, told: Sequence[Told]
    ) -> Taker:
        mine = taken_by(self._near, shift, worker.id)
        why_not = self._why_not(mine, worker)
        cost = self._prices.of_worker(mine)
        if cost.amount is None and one is not None:
            cost = by_the_hour(mine, one.details.rate)
        details = one.details if one is not None else None
        return Taker(
            name=worker.name,
            short=self._short[worker.id],
            kind=details.kind if details is not None else AGENCY if worker.kind == "agency" else PA,
            worker_id=worker.id,
            contact_id=one.id if one is not None else None,
            phone=one.phone if one is not None else self._near.workers[worker.id].phone,
            why_not=why_not,
            odd=() if why_not else (*self._odd(mine), *_not_that_day(one, shift.day)),
            week_minutes=week_with(self._near, mine),
            cost=cost,
            more=_difference(cost, planned),
            notice=details.notice if details is not None else "",
            limits=details.limits if details is not None else "",
            asked=next((each for each in reversed(told) if each.worker_id == worker.id and each.kind == ASKED), None),
        )

    def _why_not(self, mine: Shift, worker: WorkerSummary) -> str:
        off = next(iter(_off(self._away, worker.id, mine.day)), None)
        if off is not None:
            return f"{away_words(self._short[worker.id], off)}."
        problems = self._near.problems(mine)
        if problems and problems[0].code == "shift_overlaps":
            return guidance("cover", "taker_busy", **problems[0].values)
        return problem_words(problems[0]) if problems else ""

    def _odd(self, mine: Shift) -> tuple[str, ...]:
        """Sentences without the question; who pays for the shift, and how much of the plan, was settled before."""
        settled = {"no_funder_yet", "over_the_plan"}
        odd = [each for each in self._near.oddities(mine) if each.code not in settled]
        odd += over_contract(self._session, self._near, mine)
        return tuple(problem_words(each).removesuffix(_QUESTION) for each in odd)


def taken_by(near: Around, shift: Shift, worker_id: int) -> Shift:
    """The shift if somebody else works it: the kind goes by their rates where it was the usual one before.

    Miles are each PA's own.
    """
    kind = shift.kind
    if kind is near.usual.of(shift.worker_id, shift.day):
        kind = near.usual.of(worker_id, shift.day) or kind
    return replace(shift, worker_id=worker_id, kind=kind, miles=Decimal(0))


def week_with(near: Around, shift: Shift) -> int:
    """Working minutes of somebody's week, a shift with them."""
    monday = monday_of(shift.day)
    days = [monday + timedelta(days=at) for at in range(7)]
    others = [each for day in days for each in near.shifts[shift.worker_id, day] if each.id != shift.id]
    return minutes_of(work for each in (shift, *others) for work in work_of(each))


def _off(away: Sequence[Away], worker_id: int, day: date) -> list[Away]:
    return [one for one in away if one.worker_id == worker_id and one.first <= day <= one.until(day)]


_AWAY: Mapping[str, str] = {"holiday": "on holiday", "sick": "off sick", "family": "on family leave", "other": "off"}


def away_words(name: str, away: Away) -> str:
    """Asha is off sick."""
    return f"{name} is {_AWAY[away.kind]}"


def _not_that_day(one: Contact | None, day: date) -> tuple[str, ...]:
    days: Collection[int] = one.details.weekdays if one is not None else ()
    if not days or day.weekday() in days:
        return ()
    return (guidance("cover", "taker_other_days", day=DAYS[day.weekday()]),)


def _difference(cost: Cost, planned: Cost) -> Money | None:
    """How much more than planned; None where one of the two is not known."""
    if cost.together is None or planned.together is None:
        return None
    return cost.together - planned.together
