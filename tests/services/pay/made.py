"""PAs with their terms and shifts, for paydays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any

from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import ContractTerms, NewWorker, Rate, TakenOver, Tax, WorkerDetails

OWN, COUNCIL, NHS = 1, 2, 3
PAYDAY = date(2026, 11, 27)
LAST = date(2026, 11, 22)
START = date(2026, 8, 31)
HUNDRED = Decimal(100)


def done(outcome: Outcome) -> Done:
    """What was done, or a failure that names the problems."""
    assert isinstance(outcome, Done), outcome
    return outcome


def codes(outcome: object) -> list[str]:
    """What it was rejected for."""
    assert isinstance(outcome, Rejected), outcome
    return [problem.code for problem in outcome.problems]


def pa(
    books: Books,
    name: str = "Asha Rahman",
    *,
    code: str = "1257L",
    basis: str = "cumulative",
    letter: str = "A",
    frequency: str = "four_weekly",
    first_payday: date = PAYDAY,
    period_end: date = LAST,
    started: date = START,
    left: date | None = None,
    rates: Sequence[tuple[str, str]] = (
        ("normal", "13.60"),
        ("weekend", "14.60"),
        ("sleep_in", "58"),
        ("mileage", "0.45"),
    ),
    fixed: tuple[int, int] | None = None,
    born: date | None = date(1990, 3, 14),
    taken_over: TakenOver | None = None,
    ni_number: str = "",
    leave_year: tuple[int, int] = (4, 1),
    **tax: Any,
) -> int:
    """A PA on PAYE. `fixed` are minutes and days a week. Each name has a National Insurance number of its own."""
    number = "QQ123456C" if name == "Asha Rahman" else f"QQ{sum(map(ord, name)):06d}C"
    terms = ContractTerms(
        started, frequency, first_payday, period_end,
        hours_kind="fixed" if fixed else "irregular",
        weekly_minutes=fixed[0] if fixed else None,
        days_per_week=Decimal(fixed[1]) if fixed else None,
        holiday_method="fixed" if fixed else "accrued",
        leave_year_month=leave_year[0],
        leave_year_day=leave_year[1],
    )  # fmt: skip
    details = WorkerDetails(
        name, born=born, address="2 Mill Lane", started=started, left=left, sort_code="30-99-50",
        account_number="12344410", ni_number=ni_number or number,
    )  # fmt: skip
    new = NewWorker(
        details,
        terms,
        tuple(Rate(kind, started, Decimal(amount)) for kind, amount in rates),
        Tax(started, code, basis, letter, **tax),
        taken_over=taken_over,
    )
    found = done(add_worker(books, new)).id
    assert found is not None
    return found


def shift(worker_id: int, day: date, hours: str, *shares: tuple[int, int], **more: Any) -> NewShift:
    """A shift "07:30-10:30" paid by the council unless funders with percentages are named."""
    starts, _, ends = hours.partition("-")
    paid_by = tuple((funder, Decimal(percent)) for funder, percent in shares) or ((COUNCIL, HUNDRED),)
    more.setdefault("kind", "normal")
    return NewShift(worker_id, day, time.fromisoformat(starts), time.fromisoformat(ends), shares=paid_by, **more)


def keep(books: Books, shifts: Iterable[NewShift], *, confirmed: bool = True) -> None:
    """Put shifts into the register, confirmed unless said otherwise."""
    until = date(2030, 1, 1) if confirmed else None
    done(record_shifts(books, list(shifts), confirmed_until=until))


def weekdays(worker_id: int, last: date, days: int, hours: str, *shares: tuple[int, int]) -> list[NewShift]:
    """The same hours on each of so many days up to a day."""
    return [shift(worker_id, last - timedelta(days=at), hours, *shares) for at in range(days)]


def agreed(books: Books, payday: date = PAYDAY) -> Done:
    """Agree a payday."""
    return done(agree_payday(books, payday))


def money(text: str) -> Money:
    """£1,234.50 from "1234.50"."""
    return Money.of(text)
