"""School terms and bank holidays, as far as they are known; a day beyond them is nobody's guess."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem


@dataclass(frozen=True, slots=True)
class TermDays:
    """A school term, first day to last."""

    first: date
    last: date
    name: str = ""


@dataclass(frozen=True, slots=True)
class KnownDays:
    """The terms that were entered, in order, and the bank holidays of the years that are known."""

    terms: tuple[TermDays, ...] = ()
    bank_holidays: frozenset[date] = frozenset()
    known_from: date = date.min
    known_to: date = date.max

    def is_term(self, day: date) -> bool | None:
        """Whether a day lies in a term; None before the first and after the last that was entered."""
        if not self.terms or not self.terms[0].first <= day <= self.last_term_day:
            return None
        return any(term.first <= day <= term.last for term in self.terms)

    def is_bank_holiday(self, day: date) -> bool | None:
        """Whether a day is a bank holiday; None outside the years that are known."""
        return day in self.bank_holidays if self.known_from <= day <= self.known_to else None

    @property
    def last_term_day(self) -> date:
        """The last day of any term; the first of all days where there is none."""
        return max((term.last for term in self.terms), default=date.min)


def check_terms(terms: Iterable[TermDays]) -> tuple[Problem, ...]:
    """What is wrong with terms: one that ends before it begins, two that overlap."""
    in_order = sorted(terms, key=lambda term: (term.first, term.last))
    backwards = [term for term in in_order if term.last < term.first]
    if backwards:
        return (Problem("last_day", "term_ends_before_it_begins"),)
    for earlier, later in pairwise(in_order):
        if later.first <= earlier.last:
            return (Problem("first_day", "terms_overlap", {"name": earlier.name, "ends": long_date(earlier.last)}),)
    return ()
