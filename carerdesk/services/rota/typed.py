"""A repeating shift typed in one line, with who comes and who pays: "every other Tuesday 9-3 in term time, Asha"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from carerdesk.domain.rota.typed import TypedPattern, read_pattern
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.new_shift import kind_named
from carerdesk.services.hours.short_forms import Payers, read_payers

_JOINING = frozenset({"and", "with", "&", "+"})


@dataclass(frozen=True, slots=True)
class TypedShift:
    """What was understood of the line; empty where it was not said. `what` are the words that are left."""

    when: TypedPattern
    who: tuple[int, ...] = ()
    payers: Payers = ()
    what: str = ""
    kind: str = ""


def read_typed(text: str, today: date, people: Sequence[Choice], funders: Sequence[Choice]) -> TypedShift:
    """As much of the line as can be understood: days and times, names of PAs and funders in full, then words."""
    when = read_pattern(text, today)
    payers: Payers = ()
    who: list[int] = []
    what: list[str] = []
    for part in re.split(r"\s*,\s*", when.rest):
        found = _payers(part, funders) if not payers else ()
        if found:
            payers = found
            continue
        named, words = _people(part, people)
        who += [each for each in named if each not in who]
        what += [words] if words else []
    said = ", ".join(what)
    return TypedShift(when, tuple(who), payers, said, kind_named(said) or "")


def _payers(part: str, funders: Sequence[Choice]) -> Payers:
    """Funders, where the words begin with the whole name of one."""
    first = part.casefold()
    if not any(first.startswith(one.short.casefold()) for one in funders):
        return ()
    return read_payers(part, funders) or ()


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
