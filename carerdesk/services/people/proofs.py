"""The papers kept with checks, insurances and workers, and which of them are still wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carerdesk.services.books import Books
from carerdesk.services.people.details import CertificateDetails, WorkerDetails
from carerdesk.services.people.records import Kept

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.services.money.attaching import Paper

CERTIFICATE, WORKER = "certificate", "worker"
_DBS = "dbs"
_WANT_PAPER = frozenset(
    {"employers_liability", "car_insurance", "right_to_work", "driving_licence", "training", "first_aid",
     "moving_and_handling"}
)  # fmt: skip
_INSURANCES = frozenset({"employers_liability", "home_insurance", "car_insurance"})


@dataclass(frozen=True, slots=True)
class Shelf:
    """A worker's papers of one kind. `wanted`: there ought to be one, and there is none."""

    kind: str
    papers: tuple[Paper, ...]
    wanted: bool


def paper_kind(certificate_kind: str) -> str:
    """What kind of paper proves a check or an insurance."""
    return "insurance" if certificate_kind in _INSURANCES else "certificate"


def paper_note(details: CertificateDetails, papers: Sequence[Paper], *, renewed: bool) -> str:
    """What to say of the papers of a check: "wanted", "dbs", or "" where there is nothing to say.

    A DBS certificate may be kept for six months at most: its number and date stay (DBS code of practice).
    """
    if details.kind == _DBS:
        return "dbs"
    return "wanted" if details.kind in _WANT_PAPER and not papers and not renewed else ""


def certificate_papers(books: Books, kept: Iterable[Kept[CertificateDetails]]) -> Mapping[int, tuple[Paper, ...]]:
    """The papers of each of these checks and insurances, by its number."""
    from carerdesk.services.money.attaching import papers

    return {one.id: papers(books, CERTIFICATE, one.id) for one in kept}


def worker_papers(books: Books, worker_id: int, details: WorkerDetails) -> tuple[Shelf, ...]:
    """A worker's own papers: the signed contract, the agreement to pay a relative where there is one, the rest.

    An employee must have written terms from the first day (Employment Rights Act 1996 s.1). A relative in the same
    home is paid from a funder's money only where it agreed.
    """
    from carerdesk.services.money.attaching import papers

    found = papers(books, WORKER, worker_id)
    by_kind = {kind: tuple(one for one in found if one.kind == kind) for kind in ("contract", "consent")}
    employed, related = details.kind == "employee", details.relation != "none"
    shelves = [Shelf("contract", by_kind["contract"], employed and not by_kind["contract"])]
    if related or by_kind["consent"]:
        asked = related and details.same_household
        shelves.append(Shelf("consent", by_kind["consent"], asked and not by_kind["consent"]))
    rest = tuple(one for one in found if one.kind not in by_kind)
    return (*shelves, Shelf("other", rest, wanted=False))


def without_paper(session: Session, kept: Iterable[Kept[CertificateDetails]]) -> tuple[Kept[CertificateDetails], ...]:
    """Those of them that no paper is kept with."""
    from sqlalchemy import select

    from carerdesk.store.tables import Attachment

    proved = set(session.scalars(select(Attachment.record_id).where(Attachment.record == CERTIFICATE)))
    return tuple(one for one in kept if one.id not in proved)
