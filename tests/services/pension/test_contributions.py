"""Contributions on payslips, opting out with everything paid back, and the month paid over and matched."""

from __future__ import annotations

from datetime import date

import pytest

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.deductions.details import StandingDetails
from carerdesk.services.deductions.standing import add_standing
from carerdesk.services.money.accounts import NewAccount, add_account
from carerdesk.services.money.joining import Pays, join_line, things_to_pay, unjoin_line
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.money.matching import match_suggestions
from carerdesk.services.money.owed import Kind
from carerdesk.services.money.parts import parts_of
from carerdesk.services.money.register import register_line
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.read import payday_view
from carerdesk.services.pay.take_back import take_back
from carerdesk.services.pension.membership import terms_for
from carerdesk.services.pension.schedule import months, schedule_view
from carerdesk.store.books import FixedClock
from carerdesk.store.tables import PensionEvent
from carerdesk.store.verify import verify
from tests.services.pay.made import COUNCIL, NHS, PAYDAY, agreed, codes, done, keep, shift, weekdays
from tests.services.pension.made import FIRST, asha_on, enrol, record, scheme, slip_of

NEXT = date(2026, 12, 25)
# 12 days of 7 hours at £13.60 are £1,142.40; qualifying earnings over 4 weeks begin at £480: £662.40
WORKER, EMPLOYER = Money.of("26.50"), Money.of("19.87")


@pytest.fixture
def asha(books: Books) -> int:
    scheme(books)
    return asha_on(books)


def account(books: Books) -> int:
    kept = done(add_account(books, NewAccount("Support", date(2026, 4, 6), Money(0), ()))).id
    assert kept is not None
    return kept


def line(books: Books, account_id: int, day: date, pounds: str, text: str) -> int:
    kept = done(add_line(books, account_id, NewLine(day, Money.of(pounds), text))).id
    assert kept is not None
    return kept


def test_relief_at_source_takes_80_percent_of_5_and_adds_3(books: Books, asha: int) -> None:
    """£662.40 × 5% = £33.12, of which 80% is £26.496, £26.50 to the nearest penny; × 3% = £19.872, £19.87."""
    enrol(books, asha)
    agreed(books)
    slip = slip_of(books, asha)
    assert (slip.gross, slip.pension, slip.employer_pension) == (Money.of("1142.40"), WORKER, EMPLOYER)
    assert slip.net == slip.gross - slip.tax - slip.employee_ni - WORKER
    assert slip.taxable == slip.gross


def test_net_pay_takes_the_whole_share_before_tax(books: Books) -> None:
    scheme(books, method="net_pay")
    asha = asha_on(books)
    enrol(books, asha)
    agreed(books)
    slip = slip_of(books, asha)
    assert slip.pension == Money.of("33.12")
    assert (slip.taxable, slip.niable) == (slip.gross - slip.pension, slip.gross)


@pytest.mark.parametrize(("day", "taken"), [(date(2026, 11, 22), WORKER), (date(2026, 11, 23), ZERO)])
def test_who_is_in_on_the_last_day_of_the_period_pays_on_all_of_it(books: Books, day: date, taken: Money) -> None:
    scheme(books)
    asha = asha_on(books)
    with books.operation("Joined") as op:
        op.session.add(PensionEvent(employer_id=1, person_id=1, worker_id=asha, kind="enrolled", day=day))
    with books.reading() as session:
        terms = terms_for(session, asha, PayPeriod(FIRST, date(2026, 11, 22), PAYDAY, Frequency.FOUR_WEEKLY))
    assert (terms is not None) is bool(taken)


def test_the_month_is_made_with_the_payday_and_goes_with_it(books: Books, asha: int) -> None:
    enrol(books, asha)
    agreed(books)
    with books.reading() as session:
        (month,) = months(session)
    assert (month.title, month.amount, month.left, month.due) == (
        "Pension contributions to Nest, November 2026", WORKER + EMPLOYER, WORKER + EMPLOYER, date(2026, 12, 22),
    )  # fmt: skip
    done(take_back(books, PAYDAY))
    assert books.quick("SELECT COUNT(*) FROM pay_over") == [(0,)]
    agreed(books)
    assert books.quick("SELECT COUNT(*) FROM pay_over") == [(1,)]
    assert verify(books) == ()


def test_two_paydays_of_a_month_go_together_and_the_first_keeps_the_month(books: Books) -> None:
    scheme(books)
    first = asha_on(books, frequency="weekly", first_payday=date(2026, 11, 20), period_end=date(2026, 11, 15))
    enrol(books, first, date(2026, 11, 9))
    agreed(books, date(2026, 11, 20))
    agreed(books, PAYDAY)
    with books.reading() as session:
        (month,) = months(session)
        assert len(schedule_view(session, month.id).rows) == 2
    done(take_back(books, PAYDAY))
    with books.reading() as session:
        assert len(months(session)) == 1


def test_a_bank_line_pays_the_month_with_each_funders_share(books: Books) -> None:
    scheme(books)
    asha = asha_on(books, hours=6)
    halves = ((COUNCIL, 50), (NHS, 50))
    keep(books, [shift(asha, date(2026, 11, day), "09:00-16:00", *halves) for day in (2, 3, 4, 5, 6, 9)])
    enrol(books, asha)
    agreed(books)
    paid = line(books, account(books), date(2026, 11, 20), "-46.37", "NEST PENSIONS DD")
    (found,) = [each for each in match_suggestions(books) if each.line_id == paid]
    assert (found.title, found.sure, found.named) == ("Pension contributions to Nest, November 2026", True, True)
    done(join_line(books, paid, found.pays))
    with books.reading() as session:
        parts = {(part.category, part.funder_id): part.amount for part in parts_of(session, paid)}
    assert sum(amount.pence for amount in parts.values()) == -4637
    assert set(parts) == {("pension", COUNCIL), ("pension", NHS)}
    shown = register_line(books, paid)
    assert shown is not None
    assert shown.proof.words == "Matches what was taken"
    with books.reading() as session:
        assert months(session)[0].left == ZERO
    assert codes(take_back(books, PAYDAY))
    done(unjoin_line(books, paid))
    with books.reading() as session:
        assert months(session)[0].left == Money.of("46.37")
    assert verify(books) == ()


def test_nothing_can_be_paid_beyond_what_was_taken(books: Books, asha: int) -> None:
    enrol(books, asha)
    agreed(books)
    paid = line(books, account(books), date(2026, 11, 20), "-50.00", "NEST")
    item = next(each for each in things_to_pay(books) if each.kind is Kind.PAY_OVER)
    assert codes(join_line(books, paid, [Pays(item.kind, item.id, Money.of(50))])) == ["match_beyond_what_is_open"]


def test_opting_out_pays_everything_back_on_the_next_payday(books: Books, asha: int) -> None:
    enrol(books, asha, information_on=date(2026, 11, 2))
    agreed(books)
    done(record(books, asha, "opted_out", date(2026, 11, 20)))
    keep(books, weekdays(asha, date(2026, 12, 18), 12, "09:00-16:00"))
    column = payday_view(books, NEXT).paid[0]
    agreed(books, NEXT)
    slip = slip_of(books, asha, NEXT)
    assert (slip.pension, slip.employer_pension) == (-WORKER, -EMPLOYER)
    assert slip.net == slip.gross - slip.tax - slip.employee_ni + WORKER
    assert column.figures["net"] == slip.net
    assert verify(books) == ()
    with books.reading() as session:
        (november,) = months(session)  # not paid over yet, so nothing goes to the provider, and nothing comes back
    assert (november.amount, november.left) == (ZERO, ZERO)


def test_what_the_provider_has_already_comes_back_in_a_month_of_its_own(books: Books, asha: int) -> None:
    enrol(books, asha, information_on=date(2026, 11, 2))
    agreed(books)
    here = account(books)
    paid = line(books, here, date(2026, 11, 20), "-46.37", "NEST")
    done(join_line(books, paid, match_suggestions(books)[0].pays))
    done(record(books, asha, "opted_out", date(2026, 11, 20)))
    keep(books, weekdays(asha, date(2026, 12, 18), 12, "09:00-16:00"))
    agreed(books, NEXT)
    with books.reading() as session:
        december = months(session)[0]
    assert (december.first, december.left) == (date(2026, 12, 1), -(WORKER + EMPLOYER))
    books.clock = FixedClock(date(2026, 12, 30))
    back = line(books, here, date(2026, 12, 29), "46.37", "NEST REFUND")
    (found,) = [each for each in match_suggestions(books) if each.line_id == back]
    done(join_line(books, back, found.pays))
    with books.reading() as session:
        assert months(session)[0].left == ZERO
    assert verify(books) == ()


def test_it_is_paid_back_once_and_taken_back_with_its_payday(books: Books, asha: int) -> None:
    enrol(books, asha, information_on=date(2026, 11, 2))
    agreed(books)
    done(record(books, asha, "opted_out", date(2026, 11, 20)))
    keep(books, weekdays(asha, date(2026, 12, 18), 12, "09:00-16:00"))
    agreed(books, NEXT)
    done(take_back(books, NEXT))
    agreed(books, NEXT)
    assert slip_of(books, asha, NEXT).pension == -WORKER
    keep(books, weekdays(asha, date(2027, 1, 15), 12, "09:00-16:00"))
    agreed(books, date(2027, 1, 22))
    assert slip_of(books, asha, date(2027, 1, 22)).pension == ZERO


def test_nobody_comes_back_before_the_refund_is_paid(books: Books, asha: int) -> None:
    enrol(books, asha, information_on=date(2026, 11, 2))
    agreed(books, PAYDAY)
    done(record(books, asha, "opted_out", date(2026, 11, 20)))
    assert codes(record(books, asha, "opted_in", date(2026, 11, 20))) == ["pension_refund_first"]
    keep(books, weekdays(asha, date(2026, 12, 18), 12, "09:00-16:00"))
    agreed(books, NEXT)
    done(record(books, asha, "opted_in", date(2026, 11, 20)))


def test_it_is_paid_back_though_nothing_else_is_to_be_paid(books: Books, asha: int) -> None:
    enrol(books, asha, information_on=date(2026, 11, 2))
    agreed(books)
    done(record(books, asha, "opted_out", date(2026, 11, 20)))
    agreed(books, NEXT)
    slip = slip_of(books, asha, NEXT)
    assert (slip.gross, slip.pension, slip.net - WORKER + slip.tax) == (ZERO, -WORKER, ZERO)
    assert verify(books) == ()


def test_coming_back_in_the_period_of_the_refund_pays_nothing_back_twice(books: Books) -> None:
    scheme(books)
    asha = asha_on(books, frequency="weekly", first_payday=date(2026, 11, 6), period_end=date(2026, 11, 1))
    keep(books, weekdays(asha, date(2026, 11, 6), 10, "09:00-16:00"))
    enrol(books, asha, date(2026, 10, 26), information_on=date(2026, 10, 26))
    agreed(books, date(2026, 11, 6))
    done(record(books, asha, "opted_out", date(2026, 11, 4)))
    agreed(books, date(2026, 11, 13))
    assert slip_of(books, asha, date(2026, 11, 13)).pension < ZERO
    done(record(books, asha, "opted_in", date(2026, 11, 8)))
    agreed(books, date(2026, 11, 20))
    assert slip_of(books, asha, date(2026, 11, 20)).pension > ZERO


def test_leaving_later_pays_nothing_back(books: Books, asha: int) -> None:
    enrol(books, asha, information_on=date(2026, 11, 2))
    agreed(books)
    done(record(books, asha, "ceased", date(2026, 11, 20)))
    keep(books, weekdays(asha, date(2026, 12, 18), 12, "09:00-16:00"))
    agreed(books, NEXT)
    slip = slip_of(books, asha, NEXT)
    assert (slip.pension, slip.employer_pension) == (ZERO, ZERO)


def test_a_membership_pay_rests_on_is_not_undone_from_under_it(books: Books, asha: int) -> None:
    joined = enrol(books, asha)
    agreed(books)
    assert codes(undo(books, joined.operation))
    done(take_back(books, PAYDAY))
    done(undo(books, joined.operation))


def test_what_an_order_takes_goes_into_a_month_of_its_own(books: Books) -> None:
    asha = asha_on(books)
    order = StandingDetails(
        "order_non_priority", "Council tax", date(2026, 10, 1), amount=Money.of(40), protected=Money.of(300),
        payee="Westmere Council", reference="CT-1", made_on=date(2026, 9, 20),
    )  # fmt: skip
    done(add_standing(books, asha, order))
    agreed(books)
    with books.reading() as session:
        (month,) = months(session)
    assert (month.title, month.amount, month.due) == (
        "Council tax to Westmere Council, November 2026", Money.of(40), date(2026, 12, 19),
    )  # fmt: skip
    paid = line(books, account(books), date(2026, 11, 20), "-40.00", "WESTMERE COUNCIL CT-1")
    (found,) = [each for each in match_suggestions(books) if each.line_id == paid]
    done(join_line(books, paid, found.pays))
    with books.reading() as session:
        assert {part.category for part in parts_of(session, paid)} == {"order"}
        assert months(session)[0].left == ZERO
    assert verify(books) == ()
