"""The hours that days off take the place of: from the rota, else from the weeks before, else from the contract."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import monday_of
from carerdesk.services.books import Books
from carerdesk.services.holiday.answers import read_answers
from carerdesk.services.holiday.repeating import planned_later
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contract_at
from carerdesk.store import tables

A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)
A_YEAR = timedelta(days=365)
LOOK_BACK = timedelta(weeks=8)
MOST_DAYS = 28
ROTA, CONTRACT = "rota", "contract"
NOT_HOURS = frozenset({"sleep_in"})


@dataclass(frozen=True, slots=True)
class DaysOff:
    """Minutes by day, days without work left out, and where they were found: "rota", "contract" or both ("")."""

    by_day: Mapping[date, int]
    found_in: str = ""

    @property
    def minutes(self) -> int:
        """All of them."""
        return sum(self.by_day.values())

    def between(self, first: date, last: date) -> int:
        """Those of some of its days."""
        return sum(minutes for day, minutes in self.by_day.items() if first <= day <= last)


def hours_off(books: Books, worker_id: int, first: date, last: date) -> DaysOff | None:
    """The hours somebody would work between two days; None where nothing says so."""
    with books.reading() as session:
        return days_off(session, worker_id, first, last)


def days_off(session: Session, worker_id: int, first: date, last: date) -> DaysOff | None:
    """As `hours_off`, within a session. A day with shifts is as the rota has it.

    For fixed hours the usual weekdays without shifts make up what the rota lacks of the contract's week. Somebody whose
    hours vary has no week in the contract: their days come from the rota or are asked for.
    """
    planned = _in_rota(session, worker_id, monday_of(first), monday_of(last) + A_WEEK - A_DAY)
    by_day = {day: minutes for day, minutes in planned.items() if first <= day <= last and minutes}
    found = {ROTA} if by_day else set()
    if _is_fixed(session, worker_id, first):
        more = _made_up(session, worker_id, planned, first, last)
        by_day.update(more)
        found |= {CONTRACT} if more else set()
    elif not {monday_of(day) for day in planned} >= set(_mondays(first, last)):
        return None
    return DaysOff(dict(sorted(by_day.items())), found.pop() if len(found) == 1 else "")


def _mondays(first: date, last: date) -> list[date]:
    monday = monday_of(first)
    return [monday + A_WEEK * at for at in range((last - monday).days // 7 + 1)]


def _in_rota(session: Session, worker_id: int, first: date, last: date) -> dict[date, int]:
    """Minutes by day of the shifts in the rota, and of those that repeat beyond it; on call has none."""
    from carerdesk.services.holiday.at_end import worked_minutes

    found: dict[date, int] = defaultdict(int)
    nights = bool(read_answers(session, worker_id).sleep_ins_count)
    for shift in load(session, rows_between(session, first, last, worker_id)):
        awake, asleep = worked_minutes([shift])
        found[shift.day] += awake + (asleep if nights else 0)
    for day, kind, minutes in planned_later(session, worker_id, first, last):
        found[day] += minutes if nights or kind not in NOT_HOURS else 0
    return found


def _is_fixed(session: Session, worker_id: int, day: date) -> bool:
    terms = contract_at(session, worker_id, day)
    return terms is not None and terms.hours_kind == "fixed" and bool(terms.weekly_minutes and terms.days_per_week)


def _made_up(session: Session, worker_id: int, planned: Mapping[date, int], first: date, last: date) -> dict[date, int]:
    """What the usual weekdays add to the shifts of each week, up to the contract's hours."""
    terms = contract_at(session, worker_id, first)
    assert terms is not None
    assert terms.weekly_minutes is not None
    usual = fixed_week(session, worker_id, terms, first)
    found: dict[date, int] = {}
    for monday in _mondays(first, last):
        left = terms.weekly_minutes
        week = [monday + A_DAY * at for at in range(7)]
        left -= sum(planned.get(day, 0) for day in week)
        for day in week:
            minutes = min(usual.get(day.weekday(), 0), left) if day not in planned else 0
            if minutes > 0:
                left -= minutes
                found[day] = minutes
    return {day: minutes for day, minutes in found.items() if first <= day <= last}


def fixed_week(session: Session, worker_id: int, terms: ContractTerms, before: date) -> dict[int, int]:
    """The minutes of each weekday (0 is Monday) of a contract with fixed hours."""
    assert terms.weekly_minutes is not None
    assert terms.days_per_week is not None
    days = _usual_weekdays(session, worker_id, before, int(terms.days_per_week.to_integral_value(ROUND_CEILING)))
    a_day = int((terms.weekly_minutes / terms.days_per_week).to_integral_value(ROUND_CEILING))
    return dict.fromkeys(days, a_day)


def _usual_weekdays(session: Session, worker_id: int, before: date, count: int) -> list[int]:
    shift = tables.Shift
    wanted = select(shift.day).where(shift.worker_id == worker_id, shift.day < before, shift.day >= before - LOOK_BACK)
    often = Counter(day.weekday() for day in set(session.scalars(wanted)))
    return sorted(range(7), key=lambda day: (-often[day], day))[:count]


def day_minutes(session: Session, worker_id: int, day: date) -> Fraction | None:
    """An average working day: of the contract, of what was answered about 28 days, else of the year's shifts."""
    terms = contract_at(session, worker_id, day)
    if terms is not None and terms.hours_kind == "fixed" and terms.weekly_minutes and terms.days_per_week:
        return Fraction(terms.weekly_minutes) / Fraction(terms.days_per_week)
    most = read_answers(session, worker_id).most_minutes
    if most:
        return Fraction(most, MOST_DAYS)
    shift = tables.Shift
    mine = (shift.worker_id == worker_id) & (shift.day < day) & (shift.day >= day - A_YEAR) & (shift.kind != "on_call")
    awake = mine & (shift.kind != "sleep_in")
    wanted = select(func.sum(shift.shared_minutes), func.count(shift.day.distinct())).where(awake)
    minutes, days = session.execute(wanted).one()
    return Fraction(int(minutes), int(days)) if days else None


def spread(minutes: int, first: date, last: date, known: DaysOff | None) -> dict[date, int]:
    """Minutes of a holiday over its days: as the hours known of them weigh, else evenly. They add up to the minutes."""
    from carerdesk.domain.money import Money, split

    days = [first + A_DAY * at for at in range((last - first).days + 1)]
    weights = [known.by_day.get(day, 0) for day in days] if known is not None else []
    if not any(weights):
        weights = [1] * len(days)
    return {day: part.pence for day, part in zip(days, split(Money(minutes), weights), strict=True)}
