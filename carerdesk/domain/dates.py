"""Dates the British way, and the tax year."""

from __future__ import annotations

from datetime import date, timedelta

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
TAX_MONTH_STARTS = 6
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def long_date(day: date) -> str:
    """20 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def full_date(day: date) -> str:
    """Friday 20 November 2026."""
    return f"{DAYS[day.weekday()]} {long_date(day)}"


def day_and_month(day: date) -> str:
    """Friday 20 November."""
    return f"{DAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def short_date(day: date) -> str:
    """20 Nov 2026."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}"


def span(first: date, last: date) -> str:
    """16 to 22 November 2026; 26 October to 22 November 2026; both years where they differ."""
    if first.year != last.year:
        return f"{long_date(first)} to {long_date(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {long_date(last)}"
    if first != last:
        return f"{first.day} to {long_date(last)}"
    return long_date(first)


def monday_of(day: date) -> date:
    """The Monday of this day's week."""
    return day - timedelta(days=day.weekday())


def tax_year_start(day: date) -> date:
    """The 6 April on or before this day (Income Tax Act 2007 s.4)."""
    start = date(day.year, 4, 6)
    return start if day >= start else date(day.year - 1, 4, 6)


def tax_year_name(day: date) -> str:
    """The tax year a day falls in: "2026-27"."""
    start = tax_year_start(day)
    return f"{start.year}-{(start.year + 1) % 100:02d}"


def tax_month(day: date) -> int:
    """1 for 6 April to 5 May, and so on to 12."""
    month = (day.month - 4) % 12 + 1
    return month if day.day >= TAX_MONTH_STARTS else (month - 2) % 12 + 1


def tax_month_bounds(day: date) -> tuple[date, date]:
    """The first and last day of the tax month a day falls in: the 6th to the 5th."""
    before = (day.replace(day=1) - timedelta(days=1)).replace(day=TAX_MONTH_STARTS)
    first = day.replace(day=TAX_MONTH_STARTS) if day.day >= TAX_MONTH_STARTS else before
    last = (first.replace(day=28) + timedelta(days=10)).replace(day=5)
    return first, last


def tax_week(day: date) -> int:
    """1 for 6 to 12 April; the last day or two of a tax year are week 53."""
    return (day - tax_year_start(day)).days // 7 + 1


def add_months(day: date, months: int) -> date:
    """The same day some months on, or the last day of that month where it has no such day."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has a 28th")
