"""Is a funder's rate enough? What the last twelve weeks' hours cost in a year, beside what it pays for them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, monday_of, span
from carerdesk.domain.funding.awards import minutes_on, weekly_amount, weekly_on
from carerdesk.domain.funding.rate_build_up import WEEKS, Basis, Employed, Enough, OnCosts, Part, yearly_cost
from carerdesk.domain.holiday.fixed import WEEKS as HOLIDAY_WEEKS
from carerdesk.domain.hours.pay_lines import CallOutPay, PayLine, PayRate, pay_lines
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.pension.history import spell_on
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.working import Source, Working
from carerdesk.services.books import Books, done, owner
from carerdesk.services.funding.held import awards_of
from carerdesk.services.hours.choices import funders
from carerdesk.services.hours.rows import load, rows_between
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pension.membership import events_of, scheme_on
from carerdesk.services.people.read import contract_at, rates, workers
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

WEEKS_BACK = 12
_A_DAY, _HUNDRED, _HOUR = timedelta(days=1), Decimal(100), 60
_LAW = ("ni.threshold.ST", "ni.rate.A", "pension.lower", "pension.minimum")


@dataclass(frozen=True, slots=True)
class NewPart:
    """A cost beside pay, from a day on."""

    title: str
    basis: str
    amount: Decimal
    inside: bool
    first_day: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A cost of the rate that stands today."""

    id: int
    part: Part


@dataclass(frozen=True, slots=True)
class RateView:
    """A funder's rate beside what an hour costs; `why_not` where it cannot be known, and then no `enough`."""

    parts: tuple[KeptPart, ...]
    first: date
    last: date
    enough: Enough | None = None
    sources: tuple[Source, ...] = ()
    why_not: str = ""

    @property
    def working(self) -> Working:
        """The sum, with what it was reckoned from."""
        assert self.enough is not None
        note = guidance("budget", "rate_from", days=span(self.first, self.last))
        return replace(self.enough.working(), sources=self.sources, notes=(note, guidance("budget", "rate_not_in_it")))


def rate_view(session: Session, funder_id: int, today: date) -> RateView:
    """A funder's rate as it stands today."""
    last = monday_of(today) - _A_DAY
    first = last - timedelta(weeks=WEEKS_BACK) + _A_DAY
    view = RateView(_parts(session, funder_id, today), first, last)
    paid = _paid_a_week(session, funder_id, today)
    if paid is None:
        return replace(view, why_not=guidance("budget", "rate_no_award"))
    employed = _employed(session, funder_id, first, last)
    if employed is None:
        return replace(view, why_not=guidance("budget", "rate_no_pay_rate"))
    if not any(one.hours for one in employed):
        return replace(view, why_not=guidance("budget", "rate_no_hours"))
    try:
        costs, sources = _on_costs(session, today)
    except NoRateFor:
        return replace(view, why_not=guidance("budget", "rate_no_law", day=long_date(today)))
    cost = yearly_cost(employed, costs, [kept.part for kept in view.parts])
    minutes = minutes_on(awards_of(session, funder_id), today)
    hours = Decimal(minutes) / _HOUR if minutes else cost.hours / WEEKS
    return replace(view, enough=Enough(cost, paid, hours), sources=sources)


def _parts(session: Session, funder_id: int, today: date) -> tuple[KeptPart, ...]:
    row = tables.RatePart
    wanted = select(row).where(row.funder_id == funder_id, row.first_day <= today).order_by(row.id)
    standing = (one for one in session.scalars(wanted) if one.last_day is None or one.last_day >= today)
    return tuple(KeptPart(one.id, Part(one.title, Basis(one.basis), one.amount, one.inside)) for one in standing)


def _paid_a_week(session: Session, funder_id: int, today: date) -> Money | None:
    """What comes in a week: the awards that run and the contribution that goes with them."""
    awards = awards_of(session, funder_id)
    weekly = weekly_on(awards, today)
    if weekly is None:
        return None
    due = (
        weekly_amount(one.contribution, one.contribution_every)
        for one in awards
        if one.contribution and one.stands_on(today)
    )
    return weekly + total(each for each in due if each is not None)


def _employed(session: Session, funder_id: int, first: date, last: date) -> list[Employed] | None:
    """Each PA's average week; None where a rate of pay is missing."""
    order = [row.id for row in funders(session)]
    found = []
    for one in workers(session):
        lines = _lines(session, one.id, one.name, order, first, last)
        if lines is None:
            return None
        here, elsewhere, minutes = _sums(lines, funder_id)
        if here:
            in_pension = spell_on(events_of(session, one.id), last) is not None
            hours = Decimal(minutes) / _HOUR / WEEKS_BACK
            found.append(Employed(hours, here.pounds / WEEKS_BACK, elsewhere.pounds / WEEKS_BACK, in_pension))
    return found


def _lines(
    session: Session, worker_id: int, name: str, order: Sequence[int], first: date, last: date
) -> tuple[PayLine, ...] | None:
    rows = [row for row in rows_between(session, first, last, worker_id) if row.state != PLANNED]
    if not rows:
        return ()
    terms = contract_at(session, worker_id, last)
    call_outs = CallOutPay(terms.call_outs_paid) if terms else CallOutPay.ON_TOP
    prices = [PayRate(kept.what.kind, kept.what.first_day, kept.what.amount) for kept in rates(session, worker_id)]
    made = pay_lines(load(session, rows), prices, order, worker=name, call_outs=call_outs)
    return None if made.problems else made.lines


def _sums(lines: Sequence[PayLine], funder_id: int) -> tuple[Money, Money, int]:
    """Pay from this funder, pay from others, and minutes paid by the hour for this one."""
    here, elsewhere, minutes = ZERO, ZERO, 0
    for line in (line for line in lines if line.is_pay):
        for share in line.shares:
            if share.funder_id == funder_id:
                here += share.amount
                minutes += share.minutes if line.minutes is not None else 0
            else:
                elsewhere += share.amount
    return here, elsewhere, minutes


def _on_costs(session: Session, today: date) -> tuple[OnCosts, tuple[Source, ...]]:
    """What the law adds. Raises NoRateFor for a day whose rates are not known."""
    known = known_rates(session)
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    scheme = scheme_on(session, employer.id, today)
    minimum = known.table("pension.minimum", today)["employer"]
    costs = OnCosts(
        ni_threshold=known.table("ni.threshold.ST", today)["annual"],
        ni_rate=known.table("ni.rate.A", today)["employer_main"] / _HUNDRED,
        pension_lower=known.table("pension.lower", today)["annual"],
        pension_upper=known.table("pension.upper", today)["annual"],
        pension_rate=(scheme.employer_percent if scheme is not None else minimum) / _HUNDRED,
        holiday_weeks=HOLIDAY_WEEKS,
        allowance_covers_ni=employer.claims_employment_allowance,
    )
    return costs, tuple(dict.fromkeys(known.at(kind, today).source for kind in _LAW))


def read_rate(books: Books, funder_id: int) -> RateView:
    """A funder's rate beside what an hour costs."""
    with books.reading() as session:
        return rate_view(session, funder_id, books.today())


def add_part(books: Books, funder_id: int, new: NewPart) -> Outcome:
    """Add a cost beside pay: insurance, a payroll fee, training."""
    if problems := _check(new):
        return Rejected(problems)
    with books.operation(f"Cost of the rate: {new.title.strip()}", kind="funder") as op:
        row = tables.RatePart(
            **owner(op.session).keys(), funder_id=funder_id, title=new.title.strip(), basis=new.basis,
            amount=new.amount, inside=new.inside, first_day=new.first_day, note=new.note.strip(),
        )  # fmt: skip
        op.session.add(row)
        op.session.flush()
    return done(op, id=row.id)


def remove_part(books: Books, part_id: int) -> Outcome:
    """Take a cost out of the sum."""
    with books.operation("", kind="funder") as op:
        row = op.session.get_one(tables.RatePart, part_id)
        op.said = f"{row.title} taken out of the rate"
        op.session.delete(row)
    return done(op)


def _check(new: NewPart) -> tuple[Problem, ...]:
    problems = []
    if not new.title.strip():
        problems.append(Problem("title", "rate_part_title_missing"))
    if new.basis not in list(Basis):
        problems.append(Problem("basis", "rate_part_basis_missing"))
    if new.amount <= 0:
        problems.append(Problem("amount", "rate_part_amount_missing"))
    return tuple(problems)


def rate_letter(books: Books, funder_id: int) -> bytes:
    """The letter that shows a funder the sum, as PDF."""
    from carerdesk.reports.letter import LetterView, write_letter

    with books.reading() as session:
        view = rate_view(session, funder_id, books.today())
        assert view.enough is not None
        funder = session.get_one(tables.Funder, funder_id)
        employer = session.get_one(tables.Employer, owner(session).employer_id)
        person = session.get_one(tables.Person, owner(session).person_id)
    short = view.enough.over_a_week < ZERO
    values = {
        "cost": str(view.enough.cost.an_hour), "paid": str(view.enough.paid_an_hour),
        "week": str(abs(view.enough.over_a_week)), "year": str(Money(abs(view.enough.over_a_week.pence) * WEEKS)),
        "days": span(view.first, view.last), "person": person.name,
    }  # fmt: skip
    letter = LetterView(
        subject="Hourly rate",
        employer=employer.name,
        employer_address=employer.address,
        acting_for="" if employer.name == person.name else person.name,
        name=funder.name,
        address=funder.address,
        reference=funder.reference,
        day=books.today(),
        title="What an hour of support costs",
        paragraphs=tuple(guidance("budget", key, **values) for key in _letter_keys(short=short)),
        figures=view.enough.working().lines,
        note="; ".join(source.title for source in view.sources),
    )
    out = BytesIO()
    write_letter(letter, out)
    return out.getvalue()


def _letter_keys(*, short: bool) -> tuple[str, ...]:
    asked = ("rate_letter_short", "rate_letter_ask") if short else ("rate_letter_enough",)
    return ("rate_letter_why", *asked, "rate_letter_sum")
