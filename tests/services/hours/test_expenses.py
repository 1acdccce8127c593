"""What is spent on a shift: kept, changed and taken out with it, paid with it, borne by its funders."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from carerdesk.domain.money import Money
from carerdesk.services.books.undoing import undo
from carerdesk.services.deductions.read import deductions_of
from carerdesk.services.hours.choices import Choice
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.expenses import Expenses
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import change_shift, record_shift, remove_outing, remove_shift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.hours.short_forms import expenses_words, read_expenses, read_people
from carerdesk.services.hours.week import read_shift, read_week
from carerdesk.services.outcome import Done
from carerdesk.services.pay.put_right import put_right
from carerdesk.services.pay.work_out import WorkedOut, work_out
from carerdesk.services.pay.wrong import WrongWorker
from carerdesk.store import tables
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed
from tests.services.pay.made import LAST, NHS, PAYDAY, agreed, pa

MONDAY = date(2026, 11, 16)
SATURDAY = date(2026, 11, 21)
PARKING: Expenses = (("Parking", Money(350)),)
BOTH: Expenses = (("Parking", Money(350)), ("Lunch for two", Money(1240)))


def spent(books: Books, shift_id: int) -> Expenses:
    found = read_shift(books, shift_id)
    assert found is not None
    return found.expenses


def items(books: Books) -> list[tuple[object, ...]]:
    return books.quick("SELECT worker_id, kind, part, title, payday, amount, shift_id FROM pay_item ORDER BY id")


class TestKeeping:
    def test_it_waits_for_the_payday_of_its_shift(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, MONDAY, "10:00", "12:00", expenses=BOTH)))
        assert spent(books, shift) == BOTH
        assert items(books)[0] == (pas.asha, "expenses", "expense", "Parking", "2026-11-16", 350, shift)
        waiting = deductions_of(books, pas.asha).waiting
        assert [(item.details.title, item.details.amount) for item in waiting] == list(BOTH)

    def test_it_is_the_first_ones_own_on_an_outing(self, books: Books, pas: Pas) -> None:
        out = typed(pas.asha, SATURDAY, "10:00", "12:00", with_worker_ids=(pas.tom, pas.kasia), expenses=PARKING)
        kept(record_shift(books, out))
        assert [shift.expenses for shift in read_week(books, MONDAY).shifts] == [PARKING, (), ()]

    def test_many_at_once_keep_theirs(self, books: Books, pas: Pas) -> None:
        out = typed(pas.asha, SATURDAY, "10:00", "12:00", with_worker_ids=(pas.tom,), expenses=PARKING)
        after = typed(pas.kasia, SATURDAY, "13:00", "14:00", expenses=BOTH)
        assert isinstance(record_shifts(books, [out, typed(pas.asha, MONDAY, "10:00", "12:00"), after]), Done)
        found = [(shift.first_name, shift.expenses) for shift in read_week(books, MONDAY).shifts if shift.expenses]
        assert found == [("Asha", PARKING), ("Kasia", BOTH)]

    def test_changing_says_what_they_are_or_leaves_them(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, MONDAY, "10:00", "12:00", expenses=BOTH)))
        kept(change_shift(books, shift, typed(pas.kasia, SATURDAY, "10:00", "12:00")))
        assert spent(books, shift) == BOTH
        assert {row[0:1] + row[4:5] for row in items(books)} == {(pas.kasia, "2026-11-21")}
        kept(change_shift(books, shift, typed(pas.kasia, SATURDAY, "10:00", "12:00", expenses=PARKING)))
        assert spent(books, shift) == PARKING
        kept(change_shift(books, shift, typed(pas.kasia, SATURDAY, "10:00", "12:00", expenses=())))
        assert items(books) == []

    def test_they_go_with_the_shift_and_come_back_with_it(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, MONDAY, "10:00", "12:00", expenses=BOTH)))
        before = items(books)
        for remove in (remove_shift, remove_outing):
            assert isinstance(remove(books, shift), Done)
            assert items(books) == []
            undo(books)
            assert items(books) == before

    @pytest.mark.parametrize(
        ("expenses", "code"),
        [
            ((("", Money(100)),), "expense_without_words"),
            ((("Tea", Money(0)),), "expense_out_of_range"),
            ((("Tea", Money(100_001)),), "expense_out_of_range"),
        ],
    )
    def test_it_cannot_be_kept(self, books: Books, pas: Pas, expenses: Expenses, code: str) -> None:
        assert codes(record_shift(books, typed(pas.asha, MONDAY, "10:00", "12:00", expenses=expenses))) == [code]
        assert read_week(books, MONDAY).shifts == ()


class TestPaying:
    @pytest.fixture
    def asha(self, books: Books) -> int:
        return pa(books)

    def spend(self, books: Books, worker_id: int, day: date, expenses: Expenses, nhs: int) -> int:
        shares = tuple(share for share in ((2, Decimal(100 - nhs)), (NHS, Decimal(nhs))) if share[1])
        new = NewShift(worker_id, day, time(9), time(13), shares=shares, expenses=expenses)
        books.clock = FixedClock(PAYDAY)
        return kept(record_shift(books, new))

    def worked_out(self, books: Books) -> WorkedOut:
        with books.reading() as session:
            (answer,) = work_out(session, PAYDAY)
        assert isinstance(answer, WorkedOut), answer
        return answer

    def test_the_funders_of_the_shift_bear_it_as_they_share_its_minutes(self, books: Books, asha: int) -> None:
        self.spend(books, asha, MONDAY, PARKING, nhs=40)
        self.spend(books, asha, LAST, (), nhs=0)
        (line,) = [line for line in self.worked_out(books).lines if line.title == "Parking"]
        assert {funder: part for funder, (_, part) in line.shares.items()} == {2: Money(210), NHS: Money(140)}
        assert not line.is_pay

    def test_it_waits_with_a_shift_after_the_period(self, books: Books, asha: int) -> None:
        self.spend(books, asha, MONDAY, (), nhs=0)
        self.spend(books, asha, LAST + timedelta(days=1), PARKING, nhs=0)
        assert "Parking" not in [line.title for line in self.worked_out(books).lines]

    def test_once_paid_back_it_stays(self, books: Books, asha: int) -> None:
        shift = self.spend(books, asha, MONDAY, PARKING, nhs=0)
        assert isinstance(confirm_week(books, MONDAY), Done)
        agreed(books)
        with books.reading() as session:
            assert session.scalars(select(tables.PayItem.payslip_id)).one() is not None
        assert codes(remove_shift(books, shift)) == ["hours_already_paid"]

    @pytest.mark.parametrize("has_left", [False, True])
    def test_a_shift_that_another_worked_takes_it_along_until_it_is_paid_for_good(
        self, books: Books, asha: int, has_left: bool
    ) -> None:
        kasia = pa(books, "Kasia Wójcik")
        shift = self.spend(books, asha, MONDAY, PARKING, nhs=0)
        assert isinstance(confirm_week(books, MONDAY), Done)
        agreed(books)
        with books.reading() as session:
            slip = session.scalars(select(tables.Payslip.id).where(tables.Payslip.worker_id == asha)).one()
        if has_left:
            with books.operation("Printed") as op:
                op.session.get_one(tables.Payslip, slip).left_at = books.now()
        assert isinstance(put_right(books, WrongWorker(slip, "It was Kasia", shift, kasia)), Done)
        assert [(row[0], row[6]) for row in items(books)] == [(asha, None) if has_left else (kasia, shift)]


class TestTyping:
    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("parking 3.50", (("parking", Money(350)),)),
            ("Parking £3.50, lunch for 2 12", (("Parking", Money(350)), ("lunch for 2", Money(1200)))),
            ("50p tea; 4 swim", (("tea", Money(50)), ("swim", Money(400)))),
            ("parking", None),
            ("3.50", None),
            ("parking 3.50, lunch", None),
            ("", None),
        ],
    )
    def test_expenses(self, text: str, read: Expenses | None) -> None:
        assert read_expenses(text) == read

    def test_they_are_read_as_they_are_written(self) -> None:
        assert read_expenses(expenses_words(BOTH)) == BOTH

    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("with Tom and Kasia", (3, 2)),
            ("tom, k", (3, 2)),
            ("Kasia", (2,)),
            ("and Tom", (3,)),
            ("Tom and nobody", None),
            ("", None),
        ],
    )
    def test_people(self, text: str, read: tuple[int, ...] | None) -> None:
        among = [Choice(1, "Asha Rahman", "Asha"), Choice(2, "Kasia Wójcik", "Kasia"), Choice(3, "Tom Ray", "Tom")]
        assert read_people(text, among) == read
