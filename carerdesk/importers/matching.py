"""Which lines of a statement the books already have."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from carerdesk.domain.money import Money
from carerdesk.importers.values import StatementLine

Known = tuple[date, Money, str]


@dataclass(frozen=True, slots=True)
class NotSure:
    """A line with the date and amount of one the books have, whose words differ: banks reword."""

    line: StatementLine
    known_texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Matched:
    """Every line of the file once, each kind in file order."""

    new: tuple[StatementLine, ...]
    already_there: tuple[StatementLine, ...]
    not_sure: tuple[NotSure, ...]


def normal_text(text: str) -> str:
    """Words to compare by: letters and figures alone, in one case."""
    return "".join(mark for mark in text.casefold() if mark.isalnum())


def new_and_known(lines: Sequence[StatementLine], known: Iterable[Known]) -> Matched:
    """Sort the lines of one account by what the books have of that account, counting how many times each occurs.

    Two alike in the file and one in the books make one new line: nothing is dropped for being like another line of
    its own file. A bank's own id is not looked at; banks use one id twice and change it between downloads.

    Args:
        lines: the lines of one account.
        known: date, amount and text of the lines of that account in the books, as often as they are there.
    """
    spare = _Spare(known)
    seen = [(line, spare.take(line)) for line in lines]
    new: list[StatementLine] = []
    not_sure: list[NotSure] = []
    for line, taken in seen:
        texts = () if taken else spare.texts(line)
        if texts:
            not_sure.append(NotSure(line, texts))
        elif not taken:
            new.append(line)
    return Matched(tuple(new), tuple(line for line, taken in seen if taken), tuple(not_sure))


class _Spare:
    """What the books have that no line of the file has been matched with yet."""

    def __init__(self, known: Iterable[Known]) -> None:
        self._left: defaultdict[tuple[date, Money], Counter[str]] = defaultdict(Counter)
        self._words: dict[str, str] = {}
        for day, amount, text in known:
            plain = normal_text(text)
            self._left[day, amount][plain] += 1
            self._words.setdefault(plain, text)

    def take(self, line: StatementLine) -> bool:
        left = self._left.get((line.date, line.amount))
        if left is None:
            return False
        plain = normal_text(line.description)
        if not left[plain]:
            return False
        left[plain] -= 1
        return True

    def texts(self, line: StatementLine) -> tuple[str, ...]:
        left = self._left.get((line.date, line.amount))
        return () if left is None else tuple(self._words[plain] for plain in left.elements())
