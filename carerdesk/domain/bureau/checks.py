"""Do a bureau's figures to date agree with each other, with its P32, and with the code? Doubts, never refusals."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency, tax_period
from carerdesk.domain.payroll.income_tax import tax_due
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates

_A_PENNY_A_PAYDAY = 12
_P32 = ("tax", "loans", "employee_ni", "employer_ni")


@dataclass(frozen=True, slots=True)
class ToDate:
    """One PA's figures to date from a bureau. `taxable` and `tax` hold an earlier job's too."""

    gross: Money = ZERO
    taxable: Money = ZERO
    tax: Money = ZERO
    niable: Money = ZERO
    employee_ni: Money = ZERO
    employer_ni: Money = ZERO
    student_loan: Money = ZERO
    postgraduate_loan: Money = ZERO
    at_lel: Money = ZERO
    lel_to_pt: Money = ZERO
    pt_to_uel: Money = ZERO


@dataclass(frozen=True, slots=True)
class CodeThen:
    """The code of the last payday the bureau paid."""

    code: TaxCode
    frequency: Frequency
    payday: date
    week_one: bool


def doubts(figures: ToDate, then: CodeThen | None, rates: Rates) -> tuple[Problem, ...]:
    """What does not fit in one PA's figures."""
    return (*_bands(figures), *_tax(figures, then, rates))


def _bands(figures: ToDate) -> Iterator[Problem]:
    """The bands add up to the pay for National Insurance, or stay below it where some is above the upper limit."""
    bands = total((figures.at_lel, figures.lel_to_pt, figures.pt_to_uel))
    if bands and bands > figures.niable:
        values = {"bands": str(bands), "niable": str(figures.niable)}
        yield Problem("at_lel", "bands_above_pay", values)
    if bands and not figures.pt_to_uel and figures.employee_ni:
        yield Problem("pt_to_uel", "ni_without_band", {"ni": str(figures.employee_ni)})


def _tax(figures: ToDate, then: CodeThen | None, rates: Rates) -> Iterator[Problem]:
    """Cumulative tax worked out afresh, within a few pence. Week 1/month 1 cannot be told from totals."""
    if then is None or then.week_one or then.code.week_one or not figures.taxable:
        return
    try:
        period = tax_period(then.payday, then.frequency)
        if period.is_extra:
            return
        pay = figures.taxable.pounds
        found = tax_due(then.code, period, pay, then.payday, rates, periods=period.number)
    except NoRateFor:
        return
    ours = Money.of(found.due.quantize(Decimal("0.01")))
    if abs(ours - figures.tax).pence > _A_PENNY_A_PAYDAY:
        values = {
            "tax": str(figures.tax), "ours": str(ours), "code": then.code.text, "apart": str(abs(ours - figures.tax)),
        }  # fmt: skip
        yield Problem("tax", "tax_not_as_the_code_says", values)


def against_p32(people: Mapping[str, ToDate], earlier_tax: Money, p32: Mapping[str, Money]) -> tuple[Problem, ...]:
    """Everybody's figures to date beside the bureau's P32, line by line: each that differs, with how much.

    `earlier_tax` is tax of earlier jobs, which a P32 does not hold.
    """
    sums = {
        "tax": total(one.tax for one in people.values()) - earlier_tax,
        "loans": total(one.student_loan + one.postgraduate_loan for one in people.values()),
        "employee_ni": total(one.employee_ni for one in people.values()),
        "employer_ni": total(one.employer_ni for one in people.values()),
    }
    return tuple(
        Problem(name, f"p32_{name}_differs", {
            "people": str(sums[name]), "p32": str(p32[name]), "apart": str(abs(sums[name] - p32[name])),
        })
        for name in _P32
        if name in p32 and p32[name] != sums[name]
    )  # fmt: skip
