"""Why a bureau's payslip differs from ours: every penny goes to a reason, or is said to be unexplained."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from carerdesk.domain.money import ZERO, Money
from carerdesk.domain.payroll.pay import Item, Pay, PayInputs, YearToDate, check_pay_inputs, work_out_pay
from carerdesk.domain.payroll.tax_code import TaxCode
from carerdesk.domain.rates import Rates

FIGURES: Final = (
    "gross", "tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions", "expenses", "net",
    "employer_ni", "employer_pension",
)  # fmt: skip
_TAKEN: Final = ("tax", "employee_ni", "student_loan", "postgraduate_loan", "pension", "deductions")
_LETTERS: Final = ("A", "B", "C", "H", "J", "M", "V", "X", "Z")
_PLANS: Final = ("", "plan_1", "plan_2", "plan_4", "plan_5")
_CODES: Final = ("BR", "0T", "1257L", "D0", "NT")


@dataclass(frozen=True, slots=True)
class Part:
    """Part of a difference: why, what with (a code, a letter, a plan), and how much. Parts add up to the difference."""

    reason: str
    amount: Money
    what: str = ""


@dataclass(frozen=True, slots=True)
class Explained:
    """One figure: ours, theirs, and the parts of the difference; none where they agree."""

    figure: str
    ours: Money
    theirs: Money
    parts: tuple[Part, ...]

    @property
    def apart(self) -> Money:
        """Theirs less ours."""
        return self.theirs - self.ours


def explain(
    inputs: PayInputs, ours: Mapping[str, Money], theirs: Mapping[str, Money], rates: Rates
) -> tuple[Explained, ...]:
    """Each figure that was typed beside ours.

    `inputs` are what our figures were worked out from. A figure that differs is first worked out on the bureau's own
    gross pay; what is left is tried against another code, basis, letter or plan, until one gives it to the penny.
    """
    on_theirs = _with_gross(inputs, theirs.get("gross", ours["gross"]))
    base = _worked(on_theirs, rates)
    return tuple(
        Explained(name, ours[name], theirs[name], tuple(_parts(name, ours, theirs, base, on_theirs, rates)))
        for name in FIGURES
        if name in theirs
    )


def _with_gross(inputs: PayInputs, gross: Money) -> PayInputs:
    return replace(inputs, lines=(Item("normal", "Gross pay", gross),))


def _worked(inputs: PayInputs, rates: Rates) -> Pay | None:
    return None if check_pay_inputs(inputs, rates) else work_out_pay(inputs, rates)


def _parts(
    name: str, ours: Mapping[str, Money], theirs: Mapping[str, Money], base: Pay | None, inputs: PayInputs, rates: Rates
) -> Iterator[Part]:
    apart = theirs[name] - ours[name]
    if name == "net":
        yield from _net(ours, theirs)
        return
    if not apart:
        return
    follows = _figure(base, name) - ours[name] if base and theirs.get("gross", ours["gross"]) != ours["gross"] else ZERO
    if name in {"gross", "deductions", "expenses"}:
        yield Part(f"{name}_differs", apart)
        return
    if follows:
        yield Part("follows_gross", follows)
    left = apart - follows
    if left:
        yield _left(name, left, theirs[name], inputs, rates)


def _left(name: str, left: Money, wanted: Money, inputs: PayInputs, rates: Rates) -> Part:
    for reason, what, other in _variants(name, inputs):
        found = _worked(other, rates)
        if found is not None and _figure(found, name) == wanted:
            return Part(reason, left, what)
    return Part("rounding" if abs(left.pence) <= 1 else "unexplained", left)


def _variants(name: str, inputs: PayInputs) -> Iterator[tuple[str, str, PayInputs]]:
    """Other ways a bureau may have worked it out: the reason, what with, and the inputs of that way."""
    if name == "tax":
        yield from _other_tax(inputs)
    elif name in {"employee_ni", "employer_ni"}:
        yield from (("other_letter", letter, replace(inputs, letter=letter)) for letter in _LETTERS)
    elif name == "student_loan":
        for plan in _PLANS:
            yield ("no_loan" if not plan else "other_plan"), plan[-1:], replace(inputs, loan_plan=plan)
    elif name == "postgraduate_loan":
        reason = "no_loan" if inputs.postgraduate_loan else "loan_not_here"
        yield reason, "", replace(inputs, postgraduate_loan=not inputs.postgraduate_loan)
    else:
        yield "no_pension", "", replace(inputs, pension=None)


def _other_tax(inputs: PayInputs) -> Iterator[tuple[str, str, PayInputs]]:
    basis = "week_one" if not inputs.week_one else "cumulative"
    yield f"other_basis_{basis}", "", replace(inputs, week_one=not inputs.week_one)
    yield "without_earlier", "", replace(inputs, before=YearToDate())
    for text in _CODES:
        code = TaxCode.read(text)
        assert isinstance(code, TaxCode)
        for week_one in (False, True):
            yield "other_code", f"{text}{' W1/M1' * week_one}", replace(inputs, code=code, week_one=week_one)
    yield "other_pension", "", replace(inputs, pension=None)


def _figure(pay: Pay, name: str) -> Money:
    found = getattr(pay, name)
    assert isinstance(found, Money)
    return found


def _net(ours: Mapping[str, Money], theirs: Mapping[str, Money]) -> Iterator[Part]:
    """Take-home pay follows from the lines above it; what is left over is a slip in adding up."""
    apart = theirs["net"] - ours["net"]
    both = {name: theirs.get(name, ours[name]) - ours[name] for name in ("gross", "expenses", *_TAKEN)}
    follows = both["gross"] + both["expenses"]
    for name in _TAKEN:
        follows -= both[name]
    if follows:
        yield Part("follows_lines", follows)
    if apart != follows:
        yield Part("does_not_add_up", apart - follows)
