"""Workings and sentences about sick pay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import groupby

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import DAYS, span
from carerdesk.domain.money import Money, total
from carerdesk.domain.sickness.days import SickDay, Why
from carerdesk.domain.sickness.earnings import Average, pounds
from carerdesk.domain.sickness.spells import REFORM
from carerdesk.domain.sickness.weeks import SickWeek
from carerdesk.domain.working import Line, Source, Working
from carerdesk.services.sickness.reckoned import Reckoned

GUIDE = Source("GOV.UK, Statutory Sick Pay: employer guide", "https://www.gov.uk/employers-sick-pay")
CHANGE = Source(
    "Payroll bodies quoting DWP on sick pay from 6 April 2026",
    "https://payadvice.uk/2025/12/21/new-statutory-sick-pay-ssp-transitional-protection-april-2026",
    confirmed=False,
)
_FLAT_FROM = Decimal("0.8")


def why_words(why: Why) -> str:
    """Why a day is not paid, in a sentence."""
    return guidance("sickness", f"why_{why.value}")


def week_working(week: SickWeek, average: Average | None) -> Working:
    """How a week's sick pay came about."""
    lines = []
    for (weekly, per_week), within in groupby(week.paid, key=lambda day: (day.weekly, day.per_week)):
        days = tuple(within)
        lines.extend(_days_lines(days, weekly, per_week, average))
    lines.extend(
        Line(f"{DAYS[day.day.weekday()]} {day.day.day}: {_short(day)}") for day in week.days if not day.is_paid
    )
    lines.append(Line("Sick pay for the week, rounded up to the penny", str(week.amount), strong=True))
    unconfirmed = _unconfirmed(week.days)
    return Working(
        f"Sick pay, week to {span(week.last, week.last)}", tuple(lines), (GUIDE, *((CHANGE,) if unconfirmed else ())),
        notes_of(week.days),
    )  # fmt: skip


def _days_lines(days: Sequence[SickDay], weekly: Decimal, per_week: int, average: Average | None) -> list[Line]:
    found = []
    if days[0].day >= REFORM and days[0].why is not Why.PROTECTED and average is not None:
        share = average.amount * _FLAT_FROM
        limit = "is less than the flat rate" if share == weekly else "is the flat rate or more: the flat rate is paid"
        found.append(Line(f"80% of {average.shown} a week {limit}", str(pounds(share))))
    found.append(
        Line(f"{_exact(weekly)} ÷ {per_week} qualifying day{'s' * (per_week != 1)}", f"{_exact(days[0].daily)} a day")
    )
    together = days[0].daily * len(days)
    names = ", ".join(f"{DAYS[day.day.weekday()][:3]} {day.day.day}" for day in days)
    found.append(Line(f"{names}: {len(days)} × {_exact(days[0].daily)}", _exact(together)))
    return found


def _exact(amount: Decimal) -> str:
    """An amount with as many places as it has, at least two and at most four: £24.65, £17.408."""
    text = f"{amount.quantize(Decimal('0.0001')):,f}".rstrip("0")
    whole, _, part = text.partition(".")
    return f"£{whole}.{part.ljust(2, '0')}"


def _short(day: SickDay) -> str:
    return guidance("sickness", f"short_{day.why.value}")


def sum_working(each: Reckoned, spell_id: int) -> Working:
    """What a spell comes to, week by week."""
    weeks = [week for week in each.weeks(spell_id) if week.days]
    lines = [Line(_week_line(week), str(week.amount)) for week in weeks]
    whole, ours = total(week.amount for week in weeks), each.due(spell_id)
    if whole != ours:
        lines.append(Line("Paid before these books began", str(ours - whole)))
    lines.append(Line("Sick pay", str(ours), strong=True))
    days = each.of(spell_id)
    sources = (GUIDE, *((CHANGE,) if _unconfirmed(days) else ()))
    return Working("Sick pay", tuple(lines), sources, notes_of(days))


def _week_line(week: SickWeek) -> str:
    count = len(week.paid)
    return f"Week to {week.last.day} {_month(week)}: {count} day{'s' * (count != 1)} paid"


def _month(week: SickWeek) -> str:
    return span(week.last, week.last).split(" ", maxsplit=1)[1]


def notes_of(days: Iterable[SickDay]) -> tuple[str, ...]:
    """What could not be confirmed at its source about these days."""
    known = tuple(days)
    found = []
    if any(day.why is Why.PROTECTED for day in known):
        found.append(guidance("sickness", "note_protected"))
    if any(day.why is Why.NIL_RATE for day in known):
        found.append(guidance("sickness", "note_nil_rate"))
    if _share_is_paid(known):
        found.append(guidance("sickness", "note_share"))
    if any(day.day < REFORM for day in known) and any(day.day >= REFORM for day in known):
        found.append(guidance("sickness", "note_straddles"))
    return tuple(found)


def _share_is_paid(days: Sequence[SickDay]) -> bool:
    return any(
        day.why is Why.PAID and day.day >= REFORM and day.weekly != day.weekly.quantize(Decimal("0.01")) for day in days
    )


def _unconfirmed(days: Sequence[SickDay]) -> bool:
    return any(day.why in {Why.PROTECTED, Why.NIL_RATE} for day in days)


def shown(amount: Money) -> str:
    """An amount, or a dash where there is none."""
    return str(amount) if amount else "–"
