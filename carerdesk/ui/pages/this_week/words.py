"""The sentences of This week: how many things, which are late, and how far away each is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from carerdesk.domain.dates import day_and_month, full_date
from carerdesk.services.due.items import Due
from carerdesk.services.due.last_time import LastTime

EVENING, AFTERNOON = 17, 12
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine")


def greeting(now: datetime) -> str:
    """Good morning, afternoon or evening."""
    hour = now.astimezone().hour
    return "Good evening" if hour >= EVENING else "Good afternoon" if hour >= AFTERNOON else "Good morning"


def at_a_glance(due: Sequence[Due], today: date) -> str:
    """The day, how many things there are, and whether any is late or for today."""
    if not due:
        return f"{day_and_month(today)}. Nothing to do for now."
    things = "One thing to do" if len(due) == 1 else f"{number(len(due))} things to do"
    return f"{day_and_month(today)}. {things}. {_pressing(due, today)}".strip()


def _pressing(due: Sequence[Due], today: date) -> str:
    late = sum(is_late(item, today) for item in due)
    todays = sum(item.day == today for item in due)
    if late:
        whole = len(due) == 1
        return "It is late." if whole else "One is late." if late == 1 else f"{number(late)} are late."
    if todays:
        return "It is for today." if len(due) == 1 else "Only the first is for today." if todays == 1 else (
            f"The first {number(todays).lower()} are for today."
        )  # fmt: skip
    return "It is not for today." if len(due) == 1 else "None of them is for today."


def is_late(item: Due, today: date) -> bool:
    """Whether its day is over."""
    return item.day is not None and item.day < today


def flag_of(item: Due, today: date) -> str:
    """The one chip of a row: what is wrong with it, else that it is late."""
    return item.flag or ("Late" if is_late(item, today) else "")


def under(item: Due, today: date) -> str:
    """The line under the first thing: by when, what it is about, how long it takes."""
    when = ""
    if item.day is not None and is_late(item, today):
        when = f"Due on {day_and_month(item.day)}, {away(item.day, today)}"
    elif item.day is not None and day_and_month(item.day) not in item.second:
        when = f"{day_and_month(item.day)}, {away(item.day, today)}"
    takes = "" if item.takes in item.second else item.takes
    return " ".join(f"{part.rstrip('.')}." for part in (when, item.second, takes) if part)


def away(day: date, today: date) -> str:
    """In 7 days, tomorrow, 3 days ago."""
    days = (day - today).days
    if days < 0:
        return f"{-days} days ago" if days < -1 else "yesterday"
    return "today" if days == 0 else "tomorrow" if days == 1 else f"in {days} days"


def last_time(last: LastTime, today: date) -> str:
    """What was done the last time, in one sentence."""
    on = day_and_month(last.day) if last.day.year == today.year else full_date(last.day)
    day = "Earlier today" if last.day == today else f"Last time, on {on}"
    if last.count == 1:
        return f"{day}: {last.said[0]}."
    return f"{day}: {number(last.count).lower()} changes. The newest: {last.said[0]}."


def number(count: int) -> str:
    """In words up to nine, in figures above."""
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)
