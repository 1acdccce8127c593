"""Bringing in people from a list: which file, which column is what, who would be added, done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.people.bring_in import (
    COLUMNS,
    NewPerson,
    PeopleColumns,
    PeoplePreview,
    PeopleWish,
    column_key,
    columns,
    drop_half_way,
    finish,
    keep_half_way,
    kept_half_way,
    look,
)
from carerdesk.services.people.names import choice_name
from carerdesk.ui.models.table import Column, Two
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.money.short_table import ShortTable
from carerdesk.ui.pages.rota.bring_in_columns import column_labels, first_rows, values_hint
from carerdesk.ui.pages.rota.bring_in_preview import count_row, unread_card, warning
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import FilteredList, TickField
from carerdesk.ui.widgets.documents import DropZone
from carerdesk.ui.widgets.fields import NotesField
from carerdesk.ui.widgets.text import Label

LISTS = "Lists (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)"


class BringInPeople(QWidget):
    """The steps, one at a time. `go_back` leads to the list of people; what was chosen is kept at once."""

    def __init__(self, desk: Desk, go_back: Callable[[], object], lay_out: Callable[..., object]) -> None:
        super().__init__()
        self.desk, self._go_back, self._lay_out = desk, go_back, lay_out
        self._wish: PeopleWish | None = None
        self._column = Down(gap="l")
        self.setLayout(self._column)

    def begin(self) -> None:
        """Go on where it was left, or ask for the file."""
        self._wish = kept_half_way(self.desk.books)
        if self._wish is None:
            self._ask_file()
        else:
            self._look()

    # --- 1: which file ------------------------------------------------------------------------------------------------

    def _ask_file(self) -> None:
        drop = DropZone(
            self.tr("Drop your list here"), guidance("bring_in", "people_kinds"), self.desk.files, self._take_files,
            kinds=LISTS, icon="upload", button=self.tr("Choose the file"),
        )  # fmt: skip
        paste = self._row(Button(self.tr("Paste rows instead"), "small", act=self._ask_rows))
        known = Card(self.tr("What can be in it"), Label(guidance("bring_in", "people_headings"), wrap=True))
        self._put(1, drop, paste, known)

    def _ask_rows(self) -> None:
        text = NotesField(self.tr("Rows of your list"), guidance("bring_in", "people_paste_hint"), lines=8)
        main = Button(self.tr("Read these rows"), "primary", act=lambda: self._take_rows(text))
        self._put(1, Card("", text), self._row(main, Button(self.tr("Choose a file instead"), act=self._start_again)))
        text.take_focus()

    def _take_files(self, paths: Sequence[Path]) -> None:
        try:
            data = paths[0].read_bytes()
        except OSError:
            self.desk.report(Rejected((Problem("", "file_cannot_be_opened", {"file": paths[0].name}),)))
            return
        self._wish = PeopleWish(data, paths[0].name)
        self._look()

    def _take_rows(self, text: NotesField) -> None:
        self._wish = PeopleWish((text.value() or "").encode(), pasted=True)
        self._look()

    def _start_again(self) -> None:
        self._wish = None
        drop_half_way(self.desk.books)
        self._ask_file()

    # --- looking ------------------------------------------------------------------------------------------------------

    def _look(self) -> None:
        wish = self._wish
        assert wish is not None

        def work(_progress: object) -> PeoplePreview | Problem:
            return look(self.desk.books, wish)

        self.desk.run(self.tr("Reading the list"), work, self._show)

    def _show(self, found: PeoplePreview | Problem) -> None:
        if self._wish is None or not self.isVisible():
            return
        if isinstance(found, PeoplePreview):
            keep_half_way(self.desk.books, self._wish)
            self._show_preview(found)
        elif found.code == "people_without_names":
            self._ask_columns()
        else:
            if not self._wish.pasted:
                self._start_again()
            self.desk.report(Rejected((found,)))

    # --- 2: which column is what --------------------------------------------------------------------------------------

    def _ask_columns(self) -> None:
        assert self._wish is not None
        asked = columns(self.desk.books, self._wish)
        if isinstance(asked, Problem):
            self._start_again()
            self.desk.report(Rejected((asked,)))
            return
        keep_half_way(self.desk.books, self._wish)
        labels = column_labels(asked.names)
        meanings = [("", guidance("bring_in", "role_none")), *((name, person_column(name)) for name in COLUMNS)]
        lists: list[FilteredList[str]] = [
            FilteredList(label, meanings, values_hint(asked.preview, at), characters=26)
            for at, label in enumerate(labels)
        ]
        for field, guess in zip(lists, asked.guess, strict=True):
            field.set_value(guess)
        card = Card(
            self.tr("Which column is what?"), Label(problem_words(Problem("", "list_columns_to_check")), wrap=True),
            *first_rows(labels, asked.preview), Flow(*lists, gap="l"), gap="m",
        )  # fmt: skip
        main = Button(self.tr("Read it like this"), "primary", act=lambda: self._read_by(asked, lists))
        self._put(2, card, self._row(main, Button(self.tr("Choose another file"), act=self._start_again)))

    def _read_by(self, asked: PeopleColumns, lists: Sequence[FilteredList[str]]) -> None:
        assert self._wish is not None
        fields: dict[str, Answer[Any]] = {f"column_{at}": field for at, field in enumerate(lists)}
        if not self.desk.understood(fields):
            return
        if "name" not in {field.value() for field in lists}:
            values = {"missing": person_column("name").lower()}
            self.desk.report(Rejected((Problem("column_0", "list_columns_missing", values),)), fields)
            return
        meant = {column_key(name): field.value() or "" for name, field in zip(asked.names, lists, strict=True)}
        self._wish = replace(self._wish, said={**self._wish.said, **meant})
        self._look()

    # --- 3: who would be added ----------------------------------------------------------------------------------------

    def _show_preview(self, preview: PeoplePreview) -> None:
        main = Button("", "primary", act=self._finish)
        self._name_main(main, preview)
        buttons = [main] if preview.new or preview.not_sure else []
        buttons.append(Button(self.tr("Change the columns"), "small", act=self._ask_columns))
        buttons.append(Button(self.tr("Choose another file"), act=self._start_again))
        cards: list[QWidget] = [self._counts(preview)]
        if preview.unused:
            cards.append(warning(guidance("bring_in", "people_unused", names=", ".join(preview.unused))))
        if preview.new:
            cards.append(_new_people(preview.new))
            cards += [warning(f"{each.name}: {problem_words(why)}") for each in preview.new for why in each.open]
        if preview.not_sure:
            cards.append(self._not_sure(preview, main))
        for title, lines in (
            (self.tr("Could not be read or kept"), preview.refused),
            (self.tr("Left out"), preview.left_out),
        ):
            if lines:
                cards.append(unread_card(title, lines))
        self._put(3, *cards, self._row(*buttons))

    def _not_sure(self, preview: PeoplePreview, main: Button) -> Card:
        """Those who may be there already, or of whom nothing is known: added where they are ticked."""
        assert self._wish is not None
        card = Card(self.tr("Not sure"), Label(guidance("bring_in", "people_not_sure_why"), wrap=True), gap="m")
        for each in preview.not_sure:
            why = " ".join([*map(problem_words, (*each.doubts, *each.open)), _still(each)])
            tick = TickField(self.tr("Add {name} as a new PA").format(name=each.name), why)
            tick.set_value(each.key in self._wish.anyway)
            tick.changed.connect(partial(self._ticked, each, tick, preview, main))
            card.add(tick)
        return card

    def _ticked(self, each: NewPerson, tick: TickField, preview: PeoplePreview, main: Button) -> None:
        assert self._wish is not None
        anyway = self._wish.anyway | {each.key} if tick.value() else self._wish.anyway - {each.key}
        self._wish = replace(self._wish, anyway=anyway)
        keep_half_way(self.desk.books, self._wish)
        self._name_main(main, preview)

    def _name_main(self, main: Button, preview: PeoplePreview) -> None:
        assert self._wish is not None
        coming = preview.coming(self._wish.anyway)
        one = self.tr("Add {name}").format(name=coming[0].name) if coming else self.tr("Add nobody yet")
        main.rename(one if len(coming) < 2 else self.tr("Add {count} people").format(count=len(coming)))  # noqa: PLR2004 - two people are people
        main.setEnabled(bool(coming))

    def _counts(self, preview: PeoplePreview) -> Card:
        assert self._wish is not None
        rows = [count_row("check", "people_new", len(preview.new))]
        if preview.already_there:
            names = ", ".join(preview.already_there)
            rows.append(count_row("minus", "people_there", len(preview.already_there), names=names))
        if preview.not_sure:
            rows.append(count_row("circle-question-mark", "people_not_sure", len(preview.not_sure)))
        if preview.refused:
            refused = len({each.place for each in preview.refused})
            rows.append(count_row("triangle-alert", "people_refused", refused))
        if preview.left_out:
            rows.append(count_row("minus", "people_left_out", len(preview.left_out)))
        return Card(self._wish.file_name or self.tr("What you pasted"), *rows)

    def _finish(self) -> None:
        wish = self._wish
        assert wish is not None

        def work(_progress: object) -> Outcome:
            return finish(self.desk.books, wish)

        self.desk.run(self.tr("Adding people"), work, self._finished)

    # --- 4: done ------------------------------------------------------------------------------------------------------

    def _finished(self, outcome: Outcome) -> None:
        if isinstance(outcome, Done):
            drop_half_way(self.desk.books)
            self._wish = None
        if not self.desk.report(outcome) or not isinstance(outcome, Done):
            return
        people = Button(self.tr("See your people"), "primary", act=self._go_back)
        more = Button(self.tr("Bring in another list"), act=self._ask_file)
        card = Card(outcome.said, Label(guidance("bring_in", "people_done_next"), wrap=True))
        self._put(4, card, self._row(people, more))

    # --- showing ------------------------------------------------------------------------------------------------------

    def _put(self, step: int, *items: QWidget) -> None:
        self._column.clear()
        self._column.add(Label(guidance("bring_in", f"people_{step}"), wrap=True), *items)
        self._lay_out(self)

    @staticmethod
    def _row(*buttons: Button) -> QWidget:
        row = QWidget()
        row.setLayout(Flow(*buttons, gap="m"))
        return row


def person_column(name: str) -> str:
    """What a column of the list is called."""
    return guidance("bring_in", f"person_{name}")


def _new_people(people: Sequence[NewPerson]) -> ShortTable[NewPerson]:
    columns: list[Column[NewPerson]] = [
        Column("Name", lambda each: Two(each.name, _second(each))),
        Column("Paid", _paid, 180),
        Column("Rates", _rates, 220, drop_below=44),
        Column("Still to do", _still),
    ]
    return ShortTable("People to add", columns, people)


def _second(each: NewPerson) -> str:
    details = each.new.details
    return ", ".join(part for part in (details.title, details.ni_number) if part)


def _paid(each: NewPerson) -> str:
    return choice_name("frequency", each.new.contract.frequency) if each.new.contract else ""


def _rates(each: NewPerson) -> str:
    return ", ".join(f"£{rate.amount}" for rate in each.new.rates)


def _still(each: NewPerson) -> str:
    if not each.missing:
        return guidance("bring_in", "people_ready")
    return guidance("bring_in", "people_missing", what=", ".join(each.missing))
