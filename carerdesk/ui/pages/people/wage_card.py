"""What the minimum wage and mileage hang on beside hours and rates, and its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date
from carerdesk.domain.money import ZERO
from carerdesk.services.outcome import Outcome
from carerdesk.services.people.read import worker
from carerdesk.services.people.records import Kept
from carerdesk.services.people.wage_terms import (
    ON_CALL_AT,
    VEHICLES,
    WageTerms,
    keep_wage_terms,
    remove_wage_terms,
    terms_on,
    wage_terms_of,
)
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import DatedTable, Facts
from carerdesk.ui.pages.people.form import Form, NumberField
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.choices import RadioRow
from carerdesk.ui.widgets.fields import DateField, MoneyField


class WageCard(Card):
    """How somebody stands to the minimum wage and to mileage, and how that changed over time."""

    def __init__(self, desk: Desk, worker_id: int, name: str, go: Callable[..., object]) -> None:
        change = Button(
            self.tr("Change"), "small", name=self.tr("Change what {name}’s minimum wage hangs on").format(name=name),
            act=lambda: go("wage", worker_id),
        )  # fmt: skip
        super().__init__(self.tr("Minimum wage and mileage"), side=change)
        self._desk = desk
        kept = wage_terms_of(desk.books, worker_id)
        now = terms_on(tuple(each.what for each in kept), desk.today())
        self.add(Facts(self._facts(now)))
        if len(kept) > 1:
            rows = [((long_date(each.what.first_day), in_short(each.what)), self._out(each)) for each in kept]
            heads = (self.tr("From"), self.tr("What"))
            self.add(DatedTable(self.tr("Minimum wage details over time"), heads, rows))

    def _facts(self, now: WageTerms) -> list[tuple[str, str]]:
        home = self.tr("None")
        if now.nights is not None:
            home = _home(now)
        apprentice = long_date(now.apprentice_since) if now.apprentice_since else self.tr("No")
        return [
            (self.tr("Vehicle used for work"), guidance("deductions", f"vehicle_{now.vehicle}")),
            (self.tr("Waits when on call"), guidance("deductions", f"on_call_{now.on_call_at or 'not_said'}")),
            (self.tr("Home you provide"), home),
            (self.tr("Apprentice since"), apprentice),
        ]

    def _out(self, kept: Kept[WageTerms]) -> Button:
        day = long_date(kept.what.first_day)
        name = self.tr("Take out the minimum wage details from {day}").format(day=day)
        act = partial(self._take_out, kept.id)
        return Button(self.tr("Take out"), "small", name=name, act=act)

    def _take_out(self, terms_id: int) -> None:
        self._desk.report(remove_wage_terms(self._desk.books, terms_id))


def _home(terms: WageTerms) -> str:
    nights = f"{terms.nights.normalize():f}" if terms.nights is not None else ""
    key = "home_charged" if terms.charge else "home_free"
    return guidance("deductions", key, nights=nights, charge=str(terms.charge))


def in_short(terms: WageTerms) -> str:
    """One line: the vehicle, where they wait when on call, the home, and whether family is left out."""
    parts = [guidance("deductions", f"vehicle_{terms.vehicle}")]
    if terms.on_call_at:
        parts.append(guidance("deductions", f"on_call_{terms.on_call_at}"))
    if terms.nights is not None:
        parts.append(_home(terms))
    if terms.family_exempt:
        parts.append(guidance("deductions", "family_left_out"))
    return "; ".join(parts)


class WageForm(Form):
    """Vehicle, on call, home and apprenticeship, from a day on."""

    wanted: ClassVar[Mapping[str, str]] = {"first_day": "wage_from_missing", "vehicle": "vehicle_missing"}

    def __init__(self, desk: Desk, worker_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        assert worker_id is not None
        record = worker(desk.books, worker_id)
        kept = wage_terms_of(desk.books, worker_id)
        self.before = terms_on(tuple(each.what for each in kept), desk.today())
        self.question = self.tr("What does {name}’s minimum wage hang on?").format(name=record.first_name)
        self.why = guidance("deductions", "wage_form_why")
        self.act = self.tr("Keep these details")
        self._build()
        self._fill(record.details.started or desk.today() if not kept else self.before.first_day)

    def _build(self) -> None:
        today = self.desk.today()
        self.first_day = DateField(self.tr("These hold from"), today, guidance("deductions", "wage_from_why"))
        self.take("first_day", self.first_day)
        self.vehicle = RadioRow(
            self.tr("Vehicle used for work"),
            [(each, guidance("deductions", f"vehicle_{each}")) for each in VEHICLES],
            guidance("deductions", "vehicle_why"),
        )
        self.take("vehicle", self.vehicle)
        self.card("", self.first_day, self.vehicle)
        self.on_call = RadioRow(
            self.tr("Where do they wait when on call?"),
            [(each, guidance("deductions", f"on_call_{each or 'not_said'}")) for each in ON_CALL_AT],
            guidance("deductions", "on_call_why"),
        )
        self.take("on_call_at", self.on_call)
        self.card(self.tr("On call"), self.on_call)
        self.nights = NumberField(
            self.tr("Nights a week in a home you provide"), guidance("deductions", "nights_why"), optional=True
        )
        self.take("nights", self.nights)
        self.charge = MoneyField(
            self.tr("What you charge for it a day"), guidance("deductions", "charge_why"), optional=True
        )
        self.take("charge", self.charge)
        self.card(self.tr("A home you provide"), self.nights, self.charge)
        self.apprentice = DateField(
            self.tr("Apprentice since"), today, guidance("deductions", "apprentice_why"), optional=True
        )
        self.take("apprentice_since", self.apprentice)
        self.card(self.tr("Apprenticeship"), self.apprentice)

    def _fill(self, first_day: object) -> None:
        for name, field in self.fields.items():
            value = getattr(self.before, name)
            field.set_value(None if name == "charge" and not value else value)
        self.fields["first_day"].set_value(first_day)

    def save(self) -> Outcome:
        assert self.worker_id is not None
        day = self.first_day.value()
        assert day is not None
        terms = replace(
            self.before,
            first_day=day,
            vehicle=self.vehicle.value() or "car",
            on_call_at=self.on_call.value() or "",
            nights=self.nights.value(),
            charge=self.charge.value() or ZERO,
            apprentice_since=self.apprentice.value(),
        )
        return keep_wage_terms(self.desk.books, self.worker_id, terms)
