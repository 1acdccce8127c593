"""Who: the employer, the person supported, and the people who work."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Key, Owned, mapped_default, to


class Employer(Base):
    """Whoever employs and answers for the money: a parent, the person, a deputy, a nominated person.

    `paye_in_name_of` (employer, person, other) and `returns_signed_by` (employer, relative, accountant) are what was
    said about paper returns; `paper_agreed_on` is the day HMRC agreed to them.
    """

    __tablename__ = "employer"

    id: Mapped[Key]
    name: Mapped[str]
    capacity: Mapped[str] = mapped_default("parent")
    address: Mapped[str] = mapped_default("")
    phone: Mapped[str] = mapped_default("")
    email: Mapped[str] = mapped_default("")
    paye_reference: Mapped[str] = mapped_default("")
    accounts_office_reference: Mapped[str] = mapped_default("")
    filing_route: Mapped[str] = mapped_default("")
    pays_hmrc: Mapped[str] = mapped_default("monthly")
    claims_employment_allowance: Mapped[bool] = mapped_default(True)
    allowance_year: Mapped[str] = mapped_default("")
    allowance_used_before: Mapped[Money] = mapped_default(Money(0))
    paye_in_name_of: Mapped[str] = mapped_default("")
    returns_signed_by: Mapped[str] = mapped_default("")
    paper_agreed_on: Mapped[date | None]
    scheme_ceased_on: Mapped[date | None]


class Person(Base):
    """The person supported."""

    __tablename__ = "person"

    id: Mapped[Key]
    employer_id: Mapped[int] = to("employer")
    name: Mapped[str]
    born: Mapped[date | None]
    nation: Mapped[str] = mapped_default("england")
    address: Mapped[str] = mapped_default("")
    who_acts: Mapped[str] = mapped_default("")
    note: Mapped[str] = mapped_default("")


class Worker(Owned, Base):
    """A personal assistant, a self-employed carer, or an agency."""

    __tablename__ = "worker"

    kind: Mapped[str] = mapped_default("employee")
    name: Mapped[str]
    works_number: Mapped[str] = mapped_default("")
    born: Mapped[date | None]
    address: Mapped[str] = mapped_default("")
    phone: Mapped[str] = mapped_default("")
    email: Mapped[str] = mapped_default("")
    ni_number: Mapped[str] = mapped_default("")
    account_name: Mapped[str] = mapped_default("")
    sort_code: Mapped[str] = mapped_default("")
    account_number: Mapped[str] = mapped_default("")
    relation: Mapped[str] = mapped_default("none")
    same_household: Mapped[bool] = mapped_default(False)
    relation_to_person: Mapped[str] = mapped_default("none")
    lives_with_person: Mapped[bool] = mapped_default(False)
    council_agreed_on: Mapped[date | None]
    council_agreement: Mapped[str] = mapped_default("")
    title: Mapped[str] = mapped_default("")
    sex: Mapped[str] = mapped_default("")
    started: Mapped[date | None]
    left: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class Contract(Owned, Base):
    """The terms a worker has from a day on."""

    __tablename__ = "contract"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    frequency: Mapped[str]
    first_payday: Mapped[date]
    period_end: Mapped[date]
    hours_kind: Mapped[str]
    weekly_minutes: Mapped[int | None]
    weekdays: Mapped[str] = mapped_default("")
    days_per_week: Mapped[Decimal | None]
    holiday_method: Mapped[str]
    leave_year_month: Mapped[int] = mapped_default(4)
    leave_year_day: Mapped[int] = mapped_default(1)
    call_outs_paid: Mapped[str] = mapped_default("on_top")
    note: Mapped[str] = mapped_default("")


class PayRate(Owned, Base):
    """What one kind of work pays from a day on: pounds an hour, a night or a mile."""

    __tablename__ = "pay_rate"

    worker_id: Mapped[int] = to("worker")
    kind: Mapped[str]
    first_day: Mapped[date]
    amount: Mapped[Decimal]


class TaxDetails(Owned, Base):
    """Tax code, basis, National Insurance letter and loans from a day on.

    `came_from` is the notice or paper it came from and `told_on` its date. A P6 may carry an earlier job's pay and tax.
    """

    __tablename__ = "tax_details"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    code: Mapped[str]
    basis: Mapped[str]
    ni_letter: Mapped[str]
    loan_plan: Mapped[str] = mapped_default("")
    postgraduate_loan: Mapped[bool] = mapped_default(False)
    came_from: Mapped[str] = mapped_default("")
    told_on: Mapped[date | None]
    previous_pay: Mapped[Money | None]
    previous_tax: Mapped[Money | None]


class Certificate(Owned, Base):
    """A check, a training or an insurance with its dates. Without a worker it is the employer's own."""

    __tablename__ = "certificate"

    worker_id: Mapped[int | None] = to("worker")
    kind: Mapped[str]
    reference: Mapped[str] = mapped_default("")
    provider: Mapped[str] = mapped_default("")
    first_day: Mapped[date | None]
    last_day: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class OpeningFigures(Owned, Base):
    """Pay, tax and holiday taken over in the middle of a tax year.

    `taxable` and `tax` include the earlier job of a P45; `earlier_job_pay` and `earlier_job_tax` are that job's alone.
    `statutory` is what has been paid of each statutory payment so far, in pence, as JSON ({"smp": 12000}).
    """

    __tablename__ = "opening_figures"

    worker_id: Mapped[int] = to("worker", unique=True)
    tax_year: Mapped[str]
    as_at: Mapped[date]
    gross: Mapped[Money] = mapped_default(Money(0))
    taxable: Mapped[Money] = mapped_default(Money(0))
    tax: Mapped[Money] = mapped_default(Money(0))
    niable: Mapped[Money] = mapped_default(Money(0))
    employee_ni: Mapped[Money] = mapped_default(Money(0))
    employer_ni: Mapped[Money] = mapped_default(Money(0))
    student_loan: Mapped[Money] = mapped_default(Money(0))
    postgraduate_loan: Mapped[Money] = mapped_default(Money(0))
    pension_paid: Mapped[Money] = mapped_default(Money(0))
    at_lel: Mapped[Money] = mapped_default(Money(0))
    lel_to_pt: Mapped[Money] = mapped_default(Money(0))
    pt_to_uel: Mapped[Money] = mapped_default(Money(0))
    statutory: Mapped[str] = mapped_default("{}")
    earlier_job_pay: Mapped[Money] = mapped_default(Money(0))
    earlier_job_tax: Mapped[Money] = mapped_default(Money(0))
    holiday_minutes: Mapped[int] = mapped_default(0)
    came_from: Mapped[str] = mapped_default("")


class OpeningEarnings(Owned, Base):
    """One of the last paydays before the books began, for averages."""

    __tablename__ = "opening_earnings"

    worker_id: Mapped[int] = to("worker")
    payday: Mapped[date]
    weeks: Mapped[Decimal]
    gross: Mapped[Money]
    minutes: Mapped[int]
