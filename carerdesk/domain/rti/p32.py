"""The employer payment record: HMRC's form P32, lines 1 to 23, for a tax month or quarter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.hmrc import amount_due
from carerdesk.domain.rti.figures import FAMILY_PAY, Recovered
from carerdesk.domain.working import Source

QUARTERLY_BELOW: Final = Money.of(1500)
QUARTERLY_SOURCE: Final = Source(
    "The Income Tax (Pay As You Earn) Regulations 2003, regulation 70",
    "https://www.legislation.gov.uk/uksi/2003/2682/regulation/70",
    confirmed=False,
)
NAMES: Final = {
    "smp": "Statutory Maternity Pay",
    "spp": "Statutory Paternity Pay",
    "shpp": "Statutory Shared Parental Pay",
    "sap": "Statutory Adoption Pay",
    "spbp": "Statutory Parental Bereavement Pay",
    "sncp": "Statutory Neonatal Care Pay",
}
LEVY: Final = 22
TOTAL_DUE: Final = 23


@dataclass(frozen=True, slots=True)
class P32Line:
    """One line: its number on the form, its words and its amount; None where the line is not for this employer."""

    number: int
    text: str
    amount: Money | None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class P32:
    """The sums of one tax month or quarter."""

    tax: Money = ZERO
    loans: Money = ZERO
    employee_ni: Money = ZERO
    employer_ni: Money = ZERO
    allowance: Money = ZERO
    recovered: Mapping[str, Recovered] = field(default_factory=dict)

    @property
    def net_tax(self) -> Money:
        """Line 3."""
        return self.tax + self.loans

    @property
    def gross_ni(self) -> Money:
        """Line 6."""
        return self.employee_ni + self.employer_ni

    @property
    def given_back(self) -> Money:
        """Lines 8 to 19 together."""
        return total(part.total for part in self.recovered.values())

    @property
    def deductions(self) -> Money:
        """Line 20."""
        return self.allowance + self.given_back

    @property
    def net_ni(self) -> Money:
        """Line 21."""
        return self.gross_ni - self.deductions

    @property
    def due(self) -> Money:
        """Line 23: what HMRC is to get; a minus is HMRC's to give back."""
        other = (self.loans, -self.given_back)
        return amount_due(self.tax, self.employee_ni, self.employer_ni, self.allowance, other=other)

    @property
    def lines(self) -> tuple[P32Line, ...]:
        """Lines 1 to 23 in the order of the form."""
        return (
            P32Line(1, "Income tax", self.tax),
            P32Line(2, "Student and postgraduate loans", self.loans),
            P32Line(3, "Net income tax (1 + 2)", self.net_tax, strong=True),
            P32Line(4, "National Insurance your PAs pay", self.employee_ni),
            P32Line(5, "National Insurance you pay as employer", self.employer_ni),
            P32Line(6, "Gross National Insurance (4 + 5)", self.gross_ni, strong=True),
            P32Line(7, "Employment Allowance used", self.allowance),
            *self._recovered_lines(),
            P32Line(20, "Total deductions (7 to 19)", self.deductions, strong=True),
            P32Line(21, "Net National Insurance (6 − 20)", self.net_ni, strong=True),
            P32Line(LEVY, "Apprenticeship Levy", None),
            P32Line(TOTAL_DUE, "Total due (3 + 21)", self.due, strong=True),
        )

    def _recovered_lines(self) -> list[P32Line]:
        lines = []
        for at, kind in enumerate(FAMILY_PAY):
            part = self.recovered.get(kind, Recovered())
            lines.append(P32Line(8 + 2 * at, f"{NAMES[kind]} got back", part.pay))
            lines.append(P32Line(9 + 2 * at, f"Compensation on {kind_short(kind)}", part.compensation))
        return lines


def kind_short(kind: str) -> str:
    """SMP, ShPP and so on, as HMRC writes them."""
    return {"shpp": "ShPP"}.get(kind, kind.upper())


def average_month(due: Sequence[Money]) -> Money:
    """The average of some tax months' totals, to the nearest penny; nothing of none."""
    if not due:
        return ZERO
    pence = Decimal(total(due).pence) / len(due)
    return Money(int(pence.quantize(Decimal(1), ROUND_HALF_UP)))


def may_pay_quarterly(due: Sequence[Money]) -> bool:
    """Whether months average below £1,500, so that HMRC may be paid every quarter (PAYE Regulations 2003 reg. 70)."""
    return total(due).pence < QUARTERLY_BELOW.pence * max(len(due), 1)
