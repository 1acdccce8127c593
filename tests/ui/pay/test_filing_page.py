"""Filing through the window: returns on paper, Basic PAYE Tools compared, the XML to look at, the payment record."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from carerdesk.services.filing.returns import Key, Kind, returns_due
from carerdesk.store import tables
from carerdesk.ui.main_window import MainWindow
from tests.access import check_access, settle
from tests.services.filing.kept import employer, slip
from tests.services.pay.made import pa
from tests.ui.pay.house import House
from tests.user import User

Q2 = (date(2026, 7, 6), date(2026, 10, 5))
SEPTEMBER, OCTOBER = date(2026, 9, 4), date(2026, 10, 30)


def paid(house: House, route: str) -> int:
    """Asha, paid in two quarters."""
    employer(house.books, filing_route=route, paye_reference="123/AB456", accounts_office_reference="123PA00012345")
    asha = pa(house.books, came_from="statement_a")
    with house.books.operation("Asha") as op:
        row = op.session.get_one(tables.Worker, asha)
        row.title, row.sex, row.ni_number, row.address = "Ms", "F", "AB123456C", "2 Mill Lane, Westmere, WM1 2AB"
    for payday in (SEPTEMBER, OCTOBER):
        slip(house.books, asha, payday, gross="2000.00", tax="206.60", employee_ni="82.56", employer_ni="237.45",
             at_lel="516.00", lel_to_pt="452.00", pt_to_uel="1032.00")  # fmt: skip
    return asha


def stands(house: House, words: str) -> bool:
    """Whether the words stand on the page, wherever it is scrolled to."""
    assert isinstance(house.window, MainWindow)
    page = house.window.page_shown()
    assert page is not None
    return any(words in label.text() for label in page.findChildren(QLabel) if label.isVisible())


def saved(house: House, user: User, button: str, path: Path) -> bytes:
    """Press a button that saves a file, and read what it wrote."""
    assert isinstance(house.window, MainWindow)
    user.choose_files(button, house.window.desk.files, path)
    settle()
    user.wait_until(path.exists)
    return path.read_bytes()


def test_an_rt2_is_copied_boxes_remembered_and_sent(house: House, user: User, tmp_path: Path) -> None:
    asha = paid(house, "paper")
    window = house.open()
    window.go("pay", hmrc=0)
    check_access(window)
    assert user.sees("Next: RT2 for Asha Rahman, quarter to 5 October 2026, by 12 October 2026")
    window.go("pay", filing="all")
    check_access(window)
    assert user.sees("It is late: HMRC should have had it by Monday 19 October")
    user.press("Box numbers of your RT2")
    user.fill("Taxable pay this quarter", "33b")
    check_access(window)
    user.press("Keep the box numbers")
    user.press("See what to write")
    check_access(window)
    assert stands(house, "Box 33b")
    table = saved(house, user, "Save as a table (CSV)", tmp_path / "rt2.csv").decode("utf-8-sig")
    assert 'Asha Rahman,Taxable pay this quarter,"2,000.00",33b' in table
    papers = (
        "Save the figures sheet", "Save the note on Universal Credit", "Save Asha’s monthly earnings slips",
        "Save the deductions record (RT11)",
    )  # fmt: skip
    assert {saved(house, user, each, tmp_path / f"{each}.pdf")[:4] for each in papers} == {b"%PDF"}
    user.fill("Sent on", "5 October 2026")
    user.press("Keep it as sent")
    assert user.sees("The quarter runs to 5 October 2026, and another payday may come")
    user.fill("Sent on", "12 October 2026")
    user.fill("Receipt or note", "recorded, AB 12")
    user.press("Keep it as sent")
    assert stands(house, "Sent on 12 October 2026.")
    window = house.open_again()
    window.go("pay", filing=Key(*Q2, Kind.RT2, asha).text)
    assert stands(house, "recorded, AB 12")
    assert stands(house, "Box 33b")
    check_access(window)


def test_an_rt5_that_was_sent_is_undone(house: House, user: User) -> None:
    paid(house, "paper")
    window = house.open()
    window.go("pay", filing=Key(*Q2, Kind.RT5).text)
    assert stands(house, "The Employment Allowance is claimed once a tax year")
    check_access(window)
    user.press("Keep it as sent")
    assert stands(house, "Sent on 20 November 2026.")
    user.menu("Edit", "Undo")
    assert stands(house, "Say when it was sent")


def test_what_basic_paye_tools_says_is_explained_and_kept_half_typed(house: House, user: User) -> None:
    paid(house, "basic_paye_tools")
    window = house.open()
    window.go("pay", filing=Key(OCTOBER, OCTOBER, Kind.FPS).text)
    check_access(window)
    user.fill("Income tax, Asha Rahman", "211")
    user.fill("Taxable pay, Asha Rahman", "two thousand")
    user.press("Compare Asha Rahman")
    assert user.sees("must be an amount, like 12.40")
    window.go("pay", filing="all")
    window = house.open_again()
    window.go("pay", filing=Key(OCTOBER, OCTOBER, Kind.FPS).text)
    assert user.text_in("Taxable pay, Asha Rahman") == "two thousand"
    user.fill("Taxable pay, Asha Rahman", "2000")
    user.press("Compare Asha Rahman")
    assert stands(house, "Taxable pay: £2,000.00 in both.")
    assert stands(house, "Income tax: £211.00 there, £206.60 here: £4.40 more.")
    check_access(window)
    user.menu("Edit", "Undo")
    assert not stands(house, "£4.40 more")


def test_the_xml_is_saved_to_look_at_and_says_what_it_is(house: House, user: User, tmp_path: Path) -> None:
    paid(house, "rti")
    window = house.open()
    window.go("pay", filing=Key(SEPTEMBER, SEPTEMBER, Kind.FPS).text)
    assert stands(house, "For checking, not a submission")
    assert stands(house, "The name of the format for 2026-27 is second-hand")
    check_access(window)
    text = saved(house, user, "Save the XML to look at", tmp_path / "FPS.xml").decode()
    assert "For checking, not a submission" in text
    assert "<StartDec>A</StartDec>" in text


def test_what_stops_the_xml_is_said_in_words(house: House, user: User) -> None:
    asha = paid(house, "rti")
    with house.books.operation("Asha") as op:
        op.session.get_one(tables.Worker, asha).sex = ""
    window = house.open()
    window.go("pay", filing=Key(SEPTEMBER, SEPTEMBER, Kind.FPS).text)
    assert stands(house, "HMRC would turn this message back")
    assert user.sees("Add it under People")
    user.press("Add it under People, Asha Rahman")
    assert user.sees("Employee (PA)")


def test_the_payment_record_is_told_line_by_line_and_saved(house: House, user: User, tmp_path: Path) -> None:
    paid(house, "paper")
    window = house.open()
    window.go("pay", filing="record")
    check_access(window)
    assert stands(house, "Total due (3 + 21)")
    assert stands(house, "Your tax months average £351.07")  # 526.61 in two of three tax months
    assert saved(house, user, "Save the payment record", tmp_path / "p32.pdf")[:4] == b"%PDF"
    table = saved(house, user, "Save as a table (CSV)", tmp_path / "p32.csv").decode("utf-8-sig")
    assert "Month 7,23,Total due (3 + 21),526.61" in table


@pytest.mark.parametrize(
    ("route", "words"), [("bureau", "Your bureau files for you"), ("", "How you file is not chosen")]
)
def test_the_way_of_filing_decides_what_is_shown(house: House, user: User, route: str, words: str) -> None:
    paid(house, route)
    window = house.open()
    window.go("pay", filing="all")
    assert user.sees(words)
    check_access(window)


def test_the_way_and_the_two_questions_are_answered_in_people(house: House, user: User) -> None:
    paid(house, "")
    window = house.open()
    window.go("pay", filing="all")
    user.press("Change how you file")
    user.press("Change the HMRC details")
    user.choose("How pay is reported", "On paper")
    check_access(window)
    user.choose("Whose name is on the PAYE scheme?", "Jamie Marsh: the person supported")
    user.choose("Who signs and sends the form?", "A relative or friend, for them")
    assert stands(house, "On its face the condition is not met")
    user.press("Keep the HMRC details")
    assert stands(house, "Look at paper returns")
    check_access(window)
    window = house.open_again()
    window.go("pay", filing="all")
    assert stands(house, "One person is on the scheme and another signs")
    assert {each.key.kind for each in returns_due(house.books)} == {Kind.RT2, Kind.RT5}


def test_the_statement_of_somebody_with_a_p45_is_asked_and_told(house: House, user: User) -> None:
    asha = paid(house, "rti")
    with house.books.operation("P45") as op:
        for row in op.session.query(tables.TaxDetails).filter_by(worker_id=asha):
            row.came_from = "p45_this_year"
    window = house.open()
    window.go("pay", filing=Key(SEPTEMBER, SEPTEMBER, Kind.FPS).text)
    assert stands(house, "HMRC wants statement A, B or C")
    check_access(window)
    user.press("Keep Asha Rahman’s statement")
    assert user.sees("Choose statement A, B or C")
    user.choose("Statement of Asha Rahman", "B: only job now, not the first")
    user.press("Keep Asha Rahman’s statement")
    assert not stands(house, "HMRC wants statement A, B or C")
    assert stands(house, "IRmark")
    user.menu("Edit", "Undo")
    assert stands(house, "HMRC wants statement A, B or C")


def test_a_bureaus_family_is_led_to_checking_it(house: House, user: User) -> None:
    paid(house, "bureau")
    house.open().go("pay", filing="all")
    user.press("Check the bureau’s payslips")
    assert user.sees("Check the bureau")
