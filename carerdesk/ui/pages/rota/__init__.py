"""The Rota room: the week register, its hours checked and confirmed, and timesheets."""

from carerdesk.ui.pages.rota.page import RotaPage

__all__ = ["RotaPage"]
