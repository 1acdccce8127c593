"""The Budget room: each funder's agreement, what it gives, what is left of it, and what it is kept for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.funding import awards as rules
from carerdesk.domain.funding.awards import Every
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.working import Line, Working
from carerdesk.services.books import Books, owner
from carerdesk.services.funding.aside import kept_back
from carerdesk.services.funding.claiming import claim_between
from carerdesk.services.funding.details import NewAward, NewFunder
from carerdesk.services.funding.flows import Flow, Hours, contribution, hours, payments, received
from carerdesk.services.funding.held import FunderMoney, awards_of, funder_money
from carerdesk.services.funding.kept import KeptBack
from carerdesk.services.funding.weeks import WeekOfMoney, weeks_of_money
from carerdesk.services.money.attaching import Paper, papers
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class AwardView:
    """One award. `weekly` is a week's worth, None for a one-off sum; `stands` whether it runs today."""

    id: int
    award: NewAward
    weekly: Money | None
    stands: bool
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class AsideLine:
    """One thing money is kept for: this funder's part (None: not known, and `what` says why) and its working."""

    what: str
    amount: Money | None
    working: Working | None


@dataclass(frozen=True, slots=True)
class Claimed:
    """Hours at an agreed rate since a day, what they cost, and what the funder paid for them."""

    since: date
    minutes: int
    rate: Decimal
    claim: Money
    cost: Money
    paid: Money


@dataclass(frozen=True, slots=True)
class Saving:
    """Money kept for a purpose; without a permission it is not set aside."""

    id: int
    title: str
    amount: Money
    first_day: date
    last_day: date | None
    permission: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Something the plan is for, and how much was spent on it so far."""

    id: int
    title: str
    spent: Money


@dataclass(frozen=True, slots=True)
class FunderBudget:
    """Everything of one funder on a day."""

    funder_id: int
    details: NewFunder
    money: FunderMoney
    awards: tuple[AwardView, ...]
    aside: tuple[AsideLine, ...]
    payments: Flow | None
    contribution: Flow | None
    hours: Hours | None
    claimed: Claimed | None
    weeks: tuple[WeekOfMoney, ...]
    outcomes: tuple[PlanPart, ...]
    savings: tuple[Saving, ...]


@dataclass(frozen=True, slots=True)
class BudgetCard:
    """A funder in short. `gives` words its awards of today."""

    funder_id: int
    money: FunderMoney
    gives: str
    payments: Flow | None
    is_own: bool


def budget_cards(books: Books, day: date | None = None) -> tuple[BudgetCard, ...]:
    """Every funder of the person in view, in short."""
    on = day or books.today()
    with books.reading() as session:
        here = owner(session).person_id
        kinds = {row.id: row.kind for row in session.scalars(select(tables.Funder)) if row.person_id == here}
        return tuple(
            BudgetCard(
                one.funder_id, one, _gives(awards_of(session, one.funder_id), on),
                payments(session, one.funder_id, on), kinds[one.funder_id] == "own",
            )
            for one in funder_money(session, on)
            if one.funder_id in kinds
        )  # fmt: skip


def funder_budget(books: Books, funder_id: int, day: date | None = None) -> FunderBudget | None:
    """Everything of one funder; None where it is gone."""
    on = day or books.today()
    with books.reading() as session:
        row = session.get(tables.Funder, funder_id)
        if row is None:
            return None
        kept = kept_back(session, on)
        money = next(one for one in funder_money(session, on, kept) if one.funder_id == funder_id)
        found = FunderBudget(
            funder_id=funder_id,
            details=details_of(row),
            money=money,
            awards=_awards(session, funder_id, on),
            aside=_aside(kept, funder_id),
            payments=payments(session, funder_id, on),
            contribution=contribution(session, funder_id, on),
            hours=hours(session, funder_id, on),
            claimed=_claimed(session, row, on),
            weeks=weeks_of_money(session, funder_id, on),
            outcomes=_outcomes(session, funder_id),
            savings=_savings(session, funder_id),
        )
    return _with_papers(books, found)


def details_of(row: tables.Funder) -> NewFunder:
    """What is known of a funder, as it was typed."""
    return NewFunder(**{name: getattr(row, name) for name in NewFunder.__dataclass_fields__})


def _with_papers(books: Books, found: FunderBudget) -> FunderBudget:
    from dataclasses import replace

    return replace(found, awards=tuple(replace(one, papers=papers(books, "award", one.id)) for one in found.awards))


def _awards(session: Session, funder_id: int, on: date) -> tuple[AwardView, ...]:
    award = tables.Award
    rows = session.scalars(
        select(award).where(award.funder_id == funder_id).order_by(award.first_day.desc(), award.id.desc())
    )
    return tuple(
        AwardView(
            row.id,
            NewAward(**{name: getattr(row, name) for name in NewAward.__dataclass_fields__}),
            rules.weekly_amount(row.amount, Every(row.every)),
            row.first_day <= on and (row.last_day is None or on <= row.last_day),
            (),
        )
        for row in rows
    )


PER = {
    Every.WEEK: "a week", Every.FORTNIGHT: "every 2 weeks", Every.FOUR_WEEKS: "every 4 weeks", Every.MONTH: "a month",
    Every.QUARTER: "a quarter", Every.YEAR: "a year", Every.ONE_OFF: "once",
}  # fmt: skip


def _gives(awards: Sequence[rules.Award], on: date) -> str:
    """£365.00 a week for 28 h a week; 10 a week is expected from the person."""
    from carerdesk.domain.hours.shift import hours_text

    words = []
    for award in awards:
        if not award.stands_on(on):
            continue
        told = f"{award.amount} {PER[award.every]}"
        if award.weekly_minutes is not None:
            told += f" for {hours_text(award.weekly_minutes)} a week"
        if award.contribution:
            told += f", with a contribution of {award.contribution} {PER[award.contribution_every]}"
        words.append(told)
    return "; ".join(words)


def _aside(found: Sequence[KeptBack], funder_id: int) -> tuple[AsideLine, ...]:
    lines = []
    for one in found:
        amount = one.of(funder_id)
        if amount is None:
            lines.append(AsideLine(one.what, None, None))
        elif amount > ZERO:
            lines.append(AsideLine(one.what, amount, _working(one, amount)))
    return tuple(lines)


def _working(one: KeptBack, mine: Money) -> Working:
    whole = total((one.shares or {}).values())
    lines = list(one.lines)
    if not lines:
        lines.append(Line(one.what, str(whole), strong=True))
    if whole != mine:
        lines.append(Line("This funder’s part, by the hours it paid for", str(mine), strong=True))
    return Working(one.what, tuple(lines), one.sources)


def _claimed(session: Session, row: tables.Funder, on: date) -> Claimed | None:
    """For a funder that pays by the hour: what may be claimed since the books began, and what came."""
    if row.cost_based or row.agreed_rate is None:
        return None
    since = session.scalar(select(func.min(tables.Shift.day)).where(tables.Shift.person_id == row.person_id))
    if since is None:
        return None
    claim = claim_between(session, row, since, on)
    paid = total(amount for _, amount in received(session, row.id, ("claim_paid",)))
    return Claimed(since, claim.minutes, row.agreed_rate, claim.claim.amount, claim.claim.cost, paid)


def _outcomes(session: Session, funder_id: int) -> tuple[PlanPart, ...]:
    outcome, split = tables.PlanOutcome, tables.Split
    rows = session.execute(
        select(outcome.id, outcome.title, func.coalesce(func.sum(split.amount), 0))
        .outerjoin(split, split.outcome_id == outcome.id)
        .where(outcome.funder_id == funder_id)
        .group_by(outcome.id, outcome.title)
        .order_by(outcome.id)
    )
    return tuple(PlanPart(row, title, -as_money(spent)) for row, title, spent in rows)


def _savings(session: Session, funder_id: int) -> tuple[Saving, ...]:
    saving, permission = tables.PlannedSaving, tables.Permission
    rows = session.execute(
        select(saving, permission)
        .outerjoin(permission, permission.id == saving.permission_id)
        .where(saving.funder_id == funder_id)
        .order_by(saving.first_day.desc(), saving.id.desc())
    )
    return tuple(
        Saving(
            row.id, row.title, row.amount, row.first_day, row.last_day,
            f"{agreed.who}, {long_date(agreed.day)}" if agreed is not None else "",
        )
        for row, agreed in rows
    )  # fmt: skip
