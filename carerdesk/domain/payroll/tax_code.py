"""Reading a tax code as HMRC writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from carerdesk.domain.problem import Problem


class Nation(StrEnum):
    """Whose income tax bands a code asks for; England's also serve Northern Ireland."""

    ENGLAND = "england"
    SCOTLAND = "scotland"
    WALES = "wales"


class CodeKind(StrEnum):
    """What a code does with pay."""

    FREE_PAY = "free_pay"
    ADDED_PAY = "added_pay"
    FLAT = "flat"
    NO_TAX = "no_tax"


_PREFIXES: Final = {"": Nation.ENGLAND, "S": Nation.SCOTLAND, "C": Nation.WALES}
_FLAT: Final = {
    Nation.ENGLAND: ("BR", "D0", "D1"),
    Nation.WALES: ("BR", "D0", "D1"),
    Nation.SCOTLAND: ("BR", "D0", "D1", "D2", "D3"),
}
_WEEK_ONE: Final = re.compile(r"(?:W1/?M1|WK1/?MTH1|W1|M1|X)$")
_CODE: Final = re.compile(
    r"(?P<prefix>[SC]?)(?:(?P<none>NT)|(?P<flat>BR|D[0-9])|(?P<zero>0T)"
    r"|K(?P<added>[1-9][0-9]*)|(?P<number>[1-9][0-9]{0,5})(?P<letter>[LMNT]))"
)
MOST_ADDED: Final = 9999


@dataclass(frozen=True, slots=True)
class TaxCode:
    """A tax code: what it does, by which nation's bands, and whether earlier paydays count.

    `number` is the allowance less its last digit, or for K codes what is added to pay; `flat` is BR or D0 to D3.
    `week_one` is true where the code itself ends in W1, M1, W1/M1 or X: no earlier payday counts.
    """

    text: str
    kind: CodeKind
    nation: Nation
    number: int = 0
    flat: str = ""
    week_one: bool = False

    @classmethod
    def read(cls, text: str) -> TaxCode | Problem:
        """What a person typed ("s1257l m1"), or the problem with it (field "tax_code")."""
        whole = re.sub(r"\s+", "", text).upper()
        base = _WEEK_ONE.sub("", whole)
        if not whole:
            return Problem("tax_code", "tax_code_missing")
        found = _CODE.fullmatch(base)
        if not found:
            return Problem("tax_code", "tax_code_unknown", {"code": whole})
        return _made(found, base, week_one=base != whole)

    @property
    def shown(self) -> str:
        """The code as it is written on a payslip: "1257L W1/M1"."""
        return f"{self.text} W1/M1" if self.week_one else self.text


def _made(found: re.Match[str], base: str, *, week_one: bool) -> TaxCode | Problem:
    nation = _PREFIXES[found["prefix"]]
    fault = _fault(found, nation)
    if fault:
        return Problem("tax_code", fault, {"code": base, "most": f"K{MOST_ADDED}"})
    if found["none"]:
        return TaxCode(base, CodeKind.NO_TAX, nation, week_one=week_one)
    if found["flat"]:
        return TaxCode(base, CodeKind.FLAT, nation, flat=found["flat"], week_one=week_one)
    if found["added"]:
        return TaxCode(base, CodeKind.ADDED_PAY, nation, int(found["added"]), week_one=week_one)
    return TaxCode(base, CodeKind.FREE_PAY, nation, int(found["number"] or 0), week_one=week_one)


def _fault(found: re.Match[str], nation: Nation) -> str:
    if found["none"] and found["prefix"]:
        return "tax_code_nt_prefix"
    if found["flat"] and found["flat"] not in _FLAT[nation]:
        return "tax_code_not_in_nation"
    if found["added"] and int(found["added"]) > MOST_ADDED:
        return "tax_code_k_too_high"
    return ""
