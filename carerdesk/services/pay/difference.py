"""What putting something right comes to: before tax line by line, then for the PA, HMRC and each funder.

It is worked out truly: the paydays it falls on are worked out with the mend and without it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.funding.signs import COST, TO_HMRC
from carerdesk.domain.money import ZERO, Money, total
from carerdesk.domain.payroll.frequency import Frequency
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.hours.choices import tone_of
from carerdesk.services.outcome import Rejected
from carerdesk.services.pay.agree import agree_in
from carerdesk.services.pay.leaving import slips_of
from carerdesk.services.pay.mend import mend
from carerdesk.services.pay.paydays import next_payday_of
from carerdesk.services.pay.periods import PayPeriod
from carerdesk.services.pay.put_right import operations_of, take_out
from carerdesk.services.pay.situation import mended, situation
from carerdesk.services.pay.slip_lines import SlipLine, difference
from carerdesk.services.pay.work_out import NotReady, WorkedOut, funder_order, work_out
from carerdesk.services.pay.wrong import Concern, Wrong, WrongTax, WrongWorker, concern
from carerdesk.store import tables

Chips = tuple[tuple[str, str, Money], ...]
Key = TypeVar("Key")
_OF_PUTTING_RIGHT = ("put_right", "correction")


@dataclass(frozen=True, slots=True)
class Changed:
    """One kind of pay of one payday; `funders` are names, tones and money, minus where it is taken back."""

    title: str
    amount: Money
    funders: Chips


@dataclass(frozen=True, slots=True)
class AfterTax:
    """The difference once tax is taken: for each PA by name, for HMRC, and what each funder's cost changes by."""

    take_home: tuple[tuple[str, Money], ...]
    hmrc: Money
    pension: Money
    funders: Chips


@dataclass(frozen=True, slots=True)
class Difference:
    """What putting it right comes to.

    `next_payday` pays it (None where no payday is known yet), or the paydays `again` are finished once more with it.
    `after_tax` is None where that cannot be worked out yet, and `why_not` says why. `notices` are what a PA or an
    employer should know of it.
    """

    worker: str
    payday: date
    lines: tuple[Changed, ...]
    next_payday: date | None
    again: tuple[date, ...] = ()
    after_tax: AfterTax | None = None
    why_not: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def amount(self) -> Money:
        """All lines together, before tax."""
        return total(line.amount for line in self.lines)


def difference_of(books: Books, wrong: Wrong) -> Difference | Rejected:
    """What putting it right would come to, without keeping anything."""
    with books.reading() as session:
        of = concern(session, wrong)
        numbers = operations_of(session, of)
    with books.trying() as session:
        before = _standing(session, _paydays(session, wrong, of))
        if problems := mend(session, wrong, of, books.today()):
            return Rejected(problems)
        lines = () if isinstance(wrong, WrongTax) else _lines(session, of)
        if isinstance(lines, Rejected):
            return lines
        pays = next_payday_of(session, of.worker_id, of.payday)
        after = _standing(session, _paydays(session, wrong, of))
    if of.again:
        after = _finished_again(books, wrong, of, numbers)
    after_tax, why_not = _after_tax(before, after)
    if pays is None and not of.again:
        after_tax, why_not = None, (problem_words(Problem("", "put_right_no_payday", {"worker": of.first_name})),)
    return Difference(of.name, of.payday, lines, pays, of.again, after_tax, why_not, _new(before, after))


# --- before tax -------------------------------------------------------------------------------------------------------


def _lines(session: Session, of: Concern) -> tuple[Changed, ...] | Rejected:
    known = {row.id: (row.short_name, tone_of(row.kind)) for row in session.scalars(select(tables.Funder))}
    found: list[SlipLine] = []
    for payslip_id in of.payslip_ids:
        slip = session.get_one(tables.Payslip, payslip_id)
        period = PayPeriod(slip.first_day, slip.last_day, slip.payday, Frequency(slip.frequency))
        there = situation(session, session.get_one(tables.Worker, slip.worker_id), period)
        assert there is not None
        made = difference(there, mended(session, slip), funder_order(session))
        if made.problems:
            return Rejected(made.problems)
        found.extend(made.lines)
    together: dict[str, list[SlipLine]] = {}
    for line in found:
        together.setdefault(line.title, []).append(line)
    return tuple(_changed(title, lines, known) for title, lines in together.items())


def _changed(title: str, lines: Sequence[SlipLine], known: Mapping[int, tuple[str, str]]) -> Changed:
    """What was paid at a wrong rate and is paid at the right one is a single difference."""
    sums: Counter[int] = Counter()
    for line in lines:
        sums.update({funder: amount.pence for funder, (_, amount) in line.shares.items()})
    funders = tuple((*known[funder], Money(pence)) for funder, pence in sums.items() if pence)
    return Changed(title, total(line.amount for line in lines), funders)


# --- after tax --------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Standing:
    """Pence of some paydays as they stand: take-home pay by name, HMRC, pension, and each funder's cost.

    `notices` are codes and words.
    """

    net: Counter[str] = field(default_factory=Counter)
    hmrc: int = 0
    pension: int = 0
    funders: Counter[tuple[str, str]] = field(default_factory=Counter)
    problems: list[Problem] = field(default_factory=list)
    notices: list[tuple[str, str]] = field(default_factory=list)
    paid: int = 0


def _paydays(session: Session, wrong: Wrong, of: Concern) -> tuple[date, ...]:
    """The paydays it falls on: those finished again, or the next of everybody whose pay it changes."""
    if of.again:
        return of.again
    who = [of.worker_id, *([wrong.worker_id] if isinstance(wrong, WrongWorker) else [])]
    found = (next_payday_of(session, each, of.payday) for each in who)
    return tuple(sorted({payday for payday in found if payday is not None}))


def _finished_again(books: Books, wrong: Wrong, of: Concern, numbers: tuple[int, ...]) -> _Standing:
    """The paydays taken back, mended and finished again, as far as that goes."""
    found = _Standing()
    with books.trying_out() as op:
        found.problems.extend(take_out(op, numbers) or mend(op.session, wrong, of, books.today()))
        for payday in () if found.problems else of.again:
            agreed = agree_in(op.session, payday, books.now())
            if isinstance(agreed, Rejected):
                found.problems.extend(agreed.problems)
                break
        if not found.problems:
            found = _standing(op.session, of.again)
    return found


def _standing(session: Session, paydays: Iterable[date]) -> _Standing:
    found = _Standing()
    known = {row.id: (row.short_name, tone_of(row.kind)) for row in session.scalars(select(tables.Funder))}
    for payday in paydays:
        for slip in slips_of(session, payday):
            _add_kept(session, found, slip, known)
        for answer in work_out(session, payday):
            if isinstance(answer, WorkedOut):
                _add_worked_out(found, answer, known)
            elif isinstance(answer, NotReady):
                found.problems.extend(answer.problems)
            else:
                found.notices.extend((notice.code, problem_words(notice)) for notice in answer.notices)
    return found


def _add_kept(session: Session, to: _Standing, slip: tables.Payslip, known: Mapping[int, tuple[str, str]]) -> None:
    import json

    to.paid += 1
    to.net[session.get_one(tables.Worker, slip.worker_id).name] += slip.net.pence
    to.hmrc += sum(sign * getattr(slip, name).pence for name, sign in TO_HMRC.items())
    to.pension += slip.pension.pence + slip.employer_pension.pence
    share = tables.PayslipShare
    for row in session.scalars(select(share).where(share.payslip_id == slip.id)):
        to.funders[known[row.funder_id]] += COST.get(row.component, 0) * row.amount.pence
    working = json.loads(slip.working)
    to.notices.extend(zip(working.get("codes", ()), working.get("notices", ()), strict=False))


def _add_worked_out(to: _Standing, answer: WorkedOut, known: Mapping[int, tuple[str, str]]) -> None:
    pay = answer.pay
    to.paid += 1
    to.net[answer.of.name] += pay.net.pence
    figures = {"allowance": answer.allowance}
    to.hmrc += sum(sign * figures.get(name, getattr(pay, name, ZERO)).pence for name, sign in TO_HMRC.items())
    to.pension += pay.pension.pence + pay.employer_pension.pence
    for funder, cost in zip(answer.shares.funders, answer.shares.cost, strict=True):
        to.funders[known[funder]] += cost.pence
    to.notices.extend((notice.code, problem_words(notice)) for notice in answer.notices)


def _new(before: _Standing, after: _Standing) -> tuple[str, ...]:
    """What is told only with the mend: about putting right itself, or of a kind that was not told before."""
    codes = {code for code, _ in before.notices}
    fresh = (one for one in after.notices if one not in before.notices)
    return tuple(words for code, words in fresh if code.startswith(_OF_PUTTING_RIGHT) or code not in codes)


def _after_tax(before: _Standing, after: _Standing) -> tuple[AfterTax | None, tuple[str, ...]]:
    if problems := [*after.problems, *before.problems]:
        return None, tuple(dict.fromkeys(problem_words(problem) for problem in problems))
    if not after.paid:
        return None, (problem_words(Problem("", "put_right_nothing_yet")),)
    net = _less(after.net, before.net)
    funders = _less(after.funders, before.funders)
    found = AfterTax(
        tuple((name, Money(pence)) for name, pence in net),
        Money(after.hmrc - before.hmrc),
        Money(after.pension - before.pension),
        tuple((name, tone, Money(pence)) for (name, tone), pence in funders),
    )
    return found, ()


def _less(after: Counter[Key], before: Counter[Key]) -> list[tuple[Key, int]]:
    keys = dict.fromkeys([*after, *before])
    return [(key, after[key] - before[key]) for key in keys if after[key] != before[key]]
