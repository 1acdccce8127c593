"""The Budget room: which view is on screen, and the way from one to another."""

from __future__ import annotations

from typing import Any

from carerdesk.ui.views import PageOfViews

_SHOWN_HERE = frozenset(
    {"account", "allocation", "attachment", "award", "bank_line", "bill", "contract", "funder", "hmrc_period",
     "holiday_entry", "leave_booking", "opening_share", "pay_rate", "payslip", "permission", "plan_outcome",
     "planned_saving", "rate_part", "pension_event", "pension_scheme",
     "shift", "shift_share", "split", "transfer_pair", "worker"}
)  # fmt: skip


class BudgetPage(PageOfViews):
    """Places: funder=…; add=funder, permission."""

    title = "Budget"
    help_page = "budget"
    drafts = "budget"
    shown_here = _SHOWN_HERE

    # --- what the window asks -----------------------------------------------------------------------------------------

    def show_first(self) -> None:
        self.show_cards()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        if place.get("add") == "funder":
            self.add_funder()
        elif place.get("add") == "permission":
            self.add_permission(None)
        elif "funder" in place:
            self.show_funder(int(place["funder"]))
        else:
            self.show_cards()

    # --- views --------------------------------------------------------------------------------------------------------

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
