"""FPS and EPS as files to look at: every rule asked first, never a submission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import tax_month, tax_year_name
from carerdesk.domain.problem import Problem
from carerdesk.domain.rti.figures import WorkerFigures
from carerdesk.reports.rti.eps import eps_xml
from carerdesk.reports.rti.fps import Submission, fps_xml
from carerdesk.reports.rti.irmark import irmark, receipt
from carerdesk.reports.rti.message import SECOND_HAND_YEARS, rti_year
from carerdesk.reports.rti.rules import check_eps, check_fps
from carerdesk.services.books import Books
from carerdesk.services.filing.employer import employer_figures, is_last_payday
from carerdesk.services.filing.figures import figures_of
from carerdesk.services.filing.returns import Key, Kind
from carerdesk.services.filing.who import employer_references

_FOR_CHECKING: Final = "FOR CHECKING, NOT A SUBMISSION"


@dataclass(frozen=True, slots=True)
class Preview:
    """A message to look at, or what keeps it from being made (in words). `doubts` are codes of what is not sure."""

    name: str
    problems: tuple[str, ...]
    text: str = ""
    mark: str = ""
    receipt: str = ""
    doubts: tuple[str, ...] = ()


def preview(books: Books, key: Key) -> Preview:
    """The FPS or EPS of a return. An RT2 or RT5 has none: it raises ValueError."""
    with books.reading() as session:
        if key.kind is Kind.FPS:
            return _fps(session, key, books.today())
        if key.kind is Kind.EPS:
            return _eps(session, key, books.today())
    raise ValueError(f"{key.kind} is a form on paper")


def _fps(session: Session, key: Key, today: date) -> Preview:
    workers = figures_of(session, key.first, key.last)
    told = Submission(employer_references(session), key.first, workers, final=is_last_payday(session, key.first))
    name = f"FPS {key.first.isoformat()} {_FOR_CHECKING}.xml"
    doubts = _doubts(key.first, workers)
    problems = check_fps(told, today)
    return _refused(name, problems) if problems else _made(name, fps_xml(told), doubts)


def _eps(session: Session, key: Key, today: date) -> Preview:
    refs, told = employer_references(session), employer_figures(session, key.first, key.last)
    name = f"EPS {tax_year_name(key.last)} month {tax_month(key.last)} {_FOR_CHECKING}.xml"
    problems = check_eps(refs, told, today)
    return _refused(name, problems) if problems else _made(name, eps_xml(refs, told), _doubts(key.last, ()))


def _refused(name: str, problems: tuple[Problem, ...]) -> Preview:
    return Preview(name, tuple(dict.fromkeys(problem_words(problem) for problem in problems)))


def _made(name: str, text: str, doubts: tuple[str, ...]) -> Preview:
    return Preview(name, (), text, irmark(text), receipt(text), doubts)


def _doubts(day: date, workers: tuple[WorkerFigures, ...]) -> tuple[str, ...]:
    found = ["doubt_year"] if rti_year(day) in SECOND_HAND_YEARS else []
    if any(worker.loan_plan == "plan_5" and worker.student_loan.now for worker in workers):
        found.append("doubt_plan_5")
    if any(worker.from_net or worker.not_taxed for worker in workers):
        found.append("doubt_net_pay")
    return tuple(found)
