"""What pay is worked out from beside hours and rates: pensions, deductions, amounts paid once, and filing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class PensionScheme(Owned, Base):
    """The workplace pension, with its terms from a day on.

    `method` is relief_at_source or net_pay, `basis` qualifying_earnings or all_pay; percents are of that basis.
    """

    __tablename__ = "pension_scheme"

    first_day: Mapped[date]
    provider: Mapped[str]
    employer_reference: Mapped[str] = mapped_default("")
    method: Mapped[str]
    basis: Mapped[str]
    worker_percent: Mapped[Decimal]
    employer_percent: Mapped[Decimal]


class PensionDuty(Owned, Base):
    """A duty to The Pensions Regulator done: kind is duties_start, declaration, re_enrolment or re_declaration."""

    __tablename__ = "pension_duty"

    kind: Mapped[str]
    day: Mapped[date]
    reference: Mapped[str] = mapped_default("")
    note: Mapped[str] = mapped_default("")


class PensionEvent(Owned, Base):
    """What happened to one worker's membership.

    `kind` is told (that they may join), postponed (to `until`), enrolled, opted_in, joined, re_enrolled, opted_out or
    ceased. `told_on` is the day the letter was given; for enrolment `information_on` is when enrolment information and
    membership were both there, from which the month to opt out runs.
    """

    __tablename__ = "pension_event"

    worker_id: Mapped[int] = to("worker")
    kind: Mapped[str]
    day: Mapped[date]
    until: Mapped[date | None]
    told_on: Mapped[date | None]
    information_on: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class StandingDeduction(Owned, Base):
    """What is taken from a worker's pay payday after payday: an attachment order, or what the worker agreed to.

    `kind` is an order of a court, council or the Child Maintenance Service ("order_priority", "order_non_priority",
    "order_table" for a typed percent) or an agreement ("advance", "loan", "rent", "training", "other"). `amount` is
    taken each payday, or `percent` of attachable earnings; never below `protected` (typed from the order) and never
    beyond `total`. `for_employer` is true where the employer keeps the money for its own use or benefit.
    """

    __tablename__ = "standing_deduction"

    worker_id: Mapped[int] = to("worker")
    kind: Mapped[str]
    title: Mapped[str]
    payee: Mapped[str] = mapped_default("")
    reference: Mapped[str] = mapped_default("")
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    made_on: Mapped[date | None]
    amount: Mapped[Money | None]
    percent: Mapped[Decimal | None]
    protected: Mapped[Money | None]
    total: Mapped[Money | None]
    carries_shortfall: Mapped[bool] = mapped_default(False)
    administration: Mapped[Money] = mapped_default(Money(0))
    for_employer: Mapped[bool] = mapped_default(False)
    consent_on: Mapped[date | None]
    note: Mapped[str] = mapped_default("")


class PayItem(Owned, Base):
    """An amount paid or taken once, on the first payday from `payday` on.

    `part` is "pay" (taxed), "expense" (paid back, not taxed), "deduction" or "paid_already" (an advance that the worker
    has had in hand since `paid_on`). `funder_id` says whose money it is where it does not follow the hours.
    `payslip_id` is the payslip that settled it. `shift_id` is the shift it was spent on, whose funders then bear it.
    """

    __tablename__ = "pay_item"

    worker_id: Mapped[int] = to("worker")
    kind: Mapped[str]
    part: Mapped[str]
    title: Mapped[str]
    payday: Mapped[date]
    amount: Mapped[Money]
    quantity: Mapped[Decimal | None]
    rate: Mapped[Decimal | None]
    funder_id: Mapped[int | None] = to("funder")
    paid_on: Mapped[date | None]
    consent_on: Mapped[date | None]
    for_employer: Mapped[bool] = mapped_default(False)
    payslip_id: Mapped[int | None] = to("payslip")
    shift_id: Mapped[int | None] = to("shift")
    note: Mapped[str] = mapped_default("")


class PayOver(Owned, Base):
    """A month's money on its way to a pension provider or the holder of an order.

    `kind` is "pension" or "order". What is due is the sum of the payslips and deductions that point here, never kept.
    """

    __tablename__ = "pay_over"
    __table_args__ = (UniqueConstraint("employer_id", "kind", "standing_deduction_id", "first_day"),)

    kind: Mapped[str]
    payee: Mapped[str]
    standing_deduction_id: Mapped[int | None] = to("standing_deduction")
    first_day: Mapped[date]
    last_day: Mapped[date]
    due: Mapped[date]


class PayslipDeduction(Owned, Base):
    """One line taken off a payslip beside tax, National Insurance, loans and pension.

    `goes` is "kept_back" (paid over to somebody else), "employer" (kept by the employer) or "worker" (they had it
    before). `source` and `source_id` name the record it comes from ("standing_deduction", 3); `pay_over_id` the month
    in which what is kept back is paid over.
    """

    __tablename__ = "payslip_deduction"

    payslip_id: Mapped[int] = to("payslip")
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    amount: Mapped[Money]
    goes: Mapped[str]
    source: Mapped[str] = mapped_default("")
    source_id: Mapped[int | None]
    shortfall: Mapped[Money] = mapped_default(Money(0))
    pay_over_id: Mapped[int | None] = to("pay_over")


class FormBox(Owned, Base):
    """The number of the box on HMRC's paper form that a figure goes into, as somebody read it off their own form."""

    __tablename__ = "form_box"
    __table_args__ = (UniqueConstraint("employer_id", "form", "line"),)

    form: Mapped[str]
    line: Mapped[str]
    box: Mapped[str]


class Filing(Owned, Base):
    """Figures that went to HMRC or to a bureau, and what came back.

    `kind` is fps, eps, rt2, rt5, hours_to_bureau, handover, bureau_slip, bureau_p32, or starter (`reference` is the
    checklist's statement); p45 and p60 once given, and year_… for steps of a year's end that somebody ticked.
    `answer` is what the other side worked out, as JSON, for comparing.
    """

    __tablename__ = "filing"

    kind: Mapped[str]
    first_day: Mapped[date]
    last_day: Mapped[date]
    pay_run_id: Mapped[int | None] = to("pay_run")
    worker_id: Mapped[int | None] = to("worker")
    sent_on: Mapped[date | None]
    reference: Mapped[str] = mapped_default("")
    answer: Mapped[str] = mapped_default("")
    checked_at: Mapped[datetime | None]


class RatesFile(Owned, Base):
    """Rates of a new year brought in from a checked file, whole, as they were read."""

    __tablename__ = "rates_file"

    name: Mapped[str]
    body: Mapped[str]
    brought_in: Mapped[date]
