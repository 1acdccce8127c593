"""The Money room: accounts, lines, statements in, papers on, matched and checked against the bank."""

from carerdesk.ui.pages.money.page import MoneyPage

__all__ = ["MoneyPage"]
