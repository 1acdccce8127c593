"""Accounts in short, as a screen shows them before they are saved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import add_months, long_date, tax_year_start
from carerdesk.services.books import Books, owner
from carerdesk.services.evidence.accounts import accounts_view
from carerdesk.services.evidence.reasons import money_of

A_DAY = timedelta(days=1)
APRIL = 4


@dataclass(frozen=True, slots=True)
class AccountsPage:
    """Lines of words, figure and whether it is a sum; `agrees` where bank and books differ by nothing."""

    first: date
    last: date
    has_account: bool
    lines: tuple[tuple[str, str, bool], ...]
    agrees: bool
    verdict: str


def usual_years(today: date) -> tuple[tuple[str, date, date], ...]:
    """Years people ask for: the last full tax year and April year, this one so far, the last calendar year."""
    tax = tax_year_start(today)
    april = date(today.year if today.month >= APRIL else today.year - 1, APRIL, 1)
    return (
        ("This year from April", april, add_months(april, 12) - A_DAY),
        ("Last year from April", add_months(april, -12), april - A_DAY),
        ("Last tax year", add_months(tax, -12), tax - A_DAY),
        ("Last calendar year", date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)),
    )


def accounts_page(books: Books, first: date, last: date) -> AccountsPage:
    """The accounts of the person in view, in short."""
    with books.reading() as session:
        view = accounts_view(session, owner(session).person_id, first, last, books.today())
    lines = [(f"Balance on {long_date(first)}", str(view.opening), True)]
    lines += [(row.category, str(row.total), False) for row in view.receipts if row.total]
    lines.append(("Money in", str(view.received), True))
    lines += [(row.category, str(-row.total), False) for row in view.payments if row.total]
    lines += [
        ("Money out", str(-view.paid), True),
        (f"Balance on {long_date(min(last, books.today()))}", str(view.closing), True),
    ]
    lines += [(money_of(part.name), str(part.closing), False) for part in view.funder_balances]
    agrees = not view.difference and not view.funder_difference
    key = "accounts_agree" if agrees else "accounts_differ"
    verdict = guidance("evidence", key, difference=str(abs(view.difference)))
    return AccountsPage(first, last, bool(view.accounts), tuple(lines), agrees, verdict)
