"""What another program took differently is found to the penny, by the sums that pay people."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest

from carerdesk.domain.payroll.corrections import Correction
from carerdesk.services.books import Books
from carerdesk.services.filing.answers import comparison, keep_answer
from carerdesk.services.pay.corrections import kept
from tests.services.filing.kept import slip
from tests.services.pay.made import done, money, pa

PAYDAY = date(2026, 10, 30)


@pytest.fixture
def said(books: Books) -> Callable[..., dict[str, str]]:
    """Asha's £2,000 for four weeks, week 30, on 1257L and letter A, Plan 2; 6,000.00 and 400.00 tax before."""
    asha = pa(books)
    slip(books, asha, PAYDAY, gross="2000.00", tax="28.20", employee_ni="82.64", employer_ni="242.25",
         allowance="242.25", student_loan="0.00", loan_plan="plan_2",
         inputs='{"taxable_pay_before": "6000.00", "tax_before": "400.00"}')  # fmt: skip

    def answered(**theirs: str) -> dict[str, str]:
        done(keep_answer(books, PAYDAY, asha, {name: money(amount) for name, amount in theirs.items()}))
        (found,) = comparison(books, PAYDAY)
        return {each.figure: found.words(each) for each in found.differences}

    return answered


@pytest.mark.parametrize(
    ("theirs", "words"),
    [
        # 20 % of 8,000 less 400 would be 1,200, but tax is never more than half of the pay
        ({"tax": "1000.00"}, "Code BR cumulative gives exactly that; here the code is 1257L"),
        ({"tax": "400.00"}, "Code BR on week 1/month 1 gives exactly that"),
        # week 1 to 4: free pay 4 x 241.89 rounded up to 967.56; 20 % of 1,032
        ({"tax": "206.40"}, "The same code on week 1/month 1 gives exactly that"),
        # 2,000 to date against 30 weeks of free pay: nothing
        ({"tax": "0.00"}, "With nothing paid or taxed before"),
        # over State Pension age nothing for the PA; the employer pays 15 % of 2,000 less 385 as before
        ({"employee_ni": "0.00", "employer_ni": "242.25"}, "Letter C gives exactly that; here the letter is A"),
        ({"employer_ni": "0.00"}, "taken the Employment Allowance of £242.25 off already"),
        ({"tax": "123.45"}, "Check the tax code"),
    ],
)
def test_the_other_figure_is_traced_to_what_gives_it(
    said: Callable[..., dict[str, str]], theirs: dict[str, str], words: str
) -> None:  # fmt: skip
    found = said(**theirs)
    assert any(words in each for each in found.values()), found


def test_other_pay_explains_everything_else(said: Callable[..., dict[str, str]]) -> None:
    found = said(taxable="2001.00", tax="1200.00")
    assert "Pay differs too" in found["tax"]


def test_what_was_put_right_of_earlier_paydays_is_named(books: Books) -> None:
    """13.00 of the 28.20 is October's: the other program has 15.20."""
    asha = pa(books)
    october = Correction(1, date(2026, 10, 2), "A", "A", tax=money("13.00"))
    slip(books, asha, PAYDAY, gross="2000.00", tax="28.20", employee_ni="82.64", employer_ni="242.25",
         allowance="242.25", inputs=json.dumps({"corrections": kept([october])}))  # fmt: skip
    done(keep_answer(books, PAYDAY, asha, {"tax": money("15.20")}))
    (found,) = comparison(books, PAYDAY)
    (difference,) = found.differences
    assert "Without the £13.00 put right of earlier paydays" in found.words(difference)
