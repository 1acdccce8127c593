"""What happens to paydays when terms are entered: said before they are kept, so that no hours fall between two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date, long_date, span
from carerdesk.services.books import Books
from carerdesk.services.pay.periods import A_DAY, PayPeriod, period_at, periods
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contracts

_LONGEST_PERIOD = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Changeover:
    """Sentences in order; `unpaid` are days from the first of these terms that no payday pays.

    `takes_over` is true where other terms stood until then: only then are unpaid days surely a slip.
    """

    sentences: tuple[str, ...]
    unpaid: tuple[date, date] | None = None
    takes_over: bool = False


def changeover(books: Books, worker_id: int | None, terms: ContractTerms) -> Changeover:
    """What these terms do to the paydays before and after their first day. Nothing is kept."""
    kept = _kept(books, worker_id)
    before = [one for one in kept if one.first_day < terms.first_day]
    first = period_at(terms, 0)
    unpaid = _unpaid(terms, first)
    sentences = [
        *_in_place_of(kept, terms),
        *(_old_terms(before, terms, first) if before else ()),
        _first_payday(terms, first),
        *(_gap(unpaid) if unpaid else ()),
        *_later_terms(kept, terms),
    ]
    return Changeover(tuple(sentences), unpaid, bool(before))


def _kept(books: Books, worker_id: int | None) -> list[ContractTerms]:
    if worker_id is None:
        return []
    with books.reading() as session:
        return sorted((one.what for one in contracts(session, worker_id)), key=lambda one: one.first_day)


def _in_place_of(kept: list[ContractTerms], terms: ContractTerms) -> list[str]:
    same = any(one.first_day == terms.first_day for one in kept)
    return [_say("put_right", day=long_date(terms.first_day))] if same else []


def _old_terms(before: list[ContractTerms], terms: ContractTerms, first: PayPeriod) -> list[str]:
    """Up to when the terms before hold, and which payday pays their last days."""
    end = terms.first_day - A_DAY
    until = terms.first_day + _LONGEST_PERIOD
    last = max((one for one in periods(before, until) if one.first <= end), key=lambda one: one.first, default=None)
    old = long_date(before[-1].first_day)
    if last is None or last.last < end:
        return [_say("old_end", old=old, end=long_date(end))]
    if last.payday == first.payday:
        return [_say("together", old=old, end=long_date(end), payday=full_date(last.payday))]
    days = _days(last.first, end)
    return [_say("old_pays", old=old, end=long_date(end), payday=full_date(last.payday), days=days)]


def _first_payday(terms: ContractTerms, first: PayPeriod) -> str:
    second = period_at(terms, 1)
    return _say(
        "first_pays",
        payday=full_date(first.payday),
        days=_days(first.first, first.last),
        next=full_date(second.payday),
        next_days=_days(second.first, second.last),
    )


def _unpaid(terms: ContractTerms, first: PayPeriod) -> tuple[date, date] | None:
    return (terms.first_day, first.first - A_DAY) if first.first > terms.first_day else None


def _gap(unpaid: tuple[date, date]) -> list[str]:
    return [_say("gap", days=_days(*unpaid))]


def _later_terms(kept: list[ContractTerms], terms: ContractTerms) -> list[str]:
    later = [one.first_day for one in kept if one.first_day > terms.first_day]
    return [_say("until_later", day=long_date(later[0]))] if later else []


def _days(first: date, last: date) -> str:
    return long_date(first) if first == last else span(first, last)


def _say(code: str, **values: str) -> str:
    return guidance("people", f"changeover_{code}", **values)
