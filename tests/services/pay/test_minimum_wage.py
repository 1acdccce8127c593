"""The minimum wage over a whole period, as it stops a payslip or lets it pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from decimal import Decimal

from sqlalchemy.orm import Session

from carerdesk.catalogue.rates import load_rates
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.orders import Deduction
from carerdesk.domain.payroll.pay import Item, Pay, PayInputs, work_out_pay
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.services.books import Books
from carerdesk.services.pay.minimum_wage import checked, not_checked, short_by, unlawful, wage_working
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.situation import Situation, periods_of, situation
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.services.pay.sources import every_line
from carerdesk.services.people.wage_terms import WageTerms, keep_wage_terms
from carerdesk.store import tables
from tests.services.pay.made import COUNCIL, NHS, OWN, PAYDAY, START, done, keep, pa, shift

RATES = load_rates()
AT_THE_LEAST = (("normal", "12.71"), ("weekend", "14.71"), ("sleep_in", "58"), ("on_call", "3"), ("mileage", "0.45"))
DAY = date(2026, 11, 10)


def found(books: Books, worker_id: int, payday: date = PAYDAY) -> tuple[Situation, tuple[SlipLine, ...]]:
    with books.reading() as session:
        of = _situation(session, worker_id, payday)
        made = every_line(session, of, [OWN, COUNCIL, NHS])
    assert not made.problems, made.problems
    return of, made.lines


def _situation(session: Session, worker_id: int, payday: date) -> Situation:
    period: PayPeriod = next(one for one in periods_of(session, worker_id, payday) if one.payday == payday)
    of = situation(session, session.get_one(tables.Worker, worker_id), period)
    assert of is not None
    return of


def pay_of(of: Situation, lines: tuple[SlipLine, ...], *taken: Deduction) -> Pay:
    code = TaxCode.read("1257L")
    assert isinstance(code, TaxCode)
    inputs = PayInputs(
        of.period.payday, of.period.frequency, code, "A", tuple(line for line in lines if line.is_pay), deductions=taken
    )
    return work_out_pay(inputs, RATES)


def stops(books: Books, worker_id: int, *taken: Deduction, payday: date = PAYDAY) -> list[str]:
    of, lines = found(books, worker_id, payday)
    problems = unlawful(of, lines, pay_of(of, lines, *taken), RATES)
    assert all(problem_words(problem) for problem in problems)
    return [problem.code for problem in problems]


def short(books: Books, worker_id: int, *taken: Deduction) -> Money:
    of, lines = found(books, worker_id)
    return short_by(of, lines, pay_of(of, lines, *taken), RATES)


def kept(books: Books, worker_id: int, **terms: object) -> None:
    done(keep_wage_terms(books, worker_id, WageTerms(START, **terms)))  # type: ignore[arg-type]


def test_pay_at_the_minimum_passes_and_a_penny_an_hour_less_is_stopped_with_what_is_short(books: Books) -> None:
    enough = pa(books, rates=AT_THE_LEAST)
    low = pa(books, "Kasia Wójcik", rates=(("normal", "12.70"),))
    keep(books, [shift(enough, DAY, "09:00-10:40"), shift(low, DAY, "09:00-19:00")])
    assert stops(books, enough) == []
    assert stops(books, low) == ["below_minimum_wage_period"]
    assert short(books, low) == Money(10)


def test_weekend_pay_above_the_normal_rate_does_not_make_up_for_it(books: Books) -> None:
    asha = pa(books, rates=(("normal", "12"), ("weekend", "16")))
    keep(books, [shift(asha, DAY, "09:00-19:00"), shift(asha, date(2026, 11, 14), "09:00-19:00", kind="weekend")])
    assert short(books, asha) == Money.of("14.20")


def test_a_sleep_in_counts_only_the_time_awake_and_its_flat_sum_is_no_pay_for_it(books: Books) -> None:
    asha = pa(books, rates=AT_THE_LEAST)
    awake = ((time(2), time(3, 30)),)
    keep(books, [shift(asha, DAY, "22:00-07:00", kind="sleep_in", call_outs=awake)])
    of, lines = found(books, asha)
    check = checked(of, lines, pay_of(of, lines), RATES)
    assert check.minutes == 90
    assert check.counted == Decimal("19.07")
    assert stops(books, asha) == []


def test_a_waking_night_counts_every_hour(books: Books) -> None:
    asha = pa(books, rates=(("normal", "12.71"), ("waking_night", "8")))
    keep(books, [shift(asha, DAY, "22:00-07:00", kind="waking_night")])
    assert short(books, asha) == Money.of("42.39")


def test_travel_and_training_count(books: Books) -> None:
    asha = pa(books, rates=(("normal", "12.71"), ("travel", "6"), ("training", "6")))
    travels = [shift(asha, DAY, "09:00-10:00", kind="travel"), shift(asha, DAY, "10:00-11:00", kind="training")]
    keep(books, travels)
    assert short(books, asha) == Money.of("13.42")


def test_a_break_does_not_count(books: Books) -> None:
    asha = pa(books, rates=AT_THE_LEAST)
    keep(books, [shift(asha, DAY, "09:00-16:00", break_minutes=60)])
    of, lines = found(books, asha)
    assert checked(of, lines, pay_of(of, lines), RATES).minutes == 6 * 60


def test_on_call_asks_where_only_where_it_matters_and_home_counts_the_time_called_out(books: Books) -> None:
    asha = pa(books, rates=AT_THE_LEAST)
    keep(books, [shift(asha, DAY, "09:00-19:00", kind="on_call", call_outs=((time(12), time(13)),))])
    assert stops(books, asha) == ["minimum_wage_needs_on_call"]
    kept(books, asha, on_call_at="home")
    assert stops(books, asha) == []
    kept(books, asha, on_call_at="workplace")
    assert stops(books, asha) == ["below_minimum_wage_period"]


def test_what_the_employer_keeps_for_itself_counts_against_it_and_a_loan_does_not(books: Books) -> None:
    asha = pa(books, rates=AT_THE_LEAST)
    keep(books, [shift(asha, DAY, "09:00-19:00")])
    training = Deduction("training", "First aid course", Money.of("20"), "employer", for_employer=True)
    loan = Deduction("loan", "Loan", Money.of("20"), "employer")
    assert short(books, asha, training) == Money.of("20")
    assert stops(books, asha, loan) == []


def test_rent_counts_against_it_only_above_the_offset_for_the_days(books: Books) -> None:
    asha = pa(books, rates=AT_THE_LEAST)
    keep(books, [shift(asha, DAY, "09:00-19:00")])
    rent = Deduction("rent", "Room", Money.of("310.80"), "employer", for_employer=True)
    more = Deduction("rent", "Room", Money.of("320.80"), "employer", for_employer=True)
    of, lines = found(books, asha)
    assert (of.period.last - of.period.first).days + 1 == 28
    plenty = replace(pay_of(of, lines).inputs, lines=(*lines, Item("bonus", "Bonus", Money.of("400"))))
    for one, expected in ((rent, "0"), (more, "10")):
        pay = work_out_pay(replace(plenty, deductions=(one,)), RATES)
        assert checked(of, lines, pay, RATES).short == Money.of(expected)


def test_a_free_home_adds_its_offset(books: Books) -> None:
    asha = pa(books, rates=(("normal", "10"),))
    keep(books, [shift(asha, date(2026, 11, 2 + at), "09:00-19:00") for at in range(10)])
    assert short(books, asha) == Money.of("271")
    kept(books, asha, nights=Decimal(7))
    assert stops(books, asha) == []


def test_a_home_charged_above_the_offset_takes_off(books: Books) -> None:
    asha = pa(books, rates=AT_THE_LEAST)
    keep(books, [shift(asha, DAY, "09:00-19:00")])
    kept(books, asha, nights=Decimal(7), charge=Money.of("12.10"))
    assert short(books, asha) == Money.of("28")


def test_family_is_left_out_only_where_somebody_decided_so_with_a_reason(books: Books) -> None:
    asha = pa(books, rates=(("normal", "9"),))
    keep(books, [shift(asha, DAY, "09:00-19:00")])
    assert stops(books, asha) == ["below_minimum_wage_period"]
    kept(books, asha, family_exempt=True, family_reason="My sister, who lives with us")
    assert stops(books, asha) == []
    of, lines = found(books, asha)
    working = wage_working(of, lines, pay_of(of, lines), RATES)
    assert working is not None
    assert any("My sister" in note for note in working.notes)


def test_without_a_birth_date_pay_at_the_highest_rate_passes_and_less_asks_for_it(books: Books) -> None:
    enough = pa(books, rates=AT_THE_LEAST, born=None)
    low = pa(books, "Kasia Wójcik", rates=(("normal", "11"),), born=None)
    lowest = pa(books, "Tom Griffiths", rates=(("normal", "7"),), born=None)
    keep(books, [shift(who, DAY, "09:00-19:00") for who in (enough, low, lowest)])
    assert stops(books, enough) == []
    assert stops(books, low) == ["minimum_wage_needs_age"]
    assert stops(books, lowest) == ["below_minimum_wage_period"]


def test_a_birthday_counts_from_the_next_period_on(books: Books) -> None:
    """21 on 27 October: the period from 26 October is still paid at the rate for 20."""
    asha = pa(books, rates=(("normal", "10.85"),), born=date(2005, 10, 27))
    keep(books, [shift(asha, DAY, "09:00-19:00")])
    assert stops(books, asha) == []
    kasia = pa(books, "Kasia Wójcik", rates=(("normal", "10.85"),), born=date(2005, 10, 26))
    keep(books, [shift(kasia, DAY, "09:00-19:00")])
    assert stops(books, kasia) == ["below_minimum_wage_period"]


def test_a_new_april_rate_bites_from_the_first_period_that_begins_in_april(books: Books) -> None:
    """A month from 20 March is at the old rate to its end on 19 April."""
    asha = pa(
        books, frequency="monthly", first_payday=date(2026, 4, 24), period_end=date(2026, 4, 19),
        started=date(2026, 3, 20), rates=(("normal", "12.21"),),
    )  # fmt: skip
    keep(books, [shift(asha, date(2026, 4, 10), "09:00-19:00"), shift(asha, date(2026, 4, 20), "09:00-19:00")])
    assert stops(books, asha, payday=date(2026, 4, 24)) == []
    assert stops(books, asha, payday=date(2026, 5, 24)) == ["below_minimum_wage_period"]


def test_a_period_whose_rate_is_not_known_is_said_and_not_guessed(books: Books) -> None:
    asha = pa(
        books, frequency="weekly", first_payday=date(2027, 4, 5), period_end=date(2027, 4, 8),
        started=date(2027, 4, 2), rates=(("normal", "5"),),
    )  # fmt: skip
    keep(books, [shift(asha, date(2027, 4, 5), "09:00-10:00")])
    of, lines = found(books, asha, date(2027, 4, 5))
    assert [notice.code for notice in not_checked(of, RATES)] == ["minimum_wage_not_known"]
    assert unlawful(of, lines, pay_of(of, lines), RATES) == ()


def test_the_working_names_every_hour_and_every_pound(books: Books) -> None:
    asha = pa(books, rates=AT_THE_LEAST)
    weekend = shift(asha, date(2026, 11, 14), "09:00-10:00", kind="weekend")
    keep(books, [shift(asha, DAY, "22:00-07:00", kind="sleep_in"), weekend, shift(asha, DAY, "09:00-10:00")])
    of, lines = found(books, asha)
    working = wage_working(of, lines, pay_of(of, lines), RATES)
    assert working is not None
    shown = [(line.text, line.figure) for line in working.lines]
    assert ("Sleep-in: 0 h of 9 h", "0 h") in shown
    assert ("Hours that count", "2 h") in shown
    assert ("The least for these hours", "£25.42") in shown
    assert ("Weekend hours: without £2.00 above the normal rate", "£12.71") in shown
    assert ("Pay that counts", "£25.42") in shown
    assert any("Mencap" in source.title for source in working.sources)
