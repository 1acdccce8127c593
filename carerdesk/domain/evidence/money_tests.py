"""The tests on money: statements, wages, payees, the plan and proof (1, 2, 8, 9 and 12)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from carerdesk.domain.dates import long_date
from carerdesk.domain.evidence.records import Account, AccountLine, Payee, Records, Spend, Statement
from carerdesk.domain.evidence.results import ControlResult, Finding
from carerdesk.domain.evidence.words import ControlWords
from carerdesk.domain.money import ZERO, total


def statements_agree(records: Records, words: ControlWords) -> ControlResult:
    """1: every statement line is in the books and the reverse, and balances agree on each statement's day."""
    if not any(account.statements for account in records.accounts):
        return words.not_checked(1, "no_statement")
    findings = [found for account in records.accounts for found in _account(account, records, words)]
    lines = [line for account in records.accounts for line in _during(account, records)]
    return words.judged(1, findings, len(lines), lines=str(len(lines)), faults=str(len(findings)))


def _account(account: Account, records: Records, words: ControlWords) -> list[Finding]:
    kept = [statement for statement in account.statements if statement.last_day >= account.opening_day]
    found = [finding for statement in kept for finding in _statement(account, statement, words)]
    covered = max((statement.last_day for statement in kept), default=None)
    left = [line for line in _during(account, records) if covered is None or line.day > covered]
    found += [words.finding(1, "line_not_on_statement", "bank_line", line.id, **_naming(line)) for line in left]
    return found


def _during(account: Account, records: Records) -> list[AccountLine]:
    return [line for line in account.lines if records.first <= line.day <= records.last]


def _statement(account: Account, statement: Statement, words: ControlWords) -> list[Finding]:
    found: list[Finding] = []
    if statement.lines is not None:
        found += _line_by_line(account, statement, words)
    books = account.opening + total(line.amount for line in account.lines if line.day <= statement.last_day)
    if books != statement.balance:
        values = {
            "account": account.name,
            "day": long_date(statement.last_day),
            "statement": str(statement.balance),
            "books": str(books),
            "difference": str(abs(books - statement.balance)),
        }
        found.append(words.finding(1, "balance_differs", "statement", statement.id, **values))
    return found


def _line_by_line(account: Account, statement: Statement, words: ControlWords) -> list[Finding]:
    assert statement.lines is not None
    on_paper = Counter((line.day, line.amount) for line in statement.lines)
    found = []
    for line in account.lines:
        if statement.first_day <= line.day <= statement.last_day:
            if on_paper[line.day, line.amount]:
                on_paper[line.day, line.amount] -= 1
            else:
                found.append(words.finding(1, "line_not_on_statement", "bank_line", line.id, **_naming(line)))
    for row in statement.lines:
        if on_paper[row.day, row.amount] and row.day >= account.opening_day:
            on_paper[row.day, row.amount] -= 1
            values = {"what": row.description, "day": long_date(row.day), "amount": str(abs(row.amount))}
            found.append(words.finding(1, "line_not_in_books", "statement", statement.id, **values))
    return found


def _naming(line: AccountLine | Spend) -> dict[str, str]:
    return {"what": line.description, "day": long_date(line.day), "amount": str(abs(line.amount))}


def wages_agree(records: Records, words: ControlWords) -> ControlResult:
    """2: each wage paid equals the take-home pay of its payslips. A payday after `as_at` is not awaited yet."""
    findings: list[Finding] = []
    for slip in records.payslips:
        if slip.paid != slip.net and slip.payday <= records.as_at:
            key = "payslip_not_paid" if not slip.paid else "payslip_paid_wrongly"
            values = {"payslip": slip.title, "net": str(slip.net), "paid": str(slip.paid)}
            values["difference"] = str(abs(slip.net - slip.paid))
            findings.append(words.finding(2, key, "payslip", slip.id, **values))
    for spend in records.money_out:
        if spend.category == "wages" and spend.pays_payslip != -spend.amount:
            left = -spend.amount - spend.pays_payslip
            findings.append(
                words.finding(2, "wage_without_payslip", "bank_line", spend.id, **_naming(spend), left=str(left))
            )
    payslips = len(records.payslips)
    return words.judged(2, findings, payslips, payslips=str(payslips), faults=str(len(findings)))


def nobody_paid_on_the_side(records: Records, words: ControlWords) -> ControlResult:
    """8: no payment to family, self or the person's own account without payroll or a reason."""
    if not records.payees_known:
        return words.not_checked(8, "payees_unknown")
    findings = [
        words.finding(8, spend.payee.value, "bank_line", spend.id, **_naming(spend))
        for spend in records.money_out
        if spend.payee is not Payee.OTHER and spend.pays_payslip <= ZERO and not spend.reason.strip()
    ]
    lines = len(records.money_out)
    return words.judged(8, findings, lines, lines=str(lines), faults=str(len(findings)))


def spends_point_to_plan(records: Records, words: ControlWords) -> ControlResult:
    """9: each spend points to the plan. Wages do so by their hours (test 4); a line without a category does not."""
    wanting = [spend for spend in records.money_out if spend.points_to_plan or not spend.category]
    if wanting and not records.outcomes_known:
        return words.not_checked(9, "no_outcomes")
    findings = [
        words.finding(9, "no_outcome" if spend.category else "no_category", "bank_line", spend.id, **_naming(spend))
        for spend in wanting
        if not (spend.category and spend.outcome)
    ]
    return words.judged(9, findings, len(wanting), lines=str(len(wanting)), faults=str(len(findings)))


def spends_proved(records: Records, words: ControlWords) -> ControlResult:
    """12: every spend has a proof its category accepts. A line without a category accepts any proof, but wants one."""
    wanting = [spend for spend in records.money_out if spend.expects or not spend.category]
    unproved = [spend for spend in wanting if not _proved(spend)]
    findings = list(_without_proof(unproved, words))
    proved = str(len(wanting) - len(unproved))
    return words.judged(12, findings, len(wanting), lines=str(len(wanting)), proved=proved)


def _proved(spend: Spend) -> bool:
    return bool(spend.expects & spend.proofs) if spend.expects else bool(spend.proofs)


def _without_proof(unproved: Iterable[Spend], words: ControlWords) -> Iterable[Finding]:
    for spend in unproved:
        kinds = [words.tests["proofs"][kind] for kind in sorted(spend.expects)] or [words.tests["proofs"]["any"]]
        yield words.finding(12, "no_proof", "bank_line", spend.id, **_naming(spend), proof=" or ".join(kinds))
