"""Runs a file of published pay cases (JSON) through the same sums that pay people, and says which agree."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, DecimalException
from pathlib import Path
from typing import Any, Final

from carerdesk.catalogue.rates import load_rates
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.payroll.free_pay import to_date
from carerdesk.domain.payroll.frequency import Frequency, TaxPeriod, tax_period
from carerdesk.domain.payroll.income_tax import TaxablePay, income_tax
from carerdesk.domain.payroll.national_insurance import national_insurance
from carerdesk.domain.payroll.tax_code import CodeKind, TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.store.problems import KnownProblem

Figures = dict[str, Decimal]

_PREFIXES: Final = {"scotland": "S", "wales": "C"}
_CUMULATIVE: Final = "cumulative"
_OWN_RATES: Final = ("rates_override", "rate_schedule_override")
_NOTHING: Final = Decimal(0)


class NotPayCases(KnownProblem):
    """The file holds no pay cases."""

    code = "not_pay_cases"

    def __str__(self) -> str:
        return problem_words(Problem("", self.code, self.values))


@dataclass(frozen=True, slots=True)
class Report:
    """How many cases agreed, disagreed, and were not for this program; a sentence for each that disagreed."""

    passed: int
    failed: int
    skipped: int
    failures: tuple[str, ...]


class _CannotRunError(ValueError):
    """A case of a known topic lacks something, or asks for something there is not."""


class _Fields:
    """The inputs of one case, read strictly: what is missing or unreadable is said by name."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self._values = values

    def text(self, name: str, default: str | None = None) -> str:
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            raise _CannotRunError(f"it has no {name}")
        return value.strip()

    def figure(self, name: str, default: Decimal | None = None) -> Decimal:
        value = self._values.get(name)
        if value is None and default is not None:
            return default
        read = _figure(value)
        if read is None:
            raise _CannotRunError(f"it has no {name}")
        return read

    def has(self, name: str) -> bool:
        return self._values.get(name) is not None


def check_cases(path: Path) -> Report:
    """Run every case of a file.

    Income tax, free pay and National Insurance are checked; other topics, and cases that bring rates of their own,
    are skipped. A case agrees when every expected figure does, to the penny or within its own tolerance.

    Raises:
        NotPayCases: when the file is not one of pay cases.
        OSError: when it cannot be read.
    """
    rates = load_rates()
    passed = skipped = 0
    failures = []
    for case in _read(path):
        topic = _TOPICS.get(str(case.get("topic")))
        if topic is None or _brings_rates(case):
            skipped += 1
            continue
        wrong = _disagreement(case, topic, rates)
        if wrong:
            failures.append(f"{case.get('id', 'a case without id')}: {wrong}")
        else:
            passed += 1
    return Report(passed, len(failures), skipped, tuple(failures))


def _read(path: Path) -> list[Mapping[str, Any]]:
    try:
        held = json.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except (ValueError, RecursionError) as fault:
        raise NotPayCases(file=path.name) from fault
    cases = held.get("vectors") if isinstance(held, dict) else held
    if not isinstance(cases, list) or not all(isinstance(case, dict) and "topic" in case for case in cases):
        raise NotPayCases(file=path.name)
    return cases


def _brings_rates(case: Mapping[str, Any]) -> bool:
    given = case.get("input")
    places = (case, given) if isinstance(given, dict) else (case,)
    return any(place.get(name) for place in places for name in _OWN_RATES)


def _disagreement(case: Mapping[str, Any], topic: Callable[[_Fields, Rates], Figures], rates: Rates) -> str:
    """What is wrong with a case in a few words; "" where it agrees."""
    given, expected = case.get("input"), case.get("expected")
    if not isinstance(given, dict) or not isinstance(expected, dict):
        return "it has no input or no expected figures"
    try:
        figures = topic(_Fields(given), rates)
    except (ValueError, NoRateFor, DecimalException) as fault:
        return f"not worked out: {fault}"
    compared = {name: _figure(value) for name, value in expected.items() if name in figures and value is not None}
    if not compared:
        return "it expects no figure that is worked out here"
    wrong = [
        f"{name} is {figures[name]}, expected {expected[name]}"
        for name, value in compared.items()
        if value is None or abs(figures[name] - value) > _tolerance(case)
    ]
    return "; ".join(wrong)


def _tolerance(case: Mapping[str, Any]) -> Decimal:
    if case.get("exact_with_described_algorithm") is True:
        return _NOTHING
    return _figure(case.get("tolerance")) or _NOTHING


def _figure(value: object) -> Decimal | None:
    """A JSON number, or the text of one; None for anything else. NaN and infinity arrive as floats and are refused."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal | str):
        return None
    try:
        figure = Decimal(value)
    except DecimalException:
        return None
    return figure if figure.is_finite() else None


def _paye(given: _Fields, rates: Rates) -> Figures:
    day = _day(given)
    week_one = given.text("basis", _CUMULATIVE).lower() != _CUMULATIVE
    now = given.figure("gross_taxable_pay_this_period")
    code, period = _code(given), _period(given, day)
    alone = week_one or code.week_one or period.is_extra
    to_date_known = given.has("taxable_pay_to_date_including_this") or alone or period.number == 1
    if not to_date_known:
        raise _CannotRunError("it has no taxable_pay_to_date_including_this")
    before = given.figure("taxable_pay_to_date_including_this", now) - now
    tax_before = given.figure("tax_deducted_before_this_period", _NOTHING)
    tax = income_tax(code, period, TaxablePay(now, before, tax_before), day, rates, week_one=week_one).tax
    return {"tax_this_period": tax, "tax_to_date": tax_before + tax}


def _free_pay(given: _Fields, rates: Rates) -> Figures:  # noqa: ARG001 - free pay needs no rates but is called alike
    code = _code(given)
    period = TaxPeriod(Frequency(given.text("frequency")), int(given.figure("period")))
    number = code.number if code.kind in {CodeKind.FREE_PAY, CodeKind.ADDED_PAY} else 0
    alone = code.week_one or period.is_extra
    periods = period.frequency.periods if alone else period.number
    return {"free_pay": to_date(number, period.frequency.base, periods)}


def _ni(given: _Fields, rates: Rates) -> Figures:
    pay = given.figure("niable_pay")
    ni = national_insurance(given.text("category").upper(), Frequency(given.text("frequency")), _day(given), pay, rates)
    return {
        "employee_ni": ni.employee,
        "employer_ni": ni.employer,
        "earnings_at_LEL": ni.at_lel,
        "earnings_LEL_to_PT": ni.lel_to_primary,
        "earnings_PT_to_UEL": ni.primary_to_uel,
    }


_TOPICS: Final[Mapping[str, Callable[[_Fields, Rates], Figures]]] = {
    "paye": _paye,
    "free_pay": _free_pay,
    "ni": _ni,
}


def _day(given: _Fields) -> date:
    """The payday, or the first day of the tax year where only the year is told ("2026-27" or a date in it)."""
    if given.has("pay_date"):
        return date.fromisoformat(given.text("pay_date"))
    year = given.text("tax_year")
    try:
        return date.fromisoformat(year)
    except ValueError:
        return date(int(year[:4]), 4, 6)


def _code(given: _Fields) -> TaxCode:
    """The tax code; one without S or C takes its nation from the region, but NT has none."""
    text = given.text("tax_code")
    code = TaxCode.read(_PREFIXES.get(given.text("region", ""), "") + text)
    if isinstance(code, Problem):
        code = TaxCode.read(text)
    if isinstance(code, Problem):
        raise _CannotRunError(problem_words(code))
    return code


def _period(given: _Fields, day: date) -> TaxPeriod:
    frequency = Frequency(given.text("frequency"))
    if given.has("tax_period"):
        return TaxPeriod(frequency, int(given.figure("tax_period")))
    if given.has("pay_date"):
        return tax_period(day, frequency)
    raise _CannotRunError("it has no tax_period")
