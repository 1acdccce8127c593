"""What family leave pay comes to, week by week, and how much of it is due by a day."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from carerdesk.domain.dates import span
from carerdesk.domain.family_leave.average import ninety_percent
from carerdesk.domain.family_leave.kinds import WEEK, WEEKS_AT_NINETY, LeaveKind, manual
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.rounding import up_to_penny
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.working import Line, Source, Working

_DAYS_A_WEEK: Final = 7
ROUNDING_SOURCE: Final = Source(
    "Statutory Maternity Pay (General) Regulations 1986 reg 28: rounding",
    "https://www.legislation.gov.uk/uksi/1986/1960/regulation/28",
)
PART_WEEKS_SOURCE: Final = manual("SPM182300", "time and manner of payment")
WORK_SOURCE: Final = manual("SPM200300", "working for the employer in the pay period")

NINETY, FLAT, LOWER_NINETY = "ninety", "flat", "lower_ninety"
WORKED, ENDED = "worked", "ended"


@dataclass(frozen=True, slots=True)
class Block:
    """Whole weeks of leave in a row."""

    first: date
    weeks: int

    @property
    def last(self) -> date:
        """The last day."""
        return self.first + self.weeks * WEEK - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class PayWeek:
    """One week of pay. `exact` is the week's pay before it is rounded up; None where its rate is not known yet.

    `rule` says what decided it; `lost` why nothing is paid ("worked", "ended"), or "".
    """

    number: int
    first: date
    exact: Decimal | None
    rule: str
    lost: str = ""

    @property
    def last(self) -> date:
        """The seventh day."""
        return self.first + timedelta(days=6)

    @property
    def amount(self) -> Money | None:
        """The week's pay: any part of a penny becomes a penny (Statutory Maternity Pay Regulations 1986 reg 28)."""
        if self.lost:
            return ZERO
        return None if self.exact is None else Money.of(up_to_penny(self.exact))

    def part(self, days: int) -> Money:
        """So many sevenths, rounded up to the penny (SPM182300), never more than the week.

        Raises:
            NoRateFor: where the week's rate is not known yet.
        """
        whole = self.amount
        if whole is None:
            raise NoRateFor("parental.weekly", self.first)
        if self.lost or self.exact is None:
            return ZERO
        return min(whole, Money.of(up_to_penny(self.exact * days / _DAYS_A_WEEK)))


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every week of a leave, in order, and the days of work that cost no pay."""

    kind: LeaveKind
    weeks: tuple[PayWeek, ...]
    keeping_in_touch: tuple[date, ...] = ()

    @property
    def total(self) -> Money | None:
        """All weeks together; None where the rate of one is not known yet."""
        amounts = [week.amount for week in self.weeks]
        return None if None in amounts else total(each for each in amounts if each is not None)

    @property
    def known(self) -> Money:
        """The weeks whose rate is known, together."""
        return total(week.amount for week in self.weeks if week.amount is not None)

    @property
    def unknown_from(self) -> date | None:
        """The first day of the first week whose rate is not known yet."""
        return next((week.first for week in self.weeks if week.amount is None), None)

    @property
    def paid_weeks(self) -> tuple[PayWeek, ...]:
        """The weeks that are paid or would be: those not lost."""
        return tuple(week for week in self.weeks if not week.lost)

    @property
    def first(self) -> date | None:
        """The first day of pay."""
        return self.weeks[0].first if self.weeks else None

    @property
    def last(self) -> date | None:
        """The last day of pay, or of the time it could have been paid for."""
        return self.weeks[-1].last if self.weeks else None


def due_by(schedule: Schedule, day: date) -> Money:
    """Pay for all days up to a day: whole weeks as they are, a week begun by sevenths.

    However it is spread over paydays, the weeks come to the same in the end (SPM182300).

    Raises:
        NoRateFor: where the rate of a week up to then is not known yet.
    """
    return total(_due(week, day) for week in schedule.weeks if week.first <= day)


def _due(week: PayWeek, day: date) -> Money:
    return week.part(min((day - week.first).days + 1, _DAYS_A_WEEK))


def weekly_rate(kind: LeaveKind, number: int, first: date, average: Decimal, rates: Rates) -> tuple[Decimal, str]:
    """A week's pay before rounding, by the rates of its first day, and what decided it.

    Six weeks of maternity or adoption pay are 90 % of average earnings; every other week is the lower of that and the
    flat rate, whose new amount begins with weeks from the first Sunday in April.

    Raises:
        NoRateFor: where no rate is known for that day.
    """
    ninety = ninety_percent(average, rates.figure("parental.percent_of_average", first))
    if kind.begins_at_ninety and number <= WEEKS_AT_NINETY:
        return ninety, NINETY
    return lower_of(rates.figure("parental.weekly", first), ninety)


def lower_of(flat: Decimal, ninety: Decimal) -> tuple[Decimal, str]:
    """The lower of the flat rate and 90 % of average earnings, and which of them it is."""
    return (flat, FLAT) if flat <= ninety else (ninety, LOWER_NINETY)


def schedule_of(
    kind: LeaveKind,
    blocks: Sequence[Block],
    average: Decimal,
    rates: Rates,
    *,
    worked: Collection[date] = (),
    last_day: date | None = None,
) -> Schedule:
    """The weeks of a leave with their pay.

    A week with a day of work in it is lost, and not added at the end, but for the days that keep in touch
    (SPM200300). Where the leave ended on `last_day`, weeks that were not whole by then are lost.
    """
    until = last_day or date.max
    in_touch = tuple(sorted(day for day in set(worked) if day <= until and _within(blocks, day)))
    free = frozenset(in_touch[: kind.days_of_work])
    weeks: list[PayWeek] = []
    for block in sorted(blocks, key=lambda one: one.first):
        for at in range(block.weeks):
            week = _week(kind, len(weeks) + 1, block.first + at * WEEK, average, rates)
            weeks.append(replace(week, lost=_lost(week, frozenset(in_touch) - free, last_day)))
    return Schedule(kind, tuple(weeks), in_touch)


def _within(blocks: Sequence[Block], day: date) -> bool:
    return any(block.first <= day <= block.last for block in blocks)


def _week(kind: LeaveKind, number: int, first: date, average: Decimal, rates: Rates) -> PayWeek:
    try:
        exact, rule = weekly_rate(kind, number, first, average, rates)
    except NoRateFor:
        return PayWeek(number, first, None, "")
    return PayWeek(number, first, exact, rule)


def _lost(week: PayWeek, work: Collection[date], last_day: date | None) -> str:
    if last_day is not None and week.last > last_day:
        return ENDED
    return WORKED if any(week.first <= day <= week.last for day in work) else ""


_SAID: Final = {
    NINETY: "90% of average earnings",
    FLAT: "the flat rate, lower than 90% of average earnings",
    LOWER_NINETY: "90% of average earnings, lower than the flat rate",
    "": "the rate is not known yet",
}
_WHY_LOST: Final = {
    WORKED: "nothing: worked in this week",
    ENDED: "nothing: the leave ended before the week did",
}


def week_words(week: PayWeek) -> str:
    """What decided a week, in a few words."""
    return _WHY_LOST.get(week.lost, _SAID[week.rule])


def week_working(week: PayWeek, kind: LeaveKind, average: Decimal, rates: Rates) -> Working:
    """How one week's pay came about."""
    amount = week.amount
    lines = [Line("Average weekly earnings", f"£{average:,.7f}")]
    sources: tuple[Source, ...] = (ROUNDING_SOURCE,)
    if week.exact is not None:
        percent = rates.at("parental.percent_of_average", week.first)
        ninety = ninety_percent(average, percent.figure)
        lines.append(Line(f"{percent.figure.normalize():f}% of it, cut at the seventh decimal", f"£{ninety:,.7f}"))
        if week.rule != NINETY:
            flat = rates.at("parental.weekly", week.first)
            lines.append(Line("Flat rate for weeks that begin on this day", f"£{flat.figure}"))
            sources = (flat.source, *sources)
    if week.lost:
        sources = (*sources, WORK_SOURCE)
    said = str(amount) if amount is not None else "not known yet"
    lines.append(Line(f"Week {week.number}, {span(week.first, week.last)}: {week_words(week)}", said, strong=True))
    return Working(f"{kind.short}, week {week.number}", tuple(lines), sources, ("Parts of a penny become a penny.",))
