"""A new identity for the books: documents locked anew, the database rekeyed, the old key dropped.

`keys/next.json` holds the keyring to come, with each identity sealed to the other, from the first step to the last.
Whoever can open the books, before or after, can therefore carry a renewal on that was cut short; every step can be
repeated.
"""

from __future__ import annotations

import base64
import io
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.store import backup, documents, keys
from carerdesk.store.connection import DATABASE, connected, database_key, opens, transaction
from carerdesk.store.files import settle, write_whole
from carerdesk.store.problems import DamagedBooks, DamagedDocument, StillReading

if TYPE_CHECKING:
    from carerdesk.store.connection import Connection


@dataclass(frozen=True, slots=True)
class Pending:
    """A renewal under way: the keyring to come, the new identity for holders of the old one, and the reverse."""

    ring: keys.Keyring
    for_old: bytes
    for_new: bytes


def begin(folder: Path, ring: keys.Keyring, old: str, new: str) -> None:
    """Notes that the books are to go from one identity to another."""
    plain = {
        "ring": json.loads(keys.to_bytes(ring)),
        "for_old": base64.b64encode(keys.seal(new, keys.public_of(old))).decode("ascii"),
        "for_new": base64.b64encode(keys.seal(old, keys.public_of(new))).decode("ascii"),
    }
    write_whole(folder / keys.FOLDER / keys.NEXT, json.dumps(plain, indent=1).encode())


def pending(folder: Path) -> Pending | None:
    """The renewal under way in a folder of books, if there is one."""
    path = folder / keys.FOLDER / keys.NEXT
    if not path.exists():
        return None
    try:
        plain = json.loads(path.read_bytes())
        ring = keys.from_bytes(json.dumps(plain["ring"]).encode())
        return Pending(ring, base64.b64decode(plain["for_old"]), base64.b64decode(plain["for_new"]))
    except (ValueError, KeyError, TypeError) as error:
        raise DamagedBooks from error


def old_identity(folder: Path, identity: str) -> str:
    """The identity in force before the renewal under way, from either of the two."""
    under_way = pending(folder)
    if under_way is None or under_way.ring.public != keys.public_of(identity):
        return identity
    return keys.unseal(under_way.for_new, identity)


def carry_on(
    folder: Path, identity: str, progress: documents.Progress = documents.unseen
) -> tuple[str, backup.Reached]:
    """Does what is left of a renewal; gives the identity that holds from now on, and how the backups fared.

    `identity` is the one in force before the renewal. No connection may be open.
    """
    under_way = pending(folder)
    if under_way is None:
        return identity, backup.Reached()
    if under_way.ring.public == keys.public_of(identity):
        # the keys were put in force and only the note is left over
        _finish(folder, under_way)
        return identity, backup.Reached()
    new = keys.unseal(under_way.for_old, identity)
    database = folder / DATABASE
    # the old key first: where a killed rekey left a journal, only that key can roll it back
    if opens(database, database_key(identity)):
        lock_documents_anew(folder, database, identity, new, progress)
        _rekey(database, identity, new)
    reached = backup.renew_all(folder, identity, new, keys.to_bytes(under_way.ring))
    _drop_old_files(folder, new)
    _finish(folder, under_way)
    return new, reached


def _drop_old_files(folder: Path, new: str) -> None:
    with connected(folder / DATABASE, database_key(new), reading=True) as connection:
        documents.sweep(folder / documents.FOLDER, connection)


def _finish(folder: Path, under_way: Pending) -> None:
    keys.write(folder / keys.FOLDER / keys.CURRENT, under_way.ring)
    (folder / keys.FOLDER / keys.NEXT).unlink()
    settle(folder / keys.FOLDER)


def lock_documents_anew(folder: Path, database: Path, old: str, new: str, progress: documents.Progress) -> None:
    """Writes each document anew for the new identity; the old files go last of all."""
    public = keys.public_of(new)
    with connected(database, database_key(old)) as connection:
        waiting = connection.execute(
            "SELECT content_sha256, stored_name FROM stored_file WHERE sealed_to <> ? ORDER BY content_sha256",
            (public,),
        ).fetchall()
        for done, (content, name) in enumerate(waiting):
            progress("documents", done, len(waiting))
            stored = _locked_anew(folder / documents.FOLDER / name, content, old, public)
            # where there is nothing to save under any key, the record stays as it is and verify tells of it
            if stored is not None:
                _note(connection, content, stored, public)


def _locked_anew(path: Path, content: str, old: str, public: str) -> str | None:
    clear = io.BytesIO()
    try:
        documents.unlock(path, (old,), content, clear)
    except DamagedDocument:
        return None
    return documents.write_sealed(path.parent, clear.getvalue(), public)


def _note(connection: Connection, content: str, stored: str, public: str) -> None:
    with transaction(connection):
        connection.execute(
            "UPDATE stored_file SET stored_name = ?, sealed_to = ? WHERE content_sha256 = ?", (stored, public, content)
        )


def _rekey(database: Path, old: str, new: str) -> None:
    with connected(database, database_key(old)) as connection:
        if connection.execute("PRAGMA journal_mode = DELETE").fetchone() != ("delete",):
            raise StillReading
        connection.execute(f"PRAGMA rekey = \"x'{database_key(new).hex()}'\"")
