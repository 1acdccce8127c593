"""Dates, the payment record, hours bands and comparisons, with laws that hold whatever the figures."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carerdesk.domain.money import Money, total
from carerdesk.domain.rti.comparison import FIGURES, all_agree, compare
from carerdesk.domain.rti.dates import deadlines, working_days_before
from carerdesk.domain.rti.figures import FAMILY_PAY, Recovered
from carerdesk.domain.rti.hours import hours_band
from carerdesk.domain.rti.p32 import P32, average_month, may_pay_quarterly
from carerdesk.domain.rti.paper import IN_NAME_OF, SIGNED_BY, paper_advice

pence = st.integers(-1_000_000, 1_000_000).map(Money)
days = st.dates(date(2015, 1, 1), date(2030, 12, 31))
back = st.builds(Recovered, pence, pence)


@given(pence, pence, pence, pence, pence, st.dictionaries(st.sampled_from(FAMILY_PAY), back))
def test_line_23_is_what_the_parts_come_to(
    tax: Money, loans: Money, ee: Money, er: Money, used: Money, recovered: dict[str, Recovered]
) -> None:  # fmt: skip
    record = P32(tax, loans, ee, er, used, recovered)
    lines = {line.number: line.amount for line in record.lines}
    assert sorted(lines) == list(range(1, 24))
    assert lines[23] == tax + loans + ee + er - used - total(each.total for each in recovered.values())
    middle = [amount for number, amount in lines.items() if 7 <= number <= 19 and amount is not None]
    assert lines[20] == total(middle)


@given(days, st.integers(0, 30), st.sets(days, max_size=20))
def test_so_many_working_days_lie_between(day: date, count: int, held: set[date]) -> None:
    start = working_days_before(day, count, held)
    between = [start + timedelta(days=at) for at in range((day - start).days)]
    assert sum(each.weekday() < 5 and each not in held for each in between) == count


def test_the_days_after_a_quarter() -> None:
    easter = {date(2027, 3, 26), date(2027, 3, 29)}
    found = deadlines(date(2027, 4, 5), easter)
    assert (found.return_due, found.pay_by_post) == (date(2027, 4, 19), date(2027, 4, 19))
    assert (found.post_by, found.pay_electronically) == (date(2027, 4, 12), date(2027, 4, 22))
    august = deadlines(date(2026, 8, 5), set())
    assert (august.pay_electronically, august.clear_by) == (date(2026, 8, 22), date(2026, 8, 21))  # a Saturday


def test_unknown_bank_holidays_are_not_guessed() -> None:
    found = deadlines(date(2035, 1, 5), None)
    assert (found.post_by, found.clear_by) == (None, None)
    assert found.return_due == date(2035, 1, 19)


def test_a_period_ends_on_the_5th() -> None:
    with pytest.raises(ValueError, match="ends on the 5th"):
        deadlines(date(2026, 12, 31), set())


@pytest.mark.parametrize(
    ("months", "average", "may"),
    [
        ((), "0.00", True),
        (("1499.99",), "1499.99", True),
        (("1500.00",), "1500.00", False),
        (("1500.00", "1499.99"), "1500.00", True),  # half a penny up on paper, below the limit in law
        (("0.00", "0.00", "0.01"), "0.00", True),
        (("0.01", "0.00"), "0.01", True),
    ],
)
def test_the_quarterly_limit_is_below_1500_on_average(months: tuple[str, ...], average: str, may: bool) -> None:
    due = [Money.of(each) for each in months]
    assert (average_month(due), may_pay_quarterly(due)) == (Money.of(average), may)


@pytest.mark.parametrize(
    ("minutes", "band"), [(959, "A"), (960, "B"), (1439, "B"), (1440, "C"), (1799, "C"), (1800, "D"), (0, "E")]
)
def test_bands_begin_on_the_whole_hour(minutes: int, band: str) -> None:
    assert hours_band(minutes) == band


figures = st.fixed_dictionaries(dict.fromkeys(FIGURES, pence))


@given(figures, st.dictionaries(st.sampled_from(FIGURES), pence))
def test_every_difference_has_a_reason_and_nothing_else_has(
    ours: dict[str, Money], theirs: dict[str, Money]
) -> None:  # fmt: skip
    found = compare(ours, theirs)
    assert {each.figure for each in found} == set(theirs)
    assert all(bool(each.reason) == bool(each.apart) for each in found)
    assert all_agree(found) == all(theirs[name] == ours[name] for name in theirs)


@pytest.mark.parametrize("name", ["", *IN_NAME_OF])
@pytest.mark.parametrize("signs", ["", *SIGNED_BY])
def test_an_accountant_always_loses_the_exemption(name: str, signs: str) -> None:
    code = paper_advice(name, signs)
    assert (code == "accountant") == (signs == "accountant")
    assert (code == "employer_signs") == (signs == "employer" and name in {"employer", "person"})
