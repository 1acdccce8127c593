"""Money that comes in: direct payments, contributions, the family's own, and each April's new awards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.awards import Every, step
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.funding.setup import NewAward, add_award
from carerdesk.services.sample.awards import AWARDED, amount_for, contribution, first_amount
from carerdesk.services.sample.bank import Entry, Meaning
from carerdesk.services.sample.calendar import working_day_from, working_day_to, year_of
from carerdesk.services.sample.levels import Levels, spent_weekly
from carerdesk.services.sample.planted import COUNCIL, NHS, Test
from carerdesk.services.sample.setting_up import keep_award_letter
from carerdesk.services.sample.world import World, made

TOP_UP = Money.of(80)
FULL_NAMES = {"council": COUNCIL, "nhs": NHS}
TEXTS = {"council": ("WESTMERE COUNCIL", "DP 0040281"), "nhs": ("NHS WESTMERE ICB", "PHB 7719")}
_SHORTENED_HOURS = 14 * 60
_TOP_UP_DAY = 5
_LAST_REVIEW_DAY = 28
_TWICE = Decimal("1.25")


@dataclass(slots=True)
class Standing:
    """The award a funder pays by now: from when, how much, how many payments and contributions fell due, its year."""

    whose: str
    first: date
    amount: Money
    year: int
    paid: int = 0
    contributed: int = 0

    @property
    def every(self) -> Every:
        """How often it is paid."""
        return Every(AWARDED[self.whose][0])

    @property
    def next_day(self) -> date:
        """The day its next payment falls due."""
        return step(self.first, self.every, self.paid)

    def payments_between(self, after: date, last: date) -> int:
        """How many payments the bank books after a day and up to another."""
        days = (working_day_from(step(self.first, self.every, at)) for at in range(self.paid + 9))
        return sum(after < day <= last for day in days)


class Income:
    """What comes in, day by day."""

    def __init__(self, world: World) -> None:
        self._world = world
        year = year_of(world.span.first)
        self._standing = {
            whose: Standing(whose, world.span.first, first_amount(whose, world.span), year) for whose in AWARDED
        }
        self._levels = Levels(world)

    def on(self, day: date) -> None:
        """Everything that falls due on a day."""
        for standing in self._standing.values():
            if standing.next_day == day:
                self._pay(standing, day)
        self._contribute(self._standing["council"], day)
        if day.day == _TOP_UP_DAY:
            meaning = Meaning("top_up", self._world.payers.own, always=True)
            self._world.main.post(Entry(working_day_from(day), TOP_UP, "MARSH H", "FAMILY", "SO", meaning))
        self._pay_twice(day)

    def look_ahead(self, month_end: date) -> None:
        """A month before a return ends, money is asked back, or a little more is given."""
        for whose, standing in self._standing.items():
            missing = self._levels.missing(whose, month_end, standing.amount, standing.payments_between)
            paid_on = min(working_day_from(month_end + timedelta(days=15)), working_day_to(self._world.span.today))
            if missing > ZERO:
                self._give_more(whose, missing, paid_on)
            elif missing < ZERO:
                self._levels.give_back(whose, -missing, paid_on, FULL_NAMES[whose], TEXTS[whose])

    def _pay(self, standing: Standing, day: date) -> None:
        world, whose = self._world, standing.whose
        new_year = year_of(day) > standing.year and day.day <= _LAST_REVIEW_DAY
        if new_year or (whose == "council" and world.plan.now(Test.HOURS, day)):
            self._review(standing, day)
        standing.paid += 1
        text, reference = TEXTS[whose]
        meaning = Meaning("direct_payment", getattr(world.payers, whose), always=True)
        world.main.post(Entry(working_day_from(day), standing.amount, text, reference, "BGC", meaning))

    def _contribute(self, standing: Standing, day: date) -> None:
        world, amount = self._world, contribution("council")
        if amount is None or step(standing.first, Every.MONTH, standing.contributed) != day:
            return
        standing.contributed += 1
        if world.plan.now(Test.CONTRIBUTION, day):
            world.plan.plant(
                Test.CONTRIBUTION, f"Jamie’s contribution of {amount} due on {long_date(day)} was not paid in."
            )
            return
        meaning = Meaning("contribution", world.payers.council, always=True)
        world.main.post(Entry(working_day_from(day), amount, "J MARSH", "CONTRIBUTION", "FPI", meaning))

    def _review(self, standing: Standing, day: date) -> None:
        """A new award: each April by what the support has cost, and with the failure planted for fewer hours."""
        world, whose = self._world, standing.whose
        every, minutes = AWARDED[whose]
        if year_of(day) > standing.year:
            amount = amount_for(whose, day, world.span, spent_weekly(world, whose, day))
        else:
            amount, minutes = standing.amount, _SHORTENED_HOURS
            world.plan.plant(
                Test.HOURS, f"From {long_date(day)} the award is for 14 hours a week; the rota stayed as it was."
            )
        new = NewAward(day, amount, every, None, minutes, contribution(whose) or ZERO, Every.MONTH.value)
        award_id = made(add_award(world.books, getattr(world.payers, whose), new))
        keep_award_letter(world, award_id, FULL_NAMES[whose], day, amount)
        standing.first, standing.amount, standing.year = day, amount, year_of(day)
        standing.paid = standing.contributed = 0

    def _give_more(self, whose: str, amount: Money, day: date) -> None:
        """A one-off sum, agreed by letter."""
        world = self._world
        new = NewAward(day, amount, Every.ONE_OFF.value, contribution=ZERO, note="After a look at money held")
        award_id = made(add_award(world.books, getattr(world.payers, whose), new))
        keep_award_letter(world, award_id, FULL_NAMES[whose], day, amount)
        text, reference = TEXTS[whose]
        meaning = Meaning("direct_payment", getattr(world.payers, whose))
        world.main.post(Entry(day, amount, text, f"{reference} ONE OFF", "BGC", meaning))

    def _pay_twice(self, day: date) -> None:
        """With the failure planted, the council pays much too much just before its return ends, and takes it back."""
        world = self._world
        planned = working_day_to(world.plan.council.last - timedelta(days=4))
        if Test.WEEKS not in world.plan.waiting or day != planned:
            return
        text, reference = TEXTS["council"]
        amount = Money.of((self._standing["council"].amount.pounds * _TWICE).quantize(Decimal(1)))
        meaning = Meaning("direct_payment", world.payers.council)
        world.main.post(Entry(day, amount, text, f"{reference} EXTRA", "BGC", meaning))
        world.plan.plant(
            Test.WEEKS, f"{amount} came from the council a second time on {long_date(day)}: too many weeks held."
        )
        back = working_day_from(world.plan.council.last + timedelta(days=16))
        self._levels.give_back("council", amount, back, COUNCIL, TEXTS["council"])
