"""The register: every line of the accounts, a page at a time, with its proof. Quick over ten years and 50,000 lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from carerdesk.catalogue.categories import categories
from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import full_date
from carerdesk.domain.money import Money
from carerdesk.services.books import Books
from carerdesk.services.money.choices import tone
from carerdesk.services.money.finding import in_view, payee
from carerdesk.services.money.proof import TO_MATCH, UNPROVED, UNSORTED, Proof, State, need_values, state_words

PAGE = 200


class Show(StrEnum):
    """Which lines to show."""

    ALL = "all"
    NEED_PAPER = "need_paper"
    NOT_SORTED = "not_sorted"
    NOT_MATCHED = "not_matched"


class Order(StrEnum):
    """Which lines come first."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    MOST_OUT = "most_out"
    MOST_IN = "most_in"


@dataclass(frozen=True, slots=True)
class Query:
    """What the register shows: one account or all of them, one filter, and words or an amount to find."""

    account_id: int | None = None
    show: Show = Show.ALL
    find: str = ""
    first: date | None = None
    last: date | None = None
    order: Order = Order.NEWEST


@dataclass(frozen=True, slots=True)
class FunderChip:
    """A funder's share of a line: "Council 75%", or its name alone where it is the only one."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One row of the register. Money in is plus."""

    id: int
    account_id: int
    day: date
    who: str
    what: str
    funders: tuple[FunderChip, ...]
    amount: Money
    proof: Proof
    papers: int

    @property
    def spoken(self) -> str:
        """The row in one sentence, for a screen reader."""
        way = guidance("money", "spoken_in" if self.amount.pence > 0 else "spoken_out", amount=str(abs(self.amount)))
        chips = ", ".join(chip.words for chip in self.funders)
        return ", ".join(
            part for part in (full_date(self.day), self.who, self.what, chips, way, self.proof.words) if part
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """What the chosen lines come to, the largest of them either way, and how many each filter would show."""

    lines: int
    money_in: Money
    money_out: Money
    first: date | None
    last: date | None
    counts: dict[Show, int]
    most_in: Money
    most_out: Money


def register_page(books: Books, query: Query, *, offset: int = 0, limit: int = PAGE) -> tuple[RegisterLine, ...]:
    """Some lines, the newest first."""
    where, values = _where(books, query)
    with_need, need = need_values()
    sql = (
        f"WITH {with_need} SELECT l.id, l.account_id, l.day, l.description, l.amount, l.note FROM bank_line l"  # noqa: S608 - our own words
        f" WHERE {where} ORDER BY {_ORDERED[query.order]} LIMIT ? OFFSET ?"
    )
    rows = books.quick(sql, [*need, *values, limit, offset])
    return _lines(books, rows)


def register_line(books: Books, line_id: int) -> RegisterLine | None:
    """One line as the register shows it; None where it is gone."""
    sql = "SELECT id, account_id, day, description, amount, note FROM bank_line WHERE id = ?"
    found = _lines(books, books.quick(sql, [line_id]))
    return found[0] if found else None


def register_totals(books: Books, query: Query) -> Totals:
    """Totals of what is shown, and the number of lines under each filter for the same account and words."""
    where, values = _where(books, query)
    with_need, need = need_values()
    sql = (
        f"WITH {with_need} SELECT COUNT(*), COALESCE(SUM(CASE WHEN l.amount > 0 THEN l.amount END), 0),"  # noqa: S608 - our own words
        f" COALESCE(SUM(CASE WHEN l.amount < 0 THEN -l.amount END), 0), MIN(l.day), MAX(l.day),"
        f" MAX(COALESCE(MAX(l.amount), 0), 0), MAX(COALESCE(-MIN(l.amount), 0), 0)"
        f" FROM bank_line l WHERE {where}"
    )
    lines, money_in, money_out, first, last, most_in, most_out = books.quick(sql, [*need, *values])[0]
    return Totals(
        lines, Money(money_in), Money(money_out), _day(first), _day(last), _counts(books, query),
        Money(most_in), Money(most_out),
    )  # fmt: skip


def _counts(books: Books, query: Query) -> dict[Show, int]:
    from dataclasses import replace

    counts = {}
    for show in Show:
        where, values = _where(books, replace(query, show=show))
        with_need, need = need_values()
        sql = f"WITH {with_need} SELECT COUNT(*) FROM bank_line l WHERE {where}"  # noqa: S608 - our own words
        counts[show] = int(books.quick(sql, [*need, *values])[0][0])
    return counts


_ORDERED = {
    Order.NEWEST: "l.day DESC, l.position DESC, l.id DESC",
    Order.OLDEST: "l.day, l.position, l.id",
    Order.NAME: "l.description COLLATE NOCASE, l.day DESC, l.position DESC, l.id DESC",
    Order.MOST_OUT: "l.amount, l.day DESC, l.id DESC",
    Order.MOST_IN: "l.amount DESC, l.day DESC, l.id DESC",
}


def position_of(books: Books, query: Query, line_id: int) -> int | None:
    """How many lines stand above this one, newest first; None where it is not among those shown."""
    where, values = _where(books, query)
    with_need, need = need_values()
    here = books.quick(
        f"WITH {with_need} SELECT l.day, l.position, l.id FROM bank_line l WHERE l.id = ? AND {where}",  # noqa: S608 - our own words
        [*need, line_id, *values],
    )
    if not here:
        return None
    sql = (
        f"WITH {with_need} SELECT COUNT(*) FROM bank_line l WHERE {where}"  # noqa: S608 - our own words
        " AND (l.day, l.position, l.id) > (?, ?, ?)"
    )
    return int(books.quick(sql, [*need, *values, *here[0]])[0][0])


_SHOWN = {
    show: f"l.id IN (SELECT s.bank_line_id FROM split s WHERE {which})"  # noqa: S608 - our own words
    for show, which in (
        (Show.NEED_PAPER, f"{UNPROVED} AND NOT {TO_MATCH}"),
        (Show.NOT_SORTED, UNSORTED),
        (Show.NOT_MATCHED, f"{UNPROVED} AND {TO_MATCH}"),
    )
}


def _where(books: Books, query: Query) -> tuple[str, list[object]]:
    parts, values = ["l.person_id = ?"], [in_view(books).person_id]
    clauses: list[tuple[str, list[object]]] = []
    if query.account_id is not None:
        clauses.append(("l.account_id = ?", [query.account_id]))
    if query.first is not None:
        clauses.append(("l.day >= ?", [query.first.isoformat()]))
    if query.last is not None:
        clauses.append(("l.day <= ?", [query.last.isoformat()]))
    if query.show in _SHOWN:
        clauses.append((_SHOWN[query.show], []))
    if query.find.strip():
        clauses.append(_finding(query.find.strip()))
    every: list[object] = [*values]
    for words, more in clauses:
        parts.append(words)
        every += more
    return " AND ".join(parts), every


def _finding(words: str) -> tuple[str, list[object]]:
    like = f"%{words.replace('!', '!!').replace('%', '!%').replace('_', '!_')}%"
    clauses = [f"l.{column} LIKE ? ESCAPE '!'" for column in ("description", "other_text", "note")]
    values: list[object] = [like] * 3
    amount = Money.typed(words)
    if amount is not None:
        clauses.append("ABS(l.amount) = ?")
        values.append(abs(amount).pence)
    codes = [each.code for each in categories().values() if words.casefold() in each.name.casefold()]
    if codes:
        marks = ", ".join("?" for _ in codes)
        clauses.append(f"l.id IN (SELECT bank_line_id FROM split WHERE category IN ({marks}))")  # noqa: S608 - marks only
        values += codes
    return f"({' OR '.join(clauses)})", values


def _lines(books: Books, rows: Sequence[tuple[int, int, str, str, int, str]]) -> tuple[RegisterLine, ...]:
    ids = [row[0] for row in rows]
    splits, papers, matches = _splits(books, ids), _papers(books, ids), _matches(books, ids)
    return tuple(
        _line(row, splits.get(row[0], []), papers.get(row[0], ()), matches.get(row[0], "")) for row in rows
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _SplitRow:
    category: str
    amount: int
    funder: str
    kind: str
    unsorted: bool
    unproved: bool


def _splits(books: Books, ids: Sequence[int]) -> dict[int, list[_SplitRow]]:
    with_need, need = need_values()
    sql = (
        f"WITH {with_need} SELECT s.bank_line_id, s.category, s.amount, COALESCE(f.short_name, ''),"  # noqa: S608 - marks only
        f" COALESCE(f.kind, ''), {UNSORTED}, {UNPROVED} FROM split s LEFT JOIN funder f ON f.id = s.funder_id"
        f" WHERE s.bank_line_id IN ({_marks(ids)}) ORDER BY s.bank_line_id, f.position, s.id"
    )
    found: dict[int, list[_SplitRow]] = {}
    for line_id, category, amount, funder, kind, unsorted, unproved in books.quick(sql, [*need, *ids]) if ids else ():
        row = _SplitRow(category, amount, funder, kind, bool(unsorted), bool(unproved))
        found.setdefault(line_id, []).append(row)
    return found


def _papers(books: Books, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
    sql = (
        "SELECT record_id, kind FROM attachment WHERE record = 'bank_line'"  # noqa: S608 - marks only
        f" AND record_id IN ({_marks(ids)}) ORDER BY id"
    )
    found: dict[int, tuple[str, ...]] = {}
    for line_id, kind in books.quick(sql, ids) if ids else ():
        found[line_id] = (*found.get(line_id, ()), kind)
    return found


def _matches(books: Books, ids: Sequence[int]) -> dict[int, str]:
    marks = _marks(ids)
    sql = (
        "SELECT bank_line_id, CASE WHEN MAX(payslip_id) IS NOT NULL THEN 'payslip'"  # noqa: S608 - marks only
        " WHEN MAX(hmrc_period_id) IS NOT NULL THEN 'hmrc'"
        " WHEN MAX(pay_over_id) IS NOT NULL THEN 'pay_over' ELSE 'bill' END"
        f" FROM allocation WHERE bank_line_id IN ({marks}) GROUP BY bank_line_id"
        f" UNION ALL SELECT out_line_id, 'transfer' FROM transfer_pair WHERE out_line_id IN ({marks})"
        f" UNION ALL SELECT in_line_id, 'transfer' FROM transfer_pair WHERE in_line_id IN ({marks})"
    )
    return dict(books.quick(sql, [*ids, *ids, *ids])) if ids else {}


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" for _ in ids)


def _line(
    row: tuple[int, int, str, str, int, str], splits: Sequence[_SplitRow], papers: tuple[str, ...], matched: str
) -> RegisterLine:
    line_id, account_id, day, text, amount, note = row
    state, category = _state(splits)
    return RegisterLine(
        line_id, account_id, date.fromisoformat(day), payee(text), _what(splits, note), _chips(splits, amount),
        Money(amount), Proof(state, state_words(state, category, papers, matched)), len(papers),
    )  # fmt: skip


def _state(splits: Sequence[_SplitRow]) -> tuple[State, str]:
    for row in splits:
        if row.unsorted:
            return State.NOT_SORTED, row.category
    for row in splits:
        if row.unproved:
            matching = row.category in {"wages", "hmrc", "transfer"}
            return (State.NOT_MATCHED if matching else State.NEEDS_PAPER), row.category
    asked = any(categories()[row.category].proof or row.category == "transfer" for row in splits)
    return (State.PROVED if asked else State.NOT_NEEDED), splits[0].category if splits else ""


def _what(splits: Sequence[_SplitRow], note: str) -> str:
    names = list(dict.fromkeys(categories()[row.category].name for row in splits if row.category))
    return ", ".join(names) or note or guidance("money", "what_not_sorted")


def _chips(splits: Sequence[_SplitRow], amount: int) -> tuple[FunderChip, ...]:
    summed: dict[tuple[str, str], int] = {}
    for row in splits:
        if row.funder:
            summed[row.funder, row.kind] = summed.get((row.funder, row.kind), 0) + row.amount
    if len(summed) == 1 and sum(summed.values()) == amount:
        return tuple(FunderChip(name, tone(kind)) for name, kind in summed)
    return tuple(FunderChip(f"{name} {_percent(part, amount)}%", tone(kind)) for (name, kind), part in summed.items())


def _percent(part: int, whole: int) -> str:
    percent = Decimal(part) * 100 / Decimal(whole) if whole else Decimal(0)
    return f"{percent.quantize(Decimal(1)):f}"


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
