"""The questions about a family leave one after another, kept half-answered until the leave is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from carerdesk.domain.family_leave.kinds import LeaveKind
from carerdesk.domain.family_leave.questions import Question, questions
from carerdesk.domain.family_leave.schedule import Block
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books
from carerdesk.services.family_leave.details import ROUTES, LeaveDetails
from carerdesk.store import drafts

KIND, ROUTE, DAYS, EARNINGS, SIZE, CHECK = "kind", "route", "days", "earnings", "size", "check"
_PAGE: Final = "family_leave"
_FIELDS: Final = frozenset(
    {
        "worker_id",
        "kind",
        "event_on",
        "born_on",
        "blocks",
        "last_day",
        "average",
        "average_reason",
        "note",
        "refused",
        "checked",
        "at",
    }
)
_WEEKS_OF_ONE_BLOCK: Final = 39

State = dict[str, str]
"""Every answer by name, as text: days as 2027-01-10, blocks as 2026-11-02:39 with commas between."""


def keep(books: Books, key: str, state: Mapping[str, str]) -> None:
    """Keep the answers so far, outside the history. `key` is "new", or a leave's number where it is being changed."""
    drafts.save(books, _PAGE, key, dict(state))


def kept(books: Books, key: str) -> State | None:
    """The answers so far, or None where nothing was begun."""
    found = drafts.load(books, _PAGE, key)
    return None if found is None else {str(name): str(value) for name, value in found.items()}


def drop(books: Books, key: str) -> None:
    """The questions are finished, or begun anew."""
    if drafts.load(books, _PAGE, key) is not None:
        drafts.drop(books, _PAGE, key)


def details_of(state: Mapping[str, str]) -> LeaveDetails | None:
    """The leave that the answers describe; None while its kind or days are not there yet."""
    if not all(state.get(name) for name in ("worker_id", "kind", "event_on", "blocks")):
        return None
    return LeaveDetails(
        worker_id=int(state["worker_id"]),
        kind=LeaveKind(state["kind"]),
        event_on=date.fromisoformat(state["event_on"]),
        blocks=_blocks(state["blocks"]),
        born_on=_day(state.get("born_on")),
        last_day=_day(state.get("last_day")),
        answers={name: value for name, value in state.items() if name not in _FIELDS and value},
        average=Decimal(state["average"]) if state.get("average") else None,
        average_reason=state.get("average_reason", ""),
        refused=state.get("refused", ""),
        note=state.get("note", ""),
    )


def state_of(details: LeaveDetails) -> State:
    """The answers that describe a leave."""
    state = {
        **details.answers,
        "worker_id": str(details.worker_id),
        "kind": details.kind.value,
        "event_on": details.event_on.isoformat(),
        "born_on": details.born_on.isoformat() if details.born_on else "",
        "blocks": ",".join(f"{block.first.isoformat()}:{block.weeks}" for block in details.blocks),
        "last_day": details.last_day.isoformat() if details.last_day else "",
        "average": f"{details.average:f}" if details.average is not None else "",
        "average_reason": details.average_reason,
        "note": details.note,
        "refused": details.refused,
    }
    return {name: value for name, value in state.items() if value}


def _blocks(text: str) -> tuple[Block, ...]:
    parts = (part.partition(":") for part in text.split(",") if part)
    return tuple(Block(date.fromisoformat(first), int(weeks)) for first, _, weeks in parts)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def steps(state: Mapping[str, str], *, ask_size: bool) -> tuple[str, ...]:
    """The pages in order, as far as the answers decide them. `ask_size`: the books do not know the employer's size."""
    if not state.get("kind") or not state.get("worker_id"):
        return (KIND,)
    routed = (ROUTE,) if len(ROUTES[LeaveKind(state["kind"])]) > 1 else ()
    details = details_of(state)
    if details is None:
        return (KIND, *routed, DAYS)
    asked = tuple(question.code for question in questions(details.event))
    return (KIND, *routed, DAYS, EARNINGS, *asked, *((SIZE,) if ask_size else ()), CHECK)


def next_step(state: Mapping[str, str], after: str, *, ask_size: bool) -> str:
    """The page after one; once all was gone through, changing an answer leads back to the check."""
    every = steps(state, ask_size=ask_size)
    if state.get("checked"):
        return next((step for step in every[:-1] if not is_answered(state, step)), CHECK)
    at = every.index(after) + 1 if after in every else 0
    return every[min(at, len(every) - 1)]


def step_before(state: Mapping[str, str], before: str, *, ask_size: bool) -> str | None:
    """The page before one; None at the first."""
    every = steps(state, ask_size=ask_size)
    at = every.index(before) if before in every else 0
    return every[at - 1] if at else None


def is_answered(state: Mapping[str, str], step: str) -> bool:
    """Whether a page has its answer."""
    if step == DAYS:
        return details_of(state) is not None
    if step == EARNINGS:
        return True
    return bool(state.get({SIZE: "small"}.get(step, step)))


def question_of(state: Mapping[str, str], code: str) -> Question | None:
    """The question with a code, for these answers."""
    details = details_of(state)
    found = questions(details.event) if details else ()
    return next((question for question in found if question.code == code), None)


def with_days(
    state: Mapping[str, str], days: Mapping[str, date | None], numbers: Mapping[str, int | None]
) -> State | tuple[Problem, ...]:
    """The answers with the days of the leave in them, or what is missing.

    `days` are event_on, born_on, first_day, asked_on, care_from and care_to; `numbers` weeks, used and partner.
    """
    kind = LeaveKind(state["kind"])
    found = {name: day for name, day in days.items() if day is not None}
    if kind is LeaveKind.SNCP and state.get("route") == "own" and "care_from" in found:
        found["event_on"] = found["care_from"]
    missing = [*_missing_days(kind, found), *_missing_weeks(kind, numbers)]
    if missing:
        return tuple(missing)
    weeks = _WEEKS_OF_ONE_BLOCK if kind.begins_at_ninety else numbers.get("weeks") or 0
    first = found.pop("first_day")
    counted = {name: str(number) for name, number in numbers.items() if number is not None and name != "weeks"}
    cleared = {name: "" for name in days if name != "first_day"}
    dated = {name: day.isoformat() for name, day in found.items()}
    return {**state, **cleared, **dated, **counted, "blocks": _with_first(state, first, weeks)}


def _with_first(state: Mapping[str, str], first: date, weeks: int) -> str:
    """The first stretch as it is now, and any later ones as they were."""
    later = _blocks(state["blocks"])[1:] if state.get("blocks") else ()
    return ",".join(f"{block.first.isoformat()}:{block.weeks}" for block in (Block(first, weeks), *later))


def _missing_days(kind: LeaveKind, found: Mapping[str, date]) -> list[Problem]:
    missing = [] if "event_on" in found else [Problem("event_on", "family_event_missing")]
    if kind is LeaveKind.SNCP and "care_from" not in found:
        missing = [Problem("care_from", "family_care_from_missing")]
    return [*missing, *([] if "first_day" in found else [Problem("first_day", "family_first_day_missing")])]


def _missing_weeks(kind: LeaveKind, numbers: Mapping[str, int | None]) -> list[Problem]:
    if kind.begins_at_ninety or (numbers.get("weeks") or 0) >= 1:
        return []
    return [Problem("weeks", "family_weeks_missing")]


def with_block(details: LeaveDetails, block: Block) -> LeaveDetails:
    """The leave with one more stretch of weeks."""
    return replace(details, blocks=tuple(sorted((*details.blocks, block), key=lambda one: one.first)))


def without_block(details: LeaveDetails, first: date) -> LeaveDetails:
    """The leave without the stretch that begins on a day."""
    return replace(details, blocks=tuple(block for block in details.blocks if block.first != first))
