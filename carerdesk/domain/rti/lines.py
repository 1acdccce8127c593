"""A return as named lines with their figures, in the order of its form: for paper, for typing, for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from carerdesk.domain.dates import long_date, span, tax_month, tax_year_name
from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.rti.figures import (
    FAMILY_PAY,
    EmployerFigures,
    EmployerReferences,
    Figure,
    LetterFigures,
    Recovered,
    WorkerFigures,
)
from carerdesk.domain.rti.hours import BANDS
from carerdesk.domain.rti.p32 import NAMES, kind_short
from carerdesk.domain.typed import ni_number_words

_FREQUENCIES: Final = {
    "weekly": "Weekly", "fortnightly": "Every 2 weeks", "four_weekly": "Every 4 weeks", "monthly": "Monthly",
}  # fmt: skip
_PLANS: Final = {"plan_1": "Plan 1", "plan_2": "Plan 2", "plan_4": "Plan 4", "plan_5": "Plan 5"}
_SEXES: Final = {"M": "Male", "F": "Female"}
NOT_KEPT: Final = "Not in these books"


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line: `key` names it for good (its box number is remembered under it), `value` is what to write."""

    key: str
    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FormSection:
    """Lines that stand together on the form."""

    title: str
    lines: tuple[FormLine, ...]


def worker_sections(
    refs: EmployerReferences, worker: WorkerFigures, period: str, *, final: bool
) -> tuple[FormSection, ...]:
    """RT2 or FPS: everything about one worker. `period` is what the days are called: "this quarter", "this payday"."""
    return (
        _employer(refs, worker, final=final),
        _personal(worker),
        *_starter(worker),
        _payment(worker),
        _amounts(worker, period),
        *(_letter(at, letter, period) for at, letter in enumerate(worker.letters, 1)),
        *_leaver(worker),
    )


def employer_sections(refs: EmployerReferences, told: EmployerFigures) -> tuple[FormSection, ...]:
    """RT5 or EPS: what is told for the employer as a whole."""
    days = span(told.first, told.last)
    ceased = long_date(told.ceased) if told.ceased else ""
    return (
        FormSection("Employer", (*_references(refs), FormLine("year", "Tax year", tax_year_name(told.last)))),
        FormSection(
            "Nobody paid",
            (
                FormLine("nobody_paid", "No PA was paid in these days", _yes(told.nobody_paid)),
                FormLine("nobody_paid_days", "From and to", days if told.nobody_paid else ""),
            ),
        ),
        FormSection(
            "Employment Allowance",
            (
                FormLine(
                    "allowance",
                    "Claim the Employment Allowance",
                    _yes(told.allowance_claimed and told.first_of_year),
                    "Once a tax year, with the first return" if told.allowance_claimed else "",
                ),
            ),
        ),
        FormSection("Got back this tax year, to date", tuple(_recovered_lines(told))),
        FormSection(
            "Scheme",
            (
                FormLine("final", "Last return of the tax year", _yes(told.final)),
                FormLine("ceased", "Scheme closed on", ceased),
            ),
        ),
    )


def _yes(answer: bool) -> str:
    return "Yes" if answer else "No"


def _references(refs: EmployerReferences) -> tuple[FormLine, ...]:
    return (
        FormLine("office", "HMRC office number", refs.office or NOT_KEPT),
        FormLine("paye_reference", "Employer PAYE reference", refs.reference or NOT_KEPT),
        FormLine("accounts_office", "Accounts Office reference", refs.accounts_office or NOT_KEPT),
    )


def _employer(refs: EmployerReferences, worker: WorkerFigures, *, final: bool) -> FormSection:
    return FormSection(
        "Employer",
        (
            *_references(refs),
            FormLine("year", "Tax year", tax_year_name(worker.last)),
            FormLine("days", "Days told about", span(worker.first, worker.last)),
            FormLine("final", "Last return of the tax year", _yes(final)),
        ),
    )


def _personal(worker: WorkerFigures) -> FormSection:
    who = worker.who
    number = ni_number_words(who.ni_number) if who.ni_number else "Not known: leave empty, and give the address"
    return FormSection(
        "About the PA",
        (
            FormLine("ni_number", "National Insurance number", number),
            FormLine("title", "Title", who.title or NOT_KEPT),
            FormLine("surname", "Last name", who.surname, "The last word of the name: look it over"),
            FormLine("forenames", "First names", " ".join(who.forenames)),
            FormLine("sex", "Sex", _SEXES.get(who.sex, NOT_KEPT)),
            FormLine("born", "Birth date", long_date(who.born) if who.born else NOT_KEPT),
            FormLine("address", "Address", ", ".join(who.address) or NOT_KEPT),
            FormLine("postcode", "Postcode", who.postcode or NOT_KEPT),
            FormLine("payroll_number", "Payroll number", who.works_number or "None"),
        ),
    )


def _starter(worker: WorkerFigures) -> tuple[FormSection, ...]:
    told = worker.starter
    if told is None:
        return ()
    plan = _PLANS.get(told.loan_plan, "")
    statement = told.statement or "Not in these books: on the starter checklist"
    return (
        FormSection(
            "New this time",
            (
                FormLine("start_date", "First day of the job", long_date(told.started)),
                FormLine("statement", "Starter statement (A, B or C)", statement),
                FormLine("starter_loan", "Student loan to repay", f"Yes, {plan}" if plan else "No"),
                FormLine("starter_postgraduate", "Postgraduate loan to repay", _yes(told.postgraduate_loan)),
            ),
        ),
    )


def _payment(worker: WorkerFigures) -> FormSection:
    told = worker.payment
    unit = "Tax month" if told.frequency == "monthly" else "Tax week"
    return FormSection(
        "Payment",
        (
            FormLine("frequency", "How often paid", _FREQUENCIES[told.frequency]),
            FormLine("payday", "Date of the last payment", long_date(told.payday)),
            FormLine("tax_period", f"{unit} of that payment", str(told.number)),
            FormLine("periods", "Pay periods covered", str(told.periods)),
            FormLine("hours", "Normal hours", f"{told.hours_band}: {BANDS[told.hours_band]}"),
            FormLine(
                "irregular",
                "Irregular employment",
                _yes(worker.irregular),
                "So that 3 months without pay do not look like leaving" if worker.irregular else "",
            ),
            FormLine("tax_code", "Tax code", f"{told.nation_prefix}{told.code}"),
            FormLine("week_one", "Week 1 or month 1", _yes(told.week_one)),
        ),
    )


def _amounts(worker: WorkerFigures, period: str) -> FormSection:
    lines = [
        *_both("taxable", "Taxable pay", worker.taxable, period),
        *_both("tax", "Tax taken off or given back", worker.tax, period),
        *_where_any("student_loan", "Student loan", worker.student_loan, period),
        *_where_any("postgraduate_loan", "Postgraduate loan", worker.postgraduate_loan, period),
        *_where_any("pension_net_pay", "Pension under a net pay arrangement", worker.pension_net_pay, period),
        *_where_any("pension_other", "Pension not under a net pay arrangement", worker.pension_other, period),
    ]
    single = [
        ("not_taxed", "Paid without tax or National Insurance", worker.not_taxed),
        ("from_net", "Taken from net pay", worker.from_net),
        ("after_statutory", "Pay after tax, National Insurance and loans", worker.after_statutory),
    ]
    lines += [FormLine(key, f"{name} {period}", amount.plain) for key, name, amount in single if amount]
    lines += [
        FormLine(kind, f"{NAMES[kind]} to date", worker.statutory[kind].plain)
        for kind in FAMILY_PAY
        if worker.statutory[kind]
    ]
    lines.append(FormLine("shpp_claimed", "Is shared parental pay claimed?", _yes(worker.statutory["shpp"] != ZERO)))
    return FormSection("Pay and deductions (£)", tuple(lines))


def _both(key: str, name: str, figure: Figure, period: str) -> tuple[FormLine, FormLine]:
    return (
        FormLine(key, f"{name} {period}", figure.now.plain),
        FormLine(f"{key}_to_date", f"{name} to date", figure.to_date.plain),
    )


def _where_any(key: str, name: str, figure: Figure, period: str) -> tuple[FormLine, ...]:
    return _both(key, name, figure, period) if figure else ()


def _letter(at: int, told: LetterFigures, period: str) -> FormSection:
    def line(name: str, words: str, amount: Money) -> FormLine:
        return FormLine(f"ni{at}_{name}", words, amount.plain)

    return FormSection(
        f"National Insurance letter {told.letter} (£)",
        (
            FormLine(f"ni{at}_letter", "Letter", told.letter),
            line("earnings", f"Pay for National Insurance {period}", told.earnings.now),
            line("earnings_to_date", "Pay for National Insurance to date", told.earnings.to_date),
            line("at_lel", "At the lower earnings limit to date", told.at_lel),
            line("lel_to_pt", "From there to the primary threshold to date", told.lel_to_pt),
            line("pt_to_uel", "From there to the upper earnings limit to date", told.pt_to_uel),
            line("employer", f"Employer’s contributions {period}", told.employer.now),
            line("employer_to_date", "Employer’s contributions to date", told.employer.to_date),
            line("employee", f"PA’s contributions {period}", told.employee.now),
            line("employee_to_date", "PA’s contributions to date", told.employee.to_date),
        ),
    )


def _leaver(worker: WorkerFigures) -> tuple[FormSection, ...]:
    if worker.left is None:
        return ()
    lines = (
        FormLine("left", "Leaving date", long_date(worker.left)),
        FormLine("after_leaving", "Payment after leaving", _yes(worker.payment.after_leaving)),
    )
    return (FormSection("Left", lines),)


def _recovered_lines(told: EmployerFigures) -> list[FormLine]:
    month = FormLine("tax_month", "Tax month these run to", str(tax_month(told.last)))
    lines = [month]
    for kind in FAMILY_PAY:
        back, short = told.recovered.get(kind, Recovered()), kind_short(kind)
        lines.append(FormLine(f"{kind}_recovered", f"{NAMES[kind]} got back", back.pay.plain))
        lines.append(
            FormLine(f"{kind}_compensation", f"National Insurance compensation on {short}", back.compensation.plain)
        )
    return lines


def each_line(sections: tuple[FormSection, ...]) -> tuple[FormLine, ...]:
    """All lines in order."""
    return tuple(line for section in sections for line in section.lines)
