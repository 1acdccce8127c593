"""The tests on what falls due: HMRC and pension, the person's contribution, weeks held (5, 6 and 10)."""

from __future__ import annotations

from decimal import Decimal

from carerdesk.domain.dates import long_date
from carerdesk.domain.evidence.records import Held, Liability, Records
from carerdesk.domain.evidence.results import ControlResult, Finding
from carerdesk.domain.evidence.words import ControlWords
from carerdesk.domain.money import total


def liabilities_paid(records: Records, words: ControlWords) -> ControlResult:
    """5: HMRC and pension due equals paid, on time. What falls due after `as_at` may still be open, never overpaid."""
    if records.liabilities is None:
        if records.payslips:
            return words.not_checked(5, "no_liabilities")
        return words.passed(5, 0)
    findings = [found for liability in records.liabilities for found in _liability(liability, records, words)]
    periods = len(records.liabilities)
    return words.judged(5, findings, periods, periods=str(periods), faults=str(len(findings)))


def _liability(liability: Liability, records: Records, words: ControlWords) -> list[Finding]:
    paid = total(amount for _, amount in liability.payments)
    late = [day for day, _ in liability.payments if day > liability.due]
    values = {
        "what": liability.title,
        "due": long_date(liability.due),
        "owed": str(liability.owed),
        "paid": str(paid),
        "difference": str(abs(liability.owed - paid)),
    }
    keys = []
    if paid > liability.owed:
        keys.append("overpaid")
    if paid < liability.owed and liability.due < records.as_at:
        keys.append("underpaid")
    if late:
        keys.append("late")
        values["on"] = long_date(max(late))
    return [words.finding(5, key, liability.record, liability.id, **values) for key in keys]


def contribution_paid(records: Records, words: ControlWords) -> ControlResult:
    """6: the person's contribution due equals what was paid in."""
    if records.contribution is None:
        return words.not_checked(6, "contribution_unknown")
    due, paid = records.contribution.due, records.contribution.paid
    values = {"due": str(due), "paid": str(paid), "difference": str(abs(due - paid))}
    findings = []
    if paid < due:
        findings.append(words.finding(6, "too_little", "", None, **values))
    if paid > due:
        findings.append(words.finding(6, "too_much", "", None, **values))
    return words.judged(6, findings, due.pence, **values)


def weeks_within_limits(records: Records, words: ControlWords) -> ControlResult:
    """10: weeks held, by the free balance, lie inside the funder's limits."""
    held = records.held
    if held is None or held.free_weeks is None:
        return words.not_checked(10, "no_weekly_amount")
    if held.least is None and held.most is None:
        return words.not_checked(10, "no_limits")
    values = _weeks(held)
    findings = []
    if held.most is not None and held.free_weeks > held.most:
        findings.append(words.finding(10, "too_many", "", None, **values))
    if held.least is not None and held.free_weeks < held.least:
        findings.append(words.finding(10, "too_few", "", None, **values))
    return words.judged(10, findings, **values)


def _weeks(held: Held) -> dict[str, str]:
    named = {"weeks": held.free_weeks, "whole": held.balance_weeks, "least": held.least, "most": held.most}
    return {name: _plain(value) for name, value in named.items()}


def _plain(weeks: Decimal | None) -> str:
    return "" if weeks is None else f"{weeks.normalize():f}"
