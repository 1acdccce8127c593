"""The parts papers are made of: title, facts, sections, money lists, tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from carerdesk.domain.evidence.results import State
from carerdesk.domain.money import Money
from carerdesk.reports.lettering import printable, width, wrap
from carerdesk.reports.pdf import LEFT, RIGHT, SMALL, TOP, Paper, Words
from carerdesk.reports.pdf_marks import mark

_MAIN = 9.5


def figure(amount: Money) -> str:
    """Money for a list whose head says pounds: "1,234.50", "− 7.00" with a true minus."""
    sign = "− " if amount.pence < 0 else ""
    return sign + abs(amount).plain


def quantity(amount: Decimal | None) -> str:
    """Hours or weeks without needless noughts: "7.5", "22"; nothing is a dash."""
    if not amount:
        return "–"
    text = f"{amount.quantize(Decimal('0.01')):,f}".rstrip("0").rstrip(".")
    return text.replace("-", "− ")


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a money list: words, figure, a small second line; `strong` under a hairline makes it a total."""

    label: str
    figure: str
    note: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its head, its width in points, and the side its text keeps to."""

    head: str
    wide: float
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, small words below them, and the exhibits they name (each one a link).

    `late` words are asked for when all pages are placed; a `state` is drawn before the words; small words may run
    `spill` points into the columns to the right.
    """

    words: str = ""
    small: str = ""
    bold: bool = False
    tone: str = "ink"
    links: tuple[str, ...] = ()
    state: State | None = None
    late: Callable[[], str] | None = None
    spill: float = 0


@dataclass(frozen=True, slots=True)
class _Line:
    words: Words
    size: float
    bold: bool
    tone: str
    links: tuple[str, ...] = ()

    @property
    def leading(self) -> float:
        return 11.5 if self.size < _MAIN else 13


def title_block(
    paper: Paper, title: str, beside: str, under: str, under_right: str = "", *, quiet: bool = False
) -> None:
    """Title and date on one line, whose it is below, and the green rule."""
    paper.bookmark(title)
    room = RIGHT - LEFT - width(printable(beside), 12, bold=True) - 16
    _heading(paper, title, room)
    paper.text(RIGHT, beside, size=12, bold=True, align="right", tone="ink2" if quiet else "ink")
    paper.y -= 16
    _two_sides(paper, under, under_right)
    paper.y += 1
    paper.rule(weight=1.4, tone="primary")
    paper.y -= 19


def _heading(paper: Paper, title: str, room: float) -> None:
    size = 23 if width(printable(title), 23, bold=True) <= room else 16
    lines = wrap(title, room, size, bold=True)
    for line in lines[:-1]:
        paper.text(LEFT, line, size=size, bold=True)
        paper.y -= size + 2
    paper.text(LEFT, lines[-1], size=size, bold=True)


def _two_sides(paper: Paper, left: str, right: str) -> None:
    wide = width(printable(right), 10)
    whole = RIGHT - LEFT
    if width(printable(left), 10) + wide + 16 > whole:
        paper.prose(left, size=10, tone="ink2")
        paper.prose(right, size=10, tone="ink2")
        return
    paper.text(LEFT, left, tone="ink2")
    paper.text(RIGHT, right, align="right", tone="ink2")
    paper.y -= 13


def facts(paper: Paper, pairs: Sequence[tuple[str, str]], *, size: float = 10.5) -> None:
    """Small heads over semibold answers, side by side with even gaps, on as many rows as they need."""
    rows: list[list[tuple[str, str, float]]] = [[]]
    whole = RIGHT - LEFT
    for head, answer in pairs:
        line = wrap(answer, whole, size, bold=True)[0] if answer else "–"
        wide = max(width(printable(head), SMALL), width(line, size, bold=True))
        if rows[-1] and sum(cell[2] + 20 for cell in rows[-1]) + wide > whole:
            rows.append([])
        rows[-1].append((head, line, wide))
    for row in rows:
        _facts_row(paper, row, size)


def _facts_row(paper: Paper, row: list[tuple[str, str, float]], size: float) -> None:
    spare = RIGHT - LEFT - sum(cell[2] for cell in row)
    gap = min(spare / max(len(row) - 1, 1), 72)
    x = LEFT
    for head, answer, wide in row:
        paper.text(x, head, size=SMALL, tone="ink2")
        paper.text(x, answer, size=size, bold=True, y=paper.y - 13)
        x += wide + gap
    paper.y -= 32


def section(
    paper: Paper, title: str, x0: float = LEFT, x1: float = RIGHT, *, right: str = "", keep: float = 46, level: int = 1
) -> None:
    """A heading over a rule, kept together with what follows; `right` stands at the end of the line."""
    paper.need(keep)
    paper.bookmark(title, level)
    beside = width(printable(right), 10, bold=True) + 10 if right else 0
    lines = wrap(title, x1 - x0 - beside, 12, bold=True)
    for line in lines[:-1]:
        paper.text(x0, line, size=12, bold=True)
        paper.y -= 15
    paper.text(x0, lines[-1], size=12, bold=True)
    if right:
        paper.text(x1, right, bold=True, align="right")
    paper.y -= 8
    paper.rule(x0, x1, weight=0.9, tone="ink2")
    paper.y -= 15


def money_list(paper: Paper, items: Sequence[Item], x0: float = LEFT, x1: float = RIGHT, *, size: float = 9.5) -> None:
    """Words left, figures right; totals semibold under a hairline."""
    for item in items:
        _money_line(paper, item, x0, x1, size)


def _money_line(paper: Paper, item: Item, x0: float, x1: float, size: float) -> None:
    room = x1 - x0 - width(printable(item.figure), size, bold=item.strong) - 10
    lines = wrap(item.label, room, size, bold=item.strong)
    notes = wrap(item.note, x1 - x0 - 10, SMALL) if item.note else ()
    paper.need(13 * (len(lines) - 1) + 11.5 * len(notes))
    if item.strong:
        paper.y -= 1.5
        paper.rule(x0, x1, weight=0.5, up=size + 1.5)
    paper.text(x1, item.figure, size=size, bold=item.strong, align="right")
    for at, line in enumerate(lines):
        paper.y -= 13 if at else 0
        paper.text(x0, line, size=size, bold=item.strong)
    for note in notes:
        paper.y -= 11.5
        paper.text(x0, note, size=SMALL, tone="ink2")
    paper.y -= size + (8.5 if item.strong else 5.5)


def table(
    paper: Paper, columns: Sequence[Column], rows: Sequence[Sequence[Cell | str]], *,
    totals: Sequence[Sequence[Cell | str]] = (), x0: float = LEFT, ruled: bool = False, last: int = 0, after: float = 0,
) -> None:  # fmt: skip
    """A table of rules only: wrapped cells, rows kept whole where a page can hold them, heads repeated on each page.

    The `last` rows stand on one page with so many points `after` the table.
    """
    heads = [wrap(column.head, column.wide - 4, SMALL) for column in columns]
    x1 = x0 + sum(column.wide for column in columns)

    def draw_heads() -> None:
        _heads(paper, columns, heads, x0)

    paper.need(60)
    draw_heads()
    outer, paper.repeat = paper.repeat, draw_heads
    try:
        for at, row in enumerate(rows):
            if last and at == max(len(rows) - last, 1):
                paper.need(paper.measure(lambda: _plain(paper, columns, (*rows[-last:], *totals), x0)) + after)
            _row(paper, columns, row, x0)
            if ruled:
                paper.rule(x0, x1, weight=0.4, up=10.5)
                paper.y -= 3
        for at, row in enumerate(totals):
            paper.need(16)
            if at == 0 and not ruled:
                paper.rule(x0, x1, weight=0.6, up=10)
                paper.y -= 2
            _row(paper, columns, [_strong(cell) for cell in row], x0)
    finally:
        paper.repeat = outer


def _plain(paper: Paper, columns: Sequence[Column], rows: Sequence[Sequence[Cell | str]], x0: float) -> None:
    for row in rows:
        _row(paper, columns, row, x0)


def _strong(cell: Cell | str) -> Cell:
    return Cell(cell, bold=True) if isinstance(cell, str) else cell


def _heads(paper: Paper, columns: Sequence[Column], heads: Sequence[Sequence[str]], x0: float) -> None:
    deepest = max(len(lines) for lines in heads)
    x = x0
    for column, lines in zip(columns, heads, strict=True):
        for at, line in enumerate(lines):
            y = paper.y - 11 * (deepest - len(lines) + at)
            _aligned(paper, x, column, _Line(line, SMALL, bold=False, tone="ink2"), y)
        x += column.wide
    paper.y -= 11 * (deepest - 1) + 16


def _lines(cell: Cell | str, column: Column) -> list[_Line]:
    if isinstance(cell, str):
        cell = Cell(cell)
    room = column.wide - 4
    if cell.late:
        lines = [_Line(cell.late, _MAIN, cell.bold, cell.tone)]
    elif cell.links:
        lines = _link_lines(cell, room)
    else:
        whole = column.align == "right" and " " not in cell.words.replace("− ", "")
        words = (cell.words,) if whole else wrap(cell.words, room, _MAIN, bold=cell.bold)
        lines = [_Line(line, _MAIN, cell.bold, cell.tone) for line in words]
    if cell.small:
        lines += [_Line(line, SMALL, bold=False, tone="ink2") for line in wrap(cell.small, room + cell.spill, SMALL)]
    return lines


def _link_lines(cell: Cell, room: float) -> list[_Line]:
    groups: list[list[str]] = [[]]
    for name in cell.links:
        if groups[-1] and width(", ".join((*groups[-1], name)) + ",", _MAIN) > room:
            groups.append([])
        groups[-1].append(name)
    ends = ["," if at + 1 < len(groups) else "" for at in range(len(groups))]
    return [
        _Line(", ".join(group) + end, _MAIN, cell.bold, cell.tone, tuple(group))
        for group, end in zip(groups, ends, strict=True)
    ]


def _row(paper: Paper, columns: Sequence[Column], row: Sequence[Cell | str], x0: float) -> None:
    cells = [_lines(cell, column) for cell, column in zip(row, columns, strict=True)]
    deepest = max((len(lines) for lines in cells), default=0)
    leads = [max(lines[at].leading for lines in cells if at < len(lines)) for at in range(deepest)]
    if sum(leads) < TOP - 140:
        paper.need(sum(leads[1:]))
    _states(paper, columns, row, x0)
    for at in range(deepest):
        if at:
            paper.y -= leads[at]
            paper.need(0)
        x = x0
        for column, lines in zip(columns, cells, strict=True):
            if at < len(lines):
                _aligned(paper, x, column, lines[at], paper.y)
            x += column.wide
    paper.y -= 15


def _states(paper: Paper, columns: Sequence[Column], row: Sequence[Cell | str], x0: float) -> None:
    x = x0
    for column, cell in zip(columns, row, strict=True):
        if isinstance(cell, Cell) and cell.state:
            mark(paper, x, cell.state)
        x += column.wide


def _aligned(paper: Paper, x: float, column: Column, line: _Line, y: float) -> None:
    edge = x + column.wide if column.align == "right" else x
    if not line.links or not isinstance(line.words, str):
        paper.text(edge, line.words, size=line.size, bold=line.bold, tone=line.tone, align=column.align, y=y)
        return
    at = edge - width(line.words, line.size, line.bold) if column.align == "right" else edge
    for index, name in enumerate(line.links):
        words = name + (", " if index + 1 < len(line.links) else line.words[len(", ".join(line.links)) :])
        paper.text(at, words, size=line.size, bold=line.bold, tone="primary", y=y, link=name)
        at += width(words, line.size, line.bold)
