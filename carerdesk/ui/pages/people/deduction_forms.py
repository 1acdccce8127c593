"""An order, an agreed deduction, the end of one, and an amount paid or taken once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month
from carerdesk.domain.money import ZERO
from carerdesk.services.deductions.check import MILES, WITH_CONSENT, WITH_DAY
from carerdesk.services.deductions.details import ItemDetails, StandingDetails
from carerdesk.services.deductions.items import add_item, change_item
from carerdesk.services.deductions.kinds import AGREEMENTS, FOR_EMPLOYER, ITEM_PARTS, ORDERS
from carerdesk.services.deductions.read import item_details, next_payday, standing_details
from carerdesk.services.deductions.standing import add_standing, change_standing, end_standing
from carerdesk.services.deductions.words import kind_name
from carerdesk.services.hours.choices import choices
from carerdesk.services.outcome import Outcome
from carerdesk.services.people.read import worker
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form, NumberField, tick
from carerdesk.ui.widgets.arrange import let_show
from carerdesk.ui.widgets.choices import FilteredList, RadioRow
from carerdesk.ui.widgets.fields import DateField, MoneyField, NotesField, PercentField, RateField, TextField

TYPED_KINDS = tuple(kind for kind in ITEM_PARTS if kind != "top_up")
_MAY_BE_FOR_EMPLOYER = frozenset({"taken"})
_WITH_FUNDER = frozenset({"bonus", "back_pay", "expenses", *MILES})


def _kinds(kinds: Sequence[str]) -> list[tuple[str, str]]:
    return [(kind, kind_name(kind)) for kind in kinds]


class _StandingForm(Form):
    """What an order and an agreed deduction have in common."""

    wanted: ClassVar[Mapping[str, str]] = {
        "kind": "deduction_kind_missing",
        "title": "deduction_title_missing",
        "first_day": "deduction_from_missing",
    }
    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, desk: Desk, worker_id: int | None = None, record_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        assert worker_id is not None
        self._record_id = record_id
        self.who = worker(desk.books, worker_id).first_name
        self._build()
        self._fill(standing_details(desk.books, record_id) if record_id else None)

    def _build(self) -> None:
        raise NotImplementedError

    def _kind(self, label: str, hint: str) -> RadioRow[str]:
        row = RadioRow(label, _kinds(self.kinds), hint)
        self.take("kind", row)
        row.changed.connect(self.settle)
        return row

    def _days(self) -> tuple[DateField, DateField]:
        today = self.desk.today()
        first = DateField(self.tr("First payday it is taken on"), today)
        last = DateField(
            self.tr("Last payday it is taken on"), today, self.tr("Leave it empty if no end is known"), optional=True
        )
        self.take("first_day", first)
        self.take("last_day", last)
        return first, last

    def _total(self) -> MoneyField:
        hint = self.tr("When this much has been taken, it stops by itself. Leave it empty if there is no total")
        total = MoneyField(self.tr("Total to be taken"), hint, optional=True)
        self.take("total", total)
        return total

    def _note(self) -> NotesField:
        note = NotesField(self.tr("Note"), self.tr("For you alone: it stands on no paper"), optional=True, lines=2)
        self.take("note", note)
        return note

    def _fill(self, before: StandingDetails | None) -> None:
        if before is not None:
            for name, field in self.fields.items():
                value = getattr(before, name)
                field.set_value(None if name == "administration" and not value else value)
        self.settle()

    def details(self) -> StandingDetails:
        """The answers."""
        typed: dict[str, Any] = {name: field.value() for name, field in self.fields.items()}
        return StandingDetails(**{name: value for name, value in typed.items() if value is not None})

    def save(self) -> Outcome:
        assert self.worker_id is not None
        if self._record_id is not None:
            return change_standing(self.desk.books, self._record_id, self.details())
        return add_standing(self.desk.books, self.worker_id, self.details())


class OrderForm(_StandingForm):
    """An order of a court, a council or the Child Maintenance Service, with the figures that stand on it."""

    kinds = ORDERS

    def _build(self) -> None:
        self.question = self.tr("What does the order for {name} say?").format(name=self.who)
        self.why = guidance("deductions", "order_why")
        self.act = self.tr("Keep the order")
        kind = self._kind(self.tr("What kind of order is it?"), guidance("deductions", "order_kind_why"))
        title = TextField(self.tr("Its name on the payslip"), self.tr("Like: Council tax order"))
        self.take("title", title)
        payee = TextField(self.tr("Paid over to"), self.tr("Who sent it, like Westmere Council"))
        self.take("payee", payee)
        reference = TextField(self.tr("Reference on the order"), optional=True)
        self.take("reference", reference)
        made_on = DateField(
            self.tr("Date of the order"), self.desk.today(), self.tr("The older order comes first"), optional=True
        )
        self.take("made_on", made_on)
        self.card(self.tr("The order"), kind, title, payee, reference, made_on)
        self._figures()
        self.card(self.tr("When"), *self._days(), self._note())

    def _figures(self) -> None:
        amount = MoneyField(self.tr("Amount taken each payday"), self.tr("As the order says for how often you pay"))
        self.take("amount", amount)
        percent = PercentField(
            self.tr("Or percent taken"),
            self.tr("Where the order has a table, the percent its table names for this pay"),
            optional=True,
        )
        self.take("percent", percent)
        protected = MoneyField(
            self.tr("Protected earnings each payday"), guidance("deductions", "protected_why"), optional=True
        )
        self.take("protected", protected)
        carries = tick(self.tr("What cannot be taken is added the next time"), self.tr("Only if the order says so"))
        self.take("carries_shortfall", carries)
        administration = MoneyField(
            self.tr("Kept by you for the work, each time"), guidance("deductions", "administration_why"), optional=True
        )
        self.take("administration", administration)
        self.card(self.tr("Its figures"), amount, percent, protected, self._total(), carries, administration)


class AgreementForm(_StandingForm):
    """A deduction that the worker has agreed to in writing."""

    kinds = AGREEMENTS
    wanted: ClassVar[Mapping[str, str]] = {
        **_StandingForm.wanted,
        "amount": "deduction_amount_missing",
        "consent_on": "consent_missing",
    }

    def _build(self) -> None:
        self.question = self.tr("What did {name} agree to?").format(name=self.who)
        self.why = guidance("deductions", "agreement_why")
        self.act = self.tr("Keep the deduction")
        kind = self._kind(self.tr("What is it for?"), "")
        title = TextField(self.tr("Its name on the payslip"), self.tr("Like: Loan for a bicycle"))
        self.take("title", title)
        amount = MoneyField(self.tr("Taken each payday"))
        self.take("amount", amount)
        self.card(self.tr("What and how much"), kind, title, amount, self._total())
        consent = DateField(
            self.tr("Agreed in writing on"), self.desk.today(), guidance("deductions", "consent_why"), calendar=True
        )
        self.take("consent_on", consent)
        self.for_employer = tick(
            self.tr("The money is for your own use or benefit"), guidance("deductions", "for_employer_why")
        )
        self.take("for_employer", self.for_employer)
        payee = TextField(
            self.tr("Paid over to"), self.tr("Only if you pass the money on to somebody else"), optional=True
        )
        self.take("payee", payee)
        self.card(self.tr("Consent"), consent, self.for_employer, payee)
        self.card(self.tr("When"), *self._days(), self._note())
        kind.changed.connect(self._suggest)

    def _suggest(self) -> None:
        """Rent and training are usually for the employer's benefit; the person may say otherwise."""
        self.for_employer.set_value(self.fields["kind"].value() in FOR_EMPLOYER)


class EndDeductionForm(Form):
    """The last payday an order or a deduction is taken on."""

    wanted: ClassVar[Mapping[str, str]] = {"last_day": "deduction_last_day_missing"}

    def __init__(self, desk: Desk, worker_id: int | None = None, record_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        assert record_id is not None
        self._record_id = record_id
        before = standing_details(desk.books, record_id)
        self.question = self.tr("When does “{title}” end?").format(title=before.title)
        self.why = self.tr("It is taken on paydays up to this day. What has been taken stays in the books.")
        self.act = self.tr("End it")
        self.last_day = DateField(self.tr("Last payday it is taken on"), desk.today())
        self.take("last_day", self.last_day)
        self.last_day.set_value(before.last_day)
        self.card("", self.last_day)

    def save(self) -> Outcome:
        day = self.last_day.value()
        assert day is not None
        return end_standing(self.desk.books, self._record_id, day)


class ItemForm(Form):
    """An amount paid or taken once. What is asked hangs on its kind."""

    wanted: ClassVar[Mapping[str, str]] = {"kind": "item_kind_missing", "payday": "item_payday_missing"}

    def __init__(
        self, desk: Desk, worker_id: int | None = None, record_id: int | None = None, payday: date | None = None
    ) -> None:
        super().__init__(desk, worker_id)
        assert worker_id is not None
        self._record_id = record_id
        who = worker(desk.books, worker_id).first_name
        self.question = self.tr("What is added for {name}?").format(name=who)
        self.why = self.tr("It stands on its own line of the next payslip, once.")
        if payday is not None:
            self.why = self.tr("It stands on its own line of the payslip of {day}.").format(day=day_and_month(payday))
        self.act = self.tr("Add it to the pay")
        self._build()
        self._fill(item_details(desk.books, record_id) if record_id else None, payday)

    def _build(self) -> None:
        today = self.desk.today()
        self.kind = FilteredList(
            self.tr("What is it?"), _kinds(TYPED_KINDS), self.tr("Press the down arrow to see the list"), characters=40
        )
        self.take("kind", self.kind)
        self.title = TextField(
            self.tr("Its name on the payslip"), self.tr("Leave it empty for the usual words"), optional=True
        )
        self.take("title", self.title)
        self.amount = MoneyField(self.tr("Amount"))
        self.take("amount", self.amount)
        self.quantity = NumberField(self.tr("Miles"), guidance("deductions", "miles_why"))
        self.take("quantity", self.quantity)
        self.rate = RateField(self.tr("Paid a mile"), per=self.tr("a mile"))
        self.take("rate", self.rate)
        self.payday = DateField(self.tr("Payday"), today)
        self.take("payday", self.payday)
        self.card(
            self.tr("What and how much"), self.kind, self.title, self.amount, self.quantity, self.rate, self.payday
        )
        self._build_more(today)
        self.kind.changed.connect(self.settle)

    def _build_more(self, today: date) -> None:
        self.paid_on = DateField(self.tr("Paid on"), today, guidance("deductions", "paid_on_why"))
        self.take("paid_on", self.paid_on)
        self.consent_on = DateField(self.tr("Agreed in writing on"), today, guidance("deductions", "consent_why"))
        self.take("consent_on", self.consent_on)
        self.for_employer = tick(
            self.tr("The money is for your own use or benefit"), guidance("deductions", "for_employer_why")
        )
        self.take("for_employer", self.for_employer)
        _, funders = choices(self.desk.books, today)
        self.funder = FilteredList(
            self.tr("Whose money pays it?"),
            [(one.id, one.name) for one in funders],
            guidance("deductions", "funder_why"),
            optional=True,
        )
        self.take("funder_id", self.funder)
        self.note = NotesField(self.tr("Note"), self.tr("For you alone: it stands on no paper"), optional=True, lines=2)
        self.take("note", self.note)
        self.card(self.tr("More about it"), self.paid_on, self.consent_on, self.for_employer, self.funder, self.note)

    def _fill(self, before: ItemDetails | None, payday: date | None) -> None:
        if before is not None:
            for name, field in self.fields.items():
                field.set_value(getattr(before, name) or None)
        else:
            self.payday.set_value(payday or next_payday(self.desk.books, self.worker_id or 0))
        self.settle()

    def settle(self) -> None:
        """Show what this kind asks for."""
        kind = self.kind.value() or ""
        miles = kind in MILES
        for field, there in (
            (self.amount, not miles),
            (self.quantity, miles),
            (self.rate, miles),
            (self.paid_on, kind in WITH_DAY),
            (self.consent_on, kind in WITH_CONSENT),
            (self.for_employer, kind in _MAY_BE_FOR_EMPLOYER),
            (self.funder, kind in _WITH_FUNDER),
        ):
            let_show(field, there)

    def details(self) -> ItemDetails:
        """The answers that this kind asks for."""
        kind = self.kind.value() or ""
        miles = kind in MILES
        payday = self.payday.value()
        assert payday is not None
        return ItemDetails(
            kind=kind,
            payday=payday,
            amount=ZERO if miles else self.amount.value() or ZERO,
            title=self.title.value() or "",
            quantity=self.quantity.value() if miles else None,
            rate=self.rate.value() if miles else None,
            funder_id=self.funder.value() if kind in _WITH_FUNDER else None,
            paid_on=self.paid_on.value() if kind in WITH_DAY else None,
            consent_on=self.consent_on.value() if kind in WITH_CONSENT else None,
            for_employer=bool(self.for_employer.value()) and kind in _MAY_BE_FOR_EMPLOYER,
            note=self.note.value() or "",
        )

    def save(self) -> Outcome:
        assert self.worker_id is not None
        if self._record_id is not None:
            return change_item(self.desk.books, self._record_id, self.details())
        return add_item(self.desk.books, self.worker_id, self.details())


DEDUCTION_FORMS: dict[str, Callable[..., Form]] = {
    "order_form": OrderForm,
    "agreement_form": AgreementForm,
    "end_deduction": EndDeductionForm,
    "item_form": ItemForm,
}
