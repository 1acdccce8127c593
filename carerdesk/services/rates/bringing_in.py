"""Bringing in a checked file of rates when a new year is announced: looked at first, then kept with the books."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final

from sqlalchemy import select

from carerdesk.catalogue.rates import last_checked, load_rates, rates_in
from carerdesk.domain.dates import long_date
from carerdesk.domain.problem import Problem
from carerdesk.domain.rates import Rate, Rates, RateValue
from carerdesk.services.books import Books, done, owner
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.rates.known import known_rates, with_files
from carerdesk.store.tables import Payslip, RatesFile

MOST_BYTES: Final = 1_000_000
A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NewRate:
    """A rate the file brings, beside the one it follows; `before` is None where nothing came before it."""

    kind: str
    unit: str
    first: date
    last: date
    before: str | None
    now: str
    source: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class RatesPreview:
    """What a file would bring in.

    `lacking` are the kinds that are known now and that neither the file nor anything else knows afterwards: what needs
    them is refused from then on.
    """

    name: str
    body: str
    first: date
    last: date
    rates: tuple[NewRate, ...]
    lacking: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was brought in, with the days it covers."""

    id: int
    name: str
    brought_in: date
    first: date
    last: date


def look_at_rates(books: Books, path: Path) -> RatesPreview | Rejected:
    """Read and check a file of rates; nothing is changed.

    Rejected where it is no text of that form, brings nothing, names a kind or unit nobody knows, has a rate without a
    source, overlaps with what is known, or leaves days between that nobody would know.

    Raises:
        OSError: when the file cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        return _refused("rates_file_malformed", file=path.name, why="it is far too large")
    try:
        body = path.read_text(encoding="utf-8-sig")
        brought = rates_in(body)
        checked = last_checked(body)
    except ValueError as fault:
        return _refused("rates_file_malformed", file=path.name, why=str(fault))
    with books.reading() as session:
        known = known_rates(session)
        bodies = tuple(session.scalars(select(RatesFile.body).order_by(RatesFile.id)))
    if problem := _fault(path.name, brought, known) or _checked_later(path.name, checked, books.today()):
        return Rejected((problem,))
    try:
        after = with_files((*bodies, body))
    except ValueError as fault:
        return _refused("rates_file_overlaps", file=path.name, why=str(fault))
    return _preview(path.name, body, brought, known, after)


def bring_in_rates(books: Books, preview: RatesPreview) -> Outcome:
    """Keep the file with the books: from now on it is worked with. Undo takes it out again."""
    words = f"Rates from {long_date(preview.first)} brought in"
    with books.operation(words, kind="rates") as op:
        bodies = tuple(op.session.scalars(select(RatesFile.body).order_by(RatesFile.id)))
        try:
            with_files((*bodies, preview.body))
        except ValueError as fault:
            return _refused("rates_file_overlaps", file=preview.name, why=str(fault))
        keys = owner(op.session).keys()
        row = RatesFile(**keys, name=preview.name, body=preview.body, brought_in=books.today())
        op.session.add(row)
        op.session.flush()
        kept_id = row.id
    return done(op, id=kept_id)


def take_out_rates(books: Books, file_id: int) -> Outcome:
    """Take a file out again, unless a payday has been worked out with it."""
    with books.operation("", kind="rates") as op:
        row = op.session.get_one(RatesFile, file_id)
        first, last = _span(rates_in(row.body))
        paid = select(Payslip.payday).where(Payslip.payday.between(first, last)).order_by(Payslip.payday)
        payday = op.session.scalars(paid.limit(1)).first()
        if payday is not None and not _covered(payday):
            return Rejected((Problem("", "rates_file_in_use", {"file": row.name, "payday": long_date(payday)}),))
        op.said = f"Rates file {row.name} taken out"
        op.session.delete(row)
    return done(op)


def kept_files(books: Books) -> tuple[KeptFile, ...]:
    """The files brought in, the newest first."""
    with books.reading() as session:
        rows = session.scalars(select(RatesFile).order_by(RatesFile.id.desc())).all()
        return tuple(KeptFile(row.id, row.name, row.brought_in, *_span(rates_in(row.body))) for row in rows)


def known_to(books: Books) -> date:
    """The last day on which pay can be worked out."""
    with books.reading() as session:
        return known_rates(session).known_to


def _covered(payday: date) -> bool:
    own = load_rates()
    return own.known_from <= payday <= own.known_to


def _fault(name: str, brought: Sequence[tuple[str, Rate]], known: Rates) -> Problem | None:
    if not brought:
        return Problem("", "rates_file_empty", {"file": name})
    strange = sorted({kind for kind, _ in brought} - set(known.kinds))
    if strange:
        return Problem("", "rates_file_unknown_kind", {"file": name, "kind": strange[0]})
    for kind, rate in brought:
        if problem := _unlike(name, kind, rate, known.all_of(kind)[-1]):
            return problem
    first = min(rate.first for _, rate in brought)
    if first > known.known_to + A_DAY:
        values = {"file": name, "known": long_date(known.known_to), "first": long_date(first)}
        return Problem("", "rates_file_leaves_a_gap", values)
    return None


def _unlike(name: str, kind: str, rate: Rate, before: Rate) -> Problem | None:
    """A rate must be of the shape and unit of the one it follows, so that nobody reads pounds for per cent."""
    same_shape = isinstance(rate.value, Decimal) == isinstance(before.value, Decimal)
    if same_shape and rate.unit == before.unit and not _negative(rate.value):
        return None
    return Problem("", "rates_file_unlike", {"file": name, "kind": kind, "unit": before.unit})


def _negative(value: RateValue) -> bool:
    return value < 0 if isinstance(value, Decimal) else any(each < 0 for each in value.values())


def _checked_later(name: str, checked: date, today: date) -> Problem | None:
    return (
        Problem("", "rates_file_checked_later", {"file": name, "day": long_date(checked)}) if checked > today else None
    )


def _preview(name: str, body: str, brought: Sequence[tuple[str, Rate]], known: Rates, after: Rates) -> RatesPreview:
    first, last = _span(brought)
    lacking = tuple(kind for kind in known.kinds if _is_current(known, kind) and not _knows(after, kind, last))
    return RatesPreview(name, body, first, last, tuple(_row(kind, rate, known) for kind, rate in brought), lacking)


def _is_current(known: Rates, kind: str) -> bool:
    return known.all_of(kind)[-1].last >= known.known_to


def _knows(rates: Rates, kind: str, day: date) -> bool:
    return any(rate.first <= day <= rate.last for rate in rates.all_of(kind))


def _row(kind: str, rate: Rate, known: Rates) -> NewRate:
    earlier = [each for each in known.all_of(kind) if each.last < rate.first]
    before = figures(earlier[-1].value) if earlier else None
    source = rate.source
    return NewRate(
        kind, rate.unit, rate.first, rate.last, before, figures(rate.value), source.title, source.confirmed
    )  # fmt: skip


def figures(value: RateValue) -> str:
    """A rate's figure, or each of a table's with its name: "weekly 242, monthly 1048"."""
    if isinstance(value, Decimal):
        return f"{value:,f}"
    return ", ".join(f"{key.replace('_', ' ')} {figure:,f}" for key, figure in value.items())


def _span(brought: Sequence[tuple[str, Rate]]) -> tuple[date, date]:
    return min(rate.first for _, rate in brought), max(rate.last for _, rate in brought)


def _refused(code: str, **values: str) -> Rejected:
    return Rejected((Problem("", code, values),))
