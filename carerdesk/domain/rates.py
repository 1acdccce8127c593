"""Rates and thresholds in force on a day, each with its source. A day outside the known years is refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from carerdesk.domain.dates import long_date
from carerdesk.domain.working import Source

RateValue: TypeAlias = Decimal | Mapping[str, Decimal]


class NoRateFor(LookupError):  # noqa: N818 - reads as what it says: there is no rate for this day
    """No rate of this kind is known for this day. There is never a fall-back to another year."""

    def __init__(self, kind: str, day: date) -> None:
        super().__init__(f"no rate {kind} is known for {long_date(day)}")
        self.kind = kind
        self.day = day


@dataclass(frozen=True, slots=True)
class Rate:
    """One figure, or one small table of figures, in force from `first` to `last`, both included."""

    value: RateValue
    unit: str
    first: date
    last: date
    source: Source
    note: str = ""

    @property
    def figure(self) -> Decimal:
        """The single figure. Raises TypeError where the rate is a table."""
        if not isinstance(self.value, Decimal):
            raise TypeError("this rate is a table, not one figure")
        return self.value

    @property
    def table(self) -> Mapping[str, Decimal]:
        """The table of figures. Raises TypeError where the rate is a single one."""
        if isinstance(self.value, Decimal):
            raise TypeError("this rate is one figure, not a table")
        return self.value


class Rates:
    """Every known rate, by kind and day. Made once, never changed."""

    __slots__ = ("_by_kind", "_known")

    def __init__(self, rates: Iterable[tuple[str, Rate]]) -> None:
        """Take the rates in any order.

        Raises:
            ValueError: when two rates of one kind are in force on the same day, or one ends before it starts.
        """
        by_kind: dict[str, list[Rate]] = {}
        for kind, rate in rates:
            by_kind.setdefault(kind, []).append(rate)
        for kind, those in by_kind.items():
            those.sort(key=lambda rate: rate.first)
            _refuse_overlaps(kind, those)
        self._by_kind = {kind: tuple(those) for kind, those in by_kind.items()}
        self._known = _common_span(self._by_kind)

    def at(self, kind: str, day: date) -> Rate:
        """The rate of this kind in force on this day.

        Raises:
            NoRateFor: when none is known; never the latest or the nearest instead.
        """
        for rate in self._by_kind.get(kind, ()):
            if rate.first <= day <= rate.last:
                return rate
        raise NoRateFor(kind, day)

    def figure(self, kind: str, day: date) -> Decimal:
        """The single figure in force on this day. Raises NoRateFor like `at`."""
        return self.at(kind, day).figure

    def table(self, kind: str, day: date) -> Mapping[str, Decimal]:
        """The table of figures in force on this day. Raises NoRateFor like `at`."""
        return self.at(kind, day).table

    def all_of(self, kind: str) -> tuple[Rate, ...]:
        """Every rate of this kind, oldest first."""
        return self._by_kind.get(kind, ())

    def each(self) -> Iterator[tuple[str, Rate]]:
        """Every rate with its kind, as it was given."""
        return ((kind, rate) for kind, those in self._by_kind.items() for rate in those)

    @property
    def kinds(self) -> tuple[str, ...]:
        """The names of all kinds."""
        return tuple(self._by_kind)

    @property
    def known_from(self) -> date:
        """The first day on which income tax and National Insurance are both known."""
        return self._known[0]

    @property
    def known_to(self) -> date:
        """The last day on which income tax and National Insurance are both known."""
        return self._known[1]


PAY_KINDS = ("income_tax.england.rates", "ni.rate.A")


def _refuse_overlaps(kind: str, rates: list[Rate]) -> None:
    for rate in rates:
        if rate.last < rate.first:
            raise ValueError(f"{kind} ends before it starts")
    for earlier, later in pairwise(rates):
        if later.first <= earlier.last:
            raise ValueError(f"{kind} has two rates on {long_date(later.first)}")


def _common_span(by_kind: Mapping[str, tuple[Rate, ...]]) -> tuple[date, date]:
    present = [by_kind[kind] for kind in PAY_KINDS if kind in by_kind]
    if not present:
        return date.max, date.min
    return max(rates[0].first for rates in present), min(rates[-1].last for rates in present)
