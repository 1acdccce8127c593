"""Packs that were sent, with their proof."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.services.evidence.sending import SentPack, add_proof, save_sent, sent_packs
from carerdesk.ui.views import View
from carerdesk.ui.widgets.arrange import Across, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage, PageHead
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import EvidencePage


class SentView(View["EvidencePage"]):
    """One card a pack, the newest first."""

    def __init__(self, room: EvidencePage) -> None:
        super().__init__(room)
        self.again()

    def head(self) -> PageHead:
        return PageHead(
            self.tr("What was sent"),
            guidance("evidence", "sent_list_sub"),
            back=self.tr("All returns"),
            go_back=self.room.show_returns,
        )

    def again(self) -> None:
        self.column.clear()
        packs = sent_packs(self.books)
        for pack in packs:
            self.column.add(self._card(pack))
        if not packs:
            self.column.add(
                EmptyPage(
                    "folder-check",
                    self.tr("Nothing was sent yet"),
                    guidance("evidence", "sent_empty"),
                    self.tr("See the returns"),
                    self.room.show_returns,
                )
            )

    def _card(self, pack: SentPack) -> Card:
        days = span(pack.first, pack.last)
        card = Card(self.tr("{funder}, {days}").format(funder=pack.funder, days=days), gap="s")
        sent = self.tr("Sent on {day}, {how}, to {whom}.").format(
            day=long_date(pack.sent.on), how=guidance("evidence", f"sent_by_{pack.sent.how}"), whom=pack.sent.to_whom
        )
        card.add(Label(sent, wrap=True))
        if pack.sent.note:
            card.add(Label(pack.sent.note, "small", "ink2", wrap=True))
        for paper in pack.proofs:
            row = Across(Icon("paperclip", "ink2", 16))
            row.addWidget(Label(self.tr("Proof: {name}").format(name=paper.file_name), "small", wrap=True), 1)
            card.add(row)
        if not pack.proofs:
            card.add(Label(guidance("evidence", "proof_missing"), "small", "ink2", wrap=True))
        card.add(
            Flow(
                Button(
                    self.tr("Add proof of sending"), icon="paperclip",
                    name=self.tr("Add proof of sending for {stem}").format(stem=pack.stem),
                    act=partial(self._ask_proof, pack),
                ),
                Button(
                    self.tr("Save the files again"), "small",
                    name=self.tr("Save the files again of {stem}").format(stem=pack.stem),
                    act=partial(self._ask_folder, pack),
                ),
            )
        )  # fmt: skip
        return card

    def _ask_proof(self, pack: SentPack) -> None:
        self.desk.files.open_files(self, self.tr("Proof of sending"), PHOTOS_AND_PDF, partial(self._add_proof, pack))

    def _add_proof(self, pack: SentPack, paths: Sequence[Path]) -> None:
        for path in paths:
            if not self.desk.report(add_proof(self.books, pack.id, path.read_bytes(), path.name)):
                return

    def _ask_folder(self, pack: SentPack) -> None:
        self.desk.files.open_folder(self, self.tr("Save the files in a folder"), partial(self._save, pack))

    def _save(self, pack: SentPack, folder: Path) -> None:
        saved = save_sent(self.books, pack, folder)
        self.desk.say(
            self.tr("Saved in {folder}: {names}").format(
                folder=folder.name, names=", ".join(path.name for path in saved)
            )
        )
