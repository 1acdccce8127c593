"""A pack made to look at and save, and kept byte for byte once it is sent."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.evidence.gathered import Gathered, Period
from carerdesk.services.evidence.write import Asked, Progress, never, pack_of, unseen
from carerdesk.services.money.attaching import Paper, attach_document, papers
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pay.leaving import PACKED, leave_the_house
from carerdesk.store import tables

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.operations import Operation

EVIDENCE = "evidence"
WAYS = ("email", "website", "post", "hand")
MEDIA = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}


@dataclass(frozen=True, slots=True)
class MadePack:
    """A pack as it was made just now, in a folder of its own until it is thrown away. The PDF comes first."""

    funder_id: int
    first: date
    last: date
    paths: tuple[Path, ...]

    @property
    def size(self) -> int:
        """Bytes of the PDF."""
        return self.paths[0].stat().st_size

    @property
    def is_there(self) -> bool:
        """Whether its files have not been thrown away."""
        return self.paths[0].exists()

    def save(self, folder: Path) -> tuple[Path, ...]:
        """Copies of its files in a folder; those of the same name there are replaced."""
        folder.mkdir(parents=True, exist_ok=True)
        return tuple(Path(shutil.copyfile(path, folder / path.name)) for path in self.paths)

    def throw_away(self) -> None:
        """Its files are gone; calling it again does nothing."""
        shutil.rmtree(self.paths[0].parent, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Sent:
    """When, how (of WAYS) and to whom it was sent, with a note."""

    on: date
    how: str
    to_whom: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class SentPack:
    """A pack that was sent. `files` are the kept files: ending, document."""

    id: int
    funder: str
    funder_id: int | None
    first: date
    last: date
    sent: Sent
    files: tuple[tuple[str, int], ...]
    proofs: tuple[Paper, ...] = field(default=())

    @property
    def stem(self) -> str:
        """What its files are called, without the ending."""
        return f"{self.funder}, {span(self.first, self.last)}"


def _own_folder() -> Path:
    """A folder for this user alone, which does not outlast the program."""
    folder = Path(tempfile.mkdtemp(prefix="carerdesk-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def make_pack(
    books: Books, funder_id: int, first: date, last: date, progress: Progress = unseen, stopped: Asked = never
) -> MadePack:
    """Make a pack in a folder for this user alone. Nothing is left where it is stopped or fails."""
    folder = _own_folder()
    try:
        paths = pack_of(books, funder_id, first, last, folder, progress, stopped)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return MadePack(funder_id, first, last, paths)


def made_earlier(funder_id: int, first: date, last: date, paths: Sequence[Path]) -> MadePack | Problem:
    """The files of a pack that was made and saved before: a PDF, with or without its spreadsheet and archive."""
    endings = [path.suffix.lstrip(".").lower() for path in paths]
    if "pdf" not in endings:
        return Problem("files", "sent_pdf_missing")
    if len(set(endings)) < len(endings) or set(endings) - set(MEDIA):
        return Problem("files", "sent_files_unknown")
    folder = _own_folder()
    pdf_first = sorted(paths, key=lambda path: list(MEDIA).index(path.suffix.lstrip(".").lower()))
    return MadePack(
        funder_id, first, last, tuple(Path(shutil.copyfile(path, folder / path.name)) for path in pdf_first)
    )


def check_sent(sent: Sent, today: date) -> tuple[Problem, ...]:
    """What is wrong with what was said of the sending."""
    problems = []
    if sent.on > today:
        problems.append(Problem("on", "sent_day_ahead", {"today": long_date(today)}))
    if sent.how not in WAYS:
        problems.append(Problem("how", "sent_how_missing"))
    if not sent.to_whom.strip():
        problems.append(Problem("to_whom", "sent_to_missing"))
    return tuple(problems)


def record_sent(books: Books, made: MadePack, sent: Sent) -> Outcome:
    """Keep a pack byte for byte as it was sent; its payslips leave the house, and never change again.

    It cannot be undone: what a funder holds does not change by changing the books.
    """
    if problems := check_sent(sent, books.today()):
        return Rejected(problems)
    data = [(path, path.read_bytes()) for path in made.paths]
    with books.operation("", kind="sent", undoable=False) as op:
        funder = op.session.get_one(tables.Funder, made.funder_id)
        op.said = f"Return for {funder.short_name}, {span(made.first, made.last)}, sent on {long_date(sent.on)}"
        kept = {path.suffix.lstrip(".").lower(): _keep(books, op, path, content) for path, content in data}
        row = tables.Pack(
            **owner(op.session).keys(), kind=EVIDENCE, funder_id=funder.id, first_day=made.first, last_day=made.last,
            made_at=books.now(), pdf_id=kept["pdf"], spreadsheet_id=kept.get("xlsx"), archive_id=kept.get("zip"),
            sent_on=sent.on, sent_how=sent.how, sent_to=sent.to_whom.strip(), note=sent.note.strip(),
        )  # fmt: skip
        op.session.add(row)
        of = Gathered(op.session, Period(funder.id, made.first, made.last, books.today()))
        leave_the_house(op.session, [slip.id for slip in of.payslips], books.now(), PACKED)
        op.session.flush()
    made.throw_away()
    return done(op, id=row.id)


def _keep(books: Books, op: Operation, path: Path, data: bytes) -> int:
    media = MEDIA[path.suffix.lstrip(".").lower()]
    row = books.documents.add(data, session=op.session, file_name=path.name, media_type=media)
    op.session.flush()
    return row.id


def add_proof(books: Books, pack_id: int, data: bytes, file_name: str) -> Outcome:
    """Add what proves the sending, also long after: a receipt of the post, the funder's answer."""
    return attach_document(books, "pack", pack_id, data, file_name=file_name, kind="letter")


def sent_packs(books: Books, funder_id: int | None = None) -> tuple[SentPack, ...]:
    """The packs that were sent, the newest first; all funders', or one's."""
    with books.reading() as session:
        pack = tables.Pack
        wanted = select(pack).where(
            pack.sent_on.is_not(None), pack.person_id == owner(session).person_id, pack.kind == EVIDENCE
        )
        if funder_id is not None:
            wanted = wanted.where(pack.funder_id == funder_id)
        rows = [_sent(session, row) for row in session.scalars(wanted.order_by(pack.sent_on.desc(), pack.id.desc()))]
    return tuple(_with_proofs(books, row) for row in rows)


def _sent(session: Session, row: tables.Pack) -> SentPack:
    assert row.sent_on is not None
    funder = session.get_one(tables.Funder, row.funder_id)
    kept = (("pdf", row.pdf_id), ("xlsx", row.spreadsheet_id), ("zip", row.archive_id))
    return SentPack(
        row.id, funder.name, funder.id, row.first_day, row.last_day,
        Sent(row.sent_on, row.sent_how, row.sent_to, row.note),
        tuple((ending, document) for ending, document in kept if document is not None),
    )  # fmt: skip


def _with_proofs(books: Books, row: SentPack) -> SentPack:
    from dataclasses import replace

    return replace(row, proofs=papers(books, "pack", row.id))


def save_sent(books: Books, pack: SentPack, folder: Path) -> tuple[Path, ...]:
    """The files of a sent pack, as they were sent, in a folder."""
    from carerdesk.reports.archive import file_name

    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    for ending, document in pack.files:
        path = folder / f"{file_name(pack.stem)}.{ending}"
        with path.open("wb") as stream:
            books.documents.copy_to(document, stream)
        saved.append(path)
    return tuple(saved)
