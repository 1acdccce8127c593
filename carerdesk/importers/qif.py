"""QIF: records of one-letter lines, closed by ^. Dates are day first; the format itself does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.importers.cells import CellFault, read_amount, tidy
from carerdesk.importers.checks import make_statement
from carerdesk.importers.days import DateReader, choose_reader, day_first_doubt
from carerdesk.importers.values import (
    CannotRead,
    ColumnMapping,
    DateExample,
    DateOrder,
    NeedsMapping,
    Reading,
    Refused,
    StatementLine,
)

_RECORD_LINE = re.compile(r"[DTPMNLCUASE$%!^]")
_OTHER = (("Memo", "M"), ("Number", "N"), ("Category", "L"))
_MONEY_TYPES = {"bank", "cash", "ccard", "oth a", "oth l"}
_FIRST_LINES = 12


@dataclass(slots=True)
class _Record:
    """One record: its first line and its fields by letter."""

    line_number: int
    fields: dict[str, str] = field(default_factory=dict)
    text: list[str] = field(default_factory=list)


def looks_like_qif(text: str) -> bool:
    """Whether a text is QIF, with or without its !Type line."""
    lines = [line.strip() for line in text[:4000].split("\n") if line.strip()]
    if lines and lines[0].startswith("!"):
        return lines[0].casefold().startswith(("!type", "!account", "!option", "!clear"))
    head = lines[:_FIRST_LINES]
    letters = {line[0] for line in head}
    return {"D", "T"} <= letters and "^" in letters and all(_RECORD_LINE.match(line) for line in head)


def read_qif(text: str, mapping: ColumnMapping | None = None, *, today: date | None = None) -> Reading:
    """The bank records of a QIF file. A mapping only says which way round the dates are."""
    records, kinds = _records(text)
    if not records and kinds and not kinds & _MONEY_TYPES:
        return CannotRead(Problem("", "qif_without_payments", {}))
    dates = [(record.line_number, _date_text(record)) for record in records]
    doubt = None if mapping else day_first_doubt([pair for pair in dates if pair[1]])
    if doubt:
        return _ask_order(records, doubt.code, doubt.examples)
    order = mapping.date_order if mapping else DateOrder.DAY_FIRST
    days = choose_reader((text for _, text in dates), order) or DateReader("figures")
    lines: list[StatementLine] = []
    refused: list[Refused] = []
    for record in records:
        try:
            lines.append(_line(record, days))
        except CellFault as fault:
            refused.append(Refused(record.line_number, fault.code, " ".join(record.text)))
    return make_statement("QIF", lines, (), refused, today=today)


def _records(text: str) -> tuple[list[_Record], set[str]]:
    records: list[_Record] = []
    kinds: set[str] = set()
    record, wanted = _Record(0), True
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.strip()
        if line.startswith("!"):
            kind = line.partition(":")[2].strip().casefold()
            kinds.add(kind)
            wanted = kind in _MONEY_TYPES
            continue
        starts_again = line[:1] == "D" and "D" in record.fields
        if line.startswith("^") or starts_again:
            _keep(records, record, wanted=wanted)
            record = _Record(0)
        if line and not line.startswith("^"):
            _add(record, line, number)
    _keep(records, record, wanted=wanted)
    return records, kinds


def _keep(records: list[_Record], record: _Record, *, wanted: bool) -> None:
    if record.fields and wanted:
        records.append(record)


def _add(record: _Record, line: str, number: int) -> None:
    record.line_number = record.line_number or number
    record.text.append(line)
    record.fields.setdefault(line[0], line[1:].strip())


def _date_text(record: _Record) -> str:
    return record.fields.get("D", "").replace("' ", "'").strip()


def _line(record: _Record, days: DateReader) -> StatementLine:
    fields = record.fields
    day = days.read(_date_text(record))
    if day is None:
        raise CellFault("date_not_read")
    amount = read_amount(fields.get("T") or fields.get("U", ""))
    if amount is None:
        raise CellFault("amount_missing")
    payee, memo = _without_amount(tidy(fields.get("P", "")), amount.pence), tidy(fields.get("M", ""))
    kept = ((title, tidy(fields[letter])) for title, letter in _OTHER if fields.get(letter))
    other = tuple(pair for pair in kept if payee or pair[0] != "Memo")
    return StatementLine(record.line_number, day, Money(amount.pence), payee or memo, other)


def _without_amount(payee: str, pence: int) -> str:
    """The payee without the amount some banks write again at its end (", 1080.00")."""
    text, comma, last = payee.rpartition(", ")
    if not comma or not text:
        return payee
    try:
        again = read_amount(last)
    except CellFault:
        return payee
    return text.strip() if again and abs(again.pence) == abs(pence) and "." in last else payee


def _ask_order(records: list[_Record], why: str, examples: tuple[DateExample, ...]) -> NeedsMapping:
    rows = [tuple(record.fields.get(letter, "") for letter in "DPT") for record in records[:8]]
    guess = ColumnMapping(date=0, description=(1,), amount=2)
    return NeedsMapping(("Date", "Description", "Amount"), tuple(rows), why, "qif", guess, examples)
