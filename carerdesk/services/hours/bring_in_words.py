"""Who is who in a family's own list: its names, kinds and funders, matched with those of the books and remembered."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from carerdesk.domain.hours.shift import ShiftKind
from carerdesk.importers.shifts_values import FoundShift, ShiftsRead
from carerdesk.services.books import Books
from carerdesk.services.hours.choices import Choice, funders, short_names
from carerdesk.services.hours.new_shift import kind_named
from carerdesk.services.hours.short_forms import Payers, payers_words, read_name, read_payers
from carerdesk.services.people.names import name_as_said
from carerdesk.services.people.read import workers

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LEAVE_OUT: Final = "out"
ADD: Final = "add"
Answers = Mapping[str, int | str]
_OTHER_WORDS = {
    "normal": ("normal", "day", "days", "standard", "usual", "basic", "weekday", "care", "support", "shift", "daytime"),
    "weekend": ("weekend", "we", "w/e", "saturday", "sunday", "sat", "sun"),
    "bank_holiday": ("bank holiday", "bank hol", "bh", "b/h", "public holiday"),
    "waking_night": ("waking night", "wake night", "waking", "awake night", "wn"),
    "sleep_in": ("sleep in", "sleepin", "sleep", "sleepover", "sleep over", "sleeping night", "si", "s/i"),
    "training": ("training", "course", "shadowing", "induction"),
    "travel": ("travel", "travel between visits", "driving", "travel time"),
    "on_call": ("on call", "oncall", "call"),
}


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the list writes that the books do not know: on how many lines, and what it may be."""

    text: str
    lines: int
    guess: str = ""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Names, kinds and funders of the books, and what a person said their lists call them."""

    workers: tuple[Choice, ...]
    funders: tuple[Choice, ...]
    names: Answers
    kinds: Mapping[str, str]
    payers: Mapping[str, str]

    def worker(self, text: str, *, title: bool = False) -> int | str | None:
        """The worker's number, LEAVE_OUT, ADD, or None where nobody knows. A `title` may hold more than the name."""
        words = key_of(text)
        said = self.names.get(words)
        if said is not None:
            return said
        spelled = {words, key_of(name_as_said(text))}
        same = [one.id for one in self.workers if spelled & {key_of(one.name), key_of(one.short)}]
        if not same and title:
            same = [one.id for one in self.workers if _stands_in(one.short, text) or _stands_in(one.name, text)]
        return same[0] if len(same) == 1 else None

    def kind(self, text: str) -> str | None:
        """The kind of shift, "" for the usual one, None where nobody knows."""
        words = key_of(text).replace("-", " ").replace("_", " ")
        if not words:
            return ""
        if key_of(text) in self.kinds:
            return self.kinds[key_of(text)]
        known = (kind for kind, others in _OTHER_WORDS.items() if words in others or words == kind.replace("_", " "))
        return next(known, None) or kind_named(text)

    def payer(self, text: str) -> Payers | None:
        """Whose money pays; () for nobody yet, None where nobody knows."""
        if not text.strip():
            return ()
        said = self.payers.get(key_of(text), text)
        return read_payers(said, self.funders) if said else ()


def key_of(text: str) -> str:
    """A word of a list, to remember it by."""
    return " ".join(text.casefold().split())


def vocabulary(session: Session, said: Vocabulary | None = None) -> Vocabulary:
    """The books' own words, with those of `said` beside them."""
    people = workers(session)
    short = short_names(people)
    own = funders(session)
    here = tuple(Choice(one.id, one.name, short[one.id]) for one in people)
    there = tuple(Choice(row.id, row.name, row.short_name) for row in own)
    if said is None:
        return Vocabulary(here, there, {}, {}, {})
    alive = {one.id for one in here}
    names = {text: who for text, who in said.names.items() if not isinstance(who, int) or who in alive}
    return Vocabulary(here, there, names, said.kinds, said.payers)


def books_words(books: Books) -> Vocabulary:
    """The people and funders of the books."""
    with books.reading() as session:
        return vocabulary(session)


def unknown_words(
    found: ShiftsRead, known: Vocabulary, *, titles: bool
) -> tuple[tuple[Unknown, ...], tuple[Unknown, ...], tuple[Unknown, ...]]:
    """The names, kinds and funders of a list that nobody knows yet, the most frequent first."""
    here = [shift for shift in found.shifts if known.worker(shift.worker, title=titles) != LEAVE_OUT]
    names = _counted(shift.worker for shift in here if known.worker(shift.worker, title=titles) is None)
    kinds = _counted(shift.kind for shift in here if known.kind(shift.kind) is None)
    payers = _counted(shift.funder for shift in here if known.payer(shift.funder) is None)
    return (
        tuple(Unknown(text, lines, _guess(text, known.workers)) for text, lines in names),
        tuple(Unknown(text, lines) for text, lines in kinds),
        tuple(Unknown(text, lines, _guess(text, known.funders)) for text, lines in payers),
    )


def _counted(texts: Iterable[str]) -> list[tuple[str, int]]:
    lines: Counter[str] = Counter()
    first: dict[str, str] = {}
    for text in texts:
        lines[key_of(text)] += 1
        first.setdefault(key_of(text), text)
    return [(first[key], count) for key, count in lines.most_common()]


def _guess(text: str, among: Sequence[Choice]) -> str:
    said = name_as_said(text)
    one = read_name(said, among) or _by_initials(said, among) or _by_first_word(said, among)
    return one.name if one else ""


def _by_initials(text: str, among: Sequence[Choice]) -> Choice | None:
    letters = re.sub(r"[\s.]", "", text).casefold()
    same = [
        one for one in among if len(letters) > 1 and letters == "".join(word[0] for word in one.name.casefold().split())
    ]
    return same[0] if len(same) == 1 else None


def _by_first_word(text: str, among: Sequence[Choice]) -> Choice | None:
    words = text.split()
    return read_name(words[0], among) if len(words) > 1 and len(words[0]) > 1 else None


def _stands_in(name: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name.casefold())}(?!\w)", text.casefold()) is not None


def kind_of(shift: FoundShift, known: Vocabulary, *, has_kinds: bool) -> str | None:
    """The kind a line means; where the list has no column of kinds, a note or title may begin with one."""
    if has_kinds:
        return known.kind(shift.kind) or None
    return kind_named(shift.note) or next((k.value for k in ShiftKind if _says(k, shift.worker)), None)


def _says(kind: ShiftKind, title: str) -> bool:
    return kind is not ShiftKind.NORMAL and kind.label.casefold().replace("-", " ") in key_of(title).replace("-", " ")


# --- remembered from one file to the next -----------------------------------------------------------------------------


def remembered(books: Books) -> Vocabulary:
    """What a person said before. The workers and funders of it are empty."""
    from carerdesk.store.settings import read

    names, kinds, payers = (read(books, choice) for choice in _choices())
    return Vocabulary((), (), names, kinds, payers)


def remember(books: Books, names: Answers, kinds: Mapping[str, str], payers: Mapping[str, str]) -> None:
    """Keep what a person said just now beside what they said before."""
    from carerdesk.store.settings import read, write

    for choice, said in zip(_choices(), (names, kinds, payers), strict=True):
        if said:
            write(books, choice, {**read(books, choice), **said})


def _choices() -> tuple[Any, Any, Any]:
    from carerdesk.store.settings import Choice as Setting

    return (
        Setting("bring_in.names", dict[str, int | str], {}, "Who is who in the lists of shifts a family keeps."),
        Setting("bring_in.kinds", dict[str, str], {}, "What the lists of shifts a family keeps call kinds of work."),
        Setting("bring_in.funders", dict[str, str], {}, "What the lists of shifts a family keeps call funders."),
    )


__all__ = [
    "ADD", "LEAVE_OUT", "Answers", "Payers", "Unknown", "Vocabulary", "books_words", "key_of", "kind_of",
    "payers_words", "remember", "remembered", "unknown_words", "vocabulary",
]  # fmt: skip
