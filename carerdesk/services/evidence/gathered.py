"""Everything the books hold of one funder over one period, read once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.funding import awards as rules
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.funding.held import FunderMoney, awards_of, funder_money
from carerdesk.services.money.owed import hmrc_owing
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables

A_WEEK = timedelta(days=7)
CONSENT = "live_in_relative"


@dataclass(frozen=True)
class Period:
    """A funder and the stretch of days it wants accounted for; `as_at` is the day the tests are made."""

    funder_id: int
    first: date
    last: date
    as_at: date

    @property
    def until(self) -> date:
        """The last day of the period that has come: what is planned after `as_at` is not money yet."""
        return max(self.first, min(self.last, self.as_at))


@dataclass(frozen=True, slots=True)
class HmrcOwed:
    """A tax month or quarter, when its payment is due, and how much that is."""

    id: int
    employer_id: int
    first: date
    last: date
    due: date
    amount: Money


class Known:
    """What periods have in common, read once and shared by all of them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._money: dict[date, Mapping[int, FunderMoney]] = {}

    def money(self, funder_id: int, day: date) -> FunderMoney:
        """A funder's money on a day."""
        if day not in self._money:
            self._money[day] = {one.funder_id: one for one in funder_money(self.session, day)}
        return self._money[day][funder_id]

    @cached_property
    def hmrc(self) -> list[HmrcOwed]:
        """Every tax month or quarter with what it comes to."""
        slip, period = tables.Payslip, tables.HmrcPeriod
        rows = self.session.execute(
            select(period, func.coalesce(func.sum(hmrc_owing()), 0))
            .outerjoin(
                slip, (slip.employer_id == period.employer_id) & slip.payday.between(period.first_day, period.last_day)
            )
            .group_by(period.id)
            .order_by(period.first_day)
        )
        return [
            HmrcOwed(row.id, row.employer_id, row.first_day, row.last_day, row.due, as_money(amount) + row.brought_in)
            for row, amount in rows
        ]

    @cached_property
    def hmrc_payments(self) -> Mapping[int, Sequence[tuple[date, Money]]]:
        """What was paid towards each tax month or quarter, and when."""
        allocation, line = tables.Allocation, tables.BankLine
        wanted = (
            select(allocation.hmrc_period_id, line.day, allocation.amount)
            .join(line, line.id == allocation.bank_line_id)
            .where(allocation.hmrc_period_id.is_not(None))
        )
        found: dict[int, list[tuple[date, Money]]] = defaultdict(list)
        for period, day, amount in self.session.execute(wanted):
            if period is not None:
                found[period].append((day, -amount))
        return found

    @cached_property
    def transfers(self) -> Sequence[tuple[int, int]]:
        """The line out and the line in of each movement between own accounts."""
        pair = tables.TransferPair
        return [(out, into) for out, into in self.session.execute(select(pair.out_line_id, pair.in_line_id))]

    @cached_property
    def names(self) -> Mapping[int, str]:
        """The short name of each funder."""
        return {row.id: row.short_name for row in self.session.scalars(select(tables.Funder))}


class Gathered:
    """Everything of a funder's period, read once from the books and shared by tests, lists and exhibits."""

    def __init__(self, session: Session, of: Period, known: Known | None = None) -> None:
        self.session, self.of, self.known = session, of, known or Known(session)

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
    def moved(self) -> frozenset[int]:
        """Both lines of each movement between own accounts in the period that left the funder's money as it was."""
        held: dict[int, Money] = defaultdict(lambda: ZERO)
        for split, line in self.splits:
            held[line.id] += split.amount
        within = [(out, into) for out, into in self.known.transfers if out in held and into in held]
        return frozenset(line for out, into in within if not held[out] + held[into] for line in (out, into))

    @cached_property
    def in_and_out(self) -> list[tables.Split]:
        """The funder's parts that are money in or out: what only moved between own accounts is neither."""
        return [split for split, line in self.splits if line.id not in self.moved]

    @cached_property
    def unsorted(self) -> list[tuple[tables.Split, tables.BankLine]]:
        """Money out of the same accounts that nobody has given to a funder yet."""
        split, line = tables.Split, tables.BankLine
        accounts = [row.id for row in self.accounts]
        wanted = (
            select(split, line)
            .join(line, line.id == split.bank_line_id)
            .join(tables.Account, tables.Account.id == line.account_id)
            .where(split.funder_id.is_(None), line.day.between(self.of.first, self.of.last))
            .where(line.account_id.in_(accounts), line.day >= tables.Account.opening_on)
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
    def parts(self) -> Mapping[int, list[tables.Split]]:
        """All parts of each of these lines, other funders' too."""
        found: dict[int, list[tables.Split]] = defaultdict(list)
        for ids in chunks(self.line_ids):
            for row in self.session.scalars(select(tables.Split).where(tables.Split.bank_line_id.in_(ids))):
                found[row.bank_line_id].append(row)
        return found

    @cached_property
    def allocations(self) -> Mapping[int, list[tables.Allocation]]:
        """What each bank line pays."""
        found: dict[int, list[tables.Allocation]] = defaultdict(list)
        for ids in chunks(self.line_ids):
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
        """The funder's money at the end of the period, or now where it has not ended."""
        return self.known.money(self.of.funder_id, self.of.until)

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
    for some in chunks(ids):
        wanted = select(tables.Attachment).where(
            tables.Attachment.record == record, tables.Attachment.record_id.in_(some)
        )
        for row in session.scalars(wanted.order_by(tables.Attachment.id)):
            found[row.record_id].append(row)
    return found


def chunks(ids: Sequence[int], size: int = 500) -> Iterable[Sequence[int]]:
    """Ids in handfuls the database takes at once."""
    """Ids in lots that one query can ask for."""
    return (ids[at : at + size] for at in range(0, len(ids), size))
