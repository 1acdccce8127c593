"""A day again, on another day or on several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from carerdesk.domain.dates import day_and_month
from carerdesk.domain.hours import week
from carerdesk.domain.listed import listed
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.around import around
from carerdesk.services.hours.copying import Copies, how_many
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.outcome import Outcome, Rejected

MOST_DAYS = 31


def copy_day(books: Books, day: date, to_days: Sequence[date]) -> Outcome:
    """Set a day's shifts down on other days as a plan, in one operation, but for those that stand there already.

    What is left out is as with last week's: who has left or is elsewhere then, days that were paid, times that the
    clocks leave out or show twice.
    """
    wanted = sorted({each for each in to_days if each != day})
    if not wanted:
        return Rejected((Problem("to_days", "copy_to_missing"),))
    if len(wanted) > MOST_DAYS:
        return Rejected((Problem("to_days", "copy_to_too_many", {"most": str(MOST_DAYS)}),))
    with books.operation(f"{day_and_month(day)} copied", kind="week") as op:
        before = load(op.session, rows_of_person(op.session, day, day))
        if not before:
            return Rejected((Problem("", "day_empty", {"day": day_and_month(day)}),))
        copies = Copies(
            around(op.session, books.today(), {shift.worker_id for shift in before}, wanted[0], wanted[-1]),
            rows_of_person(op.session, wanted[0], wanted[-1]),
        )
        for each in wanted:
            copies.take(before, week.copy_day(before, each))
        if not copies.shifts:
            return Rejected(copies.problems or (Problem("to_days", "day_copied_already"),))
        copies.write(op.session)
        days = listed(day_and_month(each) for each in wanted) if len(wanted) <= 3 else f"{len(wanted)} days"  # noqa: PLR2004 - more are too long to read
        op.said = f"{how_many(len(copies.shifts))} copied from {day_and_month(day)} to {days}{copies.left_out}"
    return done(op)
