"""A PA's last week at the window: what is planned after it goes, the last pay with holiday, the P45."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests import family
from tests.journeys.household import Household, begin_with
from tests.kitchen import Kitchen
from tests.user import User


@pytest.fixture
def household(kitchen: Kitchen) -> Household:
    begin_with(kitchen.place, family.TODAY, family.fill)
    return Household(kitchen)


def plan_ahead(household: Household) -> None:
    """Tom comes every Monday, as far as the rota is planned."""
    user = household.user
    household.kitchen.go("Rota")
    user.press("Repeating shifts")
    user.press("Add a repeating shift")
    user.fill("In one line", "every monday 4-7pm tom, council, Tea and evening")
    user.press("Add it and fill the rota")


def test_tom_leaves(household: Household, user: User) -> None:
    """Tom's last day is Sunday 22 November.

    In the four weeks to 25 October he worked 12 h: 12.07 % are 1.45, so 1 h of holiday; the 3 h since earn 0.36, so
    nothing. He takes none, so 1 h is paid at the end, at the £12.90 an hour of the weeks worked. 3 h and 1 h × £12.90 =
    £51.60; with £154.80 before, £206.40. No tax by 1257L: the P45 says £206.40 and £0.00.
    """
    kitchen = household.kitchen
    household.begin("2026-11-20")
    plan_ahead(household)
    household.week_of("23 nov")
    assert user.sees("Tea and evening")
    household.worker("Tom Griffiths")
    user.press("Record the last day")
    user.fill("Last day of the job", "22 nov")
    user.press("Record the last day")
    assert user.sees("leaves on 22 November 2026")

    household.on("2026-11-22")
    household.week_of("23 nov")
    assert not user.sees("Tea and evening")
    household.confirm_hours("16 to 22 November")
    slips = household.pay("Asha, Kasia and Tom", "27 November")
    tom = slips[slips.index("Tom Griffiths") :]
    for words in (
        "Take-home pay £51.60", "3 h at £12.90", "Holiday earned and not taken, 1 h £12.90", "Gross pay £206.40",
        "Holiday left 0 h",
    ):  # fmt: skip
        assert words in tom, words

    household.on("2026-11-28")
    household.worker("Tom Griffiths")
    p45 = household.save("Save the figures for the P45", "P45")
    for words in (
        "Leaving date 22 11 2026", "Tax code at leaving 1257L", "Week number 34",
        "Total pay to date £206.40", "Total tax to date £0.00",
    ):  # fmt: skip
        assert words in p45, words
    user.press("I have given Tom the P45")

    household.on("2026-11-29")
    household.worker("Tom Griffiths")
    user.find(QAbstractButton, "The P45 was not given after all")
    kitchen.go("Rota")
    user.press("Repeating shifts")
    assert not user.sees("Tea and evening")
    household.books_are_whole(date(2026, 11, 29))
