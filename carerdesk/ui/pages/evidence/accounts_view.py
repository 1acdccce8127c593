"""Accounts of any twelve months, or of any other days, as PDF and spreadsheet."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import span
from carerdesk.domain.problem import Problem
from carerdesk.services.evidence.accounts_page import AccountsPage, accounts_page, usual_years
from carerdesk.services.evidence.write import write_accounts
from carerdesk.services.outcome import Rejected
from carerdesk.ui.background import Progress
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, FormCard, PageHead
from carerdesk.ui.widgets.fields import DateField
from carerdesk.ui.widgets.text import Icon, Label, Rule

if TYPE_CHECKING:
    from carerdesk.ui.pages.evidence.page import EvidencePage


class AccountsView(FormView["EvidencePage"]):
    """The days, the accounts in short, and saving them."""

    def __init__(self, room: EvidencePage) -> None:
        super().__init__(room, room.show_returns)
        today = self.desk.today()
        self._first, self._last = DateField(self.tr("From"), today), DateField(self.tr("To"), today)
        self.take("first", self._first)
        self.take("last", self._last)
        years = usual_years(today)
        quick = Flow(*(self._quick(words, first, last) for words, first, last in years))
        self._first.set_value(years[0][1])
        self._last.set_value(years[0][2])
        show = Button(self.tr("Show these accounts"), act=self._show)
        self._shown = Down(gap="m")
        self.column.add(
            FormCard(
                self.tr("Which days?"), quick, Flow(self._first, self._last, gap="l"), Across(show, None), main=show
            ),
            self._shown,
        )
        self._show()

    def head(self) -> PageHead:
        return PageHead(
            self.tr("Accounts"),
            guidance("evidence", "accounts_sub"),
            back=self.tr("All returns"),
            go_back=self.room.show_returns,
        )

    def again(self) -> None:
        self._show()

    def _quick(self, words: str, first: date, last: date) -> Button:
        def take() -> None:
            self._first.set_value(first)
            self._last.set_value(last)
            self._show()

        return Button(words, "small", act=take)

    def _days(self) -> tuple[date, date] | None:
        if not self.is_understood():
            return None
        first, last = self._first.value(), self._last.value()
        if first is None or last is None or last < first:
            self.desk.report(Rejected((Problem("last", "period_backward"),)), self.fields)
            return None
        return first, last

    def _show(self) -> None:
        days = self._days()
        if days is None:
            return
        page = accounts_page(self.books, *days)
        self._shown.clear()
        if not page.has_account:
            self._shown.add(Card("", Label(guidance("evidence", "accounts_empty"), wrap=True)))
            return
        save = Button(self.tr("Save the accounts"), "primary", act=lambda: self._save(*days))
        self._shown.add(self._in_short(page), Across(save, None))

    def _in_short(self, page: AccountsPage) -> Card:
        card = Card(span(page.first, page.last), gap="xs")
        for at, (words, figure, strong) in enumerate(page.lines):
            if strong and at:
                card.add(Rule())
            role = "strong" if strong else "body"
            row = Across()
            row.addWidget(Label(words, role, wrap=True), 1)
            row.addWidget(Label(figure, role, right=True))
            card.add(row)
        tone = "good" if page.agrees else "attention"
        told = Across(Icon("check" if page.agrees else "triangle-alert", tone, 16))
        told.addWidget(Label(page.verdict, "small", tone, wrap=True), 1)
        card.add(told)
        return card

    def _save(self, first: date, last: date) -> None:
        title = self.tr("Save the accounts in a folder")
        self.desk.files.open_folder(self, title, lambda folder: self._write(first, last, folder))

    def _write(self, first: date, last: date, folder: Path) -> None:
        books = self.books

        def work(progress: Progress) -> tuple[Path, ...]:
            progress(self.tr("Writing the accounts"))
            return write_accounts(books, first, last, folder)

        self.desk.run(self.tr("Making the accounts"), work, self._done)

    def _done(self, paths: tuple[Path, ...]) -> None:
        names = ", ".join(path.name for path in paths)
        self.desk.say(self.tr("Saved in {folder}: {names}").format(folder=paths[0].parent.name, names=names))
