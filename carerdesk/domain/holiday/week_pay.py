"""A week's pay for holiday: normal pay where it never changes, else an average of weeks that were paid.

Great Britain: the last 52 paid weeks that ended before the holiday, found among the last 104; fewer where somebody has
not worked for so long (Employment Rights Act 1996 ss.221 to 224 as Working Time Regulations 1998 reg 16 applies them;
GOV.UK, Holiday pay: the basics). For hours that vary and part of the year, a week with nothing but sick or family pay
is passed over like an unpaid one. Northern Ireland: 12 weeks, from law firms' pages alone, so not confirmed.

A week runs from Sunday to Saturday unless pay is worked out by another. GOV.UK turns a month's pay into weeks by the
month's pay for an hour times each week's hours; the sources leave open how fortnights and four weeks are turned into
weeks, and the same is done with them. They also leave open how to round: nothing is rounded here but the money paid,
half a penny up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from carerdesk.domain.money import Money

NOTHING = Fraction(0)
SATURDAY = 5
A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class DayPay:
    """What one day earned: pounds for work or holiday, the minutes they are for, and sick or family pay beside them."""

    day: date
    pay: Fraction = NOTHING
    minutes: Fraction = NOTHING
    statutory: Fraction = NOTHING


@dataclass(frozen=True, slots=True)
class PaidWeek:
    """The days of one week added up; `last` is its seventh day."""

    last: date
    pay: Fraction
    minutes: Fraction
    statutory: Fraction

    @property
    def first(self) -> date:
        """Its first day."""
        return self.last - A_WEEK + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class AverageRule:
    """How many paid weeks are averaged, how many weeks back they may lie, and which weeks are passed over."""

    weeks: int = 52
    look_back: int | None = 104
    passes_over_statutory: bool = False
    confirmed: bool = True


@dataclass(frozen=True, slots=True)
class Average:
    """The paid weeks a week's pay is averaged over, newest first, and how many the rule asks for."""

    weeks: tuple[PaidWeek, ...]
    asked_for: int

    @property
    def pay(self) -> Fraction:
        """Pounds of all its weeks."""
        return sum((week.pay for week in self.weeks), NOTHING)

    @property
    def minutes(self) -> Fraction:
        """Minutes of all its weeks."""
        return sum((week.minutes for week in self.weeks), NOTHING)

    @property
    def weekly(self) -> Money:
        """An average week's pay, half a penny up."""
        return in_pence(self.pay / len(self.weeks))

    @property
    def weekly_minutes(self) -> Fraction:
        """An average week's minutes."""
        return self.minutes / len(self.weeks)

    @property
    def first(self) -> date:
        """The first day of its oldest week."""
        return self.weeks[-1].first

    @property
    def last(self) -> date:
        """The last day of its newest week."""
        return self.weeks[0].last


def average_rule(hours_kind: str, nation: str) -> AverageRule:
    """The rule for a contract's hours ("fixed", "irregular", "part_year") in a nation."""
    if nation == "northern_ireland":
        return AverageRule(weeks=12, look_back=None, confirmed=False)
    return AverageRule(passes_over_statutory=hours_kind != "fixed")


def spread(pay: Money, minutes: int, weights: Mapping[date, int], *, statutory: bool = False) -> list[DayPay]:
    """One line of pay shared out over days by weights, exactly. Raises ValueError without a weight above nothing."""
    whole = sum(weights.values())
    if whole <= 0 or any(weight < 0 for weight in weights.values()):
        raise ValueError("pay is spread over days that weigh something")
    pounds = Fraction(pay.pence, 100)
    parts = [(day, Fraction(weight, whole)) for day, weight in weights.items() if weight]
    if statutory:
        return [DayPay(day, statutory=pounds * part) for day, part in parts]
    return [DayPay(day, pounds * part, minutes * part) for day, part in parts]


def weeks_of(days: Iterable[DayPay], ends_on: int = SATURDAY) -> list[PaidWeek]:
    """The weeks that earned something, newest first. `ends_on` is the weekday a pay week ends on, 0 for Monday."""
    sums: dict[date, list[Fraction]] = defaultdict(lambda: [NOTHING, NOTHING, NOTHING])
    for one in days:
        last = one.day + timedelta(days=(ends_on - one.day.weekday()) % 7)
        for at, more in enumerate((one.pay, one.minutes, one.statutory)):
            sums[last][at] += more
    return [PaidWeek(last, *found) for last, found in sorted(sums.items(), reverse=True)]


def average(weeks: Sequence[PaidWeek], before: date, rule: AverageRule, *, whole_from: date) -> Average | None:
    """The average that stands for a holiday from `before` on; None where no whole week was paid.

    `whole_from` is the later of the first day of the job and the first day whose pay is known: a week begun earlier is
    not whole. The look-back counts from the last week that ended before the holiday.
    """
    past = sorted((week for week in weeks if week.last < before), key=lambda week: week.last, reverse=True)
    oldest = _oldest(before, past, rule)
    counted = [week for week in past if week.first >= max(whole_from, oldest) and _counts(week, rule)]
    return Average(tuple(counted[: rule.weeks]), rule.weeks) if counted else None


def _oldest(before: date, past: Sequence[PaidWeek], rule: AverageRule) -> date:
    if rule.look_back is None or not past:
        return date.min
    since_newest = (before - timedelta(days=1) - past[0].last).days // 7
    return past[0].last + A_WEEK * (since_newest - rule.look_back) + timedelta(days=1)


def _counts(week: PaidWeek, rule: AverageRule) -> bool:
    return week.pay > 0 or (week.statutory > 0 and not rule.passes_over_statutory)


def pay_at_average(minutes: int, found: Average) -> Money | None:
    """Pay for hours of holiday where hours vary: the weeks' pay for one of their hours, times the holiday.

    None where the weeks hold no hours to divide by.
    """
    return in_pence(found.pay * minutes / found.minutes) if found.minutes else None


def hours_of_fixed(weekly_minutes: int, found: Average, *, overtime: bool) -> Fraction:
    """The minutes a fixed week's pay is for: the contract's, or the average where regular overtime makes it more."""
    return max(Fraction(weekly_minutes), found.weekly_minutes) if overtime else Fraction(weekly_minutes)


def week_of_fixed(weekly_minutes: int, normal_week: Fraction, found: Average, *, overtime: bool = True) -> Fraction:
    """A week's pay in pounds for a fixed week whose pay varies; holiday of a part of the week is that part of it.

    Its hours at the average pay for an hour, and never below the normal week: a week with less work, or older rates,
    do not take from the pay of a holiday. The sources do not speak of that floor; it can only be kinder.
    """
    if not found.minutes:
        return normal_week
    return max(normal_week, found.pay / found.minutes * hours_of_fixed(weekly_minutes, found, overtime=overtime))


def in_pence(pounds: Fraction) -> Money:
    """Pounds to whole pence, half a penny up, exactly."""
    doubled = pounds * 200
    return Money((doubled.numerator // doubled.denominator + 1) // 2)
