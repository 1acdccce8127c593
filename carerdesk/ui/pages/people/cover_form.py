"""Somebody to ask for cover."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.services.outcome import Outcome
from carerdesk.services.rota.contacts import (
    COUNCIL,
    FAMILY,
    KINDS,
    WORKERS,
    ContactDetails,
    add_contact,
    change_contact,
    contact,
    odd,
    workers_not_listed,
)
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form, tick
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.choices import FilteredList, RadioRow
from carerdesk.ui.widgets.fields import DateField, EmailField, RateField, TextField
from carerdesk.ui.widgets.weekdays import WeekdaysField


class CoverForm(Form):
    """Adds somebody to the list of who to ask; with `contact_id` changes that entry."""

    wanted: ClassVar[Mapping[str, str]] = {"kind": "cover_kind_missing"}

    def __init__(self, desk: Desk, contact_id: int | None = None) -> None:
        super().__init__(desk)
        self._contact_id = contact_id
        self.question = self.tr("Who do you ask for cover?")
        self.why = guidance("cover", "contact_form_why")
        self.act = self.tr("Keep them on the list")
        self._build()
        if contact_id is not None:
            self._fill(contact(desk.books, contact_id))
        self.settle()

    def _build(self) -> None:
        tr = self.tr
        self.kind = RadioRow(tr("What are they?"), [(each, guidance("cover", f"kind_{each}")) for each in KINDS])
        self.worker = FilteredList(
            tr("Which PA or agency?"), list(workers_not_listed(self.desk.books, self._contact_id)),
            tr("An agency only where its workers are on your rota"),
        )  # fmt: skip
        self.name = TextField(tr("Name"))
        self.same_household = tick(tr("Lives in the same home"), guidance("cover", "contact_family_why"))
        self.take("kind", self.kind)
        self.take("worker_id", self.worker)
        self.take("name", self.name)
        self.take("same_household", self.same_household)
        self.card("", self.kind, self.worker, self.name, self.same_household)
        self.rate = RateField(tr("Rate"), guidance("cover", "contact_rate_why"), optional=True)
        self.phone = TextField(tr("Phone"), tr("Leave it empty where it stands in their record"), optional=True)
        self.take("phone", self.phone)
        self.take("email", EmailField(tr("E-mail"), optional=True))
        self.take("rate", self.rate)
        self.card(tr("How to reach them"), *(self.fields[name] for name in ("phone", "email", "rate")))
        self.take("weekdays", WeekdaysField(tr("Days they can come"), tr("Leave all open for any day")))
        self.take("notice", TextField(tr("Notice they need"), tr("Like: 4 hours, or the day before"), optional=True))
        self.take("limits", TextField(tr("What they cannot do"), tr("Like: no hoist, does not drive"), optional=True))
        self.take("confirmed_on", DateField(tr("Said they still can on"), self.desk.today(), optional=True))
        self.take("note", TextField(tr("Note"), optional=True))
        names = ("weekdays", "notice", "limits", "confirmed_on", "note")
        self.card(tr("When and what"), *(self.fields[name] for name in names))
        self.kind.changed.connect(self.settle)
        self.worker.changed.connect(self.settle)

    def settle(self) -> None:
        """Ask only what belongs to the kind."""
        kind = self.kind.value()
        is_worker = kind in WORKERS
        let_show(self.worker, kind is not None and kind not in {FAMILY, COUNCIL})
        let_show(self.name, kind is not None and not is_worker and self.worker.value() is None)
        let_show(self.rate, kind is not None and not is_worker)
        let_show(self.same_household, kind == FAMILY)
        self.kind.set_hint(guidance("cover", "contact_council_why") if kind == COUNCIL else "")

    def odd(self) -> str:
        found = odd(self.desk.books, self._details())
        return problem_words(found[0]) if found else ""

    def save(self) -> Outcome:
        details = self._details()
        if self._contact_id is not None:
            return change_contact(self.desk.books, self._contact_id, details)
        return add_contact(self.desk.books, details)

    def _details(self) -> ContactDetails:
        kind = self.kind.value() or ""
        is_worker = kind in WORKERS
        worker = self.worker.value() if kind not in {FAMILY, COUNCIL} else None
        text = {name: self.fields[name].value() or "" for name in ("phone", "email", "notice", "limits", "note")}
        return ContactDetails(
            kind=kind,
            name="" if worker is not None else self.name.value() or "",
            worker_id=worker,
            rate=None if is_worker else self.rate.value(),
            weekdays=frozenset(self.fields["weekdays"].value() or ()),
            same_household=kind == FAMILY and bool(self.same_household.value()),
            confirmed_on=self.fields["confirmed_on"].value(),
            **text,
        )

    def _fill(self, before: ContactDetails) -> None:
        for name, field in self.fields.items():
            value = getattr(before, name)
            field.set_value(
                sorted(value) if name == "weekdays" else value if name == "same_household" else value or None
            )
