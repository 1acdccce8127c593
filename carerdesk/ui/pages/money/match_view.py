"""Everything that may be matched: lines with what they pay, and money moved between own accounts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.money.joining import join_line
from carerdesk.services.money.matching import MatchSuggestion, describe, join_all, match_suggestions, surest
from carerdesk.services.money.transfers import TransferSuggestion, pair_transfer, transfer_suggestions
from carerdesk.ui.page import Desk
from carerdesk.ui.views import FormView
from carerdesk.ui.widgets.arrange import Across
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import EmptyPage, ListCard, PageHead
from carerdesk.ui.widgets.text import Label, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage

_MOST = 50


class MatchView(FormView["MoneyPage"]):
    """One press for all that is sure, one for each of the others."""

    def __init__(self, room: MoneyPage) -> None:
        super().__init__(room)
        self._show()

    def head(self) -> PageHead:
        return self.head_of(self.tr("Match payments"), guidance("money", "match_why"))

    def again(self) -> None:
        self._show()

    def _show(self) -> None:
        self.column.clear()
        found, pairs = match_suggestions(self.books), transfer_suggestions(self.books)
        sure = surest(found)
        if not found and not pairs:
            self.column.add(
                EmptyPage("circle-check", self.tr("Nothing to match"), guidance("money", "match_none"),
                          self.tr("Back to the lines"), self.go_back)
            )  # fmt: skip
        if sure:
            self.column.add(self.buttons(MatchAll(self.desk, sure)))
        if found:
            self.column.add(
                ListCard(*[self._row(each) for each in found[:_MOST]], title=self.tr("Wages, tax and bills"))
            )
        if pairs:
            rows = [self._pair(each) for each in pairs[:_MOST]]
            self.column.add(ListCard(*rows, title=self.tr("Money moved between own accounts")))

    def _row(self, each: MatchSuggestion) -> QWidget:
        act = partial(self._join, each)
        name = self.tr("Match {what}").format(what=describe(each))
        return _row(describe(each), Button(self.tr("Match them"), name=name, act=act))

    def _join(self, each: MatchSuggestion) -> None:
        self.desk.report(join_line(self.books, each.line_id, each.pays))

    def _pair(self, pair: TransferSuggestion) -> QWidget:
        words = self.tr("{amount} out of {here} on {day}, into {there} on {later}").format(
            amount=str(pair.amount), here=pair.out_account, there=pair.in_account,
            day=long_date(pair.out_day), later=long_date(pair.in_day),
        )  # fmt: skip
        act = partial(self._transfer, pair)
        name = self.tr("It is a transfer: {what}").format(what=words)
        return _row(words, Button(self.tr("It is a transfer"), name=name, act=act))

    def _transfer(self, pair: TransferSuggestion) -> None:
        self.desk.report(pair_transfer(self.books, pair.out_line_id, pair.in_line_id))


class MatchAll(Button):
    """One press for all that is sure."""

    def __init__(self, desk: Desk, sure: Sequence[MatchSuggestion]) -> None:
        one = translated("MatchView", "Match the 1 we are sure of")
        many = translated("MatchView", "Match the {count} we are sure of").format(count=len(sure))
        act = partial(_join_all, desk, sure)
        super().__init__(one if len(sure) == 1 else many, "primary", act=act)


def _join_all(desk: Desk, sure: Sequence[MatchSuggestion]) -> None:
    desk.report(join_all(desk.books, sure))


def _row(words: str, button: Button) -> QWidget:
    row = QWidget()
    across = Across(gap="m", pad=("m", "s", "m", "s"))
    across.addWidget(Label(words, wrap=True), 1)
    across.add(button)
    row.setLayout(across)
    return row
