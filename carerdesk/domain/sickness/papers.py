"""Papers about a sickness: the days they speak for, and days that no paper covers.

For the first seven days off, days without work counted, a PA's own word is enough; after that an employer may ask for a
fit note (GOV.UK, Taking sick leave). Whether a paper is asked for is the employer's choice: a gap is shown, never
refused.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem

A_DAY = timedelta(days=1)
OWN_WORD = timedelta(days=7)


class PaperKind(StrEnum):
    """Who speaks: the PA, or somebody who examined them."""

    SELF_CERTIFICATE = "self_certificate"
    FIT_NOTE = "fit_note"


@dataclass(frozen=True, slots=True)
class Covers:
    """The days one paper speaks for, both counted."""

    kind: PaperKind
    first: date
    last: date


def gaps(first: date, last: date, papers: Iterable[Covers]) -> tuple[tuple[date, date], ...]:
    """The stretches after the seventh day of an absence, up to a day, that no fit note speaks for."""
    notes = sorted((paper.first, paper.last) for paper in papers if paper.kind is PaperKind.FIT_NOTE)
    found = []
    wanted = first + OWN_WORD
    for begins, ends in notes:
        if begins > last:
            break
        if begins > wanted:
            found.append((wanted, begins - A_DAY))
        wanted = max(wanted, ends + A_DAY)
    if wanted <= last:
        found.append((wanted, last))
    return tuple(found)


def runs_out(first: date, papers: Iterable[Covers]) -> date | None:
    """The last day that papers, one after another, speak for; None where there is none."""
    until: date | None = None
    for begins, ends in sorted((paper.first, paper.last) for paper in papers):
        if until is None:
            until = ends if begins <= first + OWN_WORD else until
        elif begins <= until + A_DAY:
            until = max(until, ends)
    return until


def check_paper(
    paper: Covers, first: date, last: date | None, received: date | None, today: date
) -> tuple[Problem, ...]:
    """Why a paper cannot be kept: days back to front, none of them of the sickness, received ahead of today."""
    if paper.last < paper.first:
        return (Problem("last", "paper_ends_before_start"),)
    found = []
    if paper.last < first or (last is not None and paper.first > last):
        found.append(Problem("first", "paper_beside_sickness", {"first": long_date(first)}))
    if received is not None and received > today:
        found.append(Problem("received_on", "paper_received_ahead"))
    return tuple(found)


def odd_paper(paper: Covers) -> tuple[Problem, ...]:
    """What to ask about a paper: a PA's own word is enough for seven days and no longer."""
    days = (paper.last - paper.first).days + 1
    if paper.kind is PaperKind.SELF_CERTIFICATE and days > OWN_WORD.days:
        return (Problem("last", "self_certificate_over_a_week"),)
    return ()
