"""The Holiday and sickness room."""

from carerdesk.ui.pages.holiday.page import HolidayPage

__all__ = ["HolidayPage"]
