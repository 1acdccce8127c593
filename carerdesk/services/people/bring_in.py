"""Bringing in people from a list a family keeps: who would be new, before anybody is added; then all in one go."""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from carerdesk.domain.problem import Problem
from carerdesk.importers.shifts_grid import Table, pasted_table, tables_in
from carerdesk.importers.shifts_values import Place, Unread
from carerdesk.importers.values import CannotRead
from carerdesk.importers.workers_table import (
    COLUMNS,
    PeopleColumns,
    PersonLine,
    column_key,
    people_columns,
    read_people,
)
from carerdesk.services.books import Books, done, drafts
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.pension.events import Happened, record_in
from carerdesk.services.people.add_worker import keep_worker, tidied_worker, worker_problems
from carerdesk.services.people.bring_in_line import Understood, has_only_rates, more_rates, understood
from carerdesk.services.people.check_terms import check_rate
from carerdesk.services.people.details import NewWorker, Rate
from carerdesk.services.people.missing import Known, missing
from carerdesk.services.people.names import choice_name, name_as_said
from carerdesk.services.people.read import list_workers, person, taken_names
from carerdesk.services.people.same_paydays import shared_payday

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

_TELL_OF_A_JOB = frozenset({"born", "started", "contract_from", "ni_number", "tax_code"})


@dataclass(frozen=True, slots=True)
class PeopleWish:
    """A list of people, and what a person said: what its headings mean ("" for nothing), and whom to add all the same.

    `anyway` holds names in lower case, of people we are not sure of.
    """

    data: bytes
    file_name: str = ""
    pasted: bool = False
    said: Mapping[str, str] = field(default_factory=dict)
    anyway: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody who would be added: what a first payday still needs, in words, and in `open` why parts stay out.

    `doubts` are reasons to ask a person first; `text` is the line as the file has it.
    """

    place: Place
    new: NewWorker
    pension: tuple[str, date] | None
    missing: tuple[str, ...]
    open: tuple[Problem, ...]
    doubts: tuple[Problem, ...] = ()
    text: str = ""

    @property
    def name(self) -> str:
        """Their name."""
        return self.new.details.name

    @property
    def key(self) -> str:
        """What a choice about them is kept under."""
        return self.name.casefold()


@dataclass(frozen=True, slots=True)
class PeoplePreview:
    """What would come in: who is plainly new, who only where a person says so. `unused` are headings nobody knows."""

    new: tuple[NewPerson, ...]
    not_sure: tuple[NewPerson, ...]
    already_there: tuple[str, ...]
    refused: tuple[Unread, ...]
    left_out: tuple[Unread, ...]
    unused: tuple[str, ...]

    def coming(self, anyway: Collection[str]) -> tuple[NewPerson, ...]:
        """All that would be added, with those a person says are new."""
        return (*self.new, *(each for each in self.not_sure if each.key in anyway))


def look(books: Books, wish: PeopleWish) -> PeoplePreview | Problem:
    """What the file holds, beside the books; or why it cannot be read. Changes nothing."""
    tables = _tables(wish)
    found = tables if isinstance(tables, CannotRead) else read_people(tables, _meanings(books, wish))
    if isinstance(found, CannotRead):
        return found.problem
    sorter = _Sorter(books)
    for line in found.lines:
        sorter.take(line)
    refused = tuple(sorted((*found.refused, *sorter.refused), key=lambda each: each.place.line))
    tried = _tried(books, sorter.new)
    plain, doubtful = (tuple(each for each in tried if bool(each.doubts) is wanted) for wanted in (False, True))
    return PeoplePreview(plain, doubtful, tuple(sorter.there), refused, found.left_out, found.unknown)


def columns(books: Books, wish: PeopleWish) -> PeopleColumns | Problem:
    """The columns of a list, with what they seem to be, for a person to say otherwise."""
    tables = _tables(wish)
    found = tables if isinstance(tables, CannotRead) else people_columns(tables, _meanings(books, wish))
    return found.problem if isinstance(found, CannotRead) else found


def _tables(wish: PeopleWish) -> list[Table] | CannotRead:
    return pasted_table(wish.data.decode()) if wish.pasted else tables_in(wish.data, wish.file_name)


def _meanings(books: Books, wish: PeopleWish) -> Mapping[str, str]:
    """What headings mean: as said just now, else as said for an earlier list."""
    from carerdesk.store.settings import read

    return {**read(books, _said_before()), **wish.said}


def _said_before() -> Any:  # noqa: ANN401 - the store's own type of setting
    from carerdesk.store.settings import Choice

    return Choice("bring_in.people", dict[str, str], {}, "What the headings of a family's own list of people mean.")


def finish(books: Books, wish: PeopleWish) -> Outcome:
    """Adds everybody new as one operation, after a last look at the books. What headings mean is remembered."""
    from carerdesk.store.settings import write

    found = look(books, wish)
    if isinstance(found, Problem):
        return Rejected((found,))
    coming = found.coming(wish.anyway)
    if not coming:
        return Rejected((Problem("", "people_nobody_new", {"file": wish.file_name or "what you pasted"}),))
    with books.operation("", kind="people") as op:
        for each in coming:
            _keep(op.session, each, books.today())
        names = [each.name for each in coming]
        op.said = f"{names[0]} added" if len(names) == 1 else f"{len(names)} people added: {', '.join(names)}"
    if wish.said:
        write(books, _said_before(), dict(_meanings(books, wish)))
    return done(op)


class _Sorter:
    """Takes line after line: somebody new, somebody there, more rates for the one above, or refused."""

    def __init__(self, books: Books) -> None:
        self._books, self._today = books, books.today()
        self._nation = person(books).details.nation
        self._taken = taken_names(books)
        self._known = [one.name for one in list_workers(books)]
        self._lines: dict[str, Place] = {}
        self.new: list[NewPerson] = []
        self.there: list[str] = []
        self.refused: list[Unread] = []

    def take(self, line: PersonLine) -> None:
        """Put a line where it belongs."""
        name = name_as_said(line.cells.get("name", ""))
        key = name.casefold()
        if not name:
            self._refuse(line, Problem("name", "worker_name_missing"))
        elif key in self._taken:
            if key not in self._lines:
                self.there.append(name)
            self._lines.setdefault(key, line.place)
        elif key in self._lines and has_only_rates(line.cells):
            self._add_rates(line, key)
        elif key in self._lines:
            self._refuse(line, Problem("name", "people_named_twice", {"where": str(self._lines[key]).lower()}))
        else:
            self._add(replace(line, cells={**line.cells, "name": name}), key)

    def _add(self, line: PersonLine, key: str) -> None:
        found = understood(line.cells, self._today, partial(shared_payday, self._books), self._nation)
        if not isinstance(found, Understood):
            self._refuse(line, *found)
            return
        new = tidied_worker(found.new)
        if problems := worker_problems(self._books, new):
            self._refuse(line, *problems)
            return
        self._lines[key] = line.place
        doubts = tuple(self._doubts(line))
        self.new.append(_with_missing(NewPerson(line.place, new, found.pension, (), found.open, doubts, line.text)))
        self._known.append(new.details.name)

    def _doubts(self, line: PersonLine) -> Iterator[Problem]:
        """A lone first name may be somebody who is there, and a name alone may be nobody's at all."""
        there = next((name for name in self._known if _may_be_one(name, line.cells["name"])), None)
        if there is not None:
            yield Problem("name", "people_first_name", {"there": there})
        if not any(cell.startswith("rate_") or cell in _TELL_OF_A_JOB for cell in line.cells):
            yield Problem("name", "people_only_a_name")

    def _add_rates(self, line: PersonLine, key: str) -> None:
        rates = more_rates(line.cells, self._today)
        good = [each for each in rates if isinstance(each, Rate)]
        problems = [each for each in rates if isinstance(each, Problem)]
        problems += [fault for rate in good for fault in check_rate(rate)]
        at = next((n for n, each in enumerate(self.new) if each.name.casefold() == key), None)
        if problems or at is None:
            self._refuse(line, *problems)
            return
        before = self.new[at]
        twice = {(rate.kind, rate.first_day) for rate in good} & {(r.kind, r.first_day) for r in before.new.rates}
        if twice:
            self._refuse(line, Problem("rates_from", "people_rate_twice"))
            return
        new = replace(before.new, rates=(*before.new.rates, *good))
        self.new[at] = _with_missing(replace(before, new=new))

    def _refuse(self, line: PersonLine, *problems: Problem) -> None:
        for problem in problems:
            self.refused.append(Unread(line.place, line.text, problem))


def _may_be_one(name: str, other: str) -> bool:
    """Whether one of two names is the other's first name alone."""
    parts, others = name.casefold().split(), other.casefold().split()
    return parts[0] == others[0] and min(len(parts), len(others)) == 1


def _with_missing(each: NewPerson) -> NewPerson:
    new = each.new
    rated = any(rate.kind != "mileage" for rate in new.rates)
    known = Known(new.contract.frequency if new.contract else "", rated, new.tax is not None)
    return replace(each, missing=tuple(choice_name("missing", one) for one in missing(new.details, known)))


def _tried(books: Books, new: Sequence[NewPerson]) -> tuple[NewPerson, ...]:
    """The same, without memberships that could not be kept; why is told."""
    if not any(each.pension for each in new):
        return tuple(new)
    found = []
    with books.trying() as session:
        for each in new:
            problems = _keep(session, each, books.today())
            found.append(replace(each, pension=None, open=(*each.open, *problems)) if problems else each)
    return tuple(found)


def _keep(session: Session, each: NewPerson, today: date) -> tuple[Problem, ...]:
    """Adds somebody with their pension membership; why that could not be kept."""
    from carerdesk.store.tables import Worker

    worker_id = keep_worker(session, each.new)
    if each.pension is None:
        return ()
    how, since = each.pension
    kept = record_in(session, session.get_one(Worker, worker_id), Happened(how, since), today)
    return kept if isinstance(kept, tuple) else ()


# --- half way ---------------------------------------------------------------------------------------------------------

_PAGE = "bring_in_people"
_LARGEST = 8 * 1024 * 1024


def keep_half_way(books: Books, wish: PeopleWish) -> None:
    """Keep a list that is being brought in, so that it goes on where it was left."""
    if len(wish.data) <= _LARGEST:
        text = base64.b64encode(wish.data).decode()
        body: dict[str, object] = {
            "data": text, "file_name": wish.file_name, "pasted": wish.pasted, "said": dict(wish.said),
            "anyway": sorted(wish.anyway),
        }  # fmt: skip
        drafts.keep_draft(books, _PAGE, "", body)


def kept_half_way(books: Books) -> PeopleWish | None:
    """The list that was left half way."""
    kept: Mapping[str, Any] | None = drafts.kept_draft(books, _PAGE)
    if not kept:
        return None
    data, anyway = base64.b64decode(kept["data"]), frozenset(kept.get("anyway", ()))
    return PeopleWish(data, kept["file_name"], kept["pasted"], kept["said"], anyway)


def drop_half_way(books: Books) -> None:
    """It was finished, or given up."""
    drafts.drop_draft(books, _PAGE)


__all__ = [
    "COLUMNS", "NewPerson", "PeopleColumns", "PeoplePreview", "PeopleWish", "Unread", "column_key", "columns",
    "drop_half_way", "finish", "keep_half_way", "kept_half_way", "look",
]  # fmt: skip
