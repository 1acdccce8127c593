"""The Budget room: who pays, what they give, what is left of it and what it is kept for."""

from carerdesk.ui.pages.budget.page import BudgetPage

__all__ = ["BudgetPage"]
