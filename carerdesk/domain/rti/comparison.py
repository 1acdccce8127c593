"""What another program worked out, beside what these books say: every penny of difference with its likely reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from carerdesk.domain.money import Money

FIGURES: Final = ("taxable", "tax", "employee_ni", "employer_ni", "student_loan", "postgraduate_loan")


@dataclass(frozen=True, slots=True)
class Difference:
    """One figure of one worker: ours, theirs, and why they may differ (a code for the words; "" where they agree)."""

    figure: str
    ours: Money
    theirs: Money
    reason: str

    @property
    def apart(self) -> Money:
        """Theirs less ours."""
        return self.theirs - self.ours


def compare(ours: Mapping[str, Money], theirs: Mapping[str, Money]) -> tuple[Difference, ...]:
    """Every figure that was typed, beside ours, in the order of FIGURES."""
    typed = [figure for figure in FIGURES if figure in theirs]
    apart = {figure for figure in typed if theirs[figure] != ours[figure]}
    return tuple(
        Difference(figure, ours[figure], theirs[figure], _reason(figure, apart, ours, theirs)) for figure in typed
    )


def _reason(figure: str, apart: set[str], ours: Mapping[str, Money], theirs: Mapping[str, Money]) -> str:
    if figure not in apart:
        return ""
    if figure == "taxable":
        return "pay_differs"
    if "taxable" in apart:
        return "follows_pay"
    if figure in {"student_loan", "postgraduate_loan"}:
        return "loan_not_set" if not theirs[figure] or not ours[figure] else "loan_differs"
    if figure == "tax":
        return _tax_reason(ours[figure], theirs[figure])
    return _ni_reason(figure, apart, ours, theirs)


def _tax_reason(ours: Money, theirs: Money) -> str:
    """Pennies come of rounding pay to date, whole pounds of the code or of what came before."""
    return "tax_pennies" if abs(theirs - ours).pence < 100 else "tax_code_or_before"  # noqa: PLR2004 - a pound


def _ni_reason(figure: str, apart: set[str], ours: Mapping[str, Money], theirs: Mapping[str, Money]) -> str:
    if abs(theirs[figure] - ours[figure]).pence <= 2:  # noqa: PLR2004 - two products, a penny each
        return "ni_pennies"
    both = {"employee_ni", "employer_ni"} <= apart
    if figure == "employer_ni" and not both and not theirs[figure]:
        return "allowance_taken_off"
    return "ni_letter" if both else "ni_one_side"


def all_agree(differences: Sequence[Difference]) -> bool:
    """Whether there is not a penny between them."""
    return not any(difference.reason for difference in differences)
