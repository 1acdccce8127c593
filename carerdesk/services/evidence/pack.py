"""An evidence pack for one funder and period, as the paper wants it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal

from sqlalchemy import select

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import control_words
from carerdesk.domain.dates import monday_of
from carerdesk.domain.evidence.control_tests import control_tests
from carerdesk.domain.evidence.results import ControlResult, Finding, State
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.reports.pack_view import (
    NamedSum,
    PackHours,
    PackLine,
    PackView,
    PayrollRow,
    Reconciliation,
    SharedCost,
    WeekHours,
    WeeksHeld,
)
from carerdesk.services.evidence.accounts import account_title, category_title
from carerdesk.services.evidence.bank_says import bank_says
from carerdesk.services.evidence.claim import claim_words
from carerdesk.services.evidence.claimed_twice import claimed_twice
from carerdesk.services.evidence.exhibits import Numbered
from carerdesk.services.evidence.gathered import Gathered
from carerdesk.services.evidence.passed_on import PAY_OVER
from carerdesk.services.evidence.periods import due_day
from carerdesk.services.evidence.reasons import NOT_SORTED, REASONS, money_of
from carerdesk.services.evidence.records import records_of
from carerdesk.services.evidence.returns import explanations, length_of, opening_of
from carerdesk.services.funding.claiming import is_rate_based
from carerdesk.services.funding.held import balance_of
from carerdesk.services.hours.week import tone_of
from carerdesk.store import tables

METHODS = {"imported": "Bank", "typed": "Typed", "pasted": "Pasted"}
WAGES, HMRC, PENSION = frozenset({"wages", "order"}), frozenset({"hmrc"}), frozenset({"pension"})
RECEIVED, CONTRIBUTION = frozenset({"direct_payment", "claim_paid"}), frozenset({"contribution"})
SHARED_COSTS = frozenset({"wages", "hmrc", "pension", "order"})
A_WEEK = timedelta(days=7)
TEST_GROUPS = ("A", "AB", "B", "B", "E", "A", "D", "A", "C", "", "F", "BCE")


def pack_view(gathered: Gathered, numbered: Numbered, made: date) -> PackView:
    """The pack, every figure from the books."""
    of, funder, session = gathered.of, gathered.funder, gathered.session
    employer = session.get_one(tables.Employer, funder.employer_id)
    person = session.get_one(tables.Person, funder.person_id)
    explained = explanations(session, of)
    tests = tuple(_explained(test, explained) for test in control_tests(records_of(gathered), control_words()))
    groups = numbered.groups()
    twice = claimed_twice(gathered)
    alone = not twice and len(gathered.known.names) > 1
    return PackView(
        title="Direct payment return" if funder.kind in ("council", "nhs", "ilf") else "Return",
        funder=funder.name,
        first=of.first,
        last=of.last,
        length=length_of(of.first, of.last),
        reference=funder.reference,
        person=person.name,
        holder=employer.name,
        account=", ".join(account_title(row) for row in gathered.accounts),
        send_by=due_day(session, of),
        made=made,
        money_name=money_of(funder.short_name),
        contribution_name=f"{person.name.split()[0]}’s contribution",
        sum=_sum(gathered),
        weeks=_weeks_held(gathered),
        tests=tests,
        test_exhibits=tuple(_where(groups, letters) for letters in TEST_GROUPS),
        exhibits=numbered.listed(),
        lines=_lines(gathered, numbered),
        declaration=_declaration(funder.retention_years, alone=alone),
        signed_by=employer.name,
        shared=_shared_costs(gathered, numbered),
        payroll=_payroll(gathered, numbered),
        hours=_hours(gathered),
        summary_note=_summary_note(gathered, alone=alone),
        notes=(*_notes(gathered), *twice),
        hue=tone_of(funder.kind),
    )


def _explained(test: ControlResult, explained: Mapping[int, str]) -> ControlResult:
    if test.n not in explained or test.state is State.PASS:
        return test
    reason = Finding(f"Reason given: {explained[test.n]}")
    return ControlResult(test.n, test.title, test.state, test.result, (*test.findings, reason), test.missing)


def _where(groups: Mapping[str, object], letters: str) -> str:
    found = [letter for letter in letters if letter in groups]
    return ", ".join(found) or "–"


def _sum(gathered: Gathered) -> Reconciliation:
    amounts = [(split.category, split.amount) for split in gathered.in_and_out]
    incoming = [(category, amount) for category, amount in amounts if amount > ZERO]
    outgoing = [(category, -amount) for category, amount in amounts if amount < ZERO]

    def came(wanted: frozenset[str]) -> Money:
        return total(amount for category, amount in incoming if category in wanted)

    def went(wanted: frozenset[str]) -> Money:
        return total(amount for category, amount in outgoing if category in wanted)

    known_in, known_out = RECEIVED | CONTRIBUTION, WAGES | HMRC | PENSION
    received = [amount for category, amount in incoming if category in RECEIVED]
    said = [bank_says(gathered.session, row, gathered.of.last) for row in gathered.accounts]
    return Reconciliation(
        opening=opening_of(gathered.session, gathered.of),
        received=came(RECEIVED),
        contribution=came(CONTRIBUTION),
        other_in=total(amount for category, amount in incoming if category not in known_in),
        wages=went(WAGES),
        hmrc=went(HMRC),
        pension=went(PENSION),
        other_out=total(amount for category, amount in outgoing if category not in known_out),
        statement=total(one.balance for one in said),
        uncleared=total(one.since for one in said),
        others=_others(gathered),
        set_aside=tuple(
            NamedSum(REASONS[item.reason], item.amount)
            for item in gathered.money.aside.items
            if item.amount is not None
        ),
        received_note=_times(received),
    )


def _times(amounts: list[Money]) -> str:
    if len(set(amounts)) == 1 and len(amounts) > 1:
        return f"{len(amounts)} × {amounts[0]}"
    return f"{len(amounts)} payments" if len(amounts) > 1 else ""


def _others(gathered: Gathered) -> tuple[NamedSum, ...]:
    """What the same accounts hold for other funders, and for nobody yet."""
    found: dict[str, Money] = defaultdict(lambda: ZERO)
    funders = gathered.session.scalars(select(tables.Funder).order_by(tables.Funder.position, tables.Funder.id)).all()
    for row in gathered.accounts:
        for funder in funders:
            if funder.id != gathered.of.funder_id:
                held = balance_of(gathered.session, funder.id, gathered.of.last, account_id=row.id)
                found[money_of(funder.short_name)] += held
        found[NOT_SORTED] += balance_of(gathered.session, None, gathered.of.last, account_id=row.id)
    return tuple(NamedSum(name, amount) for name, amount in found.items() if amount)


def _weeks_held(gathered: Gathered) -> WeeksHeld:
    money = gathered.money
    state = State.NOT_CHECKED if money.weeks.free_weeks is None else State.PASS if money.within else State.ATTENTION
    held = money.weeks
    return WeeksHeld(
        held.weekly, held.free_weeks, held.balance_weeks, money.least, money.most, money.verdict, state
    )  # fmt: skip


def _lines(gathered: Gathered, numbered: Numbered) -> tuple[PackLine, ...]:
    balance = opening_of(gathered.session, gathered.of)
    names = gathered.known.names
    found = []
    for n, (split, line) in enumerate(gathered.splits, 1):
        balance += split.amount
        whole = line.amount != split.amount
        found.append(
            PackLine(
                n=n,
                day=line.day,
                who=line.description,
                what=split.reason or line.note,
                category=category_title(split.category),
                method=METHODS.get(line.entered, ""),
                money_in=max(split.amount, ZERO),
                money_out=max(-split.amount, ZERO),
                balance=balance,
                exhibits=_exhibits(gathered, numbered, line),
                whole=abs(line.amount) if whole else None,
                others=_other_shares(gathered, split, line, names) if whole else "",
            )
        )
    return tuple(found)


def _exhibits(gathered: Gathered, numbered: Numbered, line: tables.BankLine) -> tuple[str, ...]:
    found = [*numbered.by_record.get(("bank_line", line.id), [])]
    if line.import_batch_id is not None:
        found = [*numbered.by_record.get(("import_batch", line.import_batch_id), []), *found]
    for row in gathered.allocations.get(line.id, []):
        if row.payslip_id is not None:
            found += numbered.by_record.get(("payslip", row.payslip_id), [])
        if row.hmrc_period_id is not None:
            found += numbered.by_record.get(("hmrc_period", row.hmrc_period_id), [])
        if row.pay_over_id is not None:
            found += numbered.by_record.get((PAY_OVER, row.pay_over_id), [])
    return tuple(dict.fromkeys(found))


def _other_shares(gathered: Gathered, split: tables.Split, line: tables.BankLine, names: Mapping[int, str]) -> str:
    rows = [row for row in gathered.parts[line.id] if row.id != split.id]
    return ", ".join(f"{names.get(row.funder_id or 0, NOT_SORTED)} {abs(row.amount)}" for row in rows)


def _shared_costs(gathered: Gathered, numbered: Numbered) -> tuple[SharedCost, ...]:
    """Each payslip of the period that others paid a part of, with every part of its cost."""
    from carerdesk.services.pay.read import costs_by_funder

    names = gathered.known.names
    found = []
    for slip in gathered.payslips:
        parts = costs_by_funder(gathered.session, slip.id)
        others = [(funder, part) for funder, part in parts.items() if funder != gathered.of.funder_id and part]
        if others:
            worker = gathered.session.get_one(tables.Worker, slip.worker_id).name
            found.append(
                SharedCost(
                    slip.payday,
                    f"{worker}, pay and employer’s costs",
                    parts.get(gathered.of.funder_id, ZERO),
                    total(parts.values()),
                    tuple(NamedSum(names[funder], part) for funder, part in others),
                    tuple(numbered.by_record.get(("payslip", slip.id), [])),
                )
            )
    return tuple(found)


def _payroll(gathered: Gathered, numbered: Numbered) -> tuple[PayrollRow, ...]:
    return tuple(
        PayrollRow(
            name=gathered.session.get_one(tables.Worker, slip.worker_id).name,
            payday=slip.payday,
            gross=slip.gross,
            tax=slip.tax,
            ni=slip.employee_ni,
            pension=slip.pension,
            other_deductions=slip.student_loan + slip.postgraduate_loan + slip.deductions - slip.expenses,
            net=slip.net,
            employer_ni=slip.employer_ni - slip.allowance,
            employer_pension=slip.employer_pension,
            exhibits=tuple(numbered.by_record.get(("payslip", slip.id), [])),
        )
        for slip in gathered.payslips
    )


def _hours(gathered: Gathered) -> PackHours | None:
    if not gathered.shifts:
        return None
    workers = dict.fromkeys(shift.worker_id for shift, _ in gathered.shifts)
    minutes: dict[date, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for shift, mine in gathered.shifts:
        minutes[monday_of(shift.day)][shift.worker_id] += mine
    planned = {week.monday: week.planned for week in records_of(gathered).weeks}
    weeks = tuple(
        WeekHours(
            max(monday, gathered.of.first),
            min(monday + A_WEEK - timedelta(days=1), gathered.of.last),
            tuple(Decimal(minutes[monday][worker]) / 60 for worker in workers),
            _in_hours(planned.get(monday)),
        )
        for monday in sorted(minutes)
    )
    names = tuple(gathered.session.get_one(tables.Worker, worker).name for worker in workers)
    return PackHours(names, weeks)


def _in_hours(minutes: int | None) -> Decimal | None:
    return None if minutes is None else Decimal(minutes) / 60


def _summary_note(gathered: Gathered, *, alone: bool) -> str:
    """What stands below the tests: a claim by the hour, and that no cost was asked of two funders where that is so."""
    words = [claim_words(gathered)] if is_rate_based(gathered.funder) else []
    if alone:
        words.append(guidance("evidence", "declaration_shared"))
    return " ".join(words)


def _declaration(years: int, *, alone: bool) -> tuple[str, ...]:
    keys = ["complete", "used", "pay", "records", "unspent", *(["shared"] if alone else [])]
    return (" ".join(guidance("evidence", f"declaration_{key}", years=str(years)) for key in keys),)


def _notes(gathered: Gathered) -> tuple[str, ...]:
    notes = [guidance("evidence", "note_bank_dates")]
    if gathered.moved:
        listed = (split.amount for split, line in gathered.splits if line.id in gathered.moved)
        moved = total(amount for amount in listed if amount > ZERO)
        notes.append(guidance("evidence", "note_moved_listed", amount=str(moved)))
    unsorted = total(split.amount for split, _ in gathered.unsorted)
    if gathered.unsorted:
        notes.append(guidance("evidence", "note_not_sorted", amount=str(abs(unsorted))))
    gaps = [item.note for item in gathered.money.aside.not_worked_out if item.note]
    if gaps:
        notes.append(guidance("evidence", "note_not_worked_out", what="; ".join(dict.fromkeys(gaps))))
    return tuple(notes)
