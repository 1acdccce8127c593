"""That nothing in a return was asked of another funder as well."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.claims import CostClaim, ItemCost, over_claims
from carerdesk.domain.funding.signs import COST
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.problem import Problem
from carerdesk.services.evidence.gathered import Gathered, chunks
from carerdesk.services.pay.read import costs_by_funder
from carerdesk.store import tables


def claimed_twice(gathered: Gathered) -> tuple[str, ...]:
    """What in a return may have been asked of another funder as well: costs passed by their claims, shared papers."""
    from carerdesk.catalogue.words import problem_words

    problems = [*_payslips_over(gathered), *_bills_over(gathered)]
    return (*(problem_words(problem) for problem in problems), *_papers_twice(gathered))


def _payslips_over(gathered: Gathered) -> tuple[Problem, ...]:
    claims, costs = [], []
    for slip in gathered.payslips:
        item = f"payslip {slip.id}"
        cost = total(Money(sign * getattr(slip, name).pence) for name, sign in COST.items())
        costs.append(ItemCost(item, f"The payslip of {long_date(slip.payday)}", cost))
        for funder, part in costs_by_funder(gathered.session, slip.id).items():
            claims.append(CostClaim(item, gathered.known.names[funder], "", part))
    return over_claims(claims, costs)


def _bills_over(gathered: Gathered) -> tuple[Problem, ...]:
    """Bills of this return that all payments together pass."""
    ids = {one.bill_id for rows in gathered.allocations.values() for one in rows if one.bill_id is not None}
    allocation, split = tables.Allocation, tables.Split
    claims, costs = [], []
    for bill_id in sorted(ids):
        bill = gathered.session.get_one(tables.Bill, bill_id)
        item = f"bill {bill_id}"
        costs.append(ItemCost(item, f"The bill from {bill.payee}", bill.amount))
        for row in gathered.session.scalars(select(allocation).where(allocation.bill_id == bill_id)):
            first = gathered.session.scalars(
                select(split.funder_id).where(split.bank_line_id == row.bank_line_id).limit(1)
            ).first()
            who = gathered.known.names.get(first or 0, "Not sorted yet")
            claims.append(CostClaim(item, who, "", -row.amount))
    return over_claims(claims, costs)


PROOFS_OF_SPENDING = ("receipt", "invoice", "ticket")


def _papers_twice(gathered: Gathered) -> list[str]:
    """Receipts of this return that also stand behind a payment of another funder, and behind no bill shared by both."""
    mine = {line.id for _, line in gathered.splits}
    documents = {
        row.document_id: line_id
        for line_id, rows in gathered.attached.items()
        for row in rows
        if line_id in mine and row.kind in PROOFS_OF_SPENDING
    }
    return [
        f"The paper “{_file_name(gathered, document)}” also stands behind money of {', '.join(sorted(names))}."
        for document, names in _others_behind(gathered, documents).items()
    ]


def _others_behind(gathered: Gathered, documents: Mapping[int, int]) -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for document, funder, other in sorted(_other_payments(gathered, sorted(documents))):
        mine = documents[document]
        if other != mine and not _one_bill(gathered.session, mine, other):
            found[document].add(gathered.known.names[funder])
    return {document: found[document] for document in documents if document in found}


def _other_payments(gathered: Gathered, documents: Sequence[int]) -> list[tuple[int, int, int]]:
    """The document, the other funder and the bank line, for each payment of another funder's behind these documents."""
    row, split = tables.Attachment, tables.Split
    wanted = (
        select(row.document_id, split.funder_id, split.bank_line_id)
        .join(split, (row.record == "bank_line") & (row.record_id == split.bank_line_id))
        .where(split.funder_id.is_not(None), split.funder_id != gathered.of.funder_id, split.amount < ZERO)
    )
    return [
        (document, funder, line)
        for some in chunks(documents)
        for document, funder, line in gathered.session.execute(wanted.where(row.document_id.in_(some)))
        if funder is not None
    ]


def _one_bill(session: Session, one: int, other: int) -> bool:
    """Whether two payments pay parts of one bill, which is checked against its cost by itself."""
    allocation = tables.Allocation
    bills = [
        set(session.scalars(select(allocation.bill_id).where(allocation.bank_line_id == line))) - {None}
        for line in (one, other)
    ]
    return bool(bills[0] & bills[1])


def _file_name(gathered: Gathered, document_id: int) -> str:
    return gathered.session.get_one(tables.Document, document_id).file_name
