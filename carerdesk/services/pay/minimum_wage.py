"""The minimum wage over one payday's period: what is checked, what stops the payslip, and the working that stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Final

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.hours.pay_lines import rate_on
from carerdesk.domain.hours.shift import Shift, ShiftKind, hours_text, shared_minutes
from carerdesk.domain.money import Money, total
from carerdesk.domain.payroll import minimum_wage as rules
from carerdesk.domain.payroll.minimum_wage import Home, TakenOff, WageCheck, WagePay, WageTime
from carerdesk.domain.payroll.minimum_wage_working import check_working, exempt_working
from carerdesk.domain.payroll.ni_letters import age_on
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor

if TYPE_CHECKING:
    from carerdesk.domain.payroll.pay import Pay
    from carerdesk.domain.rates import Rates
    from carerdesk.domain.working import Working
    from carerdesk.services.pay.situation import Situation
    from carerdesk.services.pay.slip_lines import SlipLine

FIELD: Final = "minimum_wage"
RENT: Final = "rent"
_PER_DAY: Final = "per_day"
_OLDEST: Final = 200  # an age for which the highest rate is due
_A_DAY: Final = timedelta(days=1)
_SEGMENTS: Final = {
    ShiftKind.WAKING_NIGHT: "waking_night",
    ShiftKind.TRAINING: "training",
    ShiftKind.TRAVEL: "travel_between_assignments",
}
_WITH_PREMIUM: Final = (ShiftKind.WEEKEND, ShiftKind.BANK_HOLIDAY, ShiftKind.WAKING_NIGHT)
_COUNTED_ITEMS: Final = frozenset({"bonus", "top_up"})
_BY_THE_HOUR: Final = frozenset(ShiftKind) - {ShiftKind.SLEEP_IN, ShiftKind.ON_CALL}


def unlawful(of: Situation, lines: Sequence[SlipLine], pay: Pay, rates: Rates) -> tuple[Problem, ...]:
    """What stops this payslip: pay below the minimum wage, with what is short, or something only a person knows.

    Nothing is stopped where a person decided that a family member is exempt, or where the rate of the day is not
    known here (`not_checked` says so).
    """
    if of.wage.on(of.period.first).family_exempt:
        return ()
    try:
        check = checked(of, lines, pay, rates)
    except NoRateFor:
        return ()
    if not check.short:
        return ()
    if of.born is None and not checked(of, lines, pay, rates, age=0).short:
        return (Problem("born", "minimum_wage_needs_age", {"worker": of.first_name}),)
    if _waits_unsaid(of) and not checked(of, lines, pay, rates, on_call_at="home").short:
        return (Problem(FIELD, "minimum_wage_needs_on_call", {"worker": of.first_name}),)
    return (Problem(FIELD, "below_minimum_wage_period", _values(of, check)),)


def not_checked(of: Situation, rates: Rates) -> tuple[Problem, ...]:
    """A notice where the minimum wage of the period is not known here, so that nobody thinks it was looked at."""
    try:
        rates.at("minimum_wage.by_age", of.period.first)
    except NoRateFor:
        return (Problem("hourly_rate", "minimum_wage_not_known", {"day": long_date(of.period.first)}),)
    return ()


def wage_working(of: Situation, lines: Sequence[SlipLine], pay: Pay, rates: Rates) -> Working | None:
    """The check line by line, to look at and to keep with the payslip; None where the rate is not known here."""
    terms = of.wage.on(of.period.first)
    if terms.family_exempt:
        return exempt_working(of.first_name, terms.family_reason)
    try:
        check = checked(of, lines, pay, rates)
    except NoRateFor:
        return None
    return check_working(check, rates, slept=any(shift.kind is ShiftKind.SLEEP_IN for shift in of.shifts))


def short_by(of: Situation, lines: Sequence[SlipLine], pay: Pay, rates: Rates) -> Money:
    """How much is missing to the minimum wage; nothing where it is reached, exempt or not known."""
    if unlawful(of, lines, pay, rates):
        return checked(of, lines, pay, rates).short
    return Money(0)


def checked(
    of: Situation, lines: Sequence[SlipLine], pay: Pay, rates: Rates, *, age: int | None = None, on_call_at: str = ""
) -> WageCheck:
    """The period's check. Without a birth date the highest rate is used; on call counts unless it is spent at home.

    Raises:
        NoRateFor: where the minimum wage on the period's first day is not known.
    """
    first, last = of.period.first, of.period.last
    years = age if age is not None else age_on(of.born, first) if of.born else _OLDEST
    apprentice = rules.apprentice_rate_applies(of.wage.on(first).apprentice_since, years, first)
    return WageCheck(
        first=first,
        last=last,
        age=None if years == _OLDEST else years,
        rate=rules.hourly_rate(years, first, rates, apprentice=apprentice),
        apprentice=apprentice,
        times=_times(of, on_call_at),
        pays=tuple(_pay(of, line, on_call_at) for line in lines if line.is_pay),
        taken=_taken(of, pay, rates),
        homes=_homes(of, rates),
    )


def _values(of: Situation, check: WageCheck) -> dict[str, str]:
    return {
        "worker": of.first_name,
        "short": str(check.short),
        "days": span(check.first, check.last),
        "hours": hours_text(check.minutes),
        "rate": f"£{check.rate:.2f}",
        "counted": str(Money(int(check.counted * 100))),
        "least": str(Money(int(check.least * 100))),
    }


# --- hours ------------------------------------------------------------------------------------------------------------


def _waits_unsaid(of: Situation) -> bool:
    """Whether somebody was on call and nobody said where they wait."""
    return any(shift.kind is ShiftKind.ON_CALL and not of.wage.on(shift.day).on_call_at for shift in of.shifts)


def _times(of: Situation, on_call_at: str) -> tuple[WageTime, ...]:
    sums: dict[ShiftKind, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for shift in of.shifts:
        minutes, counts = sums[shift.kind]
        sums[shift.kind] = (minutes + shared_minutes(shift), counts + _counts(of, shift, on_call_at))
    return tuple(WageTime(kind.label, *sums[kind]) for kind in ShiftKind if kind in sums)


def _counts(of: Situation, shift: Shift, on_call_at: str) -> int:
    """The minutes of a shift that count; in a sleep-in, or on call at home, those awake for work."""
    if shift.kind is ShiftKind.SLEEP_IN:
        rest, awake = "sleep_in_asleep", "sleep_in_awake_to_work"
    elif shift.kind is ShiftKind.ON_CALL:
        at_home = _on_call_at(of, shift.day, on_call_at) == "home"
        rest, awake = "on_call_at_home" if at_home else "on_call_at_the_workplace", "called_out"
    else:
        rest = awake = _SEGMENTS.get(shift.kind, "working")
    waking = shift.called_out_minutes if rules.time_counts(awake) else 0
    resting = shared_minutes(shift) - shift.called_out_minutes if rules.time_counts(rest) else 0
    return waking + resting


def _on_call_at(of: Situation, day: date, supposed: str) -> str:
    return of.wage.on(day).on_call_at or supposed


# --- pay --------------------------------------------------------------------------------------------------------------


def _pay(of: Situation, line: SlipLine, on_call_at: str) -> WagePay:
    """What of a line counts. Whatever is not known to be pay for the hours of this period does not."""
    amount = Fraction(line.amount.pounds)
    if line.corrects_id is not None:
        return _none(line, "earlier_payday")
    if line.source:
        counts = line.kind in _COUNTED_ITEMS
        return WagePay(line.title, line.amount, amount) if counts else _none(line, _why(line))
    if line.kind in _BY_THE_HOUR:
        above = _premium(of, line)
        why = guidance("deductions", "wage_premium", premium=_text(above)) if above else ""
        return WagePay(line.title, line.amount, amount - above, why, rounded=True)
    if line.kind == ShiftKind.ON_CALL and _at_work(of, on_call_at):
        return WagePay(line.title, line.amount, amount, rounded=True)
    return _none(line, _why(line))


def _none(line: SlipLine, why: str) -> WagePay:
    return WagePay(line.title, line.amount, Fraction(0), guidance("deductions", f"wage_{why}", amount=str(line.amount)))


def _why(line: SlipLine) -> str:
    if line.kind in {ShiftKind.SLEEP_IN, ShiftKind.ON_CALL}:
        return "flat_sum"
    if line.kind.startswith("mileage"):
        return "mileage"
    return "back_pay" if line.kind == "back_pay" else "time_off"


def _at_work(of: Situation, supposed: str) -> bool:
    days = [shift.day for shift in of.shifts if shift.kind is ShiftKind.ON_CALL]
    return bool(days) and all(_on_call_at(of, day, supposed) != "home" for day in days)


def _premium(of: Situation, line: SlipLine) -> Fraction:
    """What a weekend, bank holiday or night rate pays above the basic one, shift by shift."""
    if line.kind not in _WITH_PREMIUM or line.rate is None:
        return Fraction(0)
    own = (shift for shift in of.shifts if shift.kind == line.kind)
    those = [shift for shift in own if rate_on(of.rates, line.kind, shift.day) == line.rate]
    parts = (rules.premium(line.rate, _basic(of, shift.day, line.rate), shared_minutes(shift)) for shift in those)
    return sum(parts, Fraction(0))


def _basic(of: Situation, day: date, own: Decimal) -> Decimal:
    """The rate the worker has at ordinary times: the normal one, else the lowest of those that go by the time."""
    normal = rate_on(of.rates, ShiftKind.NORMAL, day)
    if normal is not None:
        return normal
    known = (rate_on(of.rates, kind, day) for kind in _WITH_PREMIUM)
    return min((rate for rate in known if rate is not None), default=own)


def _text(pounds: Fraction) -> str:
    return str(Money(round(pounds * 100)))


# --- what lowers it, and a home ---------------------------------------------------------------------------------------


def _taken(of: Situation, pay: Pay, rates: Rates) -> tuple[TakenOff, ...]:
    """What the employer keeps for its own use or benefit, and what the worker paid for the job."""
    kept = (TakenOff(line.title, line.amount) for line in pay.taken if line.for_employer and line.kind != RENT)
    own = (TakenOff(title, amount) for title, amount in of.wage.own_costs)
    return (*kept, *own, *_rent(of, pay, rates))


def _rent(of: Situation, pay: Pay, rates: Rates) -> tuple[TakenOff, ...]:
    """Rent taken for a home the employer provides, above the offset; where the terms tell the home, they count."""
    rent = total(line.amount for line in pay.taken if line.for_employer and line.kind == RENT)
    if not rent or any(_stretches(of)):
        return ()
    days = (of.period.last - of.period.first).days + 1
    above = rent - Money.of(_offset(of, rates) * days)
    title = guidance("deductions", "wage_rent", rent=str(rent), days=str(days))
    return (TakenOff(title, above),) if above.pence > 0 else ()


def _homes(of: Situation, rates: Rates) -> tuple[Home, ...]:
    """Homes the employer provides, as the terms say."""
    return tuple(
        Home(rules.days_lived_in(nights, days), charge, _offset(of, rates)) for nights, charge, days in _stretches(of)
    )


def _offset(of: Situation, rates: Rates) -> Decimal:
    return rates.table("minimum_wage.accommodation", of.period.first)[_PER_DAY]


def _stretches(of: Situation) -> Iterable[tuple[Decimal, Decimal, int]]:
    """Nights a week, charge a day and number of days, for each way of living in during the period."""
    days: dict[tuple[Decimal, Decimal], int] = defaultdict(int)
    day = of.period.first
    while of.wage.terms and day <= of.period.last:
        terms = of.wage.on(day)
        if terms.nights is not None:
            days[terms.nights, terms.charge.pounds] += 1
        day += _A_DAY
    return ((nights, charge, count) for (nights, charge), count in days.items())
