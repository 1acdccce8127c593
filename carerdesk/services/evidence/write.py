"""Packs and accounts as files: PDF, spreadsheet and archive, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeAlias

from sqlalchemy import select

from carerdesk.domain.dates import span
from carerdesk.reports import accounts as accounts_paper
from carerdesk.reports import archive, pack, pack_sheets
from carerdesk.reports.pack_view import PackView, Stopped
from carerdesk.services.books import Books, owner
from carerdesk.services.evidence.accounts import accounts_view
from carerdesk.services.evidence.exhibits import Numbered, numbered_exhibits
from carerdesk.services.evidence.gathered import Gathered, Period
from carerdesk.services.evidence.pack import pack_view
from carerdesk.store import tables
from carerdesk.store.problems import KnownProblem, plainly

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

__all__ = ["PeriodBackward", "Stopped", "UnknownFunder", "UnknownSupported", "write_accounts", "write_pack"]

Progress: TypeAlias = Callable[[str, int, int], None]
Asked: TypeAlias = Callable[[], bool]
Writer: TypeAlias = Callable[[BinaryIO], object]


class UnknownFunder(KnownProblem):
    """No funder has this name."""

    code = "unknown_funder"


class UnknownSupported(KnownProblem):
    """Nobody of this name is supported in these books."""

    code = "unknown_supported"


class PeriodBackward(KnownProblem):
    """The last day comes before the first."""

    code = "period_backward"


def unseen(_step: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def never() -> bool:
    """Nobody asks to stop."""
    return False


def write_pack(
    books: Books, funder_name: str, first: date, last: date, out: Path, *,
    progress: Progress = unseen, stopped: Asked = never,
) -> tuple[Path, ...]:  # fmt: skip
    """Write a funder's evidence pack as PDF, spreadsheet and archive into a folder.

    The funder is found by its name or short name, capitals or not.

    Raises:
        UnknownFunder, PeriodBackward: in words.
        Stopped: where `stopped` answered True; nothing is left behind.
    """
    _forwards(first, last)
    with books.reading() as session:
        return _write_pack(books, session, _funder_named(session, funder_name), first, last, out, progress, stopped)


def pack_of(
    books: Books, funder_id: int, first: date, last: date, out: Path, progress: Progress, stopped: Asked
) -> tuple[Path, ...]:
    """The same for a funder that is known."""
    _forwards(first, last)
    with books.reading() as session:
        funder = session.get_one(tables.Funder, funder_id)
        return _write_pack(books, session, funder, first, last, out, progress, stopped)


def _write_pack(
    books: Books, session: Session, funder: tables.Funder, first: date, last: date, out: Path,
    progress: Progress, stopped: Asked,
) -> tuple[Path, ...]:  # fmt: skip
    progress("Lists and sums", 0, 1)
    gathered = Gathered(session, Period(funder.id, first, last, books.today()))
    numbered = numbered_exhibits(books, gathered)
    view = pack_view(gathered, numbered, books.today())
    stem = archive.file_name(f"{funder.name}, {span(first, last)}")
    writers: dict[str, Writer] = {
        "pdf": lambda stream: pack.write(view, numbered.exhibits(), stream, progress=progress, stopped=stopped),
        "xlsx": lambda stream: pack_sheets.write_pack(view, stream),
    }
    with _together(out, stem, stopped) as write:
        for ending, writer in writers.items():
            write(ending, writer)
        write("zip", partial(_archive, view, numbered, stem, write.paths, progress, stopped))
    return write.finished


def _archive(
    view: PackView, numbered: Numbered, stem: str, made: dict[str, Path],
    progress: Progress, stopped: Asked, stream: BinaryIO,
) -> None:  # fmt: skip
    files = [archive.Made(f"{stem}.{ending}", partial(_opened, path)) for ending, path in list(made.items())]
    archive.write(
        files[:2], numbered.originals(), view.made, stream,
        of=len(numbered.papers), progress=progress, stopped=stopped,
    )  # fmt: skip


def _opened(path: Path) -> BinaryIO:
    return path.open("rb")


def write_accounts(books: Books, first: date, last: date, out: Path, *, person: str | None = None) -> tuple[Path, ...]:
    """Write the accounts of any stretch of days as PDF and spreadsheet into a folder.

    They are those of the person in view, or of the one named.

    Raises:
        UnknownSupported, PeriodBackward: in words.
    """
    _forwards(first, last)
    with books.reading() as session:
        row = _person_named(session, person)
        view = accounts_view(session, row.id, first, last, books.today())
    stem = archive.file_name(f"Accounts, {view.person}, {span(first, last)}")
    with _together(out, stem, never) as write:
        write("pdf", lambda stream: accounts_paper.write(view, stream))
        write("xlsx", lambda stream: pack_sheets.write_accounts(view, stream))
    return write.finished


def _forwards(first: date, last: date) -> None:
    if last < first:
        raise PeriodBackward


def _funder_named(session: Session, name: str) -> tables.Funder:
    funder = tables.Funder
    rows = session.scalars(select(funder).order_by(funder.position, funder.id)).all()
    wanted = name.strip().casefold()
    here = owner(session).person_id
    found = [row for row in rows if wanted in {row.name.casefold(), row.short_name.casefold()}]
    if not found:
        raise UnknownFunder(name=name, names=", ".join(dict.fromkeys(row.name for row in rows)))
    return next((row for row in found if row.person_id == here), found[0])


def _person_named(session: Session, name: str | None) -> tables.Person:
    if name is None:
        return session.get_one(tables.Person, owner(session).person_id)
    rows = session.scalars(select(tables.Person).order_by(tables.Person.id)).all()
    wanted = name.strip().casefold()
    found = next((row for row in rows if row.name.casefold() == wanted), None)
    if found is None:
        raise UnknownSupported(name=name, names=", ".join(row.name for row in rows))
    return found


class _Files:
    """Files of one name that are written beside their place first, and appear all together."""

    def __init__(self, out: Path, stem: str, stopped: Asked) -> None:
        self._out, self._stem, self._stopped = out, stem, stopped
        self.paths: dict[str, Path] = {}
        self.finished: tuple[Path, ...] = ()

    def __call__(self, ending: str, writer: Writer) -> None:
        if self._stopped():
            raise Stopped
        part = self._out / f".{self._stem}.{ending}.part"
        self.paths[ending] = part
        with part.open("wb") as stream:
            writer(stream)

    def finish(self) -> None:
        if self._stopped():
            raise Stopped
        finished = []
        for ending, part in self.paths.items():
            path = self._out / f"{self._stem}.{ending}"
            part.replace(path)
            finished.append(path)
        self.finished = tuple(finished)

    def forget(self) -> None:
        for part in self.paths.values():
            part.unlink(missing_ok=True)


@contextmanager
def _together(out: Path, stem: str, stopped: Asked) -> Iterator[_Files]:
    """Files that appear whole and together, or not at all."""
    with plainly():
        out.mkdir(parents=True, exist_ok=True)
        files = _Files(out, stem, stopped)
        try:
            yield files
            files.finish()
        finally:
            files.forget()
