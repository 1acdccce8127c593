"""Paydays, payslips and what is owed to HMRC."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class PayRun(Owned, Base):
    """One payday that has been agreed, and when its figures were sent to HMRC.

    It points to its tax month or quarter, so that this stays while a payday in it stands.
    """

    __tablename__ = "pay_run"

    payday: Mapped[date]
    agreed_at: Mapped[datetime]
    hmrc_period_id: Mapped[int | None] = to("hmrc_period")
    filed_on: Mapped[date | None]


class Payslip(Owned, Base):
    """One worker's pay on one payday, with the inputs it was worked out from and its working, as they were.

    Once it has left the house (printed, filed, paid, packed) it never changes: a correction refers to it. `follows_id`
    is the worker's payslip before it: its year to date rests on that one, which so cannot be taken back before it.
    `pay_over_id` is the month in which its pension contributions go to the provider.
    """

    __tablename__ = "payslip"
    __table_args__ = (Index("ix_payslip_payday_worker", "payday", "worker_id"),)

    pay_run_id: Mapped[int] = to("pay_run")
    worker_id: Mapped[int] = to("worker")
    payday: Mapped[date]
    first_day: Mapped[date]
    last_day: Mapped[date]
    frequency: Mapped[str]
    tax_year: Mapped[str]
    tax_period: Mapped[int]
    code: Mapped[str]
    basis: Mapped[str]
    ni_letter: Mapped[str]
    paid_minutes: Mapped[int]
    gross: Mapped[Money]
    taxable: Mapped[Money]
    niable: Mapped[Money]
    tax: Mapped[Money]
    employee_ni: Mapped[Money]
    employer_ni: Mapped[Money]
    allowance: Mapped[Money]
    student_loan: Mapped[Money] = mapped_default(Money(0))
    loan_plan: Mapped[str] = mapped_default("")
    postgraduate_loan: Mapped[Money] = mapped_default(Money(0))
    pension: Mapped[Money] = mapped_default(Money(0))
    pension_method: Mapped[str] = mapped_default("")
    employer_pension: Mapped[Money] = mapped_default(Money(0))
    pay_over_id: Mapped[int | None] = to("pay_over")
    recovered: Mapped[Money] = mapped_default(Money(0))
    deductions: Mapped[Money] = mapped_default(Money(0))
    at_lel: Mapped[Money] = mapped_default(Money(0))
    lel_to_pt: Mapped[Money] = mapped_default(Money(0))
    pt_to_uel: Mapped[Money] = mapped_default(Money(0))
    after_leaving: Mapped[bool] = mapped_default(False)
    expenses: Mapped[Money]
    net: Mapped[Money]
    inputs: Mapped[str]
    working: Mapped[str]
    corrects_id: Mapped[int | None] = to("payslip")
    follows_id: Mapped[int | None] = to("payslip")
    left_at: Mapped[datetime | None]
    left_how: Mapped[str] = mapped_default("")

    @classmethod
    def frozen(cls, before: Mapping[str, Any]) -> bool:
        """True once it has left the house."""
        return before.get("left_at") is not None


class PayslipLine(Owned, Base):
    """One line of pay: hours of one kind at one rate, a night, holiday, sick pay, mileage.

    `source` and `source_id` name the record it pays, where that is not hours ("sickness", 4).
    """

    __tablename__ = "payslip_line"

    payslip_id: Mapped[int] = to("payslip")
    position: Mapped[int]
    kind: Mapped[str]
    title: Mapped[str]
    minutes: Mapped[int | None]
    quantity: Mapped[Decimal | None]
    rate: Mapped[Decimal | None]
    amount: Mapped[Money]
    is_pay: Mapped[bool] = mapped_default(True)
    source: Mapped[str] = mapped_default("")
    source_id: Mapped[int | None]
    corrects_id: Mapped[int | None] = to("payslip")


class LineShare(Owned, Base):
    """A funder's share of a line of pay."""

    __tablename__ = "line_share"

    payslip_line_id: Mapped[int] = to("payslip_line")
    funder_id: Mapped[int] = to("funder")
    minutes: Mapped[int] = mapped_default(0)
    amount: Mapped[Money]


class PayslipShare(Owned, Base):
    """A funder's share of one component of a payslip, named as the payslip's own column."""

    __tablename__ = "payslip_share"
    __table_args__ = (UniqueConstraint("payslip_id", "funder_id", "component"),)

    payslip_id: Mapped[int] = to("payslip")
    funder_id: Mapped[int] = to("funder")
    component: Mapped[str]
    amount: Mapped[Money]


class PutRight(Owned, Base):
    """What was found wrong with a paid period: what it changes is paid on the next payday, and settles it.

    `kind` is hours, rate, code, letter or worker.
    """

    __tablename__ = "put_right"

    payslip_id: Mapped[int] = to("payslip")
    worker_id: Mapped[int] = to("worker")
    day: Mapped[date]
    kind: Mapped[str] = mapped_default("hours")
    why: Mapped[str]
    settled_by_id: Mapped[int | None] = to("payslip")


class HmrcPeriod(Owned, Base):
    """A tax month or quarter whose tax and National Insurance are paid together. What is due is the payslips' sum."""

    __tablename__ = "hmrc_period"
    __table_args__ = (UniqueConstraint("employer_id", "first_day"),)

    first_day: Mapped[date]
    last_day: Mapped[date]
    due: Mapped[date]
    brought_in: Mapped[Money] = mapped_default(Money(0))
