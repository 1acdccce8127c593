"""Bank holidays of each nation, from dated lists. Outside the years a list covers, it says so instead of guessing."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from carerdesk.catalogue.places import resource

_LISTS = {
    "england": "england-and-wales",
    "wales": "england-and-wales",
    "scotland": "scotland",
    "northern_ireland": "northern-ireland",
}


class NoBankHolidaysFor(LookupError):  # noqa: N818 - reads as the sentence it is
    """The list for a nation does not reach a day."""

    def __init__(self, nation: str, day: date) -> None:
        super().__init__(f"bank holidays in {nation} are not known for {day.isoformat()}")
        self.nation = nation
        self.day = day


@dataclass(frozen=True, slots=True)
class BankHolidays:
    """One nation's days off, with the years they are known for and where they were read."""

    nation: str
    known_from: date
    known_to: date
    source: str
    titles: Mapping[date, str]

    def title_on(self, day: date) -> str | None:
        """The bank holiday's name, or None on an ordinary day. Raises NoBankHolidaysFor outside the known years."""
        if not self.known_from <= day <= self.known_to:
            raise NoBankHolidaysFor(self.nation, day)
        return self.titles.get(day)

    def between(self, first: date, last: date) -> tuple[date, ...]:
        """The days off from first to last, both counted. Raises NoBankHolidaysFor where the list does not reach."""
        for day in (first, last):
            self.title_on(day)
        return tuple(day for day in sorted(self.titles) if first <= day <= last)


@cache
def bank_holidays(nation: str) -> BankHolidays:
    """The list for "england", "wales", "scotland" or "northern_ireland". Raises ValueError for any other name."""
    if nation not in _LISTS:
        raise ValueError(f"no bank holidays are kept for {nation!r}")
    read = tomllib.loads(resource("holidays", f"{_LISTS[nation]}.toml").read_text(encoding="utf-8"))
    titles = {row["date"]: row["title"] for row in read["days"]}
    return BankHolidays(nation, read["known_from"], read["known_to"], read["source"], titles)
