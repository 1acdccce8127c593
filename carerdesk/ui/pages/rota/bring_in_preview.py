"""What a file would bring in: counts, doubts, the shifts themselves, and everything that stays out, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import full_date, short_date, span
from carerdesk.domain.hours.clock import clock_time
from carerdesk.domain.hours.shift import hours_text, shared_minutes
from carerdesk.services.books import Books
from carerdesk.services.hours.bring_in import Coming, Line, NotSure, Preview, Unread
from carerdesk.services.hours.bring_in_words import books_words, payers_words
from carerdesk.ui.models.table import Column, Two
from carerdesk.ui.pages.money.short_table import ShortTable
from carerdesk.ui.widgets.answer import Answer
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, Sheet
from carerdesk.ui.widgets.choices import MOST_RADIOS, FilteredList, RadioRow, TickField
from carerdesk.ui.widgets.text import Icon, Label, translated

_MOST_TOLD = 12
_MOST_ASKED = 40
_NOBODY = ""


class PreviewCard(QWidget):
    """`changed` fires where a doubt was settled, `others_chosen` where a funder was chosen for lines without one."""

    changed = Signal()
    others_chosen = Signal(str)

    def __init__(self, books: Books, preview: Preview, name: str, others: str) -> None:
        super().__init__()
        self._preview, self._others = preview, others
        known = books_words(books)
        self._names = {one.id: one.short for one in known.workers} | {
            -at: name for at, name in enumerate(preview.adding, 1)
        }
        self._funders = known.funders
        self._answers: dict[str, Answer[Any]] = {}
        self._column = Down(gap="m")
        self.setLayout(self._column)
        self._column.add(self._counts(name), *self._remarks())
        if preview.without_funder or others:
            self._column.add(self._who_pays())
        if preview.not_sure:
            self._column.add(self._not_sure())
        if preview.new:
            self._column.add(self._new())
        for title, lines in (
            (translated("BringIn", "Could not be read or kept"), preview.refused),
            (translated("BringIn", "No shifts, or left out"), preview.left_out),
        ):
            if lines:
                self._column.add(unread_card(title, lines))

    def chosen(self) -> dict[str, str]:
        """What was chosen for each line we are not sure of."""
        found = {key: answer.value() for key, answer in self._answers.items()}
        options = {each.line.key: each.options for each in self._preview.not_sure}
        plain = {key: options[key][1] if value is True else value for key, value in found.items()}
        return {key: str(value) for key, value in plain.items() if value}

    def count(self) -> int:
        """How many shifts would come in."""
        return len(self._preview.new) + len(self.chosen())

    def _counts(self, name: str) -> Card:
        preview = self._preview
        rows = [
            ("check", "count_new", len(preview.new)),
            ("minus", "count_there", len(preview.already_there)),
            ("circle-question-mark", "count_not_sure", len(preview.not_sure)),
            ("triangle-alert", "count_refused", len(preview.refused)),
            ("minus", "count_left_out", len(preview.left_out)),
        ]
        always = {"count_new", "count_there"}
        days = f", {span(*preview.days)}" if preview.days else ""
        return Card(f"{name}{days}", *(count_row(*row) for row in rows if row[2] or row[1] in always))

    def _remarks(self) -> list[QWidget]:
        found = [warning(problem_words(each)) for each in self._preview.remarks]
        if self._preview.adding:
            key = "adding_one" if len(self._preview.adding) == 1 else "adding_many"
            names = ", ".join(self._preview.adding)
            found.append(warning(guidance("bring_in", key, names=names), icon="user-plus", tone="primary"))
        return found

    def _who_pays(self) -> Card:
        choices = [*((one.short, one.name) for one in self._funders), (_NOBODY, guidance("bring_in", "nobody_pays"))]
        count = self._preview.without_funder
        hint = guidance("bring_in", "others_pay_one" if count == 1 else "others_pay_many", count=f"{count:,}")
        label = guidance("bring_in", "others_pay")
        field: Answer[str]
        if len(choices) <= MOST_RADIOS:
            field = RadioRow(label, choices, hint, across=True)
        else:
            field = FilteredList(label, choices, hint, optional=True, characters=26)
        field.set_value(self._others)
        field.changed.connect(lambda: self._choose_others(field))
        return Card("", field)

    def _choose_others(self, field: Answer[str]) -> None:
        """A half-typed name is no choice yet."""
        value = field.value()
        names = {one.short: one.name for one in self._funders} | {_NOBODY: guidance("bring_in", "nobody_pays")}
        typed = field.text if isinstance(field, FilteredList) else names.get(value or "", "")
        if value is not None and value != self._others and typed.casefold() == names[value].casefold():
            self.others_chosen.emit(value)

    # --- lines we are not sure of -------------------------------------------------------------------------------------

    def _not_sure(self) -> Card:
        card = Card(translated("BringIn", "Not sure"), Label(guidance("bring_in", "not_sure_why"), wrap=True), gap="m")
        asked = self._preview.not_sure[:_MOST_ASKED]
        if len(asked) > 1:
            row = QWidget()
            every = Button(translated("BringIn", "Tick all of these"), "small", act=lambda: self._tick_all(on=True))
            none = Button(translated("BringIn", "Tick none"), "small", act=lambda: self._tick_all(on=False))
            row.setLayout(Flow(every, none))
            card.add(row)
        for each in asked:
            card.add(self._question(each))
        if len(self._preview.not_sure) > len(asked):
            left = f"{len(self._preview.not_sure) - len(asked):,}"
            card.add(Label(guidance("bring_in", "and_more", count=left), "small", "ink2"))
        return card

    def _question(self, each: NotSure) -> QWidget:
        line, why = each.line, " ".join(map(problem_words, each.reasons))
        label = f"{self._option(each)}: {self._line_words(line)}"
        if label in {answer.label for answer in self._answers.values()}:
            label = f"{label} ({str(line.found.place).lower()})"
        field: Answer[Any]
        if len(each.options) == 2:  # noqa: PLR2004 - leave it, or do the one other thing
            field = TickField(label, why)
            field.set_value(each.chosen == each.options[1])
        else:
            leave, *others = each.options
            words = [(leave, guidance("bring_in", "option_leave"))]
            at = next((reason.values["time"] for reason in each.reasons if "time" in reason.values), "")
            words += [(option, guidance("bring_in", f"option_{option}", time=at)) for option in others]
            field = RadioRow(self._line_words(line), words, why, across=True)
            field.set_value(each.chosen)
        field.changed.connect(self.changed)
        self._answers[line.key] = field
        return field

    @staticmethod
    def _option(each: NotSure) -> str:
        return guidance("bring_in", f"option_{each.options[1]}", time="")

    def _tick_all(self, *, on: bool) -> None:
        for answer in self._answers.values():
            if isinstance(answer, TickField):
                answer.set_value(on)
        self.changed.emit()

    def _line_words(self, line: Line) -> str:
        found = line.found
        return (
            f"{self._names.get(line.worker_id, '')}, {full_date(found.day)}, {found.starts:%H:%M} to {found.ends:%H:%M}"
        )

    # --- the shifts ---------------------------------------------------------------------------------------------------

    def _new(self) -> QWidget:
        columns: list[Column[Coming]] = [
            Column(
                translated("BringIn", "Day"),
                lambda each: short_date(each.shift.day),
                110,
                sort_by=lambda each: each.shift.starts,
            ),
            Column(
                translated("BringIn", "Who"),
                lambda each: Two(self._names.get(each.line.worker_id, ""), each.shift.what),
            ),
            Column(translated("BringIn", "Times"), _times, 150),
            Column(translated("BringIn", "Hours"), lambda each: hours_text(shared_minutes(each.shift)), 110),
            Column(translated("BringIn", "Kind"), lambda each: each.shift.kind.label, 150, drop_below=44),
            Column(translated("BringIn", "Who pays"), lambda each: payers_words(each.line.payers, self._funders), 150),
        ]
        return ShortTable(translated("BringIn", "New shifts"), columns, self._preview.new)


def _times(each: Coming) -> str:
    starts, ends = clock_time(each.shift.starts), clock_time(each.shift.ends)
    later = f" +{(ends.date() - starts.date()).days}" if ends.date() > starts.date() else ""
    return f"{starts:%H:%M}–{ends:%H:%M}{later}"


def count_row(icon: str, key: str, count: int, **values: str) -> QWidget:
    """A count with its icon."""
    row = QWidget()
    tone = {"check": "good", "triangle-alert": "attention"}.get(icon, "ink2")
    words = guidance("bring_in", f"{key}_one" if count == 1 else f"{key}_many", count=f"{count:,}", **values)
    across = Across(Icon(icon, tone, 16), gap="s")
    across.addWidget(Label(words, "strong" if key == "count_new" else "body", wrap=True), 1)
    row.setLayout(across)
    return row


def warning(words: str, *, icon: str = "triangle-alert", tone: str = "attention") -> QWidget:
    """A sentence to notice."""
    sheet = Sheet(wash="attention", across=True, pad=("m", "s", "m", "s"))
    sheet.add(Icon(icon, tone))
    sheet.body.addWidget(Label(words, wrap=True), 1)
    return sheet


def unread_card(title: str, lines: Sequence[Unread]) -> Card:
    """Lines that stay out, with the reason."""
    card = Card(title)
    reasons: dict[str, list[str]] = {}
    for each in lines:
        reasons.setdefault(f"{each.place}: {each.text}", []).append(problem_words(each.problem))
    for text, why in list(reasons.items())[:_MOST_TOLD]:
        card.add(Label(text, wrap=True), Label(" ".join(why), "small", "ink2", wrap=True))
    if len(reasons) > _MOST_TOLD:
        card.add(Label(guidance("bring_in", "and_more", count=f"{len(reasons) - _MOST_TOLD:,}"), "small", "ink2"))
    return card
