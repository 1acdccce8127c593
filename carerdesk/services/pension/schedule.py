"""A month's contributions as the provider wants them, and the facts for the declaration of compliance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.pay_inputs import NOT_PENSIONED
from carerdesk.domain.payroll.pension import RELIEF_AT_SOURCE, contributions
from carerdesk.domain.payroll.rounding import pay_penny
from carerdesk.domain.pension.history import standing
from carerdesk.domain.typed import ni_number_words
from carerdesk.reports.pension_letters import (
    ContributionRow,
    DeclarationView,
    ScheduleView,
    schedule_csv,
    write_declaration,
    write_schedule,
)
from carerdesk.services.books import Books, owner
from carerdesk.services.money.owed import Key, Kind, owed
from carerdesk.services.money.paid_over import open_pay_overs
from carerdesk.services.pay.situation import as_money
from carerdesk.services.pension.duties import duties
from carerdesk.services.pension.letters import percent_text
from carerdesk.services.pension.membership import events_of, scheme_on, terms_of
from carerdesk.services.rates.known import known_rates
from carerdesk.store import tables


@dataclass(frozen=True, slots=True)
class PensionMonth:
    """One month to pay over: what it comes to, by when, and what is left of it."""

    id: int
    title: str
    payee: str
    kind: str
    first: date
    due: date
    amount: Money
    left: Money


def months(session: Session, *, only_open: bool = False) -> tuple[PensionMonth, ...]:
    """Every month something is paid over for, pensions and orders alike, the newest first."""
    here, over = owner(session).employer_id, tables.PayOver
    rows = (
        open_pay_overs(session, here)
        if only_open
        else session.scalars(select(over).where(over.employer_id == here)).all()
    )
    items = owed(session, [Key(Kind.PAY_OVER, row.id) for row in rows])
    found = [(row, items[Key(Kind.PAY_OVER, row.id)]) for row in rows]
    return tuple(
        PensionMonth(row.id, item.title, row.payee, row.kind, row.first_day, row.due, item.amount, item.left)
        for row, item in sorted(found, key=lambda pair: (pair[0].first_day, pair[0].id), reverse=True)
    )


def schedule_pdf(books: Books, pay_over_id: int) -> bytes:
    """A month's contributions as PDF."""
    out = BytesIO()
    with books.reading() as session:
        write_schedule(schedule_view(session, pay_over_id), out)
    return out.getvalue()


def schedule_table(books: Books, pay_over_id: int) -> bytes:
    """A month's contributions as CSV."""
    with books.reading() as session:
        return schedule_csv(schedule_view(session, pay_over_id))


def schedule_view(session: Session, pay_over_id: int) -> ScheduleView:
    """A month's contributions. Raises LookupError where there is no such month."""
    row = session.get_one(tables.PayOver, pay_over_id)
    employer = session.get_one(tables.Employer, row.employer_id)
    person = session.get_one(tables.Person, row.person_id)
    scheme = scheme_on(session, row.employer_id, row.last_day)
    slip = tables.Payslip
    slips = session.scalars(select(slip).where(slip.pay_over_id == row.id).order_by(slip.payday, slip.worker_id))
    return ScheduleView(
        employer=employer.name,
        acting_for="" if employer.name == person.name else person.name,
        provider=row.payee,
        reference=scheme.employer_reference if scheme else "",
        terms=terms_words(scheme) if scheme else "",
        first=row.first_day,
        last=row.last_day,
        due=row.due,
        rows=tuple(_row(session, each) for each in slips),
        notes=(guidance("pension", "pay_over_note"), guidance("pension", "records_note")),
    )


def terms_words(scheme: tables.PensionScheme) -> str:
    """5% from the PA, 3% from you, of qualifying earnings."""
    return guidance(
        "pension", f"terms_{scheme.basis}", worker=percent_text(scheme.worker_percent),
        employer=percent_text(scheme.employer_percent),
    )  # fmt: skip


def _row(session: Session, slip: tables.Payslip) -> ContributionRow:
    worker = session.get_one(tables.Worker, slip.worker_id)
    qualifying, relief = _counts(session, slip)
    return ContributionRow(
        worker.name, ni_number_words(worker.ni_number) if worker.ni_number else "", slip.payday, slip.first_day,
        slip.last_day, slip.gross, qualifying, slip.pension, slip.employer_pension, relief,
    )  # fmt: skip


def _counts(session: Session, slip: tables.Payslip) -> tuple[Money, Money]:
    """The pay contributions were worked out on, and the tax relief that goes with what was taken or paid back."""
    scheme = scheme_on(session, slip.employer_id, slip.last_day)
    if scheme is None:
        return ZERO, ZERO
    pay = slip.gross - _not_pensioned(session, slip)
    worked_out = contributions(terms_of(scheme), pay, Frequency(slip.frequency), slip.payday, known_rates(session))
    share = worked_out.table.net_share
    by_provider = pay_penny(abs(slip.pension).pounds * (1 - share) / share)
    relief = Money.of(by_provider) if slip.pension_method == RELIEF_AT_SOURCE else ZERO
    taken = slip.pension > ZERO or slip.employer_pension > ZERO
    return worked_out.qualifying if taken else ZERO, relief if slip.pension >= ZERO else -relief


def _not_pensioned(session: Session, slip: tables.Payslip) -> Money:
    """Mileage above the approved rate is taxed as pay and bears no contributions."""
    line = tables.PayslipLine
    wanted = select(func.coalesce(func.sum(line.amount), 0)).where(
        line.payslip_id == slip.id, line.is_pay, line.kind.in_(NOT_PENSIONED)
    )
    return as_money(session.scalars(wanted).one())


def declaration_pdf(books: Books) -> bytes:
    """The facts for the declaration as PDF."""
    out = BytesIO()
    with books.reading() as session:
        write_declaration(declaration_view(session, books.today()), out)
    return out.getvalue()


def declaration_view(session: Session, today: date) -> DeclarationView:
    """What the declaration asks for, as far as the books know it."""
    keys, stand = owner(session), duties(session)
    employer = session.get_one(tables.Employer, keys.employer_id)
    person = session.get_one(tables.Person, keys.person_id)
    scheme = scheme_on(session, keys.employer_id, today)
    return DeclarationView(
        employer=employer.name,
        acting_for="" if employer.name == person.name else person.name,
        declare_by=stand.declare_again_by or stand.declare_by,
        sections=(
            ("The employer", (
                ("Name", employer.name), ("Address", employer.address.replace("\n", ", ")), ("Phone", employer.phone),
                ("E-mail", employer.email), ("Employer PAYE reference", employer.paye_reference),
                ("Accounts Office reference", employer.accounts_office_reference),
                ("Duties began", long_date(stand.start) if stand.start else ""),
            )),
            ("The scheme", (
                ("Provider", scheme.provider if scheme else ""),
                ("Employer’s reference with the provider", scheme.employer_reference if scheme else ""),
                ("Terms", terms_words(scheme) if scheme else ""),
            )),
            ("How many people", _counted(session, stand.start or today, today)),
        ),
        notes=(guidance("pension", "declaration_note"), guidance("pension", "records_note")),
    )  # fmt: skip


def _counted(session: Session, start: date, today: date) -> tuple[tuple[str, str], ...]:
    worker = tables.Worker
    mine = select(worker).where(worker.employer_id == owner(session).employer_id, worker.kind == "employee")
    here = [row for row in session.scalars(mine) if (row.started or date.min) <= today and (row.left or today) >= start]
    kinds = [[event.kind for event in events_of(session, row.id)] for row in here]
    stands = [standing(events_of(session, row.id), today) for row in here]
    enrolled = sum(bool({"enrolled", "re_enrolled"} & set(each)) for each in kinds)
    members = sum(each.is_member for each in stands)
    asked = sum(bool({"opted_in", "joined"} & set(each)) for each in kinds)
    return (
        ("Employed since the duties began", str(len(here))),
        ("Enrolled because they had to be", str(enrolled)),
        ("In the pension because they asked", str(asked)),
        ("In the pension today", str(members)),
        ("Joining put off today", str(sum(each.kind == "postponed" for each in stands))),
        ("Everybody else", str(len(here) - members)),
    )
