"""Bringing in a list of shifts without the window: what is plainly new comes in, the rest is told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.importers.shifts_values import Unread, WhichColumns
from carerdesk.services.books import Books
from carerdesk.services.hours.bring_in import NotSure, Preview, Wish, is_a_calendar, look
from carerdesk.services.hours.bring_in_finish import finish
from carerdesk.services.outcome import Done, Outcome, Rejected


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What came of it, with a remark for each line that did not come in.

    `complete` is true where every line is in the books now, or is no shift at all.
    """

    outcome: Outcome
    remarks: tuple[str, ...] = ()
    complete: bool = False


def bring_in_file(books: Books, path: Path) -> BroughtIn:
    """Bring in a list with known or remembered headings. Raises OSError where the file cannot be read.

    A name, kind or funder nobody knows refuses its lines; nothing is asked, guessed or added.
    """
    wish = Wish(path.read_bytes(), path.name, asking=False)
    if is_a_calendar(wish):
        return BroughtIn(Rejected((Problem("file", "calendar_in_window"),)))
    found = look(books, wish)
    if isinstance(found, Problem):
        return BroughtIn(Rejected((found,)))
    if not isinstance(found, Preview):
        columns = ", ".join(found.names) if isinstance(found, WhichColumns) else ""
        return BroughtIn(Rejected((Problem("file", "list_columns_to_choose", {"columns": columns}),)))
    return _finish(books, wish, found)


def _finish(books: Books, wish: Wish, found: Preview) -> BroughtIn:
    counts = (
        f"{len(found.new)} new, {len(found.already_there)} already there, {len(found.not_sure)} not sure,"
        f" {len(found.refused)} refused"
    )
    remarks = (
        *(problem_words(each) for each in found.remarks),
        *(_line(each, "left out") for each in found.left_out),
        *(_doubt(each) for each in found.not_sure),
        *(_line(each, "refused") for each in found.refused),
    )
    outcome: Outcome = finish(books, wish) if found.coming else Done(counts)
    if isinstance(outcome, Done) and found.coming:
        outcome = replace(outcome, said=f"{counts}. {outcome.said}")
    return BroughtIn(outcome, remarks, not found.refused and not found.not_sure)


def _line(each: Unread, how: str) -> str:
    return f"{each.place} {how}: {problem_words(each.problem)} {each.text}"


def _doubt(each: NotSure) -> str:
    why = " ".join(map(problem_words, each.reasons))
    return f"{each.line.found.place} not sure, so left out: {why} {each.line.found.text}"
