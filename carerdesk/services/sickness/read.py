"""Sickness as the screens show it: a spell week by week with its workings, and a worker's history."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import span, tax_year_name
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.sickness.days import SickDay
from carerdesk.domain.sickness.form_ssp1 import LONGEST, Ssp1, ssp1, weeks_used
from carerdesk.domain.sickness.papers import PaperKind
from carerdesk.domain.sickness.spells import Absence, Run, Spell, week_words
from carerdesk.domain.sickness.weeks import SickWeek, saturday_of
from carerdesk.domain.working import Working
from carerdesk.services.books import Books, owner
from carerdesk.services.hours.states import PLANNED
from carerdesk.services.pay.situation import periods_of
from carerdesk.services.rates.known import known_rates
from carerdesk.services.sickness.papers import Papers, papers_of
from carerdesk.services.sickness.reckoned import Reckoned, paid_so_far, reckon
from carerdesk.services.sickness.spells import RECORD, rows_of, spell_of
from carerdesk.services.sickness.words import notes_of, sum_working, week_working, why_words
from carerdesk.store import settings, tables

A_DAY = timedelta(days=1)
SELF_CERTIFIED = timedelta(days=7)
TWO_MONTHS = timedelta(days=62)
FOUR_WEEKS = timedelta(days=28)  # of planned hours shown beyond the period, while a spell is open


@dataclass(frozen=True, slots=True)
class WeekView:
    """A Sunday-to-Saturday week of a spell: days paid, what it comes to, how, and why days are not paid."""

    first: date
    last: date
    paid_days: int
    amount: Money
    working: Working
    why: str
    state: str


@dataclass(frozen=True, slots=True)
class PlannedShift:
    """Hours planned for somebody who is off sick: cover is wanted."""

    shift_id: int
    day: date
    times: str


@dataclass(frozen=True, slots=True)
class SpellView:
    """A spell with all that follows from it. `to_day` is how far it is worked out; `week_to_come` from there on.

    `stands` says why nothing can be worked out yet; `average` is "" then. `ssp1` is the form due, if one is.
    `notes_kept` are the self-certificates and fit notes of the whole absence; it `continues` where another record
    follows on it the next day.
    """

    id: int
    worker_id: int
    worker: str
    first: date
    last: date | None
    weekdays: frozenset[int]
    told_on: date | None
    note: str
    refused: str
    weeks: tuple[WeekView, ...]
    due: Money
    paid: Money
    average: str
    average_working: Working | None
    average_typed: bool
    working: Working | None
    stands: str
    asks_average: bool
    linked: str
    weeks_left: str
    notes: tuple[str, ...]
    planned: tuple[PlannedShift, ...]
    ssp1: Ssp1 | None
    ssp1_given: bool
    wants_fit_note: bool
    papers: int
    notes_kept: Papers
    continues: bool
    next_payday: date | None
    to_day: date

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split(" ", maxsplit=1)[0]

    @property
    def is_open(self) -> bool:
        """Whether they are still off sick."""
        return self.last is None

    @property
    def days(self) -> str:
        """9 to 13 November 2026; since 9 November where it is open."""
        return span(self.first, self.last or self.to_day)

    @property
    def week(self) -> str:
        """Monday to Friday."""
        return week_words(self.weekdays)

    @property
    def to_pay(self) -> Money:
        """What is worked out and not on a payslip yet."""
        return self.due - self.paid


@dataclass(frozen=True, slots=True)
class YearOff:
    """A tax year's sickness of one worker: spells begun, days off, and sick pay paid."""

    year: str
    spells: int
    days: int
    paid: Money


@dataclass(frozen=True, slots=True)
class Sick:
    """A worker's sickness: the newest spell first, and each tax year's sums."""

    worker_id: int
    worker: str
    spells: tuple[SpellView, ...]
    years: tuple[YearOff, ...]

    @property
    def first_name(self) -> str:
        """What to call them in a sentence."""
        return self.worker.split(" ", maxsplit=1)[0]

    @property
    def open_spell(self) -> SpellView | None:
        """The spell that goes on."""
        return next((spell for spell in self.spells if spell.is_open), None)


def sickness_of(books: Books, worker_id: int) -> Sick:
    """All sickness of one worker. Raises LookupError where there is no such worker."""
    with books.reading() as session:
        return sick(session, worker_id, books.today())


def spell_view(books: Books, spell_id: int) -> SpellView | None:
    """One spell; None where it is not there any more."""
    with books.reading() as session:
        row = session.get(tables.Sickness, spell_id)
        if row is None:
            return None
        found = sick(session, row.worker_id, books.today())
        return next(spell for spell in found.spells if spell.id == spell_id)


def everyones_sickness(books: Books) -> tuple[Sick, ...]:
    """Everybody who has sickness on record, those off now first, then by name."""
    with books.reading() as session:
        here, today = owner(session).person_id, books.today()
        row = tables.Sickness
        ids = session.scalars(select(row.worker_id).where(row.person_id == here).distinct())
        found = [sick(session, worker_id, today) for worker_id in ids]
    return tuple(sorted(found, key=lambda one: (one.open_spell is None, one.worker)))


def sick(session: Session, worker_id: int, today: date) -> Sick:
    """As `sickness_of`, within a session."""
    rows = rows_of(session, worker_id)
    name = session.get_one(tables.Worker, worker_id).name
    paid = paid_so_far(session, worker_id)
    views = [_spell(session, name, row, today, paid.get(row.id, ZERO)) for row in rows]
    return Sick(worker_id, name, tuple(reversed(views)), _years(views, today))


def form_given(spell_id: int) -> settings.Choice[str]:
    """Where the day is kept on which form SSP1 was given for a spell."""
    return settings.Choice(f"sickness.ssp1.{spell_id}", str, "", "When form SSP1 was given.")


def horizon(session: Session, row: tables.Sickness, today: date) -> date:
    """How far a spell is worked out: to its end, else to the end of the pay period that today is in.

    An end beyond the days whose rates are known is worked out as far as those reach, or to the period's end.
    """
    reach = max(known_rates(session).known_to, row.first_day)
    if row.last_day is not None and row.last_day <= reach:
        return row.last_day
    return min(_period_end(session, row, today), row.last_day or date.max)


def _period_end(session: Session, row: tables.Sickness, today: date) -> date:
    periods = periods_of(session, row.worker_id, today + TWO_MONTHS)
    ends = [one.last for one in periods if one.first <= today <= one.last]
    return max(ends[0] if ends else saturday_of(today), row.first_day)


def _spell(session: Session, name: str, row: tables.Sickness, today: date, paid: Money) -> SpellView:
    spell, until = spell_of(row), horizon(session, row, today)
    each = next(one for one in reckon(session, row.worker_id, until) if spell in one.run.spells)
    absence = next(one for one in each.run.absences if spell in one.spells)
    due, kept = each.due(row.id), papers_of(session, absence, today)
    average = each.average
    first_row = session.get_one(tables.Sickness, each.run.spells[0].id)
    weeks = tuple(_week(each, week, paid) for week in each.weeks(row.id))
    return SpellView(
        id=row.id, worker_id=row.worker_id, worker=name, first=row.first_day, last=row.last_day,
        weekdays=spell.weekdays, told_on=row.told_on, note=row.note, refused=row.refused, weeks=weeks,
        due=due, paid=paid,
        average=average.shown if average else "",
        average_working=average.working if average else None,
        average_typed=first_row.average is not None or row.average is not None,
        working=sum_working(each, row.id) if each.problem is None else None,
        stands=problem_words(each.problem) if each.problem else "",
        asks_average=each.problem is not None and each.problem.field == "average",
        linked=_linked(each.run, absence),
        weeks_left=_left(each.days),
        notes=notes_of(each.of(row.id)),
        planned=_planned(session, spell, until),
        ssp1=_form(each, absence, today, until),
        ssp1_given=session.get(tables.Setting, form_given(row.id).key) is not None,
        wants_fit_note=_wants_fit_note(session, row, absence, kept, today),
        papers=_papers(session, row.id),
        notes_kept=kept,
        continues=spell != absence.spells[-1],
        next_payday=_next_payday(session, row, today),
        to_day=until,
    )  # fmt: skip


def _form(each: Reckoned, absence: Absence, today: date, until: date) -> Ssp1 | None:
    days = [day for day in each.days if day.day <= min(today, until)]
    return ssp1(absence, days, min(today, until)) if each.problem is None and days else None


def _week(each: Reckoned, week: SickWeek, paid: Money) -> WeekView:
    ours = [day for day in week.days if each.since is None or day.day >= each.since]
    unpaid = list(dict.fromkeys(day.why for day in week.days if not day.is_paid))
    before = "" if ours else "before these books"
    reached = each.due_by(week.spell_id, week.last)
    state = before or ("paid" if week.amount and reached <= paid else "" if not week.amount else "to pay")
    why = " ".join(why_words(one) for one in unpaid)
    return WeekView(
        week.days[0].day, week.days[-1].day, len(week.paid), week.amount, week_working(week, each.average), why, state
    )


def _linked(run: Run, absence: Absence) -> str:
    earlier = [one for one in run.absences if one.first < absence.first]
    return span(earlier[0].first, earlier[0].last or earlier[0].first) if earlier else ""


def _left(days: tuple[SickDay, ...]) -> str:
    """What is left of the 28 weeks, in weeks to one place."""
    left = LONGEST - weeks_used(days)
    whole, part = divmod(left, 1)
    return str(whole) if not part else f"{float(left):.1f}"


def _planned(session: Session, spell: Spell, until: date) -> tuple[PlannedShift, ...]:
    shift = tables.Shift
    row = session.get_one(tables.Sickness, spell.id)
    last = spell.last or max(until, spell.first) + FOUR_WEEKS
    wanted = select(shift).where(
        shift.worker_id == row.worker_id, shift.state == PLANNED, shift.day >= spell.first, shift.day <= last
    )
    return tuple(
        PlannedShift(one.id, one.day, f"{_clock(one, one.starts)}–{_clock(one, one.ends)}")
        for one in session.scalars(wanted.order_by(shift.starts))
    )


def _clock(row: tables.Shift, moment: object) -> str:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    assert isinstance(moment, datetime)
    return f"{moment.astimezone(ZoneInfo(row.zone)):%H:%M}"


def _papers(session: Session, spell_id: int) -> int:
    attachment = tables.Attachment
    wanted = select(attachment.id).where(attachment.record == RECORD, attachment.record_id == spell_id)
    return len(session.scalars(wanted).all())


def _wants_fit_note(session: Session, row: tables.Sickness, absence: Absence, kept: Papers, today: date) -> bool:
    """After seven days off a fit note may be asked for; one on any record of the absence does.

    A photo alone, without its days, counts for all of it; once days are typed, those they leave out are wanted.
    """
    last = min(absence.last or today, today)
    if last - absence.first < SELF_CERTIFIED or row.id != absence.spells[-1].id:
        return False
    if any(one.kind is PaperKind.FIT_NOTE for one in kept.papers):
        return bool(kept.gaps)
    return not any(_papers(session, spell.id) for spell in absence.spells)


def _next_payday(session: Session, row: tables.Sickness, today: date) -> date | None:
    slip = tables.Payslip
    last = session.scalars(
        select(slip.payday).where(slip.worker_id == row.worker_id).order_by(slip.payday.desc()).limit(1)
    ).first()
    coming = [
        one.payday
        for one in periods_of(session, row.worker_id, today + TWO_MONTHS)
        if (last is None or one.payday > last) and one.last >= row.first_day
    ]
    return min(coming, default=None)


def _years(views: list[SpellView], today: date) -> tuple[YearOff, ...]:
    names = sorted({tax_year_name(view.first) for view in views}, reverse=True)
    return tuple(_year(name, [one for one in views if tax_year_name(one.first) == name], today) for name in names)


def _year(name: str, views: list[SpellView], today: date) -> YearOff:
    days = sum(max((min(view.last or today, today) - view.first).days + 1, 0) for view in views)
    return YearOff(name, len(views), days, total(view.paid for view in views))
