"""From shifts to lines of pay, with each funder's share of every line.

Hours of one kind at one rate are added up in minutes and turned to money once, half a penny up, so that the hours and
the rate on a payslip give the figure beside them. The rate of a shift is the one that stood on the day it started.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from fractions import Fraction
from math import lcm

from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.shares import check_shares, reshare
from carerdesk.domain.hours.shift import Shift, ShiftKind, hours_text, shared_minutes
from carerdesk.domain.money import Money, split, total
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Working

MILEAGE = "mileage"


class CallOutPay(StrEnum):
    """How time awake in a sleep-in or on call is paid: beside the rest, or in its place.

    In place: a sleep-in with a call-out pays its time awake and no flat sum; time called out is not also on call.
    """

    ON_TOP = "on_top"
    INSTEAD = "instead"


@dataclass(frozen=True, slots=True)
class PayRate:
    """What one kind of work pays from a day on: pounds an hour, a sleep-in ("sleep_in") or a mile ("mileage")."""

    kind: str
    first_day: date
    amount: Decimal


@dataclass(frozen=True, slots=True)
class LineShare:
    """A funder's part of a line: its minutes (of the shifts, for a flat sum) and its money."""

    funder_id: int
    minutes: int
    amount: Money


@dataclass(frozen=True, slots=True)
class PayLine:
    """One line of pay. `minutes` for hours, `quantity` for nights or miles; expenses (mileage) are not pay."""

    kind: str
    title: str
    minutes: int | None
    quantity: Decimal | None
    rate: Decimal
    amount: Money
    shares: tuple[LineShare, ...]
    is_pay: bool = True


@dataclass(frozen=True, slots=True)
class PayLines:
    """Lines of pay in a payslip's order; none where there are problems."""

    lines: tuple[PayLine, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def pay(self) -> Money:
        """The lines that are pay, added up."""
        return total(line.amount for line in self.lines if line.is_pay)


@dataclass(slots=True)
class _Pile:
    """What one line is made of while it is added up."""

    minutes: int = 0
    quantity: Decimal = Decimal(0)
    funders: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    weights: dict[int, Fraction] = field(default_factory=lambda: defaultdict(Fraction))


def rate_on(rates: Iterable[PayRate], kind: str, day: date) -> Decimal | None:
    """The rate of a kind that stands on a day, or None. One kind never borrows the rate of another."""
    known = [rate for rate in rates if rate.kind == kind and rate.first_day <= day]
    return max(known, key=lambda rate: rate.first_day).amount if known else None


def pay_lines(
    shifts: Sequence[Shift],
    rates: Sequence[PayRate],
    funders: Sequence[int],
    *,
    worker: str,
    call_outs: CallOutPay = CallOutPay.ON_TOP,
) -> PayLines:
    """The lines of pay for one worker's shifts.

    `funders` is every funder in the order that settles ties. A missing rate, or a minute without a funder, is a
    problem that names worker, kind and date, and then there are no lines at all.
    """
    problems = [*_missing_rates(shifts, rates, worker, call_outs), *_missing_shares(shifts, worker)]
    if problems:
        return PayLines((), tuple(problems))
    piles: dict[tuple[str, Decimal], _Pile] = defaultdict(_Pile)
    for shift in shifts:
        for kind, minutes, quantity in _parts(shift, call_outs):
            rate = rate_on(rates, kind, shift.day)
            assert rate is not None
            _add(piles[kind, rate], shift, minutes, quantity)
    order = [*ShiftKind, MILEAGE]
    ordered = sorted(piles.items(), key=lambda item: (order.index(item[0][0]), item[0][1]))
    return PayLines(tuple(_line(kind, rate, pile, funders) for (kind, rate), pile in ordered))


def pay_working(lines: Iterable[PayLine]) -> Working:
    """The sum behind the lines: "37 h 30 min × £12.71", "£476.63"."""
    shown = list(lines)
    rows = [Line(f"{line.title}: {_amount_of(line)} × {rate_text(line.rate)}", str(line.amount)) for line in shown]
    rows.append(Line("Together", str(total(line.amount for line in shown)), strong=True))
    return Working("Hours and rates", tuple(rows))


def _amount_of(line: PayLine) -> str:
    if line.minutes is not None:
        return hours_text(line.minutes)
    assert line.quantity is not None
    return f"{line.quantity.normalize():f}" + (" miles" if line.kind == MILEAGE else "")


def _parts(shift: Shift, call_outs: CallOutPay) -> list[tuple[str, int, Decimal]]:
    """Kind, minutes and quantity of each piece of pay in a shift."""
    awake = shift.called_out_minutes
    instead = call_outs is CallOutPay.INSTEAD and awake > 0
    parts: list[tuple[str, int, Decimal]] = []
    if shift.kind is ShiftKind.SLEEP_IN:
        parts += [] if instead else [(shift.kind.value, 0, Decimal(1))]
    else:
        parts.append((shift.kind.value, shared_minutes(shift) - (awake if instead else 0), Decimal(0)))
    if awake:
        parts.append((ShiftKind.NORMAL.value, awake, Decimal(0)))
    if shift.miles:
        parts.append((MILEAGE, 0, shift.miles))
    return [part for part in parts if part[1] or part[2]]


def _add(pile: _Pile, shift: Shift, minutes: int, quantity: Decimal) -> None:
    pile.minutes += minutes
    pile.quantity += quantity
    whole = shared_minutes(shift)
    for share in reshare(shift, minutes) if minutes else shift.shares:
        pile.funders[share.funder_id] += share.minutes
        part = Fraction(share.minutes, 1) if minutes else Fraction(quantity) * Fraction(share.minutes, whole)
        pile.weights[share.funder_id] += part


def _line(kind: str, rate: Decimal, pile: _Pile, funders: Sequence[int]) -> PayLine:
    by_the_hour = kind not in {ShiftKind.SLEEP_IN, MILEAGE}
    amount = to_the_penny(rate * pile.minutes / 60 if by_the_hour else rate * pile.quantity)
    sharing = [funder for funder in funders if pile.weights.get(funder)]
    parts = split(amount, _whole([pile.weights[funder] for funder in sharing]))
    return PayLine(
        kind=kind,
        title="Mileage" if kind == MILEAGE else ShiftKind(kind).label,
        minutes=pile.minutes if by_the_hour else None,
        quantity=None if by_the_hour else pile.quantity,
        rate=rate,
        amount=amount,
        shares=tuple(LineShare(f, pile.funders[f], part) for f, part in zip(sharing, parts, strict=True)),
        is_pay=kind != MILEAGE,
    )


def rate_text(rate: Decimal) -> str:
    """A rate with its pence, and parts of a penny where it has some: £13.50, £0.455."""
    return f"£{rate:.2f}" if rate * 100 % 1 == 0 else f"£{rate.normalize():f}"


def to_the_penny(pounds: Decimal) -> Money:
    """Pounds to whole pence, half a penny up."""
    return Money(int((pounds * 100).quantize(Decimal(1), ROUND_HALF_UP)))


def _whole(weights: Sequence[Fraction]) -> list[int]:
    scale = lcm(*(weight.denominator for weight in weights))
    return [int(weight * scale) for weight in weights]


def _missing_rates(
    shifts: Iterable[Shift], rates: Sequence[PayRate], worker: str, call_outs: CallOutPay
) -> list[Problem]:
    missing = {
        (kind, shift.day)
        for shift in shifts
        for kind, _, _ in _parts(shift, call_outs)
        if rate_on(rates, kind, shift.day) is None
    }
    return [Problem("rate", "no_pay_rate", _naming(worker, kind, day)) for kind, day in sorted(missing)]


def _naming(worker: str, kind: str, day: date) -> Mapping[str, str]:
    title = "mileage" if kind == MILEAGE else ShiftKind(kind).label.lower()
    return {"worker": worker, "kind": title, "day": long_date(day)}


def _missing_shares(shifts: Iterable[Shift], worker: str) -> list[Problem]:
    return [
        Problem("shares", "shift_not_shared", {"worker": worker, "day": long_date(shift.day)})
        for shift in shifts
        if check_shares(shift) or not shift.shares
    ]
