"""Every kind of PA on a payday: starters, leavers, other frequencies, codes, taken-over figures, mileage, holiday."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from carerdesk.domain.hours.clock import moment
from carerdesk.domain.hours.shift import FunderMinutes, Shift
from carerdesk.domain.money import ZERO, total
from carerdesk.services.books import Books
from carerdesk.services.holiday.book import NewBooking, book_holiday, say_what_it_pays
from carerdesk.services.hours.rows import write
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.pay.hmrc import hmrc_due
from carerdesk.services.pay.paydays import payday_list
from carerdesk.services.pay.read import Column, payday_view
from carerdesk.services.people.details import ContractTerms, Rate, TakenOver, Tax
from carerdesk.services.people.terms import add_rate, add_tax_details, set_contract
from carerdesk.services.people.wage_terms import WageTerms, keep_wage_terms
from carerdesk.store import tables
from carerdesk.store.verify import verify
from tests.services.pay.made import (
    COUNCIL,
    NHS,
    PAYDAY,
    START,
    agreed,
    codes,
    done,
    keep,
    money,
    pa,
    shift,
    weekdays,
)

DAY = date(2026, 11, 18)
WEEKEND_TOO = (("normal", "13.60"), ("weekend", "14.60"))


def only(books: Books, payday: date = PAYDAY) -> Column:
    (column,) = payday_view(books, payday).columns
    return column


def test_workers_of_all_frequencies_on_one_payday_are_worked_out_each_by_its_own(books: Books) -> None:
    for name, frequency, last in (
        ("Asha Rahman", "weekly", date(2026, 11, 22)),
        ("Bea Long", "fortnightly", date(2026, 11, 22)),
        ("Kasia Wójcik", "four_weekly", date(2026, 11, 22)),
        ("Tom Griffiths", "monthly", date(2026, 11, 30)),
    ):
        worker = pa(books, name, frequency=frequency, period_end=last, rates=(("normal", "20"),))
        keep(books, weekdays(worker, DAY, 3, "08:00-18:00"))
    agreed(books)
    columns = {column.first_name: column for column in payday_view(books, PAYDAY).columns}
    assert {name: column.figures["gross"] for name, column in columns.items()} == dict.fromkeys(columns, money("600"))
    assert {name: column.figures["employee_ni"] for name, column in columns.items()} == {
        "Asha": money("-28.64"),  # (600 − 242) × 8 %
        "Bea": money("-9.28"),  # (600 − 484) × 8 %
        "Kasia": ZERO,
        "Tom": ZERO,
    }
    with books.reading() as session:
        slips = session.scalars(select(tables.Payslip)).all()
        assert {slip.frequency: slip.tax_period for slip in slips} == {
            "weekly": 34, "fortnightly": 34, "four_weekly": 34, "monthly": 8,
        }  # fmt: skip
    assert verify(books) == ()


def test_a_starter_in_the_middle_of_a_period_is_paid_from_the_first_day(books: Books) -> None:
    started = date(2026, 11, 9)
    asha = pa(books, started=started)
    keep(books, weekdays(asha, DAY, 4, "08:00-15:00"))
    assert (only(books).first, only(books).last) == (started, date(2026, 11, 22))


def test_hours_before_the_first_period_are_pointed_out(books: Books) -> None:
    asha = pa(books)
    keep(books, [shift(asha, date(2026, 10, 23), "08:00-15:00"), shift(asha, DAY, "08:00-15:00")])
    assert any("23 October 2026" in notice for notice in only(books).notices)


def test_a_leaver_is_paid_to_the_last_day_and_then_has_no_payday(books: Books) -> None:
    asha = pa(books, left=date(2026, 11, 13), first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25))
    keep(books, weekdays(asha, date(2026, 11, 13), 3, "08:00-15:00"))
    assert only(books).figures["gross"] == money("285.60")
    agreed(books)
    assert [row.agreed for row in payday_list(books)] == [True]


def test_two_contracts_that_share_a_payday_are_paid_as_one(books: Books) -> None:
    asha = pa(books, rates=(("normal", "20"),))
    keep(books, [shift(asha, date(2026, 11, 3), "08:00-18:00"), shift(asha, DAY, "08:00-18:00")])
    done(set_contract(books, asha, ContractTerms(date(2026, 11, 9), "four_weekly", PAYDAY, date(2026, 11, 22))))
    column = only(books)
    assert (column.first, column.last) == (date(2026, 10, 26), date(2026, 11, 22))
    assert column.figures["gross"] == money("400.00")


def test_days_between_two_contracts_that_nobody_pays_are_pointed_out(books: Books) -> None:
    asha = pa(books)
    keep(books, [shift(asha, DAY, "08:00-15:00"), shift(asha, date(2026, 11, 30), "08:00-15:00")])
    later = ContractTerms(date(2026, 11, 16), "four_weekly", date(2027, 1, 1), date(2026, 12, 27))
    done(set_contract(books, asha, later))
    assert any("18 November 2026" in notice for notice in only(books, date(2027, 1, 1)).notices)


@pytest.mark.parametrize(
    ("code", "tax"),
    [
        ("BR", "-190.40"),  # 952 × 20 %
        ("D0", "-380.80"),
        ("NT", "0.00"),
        ("0T", "-190.40"),
        ("SBR", "-190.40"),
    ],
)
def test_codes_without_free_pay(books: Books, code: str, tax: str) -> None:
    asha = pa(books, code=code, basis="week_one")
    keep(books, weekdays(asha, DAY, 10, "08:00-15:00"))
    assert only(books).figures["gross"] == money("952.00")
    assert only(books).figures["tax"] == money(tax)


def test_a_k_code_adds_pay_before_it_taxes(books: Books) -> None:
    asha = pa(books, code="K475", basis="week_one")
    keep(books, weekdays(asha, DAY, 10, "08:00-15:00"))
    assert only(books).workings["tax"].lines[1].text.startswith("Pay added by code K475")
    assert only(books).figures["tax"] == money("-263.60")  # 952.00 and 4 × £91.52 more: £1,318 × 20 %


def test_a_new_tax_code_holds_from_its_payday_on_and_catches_up(books: Books) -> None:
    asha = pa(books, code="BR", first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25))
    keep(books, [*weekdays(asha, date(2026, 10, 23), 10, "08:00-15:00"), *weekdays(asha, DAY, 10, "08:00-15:00")])
    agreed(books, date(2026, 10, 30))
    done(add_tax_details(books, asha, Tax(date(2026, 11, 1), "1257L", "cumulative", "A")))
    column = only(books)
    assert (column.code, column.figures["tax"]) == ("1257L", money("190.40"))  # all of October's tax comes back
    assert column.figures["net"] == column.figures["gross"] + money("190.40")
    agreed(books)
    assert verify(books) == ()
    assert [period.tax for period in hmrc_due(books)] == [money("-190.40"), money("190.40")]


def test_week_53_is_taxed_alone(books: Books) -> None:
    payday = date(2027, 4, 5)
    asha = pa(books, frequency="weekly", first_payday=payday, period_end=payday - timedelta(days=1))
    keep(books, [shift(asha, date(2027, 4, 1), "08:00-18:00")])
    agreed(books, payday)
    with books.reading() as session:
        assert session.scalars(select(tables.Payslip.tax_period)).one() == 53
    assert "extra payday" in only(books, payday).workings["tax"].notes[0]


def test_a_payday_outside_the_known_rates_is_refused_in_words(books: Books) -> None:
    payday = date(2031, 1, 31)
    asha = pa(books, first_payday=payday, period_end=payday, started=date(2030, 12, 2))
    with books.operation("a shift far ahead") as op:
        starts, _ = moment("starts", datetime(2031, 1, 15, 8), second_time=None)  # noqa: DTZ001 - the clock's own time
        assert starts is not None
        new = Shift(asha, starts, starts + timedelta(hours=3), shares=(FunderMinutes(COUNCIL, 180),))
        write(op.session, tables.Shift(employer_id=1, person_id=1, state="confirmed"), new)
    column = only(books, payday)
    assert [stop.code for stop in column.problems] == ["payday_outside_known_rates"]
    assert "31 January 2031" in column.problems[0].words
    assert codes(agree_payday(books, payday)) == ["payday_outside_known_rates"]


def test_figures_taken_over_count_in_tax_and_on_the_payslip(books: Books) -> None:
    taken = TakenOver(
        "2026-27", date(2026, 10, 30), gross=money("7000"), taxable=money("7000"), tax=money("100"),
        niable=money("7000"), employee_ni=money("50"), employer_ni=money("400"),
    )  # fmt: skip
    asha = pa(books, first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25), taken_over=taken)
    keep(books, [*weekdays(asha, date(2026, 10, 23), 10, "08:00-15:00"), *weekdays(asha, DAY, 10, "08:00-15:00")])
    assert payday_view(books, date(2026, 10, 30)).columns == ()
    assert only(books).workings["tax"].lines[0].figure == "£7,952.00"
    assert [row.payday for row in payday_list(books)] == [PAYDAY]


def test_mileage_alone_is_paid_without_tax(books: Books) -> None:
    asha = pa(books)
    done(keep_wage_terms(books, asha, WageTerms(START, on_call_at="home")))
    keep(books, [shift(asha, DAY, "08:00-08:30", (COUNCIL, 50), (NHS, 50), kind="on_call", miles=Decimal(10))])
    done(add_rate(books, asha, Rate("on_call", START, Decimal("0.0001"))))
    agreed(books)
    figures = only(books).figures
    assert (figures["gross"], figures["expenses"], figures["net"]) == (ZERO, money("4.50"), money("4.50"))
    assert [part.amount for part in only(books).funders] == [money("2.25"), money("2.25")]
    assert verify(books) == ()


def test_holiday_of_fixed_hours_follows_the_hours_that_earned_it(books: Books) -> None:
    asha = pa(books, fixed=(1200, 4))
    keep(books, weekdays(asha, DAY, 8, "08:00-13:00", (COUNCIL, 75), (NHS, 25)))
    done(book_holiday(books, NewBooking(asha, date(2026, 11, 2), date(2026, 11, 3), 600)))
    agreed(books)
    with books.reading() as session:
        line = session.scalars(select(tables.PayslipLine).where(tables.PayslipLine.kind == "holiday")).one()
        shares = session.scalars(select(tables.LineShare).where(tables.LineShare.payslip_line_id == line.id)).all()
        assert line.amount == money("136.00")
        assert {row.funder_id: (row.minutes, row.amount) for row in shares} == {
            COUNCIL: (450, money("102.00")),
            NHS: (150, money("34.00")),
        }
    assert verify(books) == ()


def test_holiday_of_hours_that_vary_waits_until_somebody_says_what_it_pays(books: Books) -> None:
    asha = pa(books)
    keep(books, weekdays(asha, DAY, 8, "08:00-13:00"))
    booking = done(book_holiday(books, NewBooking(asha, date(2026, 11, 2), date(2026, 11, 3), 300))).id
    assert booking is not None
    assert any("2 to 3 November 2026 is not paid yet" in notice for notice in only(books).notices)
    assert only(books).figures["gross"] == money("544.00")
    assert codes(say_what_it_pays(books, booking, None, " ")) == [
        "holiday_pay_below_nothing",
        "holiday_pay_needs_reason",
    ]
    done(say_what_it_pays(books, booking, money("66.50"), "52 weeks: £13.30 an hour"))
    assert only(books).figures["gross"] == money("610.50")
    agreed(books)
    assert codes(say_what_it_pays(books, booking, money("1"), "again")) == ["holiday_already_paid"]


def test_holiday_nobody_has_hours_for_waits_beside_somebody_without_pay(books: Books) -> None:
    asha = pa(books)
    done(book_holiday(books, NewBooking(asha, date(2026, 11, 2), date(2026, 11, 3), 300)))
    view = payday_view(books, PAYDAY)
    assert view.columns == ()
    ((name, notices),) = view.nothing
    assert name == "Asha"
    assert len(notices) == 1


def test_holiday_before_the_first_payday_here_was_paid_elsewhere(books: Books) -> None:
    asha = pa(books, fixed=(1200, 4))
    keep(books, weekdays(asha, DAY, 8, "08:00-13:00"))
    done(book_holiday(books, NewBooking(asha, date(2026, 9, 14), date(2026, 9, 15), 600)))
    assert only(books).figures["gross"] == money("544.00")


def test_two_people_supported_in_one_set_of_books_share_employer_and_allowance(books: Books) -> None:
    asha = pa(books, rates=(("normal", "20"),))
    keep(books, weekdays(asha, DAY, 10, "08:00-18:00"))
    agreed(books)
    with books.operation("a second person") as op:
        other = tables.Person(employer_id=1, name="Rosa Marsh", nation="england")
        op.session.add(other)
        op.session.flush()
        own = tables.Funder(employer_id=1, person_id=other.id, name="Own money", short_name="Own money", kind="own")
        op.session.add_all([own, tables.Setting(key="person_in_view", value=str(other.id))])
        op.session.flush()
        funder = own.id
    assert payday_view(books, PAYDAY).columns == ()
    tom = pa(books, "Tom Griffiths", rates=(("normal", "20"),))
    keep(books, weekdays(tom, DAY, 10, "08:00-18:00", (funder, 100)))
    agreed(books)
    assert [column.name for column in payday_view(books, PAYDAY).columns] == ["Tom Griffiths"]
    (period,) = hmrc_due(books)
    assert period.allowance == period.employer_ni
    with books.reading() as session:
        slips = session.scalars(select(tables.Payslip)).all()
        assert period.employer_ni == total(slip.employer_ni for slip in slips)
        assert len({slip.person_id for slip in slips}) == 2
    assert verify(books) == ()


@pytest.mark.parametrize(("more", "asked"), [("16:00-18:47", False), ("16:00-18:48", True)])
def test_hours_are_asked_about_from_one_in_25_of_last_time(books: Books, more: str, *, asked: bool) -> None:
    worker = pa(books, first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25))
    keep(books, weekdays(worker, date(2026, 10, 23), 10, "08:00-15:00"))  # 70 hours: one in 25 is 2 h 48 min
    agreed(books, date(2026, 10, 30))
    keep(books, weekdays(worker, date(2026, 11, 20), 10, "08:00-15:00"))
    keep(books, [shift(worker, date(2026, 11, 18), more)])
    [column] = payday_view(books, PAYDAY).columns
    assert bool(column.compared) is asked


def test_holiday_beside_the_usual_hours_is_no_odd_hours(books: Books) -> None:
    worker = pa(books, first_payday=date(2026, 10, 30), period_end=date(2026, 10, 25))
    keep(books, weekdays(worker, date(2026, 10, 23), 10, "08:00-15:00"))
    agreed(books, date(2026, 10, 30))
    keep(books, weekdays(worker, date(2026, 11, 20), 10, "08:00-15:00"))
    done(book_holiday(books, NewBooking(worker, date(2026, 10, 26), date(2026, 10, 30), 1800)))
    [column] = payday_view(books, PAYDAY).columns
    assert column.hours == "70 h + 30 h holiday"
    assert column.compared == ""
