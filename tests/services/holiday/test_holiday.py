"""Holiday earned, booked, taken out, asked about, and paid."""

from __future__ import annotations

from datetime import date, time
from decimal import Decimal

import pytest

from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.balance import HolidayView, everyones_holiday, holiday_of
from carerdesk.services.holiday.book import (
    NewBooking,
    answer_limit,
    answer_sleep_ins,
    book_holiday,
    cancel_booking,
)
from carerdesk.services.holiday.days_off import hours_off
from carerdesk.services.holiday.due import due_items
from carerdesk.services.holiday.weigh import weigh
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.people.details import TakenOver
from carerdesk.store import tables
from tests.services.pay.made import PAYDAY, agreed, codes, done, keep, pa, shift, weekdays

DAY = date(2026, 11, 18)
DECEMBER = (date(2026, 12, 7), date(2026, 12, 11))


def seen(books: Books, worker_id: int, day: date | None = None) -> HolidayView:
    view = holiday_of(books, worker_id, day)
    assert view is not None
    return view


def test_fixed_hours_have_5_6_weeks_and_a_booking_takes_from_them(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    assert seen(books, kasia).balance.left == 112 * 60  # 22.4 days of 5 hours
    booking = done(book_holiday(books, NewBooking(kasia, *DECEMBER, 1200, " skiing "))).id
    view = seen(books, kasia)
    assert (view.balance.booked, view.balance.left) == (1200, 92 * 60)
    assert view.bookings[0].note == "skiing"
    assert view.working.lines[-1].figure == "92 h"
    assert booking is not None
    taken_out = done(cancel_booking(books, booking))
    assert seen(books, kasia).balance.left == 112 * 60
    done(undo(books, taken_out.operation))
    assert seen(books, kasia).balance.left == 92 * 60


def test_a_booking_is_checked_against_the_job_and_other_bookings(books: Books) -> None:
    asha = pa(books, left=date(2026, 12, 9))
    done(book_holiday(books, NewBooking(asha, date(2026, 12, 1), date(2026, 12, 2), 300)))
    assert codes(book_holiday(books, NewBooking(asha, date(2026, 12, 2), date(2026, 12, 11), 0))) == [
        "holiday_without_hours",
        "holiday_overlaps",
        "holiday_after_job",
    ]
    assert codes(book_holiday(books, NewBooking(asha, DECEMBER[1], DECEMBER[0], 60))) == ["holiday_ends_before_start"]


def test_more_than_is_left_is_asked_about_and_allowed(books: Books) -> None:
    asha = pa(books)
    new = NewBooking(asha, *DECEMBER, 600)
    found = weigh(books, new)
    assert found is not None
    assert found.over == 600
    done(book_holiday(books, new))
    assert seen(books, asha).balance.left == -600


def test_hours_that_vary_earn_12_07_per_cent_when_pay_is_finished(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, DAY, 14, "08:00-15:00"))
    assert seen(books, asha, date(2026, 11, 30)).balance.earned == 0
    agreed(books)
    assert seen(books, asha, date(2026, 11, 30)).balance.earned == 12 * 60  # 98 h × 12.07 % = 11.83 h
    done(take_back(books, PAYDAY))
    assert seen(books, asha, date(2026, 11, 30)).balance.earned == 0


def test_a_booking_of_the_next_leave_year_is_shown_and_not_taken_from_this_one(books: Books) -> None:
    kasia = pa(books, fixed=(1200, 4), started=date(2025, 3, 3))
    done(book_holiday(books, NewBooking(kasia, date(2027, 4, 5), date(2027, 4, 9), 1200)))
    view = seen(books, kasia)
    assert view.balance.left == 112 * 60
    assert [row.first for row in view.later] == [date(2027, 4, 5)]


@pytest.mark.parametrize(
    ("worked", "count", "earned"),
    [
        ("08:00-13:00", False, 1),  # 5 h and 3 h awake: 0.97 h
        ("08:00-13:00", True, 2),  # with 5 h asleep 13 h: 1.57 h
        ("08:00-12:00", True, 1),  # 12 h: 1.45 h; the time awake counted twice would make 15 h and 2
    ],
)
def test_sleep_ins_are_asked_about_and_their_time_awake_counts_once(
    books: Books, *, worked: str, count: bool, earned: int
) -> None:
    asha = pa(books)
    night = shift(asha, DAY, "22:00-06:00", kind="sleep_in", call_outs=((time(1), time(4)),))
    keep(books, [shift(asha, DAY, worked), night])
    agreed(books)
    day = date(2026, 11, 30)
    assert [question.code for question in seen(books, asha, day).questions] == ["ask_sleep_ins_count"]
    assert seen(books, asha, day).balance.earned == 0
    done(answer_sleep_ins(books, asha, count=count))
    view = seen(books, asha, day)
    assert view.questions == ()
    assert view.answers.sleep_ins_count is count
    assert view.balance.earned == earned * 60


def test_the_limit_is_kept_beside_the_other_answer(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, DAY, 14, "08:00-15:00"))
    agreed(books)
    assert codes(answer_limit(books, asha, None)) == ["ask_holiday_limit"]
    done(answer_sleep_ins(books, asha, count=False))
    done(answer_limit(books, asha, 5 * 60))
    view = seen(books, asha, date(2026, 11, 30))
    assert (view.answers.sleep_ins_count, view.answers.most_minutes) == (False, 300)
    assert view.balance.earned == 300


def test_a_period_too_short_to_earn_an_hour_is_pointed_out(books: Books) -> None:
    asha = pa(books)
    keep(books, [shift(asha, DAY, "08:00-12:00")])
    agreed(books)
    assert [w.code for w in seen(books, asha, date(2026, 11, 30)).warnings] == ["period_earns_no_holiday"]


def test_a_balance_taken_over_starts_the_count(books: Books) -> None:
    taken = TakenOver("2026-27", date(2026, 10, 30), holiday_minutes=1800)
    asha = pa(books, fixed=(1200, 4), taken_over=taken)
    done(book_holiday(books, NewBooking(asha, date(2026, 10, 5), date(2026, 10, 6), 600)))
    done(book_holiday(books, NewBooking(asha, *DECEMBER, 600)))
    view = seen(books, asha)
    assert view.brought_in
    assert (view.balance.earned, view.balance.left) == (1800, 1200)


def minutes_off(books: Books, worker_id: int, first: date, last: date) -> int | None:
    found = hours_off(books, worker_id, first, last)
    return None if found is None else found.minutes


def test_a_fixed_week_is_proposed_on_the_weekdays_that_are_worked(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 2))
    assert minutes_off(books, kasia, *DECEMBER) == 1200  # Monday and Tuesday, as nothing else is known
    keep(books, [shift(kasia, date(2026, 11, 12), "08:00-18:00"), shift(kasia, date(2026, 11, 19), "08:00-18:00")])
    keep(books, [shift(kasia, date(2026, 11, 20), "08:00-10:00")])
    assert minutes_off(books, kasia, date(2026, 12, 7), date(2026, 12, 9)) == 0
    assert minutes_off(books, kasia, date(2026, 12, 10), date(2026, 12, 11)) == 1200
    assert minutes_off(books, pa(books, "Tom Griffiths"), *DECEMBER) is None


def test_half_days_a_week_round_up_to_a_weekday(books: Books) -> None:
    kasia = pa(books, fixed=(900, 2))
    with books.operation("2.5 days") as op:
        op.session.get_one(tables.Contract, 1).days_per_week = Decimal("2.5")
    assert minutes_off(books, kasia, *DECEMBER) == 900  # 6 h, 6 h and the 3 h that make up the contract’s week


def test_a_paid_holiday_stays(books: Books) -> None:
    kasia = pa(books, fixed=(1200, 4))
    keep(books, [shift(kasia, DAY, "08:00-13:00")])
    booking = done(book_holiday(books, NewBooking(kasia, date(2026, 11, 2), date(2026, 11, 3), 600))).id
    agreed(books)
    assert booking is not None
    assert codes(cancel_booking(books, booking)) == ["holiday_already_paid"]
    assert seen(books, kasia).bookings[0].paid


def test_a_contract_without_hours_is_asked_for(books: Books) -> None:
    pa(books, fixed=(1200, 4))
    with books.operation("no hours") as op:
        op.session.get_one(tables.Contract, 1).weekly_minutes = None
    (view,) = everyones_holiday(books)
    assert [question.code for question in view.questions] == ["holiday_needs_weekly_hours"]


def test_this_week_asks_and_reminds_for_the_person_in_view(books: Books) -> None:
    pa(books, fixed=(1200, 4), started=date(2025, 3, 3))
    with books.reading() as session:
        assert due_items(session, books.today()) == []
        (item,) = due_items(session, date(2027, 2, 20))
        assert item.title == "Asha has 112 h of holiday left"
