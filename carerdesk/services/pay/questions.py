"""What is odd about a payday but possible: asked once, and kept when the answer is yes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.domain.hours.shift import hours_text
from carerdesk.services.books import Books
from carerdesk.services.pay.length import HOLIDAY, length_of
from carerdesk.services.pay.situation import Situation
from carerdesk.services.pay.slip_lines import SlipLine
from carerdesk.store import settings, tables

LEAST_MINUTES = 120
ONE_IN = 25  # a difference of 4 % or more is asked about


def compared(session: Session, of: Situation, lines: Iterable[SlipLine]) -> str:
    """A question where hours worked are well above or below last time’s: two hours and one in 25 at least; else ""."""
    minutes = length_of(lines).worked
    last = _worked_last_time(session, of)
    if last is None or abs(minutes - last) < max(LEAST_MINUTES, last // ONE_IN):
        return ""
    word = "more" if minutes > last else "fewer"
    apart = abs(minutes - last)
    length = f"{apart // 60} hours" if apart % 60 == 0 else hours_text(apart)
    return f"{of.first_name} has {length} {word} than last time. Is it right?"


def _worked_last_time(session: Session, of: Situation) -> int | None:
    slip, line = tables.Payslip, tables.PayslipLine
    before = select(slip.id).where(
        slip.worker_id == of.worker_id, slip.payday < of.period.payday, slip.frequency == of.period.frequency.value
    )
    last = session.scalars(before.order_by(slip.payday.desc(), slip.id.desc()).limit(1)).first()
    if last is None:
        return None
    worked = select(func.coalesce(func.sum(line.minutes), 0)).where(line.payslip_id == last, line.kind != HOLIDAY)
    return session.scalars(worked).one()


def kept_questions(books: Books, payday: date) -> Mapping[int, str]:
    """The questions about each worker that were answered with yes."""
    return {int(worker): question for worker, question in settings.read(books, _choice(payday)).items()}


def keep(books: Books, payday: date, worker_id: int, question: str) -> None:
    """It is right as it is: the same question is not asked again for this payday."""
    answered = {str(worker): words for worker, words in kept_questions(books, payday).items()}
    settings.write(books, _choice(payday), {**answered, str(worker_id): question})


def _choice(payday: date) -> settings.Choice[dict[str, str]]:
    words = "Questions about a payday that were answered with yes."
    return settings.Choice(f"pay.kept.{payday.isoformat()}", dict[str, str], {}, words)
