"""What people were told of their shifts and when, and who has not been told yet.

From 2027, it is planned, notice of shifts and of changes to them must be reasonable, and a shift cancelled at short
notice paid for (Employment Rights Act 2025). That is not in force. The record of who was told when is kept from now.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.clock import clock_time, midnight
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.hours.away import days_away
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.read import workers
from carerdesk.services.rota.pattern_news import News, news_of
from carerdesk.store import tables

ASKED, OFFERED, CHANGED, CANCELLED = "asked", "offered", "changed", "cancelled"
PHONE, MESSAGE, IN_PERSON, PAPER = HOW = ("phone", "message", "in_person", "paper")
YES, NO, NOTHING = "yes", "no", "nothing"
WEEKS_AHEAD = timedelta(weeks=4)
A_DAY = timedelta(days=1)
Times = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Untold:
    """Something a PA has not been told yet. `before` is what they were told last, where that was otherwise.

    A repeating shift that is new or changed is one: `said` is its sentence, `shift_ids` are its shifts, and the rest is
    that of the first of them.
    """

    key: str
    worker_id: int
    name: str
    kind: str
    shift_id: int
    day: date
    starts: datetime
    ends: datetime
    before: Times | None = None
    said: str = ""
    shift_ids: tuple[int, ...] = ()

    @property
    def shifts(self) -> tuple[int, ...]:
        """The shifts it is about."""
        return self.shift_ids or (self.shift_id,)

    @property
    def when(self) -> str:
        """Friday 27 November, 16:00–19:00; Every other Tuesday, 09:00 to 15:00, from 24 November 2026."""
        return self.said or f"{day_and_month(self.day)}, {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def told_before(self) -> str:
        """What they were told last, in words; "" where that was nothing."""
        if self.before is None:
            return ""
        starts, ends = self.before
        return f"{day_and_month(starts.date())}, {starts:%H:%M}–{ends:%H:%M}"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the record: who was asked or told of which shift, when, how, and what they said, in clock times."""

    id: int
    shift_id: int | None
    worker_id: int | None
    contact_id: int | None
    name: str
    starts: datetime
    ends: datetime
    kind: str
    at: datetime
    how: str
    answer: str
    answered_at: datetime | None
    note: str

    @property
    def when(self) -> str:
        """Friday 27 November, 16:00–19:00."""
        return f"{day_and_month(self.starts.date())}, {self.starts:%H:%M}–{self.ends:%H:%M}"

    @property
    def ahead(self) -> timedelta:
        """How long before the shift it was told; below nothing where afterwards."""
        return self.starts - self.at


def told(
    session: Session, shift: tables.Shift, kind: str, how: str, at: datetime, *,
    worker_id: int | None = None, contact_id: int | None = None, name: str = "", answer: str = "", note: str = "",
) -> tables.ShiftNotice:  # fmt: skip
    """Keep that somebody was told of a shift as it stands; without a worker, contact or name, whoever works it."""
    if worker_id is None and contact_id is None and not name:
        worker_id = shift.worker_id
    if not name and worker_id is not None:
        name = session.get_one(tables.Worker, worker_id).name
    row = tables.ShiftNotice(
        employer_id=shift.employer_id, person_id=shift.person_id, shift_id=shift.id, worker_id=worker_id,
        cover_contact_id=contact_id, name=name, starts=shift.starts, ends=shift.ends, zone=shift.zone, kind=kind,
        at=at, how=how, answer=answer, answered_at=at if answer else None, note=note.strip(),
    )  # fmt: skip
    session.add(row)
    session.flush()
    return row


def not_told(books: Books) -> tuple[Untold, ...]:
    """What nobody has been told yet of the coming four weeks, in order of person and time."""
    with books.reading() as session:
        return to_tell(session, books.now())


def to_tell(session: Session, now: datetime) -> tuple[Untold, ...]:
    """As `not_told`, within a session.

    A shift that came from a pattern and stands as the pattern has it needs no word, unless the pattern is news to them:
    then it is told in one with its others.
    Who is off is told of nothing on those days: the shift will be somebody else's, and they know that they are off.
    """
    until = now + WEEKS_AHEAD
    rows = {row.id: row for row in _planned(session, now, until)}
    last = _last_told(session, now)
    names = {one.id: one.name for one in workers(session)}
    settled = _settled(session)
    off = days_away(session, now.date(), until.date() + A_DAY)
    coming = [row for row in rows.values() if (row.worker_id, row.day) not in off]
    regular = {row.id: row.pattern_id for row in coming if row.pattern_id and _is_regular(row, settled)}
    news = news_of(session, set(regular.values()), settled, now)
    found = [_of_shift(row, last.get((row.id, row.worker_id)), names, regular, news) for row in coming]
    found += [_of_gone(notice, rows, names, off, until) for notice in last.values()]
    real = _in_one([one for one in found if one is not None], regular, news)
    return tuple(sorted(real, key=lambda one: (one.name.casefold(), one.starts, one.kind)))


def tell(books: Books, keys: Iterable[str], how: str, at: datetime | None = None) -> Outcome:
    """Keep that what these keys of `not_told` name was told, now or at a moment before."""
    wanted = set(keys)
    with books.operation("", kind="notice") as op:
        waiting = [one for one in to_tell(op.session, books.now()) if one.key in wanted]
        if not waiting:
            return Rejected((Problem("", "cover_nothing_to_tell"),))
        for one in waiting:
            _tell(op.session, one, how, at or books.now())
        short = short_names(workers(op.session))
        people = sorted({short.get(one.worker_id, one.name) for one in waiting})
        count = sum(len(one.shifts) for one in waiting)
        op.said = f"{' and '.join(people)} told of {'1 shift' if count == 1 else f'{count} shifts'}"
    return done(op)


def notices_of(books: Books, shift_ids: Sequence[int]) -> tuple[Told, ...]:
    """What was asked and told of some shifts, the oldest first."""
    with books.reading() as session:
        return read_notices(session, shift_ids)


def read_notices(session: Session, shift_ids: Sequence[int]) -> tuple[Told, ...]:
    """As `notices_of`, within a session."""
    row = tables.ShiftNotice
    wanted = select(row).where(row.shift_id.in_(shift_ids)).order_by(row.at, row.id)
    return tuple(as_told(each) for each in session.scalars(wanted))


def notices_between(session: Session, first: date, last: date) -> tuple[Told, ...]:
    """The record of shifts that start between two days: each shift's in order of telling, whatever its times became."""
    row = tables.ShiftNotice
    wanted = select(row).where(
        row.person_id == owner(session).person_id, row.starts >= midnight(first), row.starts < midnight(last + A_DAY)
    )
    found = [as_told(each) for each in session.scalars(wanted.order_by(row.at, row.id))]
    begins: dict[int | None, datetime] = {}
    for one in found:
        begins.setdefault(one.shift_id, one.starts)
    return tuple(sorted(found, key=lambda one: (begins[one.shift_id], one.shift_id or 0)))


def covered_outside(books: Books, first: date, last: date) -> tuple[tuple[Told, str], ...]:
    """Shifts of these days that left the rota because somebody outside the payroll covers them, or nobody does.

    Each with the kind of who covers it ("agency"), "" where that is not on the list any more.
    """
    contact = tables.CoverContact
    with books.reading() as session:
        there = set(session.scalars(select(tables.Shift.id).where(tables.Shift.day.between(first, last))))
        kinds = {row.id: row.kind for row in session.execute(select(contact.id, contact.kind))}
        return tuple(
            (one, kinds.get(one.contact_id or 0, ""))
            for one in notices_between(session, first, last)
            if one.worker_id is None and one.kind in {OFFERED, CANCELLED} and one.shift_id not in there
        )


def as_told(row: tables.ShiftNotice) -> Told:
    """A row as the screens and papers show it."""
    return Told(
        row.id, row.shift_id, row.worker_id, row.cover_contact_id, row.name, clock_time(row.starts, row.zone),
        clock_time(row.ends, row.zone), row.kind, clock_time(row.at, row.zone), row.how, row.answer,
        clock_time(row.answered_at, row.zone) if row.answered_at else None, row.note,
    )  # fmt: skip


# --- what is to be told -----------------------------------------------------------------------------------------------


def _planned(session: Session, now: datetime, until: datetime) -> list[tables.Shift]:
    row, mine = tables.Shift, owner(session).person_id
    wanted = select(row).where(row.person_id == mine, row.state == PLANNED, row.starts > now, row.starts <= until)
    return list(session.scalars(wanted.order_by(row.starts, row.id)))


def _last_told(session: Session, now: datetime) -> dict[tuple[int, int], tables.ShiftNotice]:
    """The last notice of each shift to each worker that a shift still to come was told in."""
    row, mine = tables.ShiftNotice, owner(session).person_id
    wanted = select(row).where(
        row.person_id == mine, row.starts > now, row.kind.in_((OFFERED, CHANGED, CANCELLED)),
        row.worker_id.is_not(None), row.shift_id.is_not(None),
    )  # fmt: skip
    return {
        (each.shift_id or 0, each.worker_id or 0): each for each in session.scalars(wanted.order_by(row.at, row.id))
    }


def _settled(session: Session) -> frozenset[tuple[int, date]]:
    """Patterns and days whose shift a person changed."""
    pattern, exception = tables.Pattern, tables.PatternException
    rows = session.execute(select(pattern.id, exception.day).join(exception, exception.series == pattern.series))
    return frozenset((pattern_id, day) for pattern_id, day in rows)


def _is_regular(row: tables.Shift, settled: frozenset[tuple[int, date]]) -> bool:
    return (row.pattern_id, row.pattern_day) not in settled


def _of_shift(
    row: tables.Shift, last: tables.ShiftNotice | None, names: dict[int, str], regular: dict[int, int],
    news: dict[int, News],
) -> Untold | None:  # fmt: skip
    if last is None or last.kind == CANCELLED:
        known = last is None and row.id in regular and regular[row.id] not in news
        return None if known else _untold(row, OFFERED, names)
    if (last.starts, last.ends) == (row.starts, row.ends):
        return None
    before = (clock_time(last.starts, last.zone), clock_time(last.ends, last.zone))
    return _untold(row, CHANGED, names, before)


def _untold(row: tables.Shift, kind: str, names: dict[int, str], before: Times | None = None) -> Untold:
    starts, ends = clock_time(row.starts, row.zone), clock_time(row.ends, row.zone)
    key = f"{kind}:{row.id}:{row.worker_id}"
    return Untold(key, row.worker_id, names.get(row.worker_id, ""), kind, row.id, row.day, starts, ends, before)


def _in_one(found: Iterable[Untold], regular: dict[int, int], news: dict[int, News]) -> list[Untold]:
    """What is to be told of a repeating shift that is news, as one; all else as it was."""
    real: list[Untold] = []
    together: dict[tuple[int, int], list[Untold]] = defaultdict(list)
    for one in found:
        pattern = regular.get(one.shift_id)
        if one.kind == CANCELLED or pattern is None or pattern not in news:
            real.append(one)
        else:
            together[pattern, one.worker_id].append(one)
    for (pattern, worker_id), shifts in together.items():
        what, kind = news[pattern], CHANGED if news[pattern].is_change else OFFERED
        ids = tuple(one.shift_id for one in shifts)
        key = f"pattern:{pattern}:{worker_id}"
        real.append(replace(shifts[0], key=key, kind=kind, before=None, said=what.said, shift_ids=ids))
    return real


def _of_gone(
    notice: tables.ShiftNotice, rows: dict[int, tables.Shift], names: dict[int, str],
    off: frozenset[tuple[int, date]], until: datetime,
) -> Untold | None:  # fmt: skip
    """A shift somebody was told of, and that is not theirs any more."""
    assert notice.shift_id is not None
    assert notice.worker_id is not None
    starts, ends = clock_time(notice.starts, notice.zone), clock_time(notice.ends, notice.zone)
    row = rows.get(notice.shift_id)
    theirs = row is not None and row.worker_id == notice.worker_id
    known = notice.kind == CANCELLED or (notice.worker_id, starts.date()) in off
    if theirs or known or notice.starts > until:
        return None
    key = f"{CANCELLED}:{notice.shift_id}:{notice.worker_id}"
    name = names.get(notice.worker_id, notice.name)
    return Untold(key, notice.worker_id, name, CANCELLED, notice.shift_id, starts.date(), starts, ends)


def _tell(session: Session, one: Untold, how: str, at: datetime) -> None:
    if one.kind != CANCELLED:
        for shift_id in one.shifts:
            told(session, session.get_one(tables.Shift, shift_id), one.kind, how, at)
        return
    before = _last(session, one.shift_id, one.worker_id)
    session.add(
        tables.ShiftNotice(
            employer_id=before.employer_id, person_id=before.person_id, shift_id=before.shift_id,
            worker_id=before.worker_id, cover_contact_id=before.cover_contact_id, name=before.name,
            starts=before.starts, ends=before.ends, zone=before.zone, kind=CANCELLED, at=at, how=how,
        )
    )  # fmt: skip


def _last(session: Session, shift_id: int, worker_id: int) -> tables.ShiftNotice:
    row = tables.ShiftNotice
    wanted = select(row).where(row.shift_id == shift_id, row.worker_id == worker_id, row.kind.in_((OFFERED, CHANGED)))
    return session.scalars(wanted.order_by(row.at.desc(), row.id.desc())).first() or _no_notice(shift_id)


def _no_notice(shift_id: int) -> tables.ShiftNotice:
    raise LookupError(f"nobody was told of shift {shift_id}")


def ahead_words(ahead: timedelta) -> str:
    """How long before a shift something was told: 3 days before, 5 hours before, after it began."""
    if ahead < timedelta(0):
        return "after it began"
    if ahead >= 2 * A_DAY:
        return f"{ahead.days} days before"
    hours = int(ahead.total_seconds()) // 3600
    if hours:
        return f"{hours} hour{'s' * (hours != 1)} before"
    minutes = int(ahead.total_seconds()) // 60
    return f"{minutes} minute{'s' * (minutes != 1)} before"


def by_person(waiting: Iterable[Untold]) -> tuple[tuple[str, tuple[Untold, ...]], ...]:
    """What is to be told, put together by person."""
    found: dict[str, list[Untold]] = defaultdict(list)
    for one in waiting:
        found[one.name].append(one)
    return tuple((name, tuple(things)) for name, things in found.items())
