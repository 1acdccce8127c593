"""The sheet of figures for form SSP1."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.money import total
from carerdesk.domain.sickness.form_ssp1 import Ssp1, weeks_used
from carerdesk.domain.sickness.spells import A_DAY, Absence, week_words
from carerdesk.domain.sickness.weeks import sick_weeks
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports import ssp1
from carerdesk.services.books import Books
from carerdesk.services.outcome import Done
from carerdesk.services.sickness.read import form_given, horizon
from carerdesk.services.sickness.read import sick as sickness_in
from carerdesk.services.sickness.reckoned import Reckoned, reckon
from carerdesk.services.sickness.spells import spell_of
from carerdesk.services.sickness.words import notes_of
from carerdesk.store import settings, tables

SIX_DAYS = timedelta(days=6)


def ssp1_pdf(books: Books, spell_id: int) -> bytes:
    """What to copy onto form SSP1 for a spell, as PDF. Raises LookupError where there is no such spell."""
    out = BytesIO()
    with books.reading() as session:
        ssp1.write(_view(session, spell_id, books), out)
    return out.getvalue()


def form_words(form: Ssp1, name: str) -> str:
    """Why form SSP1 is due and by when, in a sentence."""
    until = long_date(form.unpaid_from - A_DAY)
    return guidance("sickness", f"ssp1_{form.why}", name=name, by=long_date(form.give_by), until=until)


def say_form_given(books: Books, spell_id: int) -> Done:
    """Keep that form SSP1 was given today: nothing asks for it any more."""
    settings.write(books, form_given(spell_id), books.today().isoformat())
    return Done("Kept: form SSP1 is given.", frozenset({"sickness"}))


def _view(session: Session, spell_id: int, books: Books) -> ssp1.Ssp1View:
    row = session.get_one(tables.Sickness, spell_id)
    worker, employer = session.get_one(tables.Worker, row.worker_id), session.get_one(tables.Employer, row.employer_id)
    person = session.get_one(tables.Person, row.person_id)
    today = books.today()
    until = min(horizon(session, row, today), max(today, row.first_day))
    spell = spell_of(row)
    each = next(one for one in reckon(session, row.worker_id, until) if spell in one.run.spells)
    absence = next(one for one in each.run.absences if spell in one.spells)
    shown = next(one for one in sickness_in(session, row.worker_id, today).spells if one.id == spell_id)
    mine = [day for day in each.days if day.day >= absence.first and (absence.last or until) >= day.day]
    paid = [day.day for day in mine if day.is_paid]
    weeks = [week for week in sick_weeks(mine) if week.paid]
    return ssp1.Ssp1View(
        employer=employer.name, employer_address=employer.address,
        acting_for="" if employer.name == person.name else person.name,
        name=worker.name, address=worker.address,
        ni_number=ni_number_words(worker.ni_number) if worker.ni_number else "", works_number=worker.works_number,
        first=absence.first, last=absence.last, qualifying_days=week_words(spell.weekdays),
        average=shown.average or "Not known",
        reason=_reason(shown.ssp1, row.refused), give_by=_by(shown.ssp1),
        first_paid=min(paid, default=None), last_paid=max(paid, default=None),
        unpaid_from=shown.ssp1.unpaid_from if shown.ssp1 else None,
        weeks=tuple(ssp1.Ssp1Week(week.last, len(week.paid), week.amount) for week in weeks),
        total=total(week.amount for week in weeks), weeks_used=_used(each),
        earlier=tuple(_span(one) for one in each.run.absences if one.first < absence.first),
        how_to=guidance("sickness", "ssp1_sheet"), notes=notes_of(mine),
    )  # fmt: skip


def _span(absence: Absence) -> str:
    return span(absence.first, absence.last or absence.first)


def _reason(form: Ssp1 | None, refused: str) -> str:
    if form is None:
        return ""
    words = guidance("sickness", f"ssp1_reason_{form.why}")
    return f"{words}: {refused}" if form.why == "refused" and refused else words


def _by(form: Ssp1 | None) -> str:
    return f"Give form SSP1 by {long_date(form.give_by)}" if form else ""


def _used(each: Reckoned) -> str:
    used = weeks_used(each.days)
    return f"{float(used):.1f}".removesuffix(".0")
