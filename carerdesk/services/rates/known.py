"""Every rate these books know: those that come with the program, and those brought in from a checked file."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from carerdesk.catalogue.rates import load_rates, rates_in
from carerdesk.domain.rates import Rates

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_BOOKS_AT_ONCE = 4


def known_rates(session: Session) -> Rates:
    """The rates to work with in these books; a day beyond them is refused (NoRateFor), never guessed."""
    from sqlalchemy import select

    from carerdesk.store.tables import RatesFile

    bodies = tuple(session.scalars(select(RatesFile.body).order_by(RatesFile.id)))
    return with_files(bodies) if bodies else load_rates()


@lru_cache(_BOOKS_AT_ONCE)
def with_files(bodies: tuple[str, ...]) -> Rates:
    """The program's rates and those of some files' texts.

    Raises:
        ValueError: when two rates of one kind are in force on the same day, or a file is not as it should be.
    """
    return Rates([*load_rates().each(), *(rate for body in bodies for rate in rates_in(body))])
