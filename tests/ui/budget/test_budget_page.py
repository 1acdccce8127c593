"""The Budget room as a person uses it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel

from carerdesk.domain.money import Money
from carerdesk.services.evidence.permissions import permissions
from carerdesk.services.funding.budget import budget_cards, funder_budget
from carerdesk.services.funding.rate_enough import read_rate
from carerdesk.ui.theme import Look, apply
from tests.access import check_access
from tests.services.evidence.house import House
from tests.services.evidence.year import COUNCIL, NHS, picture
from tests.user import User

NEW = 2


def test_new_books_ask_who_pays(new_house: House, user: User) -> None:
    new_house.open()
    assert user.sees("Nobody pays yet")
    user.press("Add the first")
    user.press("Add this funder")
    assert user.sees("Choose who it is.")
    assert user.sees("Enter the funder’s name.")
    user.choose("Who is it?", "Council (direct payment)")
    assert user.text_in("Short name") == "Council"
    user.fill("Name", "Westmere Council")
    user.fill("Your reference", "DP-20417")
    user.choose("How often do they want a return?", "Every 4 weeks")
    user.fill("First day of a period", "3 Aug")
    user.fill("Days to send it after a period ends", "28")
    user.fill("Least weeks to hold", "4")
    user.fill("Most weeks to hold", "8")
    user.press("Add this funder")
    assert user.sees("Westmere Council")
    assert user.sees("Nothing is written down yet of what it gives.")
    new_house.open_again()
    budget = funder_budget(new_house.books, NEW)
    assert budget is not None
    details = budget.details
    assert (details.reference, details.cycle, details.cycle_from) == ("DP-20417", "four_weekly", date(2026, 8, 3))
    assert (details.least_weeks, details.most_weeks, details.deadline_days) == (Decimal(4), Decimal(8), 28)
    assert details.cost_based


def test_a_known_funder_fills_the_form_in_and_stays_to_be_checked(new_house: House, user: User) -> None:
    new_house.open()
    user.press("Add the first")
    user.fill("Which funder is it?", "Hari")
    user.press_key("Return")
    assert user.sees("Read on its own pages, 21 November 2026. Check it against your own agreement.")
    assert user.text_in("Name") == "London Borough of Haringey"
    assert (user.text_in("Least weeks to hold"), user.text_in("Most weeks to hold")) == ("4", "8")
    user.fill("Most weeks to hold", "6")
    user.fill("First day of a period", "6 Apr 2026")
    user.press("Add this funder")
    new_house.open_again()
    user.press("See all about London Borough of Haringey")
    assert user.sees("4 to 6 weeks")
    user.press("Show it")
    assert user.find(QLabel, "Due 28 days after it asks.")
    user.press("Where it was read")
    assert user.find(QLabel, "haringey.gov.uk.")


def test_changing_a_funder_overwrites_nothing_with_what_is_known(house: House, user: User) -> None:
    house.open()
    user.press("See all about Westmere Council")
    user.press("Change the agreement")
    user.fill("Which funder is it?", "Sefton")
    user.press_key("Return")
    assert user.text_in("Name") == "Westmere Council"
    user.press("Keep the changes")
    user.press("Show it")
    assert user.find(QLabel, "Due on days it lists.")


def test_half_typed_comes_back(new_house: House, user: User) -> None:
    new_house.open()
    user.press("Add the first")
    user.fill("Name", "NHS West")
    new_house.open_again()
    user.press("Add the first")
    assert user.text_in("Name") == "NHS West"


def test_access_to_work_pays_an_agreed_rate(new_house: House, user: User) -> None:
    new_house.open()
    user.press("Add the first")
    user.choose("Who is it?", "Access to Work")
    user.fill("Name", "Access to Work")
    user.fill("Agreed rate an hour", "18")
    user.press("Add this funder")
    budget = funder_budget(new_house.books, NEW)
    assert budget is not None
    assert (budget.details.cost_based, budget.details.agreed_rate) == (False, Decimal(18))


def test_every_figure_set_aside_opens_its_working(house: House, user: User) -> None:
    house.open()
    assert user.sees("£365.00 a week for 28 h a week, with a contribution of £10.00 a week")
    assert user.sees("All expected has come. Next: £365.00 on Monday 23 November 2026")
    user.press("See all about Westmere Council")
    budget = funder_budget(house.books, COUNCIL)
    assert budget is not None
    for line in budget.aside:
        assert line.amount is not None
        user.press(f"{line.what}: {-line.amount}. Show the working")
        assert user.sees("How we worked it out")
        assert user.sees(line.what)


def test_an_award_changes_from_a_date_and_takes_its_letter(house: House, user: User, tmp_path: Path) -> None:
    house.open()
    user.press("See all about Westmere Council")
    user.press("Add a change from a date")
    user.press("Keep this award")
    assert user.sees("Enter the day it starts.")
    user.fill("From", "7 Dec")
    user.fill("Amount", "380")
    user.choose("How often?", "a week")
    user.fill("Hours a week in the plan", "29")
    user.fill("Contribution of the person", "0")
    user.press("Keep this award")
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(picture("Your award"))
    user.choose_files("Add the letter for the award from 7 December 2026, £380.00", house.page.desk.files, letter)
    house.open_again()
    budget = funder_budget(house.books, COUNCIL)
    assert budget is not None
    new, old = budget.awards[:2]
    assert (new.award.amount, new.award.weekly_minutes, new.award.contribution) == (Money.of(380), 29 * 60, Money(0))
    assert [paper.file_name for paper in new.papers] == ["letter.pdf"]
    assert old.award.last_day == date(2026, 12, 6)


def test_a_permission_lets_money_be_kept_for_a_purpose(house: House, user: User) -> None:
    house.open()
    free = next(card for card in budget_cards(house.books) if card.funder_id == NHS).money.weeks.free
    user.press("See all about NHS Westmere ICB")
    user.press("Add a permission")
    user.fill("What was agreed?", "A bike")
    user.fill("Who agreed?", "Priya Nair")
    user.fill("When?", "19 Nov")
    user.choose("How?", "By e-mail")
    user.press("Keep this permission")
    user.press("Add something to save for")
    user.fill("What is it for?", "Adapted bike")
    user.fill("How much?", "150")
    user.choose("Which permission?", "A bike (Priya Nair, 19 November 2026)")
    user.press("Keep this saving")
    (agreed, *_) = permissions(house.books, NHS)
    assert (agreed.who, agreed.how) == ("Priya Nair", "email")
    after = next(card for card in budget_cards(house.books) if card.funder_id == NHS).money
    assert after.weeks.free == free - Money.of(150)
    user.press("Undo")
    again = next(card for card in budget_cards(house.books) if card.funder_id == NHS).money
    assert again.weeks.free == free


def test_the_weeks_are_a_picture_and_a_table(house: House, user: User) -> None:
    house.open()
    user.press("See all about Westmere Council")
    user.press("Show the weeks as a table")
    user.find(QAbstractButton, "Show the weeks as a picture")
    assert user.sees("Week to 20 Nov 2026")


def test_the_plan_grows_and_what_is_unused_can_go(house: House, user: User) -> None:
    house.open()
    user.press("See all about Westmere Council")
    user.press("Add an outcome")
    user.press("Add this outcome")
    assert user.sees("Enter what the plan is for, in a few words.")
    user.fill("Outcome", "Swimming")
    user.press("Add this outcome")
    user.press("Take out Swimming")
    budget = funder_budget(house.books, COUNCIL)
    assert budget is not None
    assert [one.title for one in budget.outcomes] == ["Getting out and about"]


def test_a_link_opens_a_funder_or_the_first_step(house: House, user: User) -> None:
    house.open()
    house.page.open_at(funder=NHS)
    assert user.sees("NHS (personal health budget)")
    house.page.open_at(add="permission")
    user.choose("Which funder?", "Westmere Council")
    house.page.open_at(funder=99)
    assert user.sees("Who pays for the support, what is left of it, and what it is kept for.")


@pytest.mark.parametrize(
    "view", ["cards", "funder", "add_funder", "change", "award", "outcome", "permission", "saving"]
)
def test_everybody_can_use_it(house: House, user: User, view: str) -> None:
    window = house.open()
    if view == "add_funder":
        user.press("Add a funder")
    elif view != "cards":
        user.press("See all about Westmere Council")
    buttons = {
        "change": "Change the agreement", "award": "Add a change from a date", "outcome": "Add an outcome",
        "permission": "Add a permission", "saving": "Add something to save for",
    }  # fmt: skip
    if view in buttons:
        user.press(buttons[view])
    check_access(window)


def test_high_contrast_starts_with_tables(house: House, user: User, qapp: object) -> None:
    house.open(appearance="contrast")
    user.press("See all about Westmere Council")
    user.find(QAbstractButton, "Show the weeks as a picture")
    apply(qapp, Look())  # type: ignore[arg-type]


def test_the_rate_beside_what_an_hour_costs_with_a_cost_of_ones_own_and_a_letter(
    house: House, user: User, tmp_path: Path
) -> None:
    house.open()
    user.press("See all about Westmere Council")
    user.press("How it was worked out")
    before = read_rate(house.books, COUNCIL)
    assert before.enough is not None
    assert user.find(QLabel, f"{before.enough.cost.an_hour} an hour")
    user.press("Add a cost")
    user.press("Add this cost")
    assert user.sees("Enter what it is.")
    user.fill("What is it?", "Payroll fee")
    user.choose("How is it counted?", "Pounds a week")
    user.fill("How much?", "5.94")
    user.press("Add this cost")
    house.open_again()
    user.press("See all about Westmere Council")
    assert user.find(QLabel, "Payroll fee, £5.94 a week")
    after = read_rate(house.books, COUNCIL)
    assert after.enough is not None
    assert after.enough.cost.total - before.enough.cost.total == Money(30888)
    letter = tmp_path / "letter.pdf"
    user.choose_files("Write the letter", house.page.desk.files, letter)
    user.wait_until(letter.exists)
    user.press("Take out Payroll fee")
    user.press("Undo")
    assert user.find(QLabel, "Payroll fee, £5.94 a week")
