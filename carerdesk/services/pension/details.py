"""What is kept about the workplace pension, as plain values, and the choices there are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

METHODS: Final = ("relief_at_source", "net_pay")
BASES: Final = ("qualifying_earnings", "all_pay")
DUTY_KINDS: Final = ("duties_start", "declaration", "re_enrolment", "re_declaration")


@dataclass(frozen=True, slots=True)
class Scheme:
    """The scheme with its terms from a day on. Percents are of the basis, before tax relief."""

    first_day: date
    provider: str
    method: str
    basis: str
    worker_percent: Decimal
    employer_percent: Decimal
    employer_reference: str = ""


@dataclass(frozen=True, slots=True)
class DutyDone:
    """A duty to The Pensions Regulator done on a day; `kind` is one of DUTY_KINDS."""

    kind: str
    day: date
    reference: str = ""
    note: str = ""
