"""Planned, worked and paid hours side by side."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.record_shift import change_shift, record_shift
from carerdesk.services.outcome import Done
from carerdesk.services.pay.put_right import put_right
from carerdesk.services.pay.wrong import WrongHours
from carerdesk.services.rota.hours_compared import Compared, Sum, compare_hours
from carerdesk.store import tables
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.made import kept, typed
from tests.services.pay.made import LAST, PAYDAY, agreed, pa

MONDAY = date(2026, 11, 16)
SUNDAY = date(2026, 11, 22)
FIRST = date(2026, 10, 26)


@pytest.fixture
def asha(books: Books) -> int:
    return pa(books)


def only(found: tuple[Compared, ...]) -> Compared:
    (one,) = found
    return one


def words(one: Compared) -> tuple[str, str, str]:
    return one.planned.words, one.worked.words, one.paid_words


def test_what_was_planned_stays_beside_what_was_worked(books: Books, asha: int) -> None:
    books.clock = FixedClock(MONDAY)
    shift = kept(record_shift(books, typed(asha, MONDAY + timedelta(days=1), "09:00", "12:00")))
    kept(record_shift(books, typed(asha, MONDAY + timedelta(days=4), "09:00", "12:00")))
    books.clock = FixedClock(MONDAY + timedelta(days=2))
    kept(change_shift(books, shift, typed(asha, MONDAY + timedelta(days=1), "09:00", "13:30")))
    found = compare_hours(books, MONDAY, SUNDAY)
    assert words(only(found.people)) == ("6 h", "4 h 30 min", "not paid yet")
    council = only(found.funders)
    assert (words(council), council.against_award) == (("6 h", "4 h 30 min", "not paid yet"), "34 h left")


def test_nights_are_counted_beside_the_hours(books: Books, asha: int) -> None:
    kept(record_shift(books, typed(asha, MONDAY, "22:00", "07:00", kind="sleep_in")))
    kept(record_shift(books, typed(asha, MONDAY + timedelta(days=2), "09:00", "10:00")))
    assert only(compare_hours(books, MONDAY, SUNDAY).people).worked == Sum(60, 1)
    assert only(compare_hours(books, MONDAY, SUNDAY).people).worked.words == "1 h and 1 night"


def test_more_planned_than_the_award_buys_is_over(books: Books, asha: int) -> None:
    for at in range(5):
        kept(record_shift(books, typed(asha, MONDAY + timedelta(days=at), "08:00", "17:00")))
    assert only(compare_hours(books, MONDAY, SUNDAY).funders).against_award == "5 h over"


def test_hours_are_paid_once_a_payslip_has_paid_for_their_day(books: Books, asha: int) -> None:
    books.clock = FixedClock(PAYDAY)
    for each in (MONDAY, LAST + timedelta(days=1)):
        kept(record_shift(books, typed(asha, each, "09:00", "12:00")))
    assert isinstance(confirm_week(books, MONDAY), Done)
    agreed(books)
    found = only(compare_hours(books, MONDAY, SUNDAY + timedelta(days=7)).people)
    assert (words(found), found.note) == (("6 h", "6 h", "3 h"), "Paid up to Monday 16 November")
    assert only(compare_hours(books, MONDAY, SUNDAY).funders).paid == Sum(180)


def test_a_whole_pay_period_is_what_its_payslip_says_with_what_was_put_right(books: Books, asha: int) -> None:
    books.clock = FixedClock(PAYDAY)
    shift = kept(record_shift(books, typed(asha, MONDAY, "09:00", "12:00")))
    kept(record_shift(books, typed(asha, FIRST, "09:00", "10:00")))
    for monday in (FIRST, MONDAY):
        assert isinstance(confirm_week(books, monday), Done)
    agreed(books)
    with books.operation("Printed") as op:
        slip = op.session.query(tables.Payslip).one()
        slip.left_at, slip_id = books.now(), slip.id
    period = only(compare_hours(books, MONDAY, SUNDAY).periods)
    assert words(period) == ("4 h", "4 h", "4 h")
    assert period.note == "26 October to 22 November 2026, payday Friday 27 November"
    longer = WrongHours(slip_id, "An hour was left out", shift, typed(asha, MONDAY, "09:00", "13:00"))
    assert isinstance(put_right(books, longer), Done)
    kept(record_shift(books, typed(asha, LAST + timedelta(days=1), "09:00", "10:00")))
    assert words(only(compare_hours(books, MONDAY, SUNDAY).periods)) == ("5 h", "5 h", "4 h")
    nxt = PAYDAY + timedelta(days=28)
    books.clock = FixedClock(nxt)
    assert isinstance(confirm_week(books, LAST + timedelta(days=1)), Done)
    agreed(books, nxt)
    assert words(only(compare_hours(books, MONDAY, SUNDAY).periods)) == ("5 h", "5 h", "5 h")


def test_who_is_not_on_the_payroll_is_paid_by_bill(books: Books) -> None:
    with books.operation("Agency") as op:
        op.session.add(tables.Worker(employer_id=1, person_id=1, name="Bluebird Care", kind="agency"))
    kept(record_shift(books, typed(1, MONDAY, "09:00", "12:00", shares=((1, Decimal(100)),))))
    found = only(compare_hours(books, MONDAY, SUNDAY).people)
    assert (found.note, found.paid) == ("Paid by bill, not by payslip", None)


def test_no_hours_no_rows(books: Books, asha: int) -> None:
    found = compare_hours(books, MONDAY, SUNDAY)
    assert (found.people, found.periods) == ((), ())
    assert only(found.funders).against_award == "40 h left"
