"""Who may open the books: passwords set, changed and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carerdesk.store import backup, keys, renewal
from carerdesk.store.connection import database_key, opens
from carerdesk.store.documents import Progress, unseen
from carerdesk.store.problems import NeedsPassword, StillReading, UnknownPerson, plainly

if TYPE_CHECKING:
    from carerdesk.store.books import Books


def set_password(
    books: Books, new: str, old: str | None = None, *, person: str = "", progress: Progress = unseen
) -> backup.Reached:
    """Sets the first password, or changes one; gives the backups that were and were not brought along.

    The first one makes a new identity, because the old one lay in the clear. A change needs the `old` password, unless
    the books were opened with the recovery code; then `person` names whose it is.
    """
    in_the_clear = not books.has_password()
    _finish_earlier(books, progress)
    ring = books.keyring()
    if ring.clear is not None:
        identity = keys.new_identity()
        return _renew(books, keys.add_person(keys.locked_away(identity), identity, person, new), identity, progress)
    if not ring.people:
        return _put(books, keys.add_person(ring, books.identity, person, new))
    # set a first time but cut short: there was no password to be asked for
    whose = ring.people[0].name if in_the_clear else _who(books, ring, old, person)
    return _put(books, keys.change_password(ring, books.identity, whose, new))


def _who(books: Books, ring: keys.Keyring, old: str | None, person: str) -> str:
    if old is not None:
        return keys.unlock(ring, old)[1]
    if not books.opened_by_recovery_code:
        raise NeedsPassword
    names = [each.name for each in ring.people]
    if person in names:
        return person
    if len(names) == 1:
        return names[0]
    raise UnknownPerson(name=person)


def add_person(books: Books, person: str, password: str, *, progress: Progress = unseen) -> backup.Reached:
    """A second, trusted person gets a password of their own."""
    _finish_earlier(books, progress)
    ring = books.keyring()
    if ring.clear is not None:
        return set_password(books, password, person=person, progress=progress)
    return _put(books, keys.add_person(ring, books.identity, person, password))


def remove_person(books: Books, person: str, *, progress: Progress = unseen) -> backup.Reached:
    """Somebody may not open the books any more: a new identity, because they may have kept the old one."""
    _finish_earlier(books, progress)
    identity = keys.new_identity()
    ring = keys.renewed(books.keyring(), books.identity, identity, without=person)
    return _renew(books, ring, identity, progress)


def renew_key(books: Books, *, progress: Progress = unseen) -> backup.Reached:
    """A new identity and recovery code, because the paper with the old one was lost; passwords stay."""
    _finish_earlier(books, progress)
    identity = keys.new_identity()
    return _renew(books, keys.renewed(books.keyring(), books.identity, identity), identity, progress)


def _put(books: Books, ring: keys.Keyring) -> backup.Reached:
    with plainly(), books.one_writer():
        keys.write(books.folder / keys.FOLDER / keys.CURRENT, ring)
    return backup.refresh_keys(books)


def _renew(books: Books, ring: keys.Keyring, identity: str, progress: Progress) -> backup.Reached:
    with plainly(), books.alone() as settled:
        if not settled:
            raise StillReading
        renewal.begin(books.folder, ring, books.identity, identity)
        return _carry_on(books, identity, progress)


def _carry_on(books: Books, identity: str, progress: Progress) -> backup.Reached:
    old = books.identity
    try:
        new, reached = renewal.carry_on(books.folder, old, progress)
    except BaseException:
        # cut short: go on with whichever key opens the records; the next opening does the rest
        here = old if opens(books.database, database_key(old)) else identity
        books.use_identity(here, old, identity)
        raise
    books.use_identity(new)
    return reached


def _finish_earlier(books: Books, progress: Progress) -> None:
    """A renewal that was cut short is finished before anything else changes the keys."""
    under_way = renewal.pending(books.folder)
    if under_way is None:
        return
    with plainly(), books.alone() as settled:
        if not settled:
            raise StillReading
        old = renewal.old_identity(books.folder, books.identity)
        new, _ = renewal.carry_on(books.folder, old, progress)
        books.use_identity(new)
