"""What a worker earned day by day, for averages: from payslips, from hours not paid yet, and from before the books."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.holiday.week_pay import SATURDAY, DayPay, PaidWeek, spread, weeks_of
from carerdesk.domain.hours.clock import minutes_between
from carerdesk.domain.hours.pay_lines import CallOutPay, PayRate, pay_lines
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.people.details import ContractTerms, TakenOver
from carerdesk.services.people.read import contract_at, opening_figures, rates
from carerdesk.store import tables

LOOK_BACK = timedelta(weeks=110)
A_DAY = timedelta(days=1)
A_PAYDAY_LATER = timedelta(days=62)
NOT_HOURS = frozenset({"on_call"})
AT_OTHER_RATES = frozenset({"weekend", "bank_holiday", "waking_night", "sleep_in", "on_call"})
ROLLED_UP, AT_THE_END, BOOKING, OTHER_LEAVE = "rolled_up", "holiday_at_end", "leave_booking", "other_leave"
TIME_OFF = frozenset({"holiday", "leave"})
NOT_FOR_TIME = frozenset({ROLLED_UP, AT_THE_END})  # holiday pay that is for no week's time
STATUTORY = frozenset({"ssp", "smp", "spp", "sap", "shpp", "spbp", "sncp"})


@dataclass(frozen=True, slots=True)
class Earnings:
    """Pay and minutes by day, the first day they are known from, and which days were paid at rates of their own.

    `ends_on` is the weekday the pay week ends on. `slept` are minutes of sleep-ins by day, without the time awake;
    `off` those of paid holiday and other paid leave, which are in `days` too.
    """

    days: tuple[DayPay, ...]
    known_from: date
    ends_on: int
    other_rates: frozenset[date]
    slept: Mapping[date, int]
    off: Mapping[date, Fraction]

    def weeks(self, *, sleep_ins_count: bool) -> list[PaidWeek]:
        """Its weeks, newest first, with the hours of sleep-ins or without them; their money is always in."""
        nights = [DayPay(day, minutes=Fraction(minutes)) for day, minutes in self.slept.items()]
        return weeks_of((*self.days, *nights) if sleep_ins_count else self.days, self.ends_on)

    def worked(self, *, sleep_ins_count: bool) -> Mapping[date, Fraction]:
        """Minutes worked each day, without holiday and other paid leave."""
        found: dict[date, Fraction] = defaultdict(Fraction)
        for one in self.days:
            found[one.day] += one.minutes
        for day, minutes in self.off.items():
            found[day] -= minutes
        for day, asleep in self.slept.items() if sleep_ins_count else ():
            found[day] += asleep
        return found


@dataclass(frozen=True, slots=True)
class _Shift:
    day: date
    kind: str
    minutes: int
    awake: int


@dataclass(frozen=True, slots=True)
class _Off:
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class _Span:
    first: date
    last: date

    def days(self) -> Iterator[date]:
        return (self.first + timedelta(days=at) for at in range((self.last - self.first).days + 1))


def earnings(session: Session, worker_id: int, before: date) -> Earnings | None:
    """What was earned in the two years before a day; None where no contract stood by then."""
    terms = contract_at(session, worker_id, before) or contract_at(session, worker_id, before + LOOK_BACK)
    if terms is None:
        return None
    shifts = _shifts(session, worker_id, before)
    spans = _slips(session, worker_id, before)
    taken_over = opening_figures(session, worker_id)
    paid_to = max((span.last for span in spans.values()), default=None)
    begins = _books_begin(session, worker_id, before, spans)
    off: dict[date, Fraction] = defaultdict(Fraction)
    days = [
        *_from_payslips(session, spans, shifts, off),
        *_before_the_books(terms, taken_over),
        *_not_paid_yet(session, worker_id, paid_to + A_DAY if paid_to else begins, before - A_DAY),
    ]
    known = min((begins, *(one.day for one in days)))
    slept = _slept(shifts, known)
    premium = frozenset(shift.day for shift in shifts if shift.kind in AT_OTHER_RATES and shift.day >= known)
    return Earnings(tuple(days), known, _ends_on(terms), premium, slept, off)


def _books_begin(session: Session, worker_id: int, before: date, spans: Mapping[int, _Span]) -> date:
    """The first day the books' own paydays pay for."""
    first = [span.first for span in spans.values()]
    first += [period.first for period in periods_of(session, worker_id, before + A_PAYDAY_LATER)[:1]]
    return min(first, default=before)


def _ends_on(terms: ContractTerms) -> int:
    return SATURDAY if Frequency(terms.frequency) is Frequency.MONTHLY else terms.period_end.weekday()


def _shifts(session: Session, worker_id: int, before: date) -> list[_Shift]:
    shift, call = tables.Shift, tables.CallOut
    mine = (shift.worker_id == worker_id) & (shift.day < before) & (shift.day >= before - LOOK_BACK)
    awake: dict[int, int] = defaultdict(int)
    for row in session.execute(
        select(call.shift_id, call.starts, call.ends).join(shift, shift.id == call.shift_id).where(mine)
    ):
        awake[row.shift_id] += minutes_between(row.starts, row.ends)
    rows = session.execute(select(shift.id, shift.day, shift.kind, shift.shared_minutes).where(mine))
    return [_Shift(row.day, row.kind, row.shared_minutes, awake[row.id]) for row in rows]


def _slips(session: Session, worker_id: int, before: date) -> dict[int, _Span]:
    slip = tables.Payslip
    rows = session.execute(
        select(slip.id, slip.first_day, slip.last_day).where(
            slip.worker_id == worker_id, slip.first_day < before, slip.last_day >= before - LOOK_BACK
        )
    )
    return {row.id: _Span(row.first_day, row.last_day) for row in rows}


def _from_payslips(
    session: Session, spans: Mapping[int, _Span], shifts: Iterable[_Shift], off: dict[date, Fraction]
) -> Iterator[DayPay]:
    """Every line of pay over the days it pays for; what was put right counts in the period it puts right."""
    line = tables.PayslipLine
    by_day = _by_day(shifts)
    away = _Away(session)
    rows = session.scalars(select(line).where(line.payslip_id.in_(list(spans)), line.is_pay).order_by(line.id))
    for row in rows:
        if row.kind in NOT_FOR_TIME or row.source in NOT_FOR_TIME:
            continue
        span = spans.get(row.corrects_id or 0) or spans[row.payslip_id]
        if row.kind in STATUTORY:
            yield from spread(row.amount, 0, away.days(row, span), statutory=True)
        elif row.kind in TIME_OFF:
            found = spread(row.amount, away.minutes(row), away.days(row, span))
            for one in found:
                off[one.day] += one.minutes
            yield from found
        else:
            counted = 0 if row.kind in NOT_HOURS else row.minutes or 0
            yield from spread(row.amount, counted, _weights(row.kind, span, by_day))


def _by_day(shifts: Iterable[_Shift]) -> Mapping[date, list[_Shift]]:
    found: dict[date, list[_Shift]] = defaultdict(list)
    for shift in shifts:
        found[shift.day].append(shift)
    return found


def _weights(kind: str, span: _Span, by_day: Mapping[date, list[_Shift]]) -> dict[date, int]:
    """The days a line of hours is for: those worked at its kind, else any worked, else all alike."""
    of_kind = {day: sum(_weight(kind, shift) for shift in by_day.get(day, ())) for day in span.days()}
    if any(of_kind.values()):
        return of_kind
    worked = {day: sum(shift.minutes for shift in by_day.get(day, ())) for day in span.days()}
    return worked if any(worked.values()) else dict.fromkeys(span.days(), 1)


def _weight(kind: str, shift: _Shift) -> int:
    if kind == "sleep_in":
        return int(shift.kind == kind)
    own = shift.minutes if shift.kind == kind and shift.kind != "sleep_in" else 0
    return own + (shift.awake if kind == "normal" else 0)


class _Away:
    """The days off that a line of holiday, sick or family pay is for."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def days(self, row: tables.PayslipLine, span: _Span) -> dict[date, int]:
        """Those of the record it pays; of sick and family leave only the payslip's own. Else all of the payslip's."""
        off = self._record(row)
        if off is None:
            return dict.fromkeys(span.days(), 1)
        whole = _Span(off.first, off.last or span.last)
        if row.kind in TIME_OFF:
            return dict.fromkeys(whole.days(), 1)
        within = [day for day in span.days() if whole.first <= day <= whole.last]
        return dict.fromkeys(within or span.days(), 1)

    def minutes(self, row: tables.PayslipLine) -> int:
        """The minutes it pays for: a line of other leave names none, its record does."""
        if row.source == OTHER_LEAVE:
            leave = self._session.get(tables.OtherLeave, row.source_id)
            return leave.minutes if leave is not None else 0
        return row.minutes or 0

    def _record(self, row: tables.PayslipLine) -> _Off | None:
        if row.source_id is None:
            return None
        found: tables.LeaveBooking | tables.Sickness | tables.FamilyLeave | tables.OtherLeave | None = None
        if row.source == BOOKING:
            found = self._session.get(tables.LeaveBooking, row.source_id)
        elif row.source == "sickness":
            found = self._session.get(tables.Sickness, row.source_id)
        elif row.source == "family_leave":
            found = self._session.get(tables.FamilyLeave, row.source_id)
        elif row.source == OTHER_LEAVE:
            found = self._session.get(tables.OtherLeave, row.source_id)
        return _Off(found.first_day, found.last_day) if found is not None else None


def _before_the_books(terms: ContractTerms, taken_over: TakenOver | None) -> Iterator[DayPay]:
    """Paydays typed from before the books, each evenly over its weeks, which end as long before payday as now."""
    if taken_over is None:
        return
    lag = terms.first_payday - terms.period_end
    earlier = date.min
    for past in sorted(taken_over.earnings, key=lambda past: past.payday):
        last = past.payday - lag
        days = int((past.weeks * 7).to_integral_value())
        first = max(last - timedelta(days=days - 1), earlier)
        earlier = last + A_DAY
        if first <= last:
            yield from spread(past.gross, past.minutes, dict.fromkeys(_Span(first, last).days(), 1))


def _not_paid_yet(session: Session, worker_id: int, first: date, last: date) -> Iterator[DayPay]:
    """Hours since the last payslip at the rates they will be paid at, week by week; none where a rate is missing."""
    terms = contract_at(session, worker_id, last)
    if first > last or terms is None:
        return
    shifts = load(session, rows_between(session, first, last, worker_id))
    prices = [PayRate(kept.what.kind, kept.what.first_day, kept.what.amount) for kept in rates(session, worker_id)]
    by_day: dict[date, list[int]] = defaultdict(list)
    for at, shift in enumerate(shifts):
        by_day[shift.day].append(at)
    funders = list(session.scalars(select(tables.Funder.id)))
    for day, places in by_day.items():
        made = pay_lines(
            [shifts[at] for at in places], prices, funders, worker="", call_outs=CallOutPay(terms.call_outs_paid)
        )
        for line in made.lines:
            if line.is_pay:
                many = Fraction(line.minutes, 60) if line.minutes is not None else Fraction(line.quantity or 0)
                counted = 0 if line.kind in NOT_HOURS else line.minutes or 0
                yield DayPay(day, Fraction(line.rate) * many, Fraction(counted))


def _slept(shifts: Iterable[_Shift], since: date) -> dict[date, int]:
    found: dict[date, int] = defaultdict(int)
    for shift in shifts:
        if shift.kind == "sleep_in" and shift.day >= since:
            found[shift.day] += shift.minutes - shift.awake
    return dict(found)
