"""The week's pay that holiday is paid at, with its working: normal pay, or an average of paid weeks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sqlalchemy.orm import Session

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.domain.holiday.week_pay import (
    NOTHING,
    Average,
    AverageRule,
    average,
    average_rule,
    hours_of_fixed,
    in_pence,
    week_of_fixed,
)
from carerdesk.domain.hours.pay_lines import rate_text
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.money import Money
from carerdesk.domain.problem import Problem
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.holiday.answers import HolidayAnswers, read_answers
from carerdesk.services.holiday.earnings import Earnings, earnings
from carerdesk.services.people.details import ContractTerms
from carerdesk.services.people.read import contract_at, rates_at
from carerdesk.store import tables

BASICS = Source(
    "GOV.UK, Holiday pay: the basics", "https://www.gov.uk/holiday-entitlement-rights/holiday-pay-the-basics"
)
NORTHERN_IRELAND = Source(
    "Law firms’ pages on Northern Ireland’s 12 weeks", "https://www.mondaq.com/article/1637728", confirmed=False
)
WEEKS_FOR_ENDING = AverageRule(weeks=12, look_back=None, passes_over_statutory=True)
"""For notice and redundancy: Employment Rights Act 1996 s.224. Weeks of only sick pay would make it too little."""


@dataclass(frozen=True, slots=True)
class WeeksPay:
    """What an hour and a week of holiday are paid at. `found` is the average it rests on; None: normal pay.

    `may_not_be_regular` is in how many of its weeks a fixed week had more hours or other rates; `weeks_unknown` says
    that the books do not reach back as far as the job.
    """

    pounds_a_minute: Fraction
    weekly: Money
    how: str
    lines: tuple[Line, ...]
    sources: tuple[Source, ...] = (BASICS,)
    notes: tuple[str, ...] = ()
    found: Average | None = None
    rate: Decimal | None = None
    may_not_be_regular: int = 0
    weeks_unknown: bool = False

    def pounds(self, minutes: int) -> Fraction:
        """What so many minutes of holiday come to, not rounded."""
        return self.pounds_a_minute * minutes

    def pay(self, minutes: int) -> Money:
        """What so many minutes of holiday come to, half a penny up."""
        return in_pence(self.pounds(minutes))

    def working(self, minutes: int, title: str) -> Working:
        """How the pay for so many minutes comes about."""
        last = Line(self._last(minutes), str(self.pay(minutes)), strong=True)
        weeks = self.found.weeks if self.found else ()
        rows = [Line(f"{span(w.first, w.last)}: {_hours(w.minutes)}", str(in_pence(w.pay))) for w in weeks]
        return Working(title, (*self.lines, last, *rows), self.sources, self.notes)

    def _last(self, minutes: int) -> str:
        if self.rate is not None:
            return f"{hours_text(minutes)} × {rate_text(self.rate)}"
        return f"{hours_text(minutes)} of holiday at that pay for an hour"


def weeks_pay(session: Session, worker_id: int, before: date, rule: AverageRule | None = None) -> WeeksPay | Problem:
    """The week's pay for holiday that begins on a day; the problem says what must be known first.

    `rule` stands in for the rule for holiday: notice and redundancy average 12 weeks, and ask only for a week's pay.
    """
    terms = contract_at(session, worker_id, before)
    if terms is None:
        return Problem("", "holiday_pay_needs_contract")
    worker = session.get_one(tables.Worker, worker_id)
    nation = session.get_one(tables.Person, worker.person_id).nation
    chosen = rule or average_rule(terms.hours_kind, nation)
    earned = earnings(session, worker_id, before)
    assert earned is not None
    asked = _Asked(terms, read_answers(session, worker_id), earned, chosen, before, worker.started, rule is None)
    if terms.hours_kind == "fixed":
        return _fixed(asked, rates_at(session, worker_id, before).get("normal"))
    return _varied(asked)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a week's pay is worked out from."""

    terms: ContractTerms
    answers: HolidayAnswers
    earned: Earnings
    rule: AverageRule
    before: date
    started: date | None
    for_holiday: bool

    @property
    def found(self) -> Average | None:
        weeks = self.earned.weeks(sleep_ins_count=bool(self.answers.sleep_ins_count))
        whole_from = max(self.started or date.min, self.earned.known_from)
        return average(weeks, self.before, self.rule, whole_from=whole_from)

    def weeks_unknown(self, found: Average) -> bool:
        known = self.started is not None and self.started >= self.earned.known_from
        return len(found.weeks) < self.rule.weeks and not known

    def asks_sleep_ins(self, found: Average) -> bool:
        if self.answers.sleep_ins_count is not None or not self.for_holiday:
            return False
        return any(week.first <= day <= week.last for day in self.earned.slept for week in found.weeks)


def _varied(asked: _Asked) -> WeeksPay | Problem:
    found = asked.found
    if found is None:
        return Problem("pay", "holiday_pay_no_paid_week")
    if asked.asks_sleep_ins(found):
        return Problem("sleep_ins_count", "ask_sleep_ins_count")
    if not found.minutes and asked.for_holiday:
        return Problem("pay", "holiday_pay_without_hours")
    lines = (*_average_lines(found), Line("An average week’s pay", str(found.weekly), strong=True))
    a_minute = found.pay / found.minutes if found.minutes else NOTHING
    return WeeksPay(
        a_minute, found.weekly, _how(found), lines, _sources(asked.rule), _notes(found, asked), found,
        weeks_unknown=asked.weeks_unknown(found),
    )  # fmt: skip


def _fixed(asked: _Asked, rate: Decimal | None) -> WeeksPay | Problem:
    if rate is None:
        return Problem("pay", "holiday_pay_needs_rate")
    weekly, found = asked.terms.weekly_minutes, asked.found
    others = _weeks_of_other_pay(found, asked.earned, weekly) if found and weekly else 0
    if found is None or weekly is None or not others:
        return _normal(rate, weekly, ())
    if asked.answers.extra_is_regular is False:
        return _normal(rate, weekly, (guidance("holiday", "extra_not_regular", weeks=str(others)),), others)
    if asked.asks_sleep_ins(found):
        return Problem("sleep_ins_count", "ask_sleep_ins_count")
    return _fixed_at_average(asked, weekly, rate, found, others)


def _weeks_of_other_pay(found: Average, earned: Earnings, weekly_minutes: int) -> int:
    """How many of its weeks had more hours than the contract's, or hours at rates of their own."""
    return sum(
        week.minutes > weekly_minutes or any(week.first <= day <= week.last for day in earned.other_rates)
        for week in found.weeks
    )


def _normal(rate: Decimal, weekly_minutes: int | None, notes: tuple[str, ...], others: int = 0) -> WeeksPay:
    a_minute = Fraction(rate) / 60
    weekly = in_pence(a_minute * (weekly_minutes or 0))
    words = f"A normal week: {hours_text(weekly_minutes or 0)} at {rate_text(rate)}"
    lines = (Line(words, str(weekly)),) if weekly_minutes else ()
    how = f"normal pay, {rate_text(rate)} an hour"
    return WeeksPay(a_minute, weekly, how, lines, notes=notes, rate=rate, may_not_be_regular=others)


def _fixed_at_average(asked: _Asked, weekly_minutes: int, rate: Decimal, found: Average, others: int) -> WeeksPay:
    normal = Fraction(rate) * weekly_minutes / 60
    week = week_of_fixed(weekly_minutes, normal, found, overtime=asked.for_holiday)
    if week == normal:
        return _normal(rate, weekly_minutes, (guidance("holiday", "never_below_normal"),), others)
    hours = hours_of_fixed(weekly_minutes, found, overtime=asked.for_holiday)
    lines = (
        *_average_lines(found),
        Line(f"A normal week: {hours_text(weekly_minutes)} at {rate_text(rate)}", str(in_pence(normal))),
        Line(f"A week’s pay: {_hours(hours)} at the average for an hour", str(in_pence(week)), strong=True),
        Line(f"For each hour of holiday, a week being {hours_text(weekly_minutes)}", _hourly(week / weekly_minutes)),
    )
    counted = guidance("holiday", "extra_counted", weeks=str(others), of=str(len(found.weeks)))
    notes = (counted, *_notes(found, asked))
    return WeeksPay(
        week / weekly_minutes, in_pence(week), _how(found), lines, _sources(asked.rule), notes, found,
        may_not_be_regular=others, weeks_unknown=asked.weeks_unknown(found),
    )  # fmt: skip


def _average_lines(found: Average) -> tuple[Line, ...]:
    count = len(found.weeks)
    words = f"{count} paid weeks" if count > 1 else "The one paid week"
    parts = [Line(f"{words}, {span(found.first, found.last)}", str(in_pence(found.pay)))]
    if found.minutes:
        parts.append(Line("Hours in them", _hours(found.minutes)))
        parts.append(Line("Pay for an hour, on average", _hourly(found.pay / found.minutes)))
    return tuple(parts)


def _how(found: Average) -> str:
    count = len(found.weeks)
    return f"the average of {count} paid weeks to {long_date(found.last)}" if count > 1 else "the one week paid so far"


def _sources(rule: AverageRule) -> tuple[Source, ...]:
    return (BASICS,) if rule.confirmed else (NORTHERN_IRELAND,)


def _notes(found: Average, asked: _Asked) -> tuple[str, ...]:
    rule, known_from = asked.rule, asked.earned.known_from
    notes = []
    if len(found.weeks) < rule.weeks:
        which = "fewer_weeks_known" if asked.weeks_unknown(found) else "fewer_weeks_worked"
        notes.append(guidance("holiday", which, weeks=str(rule.weeks), since=long_date(known_from)))
    if not rule.confirmed:
        notes.append(guidance("holiday", "northern_ireland_weeks"))
    notes.append(guidance("holiday", "months_into_weeks"))
    return tuple(notes)


def _hours(minutes: Fraction) -> str:
    return hours_text(int(minutes + Fraction(1, 2)))


def _hourly(a_minute: Fraction) -> str:
    """Pay for an hour to a hundredth of a penny, for reading."""
    exact = a_minute * 60 * 10000
    rounded = Decimal((2 * exact.numerator + exact.denominator) // (2 * exact.denominator)).scaleb(-4)
    return rate_text(rounded)
