"""Whole pence. A binary float never becomes money."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_TYPED = re.compile(r"^[+\-−]?£?[+\-−]?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d{1,2}))?$")


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in whole pence; money in is plus, money out is minus."""

    pence: int

    @classmethod
    def of(cls, pounds: Decimal | str | int) -> Money:
        """Pounds to money, exactly.

        Raises:
            ValueError: when the pounds hold a part of a penny, or are a float.
        """
        if isinstance(pounds, float):
            raise ValueError("a float is never money")  # noqa: TRY004 - callers catch one kind
        pence = Decimal(pounds) * 100
        whole = int(pence)
        if pence != whole:
            raise ValueError(f"{pounds} holds a part of a penny")
        return cls(whole)

    @classmethod
    def typed(cls, text: str) -> Money | None:
        """What a person typed ("£1,234.5", "12", "−3.20"), or None where it is no amount."""
        text = text.strip().replace(" ", "").replace("\u202f", "").replace("\u00a0", "")
        found = _TYPED.match(text)
        if not found or (found[1] is None and found[2] is None):
            return None
        pounds = int((found[1] or "0").replace(",", ""))
        pence = int((found[2] or "0").ljust(2, "0"))
        sign = -1 if any(mark in text for mark in "-−") else 1
        return cls(sign * (pounds * 100 + pence))

    @property
    def pounds(self) -> Decimal:
        """The same amount in pounds, to the penny."""
        return Decimal(self.pence).scaleb(-2)

    def __add__(self, other: Money) -> Money:
        return Money(self.pence + other.pence)

    def __sub__(self, other: Money) -> Money:
        return Money(self.pence - other.pence)

    def __neg__(self) -> Money:
        return Money(-self.pence)

    def __abs__(self) -> Money:
        return Money(abs(self.pence))

    def __bool__(self) -> bool:
        return self.pence != 0

    def __str__(self) -> str:
        sign = "−\u2009" if self.pence < 0 else ""
        return f"{sign}£{self.plain.lstrip('-')}"

    @property
    def plain(self) -> str:
        """Figures alone with thousands commas, a hyphen for minus: "-1,234.50"."""
        sign = "-" if self.pence < 0 else ""
        pounds, pence = divmod(abs(self.pence), 100)
        return f"{sign}{pounds:,}.{pence:02d}"

    @property
    def text(self) -> str:
        """Figures for machines: "-1234.50"."""
        return self.plain.replace(",", "")


ZERO = Money(0)


def total(amounts: Iterable[Money]) -> Money:
    """The sum of some money; nothing adds up to nothing."""
    return Money(sum(amount.pence for amount in amounts))


def split(amount: Money, weights: Sequence[int | Decimal]) -> tuple[Money, ...]:
    """Share an amount out by weights, to the penny: largest remainder first, ties to the one listed first.

    A minus amount is shared like its plus and turned round. Raises ValueError where there is nothing to share by.
    """
    whole = sum(weights)
    if whole <= 0 or any(weight < 0 for weight in weights):
        raise ValueError("shares need weights above nothing")
    if amount.pence < 0:
        return tuple(-part for part in split(-amount, weights))
    exact = [Fraction(amount.pence) * Fraction(weight) / Fraction(whole) for weight in weights]
    pence = [int(part) for part in exact]
    left = amount.pence - sum(pence)
    for at in sorted(range(len(exact)), key=lambda at: (pence[at] - exact[at], at))[:left]:
        pence[at] += 1
    return tuple(Money(part) for part in pence)
