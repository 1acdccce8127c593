"""A tax year's end: P60 figures, the path, codes carried over, and differences with their names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency, tax_period
from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.joining.notices import Notice, keep_notice
from carerdesk.services.joining.starters import P45, NewStart, keep_start
from carerdesk.services.pay.length import Length
from carerdesk.services.people.change_worker import record_leaving
from carerdesk.services.people.read import tax_details_at
from carerdesk.services.year_end.due import due_items
from carerdesk.services.year_end.extra_week import extra_week
from carerdesk.services.year_end.p60 import p60_pdf, p60_sheets
from carerdesk.services.year_end.papers import year_summary_pdf
from carerdesk.services.year_end.reconcile import reconciliation
from carerdesk.services.year_end.roll_over import coming_april, confirm_codes, roll_over
from carerdesk.services.year_end.summary import COLUMNS, PersonYear, year_summary
from carerdesk.services.year_end.todo import say_p60_given, say_step_done, year_end
from carerdesk.store.books import FixedClock, create_books
from carerdesk.store.tables import Funder
from tests.services.pay.made import agreed, codes, done, keep, money, pa, weekdays

YEAR = "2025-26"
PAYDAY = date(2026, 3, 27)
LAST = date(2026, 3, 22)
START = date(2026, 2, 23)
APRIL = date(2026, 4, 6)
AFTER = date(2026, 4, 20)


@pytest.fixture
def spring(tmp_path: Path) -> Iterator[Books]:
    """Books on 20 April 2026, with a council."""
    opened = create_books(tmp_path / "Jamie.carerdesk", FixedClock(AFTER))
    done(begin(opened, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay"}))))
    with opened.operation("Funder added") as op:
        op.session.add(
            Funder(employer_id=1, person_id=1, name="Council", short_name="Council", kind="council", position=1)
        )
    yield opened
    opened.close()


def paid(books: Books, name: str = "Asha Rahman", **how: object) -> int:
    """80 hours at £13.60 on 27 March 2026: £1,088.00."""
    worker = pa(books, name, first_payday=PAYDAY, period_end=LAST, started=START, **how)  # type: ignore[arg-type]
    keep(books, weekdays(worker, date(2026, 3, 20), 10, "08:00-16:00", (2, 100)))
    return worker


def lines(books: Books, worker_id: int) -> dict[str, str]:
    with books.reading() as session:
        (sheet,) = p60_sheets(session, YEAR, worker_id)
    return {line.name: line.value for part in sheet.sections for line in part.lines}


def words(pdf: bytes) -> str:
    return " ".join("".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_p60_figures_by_hand(spring: Books) -> None:
    """NI on 1,088 four-weekly in 2025-26: LEL 500, PT 967: 8 % of 121.00 is 9.68. Tax: see the earlier job."""
    asha = paid(spring)
    old = P45(date(2026, 1, 30), "1257L", pay=money("12000"), tax=money("400"))
    done(keep_start(spring, asha, NewStart(START, "p45", "A", old)))
    agreed(spring, PAYDAY)
    found = lines(spring, asha)
    ((tax,),) = spring.quick("SELECT tax FROM payslip")
    assert found["Pay in previous employments"] == "£12,000.00"
    assert found["Pay in this employment"] == "£1,088.00"
    assert found["Total pay for the year"] == "£13,088.00"
    assert found["Tax in this employment"] == str(Money(tax))
    assert found["Earnings at the lower earnings limit"] == "£500.00"
    assert found["Earnings above that, up to the primary threshold"] == "£467.00"
    assert found["Earnings above that, up to the upper earnings limit"] == "£121.00"
    assert found["Employee’s contributions due on all of them"] == "£9.68"
    assert found["Final tax code"] == "1257L"


def test_who_left_before_5_april_gets_no_p60(spring: Books) -> None:
    asha = paid(spring)
    agreed(spring, PAYDAY)
    assert [one.name for one in year_end(spring, YEAR).p60s] == ["Asha Rahman"]
    done(record_leaving(spring, asha, date(2026, 4, 4)))
    assert year_end(spring, YEAR).p60s == ()
    with pytest.raises(ValueError, match="no sheet"):
        p60_pdf(spring, YEAR)
    done(record_leaving(spring, asha, date(2026, 4, 5)))
    assert len(year_end(spring, YEAR).p60s) == 1


def test_the_path_says_what_is_left_and_ticks_are_undone(spring: Books) -> None:
    asha = paid(spring)
    agreed(spring, PAYDAY)
    steps = {step.key: step for step in year_end(spring, YEAR).steps}
    assert steps["p60s"].left == "Asha"
    assert steps["p60s"].by == date(2026, 5, 31)
    assert steps["reports"].left == "1 payday"
    assert (steps["final_report"].done, steps["final_report"].by) == (False, date(2026, 4, 5))
    ticked = done(say_step_done(spring, YEAR, "final_report"))
    assert next(step for step in year_end(spring, YEAR).steps if step.key == "final_report").done
    undo(spring, ticked.operation)
    assert not next(step for step in year_end(spring, YEAR).steps if step.key == "final_report").done
    done(say_p60_given(spring, YEAR, asha))
    assert next(step for step in year_end(spring, YEAR).steps if step.key == "p60s").done
    assert codes(say_p60_given(spring, "2026-27", asha)) == ["p60_too_early"]
    assert codes(say_step_done(spring, "2026-27", "benefits")) == ["year_end_too_early"]


def test_codes_are_carried_over_looked_over_and_kept(spring: Books) -> None:
    asha = paid(spring, basis="week_one")
    kasia = paid(spring, "Kasia Wójcik", code="BR")
    done(keep_notice(spring, kasia, Notice("p9", date(2026, 3, 1), APRIL, "1100L")))
    found = roll_over(spring, APRIL)
    assert [(one.name.split()[0], one.why, one.confirmed) for one in found.people] == [
        ("Asha", "week_one_ends", False),
        ("Kasia", "told", True),
    ]
    with spring.reading() as session:
        assert [due.key for due in due_items(session, AFTER)] == ["codes:2026-04-06"]
    done(confirm_codes(spring, APRIL))
    assert codes(confirm_codes(spring, APRIL)) == ["codes_confirmed_already"]
    with spring.reading() as session:
        kept = tax_details_at(session, asha, APRIL)
        assert due_items(session, AFTER) == []
    assert kept is not None
    assert (kept.first_day, kept.basis, kept.came_from) == (APRIL, "cumulative", "carried_over")
    assert codes(confirm_codes(spring, date(2027, 4, 6))) == ["new_year_not_known"]


@pytest.mark.parametrize(
    ("today", "april"),
    [(date(2026, 2, 4), date(2025, 4, 6)), (date(2026, 2, 5), APRIL), (date(2026, 4, 6), APRIL), (AFTER, APRIL)],
)
def test_the_new_years_codes_are_asked_for_from_60_days_before(today: date, april: date) -> None:
    assert coming_april(today) == april


def test_every_difference_has_its_name(spring: Books) -> None:
    paid(spring)
    agreed(spring, PAYDAY)
    found = reconciliation(spring, YEAR)
    assert [(one.why, one.payslips) for one in found.wages] == [("not_paid", one.payslips) for one in found.wages]
    assert found.wages[0].amount == found.wages[0].payslips
    assert all(one.hmrc == one.payslips for one in found.hmrc)


def test_the_summary_adds_up_and_prints(spring: Books) -> None:
    paid(spring)
    agreed(spring, PAYDAY)
    found = year_summary(spring, YEAR)
    one = found.people[0]
    assert one.sums["gross"] == money("1088")
    taken = [
        one.sums[name] for name in ("tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions")
    ]
    net = one.sums["gross"] + one.sums["expenses"]
    for amount in taken:
        net -= amount
    assert one.sums["net"] == net
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(year_summary_pdf(spring, YEAR))).pages)
    assert "Payroll summary" in text
    assert "Not seen in the bank" in " ".join(text.split())
    assert "This sheet is not a P60" in PdfReader(BytesIO(p60_pdf(spring, YEAR))).pages[0].extract_text()


def test_what_a_pa_cost_counts_what_came_back() -> None:
    sums = dict.fromkeys(COLUMNS, ZERO) | {
        "gross": money("1000"), "expenses": money("20"), "employer_ni": money("90"), "allowance": money("60"),
        "employer_pension": money("30"), "recovered": money("400"), "tax": money("55"),
    }  # fmt: skip
    assert PersonYear(1, "Asha Rahman", 1, Length(), sums, at_end=True).cost == money("680")


def test_the_summary_tells_holiday_from_hours_worked(spring: Books) -> None:
    worker = paid(spring, fixed=(2400, 5))
    done(book_holiday(spring, NewBooking(worker, date(2026, 3, 2), date(2026, 3, 3), 960)))
    agreed(spring, PAYDAY)
    assert year_summary(spring, YEAR).people[0].length.text == "80 h + 16 h holiday"
    assert "1 payslip, 80 h + 16 h holiday" in words(year_summary_pdf(spring, YEAR))


def test_the_summary_says_once_what_not_seen_in_the_bank_means(spring: Books) -> None:
    paid(spring)
    paid(spring, "Tom Griffiths")
    agreed(spring, PAYDAY)
    text = words(year_summary_pdf(spring, YEAR))
    assert text.count("Not seen in the bank") == 4  # two wages, HMRC, and the note
    assert text.count("or paid by a bank line that is not joined to it in Money") == 1


@pytest.mark.parametrize(
    ("frequency", "day", "said"),
    [
        (Frequency.WEEKLY, date(2026, 4, 5), "53"),
        (Frequency.FORTNIGHTLY, date(2026, 4, 5), "54"),
        (Frequency.FOUR_WEEKLY, date(2026, 4, 5), "56"),
        (Frequency.MONTHLY, date(2026, 4, 5), ""),
        (Frequency.WEEKLY, date(2026, 4, 4), ""),
        (Frequency.WEEKLY, date(2024, 4, 4), "53"),
    ],
)
def test_an_extra_week_is_explained(frequency: Frequency, day: date, said: str) -> None:
    found = extra_week(tax_period(day, frequency), "Asha")
    assert [problem.values["week"] for problem in found] == ([said] if said else [])
