"""Starters' papers and HMRC's notices, as a person types them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from carerdesk.domain.money import Money
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import ContractTerms, NewWorker, Rate, Tax, WorkerDetails
from carerdesk.services.people.read import worker
from tests.access import check_access
from tests.services.money.papers import receipt
from tests.ui.people.conftest import House
from tests.user import User

START = date(2026, 9, 7)


def asha(house: House, *, taxed: bool = True) -> None:
    add_worker(
        house.books,
        NewWorker(
            WorkerDetails("Asha Rahman", born=date(1990, 3, 14), address="2 Mill Lane", started=START),
            ContractTerms(START, "four_weekly", date(2026, 10, 2), date(2026, 9, 27)),
            (Rate("normal", START, Decimal("13.60")),),
            Tax(START, "1257L", "cumulative", "A", came_from="statement_a") if taxed else None,
        ),
    )


def told(window: QWidget, words: str) -> bool:
    """Whether the page says so, wherever it is scrolled to."""
    return any(words in label.text() for label in window.findChildren(QLabel) if label.isVisibleTo(window))


def test_a_p45_with_a_loan_is_typed_kept_and_there_again(house: House, user: User, tmp_path: Path) -> None:
    asha(house, taxed=False)
    window = house.open()
    window.go("people", worker=1)
    user.press("Carry on")
    assert user.sees("What did Asha bring: a P45 or the checklist?")
    user.choose("Which paper is there?", "A P45 from the last job")
    user.fill("Leaving date on the P45", "28/8/26")
    user.fill("Tax code on the P45", "1257l")
    user.fill("Earlier pay", "6,420.50")
    user.fill("Earlier tax", "238.20")
    user.tick("The P45 says that a student loan goes on")
    user.press("Continue")
    assert user.sees("Box 5 of the P45 says that a student loan goes on")
    user.choose("Student loan", "Has one, but does not know which")
    assert told(window, "Plan 5: from 6 April 2026")
    assert told(window, "Not confirmed yet: check it before you rely on it.")
    assert told(window, "The earlier pay, £6,420.50, and tax, £238.20, count with it.")
    user.press("Continue")
    kept = worker(house.books, 1).taxes[0].what
    assert (kept.code, kept.basis, kept.came_from, kept.loan_plan) == ("1257L", "cumulative", "p45_this_year", "plan_5")
    assert (kept.previous_pay, kept.previous_tax) == (Money.of("6420.50"), Money.of("238.20"))
    window = house.open_again()
    window.go("people", worker=1)
    assert told(window, "1257L, P45 from this tax year")
    assert told(window, "No paper kept with it yet.")
    photo = tmp_path / "p45.jpg"
    photo.write_bytes(receipt())
    name = "Add the paper: 1257L, P45 from this tax year, from 7 September 2026"
    user.choose_files(name, window.desk.files, photo)
    user.wait_until(lambda: told(window, "p45.jpg, kept 20 November 2026"))


def test_a_notice_is_typed_and_undone(house: House, user: User) -> None:
    asha(house)
    window = house.open()
    window.go("people", worker=1)
    user.press("Add a notice from HMRC")
    user.press("Keep the notice")
    assert user.sees("Say which notice it is")
    user.choose("Which notice is it?", "P6: a new code for this tax year")
    user.fill("Date of the notice", "10/11/26")
    assert user.text_in("Use it from") == "10/11/2026"
    assert told(window, "It counts from the payday of Friday 27 November 2026.")
    user.fill("Tax code", "12.57L")
    user.press("Keep the notice")
    assert user.sees("There is a problem")
    user.fill("Tax code", "1100L")
    user.press("Keep the notice")
    assert told(window, "1100L, P6: a new code for this tax year")
    assert told(window, "dated 10 November 2026")
    user.press("Undo")
    assert not told(window, "1100L, P6")


@pytest.mark.parametrize("form", ["starter", "notice"])
def test_everybody_can_use_the_forms(house: House, user: User, form: str) -> None:
    asha(house)
    window = house.open()
    window.go("people", worker=1, step=form)
    if form == "starter":
        user.choose("Which paper is there?", "A P45 from the last job")
    else:
        user.choose("Which notice is it?", "P6: a new code for this tax year")
    check_access(window)


def test_figures_read_from_a_file_still_want_confirming_when_they_come_back(
    house: House, user: User, tmp_path: Path
) -> None:
    asha(house)
    window = house.open()
    window.go("people", worker=1, step="taking_over")
    report = tmp_path / "report.txt"
    report.write_text("Gross pay YTD 1,200.00\nTax YTD 10.00\n")
    window.desk.files.next_choice(report)
    user.press("Read a payslip or report")
    user.wait_until(lambda: told(window, "£1,200.00"))
    window = house.open_again()
    window.go("people", worker=1, step="taking_over")
    assert told(window, "£1,200.00")
    user.press("Keep these figures")
    assert user.sees("Compare each with the paper, then tick that you did.")


def test_a_half_typed_notice_waits(house: House, user: User) -> None:
    asha(house)
    house.open().go("people", worker=1, step="notice")
    user.choose("Which notice is it?", "P9: the code for a new tax year")
    user.fill("Date of the notice", "10/11/26")
    assert user.text_in("Use it from") == "6/4/2027"
    house.open_again().go("people", worker=1, step="notice")
    assert user.text_in("Date of the notice") == "10/11/26"
    assert user.text_in("Use it from") == "6/4/2027"
