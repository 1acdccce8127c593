"""Trying other hours, rates and codes; nothing is ever kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.services.pay.what_if import Terms, Usual, WhatIf, usual, what_if
from tests.access import check_access
from tests.services.pay.made import agreed, keep, pa, weekdays
from tests.ui.pay.house import House
from tests.user import User


def fill(house: House) -> int:
    """Asha, paid every four weeks since October, and Kasia, who is new."""
    asha = pa(house.books, first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25))
    keep(house.books, weekdays(asha, date(2026, 10, 23), 10, "08:00-15:00"))
    agreed(house.books, date(2026, 10, 30))
    pa(house.books, "Kasia Wójcik")
    return asha


def operations(house: House) -> int:
    return int(house.books.quick("SELECT count(*) FROM operation")[0][0])


def open_what_if(house: House, user: User) -> None:
    fill(house)
    house.open()
    user.press("What if …. Other hours, another rate or tax code, or a wanted take-home pay")


def test_other_hours_and_another_rate_are_seen_and_nothing_is_kept(house: House, user: User) -> None:
    open_what_if(house, user)
    before = operations(house)
    assert user.sees("The same a year")
    user.fill("Hours a week at the normal rate", "30")
    user.fill("Pounds an hour", "15")
    user.choose("Paid how often?", "Every week")
    assert user.sees("£450.00")
    assert user.sees("a year more for the employer")
    user.fill("Tax code", "BR")
    assert user.sees("£90.00")
    user.fill("Tax code", "BROKEN")
    assert user.sees("tax code")
    assert operations(house) == before
    house.open_again()
    assert operations(house) == before


def test_what_to_pay_for_a_wanted_take_home_pay(house: House, user: User) -> None:
    open_what_if(house, user)
    user.choose("Paid how often?", "Every week")
    user.fill("Take-home pay wanted each payday", "300")
    user.wait_until(lambda: user.sees("£322.43 before tax"))
    assert user.sees("at £13.60 an hour")
    user.fill("Take-home pay wanted each payday", "95000")
    user.wait_until(lambda: user.sees("No pay in one payday leaves £95,000.00"))


def test_everybody_can_use_it(house: House, user: User) -> None:
    open_what_if(house, user)
    user.fill("Take-home pay wanted each payday", "300")
    assert house.window is not None
    check_access(house.window)


def test_with_nobody_to_ask_for_it_says_what_to_do(house: House, user: User) -> None:
    window = house.open()
    window.go("pay", what_if=0)
    assert user.sees("Nobody to pay yet")
    check_access(window)


def test_the_funders_pay_for_all_of_it_and_more_hours_fall_to_the_one_chosen(house: House) -> None:
    worker = fill(house)
    known = usual(house.books, worker)
    assert isinstance(known, Usual)
    own = known.funders[-1][0]
    more = Terms(known.terms.weekly_minutes + 600, known.terms.rate, known.terms.code, known.terms.frequency, own)
    found = what_if(house.books, worker, more)
    assert isinstance(found, WhatIf)
    for side in (found.now, found.then):
        assert sum(part.pence for part in side.by_funder.values()) == side.figures["cost"].pence
    assert found.now.by_funder[own] == Money(0)
    assert found.then.by_funder[own] > Money(0)


def test_the_side_that_is_now_is_what_a_payslip_of_that_length_would_be(house: House) -> None:
    """Weekly, 20 hours at £13.60: £272.00; tax on 272.00 - 241.92 = 30 at 20 %; NI 8 % of 30.00."""
    fill(house)
    found = what_if(house.books, 1, Terms(20 * 60, Decimal("13.60"), "1257L", Frequency.WEEKLY))
    assert isinstance(found, WhatIf)
    figures = found.then.figures
    assert (figures["gross"], figures["tax"], figures["employee_ni"]) == (
        Money.of("272.00"), Money.of("6.00"), Money.of("2.40"),
    )  # fmt: skip
    assert found.then.a_year == Money(figures["cost"].pence * 52)
