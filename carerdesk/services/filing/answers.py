"""What Basic PAYE Tools worked out for a payday, typed beside what these books say."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import Money, total
from carerdesk.domain.problem import Problem
from carerdesk.domain.rti.comparison import FIGURES, Difference, compare
from carerdesk.domain.rti.figures import WorkerFigures
from carerdesk.services.books import Books, done
from carerdesk.services.filing.explaining import exact_reasons
from carerdesk.services.filing.figures import figures_of
from carerdesk.services.filing.returns import Key, Kind, filing_of
from carerdesk.services.filing.sent import row_for
from carerdesk.services.outcome import Outcome, Rejected


@dataclass(frozen=True, slots=True)
class Compared:
    """One worker on the payday: what these books say and, where it was typed, how the answer differs.

    `exact` says for a figure what gives theirs to the penny, where that was found.
    """

    worker_id: int
    name: str
    ours: Mapping[str, Money]
    typed: Mapping[str, Money]
    differences: tuple[Difference, ...]
    exact: Mapping[str, str]

    def words(self, difference: Difference) -> str:
        """One figure in a sentence: that it agrees, or by how much it does not and why."""
        return difference_words(difference, self.exact.get(difference.figure, ""))


def comparison(books: Books, payday: date) -> tuple[Compared, ...]:
    """Everyone paid on the payday, with what was typed."""
    with books.reading() as session:
        kept = _kept(session, payday)
        found = figures_of(session, payday, payday)
        return tuple(_compared(session, each, kept.get(each.who.worker_id, {})) for each in found)


def _compared(session: Session, worker: WorkerFigures, typed: Mapping[str, Money]) -> Compared:
    ours, who = our_figures(worker), worker.who
    exact = exact_reasons(session, worker.payment.payday, who.worker_id, typed) if typed else {}
    return Compared(who.worker_id, who.name, ours, typed, compare(ours, typed), exact)


def our_figures(worker: WorkerFigures) -> dict[str, Money]:
    """The figures another program works out too, named as in FIGURES."""
    return {
        "taxable": worker.taxable.now,
        "tax": worker.tax.now,
        "employee_ni": total(letter.employee.now for letter in worker.letters),
        "employer_ni": total(letter.employer.now for letter in worker.letters),
        "student_loan": worker.student_loan.now,
        "postgraduate_loan": worker.postgraduate_loan.now,
    }


def keep_answer(books: Books, payday: date, worker_id: int, typed: Mapping[str, Money | None]) -> Outcome:
    """Keep what the other program said about one worker; a figure left empty is not compared."""
    found = {figure: amount.text for figure, amount in typed.items() if amount is not None and figure in FIGURES}
    if not found:
        return Rejected((Problem("tax", "answer_empty"),))
    with books.operation(f"What Basic PAYE Tools said for {day_and_month(payday)} kept", kind="filing") as op:
        row = row_for(op.session, Key(payday, payday, Kind.FPS))
        answers = json.loads(row.answer) if row.answer else {}
        row.answer = json.dumps({**answers, str(worker_id): found}, sort_keys=True)
        row.checked_at = books.now()
    return done(op)


def _kept(session: Session, payday: date) -> dict[int, dict[str, Money]]:
    row = filing_of(session, Key(payday, payday, Kind.FPS))
    answers = json.loads(row.answer) if row is not None and row.answer else {}
    return {
        int(worker): {figure: Money.of(amount) for figure, amount in figures.items()}
        for worker, figures in answers.items()
    }


def difference_words(difference: Difference, exact: str = "") -> str:
    """One figure in a sentence: that it agrees, or by how much it does not and why that is, or may be."""
    name = guidance("filing", f"figure_{difference.figure}")
    if not difference.reason:
        return guidance("filing", "agrees", figure=name, ours=str(difference.ours))
    way = "more" if difference.apart.pence > 0 else "less"
    says = guidance("filing", "differs", figure=name, theirs=str(difference.theirs), ours=str(difference.ours),
                    apart=str(abs(difference.apart)), way=way)  # fmt: skip
    return f"{says} {exact or guidance('filing', f'why_{difference.reason}')}"
