"""Leave of other kinds: recorded, changed, undone, asked about, paid or not, and what it does to holiday."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import select

from carerdesk.domain.leave.kinds import LeaveKind
from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.balance import everyones_holiday
from carerdesk.services.holiday.book import NewBooking, book_holiday
from carerdesk.services.holiday.weigh import weigh
from carerdesk.services.hours.away import days_away
from carerdesk.services.leave.read import accrual_words, everyones_leave, leave_view
from carerdesk.services.leave.record import NewLeave, as_kept, change_leave, odd, record_leave, remove_leave
from carerdesk.services.leave.week import usual_week
from carerdesk.services.pay.read import payday_view
from carerdesk.store import tables
from tests.services.pay.made import COUNCIL, agreed, codes, done, keep, pa, shift, weekdays
from tests.services.sickness.made import sick

MON, WED = date(2026, 11, 9), date(2026, 11, 11)


def new(worker_id: int, kind: LeaveKind = LeaveKind.JURY, **more: Any) -> NewLeave:
    return NewLeave(worker_id, kind, more.pop("first", MON), more.pop("last", WED), more.pop("minutes", 900), **more)


def made(outcome: object) -> int:
    found = done(outcome).id  # type: ignore[arg-type]
    assert found is not None
    return found


def kasia_of(books: Books) -> int:
    return pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))


def test_leave_is_recorded_seen_changed_and_undone(books: Books) -> None:
    kasia = kasia_of(books)
    recorded = done(record_leave(books, new(kasia, note=" Leeds Crown Court ")))
    (view,) = everyones_leave(books)
    assert (view.title, view.days, view.note, view.pay) == (
        "Jury service", "9 to 11 November 2026", "Leeds Crown Court", None,
    )  # fmt: skip
    with books.reading() as session:
        assert (kasia, WED) in days_away(session, MON, WED)
    done(change_leave(books, view.id, replace(as_kept(books, view.id), last=MON, minutes=300)))
    assert everyones_leave(books)[0].last == MON
    gone = done(remove_leave(books, view.id))
    assert everyones_leave(books) == ()
    done(undo(books, gone.operation))
    assert leave_view(books, view.id) is not None
    assert recorded.said == "Jury service of Kasia recorded, 9 to 11 November 2026"


def test_one_day_is_not_two_things(books: Books) -> None:
    kasia = kasia_of(books)
    done(book_holiday(books, NewBooking(kasia, MON, MON, 300)))
    assert codes(record_leave(books, new(kasia))) == ["leave_on_holiday"]
    sick(books, kasia, date(2026, 11, 16), date(2026, 11, 17))
    assert codes(record_leave(books, new(kasia, first=date(2026, 11, 17), last=date(2026, 11, 18)))) == [
        "leave_on_sickness"
    ]
    done(record_leave(books, new(kasia, first=date(2026, 11, 23), last=date(2026, 11, 24))))
    assert codes(record_leave(books, new(kasia, first=date(2026, 11, 24), last=date(2026, 11, 25)))) == [
        "leave_overlaps"
    ]
    assert codes(book_holiday(books, NewBooking(kasia, date(2026, 11, 24), date(2026, 11, 24), 300))) == [
        "holiday_on_other_leave"
    ]
    keep(books, [shift(kasia, date(2026, 11, 12), "08:00-13:00")])
    assert codes(record_leave(books, new(kasia, first=date(2026, 11, 10), last=date(2026, 11, 12)))) == [
        "leave_with_hours"
    ]
    assert codes(record_leave(books, new(kasia, first=WED, last=WED, told_on=date(2026, 11, 21)))) == [
        "leave_told_ahead"
    ]


def test_paid_leave_is_a_line_of_the_next_payslip_at_the_normal_rate(books: Books) -> None:
    kasia = kasia_of(books)
    keep(books, [shift(kasia, date(2026, 11, 16), "08:00-13:00")])
    leave = made(record_leave(books, new(kasia, paid=True)))
    (column,) = payday_view(books, date(2026, 11, 27)).columns
    assert column.figures["gross"] == Money.of("272.00")  # 5 h worked and 15 h of jury service at £13.60
    agreed(books)
    with books.reading() as session:
        line = session.scalars(select(tables.PayslipLine).where(tables.PayslipLine.source == "other_leave")).one()
        assert (line.title, line.amount) == ("Jury service, 9 to 11 November 2026, 15 h", Money.of("204.00"))
        share = session.scalars(select(tables.LineShare).where(tables.LineShare.payslip_line_id == line.id)).one()
        assert (share.funder_id, share.amount) == (COUNCIL, Money.of("204.00"))
    view = leave_view(books, leave)
    assert view is not None
    assert (view.on_payslip, view.pay) == (True, Money.of("204.00"))
    assert codes(remove_leave(books, leave)) == ["leave_paid_already"]
    assert codes(change_leave(books, leave, as_kept(books, leave))) == ["leave_paid_already"]


def test_unpaid_leave_puts_nothing_on_the_payslip(books: Books) -> None:
    kasia = kasia_of(books)
    keep(books, [shift(kasia, date(2026, 11, 16), "08:00-13:00")])
    done(record_leave(books, new(kasia, LeaveKind.UNPAID)))
    (column,) = payday_view(books, date(2026, 11, 27)).columns
    assert column.figures["gross"] == Money.of("68.00")


def test_paid_leave_without_a_rate_waits_and_says_so(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", rates=(("weekend", "14.60"),))
    keep(books, [shift(kasia, date(2026, 11, 21), "08:00-13:00", kind="weekend")])
    done(record_leave(books, new(kasia, paid=True)))
    (column,) = payday_view(books, date(2026, 11, 27)).columns
    assert any("no hourly rate for Kasia’s leave" in words for words in column.notices)


def test_paid_leave_neither_raises_nor_lowers_what_an_hour_of_holiday_pays(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, date(2026, 11, 8), 10, "08:00-15:00"))
    done(record_leave(books, new(asha, paid=True)))
    agreed(books)
    found = weigh(books, NewBooking(asha, date(2026, 12, 7), date(2026, 12, 7), 420))
    assert found is not None
    assert found.pay == Money.of("95.20")  # 7 h at £13.60, the rate of every hour


def test_it_earns_no_holiday_where_hours_vary_and_costs_none_where_they_are_fixed(books: Books) -> None:
    asha, kasia = pa(books), kasia_of(books)
    keep(books, weekdays(asha, date(2026, 11, 8), 10, "08:00-15:00"))
    done(record_leave(books, new(asha, paid=True)))
    done(record_leave(books, new(kasia, LeaveKind.UNPAID)))
    agreed(books)
    earned = {view.first_name: view.balance.earned for view in everyones_holiday(books, date(2026, 11, 30))}
    assert earned == {"Asha": 8 * 60, "Kasia": 112 * 60}  # 70 h × 12.07 % = 8.45 h
    assert "takes nothing from it" in accrual_words(books, kasia, LeaveKind.UNPAID, MON)
    assert "could not confirm" in accrual_words(books, asha, LeaveKind.CARERS, MON)


def test_more_than_a_week_of_carers_leave_is_asked_about(books: Books) -> None:
    kasia = kasia_of(books)
    done(record_leave(books, new(kasia, LeaveKind.CARERS, first=date(2026, 3, 2), last=date(2026, 3, 5), minutes=900)))
    assert odd(books, new(kasia, LeaveKind.CARERS, first=MON, last=MON, minutes=300)) == ()
    (asked,) = odd(books, new(kasia, LeaveKind.CARERS, first=MON, last=WED, minutes=600))
    assert (asked.code, asked.values["over"]) == ("carers_leave_over_a_week", "5 h")
    assert odd(books, new(kasia, LeaveKind.JURY, first=MON, last=WED, minutes=6000)) == ()


def test_a_usual_week_where_hours_vary_is_the_average_since_the_job_began(books: Books) -> None:
    asha = pa(books, started=date(2026, 8, 31))
    keep(books, [shift(asha, date(2026, 9, day), "08:00-13:00") for day in (1, 8, 15, 22)])
    with books.reading() as session:
        assert usual_week(session, asha, date(2026, 9, 28)) == 300
        assert usual_week(session, asha, date(2026, 11, 9)) == 120  # 20 h in ten weeks
        assert usual_week(session, asha, date(2026, 9, 2)) is None
