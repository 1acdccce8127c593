"""One funder's records over one period, as the twelve tests want them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.categories import categories
from carerdesk.domain.dates import day_and_month, long_date, monday_of
from carerdesk.domain.evidence.records import (
    Contribution,
    Cover,
    Held,
    Liability,
    PaidPerson,
    Payee,
    PayslipRecord,
    Records,
    Spend,
    WeekHours,
)
from carerdesk.domain.funding import awards as rules
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.evidence.gathered import CONSENT, Gathered, attachments, chunks
from carerdesk.services.evidence.passed_on import passed_on
from carerdesk.services.evidence.payees import payee_finder
from carerdesk.services.evidence.statements import account_of
from carerdesk.services.funding.claiming import is_rate_based
from carerdesk.services.money.owed import Key, Kind, owed
from carerdesk.services.money.proof import HMRC_PAYMENT, NOTE, PAID_OVER, PAYSLIP
from carerdesk.services.pay.situation import as_money
from carerdesk.store import tables

A_WEEK = timedelta(days=7)
INSURANCE = "employers_liability"
NO_CONTRIBUTION = frozenset({"nhs", "atw", "own"})
A_DAY = timedelta(days=1)


def records_of(gathered: Gathered) -> Records:
    """As the tests want them."""
    of = gathered.of
    return Records(
        first=of.first,
        last=of.last,
        as_at=of.as_at,
        accounts=tuple(account_of(gathered, row) for row in gathered.accounts),
        spends=tuple(_spends(gathered)),
        payslips=payslip_records(gathered),
        weeks=tuple(_weeks(gathered)),
        liabilities=(*_liabilities(gathered), *passed_on(gathered)),
        contribution=_contribution(gathered),
        cover=_cover(gathered),
        days_worked=tuple(dict.fromkeys(shift.day for shift, _ in gathered.shifts)),
        outcomes_known=_outcomes_known(gathered),
        held=_held(gathered),
        paid_people=tuple(_people(gathered)),
    )


def _spends(gathered: Gathered) -> Iterable[Spend]:
    outcomes = {
        row.id: row.title
        for row in gathered.session.scalars(
            select(tables.PlanOutcome).where(tables.PlanOutcome.funder_id == gathered.of.funder_id)
        )
    }
    payees = payee_finder(gathered)
    pairs = _paired(gathered.session)
    for split, line in (*gathered.splits, *gathered.unsorted):
        category = categories().get(split.category)
        allocations = gathered.allocations.get(line.id, [])
        yield Spend(
            id=line.id,
            day=line.day,
            amount=split.amount,
            description=line.description,
            category=split.category,
            payee=Payee.OWN_ACCOUNT
            if category is not None and category.code == "transfer"
            else payees(line.description),
            reason=split.reason or line.note,
            outcome=outcomes.get(split.outcome_id or 0, ""),
            points_to_plan=bool(category and category.points_to_plan),
            expects=frozenset(category.proof) if category else frozenset(),
            proofs=_proofs(gathered, split, line, allocations),
            within_books=line.id in pairs,
            pays_payslip=_pays_payslip(split, line, allocations, gathered.parts[line.id]),
        )


def _proofs(
    gathered: Gathered, split: tables.Split, line: tables.BankLine, allocations: Sequence[tables.Allocation]
) -> frozenset[str]:
    kinds = {row.kind for row in gathered.attached.get(line.id, [])}
    if any(row.payslip_id is not None for row in allocations):
        kinds.add(PAYSLIP)
    if any(row.hmrc_period_id is not None for row in allocations):
        kinds.add(HMRC_PAYMENT)
    if any(row.pay_over_id is not None for row in allocations):
        kinds |= {kind for category, kind in PAID_OVER.items() if category == split.category}
    if split.reason.strip() or line.note.strip():
        kinds.add(NOTE)
    for row in allocations:
        if row.bill_id is not None:
            kinds |= {one.kind for one in attachments(gathered.session, "bill", [row.bill_id]).get(row.bill_id, [])}
    return frozenset(kinds)


def _pays_payslip(
    split: tables.Split, line: tables.BankLine, allocations: Sequence[tables.Allocation], others: Sequence[tables.Split]
) -> Money:
    """How much of this part pays payslips: all of it where they take the whole line, else its share as wages.

    `others` are all parts of the line, this one too.
    """
    paid = -total(row.amount for row in allocations if row.payslip_id is not None)
    if paid == -line.amount:
        return -split.amount
    if not paid or split.category != "wages":
        return ZERO
    wages = -total(one.amount for one in others if one.category == "wages")
    return -split.amount if paid >= wages else Money(-split.amount.pence * paid.pence // wages.pence)


def _paired(session: Session) -> frozenset[int]:
    pair = tables.TransferPair
    return frozenset(one for both in session.execute(select(pair.out_line_id, pair.in_line_id)) for one in both)


def payslip_records(gathered: Gathered) -> tuple[PayslipRecord, ...]:
    """Each payslip with what was paid for it, and its hours against the signed timesheets."""
    ids = [slip.id for slip in gathered.payslips]
    paid, minutes = _paid(gathered.session, ids), _minutes_paid(gathered.session, ids)
    sheets = _signed_sheets(gathered)
    wages = owed(gathered.session, [Key(Kind.PAYSLIP, payslip_id) for payslip_id in ids])
    return tuple(
        PayslipRecord(
            slip.id,
            f"{_first_name(gathered.session, slip.worker_id)}’s payslip of {day_and_month(slip.payday)}",
            slip.payday,
            wages[Key(Kind.PAYSLIP, slip.id)].amount,
            paid.get(slip.id, ZERO),
            minutes.get(slip.id, 0),
            _signed_minutes(sheets, slip),
        )
        for slip in gathered.payslips
    )


def _first_name(session: Session, worker_id: int) -> str:
    return session.get_one(tables.Worker, worker_id).name.split(" ", maxsplit=1)[0]


def _paid(session: Session, ids: Sequence[int]) -> dict[int, Money]:
    allocation = tables.Allocation
    found: dict[int, Money] = {}
    for some in chunks(ids):
        wanted = select(allocation.payslip_id, func.sum(allocation.amount)).where(allocation.payslip_id.in_(some))
        for payslip_id, amount in session.execute(wanted.group_by(allocation.payslip_id)):
            if payslip_id is not None:
                found[payslip_id] = -as_money(amount)
    return found


def _minutes_paid(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """Minutes each payslip pays for, but for holiday and for what it puts right of an earlier one."""
    line = tables.PayslipLine
    found: dict[int, int] = {}
    for some in chunks(ids):
        wanted = select(line.payslip_id, func.sum(line.minutes)).where(
            line.payslip_id.in_(some), line.kind != "holiday", line.corrects_id.is_(None)
        )
        found |= {slip: int(count or 0) for slip, count in session.execute(wanted.group_by(line.payslip_id))}
    return found


def _signed_sheets(gathered: Gathered) -> dict[int, list[tables.Timesheet]]:
    """Signed timesheets by worker, the newest of each stretch of days only: a later one takes its place."""
    sheet = tables.Timesheet
    workers = {slip.worker_id for slip in gathered.payslips}
    rows = gathered.session.scalars(
        select(sheet).where(sheet.worker_id.in_(workers), sheet.signed_on.is_not(None)).order_by(sheet.id)
    )
    newest = {(row.worker_id, row.first_day, row.last_day): row for row in rows}
    found: dict[int, list[tables.Timesheet]] = defaultdict(list)
    for row in newest.values():
        found[row.worker_id].append(row)
    return found


def _signed_minutes(sheets: Mapping[int, Sequence[tables.Timesheet]], slip: tables.Payslip) -> int | None:
    """Minutes on the signed timesheets of a payslip's period; None where none is signed."""
    mine = [
        row.minutes
        for row in sheets.get(slip.worker_id, ())
        if row.first_day >= slip.first_day and row.last_day <= slip.last_day
    ]
    return sum(mine) if mine else None


def _weeks(gathered: Gathered) -> Iterable[WeekHours]:
    worked: dict[date, int] = defaultdict(int)
    for shift, minutes in gathered.shifts:
        worked[monday_of(shift.day)] += minutes
    monday = monday_of(gathered.of.first)
    while monday <= gathered.of.until:
        if worked[monday] or gathered.awards:
            yield WeekHours(monday, worked[monday], _planned(gathered, monday))
        monday += A_WEEK


def _planned(gathered: Gathered, monday: date) -> int | None:
    """The plan's minutes of a week, only for its days inside the period."""
    days = [monday + timedelta(days=at) for at in range(7)]
    inside = [day for day in days if gathered.of.first <= day <= gathered.of.until]
    weekly = [rules.minutes_on(gathered.awards, day) for day in inside]
    if any(minutes is None for minutes in weekly):
        return None
    return -(-sum(minutes or 0 for minutes in weekly) // len(days))


def _liabilities(gathered: Gathered) -> tuple[Liability, ...]:
    """The tax months or quarters due in the period that the funder's payslips fall in."""
    of, known = gathered.of, gathered.known
    mine = [one for one in known.hmrc if one.employer_id == gathered.funder.employer_id and one.amount > ZERO]
    due = [one for one in mine if of.first <= one.due <= of.last]
    return tuple(
        Liability(one.id, f"HMRC to {long_date(one.last)}", one.due, one.amount, tuple(known.hmrc_payments[one.id]))
        for one in due
        if _pays_in(gathered, one.first, one.last)
    )


def _pays_in(gathered: Gathered, first: date, last: date) -> bool:
    slip, share = tables.Payslip, tables.PayslipShare
    wanted = (
        select(slip.id)
        .join(share, share.payslip_id == slip.id)
        .where(slip.payday.between(first, last), share.funder_id == gathered.of.funder_id)
    )
    return gathered.session.scalar(wanted.limit(1)) is not None


def _contribution(gathered: Gathered) -> Contribution | None:
    """Due and paid in. None where an award of the period does not say whether a contribution is expected.

    Support from the NHS and from Access to Work asks for none, so there nothing is due unless the award says so. Until
    a period has ended, what falls due today may be paid in by tomorrow.
    """
    of = gathered.of
    running = [one for one in gathered.awards if one.first_day <= of.last and (one.last_day or of.last) >= of.first]
    if gathered.funder.kind not in NO_CONTRIBUTION and (
        not running or any(one.contribution is None for one in running)
    ):
        return None
    paid = total(split.amount for split, _ in gathered.splits if split.category == "contribution")
    due = _due_between(running, of.first, of.until)
    if of.as_at <= of.last and paid != due:
        due = _due_between(running, of.first, of.until - A_DAY)
    return Contribution(due, paid)


def _due_between(awards: Iterable[rules.Award], first: date, last: date) -> Money:
    due = (one for award in awards for one in rules.contributions_due(award, last))
    return total(one.amount for one in due if one.day >= first)


def _cover(gathered: Gathered) -> tuple[Cover, ...] | None:
    certificate = tables.Certificate
    wanted = select(certificate).where(
        certificate.kind == INSURANCE,
        certificate.worker_id.is_(None),
        certificate.employer_id == gathered.funder.employer_id,
    )
    rows = gathered.session.scalars(wanted)
    found = tuple(Cover(row.first_day or date.min, row.last_day or date.max) for row in rows)
    return found or None


def _outcomes_known(gathered: Gathered) -> bool:
    wanted = select(tables.PlanOutcome.id).where(tables.PlanOutcome.funder_id == gathered.of.funder_id).limit(1)
    return gathered.session.scalar(wanted) is not None


def _held(gathered: Gathered) -> Held:
    """Weeks held. A funder that pays by the hour pays afterwards: nothing of its money is held, and nothing need be."""
    money = gathered.money
    if is_rate_based(gathered.funder) and money.weeks.weekly is None:
        return Held(Decimal(0), Decimal(0), least=Decimal(0))
    return Held(money.weeks.free_weeks, money.weeks.balance_weeks, money.least, money.most)


def _people(gathered: Gathered) -> Iterable[PaidPerson]:
    for worker_id in dict.fromkeys(slip.worker_id for slip in gathered.payslips):
        row = gathered.session.get_one(tables.Worker, worker_id)
        yield PaidPerson(row.id, row.name, _lives_in(row), _has_consent(gathered, row))


def _lives_in(row: tables.Worker) -> bool:
    """A relative in the home of the employer or of the person supported."""
    with_employer = row.relation != "none" and row.same_household
    return with_employer or (row.relation_to_person != "none" and row.lives_with_person)


def _has_consent(gathered: Gathered, worker: tables.Worker) -> bool:
    worker_id, permission = worker.id, tables.Permission
    if worker.council_agreed_on is not None and gathered.funder.kind == "council":
        return True
    agreed = select(permission.id).where(
        permission.worker_id == worker_id, permission.topic == CONSENT, permission.funder_id == gathered.of.funder_id
    )
    if gathered.session.scalar(agreed.limit(1)) is not None:
        return True
    papers = attachments(gathered.session, "worker", [worker_id])
    return any(row.kind == "consent" for row in papers.get(worker_id, []))
