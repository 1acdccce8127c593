"""Receipts, statements and sent packs: each its own age file, named by the hash of its ciphertext."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Protocol, TypeAlias

from carerdesk.store.files import PART, make_folder, write_whole
from carerdesk.store.problems import DamagedDocument, plainly

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.clock import Clock
    from carerdesk.store.connection import Connection
    from carerdesk.store.tables import Document

Query: TypeAlias = Callable[[str, Sequence[object]], list[tuple[Any, ...]]]

Progress: TypeAlias = Callable[[str, int, int], None]

FOLDER = "documents"
SUFFIX = ".age"
_NAME = re.compile(r"[0-9a-f]{64}\.age")


@dataclass(frozen=True, slots=True)
class Findings:
    """What is amiss in documents/: files nobody knows, and files that are not there."""

    orphans: tuple[str, ...]
    missing: tuple[str, ...]


class Writable(Protocol):
    """What clear bytes are written to."""

    def write(self, data: bytes, /) -> int | None:
        """Takes some bytes."""
        ...


def unseen(_step: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


class DocumentStore:
    """The documents of open books. Reading is safe from any thread."""

    def __init__(self, folder: Path, identity: str, clock: Clock, query: Query) -> None:
        self.folder = folder
        self._identity = identity
        self._others: tuple[str, ...] = ()
        self._clock = clock
        self._query = query

    def use_identity(self, identity: str, *also: str) -> None:
        """Goes on with another identity; files locked for the others can be read still."""
        self._identity = identity
        self._others = also

    def add(
        self, data: bytes, *, session: Session, file_name: str, media_type: str, taken_on: date | None = None
    ) -> Document:
        """The row of a document with these bytes: the one there is, or a new one.

        The bytes are on the disk, locked, before the row can be committed. Where the operation fails they are swept
        at the next opening.
        """
        from sqlalchemy import select

        from carerdesk.store.tables import Document

        content = hashlib.sha256(data).hexdigest()
        self._keep(data, content, session)
        row = session.scalar(select(Document).where(Document.content_sha256 == content))
        if row is None:
            row = Document(
                content_sha256=content,
                size=len(data),
                media_type=media_type,
                file_name=file_name,
                taken_on=taken_on,
                added_at=self._clock.now(),
            )
            session.add(row)
            session.flush()
        return row

    def _keep(self, data: bytes, content: str, session: Session) -> None:
        from carerdesk.store.keys import public_of
        from carerdesk.store.tables.self_records import StoredFile

        kept = session.get(StoredFile, content)
        if kept is not None and (self.folder / kept.stored_name).exists():
            return
        with plainly():
            name = write_sealed(self.folder, data, public_of(self._identity))
        if kept is None:
            session.add(StoredFile(content_sha256=content, stored_name=name, sealed_to=public_of(self._identity)))
        else:
            kept.stored_name, kept.sealed_to = name, public_of(self._identity)
        session.flush()

    def read(self, document_id: int) -> bytes:
        """The bytes of a document; DamagedDocument where they are gone or not the ones put in."""
        rows = self._query("SELECT content_sha256 FROM document WHERE id = ?", (document_id,))
        if not rows:
            raise DamagedDocument(document=str(document_id))
        return self.read_content(str(rows[0][0]))

    def read_content(self, content_sha256: str) -> bytes:
        """The same, found by the hash of the content."""
        out = io.BytesIO()
        self._copy(content_sha256, out)
        return out.getvalue()

    def open(self, document_id: int) -> BinaryIO:
        """A document as a stream to read from, in memory: its clear bytes never touch the disk."""
        return io.BytesIO(self.read(document_id))

    def copy_to(self, document_id: int, out: BinaryIO) -> None:
        """Writes a document's bytes to a stream as they are unlocked, without holding them all."""
        rows = self._query("SELECT content_sha256 FROM document WHERE id = ?", (document_id,))
        if not rows:
            raise DamagedDocument(document=str(document_id))
        self._copy(str(rows[0][0]), out)

    def _copy(self, content: str, out: BinaryIO) -> None:
        rows = self._query("SELECT stored_name FROM stored_file WHERE content_sha256 = ?", (content,))
        if not rows:
            raise DamagedDocument(document=content)
        unlock(self.folder / str(rows[0][0]), (self._identity, *self._others), content, out)


def write_sealed(folder: Path, data: bytes, public: str) -> str:
    """Locks bytes to a key and puts them on the disk; gives the file's name."""
    import pyrage

    sealed = bytes(pyrage.encrypt(data, [pyrage.x25519.Recipient.from_str(public)]))
    name = hashlib.sha256(sealed).hexdigest() + SUFFIX
    make_folder(folder)
    write_whole(folder / name, sealed)
    return name


def unlock(path: Path, identities: Sequence[str], content: str, out: Writable) -> None:
    """Writes the clear bytes of a file to a stream and checks them against the hash of their content."""
    import pyrage

    hashed = _Hashed(out)
    try:
        with path.open("rb") as sealed:
            pyrage.decrypt_io(sealed, hashed, [pyrage.x25519.Identity.from_str(each) for each in identities])
    except (FileNotFoundError, pyrage.DecryptError) as error:
        raise DamagedDocument(document=content) from error
    except OSError as error:
        # pyrage tells of bytes that do not fit as an error of the system without a number
        if error.errno is not None:
            raise
        raise DamagedDocument(document=content) from error
    if hashed.hexdigest() != content:
        raise DamagedDocument(document=content)


class _Hashed:
    """A stream to write to that hashes what passes."""

    def __init__(self, out: Writable) -> None:
        self._out = out
        self._hash = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._hash.update(data)
        self._out.write(data)
        return len(data)

    def flush(self) -> None:
        """Nothing is held back here."""

    def hexdigest(self) -> str:
        return self._hash.hexdigest()


def look_over(folder: Path, connection: Connection) -> Findings:
    """Compares the files on the disk with the ones the books know."""
    known = {name for (name,) in connection.execute("SELECT stored_name FROM stored_file")}
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    return Findings(tuple(sorted(there - known)), tuple(sorted(known - there)))


def sweep(folder: Path, connection: Connection) -> tuple[str, ...]:
    """Removes files of ours that no record knows (left by a write that was cut short); gives their names."""
    orphans = [name for name in look_over(folder, connection).orphans if _ours(name)]
    for name in orphans:
        (folder / name).unlink()
    return tuple(orphans)


def _ours(name: str) -> bool:
    return _NAME.fullmatch(name.removesuffix(PART)) is not None
