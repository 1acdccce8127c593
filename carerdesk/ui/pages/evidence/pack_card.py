"""The pack of a return: what would be in it, making it with progress and Stop, and saving it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.evidence.room import ReturnPage
from carerdesk.services.evidence.sending import MadePack
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.progress import ProgressPanel
from carerdesk.ui.widgets.text import Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.return_view import ReturnView

_STEPS = ("Lists and sums", "Adding documents", "Writing the summary", "Adding original files")
_MEGABYTE = 1_000_000


class PackCard(Card):
    """Contents, then "Make the pack", then the made files to save and to send."""

    def __init__(self, view: ReturnView) -> None:
        super().__init__(view.tr("The pack"), gap="s")
        self._view = view
        self._contents, self._doing = Down(gap="xs"), Down(gap="s")
        self.add(self._contents, Rule(), self._doing)

    def show_page(self, page: ReturnPage) -> None:
        """Show what the books hold now; a job under way goes on."""
        self._contents.clear()
        self._contents.add(self._row(self.tr("Documents"), str(page.exhibits), strong=True))
        for group in page.groups:
            if group.count:
                self._contents.add(self._row(group.name, str(group.count)))
        self._contents.add(self._row(self.tr("Spending with its proof"), page.proved))
        if self._view.room.making(self._view.of) is None:
            self.show_acts()
        elif self._doing.count() == 0:
            self._show_progress()

    @staticmethod
    def _row(words: str, figure: str, *, strong: bool = False) -> Across:
        row = Across()
        row.addWidget(Label(words, tone="ink2", wrap=True), 1)
        row.addWidget(Label(figure, "strong" if strong else "body", right=True))
        return row

    def show_acts(self) -> None:
        """Show what can be done: make the pack, or save and send the one that was made."""
        self._doing.clear()
        made = self._view.room.made_for(self._view.of)
        if made is not None:
            self._show_made(made)
            return
        self._doing.add(
            Label(guidance("evidence", "pack_what"), "small", "ink2", wrap=True),
            Across(Button(self.tr("Make the pack"), "primary", act=self._make), None),
        )

    def _show_progress(self) -> None:
        job = self._view.room.making(self._view.of)
        self._doing.clear()
        if job is not None:
            self._doing.add(ProgressPanel(job, _STEPS, part="well"))

    def _show_made(self, made: MadePack) -> None:
        size = f"{max(made.size / _MEGABYTE, 0.1):.1f} MB"
        row = Across(Icon("circle-check", "good", 18))
        row.addWidget(Label(self.tr("The pack is made: PDF, {size}").format(size=size), "strong", wrap=True), 1)
        buttons = Flow(
            Button(self.tr("Save PDF, spreadsheet and ZIP"), "primary", act=lambda: self._save(made)),
            Button(self.tr("Mark as sent"), name=self.tr("Mark this pack as sent"), act=self._mark),
            Button(self.tr("Make it again"), "small", act=self._make),
        )
        self._doing.add(row, Label(guidance("evidence", "pack_made"), "small", "ink2", wrap=True), buttons)

    def _mark(self) -> None:
        self._view.room.mark_sent(self._view.of)

    def _make(self) -> None:
        self._view.room.make(self._view.of)
        self._show_progress()

    def _save(self, made: MadePack) -> None:
        title = self.tr("Save the pack in a folder")
        self._view.desk.files.open_folder(self, title, lambda folder: self._save_in(made, folder))

    def _save_in(self, made: MadePack, folder: Path) -> None:
        saved = made.save(folder)
        words = self.tr("Saved in {folder}: {names}")
        self._view.desk.say(words.format(folder=folder.name, names=", ".join(path.name for path in saved)))
