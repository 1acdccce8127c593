"""An evidence pack's lists, and annual accounts, as spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import BinaryIO

from carerdesk.domain.dates import long_date, span
from carerdesk.reports.accounts import AccountsView, CategoryRow, Owned
from carerdesk.reports.pack_summary import STATE_WORDS
from carerdesk.reports.pack_view import PackView
from carerdesk.reports.spreadsheet import Formula, Head, Kind, Sheet, Value, write

_TEXT, _MONEY, _DAY, _NUMBER = Kind.TEXT, Kind.MONEY, Kind.DAY, Kind.NUMBER


def write_pack(view: PackView, stream: BinaryIO) -> None:
    """Write a pack's sum, tests, lines, shares, payroll, hours and exhibits as XLSX to a binary stream."""
    sheets = [_summary(view), _tests(view), _lines(view), _shared(view), _payroll(view), *_hours(view), _exhibits(view)]
    write(sheets, f"{view.title}, {view.funder}, {span(view.first, view.last)}", view.made, stream)


def write_accounts(view: AccountsView, stream: BinaryIO) -> None:
    """Write annual accounts as XLSX to a binary stream."""
    sheets = [
        _year(view), _categories(view, "Money in", view.receipts), _categories(view, "Money out", view.payments),
        _accounts(view), _funders(view), *_all_owned(view),
    ]  # fmt: skip
    write(sheets, f"Annual accounts, {view.person}, {span(view.first, view.last)}", view.made, stream)


def _summary(view: PackView) -> Sheet:
    """The sum with its formulas; a row's number in a formula is its place in the list plus the head."""
    made = view.sum
    rows: list[list[Value]] = [
        [f"{view.money_name} on {long_date(view.first)}", made.opening, ""],
        ["Direct payment received", made.received, made.received_note],
        [view.contribution_name, made.contribution, made.contribution_note],
        ["Other money in", made.other_in, made.other_in_note],
        ["Take-home pay to PAs", -made.wages, ""],
        ["Tax and National Insurance to HMRC", -made.hmrc, ""],
        ["Pension", -made.pension, ""],
        ["Other money out", -made.other_out, made.other_out_note],
        [f"{view.money_name} on {long_date(view.last)}", Formula("=SUM(B2:B9)", made.closing), ""],
        ["Balance on the bank statement", made.statement, ""],
        ["In the list but not on the statement yet", made.uncleared, ""],
    ]
    rows += [[f"Less {part.label} in the same account", -part.amount, part.note] for part in made.others]
    bank = len(rows) + 1
    rows.append(["Difference", Formula(f"=SUM(B11:B{bank})-B10", made.difference), ""])
    strong = {8, len(rows) - 1}
    rows += [[f"Set aside: {part.label}", -part.amount, part.note] for part in made.set_aside]
    rows.append(["Free balance", Formula(_free(bank + 2, len(rows) + 1), made.free), ""])
    strong.add(len(rows) - 1)
    rows += _weeks(view, len(rows) + 1)
    heads = (Head("The sum", 46), Head("Pounds", 16, _MONEY), Head("Note", 46))
    return Sheet("Summary", heads, rows, frozenset(strong))


def _free(first: int, last: int) -> str:
    return f"=B10+SUM(B{first}:B{last})" if last >= first else "=B10"


def _weeks(view: PackView, free: int) -> list[list[Value]]:
    weeks = view.weeks
    if weeks.weekly is None:
        return []
    rows: list[list[Value]] = [["Weekly payment", weeks.weekly, ""]]
    for words, cell, held in (("free", f"B{free}", weeks.by_free), ("closing", "B10", weeks.by_balance)):
        if held is not None:
            rows.append([f"Weeks held by the {words} balance", Formula(f"={cell}/B{free + 1}", held), weeks.verdict])
    return rows


def _tests(view: PackView) -> Sheet:
    heads = (Head("Test", 6, _NUMBER), Head("What", 52), Head("State", 14), Head("Result", 16), Head("Exhibits", 14),
             Head("What was found, or is missing", 70), Head("What to do", 60))  # fmt: skip
    rows: list[list[Value]] = [
        [test.n, test.title, STATE_WORDS[test.state], test.result, exhibits,
         "\n".join(filter(None, (test.missing, *(finding.text for finding in test.findings)))),
         "\n".join(finding.todo for finding in test.findings if finding.todo)]
        for test, exhibits in zip(view.tests, view.test_exhibits, strict=True)
    ]  # fmt: skip
    return Sheet("Tests", heads, rows)


def _lines(view: PackView) -> Sheet:
    heads = (
        Head("No.", 6, _NUMBER), Head("Date", 13, _DAY), Head("Who", 30), Head("What for", 34), Head("Category", 22),
        Head("Method", 14), Head("In £", 13, _MONEY, summed=True), Head("Out £", 13, _MONEY, summed=True),
        Head("Balance £", 13, _MONEY), Head("Whole amount £", 15, _MONEY), Head("Other share paid by", 26),
        Head("Exhibits", 16), Head("Note", 40),
    )  # fmt: skip
    rows: list[list[Value]] = [
        [line.n, line.day, line.who, line.what, line.category, line.method, line.money_in or None,
         line.money_out or None, line.balance, line.whole, line.others, ", ".join(line.exhibits), line.note]
        for line in view.lines
    ]  # fmt: skip
    return Sheet("Money in and out", heads, rows)


def _shared(view: PackView) -> Sheet:
    heads = (Head("Date", 13, _DAY), Head("What", 40), Head("This funder’s share £", 20, _MONEY, summed=True),
             Head("Whole cost £", 15, _MONEY, summed=True), Head("In words", 70), Head("Exhibits", 16))  # fmt: skip
    rows: list[list[Value]] = [
        [cost.day, cost.what, cost.share, cost.cost, cost.words, ", ".join(cost.exhibits)] for cost in view.shared
    ]
    return Sheet("Shared costs", heads, rows)


def _payroll(view: PackView) -> Sheet:
    names = ("Gross pay", "Tax", "National Insurance", "Pension", "Other deductions", "Take-home pay",
             "Employer’s NI", "Employer’s pension")  # fmt: skip
    heads = (Head("PA", 28), Head("Payday", 13, _DAY), *(Head(f"{name} £", 16, _MONEY, summed=True) for name in names),
             Head("Exhibits", 14))  # fmt: skip
    rows: list[list[Value]] = [
        [row.name, row.payday, row.gross, row.tax, row.ni, row.pension, row.other_deductions, row.net, row.employer_ni,
         row.employer_pension, ", ".join(row.exhibits)]
        for row in view.payroll
    ]  # fmt: skip
    return Sheet("Payroll", heads, rows)


def _hours(view: PackView) -> Iterator[Sheet]:
    if view.hours is None:
        return
    heads = (Head("From", 13, _DAY), Head("To", 13, _DAY),
             *(Head(name, 20, _NUMBER, summed=True) for name in view.hours.names),
             Head("All hours", 13, _NUMBER, summed=True), Head("Planned", 13, _NUMBER, summed=True))  # fmt: skip
    rows: list[list[Value]] = [
        [week.first, week.last, *week.hours, sum(week.hours, Decimal(0)), week.planned] for week in view.hours.weeks
    ]
    yield Sheet("Hours", heads, rows)


def _exhibits(view: PackView) -> Sheet:
    heads = (Head("Exhibit", 10), Head("Document", 60), Head("Date", 13, _DAY), Head("Amount £", 13, _MONEY))
    rows: list[list[Value]] = [[each.number, each.title, each.day, each.amount] for each in view.exhibits]
    return Sheet("Exhibits", heads, rows)


def _year(view: AccountsView) -> Sheet:
    rows: list[list[Value]] = [
        [f"Balance on {long_date(view.first)}", view.opening],
        ["Money in", view.received],
        ["Money out", -view.paid],
        [f"Balance on {long_date(view.last)}", Formula("=SUM(B2:B4)", view.closing)],
        ["Balance on the bank statements", view.closing + view.difference],
        ["Difference", Formula("=B6-B5", view.difference)],
    ]
    notes: list[list[Value]] = [[note, None] for note in view.notes]
    heads = (Head(f"Accounts of {view.person}, {span(view.first, view.last)}", 60), Head("Pounds", 16, _MONEY))
    return Sheet("Accounts", heads, [*rows, *notes], frozenset({3, 5}))


def _categories(view: AccountsView, name: str, made: Sequence[CategoryRow]) -> Sheet:
    compared = any(row.last_year is not None for row in made)
    titles = [*view.funders, "All", *(["Last year"] if compared else [])]
    heads = (Head("Category", 36), *(Head(f"{title} £", 18, _MONEY, summed=True) for title in titles))
    rows: list[list[Value]] = []
    for row in made:
        values: list[Value] = [row.category, *row.amounts, row.total, row.last_year]
        rows.append(values[: len(heads)])
    return Sheet(name, heads, rows)


def _accounts(view: AccountsView) -> Sheet:
    heads = (Head("Account", 36), *(Head(name, 20, _MONEY, summed=True) for name in (
        "At the start £", "At the end £", "Bank statement £", "Difference £")))  # fmt: skip
    rows: list[list[Value]] = [
        [part.name, part.opening, part.closing, part.statement,
         Formula(f"=D{row}-C{row}", part.statement - part.closing)]
        for row, part in enumerate(view.accounts, 2)
    ]  # fmt: skip
    return Sheet("Balances by account", heads, rows)


def _funders(view: AccountsView) -> Sheet:
    heads = (Head("Funder", 36), *(Head(name, 20, _MONEY, summed=True) for name in (
        "At the start £", "In £", "Out £", "At the end £")))  # fmt: skip
    rows: list[list[Value]] = [
        [part.name, part.opening, part.money_in, part.money_out, Formula(f"=B{row}+C{row}-D{row}", part.closing)]
        for row, part in enumerate(view.funder_balances, 2)
    ]
    return Sheet("Balances by funder", heads, rows)


def _all_owned(view: AccountsView) -> Iterator[Sheet]:
    parts: tuple[tuple[str, Sequence[Owned], str], ...] = (
        ("Owned", view.assets, "What is owned"), ("Owed", view.debts, "What is owed"),
        ("Set aside", view.set_aside, "Money set aside"),
    )  # fmt: skip
    for name, owned, title in parts:
        rows: list[list[Value]] = [[each.what, each.amount, each.note] for each in owned]
        yield Sheet(name, (Head(title, 46), Head("Pounds", 16, _MONEY, summed=True), Head("Note", 60)), rows)
