"""Names on returns and accounts: what money is set aside for, and what nobody has sorted yet."""

from __future__ import annotations

from carerdesk.domain.funding.set_aside import Reason

NOT_SORTED = "Not sorted yet"
REASONS = {
    Reason.WAGES: "Wages earned and not paid yet",
    Reason.HMRC: "Tax and National Insurance not paid yet",
    Reason.PENSION: "Pension contributions not paid yet",
    Reason.HOLIDAY: "Holiday earned and not taken",
    Reason.NOTICE: "Notice, if the package ended",
    Reason.REDUNDANCY: "Redundancy pay, if the package ended",
    Reason.BILLS: "Bills received and not paid",
    Reason.PLANNED: "Planned saving that was agreed",
}


def money_of(short_name: str) -> str:
    """Whose money it is, by name: Council money, Own money, Not sorted yet."""
    return short_name if short_name == NOT_SORTED or short_name.lower().endswith("money") else f"{short_name} money"
