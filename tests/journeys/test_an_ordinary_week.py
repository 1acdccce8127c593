"""An ordinary week at the window, and one with an illness and somebody to cover; every figure worked out by hand.

The family: Asha earns £13.60 an hour, Kasia £13.20 and £58 a sleep-in, Tom £12.90; all are on 1257L and paid every four
weeks. In the four weeks to 25 October they earned £544.00, £443.20 and £154.80. The next payday is 27 November, for 26
October to 22 November, in which only the last week has hours. Nobody reaches the £967 where National Insurance begins,
nor 34 weeks' free pay of £241.92: what is earned is what is paid.

The week, 16 to 22 November: Asha on Monday and Wednesday 7 to 10 and on Saturday 10 to 14; Tom on Monday 16 to 19;
Kasia on Tuesday 9 to 13 and in the night of Friday.
"""

from __future__ import annotations

from datetime import date

import pytest

from tests import family
from tests.journeys.household import Household, begin_with
from tests.kitchen import Kitchen
from tests.user import User

STATEMENT = """\
Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance
27/11/2026,FPO,'30-99-50,00014471,A RAHMAN,142.80,,{after_asha}
27/11/2026,FPO,'30-99-50,00014471,K WOJCIK,110.80,,{after_kasia}
27/11/2026,FPO,'30-99-50,00014471,T GRIFFITHS,38.70,,{after_tom}
"""
BEFORE = 1500_00 + 2560_24 + 412_00 - 802_11 + 2560_24 - 34_20 - 18_50  # the opening balance and the lines since


@pytest.fixture
def household(kitchen: Kitchen) -> Household:
    begin_with(kitchen.place, family.TODAY, family.fill)
    return Household(kitchen)


def bring_in_the_wages(household: Household) -> None:
    user = household.user
    tom = BEFORE - 38_70
    kasia = tom - 110_80
    balances = {"after_tom": tom, "after_kasia": kasia, "after_asha": kasia - 142_80}
    file = household.kitchen.desktop / "week.csv"
    file.write_text(STATEMENT.format(**{name: f"{pence / 100:.2f}" for name, pence in balances.items()}))
    household.kitchen.go("Money")
    user.press("Bring in a statement")
    household.kitchen.hand_over("Choose the file", file)
    user.wait_until(lambda: user.sees("Bring in 3 lines"))
    user.press("Bring in 3 lines")
    user.wait_until(lambda: user.sees("Match the 3 we are sure of"))
    user.press("Match the 3 we are sure of")
    assert user.sees("3 lines matched")


def test_the_ordinary_week(household: Household, user: User) -> None:
    """Asha stayed half an hour longer on Wednesday.

    Asha 3 + 3.5 + 4 h = 10.5 h × £13.60 = £142.80; with £544.00, £686.80 so far. Kasia 4 h × £13.20 = £52.80 and £58.00
    are £110.80; with £443.20, £554.00. Tom 3 h × £12.90 = £38.70; with £154.80, £193.50. Together £292.30.

    Holiday, 12.07 % of each pay period's hours to the nearest hour: Asha's 40 h give 5 and 10.5 h give 1; Tom's 12 h
    give 1 and 3 h nothing. Kasia's waits until somebody says whether the hours of sleep-ins count.
    """
    kitchen = household.kitchen
    household.begin("2026-11-22")
    kitchen.see_to("Confirm the hours of 16 to 22 November")
    kitchen.press_what_begins("Change: Wednesday 18 November, 07:00–10:00, Asha")
    user.type_words("7-10:30")
    user.press_key("Return")
    assert user.sees("Check hours, 16 to 22 November")
    user.press("Confirm these hours")
    assert user.sees("6 shifts confirmed")
    slips = household.pay("Asha, Kasia and Tom", "27 November")
    for words in (
        "Take-home pay £142.80", "10 h 30 min at £13.60", "Gross pay £686.80", "Holiday left 6 h",
        "Take-home pay £110.80", "4 h at £13.20", "£52.80", "1 night at £58.00", "Gross pay £554.00",
        "Take-home pay £38.70", "3 h at £12.90", "Gross pay £193.50", "Holiday left 1 h",
    ):  # fmt: skip
        assert words in slips, words

    household.on("2026-11-28")
    assert not kitchen.names("Confirm the hours")
    assert not kitchen.names("Pay Asha")
    bring_in_the_wages(household)
    household.on("2026-11-29")
    household.room("Pay", "From hours to payslips")
    kitchen.press_what_begins("Pay Asha, Kasia and Tom. £292.30 take-home pay")
    assert user.sees("Step 3 of 3. £292.30 take-home pay")
    household.books_are_whole(date(2026, 11, 29))


def test_a_week_with_an_illness_and_cover(household: Household, user: User) -> None:
    """On Friday Asha rings: she is ill from tomorrow. Kasia comes from a night, so Tom goes swimming on Saturday.

    Asha usually works Mondays, Wednesdays and Saturdays. Her average weekly earnings are £544.00 ÷ 4 = £136.00; 80 % of
    it, £108.80, is less than £123.25. One day of three is £36.2666…, up to £36.27. With 6 h × £13.60 = £81.60 that is
    £117.87, and £661.87 with the £544.00 before. Tom 3 h and 4 h × £12.90 = £90.30. Kasia £110.80 as in any such week.
    """
    kitchen = household.kitchen
    household.begin("2026-11-20")
    kitchen.go("Rota")
    user.press("Cover")
    user.choose("Who is off?", "Asha Rahman")
    user.fill("From", "tomorrow")
    user.choose("Why?", "Sick")
    user.press("Show what falls open")
    assert user.sees("Saturday 21 November, 10:00–14:00")
    assert user.sees("There is only 3 h of rest between this shift and Friday 20 November, 22:00 to 07:00.")  # Kasia’s
    assert user.sees("Costs £57.83 (£12.90 an hour), £3.14 less than planned")  # 4 h and 12.07 %: £57.83 for £60.97
    user.press("Ask Tom: Saturday 21 November, 10:00–14:00")
    user.press("Tom said yes: Saturday 21 November, 10:00–14:00")
    assert user.sees("No planned shift falls open in these days.")

    household.on("2026-11-22")
    household.room("Holiday and sickness", "What is left, what is booked, and for whom.")
    user.press("Open Asha Rahman’s sickness")
    user.press("Say when it ended")
    user.fill("Last day off sick", "today")
    user.press("Keep the last day")
    assert user.sees("£36.27")
    household.confirm_hours("16 to 22 November")
    slips = household.pay("Asha, Kasia and Tom", "27 November")
    for words in (
        "Take-home pay £117.87", "6 h at £13.60", "£81.60", "1 day at £36.2666", "£36.27",
        "Gross pay £661.87",
        "Take-home pay £110.80", "Take-home pay £90.30", "7 h at £12.90",
    ):  # fmt: skip
        assert words in slips, words

    household.on("2026-11-29")
    kitchen.go("Rota")
    user.press("Cover")
    user.press("Offers and changes")
    assert user.sees("Saturday 21 November, 10:00–14:00. Tom Griffiths")
    assert user.sees("Asked whether they can, 20 Nov 2026, 12:00, by phone, 22 hours before.")
    household.books_are_whole(date(2026, 11, 29))
