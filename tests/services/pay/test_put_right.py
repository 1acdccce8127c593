"""Hours put right after their payslip left the house: the difference is seen, kept, and paid once."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest
from sqlalchemy import select

from carerdesk.domain.money import ZERO, total
from carerdesk.services.books import Books
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.rows import remove_parts
from carerdesk.services.pay.difference import Difference, difference_of
from carerdesk.services.pay.leaving import print_payslips
from carerdesk.services.pay.paid_hours import paid_hours
from carerdesk.services.pay.paydays import payday_list
from carerdesk.services.pay.put_right import put_right, waiting
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.pay.wrong import WrongHours
from carerdesk.store import tables
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, agreed, codes, done, keep, money, pa, shift, weekdays

OCTOBER = date(2026, 10, 30)
DAY = date(2026, 10, 20)


@pytest.fixture
def paid(books: Books) -> Books:
    """Asha's October is printed: 10 days of 7 hours, council and NHS three to one; November has 40 hours."""
    asha = pa(books, first_payday=OCTOBER, period_end=date(2026, 10, 25))
    keep(books, weekdays(asha, date(2026, 10, 23), 10, "08:00-15:00", (COUNCIL, 75), (NHS, 25)))
    keep(books, weekdays(asha, date(2026, 11, 18), 8, "08:00-13:00", (COUNCIL, 75), (NHS, 25)))
    agreed(books, OCTOBER)
    done(print_payslips(books, OCTOBER))
    return books


def on(day: date, hours: str, *shares: tuple[int, int]) -> NewShift:
    return shift(1, day, hours, *(shares or ((COUNCIL, 75), (NHS, 25))))


def shift_on(books: Books, day: date, payslip: int = 1) -> int:
    found = paid_hours(books, payslip)
    assert found is not None
    return next(one.id for one in found.shifts if one.day == day)


def seen(books: Books, wrong: WrongHours) -> Difference:
    found = difference_of(books, wrong)
    assert isinstance(found, Difference), found
    return found


def test_the_difference_is_seen_before_anything_is_kept(paid: Books) -> None:
    wrong = WrongHours(1, "stayed longer", shift_on(paid, DAY), on(DAY, "08:00-17:00"))
    found = seen(paid, wrong)
    assert (found.amount, found.next_payday) == (money("27.20"), PAYDAY)
    assert found.lines[0].funders == (("Council", "council", money("20.40")), ("NHS", "nhs", money("6.80")))
    assert waiting(paid) == ()
    hours = paid_hours(paid, 1)
    assert hours is not None
    assert {one.minutes for one in hours.shifts} == {420}


def test_it_is_paid_once_on_the_next_payday_and_the_payslip_stays(paid: Books) -> None:
    before = payday_view(paid, OCTOBER).columns
    wrong = WrongHours(1, "stayed longer", shift_on(paid, DAY), on(DAY, "08:00-17:00"))
    done(put_right(paid, wrong))
    assert [(one.worker, one.day, one.why) for one in waiting(paid)] == [("Asha Rahman", DAY, "stayed longer")]
    assert payday_view(paid, PAYDAY).columns[0].figures["gross"] == money("571.20")  # 544.00 and 27.20
    agreed(paid)
    assert waiting(paid) == ()
    assert payday_view(paid, OCTOBER).columns == before
    with paid.reading() as session:
        line = session.scalars(select(tables.PayslipLine).where(tables.PayslipLine.corrects_id == 1)).one()
        assert (line.title, line.minutes, line.amount) == (
            "Normal hours, put right in the pay of Friday 30 October", 120, money("27.20"),
        )  # fmt: skip
    assert verify(paid) == ()


def test_taking_the_next_payday_back_lets_it_wait_again(paid: Books) -> None:
    done(put_right(paid, WrongHours(1, "longer", shift_on(paid, DAY), on(DAY, "08:00-17:00"))))
    agreed(paid)
    done(take_back(paid, PAYDAY))
    assert len(waiting(paid)) == 1
    agreed(paid)
    assert payday_view(paid, PAYDAY).columns[0].figures["gross"] == money("571.20")


def test_what_was_put_right_twice_adds_up(paid: Books) -> None:
    done(put_right(paid, WrongHours(1, "longer", shift_on(paid, DAY), on(DAY, "08:00-17:00"))))
    agreed(paid)
    done(print_payslips(paid, PAYDAY))
    found = seen(paid, WrongHours(1, "not so long", shift_on(paid, DAY), on(DAY, "08:00-16:00")))
    assert found.amount == money("-13.60")


def test_a_shift_that_was_not_worked_is_taken_back(paid: Books) -> None:
    done(put_right(paid, WrongHours(1, "was ill", shift_on(paid, DAY))))
    assert payday_view(paid, PAYDAY).columns[0].figures["gross"] == money("448.80")
    agreed(paid)
    assert verify(paid) == ()


def test_a_shift_left_out_is_added_with_its_own_kind_and_funder(paid: Books) -> None:
    new = NewShift(1, date(2026, 10, 4), time(10), time(12), ((NHS, Decimal(100)),), kind="weekend", miles=Decimal(10))
    found = seen(paid, WrongHours(1, "forgotten", None, new))
    assert [(line.title, line.amount) for line in found.lines] == [
        ("Weekend hours, put right in the pay of Friday 30 October", money("29.20")),
        ("Mileage, put right in the pay of Friday 30 October", money("4.50")),
    ]


def test_hours_moved_to_another_funder_change_no_pay(paid: Books) -> None:
    wrong = WrongHours(1, "paid by the NHS", shift_on(paid, DAY), on(DAY, "08:00-15:00", (NHS, 100)))
    assert seen(paid, wrong).amount == ZERO
    done(put_right(paid, wrong))
    figures = payday_view(paid, PAYDAY).columns[0]
    assert figures.figures["gross"] == money("544.00")
    assert [part.amount for part in figures.funders] == [money("336.60"), money("207.40")]
    agreed(paid)
    assert verify(paid) == ()


def test_more_than_the_payday_holds_waits_and_says_so(paid: Books) -> None:
    for at in range(8):
        day = date(2026, 10, 23 - at)
        wrong = WrongHours(1, "paid by us", shift_on(paid, day), on(day, "08:00-15:00", (1, 100)))
        done(put_right(paid, wrong))
    column = payday_view(paid, PAYDAY).columns[0]
    assert any("It waits for a later payday" in notice for notice in column.notices)
    assert column.figures["gross"] == money("544.00")
    agreed(paid)
    assert len(waiting(paid)) == 8
    assert verify(paid) == ()


def test_somebody_who_has_left_still_gets_what_was_put_right(paid: Books) -> None:
    with paid.operation("left") as op:
        op.session.get_one(tables.Worker, 1).left = date(2026, 10, 25)
        for row in op.session.scalars(select(tables.Shift).where(tables.Shift.day > date(2026, 10, 25))).all():
            remove_parts(op.session, row)
            op.session.delete(row)
    assert [row.agreed for row in payday_list(paid)] == [True]
    done(put_right(paid, WrongHours(1, "longer", shift_on(paid, DAY), on(DAY, "08:00-17:00"))))
    last, _ = payday_list(paid)
    assert not last.agreed
    agreed(paid, last.payday)
    assert waiting(paid) == ()


def test_why_and_the_days_of_the_payslip_are_asked_for(paid: Books) -> None:
    wrong = WrongHours(1, " ", None, on(date(2026, 11, 3), "08:00-09:00"))
    assert codes(put_right(paid, wrong)) == ["put_right_needs_reason", "day_outside_payslip"]


def test_hours_over_another_shift_are_refused(paid: Books) -> None:
    assert codes(difference_of(paid, WrongHours(1, "why", None, on(DAY, "09:00-10:00")))) == ["shift_overlaps"]


def test_a_payday_still_in_the_house_is_worked_out_again_at_once(paid: Books) -> None:
    agreed(paid)
    wrong = WrongHours(
        2, "an hour longer", shift_on(paid, date(2026, 11, 18), 2), on(date(2026, 11, 18), "08:00-14:00")
    )
    found = seen(paid, wrong)
    assert (found.again, found.amount) == ((PAYDAY,), money("13.60"))
    before = payday_view(paid, PAYDAY).columns[0].figures
    done(put_right(paid, wrong))
    column = payday_view(paid, PAYDAY).columns[0]
    assert column.figures["gross"] == money("557.60")
    assert waiting(paid) == ()
    assert found.after_tax is not None
    assert found.after_tax.take_home == (("Asha Rahman", column.figures["net"] - before["net"]),)
    assert total(amount for _, _, amount in found.after_tax.funders) == column.figures["cost"] - before["cost"]
    assert verify(paid) == ()
    done(take_back(paid, PAYDAY))
    assert not payday_view(paid, PAYDAY).agreed
