"""Accounts, statements, bank lines and what they paid for."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class Account(Owned, Base):
    """A bank account, a card or a cash tin. `opening_balance` is what stood on it at the start of `opening_on`."""

    __tablename__ = "account"

    name: Mapped[str]
    kind: Mapped[str] = mapped_default("bank")
    provider: Mapped[str] = mapped_default("")
    sort_code: Mapped[str] = mapped_default("")
    last_digits: Mapped[str] = mapped_default("")
    opening_on: Mapped[date]
    opening_balance: Mapped[Money]
    closed_on: Mapped[date | None]


class OpeningShare(Owned, Base):
    """Whose money the opening balance of an account was."""

    __tablename__ = "opening_share"
    __table_args__ = (UniqueConstraint("account_id", "funder_id"),)

    account_id: Mapped[int] = to("account")
    funder_id: Mapped[int] = to("funder")
    amount: Mapped[Money]


class ImportBatch(Owned, Base):
    """One bank file brought in; the file itself is kept as a document (pasted lines have none)."""

    __tablename__ = "import_batch"

    account_id: Mapped[int] = to("account")
    document_id: Mapped[int | None] = to("document")
    at: Mapped[datetime]
    file_name: Mapped[str]
    layout: Mapped[str]
    sha256: Mapped[str]
    lines: Mapped[int]


class Statement(Owned, Base):
    """A statement's closing balance and date; `checked_at` is set when the books agreed with it."""

    __tablename__ = "statement"

    account_id: Mapped[int] = to("account")
    last_day: Mapped[date]
    balance: Mapped[Money]
    checked_at: Mapped[datetime | None]


class BankLine(Owned, Base):
    """One line of an account. Money in is plus, money out is minus."""

    __tablename__ = "bank_line"
    __table_args__ = (Index("ix_bank_line_account_day", "account_id", "day", "position"),)

    account_id: Mapped[int] = to("account")
    day: Mapped[date]
    position: Mapped[int] = mapped_default(0)
    amount: Mapped[Money]
    description: Mapped[str]
    other_text: Mapped[str] = mapped_default("")
    balance: Mapped[Money | None]
    bank_id: Mapped[str] = mapped_default("")
    entered: Mapped[str] = mapped_default("imported")
    import_batch_id: Mapped[int | None] = to("import_batch")
    note: Mapped[str] = mapped_default("")


class Split(Owned, Base):
    """A part of a bank line: what it was for and whose money it was. Splits add up to their line."""

    __tablename__ = "split"

    bank_line_id: Mapped[int] = to("bank_line")
    category: Mapped[str] = mapped_default("")
    funder_id: Mapped[int | None] = to("funder")
    amount: Mapped[Money]
    outcome_id: Mapped[int | None] = to("plan_outcome")
    reason: Mapped[str] = mapped_default("")


class Bill(Owned, Base):
    """Something owed: an invoice, insurance, a fee."""

    __tablename__ = "bill"

    payee: Mapped[str]
    category: Mapped[str]
    amount: Mapped[Money]
    received: Mapped[date]
    due: Mapped[date | None]
    funder_id: Mapped[int | None] = to("funder")
    note: Mapped[str] = mapped_default("")


class Allocation(Owned, Base):
    """How much of a bank line pays one payslip, HMRC period, pension or order, or bill. Exactly one of these is set."""

    __tablename__ = "allocation"

    bank_line_id: Mapped[int] = to("bank_line")
    payslip_id: Mapped[int | None] = to("payslip")
    hmrc_period_id: Mapped[int | None] = to("hmrc_period")
    pay_over_id: Mapped[int | None] = to("pay_over")
    bill_id: Mapped[int | None] = to("bill")
    amount: Mapped[Money]


class TransferPair(Owned, Base):
    """Money moved between the person's own accounts: out of one line, into another."""

    __tablename__ = "transfer_pair"

    out_line_id: Mapped[int] = to("bank_line", unique=True)
    in_line_id: Mapped[int] = to("bank_line", unique=True)


class Attachment(Owned, Base):
    """A document that proves a record: `record` is the table, `record_id` the row, `kind` what it is (receipt …)."""

    __tablename__ = "attachment"
    __table_args__ = (
        UniqueConstraint("document_id", "record", "record_id"),
        Index("ix_attachment_record", "record", "record_id"),
    )

    document_id: Mapped[int] = to("document")
    record: Mapped[str]
    record_id: Mapped[int]
    kind: Mapped[str]


class PayeeRule(Owned, Base):
    """What lines with this text were for the last time, offered the next time."""

    __tablename__ = "payee_rule"

    text: Mapped[str]
    category: Mapped[str]
    funder_id: Mapped[int | None] = to("funder")
    outcome_id: Mapped[int | None] = to("plan_outcome")
    weight: Mapped[Decimal] = mapped_default(Decimal(1))
