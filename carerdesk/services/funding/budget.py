"""The Budget room: each funder's agreement, what it gives, what is left of it, and what it is kept for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date, monday_of
from carerdesk.domain.funding import awards as rules
from carerdesk.domain.funding.awards import Arrived, Every, Expected, arrived
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.working import Line, Working
from carerdesk.services.books import Books, owner
from carerdesk.services.funding.aside import kept_back
from carerdesk.services.funding.claiming import claim_between
from carerdesk.services.funding.details import NewAward, NewFunder
from carerdesk.services.funding.held import FunderMoney, awards_of, balance_of, funder_money
from carerdesk.services.funding.kept import KeptBack
from carerdesk.services.money.attaching import Paper, papers
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables

RECEIVED = ("direct_payment", "claim_paid")
WEEKS_SHOWN = 26
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)


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
class Flow:
    """What should have come since a day, what came, and what comes next."""

    since: date
    due: Money
    came: Money
    next: Expected | None = None

    @property
    def missing(self) -> Money:
        """What has not come; minus where too much did."""
        return self.due - self.came


@dataclass(frozen=True, slots=True)
class Hours:
    """Minutes worked for a funder since a day against the plan's. `planned` None: the award does not say."""

    since: date
    worked: int
    planned: int | None


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
class WeekOfMoney:
    """One week of a funder's money: in, out, and what stood at its end."""

    last: date
    money_in: Money
    money_out: Money
    balance: Money


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
                _payments(session, one.funder_id, on), kinds[one.funder_id] == "own",
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
        money = next(one for one in funder_money(session, on) if one.funder_id == funder_id)
        found = FunderBudget(
            funder_id=funder_id,
            details=details_of(row),
            money=money,
            awards=_awards(session, funder_id, on),
            aside=_aside(kept_back(session, on), funder_id),
            payments=_payments(session, funder_id, on),
            contribution=_contribution(session, funder_id, on),
            hours=_hours(session, funder_id, on),
            claimed=_claimed(session, row, on),
            weeks=_weeks(session, funder_id, on),
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


def _begun(session: Session, funder_id: int, awards: Sequence[rules.Award]) -> date | None:
    """From when payments are compared: the first award, but not before the accounts begin in the books."""
    if not awards:
        return None
    here = session.get_one(tables.Funder, funder_id).person_id
    opened = session.scalar(select(func.min(tables.Account.opening_on)).where(tables.Account.person_id == here))
    return None if opened is None else max(opened, min(award.first_day for award in awards))


def _received(session: Session, funder_id: int, categories: Sequence[str]) -> list[tuple[date, Money]]:
    split, line = tables.Split, tables.BankLine
    wanted = (
        select(line.day, split.amount)
        .join(line, line.id == split.bank_line_id)
        .where(split.funder_id == funder_id, split.category.in_(categories))
    )
    return [(day, amount) for day, amount in session.execute(wanted)]


def _payments(session: Session, funder_id: int, on: date) -> Flow | None:
    awards = awards_of(session, funder_id)
    since = _begun(session, funder_id, awards)
    if since is None:
        return None
    due = [one for award in awards for one in rules.expected(award, on + timedelta(days=400))]
    return _flow(due, _received(session, funder_id, RECEIVED), since, on)


def _contribution(session: Session, funder_id: int, on: date) -> Flow | None:
    awards = [one for one in awards_of(session, funder_id) if one.contribution]
    since = _begun(session, funder_id, awards)
    if since is None:
        return None
    due = [one for award in awards for one in rules.contributions_due(award, on + timedelta(days=400))]
    return _flow(due, _received(session, funder_id, ("contribution",)), since, on)


def _flow(due: Sequence[Expected], came: Sequence[tuple[date, Money]], since: date, on: date) -> Flow:
    found: Arrived = arrived(due, came, since, on)
    ahead = sorted((one for one in due if one.day > on), key=lambda one: one.day)
    return Flow(since, found.due, found.received, ahead[0] if ahead else None)


def _hours(session: Session, funder_id: int, on: date) -> Hours | None:
    """The last four whole weeks, as far as the books and the award go back."""
    awards = awards_of(session, funder_id)
    if not awards:
        return None
    since = max(monday_of(on) - 4 * A_WEEK, min(award.first_day for award in awards))
    last = monday_of(on) - A_DAY
    if since > last:
        return None
    days = [since + timedelta(days=at) for at in range((last - since).days + 1)]
    weekly = [rules.minutes_on(awards, each) for each in days]
    planned = None if any(one is None for one in weekly) else sum(one or 0 for one in weekly) // 7
    return Hours(since, _minutes(session, funder_id, since, last), planned)


def _minutes(session: Session, funder_id: int, first: date, last: date) -> int:
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(func.coalesce(func.sum(share.minutes), 0))
        .join(shift, shift.id == share.shift_id)
        .where(share.funder_id == funder_id, shift.day.between(first, last), shift.state != "planned")
    )
    return int(session.scalar(wanted) or 0)


def _claimed(session: Session, row: tables.Funder, on: date) -> Claimed | None:
    """For a funder that pays by the hour: what may be claimed since the books began, and what came."""
    if row.cost_based or row.agreed_rate is None:
        return None
    since = session.scalar(select(func.min(tables.Shift.day)).where(tables.Shift.person_id == row.person_id))
    if since is None:
        return None
    claim = claim_between(session, row, since, on)
    paid = total(amount for _, amount in _received(session, row.id, ("claim_paid",)))
    return Claimed(since, claim.minutes, row.agreed_rate, claim.claim.amount, claim.claim.cost, paid)


def _weeks(session: Session, funder_id: int, on: date) -> tuple[WeekOfMoney, ...]:
    """The money week by week, up to the week a day falls in, from the first week with any."""
    first = monday_of(on) - (WEEKS_SHOWN - 1) * A_WEEK
    split, line, account = tables.Split, tables.BankLine, tables.Account
    rows = session.execute(
        select(line.day, split.amount)
        .join(line, line.id == split.bank_line_id)
        .join(account, account.id == line.account_id)
        .where(split.funder_id == funder_id, line.day.between(first, on), line.day >= account.opening_on)
        .where(split.category != "transfer")
    )
    came: dict[date, Money] = {}
    went: dict[date, Money] = {}
    for day, amount in rows:
        side = came if amount > ZERO else went
        side[monday_of(day)] = side.get(monday_of(day), ZERO) + abs(amount)
    mondays = [first + A_WEEK * at for at in range(WEEKS_SHOWN)]
    weeks = [
        WeekOfMoney(
            min(monday + A_WEEK - A_DAY, on),
            came.get(monday, ZERO),
            went.get(monday, ZERO),
            balance_of(session, funder_id, min(monday + A_WEEK - A_DAY, on)),
        )
        for monday in mondays
    ]
    while weeks and not (weeks[0].balance or weeks[0].money_in or weeks[0].money_out):
        weeks.pop(0)
    return tuple(weeks)


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
