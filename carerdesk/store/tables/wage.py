"""What the minimum wage check and mileage are worked out from, beside hours and rates."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sqlalchemy.orm import Mapped

from carerdesk.domain.money import Money
from carerdesk.store.tables.base import Base, Owned, mapped_default, to


class WageTerms(Owned, Base):
    """How a worker stands to the minimum wage and to mileage, from a day on.

    `vehicle` is car, motorcycle or bicycle. `on_call_at` is where they wait when on call: workplace, home, or "" where
    nobody has said. `nights` are the nights a week in a home the employer provides (None: none), at `charge` a day.
    `family_exempt` is a person's decision that the worker is a member of the employer's family who lives in its home,
    with `family_reason`; it is never made by the program.
    """

    __tablename__ = "wage_terms"

    worker_id: Mapped[int] = to("worker")
    first_day: Mapped[date]
    vehicle: Mapped[str] = mapped_default("car")
    apprentice_since: Mapped[date | None]
    on_call_at: Mapped[str] = mapped_default("")
    nights: Mapped[Decimal | None]
    charge: Mapped[Money] = mapped_default(Money(0))
    family_exempt: Mapped[bool] = mapped_default(False)
    family_reason: Mapped[str] = mapped_default("")
    note: Mapped[str] = mapped_default("")
