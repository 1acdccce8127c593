"""The workplace pension on the pay sheet: said, worked out, and done in one press."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from carerdesk.services.pay.read import payday_view
from carerdesk.services.pension.standing import workers_pension
from tests.access import check_access
from tests.services.pay.made import PAYDAY, agreed
from tests.services.pension.made import asha_on, scheme, slip_of
from tests.ui.pay.house import House
from tests.user import User

MUST = "Asha must be enrolled in the workplace pension: pay of £1,142.40 is above £768.00."


def told(window: QWidget, words: str) -> bool:
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


@pytest.fixture
def asha(house: House) -> int:
    return asha_on(house.books)


def test_somebody_above_the_limit_is_enrolled_in_one_press_and_pays_on_this_pay(
    house: House, user: User, asha: int
) -> None:
    scheme(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    assert told(window, MUST)
    user.press("Enrol Asha from 26 October 2026")
    assert not told(window, MUST)
    # £1,142.40 less National Insurance of 8% above £967.00, £14.03, less 80% of 5% of £662.40, £26.50; no tax
    assert payday_view(house.books, PAYDAY).paid[0].figures["net"].text == "1101.87"
    user.press("Undo")
    assert told(window, MUST)
    user.press("Enrol Asha from 26 October 2026")
    agreed(house.books)
    assert slip_of(house.books, asha).pension.text == "26.50"
    window = house.open_again()
    window.go("people", worker=asha)
    assert told(window, "Asha has been in the pension since 26 October 2026: enrolled.")


def test_it_can_be_put_off_once_and_says_so_from_then_on(house: House, user: User, asha: int) -> None:
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    user.press("Put it off for Asha until 26 January 2027")
    assert told(window, "joining is put off until 26 January 2027")
    assert workers_pension(house.books, asha).stands.kind == "postponed"


def test_without_a_scheme_it_leads_to_its_form(house: House, user: User, asha: int) -> None:
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    user.press("Enter the pension scheme first, for Asha")
    assert told(window, "Which pension scheme, on which terms?")


def test_how_it_was_assessed_opens_beside_the_sheet(house: House, user: User, asha: int) -> None:
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    user.press("How the pension was assessed for Asha")
    assert told(window, "Must be enrolled above, for 4 weeks")
    assert told(window, "Age on 27 November 2026")


def test_somebody_below_the_limit_is_told_once(house: House, user: User) -> None:
    asha = asha_on(house.books, hours=6)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    assert told(window, "Asha need not be enrolled on this pay, but may opt in")
    user.press("Asha has been told")
    assert not told(window, "Asha need not be enrolled on this pay")
    assert workers_pension(house.books, asha).steps[0].letter == "may_join"


def test_everybody_can_use_the_sheet_with_its_pension_card(house: House, asha: int) -> None:
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    check_access(window)
