"""History: what was done, in sentences, each with Undo where it can be taken back."""

from carerdesk.ui.pages.history.page import HistoryPage

__all__ = ["HistoryPage"]
