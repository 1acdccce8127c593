"""Who must be enrolled, may opt in, or may join: each pay period against its own thresholds."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.catalogue.rates import load_pension_ages, load_rates
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.pension.assessment import Assessment, Duty, assess, working_of
from carerdesk.domain.rates import NoRateFor

PAYDAY = date(2026, 5, 29)
ADULT = date(1990, 3, 14)
MONTHLY = Frequency.MONTHLY


def duty(birth: date | None, pence: int, frequency: Frequency = MONTHLY, payday: date = PAYDAY) -> Duty:
    return found(birth, pence, frequency, payday).duty


def found(birth: date | None, pence: int, frequency: Frequency = MONTHLY, payday: date = PAYDAY) -> Assessment:
    return assess(birth, Money(pence), frequency, payday, load_rates(), ages=load_pension_ages())


@pytest.mark.parametrize(
    ("birth", "pence", "expected"),
    [
        (ADULT, 833_01, Duty.MUST_ENROL),
        (ADULT, 833_00, Duty.MAY_OPT_IN),
        (ADULT, 520_01, Duty.MAY_OPT_IN),
        (ADULT, 520_00, Duty.MAY_JOIN),
        (ADULT, 0, Duty.MAY_JOIN),
        (date(2004, 5, 29), 900_00, Duty.MUST_ENROL),
        (date(2004, 5, 30), 900_00, Duty.MAY_OPT_IN),
        (date(2010, 5, 29), 900_00, Duty.MAY_OPT_IN),
        (date(2010, 5, 30), 900_00, Duty.NONE),
        (date(1955, 1, 1), 900_00, Duty.MAY_OPT_IN),
        (date(1951, 5, 30), 900_00, Duty.MAY_OPT_IN),
        (date(1951, 5, 29), 900_00, Duty.NONE),
        (None, 900_00, Duty.AGE_UNKNOWN),
        (None, 520_00, Duty.NONE),
    ],
)
def test_age_and_pay_decide(birth: date | None, pence: int, expected: Duty) -> None:
    assert duty(birth, pence) is expected


@pytest.mark.parametrize(
    ("frequency", "trigger"),
    [(Frequency.WEEKLY, 192), (Frequency.FORTNIGHTLY, 384), (Frequency.FOUR_WEEKLY, 768), (Frequency.MONTHLY, 833)],
)
def test_each_length_of_period_has_thresholds_of_its_own(frequency: Frequency, trigger: int) -> None:
    assert duty(ADULT, trigger * 100, frequency) is Duty.MAY_OPT_IN
    assert duty(ADULT, trigger * 100 + 1, frequency) is Duty.MUST_ENROL


def test_somebody_on_the_day_of_state_pension_age_need_not_be_enrolled() -> None:
    born = date(1960, 3, 1)  # 66 on 1 March 2026
    assert duty(born, 900_00, payday=date(2026, 2, 28)) is Duty.MUST_ENROL
    assert duty(born, 900_00, payday=date(2026, 3, 1)) is Duty.MAY_OPT_IN


def test_outside_the_known_years_nothing_is_said() -> None:
    with pytest.raises(NoRateFor):
        found(ADULT, 900_00, payday=date(2031, 5, 29))


def test_the_working_names_pay_limits_age_and_what_follows() -> None:
    worked_out = working_of(found(ADULT, 900_00))
    lines = {line.text: line.figure for line in worked_out.lines}
    assert lines["Pay of this period"] == "£900.00"
    assert lines["Must be enrolled above, for a month"] == "£833.00"
    assert lines["Age on 29 May 2026"] == "36"
    assert worked_out.lines[-1].text == "Must be enrolled"
    assert not all(source.confirmed for source in worked_out.sources)  # which day’s age counts is not confirmed


@given(st.integers(0, 500_000), st.integers(1, 100_000), st.sampled_from(list(Frequency)))
def test_more_pay_never_asks_for_less(pence: int, more: int, frequency: Frequency) -> None:
    order = [Duty.MAY_JOIN, Duty.MAY_OPT_IN, Duty.MUST_ENROL]
    assert order.index(duty(ADULT, pence, frequency)) <= order.index(duty(ADULT, pence + more, frequency))
