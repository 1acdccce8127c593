"""Looking up accounts and lines of the person in view, and naming them the way a family would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from carerdesk.domain.dates import day_and_month
from carerdesk.services.books import Owner, owner

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.services.books import Books
    from carerdesk.store.tables import Account, BankLine

LONGEST_TAIL = 2
_NOISE = re.compile(
    r"\b(CARD PAYMENT TO|CARD PAYMENT|CARD PURCHASE|DIRECT DEBIT PAYMENT TO|DIRECT DEBIT|STANDING ORDER TO"
    r"|STANDING ORDER|BILL PAYMENT VIA FASTER PAYMENT TO|FASTER PAYMENTS RECEIPT REF|FASTER PAYMENT|BANK CREDIT"
    r"|BILL PAYMENT TO|BILL PAYMENT|CONTACTLESS|MANDATE NO|REFERENCE|REF)\b"
)
_DATES = re.compile(r"\b(ON )?\d{1,2}([-/. ]?(\d{1,2}|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEP|OCT|NOV|DEC)[A-Z]*)"
                    r"([-/. ]?\d{2,4})?\b")  # fmt: skip
_FIGURES = re.compile(r"\S*\d\S*")
_REST = re.compile(r"[^A-ZÀ-ÖØ-Þ&' ]+")


def payee_key(text: str) -> str:
    """What stays the same from one payment to the next: the text without dates, card tails and references.

    "CARD PAYMENT TO BRAMLEY STORES ON 08-10-2026" and "BRAMLEY STORES CD 1417" give "BRAMLEY STORES".
    """
    key = _NOISE.sub(" ", text.upper())
    key = _FIGURES.sub(" ", _DATES.sub(" ", key))
    words = _REST.sub(" ", key).split()
    while len(words) > 1 and len(words[-1]) <= LONGEST_TAIL:
        words.pop()
    return " ".join(words) or " ".join(text.upper().split())


def payee(text: str) -> str:
    """A bank's text as a person would read it: no card tails, shouting made quiet, runs of spaces gone."""
    whole = " ".join(text.split())
    quiet = " ".join(_TAIL.sub(" ", _NOISE.sub(" ", whole)).split()) if whole.upper() == whole else whole
    quiet = quiet or whole
    if quiet.upper() != quiet or not any(letter.isalpha() for letter in quiet):
        return quiet
    return " ".join(word if word in _SHORT or any(map(str.isdigit, word)) else _capital(word) for word in quiet.split())


_TAIL = re.compile(r"\bCD \d{4}\b|\bON \d{1,2}[-/ ][A-Z0-9]{2,3}([-/ ]\d{2,4})?\b|\b\d{2}[A-Z]{3}\d{2}\b")
_SHORT = frozenset({"HMRC", "NHS", "ICB", "DWP", "NEST", "BACS", "TSB", "UK", "PAYE", "NI", "DBS", "BT", "EDF", "ATM"})


def _capital(word: str) -> str:
    return word[:1] + word[1:].lower() if word[:1].isalpha() else word


def line_title(line: BankLine) -> str:
    """As a sentence names it: "Bramley Stores, Thursday 19 November"."""
    return f"{payee(line.description)}, {day_and_month(line.day)}"


def account_of(session: Session, account_id: int) -> Account:
    """The account, which must be there: a page cannot ask for another."""
    from carerdesk.store.tables import Account

    found = session.get(Account, account_id)
    if found is None:
        raise LookupError(f"no account {account_id}")
    return found


def line_of(session: Session, line_id: int) -> BankLine:
    """The bank line, which must be there."""
    from carerdesk.store.tables import BankLine

    found = session.get(BankLine, line_id)
    if found is None:
        raise LookupError(f"no bank line {line_id}")
    return found


def in_view(books: Books) -> Owner:
    """The employer and person in view."""
    with books.reading() as session:
        return owner(session)
