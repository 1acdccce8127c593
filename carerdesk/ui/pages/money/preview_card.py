"""What a statement would bring in: new, already there, not sure, and everything that stays out, with the reason."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.services.money.statements import NotSure, Preview, StatementLine, UnreadLine, reason_words
from carerdesk.ui.models.table import Column, Two
from carerdesk.ui.pages.money.short_table import ShortTable
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.cards import Card, Sheet
from carerdesk.ui.widgets.choices import TickField
from carerdesk.ui.widgets.text import Icon, Label

_MOST_TOLD = 12


class PreviewCard(QWidget):
    """Counts first, then doubts, then the lines themselves."""

    changed = Signal()

    def __init__(self, preview: Preview, known: int) -> None:
        """`known` new lines are sorted by themselves."""
        super().__init__()
        self._preview, self._known = preview, known
        self._ticks: dict[int, TickField] = {}
        column = Down(gap="m")
        column.add(self._counts(), *self._warnings())
        if preview.not_sure:
            column.add(self._not_sure())
        if preview.new:
            column.add(self._new())
        for title, lines in (("Could not be read", preview.refused), ("Left out", preview.left_out)):
            if lines:
                column.add(_unread(title, lines))
        self.setLayout(column)

    def kept(self) -> frozenset[int]:
        """The numbers of the not-sure lines the person wants as well."""
        return frozenset(number for number, tick in self._ticks.items() if tick.value())

    def _counts(self) -> Card:
        preview = self._preview
        rows = [
            ("check", "count_new", len(preview.new)),
            ("check", "count_known", self._known),
            ("minus", "count_there", len(preview.already_there)),
            ("circle-question-mark", "count_not_sure", len(preview.not_sure)),
            ("minus", "count_early", len(preview.early)),
            ("minus", "count_elsewhere", preview.elsewhere),
            ("triangle-alert", "count_refused", len(preview.refused)),
            ("minus", "count_left_out", len(preview.left_out)),
        ]
        always = {"count_new", "count_there", "count_not_sure"}
        told = [_count(icon, key, count) for icon, key, count in rows if count or key in always]
        days = f", {span(*preview.days)}" if preview.days else ""
        return Card(f"{preview.file_name}{days}", Label(preview.layout, "small", "ink2"), *told)

    def _warnings(self) -> list[QWidget]:
        preview, found = self._preview, []
        if preview.other_account:
            found.append(_warning(guidance("money", "warn_other_account", account=preview.other_account)))
        if preview.date_doubt is not None:
            examples = "; ".join(
                f"{each.text}: {long_date(each.day_first)}" for each in preview.date_doubt.examples if each.day_first
            )
            found.append(_warning(f"{reason_words(preview.date_doubt.code)} {examples}"))
        if preview.breaks:
            first = preview.breaks[0]
            values = {
                "line": str(first.line_number),
                "amount": str(abs(first.missing)),
                "count": str(len(preview.breaks)),
            }
            found.append(_warning(guidance("money", "warn_break", **values)))
        return found

    def _not_sure(self) -> Card:
        card = Card("Not sure", Label(guidance("money", "not_sure_why"), wrap=True))
        for each in self._preview.not_sure:
            card.add(self._tick(each))
        return card

    def _tick(self, each: NotSure) -> TickField:
        line = each.line
        there = " or ".join(dict.fromkeys(each.known_texts))
        way = "in" if line.amount.pence > 0 else "out"
        label = f"Bring in {line.description}, {long_date(line.date)}, {abs(line.amount)} {way}, as well"
        if label in {tick.label for tick in self._ticks.values()}:
            label = f"{label} (line {line.line_number} of the file)"
        tick = TickField(label, guidance("money", "not_sure_there", text=there))
        tick.changed.connect(self.changed)
        self._ticks[line.line_number] = tick
        return tick

    def _new(self) -> QWidget:
        columns: list[Column[StatementLine]] = [
            Column("Date", lambda line: line.date, 74),
            Column("Who and what", lambda line: Two(line.description, _other(line))),
            Column("Out £", lambda line: -line.amount if line.amount.pence < 0 else None, 100, right=True),
            Column("In £", lambda line: line.amount if line.amount.pence > 0 else None, 100, right=True),
            Column("Balance £", lambda line: line.balance, 110, right=True, drop_below=44),
        ]
        newest = self._preview.new if not self._preview.oldest_first else self._preview.new[::-1]
        return ShortTable("New lines", columns, newest)


def _other(line: StatementLine) -> str:
    return " · ".join(text for _, text in line.other_text)


def _count(icon: str, key: str, count: int) -> QWidget:
    row = QWidget()
    tone = {"check": "good", "triangle-alert": "attention"}.get(icon, "ink2")
    words = guidance("money", f"{key}_one" if count == 1 else f"{key}_many", count=f"{count:,}")
    across = Across(Icon(icon, tone, 16), gap="s")
    across.addWidget(Label(words, "strong" if key == "count_new" else "body", wrap=True), 1)
    row.setLayout(across)
    return row


def _warning(words: str) -> QWidget:
    sheet = Sheet(wash="attention", across=True, pad=("m", "s", "m", "s"))
    sheet.add(Icon("triangle-alert", "attention"))
    sheet.body.addWidget(Label(words, wrap=True), 1)
    return sheet


def _unread(title: str, lines: Sequence[UnreadLine]) -> Card:
    card = Card(title)
    for each in lines[:_MOST_TOLD]:
        card.add(Label(f"Line {each.number}: {each.text}", wrap=True), Label(each.why, "small", "ink2", wrap=True))
    if len(lines) > _MOST_TOLD:
        card.add(Label(guidance("money", "and_more", count=f"{len(lines) - _MOST_TOLD:,}"), "small", "ink2"))
    return card
