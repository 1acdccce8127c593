"""The days of the week, as sickness asks for them."""

from carerdesk.ui.widgets.weekdays import WeekdaysField

__all__ = ["WeekdaysField"]
