"""Safe keeping: password, recovery code, backups, copies, checking, locking."""

from carerdesk.ui.pages.safe.page import SafePage

__all__ = ["SafePage"]
