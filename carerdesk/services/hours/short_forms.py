"""The short ways people write a shift's parts: first letters, "Council 60, NHS 40", "02:00-02:30, 04:10-04:30"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TypeAlias

from carerdesk.domain.hours.shares import share_minutes
from carerdesk.domain.money import Money
from carerdesk.domain.typed import read_hours, read_money, read_percent, read_times
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.expenses import Expenses
from carerdesk.services.hours.views import ShiftView

HUNDRED = Decimal(100)
Payers: TypeAlias = tuple[tuple[int, Decimal], ...]
_NEXT_DAY = re.compile(r"(?P<times>.+?)\s*(?:\+\s*1|,?\s*(?:the\s+)?next day)")
_LASTING = re.compile(r"(?P<start>\S+(?:\s*[ap]m)?)\s+for\s+(?P<length>.+)")
_WITH = re.compile(r"^(?:with|and)\b\s*", re.IGNORECASE)
_COMMAS = re.compile(r"\s*[,;+]\s*")
_WORDS_TOO = re.compile(r"\s*(?:[,;+/&]|\band\b)\s*")
_NAME_AND_PERCENT = re.compile(r"(?P<name>.*?[^\d\s.%])(?:\s+(?P<percent>\d[\d.]*\s*(?:%|per ?cent)?))?")


def read_name(text: str, among: Iterable[Choice]) -> Choice | None:
    """The one meant by first letters of a name, or of any word of it; None where it could be two."""
    words = text.strip().casefold()
    found = list(among)
    for matches in (_same, _begins, _has_word):
        hits = [one for one in found if words and matches(one, words)]
        if len(hits) == 1:
            return hits[0]
    return None


def fitting(text: str, among: Iterable[Choice]) -> list[Choice]:
    """Those a half-typed name may mean, the likeliest first."""
    words = text.strip().casefold()
    found = list(among)
    begin = [one for one in found if _begins(one, words) or _has_word(one, words)]
    return begin + [one for one in found if one not in begin and words in one.name.casefold()]


def _same(one: Choice, words: str) -> bool:
    return words in {one.short.casefold(), one.name.casefold()}


def _begins(one: Choice, words: str) -> bool:
    return one.short.casefold().startswith(words)


def _has_word(one: Choice, words: str) -> bool:
    return one.name.casefold().startswith(words) or any(
        part.startswith(words) for part in re.split(r"[\s\-]+", one.name.casefold())
    )


def read_people(text: str, among: Sequence[Choice]) -> tuple[int, ...] | None:
    """Several by name: "Tom", "with Tom and Kasia", "tom, kasia"; None where one of them is not known."""
    words = _WITH.sub("", text.strip())
    for parts in (_COMMAS.split(words), _WORDS_TOO.split(words)):  # a name may hold an "and" of its own
        found = [read_name(part, among) for part in parts if part]
        if found and all(one is not None for one in found):
            return tuple(one.id for one in found if one is not None)
    return None


def read_expenses(text: str) -> Expenses | None:
    """What was spent: "parking 3.50, lunch for two 12"; None where one has no words or no amount."""
    parts = [part for part in re.split(r"\s*[,;]\s*", text.strip()) if part]
    read = [_expense(part) for part in parts]
    return tuple(one for one in read if one is not None) if read and all(read) else None


def _expense(part: str) -> tuple[str, Money] | None:
    """The last word is the amount, or the first one."""
    for words, amount in (part.rpartition(" ")[::2], part.partition(" ")[::-2]):
        money = read_money(amount) if re.fullmatch(r"£?\d+(\.\d{1,2})?p?", amount) else None
        if money is not None and words.strip():
            return words.strip(), money
    return None


def expenses_words(expenses: Expenses) -> str:
    """Parking 3.50, lunch for two 12.00: as they would be typed."""
    return ", ".join(f"{title} {amount.plain}" for title, amount in expenses)


def read_payers(text: str, funders: Sequence[Choice]) -> Payers | None:
    """Funders with their part of a hundred: "council", "Council 60, NHS 40", "c 75, nhs" (who has no figure the rest).

    None where a name is not known, or two have no figure. Whether the parts make a hundred is the rules' business.
    """
    for parts in (_COMMAS.split(text.strip()), _WORDS_TOO.split(text.strip())):  # a name may hold an "and" of its own
        read = [_payer(part, funders) for part in parts if part]
        known = [each for each in read if each is not None]
        if read and len(known) == len(read):
            return _filled_up(known)
    return None


def _filled_up(known: list[tuple[int, Decimal | None]]) -> Payers | None:
    """Whoever has no figure gets the rest."""
    open_ones = [funder for funder, percent in known if percent is None]
    rest = HUNDRED - sum((percent for _, percent in known if percent is not None), Decimal(0))
    if len(open_ones) > 1 or (open_ones and rest < 0):
        return None
    return tuple((funder, rest if percent is None else percent) for funder, percent in known)


def _payer(part: str, funders: Sequence[Choice]) -> tuple[int, Decimal | None] | None:
    found = _NAME_AND_PERCENT.fullmatch(part)
    whole = read_name(part, funders)
    if whole is not None:
        return whole.id, None
    one = read_name(found["name"], funders) if found else None
    if found is None or one is None:
        return None
    percent = read_percent(found["percent"]) if found["percent"] else None
    return None if found["percent"] and percent is None else (one.id, percent)


def payers_words(payers: Payers, funders: Iterable[Choice]) -> str:
    """Council; Council 60%, NHS 40%."""
    names = {one.id: one.short for one in funders}
    if len(payers) == 1 and payers[0][1] == HUNDRED:
        return names.get(payers[0][0], "")
    return ", ".join(f"{names[funder]} {percent.normalize():f}%" for funder, percent in payers)


def payers_of(shift: ShiftView) -> str:
    """Who pays for a shift as it would be typed, to a hundredth of a per cent. Read again, it is the same minutes."""
    if not shift.shares:
        return ""
    parts = share_minutes(100 * 100, [share.minutes for share in shift.shares])
    payers = tuple((s.funder_id, Decimal(part) / 100) for s, part in zip(shift.shares, parts, strict=True))
    return payers_words(payers, (Choice(s.funder_id, "", s.short_name) for s in shift.shares))


@dataclass(frozen=True, slots=True)
class Span:
    """When a shift starts and ends by the clock, and how many midnights lie between."""

    start: time
    end: time
    days: int


def read_span(text: str) -> Span | None:
    """Start and end as typed: "4-7pm", "22:00-7", "8am-2pm next day", "8am for 30 hours"."""
    later = _NEXT_DAY.fullmatch(text.strip().lower())
    times = read_times(later["times"] if later else text)
    if times is not None:
        return Span(times.start, times.end, 1 if later else int(times.ends_next_day))
    lasting = _LASTING.fullmatch(text.strip().lower())
    start = read_times(f"{lasting['start']} for 1 hour") if lasting else None
    minutes = read_hours(lasting["length"]) if lasting else None
    if start is None or not minutes:
        return None
    ends = datetime.combine(date.min, start.start) + timedelta(minutes=minutes)
    return Span(start.start, ends.time(), (ends.date() - date.min).days)


def span_of(shift: ShiftView) -> str:
    """A shift's times as they would be typed."""
    times = f"{shift.starts:%H:%M}-{shift.ends:%H:%M}"
    past_midnight = shift.ends.date() > shift.day
    return f"{times} next day" if past_midnight and shift.ends.time() > shift.starts.time() else times


def read_call_outs(text: str) -> tuple[tuple[time, time], ...] | None:
    """Times awake in the night: "02:00-02:30, 04:10-04:30"; None where one of them is not two times."""
    parts = [part for part in re.split(r"\s*(?:,|;|\band\b)\s*", text.strip()) if part]
    read = [read_times(part) for part in parts]
    if not read or any(each is None for each in read):
        return None
    return tuple((each.start, each.end) for each in read if each is not None)


def call_outs_of(shift: ShiftView) -> str:
    """A shift's call-outs as they would be typed."""
    return ", ".join(f"{starts:%H:%M}-{ends:%H:%M}" for starts, ends in shift.call_outs)


def read_minutes(text: str) -> int | None:
    """A break: a bare number is minutes ("30"), anything else a length of time ("1:00", "half" is not read)."""
    bare = re.fullmatch(r"\d{1,3}", text.strip())
    return int(bare[0]) if bare else read_hours(text)


def read_miles(text: str) -> Decimal | None:
    """Miles driven: "12", "4.5 miles"."""
    words = re.sub(r"\s*miles?$", "", text.strip().lower())
    return Decimal(words) if re.fullmatch(r"\d{1,4}(\.\d{1,2})?", words) else None
