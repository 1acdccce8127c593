"""Everything beside hours that puts lines on a payslip, and how each marks what a payslip has settled.

A subject's lines come from its own module `services/<subject>/on_payslip.py`; adding it here is all it takes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from sqlalchemy.orm import Session

from carerdesk.services.deductions import on_payslip as deductions
from carerdesk.services.family_leave import on_payslip as family_leave
from carerdesk.services.family_leave.details import SOURCE as LEAVE
from carerdesk.services.holiday import on_payslip as holiday
from carerdesk.services.leave import on_payslip as other_leave
from carerdesk.services.pay.situation import Situation
from carerdesk.services.pay.slip_lines import SlipLines, slip_lines
from carerdesk.services.sickness import on_payslip as sickness

LineSource: TypeAlias = Callable[[Session, Situation, Sequence[int]], SlipLines]
LineOnTop: TypeAlias = Callable[[Session, Situation, Sequence[int], SlipLines], SlipLines]
Settler: TypeAlias = Callable[[Session, int, int], None]

SOURCES: tuple[LineSource, ...] = (
    holiday.lines, sickness.lines, family_leave.lines, other_leave.lines, deductions.lines,
)  # fmt: skip
ON_TOP: tuple[LineOnTop, ...] = (holiday.on_top,)
"""What is a part of the other lines, and so comes after them."""
SETTLERS: Mapping[str, Settler] = {
    holiday.SOURCE: holiday.settle,
    deductions.SOURCE: deductions.settle,
    LEAVE: family_leave.settle,
    other_leave.SOURCE: other_leave.settle,
    sickness.SOURCE: sickness.settle,
}


def every_line(session: Session, of: Situation, funders: Sequence[int]) -> SlipLines:
    """Every line of a worker's payslip for a payday, from hours and from every source, and what rests on them."""
    made = slip_lines(of, funders, _together(source(session, of, funders) for source in SOURCES))
    if made.problems:
        return made
    more = _together(on_top(session, of, funders, made) for on_top in ON_TOP)
    return replace(
        made,
        lines=(*made.lines, *more.lines),
        problems=more.problems,
        notices=(*made.notices, *more.notices),
    )


def _together(parts: Iterable[SlipLines]) -> SlipLines:
    found = list(parts)
    return SlipLines(
        tuple(line for part in found for line in part.lines),
        tuple(problem for part in found for problem in part.problems),
        tuple(notice for part in found for notice in part.notices),
    )


def settle(session: Session, payslip_id: int, records: Iterable[tuple[str, int | None]]) -> None:
    """Mark each record that this payslip pays or takes in full; those of other sources keep no mark."""
    for source, source_id in dict.fromkeys(records):
        settler = SETTLERS.get(source)
        if settler is not None and source_id is not None:
            settler(session, source_id, payslip_id)
