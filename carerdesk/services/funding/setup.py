"""Funders, what they give, what the plan is for, and what they have agreed to."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.awards import Every
from carerdesk.domain.funding.returns import Cycle
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.funding.details import HOW_AGREED, KINDS, NewAward, NewFunder, NewPermission
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import tables

__all__ = [
    "HOW_AGREED", "KINDS", "NewAward", "NewFunder", "NewPermission", "add_award", "add_funder", "add_outcome",
    "add_permission", "add_planned_saving", "change_funder", "end_saving", "remove_award", "remove_funder",
    "remove_outcome", "remove_permission", "remove_saving",
]  # fmt: skip
A_DAY = timedelta(days=1)


def _check_funder(session: Session, new: NewFunder, but: int | None) -> tuple[Problem, ...]:
    problems = []
    if new.kind not in KINDS:
        problems.append(Problem("kind", "funder_kind_missing"))
    if not new.name.strip():
        problems.append(Problem("name", "funder_name_missing"))
    if not new.short_name.strip():
        problems.append(Problem("short_name", "funder_short_name_missing"))
    taken = session.scalars(
        select(tables.Funder.id).where(func.lower(tables.Funder.short_name) == new.short_name.strip().lower())
    ).all()
    if any(one != but for one in taken):
        problems.append(Problem("short_name", "funder_name_taken", {"name": new.short_name.strip()}))
    if new.least_weeks is not None and new.most_weeks is not None and new.least_weeks > new.most_weeks:
        problems.append(Problem("most_weeks", "weeks_limits_crossed"))
    if new.cycle and Cycle(new.cycle).is_counted and new.cycle_from is None:
        problems.append(Problem("cycle_from", "cycle_needs_start"))
    return tuple(problems)


def add_funder(books: Books, new: NewFunder) -> Outcome:
    """Add whoever pays; it comes after the others where pennies are shared out."""
    with books.operation(f"{new.name.strip()} added as a funder", kind="funder") as op:
        if problems := _check_funder(op.session, new, None):
            return Rejected(problems)
        last = op.session.scalar(select(func.max(tables.Funder.position)).where(tables.Funder.kind != "own")) or 0
        row = tables.Funder(**owner(op.session).keys(), position=last + 1, **_tidy(new))
        op.session.add(row)
        op.session.flush()
    return done(op, id=row.id)


def change_funder(books: Books, funder_id: int, new: NewFunder) -> Outcome:
    """Change what is known of a funder."""
    with books.operation(f"{new.name.strip()} changed", kind="funder") as op:
        if problems := _check_funder(op.session, new, funder_id):
            return Rejected(problems)
        row = op.session.get_one(tables.Funder, funder_id)
        for name, value in _tidy(new).items():
            setattr(row, name, value)
    return done(op, id=funder_id)


def _tidy(new: NewFunder) -> dict[str, object]:
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(new).items()}


def _check_award(new: NewAward) -> tuple[Problem, ...]:
    problems = []
    if new.amount <= ZERO:
        problems.append(Problem("amount", "award_amount_missing"))
    if new.last_day is not None and new.last_day < new.first_day:
        problems.append(Problem("last_day", "award_ends_before_start"))
    if new.contribution is not None and new.contribution < ZERO:
        problems.append(Problem("contribution", "contribution_below_nothing"))
    return tuple(problems)


def add_award(books: Books, funder_id: int, new: NewAward) -> Outcome:
    """Add what a funder gives from a day on. A regular award that stood before it ends the day before."""
    if problems := _check_award(new):
        return Rejected(problems)
    with books.operation("Award added", kind="funder") as op:
        funder = op.session.get_one(tables.Funder, funder_id)
        if new.every != Every.ONE_OFF:
            for standing in _standing(op.session, funder_id, new.first_day):
                standing.last_day = new.first_day - A_DAY
        values = {name: getattr(new, name) for name in new.__dataclass_fields__}
        row = tables.Award(**owner(op.session).keys(), funder_id=funder_id, **values)
        op.session.add(row)
        op.session.flush()
        op.said = f"{funder.short_name}: {new.amount} from {long_date(new.first_day)}"
    return done(op, id=row.id)


def _standing(session: Session, funder_id: int, day: date) -> list[tables.Award]:
    award = tables.Award
    wanted = select(award).where(
        award.funder_id == funder_id, award.every != Every.ONE_OFF.value, award.first_day < day,
        (award.last_day.is_(None)) | (award.last_day >= day),
    )  # fmt: skip
    return list(session.scalars(wanted))


def remove_award(books: Books, award_id: int) -> Outcome:
    """Take an award out that was typed by mistake; the one it had ended runs on in its place."""
    with books.operation("", kind="funder") as op:
        row = op.session.get_one(tables.Award, award_id)
        if _has_papers(op.session, "award", award_id):
            return Rejected((Problem("", "award_has_papers"),))
        funder = op.session.get_one(tables.Funder, row.funder_id)
        op.said = f"{funder.short_name}: {row.amount} from {long_date(row.first_day)} taken out"
        award = tables.Award
        before = select(award).where(
            award.funder_id == row.funder_id,
            award.every != Every.ONE_OFF.value,
            award.last_day == row.first_day - A_DAY,
        )
        if row.every != Every.ONE_OFF.value:
            for standing in op.session.scalars(before):
                standing.last_day = row.last_day
        op.session.delete(row)
    return done(op)


def _has_papers(session: Session, record: str, record_id: int) -> bool:
    row = tables.Attachment
    wanted = select(row.id).where(row.record == record, row.record_id == record_id).limit(1)
    return session.scalar(wanted) is not None


def remove_funder(books: Books, funder_id: int) -> Outcome:
    """Take out a funder added by mistake. One with money, hours, awards or papers stays, and is ended instead."""
    with books.operation("", kind="funder") as op:
        row = op.session.get_one(tables.Funder, funder_id)
        if row.kind == "own" or _is_used(op.session, funder_id):
            return Rejected((Problem("", "funder_in_use", {"name": row.short_name}),))
        op.said = f"{row.name} taken out"
        op.session.delete(row)
    return done(op)


_POINTING = (
    tables.Award.funder_id, tables.PlanOutcome.funder_id, tables.Permission.funder_id, tables.PlannedSaving.funder_id,
    tables.Split.funder_id, tables.OpeningShare.funder_id, tables.Bill.funder_id, tables.ShiftShare.funder_id,
    tables.LineShare.funder_id, tables.PayslipShare.funder_id, tables.ReturnPeriod.funder_id,
    tables.Explanation.funder_id, tables.Pack.funder_id, tables.PatternShare.funder_id, tables.PayItem.funder_id,
    tables.RatePart.funder_id,
)  # fmt: skip


def _is_used(session: Session, funder_id: int) -> bool:
    found = (session.scalar(select(column).where(column == funder_id).limit(1)) for column in _POINTING)
    return any(one is not None for one in found)


def add_outcome(
    books: Books, funder_id: int, title: str, first_day: date | None = None, last_day: date | None = None
) -> Outcome:
    """Add something the plan is for, which spending can point to."""
    if not title.strip():
        return Rejected((Problem("title", "outcome_title_missing"),))
    with books.operation(f"Plan: {title.strip()}", kind="funder") as op:
        keys = owner(op.session).keys()
        row = tables.PlanOutcome(
            **keys, funder_id=funder_id, title=title.strip(), first_day=first_day, last_day=last_day
        )
        op.session.add(row)
        op.session.flush()
    return done(op, id=row.id)


def add_permission(books: Books, funder_id: int, new: NewPermission) -> Outcome:
    """Write down who agreed what, when and how."""
    problems = [
        Problem(name, f"permission_{name}_missing") for name in ("who", "what") if not str(getattr(new, name)).strip()
    ]
    if new.how not in HOW_AGREED:
        problems.append(Problem("how", "permission_how_missing"))
    if problems:
        return Rejected(tuple(problems))
    with books.operation(f"Permission from {new.who.strip()}, {long_date(new.day)}", kind="funder") as op:
        values = {name: getattr(new, name) for name in new.__dataclass_fields__}
        row = tables.Permission(**owner(op.session).keys(), funder_id=funder_id, **values)
        op.session.add(row)
        op.session.flush()
    return done(op, id=row.id)


def add_planned_saving(
    books: Books, funder_id: int, title: str, amount: Money, first_day: date, permission_id: int | None
) -> Outcome:
    """Keep money for a purpose. Without a permission it is written down but not set aside."""
    if not title.strip():
        return Rejected((Problem("title", "saving_title_missing"),))
    if amount <= ZERO:
        return Rejected((Problem("amount", "saving_amount_missing"),))
    with books.operation(f"Kept for {title.strip()}: {amount}", kind="funder") as op:
        row = tables.PlannedSaving(
            **owner(op.session).keys(), funder_id=funder_id, permission_id=permission_id, title=title.strip(),
            amount=amount, first_day=first_day,
        )  # fmt: skip
        op.session.add(row)
        op.session.flush()
    return done(op, id=row.id)


def remove_outcome(books: Books, outcome_id: int) -> Outcome:
    """Take out a part of the plan that no spending points to."""
    with books.operation("", kind="funder") as op:
        row = op.session.get_one(tables.PlanOutcome, outcome_id)
        used = select(tables.Split.id).where(tables.Split.outcome_id == outcome_id).limit(1)
        if op.session.scalar(used) is not None:
            return Rejected((Problem("", "outcome_in_use", {"title": row.title}),))
        op.said = f"Plan: {row.title} taken out"
        op.session.delete(row)
    return done(op)


def remove_permission(books: Books, permission_id: int) -> Outcome:
    """Take out a permission written down by mistake."""
    with books.operation("", kind="funder") as op:
        row = op.session.get_one(tables.Permission, permission_id)
        kept = select(tables.PlannedSaving.id).where(tables.PlannedSaving.permission_id == permission_id).limit(1)
        if op.session.scalar(kept) is not None or _has_papers(op.session, "permission", permission_id):
            return Rejected((Problem("", "permission_in_use"),))
        op.said = f"Permission from {row.who} taken out"
        op.session.delete(row)
    return done(op)


def end_saving(books: Books, saving_id: int, last_day: date) -> Outcome:
    """Money is not kept for this any more after a day."""
    with books.operation("", kind="funder") as op:
        row = op.session.get_one(tables.PlannedSaving, saving_id)
        if last_day < row.first_day:
            return Rejected((Problem("last_day", "saving_ends_before_start"),))
        row.last_day = last_day
        op.said = f"Kept for {row.title} until {long_date(last_day)}"
    return done(op, id=saving_id)


def remove_saving(books: Books, saving_id: int) -> Outcome:
    """Take out a saving written down by mistake."""
    with books.operation("", kind="funder") as op:
        row = op.session.get_one(tables.PlannedSaving, saving_id)
        op.said = f"Kept for {row.title} taken out"
        op.session.delete(row)
    return done(op)
