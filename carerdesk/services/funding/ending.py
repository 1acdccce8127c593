"""Money for each PA's future: holiday earned and not taken, and what would fall due if the package ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.ending import notice_pay, notice_weeks, redundancy_pay, redundancy_weeks
from carerdesk.domain.funding.set_aside import Reason
from carerdesk.domain.holiday.fixed import earned_by
from carerdesk.domain.holiday.week_pay import in_pence
from carerdesk.domain.hours.pay_lines import rate_text
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import ZERO, Money, split
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor
from carerdesk.domain.working import Line, Source
from carerdesk.services.funding.kept import KeptBack, Shares
from carerdesk.services.holiday.balance import HolidayView, holiday_view
from carerdesk.services.holiday.booking_pay import is_rolled_up
from carerdesk.services.holiday.week_pay import WEEKS_FOR_ENDING, weeks_pay
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contract_at, rates_at
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables

A_DAY = timedelta(days=1)
HOLIDAY_RULES = Source("GOV.UK, Holiday entitlement", "https://www.gov.uk/holiday-entitlement-rights")
NOTICE_RULES = Source("GOV.UK, Handing in your notice", "https://www.gov.uk/redundancy-your-rights/notice-periods")
REDUNDANCY_RULES = Source("GOV.UK, Redundancy pay", "https://www.gov.uk/redundancy-your-rights/redundancy-pay")


@dataclass(frozen=True, slots=True)
class _Worker:
    """A worker on a day: terms, normal rate, and how the funders share what is kept."""

    session: Session
    row: tables.Worker
    terms: ContractTerms
    rate: Decimal | None
    day: date
    funders: list[int]
    weights: list[int]

    @property
    def name(self) -> str:
        return self.row.name.split(" ", maxsplit=1)[0]

    def shared(self, amount: Money) -> Shares:
        if not amount:
            return {}
        weights = self.weights if any(self.weights) else [1] + [0] * (len(self.funders) - 1)
        return dict(zip(self.funders, split(amount, weights), strict=True))


def for_workers(session: Session, funders: list[int], day: date) -> list[KeptBack]:
    """Holiday earned and not taken, notice and redundancy pay, for everyone employed on a day."""
    worker = tables.Worker
    wanted = select(worker).where(worker.kind == "employee", (worker.left.is_(None)) | (worker.left >= day))
    found: list[KeptBack] = []
    for row in session.scalars(wanted.order_by(worker.id)):
        terms = contract_at(session, row.id, day)
        if terms is not None and funders:
            rate = rates_at(session, row.id, day).get("normal")
            weights = _weights(session, row.id, funders, day)
            of = _Worker(session, row, terms, rate, day, funders, weights)
            found += [_holiday(of), *_ending(of)]
    return found


def _weights(session: Session, worker_id: int, funders: list[int], day: date) -> list[int]:
    """Minutes of the last year per funder."""
    share, shift = tables.ShiftShare, tables.Shift
    wanted = (
        select(share.funder_id, func.sum(share.minutes))
        .join(shift, shift.id == share.shift_id)
        .where(shift.worker_id == worker_id, shift.day <= day, shift.day > date(day.year - 1, day.month, 1))
        .group_by(share.funder_id)
    )
    minutes = {funder: int(count) for funder, count in session.execute(wanted)}
    return [minutes.get(funder, 0) for funder in funders]


def _holiday(of: _Worker) -> KeptBack:
    what = f"{of.name}’s holiday"
    view = holiday_view(of.session, of.row.id, of.day)
    if view is None or view.questions:
        return KeptBack(Reason.HOLIDAY, f"{what}: a question about it is open", None)
    if is_rolled_up(of.session, of.row.id, of.terms, of.day):
        return KeptBack(Reason.HOLIDAY, what, {}, (Line("Paid with each wage", str(ZERO)),), (HOLIDAY_RULES,))
    earned = _earned_so_far(of, view)
    left = max(earned - view.balance.taken, 0)
    week = weeks_pay(of.session, of.row.id, of.day + A_DAY) if left else None
    if isinstance(week, Problem):
        return KeptBack(Reason.HOLIDAY, f"{what}: {problem_words(week)}", None)
    value = week.pounds(left) if week is not None else Fraction(0)
    on_top = _employer_cost(of)
    amount = in_pence(value * (1 + Fraction(on_top)))
    lines = [
        Line("Earned so far this leave year", hours_text(earned)),
        Line("Taken", hours_text(view.balance.taken)),
        Line(f"{hours_text(left)} at {week.how}" if week is not None else "Nothing left", str(in_pence(value))),
    ]
    if on_top:
        lines.append(Line("Employer’s cost on top, as on the last payslip", f"{on_top * 100:.1f} %"))
    lines.append(Line("Kept for it", str(amount), strong=True))
    return KeptBack(Reason.HOLIDAY, what, of.shared(amount), tuple(lines), (HOLIDAY_RULES,))


def _earned_so_far(of: _Worker, view: HolidayView) -> int:
    """Minutes earned by the day: of a fixed week’s year by its days, and all that was carried over."""
    if of.terms.hours_kind != "fixed" or view.brought_in:
        return view.balance.earned + view.carried_out
    own = int(earned_by(Decimal(view.entitlement), view.year, of.day, of.row.started))
    return own + view.balance.earned + view.carried_out - view.entitlement


def _employer_cost(of: _Worker) -> Decimal:
    """What the employer paid on top of the last pay (National Insurance less allowance, pension), as a part of it."""
    slip = tables.Payslip
    wanted = select(slip).where(slip.worker_id == of.row.id, slip.payday <= of.day, slip.gross > Money(0))
    last = of.session.scalars(wanted.order_by(slip.payday.desc(), slip.id.desc()).limit(1)).first()
    if last is None:
        return Decimal(0)
    return Decimal((last.employer_ni - last.allowance + last.employer_pension).pence) / last.gross.pence


def _ending(of: _Worker) -> list[KeptBack]:
    if of.row.started is None or of.row.started > of.day:
        return []
    week, how = _weeks_pay(of)
    if week is None:
        return [KeptBack(Reason.NOTICE, f"{of.name}’s notice: {how}", None)]
    return [_notice(of, week, how), _redundancy(of, week, how)]


def _weeks_pay(of: _Worker) -> tuple[Money | None, str]:
    """A week's pay and how it came about: normal pay where it never changes, else the average of twelve paid weeks."""
    if of.terms.hours_kind == "fixed" and (of.rate is None or of.terms.weekly_minutes is None):
        return None, "the hours or the rate of pay are not known"
    found = weeks_pay(of.session, of.row.id, of.day + A_DAY, WEEKS_FOR_ENDING)
    if isinstance(found, Problem) or found.weeks_unknown:
        return None, "less than twelve weeks of pay are in the books"
    if found.found is None and of.terms.weekly_minutes is not None and of.rate is not None:
        return found.weekly, f"{hours_text(of.terms.weekly_minutes)} at {rate_text(of.rate)}"
    return found.weekly, found.how


def _notice(of: _Worker, week: Money, how: str) -> KeptBack:
    assert of.row.started is not None
    weeks = notice_weeks(of.row.started, of.day)
    amount = notice_pay(weeks, week)
    lines = (
        Line(f"A week’s pay: {how}", str(week)),
        Line(f"Weeks of notice, employed since {long_date(of.row.started)}", str(weeks)),
        Line("Kept for it", str(amount), strong=True),
    )
    return KeptBack(Reason.NOTICE, f"{of.name}’s notice", of.shared(amount), lines, (NOTICE_RULES,))


def _redundancy(of: _Worker, week: Money, how: str) -> KeptBack:
    assert of.row.started is not None
    what = f"{of.name}’s redundancy pay"
    if of.row.born is None:
        return KeptBack(Reason.REDUNDANCY, f"{what}: the birth date is not known", None)
    weeks = redundancy_weeks(of.row.started, of.row.born, of.day)
    if not weeks:
        return KeptBack(Reason.REDUNDANCY, what, {})
    try:
        cap = Money.of(known_rates(of.session).figure("redundancy.week_limit", of.day))
    except NoRateFor:
        return KeptBack(Reason.REDUNDANCY, f"{what}: the limit of a week’s pay is not known for this day", None)
    amount = redundancy_pay(weeks, week, cap)
    lines = (
        Line(f"A week’s pay: {how}", str(week)),
        Line("The most that counts for a week", str(cap)),
        Line("Weeks, by whole years and age", f"{weeks.normalize():f}"),
        Line("Kept for it", str(amount), strong=True),
    )
    return KeptBack(Reason.REDUNDANCY, what, of.shared(amount), lines, (REDUNDANCY_RULES,))
