"""The papers of a tax year: the summary, and the records of each PA."""

from __future__ import annotations

from io import BytesIO

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.money import Money
from carerdesk.reports import year_summary
from carerdesk.reports.year_summary import Check, PersonSummary, SummaryView
from carerdesk.services.books import Books, owner
from carerdesk.services.year_end.reconcile import NOT_PAID, Compared, Reconciliation, reconciled
from carerdesk.services.year_end.summary import PersonYear, summary_of
from carerdesk.store import tables

_TAKEN = (
    ("tax", "Income tax"), ("employee_ni", "National Insurance"), ("student_loan", "Student loan"),
    ("postgraduate_loan", "Postgraduate loan"), ("pension", "Pension"), ("deductions", "Other deductions"),
)  # fmt: skip
_EMPLOYER = (
    ("employer_ni", "Employer’s National Insurance", 1), ("allowance", "Less Employment Allowance", -1),
    ("employer_pension", "Employer’s pension", 1), ("recovered", "Less family leave pay got back", -1),
)  # fmt: skip


def year_summary_pdf(books: Books, year: str) -> bytes:
    """The summary of a tax year, with its reconciliation."""
    out = BytesIO()
    with books.reading() as session:
        year_summary.write(_view(session, year), out)
    return out.getvalue()


def _view(session: Session, year: str) -> SummaryView:
    employer = session.get_one(tables.Employer, owner(session).employer_id)
    found, checked = summary_of(session, year), reconciled(session, year)
    return SummaryView(
        employer.name,
        year,
        tuple(_person(one) for one in found.people),
        tuple(_check(one) for one in checked.wages),
        tuple(_check(one) for one in checked.hmrc),
        tuple(guidance("year_end", key) for key in (*_said_once(checked), "taken_over_note", "keep_note")),
    )


def _person(one: PersonYear) -> PersonSummary:
    taken = [(name, -one.sums[key]) for key, name in _TAKEN if one.sums[key]]
    extra = [("Expenses paid back", one.sums["expenses"])] if one.sums["expenses"] else []
    paid = [(name, Money(sign * one.sums[key].pence)) for key, name, sign in _EMPLOYER if one.sums[key]]
    count = f"{one.payslips} payslip{'' if one.payslips == 1 else 's'}, {one.length.text}"
    lines = (("Gross pay", one.sums["gross"]), *taken, *extra)
    return PersonSummary(one.name, count, lines, one.sums["net"], tuple(paid), one.cost)


def _check(one: Compared) -> Check:
    said = guidance("year_end", "short_not_paid") if one.why == NOT_PAID else difference_words(one)
    return Check(one.title, one.payslips, one.hmrc, one.bank, said)


def _said_once(checked: Reconciliation) -> tuple[str, ...]:
    """What the short words of many rows mean."""
    return ("not_paid_note",) if any(one.why == NOT_PAID for one in checked.differences) else ()


def difference_words(one: Compared) -> str:
    """How one line of the reconciliation stands, in a sentence."""
    return guidance("year_end", f"why_{one.why}", amount=str(one.amount)) if one.why else guidance("year_end", "agrees")
