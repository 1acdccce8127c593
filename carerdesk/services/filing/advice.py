"""What is explained about filing on paper, from the answers kept with the employer."""

from __future__ import annotations

from dataclasses import dataclass

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.rti.paper import SOURCES, paper_advice
from carerdesk.domain.working import Source
from carerdesk.services.books import Books, owner
from carerdesk.services.filing.returns import ON_PAPER
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class PaperAdvice:
    """Words for the screen; `wants_look` where the answers do not fit paper, or are missing."""

    words: tuple[str, ...]
    wants_look: bool
    sources: tuple[Source, ...] = SOURCES


def advice_on_paper(books: Books) -> PaperAdvice | None:
    """What the kept answers lead to; None where another way of filing is chosen."""
    with books.reading() as session:
        employer = session.get_one(tables.Employer, owner(session).employer_id)
        if employer.filing_route != ON_PAPER:
            return None
        code = paper_advice(employer.paye_in_name_of, employer.returns_signed_by)
        agreed = employer.paper_agreed_on
        said = (
            guidance("filing", "paper_agreed", day=long_date(agreed))
            if agreed
            else guidance("filing", "paper_not_agreed")
        )
        return PaperAdvice((guidance("filing", f"paper_{code}"), said), code != "employer_signs" or agreed is None)
