"""Agreeing a payday, taking it back, and what stands in the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from carerdesk.domain.leave.kinds import LeaveKind
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.leave.record import NewLeave, record_leave
from carerdesk.services.outcome import Done, Rejected
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.hours import confirm_hours, hours_of
from carerdesk.services.pay.leaving import leave_the_house, print_payslips, say_filed
from carerdesk.services.pay.next_steps import hmrc_ahead, steps_ahead
from carerdesk.services.pay.paydays import payday_list
from carerdesk.services.pay.questions import keep as keep_question
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.take_back import take_back
from carerdesk.store import tables
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, agreed, codes, done, keep, money, pa, shift, weekdays

OCTOBER = date(2026, 10, 30)
EARLY = {"first_payday": OCTOBER, "period_end": date(2026, 10, 25)}
NOVEMBER_DAY = date(2026, 11, 18)


def two_paydays(books: Books) -> int:
    """Asha with hours in October and November."""
    asha = pa(books, **EARLY)  # type: ignore[arg-type]
    keep(books, weekdays(asha, date(2026, 10, 23), 10, "08:00-15:00"))
    keep(books, weekdays(asha, NOVEMBER_DAY, 12, "08:00-15:00", (COUNCIL, 75), (NHS, 25)))
    return asha


def slips(books: Books) -> int:
    with books.reading() as session:
        return session.scalar(select(func.count()).select_from(tables.Payslip)) or 0


def test_hours_nobody_confirmed_stop_a_payday_until_they_are(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, NOVEMBER_DAY, 3, "08:00-15:00"), confirmed=False)
    assert codes(agree_payday(books, PAYDAY)) == ["hours_not_confirmed"]
    assert not payday_view(books, PAYDAY).ready
    (hours,) = hours_of(books, PAYDAY)
    assert (len(hours.to_confirm), hours.to_come) == (3, 0)
    assert done(confirm_hours(books, PAYDAY, asha)).said == ("Hours confirmed for Asha, 21 h, paid Friday 27 November")
    assert payday_view(books, PAYDAY).ready
    agreed(books)
    assert slips(books) == 1


def test_hours_to_come_are_counted_and_can_be_confirmed_as_planned(books: Books) -> None:
    asha = pa(books)
    keep(books, [shift(asha, date(2026, 11, 21), "08:00-15:00")], confirmed=False)
    (hours,) = hours_of(books, PAYDAY)
    assert hours.to_come == 1
    done(confirm_hours(books, PAYDAY))
    assert hours_of(books, PAYDAY)[0].to_confirm == ()
    assert codes(confirm_hours(books, PAYDAY)) == ["nothing_to_confirm"]


def test_minutes_without_a_funder_are_not_confirmed(books: Books) -> None:
    asha = pa(books)
    new = shift(asha, NOVEMBER_DAY, "08:00-15:00")
    keep(books, [replace(new, shares=())], confirmed=False)
    assert codes(confirm_hours(books, PAYDAY)) == ["shift_not_shared"]


def test_nobody_to_pay_is_said(books: Books) -> None:
    pa(books)
    assert codes(agree_payday(books, PAYDAY)) == ["nobody_to_pay"]


def test_a_missing_tax_code_is_told_with_its_place(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, NOVEMBER_DAY, 3, "08:00-15:00"))
    with books.operation("no code") as op:
        op.session.delete(op.session.scalars(select(tables.TaxDetails)).one())
    (column,) = payday_view(books, PAYDAY).columns
    assert [(stop.field, stop.code) for stop in column.problems] == [("tax_code", "no_tax_details")]
    assert codes(agree_payday(books, PAYDAY)) == ["no_tax_details"]


def test_an_agreed_payday_says_what_it_said_before(books: Books) -> None:
    two_paydays(books)
    before = payday_view(books, OCTOBER)
    agreed(books, OCTOBER)
    after = payday_view(books, OCTOBER)
    assert after.agreed
    for was, now in zip(before.columns, after.columns, strict=True):
        assert (was.figures, was.workings, was.hours, was.code, was.notices) == (
            now.figures, now.workings, now.hours, now.code, now.notices,
        )  # fmt: skip
        assert [(p.funder_id, p.components) for p in was.funders] == [(p.funder_id, p.components) for p in now.funders]
    assert verify(books) == ()


def test_the_year_to_date_goes_on_from_payslip_to_payslip(books: Books) -> None:
    two_paydays(books)
    agreed(books, OCTOBER)
    first = payday_view(books, OCTOBER).columns[0].figures["gross"]
    agreed(books)
    tax = payday_view(books, PAYDAY).columns[0].workings["tax"]
    second = payday_view(books, PAYDAY).columns[0].figures["gross"]
    assert tax.lines[0].figure == str(first + second)


def test_a_payday_is_taken_back_with_all_that_came_of_it(books: Books) -> None:
    two_paydays(books)
    before = payday_view(books, OCTOBER)
    agreed(books, OCTOBER)
    assert isinstance(take_back(books, OCTOBER), Done)
    assert payday_view(books, OCTOBER) == before
    with books.reading() as session:
        assert session.scalar(select(func.count()).select_from(tables.HmrcPeriod)) == 0
    assert verify(books) == ()


def test_a_payday_another_one_rests_on_stays(books: Books) -> None:
    two_paydays(books)
    october = agreed(books, OCTOBER)
    agreed(books)
    assert codes(take_back(books, OCTOBER)) == ["cannot_take_back_later"]
    refused = undo(books, october.operation)
    assert isinstance(refused, Rejected)
    done(take_back(books, PAYDAY))
    done(take_back(books, OCTOBER))
    assert slips(books) == 0


def test_two_paydays_of_one_tax_month_are_undone_last_first(books: Books) -> None:
    asha = pa(books)
    tom = pa(books, "Tom Griffiths", frequency="weekly", first_payday=date(2026, 11, 13), period_end=date(2026, 11, 8))
    keep(books, [shift(asha, NOVEMBER_DAY, "08:00-15:00"), shift(tom, date(2026, 11, 5), "08:00-15:00")])
    weekly = agreed(books, date(2026, 11, 13))
    agreed(books)
    assert isinstance(undo(books, weekly.operation), Rejected)
    done(take_back(books, PAYDAY))
    done(take_back(books, date(2026, 11, 13)))


def test_a_payslip_that_left_the_house_stays(books: Books) -> None:
    two_paydays(books)
    made = agreed(books, OCTOBER)
    done(print_payslips(books, OCTOBER))
    assert codes(take_back(books, OCTOBER)) == ["cannot_take_back_printed"]
    assert isinstance(undo(books, made.operation), Rejected)
    assert payday_view(books, OCTOBER).left


def test_figures_sent_to_hmrc_freeze_and_are_remembered(books: Books) -> None:
    two_paydays(books)
    assert codes(say_filed(books, OCTOBER)) == ["payday_not_agreed"]
    agreed(books, OCTOBER)
    done(say_filed(books, OCTOBER))
    assert payday_view(books, OCTOBER).filed_on == date(2026, 11, 20)
    assert codes(take_back(books, OCTOBER)) == ["cannot_take_back_filed"]


def test_a_packed_payslip_stays_and_says_why(books: Books) -> None:
    two_paydays(books)
    agreed(books, OCTOBER)
    with books.operation("sent", undoable=False) as op:
        leave_the_house(op.session, [1], books.now(), "packed")
    assert codes(take_back(books, OCTOBER)) == ["cannot_take_back_packed"]


def test_a_payslip_paid_from_the_bank_stays_while_it_is_matched(books: Books) -> None:
    two_paydays(books)
    agreed(books, OCTOBER)
    net = payday_view(books, OCTOBER).columns[0].figures["net"]
    with books.operation("bank") as op:
        keys = {"employer_id": 1, "person_id": 1}
        account = tables.Account(
            **keys, name="Council account", opening_on=date(2026, 4, 6), opening_balance=money("0")
        )
        op.session.add(account)
        op.session.flush()
        line = tables.BankLine(**keys, account_id=account.id, day=OCTOBER, amount=-net, description="ASHA", position=1)
        op.session.add(line)
        op.session.flush()
        op.session.add(tables.Split(**keys, bank_line_id=line.id, amount=-net, category="wages"))
        op.session.add(tables.Allocation(**keys, bank_line_id=line.id, payslip_id=1, amount=-net))
    assert payday_view(books, OCTOBER).columns[0].way_out == "paid"
    assert codes(take_back(books, OCTOBER)) == ["cannot_take_back_paid"]


def test_an_earlier_payday_is_not_worked_out_after_a_later_one(books: Books) -> None:
    two_paydays(books)
    agreed(books)
    (column,) = payday_view(books, OCTOBER).columns
    assert [stop.code for stop in column.problems] == ["paid_on_a_later_payday"]
    assert codes(agree_payday(books, OCTOBER)) == ["paid_on_a_later_payday"]


def test_somebody_added_later_is_agreed_beside_the_others(books: Books) -> None:
    two_paydays(books)
    agreed(books, OCTOBER)
    tom = pa(books, "Tom Griffiths", **EARLY)  # type: ignore[arg-type]
    keep(books, weekdays(tom, date(2026, 10, 23), 3, "08:00-15:00"))
    view = payday_view(books, OCTOBER)
    assert [(column.first_name, column.payslip_id) for column in view.columns] == [("Asha", 1), ("Tom", None)]
    assert not view.agreed
    agreed(books, OCTOBER)
    assert payday_view(books, OCTOBER).agreed
    done(take_back(books, OCTOBER))
    done(take_back(books, OCTOBER))
    assert slips(books) == 0


def test_hours_far_from_last_time_are_asked_about_once(books: Books) -> None:
    asha = two_paydays(books)
    agreed(books, OCTOBER)
    (column,) = payday_view(books, PAYDAY).columns
    assert column.compared == "Asha has 14 hours more than last time. Is it right?"
    keep_question(books, PAYDAY, asha, column.compared)
    assert payday_view(books, PAYDAY).columns[0].compared == ""
    keep(books, [shift(asha, date(2026, 11, 20), "08:00-15:00")])
    assert payday_view(books, PAYDAY).columns[0].compared == "Asha has 21 hours more than last time. Is it right?"


def test_what_happens_next_counts_what_the_tax_month_owes_already(books: Books) -> None:
    asha = pa(books, code="BR")
    tom = pa(books, "Tom Griffiths", code="BR", frequency="weekly", first_payday=date(2026, 11, 13),
             period_end=date(2026, 11, 8))  # fmt: skip
    keep(books, [shift(asha, NOVEMBER_DAY, "08:00-15:00"), shift(tom, date(2026, 11, 5), "08:00-15:00")])
    agreed(books, date(2026, 11, 13))
    view = payday_view(books, PAYDAY)
    assert hmrc_ahead(books, view).amount == money("38.00")  # 20 % of £95.20, in whole pounds, twice
    assert steps_ahead(books, view)[1].endswith("and pay £38.00 by Tuesday 22 December.")


def test_what_happens_next_of_a_late_payday_says_that_its_day_is_past(books: Books) -> None:
    two_paydays(books)
    assert steps_ahead(books, payday_view(books, PAYDAY))[1].startswith(
        "You send the figures to HMRC by Friday 27 November"
    )
    assert steps_ahead(books, payday_view(books, OCTOBER))[1].startswith(
        "You send the figures to HMRC at once (it was due by Friday 30 October)"
    )


def test_paydays_are_listed_to_do_and_done(books: Books) -> None:
    two_paydays(books)
    agreed(books, OCTOBER)
    assert [(row.payday, row.agreed, row.late) for row in payday_list(books)] == [
        (PAYDAY, False, False),
        (OCTOBER, True, False),
    ]
    assert payday_list(books)[1].net == payday_view(books, OCTOBER).total_of("net")


def test_a_missed_payday_with_hours_is_late(books: Books) -> None:
    two_paydays(books)
    assert [(row.payday, row.late) for row in payday_list(books)] == [(PAYDAY, False), (OCTOBER, True)]


def test_the_allowance_reaches_as_far_as_it_goes_and_comes_back(books: Books) -> None:
    with books.operation("allowance") as op:
        employer = op.session.get_one(tables.Employer, 1)
        employer.allowance_year, employer.allowance_used_before = "2026-27", money("10450.00")
    asha = pa(books, rates=(("normal", "20"),))
    keep(books, weekdays(asha, NOVEMBER_DAY, 14, "08:00-18:00"))
    figures = payday_view(books, PAYDAY).columns[0].figures
    assert figures["employer_ni"] > money("50.00")
    assert -figures["allowance"] == money("50.00")  # £10,500.00 less what was used before
    assert figures["employer_ni_left"] == figures["employer_ni"] - money("50.00")
    agreed(books)
    done(take_back(books, PAYDAY))
    assert payday_view(books, PAYDAY).columns[0].figures == figures


def test_rates_are_decimal_all_the_way(books: Books) -> None:
    asha = pa(books, rates=(("normal", "12.7133"),))
    keep(books, [shift(asha, NOVEMBER_DAY, "08:00-15:00")])
    agreed(books)
    with books.reading() as session:
        line = session.scalars(select(tables.PayslipLine)).one()
        assert (line.rate, line.minutes, line.amount) == (Decimal("12.7133"), 420, money("88.99"))


@pytest.mark.parametrize("off", ["holiday", "paid leave", "unpaid leave"])
def test_a_missed_payday_with_time_off_and_no_hours_is_late_where_something_is_paid(books: Books, off: str) -> None:
    asha = pa(books, **EARLY, started=date(2025, 3, 3), fixed=(1200, 4))  # type: ignore[arg-type]
    assert [(row.payday, row.late) for row in payday_list(books)] == [(PAYDAY, False)]
    first, last = date(2026, 10, 12), date(2026, 10, 16)
    if off == "holiday":
        done(book_holiday(books, NewBooking(asha, first, last, 1200)))
    else:
        done(record_leave(books, NewLeave(asha, LeaveKind.JURY, first, last, 1200, paid=off == "paid leave")))
    late = [row.payday for row in payday_list(books) if row.late]
    assert late == ([] if off == "unpaid leave" else [OCTOBER])
