"""Safe keeping: how safe the books are, and one page for each thing that makes them safer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from carerdesk.catalogue.guidance import guidance
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.pages.safe.backups_view import BackupsView
from carerdesk.ui.pages.safe.check_view import CheckView
from carerdesk.ui.pages.safe.copy_view import CopyView
from carerdesk.ui.pages.safe.overview import Overview
from carerdesk.ui.pages.safe.password_views import PasswordView, RemoveView, TrustedView
from carerdesk.ui.pages.safe.recovery_view import RecoveryView, RenewView
from carerdesk.ui.pages.safe.view import SafeView
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.fields import Answer

_VIEWS: dict[str, Callable[..., SafeView]] = {
    "password": PasswordView,
    "trusted": TrustedView,
    "remove": RemoveView,
    "recovery": RecoveryView,
    "renew": RenewView,
    "backups": BackupsView,
    "copy": CopyView,
    "check": CheckView,
}


class SafePage(Page):
    """The overview, and the views it leads to. `open_at(step=…)` opens one of them."""

    title = "Safe keeping"
    help_page = "safe"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: SafeView | None = None

    def refresh(self, changes: frozenset[str] | None) -> None:
        """The overview is read again; a view keeps what was typed in it."""
        if self._view is None or isinstance(self._view, Overview):
            if changes is None or "safety" in changes:
                self.show_overview()
        else:
            self._view.refresh()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - the page names its own places
        """One thing at once: step="password", "trusted", "recovery", "backups", "copy" or "check"."""
        step = str(place.pop("step", ""))
        if step in _VIEWS:
            self.go(step, **place)
        else:
            self.show_overview()

    def show_overview(self) -> None:
        """Everything in one view."""
        self._view = Overview(self)
        self.fill(self._view, head=PageHead(self.title, guidance("safe", "what_it_is")))

    def back(self) -> None:
        """From a view to the overview, read from its top."""
        self.show_overview()
        self.begin_at_top()

    def go(self, step: str, **place: Any) -> None:  # noqa: ANN401 - each view names its own places
        """Show one of the views."""
        view = _VIEWS[step](self, **place)
        self._view = view
        self.fill(view, head=PageHead(view.title, view.why, back=self.tr("Safe keeping"), go_back=self.back))
        self.begin_at_top()

    def fields_of(self, view: SafeView) -> dict[str, Answer[Any]]:
        """The fields of a view, while it is the one on screen."""
        return view.fields if view is self._view else {}
