"""Checks of what is typed about the employer, the person supported and a worker: problems, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from carerdesk.domain import typed
from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.people import choices, tidy
from carerdesk.services.people.details import CertificateDetails, EmployerDetails, PersonDetails, WorkerDetails

_OLDEST = date(1900, 1, 1)
_REFERENCES: dict[str, Callable[[str], str | None]] = {
    "ni_number": tidy.ni_number,
    "sort_code": typed.read_sort_code,
    "account_number": typed.read_account_number,
    "email": typed.read_email,
    "paye_reference": tidy.paye_reference,
    "accounts_office_reference": tidy.accounts_office_reference,
}
Typed = TypeVar("Typed", WorkerDetails, EmployerDetails)


def tidied(details: Typed) -> Typed:
    """The same details with every reference in its one form; what cannot be read stays as typed."""
    found: dict[str, Any] = {
        name: tidy_up(getattr(details, name)) or getattr(details, name)
        for name, tidy_up in _REFERENCES.items()
        if getattr(details, name, "")
    }
    return replace(details, name=" ".join(details.name.split()), **found)


def _unread(details: WorkerDetails | EmployerDetails) -> Iterator[Problem]:
    for name, tidy_up in _REFERENCES.items():
        typed = getattr(details, name, "")
        if typed and tidy_up(typed) is None:
            yield Problem(name, f"{name}_unread")


def _born(born: date | None, today: date) -> Iterator[Problem]:
    if born and born > today:
        yield Problem("born", "born_in_the_future")
    elif born and born < _OLDEST:
        yield Problem("born", "born_too_long_ago")


def check_worker(details: WorkerDetails, today: date, taken: frozenset[str]) -> tuple[Problem, ...]:
    """Problems with a worker's own facts. `taken`: the other workers' names, in lower case."""
    choices.known(details.kind, choices.WORKER_KINDS)
    choices.known(details.sex, choices.SEXES)
    choices.known(details.relation, choices.RELATIONS)
    choices.known(details.relation_to_person, choices.RELATIONS)
    return (
        *_name(details.name, taken),
        *_born(details.born, today),
        *_unread(details),
        *_bank_details(details),
        *_dates(details),
    )


def _name(name: str, taken: frozenset[str]) -> Iterator[Problem]:
    if not name.strip():
        yield Problem("name", "worker_name_missing")
    elif name.casefold() in taken:
        yield Problem("name", "worker_name_taken", {"name": name})


def _bank_details(details: WorkerDetails) -> Iterator[Problem]:
    if details.account_number and not details.sort_code:
        yield Problem("sort_code", "sort_code_missing")
    if details.sort_code and not details.account_number:
        yield Problem("account_number", "account_number_missing")


def _dates(details: WorkerDetails) -> Iterator[Problem]:
    if details.born and details.started and details.started <= details.born:
        yield Problem("started", "started_before_born", {"born": long_date(details.born)})
    if details.left and details.started and details.left < details.started:
        yield Problem("left", "left_before_start", {"started": long_date(details.started)})


def check_employer(details: EmployerDetails) -> tuple[Problem, ...]:
    """Problems with the employer's own facts."""
    choices.known(details.capacity, choices.CAPACITIES)
    choices.known(details.filing_route, choices.FILING_ROUTES)
    choices.known(details.pays_hmrc, choices.PAYS_HMRC)
    choices.known(details.paye_in_name_of, choices.PAYE_IN_NAME_OF)
    choices.known(details.returns_signed_by, choices.RETURNS_SIGNED_BY)
    return (
        *(() if details.name.strip() else (Problem("name", "employer_name_missing"),)),
        *_unread(details),
        *_allowance(details),
    )


def _allowance(details: EmployerDetails) -> Iterator[Problem]:
    if details.allowance_used_before.pence < 0:
        yield Problem("allowance_used_before", "allowance_below_nothing")
    if details.allowance_used_before and not details.allowance_year:
        yield Problem("allowance_year", "allowance_year_missing")


def check_person(details: PersonDetails, today: date) -> tuple[Problem, ...]:
    """Problems with the facts of the person supported."""
    choices.known(details.nation, choices.NATIONS)
    nameless = () if details.name.strip() else (Problem("name", "person_name_missing"),)
    return (*nameless, *_born(details.born, today))


def check_certificate(details: CertificateDetails) -> tuple[Problem, ...]:
    """Problems with a check, a training or an insurance."""
    choices.known(details.kind, choices.CERTIFICATES)
    if details.first_day and details.last_day and details.last_day < details.first_day:
        return (Problem("last_day", "certificate_ends_before_start", {"first_day": long_date(details.first_day)}),)
    if details.kind == "other" and not details.note.strip():
        return (Problem("note", "certificate_name_missing"),)
    return ()
