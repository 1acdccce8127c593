"""Made-up but believable views, and documents to put into packs."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any, BinaryIO

import openpyxl
import pypdf
from PIL import Image, ImageDraw

from carerdesk.domain.evidence.results import ControlResult, Finding, State
from carerdesk.domain.money import ZERO, Money
from carerdesk.reports import payslip
from carerdesk.reports.pack import (
    Exhibit,
    Listed,
    NamedSum,
    PackHours,
    PackLine,
    PackView,
    PackWritten,
    PayrollRow,
    Reconciliation,
    SharedCost,
    WeekHours,
    WeeksHeld,
    write,
)

LETTERS = "Łucja Żabińska-Ŵynęś Ŷ ŵ £ − × ÷ ✓"


def money(text: str) -> Money:
    return Money.of(text)


def slip(**changes: object) -> payslip.PayslipView:
    weeks = [date(2026, 10, 26) + timedelta(days=7 * week) for week in range(4)]
    view = payslip.PayslipView(
        employer="Helen Marsh", acting_for="Jamie Marsh", employer_reference="123/AB45678", name="Asha Rahman",
        works_number="3", ni_number="QQ 12 34 56 C", tax_code="1257L", ni_letter="A", payday=date(2026, 11, 27),
        first=date(2026, 10, 26), last=date(2026, 11, 22), length="Four weeks", tax_period="tax week 34",
        pay=(
            payslip.PayLine("Ordinary hours", money("1033.60"), "76 hours at £13.60"),
            payslip.PayLine("Weekend hours", money("175.20"), "12 hours at £14.60"),
            payslip.PayLine("Sleep-in nights", money("116.00"), "2 at £58.00"),
        ),
        gross=money("1324.80"),
        deductions=(
            payslip.PayLine("Income tax", money("71.40"), "on £357 over your tax-free pay"),
            payslip.PayLine("National Insurance", money("28.62"), "8% of £357.80"),
            payslip.PayLine("Pension", money("33.79"), "4% of £844.80, plus £8.45 tax relief"),
        ),
        deducted=money("133.81"), net=money("1190.99"),
        paid=(payslip.PaidPart("to your bank account ending 4410", date(2026, 11, 27), money("1190.99")),),
        year=(payslip.PayLine("Gross pay", money("11406.20")), payslip.PayLine("Income tax", money("607.40"))),
        employer_paid=(
            payslip.PayLine("Pension, 3%", money("25.34")),
            payslip.PayLine("National Insurance", ZERO, "£140.97 was due; Employment Allowance covered it"),
        ),
        hours=payslip.HoursPaid(
            ("Ordinary", "Weekend", "Sleep-in"),
            tuple(
                payslip.HoursWeek(day, day + timedelta(days=6), (Decimal(19), Decimal(3), Decimal(at % 2)), Decimal(22))
                for at, day in enumerate(weeks)
            ),
            (Decimal(76), Decimal(12), Decimal(2)), Decimal(88),
        ),
        holiday_left="61.5 hours", notices=("No pension contribution was taken.",),
        sources=("GOV.UK, rates and thresholds for employers 2026 to 2027",),
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def tests() -> tuple[ControlResult, ...]:
    made = [ControlResult(n, f"Test number {n} holds", State.PASS, f"{n} of {n}") for n in range(1, 13)]
    late = Finding("18 November: 30 minutes more.", "Ask the council to agree the half hour.")
    made[3] = replace(made[3], state=State.ATTENTION, result="0.5 h over", findings=(late,))
    made[10] = replace(made[10], state=State.NOT_CHECKED, result="", missing="Who lives at home is not recorded.")
    return tuple(made)


def reconciliation() -> Reconciliation:
    return Reconciliation(
        money("4731.58"), money("10240.96"), money("144"), ZERO, money("7612.40"), money("742.18"), money("318.92"),
        money("387.55"), statement=money("7158.03"), others=(NamedSum("NHS money", money("1102.54")),),
        set_aside=(NamedSum("Pay and tax due on 27 November", money("2087.09")),), received_note="4 × £2,560.24",
    )  # fmt: skip


def line(n: int, exhibits: tuple[str, ...] = (), **changes: object) -> PackLine:
    made = PackLine(
        n, date(2026, 8, 3) + timedelta(days=n), "Café Żubr", "Swimming", "Activities", "card", ZERO, money("11"),
        money("5000") - Money(1100 * n), exhibits,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def pack(exhibits: tuple[Listed, ...] = (), lines: tuple[PackLine, ...] = (), **changes: object) -> PackView:
    week = WeekHours(date(2026, 8, 3), date(2026, 8, 9), (Decimal(19), Decimal("7.5")), Decimal("26.5"))
    view = PackView(
        title="Direct payment return", funder="Westmere Council", first=date(2026, 8, 3), last=date(2026, 11, 22),
        length="16 weeks", reference="DP-20417", person="Jamie Marsh", holder="Helen Marsh, parent",
        account="Own account ending 4471", send_by=date(2026, 12, 2), made=date(2026, 11, 29),
        money_name="Council money", contribution_name="Jamie’s contribution", sum=reconciliation(),
        weeks=WeeksHeld(
            money("640.06"), Decimal("6.2"), Decimal("9.46"), Decimal(4), Decimal(8), "Inside the limits", State.PASS
        ),
        tests=tests(), test_exhibits=("A, C",) * 12, exhibits=exhibits, lines=lines,
        declaration=("These figures are complete and true.",), signed_by="Helen Marsh",
        shared=(
            SharedCost(date(2026, 9, 1), "Insurance", money("45"), money("60"), (NamedSum("NHS", money("15")),)),
        ),
        payroll=(
            PayrollRow(
                "Asha Rahman", date(2026, 8, 28), money("1324.80"), money("71.40"), money("28.62"), money("33.79"),
                ZERO, money("1190.99"), ZERO, money("25.34"),
            ),
        ),
        hours=PackHours(("Asha Rahman", "Łucja Żabińska"), (week,)),
    )  # fmt: skip
    return replace(view, **changes)  # type: ignore[arg-type]


def photo(size: tuple[int, int] = (300, 400), orientation: int = 1, mode: str = "RGB") -> bytes:
    """A photo with one dark corner (top left as stored), Exif with a place in it, and a comment."""
    image = Image.new(mode, size, "white" if mode != "CMYK" else 0)
    ImageDraw.Draw(image).rectangle((0, 0, size[0] // 2, size[1] // 3), fill=0 if mode == "L" else "black")
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = "SECRETPLACE"
    held = BytesIO()
    image.save(held, "JPEG", quality=90, exif=exif, comment=b"SECRETCOMMENT")
    return held.getvalue()


def png(mode: str = "RGBA") -> bytes:
    held = BytesIO()
    Image.new(mode, (40, 30), 128 if mode in {"L", "I;16"} else (255, 0, 0, 0) if mode == "RGBA" else "red").save(
        held, "PNG"
    )
    return held.getvalue()


def slips(count: int = 1) -> bytes:
    return rendered(lambda stream: payslip.write([slip()] * count, stream))


def exhibit(number: str, data: bytes, kind: str = "") -> Exhibit:
    return Exhibit(number, f"Document {number} of Café Żubr", kind, lambda: data)


def bind(*exhibits: Exhibit, **changes: object) -> tuple[bytes, PackWritten]:
    """A pack of these exhibits, each named by one line of its list."""
    listed = tuple(Listed(each.number, each.title, date(2026, 9, 1), money("11")) for each in exhibits)
    lines = tuple(line(n, (each.number,)) for n, each in enumerate(exhibits, 1))
    held = BytesIO()
    written = write(pack(listed, lines, **changes), exhibits, held)
    return held.getvalue(), written


def rendered(draw: Callable[[BinaryIO], object]) -> bytes:
    held = BytesIO()
    draw(held)
    return held.getvalue()


def reader(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(BytesIO(data), strict=True)


def text(data: bytes, *, raw: bool = False) -> str:
    """What poppler reads, laid out; blanks squeezed."""
    ask = ["pdftotext", "-raw" if raw else "-layout", "-", "-"]
    out = subprocess.run(ask, input=data, capture_output=True, check=True).stdout.decode()
    return "\n".join(" ".join(row.split()) for row in out.splitlines())


def picture(data: bytes, page: int, dots: int = 40) -> Image.Image:
    """A page as poppler paints it, counted from one."""
    ask = ["pdftoppm", "-r", str(dots), "-f", str(page), "-l", str(page), "-png", "-singlefile", "-"]
    out = subprocess.run(ask, input=data, capture_output=True, check=True).stdout
    return Image.open(BytesIO(out)).convert("RGB")


def grey(image: Image.Image, place: tuple[int, int]) -> int:
    """How light a dot is, 0 to 255."""
    return image.convert("L").tobytes()[place[1] * image.width + place[0]]


def workbook(data: bytes, *, values: bool = False) -> Any:
    """A spreadsheet read back, its formulas or the values they carry."""
    return openpyxl.load_workbook(BytesIO(data), data_only=values)
