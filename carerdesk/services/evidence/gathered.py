"""Everything the books hold of one funder over one period, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.funding import awards as rules
from carerdesk.services.funding.held import FunderMoney, awards_of, funder_money
from carerdesk.store import tables

A_WEEK = timedelta(days=7)
INSURANCE = "employers_liability"
CONSENT = "live_in_relative"


@dataclass(frozen=True)
class Period:
    """A funder and the stretch of days it wants accounted for; `as_at` is the day the tests are made."""

    funder_id: int
    first: date
    last: date
    as_at: date


class Gathered:
    """Everything of a funder's period, read once from the books and shared by tests, lists and exhibits."""

    def __init__(self, session: Session, of: Period) -> None:
        self.session, self.of = session, of

    @cached_property
    def funder(self) -> tables.Funder:
        """The funder."""
        return self.session.get_one(tables.Funder, self.of.funder_id)

    @cached_property
    def splits(self) -> list[tuple[tables.Split, tables.BankLine]]:
        """The funder's parts of bank lines in the period, by the bank's date."""
        split, line = tables.Split, tables.BankLine
        wanted = (
            select(split, line)
            .join(line, line.id == split.bank_line_id)
            .join(tables.Account, tables.Account.id == line.account_id)
            .where(split.funder_id == self.of.funder_id, line.day.between(self.of.first, self.of.last))
            .where(line.day >= tables.Account.opening_on)
            .order_by(line.day, line.position, line.id, split.id)
        )
        return [(part, row) for part, row in self.session.execute(wanted)]

    @cached_property
    def unsorted(self) -> list[tuple[tables.Split, tables.BankLine]]:
        """Money out of the same accounts that nobody has given to a funder yet."""
        split, line = tables.Split, tables.BankLine
        accounts = [row.id for row in self.accounts]
        wanted = (
            select(split, line)
            .join(line, line.id == split.bank_line_id)
            .where(split.funder_id.is_(None), line.day.between(self.of.first, self.of.last))
            .where(line.account_id.in_(accounts))
            .order_by(line.day, line.position, line.id)
        )
        return [(part, row) for part, row in self.session.execute(wanted)]

    @cached_property
    def accounts(self) -> list[tables.Account]:
        """The accounts the funder's money goes through."""
        split, line, share = tables.Split, tables.BankLine, tables.OpeningShare
        through = (
            select(line.account_id)
            .join(split, split.bank_line_id == line.id)
            .where(split.funder_id == self.of.funder_id)
        )
        opened = select(share.account_id).where(share.funder_id == self.of.funder_id)
        account = tables.Account
        wanted = select(account).where(
            account.id.in_(through) | account.id.in_(opened), account.opening_on <= self.of.last
        )
        return list(self.session.scalars(wanted.order_by(account.id)))

    @cached_property
    def line_ids(self) -> list[int]:
        """The bank lines of the period that hold the funder's money, or money of nobody yet."""
        return list(dict.fromkeys(line.id for _, line in (*self.splits, *self.unsorted)))

    @cached_property
    def attached(self) -> Mapping[int, list[tables.Attachment]]:
        """The documents on each bank line."""
        return attachments(self.session, "bank_line", self.line_ids)

    @cached_property
    def allocations(self) -> Mapping[int, list[tables.Allocation]]:
        """What each bank line pays."""
        found: dict[int, list[tables.Allocation]] = defaultdict(list)
        for ids in _chunks(self.line_ids):
            wanted = select(tables.Allocation).where(tables.Allocation.bank_line_id.in_(ids))
            for row in self.session.scalars(wanted):
                found[row.bank_line_id].append(row)
        return found

    @cached_property
    def payslips(self) -> list[tables.Payslip]:
        """Payslips with a payday in the period of which the funder pays a part."""
        slip, share = tables.Payslip, tables.PayslipShare
        mine = select(share.payslip_id).where(share.funder_id == self.of.funder_id)
        wanted = select(slip).where(slip.payday.between(self.of.first, self.of.last), slip.id.in_(mine))
        return list(self.session.scalars(wanted.order_by(slip.payday, slip.id)))

    @cached_property
    def money(self) -> FunderMoney:
        """The funder's money at the end of the period."""
        return next(one for one in funder_money(self.session, self.of.last) if one.funder_id == self.of.funder_id)

    @cached_property
    def awards(self) -> tuple[rules.Award, ...]:
        """What the funder gives."""
        return awards_of(self.session, self.of.funder_id)

    @cached_property
    def shifts(self) -> list[tuple[tables.Shift, int]]:
        """The period's shifts with the funder's minutes of each."""
        shift, share = tables.Shift, tables.ShiftShare
        wanted = (
            select(shift, share.minutes)
            .join(share, share.shift_id == shift.id)
            .where(share.funder_id == self.of.funder_id, shift.day.between(self.of.first, self.of.last))
            .where(shift.state != "planned")
            .order_by(shift.starts)
        )
        return [(row, minutes) for row, minutes in self.session.execute(wanted)]


def attachments(session: Session, record: str, ids: Sequence[int]) -> Mapping[int, list[tables.Attachment]]:
    """The documents on some records of one kind, by record."""
    found: dict[int, list[tables.Attachment]] = defaultdict(list)
    for some in _chunks(ids):
        wanted = select(tables.Attachment).where(
            tables.Attachment.record == record, tables.Attachment.record_id.in_(some)
        )
        for row in session.scalars(wanted.order_by(tables.Attachment.id)):
            found[row.record_id].append(row)
    return found


def _chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    return (ids[at : at + size] for at in range(0, len(ids), size))
