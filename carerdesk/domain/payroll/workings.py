"""The sums behind a payslip's figures, line by line, made only when somebody asks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.payroll import workings_after_tax as after_tax
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.payroll.income_tax import IncomeTax
from carerdesk.domain.payroll.national_insurance import NationalInsurance, above, between
from carerdesk.domain.payroll.rounding import ni_penny
from carerdesk.domain.payroll.tax_code import CodeKind
from carerdesk.domain.payroll.words import exact, money, percent, whole
from carerdesk.domain.working import Line, Source, Working

if TYPE_CHECKING:
    from carerdesk.domain.money import Money
    from carerdesk.domain.payroll.pay import Pay, PayItem


def working_of(pay: Pay, figure: str) -> Working:
    """The working of one figure of a pay. Raises KeyError for a name it does not have."""
    if figure.startswith(after_tax.DEDUCTION):
        return after_tax.deduction(pay, int(figure.removeprefix(after_tax.DEDUCTION)))
    return _WORKINGS[figure](pay)


def _gross(pay: Pay) -> Working:
    lines = [Line(_item_text(item), str(item.amount)) for item in pay.inputs.lines]
    return Working("Pay before tax", (*lines, Line("Pay before tax", str(pay.gross), strong=True)))


def _net(pay: Pay) -> Working:
    lines = [
        Line("Pay before tax", str(pay.gross)),
        Line("Income tax", str(-pay.tax)),
        Line("National Insurance", str(-pay.employee_ni)),
        *_beside_tax(pay),
        *(Line(_item_text(item), str(item.amount)) for item in pay.inputs.expenses),
        Line("Take-home pay", str(pay.net), strong=True),
    ]
    return Working("Take-home pay", tuple(lines))


def _beside_tax(pay: Pay) -> list[Line]:
    """What else comes off, in the payslip's order; nothing for what does not apply."""
    lines = [Line(after_tax.loan_title(loan.plan), str(-loan.amount)) for loan in pay.loan_details if loan.amount]
    if pay.pension:
        lines.append(Line("Pension" if pay.pension.pence > 0 else "Given back from the pension", str(-pay.pension)))
    return [*lines, *(Line(line.title, str(-line.amount)) for line in pay.taken)]


def _tax(pay: Pay) -> Working:
    tax = pay.tax_detail
    lines = [
        Line("Pay this tax year up to this payday" if tax.cumulative else "Pay this payday", money(tax.pay)),
        *_free_pay_lines(pay),
        *_rate_lines(pay),
    ]
    if tax.cumulative:
        lines.append(Line("Tax due so far this tax year", money(tax.on_pay.due)))
        lines.append(Line("Tax taken on earlier paydays", money(-tax.taken_before)))
    if tax.held_back > 0:
        lines.append(Line("Over half of this payday’s pay, so not taken now", money(-tax.held_back)))
    lines.extend(_put_right(pay, "tax"))
    lines.append(Line("Tax given back" if pay.tax.pence < 0 else "Tax this payday", str(abs(pay.tax)), strong=True))
    return Working("Income tax", tuple(lines), tax.sources, _tax_notes(pay, tax))


def _free_pay_lines(pay: Pay) -> list[Line]:
    due = pay.tax_detail.on_pay
    code = pay.inputs.code
    if code.kind is CodeKind.NO_TAX:
        return [Line("Code NT: no tax on this pay", money(Decimal(0)))]
    if code.kind is CodeKind.FLAT:
        return [Line("In whole pounds", money(due.taxable))]
    said = "added by" if code.kind is CodeKind.ADDED_PAY else "free of tax with"
    return [
        Line(f"Pay {said} code {code.text}, {_periods(pay)}", money(-due.free_pay)),
        Line("Left to tax, in whole pounds", money(due.taxable)),
    ]


def _rate_lines(pay: Pay) -> list[Line]:
    due = pay.tax_detail.on_pay
    if pay.inputs.code.kind is CodeKind.FLAT:
        return [Line(f"{money(due.taxable)} × {percent(due.rate)}", money(due.due))]
    band = due.band
    if band is None:
        return []
    if not band.start:
        return [Line(f"{money(due.taxable)} × {percent(band.rate)}", money(due.due))]
    rest = due.taxable - band.start
    return [
        Line(f"Tax on the first {exact(band.start)}", exact(band.tax_below)),
        Line(f"{exact(rest)} × {percent(band.rate)}", exact(rest * band.rate)),
        Line("Together, parts of a penny dropped", money(due.due)),
    ]


def _tax_notes(pay: Pay, tax: IncomeTax) -> tuple[str, ...]:
    notes = []
    if pay.period.is_extra:
        notes.append(
            f"This is week {pay.period.number}, an extra payday at the end of the tax year: it is taxed alone."
        )
    elif not tax.cumulative:
        notes.append("The code is on week 1/month 1: earlier paydays do not count.")
    if pay.taxable != pay.gross:
        notes.append(f"Tax is worked out on {pay.taxable}: pension contributions are taken before it.")
    if pay.inputs.after_leaving:
        notes.append("Pay after the P45 is taxed on code 0T without free pay. We could not confirm this at its source.")
    if tax.held_back > 0 and tax.cumulative:
        notes.append("What was not taken now is taken on later paydays.")
    return tuple(notes)


def _employee_ni(pay: Pay) -> Working:
    ni, table = pay.ni_detail, pay.ni_detail.table
    upper = above(ni.pay, table.uel)
    lines = [
        _ni_line(f"Pay from {whole(table.primary)} to {whole(table.uel)}", ni.primary_to_uel, table.employee_main),
        *([_ni_line(f"Pay above {whole(table.uel)}", upper, table.employee_upper)] if upper else []),
        *_other_job(pay, "employee_ni"),
        *_put_right(pay, "employee_ni"),
        Line("National Insurance from the worker", str(pay.employee_ni), strong=True),
    ]
    return Working(f"National Insurance, letter {ni.letter}", tuple(lines), _ni_sources(ni), _together(pay))


def _employer_ni(pay: Pay) -> Working:
    ni, table = pay.ni_detail, pay.ni_detail.table
    split = table.employer_upper_from
    main, upper = between(ni.pay, table.secondary, split), above(ni.pay, split)
    lines = [
        _ni_line(f"Pay from {whole(table.secondary)} to {whole(split)}", main, table.employer_main),
        *([_ni_line(f"Pay above {whole(split)}", upper, table.employer_upper)] if upper else []),
        *_other_job(pay, "employer_ni"),
        *_put_right(pay, "employer_ni"),
        Line("National Insurance from the employer", str(pay.employer_ni), strong=True),
    ]
    notes = ("The Employment Allowance is taken off afterwards, for all workers together.",) if pay.employer_ni else ()
    notes = (*notes, *_together(pay))
    return Working(f"Employer’s National Insurance, letter {ni.letter}", tuple(lines), _ni_sources(ni), notes)


def _together(pay: Pay) -> tuple[str, ...]:
    if pay.inputs.same_day is None:
        return ()
    said = "Pay of both jobs on this day is added together before National Insurance is worked out."
    return (f"{said} We could not confirm this at its source.",)


def _other_job(pay: Pay, figure: str) -> list[Line]:
    """Pay of one day is added together before National Insurance; what the first part bore is taken off again."""
    same = pay.inputs.same_day
    if same is None:
        return []
    already: Money = getattr(same, figure)
    return [Line(f"Of it, on {same.niable} of another job paid the same day", str(-already))]


def _put_right(pay: Pay, figure: str) -> list[Line]:
    """What earlier payslips should have borne, less what they bore."""
    lines = []
    for one in pay.put_right:
        amount: Money = getattr(one, figure)
        letters = one.letter_was != one.letter and figure != "tax"
        said = f", letter {one.letter} in place of {one.letter_was}" if letters else ""
        if amount:
            lines.append(Line(f"Put right for {day_and_month(one.payday)}{said}", str(amount)))
    return lines


def _ni_line(text: str, part: Decimal, share: Decimal) -> Line:
    return Line(f"{text}: {money(part)} × {percent(share)}", money(ni_penny(part * share)))


def _ni_sources(ni: NationalInsurance) -> tuple[Source, ...]:
    return (ni.table.source,)


def _periods(pay: Pay) -> str:
    """The tax periods whose free pay counts: "8 months", "week 33" is said as "33 weeks"."""
    count = pay.period.number if pay.tax_detail.cumulative else pay.period.frequency.periods
    unit = "month" if pay.inputs.frequency is Frequency.MONTHLY else "week"
    return f"{count} {unit}" if count == 1 else f"{count} {unit}s"


def _item_text(item: PayItem) -> str:
    if item.rate is None:
        return item.title
    if item.minutes is not None:
        hours, minutes = divmod(item.minutes, 60)
        amount = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    elif item.quantity is not None:
        amount = f"{item.quantity.normalize():f}"
    else:
        return item.title
    return f"{item.title}: {amount} × {exact(item.rate)}"


_WORKINGS: dict[str, Callable[[Pay], Working]] = {
    "gross": _gross,
    "tax": _tax,
    "employee_ni": _employee_ni,
    "employer_ni": _employer_ni,
    "net": _net,
    "student_loan": after_tax.student_loan,
    "postgraduate_loan": after_tax.postgraduate_loan,
    "pension": after_tax.pension,
    "employer_pension": after_tax.employer_pension,
    "deductions": after_tax.deductions,
    "expenses": after_tax.expenses,
    "recovered": after_tax.recovered,
}
