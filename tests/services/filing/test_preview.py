"""FPS and EPS as files to look at: their order and formats, what stops them, that they say they are no submission."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from carerdesk.reports.rti.irmark import irmark
from carerdesk.services.books import Books
from carerdesk.services.filing.preview import Preview, preview
from carerdesk.services.filing.returns import Key, Kind
from carerdesk.store import tables
from tests.services.filing.kept import employer, slip
from tests.services.pay.made import pa

PAYDAY = date(2026, 11, 27)
FPS = Key(PAYDAY, PAYDAY, Kind.FPS)
MONTH_8 = Key(date(2026, 11, 6), date(2026, 12, 5), Kind.EPS)
MONEY = re.compile(r"-?(0|[1-9]\d*)\.\d\d")


def worker(books: Books, number: int, **columns: Any) -> None:
    with books.operation("worker") as op:
        row = op.session.get_one(tables.Worker, number)
        for name, value in columns.items():
            setattr(row, name, value)


@pytest.fixture
def asha(books: Books) -> int:
    employer(books, paye_reference="123/AB456", accounts_office_reference="123PA00012345", filing_route="rti")
    made = pa(books, loan_plan="plan_1", came_from="statement_b", started=date(2026, 10, 26))
    worker(books, made, title="Ms", sex="F", ni_number="AB123456C", address="2 Mill Lane, Westmere, WM1 2AB",
           works_number="7")  # fmt: skip
    return made


def paid(books: Books, made: int, **more: Any) -> None:
    told = {
        "gross": "2000.00", "tax": "206.60", "employee_ni": "82.56", "employer_ni": "237.45", "student_loan": "14.00",
        "loan_plan": "plan_1", "at_lel": "516.00", "lel_to_pt": "452.00", "pt_to_uel": "1032.00",
        "pension": "50.00", "pension_method": "relief_at_source", "expenses": "18.00",
    }  # fmt: skip
    slip(books, made, PAYDAY, **{**told, **more})


def body(found: Preview) -> ET.Element:
    """The form inside the message, its elements without their namespace."""
    root = ET.fromstring(found.text)  # noqa: S314 - made by this program
    for part in root.iter():
        part.tag = part.tag.partition("}")[2] or part.tag
    form = root.find("Body/IRenvelope")
    assert form is not None
    return form


def names(part: ET.Element | None) -> list[str]:
    assert part is not None
    return [child.tag for child in part]


def text(part: ET.Element, path: str) -> str | None:
    found = part.find(path)
    return None if found is None else found.text


def test_an_fps_has_its_elements_in_the_order_of_the_schema(books: Books, asha: int) -> None:
    paid(books, asha)
    form = body(preview(books, FPS))
    assert names(form) == ["IRheader", "FullPaymentSubmission"]
    assert names(form.find("IRheader")) == ["Keys", "PeriodEnd", "DefaultCurrency", "IRmark", "Sender"]
    assert names(form[1]) == ["EmpRefs", "RelatedTaxYear", "Employee"]
    employee = form[1].find("Employee")
    assert employee is not None
    assert names(employee.find("EmployeeDetails")) == ["NINO", "Name", "Address", "BirthDate", "Gender"]
    employment = employee.find("Employment")
    assert names(employment) == [
        "Starter", "PayId", "IrrEmp", "FiguresToDate", "Payment", "NIlettersAndValues",
    ]  # fmt: skip
    assert employment is not None
    assert names(employment.find("Payment")) == [
        "PayFreq", "PmtDate", "WeekNo", "PeriodsCovered", "HoursWorked", "TaxCode", "TaxablePay", "NonTaxOrNICPmt",
        "DednsFromNetPay", "PayAfterStatDedns", "EmpeePenContribnsNotPaid", "StudentLoanRecovered",
        "TaxDeductedOrRefunded",
    ]  # fmt: skip
    assert names(employment.find("NIlettersAndValues")) == [
        "NIletter", "GrossEarningsForNICsInPd", "GrossEarningsForNICsYTD", "AtLELYTD", "LELtoPTYTD", "PTtoUELYTD",
        "TotalEmpNICInPd", "TotalEmpNICYTD", "EmpeeContribnsInPd", "EmpeeContribnsYTD",
    ]  # fmt: skip


def test_an_fps_tells_the_figures_in_hmrcs_formats(books: Books, asha: int) -> None:
    paid(books, asha, tax="-6.60")
    fps = body(preview(books, FPS))[1]
    job = fps.find("Employee/Employment")
    assert job is not None
    assert (text(fps, "EmpRefs/OfficeNo"), text(fps, "EmpRefs/PayeRef")) == ("123", "AB456")
    assert text(fps, "RelatedTaxYear") == "26-27"
    assert (text(job, "Starter/StartDate"), text(job, "Starter/StartDec")) == ("2026-10-26", "B")
    assert text(job, "Payment/TaxDeductedOrRefunded") == "-6.60"
    assert (text(job, "Payment/PayFreq"), text(job, "Payment/WeekNo")) == ("W4", "34")
    # employer’s contributions alone, never both sides together
    assert text(job, "NIlettersAndValues/TotalEmpNICYTD") == "237.45"
    # 2,000 + 6.60 - 82.56 - 14
    assert text(job, "Payment/PayAfterStatDedns") == "1910.04"
    loan = job.find("Payment/StudentLoanRecovered")
    assert loan is not None
    assert (loan.text, loan.attrib) == ("14.00", {"PlanType": "01"})
    amounts = [part.text or "" for part in job.iter() if re.search(r"Pay$|YTD$|InPd$|TD$|Recovered$", part.tag)]
    assert len(amounts) > 12
    assert all(MONEY.fullmatch(amount) for amount in amounts), amounts


def test_a_code_is_told_with_its_basis_and_nation(books: Books, asha: int) -> None:
    paid(books, asha, code="S1257L", basis="week_one")
    code = body(preview(books, FPS))[1].find("Employee/Employment/Payment/TaxCode")
    assert code is not None
    assert (code.text, code.attrib) == ("1257L", {"BasisNonCumulative": "yes", "TaxRegime": "S"})


def test_a_preview_says_that_it_is_no_submission_and_bears_its_own_mark(books: Books, asha: int) -> None:
    paid(books, asha)
    found = preview(books, FPS)
    assert found.name == "FPS 2026-11-27 FOR CHECKING, NOT A SUBMISSION.xml"
    assert "<!-- For checking, not a submission." in found.text
    assert "second-hand" in found.text
    assert "doubt_year" in found.doubts
    assert f'<IRmark Type="generic">{irmark(found.text)}</IRmark>' in found.text
    assert found.mark == irmark(found.text)
    assert "<SenderDetails />" in found.text


def test_names_from_outside_the_file_cannot_break_it(books: Books, asha: int) -> None:
    worker(books, asha, works_number="<7>&", title="")
    paid(books, asha)
    assert text(body(preview(books, FPS))[1], "Employee/Employment/PayId") == "<7>&"


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"sex": ""}, "wants the sex"),
        ({"ni_number": "QQ123456C"}, "no National Insurance number"),
        ({"ni_number": "BG123456C"}, "no National Insurance number"),
        ({"name": "Asha"}, "first name"),
        ({"name": "Asha Żur"}, "A to Z"),
        ({"born": None}, "birth date"),
        ({"address": "2 Mill Lane"}, "at least 2 lines"),
    ],
)
def test_what_hmrc_would_turn_back_is_said_before_anything_is_written(
    books: Books, asha: int, columns: dict[str, Any], words: str
) -> None:  # fmt: skip
    worker(books, asha, **columns)
    paid(books, asha)
    found = preview(books, FPS)
    assert found.text == ""
    assert any(words in problem for problem in found.problems), found.problems


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({"student_loan": "14.50"}, "whole pounds"),
        ({"loan_plan": ""}, "no plan is kept"),
        ({"ni_letter": "X"}, "no National Insurance at all"),
        ({"ni_letter": "C"}, "pays no National Insurance"),
        ({"ni_letter": "B"}, "women born by"),
        ({"after_leaving": True}, "needs the leaving date"),
        ({"code": "D9"}, "takes no tax code"),
    ],
)
def test_figures_hmrc_would_turn_back_stop_the_file(
    books: Books, asha: int, figures: dict[str, Any], words: str
) -> None:  # fmt: skip
    paid(books, asha, **figures)
    found = preview(books, FPS)
    assert any(words in problem for problem in found.problems), found.problems


def test_missing_references_and_an_unknown_year_stop_the_file(books: Books, asha: int) -> None:
    employer(books, paye_reference="", accounts_office_reference="")
    slip(books, asha, date(2025, 3, 28), gross="100.00")
    found = preview(books, Key(date(2025, 3, 28), date(2025, 3, 28), Kind.FPS))
    said = " ".join(found.problems)
    assert all(words in said for words in ("PAYE reference", "Accounts Office", "24-25"))


def test_an_eps_tells_what_is_got_back_in_order(books: Books, asha: int) -> None:
    paid(books, asha, smp="187.18", spp="187.18", recovered="408.06")
    eps = body(preview(books, MONTH_8))[1]
    assert names(eps) == ["EmpRefs", "EmpAllceInd", "RecoverableAmountsYTD", "RelatedTaxYear"]
    assert names(eps.find("RecoverableAmountsYTD")) == [
        "TaxMonth", "SMPRecovered", "SPPRecovered", "NICCompensationOnSMP", "NICCompensationOnSPP",
    ]  # fmt: skip
    assert text(eps, "RecoverableAmountsYTD/TaxMonth") == "8"
    assert text(eps, "RecoverableAmountsYTD/NICCompensationOnSMP") == "16.85"


def test_an_eps_for_a_month_without_pay_names_its_days(books: Books, asha: int) -> None:
    paid(books, asha)
    eps = body(preview(books, Key(date(2026, 12, 6), date(2027, 1, 5), Kind.EPS)))[1]
    assert names(eps) == ["EmpRefs", "NoPaymentForPeriod", "NoPaymentDates", "RelatedTaxYear"]
    assert (text(eps, "NoPaymentDates/From"), text(eps, "NoPaymentDates/To")) == ("2026-12-06", "2027-01-05")


def test_a_form_on_paper_has_no_preview(books: Books) -> None:
    with pytest.raises(ValueError, match="on paper"):
        preview(books, Key(PAYDAY, PAYDAY, Kind.RT2, 1))
