"""A family's first five weeks, from an empty folder to a return the council has: every step by hand in the window."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from carerdesk.domain.money import ZERO, Money
from carerdesk.services.books.verifying import verify_books
from carerdesk.services.evidence.sending import sent_packs
from carerdesk.services.money.register import Query, register_totals
from carerdesk.store.books import Books, FixedClock, open_books
from tests.kitchen import WORDS, Kitchen
from tests.printed import printed
from tests.user import User

STATEMENT = """\
Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,Credit Amount,Balance
27/11/2026,FPO,'30-99-50,00014471,A RAHMAN,1019.44,,833.16
18/11/2026,DD,'30-99-50,00014471,HARBOUR INSURANCE,89.00,,1852.60
10/11/2026,DEB,'30-99-50,00014471,BRAMLEY CAFE,8.40,,1941.60
02/11/2026,BGC,'30-99-50,00014471,WESTMERE COUNCIL DP,,1300.00,1950.00
"""
TIMESHEET = "Asha Rahman, 26 October to 22 November 2026"
PACK = "Westmere Council, 1 to 30 November 2026"
WHY = "The award began on 26 October; the next payment comes on 21 December."


def type_a_week(user: User) -> None:
    """Five mornings, by the keyboard alone: who and who pays stay from one to the next."""
    for at, day in enumerate(("mon", "tue", "wed", "thu", "fri")):
        for words in (day, "9-1", "Morning", "asha", "", "council" if at == 0 else ""):
            user.type_words(words)
            user.press_key("Return")
        assert user.focus() == "Day"


def record_the_hours(kitchen: Kitchen) -> None:
    user = kitchen.user
    kitchen.go("Rota")
    user.fill("Go to a date", "26 oct")
    user.press_key("Return")
    user.press("Add the first shift")
    clicks = user.clicks
    type_a_week(user)
    assert user.clicks == clicks
    assert user.sees("20 h worked; award 20 h")
    for _ in range(3):
        user.press("Week after")
        user.press("Copy last week")
        assert user.sees("5 shifts copied from last week")
    user.press("Undo")
    assert user.sees("No hours yet")
    user.press_key("Ctrl+Shift+Z")
    assert user.sees("16 to 22 November")
    user.press("Confirm hours")
    user.press("Confirm these hours")
    assert user.sees("5 shifts confirmed, 20 h, to Friday 20 November")


def pay(kitchen: Kitchen) -> None:
    user = kitchen.user
    kitchen.go("This week")
    kitchen.press_what_begins("Pay Asha")
    user.press("Confirm all hours and check pay")
    assert user.sees("Check pay for Friday 27 November")
    kitchen.press_what_begins("National Insurance for Asha Rahman: −")
    assert user.sees("Pay from £967 to £3,867: £57.00 × 8%")
    user.press("Finish pay for 27 November")
    assert user.sees("Step 3 of 3. £1,019.44 take-home pay, £1,024.00 in all.")
    slip = kitchen.desktop / "payslip.pdf"
    kitchen.hand_over("Save the payslip", slip)
    user.wait_until(lambda: user.sees("Saved as payslip.pdf"))
    assert "£1,019.44" in printed(slip)


def bring_in_the_statement(kitchen: Kitchen) -> None:
    user = kitchen.user
    (kitchen.desktop / "lloyds.csv").write_text(STATEMENT, encoding="utf-8")
    kitchen.go("Money")
    user.press("Bring in a statement")
    kitchen.hand_over("Choose the file", kitchen.desktop / "lloyds.csv")
    user.wait_until(lambda: user.sees("4 new lines"))
    user.press("Bring in 4 lines")
    user.wait_until(lambda: user.sees("The file’s last balance is £833.16 on 27 November 2026"))
    assert user.sees("£1,019.44 to A Rahman on 27 November 2026: Asha Rahman’s pay of 27 November 2026")
    user.press("Match the 1 we are sure of")
    assert not user.sees("Match the 1 we are sure of")
    user.press("Go to the lines")
    sort(user, "Westmere Council", "Direct payment from a funder")
    sort(user, "Harbour", "Employers' liability insurance")
    sort(user, "Bramley", "Activities and outings")
    user.press("All, 4")


def sort(user: User, line: str, category: str) -> None:
    user.row(line, within="Lines")
    user.press("Sort this line")
    user.choose("What it was for", category)
    user.press("Whose money: Westmere Council")
    user.press("Keep this")


def attach_the_papers(kitchen: Kitchen) -> None:
    user = kitchen.user
    receipt, invoice = kitchen.desktop / "cafe.jpg", kitchen.desktop / "insurance.pdf"
    Image.new("RGB", (600, 900), "linen").save(receipt)
    page = Canvas(str(invoice))
    page.drawString(72, 720, "Harbour Insurance: employers' liability, £89.00")
    page.save()
    for line, file in (("Bramley", receipt), ("Harbour", invoice)):
        user.row(line, within="Lines")
        kitchen.hand_over("Add a paper", file)
        user.wait_until(lambda name=file.name: user.sees(name))  # type: ignore[misc]
    assert user.sees("Need a receipt, 0")
    assert user.sees("Not sorted, 0")


def check_against_the_bank(kitchen: Kitchen) -> None:
    user = kitchen.user
    kitchen.choose_more("Check against the bank")
    user.fill("Date on the statement", "27 Nov")
    user.fill("Balance on that date", "833.16")
    user.press("Check")
    assert user.sees("27 November 2026: £833.16. The books agree with the bank.")


def sign_the_timesheet(kitchen: Kitchen) -> None:
    user = kitchen.user
    kitchen.go("Rota")
    user.press("Timesheets")
    kitchen.hand_over(f"Print: {TIMESHEET}", kitchen.desktop / "timesheet.pdf")
    user.wait_until(lambda: user.sees("Waiting for a signature"))
    user.press(f"Signed on paper: {TIMESHEET}")
    user.fill("Signed by Asha on", "23 nov")
    scan = kitchen.desktop / "signed.jpg"
    Image.new("RGB", (600, 850), "white").save(scan)
    kitchen.hand_over("Choose the scan or photo", scan)
    user.wait_until(lambda: user.sees("Scan: signed.jpg"))
    user.press("Keep as signed")
    assert user.sees("Signed on 23 November 2026, with 1 scan.")


def look_at_the_tests(kitchen: Kitchen) -> None:
    user = kitchen.user
    kitchen.go("Evidence")
    kitchen.press_what_begins("Council: 1 to 30 November 2026")
    user.wait_until(lambda: user.sees("3 to put right"))
    user.press("See the insurance: Employers' liability insurance was in date on every day worked")
    user.press("Add an insurance or paper")
    user.fill("Holds from", "26 oct 2026")
    user.fill("Runs out on", "25 oct 2027")
    user.press("Keep it")
    kitchen.go("Evidence")
    user.wait_until(lambda: user.sees("2 to put right"))
    user.press("Write a reason for test 10")
    user.fill("Reason", WHY)
    user.press("Keep this reason")
    user.wait_until(lambda: user.sees("1 explained"))


def send_the_pack(kitchen: Kitchen) -> None:
    user = kitchen.user
    user.press("Make the pack")
    user.wait_until(lambda: user.sees("The pack is made: PDF"), timeout=60_000)
    kitchen.hand_over("Save PDF, spreadsheet and ZIP", kitchen.desktop / "pack")
    user.wait_until((kitchen.desktop / "pack" / f"{PACK}.zip").exists)
    user.press("Mark this pack as sent")
    user.choose("How was it sent?", "By e-mail")
    user.fill("To whom", "returns@westmere.example")
    user.press("Keep it as sent")
    assert user.sees("Sent on 4 December 2026.")
    with pytest.raises(AssertionError):
        user.press("Undo")  # what a funder holds cannot be taken back, so it is not offered
    user.press("All returns")
    user.press("What was sent")
    answer = kitchen.desktop / "answer.jpg"
    Image.new("RGB", (400, 200), "white").save(answer)
    kitchen.hand_over(f"Add proof of sending for {PACK}", answer)
    user.wait_until(lambda: user.sees("Proof: answer.jpg"))


def save_the_accounts(kitchen: Kitchen) -> Path:
    user = kitchen.user
    user.press("All returns")
    user.press("Accounts")
    user.fill("From", "26/10/2026")
    user.fill("To", "30/11/2026")
    user.press("Show these accounts")
    user.wait_until(lambda: user.sees("Balance on 26 October 2026"))
    kitchen.hand_over("Save the accounts", kitchen.desktop)
    assert user.sees("The accounts add up to the bank and to the funders’ money, difference 0.00.")
    saved = kitchen.desktop / "Accounts, Jamie Marsh, 26 October to 30 November 2026.pdf"
    user.wait_until(saved.exists, timeout=30_000)
    return saved


def test_a_family_begins_pays_proves_and_sends(kitchen: Kitchen, user: User) -> None:
    kitchen.start("2026-11-23")
    kitchen.set_up()
    assert user.sees("Add your first personal assistant")
    kitchen.add_asha()
    kitchen.add_council()
    kitchen.add_account()
    record_the_hours(kitchen)
    pay(kitchen)
    kitchen.shut()

    kitchen.start("2026-12-04")
    kitchen.unlock()
    assert user.sees("Send HMRC the figures")
    assert not user.sees("Pay Asha")  # not even at first, while what is due is worked out again
    bring_in_the_statement(kitchen)
    attach_the_papers(kitchen)
    check_against_the_bank(kitchen)
    sign_the_timesheet(kitchen)
    look_at_the_tests(kitchen)
    send_the_pack(kitchen)
    accounts = save_the_accounts(kitchen)
    user.press("Lock the books")
    user.wait_until(lambda: user.sees("Open Jamie Marsh"))
    kitchen.unlock()
    kitchen.go("Money")
    assert len(user.rows("Lines")) == 4
    assert user.sees("agrees with the bank")
    kitchen.shut()

    (folder,) = kitchen.place.glob("*.carerdesk")
    books = open_books(folder, FixedClock(date(2026, 12, 5)), password=WORDS)
    try:
        agree(books, kitchen.desktop / "pack" / f"{PACK}.pdf", accounts)
    finally:
        books.close()


def agree(books: Books, pack: Path, accounts: Path) -> None:
    """The books, the bank's own file and both papers say the same, to the penny; the sent pack is kept as it was."""
    assert verify_books(books) == ()
    rows = list(csv.DictReader(StringIO(STATEMENT)))
    into, out = (
        sum((Money.of(row[way]) for row in rows if row[way]), ZERO) for way in ("Credit Amount", "Debit Amount")
    )
    totals = register_totals(books, Query())
    assert (totals.money_in, totals.money_out) == (into, out)
    opening, closing = Money.of(650), Money.of(rows[0]["Balance"])
    assert opening + into - out == closing
    words = printed(pack)
    for part, figure in (
        ("Opening balance, 1 November 2026", opening),
        ("Closing balance, 30 November 2026", closing),
        ("Balance on the bank statement, 30 November 2026", closing),
        ("Difference between the list and the bank", ZERO),
    ):
        assert f"{part} {bare(figure)}" in words
    assert f"4 lines {bare(into)} {bare(out)}" in words
    assert WHY in words
    for figure in (opening, into, out, closing):
        assert bare(figure) in printed(accounts)
    (kept,) = sent_packs(books)
    held = {ending: books.documents.read(document) for ending, document in kept.files}
    assert {f".{ending.removeprefix('.')}": data for ending, data in held.items()} == {
        saved.suffix: saved.read_bytes() for saved in pack.parent.iterdir()
    }
    assert [proof.file_name for proof in kept.proofs] == ["answer.jpg"]


def bare(figure: Money) -> str:
    """As the papers write it, without the pound sign."""
    return str(figure).removeprefix("£")
