"""What one press on This week can finish: things that want no further answer, each taken back by Undo where it can be.

An act is given the books and the item's place. Nothing here is a legal act: pay and returns want a look.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from carerdesk.services.due.items import Due
from carerdesk.services.outcome import Outcome

if TYPE_CHECKING:
    from carerdesk.services.books import Books

Place: TypeAlias = Mapping[str, str | int]
Act: TypeAlias = Callable[["Books", Place], Outcome]


def finish(books: Books, item: Due) -> Outcome:
    """Do what an item's second button says.

    Raises:
        KeyError: when its act is not one of these.
    """
    return ACTS[item.done](books, item.place)


def _confirm_hours(books: Books, place: Place) -> Outcome:
    from carerdesk.services.hours.confirm import confirm_week

    return confirm_week(books, date.fromisoformat(str(place["monday"])))


def _back_up(books: Books, _place: Place) -> Outcome:
    from carerdesk.services.books.backups import back_up_now

    return back_up_now(books)


def _match_lines(books: Books, _place: Place) -> Outcome:
    from carerdesk.domain.problem import Problem
    from carerdesk.services.money.matching import join_all, match_suggestions, surest
    from carerdesk.services.outcome import Rejected

    sure = surest(match_suggestions(books))
    return join_all(books, sure) if sure else Rejected((Problem("", "no_sure_matches"),))


def _fill_rota(books: Books, _place: Place) -> Outcome:
    from carerdesk.services.rota.fill import fill_rota

    return fill_rota(books)


ACTS: Mapping[str, Act] = {
    "confirm_hours": _confirm_hours,
    "fill_rota": _fill_rota,
    "match_lines": _match_lines,
    "back_up": _back_up,
}
