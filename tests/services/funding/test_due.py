"""An award that is about to end stands on This week until something is entered for the time after."""

from __future__ import annotations

from datetime import date

from carerdesk.domain.money import Money
from carerdesk.services.due.items import Due
from carerdesk.services.funding.due import due_items
from carerdesk.services.funding.setup import NewAward, NewFunder, add_award, add_funder
from carerdesk.services.outcome import Done
from carerdesk.store.books import Books

ENDS = date(2027, 4, 5)


def due(books: Books, today: date) -> list[Due]:
    with books.reading() as session:
        return due_items(session, today)


def give(books: Books, funder: int, first: date, last: date | None, every: str = "week") -> None:
    award = NewAward(first, Money.of("640.06"), every, last_day=last, weekly_minutes=2400)
    assert isinstance(add_award(books, funder, award), Done)


def funder(books: Books) -> int:
    made = add_funder(books, NewFunder("Riverside City", "City", "council"))
    assert isinstance(made, Done)
    assert made.id is not None
    return made.id


def test_an_award_that_ends_is_due_six_weeks_before(books: Books) -> None:
    city = funder(books)
    give(books, city, date(2026, 4, 6), ENDS)
    assert due(books, date(2027, 2, 21)) == []
    (item,) = due(books, date(2027, 2, 22))
    assert (item.title, item.day) == ("What City gives ends on 5 April 2027", ENDS)
    (item,) = due(books, date(2027, 4, 6))
    assert item.title == "What City gives ended on 5 April 2027"
    assert due(books, date(2027, 7, 5)) == []


def test_nothing_is_due_where_more_is_entered_or_no_end_is_known(books: Books) -> None:
    city = funder(books)
    give(books, city, date(2026, 4, 6), ENDS)
    give(books, city, date(2027, 4, 6), None)
    assert due(books, date(2027, 3, 20)) == []


def test_a_sum_given_once_does_not_end(books: Books) -> None:
    city = funder(books)
    give(books, city, date(2026, 4, 6), date(2026, 4, 6), "one_off")
    assert due(books, date(2026, 4, 7)) == []
