"""The pack of a return: what would be in it, making it with progress and Stop, and saving it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.evidence.sending import MadePack, make_pack
from carerdesk.services.evidence.write import Stopped
from carerdesk.ui.background import Cancelled, Job, Progress
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
        self._job: Job | None = None
        self._contents, self._doing = Down(gap="xs"), Down(gap="s")
        self.add(self._contents, Rule(), self._doing)

    def show_page(self) -> None:
        """Show what the books hold now; a job under way goes on."""
        page = self._view.page
        self._contents.clear()
        self._contents.add(self._row(self.tr("Documents"), str(page.exhibits), strong=True))
        for group in page.groups:
            if group.count:
                self._contents.add(self._row(group.name, str(group.count)))
        self._contents.add(self._row(self.tr("Spending with its proof"), page.proved))
        if self._job is None:
            self._show_acts()

    @staticmethod
    def _row(words: str, figure: str, *, strong: bool = False) -> Across:
        row = Across()
        row.addWidget(Label(words, tone="ink2", wrap=True), 1)
        row.addWidget(Label(figure, "strong" if strong else "body", right=True))
        return row

    def _show_acts(self) -> None:
        self._doing.clear()
        made = self._view.room.made_for(self._view.of)
        if made is not None:
            self._show_made(made)
            return
        self._doing.add(
            Label(guidance("evidence", "pack_what"), "small", "ink2", wrap=True),
            Across(Button(self.tr("Make the pack"), "primary", act=self._make), None),
        )

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
        books, (funder_id, first, last) = self._view.books, self._view.of

        def work(progress: Progress) -> MadePack:
            try:
                return make_pack(books, funder_id, first, last, progress, progress.stopped)
            except Stopped as stopped:
                raise Cancelled from stopped

        self._job = self._view.desk.run(self.tr("Making the pack"), work, self._made, self._failed, shown=False)
        self._job.cancelled.connect(self._stopped)
        self._doing.clear()
        self._doing.add(ProgressPanel(self._job, _STEPS, part="well"))

    def _made(self, made: MadePack) -> None:
        self._job = None
        self._view.room.keep_made(made)
        self._view.desk.say(self.tr("The pack is made. Save it, read it through and sign it."))
        self._show_acts()

    def _stopped(self) -> None:
        self._job = None
        self._view.desk.say(self.tr("Stopped. Nothing was left behind."))
        self._show_acts()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._show_acts()
        raise error

    def _save(self, made: MadePack) -> None:
        title = self.tr("Save the pack in a folder")
        self._view.desk.files.open_folder(self, title, lambda folder: self._save_in(made, folder))

    def _save_in(self, made: MadePack, folder: Path) -> None:
        saved = made.save(folder)
        words = self.tr("Saved in {folder}: {names}")
        self._view.desk.say(words.format(folder=folder.name, names=", ".join(path.name for path in saved)))
