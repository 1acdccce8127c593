"""Self-certificates and fit notes kept with a sickness: the days they speak for, and what no paper covers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.problem import Problem
from carerdesk.domain.sickness.papers import Covers, PaperKind, check_paper, gaps, odd_paper, runs_out
from carerdesk.domain.sickness.spells import Absence, absences
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.sickness.spells import spells_of
from carerdesk.store import tables

NOTE = "fit_note"
NOT_FIT, MAY_BE_FIT = "not_fit", "may_be_fit"


@dataclass(frozen=True, slots=True)
class NewPaper:
    """A paper to keep: who speaks, the days it speaks for, and what it says."""

    spell_id: int
    kind: PaperKind
    first: date
    last: date
    received_on: date | None = None
    advice: str = NOT_FIT
    note: str = ""

    @property
    def covers(self) -> Covers:
        """Its kind and days alone."""
        return Covers(self.kind, self.first, self.last)


@dataclass(frozen=True, slots=True)
class PaperView:
    """A paper as it is kept. `documents` are the photos or PDFs with it."""

    id: int
    spell_id: int
    kind: PaperKind
    first: date
    last: date
    received_on: date | None
    advice: str
    note: str
    documents: int

    @property
    def days(self) -> str:
        """9 to 15 November 2026."""
        return span(self.first, self.last)


@dataclass(frozen=True, slots=True)
class Papers:
    """All papers of an absence: the stretches no paper covers so far, and the last day they reach without a break."""

    papers: tuple[PaperView, ...] = ()
    gaps: tuple[tuple[date, date], ...] = ()
    until: date | None = None


def keep_paper(books: Books, new: NewPaper, paper_id: int | None = None) -> Outcome:
    """Keep a paper, or put one right."""
    with books.operation("Paper about sickness kept", kind="sickness") as op:
        spell = op.session.get_one(tables.Sickness, new.spell_id)
        first, last = _absence(op.session, spell)
        if problems := check_paper(new.covers, first, last, new.received_on, books.today()):
            return Rejected(problems)
        row = op.session.get_one(tables.FitNote, paper_id) if paper_id is not None else None
        if row is None:
            row = tables.FitNote(**owner(op.session).keys(), **_columns(new))
            op.session.add(row)
        else:
            for column, value in _columns(new).items():
                setattr(row, column, value)
        op.session.flush()
        op.said = f"{_words(new.kind)} of {_name(op.session, spell)} kept, {span(new.first, new.last)}"
    return done(op, id=row.id)


def remove_paper(books: Books, paper_id: int) -> Outcome:
    """Take a paper's record out. One that has a photo or PDF stays until that is taken off."""
    with books.operation("Paper about sickness taken out", kind="sickness") as op:
        row = op.session.get_one(tables.FitNote, paper_id)
        if _documents(op.session, paper_id):
            return Rejected((Problem("", "paper_has_document"),))
        spell = op.session.get_one(tables.Sickness, row.sickness_id)
        what = _words(PaperKind(row.kind))
        op.said = f"{what} of {_name(op.session, spell)}, {span(row.first_day, row.last_day)}, taken out"
        op.session.delete(row)
    return done(op)


def odd(new: NewPaper) -> tuple[Problem, ...]:
    """What to ask about a paper before it is kept."""
    return odd_paper(new.covers)


def papers_of(session: Session, absence: Absence, until: date) -> Papers:
    """The papers of an absence, as far as a day."""
    row = tables.FitNote
    wanted = select(row).where(row.sickness_id.in_([spell.id for spell in absence.spells]))
    found = tuple(_view(session, each) for each in session.scalars(wanted.order_by(row.first_day, row.id)))
    covers = [Covers(one.kind, one.first, one.last) for one in found]
    ends = min(absence.last or until, until)
    return Papers(found, gaps(absence.first, ends, covers), runs_out(absence.first, covers))


def _view(session: Session, row: tables.FitNote) -> PaperView:
    return PaperView(
        row.id, row.sickness_id, PaperKind(row.kind), row.first_day, row.last_day, row.received_on, row.advice,
        row.note, _documents(session, row.id),
    )  # fmt: skip


def _documents(session: Session, paper_id: int) -> int:
    attachment = tables.Attachment
    mine = (attachment.record == NOTE) & (attachment.record_id == paper_id)
    return session.scalar(select(func.count(attachment.id)).where(mine)) or 0


def _absence(session: Session, spell: tables.Sickness) -> tuple[date, date | None]:
    """The days of the whole absence a record belongs to: a fit note may speak for the record before it too."""
    for absence in absences(spells_of(session, spell.worker_id)):
        if any(each.id == spell.id for each in absence.spells):
            return absence.first, absence.last
    return spell.first_day, spell.last_day


def _columns(new: NewPaper) -> dict[str, object]:
    return {
        "sickness_id": new.spell_id, "kind": new.kind.value, "first_day": new.first, "last_day": new.last,
        "received_on": new.received_on, "advice": new.advice, "note": new.note.strip(),
    }  # fmt: skip


def _words(kind: PaperKind) -> str:
    return guidance("sickness", f"paper_{kind.value}")


def _name(session: Session, spell: tables.Sickness) -> str:
    return session.get_one(tables.Worker, spell.worker_id).name.split(" ", maxsplit=1)[0]
