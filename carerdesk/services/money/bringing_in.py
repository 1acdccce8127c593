"""Finishing the bringing in of a statement: one operation, which one undo takes out again."""

from __future__ import annotations

import hashlib
import mimetypes
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.agreeing import settle_checks
from carerdesk.services.money.collecting import collecting_later
from carerdesk.services.money.finding import account_of, payee_key
from carerdesk.services.money.lines import IMPORTED, PASTED
from carerdesk.services.money.parts import Part
from carerdesk.services.money.rules import Rule, applied, rules_by_text
from carerdesk.services.money.statements import Preview, StatementLine, compare, remember_columns, standing_of
from carerdesk.services.outcome import Outcome, Rejected

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.operations import Operation


@dataclass(frozen=True, slots=True)
class _Batch:
    """What every line of one file has in common."""

    keys: Mapping[str, int]
    account_id: int
    id: int
    entered: str


def finish_import(books: Books, preview: Preview, keep: frozenset[int] = frozenset()) -> Outcome:
    """Brings the new lines in, and those not-sure ones whose line numbers a person kept.

    What the books have is looked at again, so that finishing twice brings nothing in twice. Lines are sorted where a
    person has said before how lines of their payee are to be sorted.
    """
    with collecting_later():
        return _finished(books, preview, keep)


def _finished(books: Books, preview: Preview, keep: frozenset[int]) -> Outcome:
    lines = _lines_to_add(books, preview, keep)
    if not lines:
        return Rejected((Problem("", "nothing_new_in_file", {"file": preview.file_name}),))
    closed = _after_closing(books, preview.account_id, lines)
    if closed:
        return Rejected((closed,))
    with books.operation("", kind="import") as op:
        account = account_of(op.session, preview.account_id)
        count = len(lines)
        op.said = f"{count:,} {'line' if count == 1 else 'lines'} from {preview.file_name} into {account.name}"
        batch_id = _batch(books, op, preview, count)
        entered = PASTED if preview.pasted else IMPORTED
        _add(op, _Batch(owner(op.session).keys(), preview.account_id, batch_id, entered), lines)
        settle_checks(op.session, preview.account_id, books.now())
    if preview.mapping is not None and preview.signature:
        remember_columns(books, preview.signature, preview.mapping)
    return done(op, id=batch_id)


def _lines_to_add(books: Books, preview: Preview, keep: frozenset[int]) -> list[StatementLine]:
    """In the order of the account, oldest first."""
    new, not_sure = preview.new, preview.not_sure
    if standing_of(books, preview.account_id) != preview.seen:
        lines = [*preview.already_there, *new, *(each.line for each in not_sure)]
        still = compare(books, preview.account_id, sorted(lines, key=lambda line: line.line_number))
        new, not_sure = still.new, still.not_sure
    kept = [each.line for each in not_sure if each.line.line_number in keep]
    chosen = sorted((*new, *kept), key=lambda line: line.line_number)
    in_time = chosen if preview.oldest_first else chosen[::-1]
    return sorted(in_time, key=lambda line: line.date)


def _after_closing(books: Books, account_id: int, lines: Sequence[StatementLine]) -> Problem | None:
    from carerdesk.domain.dates import long_date

    closed = books.quick("SELECT closed_on FROM account WHERE id = ?", (account_id,))[0][0]
    if closed and lines[-1].date > date.fromisoformat(closed):
        return Problem("", "line_after_closing", {"day": long_date(date.fromisoformat(closed))})
    return None


def _batch(books: Books, op: Operation, preview: Preview, count: int) -> int:
    from carerdesk.store.tables import ImportBatch

    document_id = None
    if not preview.pasted:
        kind = mimetypes.guess_type(preview.file_name)[0] or "application/octet-stream"
        kept = books.documents.add(preview.data, session=op.session, file_name=preview.file_name, media_type=kind)
        document_id = kept.id
    batch = ImportBatch(
        **owner(op.session).keys(), account_id=preview.account_id, document_id=document_id, at=books.now(),
        file_name=preview.file_name, layout=preview.layout, lines=count,
        sha256=hashlib.sha256(preview.data).hexdigest(),
    )  # fmt: skip
    op.session.add(batch)
    op.session.flush()
    return batch.id


def _add(op: Operation, batch: _Batch, lines: Sequence[StatementLine]) -> None:
    from carerdesk.store.tables import BankLine, Split

    places = _Places(op.session, batch.account_id, lines)
    ids = op.insert_many(BankLine, [_row(batch, line, places.take(line.date)) for line in lines])
    sorter = _Sorter(rules_by_text(op.session))
    splits = [
        {**batch.keys, "bank_line_id": line_id, "category": part.category, "funder_id": part.funder_id,
         "amount": part.amount, "outcome_id": part.outcome_id, "reason": part.reason}
        for line_id, line in zip(ids, lines, strict=True)
        for part in sorter.parts(line)
    ]  # fmt: skip
    op.insert_many(Split, splits)


def _row(batch: _Batch, line: StatementLine, position: int) -> dict[str, Any]:
    return {
        **batch.keys, "account_id": batch.account_id, "day": line.date, "position": position, "amount": line.amount,
        "description": line.description, "other_text": _other(line), "balance": line.balance,
        "bank_id": line.bank_id or "", "entered": batch.entered, "import_batch_id": batch.id, "note": "",
    }  # fmt: skip


def _other(line: StatementLine) -> str:
    return " · ".join([f"{name}: {text}" for name, text in line.other_text])


def sorted_by_rules(books: Books, lines: Sequence[StatementLine]) -> int:
    """How many of these would be sorted by themselves, as a person said before."""
    with books.reading() as session:
        sorter = _Sorter(rules_by_text(session))
    return sum(sorter.knows(line) for line in lines)


class _Places:
    """The next free place of each day of an account."""

    def __init__(self, session: Session, account_id: int, lines: Sequence[StatementLine]) -> None:
        from sqlalchemy import func, select

        from carerdesk.store.tables import BankLine

        query = select(BankLine.day, func.max(BankLine.position)).where(
            BankLine.account_id == account_id, BankLine.day.between(lines[0].date, lines[-1].date)
        )
        self._next = {day: last + 1 for day, last in session.execute(query.group_by(BankLine.day))}

    def take(self, day: date) -> int:
        place = self._next.get(day, 0)
        self._next[day] = place + 1
        return place


class _Sorter:
    """Parts for new lines, by the rules a person has set; each text is looked up once."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._found: dict[str, Rule | None] = {}

    def parts(self, line: StatementLine) -> tuple[Part, ...]:
        rule = self._rule(line.description)
        return (rule and applied(rule, line.amount)) or (Part("", None, line.amount),)

    def knows(self, line: StatementLine) -> bool:
        """Whether a rule sorts this line."""
        rule = self._rule(line.description)
        return rule is not None and applied(rule, line.amount) is not None

    def _rule(self, text: str) -> Rule | None:
        if not self._rules:
            return None
        if text not in self._found:
            self._found[text] = self._rules.get(payee_key(text))
        return self._found[text]
