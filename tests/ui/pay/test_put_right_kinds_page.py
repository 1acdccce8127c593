"""A wrong rate, tax code, letter or PA put right from the window, one question after another."""

from __future__ import annotations

from carerdesk.services.pay.leaving import print_payslips
from carerdesk.services.pay.put_right import waiting
from carerdesk.services.pay.read import payday_view
from tests.access import check_access
from tests.services.pay.made import PAYDAY, agreed, done, money
from tests.ui.pay.house import House
from tests.ui.pay.test_payday import OCTOBER, family
from tests.user import User

RATE = "The pay rate. An hour, a night or a mile was paid at a wrong rate from some day on"
TAX = "The tax code or letter. The code, week 1/month 1, or the National Insurance letter was wrong"
WORKER = "The wrong PA. Somebody else worked a shift that this PA was paid for"


def printed(house: House, count: int = 1) -> None:
    family(house, count, confirmed=True)
    done(print_payslips(house.books, OCTOBER))


def test_a_wrong_rate_is_put_right_from_its_day(house: House, user: User) -> None:
    printed(house)
    window = house.open()
    window.go("pay", payday=OCTOBER.isoformat())
    user.press("Put something right for Asha")
    check_access(window)
    user.press(RATE)
    user.press("See the difference")
    assert user.sees("Choose which rate was wrong.")
    user.choose("Which rate was wrong?", "Normal hours: £13.60 an hour")
    user.fill("The right rate", "14.60")
    user.fill("Wrong since", "1/10/2026")
    user.fill("Why was it wrong?", "The rise was forgotten")
    check_access(window)
    user.press("See the difference")
    assert user.sees("Asha Rahman gets more")
    assert user.sees("£70.00")  # 70 hours, a pound each
    assert user.sees("HMRC gets more")
    check_access(window)
    user.press("Put Asha’s pay right")
    assert window.message.text == (
        "Asha’s pay rate from Thursday 1 October put right; the next payday pays the difference"
    )


def test_a_half_typed_rate_reopens_as_it_was_left(house: House, user: User) -> None:
    printed(house)
    house.open().go("pay", put_right=1)
    user.press(RATE)
    user.fill("The right rate", "14.6")
    user.fill("Why was it wrong?", "The ri")
    user.press("Come back later")
    house.open_again().go("pay", put_right=1)
    user.press(RATE)
    assert (user.text_in("The right rate"), user.text_in("Why was it wrong?")) == ("14.6", "The ri")


def test_a_wrong_letter_is_carried_into_the_next_payday(house: House, user: User) -> None:
    printed(house)
    window = house.open()
    window.go("pay", put_right=1)
    user.press(TAX)
    user.fill("The right National Insurance letter", "C: over State Pension age")
    user.fill("Why was it wrong?", "She turned 66")
    check_access(window)
    user.press("See the difference")
    assert user.sees("It is in the tax of the next payday, Friday 27 November 2026.")
    assert user.sees("HMRC gets less")
    check_access(window)
    user.press("Put Asha’s pay right")
    assert [one.why for one in waiting(house.books)] == ["She turned 66"]
    agreed(house.books)
    assert waiting(house.books) == ()


def test_a_shift_of_somebody_else_goes_to_them(house: House, user: User) -> None:
    printed(house, 2)
    window = house.open()
    window.go("pay", put_right=1)
    user.press(WORKER)
    check_access(window)
    user.press("Tuesday 20 October, 08:00–15:00. Normal hours, 7 h, Council")
    user.press("See the difference")
    assert user.sees("Choose the PA who worked this shift.")
    user.choose("Who worked this shift?", "Kasia Wójcik")
    user.fill("Why was it wrong?", "Kasia stood in")
    check_access(window)
    user.press("See the difference")
    assert user.sees("Asha Rahman gets less")
    assert user.sees("It is settled on Friday 27 November 2026, and with the other PA’s next pay.")
    user.press("Put Asha’s pay right")
    assert [one.why for one in waiting(house.books)] == ["Kasia stood in"]


def test_in_the_house_the_payday_is_finished_again_at_once(house: House, user: User) -> None:
    family(house, 1, confirmed=True)
    agreed(house.books)
    window = house.open()
    window.go("pay", payday=PAYDAY.isoformat())
    user.press("See the pay sheet")
    user.press("Put something right")
    user.press(RATE)
    user.choose("Which rate was wrong?", "Normal hours: £13.60 an hour")
    user.fill("The right rate", "14.60")
    user.fill("Wrong since", "26/10/2026")
    user.fill("Why was it wrong?", "The rise was forgotten")
    user.press("See the difference")
    assert user.sees("Nothing has left the house, so pay for Friday 27 November 2026 is taken back")
    user.press("Put Asha’s pay right")
    assert user.sees("Pay for Friday 27 November is finished")
    assert payday_view(house.books, PAYDAY).columns[0].figures["gross"] == money("1226.40")  # 84 h × £14.60
