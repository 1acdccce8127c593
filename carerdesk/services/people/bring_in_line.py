"""A line of a list of people, understood: the worker it means, or what in it cannot be read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from carerdesk.domain.problem import Problem
from carerdesk.domain.typed import read_date, read_hours, read_rate
from carerdesk.services.people import choices
from carerdesk.services.people.details import ContractTerms, NewWorker, Rate, Tax, WorkerDetails
from carerdesk.services.people.names import choice_name

T = TypeVar("T")
_YES = frozenset({"yes", "y", "true", "1", "x", "✓"})
_NO = frozenset({"no", "n", "false", "0", "none", "-"})
_WORDS: dict[str, dict[str, tuple[str, ...]]] = {
    "kind": {"employee": ("employed", "paye"), "self_employed": ("self employed", "sole trader")},
    "frequency": {
        "weekly": ("week", "every week", "each week"),
        "fortnightly": ("2 weekly", "every 2 weeks", "two weekly", "every two weeks", "fortnight"),
        "four_weekly": ("4 weekly", "every 4 weeks", "every four weeks", "4 weeks"),
        "monthly": ("month", "every month", "calendar monthly"),
    },
    "basis": {
        "cumulative": ("normal", "c"),
        "week_one": ("week 1", "month 1", "week 1 month 1", "w1", "m1", "w1 m1", "w1m1", "x", "non cumulative"),
    },
    "hours_kind": {"fixed": ("fixed hours", "same every week"), "irregular": ("varying", "varies", "zero hours"),
                   "part_year": ("term time", "part year")},
    "holiday_method": {"accrued": ("12 07", "12 07%", "earned", "accrual"), "rolled_up": ("rolled up",)},
    "loan_plan": {"": ("none", "no", "-"), "plan_1": ("1",), "plan_2": ("2",), "plan_4": ("4",), "plan_5": ("5",)},
    "pension": {"": ("none", "no", "n", "not in", "-"), "enrolled": ("yes", "y", "in", "auto enrolled", "member"),
                "opted_in": ("opted in",), "joined": ("joined",)},
    "sex": {"F": ("f", "female", "woman"), "M": ("m", "male", "man")},
}  # fmt: skip
_CHOICES: dict[str, tuple[str, ...]] = {
    "kind": choices.WORKER_KINDS,
    "frequency": choices.FREQUENCIES,
    "basis": choices.BASES,
    "hours_kind": choices.HOURS_KINDS,
    "holiday_method": choices.HOLIDAY_METHODS,
    "loan_plan": choices.LOAN_PLANS,
    "ni_letter": choices.NI_LETTERS,
    "sex": choices.SEXES,
    "pension": ("", "enrolled", "opted_in", "joined"),
}
_TEXTS = (
    "ni_number", "address", "phone", "email", "sort_code", "account_number", "account_name", "works_number", "title",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Understood:
    """The worker a line means. `pension` is how and since when they are in it.

    `open` are parts the line begins and does not finish, as codes: they stay out, and are told.
    """

    new: NewWorker
    pension: tuple[str, date] | None = None
    open: tuple[Problem, ...] = ()


@dataclass(slots=True)
class _Reader:
    """Reads cells, keeping what cannot be read."""

    cells: Mapping[str, str]
    today: date
    problems: list[Problem] = field(default_factory=list)

    def text(self, name: str) -> str:
        return self.cells.get(name, "")

    def read(self, name: str, how: Callable[[str], T | None]) -> T | None:
        """What a cell holds; None where it is blank, and where it cannot be read."""
        words = self.text(name)
        found = how(words) if words else None
        if words and found is None:
            self.problems.append(Problem(name, "people_cell_unread", {"column": name, "text": words}))
        return found

    def day(self, name: str) -> date | None:
        return self.read(name, lambda words: read_date(words, self.today))

    def choice(self, name: str, default: str) -> str:
        words = self.text(name)
        if not words:
            return default
        found = _choice(name, words)
        if found is None:
            known = ", ".join(value or "none" for value in _CHOICES[name])
            self.problems.append(Problem(name, "people_choice_unread", {"column": name, "text": words, "known": known}))
        return default if found is None else found

    def yes(self, name: str) -> bool:
        words = self.text(name).casefold()
        if words and words not in _YES | _NO:
            self.problems.append(Problem(name, "people_cell_unread", {"column": name, "text": self.text(name)}))
        return words in _YES


def understood(
    cells: Mapping[str, str], today: date, shared_payday: Callable[[str, date], tuple[date, date] | None], nation: str
) -> Understood | tuple[Problem, ...]:
    """The worker a line means, or what cannot be read in it.

    `shared_payday` gives the payday and last day of hours that others paid as often have for a day. What a part needs
    and neither line nor books say is never guessed: the part stays out and is told.
    """
    reader = _Reader(cells, today)
    details = _details(reader)
    begun: list[Problem] = []
    contract = _contract(reader, details, shared_payday, nation, begun)
    rates = _rates(reader, details, begun)
    tax = _tax(reader, details, begun)
    pension = _pension(reader, details)
    if reader.problems:
        return tuple(reader.problems)
    return Understood(NewWorker(details, contract, rates, tax), pension, tuple(begun))


def _details(reader: _Reader) -> WorkerDetails:
    texts: dict[str, Any] = {name: reader.text(name) for name in _TEXTS}
    return WorkerDetails(
        name=" ".join(reader.text("name").split()), kind=reader.choice("kind", "employee"), born=reader.day("born"),
        started=reader.day("started"), left=reader.day("left"), sex=reader.choice("sex", ""), **texts,
    )  # fmt: skip


def _contract(
    reader: _Reader,
    details: WorkerDetails,
    shared_payday: Callable[[str, date], tuple[date, date] | None],
    nation: str,
    begun: list[Problem],
) -> ContractTerms | None:
    frequency = reader.choice("frequency", "")
    payday, period_end = reader.day("first_payday"), reader.day("period_end")
    first_day = reader.day("contract_from") or details.started
    weekly, days = reader.read("weekly_hours", read_hours), reader.read("days_per_week", _number)
    hours_kind = reader.choice("hours_kind", "fixed" if weekly and days else "irregular")
    usual = "fixed" if hours_kind == "fixed" or nation == "northern_ireland" else "accrued"
    holiday = reader.choice("holiday_method", usual)
    if not frequency or first_day is None:
        if frequency or payday or weekly:
            begun.append(Problem("frequency", "people_contract_open"))
        return None
    if payday is None or period_end is None:
        shared = shared_payday(frequency, first_day) if payday is None and period_end is None else None
        if shared is None:
            begun.append(Problem("first_payday", "people_payday_open"))
            return None
        payday, period_end = shared
    return ContractTerms(
        first_day, frequency, payday, period_end, hours_kind, weekly_minutes=weekly, days_per_week=days,
        holiday_method=holiday,
    )  # fmt: skip


def _rates(reader: _Reader, details: WorkerDetails, begun: list[Problem]) -> tuple[Rate, ...]:
    amounts = {kind: reader.read(f"rate_{kind}", _amount) for kind in choices.RATE_KINDS}
    usual = reader.day("rates_from") or details.started
    days = {kind: reader.day(f"rate_{kind}_from") or usual for kind in amounts}
    known = [(kind, days[kind], amount) for kind, amount in amounts.items() if amount is not None]
    if any(day is None for _, day, _ in known):
        begun.append(Problem("rates_from", "people_rates_open"))
    return tuple(Rate(kind, day, amount) for kind, day, amount in known if day is not None)


def more_rates(cells: Mapping[str, str], today: date) -> tuple[Rate, ...] | tuple[Problem, ...]:
    """The rates of a line that names somebody once more, with other rates from another day."""
    reader, begun = _Reader(cells, today), list[Problem]()
    rates = _rates(reader, WorkerDetails(reader.text("name")), begun)
    return (*reader.problems, *begun) or rates


def has_only_rates(cells: Mapping[str, str]) -> bool:
    """Whether a line holds nothing but a name and rates."""
    return all(name == "name" or name.startswith(("rate_", "rates_")) for name in cells)


def _tax(reader: _Reader, details: WorkerDetails, begun: list[Problem]) -> Tax | None:
    code, letter = reader.text("tax_code"), reader.choice("ni_letter", "")
    basis, loan = reader.choice("basis", "cumulative"), reader.choice("loan_plan", "")
    postgraduate = reader.yes("postgraduate_loan")
    first_day = reader.day("tax_from") or details.started
    if not code and not letter:
        return None
    if not code or not letter or first_day is None:
        begun.append(Problem("tax_code", "people_tax_open"))
        return None
    return Tax(first_day, code, basis, letter, loan, postgraduate)


def _pension(reader: _Reader, details: WorkerDetails) -> tuple[str, date] | None:
    how = reader.choice("pension", "")
    since = reader.day("pension_from") or details.started
    return (how, since) if how and since else None


def _choice(name: str, words: str) -> str | None:
    """A choice by its own name, by its words on screen, or by another way to say it."""
    plain = re.sub(r"[\s_\-/.,]+", " ", words.casefold()).strip()
    for value in _CHOICES[name]:
        shown = {value.replace("_", " ").casefold(), *_WORDS.get(name, {}).get(value, ())}
        if name not in {"ni_letter", "pension", "sex"}:
            shown.add(re.sub(r"[\s_\-/.,]+", " ", choice_name(_SUBJECTS.get(name, name), value).casefold()))
        if plain in shown:
            return value
    return None


_SUBJECTS = {"kind": "worker_kind"}


def _number(text: str) -> Decimal | None:
    return read_rate(text)


def _amount(text: str) -> Decimal | None:
    """Pounds, or pence as mileage is often told: "£13.20", "45p"."""
    pence = re.fullmatch(r"(\d{1,3}(?:\.\d{1,2})?)\s*p(?:ence)?(?:\s*(?:a|per)\s*mile)?", text.strip().casefold())
    return Decimal(pence[1]) / 100 if pence else read_rate(text)
