"""All questions about somebody new on one page, for those who would rather fill in one form."""

from __future__ import annotations

from collections.abc import Mapping

from carerdesk.services.joining.starters import first_code
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.details import NewWorker
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form
from carerdesk.ui.pages.people.starter_form import StarterForm
from carerdesk.ui.pages.people.take_over_form import TakeOverForm
from carerdesk.ui.pages.people.terms_forms import ContractForm, RatesForm
from carerdesk.ui.pages.people.worker_forms import BankForm, WhoForm


class AllAtOnce(Form):
    """The forms one below another. A form nobody began is left out and can be filled in later."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.question = self.tr("Who is starting?")
        self.why = self.tr("Fill in what you know. Parts left empty can be filled in later.")
        self.act = self.tr("Add them")
        self.who, self.contract, self.rates = WhoForm(desk), ContractForm(desk), RatesForm(desk)
        self.start, self.bank, self.taking_over = StarterForm(desk), BankForm(desk), TakeOverForm(desk)
        self.forms: tuple[Form, ...] = (
            self.who, self.contract, self.rates, self.start, self.bank, self.taking_over,
        )  # fmt: skip
        for form in self.forms:
            self.column.add(form)
            form.changed.connect(self.changed)
            self.fields |= form.fields
        self.who.started.changed.connect(self._pass_on)
        self.who.born.changed.connect(self._pass_on)
        self.who.kind.changed.connect(self.settle)

    def _pass_on(self) -> None:
        """The first day of the job is the first day of everything, and the birth date points to the letter."""
        self.contract.begin_on(self.who.started.value())
        self.rates.begin_on(self.who.started.value())
        self.start.begin_on(self.who.started.value())
        self.start.suggest_letter(self.who.born.value())
        self.rates.born = self.who.born.value()

    def settle(self) -> None:
        employee = self.who.kind.value() in {None, "employee"}
        for form in (self.contract, self.rates, self.start, self.taking_over):
            form.setVisible(employee)

    def _begun(self) -> list[Form]:
        return [form for form in self.forms if form is self.who or (not form.isHidden() and form.is_begun())]

    def is_complete(self) -> bool:
        return all(form.is_complete() for form in self._begun())

    def typed(self) -> dict[str, object]:
        return {name: value for form in self.forms for name, value in form.typed().items()}

    def retype(self, typed: Mapping[str, object]) -> None:
        for form in self.forms:
            form.retype(typed)
        self.settle()

    def save(self) -> Outcome:
        begun = self._begun()
        started = first_code(self.start.start(), self.desk.today()) if self.start in begun else None
        if isinstance(started, tuple):
            return Rejected(started)
        details = self.who.details()
        new = NewWorker(
            self.bank.added_to(details) if self.bank in begun else details,
            self.contract.terms() if self.contract in begun else None,
            self.rates.read_rates() if self.rates in begun else (),
            started.tax if started else None,
            (),
            self.taking_over.taken() if self.taking_over in begun else None,
            started.statement if started else "",
        )
        return add_worker(self.desk.books, new)
