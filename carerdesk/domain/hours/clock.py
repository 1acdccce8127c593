"""Clock time where the shift is worked, and the moment it means, on both nights the clocks change too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.problem import Problem

LONDON = "Europe/London"


def ambiguous(local: datetime, zone: str = LONDON) -> bool:
    """Whether this clock time comes twice that night (01:30 when the clocks go back)."""
    return exists(local, zone) and _reading(local, zone, 0) != _reading(local, zone, 1)


def exists(local: datetime, zone: str = LONDON) -> bool:
    """Whether the clocks ever show this time (01:30 is left out when they go forward)."""
    return _reading(local, zone, 0).astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == local.replace(fold=0)


def moment(
    field: str, local: datetime, *, second_time: bool | None = None, zone: str = LONDON
) -> tuple[datetime | None, Problem | None]:
    """The UTC moment a typed clock time means, or the problem to put beside `field`.

    `second_time` answers which of two is meant on the night the clocks go back; it changes nothing on other nights.
    """
    values = {"time": f"{local:%H:%M}", "day": day_and_month(local.date())}
    if not exists(local, zone):
        return None, Problem(field, "time_left_out", values)
    if second_time is None and ambiguous(local, zone):
        return None, Problem(field, "time_comes_twice", values)
    return _reading(local, zone, int(bool(second_time))), None


def clock_time(at: datetime, zone: str = LONDON) -> datetime:
    """What the clocks show at a moment, without a zone; `fold` is 1 in an hour that comes for the second time."""
    return at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def clock_day(at: datetime, zone: str = LONDON) -> date:
    """The calendar day where the shift is worked."""
    return clock_time(at, zone).date()


def midnight(day: date, zone: str = LONDON) -> datetime:
    """The UTC moment a day begins. British clocks never change at midnight, so there is always just one."""
    return _reading(datetime.combine(day, time()), zone, 0)


def minutes_between(first: datetime, last: datetime) -> int:
    """Whole minutes that pass between two moments, whatever the clocks do."""
    return (last - first) // timedelta(minutes=1)


def _reading(local: datetime, zone: str, fold: int) -> datetime:
    return local.replace(tzinfo=ZoneInfo(zone), fold=fold).astimezone(UTC)
