"""A small family's half year, made only with services: two funders, one account, two PAs, five paydays.

The return of 6 July to 5 October passes all twelve tests for the council.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from pathlib import Path

from carerdesk.domain.money import Money, total
from carerdesk.services.books import owner
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.evidence.gathered import CONSENT
from carerdesk.services.funding.setup import (
    NewAward,
    NewFunder,
    NewPermission,
    add_award,
    add_funder,
    add_outcome,
    add_permission,
    change_funder,
)
from carerdesk.services.hours.new_shift import NewShift
from carerdesk.services.hours.record_shifts import record_shifts
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.money.bringing_in import finish_import
from carerdesk.services.money.joining import Pays, join_line, things_to_pay
from carerdesk.services.money.owed import Kind
from carerdesk.services.money.register import Query, RegisterLine, register_page
from carerdesk.services.money.sorting import sort_line
from carerdesk.services.money.statements import Preview, preview_import
from carerdesk.services.outcome import Done, Outcome
from carerdesk.services.pay.agree import agree_payday
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.certificates import add_certificate
from carerdesk.services.people.details import CertificateDetails, ContractTerms, NewWorker, Rate, Tax, WorkerDetails
from carerdesk.store import tables
from carerdesk.store.books import Books, FixedClock, create_books

OWN, COUNCIL, NHS = 1, 2, 3
TODAY = date(2026, 11, 20)
FIRST, LAST = date(2026, 7, 6), date(2026, 10, 5)
PAYDAYS = tuple(date(2026, 7, 31) + timedelta(weeks=4 * at) for at in range(4))
STARTED = date(2026, 6, 29)
SHOP, SWIM = "BRAMLEY STORES CD 4417", "TY GWYN LEISURE CD 4417"


@dataclass(frozen=True)
class Year:
    """Ids of what was made."""

    account: int
    asha: int
    sam: int
    outcome: int
    insurance: int
    award: int


def made(outcome: Outcome) -> int:
    """The id of what was made; fails where it was rejected."""
    assert isinstance(outcome, Done), outcome
    return outcome.id or 0


def picture(words: str) -> bytes:
    """A receipt as a PDF of one page that says this."""
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, invariant=True)
    canvas.drawString(72, 720, words)
    canvas.save()
    return out.getvalue()


def new_books(folder: Path) -> Books:
    """New books of Helen Marsh for Jamie, open; today is Friday 20 November 2026."""
    books = create_books(folder, FixedClock(TODAY))
    made(begin(books, NewBooks("Helen Marsh", "Jamie Marsh", frozenset({"pay", "council"}))))
    return books


def begin_books(folder: Path) -> Books:
    """The same with a council and the NHS."""
    books = new_books(folder)
    made(add_funder(books, NewFunder("Westmere Council", "Council", "council")))
    made(add_funder(books, NewFunder("NHS Westmere ICB", "NHS", "nhs")))
    return books


def made_folder(folder: Path) -> Path:
    """The finished books in a folder, shut."""
    books = begin_books(folder)
    make_year(books)
    books.close()
    return folder


def make_year(books: Books) -> Year:
    """All of it: hours, pay, bank, matches, papers."""
    award = _funders(books)
    outcome = made(add_outcome(books, COUNCIL, "Getting out and about"))
    account = made(
        add_account(
            books,
            NewAccount(
                "Support account", FIRST, Money.of("1500"),
                (FunderAmount(COUNCIL, Money.of("1200")), FunderAmount(NHS, Money.of("300"))),
                sort_code="30-00-00", last_digits="4471",
            ),
        )
    )  # fmt: skip
    asha, sam = _worker(books, "Asha Rahman"), _worker(books, "Sam Marsh", relation="sibling", lives_in=True)
    made(add_permission(books, COUNCIL, NewPermission(FIRST, "Dana Reid", "letter", "Sam may be paid", CONSENT, sam)))
    insurance = made(
        add_certificate(
            books, None,
            CertificateDetails("employers_liability", date(2026, 6, 1), date(2027, 5, 31), "EL 88", "Fernbank Mutual"),
        )
    )  # fmt: skip
    attach(books, "certificate", insurance, "certificate")
    _hours(books, asha, sam)
    for payday in PAYDAYS:
        made(agree_payday(books, payday))
    _timesheets(books)
    _bank(books, account)
    _sort(books, outcome)
    return Year(account, asha, sam, outcome, insurance, award)


def _funders(books: Books) -> int:
    limits = {"least_weeks": Decimal(1), "most_weeks": Decimal(8)}
    cycle = {"cycle": "quarterly", "cycle_from": FIRST, "deadline_days": 28}
    council = NewFunder("Westmere Council", "Council", "council", reference="DP-20417", **limits, **cycle)  # type: ignore[arg-type]
    made(change_funder(books, COUNCIL, council))
    made(change_funder(books, NHS, NewFunder("NHS Westmere ICB", "NHS", "nhs", **limits, **cycle)))  # type: ignore[arg-type]
    award = NewAward(FIRST, Money.of("365"), "week", weekly_minutes=28 * 60, contribution=Money.of("10"))
    made(add_award(books, NHS, NewAward(FIRST, Money.of("82"), "week", weekly_minutes=7 * 60)))
    return made(add_award(books, COUNCIL, award))


def _worker(books: Books, name: str, *, relation: str = "none", lives_in: bool = False) -> int:
    new = NewWorker(
        WorkerDetails(name, born=date(1990, 3, 14), started=STARTED, relation=relation, same_household=lives_in),
        ContractTerms(STARTED, "four_weekly", PAYDAYS[0], date(2026, 7, 26)),
        (Rate("normal", STARTED, Decimal("13.10")),),
        Tax(STARTED, "1257L", "week_one", "A", came_from="statement_b"),
    )
    return made(add_worker(books, new))


def _hours(books: Books, asha: int, sam: int) -> None:
    """Asha six hours each weekday, four fifths the council's; Sam three on Saturdays, the council's alone."""
    shared = ((COUNCIL, Decimal(80)), (NHS, Decimal(20)))
    shifts = []
    for at in range(16 * 7):
        day = STARTED + timedelta(days=at)
        if day.weekday() < 5:
            shifts.append(NewShift(asha, day, time(10), time(16), shared, kind="normal"))
        elif day.weekday() == 5:
            shifts.append(NewShift(sam, day, time(10), time(13), ((COUNCIL, Decimal(100)),), kind="normal"))
    made(record_shifts(books, shifts, confirmed_until=date(2026, 10, 18)))


def _timesheets(books: Books) -> None:
    with books.operation("Timesheets signed") as op:
        for slip in op.session.query(tables.Payslip).all():
            op.session.add(
                tables.Timesheet(
                    **owner(op.session).keys(), worker_id=slip.worker_id, first_day=slip.first_day,
                    last_day=slip.last_day, code=f"T{slip.id}", minutes=slip.paid_minutes, signed_on=slip.last_day,
                )
            )  # fmt: skip


def bank_rows(books: Books) -> list[tuple[date, str, Money]]:
    """What the bank saw from 6 July to 18 November."""
    rows: list[tuple[date, str, Money]] = []
    for at in range(20):
        day = FIRST + timedelta(weeks=at)
        rows.append((day, "WESTMERE CC DP 20417", Money.of("365")))
        rows.append((day, "NHS WESTMERE ICB PHB", Money.of("82")))
        rows.append((day, "J MARSH CONTRIBUTION", Money.of("10")))
    with books.reading() as session:
        for slip in session.query(tables.Payslip).all():
            name = session.get_one(tables.Worker, slip.worker_id).name.upper()
            rows.append((slip.payday, f"{name} WAGES", -slip.net))
    rows += [(item.day, "HMRC CUMBERNAULD", -item.left) for item in things_to_pay(books) if item.kind is Kind.HMRC]
    rows += [(date(2026, 8, 12), SHOP, Money.of("-12.40")), (date(2026, 9, 19), SWIM, Money.of("-34.20"))]
    return sorted((row for row in rows if row[0] <= date(2026, 11, 18) and row[2]), key=lambda row: row[0])


def statement(rows: list[tuple[date, str, Money]], opening: Money) -> str:
    """A bank file with running balances."""
    made, balance = ["Date,Description,Amount,Balance"], opening
    for day, text, amount in rows:
        balance += amount
        made.append(f"{day:%d/%m/%Y},{text},{amount.text},{balance.text}")
    return "\n".join(made) + "\n"


def _bank(books: Books, account: int) -> None:
    text = statement(bank_rows(books), Money.of("1500"))
    found = preview_import(books, account, text.encode(), "autumn.csv")
    assert isinstance(found, Preview), found
    made(finish_import(books, found))


def lines(books: Books) -> tuple[RegisterLine, ...]:
    """Every bank line."""
    return register_page(books, Query(), limit=1000)


def line_called(books: Books, text: str) -> int:
    """The id of the first line that holds these words."""
    with books.reading() as session:
        line = tables.BankLine
        wanted = session.query(line.id).filter(line.description.contains(text)).order_by(line.day, line.id)
        return int(wanted.first()[0])  # type: ignore[index]


def attach(books: Books, record: str, row: int, kind: str) -> int:
    """Adds a paper."""
    name = f"{kind} {record} {row}.pdf"
    return made(attach_document(books, record, row, picture(name), file_name=name, kind=kind))


def _sort(books: Books, outcome: int) -> None:
    with books.reading() as session:
        found = [(row.id, row.day, row.description, row.amount) for row in session.query(tables.BankLine).all()]
    for row, day, text, amount in found:
        if "WESTMERE CC" in text:
            made(sort_line(books, row, category="direct_payment", funder_id=COUNCIL))
        elif "ICB" in text:
            made(sort_line(books, row, category="direct_payment", funder_id=NHS))
        elif "CONTRIBUTION" in text:
            made(sort_line(books, row, category="contribution", funder_id=COUNCIL))
        elif "WAGES" in text:
            _join(books, row, Kind.PAYSLIP, day, -amount)
        elif "HMRC" in text:
            _join(books, row, Kind.HMRC, day, -amount)
            attach(books, "bank_line", row, "payment_record")
        else:
            made(sort_line(books, row, category="activities", funder_id=COUNCIL, outcome_id=outcome))
            attach(books, "bank_line", row, "receipt")


def _join(books: Books, row: int, kind: Kind, day: date, amount: Money) -> None:
    items = [item for item in things_to_pay(books) if item.kind is kind and item.day == day and item.left == amount]
    made(join_line(books, row, [Pays(kind, items[0].id, amount)]))


def bank_total(books: Books, until: date) -> Money:
    """What stood on all accounts at the end of a day, straight from the tables."""
    opened = books.quick("SELECT COALESCE(SUM(opening_balance), 0) FROM account WHERE opening_on <= ?", (str(until),))
    moved = books.quick(
        "SELECT l.amount FROM bank_line l JOIN account a ON a.id = l.account_id"
        " WHERE l.day >= a.opening_on AND l.day <= ?", (str(until),),
    )  # fmt: skip
    return Money(int(opened[0][0])) + total(Money(int(row[0])) for row in moved)
