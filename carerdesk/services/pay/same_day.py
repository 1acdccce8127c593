"""Two jobs of one person with the same employer, paid on the same day: their pay is added together for HMRC.

They are two workers in the books, with one National Insurance number and one date of birth. Each keeps a tax code and a
payslip of its own; National Insurance and student loans are worked out on both together.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import Money, total
from carerdesk.domain.payroll.corrections import Correction
from carerdesk.domain.payroll.pay import Pay, SameDay
from carerdesk.domain.problem import Problem
from carerdesk.services.pay.corrections import carried
from carerdesk.services.pay.situation import Situation
from carerdesk.store import tables


def same_day(session: Session, of: Situation, just_worked_out: Iterable[tuple[int, Pay]]) -> SameDay | Problem | None:
    """What the same person's other jobs were paid on the payday, kept or just worked out; None with one job.

    Which earnings period counts where the two are paid at different lengths, or whose letter, was not read at its
    source, so that is refused.
    """
    others = _other_jobs(session, of.worker_id)
    if not others:
        return None
    parts = [*_kept(session, of, others), *(_part(pay) for worker, pay in just_worked_out if worker in others)]
    if not parts:
        return None
    letter = of.tax.ni_letter if of.tax else ""
    if any(found != (of.period.frequency.value, letter) for found, _ in parts):
        values = {"worker": of.first_name, "payday": day_and_month(of.period.payday)}
        return Problem("", "two_jobs_apart", values)
    names = [field.name for field in fields(SameDay)]
    return SameDay(**{name: total(getattr(part, name) for _, part in parts) for name in names})


def _other_jobs(session: Session, worker_id: int) -> frozenset[int]:
    worker = tables.Worker
    here = session.get_one(worker, worker_id)
    if not here.ni_number or here.born is None:
        return frozenset()
    wanted = select(worker.id).where(
        worker.employer_id == here.employer_id,
        worker.ni_number == here.ni_number,
        worker.born == here.born,
        worker.kind == "employee",
        worker.id != worker_id,
    )
    return frozenset(session.scalars(wanted))


def _kept(session: Session, of: Situation, others: Iterable[int]) -> Sequence[tuple[tuple[str, str], SameDay]]:
    slip = tables.Payslip
    wanted = select(slip).where(slip.payday == of.period.payday, slip.worker_id.in_(others))
    return [
        (
            (row.frequency, row.ni_letter),
            SameDay(
                row.niable, row.employee_ni - _for_others(carried(row), "employee_ni"),
                row.employer_ni - _for_others(carried(row), "employer_ni"), row.student_loan, row.postgraduate_loan,
                row.at_lel, row.lel_to_pt, row.pt_to_uel,
            ),
        )
        for row in session.scalars(wanted)
    ]  # fmt: skip


def _part(pay: Pay) -> tuple[tuple[str, str], SameDay]:
    inputs = pay.inputs
    employee_ni = pay.employee_ni - _for_others(pay.put_right, "employee_ni")
    employer_ni = pay.employer_ni - _for_others(pay.put_right, "employer_ni")
    taken = SameDay(pay.niable, employee_ni, employer_ni, pay.student_loan, pay.postgraduate_loan, *pay.bands)
    return (inputs.frequency.value, inputs.letter), taken


def _for_others(corrections: Iterable[Correction], figure: str) -> Money:
    """What a payslip bears for earlier ones, which is none of this payday's."""
    return total(getattr(one, figure) for one in corrections)
