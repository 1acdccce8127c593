"""A return was sent: when, how, to whom. Its files are kept byte for byte."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.problem import Problem
from carerdesk.services.evidence.sending import WAYS, MadePack, Sent, made_earlier, record_sent
from carerdesk.services.outcome import Rejected
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard, PageHead
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField, NotesField, TextField
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import Days, EvidencePage

_KINDS = "Packs (*.pdf *.xlsx *.zip)"


class SentForm(FormView["EvidencePage"]):
    """Which files were sent, and when, how and to whom."""

    def __init__(self, room: EvidencePage, of: Days) -> None:
        super().__init__(room, lambda: room.show_return(of))
        self._of = of
        self._made: MadePack | None = room.made_for(of)
        self._on = DateField(self.tr("Sent on"), self.desk.today())
        self._on.set_value(self.desk.today())
        ways = [(way, guidance("evidence", f"sent_{way}")) for way in WAYS]
        self._how: RadioRow[str] = RadioRow(self.tr("How was it sent?"), ways)
        self._to = TextField(self.tr("To whom"), self.tr("A name, a team or an address"))
        self._note = NotesField(self.tr("Note"), optional=True, lines=2)
        named = (("on", self._on), ("how", self._how), ("to_whom", self._to), ("note", self._note))
        for name, field in named:
            self.take(name, field)
        main = Button(self.tr("Keep it as sent"), "primary", act=self._save)
        self._files = Down(gap="s")
        self.column.add(
            Card(self.tr("What was sent"), self._files),
            FormCard(self.tr("How it went"), self._on, self._how, self._to, self._note, main=main),
            Label(guidance("evidence", "sent_for_good"), "small", "ink2", wrap=True),
            self.buttons(main),
        )
        self._show_files()

    def head(self) -> PageHead:
        title = self.tr("Mark as sent: {days}").format(days=span(self._of[1], self._of[2]))
        return self.head_of(title, guidance("evidence", "sent_why"))

    def _show_files(self) -> None:
        self._files.clear()
        if self._made is not None:
            for path in self._made.paths:
                row = Across(Icon("check", "good", 16))
                row.addWidget(Label(path.name, wrap=True), 1)
                self._files.add(row)
        else:
            self._files.add(Label(guidance("evidence", "sent_no_pack"), wrap=True))
        choose = Button(self.tr("Choose the files that were sent"), icon="paperclip", act=self._choose)
        self._files.add(Across(choose, None))

    def _choose(self) -> None:
        title = self.tr("Choose the files that were sent")
        self.desk.files.open_files(self, title, _KINDS, self._take_files)

    def _take_files(self, paths: Sequence[Path]) -> None:
        found = made_earlier(*self._of, paths)
        if isinstance(found, Problem):
            self.desk.report(Rejected((found,)))
            return
        self._made = found
        self.room.keep_made(found)
        self._show_files()

    def _save(self) -> None:
        if not self.is_understood():
            return
        if self._made is None:
            self.desk.report(Rejected((Problem("files", "sent_pack_missing"),)))
            return
        day = self._on.value()
        if day is None:
            self.desk.report(Rejected((Problem("on", "sent_day_missing"),)), self.fields)
            return
        sent = Sent(day, self._how.value() or "", self._to.value() or "", self._note.value() or "")
        if self.finish(record_sent(self.books, self._made, sent)):
            self.room.keep_made(None)
