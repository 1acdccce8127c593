"""Putting right what is kept about the employer and the person supported."""

from __future__ import annotations

from dataclasses import replace

from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.check_who import check_employer, check_person, tidied
from carerdesk.services.people.details import EmployerDetails, PersonDetails
from carerdesk.services.people.rows import write


def change_employer(books: Books, details: EmployerDetails) -> Outcome:
    """Keep the facts of the employer in view. Raises LookupError before there is one."""
    from carerdesk.store.tables import Employer

    details = tidied(details)
    problems = check_employer(details)
    if problems:
        return Rejected(problems)
    with books.operation(f"{details.name}’s details changed", kind="people") as op:
        row = op.session.get_one(Employer, owner(op.session).employer_id)
        write(row, details)
    return done(op, id=row.id)


def change_person(books: Books, details: PersonDetails) -> Outcome:
    """Keep the facts of the person supported in view. Raises LookupError before there is one."""
    from carerdesk.store.tables import Person

    details = replace(details, name=" ".join(details.name.split()))
    problems = check_person(details, books.today())
    if problems:
        return Rejected(problems)
    with books.operation(f"{details.name}’s details changed", kind="people") as op:
        row = op.session.get_one(Person, owner(op.session).person_id)
        write(row, details)
    return done(op, id=row.id)
