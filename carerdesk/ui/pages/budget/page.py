"""The Budget room: which view is on screen, and the way from one to another."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea

from carerdesk.ui.page import Desk, Page
from carerdesk.ui.pages.budget.view import View

_SHOWN_HERE = frozenset(
    {"account", "allocation", "attachment", "award", "bank_line", "bill", "contract", "funder", "hmrc_period",
     "holiday_entry", "leave_booking", "opening_share", "pay_rate", "payslip", "permission", "plan_outcome",
     "planned_saving", "shift", "shift_share", "split", "transfer_pair", "worker"}
)  # fmt: skip


class BudgetPage(Page):
    """Places: funder=…; add=funder, permission."""

    title = "Budget"
    help_page = "budget"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._view: View | None = None

    # --- what the window asks -----------------------------------------------------------------------------------------

    def refresh(self, changes: frozenset[str] | None) -> None:
        if self._view is None:
            self.show_cards()
        elif changes is None or changes & _SHOWN_HERE:
            self._view.again()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        if place.get("add") == "funder":
            self.add_funder()
        elif place.get("add") == "permission":
            self.add_permission(None)
        elif "funder" in place:
            self.show_funder(int(place["funder"]))
        else:
            self.show_cards()

    def leave(self) -> bool:
        if self._view is not None:
            self._view.leave()
        return True

    # --- views --------------------------------------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show a view instead of the one on screen."""
        if self._view is not None:
            self._view.leave()
        self._view = view
        self.fill(view, head=view.head())
        self.side = view.side
        self._to_top()
        QTimer.singleShot(0, view, view.begin)

    def _to_top(self) -> None:
        holder = self.parentWidget()
        while holder is not None and not isinstance(holder, QScrollArea):
            holder = holder.parentWidget()
        if holder is not None:
            holder.verticalScrollBar().setValue(0)

    def show_cards(self) -> None:
        """Every funder in short."""
        from carerdesk.ui.pages.budget.cards_view import CardsView

        self.show_view(CardsView(self))

    def show_funder(self, funder_id: int) -> None:
        """One funder in full; all of them where it is gone."""
        from carerdesk.services.funding.budget import funder_budget
        from carerdesk.ui.pages.budget.funder_view import FunderView

        budget = funder_budget(self.desk.books, funder_id)
        if budget is None:
            self.show_cards()
        else:
            self.show_view(FunderView(self, budget))

    def add_funder(self) -> None:
        """A new funder."""
        from carerdesk.ui.pages.budget.funder_form import FunderForm

        self.show_view(FunderForm(self, None))

    def change_funder(self, funder_id: int) -> None:
        """Put a funder’s details right."""
        from carerdesk.ui.pages.budget.funder_form import FunderForm

        self.show_view(FunderForm(self, funder_id))

    def add_award(self, funder_id: int) -> None:
        """What a funder gives from a day on."""
        from carerdesk.ui.pages.budget.award_form import AwardForm

        self.show_view(AwardForm(self, funder_id))

    def add_outcome(self, funder_id: int) -> None:
        """Something the plan is for."""
        from carerdesk.ui.pages.budget.plan_forms import OutcomeForm

        self.show_view(OutcomeForm(self, funder_id))

    def add_permission(self, funder_id: int | None) -> None:
        """Who agreed what."""
        from carerdesk.ui.pages.budget.plan_forms import PermissionForm

        self.show_view(PermissionForm(self, funder_id))

    def add_saving(self, funder_id: int) -> None:
        """Money kept for a purpose."""
        from carerdesk.ui.pages.budget.plan_forms import SavingForm

        self.show_view(SavingForm(self, funder_id))
