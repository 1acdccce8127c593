"""What bringing in a statement would do, before it does it: nothing enters the books until it is finished."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.importers.matching import Matched, NotSure, new_and_known
from carerdesk.importers.pasted import read_pasted
from carerdesk.importers.read import columns_of, read_statement
from carerdesk.importers.values import (
    AccountHint,
    BalanceBreak,
    CannotRead,
    ColumnMapping,
    DateDoubt,
    DateExample,
    DateOrder,
    NeedsMapping,
    Reading,
    Statement,
    StatementLine,
)
from carerdesk.services.books import Books
from carerdesk.services.money.collecting import collecting_later

TYPED_NEAR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line of the file that does not come in, its number in the file, and why."""

    number: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class WhichAccount:
    """The file holds several accounts, and none of them is plainly this one."""

    hints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What would come in. `new` come in; of `not_sure` only those a person says are other payments.

    `early` are older than the account's first day in the books, `elsewhere` belong to another account in the same
    file; `other_account` is the number the file names where it does not look like this account's. `seen` tells how the
    account stood, so that finishing knows whether to compare again.
    """

    account_id: int
    file_name: str
    data: bytes
    pasted: bool
    layout: str
    new: tuple[StatementLine, ...]
    already_there: tuple[StatementLine, ...]
    not_sure: tuple[NotSure, ...]
    early: tuple[StatementLine, ...]
    elsewhere: int
    refused: tuple[UnreadLine, ...]
    left_out: tuple[UnreadLine, ...]
    breaks: tuple[BalanceBreak, ...]
    date_doubt: DateDoubt | None
    other_account: str
    oldest_first: bool
    closing_balance: Money | None
    closing_day: date | None
    mapping: ColumnMapping | None = None
    signature: str = ""
    seen: tuple[int, int] = (0, 0)

    @property
    def days(self) -> tuple[date, date] | None:
        """The first and last day of what the file holds."""
        every = [line.date for line in (*self.new, *self.already_there, *(each.line for each in self.not_sure))]
        return (min(every), max(every)) if every else None


Previewed = Preview | NeedsMapping | WhichAccount | Problem


def preview_import(
    books: Books,
    account_id: int,
    data: bytes,
    file_name: str,
    mapping: ColumnMapping | None = None,
    *,
    which: str = "",
) -> Previewed:
    """Reads a statement file and compares it with the books; changes nothing.

    Args:
        books: the open books.
        account_id: the account it is for.
        data: the whole file.
        file_name: as the person knows it.
        mapping: the columns a person chose just now; else the ones remembered for this heading row are used.
        which: where the file holds several accounts, the one a person picked.

    Returns:
        The preview, a question about columns or dates, a question about which account, or why it cannot be read.
    """
    with collecting_later():
        reading = read_statement(data, file_name, mapping, today=books.today())
        return _previewed(
            books, account_id, reading, data=data, file_name=file_name, mapping=mapping, which=which, pasted=False
        )


def preview_pasted(books: Books, account_id: int, text: str, mapping: ColumnMapping | None = None) -> Previewed:
    """The same for rows pasted from a web page, a spreadsheet or a PDF."""
    reading = read_pasted(text, mapping, today=books.today())
    return _previewed(
        books, account_id, reading, data=text.encode(), file_name="Pasted lines", mapping=mapping, which="", pasted=True
    )


def choose_columns(data: bytes, file_name: str) -> NeedsMapping | Problem:
    """The columns of any file, also of one that is known, so that a person may choose them anew."""
    found = columns_of(data, file_name)
    return found.problem if isinstance(found, CannotRead) else found


def remembered_columns(books: Books, signature: str) -> ColumnMapping | None:
    """The columns a person chose for a heading row before."""
    from carerdesk.store.settings import read

    kept = read(books, _choice(signature)) if signature else {}
    try:
        return ColumnMapping.from_json(kept) if kept else None
    except ValueError:
        return None


def remember_columns(books: Books, signature: str, mapping: ColumnMapping) -> None:
    """Keeps them for the next file with this heading row."""
    from carerdesk.store.settings import write

    write(books, _choice(signature), mapping.to_json())


def _choice(signature: str) -> Any:  # noqa: ANN401 - the store's own type of setting
    from carerdesk.store.settings import Choice

    key = f"columns.{hashlib.sha256(signature.encode()).hexdigest()[:16]}"
    return Choice(key, dict[str, Any], {}, "Which column of a bank's file is which.")


def _previewed(
    books: Books,
    account_id: int,
    reading: Reading,
    *,
    data: bytes,
    file_name: str,
    mapping: ColumnMapping | None,
    which: str,
    pasted: bool,
) -> Previewed:
    signature = reading.signature if isinstance(reading, NeedsMapping) else mapping.header if mapping else ""
    if isinstance(reading, NeedsMapping) and mapping is None:
        mapping = remembered_columns(books, reading.signature)
        if mapping is not None:
            again = _read_again(books, data, file_name, mapping, pasted=pasted)
            reading = again if isinstance(again, Statement) else replace(reading, why="columns_do_not_fit")
    if isinstance(reading, CannotRead):
        return reading.problem
    if isinstance(reading, NeedsMapping):
        return reading
    chosen = _one_account(books, account_id, reading, which)
    if isinstance(chosen, WhichAccount):
        return chosen
    preview = _preview(books, account_id, chosen, data, file_name, pasted=pasted)
    return replace(
        preview, elsewhere=len(reading.lines) - len(chosen.lines), mapping=mapping, signature=signature
    )  # fmt: skip


def _read_again(books: Books, data: bytes, file_name: str, mapping: ColumnMapping, *, pasted: bool) -> Reading:
    if pasted:
        return read_pasted(data.decode(), mapping, today=books.today())
    return read_statement(data, file_name, mapping, today=books.today())


def _one_account(books: Books, account_id: int, statement: Statement, which: str) -> Statement | WhichAccount:
    if len(statement.accounts) <= 1:
        return statement
    picked = [hint for hint in statement.accounts if str(hint) == which]
    picked = picked or [hint for hint in statement.accounts if _is_this(hint, *_known_as(books, account_id)) is True]
    if len(picked) != 1:
        return WhichAccount(tuple(str(hint) for hint in statement.accounts))
    kept = tuple(line for line in statement.lines if line.account == picked[0])
    return replace(statement, lines=kept, account_hint=picked[0], accounts=tuple(picked), closing_balance=None)


def _known_as(books: Books, account_id: int) -> tuple[str, str]:
    sort_code, digits = books.quick("SELECT sort_code, last_digits FROM account WHERE id = ?", (account_id,))[0]
    return str(sort_code), str(digits)


def _is_this(hint: AccountHint, sort_code: str, digits: str) -> bool | None:
    """Whether a file's account is this one; None where there is too little to tell."""
    theirs = hint.number or hint.last_digits or ""
    if digits and theirs:
        shorter = min(len(digits), len(theirs))
        return theirs[-shorter:] == digits[-shorter:]
    if sort_code and hint.sort_code:
        plain = hint.sort_code.replace("-", "").replace(" ", "")
        return None if plain == sort_code else False
    return None


def _preview(
    books: Books, account_id: int, statement: Statement, data: bytes, file_name: str, *, pasted: bool
) -> Preview:
    opening = date.fromisoformat(books.quick("SELECT opening_on FROM account WHERE id = ?", (account_id,))[0][0])
    early = tuple(line for line in statement.lines if line.date < opening)
    matched = compare(books, account_id, [line for line in statement.lines if line.date >= opening])
    hint = statement.account_hint
    other = hint is not None and _is_this(hint, *_known_as(books, account_id)) is False
    return Preview(
        account_id, file_name, data, pasted, statement.layout, matched.new, matched.already_there, matched.not_sure,
        early, 0, _unread(statement.refused), _unread(statement.left_out), statement.balance_breaks,
        statement.date_doubt, str(hint) if other else "", statement.oldest_first is not False,
        statement.closing_balance, max((line.date for line in statement.lines), default=None),
        seen=standing_of(books, account_id),
    )  # fmt: skip


def standing_of(books: Books, account_id: int) -> tuple[int, int]:
    """How many lines an account has, and which operation was the last: alike where nothing moved."""
    sql = "SELECT (SELECT COUNT(*) FROM bank_line WHERE account_id = ?), (SELECT COALESCE(MAX(id), 0) FROM operation)"
    lines, last = books.quick(sql, (account_id,))[0]
    return int(lines), int(last)


def compare(books: Books, account_id: int, lines: Sequence[StatementLine]) -> Matched:
    """What of these the account has already. A typed line of the same amount a few days off makes one not sure."""
    if not lines:
        return Matched((), (), ())
    first, last = min(line.date for line in lines), max(line.date for line in lines)
    sql = "SELECT day, amount, description, entered FROM bank_line WHERE account_id = ? AND day BETWEEN ? AND ?"
    rows = books.quick(sql, (account_id, (first - TYPED_NEAR).isoformat(), (last + TYPED_NEAR).isoformat()))
    known = [(date.fromisoformat(day), Money(amount), text, entered) for day, amount, text, entered in rows]
    matched = new_and_known(lines, [(day, amount, text) for day, amount, text, _ in known])
    typed = [(day, amount, text) for day, amount, text, entered in known if entered == "typed"]
    return _beside_typed(matched, typed) if typed else matched


def _beside_typed(matched: Matched, typed: Sequence[tuple[date, Money, str]]) -> Matched:
    """Typed lines that nothing in the file stands for yet may be the same payment on the day the bank booked it."""
    met = Counter((line.date, line.amount) for line in matched.already_there)
    met.update((each.line.date, each.line.amount) for each in matched.not_sure)
    spare = []
    for day, amount, text in typed:
        if met[day, amount]:
            met[day, amount] -= 1
        else:
            spare.append((day, amount, text))
    new, doubtful = [], []
    for line in matched.new:
        near = [each for each in spare if each[1] == line.amount and abs(each[0] - line.date) <= TYPED_NEAR]
        if near:
            twin = min(near, key=lambda each: abs(each[0] - line.date))
            spare.remove(twin)
            doubtful.append(NotSure(line, (twin[2],)))
        else:
            new.append(line)
    not_sure = sorted((*matched.not_sure, *doubtful), key=lambda each: each.line.line_number)
    return Matched(tuple(new), matched.already_there, tuple(not_sure))


def _unread(lines: Sequence[Any]) -> tuple[UnreadLine, ...]:
    return tuple(UnreadLine(each.line_number, each.text, reason_words(each.reason_code)) for each in lines)


def reason_words(code: str, values: Mapping[str, str] | None = None) -> str:
    """The sentence for a reader's reason: why a line stays out, or why a question is asked."""
    return problem_words(Problem("", code, values or {}))


__all__ = [
    "BalanceBreak", "ColumnMapping", "DateDoubt", "DateExample", "DateOrder", "NeedsMapping", "NotSure", "Preview",
    "Previewed", "StatementLine", "UnreadLine", "WhichAccount", "choose_columns", "compare", "preview_import",
    "preview_pasted", "reason_words", "remember_columns", "remembered_columns",
]  # fmt: skip
