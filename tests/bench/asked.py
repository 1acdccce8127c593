"""Which facts the program asked for that its books held already.

An answer counts as asked again where its box stood empty and what was typed is a fact that the books held in any
column of any record before the first press, or that was typed before under the same label. Dates and words are held
against the books; numbers only against earlier answers of the same label, for a number alone says little. Choosing from
a list, ticking and the password are no facts typed.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from carerdesk.services.books import Books
from tests.user import Given

SHORTEST = 3  # letters: fewer are not a fact but a way to find one
_OF_THE_PROGRAM = frozenset({"change", "operation", "setting", "draft", "due_item", "alembic_version"})


def facts_held(books: Books) -> frozenset[str]:
    """Every date and every text in the books' records, as `_fact` writes them."""
    found: set[str] = set()
    for (table,) in books.quick("SELECT name FROM sqlite_master WHERE type = 'table'"):
        if table not in _OF_THE_PROGRAM:
            for row in books.quick(f"SELECT * FROM {table}"):  # noqa: S608 - the books' own names
                found.update(_fact(value) for value in row if isinstance(value, str))
    return frozenset(found)


def asked_again(answers: Iterable[Given], held: frozenset[str]) -> list[str]:
    """The labels of answers the books could have given."""
    found: list[str] = []
    given: set[tuple[str, str]] = set()
    for each in answers:
        if each.was_blank and _is_known(each, held, given):
            found.append(each.label)
        given.add((each.label, _fact(each.value)))
    return found


def _is_known(each: Given, held: frozenset[str], given: set[tuple[str, str]]) -> bool:
    fact = _fact(each.value)
    if len(each.typed) < SHORTEST or "assword" in each.label:
        return False
    return (each.label, fact) in given or (isinstance(each.value, date | str) and fact in held)


def _fact(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).casefold().split())
