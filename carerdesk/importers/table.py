"""A table of cells to a statement, by a known heading, a known shape, or the columns a person chose."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.importers.cells import CellFault, account_hint, read_amount, tidy
from carerdesk.importers.checks import make_statement
from carerdesk.importers.days import DateReader, choose_reader, day_first_doubt, looks_like_date
from carerdesk.importers.grid import Grid, Row
from carerdesk.importers.guess import first_payment, guess_mapping
from carerdesk.importers.headings import find_layout, foreign_currency, normal_heading, signature
from carerdesk.importers.headless import plan_without_heading
from carerdesk.importers.layouts import Layout
from carerdesk.importers.plan import Plan, RowReader, plan_for_layout, plan_for_mapping
from carerdesk.importers.values import (
    AccountHint,
    CannotRead,
    ColumnMapping,
    DateDoubt,
    LeftOut,
    NeedsMapping,
    Reading,
    Refused,
    Statement,
    StatementLine,
)

_HEADING_WITHIN = 20
_PREVIEW_ROWS = 8
_SAMPLE_FOR_NOTHING = 2000
_FAMILY_SORT_CODES = {"30": "Lloyds", "11": "Halifax", "80": "Bank of Scotland", "87": "TSB"}


@dataclass(frozen=True, slots=True)
class _Found:
    """Where the payments start, how to read them, and what stands above them."""

    plan: Plan
    rows: Sequence[Row]
    heading: Row | None = None
    preamble: Sequence[Row] = ()
    layout: Layout | None = None


def find_heading(rows: Sequence[Row]) -> tuple[int, Layout] | None:
    """The place in the list and the layout of a known heading among the first lines."""
    for at, (_, cells) in enumerate(rows[:_HEADING_WITHIN]):
        layout = find_layout(cells)
        if layout:
            return at, layout
    return None


def read_grid(grid: Grid, mapping: ColumnMapping | None = None, *, today: date | None = None) -> Reading:
    """Read a table: straight where its layout is known, else with a question or by the mapping."""
    if mapping is not None:
        return _read_mapped(grid, mapping, today)
    if abroad := next((code for _, cells in grid.rows[:_HEADING_WITHIN] if (code := foreign_currency(cells))), None):
        return CannotRead(Problem("", "file_not_in_pounds", {"currency": abroad}))
    found = _find(grid)
    return _ask(grid, "columns_unknown") if found is None else _read(grid, found, today)


def ask_columns(grid: Grid) -> NeedsMapping | CannotRead:
    """The columns of any table, known or not, for a person to choose from."""
    return _ask(grid, "columns_unknown")


def _find(grid: Grid) -> _Found | None:
    known = find_heading(grid.rows)
    if known:
        at, layout = known
        heading = grid.rows[at]
        plan = plan_for_layout(layout, heading[1])
        return _Found(plan, grid.rows[at + 1 :], heading, grid.rows[:at], layout)
    shaped = plan_without_heading(grid.rows)
    return _Found(shaped, grid.rows) if shaped else None


def _read(grid: Grid, found: _Found, today: date | None) -> Reading:
    texts = _date_texts(found)
    days = choose_reader((text for _, text in texts), found.plan.order) or DateReader("figures")
    doubt = day_first_doubt(texts) if days.shape == "figures" and found.plan.order is None else None
    if doubt and (doubt.code == "dates_not_day_first" or found.layout is None or found.layout.exact):
        return _ask(grid, doubt.code, doubt)
    return _statement(grid, found, days, doubt, today)


def _date_texts(found: _Found) -> list[tuple[int, str]]:
    at = found.plan.date
    return [(n, cells[at].strip()) for n, cells in found.rows if at < len(cells) and looks_like_date(cells[at])]


def _statement(grid: Grid, found: _Found, days: DateReader, doubt: DateDoubt | None, today: date | None) -> Reading:
    body = _Body(grid, found, days)
    body.run()
    abroad = [each for each in body.refused if each.reason_code == "not_pounds"]
    if abroad and not body.lines:
        return CannotRead(Problem("", "file_not_in_pounds", {"currency": "another currency"}))
    made = make_statement(
        found.plan.name,
        body.lines,
        body.left_out,
        body.refused + grid.broken,
        closing_balance=_printed_in_heading(found),
        accounts=_preamble_accounts(found.preamble),
        date_doubt=doubt,
        today=today,
    )
    return replace(made, layout=_family_member(made)) if made.layout == "Lloyds family" else made


def _family_member(statement: Statement) -> str:
    code = statement.account_hint.sort_code if statement.account_hint else None
    return _FAMILY_SORT_CODES.get((code or "")[:2], statement.layout)


def _printed_in_heading(found: _Found) -> Money | None:
    if not found.layout or not found.layout.header_balance or not found.heading:
        return None
    cells = found.heading[1]
    after = normal_heading(cells).index(found.layout.header_balance) + 1
    try:
        amount = read_amount(cells[after]) if after < len(cells) else None
    except CellFault:
        return None
    return Money(amount.pence) if amount else None


def _preamble_accounts(preamble: Sequence[Row]) -> list[AccountHint]:
    for _, cells in preamble:
        if cells and cells[0].casefold().startswith("account") and "balance" not in cells[0].casefold():
            hint = account_hint(*cells[1:]) if len(cells) > 1 else account_hint(cells[0])
            if hint:
                return [hint]
    return []


def _usual_cells(found: _Found) -> int | None:
    """How many cells the rows of a file have, a closing delimiter counted: its usual row's or its heading's."""
    counts = Counter(len(cells) for _, cells in found.rows)
    usual = counts.most_common(1)[0][0] if counts else 0
    return max(usual, len(found.heading[1])) if found.heading else None


class _Body:
    """The rows under the heading, one by one, until the lines that close the file."""

    def __init__(self, grid: Grid, found: _Found, days: DateReader) -> None:
        self.grid = grid
        self.found = found
        self.reader = RowReader(found.plan, days, _usual_cells(found))
        self.heading = normal_heading(found.heading[1]) if found.heading else ()
        self.lines: list[StatementLine] = []
        self.left_out: list[LeftOut] = []
        self.refused: list[Refused] = []

    def run(self) -> None:
        closing = False
        for row in self.found.rows:
            number, cells = row
            first = cells[0][:30].strip().casefold() if cells else ""
            closing = closing or first.startswith("arranged overdraft limit")
            if closing:
                self.left_out.append(LeftOut(number, "overdraft_limit", self.grid.text(row)))
            elif not first and not any(cell.strip() for cell in cells):
                continue
            elif not first and self.found.plan.continues and self.lines:
                self._add_to_line_above(cells)
            elif self.heading and first == self.heading[0] and normal_heading(cells) == self.heading:
                self.left_out.append(LeftOut(number, "heading_again", self.grid.text(row)))
            else:
                self._take(self.reader.read(number, cells, self.grid.text(row)))

    def _take(self, read: StatementLine | LeftOut | Refused) -> None:
        if isinstance(read, StatementLine):
            self.lines.append(read)
        elif isinstance(read, LeftOut):
            self.left_out.append(read)
        else:
            self.refused.append(read)

    def _add_to_line_above(self, cells: list[str]) -> None:
        more = " ".join(text for cell in cells if (text := tidy(cell)))
        above = self.lines[-1]
        self.lines[-1] = replace(above, description=f"{above.description} {more}".strip())


def _read_mapped(grid: Grid, mapping: ColumnMapping, today: date | None) -> Reading:
    at = next((n for n, row in enumerate(grid.rows) if mapping.header and signature(row[1]) == mapping.header), None)
    heading = grid.rows[at] if at is not None else None
    skip = heading[0] if heading else mapping.skip_rows
    rows = [row for row in grid.rows if row[0] > skip]
    found = _Found(plan_for_mapping(mapping, heading[1] if heading else ()), rows, heading)
    texts = [text for _, text in _date_texts(found)]
    days = choose_reader(texts, mapping.date_order) or DateReader("figures")
    made = _statement(grid, found, days, None, today)
    fits = not isinstance(made, Statement) or made.lines or not made.refused
    return made if fits else _ask(grid, "columns_do_not_fit")


def _ask(grid: Grid, why: str, doubt: DateDoubt | None = None) -> NeedsMapping | CannotRead:
    first = first_payment(grid.rows[:_SAMPLE_FOR_NOTHING])
    if first is None:
        return CannotRead(Problem("", "no_payments_found", {}))
    heading = _heading_above(grid.rows, first)
    preview = grid.rows[first : first + _PREVIEW_ROWS]
    width = max(len(cells) for _, cells in preview)
    names = [*(heading[1] if heading else ())][:width]
    names += [""] * (width - len(names))
    return NeedsMapping(
        tuple(name.strip() or f"Column {n}" for n, name in enumerate(names, 1)),
        tuple(tuple(tidy(cell) for cell in cells) for _, cells in preview),
        why,
        signature(heading[1]) if heading else "",
        guess_mapping(grid.rows, first, heading),
        doubt.examples if doubt else (),
    )


def _heading_above(rows: Sequence[Row], first: int) -> Row | None:
    """The nearest row above the first payment with as many words as make a heading."""
    for row in reversed(rows[:first]):
        if sum(bool(cell.strip()) for cell in row[1]) > 2:  # noqa: PLR2004 - a title or one pair is no heading
            return row
    return None
