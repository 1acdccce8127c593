"""Reads resources/rates into domain values. Amounts are text there: a number, NaN or infinity is refused."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

import msgspec

from carerdesk.catalogue.places import resource
from carerdesk.domain.dates import long_date
from carerdesk.domain.payroll.ni_letters import PensionAge, PensionAges
from carerdesk.domain.rates import Rate, Rates, RateValue
from carerdesk.domain.working import Source


class _SourceText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: Annotated[str, msgspec.Meta(min_length=1, pattern=r"\S")]
    address: Annotated[str, msgspec.Meta(pattern=r"^https?://\S+$")]


class _RateText(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"first": "from", "last": "to"}):
    kind: str
    value: str | dict[str, str]
    unit: str
    first: date
    last: date
    source: str
    checked: date | None = None
    note: str = ""
    confirmed: bool = True


class _RateFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    checked: date
    sources: dict[str, _SourceText]
    rate: list[_RateText]


class _AgeSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    title: str
    address: str
    checked: date
    confirmed: bool


class _AgeText(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    born_from: date
    years: int
    months: int
    born_to: date | None = None
    at_most_years: int | None = None


class _AgeFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    source: _AgeSource
    age: list[_AgeText]


@cache
def load_rates() -> Rates:
    """Every known rate, read once.

    Raises:
        ValueError: when a file holds a number where text belongs, an unknown field, or overlapping dates.
    """
    return Rates(rate for path in sorted(resource("rates").glob("20*.toml")) for rate in read_rates(path))


@cache
def load_pension_ages() -> PensionAges:
    """State Pension ages by date of birth, read once."""
    with resource("rates", "state-pension-age.toml").open("rb") as file:
        read = msgspec.convert(tomllib.load(file), _AgeFile)
    source = Source(read.source.title, read.source.address, confirmed=read.source.confirmed)
    return PensionAges(tuple(_age(text) for text in read.age), source)


def read_rates(path: Path) -> Iterator[tuple[str, Rate]]:
    """The rates of one file, with their kinds.

    Raises:
        ValueError: when the file is not as it should be; the message names the file.
    """
    try:
        yield from rates_in(path.read_text(encoding="utf-8"))
    except ValueError as fault:
        raise ValueError(f"{path.name}: {fault}") from fault


def rates_in(body: str) -> list[tuple[str, Rate]]:
    """The rates of a file's text, with their kinds.

    Raises:
        ValueError: when a field is missing or unknown, a figure is none, or a rate names no source of the file.
    """
    read = _read(body)
    try:
        return [(text.kind, _rate(text, read.sources)) for text in read.rate]
    except KeyError as fault:
        raise ValueError(f"a rate names the source {fault}, which the file does not give") from fault


def last_checked(body: str) -> date:
    """The latest day on which a file's text says that a figure was compared with its source.

    Raises:
        ValueError: as `rates_in` does.
    """
    read = _read(body)
    return max([read.checked, *(text.checked for text in read.rate if text.checked is not None)])


def _read(body: str) -> _RateFile:
    return msgspec.convert(tomllib.loads(body), _RateFile)


def _rate(text: _RateText, sources: Mapping[str, _SourceText]) -> Rate:
    named = sources[text.source]
    source = Source(named.title, named.address, known_to=long_date(text.last), confirmed=text.confirmed)
    return Rate(_value(text.value), text.unit, text.first, text.last, source, text.note)


def _value(text: str | dict[str, str]) -> RateValue:
    if isinstance(text, str):
        return _figure(text)
    return MappingProxyType({key: _figure(figure) for key, figure in text.items()})


def _figure(text: str) -> Decimal:
    try:
        figure = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"“{text}” is not a figure") from None
    if not figure.is_finite():
        raise ValueError(f"“{text}” is not a figure")
    return figure


def _age(text: _AgeText) -> PensionAge:
    months = text.years * 12 + text.months
    most = months if text.at_most_years is None else text.at_most_years * 12
    return PensionAge(text.born_from, text.born_to or date.max, months, most)
