"""What is kept about people, as plain values: typed in by a person, handed out to a screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from carerdesk.domain.money import ZERO, Money


@dataclass(frozen=True, slots=True)
class EmployerDetails:
    """Whoever employs. References as HMRC writes them; `allowance_used_before` belongs to `allowance_year`."""

    name: str
    capacity: str = "parent"
    address: str = ""
    phone: str = ""
    email: str = ""
    paye_reference: str = ""
    accounts_office_reference: str = ""
    filing_route: str = ""
    pays_hmrc: str = "monthly"
    claims_employment_allowance: bool = True
    allowance_year: str = ""
    allowance_used_before: Money = ZERO
    paye_in_name_of: str = ""
    returns_signed_by: str = ""
    paper_agreed_on: date | None = None
    scheme_ceased_on: date | None = None


@dataclass(frozen=True, slots=True)
class PersonDetails:
    """The person supported, and who may act for them."""

    name: str
    born: date | None = None
    nation: str = "england"
    address: str = ""
    who_acts: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class WorkerDetails:
    """A worker's own facts: who they are, how to pay them, and how they stand to the employer and the person supported.

    `council_agreed_on` is the day a council or Trust agreed in writing to pay this relative, and `council_agreement`
    what it agreed to.
    """

    name: str
    kind: str = "employee"
    born: date | None = None
    address: str = ""
    phone: str = ""
    email: str = ""
    ni_number: str = ""
    works_number: str = ""
    account_name: str = ""
    sort_code: str = ""
    account_number: str = ""
    relation: str = "none"
    same_household: bool = False
    relation_to_person: str = "none"
    lives_with_person: bool = False
    council_agreed_on: date | None = None
    council_agreement: str = ""
    started: date | None = None
    left: date | None = None
    title: str = ""
    sex: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ContractTerms:
    """The terms from a day on.

    `period_end` is the last day of the hours paid on `first_payday`: the two anchor every later period.
    `weekly_minutes` and `days_per_week` are None where hours are not fixed.
    """

    first_day: date
    frequency: str
    first_payday: date
    period_end: date
    hours_kind: str = "irregular"
    weekly_minutes: int | None = None
    days_per_week: Decimal | None = None
    holiday_method: str = "accrued"
    leave_year_month: int = 4
    leave_year_day: int = 1
    call_outs_paid: str = "on_top"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one kind of work pays from a day on: pounds an hour, a sleep-in or a mile."""

    kind: str
    first_day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Tax:
    """Tax code, basis, National Insurance letter and loans from a day on, and where the code came from.

    `told_on` is the date on the paper. `previous_pay` and `previous_tax` are an earlier job's this tax year, from a P45
    or a P6; those told last take the place of any told before.
    """

    first_day: date
    code: str
    basis: str
    ni_letter: str
    loan_plan: str = ""
    postgraduate_loan: bool = False
    came_from: str = ""
    told_on: date | None = None
    previous_pay: Money | None = None
    previous_tax: Money | None = None


@dataclass(frozen=True, slots=True)
class CertificateDetails:
    """A check, training or insurance: what it is and from when to when it holds (None: no end)."""

    kind: str
    first_day: date | None = None
    last_day: date | None = None
    reference: str = ""
    provider: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class PastPay:
    """One payday before the books began: how many weeks it paid for, and what."""

    payday: date
    weeks: Decimal
    gross: Money
    minutes: int


@dataclass(frozen=True, slots=True)
class TakenOver:
    """What somebody else's payroll had paid and deducted so far this tax year, holiday left, and the last paydays.

    `taxable` and `tax` hold the job before that payroll too, where it had a P45; `earlier_job_pay` and
    `earlier_job_tax` are that job's alone. `statutory` is pence by kind, as JSON.
    """

    tax_year: str
    as_at: date
    gross: Money = ZERO
    taxable: Money = ZERO
    tax: Money = ZERO
    niable: Money = ZERO
    employee_ni: Money = ZERO
    employer_ni: Money = ZERO
    holiday_minutes: int = 0
    came_from: str = ""
    earnings: tuple[PastPay, ...] = ()
    student_loan: Money = ZERO
    postgraduate_loan: Money = ZERO
    pension_paid: Money = ZERO
    at_lel: Money = ZERO
    lel_to_pt: Money = ZERO
    pt_to_uel: Money = ZERO
    statutory: str = "{}"
    earlier_job_pay: Money = ZERO
    earlier_job_tax: Money = ZERO


@dataclass(frozen=True, slots=True)
class NewWorker:
    """Everything known about somebody who starts; what is not known yet stays None or empty.

    `statement` is the starter checklist's A, B or C of somebody who came with a P45.
    """

    details: WorkerDetails
    contract: ContractTerms | None = None
    rates: tuple[Rate, ...] = ()
    tax: Tax | None = None
    certificates: tuple[CertificateDetails, ...] = ()
    taken_over: TakenOver | None = None
    statement: str = ""
