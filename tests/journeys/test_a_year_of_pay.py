"""A PA's whole year at the window: a P45 and a loan, a pension, sickness, holiday, a P6, a correction, and the end.

Every figure in the papers that are saved on the way is held against the sums done by hand in `a_year_by_hand`.
"""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QAbstractButton

from tests.journeys.a_year_by_hand import (
    HAND,
    MONTHS,
    QUARTERS,
    YEAR,
    Slip,
    agrees,
    pounds,
    the_payment_record_agrees,
    the_return_agrees,
)
from tests.journeys.household import Household
from tests.kitchen import Kitchen
from tests.user import User

WORK_DAYS = ("mon", "tue", "wed", "thu")


def test_the_hand_calculation_adds_up() -> None:
    """The plain numbers above agree among themselves, so that a slip of the pen is seen."""
    for at, slip in enumerate(HAND):
        taken = sum(pounds(each) for each in (slip.tax, slip.ni, slip.loan, slip.pension))
        assert pounds(slip.gross) - taken == pounds(slip.net)
        assert sum(pounds(each.gross) for each in HAND[: at + 1]) == pounds(slip.gross_to_date)
        assert sum(pounds(each.tax) for each in HAND[: at + 1]) == pounds(slip.tax_to_date)
    for name, whole in YEAR.items():
        assert sum(pounds(getattr(slip, name)) for slip in HAND) == pounds(whole)
    to_hmrc = pounds(YEAR["tax"]) + pounds(YEAR["loan"]) + pounds(YEAR["ni"])
    assert sum(pounds(due) for *_, due in MONTHS) == to_hmrc
    assert all(pounds(tax) + pounds(ni) == pounds(due) for tax, ni, due in MONTHS)
    assert sum(pounds(lines["Taxable pay"][0]) for lines in QUARTERS.values()) == pounds(YEAR["gross"])


# --- what a person does -----------------------------------------------------------------------------------------------


class Year(Household):
    """Somebody's year at the window."""

    def type_shifts(self, *days: str) -> None:
        for day in days:
            for name, words in (("Day", day), ("Start and end", "8-18"), ("Who", "Asha"), ("Paid by", "Council")):
                self.user.fill(name, words)
            self.user.press("Add shift")
            self.user.press("Yes, keep it")  # ten hours without a break

    def copy_weeks(self, monday: str, count: int) -> None:
        self.week_of(monday)
        for at in range(count):
            if at:
                self.user.press("Week after")
            self.user.press("Copy last week")
            assert self.user.sees("4 shifts copied from last week")

    def pay_asha(self, slip: Slip) -> None:
        """From the hours to the payslip, and what it says."""
        agrees(slip, self.pay("Asha", slip.day))


def add_asha(kitchen: Kitchen) -> None:
    user = kitchen.user
    kitchen.add_pa(
        {
            "How do they work for you?": "Employee (PA)", "Full name": "Asha Rahman", "First day of the job": "8/6/26",
            "Birth date": "14 March 1990", "National Insurance number": "AB 12 34 56 C", "Title": "Ms",
            "Address": "2 Mill Lane, Westmere, WM1 2AB", "Sex": "Female",
        },
        {
            "How often paid": "Every 4 weeks", "First payday": "9 July", "Last day of hours paid that day": "5 July",
            "What are the hours like?": "Hours that vary", "Hours in a usual week": "40", "Days in a usual week": "4",
            "How is holiday worked out?": "Earned as hours are worked (12.07%)",
        },
        {"Normal hours": "16"},
    )  # fmt: skip
    user.answer(
        {
            "Which paper is there?": "A P45 from the last job", "Leaving date on the P45": "29/5/26",
            "Tax code on the P45": "1257L", "Earlier pay": "3,200.00", "Earlier tax": "220.60",
        }
    )  # fmt: skip
    user.tick("The P45 says that a student loan goes on")
    user.choose("Student loan", "Plan 1")
    assert user.sees("The earlier pay, £3,200.00, and tax, £220.60, count with it.")
    user.press("Continue")
    user.answer({"Sort code": "309950", "Account number": "00733445"})
    user.press("Continue")
    user.press("Continue")


def set_up_hmrc_and_pension(year: Year) -> None:
    user = year.user
    user.press("People")
    year.kitchen.press_what_begins("Helen Marsh")
    user.press("Change the HMRC details")
    user.fill("Employer PAYE reference", "123/AB456")
    user.fill("Accounts Office reference", "123PA00012345")
    user.choose("How pay is reported", "On paper")
    user.choose("Whose name is on the PAYE scheme?", "Helen Marsh: the employer in these books")
    user.tick("Claim the Employment Allowance")
    user.press("Keep the HMRC details")
    user.press("Enter the pension scheme")
    for name, words in (
        ("These terms hold from", "8/6/26"), ("Provider", "Nest"), ("The PA’s percent", "5"), ("Your percent", "3"),
    ):  # fmt: skip
        user.fill(name, words)
    user.press("Keep the scheme")


def enrol(year: Year) -> None:
    user = year.user
    year.worker("Asha Rahman")
    user.press("Record what happened with the pension")
    user.choose("What happened", "Enrolled, because pay is above the limit")
    user.fill("On which day", "8/6/26")
    user.fill("Letter given on", "10/6/26")
    user.fill("Letter and membership both there on", "10/6/26")
    user.press("Record it")
    letter = year.save("Save the letter: Enrolled, 8 June 2026", "pension letter")
    assert "You have been in our pension, with Nest, since 8 June 2026." in letter
    assert "5% of your pay between £480.00 and £3,867.00 in 4 weeks" in letter


def add_council_and_first_hours(year: Year) -> None:
    user = year.user
    year.kitchen.go("This week")
    year.kitchen.press_what_begins("Say who pays for the support")
    user.choose("Who is it?", "Council (direct payment)")
    user.fill("Name", "Westmere Council")
    user.press("Add this funder")
    year.kitchen.go("Rota")
    user.press("Add the first shift")
    year.type_shifts(*WORK_DAYS)
    year.copy_weeks("15/6/26", 3)


def fall_ill(year: Year) -> None:
    user = year.user
    year.on("2026-09-23")
    year.kitchen.go("Holiday and sickness")
    user.press("Record sickness")
    user.fill("First day off sick", "23 Sep")
    user.press("Record the sickness")
    assert user.sees("Monday to Thursday")
    assert user.sees("£640.00")
    for day in ("Wednesday 23 September", "Thursday 24 September"):
        user.press(f"Open the shift on {day}, 08:00–18:00")
        user.press("Take the shift out")
        year.kitchen.go("Holiday and sickness")


def come_back(year: Year) -> None:
    """Well again, with a rise; then HMRC's P6."""
    user = year.user
    year.on("2026-09-30")
    year.room("Holiday and sickness", "What is left, what is booked, and for whom.")
    user.press("Open Asha Rahman’s sickness")
    user.press("Say when it ended")
    user.fill("Last day off sick", "29 Sep")
    user.press("Keep the last day")
    sheet = year.save("Save the figures for form SSP1", "SSP1")
    assert "No form is due now" in sheet
    assert "20 to 26 September 2026 2 61.63 27 September to 3 October 2026 2 61.63 Together 4 123.26" in sheet
    year.worker("Asha Rahman")
    user.press("Add a rate from a date")
    user.fill("Paid from", "28/9/26")
    user.fill("Normal hours", "17")
    user.press("Keep the pay rates")
    year.week_of("28/9/26")
    year.type_shifts("wed", "thu")
    user.press("Week after")
    year.type_shifts(*WORK_DAYS)
    year.copy_weeks("12/10/26", 2)
    year.on("2026-10-14")
    year.worker("Asha Rahman")
    user.press("Add a notice from HMRC")
    user.choose("Which notice is it?", "P6: a new code for this tax year")
    user.fill("Date of the notice", "12/10/26")
    user.fill("Tax code", "1100L")
    assert user.sees("It counts from the payday of Thursday 29 October 2026.")
    user.press("Keep the notice")


def take_holiday(year: Year) -> None:
    user = year.user
    year.room("Holiday and sickness", "What is left, what is booked, and for whom.")
    user.press("Book holiday for Asha Rahman")
    user.fill("First day", "14 Dec")
    user.fill("Last day", "17 Dec")
    user.fill("Hours of holiday", "40")
    user.press("Book the holiday")


def put_right(year: Year) -> None:
    user = year.user
    year.on("2027-01-07")
    year.room("Pay", "From hours to payslips")
    year.kitchen.press_what_begins("Pay Asha. £2,043.37 take-home pay")
    user.press("Put something right for Asha")
    year.kitchen.press_what_begins("The hours.")
    user.press("Thursday 3 December, 08:00–18:00. Normal hours, 10 h, Council")
    user.fill("Start and end", "8-20")
    user.fill("Why was it wrong?", "Stayed until the nurse came")
    user.press("See the difference")
    for expected in (
        "£34.00",
        "£20.12",
        "£12.52",
    ):  # less 6.80 tax, 2.72 NI, 3.00 loan and 1.36 pension; the first three
        assert user.sees(expected)
    assert user.sees("It is paid on the next payday, Thursday 21 January 2027, with its tax.")
    user.press("Put Asha’s pay right")


def leave(year: Year) -> None:
    user = year.user
    year.worker("Asha Rahman")
    user.press("Record the last day")
    user.fill("Last day of the job", "11 March 2027")
    user.press("Record the last day")
    assert user.sees("leaves on 11 March 2027")


# --- the papers -------------------------------------------------------------------------------------------------------


def the_p45_agrees(year: Year) -> None:
    year.on("2027-03-19")
    year.worker("Asha Rahman")
    words = year.save("Save the figures for the P45", "P45")
    for expected in (
        "Leaving date 11 03 2027", "Student loan deductions to continue Y", "Tax code at leaving 1100L",
        "Week number 50", "Total pay to date £31,653.65", "Total tax to date £4,213.40",  # with 3,200.00 and 220.60
        "Total pay in this employment £28,453.65", "Total tax in this employment £3,992.80",
    ):  # fmt: skip
        assert expected in words, expected
    year.user.press("I have given Asha the P45")
    year.user.find(QAbstractButton, "The P45 was not given after all")


def hmrcs_papers_agree(year: Year) -> None:
    user = year.user
    year.on("2027-04-08")
    year.room("Pay", "From hours to payslips")
    year.kitchen.press_what_begins("All that was due to HMRC")
    year.kitchen.press_what_begins("Employer payment record")
    the_payment_record_agrees(year.save("Save the payment record", "P32"))
    user.press("Due to HMRC")
    year.kitchen.press_what_begins("Returns to HMRC")
    for month in QUARTERS:
        opened = [name for name in year.kitchen.names("RT2 for Asha Rahman") if f"to 5 {month}" in name]
        user.press(opened[0] if opened else "See what to write")  # the one to send first is no row
        the_return_agrees(month, year.save("Save the figures sheet", f"RT2 {month}"))
        if month == "October":
            slips = year.save("Save Asha’s monthly earnings slips", "earnings slips")
            assert "9 July 2026 2,560.00 254.00 127.44 83.20 44.00 2,051.36" in slips
        user.press("Returns to HMRC")
    user.press("Due to HMRC")


def the_years_papers_agree(year: Year) -> None:
    year.room("Pay", "From hours to payslips")
    year.kitchen.press_what_begins("Year end")
    assert not year.kitchen.names("Figures for Asha")  # who left before 5 April gets no P60
    summary = year.save("Save the payroll summary", "summary")
    for expected in (
        f"Gross pay {YEAR['gross']}", f"Income tax − {YEAR['tax']}", f"National Insurance − {YEAR['ni']}",
        f"Student loan − {YEAR['loan']}", f"Pension − {YEAR['pension']}", f"Take-home pay {YEAR['net']}",
        f"Employer’s National Insurance {YEAR['employer_ni']}", f"Employer’s pension {YEAR['employer_pension']}",
        "Cost to the employer 29,125.06",  # 28,453.65 and 671.41
    ):  # fmt: skip
        assert expected in summary, expected
    record = year.save("Deductions record of Asha Rahman", "deductions record")
    assert "pay £3,200.00, tax £220.60" in record
    for slip in HAND:
        row = f"W{slip.week} {slip.gross} {slip.gross_to_date} {slip.tax_to_date} {slip.tax} {slip.loan} 0.00"
        assert row in record, row


@pytest.mark.qt_log_level_fail("WARNING")
def test_a_pa_comes_is_paid_falls_ill_takes_holiday_and_leaves(kitchen: Kitchen, user: User) -> None:
    year = Year(kitchen)
    kitchen.start("2026-06-10")
    kitchen.set_up()
    add_asha(kitchen)
    set_up_hmrc_and_pension(year)
    enrol(year)
    add_council_and_first_hours(year)
    year.on("2026-07-06")
    year.pay_asha(HAND[0])
    year.copy_weeks("6/7/26", 4)
    year.on("2026-08-03")
    year.pay_asha(HAND[1])
    year.copy_weeks("3/8/26", 8)
    year.on("2026-08-31")
    year.pay_asha(HAND[2])
    fall_ill(year)
    year.on("2026-09-28")
    year.pay_asha(HAND[3])
    come_back(year)
    year.on("2026-10-26")
    year.pay_asha(HAND[4])
    year.copy_weeks("26/10/26", 7)
    year.on("2026-11-23")
    year.pay_asha(HAND[5])
    take_holiday(year)
    year.on("2026-12-21")
    year.pay_asha(HAND[6])
    year.week_of("21/12/26")
    year.type_shifts(*WORK_DAYS)
    year.copy_weeks("28/12/26", 7)
    put_right(year)
    year.on("2027-01-18")
    year.pay_asha(HAND[7])
    year.on("2027-02-15")
    year.pay_asha(HAND[8])
    year.copy_weeks("15/2/27", 4)
    leave(year)
    year.on("2027-03-15")
    year.pay_asha(HAND[9])
    the_p45_agrees(year)
    hmrcs_papers_agree(year)
    the_years_papers_agree(year)
