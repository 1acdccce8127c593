"""The tests on work: timesheets, the plan's hours, insurance and relatives (3, 4, 7 and 11)."""

from __future__ import annotations

from datetime import date

from carerdesk.domain.dates import long_date, span
from carerdesk.domain.evidence.records import Records
from carerdesk.domain.evidence.results import ControlResult
from carerdesk.domain.evidence.words import ControlWords
from carerdesk.domain.hours.shift import hours_text


def hours_agree(records: Records, words: ControlWords) -> ControlResult:
    """3: paid hours equal the signed or agreed timesheet. Not checked where no payslip has one."""
    with_hours = [slip for slip in records.payslips if slip.paid_minutes or slip.timesheet_minutes]
    if with_hours and all(slip.timesheet_minutes is None for slip in with_hours):
        return words.not_checked(3, "no_timesheet")
    findings = []
    for slip in with_hours:
        values = {"payslip": slip.title, "paid": hours_text(slip.paid_minutes)}
        if slip.timesheet_minutes is None:
            findings.append(words.finding(3, "no_timesheet", "payslip", slip.id, **values))
        elif slip.timesheet_minutes != slip.paid_minutes:
            values["timesheet"] = hours_text(slip.timesheet_minutes)
            findings.append(words.finding(3, "hours_differ", "payslip", slip.id, **values))
    good = len(with_hours) - len(findings)
    return words.judged(3, findings, len(with_hours), payslips=str(len(with_hours)), good=str(good))


def hours_within_plan(records: Records, words: ControlWords) -> ControlResult:
    """4: the period's hours are inside the plan's hours. Weeks may differ as long as the period does not pass them all.

    Where it does, the weeks above their plan are listed.
    """
    if any(week.planned is None for week in records.weeks):
        return words.not_checked(4, "no_plan_hours")
    worked = sum(week.minutes for week in records.weeks)
    planned = sum(week.planned or 0 for week in records.weeks)
    values = {
        "worked": hours_text(worked),
        "planned": hours_text(planned),
        "over": hours_text(max(worked - planned, 0)),
    }
    if worked <= planned:
        return words.passed(4, **values)
    findings = [
        words.finding(
            4,
            "week_over",
            week=long_date(week.monday),
            worked=hours_text(week.minutes),
            over=hours_text(week.minutes - (week.planned or 0)),
        )
        for week in records.weeks
        if week.minutes > (week.planned or 0)
    ]
    return words.attention(4, findings, **values)


def insured_while_working(records: Records, words: ControlWords) -> ControlResult:
    """7: employers' liability insurance is in date on every day worked."""
    days = sorted(set(records.days_worked))
    if days and not records.cover:
        return words.not_checked(7, "no_insurance")
    bare = [day for day in days if not any(cover.first <= day <= cover.last for cover in records.cover or ())]
    findings = [
        words.finding(7, "not_insured", days=span(first, last), count=str(count)) for first, last, count in _runs(bare)
    ]
    covered = str(len(days) - len(bare))
    return words.judged(7, findings, len(days), days=str(len(days)), covered=covered)


def _runs(days: list[date]) -> list[tuple[date, date, int]]:
    """Days worked without cover, gathered into stretches less than a week apart."""
    runs: list[tuple[date, date, int]] = []
    for day in days:
        if runs and (day - runs[-1][1]).days < 7:  # noqa: PLR2004 - a week
            first, _, count = runs.pop()
            runs.append((first, day, count + 1))
        else:
            runs.append((day, day, 1))
    return runs


def relatives_agreed(records: Records, words: ControlWords) -> ControlResult:
    """11: consent is held for every live-in relative paid. Not checked where nobody said who is one."""
    unknown = [person.name for person in records.paid_people if person.live_in_relative is None]
    findings = [
        words.finding(11, "no_consent", "worker", person.id, name=person.name)
        for person in records.paid_people
        if person.live_in_relative and not person.has_consent
    ]
    if unknown and not findings:
        return words.not_checked(11, "relation_unknown", names=", ".join(unknown))
    relatives = sum(bool(person.live_in_relative) for person in records.paid_people)
    return words.judged(11, findings, relatives, relatives=str(relatives), faults=str(len(findings)))
