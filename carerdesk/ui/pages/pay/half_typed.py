"""Forms of Pay that reopen as they were left."""

from carerdesk.ui.half_typed import PAGE, HalfTyped, Typed

__all__ = ["PAGE", "HalfTyped", "Typed"]
