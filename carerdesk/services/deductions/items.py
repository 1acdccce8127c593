"""Keeping and taking out what is paid or taken once, and topping pay up to the minimum wage in one press."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.pay_lines import to_the_penny
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.deductions.check import MILES, check_item
from carerdesk.services.deductions.details import ItemDetails
from carerdesk.services.deductions.standing import first_name
from carerdesk.services.deductions.words import item_title
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.rows import columns, write
from carerdesk.store import tables

BELOW: Final = "below_minimum_wage_period"
TOP_UP: Final = "top_up"


def add_item(books: Books, worker_id: int, details: ItemDetails) -> Outcome:
    """Keep an amount for the first payday from its day on. `Done.id` is its number."""
    if problems := check_item(details):
        return Rejected(problems)
    details = _complete(details)
    with books.operation("", kind="pay") as op:
        name = first_name(op.session, worker_id)
        op.said = f"{details.title}, {details.amount}, added for {name} on {day_and_month(details.payday)}"
        row = tables.PayItem(**owner(op.session).keys(), worker_id=worker_id, part=details.part, **columns(details))
        op.session.add(row)
        op.session.flush()
        kept_id = row.id
    return done(op, id=kept_id)


def change_item(books: Books, item_id: int, details: ItemDetails) -> Outcome:
    """Put an amount right that no payslip has settled yet."""
    if problems := check_item(details):
        return Rejected(problems)
    details = _complete(details)
    with books.operation("", kind="pay") as op:
        row = op.session.get_one(tables.PayItem, item_id)
        if row.payslip_id is not None:
            return Rejected((Problem("", "item_settled", {"title": row.title}),))
        op.said = f"{details.title} for {first_name(op.session, row.worker_id)} changed"
        write(row, details)
        row.part = details.part
    return done(op, id=item_id)


def remove_item(books: Books, item_id: int) -> Outcome:
    """Take out an amount that no payslip has settled yet."""
    with books.operation("", kind="pay") as op:
        row = op.session.get_one(tables.PayItem, item_id)
        if row.payslip_id is not None:
            return Rejected((Problem("", "item_settled", {"title": row.title}),))
        op.said = f"{row.title}, {row.amount}, for {first_name(op.session, row.worker_id)} taken out"
        op.session.delete(row)
    return done(op)


def top_up(books: Books, payday: date, worker_id: int) -> Outcome:
    """Add what a worker's pay is short of the minimum wage on a payday, as pay of its own line."""
    short = _short(books, payday, worker_id)
    if short is None:
        return Rejected((Problem("", "nothing_to_top_up", {"payday": day_and_month(payday)}),))
    return add_item(books, worker_id, ItemDetails(TOP_UP, payday, short))


def _short(books: Books, payday: date, worker_id: int) -> Money | None:
    from carerdesk.services.pay.work_out import NotReady, work_out

    with books.reading() as session:
        for answer in work_out(session, payday):
            if isinstance(answer, NotReady) and answer.of.worker_id == worker_id:
                shorts = [each.values["short"] for each in answer.problems if each.code == BELOW]
                return Money.typed(shorts[0]) if shorts else None
    return None


def _complete(details: ItemDetails) -> ItemDetails:
    """The amount of miles, and a title where none was typed."""
    if details.kind in MILES and details.quantity is not None and details.rate is not None:
        details = replace(details, amount=to_the_penny(details.quantity * details.rate))
    return replace(details, title=item_title(details), note=details.note.strip())
