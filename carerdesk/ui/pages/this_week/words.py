"""The sentences of This week: how many things, which are late, and how far away each is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from carerdesk.domain.dates import day_and_month, full_date
from carerdesk.services.due.items import Due
from carerdesk.services.due.last_time import LastTime
from carerdesk.ui.pages.this_week.groups import free_until, is_late
from carerdesk.ui.widgets.text import translated

EVENING, AFTERNOON = 17, 12


def _tr(words: str, **values: object) -> str:
    return translated("ThisWeekPage", words).format(**values)


def greeting(now: datetime) -> str:
    """Good morning, afternoon or evening."""
    hour = now.astimezone().hour
    if hour >= EVENING:
        return _tr("Good evening")
    return _tr("Good afternoon") if hour >= AFTERNOON else _tr("Good morning")


def at_a_glance(due: Sequence[Due], today: date) -> str:
    """The day, how many things there are, and whether any is late or for today."""
    day = day_and_month(today)
    if not due:
        return _tr("{day}. Nothing to do for now.", day=day)
    free = free_until(due, today)
    if free is not None:
        return f"{_tr('{day}. {nothing}.', day=day, nothing=nothing_until(free, today))} {_whenever(due)}".strip()
    if len(due) == 1:
        return _tr("{day}. One thing to do. {pressing}", day=day, pressing=_one(due[0], today))
    return _tr("{day}. {count} things to do. {pressing}", day=day, count=number(len(due)), pressing=_many(due, today))


def nothing_until(free: date, today: date) -> str:
    """Nothing to do until tomorrow, Thursday 26 November."""
    days = (free - today).days
    if days == 1:
        return _tr("Nothing to do until tomorrow, {day}", day=day_and_month(free))
    on = day_and_month(free) if free.year == today.year else full_date(free)
    return _tr("Nothing to do until {day}", day=on)


def _whenever(due: Sequence[Due]) -> str:
    """How many things have no day."""
    count = sum(item.day is None for item in due)
    if not count:
        return ""
    one, many = _tr("One thing can be done when there is time."), "{count} things can be done when there is time."
    return one if count == 1 else _tr(many, count=number(count))


def _one(item: Due, today: date) -> str:
    if item.day is None:
        return _tr("When there is time.")
    if is_late(item, today):
        return _tr("It is late.")
    return _tr("It is for today.")


def _many(due: Sequence[Due], today: date) -> str:
    if all(item.day is None for item in due):
        return _tr("Each when there is time.")
    late = sum(is_late(item, today) for item in due)
    todays = sum(item.day == today for item in due)
    if late:
        return _tr("One is late.") if late == 1 else _tr("{count} are late.", count=number(late))
    if todays == 1:
        return _tr("Only the first is for today.")
    return _tr("The first {count} are for today.", count=number(todays).lower())


def flag_of(item: Due, today: date) -> str:
    """The one chip of a row: what is wrong with it, else that it is late."""
    return item.flag or (_tr("Late") if is_late(item, today) else "")


def under(item: Due, today: date, *, with_day: bool = True) -> str:
    """The line under the first thing: by when, what it is about, how long it takes."""
    takes, when = "" if item.takes in item.second else item.takes, _by_when(item, today) if with_day else ""
    return " ".join(f"{part.rstrip('.')}." for part in (when, item.second, takes) if part)


def _by_when(item: Due, today: date) -> str:
    if item.day is None:
        return ""
    values = {"day": day_and_month(item.day), "away": away(item.day, today)}
    if is_late(item, today):
        return _tr("Due on {day}, {away}", **values)
    return "" if values["day"] in item.second else _tr("{day}, {away}", **values)


def away(day: date, today: date) -> str:
    """In 7 days, tomorrow, 3 days ago."""
    days = (day - today).days
    near = {-1: _tr("yesterday"), 0: _tr("today"), 1: _tr("tomorrow")}
    if days in near:
        return near[days]
    return _tr("{count} days ago", count=-days) if days < 0 else _tr("in {count} days", count=days)


def last_time(last: LastTime, today: date) -> str:
    """What was done the last time, in one sentence."""
    on = day_and_month(last.day) if last.day.year == today.year else full_date(last.day)
    day = _tr("Earlier today") if last.day == today else _tr("Last time, on {day}", day=on)
    if last.count == 1:
        return f"{day}: {last.said}"
    return _tr("{day}: {count} changes. The newest: {said}", day=day, count=number(last.count).lower(), said=last.said)


def number(count: int) -> str:
    """In words up to nine, in figures above."""
    words = (
        _tr("No"), _tr("One"), _tr("Two"), _tr("Three"), _tr("Four"), _tr("Five"), _tr("Six"), _tr("Seven"),
        _tr("Eight"), _tr("Nine"),
    )  # fmt: skip
    return words[count] if count < len(words) else str(count)
