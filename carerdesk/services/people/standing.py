"""How dated terms stand on a day: which of them hold, which have ended, which are still to come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from carerdesk.domain.dates import long_date
from carerdesk.services.people.details import Rate, Tax
from carerdesk.services.people.records import Kept


def stands(first_day: date, next_first: date | None, today: date) -> str:
    """In words: "Now", "Until 1 November 2026" or "Not yet". `next_first` is when the one after it starts."""
    if first_day > today:
        return "Not yet"
    if next_first is None or next_first > today:
        return "Now"
    return f"Until {long_date(next_first - timedelta(days=1))}"


def rates_stand(rates: Sequence[Kept[Rate]], today: date) -> tuple[str, ...]:
    """How each rate stands, in the order given (newest first); a kind's newer rate ends the older one."""
    later: dict[str, date] = {}
    words = []
    for kept in rates:
        words.append(stands(kept.what.first_day, later.get(kept.what.kind), today))
        later[kept.what.kind] = kept.what.first_day
    return tuple(words)


def taxes_stand(taxes: Sequence[Kept[Tax]], today: date) -> tuple[str, ...]:
    """How each set of tax details stands, in the order given (newest first)."""
    newer = (None, *(kept.what.first_day for kept in taxes))
    return tuple(stands(kept.what.first_day, after, today) for kept, after in zip(taxes, newer, strict=False))
