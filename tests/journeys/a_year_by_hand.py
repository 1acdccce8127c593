"""A PA’s year of pay, worked out by hand.

Every figure is worked out by hand below, from the published rules and rates of 2026-27, and stands here as a plain
number; the papers that were saved are read back and must say the same.

The rules. Tax: four-weekly pay counts in tax weeks. Code 1257L: 1257 = 2 × 500 + 257; (2,570 + 9) ÷ 52 = 49.60 up, and
2 × 96.16, so 241.92 of free pay a week. Code 1100L: 1100 = 2 × 500 + 100; (1,000 + 9) ÷ 52 = 19.41 up, and 2 × 96.16,
so 211.73. Pay to date less free pay to date, whole pounds, at 20 %, less the tax taken before. National Insurance, four
weeks: 8 % from 967 to 3,867 and 2 % above; the employer 15 % above 385, covered by the Employment Allowance. Loan, plan
1: 26,900 × 4 ÷ 52 = 2,069.23; 9 % of what is above, whole pounds down. Pension, relief at source: of the pay from 480
to 3,867 she pays 4 % (the provider claims 1 %) and the employer 3 %.

The pay. 16 shifts of 10 hours in four weeks at £16: 2,560; from 28 September at £17: 2,720. The P45 brought 3,200.00 of
pay and 220.60 of tax.
1. 9 July, week 14. Pay to date 5,760.00, free 3,386.88, taxable 2,373: 474.60 of tax in all, 254.00 of it now.
2. 6 August, week 18. 8,320.00 less 4,354.56: 3,965 at 20 % is 793.00, less 474.60.
3. 3 September, week 22. 10,880.00 less 5,322.24: 5,557 at 20 % is 1,111.40, less 793.00.
4. 1 October, week 26. Off sick from Wednesday 23 September: two shifts fall out, 2,240.00. Average weekly earnings
   (2,560 + 2,560) ÷ 8 = 640, so the flat 123.25 ÷ 4 days = 30.8125; two days 61.625, up to 61.63. 2,301.63 in all.
   13,181.63 less 6,289.92: 6,891 at 20 % is 1,378.20, less 1,111.40. Loan 9 % of 232.40: 20.
5. 29 October, week 30, 1100L. Sick to Tuesday 29 September: two more days, 61.63, and 14 shifts at £17, 2,380.00:
   2,441.63. 15,623.26 less 6,351.90: 9,271 at 20 % is 1,854.20, less 1,378.20. Loan 9 % of 372.40: 33.
6. 26 November, week 34. 18,343.26 less 7,198.82: 11,144 at 20 % is 2,228.80, less 1,854.20. Loan 9 % of 650.77: 58.
7. 24 December, week 38. 12 shifts, 2,040.00. Holiday 14 to 17 December, 40 h. The pay period ends on a Sunday, so weeks
   run from Monday: 27 paid weeks from 8 June to 13 December, 620 h at £16 and 420 h at £17, 17,060 for 1,040 h; × 40 =
   656.15. 2,696.15 in all. 21,039.41 less 8,045.74: 12,993 at 20 % is 2,598.60, less 2,228.80. Loan 9 % of 626.92: 56.
8. 21 January, week 42. 3 December was 2 h longer: 34.00 more, 2,754.00. 23,793.41 less 8,892.66: 14,900 at 20 % is
   2,980.00, less 2,598.60. Loan 9 % of 684.77: 61.
9. 18 February, week 46. 26,513.41 less 9,739.58: 16,773 at 20 % is 3,354.60, less 2,980.00.
10. 18 March, week 50, after her last day, 11 March. Holiday earned, 12.07 % of each pay period's hours to the nearest
   hour: 160 h give 19 in periods 1, 2, 3, 6, 9 and 10. Days off sick count 40 h × 5 ÷ 7 in period 4, (140 + 28.57) h:
   20; 40 h × 2 ÷ 7 in period 5, (140 + 11.43) h: 18. 120 h in period 7: 14. 162 h in period 8: 20. Together 186 h, less
   40 taken: 146 h. The 39 paid weeks to 7 March: 620 h, 9,920.00; 860 h at £17, 14,620.00; the 2 h, 34.00; the holiday
   of 40 h, 656.15: 25,230.15 for 1,522 h; × 146 = 2,420.24. With 2,720.00 that is 5,140.24. 31,653.65 less 10,586.50:
   21,067 at 20 % is 4,213.40, less 3,354.60. NI: 2,900 × 8 % = 232.00 and 1,273.24 × 2 % = 25.46 (25.4648); employer
   4,755.24 × 15 % = 713.29 (713.286). Loan 9 % of 3,071.01: 276. Pension on 3,387.00: 135.48 and 101.61.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Slip:
    """One payday by hand; `taken_to_date` is the tax of this job so far, `holiday` what is left at the end."""

    day: str
    week: int
    gross: str
    tax: str
    ni: str
    loan: str
    pension: str
    net: str
    employer_ni: str
    employer_pension: str
    gross_to_date: str
    tax_to_date: str
    holiday: str
    lines: tuple[str, ...]


HAND = (
    Slip("9 July", 14, "2,560.00", "254.00", "127.44", "44.00", "83.20", "2,051.36", "326.25", "62.40",
         "2,560.00", "254.00", "19 h", ("Normal hours £2,560.00", "160 h at £16.00")),
    Slip("6 August", 18, "2,560.00", "318.40", "127.44", "44.00", "83.20", "1,986.96", "326.25", "62.40",
         "5,120.00", "572.40", "38 h", ("Normal hours £2,560.00",)),
    Slip("3 September", 22, "2,560.00", "318.40", "127.44", "44.00", "83.20", "1,986.96", "326.25", "62.40",
         "7,680.00", "890.80", "57 h", ("Normal hours £2,560.00",)),
    Slip("1 October", 26, "2,301.63", "266.80", "106.77", "20.00", "72.87", "1,835.19", "287.49", "54.65",
         "9,981.63", "1,157.60", "77 h", ("Normal hours £2,240.00", "£61.63", "2 days at £30.8125")),
    Slip("29 October", 30, "2,441.63", "476.00", "117.97", "33.00", "78.47", "1,736.19", "308.49", "58.85",
         "12,423.26", "1,633.60", "95 h", ("140 h at £17.00", "£2,380.00", "£61.63", "2 days at £30.8125")),
    Slip("26 November", 34, "2,720.00", "374.60", "140.24", "58.00", "89.60", "2,057.56", "350.25", "67.20",
         "15,143.26", "2,008.20", "114 h", ("Normal hours £2,720.00",)),
    Slip("24 December", 38, "2,696.15", "369.80", "138.33", "56.00", "88.65", "2,043.37", "346.67", "66.48",
         "17,839.41", "2,378.00", "88 h", ("Normal hours £2,040.00", "40 h £656.15")),
    Slip("21 January", 42, "2,754.00", "381.40", "142.96", "61.00", "90.96", "2,077.68", "355.35", "68.22",
         "20,593.41", "2,759.40", "108 h", ("put right in the pay of", "£34.00", "2 h at £17.00")),
    Slip("18 February", 46, "2,720.00", "374.60", "140.24", "58.00", "89.60", "2,057.56", "350.25", "67.20",
         "23,313.41", "3,134.00", "127 h", ("Normal hours £2,720.00",)),
    Slip("18 March", 50, "5,140.24", "858.80", "257.46", "276.00", "135.48", "3,612.50", "713.29", "101.61",
         "28,453.65", "3,992.80", "0 h", ("Holiday earned and not taken, 146 h £2,420.24",)),
)  # fmt: skip
YEAR = {
    "gross": "28,453.65", "tax": "3,992.80", "ni": "1,426.29", "loan": "694.00", "pension": "895.23",
    "net": "21,445.33", "employer_ni": "3,690.54", "employer_pension": "671.41",
}  # fmt: skip
MONTHS = (  # tax months 4 to 12: tax and loans, NI of the PA, and together; the allowance covers the employer's
    ("298.00", "127.44", "425.44"),
    ("724.80", "254.88", "979.68"),  # two paydays: 6 August and 3 September
    ("286.80", "106.77", "393.57"),
    ("509.00", "117.97", "626.97"),
    ("432.60", "140.24", "572.84"),
    ("425.80", "138.33", "564.13"),
    ("442.40", "142.96", "585.36"),
    ("432.60", "140.24", "572.84"),
    ("1,134.80", "257.46", "1,392.26"),
)
QUARTERS = {  # by the RT2's lines: this quarter, then to date
    "October": {
        "Taxable pay": ("9,981.63", "9,981.63"), "Tax taken off or given back": ("1,157.60", "1,157.60"),
        "Student loan": ("152.00", "152.00"), "Pension not under a net pay arrangement": ("322.47", "322.47"),
        "PA’s contributions": ("489.09", "489.09"), "Employer’s contributions": ("1,266.24", "1,266.24"),
    },
    "January": {
        "Taxable pay": ("7,857.78", "17,839.41"), "Tax taken off or given back": ("1,220.40", "2,378.00"),
        "Student loan": ("147.00", "299.00"), "Pension not under a net pay arrangement": ("256.72", "579.19"),
        "PA’s contributions": ("396.54", "885.63"), "Employer’s contributions": ("1,005.41", "2,271.65"),
    },
    "April": {
        "Taxable pay": ("10,614.24", "28,453.65"), "Tax taken off or given back": ("1,614.80", "3,992.80"),
        "Student loan": ("395.00", "694.00"), "Pension not under a net pay arrangement": ("316.04", "895.23"),
        "PA’s contributions": ("540.66", "1,426.29"), "Employer’s contributions": ("1,418.89", "3,690.54"),
    },
}  # fmt: skip


def pounds(words: str) -> Decimal:
    """A plain number as it stands on paper."""
    return Decimal(words.replace(",", ""))


def agrees(slip: Slip, words: str) -> None:
    """A payslip’s words hold every figure of the payday."""
    for expected in (
        f"tax week {slip.week}", f"Gross pay £{slip.gross}", f"Income tax £{slip.tax}",
        f"National Insurance £{slip.ni}", f"Student loan, plan 1 £{slip.loan}", f"Pension £{slip.pension}",
        f"£{slip.net}", f"£{slip.employer_ni} was due; Employment Allowance covered", f"£{slip.employer_pension}",
        f"Gross pay £{slip.gross_to_date}", f"Income tax £{slip.tax_to_date}", f"Holiday left {slip.holiday}",
        *slip.lines,
    ):  # fmt: skip
        assert expected in words, f"{slip.day}: {expected}"


def the_payment_record_agrees(words: str) -> None:
    """The payment record has every month."""
    for line, at in (("3 Net income tax (1 + 2)", 0), ("21 Net National Insurance (6 − 20)", 1)):
        assert f"{line} {' '.join(month[at] for month in MONTHS[:4])}" in words
    due = [month[2] for month in MONTHS]
    for part in (due[:4], due[4:8], due[8:]):
        assert f"23 Total due (3 + 21) {' '.join(part)}" in words
    assert "Employment Allowance: £3,690.54 used, £6,809.46 left in 2026-27." in words


def the_return_agrees(month: str, words: str) -> None:
    """The RT2 of the quarter to this month has its figures."""
    for line, (quarter, to_date) in QUARTERS[month].items():
        assert f"{line} this quarter {quarter}" in words, f"{month}: {line}"
        assert f"{line} to date {to_date}" in words, f"{month}: {line}"
    assert ("Leaving date 11 March 2027" in words) == (month == "April")
    assert ("Student loan to repay Yes, Plan 1" in words) == (month == "October")
