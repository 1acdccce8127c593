"""A repeating shift typed in one line, with who comes and who pays: "every other Tuesday 9-3 in term time, Asha"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.typed import TypedPattern, read_pattern, split_days
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.new_shift import kind_named
from carerdesk.services.hours.short_forms import Payers, read_payers

_JOINING = frozenset({"and", "with", "&", "+"})
_PERCENT = r"(?:\s+\d[\d.]*\s*(?:%|per ?cent)?)?"
_PAID_BY = re.compile(r"(?:paid\s+)?by\s+|paid\s+for\s+by\s+|pays?\s+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TypedShift:
    """What was understood of the line; empty where it was not said. `what` are the words that are left.

    `faults` name the words that could not be read and cannot be what is done either, such as times that are none.
    """

    when: TypedPattern
    who: tuple[int, ...] = ()
    payers: Payers = ()
    what: str = ""
    kind: str = ""
    faults: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Sorted:
    """The parts of a line as they are told from each other."""

    who: list[int] = field(default_factory=list)
    payers: list[str] = field(default_factory=list)
    what: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    kind: str = ""


def read_typed(text: str, today: date, people: Sequence[Choice], funders: Sequence[Choice]) -> TypedShift:
    """As much of the line as can be understood: days and times, names of PAs and funders in full, then words."""
    when = read_pattern(text, today)
    found = _Sorted(unread=list(when.unread))
    for part in re.split(r"\s*,\s*", when.rest):
        _sort(part, found, people, funders)
    payers = read_payers(", ".join(found.payers), funders) if found.payers else ()
    faults = [Problem("words", "pattern_half_unclear", {"words": each}) for each in when.halves]
    faults += [Problem("words", "pattern_words_unread", {"words": each}) for each in found.unread]
    if payers is None:
        faults.append(Problem("words", "pattern_payers_unclear", {"words": ", ".join(found.payers)}))
    who = tuple(dict.fromkeys(found.who))
    return TypedShift(when, who, payers or (), ", ".join(found.what), found.kind, tuple(faults))


def _sort(part: str, found: _Sorted, people: Sequence[Choice], funders: Sequence[Choice]) -> None:
    """Tell who, who pays, the kind of work and other words of one part from each other."""
    payers = _payers(part, funders)  # first, as a funder may bear the name of a PA
    named, words = ([], part) if payers else _people(part, people)
    found.who += named
    if not found.kind:
        found.kind, words = _kind(words, funders)
    payers = payers or _payers(words, funders)
    if payers:
        found.payers += payers
        return
    what, about_days = split_days(words)
    found.what += [what] if what else []
    found.unread += [about_days] if about_days else []


def _kind(words: str, funders: Sequence[Choice]) -> tuple[str, str]:
    """The kind of work that stands in front, or behind who pays, and the words without it."""
    kind = kind_named(words)
    if kind is not None:
        length = len(ShiftKind(kind).label)
        if not words[length : length + 1].isalnum():
            return kind, words[length:].strip(" :;.–-")
    for each in ShiftKind:
        before, after = words[: -len(each.label)], words[-len(each.label) :]
        if kind_named(after) == each.value and _payers(before, funders):
            return each.value, before.strip()
    return "", words


def _payers(part: str, funders: Sequence[Choice]) -> list[str]:
    """Funders with their parts, where the words are nothing else: "NHS", "Council 60 NHS 40", "paid by Council"."""
    names = {name for one in funders for name in (one.short, one.name)}
    if not names:
        return []
    name = "|".join(re.escape(each) for each in sorted(names, key=len, reverse=True))
    one = rf"(?:{name})(?!\w){_PERCENT}"
    words = _PAID_BY.sub("", part.strip(), count=1) if _PAID_BY.match(part.strip()) else part.strip()
    if re.fullmatch(rf"{one}(?:\s*(?:[&+/]|\band\b)?\s*{one})*", words, re.IGNORECASE):
        return [each.strip() for each in re.findall(one, words, re.IGNORECASE)]
    first = words.casefold()
    begins = any(first.startswith(each.short.casefold()) for each in funders)
    return [words] if begins and read_payers(words, funders) else []


def _people(part: str, people: Sequence[Choice]) -> tuple[list[int], str]:
    """The PAs whose names stand in some words, and the words without them."""
    known = {one.short.casefold(): one.id for one in people} | {one.name.casefold(): one.id for one in people}
    found: list[int] = []
    words = part
    for name, person in sorted(known.items(), key=lambda each: -len(each[0])):
        pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)", re.IGNORECASE)
        match = pattern.search(words)
        if match is not None:
            found.append(person)
            words = f"{words[: match.start()]} {words[match.end() :]}"
    left = words.split()
    while left and left[0].casefold() in _JOINING:
        left.pop(0)
    while left and left[-1].casefold() in _JOINING:
        left.pop()
    return _in_order(found, part, people), " ".join(left)


def _in_order(found: list[int], part: str, people: Sequence[Choice]) -> list[int]:
    """As they were typed: who is named first is the first PA."""
    short = {one.id: one.short.casefold() for one in people}
    return sorted(found, key=lambda each: part.casefold().find(short[each]))
