"""What must still be known before somebody can be paid through the books."""

from __future__ import annotations

from dataclasses import dataclass

from carerdesk.services.people.details import WorkerDetails


@dataclass(frozen=True, slots=True)
class Known:
    """Which terms of a worker are in the books."""

    frequency: str = ""
    rate: bool = False
    tax: bool = False


def missing(details: WorkerDetails, known: Known) -> tuple[str, ...]:
    """The things a first payday needs and the books lack, in the order of the questions.

    Only employees are paid through PAYE: the self-employed and agencies send bills. HMRC asks for an address where
    there is no National Insurance number; a birth date settles minimum wage and the National Insurance letter.
    """
    if details.kind != "employee":
        return ()
    there = {
        "started": details.started is not None,
        "born": details.born is not None,
        "address": bool(details.address or details.ni_number),
        "contract": bool(known.frequency),
        "rates": known.rate,
        "tax": known.tax,
    }
    return tuple(name for name, known_by_now in there.items() if not known_by_now)
