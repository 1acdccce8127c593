from __future__ import annotations

import tomllib
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from math import ceil
from pathlib import Path

import pytest

from carerdesk.catalogue.places import resource
from carerdesk.catalogue.rates import load_pension_ages, load_rates, read_rates

RATES = load_rates()
FIRST, LAST = date(2023, 4, 6), date(2027, 4, 5)
JANUARY_2024 = date(2024, 1, 6)
FIRST_SUNDAYS = {date(2023, 4, 2), date(2024, 4, 7), date(2025, 4, 6), date(2026, 4, 5)}
SINCE_2026 = {
    "ssp.percent_of_average",
    "ssp.protected",
    "student_loan.threshold.plan_5",
    "student_loan.rate.plan_5",
}
ENDED_2026 = {"ssp.earnings_floor"}
FILES = sorted(resource("rates").glob("20*.toml"))

A_FILE = """
checked = 2026-11-21
[sources.page]
title = "A page"
address = "https://example.org"
[[rate]]
kind = "x"
value = {value}
unit = "%"
from = 2026-04-06
to = 2027-04-05
source = "{source}"
"""


def legal_start(kind: str, day: date) -> bool:
    if kind.startswith("minimum_wage."):
        return (day.month, day.day) == (4, 1)
    if kind in {"parental.weekly", "parental.percent_of_average"}:
        return day in FIRST_SUNDAYS
    sixth_of_april = (day.month, day.day) == (4, 6)
    return sixth_of_april or (kind.startswith("ni.") and day == JANUARY_2024)


@pytest.mark.parametrize("kind", RATES.kinds)
def test_rates_of_a_kind_follow_each_other_without_a_gap(kind: str) -> None:
    for earlier, later in pairwise(RATES.all_of(kind)):
        assert later.first == earlier.last + timedelta(days=1)


@pytest.mark.parametrize("kind", RATES.kinds)
def test_rates_start_when_the_law_says(kind: str) -> None:
    for rate in RATES.all_of(kind):
        assert legal_start(kind, rate.first), rate.first


@pytest.mark.parametrize("kind", RATES.kinds)
def test_every_kind_covers_all_known_years(kind: str) -> None:
    rates = RATES.all_of(kind)
    first = date(2026, 4, 6) if kind in SINCE_2026 else FIRST
    last = date(2026, 4, 5) if kind in ENDED_2026 else LAST
    assert rates[0].first <= first < rates[0].first + timedelta(days=7)
    assert rates[-1].last <= last < rates[-1].last + timedelta(days=7)


@pytest.mark.parametrize("kind", RATES.kinds)
def test_every_rate_says_where_it_comes_from(kind: str) -> None:
    for rate in RATES.all_of(kind):
        assert rate.source.title
        assert rate.source.address.startswith("https://")
        assert rate.source.known_to
        assert rate.unit


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_says_when_it_was_checked_and_uses_all_its_sources(path: Path) -> None:
    held = tomllib.loads(path.read_text(encoding="utf-8"))
    assert held["checked"] >= date(2026, 1, 1)
    assert {rate["source"] for rate in held["rate"]} == set(held["sources"])


def test_the_known_years_end_where_nothing_is_known_yet() -> None:
    assert (RATES.known_from, RATES.known_to) == (FIRST, LAST)


@pytest.mark.parametrize(
    ("kind", "day", "key", "figure"),
    [
        ("ni.rate.A", date(2024, 1, 5), "employee_main", "12"),
        ("ni.rate.A", date(2024, 1, 6), "employee_main", "10"),
        ("ni.rate.B", date(2024, 1, 6), "employee_main", "3.85"),
        ("ni.rate.M", date(2026, 5, 1), "employer_main", "0"),
        ("ni.rate.M", date(2026, 5, 1), "employer_upper", "15"),
        ("ni.threshold.ST", date(2025, 4, 6), "fortnightly", "193"),
        ("ni.threshold.LEL", date(2026, 4, 6), "weekly", "129"),
        ("income_tax.scotland.flat", date(2024, 4, 5), "D2", "47"),
        ("income_tax.scotland.flat", date(2024, 4, 6), "D3", "48"),
        ("minimum_wage.by_age", date(2024, 3, 31), "23", "10.42"),
        ("minimum_wage.by_age", date(2026, 4, 1), "21", "12.71"),
        ("mileage.car", date(2026, 4, 6), "first", "55"),
    ],
)
def test_published_figures(kind: str, day: date, key: str, figure: str) -> None:
    assert RATES.table(kind, day)[key] == Decimal(figure)


def test_pay_weeks_of_parental_pay_start_on_a_sunday() -> None:
    assert RATES.figure("parental.weekly", date(2026, 4, 5)) == Decimal("194.32")
    assert RATES.figure("parental.weekly", date(2026, 4, 4)) == Decimal("187.18")


@pytest.mark.parametrize("threshold", ["PT", "ST", "UEL"])
@pytest.mark.parametrize(("frequency", "weeks"), [("fortnightly", 2), ("four_weekly", 4)])
def test_ni_thresholds_are_the_year_s_by_weeks_rounded_up(threshold: str, frequency: str, weeks: int) -> None:
    for rate in RATES.all_of(f"ni.threshold.{threshold}"):
        assert rate.table[frequency] == ceil(rate.table["annual"] * weeks / 52)


@pytest.mark.parametrize("nation", ["england", "scotland", "wales"])
def test_every_band_but_the_last_has_a_top_above_the_one_before(nation: str) -> None:
    for rate in RATES.all_of(f"income_tax.{nation}.rates"):
        tops = RATES.table(f"income_tax.{nation}.tops", rate.first)
        assert list(tops) == list(rate.table)[:-1]
        assert list(tops.values()) == sorted(set(tops.values()))


@pytest.mark.parametrize(
    "kind", ["employment_allowance", "mileage.car", "mileage.bicycle", "income_tax.wales.rates", "redundancy.maximum"]
)
def test_what_is_not_confirmed_says_so(kind: str) -> None:
    assert not RATES.at(kind, date(2026, 5, 1)).source.confirmed


@pytest.mark.parametrize("value", ["12.5", "12", '"NaN"', '"Infinity"', '"about 12"', "{ a = 1.5 }", '{ a = "NaN" }'])
def test_numbers_and_what_is_no_figure_are_refused(value: str, tmp_path: Path) -> None:
    path = tmp_path / "2026-27.toml"
    path.write_text(A_FILE.format(value=value, source="page"), encoding="utf-8")
    with pytest.raises(ValueError, match=r"2026-27\.toml"):
        list(read_rates(path))


def test_a_figure_as_text_is_read(tmp_path: Path) -> None:
    path = tmp_path / "2026-27.toml"
    path.write_text(A_FILE.format(value='"12.50"', source="page"), encoding="utf-8")
    ((kind, rate),) = read_rates(path)
    assert (kind, rate.figure, rate.source.title) == ("x", Decimal("12.50"), "A page")


def test_a_rate_without_its_source_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "2026-27.toml"
    path.write_text(A_FILE.format(value='"12"', source="another"), encoding="utf-8")
    with pytest.raises(ValueError, match="another"):
        list(read_rates(path))


def test_pension_ages_follow_each_other_and_are_marked_unconfirmed() -> None:
    ages = load_pension_ages()
    for earlier, later in pairwise(ages.ages):
        assert later.born_from == earlier.born_to + timedelta(days=1)
        assert later.months >= earlier.months
    assert ages.ages[-1].born_to == date.max
    assert not ages.source.confirmed
