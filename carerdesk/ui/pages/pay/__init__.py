"""The Pay room: from hours to money, one path for each payday."""

from carerdesk.ui.pages.pay.page import PayPage

__all__ = ["PayPage"]
