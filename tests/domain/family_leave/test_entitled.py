"""Weeks that count, questions, recovery, and what they come to."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.rates import load_rates
from carerdesk.catalogue.words import all_problem_words
from carerdesk.domain.family_leave import dates
from carerdesk.domain.family_leave.dates import ADOPTION, OWN, Event
from carerdesk.domain.family_leave.kinds import REFUSALS, LeaveKind
from carerdesk.domain.family_leave.questions import (
    NO,
    UNSURE,
    YES,
    Verdict,
    care_began_in_time,
    questions,
    shared_weeks,
    verdict,
)
from carerdesk.domain.family_leave.recovery import GivenBack, given_back, is_small, recovered, recovery_working
from carerdesk.domain.money import Money
from carerdesk.domain.rates import NoRateFor

BIRTH = Event(LeaveKind.SMP, date(2027, 1, 13))  # a Wednesday
STARTED = date(2025, 3, 3)


def test_the_qualifying_week_is_the_fifteenth_before_the_week_of_the_due_date() -> None:
    assert dates.qualifying_week(BIRTH) == date(2026, 9, 27)
    assert dates.earnings_until(BIRTH) == date(2026, 10, 3)
    assert dates.start_by(BIRTH) == date(2026, 4, 11)
    assert dates.earliest_start(BIRTH) == date(2026, 10, 25)


@pytest.mark.parametrize(
    ("born", "until"),
    [
        (date(2026, 10, 3), date(2026, 9, 26)),
        (date(2026, 10, 4), date(2026, 10, 3)),
        (date(2026, 9, 20), date(2026, 9, 19)),
    ],
)
def test_a_baby_born_by_the_qualifying_week_moves_the_earnings_to_the_saturday_before(born: date, until: date) -> None:
    assert dates.earnings_until(replace(BIRTH, born=born)) == until


def test_other_leaves_count_from_their_own_week() -> None:
    match = Event(LeaveKind.SAP, date(2026, 7, 1), ADOPTION)
    assert dates.earnings_until(match) == date(2026, 7, 4)
    death = Event(LeaveKind.SPBP, date(2026, 7, 5), OWN)  # a Sunday: the week before ends the day before
    assert dates.earnings_until(death) == date(2026, 7, 4)
    assert dates.start_by(death) == date(2026, 1, 10)


def test_times_in_which_weeks_must_be_taken() -> None:
    born = date(2026, 7, 1)
    assert dates.ends_by(Event(LeaveKind.SPBP, born, OWN)) == date(2027, 7, 27)
    assert dates.ends_by(Event(LeaveKind.SPP, date(2026, 7, 20), born=born)) == date(2027, 7, 18)
    assert dates.ends_by(Event(LeaveKind.SPP, date(2026, 6, 20), born=born)) == date(2027, 6, 29)
    assert dates.ends_by(Event(LeaveKind.SNCP, born, OWN, born)) == date(2027, 10, 19)
    assert dates.ends_by(BIRTH) is None
    assert dates.latest_start(replace(BIRTH, born=born)) == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("care_to", "weeks"),
    [(date(2026, 7, 7), 0), (date(2026, 7, 8), 1), (date(2026, 7, 15), 2), (date(2026, 12, 31), 12)],
)
def test_whole_weeks_of_care_count_from_the_day_after_it_began(care_to: date, weeks: int) -> None:
    assert dates.care_weeks(date(2026, 7, 1), care_to, 12) == weeks


def test_care_must_begin_within_28_days_of_the_birth() -> None:
    assert care_began_in_time(date(2026, 7, 29), date(2026, 7, 1))
    assert not care_began_in_time(date(2026, 7, 30), date(2026, 7, 1))
    assert not care_began_in_time(date(2026, 6, 30), date(2026, 7, 1))


def test_shared_weeks_are_those_not_used() -> None:
    assert shared_weeks(39, 2, 0, 37) == 37
    assert shared_weeks(39, 20, 5, 37) == 14
    assert shared_weeks(39, 0, 0, 37) == 37
    assert shared_weeks(39, 39, 4, 37) == 0


def answered(event: Event, **other: str) -> dict[str, str]:
    return {question.code: question.wanted for question in questions(event)} | other


def found(event: Event, answers: dict[str, str], **more: object) -> Verdict:
    facts = {"started": STARTED, "left": None, "average": Decimal(300), "rates": load_rates(), **more}
    return verdict(event, answers, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", list(LeaveKind))
def test_every_answer_as_wanted_makes_pay_due_and_each_question_alone_can_end_it(kind: LeaveKind) -> None:
    event = Event(kind, date(2026, 7, 1), ADOPTION if kind is LeaveKind.SAP else OWN, date(2026, 6, 20))
    assert found(event, answered(event)) == Verdict()
    for question in questions(event):
        if NO in question.choices:
            against = NO if question.wanted == YES else YES
            assert [each.field for each in found(event, answered(event, **{question.code: against})).reasons] == [
                question.code
            ]
            assert f"family_no_{question.code}" in all_problem_words()
            assert found(event, answered(event, **{question.code: UNSURE})).unsure == (question.code,)
        else:
            waiting = found(event, answered(event, **{question.code: "not_yet"}))
            assert (waiting.is_entitled, waiting.waits) == (True, (question.code,))
        assert guidance("family_leave", f"q_{question.code}")
        assert guidance("family_leave", f"why_{question.code}")


@pytest.mark.parametrize(
    ("started", "left", "code"),
    [
        (date(2026, 4, 11), None, None),
        (date(2026, 4, 12), None, "family_service_too_short"),
        (STARTED, date(2026, 9, 26), "family_left_before"),
        (STARTED, date(2026, 9, 27), None),
    ],
)
def test_26_weeks_into_the_qualifying_week(started: date, left: date | None, code: str | None) -> None:
    reasons = found(BIRTH, answered(BIRTH), started=started, left=left).reasons
    assert [each.code for each in reasons] == ([code] if code else [])


def test_earnings_must_reach_the_lower_earnings_limit_of_that_week() -> None:
    low = found(BIRTH, answered(BIRTH), average=Decimal("128.9999999"))
    assert [each.code for each in low.reasons] == ["family_earnings_too_low"]
    assert found(BIRTH, answered(BIRTH), average=Decimal(129)).is_entitled
    assert found(BIRTH, answered(BIRTH), average=None).unsure == ("earnings",)
    assert found(BIRTH, answered(BIRTH), started=None).unsure == ("service",)


def test_shared_pay_barred_paternity_pay_only_until_april_2026() -> None:
    before, after = (Event(LeaveKind.SPP, day, born=day) for day in (date(2026, 4, 4), date(2026, 4, 5)))
    assert "spp_not_shared" in [question.code for question in questions(before)]
    assert "spp_not_shared" not in [question.code for question in questions(after)]


def test_neonatal_pay_is_for_babies_born_from_6_april_2025() -> None:
    early = Event(LeaveKind.SNCP, date(2025, 4, 7), OWN, date(2025, 4, 5))
    long_there = date(2024, 1, 1)
    reasons = found(early, answered(early), started=long_there).reasons
    assert [each.code for each in reasons] == ["family_neonatal_before_april_2025"]
    assert found(replace(early, born=date(2025, 4, 6)), answered(early), started=long_there).is_entitled


def test_forms_and_when_they_must_be_given() -> None:
    decided, asked = date(2026, 11, 20), date(2026, 10, 25)
    assert REFUSALS[LeaveKind.SMP].give_by(decided, asked) == date(2026, 11, 27)
    assert REFUSALS[LeaveKind.SAP].give_by(decided, asked) == date(2026, 11, 22)
    assert REFUSALS[LeaveKind.SPBP].give_by(decided, asked) == date(2026, 11, 22)
    assert REFUSALS[LeaveKind.SPBP].give_by(decided, None) is None
    assert not REFUSALS[LeaveKind.SPP].source.confirmed


@pytest.mark.parametrize(
    ("payday", "back"),
    [
        (date(2025, 4, 5), "200.15"),  # 194.32 × 103 % is 200.1496
        (date(2025, 4, 6), "210.84"),
        (date(2026, 4, 5), "210.84"),
        (date(2026, 4, 6), "211.81"),
    ],
)
def test_the_small_employers_rate_goes_by_the_payday(payday: date, back: str) -> None:
    assert recovered(Money.of("194.32"), payday, load_rates()) == Money.of(back)


def test_a_large_employer_gets_92_percent_and_no_compensation() -> None:
    day = date(2026, 6, 1)
    assert given_back(Money.of("194.32"), day, load_rates(), small=False) == GivenBack(Money.of("178.77"), Money(0))
    assert given_back(Money.of("194.32"), day, load_rates()) == GivenBack(Money.of("194.32"), Money.of("17.49"))


@given(some.integers(min_value=-1_000_000, max_value=1_000_000))
def test_what_is_taken_back_is_given_back_to_the_penny(pence: int) -> None:
    day, rates = date(2026, 6, 1), load_rates()
    assert recovered(Money(pence), day, rates) == -recovered(Money(-pence), day, rates)


def test_a_day_without_rates_is_refused() -> None:
    with pytest.raises(NoRateFor):
        recovered(Money(1), date(2030, 1, 1), load_rates())


def test_45000_is_small_and_a_penny_more_is_not() -> None:
    day = date(2026, 6, 1)
    assert is_small(Money.of(45000), day, load_rates())
    assert not is_small(Money.of("45000.01"), day, load_rates())
    assert recovery_working(Money.of(100), day, load_rates()).lines[-1].figure == "£109.00"
