"""What a service answers: done, or rejected with problems. Unexpected things raise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from carerdesk.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class Done:
    """It is done and saved.

    `id` names the record made or changed (None where there is none), `said` is the sentence for the message bar,
    `changes` the names of the tables that moved, `operation` the one to undo (None where nothing can be undone).
    `taken_back` says that this was an Undo: the way back from it is to do the thing again.
    """

    said: str
    changes: frozenset[str] = frozenset()
    id: int | None = None
    operation: int | None = None
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """Nothing was changed, and why."""

    problems: tuple[Problem, ...]


Outcome: TypeAlias = Done | Rejected
