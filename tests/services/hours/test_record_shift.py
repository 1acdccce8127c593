"""One shift at a time: kept, changed, gone along with, taken out, refused; and undone."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.confirm import confirm_week
from carerdesk.services.hours.read_back import free_for, read_back
from carerdesk.services.hours.record_shift import (
    change_shift,
    record_shift,
    remove_outing,
    remove_shift,
    worked_as_planned,
)
from carerdesk.services.hours.views import ShiftView
from carerdesk.services.hours.week import read_shift, read_week
from carerdesk.services.outcome import Done
from carerdesk.store import tables
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed

MONDAY = date(2026, 11, 16)
WEDNESDAY = date(2026, 11, 18)
SATURDAY = date(2026, 11, 21)
FORWARD, BACK = date(2026, 3, 29), date(2026, 10, 25)
SIXTY_FORTY = ((2, Decimal(60)), (3, Decimal(40)))


def seen(books: Books, shift_id: int) -> ShiftView:
    found = read_shift(books, shift_id)
    assert found is not None
    return found


def pay(books: Books, worker_id: int, first: date, last: date) -> None:
    """A payslip that has paid for these days."""
    with books.operation("Paid") as op:
        keys = {"employer_id": 1, "person_id": 1}
        run = tables.PayRun(**keys, payday=last, agreed_at=books.now())
        op.session.add(run)
        op.session.flush()
        nothing = Money(0)
        op.session.add(
            tables.Payslip(
                **keys, pay_run_id=run.id, worker_id=worker_id, payday=last, first_day=first, last_day=last,
                frequency="weekly", tax_year="2026-27", tax_period=1, code="1257L", basis="cumulative", ni_letter="A",
                paid_minutes=0, gross=nothing, taxable=nothing, niable=nothing, tax=nothing, employee_ni=nothing,
                employer_ni=nothing, allowance=nothing, expenses=nothing, net=nothing, inputs="{}", working="{}",
            )
        )  # fmt: skip


class TestKeeping:
    def test_a_past_one_is_worked_and_a_later_one_planned(self, books: Books, pas: Pas) -> None:
        past = kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:30")))
        later = kept(record_shift(books, typed(pas.asha, SATURDAY, "07:30", "10:30")))
        tonight = kept(record_shift(books, typed(pas.kasia, date(2026, 11, 20), "16:00", "19:00")))
        assert [seen(books, each).state for each in (past, later, tonight)] == ["worked", "planned", "planned"]

    def test_it_says_whose_and_when(self, books: Books, pas: Pas) -> None:
        outcome = record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,)))
        assert isinstance(outcome, Done)
        assert outcome.said == "Shift for Asha and Tom, Saturday 21 November, added"

    def test_two_go_together_on_one_outing(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,))))
        (outing,) = read_week(books, MONDAY).outings
        assert (outing.names, outing.ratio) == ("Asha and Tom", "2:1")

    def test_thirty_hours_are_the_most(self, books: Books, pas: Pas) -> None:
        long = typed(pas.asha, MONDAY, "08:00", "08:00")
        assert [each.code for each in read_back(books, long).oddities] == ["no_break", "no_daily_rest"]
        assert seen(books, kept(record_shift(books, long))).minutes == 24 * 60

    @pytest.mark.parametrize(
        ("day", "starts", "ends", "code"),
        [
            (WEDNESDAY, "10:00", "12:00", "shift_overlaps"),
            (date(2023, 1, 2), "10:00", "12:00", "shift_before_job"),
            (date(2028, 1, 3), "10:00", "12:00", "shift_far_ahead"),
            (FORWARD, "01:30", "05:00", "time_left_out"),
            (BACK, "01:30", "05:00", "time_comes_twice"),
        ],
    )
    def test_it_cannot_be_kept(self, books: Books, pas: Pas, day: date, starts: str, ends: str, code: str) -> None:
        kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
        assert code in codes(record_shift(books, typed(pas.asha, day, starts, ends)))

    def test_the_second_cannot_be_the_first_nor_be_elsewhere(self, books: Books, pas: Pas) -> None:
        assert codes(record_shift(books, typed(pas.asha, MONDAY, "10:00", "12:00", with_worker_ids=(pas.asha,)))) == [
            "same_person_twice"
        ]
        kept(record_shift(books, typed(pas.tom, MONDAY, "09:00", "11:00")))
        both = typed(pas.asha, MONDAY, "10:00", "12:00", with_worker_ids=(pas.tom,))
        assert codes(record_shift(books, both)) == ["shift_overlaps"]

    def test_a_funder_that_has_ended_pays_no_more(self, books: Books, pas: Pas) -> None:
        with books.operation("Ended") as op:
            op.session.get_one(tables.Funder, 3).ended = date(2026, 10, 31)
        nhs = typed(pas.asha, MONDAY, "07:30", "10:30", shares=((3, Decimal(100)),))
        assert codes(record_shift(books, nhs)) == ["funder_ended"]

    def test_paid_days_are_put_right_in_pay(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:30")))
        pay(books, pas.asha, MONDAY, MONDAY + timedelta(days=6))
        again = typed(pas.asha, WEDNESDAY, "07:30", "10:30")
        assert codes(record_shift(books, again)) == ["hours_already_paid"]
        later = typed(pas.asha, MONDAY + timedelta(days=7), "07:30", "10:30")
        assert codes(change_shift(books, shift, later)) == ["hours_already_paid"]
        assert codes(remove_shift(books, shift)) == ["hours_already_paid"]
        assert codes(remove_outing(books, shift)) == ["hours_already_paid"]
        assert isinstance(record_shift(books, typed(pas.tom, WEDNESDAY, "07:30", "10:30")), Done)

    def test_a_kind_must_be_chosen_where_bank_holidays_are_not_known(self, books: Books, pas: Pas) -> None:
        with books.operation("Long ago") as op:
            op.session.get_one(tables.Worker, pas.asha).started = date(1990, 1, 1)
        assert codes(record_shift(books, typed(pas.asha, date(1995, 3, 1), "07:30", "10:30"))) == ["kind_to_choose"]


class TestTheNightsTheClocksChange:
    def test_the_second_half_past_one_is_an_hour_later(self, books: Books, pas: Pas) -> None:
        first = typed(pas.asha, BACK, "01:30", "05:00", second_start=False)
        second = typed(pas.kasia, BACK, "01:30", "05:00", second_start=True)
        minutes = [seen(books, kept(record_shift(books, each))).minutes for each in (first, second)]
        assert minutes == [4 * 60 + 30, 3 * 60 + 30]

    @pytest.mark.parametrize(("day", "hours"), [(FORWARD, 8), (BACK, 10)])
    def test_a_night_through_the_change_is_as_long_as_it_was(
        self, books: Books, pas: Pas, day: date, hours: int
    ) -> None:
        night = typed(pas.asha, day - timedelta(days=1), "22:00", "07:00", kind="waking_night", break_minutes=20)
        found = read_back(books, night)
        assert f"{hours} hours" in found.said
        assert "The clocks change that night" in found.said
        assert seen(books, kept(record_shift(books, night))).minutes == hours * 60 - 20


class TestChanging:
    def test_what_was_planned_is_remembered(self, books: Books, pas: Pas) -> None:
        books.clock = FixedClock(MONDAY)
        shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
        books.clock = FixedClock(date(2026, 11, 20))
        assert seen(books, shift).trouble == "Hours not in yet"
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "11:00")))
        now = seen(books, shift)
        assert (now.state, now.differs) == ("worked", "Planned to 10:30, 30 minutes over")
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:45", "10:30")))
        assert seen(books, shift).differs == "Planned 07:30 to 10:30, 15 minutes short"
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
        assert seen(books, shift).differs == ""

    def test_worked_as_planned(self, books: Books, pas: Pas) -> None:
        books.clock = FixedClock(MONDAY)
        shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30", with_worker_ids=(pas.tom,))))
        assert codes(worked_as_planned(books, shift)) == ["shift_not_over"]
        books.clock = FixedClock(date(2026, 11, 20))
        outcome = worked_as_planned(books, shift)
        assert isinstance(outcome, Done)
        assert outcome.said == "Asha and Tom worked as planned, Wednesday 18 November"
        assert {view.state for view in read_week(books, MONDAY).shifts} == {"worked"}

    def test_shares_stay_in_proportion_unless_others_are_typed(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30", shares=SIXTY_FORTY)))
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "11:00", shares=())))
        assert [share.minutes for share in seen(books, shift).shares] == [126, 84]
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "11:00")))
        assert [share.short_name for share in seen(books, shift).shares] == ["Council"]

    def test_a_confirmed_one_wants_confirming_again(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
        assert isinstance(confirm_week(books, MONDAY), Done)
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "11:00")))
        assert seen(books, shift).state == "worked"

    def test_moved_ahead_it_is_a_plan_again(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
        kept(change_shift(books, shift, typed(pas.asha, SATURDAY, "07:30", "10:30")))
        assert seen(books, shift).state == "planned"

    def test_it_may_not_run_into_another(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
        kept(record_shift(books, typed(pas.asha, WEDNESDAY, "12:00", "13:00")))
        assert codes(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "12:30"))) == ["shift_overlaps"]
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "08:00", "11:00")))

    def test_a_second_person_joins_later(self, books: Books, pas: Pas) -> None:
        shift = kept(record_shift(books, typed(pas.asha, WEDNESDAY, "07:30", "10:30")))
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "10:30", with_worker_ids=(pas.tom,))))
        (outing,) = read_week(books, MONDAY).outings
        assert outing.names == "Asha and Tom"
        kept(change_shift(books, shift, typed(pas.asha, WEDNESDAY, "07:30", "10:30", with_worker_ids=(pas.kasia,))))
        (outing,) = read_week(books, MONDAY).outings
        assert outing.ratio == "3:1"

    def test_the_mate_goes_along_only_where_named_and_keeps_their_own(self, books: Books, pas: Pas) -> None:
        new = typed(pas.asha, WEDNESDAY, "10:00", "14:00", with_worker_ids=(pas.tom,), miles=Decimal(4))
        asha = kept(record_shift(books, new))
        tom = next(view.id for view in read_week(books, MONDAY).shifts if view.worker_id == pas.tom)
        kept(change_shift(books, tom, typed(pas.tom, WEDNESDAY, "10:00", "14:00", miles=Decimal(9))))
        kept(change_shift(books, asha, typed(pas.asha, WEDNESDAY, "10:00", "15:00", with_worker_ids=(pas.tom,))))
        assert (seen(books, tom).times, seen(books, tom).miles) == ("10:00–15:00", Decimal(9))
        kept(change_shift(books, asha, typed(pas.asha, WEDNESDAY, "10:00", "13:00")))
        assert seen(books, tom).times == "10:00–15:00"
        assert seen(books, asha).outing == seen(books, tom).outing is not None


class TestTakingOut:
    def test_who_is_left_alone_is_on_no_outing(self, books: Books, pas: Pas) -> None:
        asha = kept(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,))))
        assert isinstance(remove_shift(books, asha), Done)
        (tom,) = read_week(books, MONDAY).shifts
        assert (tom.first_name, tom.outing) == ("Tom", None)

    def test_a_whole_outing(self, books: Books, pas: Pas) -> None:
        asha = kept(record_shift(books, typed(pas.asha, SATURDAY, "10:00", "14:30", with_worker_ids=(pas.tom,))))
        outcome = remove_outing(books, asha)
        assert isinstance(outcome, Done)
        assert outcome.said == "Shift for Asha and Tom, Saturday 21 November, taken out"
        assert read_week(books, MONDAY).shifts == ()
        undo(books)
        assert len(read_week(books, MONDAY).shifts) == 2


class TestReadingBack:
    def test_a_plain_one_says_what_comes_of_it(self, books: Books, pas: Pas) -> None:
        found = read_back(books, typed(pas.asha, date(2026, 11, 22), "16:00", "19:00"))
        assert found.said == "Sunday 22 November 2026, 16:00 to 19:00, 3 hours, Weekend hours. Asha is free."

    def test_agreed_hours(self, books: Books, pas: Pas) -> None:
        agree_hours(books, pas.asha, 5 * 60)
        first = typed(pas.asha, MONDAY, "16:00", "19:00")
        assert read_back(books, first).said.endswith("Asha is free, and stays within the 5 hours a week agreed.")
        kept(record_shift(books, first))
        more = read_back(books, typed(pas.asha, WEDNESDAY, "16:00", "19:00"))
        assert [each.code for each in more.oddities] == ["week_over_contract"]
        assert more.oddities[0].values["length"] == "6 h"

    def test_an_unchanged_shift_does_not_stand_in_its_own_way(self, books: Books, pas: Pas) -> None:
        agree_hours(books, pas.asha, 3 * 60)
        new = typed(pas.asha, MONDAY, "16:00", "19:00")
        shift = kept(record_shift(books, new))
        found = read_back(books, new, shift)
        assert (found.problems, found.oddities) == ((), ())

    def test_holiday_makes_a_gap_that_others_can_fill(self, books: Books, pas: Pas) -> None:
        gap = kept(record_shift(books, typed(pas.kasia, SATURDAY, "16:00", "19:00")))
        away(books, pas.kasia, SATURDAY)
        kept(record_shift(books, typed(pas.tom, SATURDAY, "15:00", "17:00")))
        assert seen(books, gap).needs_cover
        assert seen(books, gap).trouble == "Kasia is away"
        assert [one.short for one in free_for(books, gap)] == ["Asha"]
        assert "Fills the gap." in read_back(books, typed(pas.asha, SATURDAY, "16:00", "19:00")).said
        odd = read_back(books, typed(pas.kasia, SATURDAY, "10:00", "12:00"))
        assert [each.code for each in odd.oddities] == ["worker_on_holiday"]


def agree_hours(books: Books, worker_id: int, minutes: int) -> None:
    with books.operation("Terms") as op:
        op.session.add(
            tables.Contract(
                employer_id=1, person_id=1, worker_id=worker_id, first_day=date(2024, 1, 8), frequency="weekly",
                first_payday=date(2026, 11, 6), period_end=date(2026, 11, 1), hours_kind="regular",
                weekly_minutes=minutes, holiday_method="fixed",
            )
        )  # fmt: skip


def away(books: Books, worker_id: int, day: date) -> None:
    with books.operation("Holiday") as op:
        op.session.add(
            tables.LeaveBooking(
                employer_id=1, person_id=1, worker_id=worker_id, first_day=day, last_day=day, minutes=180
            )
        )


def test_times_within_a_night_belong_to_it(books: Books, pas: Pas) -> None:
    night = typed(pas.kasia, MONDAY, "22:00", "07:00", kind="sleep_in", call_outs=((time(23, 50), time(0, 20)),))
    view = seen(books, kept(record_shift(books, night)))
    assert [(starts.day, ends.day) for starts, ends in view.call_outs] == [(16, 17)]
    assert [(s.day.day, s.first, s.last) for s in view.stretches] == [(16, 22 * 60, 24 * 60), (17, 0, 7 * 60)]


def rate(books: Books, worker_id: int, kind: str, first_day: date) -> None:
    with books.operation("Rate") as op:
        op.session.add(
            tables.PayRate(
                employer_id=1, person_id=1, worker_id=worker_id, kind=kind, first_day=first_day, amount=Decimal("13.50")
            )
        )


def test_who_has_no_weekend_rate_works_normal_hours_on_saturdays(books: Books, pas: Pas) -> None:
    new = typed(pas.asha, SATURDAY, "10:00", "12:00")
    assert seen(books, kept(record_shift(books, new))).kind == "weekend"
    rate(books, pas.tom, "normal", date(2026, 4, 6))
    tom = seen(books, kept(record_shift(books, typed(pas.tom, SATURDAY, "10:00", "12:00"))))
    assert (tom.kind, tom.kind_is_usual) == ("normal", True)
    rate(books, pas.tom, "weekend", date(2026, 11, 1))
    later = typed(pas.tom, SATURDAY, "14:00", "16:00")
    assert seen(books, kept(record_shift(books, later))).kind == "weekend"
    assert not seen(books, tom.id).kind_is_usual
    before = typed(pas.tom, date(2026, 10, 31), "14:00", "16:00")
    assert seen(books, kept(record_shift(books, before))).kind == "normal"


def test_a_bank_holiday_without_its_rate_is_a_weekend_or_a_normal_day(books: Books, pas: Pas) -> None:
    boxing_day_moved, boxing_day = date(2026, 12, 28), date(2026, 12, 26)
    rate(books, pas.tom, "normal", date(2026, 4, 6))
    rate(books, pas.tom, "weekend", date(2026, 4, 6))
    kinds = [
        seen(books, kept(record_shift(books, typed(pas.tom, day, "10:00", "12:00")))).kind
        for day in (boxing_day_moved, boxing_day)
    ]
    assert kinds == ["normal", "weekend"]
