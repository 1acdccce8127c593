"""The side of the Rota room that brings in shifts from a family's own files: file, columns, names, a look, done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import monday_of
from carerdesk.domain.problem import Problem
from carerdesk.services.hours.bring_in import (
    AskDays,
    AskWords,
    Looked,
    Preview,
    WhichColumns,
    Wish,
    ask_words_again,
    choose_columns,
    is_a_calendar,
    look,
)
from carerdesk.services.hours.bring_in_draft import drop_half, drop_wish, keep_half, keep_wish, kept_half, kept_wish
from carerdesk.services.hours.bring_in_finish import finish, was_taken_back
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.ui.pages.rota.bring_in_columns import ColumnsCard
from carerdesk.ui.pages.rota.bring_in_preview import PreviewCard
from carerdesk.ui.pages.rota.bring_in_words import WordsCard
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, PageHead
from carerdesk.ui.widgets.documents import DropZone
from carerdesk.ui.widgets.fields import DateField, NotesField
from carerdesk.ui.widgets.text import Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.rota.page import RotaPage

LISTS = "Lists and calendars (*.csv *.tsv *.txt *.xlsx *.xlsm *.ics);;All files (*)"
_FILE, _ASK, _CHECK, _DONE = 1, 2, 3, 4


class BringInRoom:
    """Shifts from a spreadsheet, a list or a calendar."""

    def __init__(self, page: RotaPage) -> None:
        self._page = page

    def open_at(self, _place: dict[str, Any]) -> None:
        """The first step, or where it was left."""
        self.show()

    def show(self) -> None:
        """Show it, as it is now."""
        view = BringInView(self._page)
        self._page.show_view(view, view.head(), again=view.refresh)
        view.begin()


class BringInView(QWidget):
    """The steps, one at a time. What was chosen is kept at once, so that leaving loses nothing."""

    def __init__(self, page: RotaPage) -> None:
        super().__init__()
        self._page, self.desk = page, page.desk
        self._wish: Wish | None = None
        self._step = _FILE
        self._brought: int | None = None
        self._fields: dict[str, Answer[Any]] = {}
        self._column = Down(gap="l")
        self.setLayout(self._column)

    def head(self) -> PageHead:
        """The head for the step."""
        return PageHead(
            self.tr("Bring in shifts"), guidance("bring_in", f"shifts_{self._step}"), **self._page.way_back()
        )

    def begin(self) -> None:
        """Go on where it was left, or ask for the file."""
        self._wish = kept_wish(self.desk.books)
        if self._wish is None:
            self._ask_file()
        else:
            self._look()

    def refresh(self) -> None:
        """The books changed: look at the file beside them once more; begin anew where all of it was taken out."""
        if self._step == _CHECK:
            self._look()
        elif self._step == _DONE and self._brought is not None and was_taken_back(self.desk.books, self._brought):
            self._ask_file()

    # --- 1: which file ------------------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        drop = DropZone(
            self.tr("Drop your list or calendar here"), guidance("bring_in", "shift_kinds"), self.desk.files,
            self._take_files, kinds=LISTS, icon="upload", button=self.tr("Choose the file"),
        )  # fmt: skip
        paste = Button(self.tr("Paste rows instead"), "small", act=self._ask_rows)
        row = QWidget()
        row.setLayout(Flow(paste))
        where = Card(self.tr("Where to find the file"), Label(guidance("bring_in", "where_from"), wrap=True))
        self._put(_FILE, {}, drop, row, where)

    def _ask_rows(self) -> None:
        text = NotesField(self.tr("Rows of your list"), guidance("bring_in", "shift_paste_hint"), lines=10)
        main = Button(self.tr("Read these rows"), "primary", act=lambda: self._take_rows(text))
        other = Button(self.tr("Choose a file instead"), act=self._start_again)
        self._put(_FILE, {"rows": text}, Card("", text), actions=(main, other))
        text.take_focus()

    def _take_files(self, paths: Sequence[Path]) -> None:
        try:
            data = paths[0].read_bytes()
        except OSError:
            self.desk.report(Rejected((Problem("", "file_cannot_be_opened", {"file": paths[0].name}),)))
            return
        self._wish = Wish(data, paths[0].name)
        self._look()

    def _take_rows(self, text: NotesField) -> None:
        self._wish = Wish((text.value() or "").encode(), pasted=True)
        self._look()

    def _start_again(self) -> None:
        self._wish = None
        drop_wish(self.desk.books)
        self._ask_file()

    # --- looking ------------------------------------------------------------------------------------------------------

    def _say(self, **more: Any) -> None:  # noqa: ANN401 - parts of a wish
        assert self._wish is not None
        self._wish = replace(self._wish, **more)
        self._look()

    def _look(self) -> None:
        wish = self._wish
        assert wish is not None

        def work(_progress: object) -> Looked:
            return look(self.desk.books, wish)

        self.desk.run(self.tr("Reading the list"), work, self._show)

    def _show(self, found: Looked) -> None:
        if not self._page.isAncestorOf(self) or self._wish is None:
            return
        self._page.problems.put_away()
        if isinstance(found, Problem):
            self._cannot(found)
            return
        keep_wish(self.desk.books, self._wish)
        if isinstance(found, WhichColumns):
            self._ask_columns(found)
        elif isinstance(found, AskDays):
            self._ask_days(found)
        elif isinstance(found, AskWords):
            self._ask_words(found)
        else:
            self._show_preview(found)

    def _cannot(self, problem: Problem) -> None:
        calendar = self._wish is not None and self._wish.days is not None
        fields = self._fields
        if not calendar and self._wish is not None and not self._wish.pasted:
            self._start_again()
        self.desk.report(Rejected((problem,)), fields)

    # --- 2: questions -------------------------------------------------------------------------------------------------

    def _ask_columns(self, asked: WhichColumns) -> None:
        card = ColumnsCard(asked)
        main = Button(self.tr("Read it like this"), "primary", act=lambda: self._read_by(card))
        self._put(_ASK, card.fields, card, actions=(main, self._another()))

    def _read_by(self, card: ColumnsCard) -> None:
        if not self.desk.understood(card.fields):
            return
        columns = card.columns()
        if isinstance(columns, Problem):
            self.desk.report(Rejected((columns,)), card.fields)
        else:
            self._say(columns=columns)

    def _ask_days(self, asked: AskDays) -> None:
        today = self.desk.today()
        first, last = DateField(self.tr("First day"), today), DateField(self.tr("Last day"), today)
        first.set_value(asked.first)
        last.set_value(asked.last)
        fields: dict[str, Answer[Any]] = {"first": first, "last": last}
        values = {"events": f"{asked.calendar.events:,}", "repeating": f"{asked.calendar.repeating:,}"}
        main = Button(self.tr("Read these days"), "primary", act=lambda: self._read_days(first, last))
        card = Card(
            "", Label(guidance("bring_in", "calendar_days", **values), wrap=True), Flow(first, last, gap="l"), gap="m"
        )
        self._put(_ASK, fields, card, actions=(main, self._another()))

    def _read_days(self, first: DateField, last: DateField) -> None:
        begin, end = first.value(), last.value()
        if self.desk.understood(self._fields) and begin and end:
            self._say(days=(begin, end))

    def _ask_words(self, asked: AskWords) -> None:
        card = WordsCard(self.desk.books, asked)
        main = Button(self.tr("Go on"), "primary", act=lambda: self._answer_words(card))
        self._put(_ASK, card.fields, card, actions=(main, self._another()))

    def _answer_words(self, card: WordsCard) -> None:
        assert self._wish is not None
        if not self.desk.understood(card.fields):
            return
        if not card.is_complete():
            self.desk.report(Rejected(card.open_problems() or (Problem("others", "list_name_open"),)), card.fields)
            return
        wish = self._wish
        self._say(
            workers={**wish.workers, **card.workers()},
            kinds={**wish.kinds, **card.kinds()},
            payers={**wish.payers, **card.payers()},
        )

    def _another(self) -> Button:
        return Button(self.tr("Choose another file"), act=self._start_again)

    # --- 3: what would come in ----------------------------------------------------------------------------------------

    def _show_preview(self, preview: Preview) -> None:
        assert self._wish is not None
        wish = self._wish
        card = PreviewCard(self.desk.books, preview, wish.file_name or self.tr("What you pasted"), wish.others)
        main = Button("", "primary", act=lambda: self._finish(preview))
        card.changed.connect(partial(self._settled, card, main))
        card.others_chosen.connect(lambda others: self._say(others=others))
        self._name_main(card, main)
        mains = (main,) if preview.new or preview.not_sure else ()
        self._put(_CHECK, {}, card, actions=(*mains, *self._changes()))

    def _changes(self) -> tuple[Button, ...]:
        """Buttons that lead back to an earlier question."""
        assert self._wish is not None
        wish = self._wish
        if is_a_calendar(wish):
            first = Button(self.tr("Other days"), "small", act=lambda: self._say(days=None))
        else:
            first = Button(self.tr("Change the columns"), "small", act=self._choose_columns)
        who = Button(self.tr("Who is who"), "small", act=self._choose_words)
        return (first, who, self._another())

    def _choose_columns(self) -> None:
        assert self._wish is not None
        found = choose_columns(self.desk.books, self._wish)
        if isinstance(found, Problem):
            self.desk.report(Rejected((found,)))
        else:
            self._ask_columns(found)

    def _choose_words(self) -> None:
        assert self._wish is not None
        found = ask_words_again(self.desk.books, self._wish)
        if found is None:
            self.desk.say(guidance("bring_in", "all_known"))
        else:
            self._ask_words(found)

    def _settled(self, card: PreviewCard, main: Button) -> None:
        assert self._wish is not None
        self._wish = replace(self._wish, chosen=card.chosen())
        keep_wish(self.desk.books, self._wish)
        self._name_main(card, main)

    def _name_main(self, card: PreviewCard, main: Button) -> None:
        count = card.count()
        one = self.tr("Bring in 1 shift")
        main.rename(one if count == 1 else self.tr("Bring in {count} shifts").format(count=f"{count:,}"))
        main.setEnabled(bool(count))

    def _finish(self, preview: Preview) -> None:
        wish = self._wish
        assert wish is not None

        def work(_progress: object) -> Outcome:
            return finish(self.desk.books, wish)

        self.desk.run(self.tr("Bringing in the shifts"), work, partial(self._finished, preview))

    # --- 4: done ------------------------------------------------------------------------------------------------------

    def _finished(self, preview: Preview, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            self._step, self._brought = _DONE, outcome.operation  # before the books tell that they changed
            drop_wish(self.desk.books)
        if not self.desk.report(outcome) or not isinstance(outcome, Done):
            return
        self._wish = None
        days = preview.days
        week = Button(
            self.tr("See the week"), "primary", act=lambda: self._go_to_week(days[0] if days else self.desk.today())
        )
        more = Button(self.tr("Bring in another"), act=self._ask_file)
        card = Card(outcome.said, Label(guidance("bring_in", "done_next"), wrap=True))
        self._put(_DONE, {}, card, actions=(week, more))

    def _go_to_week(self, day: date) -> None:
        self._page.open_at(monday=monday_of(day))

    # --- showing ------------------------------------------------------------------------------------------------------

    def _put(self, step: int, fields: dict[str, Answer[Any]], *items: QWidget, actions: Sequence[QWidget] = ()) -> None:
        """Show a step. Its fields are kept as they are typed in."""
        self._step, self._fields = step, fields
        self._restore(fields)
        self._column.clear()
        self._column.add(*items)
        self._page.set_head(self.head())
        self._page.set_actions(*actions)
        self._page.lay_out(self)
        self._page.begin_at_top()

    def _restore(self, fields: dict[str, Answer[Any]]) -> None:
        kept = kept_half(self.desk.books)
        asked = sorted(field.label for field in fields.values())
        if fields and kept.get("asked") == asked:
            for name, field in fields.items():
                if name in kept:
                    field.retype(kept[name])
        else:
            drop_half(self.desk.books)
        for field in fields.values():
            field.changed.connect(partial(self._keep_half, fields, asked))

    def _keep_half(self, fields: dict[str, Answer[Any]], asked: list[str]) -> None:
        keep_half(self.desk.books, {"asked": asked, **{name: field.as_typed() for name, field in fields.items()}})
