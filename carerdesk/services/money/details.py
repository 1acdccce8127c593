"""Everything a page shows of one line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.money.attaching import Paper, papers
from carerdesk.services.money.choices import category_name
from carerdesk.services.money.finding import account_of, line_of, payee
from carerdesk.services.money.joining import Joined, joined_to
from carerdesk.services.money.lines import IMPORTED
from carerdesk.services.money.parts import Part, parts_of
from carerdesk.services.money.proof import document_kinds
from carerdesk.services.money.register import RegisterLine, register_line
from carerdesk.services.money.sorting import count_unsorted_alike, latest_like
from carerdesk.services.money.transfers import other_side

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class PartView:
    """A part with its names."""

    part: Part
    category: str
    funder: str
    outcome: str


@dataclass(frozen=True, slots=True)
class LineDetails:
    """One line in full. `like_last` is how the last line of its payee was sorted, where this one is not sorted yet."""

    line: RegisterLine
    account: str
    text: str
    other_text: str
    note: str
    balance: Money | None
    is_typed: bool
    parts: tuple[PartView, ...]
    papers: tuple[Paper, ...]
    pays: tuple[Joined, ...]
    other_side: str
    like_last: tuple[PartView, ...]
    alike_unsorted: int
    kinds: tuple[str, ...]

    @property
    def is_sorted(self) -> bool:
        """Whether every part says what it was for and whose money it was."""
        return all(view.part.sorted for view in self.parts)


def line_details(books: Books, line_id: int) -> LineDetails | None:
    """One line in full; None where it is gone."""
    row = register_line(books, line_id)
    if row is None:
        return None
    with books.reading() as session:
        line = line_of(session, line_id)
        parts = _views(session, parts_of(session, line_id))
        is_sorted = all(view.part.sorted for view in parts)
        return LineDetails(
            row, account_of(session, line.account_id).name, line.description, line.other_text, line.note,
            line.balance, line.entered != IMPORTED, parts, papers(books, "bank_line", line_id),
            joined_to(session, line_id), _other_side(session, line_id),
            () if is_sorted else _views(session, latest_like(session, line) or ()),
            count_unsorted_alike(session, line_id) if is_sorted else 0,
            document_kinds(parts[0].part.category),
        )  # fmt: skip


def _other_side(session: Session, line_id: int) -> str:
    other = other_side(session, line_id)
    if other is None:
        return ""
    return f"{account_of(session, other.account_id).name}, {payee(other.description)}, {long_date(other.day)}"


def _views(session: Session, parts: tuple[Part, ...]) -> tuple[PartView, ...]:
    from carerdesk.store.tables import Funder, PlanOutcome

    views = []
    for part in parts:
        funder = session.get(Funder, part.funder_id) if part.funder_id is not None else None
        outcome = session.get(PlanOutcome, part.outcome_id) if part.outcome_id is not None else None
        views.append(
            PartView(
                part,
                category_name(part.category),
                funder.short_name if funder else "",
                outcome.title if outcome else "",
            )
        )
    return tuple(views)
