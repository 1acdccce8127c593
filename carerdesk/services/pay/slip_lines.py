"""The lines of one payslip: hours, nights and miles, and what is put right from earlier paydays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.pay_lines import MILEAGE, CallOutPay, PayLine, pay_lines
from carerdesk.domain.hours.shift import Shift, ShiftKind
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Working
from carerdesk.services.pay.situation import Mended, PaidLine, Situation

STATUTORY = frozenset({"ssp", "smp", "spp", "sap", "shpp", "spbp", "sncp"})


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of a payslip, with each funder's minutes and money.

    `corrects_id` is the payslip it puts right; `source` and `source_id` name the record it pays, where that is not
    hours ("sickness", 4), and `working` says how it came about, where that is more than hours times a rate.
    """

    kind: str
    title: str
    minutes: int | None
    quantity: Decimal | None
    rate: Decimal | None
    amount: Money
    is_pay: bool
    shares: Mapping[int, tuple[int, Money]]
    corrects_id: int | None = None
    source: str = ""
    source_id: int | None = None
    working: Working | None = None


@dataclass(frozen=True, slots=True)
class SlipLines:
    """The lines, what keeps them from being right, and what is left for a person to see to.

    `settled` are the payslips whose hours were put right and whose difference is in these lines.
    """

    lines: tuple[SlipLine, ...]
    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    settled: tuple[int, ...] = ()


def slip_lines(of: Situation, funders: Sequence[int], beside: SlipLines | None = None) -> SlipLines:
    """Every line of a worker's payslip for a payday: hours, what is paid `beside` them, and what is put right.

    A difference that would leave less than nothing of somebody's money waits for a later payday, and a notice says so.
    """
    so_far = _worked(of, of.shifts, of.terms.call_outs_paid, funders)
    if so_far.problems:
        return so_far
    if beside is not None:
        so_far = _with_beside(so_far, beside)
    for one in of.mended:
        if so_far.problems:
            return so_far
        so_far = _with_mended(so_far, one, difference(of, one, funders))
    return so_far


def _with_beside(so_far: SlipLines, beside: SlipLines) -> SlipLines:
    """What is paid first, then what is taken back: that waits where there is not enough to take it from."""
    lines, notices = so_far.lines, (*so_far.notices, *beside.notices)
    for line in sorted(beside.lines, key=lambda line: line.amount < ZERO):
        if line.amount < ZERO and _below_nothing((*lines, line)):
            notices = (*notices, Problem("", "line_waits", {"title": line.title, "amount": str(-line.amount)}))
        else:
            lines = (*lines, line)
    return SlipLines(lines, beside.problems, notices, so_far.settled)


def _with_mended(so_far: SlipLines, one: Mended, changed: SlipLines) -> SlipLines:
    if changed.problems:
        return changed
    lines = (*so_far.lines, *changed.lines)
    if _below_nothing(lines):
        waits = Problem("", "put_right_waits", {"payday": day_and_month(one.payday)})
        return replace(so_far, notices=(*so_far.notices, waits))
    return replace(so_far, lines=lines, settled=(*so_far.settled, one.payslip_id))


def _below_nothing(lines: Sequence[SlipLine]) -> bool:
    """Whether any funder would get back more than this payday pays from its money, as pay or as expenses."""
    sums: dict[tuple[int, bool], int] = defaultdict(int)
    for line in lines:
        for funder, (_, amount) in line.shares.items():
            sums[funder, line.is_pay] += amount.pence
    return any(pence < 0 for pence in sums.values())


def _worked(of: Situation, shifts: Sequence[Shift], call_outs: str, funders: Sequence[int]) -> SlipLines:
    found = pay_lines(shifts, of.rates, funders, worker=of.first_name, call_outs=CallOutPay(call_outs))
    return SlipLines(tuple(_line(line) for line in found.lines), found.problems)


def _line(line: PayLine) -> SlipLine:
    shares = {share.funder_id: (share.minutes, share.amount) for share in line.shares}
    return SlipLine(
        line.kind, line.title, line.minutes, line.quantity, line.rate, line.amount, line.is_pay, shares
    )  # fmt: skip


def difference(of: Situation, one: Mended, funders: Sequence[int]) -> SlipLines:
    """What the hours of a paid period come to now, less what was paid for them."""
    now = _worked(of, one.shifts, one.call_outs_paid, funders)
    if now.problems:
        return now
    standing = {(line.kind, line.rate): line for line in now.lines if line.rate is not None}
    order = {kind: at for at, kind in enumerate((*ShiftKind, MILEAGE))}
    keys = sorted({*one.paid, *standing}, key=lambda key: (order[key[0]], key[1]))
    changed = (_difference(one, key, standing.get(key), one.paid.get(key)) for key in keys)
    return SlipLines(tuple(line for line in changed if line is not None))


def _difference(one: Mended, key: tuple[str, Decimal], now: SlipLine | None, paid: PaidLine | None) -> SlipLine | None:
    shares = _share_difference(now.shares if now else {}, paid.by_funder if paid else {})
    amount = (now.amount if now else ZERO) - (paid.amount if paid else ZERO)
    if not amount and not any(money for _, money in shares.values()):
        return None
    title = now.title if now else paid.title if paid else ""
    timed = now.minutes is not None if now else bool(paid and paid.minutes)
    minutes = ((now.minutes or 0) if now else 0) - (paid.minutes if paid else 0)
    quantity = ((now.quantity or Decimal(0)) if now else Decimal(0)) - (paid.quantity if paid else Decimal(0))
    return SlipLine(
        kind=key[0],
        title=f"{title}, put right in the pay of {day_and_month(one.payday)}",
        minutes=minutes if timed else None,
        quantity=None if timed else quantity,
        rate=key[1],
        amount=amount,
        is_pay=now.is_pay if now else bool(paid and paid.is_pay),
        shares=shares,
        corrects_id=one.payslip_id,
    )


def _share_difference(
    now: Mapping[int, tuple[int, Money]], paid: Mapping[int, tuple[int, Money]]
) -> Mapping[int, tuple[int, Money]]:
    nothing = (0, ZERO)
    both = {
        funder: (
            now.get(funder, nothing)[0] - paid.get(funder, nothing)[0],
            now.get(funder, nothing)[1] - paid.get(funder, nothing)[1],
        )
        for funder in {*now, *paid}
    }
    return {funder: part for funder, part in both.items() if part != nothing}
