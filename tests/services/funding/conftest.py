"""Two months of Asha’s work for three funders, one of whom pays an agreed rate an hour: the worked month of the rules.

Asha is paid monthly at £13.50: 100 hours in each pay period, 60 the council’s, 20 the NHS’s, 20 Access to Work’s.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.funding.details import NewFunder
from carerdesk.services.funding.setup import add_funder
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import ContractTerms, NewWorker, Rate, Tax, WorkerDetails
from carerdesk.store.books import Books
from tests.services.evidence.year import made

STARTED, FIRST_DAY, PAYDAY = date(2024, 9, 2), date(2026, 9, 1), date(2026, 9, 30)
TAX_YEAR = date(2026, 4, 6)  # from here on a code on week 1/month 1 is cumulative again, unless HMRC says so anew


@dataclass(frozen=True)
class Worked:
    """Ids of what was made."""

    asha: int
    access_to_work: int
    account: int


@pytest.fixture
def worked(books: Books) -> Worked:
    """September is agreed; October’s hours are confirmed and not paid yet."""
    atw = made(
        add_funder(
            books,
            NewFunder("Access to Work", "Access to Work", "atw", "AtW 88", cost_based=False, agreed_rate=Decimal(18)),
        )
    )
    account = made(
        add_account(books, NewAccount("Support", FIRST_DAY, Money.of(4000), (FunderAmount(2, Money.of(4000)),)))
    )
    new = NewWorker(
        WorkerDetails("Asha Rahman", born=date(1980, 3, 14), started=STARTED),
        ContractTerms(STARTED, "monthly", PAYDAY, date(2026, 9, 30)),
        (Rate("normal", STARTED, Decimal("13.50")),),
        Tax(TAX_YEAR, "1257L", "week_one", "A", came_from="statement_b"),
    )
    asha = made(add_worker(books, new))
    shares = ((2, Decimal(60)), (3, Decimal(20)), (atw, Decimal(20)))
    starts = [FIRST_DAY + timedelta(days=at) for at in range(20)] + [
        date(2026, 10, 1) + timedelta(days=at) for at in range(20)
    ]
    shifts = [NewShift(asha, day, time(10), time(15), shares, kind="normal") for day in starts]
    made(record_shifts(books, shifts, confirmed_until=date(2026, 10, 31)))
    made(agree_payday(books, PAYDAY))
    return Worked(asha, atw, account)
