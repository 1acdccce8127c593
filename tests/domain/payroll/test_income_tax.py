from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carerdesk.domain.payroll.frequency import Frequency, TaxPeriod
from carerdesk.domain.payroll.income_tax import TaxablePay, income_tax
from carerdesk.domain.rates import NoRateFor
from tests.domain.payroll.made import IN_2026, RATES, code, month, tax, week

ENGLISH = ((0, 20), (37700, 40), (125140, 45))
SCOTTISH = ((0, 19), (3967, 20), (16956, 21), (31092, 42), (62430, 45), (125140, 48))
CODES = ("1257L", "S1257L", "C1257L", "K475", "SK630", "0T", "BR", "D1", "SD2", "NT", "1257L M1", "K585 X")
PENCE = st.integers(0, 2_000_000)


@pytest.mark.parametrize(
    ("text", "period", "pay", "due"),
    [
        # whole pounds taxed, not the nearest pound: 20,819.40 of 31,945.20 left gives 20,819
        ("S1383M", month(10), "31945.20", "4112.16"),
        # band tops to date cut at the fourth decimal: rounded there, a penny less
        ("45L", month(5), "78971.65", "29702.25"),
        ("S45L", week(24), "21269.52", "5733.84"),
        # tax on full bands to date cut at the fourth decimal: rounded, or not cut, a penny more
        ("S500L", week(16), "13261.44", "2848.99"),
        ("S45L", week(44), "40724.20", "11238.84"),
        # and worked from the year's tax each time: built up from cut tops, a penny less
        ("500L", month(4), "60607.08", "21922.65"),
        ("1257L", month(8), "118284.48", "40256.10"),
        # the band is chosen by its top in whole pounds: by the exact top, 1p or 2p less
        ("500L", week(21), "52560.33", "17169.80"),
        ("S1383M", week(43), "114925.82", "39445.44"),
        # and by what is left before it is cut to pounds: by whole pounds, up to 16p less
        ("1257L", month(1), "4190.55", "628.46"),
        ("S1257L", week(10), "8399.61", "1215.72"),
        # tax due cut to the penny: rounded, a penny more
        ("S45L", week(26), "18623.80", "4356.20"),
        # blocks of free pay each rounded up
        ("S1257L", week(51), "74003.04", "19303.40"),
    ],
)
def test_each_rounding_of_the_routine(text: str, period: TaxPeriod, pay: str, due: str) -> None:
    assert tax(text, period, pay).on_pay.due == Decimal(due)


@pytest.mark.parametrize(
    ("frequency", "number", "weeks"),
    [(Frequency.WEEKLY, 53, 1), (Frequency.FORTNIGHTLY, 54, 2), (Frequency.FOUR_WEEKLY, 56, 4)],
)
@pytest.mark.parametrize("text", ["1257L", "S1257L", "K475", "BR"])
def test_the_extra_payday_of_a_year_is_taxed_alone(text: str, frequency: Frequency, number: int, weeks: int) -> None:
    extra = tax(text, TaxPeriod(frequency, number), "1500", before="30000", taken="100")
    alone = tax(text, TaxPeriod(frequency, weeks), "1500")
    assert extra.tax == alone.tax > 0
    assert not extra.cumulative


def test_no_tax_code_gives_the_year_s_tax_back_but_not_on_the_extra_payday_or_week_one() -> None:
    assert tax("NT", week(20), "500", before="9000", taken="812.40").tax == Decimal("-812.40")
    assert tax("NT", week(53), "500", before="9000", taken="812.40").tax == 0
    assert tax("NT W1", week(20), "500", before="9000", taken="812.40").tax == 0


def test_week_one_never_gives_back_and_ignores_what_was_paid_before() -> None:
    assert tax("1257L W1", week(30), "100", before="20000", taken="5000").tax == 0
    assert tax("1257L W1", week(30), "600", before="20000", taken="5000").tax == tax("1257L", week(1), "600").tax


def test_a_cumulative_code_gives_back_what_was_taken_too_much() -> None:
    assert tax("1257L", month(6), "0", before="6000", taken="300").tax == -300


def test_half_of_the_pay_is_the_most_on_any_code_cut_to_the_penny() -> None:
    held = tax("1257L", month(6), "100.99", before="30000", taken="0")
    assert (held.tax, held.limit) == (Decimal("50.49"), Decimal("50.49"))
    assert held.held_back == held.on_pay.due - Decimal("50.49")


def test_what_the_limit_held_back_is_taken_later() -> None:
    first = tax("K2000", month(1), "1000")
    assert first.tax == 500
    assert first.held_back > 0
    second = tax("K2000", month(2), "9000", before="1000", taken="500")
    assert second.held_back == 0
    assert second.tax + 500 == second.on_pay.due


def test_a_flat_code_a_year_did_not_have_is_refused() -> None:
    pay = TaxablePay(Decimal(1000))
    assert income_tax(code("SD3"), month(1), pay, date(2024, 4, 6), RATES).tax == 480
    with pytest.raises(NoRateFor):
        income_tax(code("SD3"), month(1), pay, date(2024, 4, 5), RATES)


@pytest.mark.parametrize("day", [date(2023, 4, 5), date(2027, 4, 6)])
def test_years_not_known_are_refused(day: date) -> None:
    with pytest.raises(NoRateFor):
        income_tax(code("1257L"), month(1), TaxablePay(Decimal(1000)), day, RATES)


def tax_of_the_year(taxable: int, bands: tuple[tuple[int, int], ...]) -> Fraction:
    """The annual sum with no routine: each slice of whole pounds at its own rate."""
    tops = [start for start, _ in bands[1:]] + [taxable]
    due = sum(
        (
            Fraction(max(min(taxable, top) - start, 0) * rate, 100)
            for (start, rate), top in zip(bands, tops, strict=True)
        ),
        Fraction(0),
    )
    return Fraction(floor(due * 100), 100)


def run_year(text: str, pays: list[int]) -> tuple[Decimal, Decimal]:
    """Tax taken over twelve months, and what the limit still holds back at the end."""
    paid = taken = Decimal(0)
    held_back = Decimal(0)
    for number, pence in enumerate(pays, 1):
        now = Decimal(pence) / 100
        result = income_tax(code(text), month(number), TaxablePay(now, paid, taken), IN_2026, RATES)
        paid, taken, held_back = paid + now, taken + result.tax, result.held_back
    return taken, held_back


@given(st.lists(PENCE, min_size=12, max_size=12), st.sampled_from([("1257L", ENGLISH), ("S1257L", SCOTTISH)]))
def test_twelve_months_add_up_to_the_year(pays: list[int], which: tuple[str, tuple[tuple[int, int], ...]]) -> None:
    text, bands = which
    taken, held_back = run_year(text, pays)
    assume(held_back == 0)
    taxable = max(floor(Fraction(sum(pays), 100) - Fraction("1048.26") * 12), 0)
    assert Fraction(taken) == tax_of_the_year(taxable, bands)


@given(st.lists(PENCE, min_size=12, max_size=12), st.sampled_from(CODES[:10]))
def test_the_order_of_earlier_pay_does_not_matter(pays: list[int], text: str) -> None:
    other = sorted(pays)
    taken, held_back = run_year(text, pays)
    taken_otherwise, held_back_otherwise = run_year(text, other)
    assert taken + held_back == taken_otherwise + held_back_otherwise


@given(PENCE, PENCE, PENCE, st.sampled_from(CODES), st.integers(1, 53))
def test_tax_is_never_more_than_half_the_pay(now: int, before: int, taken: int, text: str, number: int) -> None:
    pay = TaxablePay(Decimal(now) / 100, Decimal(before) / 100, Decimal(taken) / 100)
    result = income_tax(code(text), week(number), pay, IN_2026, RATES)
    assert result.tax <= Decimal(now // 2) / 100
    assert result.tax >= -pay.tax_before


@given(PENCE, PENCE, st.sampled_from(["1257L", "S1257L", "K475", "S0T", "SD1", "BR"]), st.integers(1, 12))
def test_more_pay_is_never_less_tax(less: int, more: int, text: str, number: int) -> None:
    low, high = sorted((less, more))
    due = [tax(text, month(number), str(Decimal(pence) / 100)).on_pay.due for pence in (low, high)]
    # choosing the band by its top in whole pounds lets tax dip by some pence just below that top
    assert due[1] >= due[0] - Decimal("0.30")


@given(PENCE, st.integers(1, 12))
def test_wales_is_taxed_as_england(pence: int, number: int) -> None:
    pay = str(Decimal(pence) / 100)
    assert tax("C1257L", month(number), pay).tax == tax("1257L", month(number), pay).tax
