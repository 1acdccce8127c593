"""The six kinds of family leave pay, and what the law gives each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.domain.working import Source

WEEK: Final = timedelta(days=7)
WEEKS_AT_NINETY: Final = 6
_MANUAL: Final = "https://www.gov.uk/hmrc-internal-manuals/statutory-payments-manual"


class LeaveKind(StrEnum):
    """Kinds of pay by law for time off with, or after losing, a child. The value is also the kind of the pay line."""

    SMP = "smp"
    SPP = "spp"
    SAP = "sap"
    SHPP = "shpp"
    SPBP = "spbp"
    SNCP = "sncp"

    @property
    def short(self) -> str:
        """As its letters are written: SMP, ShPP."""
        return "ShPP" if self is LeaveKind.SHPP else self.value.upper()

    @property
    def begins_at_ninety(self) -> bool:
        """Whether the first six weeks are 90 % of average earnings with no other limit."""
        return self in {LeaveKind.SMP, LeaveKind.SAP}

    @property
    def in_pieces(self) -> bool:
        """Whether its weeks may be taken apart from one another."""
        return not self.begins_at_ninety

    @property
    def days_of_work(self) -> int:
        """Days of work during the leave that cost no pay: 10 to keep in touch, 20 in shared leave, none for the rest.

        Statutory Payments Manual SPM200100 and SPM200300.
        """
        if self.begins_at_ninety:
            return 10
        return 20 if self is LeaveKind.SHPP else 0


@dataclass(frozen=True, slots=True)
class RefusalForm:
    """What the worker is given where nothing is due, and how soon: days from the decision, days from their request."""

    name: str
    within: int | None
    of_request: int | None
    source: Source
    in_writing_only: bool = False

    def give_by(self, decided: date, asked: date | None) -> date | None:
        """The day it must have been given by; None where no page gives one."""
        limits = [decided + timedelta(days=self.within)] if self.within is not None else []
        if self.of_request is not None and asked is not None:
            limits.append(asked + timedelta(days=self.of_request))
        return min(limits, default=None)


def guide(page: str, title: str, *, confirmed: bool = True) -> Source:
    """A page of GOV.UK."""
    return Source(f"GOV.UK, {title}", f"https://www.gov.uk/{page}", confirmed=confirmed)


def manual(page: str, title: str) -> Source:
    """A page of HMRC's Statutory Payments Manual."""
    return Source(f"HMRC, Statutory Payments Manual {page}: {title}", f"{_MANUAL}/{page.lower()}")


REFUSALS: Final = {
    LeaveKind.SMP: RefusalForm(
        "SMP1", 7, None, guide("maternity-pay-leave/how-to-claim", "Maternity pay and leave: how to claim")
    ),
    LeaveKind.SPP: RefusalForm(
        "SPP1", None, 28,
        guide("employers-paternity-pay-leave/refusing-pay-or-leave", "Paternity pay: refusing pay", confirmed=False),
    ),
    LeaveKind.SAP: RefusalForm(
        "SAP1", 7, 28, guide("employers-adoption-pay-leave/refusing-pay-or-leave", "Adoption pay: refusing pay")
    ),
    LeaveKind.SHPP: RefusalForm(
        "", None, None, guide("shared-parental-leave-and-pay-employer-guide/eligibility", "Shared Parental Pay"),
        in_writing_only=True,
    ),
    LeaveKind.SPBP: RefusalForm(
        "SPBP1", None, 28,
        guide("employers-parental-bereavement-pay-leave/nonpayment-form", "Bereavement pay: non-payment form"),
    ),
    LeaveKind.SNCP: RefusalForm(
        "NEO1 (SNCP1)", 7, None, manual("SPM167800", "not entitled to neonatal care pay")
    ),
}  # fmt: skip

KINDS_SOURCE: Final = {
    LeaveKind.SMP: guide("employers-maternity-pay-leave", "Statutory Maternity Pay and Leave: employer guide"),
    LeaveKind.SPP: guide("employers-paternity-pay-leave", "Statutory Paternity Pay and Leave: employer guide"),
    LeaveKind.SAP: guide("employers-adoption-pay-leave", "Statutory Adoption Pay and Leave: employer guide"),
    LeaveKind.SHPP: guide("shared-parental-leave-and-pay-employer-guide", "Shared Parental Leave: employer guide"),
    LeaveKind.SPBP: guide("employers-parental-bereavement-pay-leave", "Parental Bereavement Pay: employer guide"),
    LeaveKind.SNCP: guide("employers-neonatal-care-pay-leave", "Statutory Neonatal Care Pay: employer guide"),
}


def most_weeks(kind: LeaveKind, day: date, rates: Rates) -> int:
    """How many weeks can be paid at most, by the law of a day.

    Raises:
        NoRateFor: outside the known years, or before a kind began (neonatal care pay: 6 April 2025).
    """
    table = rates.table("parental.weeks", day)
    if kind.short not in table:
        raise NoRateFor("parental.weeks", day)
    return int(table[kind.short])
