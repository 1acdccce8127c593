"""Check against the bank: the balance and its date from the statement, one step, done when the sums agree."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.domain.problem import Problem
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.attaching import Paper, attach_document, detach, papers
from carerdesk.services.money.checking import BankCheck, Cause, bank_checks, check_against_bank, forget_check
from carerdesk.services.outcome import Rejected
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across, Down, Flow
from carerdesk.ui.widgets.buttons import Button, Segments
from carerdesk.ui.widgets.cards import Card, FormCard, PageHead
from carerdesk.ui.widgets.documents import PHOTOS_AND_PDF
from carerdesk.ui.widgets.fields import DateField, MoneyField
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from carerdesk.ui.pages.money.page import MoneyPage

_MOST = 12


class CheckView(FormView["MoneyPage"]):
    """The two boxes, and below them every balance typed before. What is half typed belongs to its account."""

    def __init__(self, room: MoneyPage, account_id: int | None) -> None:
        super().__init__(room)
        self._accounts = accounts(self.books)
        self._account_id = account_id or room.account_in_view(self._accounts)
        self._results = Down(gap="m")
        self._day = DateField(self.tr("Date on the statement"), self.desk.today(), self.tr("As the bank prints it"))
        self._balance = MoneyField(self.tr("Balance on that date"), guidance("money", "balance_hint"))
        self.take("day", self._day)
        self.take("balance", self._balance)
        main = Button(self.tr("Check"), "primary", act=self._check)
        if len(self._accounts) > 1:
            chooser = Segments({str(each.id): each.title for each in self._accounts}, self._choose)
            chooser.choose(str(self._account_id))
            self.column.add(chooser)
        card = FormCard("", Flow(self._day, self._balance, gap="l"), self.buttons(main), main=main)
        self.column.add(card)
        self.column.addLayout(self._results)
        self._show()
        self.restore()

    @property
    def draft(self) -> str:  # type: ignore[override]  # a name for each account
        """What is half typed for one account is never shown for another."""
        return f"check:{self._account_id}"

    def head(self) -> PageHead:
        return self.head_of(self.tr("Check against the bank"), guidance("money", "check_why"))

    def again(self) -> None:
        self._show()

    def _choose(self, key: str) -> None:
        self.leave()
        self._account_id = int(key)
        for field in self.fields.values():
            field.set_value(None)
        self.restore()
        self._show()

    def _check(self) -> None:
        if not self.is_understood() or self._account_id is None:
            return
        day, balance = self._day.value(), self._balance.value()
        if day is None or balance is None:
            missing = [("day", "check_needs_a_day")] if day is None else []
            missing += [("balance", "check_needs_a_balance")] if balance is None else []
            self.desk.report(Rejected(tuple(Problem(*each) for each in missing)), self.fields)
            return
        outcome = check_against_bank(self.books, self._account_id, day, balance)
        if self.finish(outcome, lambda: None):
            for field in self.fields.values():
                field.set_value(None)
            self._finished = False

    def _show(self) -> None:
        self._results.clear()
        if self._account_id is None:
            return
        for check in bank_checks(self.books, self._account_id)[:_MOST]:
            self._results.add(self._card(check))

    def _card(self, check: BankCheck) -> Card:
        day = long_date(check.day)
        forget = Button(self.tr("Take out"), "small", name=self.tr("Take out the balance of {day}").format(day=day),
                        act=partial(self._forget, check.id))  # fmt: skip
        if check.agreed:
            words = guidance("money", "check_agrees", day=day, balance=str(check.by_bank))
            return Card("", _told("check", "good", words, forget), self._statement(check.id, day), pad="m")
        over = check.difference.pence > ZERO.pence
        values = {"day": day, "bank": str(check.by_bank), "books": str(check.by_books),
                  "left": str(abs(check.difference))}  # fmt: skip
        words = guidance("money", "check_bank_more" if over else "check_books_more", **values)
        card = Card("", _told("triangle-alert", "attention", words, forget), pad="m")
        card.add(Label(self.tr("What it may be"), "strong"))
        for at, cause in enumerate(check.causes, 1):
            card.add(self._cause(cause, f"{day}, {at}"))
        card.add(
            Label(guidance("money", "check_no_forcing"), "small", "ink2", wrap=True), self._statement(check.id, day)
        )
        return card

    def _statement(self, check_id: int, day: str) -> QWidget:
        """The bank's own papers, pinned to the balance they prove."""
        holder = QWidget()
        down = Down(gap="xs")
        for paper in papers(self.books, "statement", check_id):
            down.add(self._pinned(paper, day))
        name = self.tr("Add the statement of {day}").format(day=day)
        down.add(Across(Button(self.tr("Add the statement"), "small", icon="paperclip", name=name,
                               act=partial(self._add_statement, check_id, name)), None))  # fmt: skip
        holder.setLayout(down)
        return holder

    def _pinned(self, paper: Paper, day: str) -> QWidget:
        row = QWidget()
        across = Across(Icon("paperclip", "good", 16), gap="s")
        across.addWidget(Label(paper.file_name, "small", wrap=True), 1)
        name = self.tr("Take {file} off the balance of {day}").format(file=paper.file_name, day=day)
        across.add(Button("", "quiet", icon="x", name=name, act=partial(self._unpin, paper.attachment_id)))
        row.setLayout(across)
        return row

    def _unpin(self, attachment_id: int) -> None:
        self.desk.report(detach(self.books, attachment_id))

    def _add_statement(self, check_id: int, title: str) -> None:
        self.desk.files.open_files(self, title, PHOTOS_AND_PDF, partial(self._pin, check_id))

    def _pin(self, check_id: int, paths: Sequence[Path]) -> None:
        for path in paths:
            data = self.room.read_file(path)
            if data is not None:
                kept = attach_document(
                    self.books, "statement", check_id, data, file_name=path.name, kind="statement"
                )  # fmt: skip
                self.desk.report(kept)

    def _cause(self, cause: Cause, which: str) -> QWidget:
        row = QWidget()
        across = Across(gap="s")
        across.addWidget(Label(guidance("money", cause.code, **cause.values), wrap=True), 1)
        if cause.line_ids:
            name = self.tr("Show the line for {which}").format(which=which)
            act = partial(self.room.show_register, cause.line_ids[0])
            across.add(Button(self.tr("Show the line"), "small", name=name, act=act))
        row.setLayout(across)
        return row

    def _forget(self, check_id: int) -> None:
        self.desk.report(forget_check(self.books, check_id))


def _told(icon: str, tone: str, words: str, button: Button) -> QWidget:
    row = QWidget()
    across = Across(Icon(icon, tone), gap="s")
    across.addWidget(Label(words, "strong", wrap=True), 1)
    across.add(button)
    row.setLayout(across)
    return row
