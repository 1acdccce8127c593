"""Paydays on days when banks are shut."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.services.books import Books
from carerdesk.services.pay.working_days import last_working_day, when_to_send_wages


@pytest.mark.parametrize(
    ("day", "nation", "by"),
    [
        (date(2026, 12, 24), "england", date(2026, 12, 24)),
        (date(2026, 12, 25), "england", date(2026, 12, 24)),
        (date(2026, 12, 28), "wales", date(2026, 12, 24)),  # Boxing Day is a Saturday, so Monday is free instead
        (date(2027, 1, 1), "england", date(2026, 12, 31)),
        (date(2027, 1, 4), "scotland", date(2026, 12, 31)),  # 2 January is a Saturday, so Monday is free instead
        (date(2027, 1, 4), "england", date(2027, 1, 4)),
        (date(2099, 1, 2), "england", None),
    ],
)
def test_the_last_day_on_which_banks_move_money(day: date, nation: str, by: date | None) -> None:
    assert last_working_day(day, nation) == by


def test_it_is_said_only_where_it_matters(books: Books) -> None:
    assert when_to_send_wages(books, date(2026, 11, 27)) == ""
    assert when_to_send_wages(books, date(2026, 12, 25)) == (
        "Banks are shut on Friday 25 December: let the wages be there by Thursday 24 December, "
        "or send them as Faster Payments."
    )
