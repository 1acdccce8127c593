"""The Full Payment Submission as XML, in the order of HMRC's schema, for checking only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from carerdesk.domain.dates import tax_month_bounds
from carerdesk.domain.rti.figures import EmployerReferences, LetterFigures, WorkerFigures
from carerdesk.reports.rti.message import FPS, add, add_money, add_references, message, rti_year

FREQUENCIES: Final = {"weekly": "W1", "fortnightly": "W2", "four_weekly": "W4", "monthly": "M1"}
PLANS: Final = {"plan_1": "01", "plan_2": "02", "plan_4": "04", "plan_5": "05"}
ORDER: Final = {
    "smp": "SMPYTD", "spp": "SPPYTD", "sap": "SAPYTD", "shpp": "ShPPYTD", "spbp": "SPBPYTD", "sncp": "SNCPYTD",
}  # fmt: skip
_MOST_FORENAMES: Final = 2


@dataclass(frozen=True, slots=True)
class Submission:
    """One payday: everyone paid on it, and whether it is the year's last; `ceased` is the day the scheme closed."""

    refs: EmployerReferences
    payday: date
    workers: tuple[WorkerFigures, ...]
    final: bool = False
    ceased: date | None = None


def fps_xml(told: Submission) -> str:
    """The message. What is told must have passed `rules.check_fps`."""
    parts = ET.Element("parts")
    add_references(parts, told.refs)
    add(parts, "RelatedTaxYear", rti_year(told.payday))
    for worker in told.workers:
        _employee(parts, worker)
    add_final(parts, final=told.final, ceased=told.ceased)
    return message(FPS, told.refs, tax_month_bounds(told.payday)[1], list(parts))


def add_final(parts: ET.Element, *, final: bool, ceased: date | None) -> None:
    """That it is the last return: of the year, or because the scheme has closed."""
    if ceased is not None:
        last = add(parts, "FinalSubmission")
        add(last, "BecauseSchemeCeased", "yes")
        add(last, "DateSchemeCeased", ceased.isoformat())
    elif final:
        add(add(parts, "FinalSubmission"), "ForYear", "yes")


def _employee(parts: ET.Element, worker: WorkerFigures) -> None:
    employee = add(parts, "Employee")
    _details(employee, worker)
    employment = add(employee, "Employment")
    _starter(employment, worker)
    if worker.who.works_number:
        add(employment, "PayId", worker.who.works_number)
    if worker.irregular:
        add(employment, "IrrEmp", "yes")
    if worker.left is not None:
        add(employment, "LeavingDate", worker.left.isoformat())
    _to_date(employment, worker)
    _payment(employment, worker)
    for letter in worker.letters:
        _letter(employment, letter)


def _details(employee: ET.Element, worker: WorkerFigures) -> None:
    who = worker.who
    details = add(employee, "EmployeeDetails")
    if who.ni_number:
        add(details, "NINO", who.ni_number)
    name = add(details, "Name")
    if who.title:
        add(name, "Ttl", who.title)
    for forename in who.forenames[:_MOST_FORENAMES]:
        add(name, "Fore", forename)
    add(name, "Sur", who.surname)
    _address(details, who.address, who.postcode)
    if who.born is not None:
        add(details, "BirthDate", who.born.isoformat())
    add(details, "Gender", who.sex)


def _address(details: ET.Element, lines: Sequence[str], postcode: str) -> None:
    if not lines and not postcode:
        return
    address = add(details, "Address")
    for line in lines:
        add(address, "Line", line)
    if postcode:
        add(address, "UKPostcode", postcode)


def _starter(employment: ET.Element, worker: WorkerFigures) -> None:
    told = worker.starter
    if told is None:
        return
    starter = add(employment, "Starter")
    add(starter, "StartDate", told.started.isoformat())
    add(starter, "StartDec", told.statement)
    if told.loan_plan:
        add(starter, "StudentLoan", "yes")
    if told.postgraduate_loan:
        add(starter, "PostgradLoan", "yes")


def _to_date(employment: ET.Element, worker: WorkerFigures) -> None:
    figures = add(employment, "FiguresToDate")
    add_money(figures, "TaxablePay", worker.taxable.to_date)
    add_money(figures, "TotalTax", worker.tax.to_date)
    for name, figure in (
        ("StudentLoansTD", worker.student_loan),
        ("PostgradLoansTD", worker.postgraduate_loan),
        ("EmpeePenContribnsPaidYTD", worker.pension_net_pay),
        ("EmpeePenContribnsNotPaidYTD", worker.pension_other),
    ):
        if figure.to_date:
            add_money(figures, name, figure.to_date)


def _payment(employment: ET.Element, worker: WorkerFigures) -> None:
    told = worker.payment
    payment = add(employment, "Payment")
    add(payment, "PayFreq", FREQUENCIES[told.frequency])
    add(payment, "PmtDate", told.payday.isoformat())
    add(payment, "MonthNo" if told.frequency == "monthly" else "WeekNo", str(told.number))
    add(payment, "PeriodsCovered", str(told.periods))
    if told.after_leaving:
        add(payment, "PmtAfterLeaving", "yes")
    add(payment, "HoursWorked", told.hours_band)
    basis = {"BasisNonCumulative": "yes"} if told.week_one else {}
    regime = {"TaxRegime": told.nation_prefix} if told.nation_prefix else {}
    add(payment, "TaxCode", told.code, **basis, **regime)
    _amounts(payment, worker)


def _amounts(payment: ET.Element, worker: WorkerFigures) -> None:
    add_money(payment, "TaxablePay", worker.taxable.now)
    for name, amount in (
        ("NonTaxOrNICPmt", worker.not_taxed),
        ("DednsFromNetPay", worker.from_net),
        ("PayAfterStatDedns", worker.after_statutory),
        ("EmpeePenContribnsPaid", worker.pension_net_pay.now),
        ("EmpeePenContribnsNotPaid", worker.pension_other.now),
    ):
        if amount:
            add_money(payment, name, amount)
    if worker.student_loan.now:
        add(payment, "StudentLoanRecovered", worker.student_loan.now.text, PlanType=PLANS[worker.loan_plan])
    if worker.postgraduate_loan.now:
        add_money(payment, "PostgradLoanRecovered", worker.postgraduate_loan.now)
    add_money(payment, "TaxDeductedOrRefunded", worker.tax.now)
    for kind, name in ORDER.items():
        if worker.statutory[kind]:
            add_money(payment, name, worker.statutory[kind])


def _letter(employment: ET.Element, figures: LetterFigures) -> None:
    letter = add(employment, "NIlettersAndValues")
    add(letter, "NIletter", figures.letter)
    for name, amount in (
        ("GrossEarningsForNICsInPd", figures.earnings.now),
        ("GrossEarningsForNICsYTD", figures.earnings.to_date),
        ("AtLELYTD", figures.at_lel),
        ("LELtoPTYTD", figures.lel_to_pt),
        ("PTtoUELYTD", figures.pt_to_uel),
        ("TotalEmpNICInPd", figures.employer.now),
        ("TotalEmpNICYTD", figures.employer.to_date),
        ("EmpeeContribnsInPd", figures.employee.now),
        ("EmpeeContribnsYTD", figures.employee.to_date),
    ):
        add_money(letter, name, amount)
