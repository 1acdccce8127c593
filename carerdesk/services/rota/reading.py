"""A repeating shift read back before it is kept, with what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.rota.pattern import next_days, pattern_words, skips
from carerdesk.services.books import Books
from carerdesk.services.rota.new_pattern import NewPattern, check_new
from carerdesk.services.rota.pattern_rows import names_of
from carerdesk.services.rota.standing import known_days


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
    said = f"{pattern_words(new.when)}. {names}".strip()
    if problems:
        return PatternReading(said, "", tuple(problem_words(each) for each in problems))
    days = next_days(new.when, max(new.first_day, books.today()), known)
    rare = skips(new.when)
    doubts = (problem_words(rare),) if rare is not None else ()
    none = () if days else ("No day falls in what is known of terms and bank holidays.",)
    return PatternReading(said, ", ".join(day_and_month(day) for day in days), (*doubts, *none))
