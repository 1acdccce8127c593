"""Papers kept with people: a photo or PDF beside what it proves, and in amber where one is still wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.certificates import remove_certificate
from carerdesk.services.people.details import CertificateDetails
from carerdesk.services.people.names import certificate_name, choice_name
from carerdesk.services.people.papers import how_it_stands, renewed, wants_looking_at
from carerdesk.services.people.proofs import CERTIFICATE, WORKER, Shelf, certificate_papers, paper_kind, paper_note
from carerdesk.services.people.records import Kept
from carerdesk.ui.page import Desk
from carerdesk.ui.widgets.arrange import Across, Down, Flow, Item
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF, PaperWindow
from carerdesk.ui.widgets.text import Icon, Label, Rule, foldable

if TYPE_CHECKING:
    from carerdesk.services.money.attaching import Paper, Preview


class Papers(QWidget):
    """The papers on one record: `whose` names it to a screen reader, `wanted` says in amber that one is missing."""

    def __init__(self, desk: Desk, papers: Sequence[Paper], whose: str, wanted: str = "") -> None:
        super().__init__()
        self._desk, self._whose = desk, whose
        rows: list[Item] = [self._row(paper) for paper in papers]
        if wanted:
            missing = Across(Icon("triangle-alert", "attention", 16), gap="s")
            missing.addWidget(Label(wanted, "small", "attention", wrap=True), 1)
            rows.append(missing)
        self.setLayout(Down(*rows, gap=2))

    def _row(self, paper: Paper) -> QWidget:
        about = {"file": paper.file_name, "what": self._whose}
        words = self.tr("{file}, kept {day}").format(file=foldable(paper.file_name), day=long_date(paper.added_on))
        across = Across(Icon("paperclip", "good", 16), gap="s")
        across.addWidget(Label(words, "small", wrap=True), 1)
        across.add(
            Button(
                self.tr("Open"), "small", name=self.tr("Open {file}: {what}").format(**about),
                act=partial(self._open, paper),
            ),
            Button(
                "", "quiet", icon="x", name=self.tr("Take {file} off: {what}").format(**about),
                act=partial(self._take_off, paper),
            ),
        )  # fmt: skip
        row = QWidget()
        row.setLayout(across)
        return row

    def _open(self, paper: Paper) -> None:
        from carerdesk.services.money.attaching import document_preview

        books = self._desk.books

        def look_at(_progress: object) -> Preview:
            return document_preview(books, paper.document_id)

        self._desk.run(self.tr("Opening {file}").format(file=paper.file_name), look_at, partial(self._show, paper))

    def _show(self, paper: Paper, preview: Preview) -> None:
        from carerdesk.services.money.attaching import document_bytes

        data = partial(document_bytes, self._desk.books, paper.document_id)
        PaperWindow(
            self, f"{self._whose}: {paper.file_name}", preview.png, preview.words, data, self._desk.files
        ).open()

    def _take_off(self, paper: Paper) -> None:
        from carerdesk.services.money.attaching import detach

        self._desk.report(detach(self._desk.books, paper.attachment_id))


def add_papers(desk: Desk, parent: QWidget, title: str, record: str, record_id: int, kind: str) -> None:
    """Ask for files and keep each with its record."""
    desk.files.open_files(parent, title, PHOTOS_AND_PDF, partial(_keep, desk, title, record, record_id, kind))


def _keep(desk: Desk, title: str, record: str, record_id: int, kind: str, paths: Sequence[Path]) -> None:
    def work(_progress: object) -> list[Outcome]:
        return [_kept(desk, path, record, record_id, kind) for path in paths]

    def told(outcomes: list[Outcome]) -> None:
        refused = [each for each in outcomes if isinstance(each, Rejected)]
        for outcome in [each for each in outcomes if each not in refused] + refused:
            desk.report(outcome)

    desk.run(title, work, told)


def _kept(desk: Desk, path: Path, record: str, record_id: int, kind: str) -> Outcome:
    from carerdesk.services.money.attaching import attach_document

    try:
        data = path.read_bytes()
    except OSError:
        return Rejected((Problem("", "file_cannot_be_opened", {"file": path.name}),))
    return attach_document(desk.books, record, record_id, data, file_name=path.name, kind=kind)


class CertificateRows(QWidget):
    """Checks and insurances: what, how it stands, its paper, and what can be done."""

    def __init__(
        self,
        desk: Desk,
        kept: Sequence[Kept[CertificateDetails]],
        go: Callable[..., object],
        worker_id: int | None = None,
    ) -> None:
        super().__init__()
        self._desk, self._go, self._worker_id = desk, go, worker_id
        self._papers, self._renewed = certificate_papers(desk.books, kept), renewed(kept)
        column = Down(gap="s")
        for at, one in enumerate(kept):
            column.add(*([Rule()] if at else []), self._row(one))
        self.setLayout(column)

    def _row(self, kept: Kept[CertificateDetails]) -> QWidget:
        name, stands = certificate_name(kept.what.kind, kept.what.note), how_it_stands(kept.what, self._desk.today())
        whose, papers = f"{name}: {stands}", self._papers[kept.id]
        is_renewed = kept.id in self._renewed
        tone = "attention" if wants_looking_at(kept.what, self._desk.today()) and not is_renewed else "ink2"
        about = Down(Label(name, "strong", wrap=True), Label(stands, "small", tone, wrap=True), gap=1)
        more = ", ".join(part for part in (kept.what.provider, kept.what.reference) if part)
        if more:
            about.add(Label(more, "small", "ink2", wrap=True))
        note = paper_note(kept.what, papers, renewed=is_renewed)
        if note == "dbs":
            about.add(Label(guidance("people", "certificate_paper_dbs"), "small", "ink2", wrap=True))
        wanted = guidance("people", "certificate_paper_wanted") if note == "wanted" else ""
        body = Down(about, gap="xs")
        if papers or wanted:
            body.add(Papers(self._desk, papers, whose, wanted))
        body.add(Flow(*self._buttons(kept, whose, can_go=not papers), gap="xs"))
        row = QWidget()
        row.setLayout(body)
        return row

    def _buttons(self, kept: Kept[CertificateDetails], whose: str, *, can_go: bool) -> list[QWidget]:
        words = self.tr("Add its paper") if can_go else self.tr("Add another paper")
        title = f"{words}: {whose}"
        kind = paper_kind(kept.what.kind)
        add = partial(add_papers, self._desk, self, title, CERTIFICATE, kept.id, kind)
        change = partial(self._go, "certificate_form", self._worker_id, kept.id)
        buttons: list[QWidget] = [
            Button(words, "small", icon="paperclip", name=title, act=add),
            Button(self.tr("Change"), "small", name=self.tr("Change {what}").format(what=whose), act=change),
        ]
        if can_go:
            name = self.tr("Take out {what}").format(what=whose)
            buttons.append(Button(self.tr("Take out"), "small", name=name, act=partial(self._take_out, kept.id)))
        return buttons

    def _take_out(self, certificate_id: int) -> None:
        self._desk.report(remove_certificate(self._desk.books, certificate_id))


class WorkerPapers(Card):
    """A worker's own papers by kind: the contract, an agreement to pay a relative, others."""

    def __init__(self, desk: Desk, worker_id: int, shelves: Sequence[Shelf]) -> None:
        super().__init__(self.tr("Papers"))
        self._desk, self._id = desk, worker_id
        for at, shelf in enumerate(shelves):
            self.add(*([Rule()] if at else []), self._shelf(shelf))

    def _shelf(self, shelf: Shelf) -> QWidget:
        name = choice_name("worker_paper", shelf.kind)
        wanted = guidance("people", f"worker_paper_{shelf.kind}_wanted") if shelf.wanted else ""
        title = self.tr("Add a paper: {what}").format(what=name)
        add = partial(add_papers, self._desk, self, title, WORKER, self._id, shelf.kind)
        head = Across()
        head.addWidget(Label(name, "strong", wrap=True), 1)
        head.add(Button(self.tr("Add a paper"), "small", icon="paperclip", name=title, act=add))
        holder = QWidget()
        body = Down(head, gap=2)
        if shelf.papers or wanted:
            body.add(Papers(self._desk, shelf.papers, name, wanted))
        holder.setLayout(body)
        return holder
