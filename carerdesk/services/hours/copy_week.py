"""Last week again."""

from __future__ import annotations

from datetime import date, timedelta

from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.week import copy_week
from carerdesk.domain.problem import Problem
from carerdesk.services.books import Books, done
from carerdesk.services.hours.around import around
from carerdesk.services.hours.copying import Copies, how_many
from carerdesk.services.hours.rows import load, rows_of_person
from carerdesk.services.outcome import Outcome, Rejected

SIX_DAYS = timedelta(days=6)
A_WEEK = timedelta(days=7)


def copy_last_week(books: Books, monday: date) -> Outcome:
    """Set last week's shifts down in this week as a plan, but for those this week has already.

    Left out, and said: who has left or is somewhere else then, days that were paid, times that the clocks leave out
    or show twice. A funder that has ended is left open.
    """
    with books.operation(f"Last week copied to the week of {long_date(monday)}", kind="week") as op:
        before = load(op.session, rows_of_person(op.session, monday - A_WEEK, monday - A_WEEK + SIX_DAYS))
        if not before:
            return Rejected((Problem("", "last_week_empty"),))
        copies = Copies(
            around(op.session, books.today(), {shift.worker_id for shift in before}, monday, monday + SIX_DAYS),
            rows_of_person(op.session, monday, monday + SIX_DAYS),
        )
        copies.take(before, copy_week(before, monday))
        if not copies.shifts:
            return Rejected(copies.problems or (Problem("", "last_week_copied_already"),))
        copies.write(op.session)
        op.said = f"{how_many(len(copies.shifts))} copied from last week{copies.left_out}"
    return done(op)
