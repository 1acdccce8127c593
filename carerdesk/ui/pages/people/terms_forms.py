"""A worker's contract and rates of pay, from a day on."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import long_date, span
from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.advice import Advice, least_rate, low_rate
from carerdesk.services.people.changeover import Changeover, changeover
from carerdesk.services.people.details import ContractTerms, Rate
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.read import person, worker
from carerdesk.services.people.same_paydays import shared_payday
from carerdesk.services.people.terms import add_rates, set_contract
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import AdviceList, Consequences
from carerdesk.ui.pages.people.form import DayOfYearField, Form, NumberField, radios
from carerdesk.ui.widgets.fields import DateField, HoursField, RateField

_PER = {"sleep_in": "a night", "mileage": "a mile"}


class ContractForm(Form):
    """How often and when somebody is paid, hours and holiday. `fresh` starts new terms from a later day."""

    wanted: ClassVar[Mapping[str, str]] = {
        "contract_from": "contract_from_missing",
        "frequency": "frequency_missing",
        "first_payday": "first_payday_missing",
        "period_end": "period_end_missing",
        "hours_kind": "hours_kind_missing",
        "holiday_method": "holiday_method_missing",
        "leave_year": "leave_year_unread",
    }

    def __init__(self, desk: Desk, worker_id: int | None = None, *, fresh: bool = False) -> None:
        super().__init__(desk, worker_id)
        record = worker(desk.books, worker_id) if worker_id else None
        who = record.first_name if record else self.tr("the PA")
        self.question = self.tr("How and when is {name} paid?").format(name=who)
        self.why = self.tr("As the contract says. The first payday and the hours it pays set every payday after it.")
        self.act = self.tr("Keep the contract")
        self._in_northern_ireland = person(desk.books).details.nation == "northern_ireland"
        self._note = ""
        self._proposed: tuple[date, date] | None = None
        self._build_pay()
        self._build_hours()
        self._build_holiday()
        before = record.contracts[0].what if record and record.contracts else None
        self._fill(before, record.details.started if record else None, fresh=fresh)

    def _build_pay(self) -> None:
        today = self.desk.today()
        self.first_day = self.take(
            "contract_from", DateField(self.tr("First day of these terms"), today, calendar=False)
        )
        self.frequency = self.take("frequency", radios(self.tr("How often paid"), "frequency", choices.FREQUENCIES))
        self.first_payday = self.take(
            "first_payday", DateField(self.tr("First payday"), today, self.tr("The first one under these terms"))
        )
        self.period_end = self.take(
            "period_end",
            DateField(
                self.tr("Last day of hours paid that day"),
                today,
                self.tr("Often some days before payday, so that the hours are known"),
            ),
        )
        self._consequences = Consequences()
        pay = (self.first_day, self.frequency, self.first_payday, self.period_end)
        self.card(self.tr("Pay"), *pay, self._consequences)
        for field in (self.first_day, self.frequency):
            field.changed.connect(self._propose)
        for field in pay:
            field.changed.connect(self.settle)

    def _build_hours(self) -> None:
        self.hours_kind = self.take(
            "hours_kind", radios(self.tr("What are the hours like?"), "hours_kind", choices.HOURS_KINDS)
        )
        self.weekly = self.take(
            "weekly_minutes", HoursField(self.tr("Hours in a usual week"), self.tr("For varying hours, if agreed"))
        )
        self.days = self.take("days_per_week", NumberField(self.tr("Days in a usual week"), self.tr("Like 3 or 2.5")))
        self.call_outs = self.take(
            "call_outs_paid",
            radios(
                self.tr("Time awake during a sleep-in is paid"),
                "call_outs_paid",
                choices.CALL_OUTS_PAID,
                self.tr("Only matters if there are sleep-ins"),
            ),
        )
        self.card(self.tr("Hours"), self.hours_kind, self.weekly, self.days, self.call_outs)

    def _build_holiday(self) -> None:
        self.holiday = self.take(
            "holiday_method",
            radios(
                self.tr("How is holiday worked out?"),
                "holiday_method",
                choices.HOLIDAY_METHODS,
                guidance("people", "holiday_why_northern_ireland" if self._in_northern_ireland else "holiday_why"),
            ),
        )
        self.leave_year = self.take(
            "leave_year",
            DayOfYearField(self.tr("Leave year starts each year on"), self.desk.today(), self.tr("Like 1 April")),
        )
        self.card(self.tr("Holiday"), self.holiday, self.leave_year)

    def _fill(self, before: ContractTerms | None, started: date | None, *, fresh: bool) -> None:
        self.leave_year.set_value((before.leave_year_month, before.leave_year_day) if before else (4, 1))
        self.call_outs.set_value(before.call_outs_paid if before else "on_top")
        if before is None:
            self.first_day.set_value(started)
            return
        for name in ("frequency", "hours_kind", "weekly_minutes", "days_per_week", "holiday_method"):
            self.fields[name].set_value(getattr(before, name))
        if not fresh:
            self._note = before.note
            self.first_day.set_value(before.first_day)
            self.first_payday.set_value(before.first_payday)
            self.period_end.set_value(before.period_end)

    def begin_on(self, day: date | None) -> None:
        """Take the first day of the job for the first day of the terms."""
        self.first_day.set_value(day)
        self._propose()
        self.settle()

    def _propose(self) -> None:
        """Paydays shared with others, until somebody types their own."""
        now = (self.first_payday.value(), self.period_end.value())
        first_day, frequency = self.first_day.value(), self.frequency.value()
        if first_day is None or frequency is None or now not in {(None, None), self._proposed}:
            return
        self._proposed = shared_payday(self.desk.books, frequency, first_day)
        payday, last = self._proposed or (None, None)
        self.first_payday.set_value(payday)
        self.period_end.set_value(last)

    def settle(self) -> None:
        """Say what these terms do to the paydays, as soon as there is enough to say."""
        found = self._changeover()
        self._consequences.say(found)

    def _changeover(self) -> Changeover | None:
        first_day, payday, period_end = self.first_day.value(), self.first_payday.value(), self.period_end.value()
        frequency = self.frequency.value()
        if first_day is None or payday is None or period_end is None or frequency is None or period_end < first_day:
            return None
        return changeover(self.desk.books, self.worker_id, ContractTerms(first_day, frequency, payday, period_end))

    def odd(self) -> str:
        found = self._changeover()
        if found is None or found.unpaid is None or not found.takes_over:
            return ""
        return self.tr("Nobody pays the hours of {days}. Is that right?").format(days=span(*found.unpaid))

    def is_begun(self) -> bool:
        begun = (self.frequency, self.first_payday, self.period_end, self.hours_kind, self.holiday, self.weekly)
        return any(not field.is_blank for field in begun)

    def terms(self) -> ContractTerms:
        """The answers, once the form is complete."""
        first_day, payday, period_end = self.first_day.value(), self.first_payday.value(), self.period_end.value()
        frequency, hours_kind, holiday = self.frequency.value(), self.hours_kind.value(), self.holiday.value()
        leave_year = self.leave_year.value()
        assert first_day is not None
        assert payday is not None
        assert period_end is not None
        assert leave_year is not None
        return ContractTerms(
            first_day,
            frequency or "",
            payday,
            period_end,
            hours_kind or "",
            self.weekly.value(),
            self.days.value(),
            holiday or "",
            leave_year[0],
            leave_year[1],
            self.call_outs.value() or "on_top",
            self._note,
        )

    def save(self) -> Outcome:
        assert self.worker_id is not None
        return set_contract(self.desk.books, self.worker_id, self.terms())


class RatesForm(Form):
    """What each kind of work pays, from a day on. Empty boxes leave a kind as it is."""

    wanted: ClassVar[Mapping[str, str]] = {"rates_from": "rates_from_missing"}

    def __init__(self, desk: Desk, worker_id: int | None = None, *, fresh: bool = False) -> None:
        super().__init__(desk, worker_id)
        record = worker(desk.books, worker_id) if worker_id else None
        self.born = record.details.born if record else None
        who = record.first_name if record else self.tr("the PA")
        self.question = self.tr("What does {name} earn?").format(name=who)
        self.why = self.tr(
            "Pounds an hour before tax, and a flat sum for a sleep-in. Fill in only the kinds that differ."
        )
        self.act = self.tr("Keep the pay rates")
        self.first_day = self.take("rates_from", DateField(self.tr("Paid from"), desk.today()))
        self.rates = {kind: self.take(f"rate_{kind}", _rate_field(kind)) for kind in choices.RATE_KINDS}
        self.card("", self.first_day, *self.rates.values())
        self.advice = AdviceList(desk)
        self.column.add(self.advice)
        self._now = {kept.what.kind: kept.what for kept in reversed(record.rates)} if record else {}
        self._fill(record.details.started if record else None, fresh=fresh)

    def _fill(self, started: date | None, *, fresh: bool) -> None:
        self.first_day.set_value(None if fresh else started)
        if self.born is not None:
            self.rates["normal"].set_hint(least_rate(self.born, self.desk.today()))
        for kind, rate in self._now.items():
            said = self.tr("Newest: {rate}, from {day}").format(
                rate=f"£{rate.amount:.2f}", day=long_date(rate.first_day)
            )
            least = least_rate(self.born, self.desk.today()) if self.born and kind == "normal" else ""
            self.rates[kind].set_hint(". ".join(part for part in (said, least) if part))

    def begin_on(self, day: date | None) -> None:
        """Take the first day of the job for the first day of the rates."""
        self.first_day.set_value(day)

    def is_begun(self) -> bool:
        return any(not field.is_blank for field in self.rates.values())

    def odd(self) -> str:
        return self.tr("A rate is below the minimum wage. Is it right?") if self._low_rates() else ""

    def read_rates(self) -> tuple[Rate, ...]:
        """The rates filled in, once the form is complete."""
        first_day = self.first_day.value()
        assert first_day is not None
        filled = {kind: field.value() for kind, field in self.rates.items()}
        return tuple(Rate(kind, first_day, amount) for kind, amount in filled.items() if amount is not None)

    def _low_rates(self) -> tuple[Advice, ...]:
        """A warning for each rate an hour below the minimum wage; shown below the rates."""
        hourly = [rate for rate in self.read_rates() if rate.kind in choices.HOURLY_RATES and rate.kind != "on_call"]
        born = self.born
        low = tuple(each for rate in hourly for each in low_rate(rate, born, rate.first_day)) if born else ()
        self.advice.show_advice(low)
        return low

    def save(self) -> Outcome:
        assert self.worker_id is not None
        return add_rates(self.desk.books, self.worker_id, self.read_rates())


def _rate_field(kind: str) -> RateField:
    return RateField(choice_name("rate", kind), per=_PER.get(kind, "an hour"), optional=kind != "normal")
