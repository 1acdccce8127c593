"""Saying that a return was sent. What has gone to HMRC stands: its payslips never change any more."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.filing.figures import slips_between
from carerdesk.services.filing.returns import Key, Kind, days_words, filing_of
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.leaving import FILED, leave_the_house
from carerdesk.store import tables


def say_sent(books: Books, key: Key, sent_on: date | None, reference: str = "") -> Outcome:
    """Say that a return was sent on a day. An RT2 or FPS freezes its payslips, so it cannot be undone; the others can.

    A second time puts the day and reference right.
    """
    if problem := _day_fault(key, sent_on, books.today()):
        return Rejected((problem,))
    about_pay = key.kind in {Kind.FPS, Kind.RT2}
    said = f"{key.kind.shown} sent for the {days_words(key)}"
    with books.operation(said, kind="filed", undoable=not about_pay) as op:
        slips = slips_between(op.session, key.first, key.last, key.worker_id or None)
        if about_pay and not slips:
            return Rejected((Problem("", "return_has_no_payslips"),))
        row = row_for(op.session, key)
        row.sent_on, row.reference = sent_on, reference.strip()
        if about_pay:
            leave_the_house(op.session, [slip.id for slip in slips], books.now(), FILED)
            op.session.flush()
            _runs_filed(op.session, key, sent_on)
    return done(op)


def say_not_sent(books: Books, key: Key) -> Outcome:
    """Take back that an RT5 or EPS was sent: it was pressed by mistake."""
    with books.operation(f"{key.kind.shown} for the {days_words(key)} not sent after all", kind="filing") as op:
        row = filing_of(op.session, key)
        if row is None or key.kind in {Kind.FPS, Kind.RT2}:
            return Rejected((Problem("", "return_stays_sent"),))
        row.sent_on, row.reference = None, ""
    return done(op)


def _day_fault(key: Key, sent_on: date | None, today: date) -> Problem | None:
    if sent_on is None:
        return Problem("sent_on", "return_sent_when")
    if sent_on > today:
        return Problem("sent_on", "return_sent_in_the_future")
    if key.kind in {Kind.RT2, Kind.RT5} and sent_on <= key.last:
        return Problem("sent_on", "return_before_its_end", {"last": long_date(key.last)})
    if sent_on < key.first and key.kind is not Kind.FPS:
        return Problem("sent_on", "return_before_its_days", {"first": long_date(key.first)})
    return None


def row_for(session: Session, key: Key) -> tables.Filing:
    """What is kept about one return, begun where nothing is kept yet."""
    row = filing_of(session, key)
    if row is None:
        row = tables.Filing(
            **owner(session).keys(), kind=key.kind.value, first_day=key.first, last_day=key.last,
            worker_id=key.worker_id or None,
        )  # fmt: skip
        session.add(row)
    return row


def _runs_filed(session: Session, key: Key, sent_on: date | None) -> None:
    """A payday is filed when everyone paid on it is told of."""
    slips = slips_between(session, key.first, key.last)
    told = {slip.pay_run_id: True for slip in slips}
    for slip in slips:
        told[slip.pay_run_id] &= key.kind is Kind.FPS or _told(session, key, slip.worker_id)
    for run_id, whole in told.items():
        run = session.get_one(tables.PayRun, run_id)
        if whole:
            run.filed_on = run.filed_on or sent_on


def _told(session: Session, key: Key, worker_id: int) -> bool:
    row = filing_of(session, Key(key.first, key.last, Kind.RT2, worker_id))
    return row is not None and row.sent_on is not None
