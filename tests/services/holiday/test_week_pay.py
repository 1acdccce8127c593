"""Holiday on payslips at the right week's pay, from real books, with hand sums beside every figure."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from carerdesk.domain.holiday.week_pay import Average
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.holiday.balance import BookingView, everyones_holiday
from carerdesk.services.holiday.book import (
    NewBooking,
    answer_extra,
    answer_overtaken,
    answer_sleep_ins,
    book_holiday,
    say_what_it_pays,
)
from carerdesk.services.holiday.week_pay import WeeksPay, weeks_pay
from carerdesk.services.pay.leaving import print_payslips
from carerdesk.services.pay.put_right import put_right
from carerdesk.services.pay.read import Column, payday_view
from carerdesk.services.pay.wrong import WrongHours
from carerdesk.services.people.details import PastPay, TakenOver
from carerdesk.store import tables
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, LAST, NHS, PAYDAY, agreed, codes, done, keep, money, pa, shift, weekdays

EARLY: dict[str, Any] = {"first_payday": date(2026, 10, 2), "period_end": date(2026, 9, 27)}
OCT, NOV = date(2026, 10, 30), PAYDAY
NOVEMBER_9 = date(2026, 11, 9)


def booked(books: Books, worker: int, first: date, minutes: int, last: date | None = None) -> int:
    found = done(book_holiday(books, NewBooking(worker, first, last or first, minutes))).id
    assert found is not None
    return found


def column(books: Books, payday: date = PAYDAY) -> Column:
    (found,) = payday_view(books, payday).columns
    return found


def paid_lines(books: Books) -> dict[str, Money]:
    with books.reading() as session:
        return {row.title: row.amount for row in session.query(tables.PayslipLine) if row.kind != "normal"}


def pay_of(books: Books, worker: int, day: date) -> WeeksPay:
    with books.reading() as session:
        found = weeks_pay(session, worker, day)
    assert isinstance(found, WeeksPay), found
    return found


def average_of(books: Books, worker: int, day: date) -> Average:
    found = pay_of(books, worker, day).found
    assert found is not None
    return found


def shown(books: Books) -> BookingView:
    (view,) = everyones_holiday(books)
    return view.bookings[0]


def two_rates(books: Books) -> int:
    """Weeks of 10 h on weekdays at £13.60 and 5 h on Saturdays at £14.60, paid every four weeks to 25 October."""
    asha = pa(books, **EARLY)
    for back in range(4):
        monday = date(2026, 9, 28) + timedelta(weeks=back)
        keep(books, [shift(asha, monday, "08:00-18:00")])
        keep(books, [shift(asha, monday + timedelta(days=5), "08:00-13:00", (NHS, 100), kind="weekend")])
    agreed(books, date(2026, 10, 2)) if payday_view(books, date(2026, 10, 2)).columns else None
    agreed(books, OCT)
    return asha


def test_hours_that_vary_are_paid_at_the_average_hour_weekends_and_all(books: Books) -> None:
    """Four weeks of £136 + £73 = £209 for 15 h: 7 h come to 209 × 7 ÷ 15 = £97.53."""
    asha = two_rates(books)
    booking = booked(books, asha, NOVEMBER_9, 420)
    assert shown(books).worked_out == money("97.53")
    assert column(books).figures["gross"] == money("97.53")
    agreed(books)
    assert paid_lines(books)["Holiday, 9 November 2026, 7 h"] == money("97.53")
    row = shown(books)
    assert row.paid
    assert row.working is not None
    assert [(line.text, line.figure) for line in row.working.lines[:5]] == [
        ("4 paid weeks, 28 September to 25 October 2026", "£836.00"),
        ("Hours in them", "60 h"),
        ("Pay for an hour, on average", "£13.9333"),
        ("An average week’s pay", "£209.00"),
        ("7 h of holiday at that pay for an hour", "£97.53"),
    ]
    assert any("fewer since the job began on 31 August 2026" in note for note in row.working.notes)
    assert booking == row.id
    assert verify(books) == ()


def test_the_working_kept_stays_when_later_pay_changes_the_average(books: Books) -> None:
    asha = two_rates(books)
    booked(books, asha, NOVEMBER_9, 420)
    agreed(books)
    before = shown(books).working
    keep(books, weekdays(asha, date(2026, 12, 18), 10, "08:00-20:00"))
    assert shown(books).working == before


def test_an_agreed_payday_with_holiday_is_undone_whole(books: Books) -> None:
    asha = two_rates(books)
    booked(books, asha, NOVEMBER_9, 420)
    before = column(books).figures
    made = agreed(books)
    assert shown(books).paid
    done(undo(books, made.operation))
    assert not shown(books).paid
    assert column(books).figures == before


def test_holiday_follows_the_hours_that_earned_it(books: Books) -> None:
    """40 h of the council and 20 h of the NHS: £97.53 splits 65.02 and 32.51."""
    asha = two_rates(books)
    booked(books, asha, NOVEMBER_9, 420)
    parts = {part.funder_id: part.components["gross"] for part in column(books).funders}
    assert parts == {COUNCIL: money("65.02"), NHS: money("32.51")}


def test_weeks_of_a_period_not_paid_yet_count_at_their_rates(books: Books) -> None:
    """No payslip yet: two whole weeks of 5 h, then a holiday in the third, all on one payslip."""
    asha = pa(books, started=date(2026, 10, 26))
    keep(books, [shift(asha, date(2026, 10, 28), "08:00-13:00"), shift(asha, date(2026, 11, 4), "08:00-13:00")])
    booked(books, asha, date(2026, 11, 11), 300)
    assert column(books).figures["gross"] == money("204.00")
    assert len(average_of(books, asha, date(2026, 11, 11)).weeks) == 2


def test_an_unpaid_week_does_not_lower_the_average(books: Books) -> None:
    asha = pa(books, **EARLY)
    keep(books, [shift(asha, date(2026, 9, 30), "08:00-13:00"), shift(asha, date(2026, 10, 21), "08:00-18:00")])
    agreed(books, OCT)
    made = average_of(books, asha, NOVEMBER_9)
    assert [week.last for week in made.weeks] == [date(2026, 10, 25), date(2026, 10, 4)]
    assert made.weekly == money("102.00")  # (68 + 136) ÷ 2


def test_a_week_ends_on_saturday_for_monthly_pay(books: Books) -> None:
    """October's £272 for 20 h: 5 h on Thursday 1st, 10 h on Sunday 4th, 5 h on Saturday 10th."""
    asha = pa(
        books,
        frequency="monthly",
        first_payday=date(2026, 9, 28),
        period_end=date(2026, 9, 30),
        started=date(2026, 9, 7),
    )
    keep(books, [shift(asha, date(2026, 10, 1), "08:00-13:00"), shift(asha, date(2026, 10, 4), "08:00-18:00")])
    keep(books, [shift(asha, date(2026, 10, 10), "08:00-13:00")])
    agreed(books, date(2026, 10, 28))
    made = average_of(books, asha, NOVEMBER_9)
    assert [(week.last, int(week.pay)) for week in made.weeks] == [
        (date(2026, 10, 10), 204),
        (date(2026, 10, 3), 68),
    ]


def test_paydays_typed_from_before_the_books_reach_back(books: Books) -> None:
    """Two four-week paydays of £480 and £560 for 40 h each, before one in the books of £544 for 40 h."""
    past = (
        PastPay(date(2026, 9, 4), Decimal(4), money("480.00"), 2400),
        PastPay(date(2026, 10, 2), Decimal(4), money("560.00"), 2400),
    )
    taken = TakenOver("2026-27", date(2026, 10, 2), earnings=past)
    asha = pa(books, started=date(2022, 1, 3), first_payday=OCT, period_end=date(2026, 10, 25), taken_over=taken)
    keep(books, weekdays(asha, date(2026, 10, 23), 8, "08:00-13:00"))
    agreed(books, OCT)
    made = average_of(books, asha, NOVEMBER_9)
    assert made.first == date(2026, 8, 3)
    assert made.pay == Decimal(1584)
    assert made.minutes == 7200
    found = pay_of(books, asha, NOVEMBER_9)
    assert found.pay(600) == money("132.00")  # 1584 ÷ 120 h × 10 h
    assert found.weeks_unknown
    assert any("known here from 3 August 2026 on" in note for note in found.notes)


def test_before_any_paid_week_holiday_waits_and_a_typed_amount_is_paid(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, date(2026, 11, 18), 2, "08:00-13:00"))
    booking = booked(books, asha, date(2026, 11, 2), 300)
    assert any("2 November 2026 is not paid yet: the books hold no paid week" in n for n in column(books).notices)
    assert shown(books).asks_pay
    assert codes(say_what_it_pays(books, booking, None, " ")) == [
        "holiday_pay_below_nothing",
        "holiday_pay_needs_reason",
    ]
    done(say_what_it_pays(books, booking, money("66.50"), "5 h at £13.30"))
    assert column(books).figures["gross"] == money("202.50")


def test_sleep_ins_are_asked_about_before_an_average_hour_is_made(books: Books) -> None:
    """£58 of a night and £68 of 5 h: over 5 h it is £25.20 an hour, over 14 h (9 h asleep) £9.00."""
    asha = pa(books, **EARLY)
    keep(books, [shift(asha, date(2026, 10, 20), "08:00-13:00")])
    keep(books, [shift(asha, date(2026, 10, 21), "22:00-07:00", kind="sleep_in")])
    agreed(books, OCT)
    booked(books, asha, NOVEMBER_9, 60)
    with books.reading() as session:
        found = weeks_pay(session, asha, NOVEMBER_9)
    assert isinstance(found, Problem)
    assert found.code == "ask_sleep_ins_count"
    done(answer_sleep_ins(books, asha, count=False))
    assert column(books).figures["gross"] == money("25.20")
    done(answer_sleep_ins(books, asha, count=True))
    assert column(books).figures["gross"] == money("9.00")


# --- fixed hours ------------------------------------------------------------------------------------------------------


def kasia_with(books: Books, kind: str, hours: str) -> int:
    """20 h a week on four days, and in each of four weeks a shift more."""
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), **EARLY)
    for back in range(4):
        monday = date(2026, 9, 28) + timedelta(weeks=back)
        keep(books, [shift(kasia, monday + timedelta(days=at), "08:00-13:00") for at in range(4)])
        keep(books, [shift(kasia, monday + timedelta(days=5), hours, kind=kind)])
    agreed(books, OCT)
    return kasia


def test_a_fixed_week_with_nothing_else_is_paid_at_the_normal_rate(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), **EARLY)
    keep(books, weekdays(kasia, date(2026, 10, 23), 4, "08:00-13:00"))
    agreed(books, OCT)
    booked(books, kasia, NOVEMBER_9, 450)
    assert column(books).figures["gross"] == money("102.00")
    assert not any("oliday" in notice for notice in column(books).notices)


@pytest.mark.parametrize(
    ("kind", "hours", "pay"),
    [
        ("normal", "08:00-12:00", "81.60"),  # 24 h a week: £326.40 × 5 ÷ 20
        ("weekend", "08:00-12:00", "82.60"),  # (272 + 58.40) ÷ 24 h × 24 h × 5 ÷ 20
    ],
)
def test_regular_overtime_and_weekends_count_until_somebody_says_they_are_not_regular(
    books: Books, kind: str, hours: str, pay: str
) -> None:
    kasia = kasia_with(books, kind, hours)
    booked(books, kasia, NOVEMBER_9, 300)
    assert column(books).figures["gross"] == money(pay)
    found = pay_of(books, kasia, NOVEMBER_9)
    assert found.may_not_be_regular == 4
    assert any("In 4 of 4 weeks" in note for note in found.notes)
    done(answer_extra(books, kasia, regular=False))
    assert column(books).figures["gross"] == money("68.00")
    done(answer_extra(books, kasia, regular=True))
    assert column(books).figures["gross"] == money(pay)


def test_a_rise_does_not_leave_holiday_at_the_old_rate(books: Books) -> None:
    kasia = kasia_with(books, "normal", "08:00-09:00")
    with books.operation("A rise") as op:
        keys = {"employer_id": 1, "person_id": 1, "worker_id": kasia}
        op.session.add(tables.PayRate(**keys, kind="normal", first_day=date(2026, 11, 1), amount=Decimal(16)))
    booked(books, kasia, NOVEMBER_9, 300)
    assert column(books).figures["gross"] == money("80.00")


# --- with each wage ---------------------------------------------------------------------------------------------------


def rolled_up(books: Books, worker: int) -> None:
    with books.operation("Rolled up") as op:
        for row in op.session.query(tables.Contract).filter_by(worker_id=worker):
            row.holiday_method = "rolled_up"


def test_rolled_up_pay_stands_on_its_own_line_and_is_shared_as_the_work(books: Books) -> None:
    """£544 of the council and £146 of the NHS: 12.07 % of £690 is £83.28, split 65.66 and 17.62."""
    asha = pa(books)
    rolled_up(books, asha)
    keep(books, weekdays(asha, date(2026, 11, 18), 8, "08:00-13:00"))
    keep(books, [shift(asha, date(2026, 11, 21), "08:00-18:00", (NHS, 100), kind="weekend")])
    booked(books, asha, date(2026, 11, 9), 300)
    seen = column(books)
    assert seen.figures["gross"] == money("773.28")
    assert not any("oliday" in notice for notice in seen.notices)
    assert {p.funder_id: p.components["gross"] for p in seen.funders} == {
        COUNCIL: money("609.66"),
        NHS: money("163.62"),
    }
    agreed(books)
    assert paid_lines(books)["Holiday pay, 12.07% of £690.00"] == money("83.28")
    (view,) = everyones_holiday(books, LAST)
    assert view.balance.earned == 6 * 60  # 50 h: time off is earned as ever
    assert not view.bookings[0].paid
    assert verify(books) == ()


def test_what_is_put_right_takes_its_rolled_up_part_with_it(books: Books) -> None:
    asha = pa(books, **EARLY)
    rolled_up(books, asha)
    keep(books, weekdays(asha, date(2026, 10, 23), 8, "08:00-13:00"))
    agreed(books, OCT)
    done(print_payslips(books, OCT))
    assert paid_lines(books)["Holiday pay, 12.07% of £544.00"] == money("65.66")
    left_out = shift(asha, date(2026, 10, 14), "14:00-16:00")
    done(put_right(books, WrongHours(1, "left out", None, left_out)))
    agreed(books)
    assert paid_lines(books)["Holiday pay, 12.07% of £27.20"] == money("3.28")  # 3.283…


def test_rolled_up_pay_is_no_part_of_a_weeks_pay(books: Books) -> None:
    asha = pa(books, **EARLY)
    rolled_up(books, asha)
    keep(books, weekdays(asha, date(2026, 10, 23), 4, "08:00-13:00"))
    agreed(books, OCT)
    assert pay_of(books, asha, NOVEMBER_9).weekly == money("272.00")


def test_sick_pay_earns_no_rolled_up_pay(books: Books) -> None:
    """£68 of work and sick pay beside it: 12.07 % of £68 is £8.21."""
    asha = pa(books)
    rolled_up(books, asha)
    keep(books, [shift(asha, date(2026, 10, 28), "08:00-13:00")])
    with books.operation("Ill") as op:
        keys = {"employer_id": 1, "person_id": 1, "worker_id": asha}
        days = {"first_day": date(2026, 11, 2), "last_day": date(2026, 11, 15), "weekdays": "mon,tue,wed,thu,fri"}
        op.session.add(tables.Sickness(**keys, **days, average=money("200.00"), average_reason="by the contract"))
    agreed(books)
    lines = paid_lines(books)
    assert any(title.startswith("Statutory Sick Pay") for title in lines)
    assert lines["Holiday pay, 12.07% of £68.00"] == money("8.21")


def test_a_booking_taken_under_a_rolled_up_contract_is_not_paid_under_the_next_one(books: Books) -> None:
    asha = pa(books, **EARLY)
    rolled_up(books, asha)
    keep(books, weekdays(asha, date(2026, 10, 23), 8, "08:00-13:00"))
    booked(books, asha, date(2026, 10, 12), 300)
    agreed(books, OCT)
    with books.operation("Paid when taken from now on") as op:
        old = op.session.query(tables.Contract).one()
        values = {c.name: getattr(old, c.name) for c in tables.Contract.__table__.columns if c.name != "id"}
        op.session.add(
            tables.Contract(**{**values, "first_day": date(2026, 10, 26), "holiday_method": "accrued",
                               "first_payday": PAYDAY, "period_end": LAST})
        )  # fmt: skip
    keep(books, [shift(asha, date(2026, 11, 18), "08:00-13:00")])
    assert column(books).figures["gross"] == money("68.00")


# --- leaving ----------------------------------------------------------------------------------------------------------


def leaves(books: Books, worker: int, day: date) -> None:
    with books.operation("Leaves") as op:
        op.session.get_one(tables.Worker, worker).left = day


def test_a_leaver_with_fixed_hours_is_paid_what_is_left_rounded_up_to_a_tenth(books: Books) -> None:
    """112 h × 236 ÷ 365 = 72.42 h, up to 72.5 h; less 10 h taken: 62.5 h at £13.60 = £850.00."""
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    keep(books, weekdays(kasia, date(2026, 11, 18), 4, "08:00-13:00"))
    booked(books, kasia, NOVEMBER_9, 600, date(2026, 11, 10))
    leaves(books, kasia, LAST)
    agreed(books)
    lines = paid_lines(books)
    assert lines["Holiday earned and not taken, 62 h 30 min"] == money("850.00")
    assert lines["Holiday, 9 to 10 November 2026"] == money("136.00")


def test_carried_holiday_is_paid_at_the_end_unless_it_has_lapsed(books: Books) -> None:
    """72.5 h of this year, 8 h carried in for sickness, and 5 h that had to be taken by June: 80.5 h at £13.60."""
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    keep(books, weekdays(kasia, date(2026, 11, 18), 4, "08:00-13:00"))
    with books.operation("Carried in") as op:
        keys = {"employer_id": 1, "person_id": 1, "worker_id": kasia, "day": date(2026, 4, 1), "kind": "carried"}
        year = {"from_year": date(2025, 4, 1)}
        op.session.add(tables.HolidayEntry(**keys, **year, minutes=480, reason="sickness", use_by=date(2027, 9, 30)))
        op.session.add(tables.HolidayEntry(**keys, **year, minutes=300, reason="agreed", use_by=date(2026, 6, 30)))
    leaves(books, kasia, LAST)
    agreed(books)
    assert paid_lines(books)["Holiday earned and not taken, 80 h 30 min"] == money("1094.80")


def test_a_leaver_whose_hours_vary_earns_on_the_last_period_too(books: Books) -> None:
    """60 h in October earn 7 h and 20 h in the last period 2 h: 9 h at the average of £13.60."""
    asha = pa(books, **EARLY)
    keep(books, weekdays(asha, date(2026, 10, 23), 12, "08:00-13:00"))
    agreed(books, OCT)
    keep(books, weekdays(asha, date(2026, 11, 18), 4, "08:00-13:00"))
    leaves(books, asha, date(2026, 11, 20))
    assert column(books).figures["gross"] == money("394.40")  # 272.00 + 122.40
    agreed(books)
    assert paid_lines(books)["Holiday earned and not taken, 9 h"] == money("122.40")


def test_what_an_earlier_payslip_paid_at_the_end_is_not_paid_again(books: Books) -> None:
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3), **EARLY)
    keep(books, weekdays(kasia, date(2026, 10, 23), 4, "08:00-13:00"))
    leaves(books, kasia, date(2026, 10, 25))
    agreed(books, OCT)
    assert paid_lines(books)["Holiday earned and not taken, 63 h 54 min"] == money("869.04")  # 112 × 208 ÷ 365 = 63.83
    leaves(books, kasia, date(2026, 10, 27))
    keep(books, [shift(kasia, date(2026, 10, 26), "08:00-13:00")])
    agreed(books)
    more = [title for title in paid_lines(books) if title.startswith("Holiday earned")]
    assert len(more) == 2  # 112 × 210 ÷ 365 = 64.44, so 64.5 h: 36 min more
    assert "Holiday earned and not taken, 36 min" in more


def test_holiday_taken_too_much_comes_off_only_by_written_agreement(books: Books) -> None:
    """72.5 h earned and 80 h taken: 7.5 h at £13.60 is £102.00."""
    kasia = pa(books, "Kasia Wójcik", fixed=(1200, 4), started=date(2025, 3, 3))
    keep(books, weekdays(kasia, date(2026, 11, 18), 4, "08:00-13:00"))
    booking = booked(books, kasia, date(2026, 11, 2), 4800, date(2026, 11, 3))
    done(say_what_it_pays(books, booking, money("1088.00"), "80 h at £13.60"))
    leaves(books, kasia, LAST)
    before = column(books)
    assert before.figures["gross"] == money("1360.00")
    assert any("has taken 7 h 30 min of holiday more than was earned" in notice for notice in before.notices)
    assert codes(answer_overtaken(books, kasia, None)) == ["overtaken_day_missing"]
    done(answer_overtaken(books, kasia, date(2025, 3, 3)))
    assert column(books).figures["gross"] == money("1258.00")
    agreed(books)
    assert paid_lines(books)["Holiday taken and not earned, 7 h 30 min"] == money("-102.00")


# --- Northern Ireland -------------------------------------------------------------------------------------------------


def test_northern_ireland_says_that_its_twelve_weeks_are_not_confirmed(books: Books) -> None:
    asha = two_rates(books)
    with books.operation("Moved") as op:
        op.session.get_one(tables.Person, 1).nation = "northern_ireland"
    found = pay_of(books, asha, NOVEMBER_9)
    assert [source.confirmed for source in found.sources] == [False]
    assert any("Northern Ireland averages 12 weeks" in note for note in found.notes)
