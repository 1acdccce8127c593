"""How the things to do are told apart on the page: what is late, what comes in the next days, what has time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.services.due.items import Due

A_WEEK = timedelta(days=7)
LATE_SHOWN = 3
AT_FIRST = 7


@dataclass(frozen=True, slots=True)
class Groups:
    """The first thing, and the others in the order to do them.

    What is due in the next seven days is never folded away. `late_more` and `later_more` are.
    """

    first: Due
    late: tuple[Due, ...]
    late_more: tuple[Due, ...]
    soon: tuple[Due, ...]
    later: tuple[Due, ...]
    later_more: tuple[Due, ...]

    @property
    def has_several(self) -> bool:
        """Whether there is more than one group to tell apart."""
        return sum(map(bool, (self.late, self.soon, self.later))) > 1


def is_late(item: Due, today: date) -> bool:
    """Whether its day is over."""
    return item.day is not None and item.day < today


def grouped(due: Sequence[Due], today: date) -> Groups:
    """Tell apart what is in order; there must be something. No fold hides a single thing, which would save nothing."""
    first, rest = due[0], due[1:]
    late = tuple(item for item in rest if is_late(item, today))
    soon = tuple(item for item in rest if item.day is not None and today <= item.day <= today + A_WEEK)
    later = tuple(item for item in rest if item.day is None or item.day > today + A_WEEK)
    late_shown = _shown(late, LATE_SHOWN - is_late(first, today))
    later_shown = _shown(later, AT_FIRST - late_shown - len(soon))
    return Groups(first, late[:late_shown], late[late_shown:], soon, later[:later_shown], later[later_shown:])


def _shown(items: Sequence[Due], room: int) -> int:
    """How many to show where there is room for so many; one more rather than a fold over it alone."""
    return len(items) if len(items) <= max(room, 0) + 1 else max(room, 0)


def free_until(due: Sequence[Due], today: date) -> date | None:
    """The day of the next thing, where nothing is due before it; None where something is, or nothing has a day."""
    days = [item.day for item in due if item.day is not None]
    return min(days) if days and min(days) > today else None
