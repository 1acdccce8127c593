"""Beginning a set of books: who keeps them, whom they are for, and what they are to do."""

from __future__ import annotations

from dataclasses import dataclass

from carerdesk.domain.problem import Problem
from carerdesk.services.books.here import done
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.store import settings
from carerdesk.store.books import Books

WISHES = ("pay", "council", "deputy")
WISHED = settings.Choice("wishes", tuple[str, ...], ("pay", "council"), "What the books are to do.")
NATIONS = ("england", "wales", "scotland", "northern_ireland")


@dataclass(frozen=True, slots=True)
class NewBooks:
    """The first answers: the keeper's name, the person supported, the nation, and what to do (of WISHES)."""

    keeper: str
    person: str
    wishes: frozenset[str]
    nation: str = "england"


def check(new: NewBooks) -> tuple[Problem, ...]:
    """What is missing of the first answers; the fields are named as in `NewBooks`."""
    problems = []
    if not new.wishes:
        problems.append(Problem("wishes", "wishes_missing"))
    if not new.keeper.strip():
        problems.append(Problem("keeper", "keeper_missing"))
    if not new.person.strip():
        problems.append(Problem("person", "person_missing"))
    return tuple(problems)


def begin(books: Books, new: NewBooks) -> Outcome:
    """Write down who keeps the books and for whom. Their own money is the first funder, so that no pound is without."""
    if problems := check(new):
        return Rejected(problems)
    from carerdesk.store.tables import Employer, Funder, Person

    person_name = new.person.strip()
    with books.operation(f"Books begun for {person_name}", kind="begin", undoable=False) as op:
        employer = Employer(name=new.keeper.strip())
        op.session.add(employer)
        op.session.flush()
        person = Person(employer_id=employer.id, name=person_name, nation=new.nation)
        op.session.add(person)
        op.session.flush()
        keys = {"employer_id": employer.id, "person_id": person.id}
        op.session.add(Funder(**keys, name="Own money", short_name="Own money", kind="own", position=99))
    settings.write(books, WISHED, tuple(sorted(new.wishes)))
    return done(op, id=person.id)
