"""Reading checks and insurances, and how each stands on a day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carerdesk.domain.dates import long_date
from carerdesk.services.books import Books
from carerdesk.services.people.details import CertificateDetails
from carerdesk.services.people.due import WARN_BEFORE, newest
from carerdesk.services.people.read import certificates
from carerdesk.services.people.records import Kept
from carerdesk.services.people.rows import plain


def employers_papers(books: Books) -> tuple[Kept[CertificateDetails], ...]:
    """The employer's own insurance and papers, the one that holds longest first."""
    with books.reading() as session:
        return certificates(session, None)


def certificate(books: Books, certificate_id: int) -> CertificateDetails:
    """One of them. Raises LookupError where there is none."""
    from carerdesk.store.tables import Certificate

    with books.reading() as session:
        return plain(CertificateDetails, session.get_one(Certificate, certificate_id))


def how_it_stands(details: CertificateDetails, today: date) -> str:
    """In words: "Holds, no end", "Holds to 31 May 2027", "Runs out on …" within 60 days, "Ran out on …"."""
    if details.last_day is None:
        return "Holds, no end"
    day = long_date(details.last_day)
    if details.last_day < today:
        return f"Ran out on {day}"
    return f"Runs out on {day}" if wants_looking_at(details, today) else f"Holds to {day}"


def renewed(kept: Sequence[Kept[CertificateDetails]]) -> frozenset[int]:
    """The numbers of those that another of the same kind, holding longer, has taken the place of."""
    return frozenset(one.id for one in kept) - {one.id for one in newest(tuple(kept))}


def wants_looking_at(details: CertificateDetails, today: date) -> bool:
    """Whether it has run out, or will within 60 days."""
    return details.last_day is not None and details.last_day <= today + WARN_BEFORE


def is_insured(books: Books) -> bool:
    """Whether an employers' liability insurance that holds today is recorded."""
    today = books.today()
    return any(
        kept.what.kind == "employers_liability" and (kept.what.last_day is None or kept.what.last_day >= today)
        for kept in employers_papers(books)
    )
