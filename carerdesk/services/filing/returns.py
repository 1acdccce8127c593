"""The returns there are: which, for what days, by when, and whether they were sent. What is told hangs on the route."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.bank_holidays import NoBankHolidaysFor, bank_holidays
from carerdesk.domain.dates import day_and_month, long_date, tax_month, tax_month_bounds
from carerdesk.domain.payroll.hmrc import tax_quarter_bounds
from carerdesk.domain.rti.dates import Deadlines, deadlines
from carerdesk.domain.rti.figures import EmployerFigures
from carerdesk.services.books import Books, owner
from carerdesk.services.filing.employer import employer_figures
from carerdesk.services.filing.figures import slips_between
from carerdesk.store import tables

_A_DAY: Final = timedelta(days=1)
ON_PAPER: Final = "paper"
BUREAU: Final = "bureau"
_LONG_AGO: Final = date(1, 1, 1)


class Kind(StrEnum):
    """The four returns: to HMRC's computer for a payday or a tax month, or on paper for a quarter."""

    FPS = "fps"
    EPS = "eps"
    RT2 = "rt2"
    RT5 = "rt5"

    @property
    def shown(self) -> str:
        """As HMRC writes it."""
        return self.value.upper()


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """One return: for an RT2 the worker too."""

    first: date
    last: date
    kind: Kind
    worker_id: int = 0

    @property
    def text(self) -> str:
        """The key as a link holds it."""
        return f"{self.kind}:{self.first.isoformat()}:{self.last.isoformat()}:{self.worker_id}"

    @classmethod
    def read(cls, text: str) -> Key:
        """A key from a link. Raises ValueError for anything else."""
        kind, first, last, worker = text.split(":")
        return cls(date.fromisoformat(first), date.fromisoformat(last), Kind(kind), int(worker))


def payday_key(payday: date) -> Key:
    """The FPS of a payday."""
    return Key(payday, payday, Kind.FPS)


@dataclass(frozen=True, slots=True)
class Return:
    """A return with its dates. `who` is the worker of an RT2; `why` says in codes why an RT5 or EPS is wanted."""

    key: Key
    due: date
    post_by: date | None
    sent_on: date | None
    reference: str = ""
    who: str = ""
    why: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """RT2 for Asha Rahman."""
        return f"{self.key.kind.shown} for {self.who}" if self.who else self.key.kind.shown

    @property
    def days(self) -> str:
        """What it tells about, in words."""
        return days_words(self.key)

    @property
    def act_by(self) -> date:
        """The day to have it in the post or away."""
        return self.post_by or self.due


def days_words(key: Key) -> str:
    """Quarter to 5 January 2027; payday of Friday 27 November; tax month 8."""
    if key.kind is Kind.FPS:
        return f"payday of {day_and_month(key.first)}"
    if key.kind is Kind.EPS:
        return f"tax month {tax_month(key.last)}, to {long_date(key.last)}"
    return f"quarter to {long_date(key.last)}"


def route_of(session: Session) -> str:
    """The chosen way to file: "" (not said), paper, basic_paye_tools, bureau or rti."""
    return session.get_one(tables.Employer, owner(session).employer_id).filing_route


def returns_due(books: Books) -> tuple[Return, ...]:
    """Every return of the chosen route, the newest first. With a bureau there are none to send oneself."""
    with books.reading() as session:
        return tuple(reversed(returns(session, books.today())))


def one_return(books: Books, key: Key) -> Return | None:
    """One return, or None where its payslips are gone."""
    return next((each for each in returns_due(books) if each.key == key), None)


def returns(session: Session, today: date, since: date = _LONG_AGO) -> list[Return]:
    """Every return of the chosen route whose days end on or after `since`, the oldest first."""
    route, slip = route_of(session), tables.Payslip
    wanted = select(func.min(slip.payday), func.max(slip.payday)).where(slip.employer_id == owner(session).employer_id)
    begun, newest = session.execute(wanted).one()
    if begun is None or route == BUREAU:
        return []
    first, last = max(begun, since), max(today, newest)
    if route == ON_PAPER:
        return list(_paper(session, first, last, today))
    return sorted([*_paydays(session, since), *_months(session, first, last, today)], key=lambda each: each.key)


def _paper(session: Session, first: date, last: date, today: date) -> Iterator[Return]:
    day = first
    while day <= last:
        begins, ends = tax_quarter_bounds(day)
        dates = known_deadlines(session, ends)
        for worker_id, name in _paid_in(session, begins, ends):
            yield _made(session, Key(begins, ends, Kind.RT2, worker_id), dates, name)
        why = _why(session, begins, ends, today)
        if why:
            yield _made(session, Key(begins, ends, Kind.RT5), dates, why=why)
        day = ends + _A_DAY


def _paydays(session: Session, since: date) -> Iterator[Return]:
    run = tables.PayRun
    found: dict[date, list[date | None]] = {}
    wanted = select(run).where(run.employer_id == owner(session).employer_id, run.payday >= since)
    for row in session.scalars(wanted.order_by(run.payday)):
        found.setdefault(row.payday, []).append(row.filed_on)
    for payday, filed in found.items():
        key = Key(payday, payday, Kind.FPS)
        known = [day for day in filed if day is not None]
        sent = max(known) if len(known) == len(filed) else None
        kept = filing_of(session, key)
        yield Return(key, payday, None, sent, kept.reference if kept and sent else "")


def _months(session: Session, first: date, last: date, today: date) -> Iterator[Return]:
    day = first
    while day <= last:
        begins, ends = tax_month_bounds(day)
        why = _why(session, begins, ends, today)
        if why:
            yield _made(session, Key(begins, ends, Kind.EPS), known_deadlines(session, ends), why=why)
        day = ends + _A_DAY


def _why(session: Session, begins: date, ends: date, today: date) -> tuple[str, ...]:
    """Why a return for the employer is wanted; what was got back before these days was told of before."""
    told = employer_figures(session, begins, ends)
    more = any(slip.recovered for slip in slips_between(session, begins, ends))
    return tuple(code for code in reasons(told, over=ends < today) if code != "recovered" or more)


def reasons(told: EmployerFigures, *, over: bool) -> tuple[str, ...]:
    """Why an RT5 or EPS is wanted, as codes. That nobody was paid is only known when the days are over."""
    closed = told.ceased is not None and told.first <= told.ceased
    found = (
        ("nobody_paid", told.nobody_paid and over and (told.ceased is None or closed)),
        ("allowance", told.allowance_claimed and told.first_of_year),
        ("recovered", any(told.recovered.values())),
        ("ceased", closed and over),
    )
    return tuple(code for code, holds in found if holds)


def _paid_in(session: Session, first: date, last: date) -> list[tuple[int, str]]:
    ids = {slip.worker_id for slip in slips_between(session, first, last)}
    worker = tables.Worker
    rows = session.execute(select(worker.id, worker.name).where(worker.id.in_(ids)).order_by(worker.name))
    return [(row.id, row.name) for row in rows]


def _made(session: Session, key: Key, dates: Deadlines, who: str = "", why: tuple[str, ...] = ()) -> Return:
    row = filing_of(session, key)
    post_by = dates.post_by if key.kind in {Kind.RT2, Kind.RT5} else None
    sent = row.sent_on if row is not None else None
    return Return(key, dates.return_due, post_by, sent, row.reference if row is not None else "", who, why)


def known_deadlines(session: Session, period_end: date) -> Deadlines:
    """The days after a period, with the bank holidays of the nation where they are known."""
    nation = session.get_one(tables.Person, owner(session).person_id).nation
    try:
        held = bank_holidays(nation).between(period_end, period_end + timedelta(days=20))
    except NoBankHolidaysFor:
        return deadlines(period_end, None)
    return deadlines(period_end, held)


def filing_of(session: Session, key: Key) -> tables.Filing | None:
    """What is kept about one return."""
    filing = tables.Filing
    wanted = select(filing).where(
        filing.employer_id == owner(session).employer_id, filing.kind == key.kind.value,
        filing.first_day == key.first, filing.last_day == key.last,
    )  # fmt: skip
    if key.worker_id:
        wanted = wanted.where(filing.worker_id == key.worker_id)
    return session.scalars(wanted.order_by(filing.id)).first()
