"""What is known beside shifts, for warnings about them: working time of 17 weeks, days off, limits, checks, plans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import monday_of
from carerdesk.domain.funding.awards import Award, Every, minutes_on
from carerdesk.domain.hours.check import Beside, PlanWeek
from carerdesk.domain.hours.shift import Shift, ShiftKind
from carerdesk.domain.rota.limits import Limits, limits_on
from carerdesk.domain.rota.rest import REFERENCE_DAYS, Work
from carerdesk.services.books import owner
from carerdesk.services.hours.away import days_away
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.people.details import CertificateDetails
from carerdesk.services.people.names import certificate_name, within_sentence
from carerdesk.services.people.read import all_certificates
from carerdesk.services.rota.limits import limits_of_all
from carerdesk.store import tables

BACK = timedelta(days=REFERENCE_DAYS + 14)
AHEAD = timedelta(weeks=6)  # as many worked days as a long leave can leave out
SIX_DAYS = timedelta(days=6)
Order = tuple[datetime, int]


@dataclass(frozen=True, slots=True)
class Kept:
    """A stretch of kept work, and the shift it belongs to with its place in the order of time."""

    shift_id: int
    order: Order
    work: Work


@dataclass(frozen=True, slots=True)
class Paying:
    """Minutes of a kept shift that a funder pays for."""

    shift_id: int
    order: Order
    minutes: int


@dataclass(slots=True)
class Known:
    """All that is known beside the shifts of some days."""

    workers: Mapping[int, tables.Worker]
    limits: Mapping[int, tuple[Limits, ...]]
    at_home: frozenset[int]
    off: Mapping[int, frozenset[date]]
    work: Mapping[int, tuple[Kept, ...]]
    checks: Mapping[int | None, tuple[CertificateDetails, ...]]
    awards: Mapping[int, tuple[Award, ...]]
    names: Mapping[int, str]
    paying: dict[tuple[int, date], list[Paying]] = field(default_factory=dict)
    outings: Mapping[tuple[int, date], tuple[tuple[int, int], ...]] = field(default_factory=dict)

    def of(self, shift: Shift, worker: str, *, together: int = 1, standing: bool = False) -> Beside:
        """What is beside one shift. A standing one is only looked at with those before it: the last straw is named."""
        row, order = self.workers[shift.worker_id], (shift.starts, shift.id or 0)
        others = [one for one in self.work.get(shift.worker_id, ()) if one.shift_id != shift.id]
        sunday = monday_of(shift.day) + SIX_DAYS
        before = [one for one in others if not standing or one.order < order]
        later = [one for one in others if standing and one.work.day > sunday]
        return Beside(
            worker=worker,
            born=row.born,
            started=row.started,
            limits=limits_on(self.limits.get(shift.worker_id, ()), shift.day),
            off=self.off.get(shift.worker_id, frozenset()),
            waits_at_home=shift.worker_id in self.at_home,
            lapsed=self._lapsed(row, worker, shift.day),
            together=max(together, len(self._mates(shift))),
            plans=self._plans(shift, order if standing else None),
            work=tuple(one.work for one in before),
            after=tuple(one.work for one in later),
        )

    def _mates(self, shift: Shift) -> frozenset[int]:
        going = self.outings.get((shift.outing or 0, shift.day), ())
        return frozenset(worker for shift_id, worker in going if shift_id != shift.id) | {shift.worker_id}

    def _lapsed(self, row: tables.Worker, worker: str, day: date) -> tuple[str, ...]:
        found = [f"{worker}’s {within_sentence(name)}" for name in lapsed(self.checks.get(row.id, ()), day)]
        if row.kind == "employee":
            insured = [one for one in self.checks.get(None, ()) if one.kind == "employers_liability"]
            found += [f"The {within_sentence(name)}" for name in lapsed(insured, day)]
        return tuple(found)

    def _plans(self, shift: Shift, until: Order | None) -> tuple[PlanWeek, ...]:
        if shift.kind is ShiftKind.SLEEP_IN:
            return ()  # counted as nights, beside the hours of a plan
        found = []
        for share in shift.shares:
            planned = minutes_on(self.awards.get(share.funder_id, ()), shift.day)
            if planned is not None:
                kept = self.paying.get((share.funder_id, monday_of(shift.day)), [])
                others = [one for one in kept if one.shift_id != shift.id and (until is None or one.order < until)]
                minutes = share.minutes + sum(one.minutes for one in others)
                found.append(PlanWeek(self.names[share.funder_id], minutes, planned))
        return tuple(found)


def lapsed(checks: Iterable[CertificateDetails], day: date) -> tuple[str, ...]:
    """The names of checks that were kept, and of which none holds on a day any more."""
    by_name: dict[str, list[CertificateDetails]] = defaultdict(list)
    for check in checks:
        course = f": {check.note}" if check.kind == "training" and check.note else ""
        by_name[certificate_name(check.kind, check.note) + course].append(check)
    return tuple(
        name for name, kept in by_name.items() if all(one.last_day is not None and one.last_day < day for one in kept)
    )


def known_beside(session: Session, workers: Mapping[int, tables.Worker], first: date, last: date) -> Known:
    """What is known beside the shifts of these workers from one day to another, in a dozen queries for any number."""
    wanted = set(workers)
    monday, sunday = monday_of(first), monday_of(last) + SIX_DAYS
    off = _off(session, first - BACK, last + AHEAD)
    funders = _funders(session)
    at_home = _waiting_at_home(session, wanted)
    return Known(
        workers=workers,
        limits=limits_of_all(session, wanted),
        at_home=at_home,
        off=off,
        work=_work(session, wanted, first - BACK, last + AHEAD, off, at_home),
        checks={worker: tuple(one.what for one in kept) for worker, kept in all_certificates(session).items()},
        awards=_awards(session, funders, monday, sunday),
        names=funders,
        paying=_paying(session, funders, monday, sunday),
        outings=_outings(session, first, last),
    )


def _off(session: Session, first: date, last: date) -> dict[int, frozenset[date]]:
    found: dict[int, set[date]] = defaultdict(set)
    for worker_id, day in days_away(session, first, last):
        found[worker_id].add(day)
    return {worker_id: frozenset(days) for worker_id, days in found.items()}


def _funders(session: Session) -> dict[int, str]:
    funder = tables.Funder
    wanted = select(funder.id, funder.short_name).where(funder.person_id == owner(session).person_id)
    return {row.id: row.short_name for row in session.execute(wanted)}


def _waiting_at_home(session: Session, worker_ids: Collection[int]) -> frozenset[int]:
    """Those who wait at home when on call, by their newest terms."""
    terms = tables.WageTerms
    wanted = select(terms.worker_id, terms.on_call_at).where(terms.worker_id.in_(worker_ids)).order_by(terms.first_day)
    where = {row.worker_id: row.on_call_at for row in session.execute(wanted)}
    return frozenset(worker_id for worker_id, at in where.items() if at == "home")


def _work(
    session: Session, worker_ids: Collection[int], first: date, last: date, off: Mapping[int, frozenset[date]],
    at_home: Collection[int],
) -> dict[int, tuple[Kept, ...]]:  # fmt: skip
    """Kept working time; what is only planned for a day off will not be worked, and on call at home it is waiting."""
    shift = tables.Shift
    rows = session.execute(
        select(shift.id, shift.worker_id, shift.day, shift.starts, shift.ends, shift.shared_minutes, shift.kind,
               shift.state)
        .where(shift.worker_id.in_(worker_ids), shift.day.between(first, last))
    )  # fmt: skip
    found: dict[int, list[Kept]] = defaultdict(list)
    for row in rows:
        away = row.state == PLANNED and row.day in off.get(row.worker_id, frozenset())
        waits = row.kind == ShiftKind.ON_CALL and row.worker_id in at_home
        if not away and not waits:
            work = Work(row.day, row.starts, row.ends, row.shared_minutes)
            found[row.worker_id].append(Kept(row.id, (row.starts, row.id), work))
    for kept in _called_out(session, first, last, at_home):
        found[kept[0]].append(kept[1])
    return {worker_id: tuple(kept) for worker_id, kept in found.items()}


def _called_out(session: Session, first: date, last: date, at_home: Collection[int]) -> list[tuple[int, Kept]]:
    if not at_home:
        return []
    shift, call = tables.Shift, tables.CallOut
    rows = session.execute(
        select(shift.worker_id, shift.id, shift.day, call.starts, call.ends)
        .join(call, call.shift_id == shift.id)
        .where(shift.worker_id.in_(at_home), shift.kind == ShiftKind.ON_CALL, shift.day.between(first, last))
    )
    return [(row.worker_id, Kept(row.id, (row.starts, row.id), _awake(row))) for row in rows]


def _awake(row: Row[int, int, date, datetime, datetime]) -> Work:
    return Work(row.day, row.starts, row.ends, (row.ends - row.starts) // timedelta(minutes=1))


def _awards(session: Session, funders: Mapping[int, str], first: date, last: date) -> dict[int, tuple[Award, ...]]:
    award = tables.Award
    stands = (award.first_day <= last) & (award.last_day.is_(None) | (award.last_day >= first))
    found: dict[int, list[Award]] = defaultdict(list)
    for row in session.scalars(select(award).where(award.funder_id.in_(funders), stands)):
        found[row.funder_id].append(
            Award(row.first_day, row.last_day, row.amount, Every(row.every), row.weekly_minutes)
        )
    return {funder_id: tuple(awards) for funder_id, awards in found.items()}


def _paying(
    session: Session, funders: Mapping[int, str], first: date, last: date
) -> dict[tuple[int, date], list[Paying]]:
    shift, share = tables.Shift, tables.ShiftShare
    rows = session.execute(
        select(shift.id, shift.day, shift.starts, share.funder_id, share.minutes)
        .join(share, share.shift_id == shift.id)
        .where(share.funder_id.in_(funders), shift.day.between(first, last), shift.kind != ShiftKind.SLEEP_IN)
    )
    found: dict[tuple[int, date], list[Paying]] = defaultdict(list)
    for row in rows:
        found[row.funder_id, monday_of(row.day)].append(Paying(row.id, (row.starts, row.id), row.minutes))
    return found


def _outings(session: Session, first: date, last: date) -> dict[tuple[int, date], tuple[tuple[int, int], ...]]:
    """The shifts of each outing with who works them."""
    shift = tables.Shift
    wanted = select(shift.outing, shift.day, shift.id, shift.worker_id).where(
        shift.outing.is_not(None), shift.day.between(first, last)
    )
    found: dict[tuple[int, date], list[tuple[int, int]]] = defaultdict(list)
    for row in session.execute(wanted):
        found[row.outing or 0, row.day].append((row.id, row.worker_id))
    return {key: tuple(going) for key, going in found.items()}
