"""The Evidence room: returns, the twelve tests, packs, what was sent, accounts, permissions."""

from carerdesk.ui.pages.evidence.page import EvidencePage

__all__ = ["EvidencePage"]
