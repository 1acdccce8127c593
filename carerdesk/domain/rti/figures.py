"""The figures HMRC is told about one worker (RT2 or FPS) and about the employer (RT5 or EPS)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.problem import Problem

FAMILY_PAY: Final = ("smp", "spp", "shpp", "sap", "spbp", "sncp")
"""Pay by law that HMRC is told of and gives back, in the order of the employer payment record. Sick pay is neither."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure for the days told about, and for the tax year up to their end."""

    now: Money = ZERO
    to_date: Money = ZERO

    def __bool__(self) -> bool:
        return bool(self.now) or bool(self.to_date)


@dataclass(frozen=True, slots=True)
class LetterFigures:
    """National Insurance under one letter: the letter and its nine amounts, as an FPS groups them."""

    letter: str
    earnings: Figure
    at_lel: Money
    lel_to_pt: Money
    pt_to_uel: Money
    employer: Figure
    employee: Figure


@dataclass(frozen=True, slots=True)
class Who:
    """A worker as HMRC knows them. `surname` is the last word of the name: look it over."""

    worker_id: int
    name: str
    title: str
    forenames: tuple[str, ...]
    surname: str
    sex: str
    born: date | None
    ni_number: str
    works_number: str
    address: tuple[str, ...]
    postcode: str


@dataclass(frozen=True, slots=True)
class Starter:
    """What is told once about somebody new. `statement` is A, B or C, or "" where the books do not say."""

    started: date
    statement: str
    loan_plan: str
    postgraduate_loan: bool


@dataclass(frozen=True, slots=True)
class Payment:
    """The last payday of the days told about, and how many pay periods they cover.

    `hours_band` is A to E; `number` the tax week or month; `code` has no S or C, which is `nation_prefix`.
    """

    payday: date
    frequency: str
    number: int
    periods: int
    hours_band: str
    code: str
    nation_prefix: str
    week_one: bool
    after_leaving: bool


@dataclass(frozen=True, slots=True)
class WorkerFigures:
    """Everything told about one worker for some days of a tax year, from the payslips that were kept.

    Taxable pay and tax are of this job alone: what a P45 brought is left out. `not_taxed` are expenses; `from_net` is
    what was taken off after tax (orders, agreed deductions, pension under relief at source).
    """

    who: Who
    first: date
    last: date
    payment: Payment
    starter: Starter | None
    left: date | None
    irregular: bool
    taxable: Figure
    tax: Figure
    student_loan: Figure
    loan_plan: str
    postgraduate_loan: Figure
    pension_net_pay: Figure
    pension_other: Figure
    not_taxed: Money
    from_net: Money
    statutory: Mapping[str, Money]
    letters: tuple[LetterFigures, ...]
    net: Money
    doubts: tuple[Problem, ...] = ()

    @property
    def after_statutory(self) -> Money:
        """Taxable pay of these days less tax, National Insurance and loans."""
        ni = total(letter.employee.now for letter in self.letters)
        return self.taxable.now - self.tax.now - ni - self.student_loan.now - self.postgraduate_loan.now


@dataclass(frozen=True, slots=True)
class Recovered:
    """One kind of family leave pay got back: the pay itself and the compensation for National Insurance on it."""

    pay: Money = ZERO
    compensation: Money = ZERO

    def __add__(self, other: Recovered) -> Recovered:
        return Recovered(self.pay + other.pay, self.compensation + other.compensation)

    def __bool__(self) -> bool:
        return bool(self.pay) or bool(self.compensation)

    @property
    def total(self) -> Money:
        """Both together."""
        return self.pay + self.compensation


@dataclass(frozen=True, slots=True)
class EmployerFigures:
    """What an RT5 or EPS tells for a tax month or quarter: the year up to its last day.

    `nobody_paid` means no payday in these days; `allowance_claimed` whether the Employment Allowance is claimed in the
    year; `first_of_year` whether this is the year's first return; `ceased` the day the scheme was closed.
    """

    first: date
    last: date
    nobody_paid: bool
    allowance_claimed: bool
    first_of_year: bool
    recovered: Mapping[str, Recovered]
    final: bool
    ceased: date | None = None


@dataclass(frozen=True, slots=True)
class EmployerReferences:
    """The employer as HMRC knows them: office and reference are the two parts of 123/AB456."""

    name: str
    paye_reference: str
    accounts_office: str

    @property
    def office(self) -> str:
        """The three figures before the stroke."""
        return self.paye_reference.partition("/")[0]

    @property
    def reference(self) -> str:
        """What follows the stroke."""
        return self.paye_reference.partition("/")[2]


def add_recovered(parts: Mapping[str, Recovered], more: Mapping[str, Recovered]) -> dict[str, Recovered]:
    """Two lots added kind by kind."""
    return {kind: parts.get(kind, Recovered()) + more.get(kind, Recovered()) for kind in FAMILY_PAY}
