"""The People room: employer, person supported, and the people who work."""

from carerdesk.ui.pages.people.page import PeoplePage

__all__ = ["PeoplePage"]
