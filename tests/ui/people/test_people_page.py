"""The People room as a person uses it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtWidgets import QApplication

from carerdesk.domain.money import Money
from carerdesk.services.filing.statements import kept_statement
from carerdesk.services.money.attaching import papers
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.certificates import add_certificate
from carerdesk.services.people.details import CertificateDetails, ContractTerms, NewWorker, Rate, Tax, WorkerDetails
from carerdesk.services.people.papers import employers_papers
from carerdesk.services.people.read import employer, list_workers, person, worker
from carerdesk.services.people.terms import add_rate, add_tax_details, set_contract
from tests.access import check_access
from tests.services.money.papers import receipt
from tests.ui.people.conftest import House
from tests.user import User

START = date(2026, 9, 7)


def asha(books: object) -> None:
    add_worker(
        books,  # type: ignore[arg-type]
        NewWorker(
            WorkerDetails("Asha Rahman", born=date(1990, 3, 14), address="2 Mill Lane", started=START),
            ContractTerms(START, "four_weekly", date(2026, 10, 2), date(2026, 9, 27)),
            (Rate("normal", START, Decimal("12.80")),),
            Tax(START, "1257L", "cumulative", "A", came_from="statement_a"),
        ),
    )


def test_a_pa_is_added_question_by_question_and_is_there_when_the_books_open_again(house: House, user: User) -> None:
    house.open()
    assert user.sees("Nobody works for you yet")
    user.press("Add a PA")
    user.choose("How do they work for you?", "Employee (PA)")
    user.fill("Full name", "Kasia Wójcik")
    user.fill("First day of the job", "2/11/26")
    user.fill("Birth date", "14.3.1990")
    user.fill("Address", "Tŷ Gwyn, 4 Quay Street")
    user.press("Continue")
    assert user.sees("How and when is Kasia paid?")
    user.choose("How often paid", "Every 4 weeks")
    user.fill("First payday", "27 Nov")
    user.fill("Last day of hours paid that day", "22 Nov")
    user.choose("What are the hours like?", "Hours that vary")
    user.choose("How is holiday worked out?", "Earned as hours are worked (12.07%)")
    user.press("Continue")
    assert user.sees("What does Kasia earn?")
    user.fill("Normal hours", "12.80")
    user.fill("Sleep-in", "60")
    user.press("Continue")
    assert user.sees("What did Kasia bring: a P45 or the checklist?")
    user.choose("Which paper is there?", "The starter checklist")
    user.choose("Statement ticked", "B: only job now, but another job or benefit since 6 April")
    assert user.text_in("National Insurance letter").startswith("A")
    user.press("Continue")
    user.fill("Sort code", "309950")
    user.fill("Account number", "00733445")
    user.press("Continue")
    assert user.sees("Has Kasia been paid by another payroll since 6 April?")
    user.press("Continue")
    assert user.sees("Employee (PA), paid every 4 weeks, since 2 November 2026")
    house.open_again()
    assert user.sees("Kasia Wójcik")
    record = worker(house.books, 1)
    assert record.missing == ()
    assert record.details.sort_code == "30-99-50"
    assert record.contracts[0].what == ContractTerms(
        date(2026, 11, 2), "four_weekly", date(2026, 11, 27), date(2026, 11, 22)
    )
    assert record.taxes[0].what == Tax(date(2026, 11, 2), "1257L", "week_one", "A", came_from="statement_b")
    assert {kept.what.kind: kept.what.amount for kept in record.rates} == {
        "normal": Decimal("12.80"),
        "sleep_in": Decimal(60),
    }


def test_what_is_half_typed_survives_closing_the_books(house: House, user: User) -> None:
    house.open()
    user.press("Add a PA")
    user.fill("Full name", "Tom Grif")
    house.open_again()
    assert list_workers(house.books) == ()
    assert user.sees("A new PA, half typed")
    user.press("A new PA, half typed. Kept as you left it. Press to carry on.")
    assert user.text_in("Full name") == "Tom Grif"
    user.press("Throw away what I typed")
    assert user.sees("Nobody works for you yet")


def test_what_was_half_typed_is_gone_once_it_is_finished(house: House, user: User) -> None:
    house.open()
    user.press("Add a PA")
    user.fill("Full name", "Tom Griffiths")
    house.open_again()
    user.press("A new PA, half typed. Kept as you left it. Press to carry on.")
    user.choose("How do they work for you?", "Agency")
    user.press("Continue")
    house.open_again()
    assert user.sees("Tom Griffiths")
    assert not user.sees("A new PA, half typed")


def test_a_fault_is_told_beside_its_field_and_what_was_typed_stays(house: House, user: User) -> None:
    house.open()
    user.press("Add a PA")
    user.fill("Full name", "Tom Griffiths")
    user.fill("Birth date", "31/2/1990")
    user.press("Continue")
    assert user.sees("There is a problem")
    assert user.sees("Birth date must be a date, like 3/11/2026 or 3 November 2026")
    user.fill("Birth date", "28/2/1990")
    user.press("Continue")
    assert user.sees("Say how they work for you.")
    assert user.text_in("Full name") == "Tom Griffiths"
    assert list_workers(house.books) == ()


def test_adding_is_undone_from_the_message_bar(house: House, user: User) -> None:
    house.open()
    user.press("Add a PA")
    user.choose("How do they work for you?", "Agency")
    user.fill("Full name", "Harbour Care Ltd")
    user.press("Continue")
    assert user.sees("Where does Harbour Care Ltd’s pay go?")
    user.press("Undo")
    assert list_workers(house.books) == ()
    assert user.sees("Nobody works for you yet")


def test_being_related_is_explained_while_it_is_chosen(house: House, user: User) -> None:
    house.open()
    user.press("Add a PA")
    user.fill("Full name", "Rosa Marsh")
    user.choose("Related to Helen Marsh, the employer?", "Brother or sister (half too)")
    assert not user.sees("National Insurance may not arise")
    user.tick("Lives in the same home as the employer")
    user.press("Copy the link to: Ask the council first, in writing")
    assert QApplication.clipboard().text().startswith("https://www.legislation.gov.uk/")


def test_a_rate_below_the_minimum_wage_is_asked_about_and_may_stay(house: House, user: User) -> None:
    asha(house.books)
    house.open()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.press("Add a rate from a date")
    user.fill("Paid from", "1/12/2026")
    user.fill("Normal hours", "12.50")
    user.press("Keep the pay rates")
    assert worker(house.books, 1).rates[0].what.amount == Decimal("12.80")
    user.press("Yes, keep it")
    assert worker(house.books, 1).rates[0].what == Rate("normal", date(2026, 12, 1), Decimal("12.50"))
    user.press("Take out Normal hours from 1 December 2026")
    assert [kept.what.amount for kept in worker(house.books, 1).rates] == [Decimal("12.80")]
    user.press("Undo")
    assert len(worker(house.books, 1).rates) == 2


def test_pay_is_taken_over_in_mid_year(house: House, user: User) -> None:
    asha(house.books)
    house.open()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.press("Change the figures taken over")
    user.fill("Figures go up to the payday", "30/10/2026")
    user.fill("Gross pay so far", "£4,200")
    user.fill("Taxable pay so far", "4200")
    user.fill("Tax so far", "31.40")
    user.fill("Pay for National Insurance so far", "4200")
    user.fill("Holiday left, in hours", "20.5")
    user.fill("Payday 1", "30/10/2026")
    assert user.text_in("Weeks in payday 1") == "4"
    user.fill("Gross pay on payday 1", "812.80")
    user.fill("Hours on payday 1", "63.5")
    user.fill("Gross pay on payday 2", "800")
    user.press("Keep these figures")
    assert user.sees("Enter the payday of this line.")
    user.fill("Gross pay on payday 2", "")
    user.fill("Student loan taken so far", "36")
    user.press("Keep these figures")
    assert user.sees("By code 1257L the tax to date on this pay would be £0.00, not £31.40")
    user.press("Yes, keep it")
    house.open_again()
    taken = worker(house.books, 1).taken_over
    assert taken is not None
    assert (taken.gross, taken.tax, taken.holiday_minutes) == (Money.of(4200), Money.of("31.40"), 1230)
    assert taken.student_loan == Money.of(36)
    assert [(past.payday, past.weeks, past.gross, past.minutes) for past in taken.earnings] == [
        (date(2026, 10, 30), Decimal(4), Money.of("812.80"), 3810)
    ]


def test_a_leaver_moves_to_those_who_have_left(house: House, user: User) -> None:
    asha(house.books)
    house.open()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.press("Record the last day")
    user.fill("Last day of the job", "13/11/2026")
    user.press("Record the last day")
    user.press("People")
    assert user.sees("Have left")
    assert user.sees("Employee (PA), paid every 4 weeks, left on 13 November 2026")


def test_one_added_by_mistake_can_be_removed_and_undone(house: House, user: User) -> None:
    asha(house.books)
    house.open()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.press("Remove Asha, added by mistake")
    assert list_workers(house.books) == ()
    user.press("Undo")
    assert user.sees("Asha Rahman")


def test_the_employer_and_hmrc_are_changed(house: House, user: User) -> None:
    asha(house.books)
    house.open()
    user.press("Helen Marsh. No insurance recorded. Employer. Parent")
    user.press("Change the HMRC details")
    user.fill("Employer PAYE reference", "123ab456")
    user.choose("How pay is reported", "On paper")
    user.choose("How often you pay HMRC", "Every 3 months")
    user.fill("Allowance used before these books began", "412.50")
    user.press("Keep the HMRC details")
    assert user.sees("123/AB456")
    details = employer(house.books).details
    assert (details.filing_route, details.pays_hmrc, details.allowance_year) == ("paper", "quarterly", "2026-27")
    user.press("Change the employer")
    user.choose("Who they are to Jamie Marsh", "Attorney")
    user.press("Keep these details")
    assert employer(house.books).details.capacity == "attorney"
    assert employer(house.books).details.paye_reference == "123/AB456"


def test_the_insurance_is_recorded_and_put_right(house: House, user: User) -> None:
    asha(house.books)
    window = house.open()
    window.go("people", employer="certificates")
    user.press("Add an insurance or paper")
    assert user.text_in("What is it?") == "Employers’ liability insurance"
    user.fill("Holds from", "1/6/2026")
    user.fill("Runs out on", "31/5/2027")
    user.press("Keep it")
    assert not user.sees("Not recorded")
    user.press("Change Employers’ liability insurance: Holds to 31 May 2027")
    user.fill("From whom", "Harbour Insurance")
    user.press("Keep it")
    assert [kept.what.provider for kept in employers_papers(house.books)] == ["Harbour Insurance"]


def test_a_paper_is_kept_opened_and_taken_off(house: House, user: User, tmp_path: Path) -> None:
    asha(house.books)
    add_certificate(house.books, None, CertificateDetails("employers_liability", START, date(2027, 9, 6)))
    window = house.open()
    window.go("people", employer="certificates")
    whose = "Employers’ liability insurance: Holds to 6 September 2027"
    assert user.sees("No paper kept with it yet.")
    file = tmp_path / "certificate.png"
    file.write_bytes(receipt())
    user.choose_files(f"Add its paper: {whose}", window.desk.files, file)
    user.wait_until(lambda: user.sees("certificate.png, kept 20 November 2026"))
    assert not user.sees("No paper kept with it yet.")
    user.press(f"Open certificate.png: {whose}")
    user.wait_until(lambda: QApplication.activeModalWidget() is not None)
    window.desk.files.next_choice(tmp_path / "copy.png")
    user.press("Save a copy")
    assert user.sees("Saved as copy.png.")
    assert (tmp_path / "copy.png").read_bytes() == file.read_bytes()
    user.press("Close the paper")
    user.press(f"Take certificate.png off: {whose}")
    assert user.sees("No paper kept with it yet.")
    user.press("Undo")
    assert user.sees("certificate.png, kept 20 November 2026")


def test_a_file_that_is_no_paper_is_told(house: House, user: User, tmp_path: Path) -> None:
    asha(house.books)
    window = house.open()
    window.go("people", worker=1)
    file = tmp_path / "notes.exe"
    file.write_bytes(b"MZ")
    user.choose_files("Add a paper: Signed contract", window.desk.files, file)
    user.wait_until(lambda: user.sees("There is a problem"))
    assert papers(house.books, "worker", 1) == ()


def test_new_terms_are_read_back_and_a_gap_is_asked_about(house: House, user: User) -> None:
    asha(house.books)
    house.open()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.press("Add new terms from a date")
    user.fill("First day of these terms", "1/12/2026")
    user.choose("How often paid", "Every week")
    user.fill("First payday", "18/12/2026")
    user.fill("Last day of hours paid that day", "13/12/2026")
    assert user.sees("The terms from 7 September 2026 hold to 30 November 2026.")
    assert user.sees("No payday here pays 1 to 6 December 2026.")
    user.press("Keep the contract")
    assert user.sees("Nobody pays the hours of 1 to 6 December 2026. Is that right?")
    user.fill("First payday", "11/12/2026")
    user.fill("Last day of hours paid that day", "6/12/2026")
    assert not user.sees("No payday here pays")
    user.press("Keep the contract")
    assert [kept.what.first_payday for kept in worker(house.books, 1).contracts] == [
        date(2026, 12, 11),
        date(2026, 10, 2),
    ]


def test_number_and_note_stand_on_the_record(house: House, user: User) -> None:
    asha(house.books)
    house.open()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    user.press("Change about Asha")
    user.fill("Works number", "A7")
    user.fill("Note", "Allergic to cats")
    user.press("Keep these details")
    house.open_again()
    user.press("Asha Rahman. Employee (PA), paid every 4 weeks, since 7 September 2026")
    assert user.sees("A7")
    assert user.sees("Allergic to cats")


def test_the_person_supported_is_changed(house: House, user: User) -> None:
    house.open()
    user.press("Jamie Marsh. Person supported. England")
    user.press("Change the person supported")
    user.fill("Birth date", "2 May 2009")
    user.choose("Lives in", "Wales")
    user.press("Keep these details")
    assert person(house.books).details.born == date(2009, 5, 2)
    assert user.sees("Wales")


def test_everything_may_be_filled_in_on_one_page(house: House, user: User) -> None:
    house.open()
    user.press("Add a PA")
    user.press("All on one page")
    user.choose("How do they work for you?", "Employee (PA)")
    user.fill("Full name", "Tom Griffiths")
    user.fill("First day of the job", "2/11/26")
    user.fill("Birth date", "14.3.2007")
    user.press_key("Tab")
    user.fill("Normal hours", "11.50")
    user.press("Add them")
    record = worker(house.books, 1)
    assert record.missing == ("address", "contract", "tax")
    assert record.rates[0].what == Rate("normal", date(2026, 11, 2), Decimal("11.50"))
    assert user.sees("Not ready to be paid without: address, contract, tax code.")
    user.press("Carry on")
    assert user.sees("Question 1 of 6. Only the name and how they work are needed now. You can come back for the rest.")


def test_a_p45_is_asked_in_full_on_one_page(house: House, user: User) -> None:
    house.open()
    user.press("Add a PA")
    user.press("All on one page")
    user.choose("How do they work for you?", "Employee (PA)")
    user.fill("Full name", "Tom Griffiths")
    user.fill("First day of the job", "2/11/26")
    user.choose("Which paper is there?", "A P45 from the last job")
    user.fill("Leaving date on the P45", "30/10/26")
    user.fill("Tax code on the P45", "1257L")
    user.choose("Statement ticked", "B: only job now, but another job or benefit since 6 April")
    user.choose("National Insurance letter", "A: most people from 21 to State Pension age")
    user.press("Add them")
    assert user.sees("There is a problem")
    user.fill("Earlier pay", "3,200")
    user.fill("Earlier tax", "214.40")
    user.press("Add them")
    kept = worker(house.books, 1).taxes[0].what
    assert (kept.came_from, kept.previous_pay, kept.previous_tax) == (
        "p45_this_year", Money.of("3200"), Money.of("214.40"),
    )  # fmt: skip
    assert kept_statement(house.books, 1) == "B"


def test_five_hundred_people_stay_findable(house: House, user: User) -> None:
    with house.books.operation("Many") as op:
        from carerdesk.store.tables import Worker

        keys = {"employer_id": 1, "person_id": 1}
        op.insert_many(
            Worker,
            [
                {**keys, "name": f"Worker {at:03}", "kind": "agency", "relation": "none", "same_household": False,
                 "works_number": "", "address": "", "phone": "", "email": "", "ni_number": "", "account_name": "",
                 "sort_code": "", "account_number": "", "note": ""}
                for at in range(500)
            ],
        )  # fmt: skip
    house.open()
    user.press("Show more people")
    user.fill("Find somebody", "499")
    user.wait_until(lambda: user.sees("Worker 499") and not user.sees("Worker 001"))
    user.press("Worker 499. Agency")
    assert user.sees("About Worker 499")


def test_every_view_is_open_to_everybody(house: House, user: User) -> None:
    asha(house.books)
    later = date(2026, 11, 2)
    add_rate(house.books, 1, Rate("normal", later, Decimal("13.20")))
    add_tax_details(house.books, 1, Tax(later, "S1257L", "week_one", "A", came_from="statement_b"))
    set_contract(house.books, 1, ContractTerms(later, "monthly", date(2026, 11, 27), date(2026, 11, 22)))
    window = house.open()
    check_access(window)
    for place in (
        {"employer": True},
        {"person": True},
        {"worker": 1},
        {"add": True},
        {"worker": 1, "step": "contract"},
        {"worker": 1, "step": "rates"},
        {"worker": 1, "step": "tax"},
        {"worker": 1, "step": "taking_over"},
        {"worker": 1, "step": "leaving"},
    ):
        window.go("people", **place)
        check_access(window)
