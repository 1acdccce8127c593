"""Somebody does the sample family's ordinary week at the window; says what it took.

It is Sunday 29 November 2026. The weeks before are done; this one stands as it was planned, and next Friday two PAs are
to be paid. Asha was ill on Thursday, so nine shifts are left for three PAs; on Friday Kasia stayed half an hour longer.
The bank has booked last Friday's wages.
"""

from __future__ import annotations

import sys
from contextlib import closing
from datetime import date
from pathlib import Path

from carerdesk.domain.money import Money
from carerdesk.services.books.opening import open_for_work
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.money.accounts import accounts
from carerdesk.services.outcome import Done, Outcome
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.leaving import print_payslips, say_filed
from carerdesk.store.books import FixedClock
from tests.bench.table import Table
from tests.kitchen import Kitchen

SUNDAY, THURSDAY_BEFORE = date(2026, 11, 29), date(2026, 11, 26)
WEEK_BEFORE, PAYDAY_BEFORE = date(2026, 11, 16), date(2026, 11, 27)
PHARMACY = Money.of("19.45")


def main(sample: str) -> None:
    """Do the week on a copy of the sample's books, and look whether it is still there the next time."""
    with Table(Path(sample)) as table:
        bring_up_to_date(table.books)
        write_statement(table.books, table.kitchen.desktop / "week.csv")
        table.use(SUNDAY, do_the_week)
        table.look_again(SUNDAY, all_is_there)


# --- before it --------------------------------------------------------------------------------------------------------


def bring_up_to_date(folder: Path) -> None:
    """What was done on Thursday: the week before confirmed, Friday's wages agreed, its payslip out."""
    with closing(open_for_work(folder, FixedClock(THURSDAY_BEFORE))) as books:
        _done(confirm_week(books, WEEK_BEFORE))
        _done(agree_payday(books, PAYDAY_BEFORE))
        _done(print_payslips(books, PAYDAY_BEFORE))
        _done(say_filed(books, PAYDAY_BEFORE))


def write_statement(folder: Path, file: Path) -> None:
    """The bank's file of the week, as Lloyds writes it: the wages, and the pharmacy."""
    with closing(open_for_work(folder, FixedClock(SUNDAY))) as books:
        ((net,),) = books.quick("SELECT net FROM payslip WHERE payday = ?", (PAYDAY_BEFORE.isoformat(),))
        balance = next(each.balance for each in accounts(books) if each.name == "Support account")
    wages = Money(net)
    first = balance - PHARMACY
    file.write_text(
        "Transaction Date,Transaction Type,Sort Code,Account Number,Transaction Description,Debit Amount,"
        "Credit Amount,Balance,\r\n"
        f"27/11/2026,FPO,'30-00-00,12344471,T GRIFFITHS WAGES,{wages.text},,{(first - wages).text}\r\n"
        f"24/11/2026,DEB,'30-00-00,12344471,HARTLEY PHARMACY CD 4471,{PHARMACY.text},,{first.text}\r\n",
        encoding="ascii",
    )


def _done(outcome: Outcome) -> None:
    assert isinstance(outcome, Done), outcome


# --- the week ---------------------------------------------------------------------------------------------------------


def do_the_week(kitchen: Kitchen) -> None:
    """Hours, pay, payslips and the bank, by the shortest way the window offers."""
    confirm_the_hours(kitchen)
    pay(kitchen)
    match_the_bank(kitchen)


def confirm_the_hours(kitchen: Kitchen) -> None:
    """One shift longer, one PA ill, nine shifts confirmed."""
    user = kitchen.user
    kitchen.see_to("Confirm the hours of 23 to 29 November")
    kitchen.press_what_begins("Change: Friday 27 November, 16:00–19:30, Kasia")
    user.type_words("16-20")
    user.press_key("Return")
    kitchen.press_what_begins("Change: Thursday 26 November, 09:30–11:30, Asha")
    user.press("Asha was off sick")
    user.press("Confirm these hours")
    assert user.sees("9 shifts confirmed")


def pay(kitchen: Kitchen) -> None:
    """Asha's four weeks and Tom's one, agreed, and the payslips saved to print."""
    user = kitchen.user
    kitchen.go("This week")
    kitchen.see_to("Pay Asha and Tom")
    while kitchen.names("Yes, keep"):
        kitchen.press_what_begins("Yes, keep")
    user.press("Finish pay for 4 December")
    slips = kitchen.desktop / "Payslips.pdf"
    kitchen.hand_over("Save the payslips", slips)
    user.wait_until(lambda: slips.exists() and user.sees("Saved as Payslips.pdf"))


def match_the_bank(kitchen: Kitchen) -> None:
    """The statement brought in, and the wages in it matched."""
    user = kitchen.user
    kitchen.go("Money")
    user.press("Bring in a statement")
    kitchen.hand_over("Choose the file", kitchen.desktop / "week.csv")
    user.wait_until(lambda: user.sees("Bring in 2 lines"))
    user.press("Bring in 2 lines")
    user.wait_until(lambda: user.sees("Match the 1 we are sure of"))
    user.press("Match the 1 we are sure of")
    assert user.sees("1 line matched")


def all_is_there(kitchen: Kitchen) -> None:
    assert not kitchen.names("Confirm the hours")
    assert not kitchen.names("Pay Asha")


if __name__ == "__main__":
    main(*sys.argv[1:])
