"""Sick while on holiday: given back or left as it is, paid or not, and the payslip put right."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.balance import everyones_holiday, holiday_of
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.sickness.record import NewSpell, end_sickness, odd, record_sickness, say_average
from carerdesk.store import tables
from tests.services.pay.made import PAYDAY, agreed, codes, done, keep, pa, shift
from tests.services.sickness.made import TO_FRIDAY

MON, TUE, WED, THU, FRI = (date(2026, 11, day) for day in (2, 3, 4, 5, 6))
NEXT = date(2026, 12, 25)


def kasia_on_holiday(books: Books, *, paid: bool = False) -> int:
    """20 hours a week on Monday to Thursday at £13.60, off from Monday 2 to Friday 6 November for 20 hours."""
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    done(book_holiday(books, NewBooking(kasia, MON, FRI, 1200)))
    if paid:
        keep(books, [shift(kasia, date(2026, 11, 16), "08:00-13:00")])
        agreed(books)
    return kasia


def spell(worker_id: int, first: date, last: date | None) -> NewSpell:
    return NewSpell(worker_id, first, last, TO_FRIDAY)


def rows(books: Books) -> list[tuple[date, date, int, str]]:
    with books.reading() as session:
        booking = tables.LeaveBooking
        found = session.scalars(select(booking).order_by(booking.first_day, booking.id)).all()
        return [(row.first_day, row.last_day, row.minutes, row.state) for row in found]


def left(books: Books, worker_id: int) -> int:
    view = holiday_of(books, worker_id)
    assert view is not None
    return view.balance.left


def test_days_ill_within_a_holiday_come_back_and_the_rest_stays(books: Books) -> None:
    kasia = kasia_on_holiday(books)
    new = spell(kasia, TUE, WED)
    (question,) = odd(books, new)
    assert (question.code, question.values["hours"]) == ("sick_on_holiday", "10 h")
    assert codes(record_sickness(books, new)) == ["sick_on_holiday"]
    recorded = done(record_sickness(books, replace(new, holiday_out=True)))
    assert recorded.said.endswith(", 10 h of holiday given back")
    assert rows(books) == [
        (MON, MON, 300, "agreed"),
        (TUE, WED, 600, "given_back"),
        (THU, FRI, 300, "agreed"),
    ]
    assert left(books, kasia) == (112 - 10) * 60
    assert odd(books, replace(new, first=THU, last=THU)) != ()
    done(undo(books, recorded.operation))
    assert rows(books) == [(MON, FRI, 1200, "agreed")]


def test_the_whole_holiday_comes_back_and_stays_on_record(books: Books) -> None:
    kasia = kasia_on_holiday(books)
    done(record_sickness(books, replace(spell(kasia, date(2026, 11, 1), FRI), holiday_out=True)))
    assert rows(books) == [(MON, FRI, 1200, "given_back")]
    assert left(books, kasia) == 112 * 60


def test_holiday_that_stays_leaves_sickness_before_and_after_it(books: Books) -> None:
    kasia = kasia_on_holiday(books)
    inside = replace(spell(kasia, TUE, WED), holiday_stays=True)
    assert codes(record_sickness(books, inside)) == ["sick_all_holiday"]
    around = spell(kasia, date(2026, 10, 30), date(2026, 11, 10))
    done(record_sickness(books, replace(around, holiday_stays=True)))
    with books.reading() as session:
        found = session.scalars(select(tables.Sickness).order_by(tables.Sickness.first_day)).all()
        assert [(row.first_day, row.last_day) for row in found] == [
            (date(2026, 10, 30), date(2026, 11, 1)), (date(2026, 11, 7), date(2026, 11, 10)),
        ]  # fmt: skip
    assert rows(books) == [(MON, FRI, 1200, "agreed")]


def test_sickness_that_goes_on_gives_the_rest_of_the_holiday_back(books: Books) -> None:
    kasia = kasia_on_holiday(books)
    later = done(book_holiday(books, NewBooking(kasia, date(2026, 12, 7), date(2026, 12, 10), 1200)))
    kept = done(record_sickness(books, replace(spell(kasia, WED, None), holiday_out=True)))
    assert rows(books)[:2] == [(MON, TUE, 600, "agreed"), (WED, FRI, 600, "given_back")]
    assert kept.id is not None
    assert later.id is not None
    end = date(2026, 12, 8)
    assert codes(end_sickness(books, kept.id, end)) == ["sick_on_holiday"]
    done(end_sickness(books, kept.id, end, holiday_out=True))
    assert rows(books)[2:] == [
        (date(2026, 12, 7), date(2026, 12, 8), 600, "given_back"),
        (date(2026, 12, 9), date(2026, 12, 10), 600, "agreed"),
    ]  # fmt: skip


def test_holiday_that_was_paid_is_taken_off_the_next_payslip_and_sick_pay_paid(books: Books) -> None:
    kasia = kasia_on_holiday(books, paid=True)
    assert codes(record_sickness(books, spell(kasia, TUE, WED))) == ["sick_on_paid_holiday"]
    sick = done(record_sickness(books, replace(spell(kasia, TUE, WED), holiday_out=True))).id
    assert sick is not None
    done(say_average(books, sick, Money.of("272.00"), "Four payslips from before"))
    assert left(books, kasia) == (112 - 10) * 60
    keep(books, [shift(kasia, date(2026, 12, 1), "08:00-18:00")])
    (column,) = payday_view(books, NEXT).columns
    assert column.figures["gross"] == Money.of("49.30")  # two fifths of £123.25; the hours and what comes off even out
    agreed(books, NEXT)
    with books.reading() as session:
        line = tables.PayslipLine
        put_right = session.scalars(select(line).where(line.source == "leave_booking", line.minutes < 0)).one()
        assert (put_right.amount, put_right.minutes) == (Money.of("-136.00"), -600)  # 10 h at £13.60
        assert put_right.title == "Holiday, 2 to 6 November 2026, put right: 10 h off sick"
        shares = session.scalars(select(tables.LineShare).where(tables.LineShare.payslip_line_id == put_right.id)).all()
        assert sum(share.amount.pence for share in shares) == -13600
        kinds = session.scalars(select(line.kind).where(line.payslip_id == put_right.payslip_id)).all()
        assert "ssp" in kinds
    keep(books, [shift(kasia, date(2027, 1, 5), "08:00-13:00")])
    (after,) = payday_view(books, date(2027, 1, 22)).columns
    assert after.figures["gross"] == Money.of("68.00")  # it is taken off once


def test_what_each_day_was_paid_stays_known_after_it_is_cut(books: Books) -> None:
    kasia = kasia_on_holiday(books, paid=True)
    done(record_sickness(books, replace(spell(kasia, TUE, WED), holiday_out=True)))
    (view,) = everyones_holiday(books)
    assert [(row.first, row.worked_out) for row in view.bookings] == [
        (MON, Money.of("68.00")),
        (THU, Money.of("68.00")),
    ]


def test_a_payday_that_paid_a_holiday_since_cut_is_not_taken_back_silently(books: Books) -> None:
    kasia = kasia_on_holiday(books, paid=True)
    done(record_sickness(books, replace(spell(kasia, TUE, WED), holiday_out=True)))
    assert codes(take_back(books, PAYDAY)) != []
