"""Help: the page for where you are, the words, and where to ask."""

from carerdesk.ui.pages.help.page import HelpPage

__all__ = ["HelpPage"]
