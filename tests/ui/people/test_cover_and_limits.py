"""The list of who to ask, and what a PA can work, through the window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtWidgets import QAbstractButton

from carerdesk.services.rota.contacts import AGENCY, FAMILY, ContactDetails, add_contact, who_to_ask
from carerdesk.services.rota.limits import limits_of
from carerdesk.store.tables import Funder
from tests.access import check_access
from tests.ui.people.conftest import House
from tests.ui.people.test_people_page import asha
from tests.user import User


@pytest.fixture
def home(house: House) -> House:
    """Asha works here, and a council pays."""
    asha(house.books)
    with house.books.operation("Funder") as op:
        op.session.add(
            Funder(
                employer_id=1, person_id=1, name="Westmere Council", short_name="Council", kind="council", position=1
            )
        )
    return house


def names(house: House) -> list[str]:
    return [one.name for one in who_to_ask(house.books)]


def test_the_list_is_typed_ordered_and_still_there(home: House, user: User) -> None:
    home.open()
    user.press("Who to ask for cover. When somebody cannot come: Nobody on the list yet")
    user.press("Add the first")
    user.press("Keep them on the list")
    assert user.sees("Choose what they are")
    user.choose("What are they?", "PA")
    user.choose("Which PA or agency?", "Asha Rahman")
    user.fill("Notice they need", "the day before")
    user.press("Keep them on the list")
    assert user.sees("Asha Rahman is on the list of who to ask")

    user.press("Add somebody to ask")
    user.choose("What are they?", "Agency")
    user.fill("Name", "Bluebird")
    home.open_again()
    user.press("Who to ask for cover. When somebody cannot come: 1 on the list")
    user.press("Add somebody to ask")
    assert user.text_in("Name") == "Bluebird", "half typed, kept as it was left"
    user.fill("Rate", "24.50")
    user.press("Keep them on the list")
    assert names(home) == ["Asha Rahman", "Bluebird"]
    user.press("Ask Bluebird earlier")
    assert names(home) == ["Bluebird", "Asha Rahman"]
    user.press("Bluebird can still come")
    assert user.sees("Said they still can on 20 November 2026")
    home.open_again()
    user.press("Who to ask for cover. When somebody cannot come: 2 on the list")
    assert user.sees("1. Bluebird")
    assert user.sees("Agency. £24.50 an hour")
    user.press("Take Bluebird off the list")
    user.press("Undo")
    assert names(home) == ["Bluebird", "Asha Rahman"]


def test_family_of_the_same_home_is_asked_about_once(home: House, user: User) -> None:
    home.open()
    user.press("Who to ask for cover. When somebody cannot come: Nobody on the list yet")
    user.press("Add the first")
    user.choose("What are they?", "Family or friend")
    user.fill("Name", "Gran")
    user.tick("Lives in the same home")
    user.press("Keep them on the list")
    assert user.sees("usually not be paid from a direct payment")
    assert names(home) == []
    user.press("Yes, keep it")
    assert who_to_ask(home.books)[0].details == ContactDetails(FAMILY, name="Gran", same_household=True)


def test_limits_are_typed_and_shown_and_hold_from_their_day(home: House, user: User) -> None:
    home.open()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.find(QAbstractButton, "Change the bank details")
    assert user.sees("No limits of their own are written down.")
    user.press("Change what Asha can work")
    user.fill("Most hours a week", "30")
    user.tick("Days they work: Monday")
    user.tick("Days they work: Friday")
    user.fill("Can start at", "8am")
    user.fill("Can work until", "late")
    user.press("Keep these limits")
    assert user.sees("Can work until must be a time, like 8:00, 7pm or 2:00 next day")
    user.fill("Can work until", "7:00 next day")
    user.fill("Agreed in writing on", "21/11/26")
    user.press("Keep these limits")
    assert user.sees("The agreement cannot be dated in the future. Enter the day it was signed")
    user.fill("Agreed in writing on", "1/11/26")
    user.press("Keep these limits")
    assert user.sees("Asha’s own limits kept from 20 November 2026")
    (kept,) = limits_of(home.books, 1)
    assert kept.what.limits.weekdays == {0, 4}
    assert kept.what.limits.latest_minute == 24 * 60 + 7 * 60
    home.open_again()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.find(QAbstractButton, "Add the signed paper: Asha’s agreement to work more than 48 hours")
    assert user.sees("Agreed in writing on 1 November 2026")
    assert user.sees("07:00 the next day")
    assert user.sees("The signed paper is not kept here yet.")


@pytest.mark.parametrize("size", [100, 200])
def test_everybody_can_use_them(home: House, user: User, size: int) -> None:
    assert user is not None
    add_contact(home.books, ContactDetails(AGENCY, name="Bluebird", rate=Decimal(20), confirmed_on=date(2026, 1, 2)))
    add_contact(home.books, ContactDetails(FAMILY, name="Aunt Jo"))
    window = home.open(text_size=size)
    for place in ({"cover": "list"}, {"worker": 1}, {"worker": 1, "step": "limit"}):
        window.go("people", **place)
        check_access(window)
    window.go("people", cover="list")
    user.press("Change Bluebird")
    check_access(window)
