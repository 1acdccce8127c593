"""Money that comes in: direct payments, contributions, the family's own, and each April's new awards."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from carerdesk.domain.dates import add_months, long_date
from carerdesk.domain.funding.awards import Every, step
from carerdesk.domain.funding.returns import Cycle, periods
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.funding.held import FunderMoney, money_by_funder
from carerdesk.services.funding.setup import NewAward, add_award
from carerdesk.services.sample.awards import AWARDED, TARGET_WEEKS, amount_for, contribution, first_amount
from carerdesk.services.sample.bank import Entry, Meaning, Paper
from carerdesk.services.sample.calendar import A_DAY, nhs_quarter_of, quarter_of, working_day_from, working_day_to, year_of
from carerdesk.services.sample.letters import letter
from carerdesk.services.sample.planted import COUNCIL, NHS
from carerdesk.services.sample.setting_up import keep_award_letter
from carerdesk.services.sample.world import World, made

TOP_UP = Money.of(80)
FULL_NAMES = {"council": COUNCIL, "nhs": NHS}
TEXTS = {"council": ("WESTMERE COUNCIL", "DP 0040281"), "nhs": ("NHS WESTMERE ICB", "PHB 7719")}
_SHORTENED_HOURS = 14 * 60
_TOP_UP_DAY = 5
_MOST, _LEAST = Decimal("7.2"), Decimal("4.8")
_NEVER_BELOW = {"council": Decimal("4.9"), "nhs": Decimal("2.5")}
_GENTLY = Decimal("0.02")


@dataclass(slots=True)
class Standing:
    """The award a funder pays by now: from when, how much, how many payments it has made, and its year."""

    whose: str
    first: date
    amount: Money
    year: int
    paid: int = 0

    @property
    def next_day(self) -> date:
        """The day its next payment falls due."""
        return step(self.first, Every(AWARDED[self.whose][0]), self.paid)


class Income:
    """What comes in, day by day."""

    def __init__(self, world: World) -> None:
        self._world = world
        year = year_of(world.span.first)
        self._standing = [
            Standing(whose, world.span.first, first_amount(whose, world.span), year) for whose in AWARDED
        ]  # fmt: skip

    def on(self, day: date) -> None:
        """Everything that falls due on a day."""
        for standing in self._standing:
            if standing.next_day == day:
                self._pay(standing, day)
        if day.day == _TOP_UP_DAY:
            self._top_up(day)
        self._paid_twice(day)

    def look_ahead(self, day: date) -> None:
        """At a month's end, a month before a return ends: money is asked back, or a little more is given."""
        world = self._world
        if day < world.span.payroll_from + timedelta(days=60):
            return
        held = {one.funder_id: one for one in money_by_funder(world.books, day)}
        for whose, quarter in (("council", quarter_of), ("nhs", nhs_quarter_of)):
            if add_months(quarter(day), 2) - A_DAY == day:
                self._level(whose, held[getattr(world.payers, whose)], day)

    def _pay(self, standing: Standing, day: date) -> None:
        world, whose = self._world, standing.whose
        if year_of(day) > standing.year or (whose == "council" and world.plan.now(4, day)):
            self._review(standing, day)
        standing.paid += 1
        text, reference = TEXTS[whose]
        meaning = Meaning("direct_payment", getattr(world.payers, whose), always=True)
        world.main.post(Entry(working_day_from(day), standing.amount, text, reference, "BGC", meaning))
        if whose == "council":
            self._contribute(day)

    def _contribute(self, day: date) -> None:
        world, amount = self._world, contribution("council")
        assert amount is not None
        if world.plan.now(6, day):
            world.plan.plant(6, f"Jamie’s contribution of {amount} due on {long_date(day)} was not paid in.")
            return
        meaning = Meaning("contribution", world.payers.council, always=True)
        world.main.post(Entry(working_day_from(day), amount, "J MARSH", "CONTRIBUTION", "FPI", meaning))

    def _review(self, standing: Standing, day: date) -> None:
        """A new award: each April by what the support costs, and with the failure planted for fewer hours."""
        world, whose = self._world, standing.whose
        every, minutes = AWARDED[whose]
        if year_of(day) > standing.year:
            amount = amount_for(whose, day, world.span, times=self._times(whose, day))
        else:
            amount, minutes = standing.amount, _SHORTENED_HOURS
            world.plan.plant(4, f"From {long_date(day)} the award is for 14 hours a week, and the rota stayed as it was.")
        new = NewAward(day, amount, every, None, minutes, contribution(whose) or ZERO, every)
        award_id = made(add_award(world.books, getattr(world.payers, whose), new))
        keep_award_letter(world, award_id, FULL_NAMES[whose], day, amount)
        standing.first, standing.amount, standing.year, standing.paid = day, amount, year_of(day), 0

    def _times(self, whose: str, day: date) -> Decimal:
        """A little less where much is held, a little more where little is."""
        if day < self._world.span.payroll_from + timedelta(days=60):
            return Decimal(1)
        funder = getattr(self._world.payers, whose)
        free = next(one.weeks.free_weeks for one in money_by_funder(self._world.books) if one.funder_id == funder)
        return Decimal(1) if free is None else 1 + (TARGET_WEEKS - free) * _GENTLY

    def _top_up(self, day: date) -> None:
        meaning = Meaning("top_up", self._world.payers.own, always=True)
        self._world.main.post(Entry(working_day_from(day), TOP_UP, "MARSH H", "FAMILY", "SO", meaning))

    def _level(self, whose: str, held: FunderMoney, day: date) -> None:
        weeks, weekly = held.weeks.free_weeks, held.weeks.weekly
        if weeks is None or weekly is None:
            return
        away = Money.of(((weeks - TARGET_WEEKS) * weekly.pounds).quantize(Decimal(1)))
        if weeks > _MOST:
            self._give_back(whose, away, day + timedelta(days=12))
        elif weeks < _NEVER_BELOW[whose]:
            self._give_more(whose, -away, day + timedelta(days=12))

    def _give_back(self, whose: str, amount: Money, day: date) -> None:
        day = working_day_from(day)
        words = [f"You hold more than you need at present. Please pay {amount} back to us by {long_date(day)}."]
        data = letter(FULL_NAMES[whose], day - timedelta(days=10), "Money held", words)
        paper = Paper(f"{day:%Y-%m-%d} money paid back {whose}.pdf", "letter", lambda: data)
        meaning = Meaning("repaid_to_funder", getattr(self._world.payers, whose), paper=paper)
        text, reference = TEXTS[whose]
        self._world.main.post(Entry(day, -amount, text, f"REFUND {reference}", "FPO", meaning))

    def _give_more(self, whose: str, amount: Money, day: date) -> None:
        """A one-off sum, agreed by letter."""
        world, paid_on = self._world, working_day_from(day)
        new = NewAward(paid_on, amount, Every.ONE_OFF.value, note="Agreed by letter after a look at money held")
        award_id = made(add_award(world.books, getattr(world.payers, whose), new))
        keep_award_letter(world, award_id, FULL_NAMES[whose], paid_on, amount)
        text, reference = TEXTS[whose]
        meaning = Meaning("direct_payment", getattr(world.payers, whose))
        world.main.post(Entry(paid_on, amount, text, f"{reference} ONE OFF", "BGC", meaning))

    def _paid_twice(self, day: date) -> None:
        """With the failure planted, the council pays four weeks too much just before its return ends."""
        world, standing = self._world, self._standing[0]
        if 10 not in world.plan.waiting or day != working_day_to(world.plan.council.last - timedelta(days=4)):  # noqa: PLR2004
            return
        text, reference = TEXTS["council"]
        amount = Money(standing.amount.pence * 5 // 4)
        entry = Entry(day, amount, text, f"{reference} EXTRA", "BGC", Meaning("direct_payment", world.payers.council))
        world.main.post(entry)
        world.plan.plant(10, f"{amount} came from the council a second time on {long_date(day)}: too many weeks held.")
        self._give_back("council", amount, world.plan.council.last + timedelta(days=16))


__all__ = ["Income", "Standing", "periods", "Cycle", "replace"]
