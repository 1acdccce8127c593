"""The head of the register: the accounts beside the title, the buttons, and what is on the accounts."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.services.money.accounts import AccountView
from carerdesk.ui.theme import Look, look, tokens
from carerdesk.ui.widgets.arrange import Across, Down, window_in_em
from carerdesk.ui.widgets.cards import PageHead


class RegisterHead(PageHead):
    """Title and accounts on one line with the buttons, the balance below; in a narrow window accounts have a line."""

    def __init__(self, title: str, sub: str, chooser: QWidget | None, *buttons: QWidget) -> None:
        super().__init__(title, sub, *buttons)
        self._chooser = chooser
        self._beside: bool | None = None

    def restyle(self, _chosen: Look) -> None:
        """Look again at how much room there is."""
        self._arrange()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Show, QEvent.Type.PolishRequest):
            self._arrange()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = window_in_em(self) >= tokens()["breakpoint"]["two_columns"]
        if self._chooser is None or beside == self._beside:
            return
        self._beside = beside
        body = self.layout()
        assert isinstance(body, Down)
        first = body.itemAt(0)
        row = first.layout() if first is not None else None
        assert isinstance(row, Across)
        body.removeWidget(self._chooser)
        row.removeWidget(self._chooser)
        self.title.setWordWrap(not beside)
        row.setStretch(0, 0 if beside else 1)
        self._chooser.setContentsMargins(look().space("m") if beside else 0, 0, 0, 0)
        (row if beside else body).insertWidget(1, self._chooser, 1 if beside else 0)


def account_words(account: AccountView, today_year: int) -> str:
    """An account in one short sentence: what is on it, on which day, and whether the bank says the same."""
    values = {"account": account.title, "balance": str(account.balance)}
    if account.last_day is None:
        return guidance("money", "account_empty", **values)
    values["day"] = _day(account.last_day, today_year)
    if account.checked_on is None:
        return guidance("money", "account_unchecked", **values)
    if account.checked_on >= account.last_day:
        return guidance("money", "account_agrees", **values)
    return guidance("money", "account_checked_until", **values, checked=_day(account.checked_on, today_year))


def _day(day: date, today_year: int) -> str:
    """20 November; with the year where it is another one."""
    return long_date(day) if day.year != today_year else long_date(day).removesuffix(f" {day.year}")
