"""The words for kinds of deductions and amounts, from resources/text/deductions.toml."""

from __future__ import annotations

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.pay_lines import rate_text
from carerdesk.services.deductions.details import ItemDetails, StandingDetails, StandingRow


def kind_name(kind: str) -> str:
    """What a kind of deduction or amount is called."""
    return guidance("deductions", f"kind_{kind}")


def item_title(details: ItemDetails) -> str:
    """What stands on the payslip: what was typed, else the kind's own words."""
    return details.title.strip() or guidance("deductions", f"slip_{details.kind}")


def how_much(details: StandingDetails) -> str:
    """£50.00 each payday; 12% of what is left after tax, but £200.00 is protected."""
    each = "" if details.amount is None else str(details.amount)
    key = "each_percent" if details.percent is not None else "each_amount"
    percent = f"{details.percent.normalize():f}%" if details.percent is not None else ""
    words = guidance("deductions", key, amount=each, percent=percent)
    if details.protected:
        words += guidance("deductions", "each_protected", protected=str(details.protected))
    return words


def how_it_stands(row: StandingRow) -> str:
    """Since when it holds, or to when, and what is left of its total."""
    details = row.details
    last = long_date(details.last_day) if details.last_day else ""
    words = guidance("deductions", f"state_{row.state}", first=long_date(details.first_day), last=last)
    if row.left is not None and row.state != "paid_off":
        total = str(details.total)
        words += guidance("deductions", "state_left", left=str(row.left), total=total, taken=str(row.taken))
    elif row.taken:
        words += guidance("deductions", "state_taken", taken=str(row.taken))
    return words


def miles_words(details: ItemDetails) -> str:
    """120 miles at £0.55; "" for anything else."""
    if details.quantity is None or details.rate is None:
        return ""
    return f"{details.quantity.normalize():f} miles at {rate_text(details.rate)}"
