"""Holiday in days and hours on fixed hours, and earned by hours that vary."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.holiday.fixed import FixedHours, entitled_days, entitled_hours
from carerdesk.domain.holiday.irregular import FROM_LEAVE_YEAR, RATE, accrued_hours
from carerdesk.domain.holiday.leave_year import LeaveYear
from carerdesk.domain.rates import Rates
from carerdesk.services.pay.cases.fields import CannotRunError, Fields, Figures, Topic


def _days(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - holiday needs no rates but is called alike
    pattern = FixedHours(given.figure("days_per_week"))
    return {"entitlement_days": entitled_days(pattern, *_stretch(given))}


def _hours(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - holiday needs no rates but is called alike
    pattern = FixedHours(given.figure("days_per_week"), given.figure("hours_per_week"))
    return {"entitlement_hours": entitled_hours(pattern, *_stretch(given))}


def _stretch(given: Fields) -> tuple[LeaveYear | None, date | None, date | None]:
    begins, started, left = (
        given.day(name) if given.has(name) else None for name in ("leave_year_start", "start_date", "leaving_date")
    )
    if begins is None and started is None and left is not None:
        raise CannotRunError("it has a leaving_date and neither leave_year_start nor start_date")
    return (LeaveYear(begins) if begins else None, started, left)


def _accrued(given: Fields, rates: Rates) -> Figures:  # noqa: ARG001 - holiday needs no rates but is called alike
    if given.day("leave_year_starts_on_or_after") < FROM_LEAVE_YEAR:
        raise CannotRunError("holiday is not earned by percentage in a leave year from before 1 April 2024")
    percent = given.figure("rate_percent", RATE)
    return {"accrued_hours": Decimal(accrued_hours(given.figure("hours_worked_in_pay_period"), percent))}


TOPICS: Final[Mapping[str, Topic]] = {
    "holiday_days": _days,
    "holiday_hours": _hours,
    "holiday_irregular_accrual": _accrued,
}
