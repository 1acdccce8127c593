"""The end of bringing in a statement: what happened, whether it agrees with the bank, what comes next."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.money.accounts import accounts
from carerdesk.services.money.checking import check_against_bank
from carerdesk.services.money.matching import MatchSuggestion, describe, match_suggestions, surest
from carerdesk.services.money.register import Query, Show, register_totals
from carerdesk.services.money.statements import Preview
from carerdesk.ui.pages.money.match_view import MatchAll
from carerdesk.ui.widgets.arrange import Across, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.text import Icon, Label

if TYPE_CHECKING:
    from carerdesk.ui.pages.money.page import MoneyPage

_MOST = 8


def done_card(room: MoneyPage, preview: Preview, said: str) -> Card:
    """What was brought in, and the next tasks as buttons."""
    books = room.desk.books
    unsorted = register_totals(books, Query(preview.account_id)).counts[Show.NOT_SORTED]
    words = guidance("money", "done_unsorted" if unsorted else "done_sorted", count=f"{unsorted:,}")
    sure = surest(match_suggestions(books))
    card = Card(said, Label(words, wrap=True), *_agreement(room, preview), *_found(sure))
    buttons = QWidget()
    show = Show.NOT_SORTED if unsorted else Show.ALL
    lines = Button("Go to the lines", "plain" if sure else "primary", act=lambda: room.open_at(show=show))
    first = (MatchAll(room.desk, sure), lines) if sure else (lines,)
    more = Button("Match payments", act=room.match)
    buttons.setLayout(Flow(*first, more, Button("Bring in another", act=room.bring_in), gap="m"))
    card.add(buttons)
    return card


def _found(sure: Sequence[MatchSuggestion]) -> list[QWidget]:
    """What the lines surely pay, so that one press from here matches them."""
    shown = [Label(describe(each), wrap=True) for each in sure[:_MOST]]
    if len(sure) > _MOST:
        shown.append(Label(guidance("money", "and_more", count=f"{len(sure) - _MOST:,}"), "small", "ink2"))
    return [Label(guidance("money", "done_sure"), "strong", wrap=True), *shown] if shown else []


def _agreement(room: MoneyPage, preview: Preview) -> list[QWidget]:
    """The file's own last balance beside that of the books. It is the bank's figure, so one press marks it checked."""
    if preview.closing_balance is None or preview.closing_day is None:
        return []
    account = next(each for each in accounts(room.desk.books) if each.id == preview.account_id)
    balance, day = preview.closing_balance, preview.closing_day
    if account.last_day != day:
        return []
    agrees = account.balance == balance
    values = {"bank": str(balance), "books": str(account.balance), "day": long_date(day)}
    row = QWidget()
    across = Across(Icon("check" if agrees else "triangle-alert", "good" if agrees else "attention", 16), gap="s")
    across.addWidget(Label(guidance("money", "done_agrees" if agrees else "done_differs", **values), wrap=True), 1)
    row.setLayout(across)

    def check() -> None:
        room.desk.report(check_against_bank(room.desk.books, preview.account_id, day, balance))
        room.check_with(preview.account_id)

    name = "Mark it checked against the bank" if agrees else "See what may be missing"
    holder = QWidget()
    holder.setLayout(Flow(Button(name, act=check)))
    return [row, holder]
