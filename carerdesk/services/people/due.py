"""What stands on This week about people: details missing, insurance not recorded, checks that end."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.services.due.items import Due
from carerdesk.services.people.details import CertificateDetails
from carerdesk.services.people.names import certificate_name, choice_name, within_sentence
from carerdesk.services.people.proofs import without_paper
from carerdesk.services.people.read import all_certificates, certificates, workers
from carerdesk.services.people.records import Kept, WorkerSummary

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

WARN_BEFORE = timedelta(days=60)
_INSURANCE = "employers_liability"


def due_items(session: Session, today: date) -> list[Due]:
    """Everything about people that wants doing. Needs a person supported in the books."""
    here = [worker for worker in workers(session) if worker.left is None or worker.left >= today]
    return [
        *(_not_ready(worker) for worker in here if worker.missing),
        *_insurance(session, here, today),
        *_ending(session, here, today),
    ]


def _not_ready(worker: WorkerSummary) -> Due:
    names = ", ".join(choice_name("missing", each) for each in worker.missing)
    count = len(worker.missing)
    return Due(
        f"worker:{worker.id}:ready",
        "people",
        f"Finish {worker.first_name}’s details",
        f"Not ready to be paid without: {names}",
        flag=things_missing(count),
        icon="user-plus",
        button=f"Finish {worker.first_name}’s details",
        takes="About five minutes",
        place={"worker": worker.id},
    )


def things_missing(count: int) -> str:
    """In words: 1 thing missing, 3 things missing."""
    return f"{count} thing missing" if count == 1 else f"{count} things missing"


def _insurance(session: Session, here: list[WorkerSummary], today: date) -> list[Due]:
    """An employer must be insured while anybody is employed (Employers' Liability (Compulsory Insurance) Act 1969)."""
    recorded = [kept for kept in certificates(session, None) if kept.what.kind == _INSURANCE]
    if not any(worker.kind == "employee" and worker.works_on(today) for worker in here):
        return []
    if recorded:
        return [_insurance_paper(kept) for kept in without_paper(session, recorded[:1]) if _holds(kept.what, today)]
    return [
        Due(
            "insurance:employers_liability",
            "people",
            "Record the employers’ liability insurance",
            "An employer must be insured, and the council asks to see it",
            flag="Not recorded",
            icon="shield-check",
            button="Record the insurance",
            takes="Two minutes, with the certificate in your hand",
            place={"employer": "certificates", "step": "certificate_form"},
        )
    ]


def _holds(details: CertificateDetails, today: date) -> bool:
    return details.last_day is None or details.last_day >= today


def _insurance_paper(kept: Kept[CertificateDetails]) -> Due:
    return Due(
        f"insurance:{kept.id}:paper",
        "people",
        "Keep the insurance certificate",
        "Funders ask to see it. A photo or a PDF will do",
        icon="paperclip",
        button="Add the certificate",
        takes="A minute",
        place={"employer": "certificates"},
        at="Insurance and papers",
    )


def _ending(session: Session, here: list[WorkerSummary], today: date) -> list[Due]:
    names: dict[int | None, str] = {worker.id: worker.first_name for worker in here}
    found: list[Due | None] = []
    for worker_id, kept in all_certificates(session).items():
        if worker_id is None or worker_id in names:
            found += [_end(one, names.get(worker_id, ""), _renewal(worker_id, one.id), today) for one in newest(kept)]
    return [due for due in found if due is not None]


def _renewal(worker_id: int | None, certificate_id: int) -> Mapping[str, str | int]:
    return {"renew": certificate_id} | ({"worker": worker_id} if worker_id else {"employer": "certificates"})


def newest(kept: tuple[Kept[CertificateDetails], ...]) -> list[Kept[CertificateDetails]]:
    """The one that holds longest of each kind: a renewal takes the place of what it renews."""
    longest: dict[tuple[str, str], Kept[CertificateDetails]] = {}
    for one in kept:
        longest.setdefault((one.what.kind, one.what.note if one.what.kind in {"other", "training"} else ""), one)
    return list(longest.values())


def _end(kept: Kept[CertificateDetails], whose: str, place: Mapping[str, str | int], today: date) -> Due | None:
    last_day = kept.what.last_day
    if last_day is None or last_day > today + WARN_BEFORE:
        return None
    over = last_day < today
    name = certificate_name(kept.what.kind, kept.what.note)
    what = f"{whose}’s {within_sentence(name)}" if whose else name
    return Due(
        f"certificate:{kept.id}",
        "people",
        f"{what} {'has run out' if over else 'runs out'}",
        f"{'Ended' if over else 'Ends'} on {long_date(last_day)}. Renew it, then record the new dates",
        day=last_day,
        flag="Out of date" if over else "",
        icon="shield-check",
        button="Record the renewal",
        takes="A minute",
        place=place,
    )
