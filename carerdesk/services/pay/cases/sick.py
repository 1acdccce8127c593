"""Statutory Sick Pay."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, Final

from carerdesk.domain.dates import DAYS
from carerdesk.domain.money import total
from carerdesk.domain.rates import Rate, Rates
from carerdesk.domain.sickness import days as sick
from carerdesk.domain.sickness import earnings
from carerdesk.domain.sickness.days import FLOOR, WEEKLY, SickDay, Why, daily_rate, sick_days
from carerdesk.domain.sickness.spells import REFORM, RULES, Spell, absences, links, run_of, runs
from carerdesk.domain.sickness.weeks import rounded_up, sick_weeks
from carerdesk.services.pay.cases.fields import CannotRunError, Fields, Figures, Topic

_WEEKDAYS: Final = {name[:3].lower(): at for at, name in enumerate(DAYS)}
_CURRENT, _EARLIER = 2, 1
_OLD_RULES_ON: Final = REFORM - timedelta(days=1)


def _daily(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - the weekly rate is told
    a_day = daily_rate(given.figure("weekly_rate"), int(given.figure("qualifying_days_in_week")))
    return {"ssp": rounded_up(a_day * given.figure("days_to_pay_in_that_week")).pounds}


def _ssp(given: Fields, rates: Rates) -> Figures:
    own = _rates(given, rates)
    first, last = given.day("sick_from"), given.day("sick_to")
    spells = [Spell(_CURRENT, first, last, _weekdays(given)), *_linked(given)]
    run = run_of(runs(spells, last, own), _CURRENT)
    if run is None:
        raise CannotRunError("it has no spell")
    average = given.figure("average_weekly_earnings", _enough(own, run.first))
    served = int(given.figure("waiting_days_already_served", Decimal(0)))
    days = [day for day in sick_days(run, average, own, last, waiting_served=served) if day.spell_id == _CURRENT]
    return _figures(days)


def _figures(days: list[SickDay]) -> Figures:
    weeks = [week for week in sick_weeks(days) if week.amount]
    return {
        "ssp_total": total(week.amount for week in weeks).pounds,
        "waiting_days": Decimal(sum(day.why is Why.WAITING for day in days)),
        "paid_days": Decimal(sum(day.is_paid for day in days)),
        "qualifying_days": Decimal(len(days)),
        "weeks": [[week.last, week.amount.pounds] for week in weeks],
    }


def _weekdays(given: Fields) -> frozenset[int]:
    told: Any = given.raw("qualifying_weekdays")
    return frozenset(_WEEKDAYS[str(name)] for name in told or ())


def _linked(given: Fields) -> list[Spell]:
    told: Any = given.raw("linked_sickness")
    if not told:
        return []
    first, last = (date.fromisoformat(told[key]) for key in ("from", "to"))
    return [Spell(_EARLIER, first, last, _weekdays(given))]


def _rates(given: Fields, rates: Rates) -> Rates:
    """The known rates, or weekly amounts that a case brings for years before them, under the rules it names."""
    schedule: Any = given.raw("rate_schedule_override")
    if not schedule:
        return rates
    on = _OLD_RULES_ON if given.text("regime") == "pre-2026" else REFORM
    starts = [date.fromisoformat(step["from"]) for step in schedule]
    ends = [*(start - timedelta(days=1) for start in starts[1:]), _OLD_RULES_ON]
    source = rates.at(WEEKLY, on).source
    weekly = [
        (WEEKLY, Rate(Decimal(str(step["weekly"])), "£ a week", start, end, source))
        for step, start, end in zip(schedule, starts, ends, strict=True)
    ]
    others = ((kind, rates.at(kind, on)) for kind in (RULES, FLOOR))
    kept = [(kind, Rate(one.value, one.unit, starts[0], ends[-1], source)) for kind, one in others]
    return Rates([*weekly, *kept])


def _enough(rates: Rates, day: date) -> Decimal:
    """Earnings that reach the floor, for a case that tells none."""
    return rates.figure(FLOOR, day) if day < REFORM else rates.figure(sick.WEEKLY, day) * 2


def _eligibility(given: Fields, rates: Rates) -> Figures:
    first, last = given.day("sick_from"), given.day("sick_to")
    (absence,) = absences([Spell(_CURRENT, first, last, frozenset(range(7)))])
    return {"forms_period_of_incapacity": absence.counts_on(first, last, rates)}


def _linking(given: Fields, rates: Rates) -> Figures:
    gap = int(given.figure("days_between_end_of_earlier_and_start_of_later_spell"))
    return {"linked": links(gap, int(rates.table(RULES, REFORM)["linking_days"]))}


def _average(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - an average needs no rates but is called alike
    paid, pattern = given.figure("pay_total"), given.text("pattern")
    if pattern == "weekly":
        return {"awe": earnings.average_of_weeks(paid, int(given.figure("payments_cover_weeks")))}
    if pattern == "irregular":
        days = int(given.figure("days_from_day_after_earlier_payday_to_last_payday"))
        return {"awe": earnings.average_of_days(paid, days)}
    if pattern == "less_than_8_weeks":
        return {"awe": earnings.average_to_the_penny(paid, int(given.figure("days_covered")))}
    raise CannotRunError(f"its pattern {pattern} is not known")


TOPICS: Final[Mapping[str, Topic]] = {
    "ssp_daily": _daily,
    "ssp": _ssp,
    "ssp_eligibility": _eligibility,
    "ssp_linking": _linking,
    "average_weekly_earnings_ssp": _average,
}
