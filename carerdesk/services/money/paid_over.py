"""Money taken from pay on its way to a pension provider or the holder of an order, a month at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from carerdesk.domain.dates import MONTHS
from carerdesk.domain.funding.payments import Share
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.services.money.owed import Key, Kind, Owed, funder_order, paid_of

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy.orm import Session

    from carerdesk.store.tables import PayOver

CATEGORIES = {"pension": "pension", "order": "order"}
CONTRIBUTIONS = ("pension", "employer_pension")


def pay_overs(session: Session, rows: Sequence[PayOver]) -> list[Owed]:
    """These months as things to pay."""
    ids = [row.id for row in rows]
    paid, shares = paid_of(session, Kind.PAY_OVER, ids), shares_of(session, ids)
    return [_owed(session, row, paid.get(row.id, ZERO), shares.get(row.id, ())) for row in rows]


def open_pay_overs(session: Session, employer_id: int) -> list[PayOver]:
    """The months that are not paid over in full."""
    from sqlalchemy import select

    from carerdesk.store.tables import PayOver

    rows = session.scalars(select(PayOver).where(PayOver.employer_id == employer_id)).all()
    ids = [row.id for row in rows]
    paid, shares = paid_of(session, Kind.PAY_OVER, ids), shares_of(session, ids)
    return [row for row in rows if total(part for _, part in shares.get(row.id, ())) != paid.get(row.id, ZERO)]


def month_name(day: date) -> str:
    """July 2026."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def _owed(session: Session, row: PayOver, paid: Money, shares: tuple[Share, ...]) -> Owed:
    from carerdesk.services.money.windows import pay_over_window

    return Owed(
        Key(Kind.PAY_OVER, row.id), title_of(session, row), row.payee, row.due,
        *pay_over_window(row.first_day, row.due), total(part for _, part in shares), paid, CATEGORIES[row.kind], shares,
    )  # fmt: skip


def title_of(session: Session, row: PayOver) -> str:
    """Pension contributions to Nest, July 2026; Council tax order to Westmere Council, July 2026."""
    from carerdesk.store.tables import StandingDeduction

    what = "Pension contributions"
    if row.standing_deduction_id is not None:
        what = session.get_one(StandingDeduction, row.standing_deduction_id).title
    return f"{what} to {row.payee}, {month_name(row.first_day)}"


def shares_of(session: Session, ids: Sequence[int]) -> dict[int, tuple[Share, ...]]:
    """Each funder's part of what each month comes to, in the funders' order."""
    order = funder_order(session) if ids else {}
    sums: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for row_id, funder, amount in (*_contributions(session, ids), *_orders(session, ids)):
        sums[row_id][funder] += amount.pence
    return {
        row_id: tuple((funder, Money(parts[funder])) for funder in sorted(parts, key=order.__getitem__))
        for row_id, parts in sums.items()
    }


def _contributions(session: Session, ids: Sequence[int]) -> Iterable[tuple[int, int, Money]]:
    from sqlalchemy import select

    from carerdesk.store.tables import Payslip, PayslipShare

    wanted = (
        select(Payslip.pay_over_id, PayslipShare.funder_id, PayslipShare.amount)
        .join(PayslipShare, PayslipShare.payslip_id == Payslip.id)
        .where(Payslip.pay_over_id.in_(ids), PayslipShare.component.in_(CONTRIBUTIONS))
    )
    return ((row_id, funder, amount) for row_id, funder, amount in session.execute(wanted) if row_id is not None)


def _orders(session: Session, ids: Sequence[int]) -> Iterable[tuple[int, int, Money]]:
    from sqlalchemy import String, cast, literal, select

    from carerdesk.store.tables import PayslipDeduction, PayslipShare

    component = literal("deduction_").concat(cast(PayslipDeduction.position, String))
    wanted = (
        select(PayslipDeduction.pay_over_id, PayslipShare.funder_id, PayslipShare.amount)
        .join(PayslipShare, PayslipShare.payslip_id == PayslipDeduction.payslip_id)
        .where(PayslipDeduction.pay_over_id.in_(ids), PayslipShare.component == component)
    )
    return ((row_id, funder, amount) for row_id, funder, amount in session.execute(wanted) if row_id is not None)
