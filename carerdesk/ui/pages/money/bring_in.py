"""Bringing in a statement: which file, which column is what where that is unknown, what would come in, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.problem import Problem
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.bringing_in import finish_import, sorted_by_rules
from carerdesk.services.money.statements import (
    ColumnMapping,
    NeedsMapping,
    Preview,
    Previewed,
    WhichAccount,
    choose_columns,
    preview_import,
    preview_pasted,
)
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.ui.pages.money.bring_in_done import done_card
from carerdesk.ui.pages.money.columns_card import ColumnsCard
from carerdesk.ui.pages.money.preview_card import PreviewCard
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard, PageHead
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.documents import DropZone
from carerdesk.ui.widgets.fields import NotesField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage

STATEMENT_FILES = "Statements (*.csv *.ofx *.qfx *.qif *.txt *.tsv *.xls *.xlsx);;All files (*)"
_FILE, _COLUMNS, _CHECK, _DONE = 1, 2, 3, 4


class BringIn(FormView["MoneyPage"]):
    """The four steps, one at a time. Nothing enters the books before the last button."""

    def __init__(self, room: MoneyPage, account_id: int | None, *, pasting: bool = False) -> None:
        super().__init__(room)
        self.draft = "paste" if pasting else ""
        self._pasting = pasting
        self._accounts = [account for account in accounts(self.books) if account.closed_on is None]
        self._account_id = account_id or room.account_in_view(self._accounts)
        self._data, self._name = b"", ""
        self._step = _FILE
        self._show_done: Callable[[], object] = self._ask_file
        self._ask_file()

    def head(self) -> PageHead:
        title = self.tr("Paste lines") if self._pasting else self.tr("Bring in a statement")
        return self.head_of(title, guidance("money", f"bring_in_{self._step}"))

    def leave(self) -> None:
        if self._step == _FILE:
            super().leave()

    # --- 1: which file --------------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        self._go_to(_FILE)
        which = [Card("", self._which_account())] if len(self._accounts) > 1 else []
        if self._pasting:
            text = NotesField(self.tr("Lines from your statement"), guidance("money", "paste_hint"), lines=8)
            text.set_value(self._data.decode())
            main = Button(self.tr("Read these lines"), "primary", act=lambda: self._read_pasted(text))
            self.take("text", text)
            self._put(*which, FormCard("", text, main=main), self.buttons(main))
            self.restore()
            return
        drop = DropZone(
            self.tr("Drop the statement here"), guidance("money", "statement_kinds"), self.desk.files,
            self.take_files, kinds=STATEMENT_FILES, icon="upload", button=self.tr("Choose the file"),
        )  # fmt: skip
        paste = Button(self.tr("Paste lines instead"), "small", act=self.room.paste)
        self._put(*which, drop, self.buttons(paste), self._how())

    def _which_account(self) -> RadioRow[int]:
        field = RadioRow(self.tr("Which account is it for?"), [(each.id, each.title) for each in self._accounts])
        field.set_value(self._account_id)
        field.changed.connect(lambda: self._choose_account(field.value()))
        return field

    def _choose_account(self, account_id: int | None) -> None:
        self._account_id = account_id

    def _how(self) -> Card:
        return Card(self.tr("Where to find the file"), Label(guidance("money", "statement_where"), wrap=True))

    def take_files(self, paths: Sequence[Path]) -> None:
        """Read the first of these."""
        data = self.room.read_file(paths[0])
        if data is not None:
            self._data, self._name = data, paths[0].name
            self._read()

    def _read_pasted(self, text: NotesField) -> None:
        self._data, self._name = (text.value() or "").encode(), ""
        self._read()

    def _read(self, mapping: ColumnMapping | None = None, which: str = "") -> None:
        account_id = self._account_id
        if account_id is None:
            self.desk.report(Rejected((Problem("", "account_not_chosen"),)))
            return

        def work(_progress: object) -> Previewed:
            if self._pasting:
                return preview_pasted(self.books, account_id, self._data.decode(), mapping)
            return preview_import(self.books, account_id, self._data, self._name, mapping, which=which)

        self.desk.run(self.tr("Reading the statement"), work, self._show)

    def _show(self, found: Previewed) -> None:
        self.room.problems.put_away()
        if isinstance(found, Problem):
            self.desk.report(Rejected((found,)))
        elif isinstance(found, NeedsMapping):
            self._ask_columns(found)
        elif isinstance(found, WhichAccount):
            self._ask_which(found)
        else:
            self._show_preview(found)

    # --- 2: which column is what ------------------------------------------------------------------------------------

    def _ask_columns(self, needed: NeedsMapping) -> None:
        self._go_to(_COLUMNS)
        card = ColumnsCard(needed)
        main = Button(self.tr("Read it like this"), "primary", act=lambda: self._read_by(card))
        self._put(card, self.buttons(main, Button(self.tr("Choose another file"), act=self._ask_file)))

    def _read_by(self, card: ColumnsCard) -> None:
        mapping = card.mapping()
        if isinstance(mapping, Problem):
            self.desk.report(Rejected((mapping,)), card.fields)
        elif self.desk.understood(card.fields):
            self._read(mapping)

    def _ask_which(self, asked: WhichAccount) -> None:
        self._go_to(_COLUMNS)
        field = RadioRow(self.tr("Which account in the file?"), [(hint, hint) for hint in asked.hints])
        main = Button(self.tr("Read this account"), "primary", act=lambda: self._read_which(field))
        self._put(Card("", Label(guidance("money", "which_account"), wrap=True), field), self.buttons(main))

    def _read_which(self, field: RadioRow[str]) -> None:
        if field.value() is None:
            self.desk.report(Rejected((Problem("which", "account_not_chosen"),)), {"which": field})
        else:
            self._read(which=field.value() or "")

    # --- 3: what would come in --------------------------------------------------------------------------------------

    def _show_preview(self, preview: Preview) -> None:
        self._go_to(_CHECK)
        card = PreviewCard(preview, sorted_by_rules(self.books, preview.new))
        main = Button("", "primary", act=lambda: self._finish(preview, card.kept()))
        card.changed.connect(partial(self._name_main, main, preview, card))
        self._name_main(main, preview, card)
        buttons = [main] if preview.new or preview.not_sure else []
        buttons.append(Button(self.tr("Choose another file"), act=self._ask_file))
        if not self._pasting:
            buttons.append(Button(self.tr("Choose the columns yourself"), "small", act=self._choose_columns))
        self._put(card, self.buttons(*buttons))

    def _name_main(self, main: Button, preview: Preview, card: PreviewCard) -> None:
        count = len(preview.new) + len(card.kept())
        one = self.tr("Bring in 1 line")
        main.rename(one if count == 1 else self.tr("Bring in {count} lines").format(count=f"{count:,}"))
        main.setEnabled(bool(count))

    def _choose_columns(self) -> None:
        found = choose_columns(self._data, self._name)
        if isinstance(found, Problem):
            self.desk.report(Rejected((found,)))
        else:
            self._ask_columns(found)

    def _finish(self, preview: Preview, keep: frozenset[int]) -> None:
        def work(_progress: object) -> Outcome:
            return finish_import(self.books, preview, keep)

        self.desk.run(self.tr("Bringing in the lines"), work, partial(self._finished_with, preview))

    # --- 4: done ----------------------------------------------------------------------------------------------------

    def _finished_with(self, preview: Preview, outcome: Outcome) -> None:
        if self.desk.report(outcome) and isinstance(outcome, Done):
            self._finished = True
            if self._pasting:
                from carerdesk.services.books.drafts import drop_draft

                drop_draft(self.books, self.room.drafts, self.draft)
            self._show_done = lambda: self._put(done_card(self.room, preview, outcome.said))
            self._go_to(_DONE)
            self._show_done()

    def again(self) -> None:
        if self._step == _DONE:
            self._show_done()

    def _go_to(self, step: int) -> None:
        self._step = step
        if self.room.showing(self):
            self.room.set_head(self.head())

    def _put(self, *items: QWidget) -> None:
        if self._step != _FILE:
            self.fields = {}
        self.column.clear()
        self.column.add(*items)
