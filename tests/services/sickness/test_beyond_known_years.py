"""A sickness whose end was typed beyond the tax years known: the paydays before it are paid all the same."""

from __future__ import annotations

from datetime import date, timedelta

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.pay.read import payday_view
from carerdesk.services.sickness.read import spell_view
from tests.services.sickness.made import FIRST_PAYDAY, WEEK, paid_weeks, sick, weekly

FALL_ILL = date(2026, 11, 9)  # a Monday; after ten weeks paid
FAR = date(2027, 4, 30)


def test_the_end_of_a_long_sickness_does_not_keep_earlier_paydays_from_being_paid(books: Books) -> None:
    asha = paid_weeks(books, 10)
    sick(books, asha, FALL_ILL, FAR)
    columns = {one.first_name: one for one in payday_view(books, FIRST_PAYDAY + 10 * WEEK).columns}
    assert columns["Asha"].figures["gross"] == Money.of("87.04")  # five days of 80 % of £108.80


def test_the_spell_is_shown_as_far_as_its_rates_are_known(books: Books) -> None:
    asha = paid_weeks(books, 10)
    view = spell_view(books, sick(books, asha, FALL_ILL, FAR))
    assert view is not None
    assert view.stands == ""
    assert view.to_day == date(2026, 11, 22)
    assert len(view.weeks) == 2
    known = spell_view(books, sick(books, sicker(books), FALL_ILL, FALL_ILL + timedelta(days=60)))
    assert known is not None
    assert known.to_day == FALL_ILL + timedelta(days=60)


def sicker(books: Books) -> int:
    """Somebody else, with an end that is known."""
    return weekly(books, "Tom Griffiths")
