"""Matching a bank line with the payslips, HMRC periods, months paid over and bills it pays."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.finding import line_of, line_title
from carerdesk.services.money.owed import Key, Kind, Owed, open_items, owed
from carerdesk.services.money.parts import Part, put_parts, splits_of
from carerdesk.services.money.shares import allocations_of, key_of, reshare
from carerdesk.services.money.transfers import other_side
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.operations import Operation
    from carerdesk.store.tables import Allocation, BankLine

_COLUMN = {
    Kind.PAYSLIP: "payslip_id", Kind.HMRC: "hmrc_period_id", Kind.PAY_OVER: "pay_over_id", Kind.BILL: "bill_id",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Pays:
    """How much of a thing a line pays; plus for money that goes out."""

    kind: Kind
    id: int
    amount: Money

    @property
    def key(self) -> Key:
        """Which thing."""
        return Key(self.kind, self.id)


@dataclass(frozen=True, slots=True)
class OpenItem:
    """Something that is not paid in full, for a list to choose from."""

    kind: Kind
    id: int
    title: str
    who: str
    day: date
    amount: Money
    left: Money


@dataclass(frozen=True, slots=True)
class Joined:
    """One thing a line pays, as a page shows it."""

    kind: Kind
    id: int
    title: str
    amount: Money
    of: Money


def things_to_pay(books: Books) -> tuple[OpenItem, ...]:
    """Payslips, HMRC periods, months to pay over and bills that are not paid in full, the oldest first."""
    with books.reading() as session:
        return tuple(_open_item(item) for item in open_items(session))


def joined_to(session: Session, line_id: int) -> tuple[Joined, ...]:
    """What a line pays."""
    allocations = allocations_of(session, line_id)
    items = owed(session, [key_of(allocation) for allocation in allocations])
    return tuple(_joined(allocation, items[key_of(allocation)]) for allocation in allocations)


def join_line(books: Books, line_id: int, pays: Sequence[Pays]) -> Outcome:
    """The line pays these. Its parts become their shares; nothing can be paid beyond what is open."""
    with books.reading() as session:
        problems = _check(session, line_of(session, line_id), pays)
    if problems:
        return Rejected(problems)
    with books.operation("") as op:
        join_within(op, line_id, pays)
        titles = [item.title for item in owed(op.session, [pay.key for pay in pays]).values()]
        op.said = f"{line_title(line_of(op.session, line_id))}: matches {' and '.join(titles)}"
    return done(op, id=line_id)


def join_within(op: Operation, line_id: int, pays: Sequence[Pays]) -> None:
    """The joining itself, within an operation."""
    from carerdesk.store.tables import Allocation

    for pay in pays:
        keys: dict[str, int] = {**owner(op.session).keys(), _COLUMN[pay.kind]: pay.id}
        op.session.add(Allocation(bank_line_id=line_id, amount=-pay.amount, **keys))
    op.session.flush()
    reshare(op.session, [pay.key for pay in pays])


def unjoin_line(books: Books, line_id: int) -> Outcome:
    """The line pays none of it after all; it is sorted again as it was before it was matched."""
    with books.operation("") as op:
        line = line_of(op.session, line_id)
        allocations = allocations_of(op.session, line_id)
        if not allocations:
            raise LookupError(f"bank line {line_id} pays nothing")
        keys, before = [key_of(each) for each in allocations], _before(op.session, line, allocations)
        for allocation in allocations:
            op.session.delete(allocation)
        op.session.flush()
        put_parts(op.session, line, before)
        reshare(op.session, keys)
        op.said = f"{line_title(line)} is no longer matched"
    return done(op, id=line_id)


def _check(session: Session, line: BankLine, pays: Sequence[Pays]) -> tuple[Problem, ...]:
    items = owed(session, [pay.key for pay in pays])
    if not pays or len(items) != len(pays):
        return (Problem("pays", "nothing_to_match"),)
    if other_side(session, line.id) is not None:
        return (Problem("pays", "unpair_the_line_first"),)
    problems = [problem for pay in pays if (problem := _check_one(items[pay.key], pay))]
    return (*problems, *_check_line(session, line, pays))


def _check_one(item: Owed, pay: Pays) -> Problem | None:
    values = {"title": item.title, "left": str(item.left), "amount": str(pay.amount)}
    if not pay.amount:
        return Problem("pays", "match_of_nothing", values)
    if (pay.amount.pence > 0) != (item.left.pence > 0) or abs(pay.amount) > abs(item.left):
        return Problem("pays", "match_beyond_what_is_open", values)
    return None


def _check_line(session: Session, line: BankLine, pays: Sequence[Pays]) -> tuple[Problem, ...]:
    there = total(allocation.amount for allocation in allocations_of(session, line.id))
    summed = there - total(pay.amount for pay in pays)
    same_way = (summed.pence > 0) == (line.amount.pence > 0)
    if not summed or not same_way:
        return (Problem("pays", "match_goes_the_other_way"),)
    if abs(summed) > abs(line.amount):
        values = {"sum": str(abs(summed)), "line": str(abs(line.amount))}
        return (Problem("pays", "match_beyond_the_line", values),)
    return ()


def _before(session: Session, line: BankLine, allocations: Sequence[Allocation]) -> list[Part]:
    """The line's parts before it was matched, as the history tells; one unsorted part where it tells no more."""
    images = _images_before(session, line.id, allocations[0].id)
    kept = {image["id"]: _part(image) for image in images if image is not None}
    parts = list(kept.values())
    if parts and total(part.amount for part in parts) == line.amount:
        return parts
    return [Part("", None, line.amount)]


def _images_before(session: Session, line_id: int, allocation_id: int) -> list[dict[str, int | str | None]]:
    from sqlalchemy import select

    from carerdesk.store.tables import Change

    begun = select(Change.operation_id).where(
        Change.table_name == "allocation", Change.row_id == allocation_id, Change.before.is_(None)
    )
    operation = session.scalar(begun.order_by(Change.id.desc()).limit(1))
    rows = select(Change.row_id, Change.before).where(Change.operation_id == operation, Change.table_name == "split")
    moved = dict(session.execute(rows).all())
    images = [json.loads(before) for before in moved.values() if before]
    unmoved = [split for split in splits_of(session, line_id) if split.id not in moved]
    return [
        *(image for image in images if image["bank_line_id"] == line_id),
        *({"id": split.id, "category": split.category, "funder_id": split.funder_id, "amount": split.amount.pence,
           "outcome_id": split.outcome_id, "reason": split.reason} for split in unmoved),
    ]  # fmt: skip


def _part(image: dict[str, int | str | None]) -> Part:
    funder, amount, outcome = image["funder_id"], image["amount"], image["outcome_id"]
    assert isinstance(amount, int)
    return Part(
        str(image["category"]),
        funder if isinstance(funder, int) else None,
        Money(amount),
        outcome if isinstance(outcome, int) else None,
        str(image["reason"]),
    )


def _open_item(item: Owed) -> OpenItem:
    return OpenItem(item.key.kind, item.key.id, item.title, item.who, item.day, item.amount, item.left)


def _joined(allocation: Allocation, item: Owed) -> Joined:
    return Joined(item.key.kind, item.key.id, item.title, ZERO - allocation.amount, item.amount)
