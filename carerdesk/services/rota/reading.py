"""A repeating shift read back before it is kept, with what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.domain.listed import listed
from carerdesk.domain.problem import Problem
from carerdesk.domain.rota.pattern import next_days, pattern_words, skips
from carerdesk.services.books import Books
from carerdesk.services.hours.choices import funders
from carerdesk.services.rota.new_pattern import NewPattern, check_new
from carerdesk.services.rota.pattern_rows import names_of
from carerdesk.services.rota.pattern_views import Payer, payers_of
from carerdesk.services.rota.standing import known_days

_EARLIEST, _SIX, _NOON = 60, 6 * 60, 12 * 60  # minutes from midnight
_NIGHTS = frozenset({ShiftKind.SLEEP_IN.value, ShiftKind.WAKING_NIGHT.value, ShiftKind.ON_CALL.value})


@dataclass(frozen=True, slots=True)
class PatternReading:
    """What was understood, the next days it falls on, and what is wrong or may surprise, all in words."""

    said: str
    next_words: str = ""
    doubts: tuple[str, ...] = ()


def read_pattern_back(books: Books, new: NewPattern) -> PatternReading:
    """The sentence of a repeating shift as it would be kept."""
    with books.reading() as session:
        problems = check_new(session, new)
        names = names_of(session, new.worker_ids) if new.worker_ids else ""
        known = known_days(session)
        payers = payers_of(new.shares, {row.id: (row.short_name, row.kind) for row in funders(session)})
    said = ". ".join(part for part in (pattern_words(new.when), names, *_agreed(new, payers)) if part)
    if problems:
        return PatternReading(said, "", tuple(problem_words(each) for each in problems))
    days = next_days(new.when, max(new.first_day, books.today()), known)
    rare = skips(new.when)
    doubts = tuple(problem_words(each) for each in (rare, _early(new)) if each is not None)
    none = () if days else ("No day falls in what is known of terms and bank holidays.",)
    return PatternReading(said, ", ".join(day_and_month(day) for day in days), (*doubts, *none))


def _agreed(new: NewPattern, payers: tuple[Payer, ...]) -> tuple[str, ...]:
    """Who pays, the kind of work and what is done, each a short sentence without its full stop."""
    paid = f"Paid by {listed(each.words for each in payers)}" if payers else "Nobody is chosen to pay yet"
    kind = f"Kind of work: {ShiftKind(new.kind).label}" if new.kind else "Kind of work: the usual for the day"
    return (paid, kind, f"What: {new.what}" if new.what else "")


def _early(new: NewPattern) -> Problem | None:
    """A shift of the small hours that is no night: "3-5" may have meant the afternoon."""
    if new.kind in _NIGHTS or not _EARLIEST <= new.start_minute < _SIX or new.end_minute > _NOON:
        return None
    at = f"{new.start_minute // 60:02d}:{new.start_minute % 60:02d}"
    return Problem("times", "pattern_begins_at_night", {"time": at})
