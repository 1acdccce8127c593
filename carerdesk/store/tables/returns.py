"""Returns to funders, the packs sent, and the reasons given."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Mapped

from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class ReturnPeriod(Owned, Base):
    """A stretch of days a funder wants accounted for, and by when."""

    __tablename__ = "return_period"

    funder_id: Mapped[int] = to("funder")
    first_day: Mapped[date]
    last_day: Mapped[date]
    due: Mapped[date | None]


class Explanation(Owned, Base):
    """Why a control test does not pass, in the family's own words."""

    __tablename__ = "explanation"

    funder_id: Mapped[int] = to("funder")
    first_day: Mapped[date]
    last_day: Mapped[date]
    test: Mapped[int]
    words: Mapped[str]


class Pack(Owned, Base):
    """Papers that were sent, byte for byte, with proof. `kind` is evidence or accounts."""

    __tablename__ = "pack"

    kind: Mapped[str]
    funder_id: Mapped[int | None] = to("funder")
    first_day: Mapped[date]
    last_day: Mapped[date]
    made_at: Mapped[datetime]
    pdf_id: Mapped[int] = to("document")
    spreadsheet_id: Mapped[int | None] = to("document")
    archive_id: Mapped[int | None] = to("document")
    sent_on: Mapped[date | None]
    sent_how: Mapped[str] = mapped_default("")
    sent_to: Mapped[str] = mapped_default("")
    note: Mapped[str] = mapped_default("")

    @classmethod
    def frozen(cls, before: Mapping[str, Any]) -> bool:
        """True once sent; proof and notes may still be added."""
        return before.get("sent_on") is not None

    OPEN_COLUMNS = frozenset({"note"})
