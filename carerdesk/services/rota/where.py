"""Who needs to be where, in plain words: a day, a week, or one PA's own days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from carerdesk.domain.dates import DAYS, day_and_month
from carerdesk.domain.listed import listed
from carerdesk.services.books import Books, owner
from carerdesk.services.hours.away import days_away
from carerdesk.services.hours.choices import short_names
from carerdesk.services.hours.rows import rows_of_person
from carerdesk.services.hours.views import Outing, ShiftView, outings_of
from carerdesk.services.hours.week import shift_views
from carerdesk.services.people.read import workers
from carerdesk.store import tables

A_DAY = timedelta(days=1)
_MUCH = {
    "sleep_in": "{who} {sleep} in from {times}.",
    "waking_night": "{who} {are} awake through the night from {times}.",
    "on_call": "{who} {are} on call from {times}.",
    "training": "{who} {have} training from {times}.",
    "travel": "{who} {travel} from {times}.",
}
_SIMPLE = "{who} {are} with {whom} from {times}."
_ONE = {"are": "is", "have": "has", "sleep": "sleeps", "travel": "travels"}


@dataclass(frozen=True, slots=True)
class DayInWords:
    """A day and a sentence for each thing to know of it; `quiet` where nobody is down."""

    day: date
    sentences: tuple[str, ...]
    quiet: bool = False

    @property
    def heading(self) -> str:
        """Tuesday 24 November."""
        return day_and_month(self.day)

    @property
    def text(self) -> str:
        """All of it in a row."""
        return f"{self.heading}: {' '.join(self.sentences)}"


def who_is_where(books: Books, first: date, last: date) -> tuple[DayInWords, ...]:
    """Each day from first to last in plain words, those when nobody comes among them."""
    with books.reading() as session:
        views = shift_views(session, rows_of_person(session, first - A_DAY, last), books.now())
        names = short_names(workers(session))
        away = _away_by_day(session, first, last, names)
        whom = first_name_of_person(session)
    days = (first + timedelta(days=at) for at in range((last - first).days + 1))
    return tuple(_day(day, views, away.get(day, ()), whom) for day in days)


def first_name_of_person(session: Session) -> str:
    """What the person supported is called at home."""
    return session.get_one(tables.Person, owner(session).person_id).name.split()[0]


def _away_by_day(session: Session, first: date, last: date, names: Mapping[int, str]) -> Mapping[date, tuple[str, ...]]:
    found: dict[date, list[str]] = {}
    for worker_id, day in sorted(days_away(session, first, last)):
        if worker_id in names and first <= day <= last:
            found.setdefault(day, []).append(names[worker_id])
    return {day: tuple(people) for day, people in found.items()}


def _day(day: date, views: Iterable[ShiftView], away: tuple[str, ...], whom: str) -> DayInWords:
    found = list(views)
    ending = [view for view in found if view.day == day - A_DAY and view.ends.date() == day and view.is_night]
    mine = outings_of(view for view in found if view.day == day)
    sentences = [
        *(f"{view.first_name}’s night ends at {view.ends:%H:%M}." for view in ending if not view.needs_cover),
        *(sentence for outing in mine for sentence in _sentences(outing, whom)),
        *([f"{listed(away)} {_verb('are', len(away))} away."] if away else []),
    ]
    if not mine:
        sentences.append("Nobody is down to come.")
    return DayInWords(day, tuple(sentences), quiet=not mine)


def _sentences(outing: Outing, whom: str) -> Iterable[str]:
    missing = [shift for shift in outing.shifts if shift.needs_cover]
    there = [shift for shift in outing.shifts if not shift.needs_cover]
    together = there and len({(shift.starts, shift.ends) for shift in there}) == 1
    for group in [there] if together else [[shift] for shift in there]:
        yield _sentence(group, whom)
    for shift in missing:
        yield f"Nobody yet from {_times(shift)}: {shift.first_name} is away."
    if outing.first.is_short:
        more = outing.first.people_needed - outing.first.going
        yield f"{'One more PA is' if more == 1 else f'{more} more PAs are'} needed."
    what = outing.first.what.strip()
    if what:
        yield what if what.endswith((".", "!", "?")) else f"{what}."


def _sentence(group: list[ShiftView], whom: str) -> str:
    first = group[0]
    words = _MUCH.get(first.kind, _SIMPLE)
    verbs = {verb: _verb(verb, len(group)) for verb in _ONE}
    return words.format(who=listed(shift.first_name for shift in group), whom=whom, times=_times(first), **verbs)


def _verb(verb: str, people: int) -> str:
    return verb if people > 1 else _ONE[verb]


def _times(shift: ShiftView) -> str:
    ends = "" if shift.ends.date() == shift.day else f" on {DAYS[shift.ends.weekday()]}"
    return f"{shift.starts:%H:%M} to {shift.ends:%H:%M}{ends}"
