"""What a PA can work by their own word: the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.rota.limits import Limits, clock_words, limits_on, read_clock
from carerdesk.services.outcome import Outcome
from carerdesk.services.people.read import worker
from carerdesk.services.rota.limits import keep_limits, limits_of
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form
from carerdesk.ui.widgets.fields import DateField, Field, HoursField, TextField
from carerdesk.ui.widgets.weekdays import WeekdaysField


class ClockField(Field[int]):
    """A clock time like 8:00, 7pm or "2:00 next day"; the value is minutes from midnight."""

    characters = 16

    def read(self, text: str) -> int | None:
        return read_clock(text)

    def write(self, value: int) -> str:
        return clock_words(value)

    def unread(self) -> str:
        return self.tr("{label} must be a time, like 8:00, 7pm or 2:00 next day").format(label=self.label)


class LimitForm(Form):
    """Most hours a week, days, earliest and latest, and the agreement to work longer, from a day on."""

    wanted: ClassVar[Mapping[str, str]] = {"first_day": "limit_from_missing"}

    def __init__(self, desk: Desk, worker_id: int | None = None, *, fresh: bool = False) -> None:
        super().__init__(desk, worker_id)
        assert worker_id is not None
        self._kept = limits_of(desk.books, worker_id)
        name = worker(desk.books, worker_id).first_name
        self.question = self.tr("What can {name} work?").format(name=name)
        self.why = guidance("cover", "limits_why")
        self.act = self.tr("Keep these limits")
        self._build()
        self._fill(fresh=fresh)

    def _build(self) -> None:
        tr, today = self.tr, self.desk.today()
        self.take("first_day", DateField(tr("These hold from"), today))
        self.take("weekly_minutes", HoursField(tr("Most hours a week"), optional=True))
        self.take("weekdays", WeekdaysField(tr("Days they work"), tr("Leave all open for any day")))
        self.take("earliest_minute", ClockField(tr("Can start at"), tr("Or later"), optional=True))
        self.take("latest_minute", ClockField(tr("Can work until"), tr("A sleep-in ends the next day: 7:00 next day"),
                                              optional=True))  # fmt: skip
        names = ("first_day", "weekly_minutes", "weekdays", "earliest_minute", "latest_minute")
        self.card("", *(self.fields[name] for name in names))
        self.take("opted_out_on", DateField(tr("Agreed in writing on"), today, guidance("cover", "law_opt_out"),
                                            optional=True))  # fmt: skip
        self.take("opt_out_ends", DateField(tr("That agreement ends on"), today, optional=True))
        self.card(tr("More than 48 hours a week on average"), self.fields["opted_out_on"], self.fields["opt_out_ends"])
        self.take("note", TextField(tr("Note"), optional=True))
        self.card("", self.fields["note"])

    def _fill(self, *, fresh: bool) -> None:
        today = self.desk.today()
        before = limits_on(tuple(each.what.limits for each in self._kept), today)
        before = before or (self._kept[0].what.limits if self._kept else Limits(today))
        for name, field in self.fields.items():
            if name == "note":
                field.set_value(next((each.what.note for each in self._kept if each.what.limits == before), "") or None)
            else:
                value = getattr(before, name)
                field.set_value(sorted(value) if name == "weekdays" else value)
        if fresh:
            self.fields["first_day"].set_value(today)

    def save(self) -> Outcome:
        assert self.worker_id is not None
        values = {name: field.value() for name, field in self.fields.items() if name not in {"note", "weekdays"}}
        limits = Limits(**values, weekdays=frozenset(self.fields["weekdays"].value() or ()))  # type: ignore[arg-type]
        return keep_limits(self.desk.books, self.worker_id, limits, self.fields["note"].value() or "")
