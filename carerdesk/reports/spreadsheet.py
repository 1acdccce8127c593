"""Tables as XLSX: pounds as numbers, days as dates, sums as formulas with their values, text never as a formula.

Everything is made in memory: XlsxWriter's way of saving memory would leave people's pay in temporary files.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any, BinaryIO, TypeAlias

from carerdesk.domain.money import Money

_LONGEST = 32_000
_NAME = 31


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    MONEY = "money"
    DAY = "day"
    NUMBER = "number"


_SHOWN = {Kind.MONEY: "#,##0.00", Kind.DAY: "d mmm yyyy", Kind.NUMBER: "General", Kind.TEXT: "@"}
"""How Excel is to show what a column holds."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula ("=B2+B3") and the value it gives."""

    text: str
    value: Money | Decimal


Value: TypeAlias = str | Money | Decimal | int | date | Formula | None


@dataclass(frozen=True, slots=True)
class Head:
    """A column: its head, its width in characters, what it holds, and whether it is added up below."""

    title: str
    wide: float = 14
    kind: Kind = Kind.TEXT
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: a name, columns, rows (one value for each column), and which rows stand out."""

    name: str
    heads: tuple[Head, ...]
    rows: Sequence[Sequence[Value]]
    strong: frozenset[int] = frozenset()


def write(sheets: Iterable[Sheet], title: str, made: date, stream: BinaryIO) -> None:
    """Write sheets to a binary stream; the same sheets, title and day give the same bytes."""
    import xlsxwriter

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": title, "author": "CarerDesk", "created": datetime.combine(made, time())})
    writer = _Writer(book)
    for sheet in sheets:
        writer.add(sheet)
    book.close()


def clean(text: str) -> str:
    """Text without signs a spreadsheet cannot hold, cut where it is longer than a cell."""
    kept = "".join(sign for sign in text if sign == "\n" or unicodedata.category(sign) not in {"Cc", "Cs"})
    return kept[:_LONGEST]


class _Writer:
    def __init__(self, book: Any) -> None:  # noqa: ANN401 - XlsxWriter says nothing of its types
        self._book = book
        self._names: set[str] = set()
        self._formats: dict[tuple[Kind, bool], Any] = {}
        self._head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})

    def add(self, sheet: Sheet) -> None:
        page = self._book.add_worksheet(self._named(sheet.name))
        page.freeze_panes(1, 0)
        page.repeat_rows(0)
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        for at, head in enumerate(sheet.heads):
            page.set_column(at, at, head.wide)
            page.write_string(0, at, clean(head.title), self._head)
        for row, values in enumerate(sheet.rows, 1):
            for at, (head, value) in enumerate(zip(sheet.heads, values, strict=True)):
                self._cell(page, (row, at), value, self._format(head.kind, row - 1 in sheet.strong))
        if any(head.summed for head in sheet.heads):
            self._sums(page, sheet)

    def _named(self, name: str) -> str:
        """A sheet's name as Excel allows it: short, without its seven forbidden signs, and used once."""
        plain = clean(name).translate(dict.fromkeys(map(ord, "[]:*?/\\'"), " ")).strip()[:_NAME] or "Sheet"
        made, count = plain, 1
        while made.lower() in self._names:
            count += 1
            made = f"{plain[: _NAME - 4]} {count}"
        self._names.add(made.lower())
        return made

    def _format(self, kind: Kind, strong: bool) -> Any:  # noqa: ANN401 - as above
        key = kind, strong
        if key not in self._formats:
            looks: dict[str, Any] = {"bold": strong, "valign": "top", "num_format": _SHOWN[kind]}
            looks |= {"top": 1} if strong else {}
            looks |= {"text_wrap": True} if kind is Kind.TEXT else {}
            self._formats[key] = self._book.add_format(looks)
        return self._formats[key]

    def _cell(self, page: Any, at: tuple[int, int], value: Value, looks: Any) -> None:  # noqa: ANN401 - as above
        if value is None or value == "":
            page.write_blank(*at, None, looks)
        elif isinstance(value, str):
            page.write_string(*at, clean(value), looks)
        elif isinstance(value, Formula):
            page.write_formula(*at, value.text, looks, _figure(value.value))
        elif isinstance(value, date):
            page.write_datetime(*at, value, looks)
        else:
            page.write_number(*at, _figure(value), looks)

    def _sums(self, page: Any, sheet: Sheet) -> None:  # noqa: ANN401 - as above
        row = len(sheet.rows) + 1
        page.write_string(row, 0, "All", self._format(Kind.TEXT, strong=True))
        for at, head in enumerate(sheet.heads):
            if head.summed and sheet.rows:
                made = sum((_figure(_plain(values[at])) for values in sheet.rows), Decimal(0))
                letter = _letter(at)
                formula = Formula(f"=SUM({letter}2:{letter}{row})", Decimal(made))
                self._cell(page, (row, at), formula, self._format(head.kind, strong=True))


def _letter(at: int) -> str:
    """A, B, … Z, AA: the name of a column counted from nought."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(65 + rest) + name
    return name


def _plain(value: Value) -> Money | Decimal | int:
    if isinstance(value, Formula):
        return value.value
    if isinstance(value, (Money, Decimal, int)):
        return value
    return 0


def _figure(value: Money | Decimal | int) -> Decimal:
    return value.pounds if isinstance(value, Money) else Decimal(value)
