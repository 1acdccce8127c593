"""The lists of an evidence pack: what needs attention, the reconciliation, every line, shares, pay, hours, exhibits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from carerdesk.domain.dates import long_date, short_date, span
from carerdesk.domain.evidence.results import ControlResult, State
from carerdesk.domain.money import Money, total
from carerdesk.reports.pack_summary import STATE_WORDS, minus
from carerdesk.reports.pack_view import GROUPS, PackHours, PackLine, PackView, PayrollRow
from carerdesk.reports.pdf import LEFT, Paper
from carerdesk.reports.pdf_marks import mark
from carerdesk.reports.pdf_parts import Cell, Column, Item, figure, money_list, quantity, section, table

_NAMES_A_TABLE = 5


def draw(paper: Paper, view: PackView, page_of: Callable[[str], str], faults: Mapping[str, str]) -> None:
    """Parts 6 to 12. `page_of` answers an exhibit's page when all are placed; `faults` why one cannot be shown."""
    if len(paper.pages) == 1:
        paper.turn()
    else:
        paper.y -= 16
    _attention(paper, view)
    _reconciliation(paper, view)
    paper.y -= 16
    _lines(paper, view)
    paper.y -= 16
    _shared(paper, view)
    paper.y -= 16
    _payroll(paper, view)
    paper.y -= 16
    _hours(paper, view.hours)
    paper.y -= 16
    _exhibits(paper, view, page_of, faults)
    for note in view.notes:
        paper.y -= 8
        paper.prose(note, size=9, leading=12, tone="ink2")


def _attention(paper: Paper, view: PackView) -> None:
    section(paper, "6  What needs attention")
    odd = [test for test in view.tests if test.state is not State.PASS]
    if not odd:
        paper.prose("Nothing: all twelve tests passed.")
    for test in odd:
        _explained(paper, test)
    paper.y -= 12


def _explained(paper: Paper, test: ControlResult) -> None:
    paper.need(30)
    mark(paper, LEFT, test.state)
    result = f" · {test.result}" if test.result else ""
    paper.prose(f"Test {test.n}, {test.title}", LEFT + 18, bold=True, leading=13)
    paper.prose(f"{STATE_WORDS[test.state]}{result}", LEFT + 18, size=9, tone="ink2")
    if test.missing:
        paper.prose(test.missing, LEFT + 18)
    for finding in test.findings:
        paper.need(13)
        paper.text(LEFT + 18, "–", size=9.5)
        paper.prose(finding.text, LEFT + 30, leading=13)
        if finding.todo:
            paper.prose(f"What to do: {finding.todo}", LEFT + 30, leading=13, tone="ink2")
    paper.y -= 6


def _reconciliation(paper: Paper, view: PackView) -> None:
    made = view.sum
    section(paper, "7  How the money adds up", keep=120)
    money_list(paper, [
        Item(f"Opening balance, {long_date(view.first)}", figure(made.opening)),
        Item("Direct payment received", figure(made.received), made.received_note),
        Item(view.contribution_name, figure(made.contribution), made.contribution_note),
        Item("Other money in", figure(made.other_in), made.other_in_note),
        Item("Wages (take-home pay)", minus(made.wages)),
        Item("HMRC (tax and National Insurance)", minus(made.hmrc)),
        Item("Pension", minus(made.pension)),
        Item("Other money out", minus(made.other_out), made.other_out_note),
        Item(f"Closing balance, {long_date(view.last)}", figure(made.closing), strong=True),
    ])  # fmt: skip
    paper.y -= 4
    bank = [Item(f"Balance on the bank statement, {long_date(view.last)}", figure(made.statement))]
    bank.append(Item("In the list but not on the statement yet", figure(made.uncleared)))
    bank += [Item(f"Less {part.label} in the same account", minus(part.amount), part.note) for part in made.others]
    bank.append(Item(f"{view.money_name} on the statement", figure(made.on_statement), strong=True))
    agree = "The list and the bank agree." if not made.difference else "The list and the bank do not agree."
    bank.append(Item("Difference between the list and the bank", figure(made.difference), agree))
    money_list(paper, bank)
    paper.y -= 4
    aside = [Item(f"Set aside: {part.label}", minus(part.amount), part.note) for part in made.set_aside]
    money_list(paper, [*aside, Item("Free balance", figure(made.free), strong=True), *_weeks(view)])


def _weeks(view: PackView) -> list[Item]:
    weeks = view.weeks
    if weeks.weekly is None:
        return []
    ways = (("free", view.sum.free, weeks.by_free), ("closing", view.sum.closing, weeks.by_balance))
    return [
        Item(f"Weeks held by the {name} balance", f"{_one_place(held)} weeks", f"{amount} ÷ {weeks.weekly} a week")
        for name, amount, held in ways if held is not None
    ]  # fmt: skip


def _one_place(weeks: Decimal) -> str:
    return f"{weeks:.1f}".replace("-", "− ")


def _lines(paper: Paper, view: PackView) -> None:
    section(paper, "8  Money in and out", keep=90)
    columns = (
        Column("No.", 26), Column("Date", 64), Column("Who, and what for", 168.28), Column("In £", 54, "right"),
        Column("Out £", 54, "right"), Column("Balance £", 60, "right"), Column("Exhibits", 61, "right"),
    )  # fmt: skip
    made_in, made_out = total(line.money_in for line in view.lines), total(line.money_out for line in view.lines)
    totals = ("", "", f"{len(view.lines)} lines", figure(made_in), figure(made_out), "", "")
    table(paper, columns, [_line(line) for line in view.lines], totals=(totals,), ruled=True)


def _line(line: PackLine) -> list[Cell | str]:
    about = [line.what, line.category, line.method, line.note]
    small = " · ".join(part for part in about if part)
    if line.whole is not None:
        small += f"\n{line.money_in or line.money_out} of {line.whole}; other share paid by {line.others}"
    return [
        Cell(str(line.n), tone="ink2"), short_date(line.day), Cell(line.who, small), _or_blank(line.money_in),
        _or_blank(line.money_out), figure(line.balance), Cell("" if line.exhibits else "–", links=line.exhibits),
    ]  # fmt: skip


def _or_blank(amount: Money) -> str:
    return figure(amount) if amount else ""


def _shared(paper: Paper, view: PackView) -> None:
    section(paper, "9  Costs shared with other funders", keep=90)
    if not view.shared:
        paper.prose("No cost in this pack is shared with another funder.")
        return
    columns = (
        Column("Date", 62), Column("What", 150), Column("This funder’s share, and who paid the rest", 214.28),
        Column("Exhibits", 61, "right"),
    )  # fmt: skip
    rows = [(short_date(cost.day), cost.what, cost.words, Cell(links=cost.exhibits)) for cost in view.shared]
    table(paper, columns, rows, ruled=True)


def _payroll(paper: Paper, view: PackView) -> None:
    section(paper, "10  Payroll", keep=90)
    if not view.payroll:
        paper.prose("Nobody was paid through payroll in this period.")
        return
    paper.prose("Whole payslips, in pounds; what other funders paid of them is in part 9.", size=9, tone="ink2")
    columns = (
        Column("PA and payday", 72), Column("Gross pay", 53, "right"), Column("Tax", 47, "right"),
        Column("NI", 45, "right"), Column("Pension", 45, "right"), Column("Other", 41, "right"),
        Column("Take-home", 53, "right"), Column("Employer’s NI", 47, "right"),
        Column("Employer’s pension", 47, "right"), Column("Exhibits", 37.28, "right"),
    )  # fmt: skip
    names = [_payroll_row(row) for row in view.payroll]
    sums = [figure(total(amounts)) for amounts in zip(*map(_figures, view.payroll), strict=True)]
    table(paper, columns, names, totals=(("All", *sums, ""),), ruled=True)


def _figures(row: PayrollRow) -> tuple[Money, ...]:
    return (
        row.gross, row.tax, row.ni, row.pension, row.other_deductions, row.net, row.employer_ni, row.employer_pension,
    )  # fmt: skip


def _payroll_row(row: PayrollRow) -> list[Cell | str]:
    return [Cell(row.name, short_date(row.payday)), *map(figure, _figures(row)), Cell(links=row.exhibits)]


def _hours(paper: Paper, hours: PackHours | None) -> None:
    section(paper, "11  Hours by PA and week", keep=90)
    if hours is None or not hours.weeks:
        paper.prose("No hours were worked in this period.")
        return
    for first in range(0, len(hours.names), _NAMES_A_TABLE):
        _hours_table(paper, hours, range(first, min(first + _NAMES_A_TABLE, len(hours.names))))
        paper.y -= 8


def _hours_table(paper: Paper, hours: PackHours, shown: range) -> None:
    wide = min(250 / len(shown), 74.0)
    last = shown.stop == len(hours.names)
    columns = [Column("Week", 487.28 - wide * len(shown) - (118 if last else 0))]
    columns += [Column(hours.names[at], wide, "right") for at in shown]
    columns += [Column("All hours", 59, "right"), Column("Planned", 59, "right")] if last else []
    rows, sums = [], [Decimal(0)] * (len(shown) + 2)
    for week in hours.weeks:
        figures = [week.hours[at] for at in shown] + [sum(week.hours, Decimal(0)), week.planned or Decimal(0)]
        sums = [made + more for made, more in zip(sums, figures, strict=True)]
        rows.append([span(week.first, week.last), *map(quantity, figures)][: len(columns)])
    table(paper, columns, rows, totals=(["All", *map(quantity, sums)][: len(columns)],))


def _exhibits(paper: Paper, view: PackView, page_of: Callable[[str], str], faults: Mapping[str, str]) -> None:
    section(paper, "12  List of exhibits", keep=90)
    if not view.exhibits:
        paper.prose("There are no documents in this pack.")
        return
    columns = (
        Column("Exhibit", 44), Column("Document", 286.28), Column("Date", 62), Column("Amount £", 56, "right"),
        Column("Page", 39, "right"),
    )  # fmt: skip
    rows: list[list[Cell | str]] = []
    for letter, name in GROUPS.items():
        listed = [exhibit for exhibit in view.exhibits if exhibit.number.startswith(letter)]
        rows += [["", Cell(name, bold=True), "", "", ""]] if listed else []
        for each in listed:
            fault = faults.get(each.number, "")
            rows.append([
                Cell(links=(each.number,)), Cell(each.title, f"Could not be shown: {fault}." if fault else ""),
                short_date(each.day) if each.day else "", figure(each.amount) if each.amount else "",
                Cell(late=_late(page_of, each.number)),
            ])  # fmt: skip
    table(paper, columns, rows)


def _late(page_of: Callable[[str], str], number: str) -> Callable[[], str]:
    return lambda: page_of(number)
