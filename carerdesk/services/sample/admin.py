"""An evening with the bank: files brought in, lines sorted, matched and proved, balances checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, time

from carerdesk.domain.dates import long_date
from carerdesk.domain.funding.returns import Period
from carerdesk.domain.money import Money
from carerdesk.services.evidence.explaining import explain_test
from carerdesk.services.money.attaching import attach_document
from carerdesk.services.money.bringing_in import finish_import
from carerdesk.services.money.checking import check_against_bank
from carerdesk.services.money.joining import join_line
from carerdesk.services.money.lines import NewLine, add_line
from carerdesk.services.money.matching import MatchSuggestion, join_all, match_suggestions
from carerdesk.services.money.parts import Part
from carerdesk.services.money.sorting import sort_line, split_line
from carerdesk.services.money.statements import Preview, preview_import
from carerdesk.services.money.transfers import pair_transfer
from carerdesk.services.sample.bank import BankAccount, Booked, Entry, Meaning
from carerdesk.services.sample.calendar import quarter_of, working_day_to
from carerdesk.services.sample.papers import Receipt
from carerdesk.services.sample.planted import Test
from carerdesk.services.sample.spending import photo_of
from carerdesk.services.sample.world import SampleError, World, must

Line = tuple[int, Entry]


def bank_evening(world: World, until: date, *, newest_waits: bool = False) -> None:
    """Everything about the bank up to the end of a day. `newest_waits` leaves the newest receipt for another time."""
    lines = [line for account in (world.main, world.card) for line in _bring_in(world, account, until)]
    _pair(world, [line for line in lines if line[1].meaning.transfer])
    _sort(world, lines)
    _match(world, lines)
    _prove(world, lines, newest_waits=newest_waits)
    _typed_by_mistake(world, until)


def _bring_in(world: World, account: BankAccount, until: date) -> list[Line]:
    """One file of the bank's, its lines in the books, and the balance it closes with checked."""
    booked = account.give_out(until)
    if not booked:
        return []
    data = account.writer(booked)
    file_name = f"{account.file_name} {booked[0].entry.day:%Y-%m-%d} to {until:%Y-%m-%d}.csv"
    world.keep("bank", file_name, data)
    preview = preview_import(world.books, account.account_id, data, file_name)
    if not isinstance(preview, Preview) or len(preview.new) != len(booked):
        raise SampleError(f"{file_name} is not read as it was written")
    batch = must(finish_import(world.books, preview)).id
    must(check_against_bank(world.books, account.account_id, until, account.balance))
    return _lines_of(world, batch, booked)


def _lines_of(world: World, batch: int | None, booked: Sequence[Booked]) -> list[Line]:
    rows = world.books.quick(
        "SELECT id, day, amount FROM bank_line WHERE import_batch_id = ? ORDER BY day, position", (batch,)
    )
    told = [(each.entry.day.isoformat(), each.entry.amount.pence) for each in booked]
    if [(day, amount) for _, day, amount in rows] != told:
        raise SampleError("the bank's lines came in otherwise than they were written")
    return [(row[0], each.entry) for row, each in zip(rows, booked, strict=True)]


def _pair(world: World, lines: Sequence[Line]) -> None:
    """The two sides of each transfer to the card."""
    out = [line for line in lines if line[1].amount.pence < 0]
    into = [line for line in lines if line[1].amount.pence > 0]
    for (out_id, gone), (in_id, came) in zip(out, into, strict=True):
        if gone.amount + came.amount:
            raise SampleError("the two sides of a transfer differ")
        must(pair_transfer(world.books, out_id, in_id, world.payers.council))


def _sort(world: World, lines: Sequence[Line]) -> None:
    """What no rule has sorted the way it is meant."""
    there = _parts_there(world, [line_id for line_id, _ in lines])
    for line_id, entry in lines:
        meaning = entry.meaning
        if meaning.parts:
            parts = [Part(meaning.category, whose, amount, outcome) for whose, amount, outcome in meaning.parts]
            must(split_line(world.books, line_id, parts))
        elif meaning.category and not meaning.pays and there.get(line_id) != _meant(meaning):
            must(
                sort_line(
                    world.books, line_id, category=meaning.category, funder_id=meaning.funder_id,
                    outcome_id=meaning.outcome_id, reason=meaning.reason, always=meaning.always,
                )
            )  # fmt: skip
            if meaning.always:
                there = _parts_there(world, [each for each, _ in lines])


def _meant(meaning: Meaning) -> tuple[str, int | None, int | None, str]:
    return meaning.category, meaning.funder_id, meaning.outcome_id, meaning.reason


def _parts_there(world: World, ids: Sequence[int]) -> Mapping[int, tuple[str, int | None, int | None, str]]:
    if not ids:
        return {}
    marks = ", ".join("?" for _ in ids)
    sql = f"SELECT bank_line_id, category, funder_id, outcome_id, reason FROM split WHERE bank_line_id IN ({marks})"  # noqa: S608 - marks
    return {row[0]: (row[1], row[2], row[3], row[4]) for row in world.books.quick(sql, ids)}


def _match(world: World, lines: Sequence[Line]) -> None:
    """Takes what the program suggests where it is right, and says the rest one by one."""
    wanted = {line_id: entry.meaning.pays for line_id, entry in lines if entry.meaning.pays}
    if not wanted:
        return
    right = [each for each in match_suggestions(world.books) if _is_right(each, wanted)]
    if right:
        must(join_all(world.books, right))
    taken = {each.line_id for each in right}
    for line_id, pays in wanted.items():
        if line_id not in taken:
            must(join_line(world.books, line_id, pays))


def _is_right(suggestion: MatchSuggestion, wanted: Mapping[int, Sequence[object]]) -> bool:
    return tuple(wanted.get(suggestion.line_id, ())) == suggestion.pays


def _prove(world: World, lines: Sequence[Line], *, newest_waits: bool) -> None:
    """Papers on their lines; one is lost on the way, and the newest may still lie in the phone."""
    wanting = [(line_id, entry) for line_id, entry in lines if entry.meaning.paper is not None]
    photos = [line for line in wanting if line[1].meaning.paper and line[1].meaning.paper.kind == "receipt"]
    late = max(photos, key=lambda line: (line[1].day, line[0])) if newest_waits and photos else None
    if late is not None and late[1].day < quarter_of(world.span.today):
        late = None
    for line_id, entry in wanting:
        paper = entry.meaning.paper
        if paper is None or (line_id, entry) == late or _is_lost(world, entry):
            continue
        must(
            attach_document(
                world.books, "bank_line", line_id, paper.bytes_of(), file_name=paper.file_name, kind=paper.kind
            )
        )


def _is_lost(world: World, entry: Entry) -> bool:
    """Whether this is the one receipt that is lost on the way home, and explained in its return."""
    of = world.plan.lost
    meaning = entry.meaning
    mine = meaning.funder_id == world.payers.council and meaning.paper is not None and meaning.paper.kind == "receipt"
    if of is None or not mine or not of.first <= entry.day <= of.last:
        return False
    world.plan.lost = None
    _explain(world, of, entry)
    return True


def _explain(world: World, of: Period, entry: Entry) -> None:
    words = (
        f"The receipt from {entry.text} of {long_date(entry.day)} was lost on the bus. The bank line shows the shop "
        "and the amount, and the rota says where Jamie was that day."
    )
    must(explain_test(world.books, world.payers.council, of.first, of.last, 12, words))


def _typed_by_mistake(world: World, until: date) -> None:
    """With the failure planted, a line is typed that no bank ever booked."""
    day = working_day_to(until)
    if not world.plan.now(Test.STATEMENTS, day):
        return
    amount = Money.of("12.40")
    new = NewLine(day, -amount, "Market stall", "activities", world.payers.council, world.outcomes["out"])
    line_id = must(add_line(world.books, world.card.account_id, new)).id
    paper = photo_of(world, Receipt("Market stall", day, time(13, 5), (("Paper flowers", amount),)))
    assert line_id is not None
    must(
        attach_document(world.books, "bank_line", line_id, paper.bytes_of(), file_name=paper.file_name, kind=paper.kind)
    )
    world.plan.plant(
        Test.STATEMENTS, f"Market stall on {long_date(day)}, {amount}, was typed by hand and is on no statement."
    )
