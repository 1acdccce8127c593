"""What happened to one worker's membership, and what it amounts to on a day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

JOINING: Final = frozenset({"enrolled", "opted_in", "joined", "re_enrolled"})
LEAVING: Final = frozenset({"opted_out", "ceased"})
KINDS: Final = ("told", "postponed", "enrolled", "opted_in", "joined", "re_enrolled", "opted_out", "ceased")


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened: `kind` is one of KINDS ("told": the letter that they may join was given).

    `until` is the last day of a postponement, `told_on` when the letter was given, `information_on` when enrolment
    information and membership were both there: the month to opt out runs from it.
    """

    kind: str
    day: date
    until: date | None = None
    told_on: date | None = None
    information_on: date | None = None
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Spell:
    """A membership: its first day, how it began, and its last day (None: it goes on).

    `void` is true after opting out in time: the worker counts as never having been in (Pensions Act 2008 s.8).
    """

    joined: Event
    left: Event | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return self.joined.day

    @property
    def last(self) -> date | None:
        """The last day, where it has ended."""
        return self.left.day if self.left else None

    @property
    def void(self) -> bool:
        """Whether it counts as if it had never been."""
        return self.left is not None and self.left.kind == "opted_out"

    def covers(self, day: date) -> bool:
        """Whether a day falls into a membership that counts."""
        return not self.void and self.first <= day and (self.last is None or day <= self.last)


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """The oldest first; those of one day in the order they were entered."""
    return tuple(sorted(events, key=lambda event: (event.day, event.id)))


def spells(events: Sequence[Event]) -> tuple[Spell, ...]:
    """Every membership, the oldest first. A leaving without a membership before it counts for nothing."""
    found: list[Spell] = []
    for event in in_order(events):
        is_in = bool(found) and found[-1].left is None
        if event.kind in JOINING and not is_in:
            found.append(Spell(event))
        elif event.kind in LEAVING and is_in:
            found[-1] = Spell(found[-1].joined, event)
    return tuple(found)


def spell_on(events: Sequence[Event], day: date) -> Spell | None:
    """The membership a day falls into; None for a day outside, and for one of a membership opted out of."""
    return next((spell for spell in spells(events) if spell.covers(day)), None)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a worker stands on a day: "outside", "postponed", "member", "opted_out" or "ceased", and by which event."""

    kind: str
    event: Event | None = None

    @property
    def is_member(self) -> bool:
        """Whether the worker is in the pension."""
        return self.kind == "member"


def standing(events: Sequence[Event], day: date) -> Standing:
    """How the worker stands on a day, by all that is known of what happened up to it.

    A postponement that has run out, like a membership that has not begun, leaves the worker outside.
    """
    so_far = [event for event in in_order(events) if event.day <= day and event.kind != "told"]
    if spell := spell_on(so_far, day):
        return Standing("member", spell.joined)
    if not so_far:
        return Standing("outside")
    newest = so_far[-1]
    if newest.kind == "postponed":
        holds = newest.until is not None and day <= newest.until
        return Standing("postponed" if holds else "outside", newest)
    return Standing(newest.kind, newest) if newest.kind in LEAVING else Standing("outside", newest)
