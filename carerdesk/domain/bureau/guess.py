"""Guessing a bureau's figures from the words of a payslip, a report or a spreadsheet: each is to be confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from carerdesk.domain.money import Money

_AMOUNT: Final = re.compile(r"(?<![\d.,/])-?£?\s?-?(?:\d{1,3}(?:,\d{3})+|\d+)\.\d{2}(?![\d/])")
_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "gross": (r"(total )?gross( pay)?( for tax)?", r"total pay"),
    "taxable": (r"taxable( pay| gross)?", r"gross (pay )?for tax", r"pay for tax"),
    "tax": (r"(income )?tax( paid| deducted)?", r"paye( tax)?"),
    "niable": (r"(earnings|pay|gross) (for|subject to) ni\w*", r"ni-?able( pay| earnings| gross)?"),
    "employee_ni": (r"(employee'?s?'?|ee'?s?) (ni\w*|national insurance)", r"national insurance", r"nic?"),
    "employer_ni": (r"(employer'?s?'?|er'?s?) (ni\w*|national insurance)",),
    "student_loan": (r"student loans?",),
    "postgraduate_loan": (r"post-?graduate loans?",),
    "pension_paid": (r"(employee'?s?'?|ee'?s?) pension", r"pension( contributions?)?"),
    "at_lel": (r"earnings (at|up to) (the )?lel", r"1a"),
    "lel_to_pt": (r"lel (to|-) pt", r"1b"),
    "pt_to_uel": (r"pt (to|-) uel", r"1c"),
    "net": (r"net pay", r"take[- ]home( pay)?", r"amount paid"),
}
_TO_DATE: Final = r"(?:,?\s*(?:\(?(?:ytd|tytd|to date|year to date|td|this year|so far)\)?))"
_BEFORE: Final = r"(?:ytd|year to date|total)\s+"


@dataclass(frozen=True, slots=True)
class Guess:
    """One figure as it was read, and the words it was read from."""

    figure: str
    amount: Money
    words: str


def guess_figures(text: str, *, to_date: bool) -> tuple[Guess, ...]:
    """The figures named in a text, one guess each: those to date, or those of the payday.

    A line that says "to date" (or YTD) wins over one that does not. Of two amounts on a line the last is the year's,
    as on most payslips, and the first the payday's.
    """
    found: dict[str, tuple[int, Guess]] = {}
    for line in text.splitlines():
        for rank, guess in _on_line(line, to_date=to_date):
            if guess.figure not in found or rank > found[guess.figure][0]:
                found[guess.figure] = (rank, guess)
    return tuple(guess for _, guess in found.values())


def _on_line(line: str, *, to_date: bool) -> Iterator[tuple[int, Guess]]:
    line = re.sub(r"(?<!\d)[,;]|[;\t|]", " ", line)
    amounts = [_money(each.group()) for each in _AMOUNT.finditer(line)]
    if not amounts:
        return
    start = _AMOUNT.search(line)
    assert start is not None
    words = re.sub(r"[\s:|,;\"]+", " ", line[: start.start()].replace("’", "'")).strip(" .£-").lower()
    says_year = re.search(rf"{_TO_DATE}$|^{_BEFORE}", words) is not None
    if says_year and not to_date:
        return
    rank = 2 if says_year else 1 if len(amounts) > 1 else 0
    if to_date and not rank:
        return
    name = re.sub(rf"{_TO_DATE}$", "", re.sub(rf"^{_BEFORE}", "", words)).strip()
    amount = amounts[-1] if to_date else amounts[0]
    for figure, patterns in _NAMES.items():
        if any(re.fullmatch(pattern, name) for pattern in patterns):
            yield rank, Guess(figure, amount, " ".join(line.split()))
            return


def _money(text: str) -> Money:
    return Money.of(re.sub(r"[£,\s]", "", text))
