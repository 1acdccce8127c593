"""Repeating shifts: added, filled, changed from a day on, ended and taken out; what people settled otherwise stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from carerdesk.domain.rota.recurrence import Every, Unit, weekly
from carerdesk.services.books.undoing import undo
from carerdesk.services.due.acts import finish
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shift import change_shift, record_shift, remove_shift
from carerdesk.services.hours.week import read_week
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.rota.due import due_items
from carerdesk.services.rota.fill import fill_rota
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.patterns import (
    Preview,
    add_pattern,
    change_pattern,
    end_pattern,
    preview_change,
    remove_pattern,
)
from carerdesk.store.books import Books, FixedClock
from carerdesk.store.tables import LeaveBooking, Shift
from tests.services.hours.test_record_shift import pay
from tests.services.rota.conftest import Pas

TODAY = date(2026, 11, 20)
TO = date(2027, 1, 17)
ALL = Decimal(100)


def tuesdays(worker: int, **changes: object) -> NewPattern:
    """Every other Tuesday, 9 to 3, paid by the council."""
    new = NewPattern((worker,), weekly(1, every=2), 540, 900, date(2026, 11, 24), shares=((2, ALL),))
    return replace(new, **changes)  # type: ignore[arg-type]


def done(outcome: Outcome) -> Done:
    """What was done; fails where it was rejected."""
    assert isinstance(outcome, Done), outcome
    return outcome


def planned(books: Books) -> list[tuple[str, str, str]]:
    """Day and clock times (in UTC: it is winter) of every shift."""
    return books.quick("SELECT day, substr(starts, 12, 5), substr(ends, 12, 5) FROM shift ORDER BY starts, worker_id")


def codes(outcome: object) -> list[str]:
    """What is wrong."""
    assert isinstance(outcome, Rejected), outcome
    return [problem.code for problem in outcome.problems]


def test_adding_fills_eight_weeks_at_once(books: Books, pas: Pas) -> None:
    outcome = done(add_pattern(books, tuesdays(pas.asha)))
    days = [day for day, *_ in planned(books)]
    assert days == ["2026-11-24", "2026-12-08", "2026-12-22", "2027-01-05"]
    assert outcome.said == (
        "Asha: Every other Tuesday, 09:00 to 15:00, from 24 November 2026. 4 shifts put into the rota."
    )
    assert books.quick("SELECT DISTINCT state, pattern_id FROM shift") == [("planned", outcome.id)]
    assert books.quick("SELECT SUM(minutes), MIN(funder_id) FROM shift_share") == [(4 * 360, 2)]


def test_undo_takes_all_of_it_back(books: Books, pas: Pas) -> None:
    outcome = done(add_pattern(books, tuesdays(pas.asha)))
    assert outcome.operation is not None
    done(undo(books, outcome.operation))
    assert planned(books) == []
    assert books.quick("SELECT COUNT(*) FROM pattern") == [(0,)]


def test_filling_twice_adds_nothing(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.asha)))
    before = planned(books)
    outcome = done(fill_rota(books, TO))
    assert planned(books) == before
    assert "Nothing was missing" in outcome.said


def test_a_change_counts_from_its_day_and_keeps_the_weeks(books: Books, pas: Pas) -> None:
    first = done(add_pattern(books, tuesdays(pas.asha))).id or 0
    later = tuesdays(pas.asha, start_minute=600, first_day=date(2026, 12, 1))
    done(change_pattern(books, first, later))
    assert planned(books) == [
        ("2026-11-24", "09:00", "15:00"),
        ("2026-12-08", "10:00", "15:00"),
        ("2026-12-22", "10:00", "15:00"),
        ("2027-01-05", "10:00", "15:00"),
    ]
    versions = books.quick("SELECT first_day, last_day, series FROM pattern ORDER BY id")
    assert versions == [("2026-11-24", "2026-12-07", 1), ("2026-12-08", None, 1)]


def test_what_was_changed_by_hand_survives_a_change_of_the_pattern(books: Books, pas: Pas) -> None:
    first = done(add_pattern(books, tuesdays(pas.asha))).id or 0
    (ids,) = zip(*books.quick("SELECT id FROM shift ORDER BY starts"), strict=True)
    moved = NewShift(pas.asha, date(2026, 12, 9), time(13), time(17))
    done(change_shift(books, ids[1], moved))
    done(remove_shift(books, ids[2]))
    change = tuesdays(pas.asha, start_minute=600, first_day=date(2026, 11, 24))
    seen = preview_change(books, first, change)
    assert isinstance(seen, Preview)
    assert (seen.changed, seen.removed, seen.added, seen.by_hand) == (2, 0, 0, 1)
    done(change_pattern(books, first, change))
    assert planned(books) == [
        ("2026-11-24", "10:00", "15:00"),
        ("2026-12-09", "13:00", "17:00"),
        ("2027-01-05", "10:00", "15:00"),
    ]


def test_ending_takes_out_the_planned_shifts_after_it(books: Books, pas: Pas) -> None:
    first = done(add_pattern(books, tuesdays(pas.asha))).id or 0
    outcome = done(end_pattern(books, first, date(2026, 12, 8)))
    assert [day for day, *_ in planned(books)] == ["2026-11-24", "2026-12-08"]
    assert "2 shifts taken out" in outcome.said
    done(fill_rota(books, TO))
    assert len(planned(books)) == 2


def test_taking_out_leaves_nothing_behind(books: Books, pas: Pas) -> None:
    first = done(add_pattern(books, tuesdays(pas.asha, worker_ids=(pas.asha, pas.kasia)))).id or 0
    assert len(planned(books)) == 8
    done(remove_pattern(books, first))
    assert planned(books) == []
    assert books.quick("SELECT COUNT(*) FROM pattern") == [(0,)]


def test_two_go_out_together(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.asha, worker_ids=(pas.asha, pas.kasia), miles=Decimal(6))))
    outings = books.quick("SELECT COUNT(*), MIN(people_needed), GROUP_CONCAT(miles) FROM shift GROUP BY outing")
    assert outings == [(2, 2, "6,0")] * 4


def test_a_shift_in_the_way_is_left_out_and_said(books: Books, pas: Pas) -> None:
    done(record_shift(books, NewShift(pas.asha, date(2026, 12, 8), time(14), time(18))))
    outcome = done(add_pattern(books, tuesdays(pas.asha)))
    assert "Left out: Asha, Tuesday 8 December. This shift overlaps another" in outcome.said
    assert len(planned(books)) == 4


def test_a_pattern_that_never_happens_is_refused(books: Books, pas: Pas) -> None:
    never = tuesdays(pas.asha, every=Every(Unit.YEAR, month_day=30, month=2))
    assert codes(add_pattern(books, never)) == ["pattern_never_happens"]
    assert codes(add_pattern(books, tuesdays(pas.asha, last_day=date(2026, 11, 20)))) == [
        "pattern_ends_before_it_begins"
    ]


def test_shares_must_make_a_hundred(books: Books, pas: Pas) -> None:
    assert codes(add_pattern(books, tuesdays(pas.asha, shares=((2, Decimal(60)),)))) == ["percentages_not_whole"]


def test_what_is_gone_already_is_said(books: Books, pas: Pas) -> None:
    gone = done(add_pattern(books, tuesdays(pas.asha))).id or 0
    done(remove_pattern(books, gone))
    again = tuesdays(pas.asha)
    answers = (change_pattern(books, gone, again), end_pattern(books, gone, TO), remove_pattern(books, gone))
    assert [codes(each) for each in (*answers, preview_change(books, gone, again))] == [["pattern_gone"]] * 4


def test_a_confirmed_shift_is_never_touched(books: Books, pas: Pas) -> None:
    first = done(add_pattern(books, tuesdays(pas.asha, first_day=date(2026, 11, 17), every=weekly(1)))).id or 0
    with books.operation("Confirmed") as op:
        op.session.get_one(Shift, 1).state = "confirmed"
    done(change_pattern(books, first, tuesdays(pas.asha, start_minute=600, first_day=date(2026, 11, 17))))
    assert planned(books)[:2] == [("2026-11-17", "09:00", "15:00"), ("2026-12-01", "10:00", "15:00")]
    done(remove_pattern(books, first))
    assert planned(books) == [("2026-11-17", "09:00", "15:00")]


def test_what_was_paid_stays_and_is_not_filled(books: Books, pas: Pas) -> None:
    pay(books, pas.asha, date(2026, 11, 16), date(2026, 11, 29))
    outcome = done(add_pattern(books, tuesdays(pas.asha)))
    assert "Left out: Asha, Tuesday 24 November" in outcome.said
    assert [day for day, *_ in planned(books)] == ["2026-12-08", "2026-12-22", "2027-01-05"]


def test_nights_the_clocks_change_are_filled_with_a_word_on_what_was_taken(books: Books, pas: Pas) -> None:
    books.clock = FixedClock(date(2027, 3, 22))
    nights = tuesdays(pas.asha, every=weekly(6), start_minute=90, end_minute=420, first_day=date(2027, 3, 22))
    said = done(add_pattern(books, nights)).said
    assert "never show 01:30: 02:00 is taken instead" in said
    short = tuesdays(pas.kasia, every=weekly(6), start_minute=60, end_minute=120, first_day=date(2027, 3, 22))
    said = done(add_pattern(books, short)).said
    assert "Left out: Kasia, Sunday 28 March. The clocks go forward" in said
    assert books.quick("SELECT MIN(day) FROM shift WHERE worker_id = ?", (pas.kasia,)) == [("2027-04-04",)]


def test_filling_goes_over_the_tax_year_end_and_every_pay_period(books: Books, pas: Pas) -> None:
    books.clock = FixedClock(date(2027, 3, 22))
    done(add_pattern(books, tuesdays(pas.asha, every=weekly(*range(7)), first_day=date(2027, 4, 4))))
    days = [day for day, *_ in planned(books)][:4]
    assert days == ["2027-04-04", "2027-04-05", "2027-04-06", "2027-04-07"]


def test_a_rota_is_filled_for_a_year_at_most(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.asha)))
    assert codes(fill_rota(books, date(2027, 12, 1))) == ["fill_too_far"]
    assert codes(fill_rota(books, date(2026, 11, 19))) == ["fill_to_the_past"]


def test_somebody_away_is_filled_and_shows_as_needing_cover(books: Books, pas: Pas) -> None:
    with books.operation("Booked") as op:
        days = {"first_day": date(2026, 12, 7), "last_day": date(2026, 12, 13)}
        op.session.add(LeaveBooking(employer_id=1, person_id=1, worker_id=pas.asha, minutes=360, **days))
    done(add_pattern(books, tuesdays(pas.asha)))
    shifts = {
        shift.day: shift for day in (date(2026, 11, 23), date(2026, 12, 7)) for shift in read_week(books, day).shifts
    }
    assert [(day.day, shift.needs_cover, shift.repeats) for day, shift in shifts.items()] == [
        (24, False, True),
        (8, True, True),
    ]


def test_what_somebody_changed_stays_when_the_repeating_shift_goes(books: Books, pas: Pas) -> None:
    first = done(add_pattern(books, tuesdays(pas.asha))).id or 0
    second = books.quick("SELECT id FROM shift ORDER BY starts")[1][0]
    done(change_shift(books, second, NewShift(pas.tom, date(2026, 12, 8), time(9), time(12))))
    said = done(remove_pattern(books, first)).said
    assert said.endswith("3 shifts taken out. 1 shift stays as you changed it: Tom, Tuesday 8 December.")
    assert planned(books) == [("2026-12-08", "09:00", "12:00")]


def test_one_press_on_this_week_fills_it_on(books: Books, pas: Pas) -> None:
    done(add_pattern(books, tuesdays(pas.asha)))
    books.clock = FixedClock(date(2026, 12, 28))
    with books.reading() as session:
        (due,) = due_items(session, books.today())
    done(finish(books, due))
    assert planned(books)[-1][0] == "2027-02-16"
    with books.reading() as session:
        assert due_items(session, books.today()) == []
