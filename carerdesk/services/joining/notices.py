"""HMRC's notices: new codes (P6, P6B, P9), and student and postgraduate loans that begin or stop (SL1 to PGL2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date, tax_year_name
from carerdesk.domain.money import Money
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Source
from carerdesk.services.books import Books, done
from carerdesk.services.joining.starters import STARTER_LOANS, UNKNOWN_PLAN, default_plan
from carerdesk.services.joining.tax_rows import TAX_DETAILS, add_tax, tax_rows
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people import choices
from carerdesk.services.people.details import Tax
from carerdesk.services.people.read import tax_details_at
from carerdesk.services.people.rows import plain, write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from carerdesk.store.tables import TaxDetails

SOURCE = Source(
    "HMRC, form P9X: tax codes to use from 6 April 2026, and the notes on code notices",
    "https://www.gov.uk/government/publications/p9x-tax-codes",
    confirmed=False,
)
_APRIL_SIXTH = (4, 6)
_AHEAD = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `dated` is printed on it, `first_day` the day it is to be used from. Money only on a P6 or P6B."""

    kind: str
    dated: date
    first_day: date
    code: str = ""
    week_one: bool = False
    earlier_pay: Money | None = None
    earlier_tax: Money | None = None
    loan_plan: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a notice does: the first payday that uses it (None: none is known yet), and paydays that came before it."""

    payday: date | None
    missed: tuple[date, ...]


def keep_notice(books: Books, worker_id: int, notice: Notice) -> Outcome:
    """Keep a notice. Of notices on the code the one dated last counts, whenever it is typed. `Done.id` is its row."""
    if problems := tuple(_check(notice, books.today())):
        return Rejected(problems)
    with books.operation("", kind="people") as op:
        found = _kept(op.session, worker_id, notice)
        if isinstance(found, Problem):
            return Rejected((found,))
        op.said = _said(op.session, worker_id, notice)
    return done(op, id=found)


def effect(books: Books, worker_id: int, first_day: date) -> Effect:
    """Which paydays a notice used from a day on counts for. Nothing is kept."""
    from sqlalchemy import select

    from carerdesk.services.pay.situation import periods_of
    from carerdesk.store.tables import Payslip

    with books.reading() as session:
        until = max(first_day, books.today()) + _AHEAD
        paid = set(session.scalars(select(Payslip.payday).where(Payslip.worker_id == worker_id)))
        due = [one.payday for one in periods_of(session, worker_id, until) if one.payday >= first_day]
    missed = tuple(sorted(payday for payday in paid if payday >= first_day))
    after = max(missed, default=date.min)
    return Effect(min((one for one in due if one not in paid and one > after), default=None), missed)


def _check(notice: Notice, today: date) -> Iterator[Problem]:
    choices.known(notice.kind, choices.NOTICES)
    if notice.dated > today:
        yield Problem("dated", "notice_in_future")
    if notice.first_day < notice.dated - timedelta(days=366):
        yield Problem("notice_from", "notice_long_before", {"dated": long_date(notice.dated)})
    if notice.kind == "p9" and (notice.first_day.month, notice.first_day.day) != _APRIL_SIXTH:
        yield Problem("notice_from", "p9_from_6_april")
    if notice.kind in choices.CODE_NOTICES:
        yield from _check_code(notice)
    if notice.kind == "sl1":
        choices.known(notice.loan_plan, STARTER_LOANS)
        if not notice.loan_plan:
            yield Problem("loan_plan", "sl1_plan_missing")


def _check_code(notice: Notice) -> Iterator[Problem]:
    code = TaxCode.read(notice.code)
    if isinstance(code, Problem):
        yield code
    pay, tax = notice.earlier_pay, notice.earlier_tax
    if notice.kind == "p9" and (pay is not None or tax is not None):
        yield Problem("earlier_pay", "p9_brings_no_pay")
    if (pay is None) != (tax is None):
        yield Problem("earlier_pay" if pay is None else "earlier_tax", "notice_pay_and_tax")
    if pay is not None and tax is not None and tax > pay:
        yield Problem("earlier_tax", "p45_tax_above_pay", {"pay": str(pay)})


def _kept(session: Session, worker_id: int, notice: Notice) -> int | Problem:
    before = tax_details_at(session, worker_id, notice.first_day)
    if before is None:
        return Problem("", "notice_before_first_code")
    if notice.kind in choices.LOAN_NOTICES:
        return _kept_loan(session, worker_id, notice, before)
    rows = [row for row in tax_rows(session, worker_id) if _rivals(row, notice)]
    newer = [row for row in rows if row.told_on and row.told_on > notice.dated and row.first_day <= notice.first_day]
    if newer:
        told = newer[0].told_on
        assert told is not None
        return Problem("dated", "newer_notice_stands", {"dated": long_date(told), "code": newer[0].code})
    kept = add_tax(session, worker_id, _with_code(before, notice))
    older = [row for row in rows if row.first_day > notice.first_day and row.told_on and row.told_on < notice.dated]
    _replace(session, older, kept)
    return kept


def _rivals(row: TaxDetails, notice: Notice) -> bool:
    same_year = tax_year_name(row.first_day) == tax_year_name(notice.first_day)
    return same_year and row.came_from in choices.CODE_NOTICES


def _with_code(before: Tax, notice: Notice) -> Tax:
    code = TaxCode.read(notice.code)
    assert isinstance(code, TaxCode)
    week_one = notice.week_one or code.week_one
    return replace(
        before,
        first_day=notice.first_day,
        code=code.text,
        basis="week_one" if week_one else "cumulative",
        came_from=notice.kind,
        told_on=notice.dated,
        previous_pay=notice.earlier_pay,
        previous_tax=notice.earlier_tax,
    )


def _replace(session: Session, older: Sequence[TaxDetails], kept: int) -> None:
    """An older notice that would begin later no longer counts: it goes, and its papers stay with the new one."""
    from sqlalchemy import select

    from carerdesk.store.tables import Attachment

    for row in older:
        papers = select(Attachment).where(Attachment.record == TAX_DETAILS, Attachment.record_id == row.id)
        for paper in session.scalars(papers):
            paper.record_id = kept
        session.delete(row)
    session.flush()


def _kept_loan(session: Session, worker_id: int, notice: Notice, before: Tax) -> int:
    """From the day on, and in every code that was kept for a later day, up to the next notice on the same loan."""
    told = replace(before, first_day=notice.first_day, told_on=notice.dated, came_from=notice.kind)
    kept = add_tax(session, worker_id, _with_loan(replace(told, previous_pay=None, previous_tax=None), notice))
    same = ("sl1", "sl2") if notice.kind.startswith("sl") else ("pgl1", "pgl2")
    for row in reversed(tax_rows(session, worker_id)):
        if row.first_day > notice.first_day:
            if row.came_from in same:
                break
            write(row, _with_loan(plain(Tax, row), notice))
    session.flush()
    return kept


def _with_loan(tax: Tax, notice: Notice) -> Tax:
    if notice.kind.startswith("pgl"):
        return replace(tax, postgraduate_loan=notice.kind == "pgl1")
    plan = default_plan(notice.first_day) if notice.loan_plan == UNKNOWN_PLAN else notice.loan_plan
    return replace(tax, loan_plan=plan if notice.kind == "sl1" else "")


def _said(session: Session, worker_id: int, notice: Notice) -> str:
    from carerdesk.store.tables import Worker

    name = session.get_one(Worker, worker_id).name
    what = f"code {notice.code.upper()}" if notice.code else notice.kind.upper()
    return f"{notice.kind.upper()} for {name}: {what} from {long_date(notice.first_day)}"


def standing_codes(session: Session, worker_id: int, day: date) -> Tax | None:
    """The tax details that hold on a day, as kept: week 1/month 1 is not dropped."""
    return next((plain(Tax, row) for row in tax_rows(session, worker_id) if row.first_day <= day), None)
