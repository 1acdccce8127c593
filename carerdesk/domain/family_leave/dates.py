"""The weeks and days that the rules of family leave pay hang on. Weeks run from Sunday to Saturday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from carerdesk.domain.family_leave.kinds import WEEK, LeaveKind, guide, manual
from carerdesk.domain.working import Source

A_DAY: Final = timedelta(days=1)
WEEKS_BEFORE: Final = 15
WEEKS_OF_SERVICE: Final = 26
_EARLIEST: Final = 11
_TO_SATURDAY: Final = timedelta(days=6)
_CARE_FIRST: Final = date(2025, 4, 6)

BIRTH, ADOPTION, OWN = "birth", "adoption", "own"

RELEVANT: Final = {
    BIRTH: guide("employers-maternity-pay-leave/eligibility-and-proof-of-pregnancy", "Maternity pay: eligibility"),
    ADOPTION: manual("SPM171100", "relevant period"),
    OWN: manual("SPM171100", "relevant period"),
}


@dataclass(frozen=True, slots=True)
class Event:
    """What a leave is for.

    `day` is the due date of a birth, the day somebody was told of a match, the day a child died, or the day neonatal
    care began. `born` is the birth or the placement, once there. `route` says which week counts: "birth" (the due
    date's), "adoption" (the match's) or "own" (the week before).
    """

    kind: LeaveKind
    day: date
    route: str = BIRTH
    born: date | None = None


def sunday_of(day: date) -> date:
    """The Sunday of a day's week."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def qualifying_week(event: Event) -> date:
    """The Sunday of the week in which the worker must be employed and by which earnings are averaged.

    Birth: the 15th week before the week the baby is due (Social Security Contributions and Benefits Act 1992 s.164).
    Adoption: the week of being told of the match. Bereavement, and neonatal care on its own: the week before.
    """
    week = sunday_of(event.day)
    if event.route == BIRTH:
        return week - WEEKS_BEFORE * WEEK
    return week if event.route == ADOPTION else week - WEEK


def earnings_until(event: Event) -> date:
    """The Saturday on or before which the last payday that counts falls.

    Where a baby is born in or before the qualifying week: the Saturday before the week of the birth (SPM171100).
    """
    week = qualifying_week(event)
    if event.route == BIRTH and event.born is not None and event.born <= week + _TO_SATURDAY:
        return sunday_of(event.born) - timedelta(days=1)
    return week + _TO_SATURDAY


def start_by(event: Event) -> date:
    """The last day on which the job can have begun: 26 weeks up to and into the qualifying week, parts counted.

    A birth in or before the qualifying week changes nothing: what counts is whether they would have been there.
    """
    return qualifying_week(event) + _TO_SATURDAY - (WEEKS_OF_SERVICE - 1) * WEEK


def earliest_start(event: Event) -> date | None:
    """The first day pay can begin, as far as it is settled by the event; None where it is not.

    Maternity: the Sunday of the 11th week before the due week, or the day after an earlier birth (SPM120700).
    Adoption: 14 days before the child is placed. Paternity: the birth or placement. Bereavement: the death.
    """
    if event.kind is LeaveKind.SMP:
        first = sunday_of(event.day) - _EARLIEST * WEEK
        return min(first, event.born + timedelta(days=1)) if event.born else first
    if event.kind is LeaveKind.SAP:
        return event.born - 2 * WEEK if event.born else None
    if event.kind is LeaveKind.SPBP:
        return event.day
    if event.kind is LeaveKind.SNCP:
        return event.born
    return event.born


def latest_start(event: Event) -> date | None:
    """The last day pay can begin: maternity and adoption pay start the day after the birth, or on the placement."""
    if event.born is None:
        return None
    if event.kind is LeaveKind.SMP:
        return event.born + timedelta(days=1)
    return event.born if event.kind is LeaveKind.SAP else None


def ends_by(event: Event) -> date | None:
    """The last day of the time in which the weeks must be taken; None where it is not known yet.

    Paternity: 52 weeks from the birth or placement, or from the due date where the baby came early. Shared: a year.
    Bereavement: 56 weeks from the death. Neonatal care: 68 weeks from the birth (Employment Rights Act 1996 s.80EF).
    Each begins with that day, so that it ends the day before the weeks come round.
    """
    if event.kind is LeaveKind.SPBP:
        return event.day + 56 * WEEK - A_DAY
    if event.born is None:
        return None
    if event.kind is LeaveKind.SPP:
        begins = max(event.born, event.day) if event.route == BIRTH else event.born
        return begins + 52 * WEEK - A_DAY
    if event.kind is LeaveKind.SHPP:
        return event.born + 52 * WEEK - A_DAY
    return event.born + 68 * WEEK - A_DAY if event.kind is LeaveKind.SNCP else None


def care_weeks(care_from: date, care_to: date, most: int) -> int:
    """Whole weeks of neonatal care without a break, counted from the day after it began.

    Neonatal Care (Leave and Pay) Act 2023; Acas, neonatal care leave and pay.
    """
    return max(0, min((care_to - care_from).days // 7, most))


def before_neonatal_pay(born: date) -> bool:
    """Whether a baby was born before neonatal care pay began: 6 April 2025."""
    return born < _CARE_FIRST


def notice_by(kind: LeaveKind, first: date) -> date | None:
    """The day by which notice of pay is asked: 28 days ahead for maternity and adoption, 8 weeks for shared leave."""
    if kind.begins_at_ninety or kind is LeaveKind.SPP:
        return first - timedelta(days=28)
    if kind is LeaveKind.SHPP:
        return first - 8 * WEEK
    return None


def proof_by(kind: LeaveKind, first: date) -> date:
    """The day the proof should be there: 21 days after maternity pay begins, the first day of pay for the others."""
    return first + timedelta(days=21) if kind is LeaveKind.SMP else first


def proof_at_the_latest(first: date) -> date:
    """After 13 weeks without proof, maternity pay need not be paid (GOV.UK, eligibility and proof of pregnancy)."""
    return first + 13 * WEEK


def sources(event: Event) -> tuple[Source, ...]:
    """Where the weeks come from."""
    return (RELEVANT[event.route],)
