"""Bringing in a list of people without the window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from carerdesk.catalogue.words import problem_words
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.people.bring_in import NewPerson, PeoplePreview, PeopleWish, finish, look


@dataclass(frozen=True, slots=True)
class PeopleBroughtIn:
    """What came of it; a line on what each new person still lacks, and a remark for each line that did not come in."""

    outcome: Outcome
    lacking: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    complete: bool = False


def bring_in_people(books: Books, path: Path) -> PeopleBroughtIn:
    """Add everybody plainly new in a list; nobody can be asked about others. Raises OSError where it cannot be read."""
    wish = PeopleWish(path.read_bytes(), path.name)
    found = look(books, wish)
    if isinstance(found, Problem):
        by_command = found.code == "people_are_shifts"
        return PeopleBroughtIn(Rejected((Problem("", "people_are_shifts_by_command") if by_command else found,)))
    remarks = (
        *((f"Not used: {', '.join(found.unused)}",) if found.unused else ()),
        *(f"{each.place} left out: {problem_words(each.problem)} {each.text}" for each in found.left_out),
        *(f"{each.place} refused: {problem_words(each.problem)} {each.text}" for each in found.refused),
        *(f"{each.place} refused: {_doubts(each)} {each.text}" for each in found.not_sure),
    )
    outcome = _finish(books, wish, found)
    lacking = tuple(lacking_words(each) for each in found.new) if isinstance(outcome, Done) else ()
    return PeopleBroughtIn(outcome, lacking, remarks, not found.refused and not found.not_sure)


def _finish(books: Books, wish: PeopleWish, found: PeoplePreview) -> Outcome:
    refused = len({each.place for each in found.refused}) + len(found.not_sure)
    counts = f"{len(found.new)} new, {len(found.already_there)} already there, {refused} refused"
    outcome: Outcome = finish(books, wish) if found.new else Done(counts)
    return replace(outcome, said=f"{counts}. {outcome.said}") if isinstance(outcome, Done) and found.new else outcome


def _doubts(each: NewPerson) -> str:
    return " ".join(map(problem_words, each.doubts))


def lacking_words(each: NewPerson) -> str:
    """What somebody still lacks: "Nina Shah: ready to pay"."""
    why = " ".join(map(problem_words, each.open))
    if not each.missing:
        return f"{each.name}: ready to pay. {why}".strip()
    return f"{each.name}: still missing: {', '.join(each.missing)}. {why}".strip()
