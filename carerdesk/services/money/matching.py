"""Which line probably pays what: the amount first, then the days, then the name in the bank's text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from carerdesk.domain.dates import long_date
from carerdesk.domain.money import Money, total
from carerdesk.services.books import Books, done, owner
from carerdesk.services.money.finding import payee
from carerdesk.services.money.joining import Pays, join_within
from carerdesk.services.money.owed import Kind, Owed, open_items
from carerdesk.services.outcome import Outcome

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from carerdesk.store.tables import BankLine

MOST_TOGETHER = 4
SMALLEST_WORD = 3
SAME_PAYDAY = 3  # days: over a weekend, money is still that of the same day
COMMON_WORDS = frozenset({"the", "pension", "pensions", "and", "ltd", "council"})
_AT_A_TIME = 400


@dataclass(frozen=True, slots=True)
class MatchSuggestion:
    """A line and what it may pay, booked `days_off` from the day it was due.

    `sure` where nothing else fits either side, or what else fits is of another name or was due some days farther off:
    wages that are the same each week are those of the payday they were sent on.
    """

    line_id: int
    day: date
    text: str
    amount: Money
    pays: tuple[Pays, ...]
    title: str
    named: bool
    days_off: int
    sure: bool


def match_suggestions(books: Books) -> tuple[MatchSuggestion, ...]:
    """One suggestion for each line that pays something to the penny, the newest line first."""
    with books.reading() as session:
        return suggestions_in(session)


def suggestions_in(session: Session) -> tuple[MatchSuggestion, ...]:
    """The same, within a session."""
    return tuple(_best(_all(session)))


def surest(suggestions: Sequence[MatchSuggestion]) -> tuple[MatchSuggestion, ...]:
    """Those that may be taken all at once: nothing else fits, and the line carries the name."""
    return tuple(each for each in suggestions if each.sure and each.named)


def match_suggestions_for(books: Books, line_id: int) -> tuple[MatchSuggestion, ...]:
    """Everything one line may pay: to the penny first, then a part of something whose name it carries."""
    with books.reading() as session:
        found = _unmatched(session, line_ids=[line_id])
        if not found:
            return ()
        line, items = found[0], [item for item in open_items(session) if _in_time(found[0], (item,))]
        exact = _exact(line, [group for group in _groups(items) if total(each.left for each in group) == -line.amount])
        parts = [_suggest(line, (item,), -line.amount) for item in items if _pays_a_part(line, item)]
    named = [each for each in exact if each.named]
    return tuple(sorted(named or exact, key=lambda each: len(each.pays))) + tuple(parts)


def join_all(books: Books, suggestions: Sequence[MatchSuggestion]) -> Outcome:
    """Takes these suggestions as they are, in one operation that one undo takes back."""
    count = len(suggestions)
    with books.operation(f"{count} {'line' if count == 1 else 'lines'} matched") as op:
        for each in suggestions:
            join_within(op, each.line_id, each.pays)
    return done(op)


def _all(session: Session) -> list[MatchSuggestion]:
    by_amount: dict[int, list[tuple[Owed, ...]]] = {}
    for group in _groups(open_items(session)):
        by_amount.setdefault(-total(item.left for item in group).pence, []).append(group)
    found = []
    for line in _unmatched(session, amounts=by_amount):
        found += _exact(line, [group for group in by_amount[line.amount.pence] if _in_time(line, group)])
    return found


def _exact(line: BankLine, fitting: Sequence[tuple[Owed, ...]]) -> list[MatchSuggestion]:
    """What a line pays to the penny: single things, and sums only where no single thing fits."""
    singles = [group for group in fitting if len(group) == 1]
    return [_suggest(line, group) for group in singles or fitting]


def _groups(items: Sequence[Owed]) -> Iterable[tuple[Owed, ...]]:
    yield from ((item,) for item in items)
    paydays: dict[tuple[Kind, date], list[Owed]] = {}
    for item in items:
        if item.key.kind is Kind.PAYSLIP:
            paydays.setdefault((item.key.kind, item.day), []).append(item)
    for group in paydays.values():
        if len(group) <= 2 * MOST_TOGETHER:
            for size in range(2, min(len(group), MOST_TOGETHER) + 1):
                yield from combinations(group, size)


def _in_time(line: BankLine, group: Sequence[Owed]) -> bool:
    return all(item.first <= line.day <= item.last for item in group)


def _pays_a_part(line: BankLine, item: Owed) -> bool:
    smaller = 0 < -line.amount.pence < item.left.pence
    return smaller and _in_time(line, (item,)) and _named(line, (item,))


def _suggest(line: BankLine, group: Sequence[Owed], amount: Money | None = None) -> MatchSuggestion:
    pays = tuple(Pays(item.key.kind, item.key.id, amount or item.left) for item in group)
    title = " and ".join(item.title for item in group)
    text = payee(line.description)
    days_off = max(abs((line.day - item.day).days) for item in group)
    return MatchSuggestion(
        line.id, line.day, text, line.amount, pays, f"Part of {title}" if amount else title, _named(line, group),
        days_off, sure=False,
    )  # fmt: skip


def _best(every: Sequence[MatchSuggestion]) -> list[MatchSuggestion]:
    """Named ones before others, single things before sums, the nearest day first; each line and each thing once."""
    from dataclasses import replace

    lines: set[int] = set()
    things: set[tuple[Kind, int]] = set()
    kept = []
    for each in sorted(every, key=_order):
        keys = {(pay.kind, pay.id) for pay in each.pays}
        if each.line_id in lines or keys & things:
            continue
        rivals = [other for other in every if other is not each and _rival(each, other)]
        kept.append(replace(each, sure=not any(_as_good(other, each) for other in rivals)))
        lines.add(each.line_id)
        things |= keys
    return sorted(kept, key=lambda each: (each.day, each.line_id), reverse=True)


def _order(each: MatchSuggestion) -> tuple[bool, int, int, date, int]:
    return (not each.named, len(each.pays), each.days_off, each.day, each.line_id)


def _as_good(other: MatchSuggestion, each: MatchSuggestion) -> bool:
    """Whether another suggestion may be meant as well as this one."""
    clearly_nearer = each.days_off <= SAME_PAYDAY and other.days_off - each.days_off > SAME_PAYDAY
    return other.named >= each.named and not clearly_nearer


def _rival(one: MatchSuggestion, other: MatchSuggestion) -> bool:
    keys = {(pay.kind, pay.id) for pay in one.pays}
    return other.line_id == one.line_id or bool(keys & {(pay.kind, pay.id) for pay in other.pays})


def _named(line: BankLine, group: Sequence[Owed]) -> bool:
    words = _words(f"{line.description} {line.other_text}")
    return all(_is_named(words, item) for item in group)


def _is_named(words: frozenset[str], item: Owed) -> bool:
    if item.key.kind is Kind.HMRC:
        return bool(words & {"hmrc", "revenue", "customs", "paye"})
    names = [word for word in _plain(item.who).split() if len(word) >= SMALLEST_WORD]
    if item.key.kind is Kind.PAY_OVER:
        wanted = [word for word in names if word not in COMMON_WORDS] or names
    else:
        wanted = names[-1:] if item.key.kind is Kind.PAYSLIP else names[:1]
    return any(word in words for word in wanted)


def _words(text: str) -> frozenset[str]:
    return frozenset(_plain(text).split())


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l").replace("ø", "o"))
    return "".join(letter if letter.isalnum() else " " for letter in bare if not unicodedata.combining(letter))


def _unmatched(
    session: Session, *, amounts: Iterable[int] | None = None, line_ids: Sequence[int] | None = None
) -> list[BankLine]:
    from sqlalchemy import select

    from carerdesk.store.tables import Allocation, BankLine, TransferPair

    paired = select(TransferPair.out_line_id).union(select(TransferPair.in_line_id))
    query = select(BankLine).where(
        BankLine.person_id == owner(session).person_id,
        BankLine.id.not_in(select(Allocation.bank_line_id)),
        BankLine.id.not_in(paired),
    )
    if line_ids is not None:
        return list(session.scalars(query.where(BankLine.id.in_(line_ids))))
    wanted = [Money(pence) for pence in amounts or ()]
    found: list[BankLine] = []
    for at in range(0, len(wanted), _AT_A_TIME):
        found += session.scalars(query.where(BankLine.amount.in_(wanted[at : at + _AT_A_TIME])))
    return found


def describe(suggestion: MatchSuggestion) -> str:
    """One sentence for a list: "£1,146.18 to A Rahman on 30 October 2026: Asha Rahman’s pay of 30 October 2026"."""
    way = "from" if suggestion.amount.pence > 0 else "to"
    when = long_date(suggestion.day)
    return f"{abs(suggestion.amount)} {way} {suggestion.text} on {when}: {suggestion.title}"
