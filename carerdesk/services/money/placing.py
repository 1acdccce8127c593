"""New papers that name their line are put on it; the others are kept with the loose papers. One undo takes all back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.money.attaching import BANK_LINE, amounts_in, attachment_to, is_attached, keep_within
from carerdesk.services.money.finding import line_of, line_title
from carerdesk.services.money.parts import parts_of
from carerdesk.services.money.proof import document_kinds, kind_words
from carerdesk.services.money.register import Query, RegisterLine, Show, register_page
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.intake.checked import Checked

MOST_WAITING = 500
MOST_NAMED = 2


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A file as it was dropped."""

    file_name: str
    data: bytes


def line_named(books: Books, paper: NewPaper) -> RegisterLine | None:
    """The one line that waits for a paper of an amount this one names; None where there is none, or more than one."""
    checked = _checked(paper)
    return None if isinstance(checked, Problem) else _line_named(books, paper, checked)


def place_papers(books: Books, papers: Sequence[NewPaper]) -> Outcome:
    """Puts each paper on the line it names, and keeps the others loose. Rejected where one of them cannot be opened.

    The outcome's id is that of the last line that got a paper; None where all are kept loose.
    """
    every = [(paper, _checked(paper)) for paper in papers]
    problems = tuple(checked for _, checked in every if isinstance(checked, Problem))
    if problems:
        return Rejected(problems)
    good = [(paper, checked) for paper, checked in every if not isinstance(checked, Problem)]
    lines = _lines_named(books, good)
    told: dict[str, list[str]] = {"placed": [], "loose": [], "there": []}
    with books.operation("") as op:
        for (paper, checked), line in zip(good, lines, strict=True):
            document_id = keep_within(books, op.session, paper.data, paper.file_name, checked).id
            if line is not None:
                told["placed"].append(_put_on(op.session, document_id, line.id))
            else:
                told["there" if _is_on_something(op.session, document_id) else "loose"].append(paper.file_name)
        op.said = _told(**told)
    return done(op, id=next((line.id for line in reversed(lines) if line is not None), None))


def _lines_named(books: Books, papers: Sequence[tuple[NewPaper, Checked]]) -> list[RegisterLine | None]:
    """A line for each paper that names one; a line that two of them name is given to neither."""
    named = [_line_named(books, paper, checked) for paper, checked in papers]
    times = Counter(line.id for line in named if line is not None)
    return [line if line is not None and times[line.id] == 1 else None for line in named]


def _is_on_something(session: Session, document_id: int) -> bool:
    from sqlalchemy import select

    from carerdesk.store.tables import Attachment

    return session.scalar(select(Attachment.id).where(Attachment.document_id == document_id).limit(1)) is not None


def _checked(paper: NewPaper) -> Checked | Problem:
    from carerdesk.intake.documents import check_document

    return check_document(paper.data, paper.file_name)


def _line_named(books: Books, paper: NewPaper, checked: Checked) -> RegisterLine | None:
    amounts = amounts_in(paper.data, paper.file_name, checked)
    waiting = register_page(books, Query(show=Show.NEED_PAPER), limit=MOST_WAITING) if amounts else ()
    named = [line for line in waiting if abs(line.amount) in amounts]
    return named[0] if len(named) == 1 else None


def _put_on(session: Session, document_id: int, line_id: int) -> str:
    kind = document_kinds(parts_of(session, line_id)[0].category)[0]
    if not is_attached(session, BANK_LINE, line_id, document_id):
        session.add(attachment_to(session, document_id, BANK_LINE, line_id, kind))
        session.flush()
    return f"{kind_words(kind)} on {line_title(line_of(session, line_id))}"


def _told(placed: Sequence[str], loose: Sequence[str], there: Sequence[str]) -> str:
    """One sentence: what went where by name while it is few, else how many."""
    on_lines = "; ".join(placed) if len(placed) <= MOST_NAMED else f"{len(placed)} papers put on their lines"
    kept = f"{_names(loose)} kept with the loose papers, to find {'its' if len(loose) == 1 else 'their'} line there"
    known = f"{_names(there)} in the books already"
    every = ((on_lines, placed), (kept, loose), (known, there))
    return "; ".join(words for words, which in every if which)


def _names(files: Sequence[str]) -> str:
    return " and ".join(files) if len(files) <= MOST_NAMED else f"{len(files)} papers"
