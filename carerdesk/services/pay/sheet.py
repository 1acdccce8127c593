"""The pay sheet: a column for each PA that adds up downwards like a payslip, and the sum behind every figure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from carerdesk.domain.money import Money, total
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.pay.read import TAKEN, Column, FunderPart, PaydayView

ALLOWANCE = Source("GOV.UK, Employment Allowance", "https://www.gov.uk/claim-employment-allowance")
FUNDER = "funder:"
TITLES = {
    "gross": "Gross pay",
    "tax": "Tax",
    "employee_ni": "National Insurance",
    "student_loan": "Student loan",
    "postgraduate_loan": "Postgraduate loan",
    "pension": "Pension",
    "deductions": "Other deductions",
    "expenses": "Paid back (mileage)",
    "net": "Take-home pay",
    "employer_ni_left": "Your NI, after allowance",
    "employer_pension": "Your pension contribution",
    "recovered": "HMRC gives back",
    "cost": "Cost to you",
}
WHERE_THERE = frozenset({
    "student_loan", "postgraduate_loan", "pension", "deductions", "expenses", "employer_pension", "recovered",
})  # fmt: skip
"""Rows that stand only where they apply to somebody on the payday."""
_COMPONENTS = {
    "gross": "Gross pay",
    "expenses": "Paid back (mileage)",
    "employer_ni": "Your National Insurance",
    "allowance": "Covered by the Employment Allowance",
    "employer_pension": "Your pension contribution",
    "recovered": "Family leave pay HMRC gives back",
}
OTHERS = "others"
BESIDE_TAX = ("student_loan", "postgraduate_loan", "pension", "deductions")
_STRONG = frozenset({"net", "cost"})
_NAMES = {3: "All three", 2: "Both"}


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row: `key` is a figure, or "funder:" and its number; one money for each PA, then their sum."""

    key: str
    title: str
    amounts: tuple[Money, ...]
    sum: Money
    strong: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The sheet: its PAs, the rows of pay, the rows of cost, and what to call the last column ("" with one PA).

    `others` is all that is taken off beside tax and National Insurance as one row, for a sheet with little room.
    """

    columns: tuple[Column, ...]
    pay: tuple[SheetRow, ...]
    cost: tuple[SheetRow, ...]
    together: str
    others: SheetRow | None = None


def sheet_of(view: PaydayView) -> Sheet:
    """The sheet of all whose pay is worked out."""
    columns = view.paid
    pay = tuple(_row(columns, key) for key in ("gross", *TAKEN, "expenses", "net") if _stands(columns, key))
    extra = ("employer_ni_left", "employer_pension", "recovered", "cost")
    cost = tuple(_row(columns, key) for key in extra if _stands(columns, key))
    together = "" if len(columns) < 2 else _NAMES.get(len(columns), "All")  # noqa: PLR2004 - one has no sum
    others = _others(columns) if any(_stands(columns, key) for key in BESIDE_TAX) else None
    return Sheet(columns, pay, (*cost, *_funder_rows(columns)), together, others)


def _others(columns: Sequence[Column]) -> SheetRow:
    amounts = tuple(total(column.figures[key] for key in BESIDE_TAX) for column in columns)
    return SheetRow(OTHERS, "Other taken off", amounts, total(amounts))


def _stands(columns: Sequence[Column], key: str) -> bool:
    return key not in WHERE_THERE or any(column.figures[key] or key in column.workings for column in columns)


def _row(columns: Sequence[Column], key: str) -> SheetRow:
    amounts = tuple(column.figures[key] for column in columns)
    return SheetRow(key, TITLES[key], amounts, total(amounts), key in _STRONG)


def _funder_rows(columns: Sequence[Column]) -> tuple[SheetRow, ...]:
    parts = {part.funder_id: part for column in columns for part in column.funders}
    order = sorted(parts, key=lambda funder: _order(columns, funder))
    return tuple(_funder_row(columns, parts[funder]) for funder in order)


def _order(columns: Sequence[Column], funder: int) -> tuple[int, int]:
    """Where a funder stands in the columns, which all keep the funders’ own order."""
    places = [[part.funder_id for part in column.funders] for column in columns]
    return max(row.index(funder) for row in places if funder in row), funder


def _funder_row(columns: Sequence[Column], part: FunderPart) -> SheetRow:
    amounts = tuple(_paid_by(column, part.funder_id) for column in columns)
    return SheetRow(f"{FUNDER}{part.funder_id}", part.short_name, amounts, total(amounts), tone=part.tone)


def _paid_by(column: Column, funder_id: int) -> Money:
    return total(part.amount for part in column.funders if part.funder_id == funder_id)


def working_of(view: PaydayView, worker_id: int | None, key: str) -> Working:
    """How a figure came about; the sum over all PAs where no worker is named.

    Raises LookupError for a worker who is not paid on this payday or a figure there is not.
    """
    if worker_id is None:
        return _together(view, key)
    column = next((column for column in view.columns if column.worker_id == worker_id), None)
    if column is None:
        raise LookupError(f"worker {worker_id} is not paid on {view.payday}")
    worked_out = _funder(column, int(key.removeprefix(FUNDER))) if key.startswith(FUNDER) else _WORKINGS[key](column)
    return replace(worked_out, title=f"{column.first_name}’s {_inside(worked_out.title)}")


def _inside(title: str) -> str:
    """A title within a sentence: names keep their capital."""
    names = ("National", "Employment", "NHS")
    return title if title.startswith(names) else f"{title[:1].lower()}{title[1:]}"


def _together(view: PaydayView, key: str) -> Working:
    sheet = sheet_of(view)
    rows = {row.key: row for row in (*sheet.pay, *sheet.cost, *([sheet.others] if sheet.others else []))}
    row = rows[key]
    lines = [Line(column.name, str(amount)) for column, amount in zip(view.paid, row.amounts, strict=True)]
    title = f"What {row.title} pays" if row.tone else row.title
    return Working(f"{title}, everybody", (*lines, Line("Together", str(row.sum), strong=True)))


def _kept(key: str) -> Callable[[Column], Working]:
    """As it was worked out; a figure that does not apply to this PA says so."""
    nothing = Working(TITLES.get(key, ""), (Line("Nothing on this payday", str(Money(0)), strong=True),))
    return lambda column: column.workings.get(key, nothing)


def _expenses(column: Column) -> Working:
    lines = tuple(Line(title, str(amount)) for title, amount in column.expenses)
    strong = Line("Paid back with the wage, not taxed", str(column.figures["expenses"]), strong=True)
    miles = column.workings.get("mileage")
    if miles is None:
        return Working("Money paid back", (*lines, strong))
    return Working("Money paid back", (*miles.lines, *lines, strong), miles.sources, miles.notes)


def _other_taken(column: Column) -> Working:
    lines = [Line(TITLES[key], str(column.figures[key])) for key in BESIDE_TAX if column.figures[key]]
    strong = Line("Taken off together", str(total(column.figures[key] for key in BESIDE_TAX)), strong=True)
    return Working("Other taken off", (*lines, strong))


def _employer_ni_left(column: Column) -> Working:
    worked_out = column.workings["employer_ni"]
    lines = (
        *worked_out.lines,
        Line("Covered by the Employment Allowance", str(column.figures["allowance"])),
        Line("Left for you to pay", str(column.figures["employer_ni_left"]), strong=True),
    )
    return Working("National Insurance paid by you", lines, (*worked_out.sources, ALLOWANCE), worked_out.notes)


def _cost(column: Column) -> Working:
    lines = [Line(words, str(column.figures[key])) for key, words in _COMPONENTS.items() if column.figures[key]]
    strong = Line("Cost to you", str(column.figures["cost"]), strong=True)
    notes = ("What is taken off the pay is in its cost: you pass it on to HMRC, the pension or whoever it is for.",)
    return Working("Cost to you", (*lines, strong), notes=notes)


def _funder(column: Column, funder_id: int) -> Working:
    part = next((part for part in column.funders if part.funder_id == funder_id), None)
    if part is None:
        return Working("Cost", (Line("No hours on this payday are theirs", str(Money(0)), strong=True),))
    lines = [Line(words, str(part.components[key])) for key, words in _COMPONENTS.items() if key in part.components]
    strong = Line(f"{part.short_name} pays", str(part.amount), strong=True)
    notes = ("Each sum is shared by the pay for the minutes each funder pays for, to the penny.",)
    return Working(f"Cost, paid by {part.short_name}", (*lines, strong), notes=notes)


_WORKINGS: dict[str, Callable[[Column], Working]] = {
    **{key: _kept(key) for key in ("gross", *TAKEN, "net", "employer_pension", "recovered", "minimum_wage")},
    OTHERS: _other_taken,
    "expenses": _expenses,
    "employer_ni_left": _employer_ni_left,
    "cost": _cost,
}
