"""Records and documents for the store's tests."""

from __future__ import annotations

from carerdesk.store.books import Books
from carerdesk.store.tables import Employer, Person


def add_family(books: Books) -> int:
    """An employer and a person supported; gives the operation's id."""
    with books.operation("Helen Marsh added") as op:
        employer = Employer(name="Helen Marsh")
        op.session.add(employer)
        op.session.flush()
        op.session.add(Person(employer_id=employer.id, name="Jamie Marsh"))
    assert op.id is not None
    return op.id


def rename(books: Books, employer_id: int, name: str) -> int:
    """Gives an employer another name; gives the operation's id."""
    with books.operation(f"Name changed to {name}") as op:
        employer = op.session.get(Employer, employer_id)
        assert employer is not None
        employer.name = name
    assert op.id is not None
    return op.id


def add_document(books: Books, data: bytes, name: str = "receipt.txt") -> int:
    """Keeps a document; gives its row's id."""
    with books.operation(f"{name} added") as op:
        return books.documents.add(data, session=op.session, file_name=name, media_type="text/plain").id


def names(books: Books) -> list[str]:
    """The employers' names, by id."""
    return [name for (name,) in books.quick("SELECT name FROM employer ORDER BY id")]
