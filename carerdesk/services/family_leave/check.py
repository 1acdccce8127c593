"""What keeps a family leave from being recorded."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from carerdesk.domain.dates import long_date
from carerdesk.domain.family_leave import dates
from carerdesk.domain.family_leave.average import check_typed
from carerdesk.domain.family_leave.kinds import LeaveKind, most_weeks
from carerdesk.domain.family_leave.questions import care_began_in_time, questions, shared_weeks
from carerdesk.domain.family_leave.schedule import Block
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import NoRateFor, Rates
from carerdesk.services.family_leave.details import ROUTES, LeaveDetails

_WEEKS_OF_ONE = 39


def check_details(
    details: LeaveDetails, others: Sequence[LeaveDetails], rates: Rates, today: date
) -> tuple[Problem, ...]:
    """Every fault of a leave, by its field. `others` are the worker's other leaves.

    Raises:
        ValueError: for an answer that no form offers, which is a fault of the program.
    """
    if not details.blocks:
        return (Problem("first_day", "family_first_day_missing"),)
    _known_answers(details)
    return (
        *_blocks(details.blocks),
        *_weeks(details, rates),
        *_dates(details, today),
        *_overlaps(details, others),
        *check_typed(details.average, details.average_reason),
    )


def _known_answers(details: LeaveDetails) -> None:
    if details.route not in ROUTES[details.kind]:
        raise ValueError(f"{details.kind} has no route {details.route!r}")
    for question in questions(details.event):
        if details.answers.get(question.code, "") not in {"", *question.choices}:
            raise ValueError(f"{question.code} cannot be {details.answers[question.code]!r}")


def _blocks(blocks: Sequence[Block]) -> list[Problem]:
    if any(block.weeks < 1 for block in blocks):
        return [Problem("weeks", "family_weeks_missing")]
    in_order = sorted(blocks, key=lambda block: block.first)
    return [
        Problem("first_day", "family_blocks_overlap", {"day": long_date(later.first)})
        for earlier, later in pairwise(in_order)
        if later.first <= earlier.last
    ]


def weeks_available(details: LeaveDetails, rates: Rates) -> int:
    """How many weeks of pay there are: the law's most, those of shared pay left, or those of neonatal care.

    Raises:
        NoRateFor: outside the known years.
    """
    most = most_weeks(details.kind, details.first_day, rates)
    if details.kind is LeaveKind.SHPP:
        return shared_weeks(_WEEKS_OF_ONE, details.number("used"), details.number("partner"), most)
    care_from, care_to = details.day("care_from"), details.day("care_to")
    if details.kind is LeaveKind.SNCP and care_from is not None and care_to is not None:
        return dates.care_weeks(care_from, care_to, most)
    return most


def _weeks(details: LeaveDetails, rates: Rates) -> list[Problem]:
    asked = sum(block.weeks for block in details.blocks)
    try:
        most = weeks_available(details, rates)
    except NoRateFor:
        return [Problem("first_day", "family_not_known_then", {"day": long_date(details.first_day)})]
    if asked <= most:
        return []
    return [Problem("weeks", "family_too_many_weeks", {"asked": str(asked), "most": str(most)})]


def _dates(details: LeaveDetails, today: date) -> list[Problem]:
    found = [*_begins(details, today), *_ends(details), *_care(details)]
    if details.last_day is not None and details.last_day < details.first_day:
        found.append(Problem("last_day", "family_ends_before_it_begins"))
    return found


def _begins(details: LeaveDetails, today: date) -> list[Problem]:
    """A leave that follows a birth and has begun by today must know its birth."""
    first, event = details.first_day, details.event
    earliest, latest = dates.earliest_start(event), dates.latest_start(event)
    if earliest is not None and first < earliest:
        return [Problem("first_day", "family_begins_too_early", {"day": long_date(earliest)})]
    if latest is not None and first > latest:
        return [Problem("first_day", "family_begins_too_late", {"day": long_date(latest)})]
    if earliest is None and details.kind in {LeaveKind.SPP, LeaveKind.SHPP, LeaveKind.SNCP}:
        return [Problem("born_on", "family_born_missing")] if first <= today else []
    return []


def _ends(details: LeaveDetails) -> list[Problem]:
    by, last = dates.ends_by(details.event), max(block.last for block in details.blocks)
    if by is None or last <= by:
        return []
    return [Problem("first_day", "family_taken_too_late", {"day": long_date(by)})]


def _care(details: LeaveDetails) -> list[Problem]:
    care_from, born = details.day("care_from"), details.born_on
    if details.kind is not LeaveKind.SNCP:
        return []
    if care_from is None:
        return [Problem("care_from", "family_care_from_missing")]
    if born is not None and not care_began_in_time(care_from, born):
        return [Problem("care_from", "family_care_too_late", {"day": long_date(born)})]
    return []


def _overlaps(details: LeaveDetails, others: Sequence[LeaveDetails]) -> list[Problem]:
    """Two kinds of pay by law are never due for the same week."""
    for other in others:
        if other.refused or details.refused:
            continue
        until = [_last(details, block) for block in details.blocks]
        for block, last in zip(details.blocks, until, strict=True):
            if any(block.first <= _last(other, theirs) and theirs.first <= last for theirs in other.blocks):
                return [Problem("first_day", "family_leaves_overlap", {"day": long_date(other.first_day)})]
    return []


def _last(details: LeaveDetails, block: Block) -> date:
    return min(block.last, details.last_day) if details.last_day is not None else block.last
