"""Family leave pay: average earnings, flat rates, part weeks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from carerdesk.domain.family_leave.average import Payday, Period, average_of, ninety_percent
from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.schedule import NINETY, Block, PayWeek, lower_of, schedule_of
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.rounding import up_to_penny
from carerdesk.domain.rates import Rates
from carerdesk.services.pay.cases.fields import CannotRunError, Fields, Figures, Topic

_LAST: Final = date(2026, 6, 30)
_PERCENT: Final = Decimal(90)


def _average(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - an average needs no rates but is called alike
    frequency = Frequency(given.text("pattern"))
    if frequency is Frequency.MONTHLY:
        period = Period(_months_before(int(given.figure("payments"))), _LAST)
    else:
        weeks = int(given.figure("payments_weeks", Decimal(8)))
        period = Period(_LAST - timedelta(days=7 * weeks - 1), _LAST)
    paid = Payday(_LAST, Money.of(given.figure("total")))
    return {"awe": average_of([paid], period, frequency).amount}


def _months_before(months: int) -> date:
    month = _LAST.month - months + 1
    if month < 1:
        raise CannotRunError("it has more payments than a year has begun")
    return date(_LAST.year, month, 1)


def _flat_rate(given: Fields, rates: Rates) -> Figures:
    return {"weekly_rate": rates.figure("parental.weekly", given.day("pay_week_starting"))}


def _paternity(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - the case brings its own flat rate
    weeks = int(given.figure("weeks"))
    if not 1 <= weeks <= 2:  # noqa: PLR2004 - paternity pay is for a week or two
        raise CannotRunError("paternity pay is for 1 or 2 weeks")
    each, _ = lower_of(given.figure("flat_rate"), ninety_percent(given.figure("awe"), _PERCENT))
    return {"each_week": up_to_penny(each)}


def _part_week(given: Fields, rates: Rates) -> Figures:
    days = int(given.figure("days_at_90_percent"))
    week = _first_week(given.figure("awe"), rates)
    return {"pay": week.part(days).pounds}


def _first_week(average: Decimal, rates: Rates) -> PayWeek:
    week = schedule_of(LeaveKind.SMP, [Block(_LAST, 1)], average, rates).weeks[0]
    assert week.rule == NINETY
    return week


TOPICS: Final[Mapping[str, Topic]] = {
    "average_weekly_earnings_smp": _average,
    "parental_flat_rate": _flat_rate,
    "spp": _paternity,
    "smp_part_week": _part_week,
}
