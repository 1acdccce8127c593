"""A week: copied with care, checked, confirmed; its funders' hours; what is due."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from carerdesk.services.books.undoing import undo
from carerdesk.services.hours.choices import choices
from carerdesk.services.hours.confirm import confirm_week, hours_to_check
from carerdesk.services.hours.copy_week import copy_last_week
from carerdesk.services.hours.due import confirming
from carerdesk.services.hours.record_shift import change_shift, record_shift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Done
from carerdesk.store import tables
from carerdesk.store.books import Books, FixedClock
from tests.services.hours.conftest import Pas
from tests.services.hours.made import codes, kept, typed
from tests.services.hours.test_record_shift import pay

MONDAY = date(2026, 11, 16)
LAST, NEXT = MONDAY - timedelta(days=7), MONDAY + timedelta(days=7)
TODAY = date(2026, 11, 20)


def day(at: int, monday: date = MONDAY) -> date:
    return monday + timedelta(days=at)


class TestCopying:
    def test_it_is_a_plan_with_its_outings_and_shares_and_no_notes(self, books: Books, pas: Pas) -> None:
        shares = ((2, Decimal(75)), (3, Decimal(25)))
        together = typed(
            pas.asha, day(5, LAST), "10:00", "14:00", with_worker_ids=(pas.tom,), shares=shares, what="Swimming",
            miles=Decimal(8), how_it_went="Well",
        )  # fmt: skip
        assert isinstance(record_shifts(books, [together, typed(pas.kasia, LAST, "09:00", "13:00")]), Done)
        outcome = copy_last_week(books, MONDAY)
        assert isinstance(outcome, Done)
        assert outcome.said == "3 shifts copied from last week"
        week = read_week(books, MONDAY)
        assert {shift.state for shift in week.shifts} == {"planned"}
        outing = week.outings[-1]
        assert (outing.names, outing.first.what, outing.first.miles, outing.first.how_it_went) == (
            "Asha and Tom", "Swimming", Decimal(0), "",
        )  # fmt: skip
        assert [share.minutes for share in outing.shares] == [180, 60]
        assert outing.first.outing != read_week(books, LAST).outings[-1].first.outing

    def test_past_days_of_a_plan_want_their_hours(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, LAST, "07:30", "10:30")))
        copy_last_week(books, MONDAY)
        assert read_week(books, MONDAY).shifts[0].trouble == "Hours not in yet"

    def test_a_second_time_brings_nothing(self, books: Books, pas: Pas) -> None:
        assert codes(copy_last_week(books, MONDAY)) == ["last_week_empty"]
        kept(record_shift(books, typed(pas.asha, LAST, "07:30", "10:30")))
        assert isinstance(copy_last_week(books, MONDAY), Done)
        assert codes(copy_last_week(books, MONDAY)) == ["last_week_copied_already"]

    def test_what_cannot_stand_is_left_out_and_said(self, books: Books, pas: Pas) -> None:
        week = [
            typed(pas.asha, LAST, "07:30", "10:30"),
            typed(pas.kasia, LAST, "07:30", "10:30"),
            typed(pas.tom, LAST, "07:30", "10:30"),
        ]
        assert isinstance(record_shifts(books, week), Done)
        with books.operation("Left") as op:
            op.session.get_one(tables.Worker, pas.kasia).left = day(6, LAST)
        kept(record_shift(books, typed(pas.tom, MONDAY, "09:00", "12:00")))
        outcome = copy_last_week(books, MONDAY)
        assert isinstance(outcome, Done)
        assert outcome.said == "1 shift copied from last week. 2 shifts could not be copied: add them yourself"
        assert len(read_week(books, MONDAY).shifts) == 2

    def test_paid_days_take_no_copies(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, LAST, "07:30", "10:30")))
        pay(books, pas.asha, MONDAY, day(6))
        assert codes(copy_last_week(books, MONDAY)) == ["hours_already_paid"]

    def test_an_ended_funder_is_left_open(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, LAST, "07:30", "10:30")))
        with books.operation("Ended") as op:
            op.session.get_one(tables.Funder, 2).ended = day(6, LAST)
        assert isinstance(copy_last_week(books, MONDAY), Done)
        assert read_week(books, MONDAY).shifts[0].unshared

    def test_the_hour_that_comes_twice_is_left_to_a_person(self, books: Books, pas: Pas) -> None:
        before = date(2026, 10, 12)
        kept(record_shift(books, typed(pas.asha, day(6, before), "01:30", "06:00")))
        assert codes(copy_last_week(books, day(7, before))) == ["time_comes_twice"]


class TestConfirming:
    def test_what_is_over_is_confirmed_and_the_rest_only_where_said(self, books: Books, pas: Pas) -> None:
        for at in (0, 4, 5):
            kept(record_shift(books, typed(pas.asha, day(at), "07:30", "10:30")))
        tonight = kept(record_shift(books, typed(pas.asha, day(4), "18:00", "20:00")))
        outcome = confirm_week(books, MONDAY)
        assert isinstance(outcome, Done)
        assert outcome.said == "2 shifts confirmed, 6 h, to Friday 20 November"
        assert {s.id for s in read_week(books, MONDAY).to_confirm} >= {tonight}
        assert codes(confirm_week(books, MONDAY)) == ["nothing_to_confirm"]
        assert isinstance(confirm_week(books, MONDAY, until=day(6)), Done)
        assert read_week(books, MONDAY).confirmed

    def test_minutes_without_a_funder_stop_it(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:30")))
        kept(record_shift(books, typed(pas.tom, MONDAY, "07:30", "10:30", shares=())))
        assert codes(confirm_week(books, MONDAY)) == ["shift_not_shared"]
        assert not any(shift.state == "confirmed" for shift in read_week(books, MONDAY).shifts)

    def test_one_undo_opens_all_of_it(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:30")))
        confirm_week(books, MONDAY)
        undo(books)
        assert [shift.state for shift in read_week(books, MONDAY).shifts] == ["worked"]

    def test_the_list_says_what_wants_a_look_and_why(self, books: Books, pas: Pas) -> None:
        books.clock = FixedClock(MONDAY)
        over = kept(record_shift(books, typed(pas.asha, day(2), "07:30", "10:30")))
        open_one = kept(record_shift(books, typed(pas.tom, day(3), "07:30", "10:30")))
        books.clock = FixedClock(TODAY)
        kept(change_shift(books, over, typed(pas.asha, day(2), "07:30", "14:00")))
        plain = kept(record_shift(books, typed(pas.asha, day(3), "07:30", "10:30")))
        nobody = kept(record_shift(books, typed(pas.kasia, day(3), "07:30", "10:30", shares=())))
        later = kept(record_shift(books, typed(pas.asha, day(5), "07:30", "10:30")))
        hours = hours_to_check(books, MONDAY)
        assert {shift.id for shift in hours.plain} == {open_one, plain}
        assert [shift.id for shift in hours.to_come] == [later]
        why = {each.shift.id: each for each in hours.look}
        assert why[over].why[0] == "Planned to 10:30, 3 hours 30 minutes over."
        assert "break" in why[over].why[1]
        assert (why[nobody].why, why[nobody].stops) == (("No funder yet.",), True)
        assert hours.minutes == 6 * 60 + 30 + 3 * 180

    def test_it_is_due_until_it_is_done(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:30")))
        with books.reading() as session:
            (due,) = confirming(session, TODAY, books.now())
        assert (due.key, due.day) == ("hours:2026-11-16", TODAY)
        confirm_week(books, MONDAY)
        with books.reading() as session:
            assert confirming(session, TODAY, books.now()) == []


class TestReading:
    def test_days_tell_of_bank_holidays_and_of_who_is_off(self, books: Books, pas: Pas) -> None:
        keys = {"employer_id": 1, "person_id": 1}
        christmas = date(2026, 12, 21)
        with books.operation("Off") as op:
            op.session.add(tables.Sickness(**keys, worker_id=pas.asha, first_day=day(3, christmas), weekdays="mon"))
            op.session.add(
                tables.LeaveBooking(
                    **keys, worker_id=pas.tom, first_day=day(4, christmas), last_day=day(4, christmas), minutes=60
                )
            )
        notes = {note.day.day: note.spoken for note in read_week(books, christmas).notes}
        assert notes == {
            24: "Asha is ill", 25: "Christmas Day, Asha is ill, Tom on holiday", 26: "Asha is ill", 27: "Asha is ill",
        }  # fmt: skip
        monday = read_week(books, date(2026, 12, 28))
        assert monday.note_of(monday.monday).bank_holiday == "Boxing Day"
        assert monday.note_of(date(2027, 1, 1)).bank_holiday == "New Year’s Day"

    def test_outside_the_lists_no_day_is_called_a_bank_holiday(self, books: Books) -> None:
        assert read_week(books, date(2035, 12, 24)).notes == ()

    def test_one_who_stays_longer_is_told_apart(self, books: Books, pas: Pas) -> None:
        first = kept(record_shift(books, typed(pas.kasia, MONDAY, "10:00", "13:00", with_worker_ids=(pas.tom,))))
        tom = next(shift for shift in read_week(books, MONDAY).shifts if shift.worker_id == pas.tom)
        assert read_week(books, MONDAY).outings[0].apart == ()
        kept(change_shift(books, tom.id, typed(pas.tom, MONDAY, "10:00", "13:30")))
        (outing,) = read_week(books, MONDAY).outings
        assert (outing.first.id, outing.names, outing.apart) == (first, "Kasia and Tom", ("Tom to 13:30",))

    def test_hours_of_each_funder_beside_its_award(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:00")))
        kept(record_shift(books, typed(pas.asha, day(5), "07:30", "10:00")))
        kept(record_shift(books, typed(pas.kasia, MONDAY, "22:00", "07:00", kind="sleep_in")))
        (council,) = read_week(books, MONDAY).funders
        assert council.words == "2 h 30 min worked of 5 h, and 1 sleep-in; award 40 h"
        assert not council.is_over

    def test_more_than_the_award_is_said(self, books: Books, pas: Pas) -> None:
        with books.operation("Less") as op:
            op.session.get_one(tables.Award, 1).weekly_minutes = 120
        kept(record_shift(books, typed(pas.asha, MONDAY, "07:30", "10:30")))
        (council,) = read_week(books, MONDAY).funders
        assert council.words == "3 h worked; award 2 h, 1 h over"
        assert council.is_over

    def test_sunday_night_shows_on_monday(self, books: Books, pas: Pas) -> None:
        kept(record_shift(books, typed(pas.kasia, day(6, LAST), "22:00", "07:00", kind="sleep_in")))
        week = read_week(books, MONDAY)
        assert week.shifts == ()
        assert [(s.first, s.last) for s in week.spilling[0].stretches if s.day == MONDAY] == [(0, 7 * 60)]

    def test_choices_are_those_who_work_then_by_short_names(self, books: Books, pas: Pas) -> None:
        with books.operation("Another Tom") as op:
            op.session.get_one(tables.Worker, pas.kasia).left = date(2026, 11, 1)
            op.session.add(tables.Worker(employer_id=1, person_id=1, name="Tom Baker"))
            op.session.get_one(tables.Funder, 3).ended = date(2026, 11, 1)
        people, funders = choices(books, MONDAY, day(6))
        assert [one.short for one in people] == ["Asha", "Tom Baker", "Tom Griffiths"]
        assert "NHS" not in {one.short for one in funders}
