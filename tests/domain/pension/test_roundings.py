"""The exact day where a pension duty or a refusal turns, worked out by hand from the calendar."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from carerdesk.catalogue.rates import load_pension_ages, load_rates
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pension import QUALIFYING_EARNINGS, RELIEF_AT_SOURCE, PensionTerms, contributions
from carerdesk.domain.pension.dates import declare_by, enrol_again, opt_out_until, order_due, pension_due
from carerdesk.domain.pension.history import Event
from carerdesk.domain.pension.refusals import Member, refusals

TODAY = date(2026, 11, 20)
JUNE, JULY = date(2026, 6, 1), date(2026, 7, 1)
ASHA = Member("Asha", date(1990, 3, 14), started=JUNE, left=TODAY)


def refused(event: Event, *before: Event) -> list[str]:
    found = refusals(event, before, ASHA, TODAY, enrol_from=22, ages=load_pension_ages())
    return [problem.code for problem in found]


@pytest.mark.parametrize(
    ("event", "before"),
    [
        (Event("enrolled", TODAY, told_on=TODAY, information_on=TODAY), ()),  # today, which is the last day of the job
        (Event("enrolled", JUNE), ()),  # the first day of the job
        (Event("opted_out", JULY), (Event("enrolled", JUNE, information_on=JULY, id=1),)),
        (Event("ceased", JULY), (Event("told", JULY, id=2), Event("enrolled", JUNE, id=1))),
    ],
)
def test_the_first_and_last_day_of_each_rule_are_allowed(event: Event, before: tuple[Event, ...]) -> None:
    assert refused(event, *before) == []


def test_an_event_must_not_come_before_the_newest_of_several() -> None:
    before = (Event("told", JUNE, id=1), Event("enrolled", JULY, id=2))
    assert refused(Event("ceased", date(2026, 6, 30)), *before) == ["pension_day_before_the_last"]


def test_the_three_years_run_from_the_day_chosen_last() -> None:
    duties = date(2020, 9, 1)
    chosen = [date(2023, 8, 1), date(2026, 10, 1), duties]
    assert [enrol_again(duties, days).anniversary for days in ([], chosen[:1], chosen)] == [
        date(2023, 9, 1),
        date(2026, 8, 1),
        date(2029, 10, 1),
    ]


def test_money_is_due_in_the_month_after_from_any_day_of_the_month() -> None:
    for day in (date(2026, 12, 1), date(2026, 12, 31)):
        assert (pension_due(day), pension_due(day, by_post=True)) == (date(2027, 1, 22), date(2027, 1, 19))
        assert order_due(day) == date(2027, 1, 19)


def test_each_share_comes_to_the_nearest_penny_by_itself() -> None:
    # a week of 2026-27: qualifying earnings begin above £120
    def shares(pay: str) -> tuple[int, int, int]:
        terms = PensionTerms("NEST", RELIEF_AT_SOURCE, QUALIFYING_EARNINGS, Decimal(5), Decimal(3))
        found = contributions(terms, Money.of(pay), Frequency.WEEKLY, date(2026, 11, 20), load_rates())
        return found.worker.pence, found.relief.pence, found.employer.pence

    # £0.12: 4 % is 0.0048 and 3 % is 0.0036; £0.13: 4 % is 0.0052, a quarter of a penny of relief is none;
    # £0.17: 3 % is 0.0051; £0.50: 4 % is 2p, a quarter of it 0.5p goes up, 3 % is 1.5p and goes up
    assert [shares(pay) for pay in ("120.12", "120.13", "120.17", "120.50")] == [
        (0, 0, 0),
        (1, 0, 0),
        (1, 0, 1),
        (2, 1, 2),
    ]


def test_months_that_begin_with_a_day_end_the_day_before_it_comes_round() -> None:
    # Automatic Enrolment Regulations 2010 reg 9; Registration and Compliance Regulations 2010 reg 3
    days = (JUNE, date(2026, 6, 10), date(2026, 8, 31), date(2027, 1, 31), date(2027, 3, 1))
    assert [opt_out_until(day) for day in days] == [
        date(2026, 6, 30),
        date(2026, 7, 9),
        date(2026, 9, 30),
        date(2027, 2, 28),
        date(2027, 3, 31),
    ]
    assert [declare_by(day) for day in (JUNE, date(2026, 9, 30))] == [date(2026, 10, 31), date(2027, 2, 28)]
