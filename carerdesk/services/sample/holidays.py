"""Holiday booked a month ahead, by everybody who is employed, and what Kasia's comes to."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.services.holiday.book import NewBooking, book_holiday, say_what_it_pays
from carerdesk.services.sample.calendar import AWAY, Away, year_of
from carerdesk.services.sample.rota import usual_minutes
from carerdesk.services.sample.world import World, made, must

BOOKED_BEFORE = timedelta(days=28)
A_YEAR = timedelta(days=364)


class Holidays:
    """Books each holiday of the plan once, four weeks ahead."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._unpaid: dict[int, tuple[Away, int]] = {}

    def on(self, day: date) -> None:
        """Everything to be booked on a day, and what varies to be worked out on the last day of a holiday."""
        for who in self._world.workers:
            for year in range(year_of(day), year_of(day + BOOKED_BEFORE) + 1):
                for away in AWAY[who](year):
                    self._book(who, away, day)
        for booking_id, (away, minutes) in list(self._unpaid.items()):
            if away.last <= day:
                self._say_what_it_pays(booking_id, away, minutes)
                del self._unpaid[booking_id]

    def _book(self, who: str, away: Away, day: date) -> None:
        world = self._world
        soon = away.first - BOOKED_BEFORE <= day and away.first >= world.span.holidays_from
        if not soon or (who, away.first) in world.bookings or away.last < day:
            return
        world.bookings.add((who, away.first))
        world.at(day, 17, 15)
        minutes = usual_minutes(who, away.first, away.last)
        booking_id = made(book_holiday(world.books, NewBooking(world.workers[who], away.first, away.last, minutes)))
        if who == "kasia":
            self._unpaid[booking_id] = (away, minutes)

    def _say_what_it_pays(self, booking_id: int, away: Away, minutes: int) -> None:
        """Her pay of the last 52 weeks over its hours, times the hours of the holiday."""
        world = self._world
        gross, worked = _last_year(world, world.workers["kasia"], away.first)
        world.at(away.last, 17, 40)
        pay = Money(int((Decimal(gross) * minutes / worked).quantize(Decimal(1), ROUND_HALF_UP)))
        reason = f"{Money(gross)} for {hours_text(worked)} paid in the 52 weeks before, times {hours_text(minutes)}"
        must(say_what_it_pays(world.books, booking_id, pay, reason))


def _last_year(world: World, worker_id: int, before: date) -> tuple[int, int]:
    """Pence and minutes of the paydays in the 52 weeks before a day, with those taken over."""
    since = before - A_YEAR
    days = (worker_id, since.isoformat(), before.isoformat())
    own = "SELECT COALESCE(SUM(gross), 0), COALESCE(SUM(paid_minutes), 0) FROM payslip WHERE worker_id = ?"
    old = "SELECT COALESCE(SUM(gross), 0), COALESCE(SUM(minutes), 0) FROM opening_earnings WHERE worker_id = ?"
    found = [world.books.quick(f"{sql} AND payday BETWEEN ? AND ?", days)[0] for sql in (own, old)]
    return sum(int(row[0]) for row in found), sum(int(row[1]) for row in found)
