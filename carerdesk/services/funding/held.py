"""Money held for each funder: balance, what is free of it, and for how many weeks it lasts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.funding import awards as rules
from carerdesk.domain.funding.set_aside import SetAside, WeeksHeld, weeks_held
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.books import Books
from carerdesk.services.due.front import Held
from carerdesk.services.funding.aside import everything_set_aside
from carerdesk.services.funding.kept import KeptBack
from carerdesk.services.hours.week import tone_of
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class FunderMoney:
    """A funder's money on a day."""

    funder_id: int
    name: str
    short_name: str
    tone: str
    balance: Money
    aside: SetAside
    weeks: WeeksHeld
    least: Decimal | None
    most: Decimal | None

    @property
    def verdict(self) -> str:
        """Weeks held against the limits, in words."""
        weeks = self.weeks.free_weeks
        if weeks is None:
            return "No weekly payment is known"
        if self.least is not None and weeks < self.least:
            return "A little low"
        if self.most is not None and weeks > self.most:
            return "More than the limit"
        return "Within limits" if self.least is not None or self.most is not None else "No limits are known"

    @property
    def within(self) -> bool:
        """False where the weeks held are outside a known limit."""
        weeks = self.weeks.free_weeks
        if weeks is None:
            return True
        return not ((self.least is not None and weeks < self.least) or (self.most is not None and weeks > self.most))


def balance_of(
    session: Session, funder_id: int | None, until: date, *, account_id: int | None = None, person_id: int | None = None
) -> Money:
    """A funder's money at the end of a day, over all accounts or in one; None is what is not sorted yet.

    `person_id` narrows it to one person's accounts.
    """
    split, line, account = tables.Split, tables.BankLine, tables.Account
    wanted = (
        select(func.coalesce(func.sum(split.amount), 0))
        .join(line, line.id == split.bank_line_id)
        .join(account, account.id == line.account_id)
        .where(split.funder_id.is_not_distinct_from(funder_id), line.day.between(account.opening_on, until))
    )
    if account_id is not None:
        wanted = wanted.where(account.id == account_id)
    if person_id is not None:
        wanted = wanted.where(account.person_id == person_id)
    moved = as_money(session.scalars(wanted).one())
    opened = opening_between(session, funder_id, date.min, until, account_id=account_id, person_id=person_id)
    return moved + opened


def opening_between(
    session: Session, funder_id: int | None, first: date, last: date,
    *, account_id: int | None = None, person_id: int | None = None,
) -> Money:  # fmt: skip
    """What accounts opened between two days brought in for a funder; None is what nobody shared out."""
    account, share = tables.Account, tables.OpeningShare
    if funder_id is None:
        wanted = select(func.coalesce(func.sum(account.opening_balance), 0)).where(
            account.id.not_in(select(share.account_id))
        )
    else:
        wanted = (
            select(func.coalesce(func.sum(share.amount), 0))
            .join(account, account.id == share.account_id)
            .where(share.funder_id == funder_id)
        )
    wanted = wanted.where(account.opening_on.between(first, last))
    if account_id is not None:
        wanted = wanted.where(account.id == account_id)
    if person_id is not None:
        wanted = wanted.where(account.person_id == person_id)
    return as_money(session.scalars(wanted).one())


def account_balance(session: Session, row: tables.Account, until: date) -> Money:
    """What the books say stands on an account at the end of a day."""
    line = tables.BankLine
    wanted = select(func.coalesce(func.sum(line.amount), 0)).where(
        line.account_id == row.id, line.day.between(row.opening_on, until)
    )
    return row.opening_balance + as_money(session.scalars(wanted).one())


def awards_of(session: Session, funder_id: int) -> tuple[rules.Award, ...]:
    """A funder's awards, oldest first, as the rules want them."""
    rows = session.scalars(
        select(tables.Award).where(tables.Award.funder_id == funder_id).order_by(tables.Award.first_day)
    )
    return tuple(
        rules.Award(
            row.first_day,
            row.last_day,
            row.amount,
            rules.Every(row.every),
            row.weekly_minutes,
            row.contribution,
            rules.Every(row.contribution_every),
        )
        for row in rows
    )


def funder_money(session: Session, day: date, kept: Sequence[KeptBack] | None = None) -> tuple[FunderMoney, ...]:
    """Every funder's money on a day, in their order. `kept` is what money is kept for, where that is known already."""
    aside = everything_set_aside(session, day, kept)
    funders = session.scalars(select(tables.Funder).order_by(tables.Funder.position, tables.Funder.id))
    return tuple(_one(session, row, day, aside[row.id]) for row in funders)


def _one(session: Session, row: tables.Funder, day: date, aside: SetAside) -> FunderMoney:
    balance = balance_of(session, row.id, day)
    weekly = rules.weekly_on(awards_of(session, row.id), day)
    held = weeks_held(balance, aside, weekly)
    return FunderMoney(
        row.id, row.name, row.short_name, tone_of(row.kind), balance, aside, held, row.least_weeks, row.most_weeks
    )


def money_held(session: Session, today: date) -> tuple[Held, ...]:
    """What This week shows: funders who give, or who have money here."""
    return tuple(
        Held(
            funder=one.short_name,
            tone=one.tone,
            weeks=_text(one.weeks.free_weeks),
            least=_text(one.least),
            most=_text(one.most),
            free_pence=one.weeks.free.pence,
            verdict=one.verdict,
            within=one.within,
        )
        for one in funder_money(session, today)
        if one.weeks.weekly is not None or one.balance != ZERO
    )


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number.normalize():f}"


def money_by_funder(books: Books, day: date | None = None) -> tuple[FunderMoney, ...]:
    """As `funder_money`, for a screen."""
    with books.reading() as session:
        return funder_money(session, day or books.today())
