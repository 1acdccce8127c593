"""Holiday asked for, weighed, agreed, refused and withdrawn; longer than the balance; over the end of a leave year."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import select

from carerdesk.domain.rota.recurrence import weekly
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.balance import holiday_of
from carerdesk.services.holiday.book import Over, book_holiday, cancel_booking, change_booking
from carerdesk.services.holiday.days_off import hours_off
from carerdesk.services.holiday.requests import (
    agree_request,
    ask_for_holiday,
    change_request,
    refuse_request,
    request_view,
    waiting_requests,
    withdraw_request,
)
from carerdesk.services.holiday.weigh import NewBooking, Weighed, weigh
from carerdesk.services.hours.away import away_between, days_away
from carerdesk.services.rota.new_pattern import NewPattern
from carerdesk.services.rota.patterns import add_pattern
from carerdesk.store import tables
from tests.services.pay.made import agreed, codes, done, keep, pa, shift, weekdays
from tests.services.sickness.made import sick

FIRST, LAST = date(2026, 12, 7), date(2026, 12, 11)


def weighed(books: Books, new: NewBooking) -> Weighed:
    found = weigh(books, new)
    assert found is not None
    return found


def left(books: Books, worker_id: int, day: date | None = None) -> int:
    view = holiday_of(books, worker_id, day)
    assert view is not None
    return view.balance.left


def made(outcome: object) -> int:
    found = done(outcome).id  # type: ignore[arg-type]
    assert found is not None
    return found


def kasia_of(books: Books) -> int:
    return pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))


def test_a_request_takes_nothing_until_it_is_agreed(books: Books) -> None:
    kasia = kasia_of(books)
    request = made(ask_for_holiday(books, NewBooking(kasia, FIRST, LAST, 1200, " skiing ")))
    assert left(books, kasia) == 112 * 60
    (waits,) = waiting_requests(books)
    assert (waits.id, waits.note, waits.asked_on) == (request, "skiing", date(2026, 11, 20))
    agreeing = done(agree_request(books, request))
    assert left(books, kasia) == 92 * 60
    assert waiting_requests(books) == ()
    assert codes(agree_request(books, request)) == ["request_answered"]
    done(undo(books, agreeing.operation))
    assert left(books, kasia) == 112 * 60
    assert [view.id for view in waiting_requests(books)] == [request]


def test_a_refusal_needs_its_reason_and_keeps_it(books: Books) -> None:
    kasia = kasia_of(books)
    request = made(ask_for_holiday(books, NewBooking(kasia, FIRST, LAST, 1200)))
    assert codes(refuse_request(books, request, "  ")) == ["refusal_needs_reason"]
    done(refuse_request(books, request, "Nobody else can come that week"))
    view = request_view(books, request)
    assert view is not None
    assert (view.state, view.reason, view.answered_on) == (
        "refused", "Nobody else can come that week", date(2026, 11, 20),
    )  # fmt: skip
    assert left(books, kasia) == 112 * 60
    assert codes(withdraw_request(books, request)) == ["request_answered"]


def test_a_request_is_changed_or_withdrawn_and_stays_on_record(books: Books) -> None:
    kasia = kasia_of(books)
    request = made(ask_for_holiday(books, NewBooking(kasia, FIRST, LAST, 1200)))
    done(change_request(books, request, NewBooking(kasia, FIRST, FIRST, 300)))
    assert waiting_requests(books)[0].last == FIRST
    done(withdraw_request(books, request))
    view = request_view(books, request)
    assert view is not None
    assert view.state == "withdrawn"


def test_taking_an_agreed_booking_out_withdraws_what_was_asked(books: Books) -> None:
    kasia = kasia_of(books)
    request = made(ask_for_holiday(books, NewBooking(kasia, FIRST, LAST, 1200)))
    done(agree_request(books, request))
    view = holiday_of(books, kasia)
    assert view is not None
    out = done(cancel_booking(books, view.bookings[0].id))
    asked = request_view(books, request)
    assert asked is not None
    assert asked.state == "withdrawn"
    done(undo(books, out.operation))
    asked = request_view(books, request)
    assert asked is not None
    assert (asked.state, left(books, kasia)) == ("agreed", 92 * 60)


def test_what_cannot_be_asked_for(books: Books) -> None:
    asha = pa(books, left=date(2026, 12, 9))
    assert codes(ask_for_holiday(books, NewBooking(asha, LAST, FIRST, 60))) == ["holiday_ends_before_start"]
    assert codes(ask_for_holiday(books, NewBooking(asha, date(2026, 8, 1), date(2026, 8, 1), 60))) == [
        "holiday_before_job"
    ]
    assert codes(ask_for_holiday(books, NewBooking(asha, FIRST, LAST, 0))) == [
        "holiday_without_hours", "holiday_after_job",
    ]  # fmt: skip
    one = NewBooking(asha, FIRST, FIRST, 60)
    assert codes(ask_for_holiday(books, one, date(2026, 11, 21))) == ["asked_ahead"]
    done(book_holiday(books, one))
    assert codes(ask_for_holiday(books, one)) == ["holiday_overlaps"]


def test_what_a_holiday_would_do_is_weighed_before_it_is_kept(books: Books) -> None:
    kasia, tom = kasia_of(books), pa(books, "Tom Griffiths")
    keep(books, [shift(kasia, FIRST, "08:00-13:00"), shift(kasia, LAST, "16:00-19:00")], confirmed=False)
    keep(books, [shift(tom, FIRST, "08:00-13:00")], confirmed=False)
    done(book_holiday(books, NewBooking(tom, date(2026, 12, 11), date(2026, 12, 14), 300)))
    found = weighed(books, NewBooking(kasia, FIRST, LAST, 1200))
    (part,) = found.parts
    assert (part.before, part.after, found.a_day) == (112 * 60, 92 * 60, Fraction(300))
    assert str(found.pay) == "£272.00"
    assert [(each.day, each.times) for each in found.open_shifts] == [(FIRST, "08:00–13:00"), (LAST, "16:00–19:00")]
    assert [(each.worker, each.first) for each in found.clashes] == [("Tom Griffiths", date(2026, 12, 11))]
    assert (found.notice.ask_by, found.notice.refuse_by) == (date(2026, 11, 26), date(2026, 12, 1))


def test_hours_come_from_the_rota_before_the_contract(books: Books) -> None:
    kasia = kasia_of(books)
    keep(books, [shift(kasia, FIRST, "08:00-11:00"), shift(kasia, LAST, "16:00-19:00")], confirmed=False)
    found = hours_off(books, kasia, FIRST, LAST)
    assert found is not None
    assert found.by_day[FIRST] == 180
    assert found.minutes == 1200  # the contract’s week makes up what the rota lacks
    asha = pa(books)
    assert hours_off(books, asha, FIRST, LAST) is None
    night = shift(asha, LAST, "22:00-07:00", kind="sleep_in")
    keep(books, [shift(asha, FIRST, "08:00-11:00"), night], confirmed=False)
    found = hours_off(books, asha, FIRST, LAST)
    assert found is not None
    assert (found.by_day, found.found_in) == ({FIRST: 180}, "rota")


def test_beyond_what_the_rota_is_filled_to_repeating_shifts_say_the_hours(books: Books) -> None:
    asha = pa(books)
    repeats = NewPattern((asha,), weekly(1), 540, 900, date(2026, 11, 24), shares=((2, Decimal(100)),))
    done(add_pattern(books, repeats))  # every Tuesday 9 to 15, in the rota to 17 January
    near, far = date(2026, 12, 8), date(2027, 3, 2)
    for first in (near, far):
        found = hours_off(books, asha, first - timedelta(days=1), first + timedelta(days=3))
        assert found is not None
        assert found.by_day == {first: 360}
    assert hours_off(books, asha, date(2026, 11, 9), date(2026, 11, 13)) is None


def test_more_than_is_left_is_taken_in_advance_or_without_pay(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, date(2026, 11, 18), 14, "08:00-15:00"))
    agreed(books)  # earns 12 hours
    new = NewBooking(asha, FIRST, date(2026, 12, 10), 1200)
    assert weighed(books, new).over == 480
    done(book_holiday(books, new, Over.UNPAID))
    with books.reading() as session:
        (booking,) = session.scalars(select(tables.LeaveBooking)).all()
        (rest,) = session.scalars(select(tables.OtherLeave)).all()
        assert (booking.minutes, booking.first_day, booking.last_day) == (720, FIRST, date(2026, 12, 9))
        assert (rest.kind, rest.minutes, rest.first_day, rest.last_day) == (
            "unpaid", 480, date(2026, 12, 9), date(2026, 12, 10),
        )  # fmt: skip
    assert left(books, asha, date(2026, 12, 1)) == 0


def test_nothing_left_is_unpaid_altogether_and_undone_together(books: Books) -> None:
    asha = pa(books)
    request = made(ask_for_holiday(books, NewBooking(asha, FIRST, LAST, 600)))
    agreeing = done(agree_request(books, request, Over.UNPAID))
    with books.reading() as session:
        assert session.scalars(select(tables.LeaveBooking)).all() == []
        assert session.scalars(select(tables.OtherLeave.minutes)).all() == [600]
    done(undo(books, agreeing.operation))
    with books.reading() as session:
        assert session.scalars(select(tables.OtherLeave)).all() == []


def test_a_holiday_over_the_end_of_a_leave_year_is_a_booking_in_each(books: Books) -> None:
    kasia = kasia_of(books)
    new = NewBooking(kasia, date(2027, 3, 29), date(2027, 4, 2), 1200)
    assert [(part.first, part.last, part.minutes) for part in weighed(books, new).parts] == [
        (date(2027, 3, 29), date(2027, 3, 31), 900),
        (date(2027, 4, 1), date(2027, 4, 2), 300),
    ]
    done(book_holiday(books, new))
    assert left(books, kasia, date(2027, 3, 1)) == (112 - 15) * 60
    assert left(books, kasia, date(2027, 4, 2)) == (112 - 5) * 60


def test_a_booking_is_cut_short_until_it_is_paid(books: Books) -> None:
    kasia = kasia_of(books)
    booking = made(book_holiday(books, NewBooking(kasia, FIRST, LAST, 1200)))
    done(change_booking(books, booking, NewBooking(kasia, FIRST, date(2026, 12, 8), 600)))
    assert left(books, kasia) == 102 * 60
    over = NewBooking(kasia, date(2027, 3, 29), date(2027, 4, 2), 1200)
    assert codes(change_booking(books, booking, over)) == ["holiday_over_the_leave_year"]
    done(change_booking(books, booking, NewBooking(kasia, date(2026, 11, 2), date(2026, 11, 2), 300)))
    keep(books, [shift(kasia, date(2026, 11, 18), "08:00-13:00")])
    agreed(books)
    assert codes(change_booking(books, booking, NewBooking(kasia, FIRST, FIRST, 300))) == ["holiday_already_paid"]


def test_holiday_while_sick_is_the_pas_own_choice(books: Books) -> None:
    kasia = kasia_of(books)
    sick(books, kasia, date(2026, 11, 16))
    new = NewBooking(kasia, date(2026, 11, 23), date(2026, 11, 24), 600)
    assert codes(book_holiday(books, new)) == ["holiday_while_sick"]
    request = made(ask_for_holiday(books, new))
    assert codes(agree_request(books, request)) == ["holiday_while_sick"]
    agreeing = done(agree_request(books, request, instead_of_sick=True))
    with books.reading() as session:
        spells = session.scalars(select(tables.Sickness).order_by(tables.Sickness.first_day)).all()
        assert [(each.first_day, each.last_day, each.weekdays) for each in spells] == [
            (date(2026, 11, 16), date(2026, 11, 22), "mon,tue,wed,thu,fri"),
            (date(2026, 11, 25), None, "mon,tue,wed,thu,fri"),
        ]
    done(undo(books, agreeing.operation))
    with books.reading() as session:
        assert session.scalars(select(tables.Sickness.last_day)).all() == [None]


def test_everything_that_keeps_somebody_off_is_away(books: Books) -> None:
    kasia, tom = kasia_of(books), pa(books, "Tom Griffiths")
    done(book_holiday(books, NewBooking(kasia, FIRST, date(2026, 12, 8), 600)))
    sick(books, tom, date(2026, 11, 18))
    with books.operation("Leave") as op:
        keys = {"employer_id": 1, "person_id": 1, "worker_id": kasia}
        jury = tables.OtherLeave(**keys, kind="jury", first_day=LAST, last_day=LAST, minutes=300)
        family = tables.FamilyLeave(**keys, kind="spp", event_on=LAST, first_day=date(2026, 12, 14))
        op.session.add_all([jury, family])
        op.session.flush()
        for first, weeks in ((date(2026, 12, 14), 1), (date(2027, 1, 4), 1)):
            op.session.add(
                tables.FamilyLeaveBlock(
                    employer_id=1, person_id=1, family_leave_id=family.id, first_day=first, weeks=weeks
                )
            )
    with books.reading() as session:
        kinds = [(each.kind, each.first, each.last) for each in away_between(session, FIRST, date(2026, 12, 31))]
        days = days_away(session, FIRST, date(2026, 12, 31))
    assert kinds == [
        ("sick", date(2026, 11, 18), None),
        ("holiday", FIRST, date(2026, 12, 8)),
        ("other", LAST, LAST),
        ("family", date(2026, 12, 14), date(2026, 12, 20)),
    ]
    assert (kasia, date(2026, 12, 20)) in days
    assert (kasia, date(2026, 12, 21)) not in days
    assert (tom, date(2026, 12, 31)) in days


def test_notice_counts_the_days_of_work_where_they_are_known(books: Books) -> None:
    kasia = kasia_of(books)
    found = weighed(books, NewBooking(kasia, FIRST, LAST, 1200))
    assert (found.notice.ask_latest, found.notice.refuse_latest) == (date(2026, 11, 28), date(2026, 12, 2))
    request = made(ask_for_holiday(books, NewBooking(kasia, date(2026, 11, 23), date(2026, 12, 11), 3600)))
    asked = request_view(books, request)
    assert asked is not None
    assert asked.refuse_by is None  # asked for three days ahead: late by either count
