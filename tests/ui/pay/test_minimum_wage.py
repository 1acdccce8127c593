"""The minimum wage, top-ups and extras beside the pay sheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.services.deductions.read import deductions_of
from carerdesk.services.pay.read import payday_view
from carerdesk.ui.widgets.working import WorkingPanel
from tests.access import check_access
from tests.services.pay.made import PAYDAY, keep, money, pa, shift
from tests.ui.pay.house import House
from tests.user import User

DAY = date(2026, 11, 10)


def at_the_sheet(house: House, rate: str, **more: object) -> None:
    kasia = pa(house.books, "Kasia Wójcik", rates=(("normal", rate), ("mileage", "0.60")))
    keep(house.books, [shift(kasia, DAY, "09:00-19:00", **more)])
    window = house.open()
    window.resize(1366, 1800)
    window.go("pay", payday=PAYDAY.isoformat())


def test_an_unlawful_payslip_is_stopped_and_topped_up_in_one_press(house: House, user: User) -> None:
    at_the_sheet(house, "12")
    assert user.sees("Kasia’s pay is £7.10 short of the minimum wage for 26 October to 22 November 2026")
    assert not user.sees("Finish pay for 27 November")
    user.press("Minimum wage for Kasia Wójcik: £7.10 short. Show the working")
    assert user.sees("Short of the minimum wage by")
    user.press("Top Kasia’s pay up")
    assert user.sees("£12.71 an hour")
    user.press("Finish pay for 27 November")
    assert user.sees("Pay for Friday 27 November is finished")
    (column,) = payday_view(house.books, PAYDAY).columns
    assert column.figures["gross"] == money("127.10")
    assert column.workings["minimum_wage"].lines[-1].figure == "£12.71 an hour"
    user.press_key("Ctrl+Z")
    assert user.sees("£12.71 an hour")
    user.press_key("Ctrl+Z")
    assert user.sees("£7.10 short of the minimum wage")


def test_the_check_opens_with_its_hours_pay_and_sources(house: House, user: User) -> None:
    at_the_sheet(house, "13")
    user.press("Minimum wage for Kasia Wójcik: £13.00 an hour. Show the working")
    assert user.find(WorkingPanel, "How we worked out Kasia’s minimum wage, 26 October to 22 November 2026")
    assert user.sees("The least for these hours")
    assert user.sees("£127.10")
    assert user.sees("GOV.UK, National Minimum Wage and National Living Wage rates")


def test_mileage_above_the_approved_rate_is_taxed_and_its_sum_is_shown(house: House, user: User) -> None:
    at_the_sheet(house, "13", miles=Decimal(100))
    assert user.sees("£5.00 of the mileage is above the rate HMRC lets you pay free of tax")
    (column,) = payday_view(house.books, PAYDAY).columns
    assert (column.figures["gross"], column.figures["expenses"]) == (money("135"), money("55"))
    user.press("Paid back (mileage) for Kasia Wójcik: £55.00. Show the working")
    assert user.sees("Free of National Insurance")
    assert user.sees("Announced on 21 May 2026 and dated back to 6 April")


def test_something_is_added_from_the_sheet_and_leads_back_to_it(house: House, user: User) -> None:
    at_the_sheet(house, "13")
    user.press("Add something for Kasia on this payday")
    user.choose("What is it?", "A bonus or a thank-you")
    assert user.text_in("Payday") == "27/11/2026"
    user.fill("Amount", "40")
    user.press("Add it to the pay")
    assert user.sees("Check pay for Friday 27 November")
    (column,) = payday_view(house.books, PAYDAY).columns
    assert column.figures["gross"] == money("170")
    assert len(deductions_of(house.books, 1).waiting) == 1


def test_the_sheet_with_a_stop_can_be_reached_and_read(house: House) -> None:
    at_the_sheet(house, "12")
    asha = pa(house.books)
    keep(house.books, [shift(asha, DAY, "09:00-19:00")])
    for size, appearance in ((100, "light"), (200, "dark")):
        window = house.open(text_size=size, appearance=appearance)
        window.go("pay", payday=PAYDAY.isoformat())
        check_access(window)
