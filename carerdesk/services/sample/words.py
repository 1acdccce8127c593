"""The sample's made-up names, notes and prices, from resources/text/sample.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from carerdesk.catalogue.places import resource
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money

WHO = ("asha", "kasia", "tom")
AGENCY = "Willow Bank Support"
EMPLOYED_SINCE = date(2023, 4, 10)


@cache
def _read() -> Mapping[str, Any]:
    return tomllib.loads(resource("text", "sample.toml").read_text(encoding="utf-8"))


def notes(subject: str) -> tuple[str, ...]:
    """What may stand beside a shift: what was chosen, or how it went."""
    return tuple(_read()["notes"][subject])


def shop(code: str) -> tuple[str, tuple[str, ...]]:
    """A shop's name and what it sells."""
    name, *sold = _read()["shops"][code]
    return name, tuple(sold)


@dataclass(frozen=True, slots=True)
class Purchase:
    """Something bought once in a while: from whom, what, and for how much."""

    shop: str
    what: str
    price: Money


def purchases() -> tuple[Purchase, ...]:
    """Everything that may be bought once in a while."""
    return tuple(Purchase(name, what, Money.of(price)) for name, what, price in _read()["purchases"].values())


def hourly(who: str, year: int) -> Decimal:
    """An assistant's pounds an hour from April of a year; the last known ones go on, since the family sets them."""
    years = {int(text): rates for text, rates in _read()["rates"].items()}
    known = max(each for each in years if each <= max(year, min(years)))
    return Decimal(years[known][WHO.index(who)])


def first_year() -> int:
    """The first year whose rates are known."""
    return min(int(text) for text in _read()["rates"])


def since(payroll_from: date, *, from_agency: bool) -> str:
    """How the pay was kept before the day from which these books work it out."""
    return about("from_agency" if from_agency else "from_bureau", day=long_date(payroll_from))


def about(key: str, **values: str) -> str:
    """A paragraph about the sample."""
    text: str = _read()["about"][key]
    return text.format(**values)
