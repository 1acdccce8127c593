"""What to do next when books do not open."""

from __future__ import annotations

import socket

from carerdesk.domain.problem import Problem
from carerdesk.store.problems import BooksInUse, KnownProblem

TRY_AGAIN, OPEN_ANYWAY, OPEN_BACKUP, USE_CODE = "try_again", "open_anyway", "open_backup", "use_code"
_NEXT = {
    "books_in_use": (TRY_AGAIN, OPEN_ANYWAY),
    "books_open_here": (TRY_AGAIN,),
    "damaged_books": (OPEN_BACKUP, TRY_AGAIN),
    "failing_disk": (OPEN_BACKUP, TRY_AGAIN),
    "keys_missing": (USE_CODE, OPEN_BACKUP),
    "disk_full": (TRY_AGAIN,),
    "read_only_place": (TRY_AGAIN,),
}


def told(problem: KnownProblem) -> Problem:
    """The problem as a value with a code for its words; books open on this very computer have words of their own."""
    if isinstance(problem, BooksInUse) and (problem.host == socket.gethostname() or problem.since is None):
        return Problem("", "books_open_here")
    return Problem("", problem.code, problem.values)


def next_steps(problem: KnownProblem) -> tuple[str, ...]:
    """What can be done about it, the most likely to help first."""
    return _NEXT.get(told(problem).code, ())
