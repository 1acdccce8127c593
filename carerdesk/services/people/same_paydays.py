"""The paydays somebody new may share with those who are paid as often already."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from carerdesk.services.books import Books
from carerdesk.services.pay.periods import PayPeriod, period_at
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contract_at, workers


def shared_payday(books: Books, frequency: str, first_day: date) -> tuple[date, date] | None:
    """The payday that others paid as often have for a day, and the last day of hours it pays.

    None where nobody is paid as often then, or where two are and on different days.
    """
    with books.reading() as session:
        found = {
            (period.payday, period.last)
            for terms in _terms_on(session, first_day)
            if terms.frequency == frequency
            for period in (_period_of(terms, first_day),)
        }
    return found.pop() if len(found) == 1 else None


def _terms_on(session: Session, day: date) -> list[ContractTerms]:
    there = [one for one in workers(session) if one.left is None or one.left >= day]
    return [terms for one in there if (terms := contract_at(session, one.id, day)) is not None]


def _period_of(terms: ContractTerms, day: date) -> PayPeriod:
    """The period a day falls in, or the first."""
    number = 0
    while period_at(terms, number).last < day:
        number += 1
    return period_at(terms, number)
