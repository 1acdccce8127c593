"""This week: what is due, in the order to do it."""

from carerdesk.ui.pages.this_week.page import ThisWeekPage

__all__ = ["ThisWeekPage"]
