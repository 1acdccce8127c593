"""The forms of the room: accounts, lines, sorting, matching, checking, bills; each survives closing and opening."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.money.accounts import FunderAmount, NewAccount, accounts, add_account
from carerdesk.services.money.bills import bills
from carerdesk.services.money.checking import bank_checks
from carerdesk.services.money.register import Query, Show, register_page, register_totals
from carerdesk.services.money.rules import rules
from carerdesk.store.tables import PlanOutcome
from tests import access
from tests.services.money.conftest import add_payslip, add_worker, made
from tests.services.money.papers import receipt
from tests.ui.money.conftest import House, choose_more
from tests.user import User

DAY = date(2026, 11, 19)


def fill_account(user: User) -> None:
    user.fill("Name", "Support account")
    user.fill("Account number ends in", "4471")
    user.fill("First day in the books", "6 April 2026")
    user.fill("Balance at the start of that day", "100")


def test_an_account_is_added_and_is_there_after_closing(house: House, user: User) -> None:
    house.open()
    user.press("Add the account")
    fill_account(user)
    user.fill("Westmere Council", "60")
    assert user.sees("The rest, £40.00, counts as your own money.")
    user.fill("NHS Westmere ICB", "50")
    assert user.sees("The shares come to £10.00 more than the balance.")
    user.press("Keep this account")
    assert user.sees("The shares come to £110.00 and the balance is £100.00")
    user.fill("NHS Westmere ICB", "40")
    assert user.sees("All of the balance is shared out.")
    user.press("Keep this account")
    house.open_again()
    (view,) = accounts(house.books)
    assert view.opening_parts == (FunderAmount(2, Money.of(60)), FunderAmount(3, Money.of(40)))
    assert user.sees("Support account ending 4471: £100.00, no lines yet.")


def test_what_was_left_is_shared_out_again_when_a_funder_comes_later(house: House, user: User) -> None:
    new = NewAccount("Support account", date(2026, 4, 6), Money.of(100), (FunderAmount(1, Money.of(100)),))
    made(add_account(house.books, new))
    house.open()
    choose_more(user, "Accounts")
    assert user.sees("Began with £100.00: Own money £100.00")
    user.press("Change Support account")
    assert user.text_in("Westmere Council") == ""
    assert user.sees("The rest, £100.00, counts as your own money.")
    user.fill("Westmere Council", "70")
    user.press("Keep this account")
    assert user.sees("Began with £100.00: Own money £30.00, Council £70.00")
    assert accounts(house.books)[0].opening_parts == (FunderAmount(1, Money.of(30)), FunderAmount(2, Money.of(70)))


def test_a_half_typed_account_comes_back_as_it_was_left(house: House, user: User) -> None:
    house.open()
    user.press("Add the account")
    user.fill("Name", "Support acc")
    user.fill("First day in the books", "not a day")
    house.open_again()
    user.press("Add the account")
    assert (user.text_in("Name"), user.text_in("First day in the books")) == ("Support acc", "not a day")
    user.press("Keep this account")
    assert user.sees("First day in the books must be a date")


def test_an_account_without_day_or_balance_is_asked_for_them(house: House, user: User) -> None:
    house.open()
    user.press("Add the account")
    user.fill("Name", "Support account")
    user.press("Keep this account")
    assert user.sees("Enter the first day in the books")
    assert user.sees("Enter the balance at the start of that day, or 0")
    assert accounts(house.books) == ()


def test_an_account_is_changed_and_closed(house: House, user: User) -> None:
    house.account()
    house.open()
    choose_more(user, "Accounts")
    user.press("Change Support account")
    user.fill("Name", "Jamie account")
    user.press("Keep this account")
    assert accounts(house.books)[0].name == "Jamie account"
    user.press("Change Jamie account")
    user.press("Close this account")
    assert user.sees("There is still £100.00 on the account")
    house.line(date(2026, 11, 1), "-100", "Moved")
    user.press("Close this account")
    assert accounts(house.books)[0].closed_on == date(2026, 11, 20)
    user.press("Open Jamie account again")
    assert accounts(house.books)[0].closed_on is None


def test_a_line_is_typed_then_another(house: House, user: User) -> None:
    house.account()
    house.open()
    user.press("Add a line")
    user.fill("Day", "yesterday")
    user.fill("Amount", "12.40")
    user.fill("Who was paid, or who paid", "Bramley Stores")
    user.press("Add it, then another")
    assert user.text_in("Day") == "yesterday"
    assert user.focus() == "Amount"
    user.fill("Amount", "5")
    user.press("Which way: Money in")
    user.fill("Who was paid, or who paid", "Refund")
    user.press("Add this line")
    assert [(row.who, row.amount, row.day) for row in register_page(house.books, Query())] == [
        ("Refund", Money.of(5), DAY), ("Bramley Stores", Money.of("-12.40"), DAY),
    ]  # fmt: skip
    assert user.sees("In on Thursday 19 November 2026")


def test_a_half_typed_line_comes_back(house: House, user: User) -> None:
    house.account()
    house.open()
    user.press("Add a line")
    user.fill("Amount", "12.4x")
    user.press("Back")
    house.open_again()
    user.press("Add a line")
    assert user.text_in("Amount") == "12.4x"
    user.press("Add this line")
    assert user.sees("Amount must be an amount, like 12.40")


def test_a_typed_line_is_put_right_and_taken_out(house: House, user: User) -> None:
    house.account()
    house.line(DAY, "-12.40", "BRAMLEY STORES")
    house.open()
    user.row("Bramley", within="Lines")
    user.press("Put right")
    user.fill("Amount", "12.04")
    user.press("Put this line right")
    assert register_page(house.books, Query())[0].amount == Money.of("-12.04")
    user.press("Put right")
    user.press("Take this line out")
    assert register_page(house.books, Query()) == ()
    user.press("Undo")
    assert len(user.rows("Lines")) == 1


def test_a_line_is_sorted_for_good_and_the_others_follow(house: House, user: User) -> None:
    house.account()
    with house.books.operation("Outcome") as op:
        op.session.add(PlanOutcome(employer_id=1, person_id=1, funder_id=3, title="Swimming each week"))
    house.line(date(2026, 11, 10), "-8", "TY GWYN LEISURE")
    house.line(DAY, "-10", "TY GWYN LEISURE")
    house.open()
    user.row("19 November", within="Lines")
    user.press("Sort this line")
    user.choose("What it was for", "Activities and outings")
    user.press("Whose money: NHS Westmere ICB")
    user.choose("Outcome in the plan", "Swimming each week")
    user.tick("Sort lines from Ty Gwyn Leisure like this from now on")
    user.press("Keep this")
    assert user.sees("Swimming each week")
    assert rules(house.books)[0].name == "Ty Gwyn Leisure"
    user.press("Sort them the same")
    assert register_totals(house.books, Query()).counts[Show.NOT_SORTED] == 0
    choose_more(user, "Accounts")
    user.press("Forget how Ty Gwyn Leisure is sorted")
    assert rules(house.books) == ()


def test_the_same_again_takes_last_times_answer(house: House, user: User) -> None:
    house.account()
    house.line(date(2026, 11, 10), "-8", "TY GWYN LEISURE", "activities", 3)
    house.line(DAY, "-10", "TY GWYN LEISURE")
    house.open()
    user.row("19 November", within="Lines")
    assert user.sees("Last time: Activities and outings, NHS.")
    user.press("The same again")
    assert register_totals(house.books, Query()).counts[Show.NOT_SORTED] == 0


def test_a_line_is_split_between_two_funders(house: House, user: User) -> None:
    house.account()
    house.line(DAY, "-10", "HARBOUR INSURANCE")
    house.open()
    user.row("Harbour", within="Lines")
    user.press("Sort this line")
    user.choose("What it was for", "Employers' liability insurance")
    user.press("Whose money: Westmere Council")
    user.press("Split between several")
    user.fill("Amount, part 1", "7.50")
    assert user.text_in("Amount, part 2") == "2.50"
    user.press("Whose money, part 2: NHS Westmere ICB")
    user.press("Keep this")
    assert "Funder: Council 75%, NHS 25%" in user.rows("Lines")[0]
    user.press("Change details")
    user.fill("Amount, part 2", "3")
    user.fill("Amount, part 1", "6")
    user.fill("Amount, part 2", "11")
    user.press("Keep this")
    assert user.sees("There is £1.00 between them")
    assert user.sees("Enter an amount for this part, or take the part out")
    user.press("Take part 2 out")
    user.press("Keep this")
    assert "Funder: Council." in user.rows("Lines")[0]


@pytest.fixture
def wages(house: House) -> House:
    house.account()
    with house.books.operation("Funder") as op:
        from carerdesk.store.tables import Funder

        op.session.add(Funder(employer_id=1, person_id=1, name="Access to Work", short_name="AtW", kind="atw"))
    add_payslip(house.books, add_worker(house.books, "Asha Rahman"), (2, 3, 4))
    house.line(date(2026, 10, 30), "-1265.64", "A RAHMAN")
    return house


def test_a_wage_is_matched_in_one_press(wages: House, user: User) -> None:
    wages.open()
    choose_more(user, "Match payments, 1")
    user.press("Match the 1 we are sure of")
    assert user.sees("Nothing to match")
    user.press("Back to the lines")
    assert "Proof: Matches payslip" in user.rows("Lines")[0]
    user.row("A Rahman", within="Lines")
    user.press("Undo the match")
    assert "Not sorted yet" in user.rows("Lines")[0]
    user.press("Match with Asha Rahman’s pay of 30 October 2026")
    wages.open_again()
    assert "Proof: Matches payslip" in user.rows("Lines")[0]


def test_what_a_line_pays_can_be_chosen_by_hand(wages: House, user: User) -> None:
    wages.line(date(2026, 11, 12), "-500", "CASH TO ASHA")
    wages.open()
    user.row("Cash", within="Lines")
    user.press("What does it pay?")
    user.tick("Asha Rahman’s pay of 30 October 2026")
    assert user.text_in("How much of Asha Rahman’s pay of 30 October 2026") == "500.00"
    user.fill("How much of Asha Rahman’s pay of 30 October 2026", "501")
    user.press("Match this line")
    assert user.sees("These come to £501.00 and the line is £500.00")
    user.fill("How much of Asha Rahman’s pay of 30 October 2026", "500")
    user.press("Match this line")
    assert user.sees("Pays £500.00 of Asha Rahman’s pay of 30 October 2026")


def test_a_transfer_is_found_and_taken_apart(house: House, user: User) -> None:
    house.account()
    house.account("Savings", "9902")
    house.line(DAY, "-50", "TO SAVINGS")
    house.line(DAY, "50", "FROM SUPPORT", at=2)
    house.open()
    choose_more(user, "Match payments, 1")
    user.press("It is a transfer: £50.00 out of Support account on 19 November 2026, into Savings on 19 November 2026")
    user.press("Back to the lines")
    user.row("To Savings", within="Lines")
    assert user.sees("The other half: Savings, From Support, 19 November 2026")
    user.press("Undo the transfer")
    user.press("It is a transfer with Savings, 19 November 2026")
    assert user.sees("The other half:")


def test_checking_keeps_what_was_typed_and_agrees_by_itself(house: House, user: User) -> None:
    house.account()
    house.account("Savings", "9902")
    house.open()
    choose_more(user, "Check against the bank")
    user.press("Check")
    assert user.sees("Enter the date on the statement")
    user.fill("Date on the statement", "19/11/2026")
    user.press("Savings ending 9902")
    assert user.text_in("Date on the statement") == ""
    user.press("Support account ending 4471")
    assert user.text_in("Date on the statement") == "19/11/2026"
    user.fill("Balance on that date", "90")
    user.press("Check")
    assert user.sees("The bank has £10.00 less.")
    assert user.sees("A line of £10.00 out")
    house.line(date(2026, 11, 18), "-10", "BUS")
    house.open_again()
    choose_more(user, "Check against the bank")
    user.press("Support account ending 4471")
    assert user.sees("19 November 2026: £90.00. The books agree with the bank.")
    assert house.window is not None
    pin = "Add the statement of 19 November 2026"
    user.choose_files(pin, house.window.desk.files, house.file("november.png", receipt()))
    assert user.sees("november.png")
    user.press("Take out the balance of 19 November 2026")
    assert user.sees("There are papers on it. Take them off first")
    user.press("Take november.png off the balance of 19 November 2026")
    user.press("Take out the balance of 19 November 2026")
    assert bank_checks(house.books, 1) == ()


def test_a_likely_cause_leads_to_its_line(house: House, user: User) -> None:
    house.account()
    house.line(date(2026, 11, 18), "-10", "BUS")
    house.line(date(2026, 11, 18), "-10", "BUS")
    house.open()
    choose_more(user, "Check against the bank")
    user.fill("Date on the statement", "19/11/2026")
    user.fill("Balance on that date", "90")
    user.press("Check")
    assert user.sees("Bus on 18 November 2026, £10.00, may be here twice.")
    user.press("Show the line for 19 November 2026, 1")
    assert user.sees("Out on Wednesday 18 November 2026")


def test_a_bill_is_written_down_proved_and_taken_out(house: House, user: User) -> None:
    house.account()
    window = house.open()
    choose_more(user, "Bills")
    user.fill("Who is it from?", "Harbour Insurance")
    user.fill("Amount", "89")
    user.choose("What is it for?", "Employers' liability insurance")
    user.press("Whose money will pay it?: Westmere Council")
    user.press("Add this bill")
    assert user.sees("Employers' liability insurance. £89.00 to pay")
    which = "Harbour Insurance, 20 November 2026, £89.00"
    user.choose_files(f"Add a paper to {which}", window.desk.files, house.file("bill.png", receipt()))
    assert user.sees("1 paper on it")
    user.press(f"Take out {which}")
    assert user.sees("There are papers on it. Take them off first")
    house.open_again()
    assert bills(house.books)[0].funder_id == 2


def test_loose_papers_find_their_line(house: House, user: User) -> None:
    house.account()
    house.line(DAY, "-10", "TY GWYN LEISURE", "activities", 3)
    window = house.open()
    choose_more(user, "Loose papers")
    assert user.sees("No loose papers")
    user.press("Back to the lines")
    user.choose_files("Choose files", window.desk.files, house.file("r.png", receipt()))
    user.press("Keep it for later")
    choose_more(user, "Loose papers")
    user.press("Find the line of r.png, number 1")
    user.press("Thursday 19 November 2026, Ty Gwyn Leisure, Activities and outings, NHS, £10.00 out, Needs a receipt")
    assert "Proof: Receipt" in user.rows("Lines")[0]


@pytest.mark.parametrize("view", ["add_line", "show_accounts", "add_account", "match", "check_bank", "show_bills"])
def test_every_view_grants_access(wages: House, user: User, view: str) -> None:
    window = wages.open()
    getattr(wages.page, view)()
    wages.settle()
    access.check_access(window)


@pytest.mark.parametrize("view", ["sort", "choose_match", "explain", "change_line"])
def test_every_view_of_a_line_grants_access(wages: House, user: User, view: str) -> None:
    window = wages.open()
    getattr(wages.page, view)(1)
    wages.settle()
    access.check_access(window)
