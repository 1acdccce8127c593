"""Deductions, the minimum wage and family on a worker's page, as a person goes through them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from carerdesk.domain.money import Money
from carerdesk.services.deductions.details import StandingDetails
from carerdesk.services.deductions.read import deductions_of
from carerdesk.services.deductions.standing import add_standing
from carerdesk.services.people.change_worker import change_worker
from carerdesk.services.people.family import family_view
from carerdesk.services.people.read import worker
from carerdesk.services.people.wage_terms import wage_terms_of
from carerdesk.ui.main_window import MainWindow
from tests.access import check_access
from tests.ui.people.conftest import House
from tests.ui.people.test_people_page import START, asha
from tests.user import User

RELATIVE = {"relation": "sibling", "same_household": True, "relation_to_person": "other_relative"}


def on_page(house: House, **changed: object) -> None:
    asha(house.books)
    if changed:
        change_worker(house.books, 1, replace(worker(house.books, 1).details, **changed))  # type: ignore[arg-type]
    at_page(house.open())


def at_page(window: MainWindow) -> None:
    """The worker's page in a window so tall that all of it is on screen."""
    window.resize(1366, 4600)
    window.go("people", worker=1)


def test_an_agreed_deduction_is_refused_without_consent_and_kept_with_it(house: House, user: User) -> None:
    on_page(house)
    user.press("Add an agreed deduction")
    user.choose("What is it for?", "A loan from you")
    user.fill("Its name on the payslip", "Loan for a bicycle")
    user.fill("Taken each payday", "50")
    user.fill("Total to be taken", "300")
    user.fill("First payday it is taken on", "27/11/26")
    user.press("Keep the deduction")
    assert user.sees("Enter the day the PA agreed to this in writing")
    assert deductions_of(house.books, 1).standing == ()
    user.fill("Agreed in writing on", "28/11/26")
    user.press("Keep the deduction")
    assert user.sees("The PA must have agreed by 27 November 2026, before anything is taken.")
    user.fill("Agreed in writing on", "20/11/26")
    user.press("Keep the deduction")
    assert user.sees("£50.00 each payday")
    assert user.sees("A loan from you. From 27 November 2026; £300.00 left of £300.00.")
    assert user.sees("No paper kept with it yet. Keep what the PA signed")
    at_page(house.open_again())
    assert user.sees("Loan for a bicycle")


def test_rent_is_ticked_as_for_the_employer_and_a_loan_is_not(house: House, user: User) -> None:
    on_page(house)
    user.press("Add an agreed deduction")
    user.choose("What is it for?", "Rent or a home you provide")
    assert user.is_ticked("The money is for your own use or benefit")
    user.choose("What is it for?", "A loan from you")
    assert not user.is_ticked("The money is for your own use or benefit")


def test_an_order_keeps_the_figures_that_stand_on_it(house: House, user: User) -> None:
    on_page(house)
    user.press("Add an order")
    user.choose("What kind of order is it?", "An order that comes first (fines, child maintenance, council tax)")
    user.fill("Its name on the payslip", "Council tax order")
    user.press("Keep the order")
    assert user.sees("Enter the first payday it is taken on.")
    user.fill("First payday it is taken on", "27/11/26")
    user.press("Keep the order")
    assert user.sees("Enter the amount the order takes each payday, or its percent below.")
    assert user.sees("Say to whom the money is paid over: it is on the order.")
    user.fill("Paid over to", "Westmere Council")
    user.fill("Amount taken each payday", "100")
    user.fill("Protected earnings each payday", "600")
    user.press("Keep the order")
    details = deductions_of(house.books, 1).standing[0].details
    assert (details.amount, details.protected) == (Money.of("100"), Money.of("600"))
    user.press("Change Council tax order")
    assert user.text_in("Protected earnings each payday") == "600.00"
    user.fill("Amount taken each payday", "120")
    user.press("Keep the order")
    assert user.sees("£120.00 each payday, never leaving less than £600.00")


def test_a_deduction_is_ended_taken_out_and_brought_back(house: House, user: User) -> None:
    asha(house.books)
    loan = StandingDetails("loan", "Loan", START, amount=Money.of("50"), consent_on=START)
    add_standing(house.books, 1, loan)
    at_page(house.open())
    user.press("End Loan")
    user.fill("Last payday it is taken on", "2/11/26")
    user.press("End it")
    assert user.sees("Ended 2 November 2026")
    user.press("Take out Loan")
    assert not user.sees("£50.00 each payday")
    user.press_key("Ctrl+Z")
    assert user.sees("£50.00 each payday")


def test_a_half_typed_deduction_is_there_again(house: House, user: User) -> None:
    on_page(house)
    user.press("Add an agreed deduction")
    user.fill("Its name on the payslip", "Loan for a")
    user.press("Come back later")
    at_page(house.open_again())
    user.press("Add an agreed deduction")
    assert user.text_in("Its name on the payslip") == "Loan for a"


def test_something_once_asks_only_what_its_kind_needs(house: House, user: User) -> None:
    on_page(house)
    user.press("Add something once")
    user.choose("What is it?", "Miles by bicycle")
    assert not user.sees("Amount")
    user.fill("Miles", "30")
    user.fill("Paid a mile", "0.20")
    user.fill("Payday", "27/11/26")
    user.press("Add it to the pay")
    assert user.sees("Mileage, bicycle: £6.00, 30 miles at £0.20")
    user.press("Add something once")
    user.choose("What is it?", "An advance already paid: part of this pay")
    user.fill("Amount", "100")
    user.fill("Payday", "27/11/26")
    user.press("Add it to the pay")
    assert user.sees("Enter the day the PA had this money.")
    user.fill("Paid on", "13/11/26")
    user.press("Add it to the pay")
    assert user.sees("Advance: £100.00")
    user.press("Take out Advance")
    assert not user.sees("Advance: £100.00")


def test_the_family_questions_are_asked_and_nothing_is_decided_before(house: House, user: User) -> None:
    on_page(house, **RELATIVE)
    assert user.sees("Not decided: letter A, National Insurance is taken.")
    assert user.sees("The minimum wage is checked on every payday")
    assert user.sees("No agreement recorded yet.")
    user.press("Answer the family questions about Asha")
    user.choose("Is this job left out of National Insurance?", "Yes, letter X: I have read this and it fits")
    user.choose(
        "Is this job outside the minimum wage?",
        "Yes: a member of the family, in the family home, sharing its tasks, and not a business",
    )
    user.press("Keep these answers")
    assert user.sees("Write down why: it stays with every payslip")
    user.fill("Why?", "My sister, who lives with us")
    user.fill("Agreed in writing on", "1/9/26")
    user.fill("What was agreed, and by whom", "Panel of 1 September")
    user.press("Keep these answers")
    assert user.sees("Decided: letter X, no National Insurance.")
    assert user.sees("Decided: not checked against the minimum wage. My sister, who lives with us")
    assert user.sees("Agreed in writing on 1 September 2026: Panel of 1 September")
    user.press_key("Ctrl+Z")
    assert user.sees("Not decided: letter A, National Insurance is taken.")
    assert family_view(house.books, 1).agreed_on is None


def test_a_worker_says_how_they_stand_to_both(house: House, user: User) -> None:
    on_page(house)
    user.press("Change about Asha")
    user.choose("Related to Jamie Marsh, the person supported?", "Brother or sister (half too)")
    user.tick("Lives in the same home as the person supported")
    assert user.sees("Ask the council first, in writing")
    user.press("Keep these details")
    details = worker(house.books, 1).details
    assert (details.relation_to_person, details.lives_with_person) == ("sibling", True)
    assert user.sees("No agreement recorded yet.")


def test_what_the_minimum_wage_hangs_on_is_kept_from_a_day(house: House, user: User) -> None:
    on_page(house)
    user.press("Change what Asha’s minimum wage hangs on")
    user.choose("Vehicle used for work", "Bicycle")
    user.choose("Where do they wait when on call?", "At home")
    user.fill("What you charge for it a day", "12")
    user.press("Keep these details")
    assert user.sees("Enter how many nights a week they live in the home you charge for.")
    user.fill("Nights a week in a home you provide", "5")
    user.press("Keep these details")
    assert user.sees("5 nights a week, £12.00 a day")
    (kept,) = wage_terms_of(house.books, 1)
    assert (kept.what.vehicle, kept.what.on_call_at, kept.what.nights) == ("bicycle", "home", Decimal(5))


def test_forms_and_cards_can_be_reached_and_read(house: House, user: User) -> None:
    asha(house.books)
    change_worker(house.books, 1, replace(worker(house.books, 1).details, **RELATIVE))  # type: ignore[arg-type]
    consent = {"amount": Money.of("50"), "consent_on": date(2026, 9, 1)}
    add_standing(house.books, 1, StandingDetails("loan", "Loan for a bicycle", START, **consent))  # type: ignore[arg-type]
    window = house.open(text_size=200)
    window.go("people", worker=1)
    check_access(window)
    for button in ("Add an agreed deduction", "Add an order", "Add something once"):
        window.go("people", worker=1)
        user.press(button)
        check_access(window)
    for step in ("family", "wage"):
        window.go("people", worker=1, step=step)
        check_access(window)
