"""Beginning the books: who everybody is, what the funders give, the accounts, and the papers of the start."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.awards import Every
from carerdesk.domain.money import ZERO, Money
from carerdesk.services.books import Books
from carerdesk.services.books.beginning import NewBooks, begin
from carerdesk.services.funding.setup import (
    NewAward,
    NewFunder,
    NewPermission,
    add_award,
    add_funder,
    add_outcome,
    add_permission,
)
from carerdesk.services.holiday.book import answer_sleep_ins
from carerdesk.services.money.accounts import FunderAmount, NewAccount, add_account
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.certificates import add_certificate
from carerdesk.services.people.change_employer import change_employer, change_person
from carerdesk.services.people.details import CertificateDetails, NewWorker, WorkerDetails
from carerdesk.services.sample import family
from carerdesk.services.sample.awards import AWARDED, contribution, first_amount, held_at_first
from carerdesk.services.sample.bank import BankAccount, lloyds_file, starling_file
from carerdesk.services.sample.calendar import CYCLES, Span
from carerdesk.services.sample.clock import WalkingClock
from carerdesk.services.sample.letters import letter
from carerdesk.services.sample.papers import Camera
from carerdesk.services.sample.planted import COUNCIL, NHS, Plan, Test
from carerdesk.services.sample.rota import Payers
from carerdesk.services.sample.words import AGENCY, WHO, since
from carerdesk.services.sample.world import World, made, must

CARD_AT_FIRST = Money.of(120)
_SORT_CODE, _NUMBER = "30-00-00", "12344471"
_OUTCOMES = {
    "out": ("council", "Getting out and about every week"),
    "home": ("council", "Managing well at home"),
    "support": ("council", "Support with everyday life"),
    "health": ("nhs", "Keeping well: moving, eating, sleeping"),
    "nhs_support": ("nhs", "Support through the day and night"),
    "family": ("own", "Treats the family pays for"),
}


def set_up(books: Books, clock: WalkingClock, span: Span, plan: Plan, place: Path, seed: int) -> World:
    """The world on the first day of the books, everything entered that a family enters at the start."""
    must(begin(books, NewBooks(family.EMPLOYER.name, family.PERSON.name, frozenset({"pay", "council"}))))
    must(change_employer(books, family.EMPLOYER))
    must(change_person(books, replace(family.PERSON, note=since(span.payroll_from, from_agency=span.from_agency))))
    payers = _funders(books, span)
    outcomes = {
        code: made(add_outcome(books, getattr(payers, whose), title, span.first))
        for code, (whose, title) in _OUTCOMES.items()
    }
    workers = {who: _worker(books, who, span) for who in WHO}
    agency = _agency(books, span) if span.from_agency else {}
    main, card = _accounts(books, span, payers)
    chance = random.Random(seed)  # noqa: S311 - a made-up family, not a secret
    world = World(
        books, clock, span, chance, Camera(seed), place, plan, payers, outcomes, workers, agency, main, card
    )  # fmt: skip
    _papers(world)
    return world


def _funders(books: Books, span: Span) -> Payers:
    council = NewFunder(
        COUNCIL, "Council", "council", "DP 0040281", "Direct Payments Team\nTown Hall\nWestmere WM1 1AA",
        least_weeks=Decimal(4), most_weeks=Decimal(8), cycle=CYCLES["council"].value, cycle_from=span.first,
        deadline_days=28,
    )  # fmt: skip
    nhs = NewFunder(
        NHS, "NHS", "nhs", "PHB 7719", "Personal Health Budgets\nHarbour House\nWestmere WM2 3NH",
        most_weeks=Decimal(8), cycle=CYCLES["nhs"].value, cycle_from=span.first, deadline_days=21,
    )  # fmt: skip
    council_id, nhs_id = made(add_funder(books, council)), made(add_funder(books, nhs))
    own = int(books.quick("SELECT id FROM funder WHERE kind = 'own'")[0][0])
    return Payers(council_id, nhs_id, own)


def _worker(books: Books, who: str, span: Span) -> int:
    """An assistant with terms, rates and checks; pay brought over from the bureau or the agency."""
    new = NewWorker(
        family.details(who, span),
        family.contract(who, span.payroll_from),
        family.rates_over(who, span),
        family.tax(who, span),
        family.checks(who, span),
    )
    worker_id = made(add_worker(books, new))
    if who == "kasia":
        answer_sleep_ins(books, worker_id, count=True)
    return worker_id


def _agency(books: Books, span: Span) -> dict[str, int]:
    """The agency that sent people before the family employed anybody, twice over: two of them went out with Jamie."""
    names = (AGENCY, f"{AGENCY}, second person")
    first, second = (
        made(add_worker(books, NewWorker(WorkerDetails(name, "agency", started=span.work_from)))) for name in names
    )
    return {"asha": first, "kasia": second, "tom": first}


def _accounts(books: Books, span: Span, payers: Payers) -> tuple[BankAccount, BankAccount]:
    parts = tuple(
        FunderAmount(getattr(payers, whose), amount) for whose, amount in held_at_first(span).items() if amount
    )
    opening = Money(sum(part.amount.pence for part in parts))
    main = NewAccount(
        "Support account", span.first, opening, parts, "bank", "Lloyds Bank", _SORT_CODE, _NUMBER[-4:]
    )  # fmt: skip
    card = NewAccount(
        "Outings card", span.first, CARD_AT_FIRST, (FunderAmount(payers.council, CARD_AT_FIRST),), "card", "Starling"
    )  # fmt: skip
    return (
        BankAccount(
            made(add_account(books, main)), main.name, lloyds_file(_SORT_CODE, _NUMBER), "support-account", opening
        ),
        BankAccount(made(add_account(books, card)), card.name, starling_file, "outings-card", CARD_AT_FIRST),
    )  # fmt: skip


def _papers(world: World) -> None:
    """Award letters, the funders' agreement to pay a relative, contracts, insurance."""
    day = world.span.first
    for whose, name in (("council", COUNCIL), ("nhs", NHS)):
        _first_award(world, whose, name)
    _consent(world)
    for who in WHO:
        words = [f"Between Helen Marsh and {family.NAMES[who]}, from {long_date(day)}.", "Place of work: Beech Row."]
        data = letter("Helen Marsh", day, "Written statement of particulars", words)
        file_name = f"{world.span.first:%Y-%m-%d} contract {who}.pdf"
        must(attach_document(world.books, "worker", world.workers[who], data, file_name=file_name, kind="contract"))


def _first_award(world: World, whose: str, name: str) -> None:
    day = world.span.first
    amount, asked = first_amount(whose, world.span), contribution(whose)
    every, minutes = AWARDED[whose]
    new = NewAward(day, amount, every, None, minutes, asked or ZERO, Every.MONTH.value)
    award_id = made(add_award(world.books, getattr(world.payers, whose), new))
    keep_award_letter(world, award_id, name, day, amount)


def keep_award_letter(world: World, award_id: int, name: str, day: date, amount: Money) -> None:
    """The letter that tells an award, attached to it."""
    words = [f"From {long_date(day)} we will pay {amount} towards the support of Jamie Marsh.", "Keep this letter."]
    data = letter(name, day - timedelta(days=9), "Your direct payment", words)
    file_name = f"{day:%Y-%m-%d} award {name}.pdf"
    world.keep("receipts", file_name, data)
    must(attach_document(world.books, "award", award_id, data, file_name=file_name, kind="letter"))


def _consent(world: World) -> None:
    """Both funders agree that Tom, a relative who lives in, is paid; with the failure planted, one never did."""
    day = world.span.first - timedelta(days=20)
    words = ["We agree that Tom Griffiths, who lives in the same home, is paid for supporting Jamie Marsh."]
    for whose, name in (("council", COUNCIL), ("nhs", NHS)):
        if whose == "nhs" and Test.CONSENT in world.plan.waiting:
            world.plan.plant(
                Test.CONSENT, "Tom Griffiths is a relative who lives in, and the NHS’s agreement is not there."
            )
            continue
        permission = NewPermission(
            day, name, "letter", "Tom Griffiths may be paid", "live_in_relative", world.workers["tom"]
        )  # fmt: skip
        permission_id = made(add_permission(world.books, getattr(world.payers, whose), permission))
        data = letter(name, day, "Paying a relative", words)
        file_name = f"{day:%Y-%m-%d} consent {name}.pdf"
        must(attach_document(world.books, "permission", permission_id, data, file_name=file_name, kind="consent"))


def insure(world: World, first: date, last: date) -> int:
    """Enter a certificate of insurance with its PDF; the document's id."""
    details = CertificateDetails("employers_liability", first, last, f"EL-{first:%y%m}", "Fernside Insurance")
    certificate = made(add_certificate(world.books, None, details))
    words = [f"Employers’ liability insurance for Helen Marsh from {long_date(first)} to {long_date(last)}."]
    data = letter("Fernside Insurance", first, "Certificate of insurance", words)
    file_name = f"{first:%Y-%m-%d} insurance certificate.pdf"
    world.keep("receipts", file_name, data)
    return made(attach_document(world.books, "certificate", certificate, data, file_name=file_name, kind="insurance"))
