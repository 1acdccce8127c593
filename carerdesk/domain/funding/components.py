"""Whose money paid for a payslip: each component is split by itself, so that every payment adds up by itself.

The shares of the lines of pay are the weights. Rounding is by largest remainder, ties to the funder listed first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from carerdesk.domain.money import ZERO, Money, split, total


class Goes(StrEnum):
    """Where a component's money goes, with its sign in that payment."""

    GROSS = "gross"  # earned: in the take-home pay
    EXPENSES = "expenses"  # paid back with the take-home pay, no pay itself
    TO_HMRC = "to_hmrc"  # taken off the pay and sent to HMRC
    TO_PENSION = "to_pension"  # taken off the pay and sent to the pension
    KEPT_BACK = "kept_back"  # taken off the pay for anyone else
    EMPLOYER_HMRC = "employer_hmrc"  # on top of the pay, sent to HMRC; minus where HMRC gives it back
    EMPLOYER_PENSION = "employer_pension"  # on top of the pay, sent to the pension


DEDUCTIONS = frozenset({Goes.TO_HMRC, Goes.TO_PENSION, Goes.KEPT_BACK})


@dataclass(frozen=True, slots=True)
class Component:
    """One figure of a payslip ("tax", £60.20). Amounts are plus; an Employment Allowance used is minus.

    `weights`, where given, are its own shares in the funders' order: a recovered statutory payment follows the pay
    that gave rise to it, an Employment Allowance the employer's National Insurance. `parts`, where given, are the
    shares themselves: those of gross pay and expenses are the sums of their lines.
    """

    code: str
    goes: Goes
    amount: Money
    weights: tuple[int, ...] | None = None
    parts: tuple[Money, ...] | None = None


@dataclass(frozen=True, slots=True)
class SharedComponent:
    """A component and each funder's part, in the funders' order."""

    code: str
    goes: Goes
    amount: Money
    parts: tuple[Money, ...]


@dataclass(frozen=True, slots=True)
class PayslipShares:
    """A payslip split between funders, component by component."""

    funders: tuple[int, ...]
    components: tuple[SharedComponent, ...]

    def part(self, code: str) -> tuple[Money, ...]:
        """Each funder's part of one component. Raises KeyError for a component the payslip does not have."""
        for component in self.components:
            if component.code == code:
                return component.parts
        raise KeyError(code)

    @property
    def net(self) -> tuple[Money, ...]:
        """Take-home pay of each funder: its gross and expenses less its deductions."""
        return self._sum(lambda goes: 1 if goes in {Goes.GROSS, Goes.EXPENSES} else -1 if goes in DEDUCTIONS else 0)

    @property
    def to_hmrc(self) -> tuple[Money, ...]:
        """What each funder's money owes HMRC."""
        return self._sum(lambda goes: int(goes in {Goes.TO_HMRC, Goes.EMPLOYER_HMRC}))

    @property
    def to_pension(self) -> tuple[Money, ...]:
        """What each funder's money owes the pension."""
        return self._sum(lambda goes: int(goes in {Goes.TO_PENSION, Goes.EMPLOYER_PENSION}))

    @property
    def kept_back(self) -> tuple[Money, ...]:
        """What each funder's money owes anyone else out of the pay (an attachment of earnings, say)."""
        return self._sum(lambda goes: int(goes is Goes.KEPT_BACK))

    @property
    def cost(self) -> tuple[Money, ...]:
        """All that the payslip costs each funder: the payments together."""
        columns = zip(self.net, self.to_hmrc, self.to_pension, self.kept_back, strict=True)
        return tuple(total(column) for column in columns)

    def _sum(self, sign: Callable[[Goes], int]) -> tuple[Money, ...]:
        return tuple(
            total(Money(sign(c.goes) * c.parts[at].pence) for c in self.components) for at in range(len(self.funders))
        )


def split_payslip(
    components: Sequence[Component], pay_shares: Sequence[Money], funders: Sequence[int]
) -> PayslipShares:
    """A payslip's components split one by one by the funders' shares of the pay.

    `pay_shares` and `funders` are in the order that settles ties. A component with `weights` of its own follows them.
    Raises ValueError where there is no pay to share by, or a funder's share of the pay is below nothing.
    """
    by_pay = [share.pence for share in pay_shares]
    return PayslipShares(tuple(funders), tuple(_shared(component, by_pay) for component in components))


def _shared(component: Component, by_pay: Sequence[int]) -> SharedComponent:
    if component.parts is not None:
        return SharedComponent(component.code, component.goes, total(component.parts), component.parts)
    weights = by_pay if component.weights is None else component.weights
    parts = tuple(ZERO for _ in weights) if not component.amount else split(component.amount, weights)
    return SharedComponent(component.code, component.goes, component.amount, parts)


def pay_shares(lines: Iterable[Mapping[int, Money]], funders: Sequence[int]) -> tuple[Money, ...]:
    """Each funder's money over some lines of pay, in the funders' order."""
    shown = list(lines)
    return tuple(total(line.get(funder, ZERO) for line in shown) for funder in funders)


def allowance_by_payslip(allowance: Money, employer_ni: Sequence[Money]) -> tuple[Money, ...]:
    """A tax month's Employment Allowance laid on its payslips in proportion to their employer's National Insurance.

    Each payslip's part is then split by that payslip's own shares of it, so that every funder gains in proportion.
    """
    if not allowance:
        return tuple(ZERO for _ in employer_ni)
    return split(allowance, [ni.pence for ni in employer_ni])
