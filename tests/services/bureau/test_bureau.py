"""Checking a bureau, taking over from one, handing over to one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from io import BytesIO

from pypdf import PdfReader

from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.books.undoing import undo
from carerdesk.services.bureau.checking import keep_bureau_slip, slip_to_check, slips_to_check
from carerdesk.services.bureau.due import due_items
from carerdesk.services.bureau.moving import doubts_about, keep_p32, kept_p32, p32_doubts
from carerdesk.services.bureau.papers import ask_for_pdf, handover_csv, handover_pdf, schedule_csv, schedule_pdf
from carerdesk.services.bureau.reading import read_figures
from carerdesk.services.deductions.details import StandingDetails
from carerdesk.services.deductions.standing import add_standing
from carerdesk.services.pension.details import Scheme
from carerdesk.services.pension.events import Happened, record_event
from carerdesk.services.pension.scheme import set_scheme
from carerdesk.services.people.change_employer import change_employer
from carerdesk.services.people.details import TakenOver
from carerdesk.services.people.read import employer
from tests.services.pay.made import PAYDAY, agreed, codes, done, keep, money, pa, weekdays

AS_AT = date(2026, 10, 30)
TAKEN = TakenOver(
    "2026-27", AS_AT, gross=money("9000"), taxable=money("9000"), tax=money("341.00"), niable=money("9000"),
    employee_ni=money("120"), employer_ni=money("800"),
)  # fmt: skip


def paid(books: Books, **how: object) -> int:
    asha = pa(books, **how)  # type: ignore[arg-type]
    keep(books, weekdays(asha, date(2026, 11, 20), 10, "08:00-16:00"))
    agreed(books)
    return int(books.quick("SELECT id FROM payslip")[0][0])


def ours(books: Books) -> dict[str, Money]:
    names = ("gross", "tax", "employee_ni", "employer_ni", "net")
    (row,) = books.quick(f"SELECT {', '.join(names)} FROM payslip")  # noqa: S608 - names of this list
    return {name: Money(pence) for name, pence in zip(names, row, strict=True)}


def test_a_payslip_that_agrees_says_so_and_undo_opens_it_again(books: Books) -> None:
    slip = paid(books)
    answer = done(keep_bureau_slip(books, slip, ours(books)))
    assert [one.state for one in slips_to_check(books)] == ["agrees"]
    undo(books, answer.operation)
    assert [one.state for one in slips_to_check(books)] == ["open"]


def test_a_bureau_on_another_code_is_found_out(books: Books) -> None:
    """BR on £1,088.00 takes 20 % of whole pounds: £217.60; ours takes nothing, far below the free pay."""
    slip = paid(books)
    mine = ours(books)
    assert mine["tax"] == Money(0)
    theirs = {**mine, "tax": money("217.60"), "net": mine["net"] - money("217.60")}
    done(keep_bureau_slip(books, slip, theirs))
    found = slip_to_check(books, slip)
    assert found is not None
    assert found.state == "differs"
    by_figure = {one.figure: [(part.reason, part.what, part.amount) for part in one.parts] for one in found.checked}
    assert by_figure["tax"] == [("other_code", "BR", money("217.60"))]
    assert by_figure["net"] == [("follows_lines", "", money("-217.60"))]


def test_gross_and_net_are_wanted(books: Books) -> None:
    slip = paid(books)
    assert codes(keep_bureau_slip(books, slip, {"tax": money("1")})) == ["bureau_slip_gross_and_net"]


def test_figures_taken_over_are_worked_out_afresh(books: Books) -> None:
    """30 October is week 30: 30 x 241.92 = 7,257.60 free; 1,742 pounds at 20 % are 348.40."""
    asha = pa(books, started=date(2026, 4, 6), first_payday=AS_AT, period_end=date(2026, 10, 25))
    assert doubts_about(books, asha, replace(TAKEN, tax=money("348.40"))) == ()
    (doubt,) = doubts_about(books, asha, TAKEN)
    assert (doubt.code, doubt.values["ours"]) == ("tax_not_as_the_code_says", "£348.40")


def test_the_p32_is_kept_and_its_allowance_taken_over(books: Books) -> None:
    pa(books, taken_over=TAKEN)
    assert codes(keep_p32(books, {})) == ["p32_empty"]
    assert codes(keep_p32(books, {"loans": money("-1")})) == ["p32_below_nothing"]
    done(keep_p32(books, {"tax": money("341"), "employee_ni": money("100"), "allowance": money("800")}))
    assert kept_p32(books)["allowance"] == money("800")
    assert books.quick("SELECT allowance_year, allowance_used_before FROM employer") == [("2026-27", 80000)]
    assert [(doubt.code, doubt.values["apart"]) for doubt in p32_doubts(books)] == [
        ("p32_employee_ni_differs", "£20.00")
    ]


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages).split())


def test_the_papers_hold_what_they_say(books: Books) -> None:
    assert "Please do not send HMRC a final report" in words(ask_for_pdf(books))
    paid(books)
    assert "Asha Rahman: £" in words(schedule_pdf(books, PAYDAY))
    assert "Ordinary" in schedule_csv(books, PAYDAY).decode("utf-8-sig") or b"80.00" in schedule_csv(books, PAYDAY)
    pack = words(handover_pdf(books))
    assert "Taxable pay to date, this job" in pack
    assert "Asha Rahman, last paydays" in pack
    assert "Asha Rahman,Tax code,1257L" in handover_csv(books).decode("utf-8-sig")


def test_the_pack_tells_a_bureau_of_pension_and_orders(books: Books) -> None:
    asha = pa(books)
    terms = ("relief_at_source", "qualifying_earnings", Decimal(5), Decimal(3), "EMP1")
    done(set_scheme(books, Scheme(date(2026, 9, 1), "Nest", *terms)))
    done(record_event(books, asha, Happened("enrolled", date(2026, 9, 1))))
    order = StandingDetails(
        "order_priority", "Attachment of earnings", date(2026, 9, 1), payee="HMCTS", reference="AE7",
        made_on=date(2026, 8, 20), amount=money("50"), protected=money("700"), total=money("900"),
    )  # fmt: skip
    done(add_standing(books, asha, order))
    pack = words(handover_pdf(books))
    assert "Nest, employer reference EMP1" in pack
    assert "5% and 3%" in pack
    assert "1 September 2026: enrolled" in pack
    assert "£50.00 each payday" in pack
    assert "£700.00" in pack
    assert "paid to HMCTS; reference AE7" in pack
    assert "£900.00" in handover_csv(books).decode("utf-8-sig")


def test_a_handed_over_pack_can_be_read_again_and_a_picture_cannot(books: Books) -> None:
    paid(books)
    found = read_figures(b"Gross pay YTD,1200.00\nTax YTD,10.00\n", "slip.csv", to_date=True)
    assert not isinstance(found, Problem)
    assert {guess.figure: guess.amount for guess in found} == {"gross": money("1200"), "tax": money("10")}
    for rubbish in (b"", b"\x89PNG\r\n\x1a\n\x00\x00", b"hello"):
        answer = read_figures(rubbish, "x.pdf", to_date=True)
        assert isinstance(answer, Problem)
        assert answer.code == "bureau_file_not_read"


def test_payslips_not_compared_are_due_where_a_bureau_does_the_payroll(books: Books) -> None:
    slip = paid(books)
    payday = date(2026, 11, 27)

    def due() -> list[str]:
        with books.reading() as session:
            return [one.key for one in due_items(session, payday)]

    assert due() == []
    done(change_employer(books, replace(employer(books).details, filing_route="bureau")))
    assert due() == ["bureau:2026-11-27"]
    done(keep_bureau_slip(books, slip, ours(books)))
    assert due() == []
