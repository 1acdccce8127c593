"""A small believable set of books, made by the services: three PAs, two funders, a payday, a week, an account."""

from __future__ import annotations

from datetime import date, time, timedelta
from decimal import Decimal

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.funding.setup import NewAward, NewFunder, add_award, add_funder
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.outcome import Done, Outcome
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.certificates import add_certificate
from carerdesk.services.people.details import (
    CertificateDetails,
    ContractTerms,
    NewWorker,
    Rate,
    Tax,
    WorkerDetails,
)

TODAY = date(2026, 11, 20)
START = date(2026, 9, 28)
PAID = date(2026, 10, 30)
LAST_PAID = date(2026, 10, 25)
MONDAY = date(2026, 11, 16)
HUNDRED = Decimal(100)
PAS = (("Asha Rahman", "13.60", date(1990, 3, 14)), ("Kasia Wójcik", "13.20", date(1984, 7, 2)),
       ("Tom Griffiths", "12.90", date(2001, 11, 30)))  # fmt: skip
LINES = (
    (date(2026, 10, 5), "2560.24", "WESTMERE COUNCIL DP"),
    (date(2026, 10, 12), "412.00", "NHS WESTMERE ICB"),
    (date(2026, 10, 30), "-802.11", "A RAHMAN"),
    (date(2026, 11, 2), "2560.24", "WESTMERE COUNCIL DP"),
    (date(2026, 11, 12), "-34.20", "TY GWYN LEISURE"),
    (date(2026, 11, 17), "-18.50", "HARTLEY PHARMACY 0042 WESTMERE"),
)


def made(outcome: Outcome) -> int:
    """The id of what was made; fails where it was rejected."""
    assert isinstance(outcome, Done), outcome
    assert outcome.id is not None
    return outcome.id


def fill(books: Books) -> None:
    """Put the family into books that have just been begun."""
    council, nhs = _funders(books)
    asha, kasia, tom = [_pa(books, *each) for each in PAS]
    for ago in (4, 5, 6, 7):
        monday = MONDAY - timedelta(weeks=ago)
        _keep(books, _week(monday, asha, kasia, tom, council, nhs), confirmed=True)
    made_payday = agree_payday(books, PAID)
    assert isinstance(made_payday, Done), made_payday
    _keep(books, _week(MONDAY, asha, kasia, tom, council, nhs), confirmed=False)
    _account(books, council, nhs)
    made(add_certificate(books, None, CertificateDetails("employers_liability", START, date(2027, 9, 27), "EL-2609")))
    made(add_certificate(books, asha, CertificateDetails("dbs", date(2026, 9, 1), None, "001", "Westmere Checks")))


def _funders(books: Books) -> tuple[int, int]:
    council = NewFunder(
        "Westmere Council", "Council", "council", reference="DP-1187", least_weeks=Decimal(4), most_weeks=Decimal(8),
        cycle="quarterly", cycle_from=date(2026, 7, 1), deadline_days=28,
    )  # fmt: skip
    nhs = NewFunder("NHS Westmere ICB", "NHS", "nhs", least_weeks=Decimal(2), most_weeks=Decimal(6))
    ids = made(add_funder(books, council)), made(add_funder(books, nhs))
    for funder, amount, minutes in zip(ids, ("640.06", "103.00"), (2400, 420), strict=True):
        award = NewAward(date(2026, 4, 6), Money.of(amount), "week", weekly_minutes=minutes)
        assert isinstance(add_award(books, funder, award), Done)
    return ids


def _pa(books: Books, name: str, rate: str, born: date) -> int:
    details = WorkerDetails(
        name, born=born, address="2 Mill Lane\nWestmere", started=START, sort_code="30-99-50",
        account_number="12344410", ni_number="QQ123456C",
    )  # fmt: skip
    terms = ContractTerms(START, "four_weekly", PAID, LAST_PAID)
    rates = tuple(Rate(kind, START, Decimal(amount)) for kind, amount in (("normal", rate), ("sleep_in", "58")))
    tax = Tax(START, "1257L", "cumulative", "A", came_from="statement_b")
    return made(add_worker(books, NewWorker(details, terms, rates, tax)))


def _week(monday: date, asha: int, kasia: int, tom: int, council: int, nhs: int) -> list[NewShift]:
    by_council, by_both = ((council, HUNDRED),), ((council, Decimal(75)), (nhs, Decimal(25)))
    by_nhs = ((nhs, HUNDRED),)

    def on(day: int, who: int, start: int, end: int, paid: tuple[tuple[int, Decimal], ...], what: str) -> NewShift:
        kind = "sleep_in" if what == "Sleep-in" else ""
        return NewShift(who, monday + timedelta(days=day), time(start), time(end % 24), paid, kind=kind, what=what)

    return [
        on(0, asha, 7, 10, by_council, "Morning, school run"),
        on(0, tom, 16, 19, by_council, "Tea and evening"),
        on(1, kasia, 9, 13, by_nhs, "Physio and lunch"),
        on(2, asha, 7, 10, by_council, "Morning, school run"),
        on(4, kasia, 22, 31, by_council, "Sleep-in"),
        on(5, asha, 10, 14, by_both, "Swimming at the pool"),
    ]


def _keep(books: Books, shifts: list[NewShift], *, confirmed: bool) -> None:
    outcome = record_shifts(books, shifts, confirmed_until=date(2030, 1, 1) if confirmed else None)
    assert isinstance(outcome, Done), outcome


def _account(books: Books, council: int, nhs: int) -> None:
    opening = Money.of("1500.00")
    held = NewAccount("Support account", START, opening, (FunderAmount(council, opening),), last_digits="4471")
    account = made(add_account(books, held))
    for at, (day, amount, text) in enumerate(LINES):
        funder = nhs if text.startswith("NHS") else council
        paid_in = ("direct_payment", funder) if amount[0] != "-" else ("", None)
        category, who = ("wages", council) if at == 2 else paid_in
        made(add_line(books, account, NewLine(day, Money.of(amount), text, category, who)))
