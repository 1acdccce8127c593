"""Holiday earned, taken, booked and left on any day, in minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from carerdesk.domain.dates import long_date
from carerdesk.domain.holiday.leave_year import LeaveYear
from carerdesk.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """Holiday earned, brought in or put right on a day; minus takes away."""

    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Booking:
    """Holiday booked. Its minutes are taken evenly over its days for a balance in the middle of it."""

    first: date
    last: date
    minutes: int
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Balance:
    """Holiday in minutes on a day: earned so far, taken by then, booked for later, and left once all is taken."""

    earned: int
    taken: int
    booked: int

    @property
    def left(self) -> int:
        """What can still be booked; minus where more is booked than earned."""
        return self.earned - self.taken - self.booked

    @property
    def not_taken(self) -> int:
        """Earned and not yet taken: what leaving today would have to pay for."""
        return self.earned - self.taken


def balance_on(day: date, year: LeaveYear, entries: Iterable[Entry], bookings: Iterable[Booking]) -> Balance:
    """The balance on a day from the entries up to it and the bookings of its leave year."""
    mine = [booking for booking in bookings if booking.first in year]
    taken = sum(_taken(booking, day) for booking in mine)
    return Balance(
        earned=sum(entry.minutes for entry in entries if year.first <= entry.day <= day),
        taken=taken,
        booked=sum(booking.minutes for booking in mine) - taken,
    )


def _taken(booking: Booking, day: date) -> int:
    if day >= booking.last:
        return booking.minutes
    if day < booking.first:
        return 0
    days = (booking.last - booking.first).days + 1
    return booking.minutes * ((day - booking.first).days + 1) // days


def in_minutes(hours: Decimal) -> int:
    """Hours of holiday in whole minutes, never rounded down."""
    return int((hours * 60).to_integral_value(ROUND_CEILING))


def booking_minutes(
    first: date, last: date, by_weekday: Mapping[int, int], closed: AbstractSet[date] = frozenset()
) -> int:
    """Minutes a booking takes from a fixed week: the usual minutes of each weekday (0 is Monday) from first to last.

    `closed` are days off anyhow: bank holidays given on top.
    """
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return sum(by_weekday.get(day.weekday(), 0) for day in days if day not in closed)


def check_booking(
    new: Booking, others: Iterable[Booking], *, started: date | None = None, left: date | None = None
) -> tuple[Problem, ...]:
    """Why a booking cannot be kept: days back to front, none of them working days, another booking, outside the job."""
    if new.last < new.first:
        return (Problem("last", "holiday_ends_before_start"),)
    found = [Problem("minutes", "holiday_without_hours")] if new.minutes <= 0 else []
    found += [
        Problem("first", "holiday_overlaps", {"day": long_date(other.first)})
        for other in others
        if (other.id is None or other.id != new.id) and new.first <= other.last and other.first <= new.last
    ]
    if started and new.first < started:
        found.append(Problem("first", "holiday_before_job", {"started": long_date(started)}))
    if left and new.last > left:
        found.append(Problem("last", "holiday_after_job", {"left": long_date(left)}))
    return tuple(found)


def beyond(minutes: int, left: int) -> int:
    """How many minutes of a holiday are more than is left: all of them where more was taken already."""
    return min(max(minutes - left, 0), minutes)


def untaken(entries: Sequence[Entry], bookings: Sequence[Booking], year: LeaveYear, day: date) -> int:
    """Minutes earned and not taken on a day, never below nothing, for money set aside."""
    return max(balance_on(day, year, entries, bookings).not_taken, 0)
