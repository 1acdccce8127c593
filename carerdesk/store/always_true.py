"""What must be true of the books at all times, each as a query whose rows are the exceptions.

`verify` runs them, and every undo does before it is kept.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """A law of the books. The query's first column is the id of the record that breaks it; `record` is its table."""

    code: str
    record: str
    sql: str


_COMPONENTS = (
    "gross", "tax", "employee_ni", "employer_ni", "allowance", "student_loan", "postgraduate_loan", "pension",
    "employer_pension", "recovered", "expenses",
)  # fmt: skip
_PROVED = (
    "bank_line", "payslip", "timesheet", "certificate", "award", "permission", "statement", "hmrc_period", "worker",
    "bill", "pack", "sickness", "family_leave", "pension_event", "standing_deduction", "pay_item", "pay_over",
    "tax_details", "filing", "fit_note", "other_leave", "work_limit", "leave_request", "shift_notice",
)  # fmt: skip


def _shares_of(component: str) -> Rule:
    sql = (
        "SELECT p.id FROM payslip p LEFT JOIN payslip_share s ON s.payslip_id = p.id AND s.component = 'COMPONENT'"
        " GROUP BY p.id HAVING COALESCE(SUM(s.amount), 0) <> p.COMPONENT"
    )
    return Rule(f"shares_of_{component}_add_up", "payslip", sql.replace("COMPONENT", component))


def _attachments() -> Rule:
    there = "NOT (a.record = 'TABLE' AND EXISTS (SELECT 1 FROM TABLE r WHERE r.id = a.record_id))"
    wheres = " AND ".join(there.replace("TABLE", table) for table in _PROVED)
    sql = "SELECT a.id FROM attachment a WHERE WHERES"
    return Rule("attachments_point_to_something", "attachment", sql.replace("WHERES", wheres))


RULES = (
    Rule(
        "splits_add_up",
        "bank_line",
        "SELECT l.id FROM bank_line l LEFT JOIN split s ON s.bank_line_id = l.id"
        " GROUP BY l.id HAVING COALESCE(SUM(s.amount), 0) <> l.amount",
    ),
    Rule(
        "every_minute_has_one_funder",
        "shift",
        "SELECT f.id FROM shift f LEFT JOIN shift_share s ON s.shift_id = f.id"
        " GROUP BY f.id HAVING (COUNT(s.id) > 0 OR f.state = 'confirmed')"
        " AND COALESCE(SUM(s.minutes), 0) <> f.shared_minutes",
    ),
    Rule(
        "line_shares_add_up",
        "payslip_line",
        "SELECT l.id FROM payslip_line l LEFT JOIN line_share s ON s.payslip_line_id = l.id"
        " GROUP BY l.id HAVING COALESCE(SUM(s.amount), 0) <> l.amount",
    ),
    Rule(
        "lines_add_up_to_gross",
        "payslip",
        "SELECT p.id FROM payslip p LEFT JOIN payslip_line l ON l.payslip_id = p.id GROUP BY p.id"
        " HAVING COALESCE(SUM(CASE WHEN l.is_pay THEN l.amount ELSE 0 END), 0) <> p.gross"
        " OR COALESCE(SUM(CASE WHEN l.is_pay THEN 0 ELSE l.amount END), 0) <> p.expenses",
    ),
    Rule(
        "payslip_adds_up",
        "payslip",
        "SELECT id FROM payslip WHERE gross - tax - employee_ni - student_loan - postgraduate_loan - pension"
        " - deductions + expenses <> net",
    ),
    Rule(
        "deductions_add_up",
        "payslip",
        "SELECT p.id FROM payslip p LEFT JOIN payslip_deduction d ON d.payslip_id = p.id"
        " GROUP BY p.id HAVING COALESCE(SUM(d.amount), 0) <> p.deductions",
    ),
    Rule(
        "shares_of_deductions_add_up",
        "payslip_deduction",
        "SELECT d.id FROM payslip_deduction d LEFT JOIN payslip_share s ON s.payslip_id = d.payslip_id"
        " AND s.component = 'deduction_' || d.position"
        " GROUP BY d.id HAVING COALESCE(SUM(s.amount), 0) <> d.amount",
    ),
    *(_shares_of(component) for component in _COMPONENTS),
    Rule(
        "contributions_rest_on_a_membership",
        "payslip",
        "SELECT p.id FROM payslip p WHERE (p.pension <> 0 OR p.employer_pension <> 0) AND NOT EXISTS"
        " (SELECT 1 FROM pension_event e WHERE e.worker_id = p.worker_id AND e.day <= p.last_day"
        " AND e.kind IN ('enrolled', 'opted_in', 'joined', 're_enrolled'))",
    ),
    Rule(
        "payslip_paid_once",
        "payslip",
        "SELECT p.id FROM payslip p JOIN allocation a ON a.payslip_id = p.id"
        " GROUP BY p.id HAVING -SUM(a.amount) > p.net + (SELECT COALESCE(SUM(d.amount), 0) FROM payslip_deduction d"
        " WHERE d.payslip_id = p.id AND d.goes = 'worker')",
    ),
    Rule(
        "allocations_inside_their_line",
        "bank_line",
        "SELECT l.id FROM bank_line l JOIN allocation a ON a.bank_line_id = l.id"
        " GROUP BY l.id HAVING ABS(SUM(a.amount)) > ABS(l.amount)",
    ),
    Rule(
        "an_allocation_pays_one_thing",
        "allocation",
        "SELECT id FROM allocation"
        " WHERE (payslip_id IS NOT NULL) + (hmrc_period_id IS NOT NULL) + (pay_over_id IS NOT NULL)"
        " + (bill_id IS NOT NULL) <> 1",
    ),
    Rule(
        "transfers_balance",
        "transfer_pair",
        "SELECT t.id FROM transfer_pair t JOIN bank_line o ON o.id = t.out_line_id"
        " JOIN bank_line i ON i.id = t.in_line_id WHERE o.amount + i.amount <> 0 OR o.account_id = i.account_id",
    ),
    Rule(
        "opening_shares_add_up",
        "account",
        "SELECT a.id FROM account a JOIN opening_share s ON s.account_id = a.id"
        " GROUP BY a.id HAVING SUM(s.amount) <> a.opening_balance",
    ),
    Rule(
        "checked_statements_agree",
        "statement",
        "SELECT t.id FROM statement t JOIN account a ON a.id = t.account_id WHERE t.checked_at IS NOT NULL AND"
        " a.opening_balance + COALESCE((SELECT SUM(l.amount) FROM bank_line l"
        " WHERE l.account_id = a.id AND l.day >= a.opening_on AND l.day <= t.last_day), 0) <> t.balance",
    ),
    Rule(
        "pattern_shares_make_a_hundred",
        "pattern",
        "SELECT p.id FROM pattern p JOIN pattern_share s ON s.pattern_id = p.id"
        " GROUP BY p.id HAVING ABS(SUM(CAST(s.percent AS REAL)) - 100) > 0.000001",
    ),
    Rule(
        "patterns_end_after_they_start",
        "pattern",
        "SELECT id FROM pattern WHERE end_minute <= start_minute OR last_day < first_day",
    ),
    Rule(
        "a_series_has_one_pattern_a_day",
        "pattern",
        "SELECT l.id FROM pattern e JOIN pattern l ON l.series = e.series AND l.person_id = e.person_id"
        " AND (l.first_day > e.first_day OR (l.first_day = e.first_day AND l.id > e.id))"
        " WHERE e.last_day IS NULL OR e.last_day >= l.first_day",
    ),
    Rule(
        "expenses_on_a_shift_are_its_workers",
        "pay_item",
        "SELECT i.id FROM pay_item i JOIN shift f ON f.id = i.shift_id WHERE f.worker_id <> i.worker_id",
    ),
    Rule(
        "shifts_end_after_they_start",
        "shift",
        "SELECT id FROM shift WHERE ends <= starts OR shared_minutes < 0",
    ),
    _attachments(),
)
