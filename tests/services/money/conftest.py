"""An account, and a worker whose pay has been agreed: the worked month of three funders."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from carerdesk.domain.money import Money
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.outcome import Done, Outcome
from carerdesk.store.always_true import RULES
from carerdesk.store.books import Books
from carerdesk.store.tables import Funder, HmrcPeriod, PayRun, Payslip, PayslipLine, PayslipShare, Worker
from carerdesk.store.tables.pay import LineShare

OPENING = date(2026, 4, 6)
PAYDAY = date(2026, 10, 30)


def made(outcome: Outcome) -> int:
    """The id of what was made; fails where it was rejected."""
    assert isinstance(outcome, Done), outcome
    assert outcome.id is not None
    return outcome.id


def broken_laws(books: Books) -> list[str]:
    """The codes of every law the books break."""
    return [rule.code for rule in RULES if books.quick(rule.sql)]


@pytest.fixture
def account(books: Books) -> int:
    """Support account ending 4471, which held £100 of the council's."""
    parts = (FunderAmount(2, Money.of(100)),)
    new = NewAccount("Support account", OPENING, Money.of(100), parts, sort_code="30-00-00", last_digits="4471")
    return made(add_account(books, new))


@pytest.fixture
def savings(books: Books) -> int:
    return made(add_account(books, NewAccount("Savings", OPENING, Money(0), kind="savings", last_digits="9902")))


@pytest.fixture
def line(books: Books, account: int) -> Callable[..., int]:
    """A typed line: day, pounds, text."""

    def typed(day: date, pounds: str, text: str, *, at: int = 0) -> int:
        return made(add_line(books, at or account, NewLine(day, Money.of(pounds), text)))

    return typed


@pytest.fixture
def funder_a(books: Books) -> int:
    with books.operation("Funder added") as op:
        atw = Funder(
            employer_id=1, person_id=1, name="Access to Work", short_name="Access to Work", kind="atw", position=3
        )
        op.session.add(atw)
        op.session.flush()
        return atw.id


SLIP = {"gross": 135000, "tax": 6020, "employee_ni": 2416, "employer_ni": 13995, "allowance": 13995, "expenses": 0}
SHARES = {
    "gross": (81000, 27000, 27000),
    "tax": (3612, 1204, 1204),
    "employee_ni": (1450, 483, 483),
    "employer_ni": (8397, 2799, 2799),
    "allowance": (8397, 2799, 2799),
}


def add_payslip(books: Books, worker_id: int, funders: Sequence[int], *, payday: date = PAYDAY) -> int:
    """The worked month's payslip, without a pension: net £1,265.64, to HMRC £84.36."""
    keys = {"employer_id": 1, "person_id": 1}
    money = {name: Money(pence) for name, pence in SLIP.items()}
    net = money["gross"] - money["tax"] - money["employee_ni"]
    with books.operation("Pay agreed") as op:
        run = PayRun(**keys, payday=payday, agreed_at=books.now())
        op.session.add(run)
        op.session.flush()
        slip = Payslip(
            **keys, pay_run_id=run.id, worker_id=worker_id, payday=payday, first_day=payday, last_day=payday,
            frequency="monthly", tax_year="2026-27", tax_period=7, code="1257L", basis="week1month1", ni_letter="A",
            paid_minutes=6000, taxable=money["gross"], niable=money["gross"], net=net, inputs="{}", working="[]",
            **money,
        )  # fmt: skip
        op.session.add(slip)
        op.session.flush()
        row = PayslipLine(
            **keys, payslip_id=slip.id, position=0, kind="normal", title="Hours", amount=money["gross"], minutes=6000
        )
        op.session.add(row)
        op.session.flush()
        for at, funder in enumerate(funders):
            gross = Money(SHARES["gross"][at])
            op.session.add(LineShare(**keys, payslip_line_id=row.id, funder_id=funder, minutes=2000, amount=gross))
            for component, pence in SHARES.items():
                share = Money(pence[at])
                op.session.add(
                    PayslipShare(**keys, payslip_id=slip.id, funder_id=funder, component=component, amount=share)
                )
        return slip.id


def add_worker(books: Books, name: str) -> int:
    with books.operation("Worker added") as op:
        worker = Worker(employer_id=1, person_id=1, name=name)
        op.session.add(worker)
        op.session.flush()
        return worker.id


@pytest.fixture
def asha(books: Books) -> int:
    return add_worker(books, "Asha Rahman")


@pytest.fixture
def payslip(books: Books, asha: int, funder_a: int) -> int:
    return add_payslip(books, asha, (2, 3, funder_a))


@pytest.fixture
def hmrc_period(books: Books, payslip: int) -> int:
    with books.operation("Period made") as op:
        period = HmrcPeriod(
            employer_id=1, person_id=1, first_day=date(2026, 10, 6), last_day=date(2026, 11, 5), due=date(2026, 11, 22)
        )
        op.session.add(period)
        op.session.flush()
        return period.id


@pytest.fixture
def samples() -> Path:
    return Path(__file__).parents[2] / "importers" / "samples"
