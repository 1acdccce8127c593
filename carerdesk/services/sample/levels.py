"""Keeping the money held about level: what a funder would ask back or add a month before a return ends."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.funding.held import money_by_funder
from carerdesk.services.sample.awards import TARGET_WEEKS, contribution
from carerdesk.services.sample.bank import Entry, Meaning, Paper
from carerdesk.services.sample.calendar import A_DAY, returns_of, year_of
from carerdesk.services.sample.letters import letter
from carerdesk.services.sample.words import hourly
from carerdesk.services.sample.world import World

MOST = {"council": Decimal("6.7"), "nhs": Decimal("5.8")}
LEAST = {"council": Decimal("4.9"), "nhs": Decimal("2.5")}
_NOT_SPENT = ("repaid_to_funder", "transfer")
_A_YEAR = timedelta(days=364)
_WEEKS = 52
Payments = Callable[[date, date], int]


def spent_weekly(world: World, whose: str, day: date) -> Decimal | None:
    """What a week has cost a funder over the year to a day, at the pay of the year that begins; None before that."""
    if day - _A_YEAR < world.span.payroll_from + timedelta(days=45) or world.plan.planted:
        return None
    pence = _spent(world, whose, day - _A_YEAR, day)
    dearer = hourly("asha", year_of(day)) / hourly("asha", year_of(day) - 1)
    return Decimal(pence) / 100 / _WEEKS * dearer


def _spent(world: World, whose: str, after: date, until: date) -> int:
    """Pence that left for a funder, up to the last month the books know whole and as much before."""
    ends = until.replace(day=1) - A_DAY
    begins = ends - (until - after)
    row = world.books.quick(
        "SELECT COALESCE(-SUM(s.amount), 0) FROM split s JOIN bank_line l ON l.id = s.bank_line_id"
        " WHERE s.funder_id = ? AND s.amount < 0 AND s.category NOT IN (?, ?) AND l.day > ? AND l.day <= ?",
        (getattr(world.payers, whose), *_NOT_SPENT, begins.isoformat(), ends.isoformat()),
    )[0]
    return int(row[0])


class Levels:
    """Looks a month ahead, so that a return ends with the weeks its funder wants to see."""

    def __init__(self, world: World) -> None:
        self._world = world

    def missing(self, whose: str, month_end: date, amount: Money, payments: Payments) -> Money:
        """What a funder would have to add so that its return ends level; less than nothing: take back.

        Looked at a month before a return ends, and in the last month of the books, which end where they end.
        """
        ends = min(add_months(month_end + A_DAY, 1) - A_DAY, self._world.span.today)
        if ends not in {self._world.span.today, *(one.last for one in returns_of(whose, self._world.span))}:
            return ZERO
        funder = getattr(self._world.payers, whose)
        held = next(one for one in money_by_funder(self._world.books, month_end) if one.funder_id == funder)
        weekly = held.weeks.weekly
        if weekly is None:
            return ZERO
        comes = amount.pounds * payments(month_end, ends) + (contribution(whose) or ZERO).pounds
        goes = (weekly.pounds + (contribution(whose) or ZERO).pounds * 12 / _WEEKS) * (ends - month_end).days / 7
        weeks = (held.weeks.free.pounds + comes - goes) / weekly.pounds
        if LEAST[whose] <= weeks <= MOST[whose]:
            return ZERO
        return Money.of(((TARGET_WEEKS[whose] - weeks) * weekly.pounds).quantize(Decimal(1)))

    def give_back(self, whose: str, amount: Money, day: date, name: str, texts: tuple[str, str]) -> None:
        """Pay money back to a funder that asked for it by letter."""
        words = [f"You hold more than you need at present. Please pay {amount} back to us by {long_date(day)}."]
        data = letter(name, day - timedelta(days=10), "Money held", words)
        paper = Paper(f"{day:%Y-%m-%d} money paid back, {name}.pdf", "letter", lambda: data)
        meaning = Meaning("repaid_to_funder", getattr(self._world.payers, whose), paper=paper)
        text, reference = texts
        self._world.main.post(Entry(day, -amount, text, f"REFUND {reference}", "FPO", meaning))
