"""The claim of a funder that pays by the hour at an agreed rate, in words and as a paper of its own."""

from __future__ import annotations

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.hours.pay_lines import rate_text
from carerdesk.domain.hours.shift import hours_text
from carerdesk.reports.claim import ClaimRow, ClaimView
from carerdesk.services.evidence.gathered import Gathered
from carerdesk.services.funding.claiming import claim_between
from carerdesk.store import tables


def claim_words(gathered: Gathered) -> str:
    """Claimed: 86 h at £18.00 an hour, £1,548.00. What the hours cost, and the margin."""
    funder, of = gathered.funder, gathered.of
    assert funder.agreed_rate is not None
    found = claim_between(gathered.session, funder, of.first, of.until)
    return guidance(
        "evidence", "claim", hours=hours_text(found.minutes), rate=rate_text(funder.agreed_rate),
        amount=str(found.claim.amount), cost=str(found.claim.cost), margin=str(found.claim.margin),
    )  # fmt: skip


def claim_view(gathered: Gathered) -> ClaimView:
    """Each shift of the period at the agreed rate."""
    funder, of, session = gathered.funder, gathered.of, gathered.session
    assert funder.agreed_rate is not None
    found = claim_between(session, funder, of.first, of.until)
    return ClaimView(
        funder=funder.name,
        reference=funder.reference,
        person=session.get_one(tables.Person, funder.person_id).name,
        employer=session.get_one(tables.Employer, funder.employer_id).name,
        first=of.first,
        last=of.until,
        made=of.as_at,
        rate=f"{rate_text(funder.agreed_rate)} an hour",
        hours=hours_text(found.minutes),
        rows=tuple(
            ClaimRow(line.day, line.who, line.times, hours_text(line.worked), hours_text(line.minutes), line.amount)
            for line in found.lines
        ),
        cost=found.claim.cost,
    )
