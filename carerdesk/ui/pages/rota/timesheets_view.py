"""Timesheets by pay period: print, and say that they were signed on paper or agreed on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, span
from carerdesk.services.hours.timesheets import (
    NOT_PRINTED,
    SIGNED,
    WAITING,
    TimesheetRow,
    list_timesheets,
    make_timesheet,
    make_timesheets,
    timesheet_pdf,
)
from carerdesk.services.outcome import Done, Outcome
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.rota.timesheets_forms import Agreeing, Signing, TimesheetForm
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, EmptyPage
from carerdesk.ui.widgets.text import Chip, Label, Rule, foldable, translated

_TONES = {NOT_PRINTED: "quiet", SIGNED: "good"}


class TimesheetsView(QWidget):
    """Every PA's last periods, the newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._column = Down(gap="m")
        self.setLayout(self._column)
        self._form: TimesheetForm | None = None
        self._next: dict[tuple[int, str], Button] = {}
        rows = list_timesheets(desk.books)
        self.waits = any(row.state == WAITING and not row.changed for row in rows)
        self.unsigned = [row for row in rows if (row.minutes or row.nights) and (row.state != SIGNED or row.changed)]
        if not rows:
            self._column.add(
                EmptyPage(
                    "calendar-days",
                    self.tr("No timesheets yet"),
                    guidance("rota", "no_timesheets"),
                    self.tr("Go to People"),
                    lambda: desk.go("people"),
                )
            )
        for (first, last), found in groupby(rows, key=lambda row: (row.first, row.last)):
            self._column.add(self._period(span(first, last), list(found)))

    def stand_on(self, worker_id: int | None, last: str) -> None:
        """Stand on what is next to do about a timesheet; any PA's where none is named."""
        found = (button for (who, day), button in self._next.items() if day == last and worker_id in {None, who})
        button = next(found, None)
        if button is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _period(self, title: str, rows: Sequence[TimesheetRow]) -> Card:
        printable = [row for row in rows if row.minutes or row.nights]
        card = Card(title, side=self._print_all(title, printable) if len(printable) > 1 else None, gap="s")
        for at, row in enumerate(rows):
            if at:
                card.add(Rule())
            card.add(self._row(row))
        return card

    def _print_all(self, title: str, rows: Sequence[TimesheetRow]) -> Button:
        name = self.tr("Print all of {period}").format(period=title)
        return Button(self.tr("Print all"), "small", name=name, act=partial(self._print_several, rows))

    def _row(self, row: TimesheetRow) -> QWidget:
        holder = QWidget()
        words = Down(
            Across(Label(row.worker, "strong"), Chip(row.state, _TONES.get(row.state, "attention")), None), gap=2
        )
        words.add(Label(self._second(row), "small", "ink2", wrap=True))
        if row.changed:
            words.add(
                Label(self.tr("Hours changed since it was printed. Print it again."), "small", "attention", wrap=True)
            )
        body = Down(words, self._buttons(row, holder), gap="s")
        holder.setLayout(body)
        return holder

    def _second(self, row: TimesheetRow) -> str:
        parts = [row.words]
        if row.waiting:
            parts.append(f"{row.waiting} shift{'s' * (row.waiting != 1)} to confirm first")
        today = self._desk.today()
        if row.signed_on is None and today < row.last:
            parts.append(self.tr("not complete before {last}").format(last=day_and_month(row.last)))
        if row.code:
            parts.append(f"code {row.code}")
        if row.signed_on is not None:
            scans = f", with {row.scans} scan{'s' * (row.scans != 1)}" if row.scans else ""
            parts.append(f"{row.signed}{scans}")
        return ". ".join(part[0].upper() + part[1:] for part in parts) + "."

    def _buttons(self, row: TimesheetRow, holder: QWidget) -> QWidget:
        shown = [self._button(self.tr("Print"), row, partial(self._print, row))]
        if row.id is not None and row.state != SIGNED and not row.changed:
            shown.append(self._button(self.tr("Signed on paper"), row, partial(self._ask, Signing, row, holder)))
        self._next[row.worker_id, row.last.isoformat()] = shown[-1]
        if (row.minutes or row.nights) and (row.state != SIGNED or row.changed):
            shown.append(self._button(self.tr("Agreed on screen"), row, partial(self._ask, Agreeing, row, holder)))
        buttons = QWidget()
        buttons.setLayout(Flow(*shown, gap="s"))
        return buttons

    @staticmethod
    def _button(words: str, row: TimesheetRow, act: Callable[[], object]) -> Button:
        return Button(words, name=f"{words}: {row.title}", act=act)

    def _print(self, row: TimesheetRow) -> None:
        outcome = make_timesheet(self._desk.books, row.worker_id, row.first, row.last)
        made = outcome.id if isinstance(outcome, Done) else None
        self._save(outcome, () if made is None else (made,), f"Timesheet {row.worker} {row.last.isoformat()}.pdf")

    def print_unsigned(self) -> None:
        """Print every sheet that nobody has signed yet."""
        self._print_several(self.unsigned)

    def _print_several(self, rows: Sequence[TimesheetRow]) -> None:
        outcome, made = make_timesheets(self._desk.books, rows)
        self._save(outcome, made, f"Timesheets {max(row.last for row in rows).isoformat()}.pdf")

    def _save(self, outcome: Outcome, made: Sequence[int], name: str) -> None:
        desk = self._desk
        if not made:
            desk.report(outcome)
            return
        paper = Paper(
            self.tr("Save the timesheets, to print them"),
            name,
            lambda: timesheet_pdf(desk.books, *made),
            lambda path: desk.report(_saved_at(outcome, path)),
        )
        save(desk, self, paper)

    def _ask(self, form: type[Signing | Agreeing], row: TimesheetRow, holder: QWidget) -> None:
        if self._form is not None:
            self._form.put_away()
        asked = form(self._desk, row)
        self._form = asked
        body = holder.layout()
        assert isinstance(body, Down)
        body.add(asked)
        asked.show()
        asked.take_focus()


def _saved_at(outcome: Outcome, path: Path) -> Outcome:
    """The same, and where the file lies that is to be printed."""
    if not isinstance(outcome, Done):
        return outcome
    where = translated("TimesheetsView", "Saved as {name} in {folder}, to be printed")
    said = f"{outcome.said}. {where.format(name=foldable(path.name), folder=foldable(str(path.parent)))}"
    return replace(outcome, said=said)
