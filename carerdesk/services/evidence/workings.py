"""How each test came to its result: what was compared, line by line."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from carerdesk.catalogue.words import control_words
from carerdesk.domain.dates import long_date, short_date, span
from carerdesk.domain.evidence.control_tests import TWELVE
from carerdesk.domain.evidence.records import Payee, Records
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import total
from carerdesk.domain.working import Line, Working
from carerdesk.services.evidence.gathered import Gathered
from carerdesk.services.evidence.records import records_of

MOST_LINES = 40


def how_it_came(gathered: Gathered, n: int) -> Working:
    """What a test looked at. A long list ends with how many lines are not shown."""
    records = records_of(gathered)
    result = TWELVE[n - 1](records, control_words())
    lines = list(_LOOKED_AT[n](records))
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], Line(f"and {len(lines) - MOST_LINES} more")]
    return Working(result.title, (*lines, Line("Result", result.result, strong=True)))


def _statements(records: Records) -> Iterable[Line]:
    for account in records.accounts:
        yield Line(f"{account.name} on {long_date(account.opening_day)}", str(account.opening))
        for statement in account.statements:
            moved = total(line.amount for line in account.lines if line.day <= statement.last_day)
            yield Line(f"Books on {long_date(statement.last_day)}", str(account.opening + moved))
            yield Line(f"Statement on {long_date(statement.last_day)}", str(statement.balance))


def _wages(records: Records) -> Iterable[Line]:
    return (Line(f"{slip.title}: {slip.net}", f"paid {slip.paid}") for slip in records.payslips)


def _timesheets(records: Records) -> Iterable[Line]:
    for slip in records.payslips:
        if slip.paid_minutes or slip.timesheet_minutes:
            signed = "no timesheet" if slip.timesheet_minutes is None else hours_text(slip.timesheet_minutes)
            yield Line(f"{slip.title}: {hours_text(slip.paid_minutes)}", signed)


def _hours(records: Records) -> Iterable[Line]:
    for week in records.weeks:
        planned = "not known" if week.planned is None else hours_text(week.planned)
        yield Line(f"Week from {short_date(week.monday)}: {hours_text(week.minutes)}", f"plan {planned}")


def _liabilities(records: Records) -> Iterable[Line]:
    for one in records.liabilities or ():
        yield Line(f"{one.title}, due {short_date(one.due)}", str(one.owed))
        for day, amount in one.payments:
            yield Line(f"Paid on {short_date(day)}", str(amount))


def _contribution(records: Records) -> Iterable[Line]:
    if records.contribution is not None:
        yield Line("Due", str(records.contribution.due))
        yield Line("Paid in", str(records.contribution.paid))


def _insurance(records: Records) -> Iterable[Line]:
    for cover in records.cover or ():
        yield Line(f"Covered {span(cover.first, cover.last)}")
    yield Line("Days worked", str(len(set(records.days_worked))))


def _payees(records: Records) -> Iterable[Line]:
    close = [spend for spend in records.money_out if spend.payee is not Payee.OTHER]
    yield Line("Payments looked at", str(len(records.money_out)))
    for spend in close:
        why = "payslip" if spend.pays_payslip else spend.reason or "no reason"
        yield Line(f"{spend.description}, {short_date(spend.day)}, {abs(spend.amount)}", why)


def _plan(records: Records) -> Iterable[Line]:
    for spend in records.money_out:
        if spend.points_to_plan or not spend.category:
            yield Line(f"{spend.description}, {short_date(spend.day)}, {abs(spend.amount)}", spend.outcome or "–")


def _held(records: Records) -> Iterable[Line]:
    held = records.held
    if held is not None and held.free_weeks is not None:
        yield Line("Weeks by the free balance", f"{held.free_weeks.normalize():f}")
        yield Line("Weeks by the whole balance", f"{(held.balance_weeks or held.free_weeks).normalize():f}")
        for words, limit in (("Least", held.least), ("Most", held.most)):
            yield Line(words, "not known" if limit is None else f"{limit.normalize():f}")


def _relatives(records: Records) -> Iterable[Line]:
    for person in records.paid_people:
        if not person.live_in_relative:
            yield Line(person.name, "no relative who lives in")
        else:
            yield Line(person.name, "consent held" if person.has_consent else "no consent")


def _proofs(records: Records) -> Iterable[Line]:
    for spend in records.money_out:
        if spend.expects or not spend.category:
            proofs = ", ".join(sorted(kind.replace("_", " ") for kind in spend.proofs)) or "–"
            yield Line(f"{spend.description}, {short_date(spend.day)}, {abs(spend.amount)}", proofs)


_LOOKED_AT: dict[int, Callable[[Records], Iterable[Line]]] = {
    1: _statements, 2: _wages, 3: _timesheets, 4: _hours, 5: _liabilities, 6: _contribution, 7: _insurance,
    8: _payees, 9: _plan, 10: _held, 11: _relatives, 12: _proofs,
}  # fmt: skip
