"""The Evidence room as a person uses it."""

from __future__ import annotations

from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QAbstractButton, QApplication

from carerdesk.services.evidence.returns import one_return
from carerdesk.services.evidence.sending import sent_packs
from carerdesk.services.money.attaching import detach, papers
from tests.access import check_access
from tests.services.evidence.house import House
from tests.services.evidence.year import COUNCIL, FIRST, LAST, SHOP, line_called, picture
from tests.user import User, name_of

RETURN = "6 July to 5 October 2026"


def lose_the_receipt(house: House) -> None:
    for paper in papers(house.books, "bank_line", line_called(house.books, SHOP)):
        detach(house.books, paper.attachment_id)


def row_of(start: str) -> str:
    """The spoken name of the first row button that begins so."""
    names = [name_of(each) for each in QApplication.allWidgets() if isinstance(each, QAbstractButton)]
    return next(name for name in names if name.startswith(start))


def open_return(house: House, user: User) -> None:
    house.page.open_at(funder=COUNCIL, first=FIRST.isoformat(), last=LAST.isoformat())
    user.wait_until(lambda: user.sees("passed"))


def test_new_books_say_what_to_do_first(new_house: House, user: User) -> None:
    new_house.open()
    assert user.sees("No return yet")
    user.press("Add a funder")
    assert user.sees("Take it from the agreement or the award letter.")


def test_funders_without_money_lead_to_the_bank(two_funders: House, user: User) -> None:
    two_funders.open()
    user.press("Go to Money")
    assert user.sees("Money")


def test_every_return_stands_with_its_day_and_opens(house: House, user: User) -> None:
    lose_the_receipt(house)
    house.open()
    assert user.sees("Westmere Council")
    assert user.sees("Monday 2 November 2026")
    user.wait_until(lambda: user.sees("1 thing missing"))
    user.press(row_of(f"Council: {RETURN}"))
    assert user.sees(f"Council return, {RETURN}")
    user.wait_until(lambda: user.sees("1 to put right"))
    assert user.sees("11 passed")
    user.press("All returns")
    assert user.sees("NHS Westmere ICB")


def test_a_missing_receipt_leads_to_its_bank_line(house: House, user: User) -> None:
    lose_the_receipt(house)
    house.open()
    open_return(house, user)
    assert user.sees("Spending with its proof")
    assert user.sees("9 of 10")
    user.press(f"See the bank line: {SHOP} on 12 August 2026, £12.40, has no proof yet.")
    assert house.page.title == "Money"


def test_a_reason_is_written_kept_half_typed_and_shown(house: House, user: User) -> None:
    lose_the_receipt(house)
    house.open()
    open_return(house, user)
    user.press("Write a reason for test 12")
    assert user.sees("What was found")
    user.fill("Reason", "The till roll was")
    house.open_again()
    open_return(house, user)
    user.press("Write a reason for test 12")
    assert user.text_in("Reason") == "The till roll was"
    user.fill("Reason", "The till roll was blank.")
    user.press("Keep this reason")
    user.wait_until(lambda: user.sees("1 explained"))
    assert user.sees("Your reason: The till roll was blank.")
    assert one_return(house.books, COUNCIL, FIRST, LAST).ready
    user.press("Undo")
    user.wait_until(lambda: user.sees("1 to put right"))


def test_the_pack_is_made_saved_and_marked_as_sent(house: House, user: User, tmp_path: Path) -> None:
    house.open()
    open_return(house, user)
    user.press("Make the pack")
    user.wait_until(lambda: user.sees("The pack is made: PDF"), timeout=60_000)
    user.choose_files("Save PDF, spreadsheet and ZIP", house.page.desk.files, tmp_path / "stick")
    saved = tmp_path / "stick" / "Westmere Council, 6 July to 5 October 2026.pdf"
    assert "Direct payment return" in (pypdf.PdfReader(saved).pages[0].extract_text() or "")
    user.press("Mark this pack as sent")
    assert user.sees("Westmere Council, 6 July to 5 October 2026.pdf")
    user.press("Keep it as sent")
    assert user.sees("There is a problem")
    assert user.sees("Choose how it was sent.")
    user.choose("How was it sent?", "By e-mail")
    user.fill("To whom", "returns@westmere.example")
    user.press("Keep it as sent")
    assert user.sees("Sent on 20 November 2026.")
    (kept,) = sent_packs(house.books)
    assert kept.sent.to_whom == "returns@westmere.example"
    house.open_again()
    user.wait_until(lambda: user.sees("92 days. Sent on 20 November 2026"))
    user.press("What was sent")
    assert user.sees("Sent on 20 November 2026, by e-mail, to returns@westmere.example.")
    answer = tmp_path / "answer.pdf"
    answer.write_bytes(picture("Received with thanks"))
    stem = "Westmere Council, 6 July to 5 October 2026"
    user.choose_files(f"Add proof of sending for {stem}", house.page.desk.files, answer)
    assert user.sees("Proof: answer.pdf")
    user.choose_files(f"Save the files again of {stem}", house.page.desk.files, tmp_path / "again")
    assert (tmp_path / "again" / saved.name).read_bytes() == saved.read_bytes()


def test_stop_leaves_no_pack(house: House, user: User) -> None:
    house.open()
    open_return(house, user)
    user.press("Make the pack")
    user.press("Stop: Making the pack")
    user.wait_until(lambda: user.sees("Make the pack"), timeout=60_000)
    assert user.sees("Stopped. Nothing was left behind.") or user.sees("The pack is made: PDF")


def test_files_saved_before_can_be_marked_as_sent(house: House, user: User, tmp_path: Path) -> None:
    house.open()
    open_return(house, user)
    user.press("Mark as sent")
    assert user.sees("Make the pack first, or choose the files you saved and sent.")
    wrong = tmp_path / "return.xlsx"
    wrong.write_bytes(b"x")
    user.choose_files("Choose the files that were sent", house.page.desk.files, wrong)
    assert user.sees("Choose the PDF that was sent.")
    sent = tmp_path / "return.pdf"
    sent.write_bytes(picture("As posted"))
    user.choose_files("Choose the files that were sent", house.page.desk.files, sent)
    assert user.sees("return.pdf")


def test_a_period_from_a_letter_is_added(house: House, user: User) -> None:
    house.open()
    user.press("Add a period for NHS")
    user.fill("First day", "3 Aug")
    user.press("Keep this period")
    assert user.sees("Enter the last day.")
    user.fill("Last day", "22 Nov")
    user.fill("To be sent by", "2 Dec")
    user.press("Keep this period")
    assert user.sees("3 August to 22 November 2026")
    assert user.sees("Wednesday 2 December 2026")


def test_accounts_are_shown_and_saved(house: House, user: User, tmp_path: Path) -> None:
    house.open()
    user.press("Accounts")
    assert user.sees("Activities and outings")
    user.find(QAbstractButton, "Save the accounts")
    assert user.sees("The accounts add up to the bank and to the funders’ money, difference 0.00.")
    user.press("Last year from April")
    assert user.sees("No account is in the books for these days.")
    user.fill("From", "1/7/2026")
    user.fill("To", "30/6/2027")
    user.press("Show these accounts")
    user.choose_files("Save the accounts", house.page.desk.files, tmp_path)
    name = "Accounts, Jamie Marsh, 1 July 2026 to 30 June 2027.pdf"
    user.wait_until(lambda: (tmp_path / name).exists() and user.sees("Saved in"))


def test_permissions_stand_with_day_and_way_and_take_a_letter(house: House, user: User, tmp_path: Path) -> None:
    house.open()
    user.press("Permissions")
    assert user.sees("Sam may be paid")
    assert user.sees("Dana Reid agreed on Monday 6 July 2026, in a letter, about Sam Marsh.")
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(picture("Dear Ms Marsh"))
    user.choose_files("Add the letter or e-mail for: Sam may be paid", house.page.desk.files, letter)
    assert user.sees("letter.pdf")


@pytest.mark.parametrize("view", ["list", "return", "reason", "sent", "accounts", "permissions", "period"])
def test_everybody_can_use_it(house: House, user: User, view: str) -> None:
    lose_the_receipt(house)
    window = house.open()
    if view in {"return", "reason", "sent"}:
        open_return(house, user)
        if view != "return":
            user.press({"reason": "Write a reason for test 12", "sent": "Mark as sent"}[view])
    elif view != "list":
        user.press({"accounts": "Accounts", "permissions": "Permissions", "period": "Add a period for NHS"}[view])
    check_access(window)


def test_the_pack_goes_on_while_somebody_works_elsewhere(house: House, user: User) -> None:
    house.open()
    open_return(house, user)
    user.press("Make the pack")
    user.press("All returns")
    user.wait_until(lambda: user.sees("The pack is made. Save it, read it through and sign it."), timeout=60_000)
    open_return(house, user)
    user.find(QAbstractButton, "Save PDF, spreadsheet and ZIP")


def test_each_result_opens_what_was_compared(house: House, user: User) -> None:
    house.open()
    open_return(house, user)
    user.press("Each wage paid equals the payslips' take-home pay: 6 of 6 agree. Show the working")
    assert user.sees("Asha’s payslip of Friday 31 July: £1,402.80")
    assert user.sees("paid £1,402.80")
    user.press("Weeks held are inside the limits: 1.4 weeks free. Show the working")
    assert user.sees("Weeks by the free balance")
