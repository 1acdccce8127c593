"""The record of one worker: what is worth knowing, a summary with Change links, and the history of dated terms."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import long_date
from carerdesk.domain.typed import hours_words, ni_number_words
from carerdesk.services.people.advice import advice_for
from carerdesk.services.people.details import ContractTerms, Rate, Tax
from carerdesk.services.people.family import family_view
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.proofs import worker_papers
from carerdesk.services.people.read import worker
from carerdesk.services.people.records import Kept
from carerdesk.services.people.standing import rates_stand, taxes_stand
from carerdesk.services.people.terms import remove_contract, remove_rate, remove_tax_details
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.deduction_card import DeductionCard
from carerdesk.ui.pages.people.facts import AdviceList, DatedTable, Facts
from carerdesk.ui.pages.people.family_card import FamilyCard
from carerdesk.ui.pages.people.leaving_card import LeavingCard
from carerdesk.ui.pages.people.limit_card import LimitCard
from carerdesk.ui.pages.people.notice_card import NoticeCard
from carerdesk.ui.pages.people.paper_rows import CertificateRows, WorkerPapers
from carerdesk.ui.pages.people.pension_card import PensionCard
from carerdesk.ui.pages.people.wage_card import WageCard
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card, Sheet
from carerdesk.ui.widgets.text import Icon, Label

_PER = {"sleep_in": "a night", "mileage": "a mile"}


class WorkerView(QWidget):
    """All about one worker. `go(form, worker_id, …)` opens a form; `remove` removes one without history."""

    def __init__(self, desk: Desk, worker_id: int, go: Callable[..., object], remove: Callable[[], object]) -> None:
        super().__init__()
        self.desk, self._go, self._remove = desk, go, remove
        self.record = worker(desk.books, worker_id)
        self._id = worker_id
        column = Down(gap="l")
        self.setLayout(column)
        if self.record.missing:
            column.add(self._missing())
        column.add(AdviceList(desk, advice_for(desk.books, worker_id)), self._about())
        if self.record.details.kind == "employee":
            column.add(self._contract(), self._rates(), self._tax(), NoticeCard(desk, worker_id, go))
            column.add(DeductionCard(desk, worker_id, self.record.first_name, go))
            column.add(WageCard(desk, worker_id, self.record.first_name, go), *self._family())
            column.add(PensionCard(desk, worker_id, go))
        if self.record.details.kind != "agency":
            column.add(LimitCard(desk, worker_id, self.record, go))
        shelves = worker_papers(desk.books, worker_id, self.record.details)
        column.add(self._bank(), self._papers(), WorkerPapers(desk, worker_id, shelves))
        if self.record.details.kind == "employee":
            column.add(self._taken_over())
        column.add(self._ending())

    def _change(self, form: str, name: str, words: str = "", *, fresh: bool = False) -> Button:
        act = (lambda: self._go(form, self._id, fresh=True)) if fresh else (lambda: self._go(form, self._id))
        return Button(words or self.tr("Change"), "small", name=name, icon="plus" if fresh else "", act=act)

    def _family(self) -> list[FamilyCard]:
        """The family questions, where one is asked."""
        view = family_view(self.desk.books, self._id)
        return [FamilyCard(self.desk, self._id, self.record.first_name, view, self._go)] if view.asks_anything else []

    def _missing(self) -> Sheet:
        names = ", ".join(choice_name("missing", each) for each in self.record.missing)
        words = self.tr("Not ready to be paid without: {names}.").format(names=names)
        sheet = Sheet(wash="attention", across=True, pad=("m", "s", "m", "s"))
        sheet.add(Icon("triangle-alert", "attention"))
        sheet.body.addWidget(Label(words, wrap=True), 1)
        sheet.add(Button(self.tr("Carry on"), "primary", act=lambda: self._go("carry_on", self._id)))
        return sheet

    def _about(self) -> Card:
        details, no = self.record.details, self.tr("None")
        facts = [
            (self.tr("Works as"), choice_name("worker_kind", details.kind)),
            (self.tr("First day"), long_date(details.started) if details.started else ""),
        ]
        if details.kind == "employee":
            home = self.tr(", lives in the same home") if details.same_household else ""
            there = self.tr(", lives in the same home") if details.lives_with_person else ""
            to_person = choice_name("relation", details.relation_to_person)
            facts += [
                (self.tr("Birth date"), long_date(details.born) if details.born else ""),
                (self.tr("National Insurance number"), ni_number_words(details.ni_number) if details.ni_number else ""),
                (self.tr("Related to the employer"), choice_name("relation", details.relation) + home),
                (self.tr("Related to the person supported"), f"{to_person}{there}"),
            ]
        facts += [
            (self.tr("Address"), details.address),
            (self.tr("Phone"), details.phone or no),
            (self.tr("E-mail"), details.email or no),
        ]
        if details.kind == "employee":
            facts.append((self.tr("Works number"), details.works_number or no))
        if details.note:
            facts.append((self.tr("Note"), details.note))
        return Card(
            self.tr("About {name}").format(name=self.record.first_name),
            Facts(facts),
            side=self._change("who", self.tr("Change about {name}").format(name=self.record.first_name)),
        )

    def _contract(self) -> Card:
        contracts = self.record.contracts
        card = Card(self.tr("Contract"), side=self._change("contract", self.tr("Change the contract")))
        if not contracts:
            card.add(Label(self.tr("No contract yet."), tone="attention"))
            return card
        card.add(Facts(self._terms(contracts[0].what)))
        if len(contracts) > 1:
            rows = [(_contract_words(kept.what), self._out(kept, "contract")) for kept in contracts]
            heads = (self.tr("From"), self.tr("Paid"), self.tr("Hours"))
            card.add(DatedTable(self.tr("Contracts over time"), heads, rows))
        card.add(self._add("contract", self.tr("Add new terms from a date")))
        return card

    def _terms(self, terms: ContractTerms) -> list[tuple[str, str]]:
        week = hours_words(terms.weekly_minutes) if terms.weekly_minutes else self.tr("Not set")
        payday = self.tr("{payday}, for hours to {end}").format(
            payday=long_date(terms.first_payday), end=long_date(terms.period_end)
        )
        return [
            (self.tr("From"), long_date(terms.first_day)),
            (self.tr("Paid"), choice_name("frequency", terms.frequency)),
            (self.tr("First payday"), payday),
            (self.tr("Hours"), choice_name("hours_kind", terms.hours_kind)),
            (self.tr("Usual week"), week),
            (self.tr("Holiday"), choice_name("holiday_method", terms.holiday_method)),
        ]

    def _rates(self) -> Card:
        card = Card(self.tr("Pay rates"))
        if self.record.rates:
            stand = rates_stand(self.record.rates, self.desk.today())
            kept_and_stand = zip(self.record.rates, stand, strict=True)
            rows = [((*_rate_words(kept.what), how), self._out(kept, "rate")) for kept, how in kept_and_stand]
            heads = (self.tr("Kind of work"), self.tr("From"), self.tr("Pays"), self.tr("Holds"))
            card.add(DatedTable(self.tr("Pay rates over time"), heads, rows))
            card.add(self._add("rates", self.tr("Add a rate from a date")))
        else:
            card.add(Label(self.tr("No rates yet."), tone="attention"))
            card.add(Across(self._change("rates", self.tr("Add pay rates"), self.tr("Add pay rates")), None))
        return card

    def _tax(self) -> Card:
        card = Card(self.tr("Tax and National Insurance"), side=self._change("tax", self.tr("Change the tax details")))
        if not self.record.taxes:
            card.add(Label(self.tr("No tax code yet."), tone="attention"))
            return card
        stand = taxes_stand(self.record.taxes, self.desk.today())
        kept_and_stand = zip(self.record.taxes, stand, strict=True)
        rows = [((*_tax_words(kept.what), how), self._out(kept, "tax")) for kept, how in kept_and_stand]
        heads = (self.tr("Paydays from"), self.tr("Code and letter"), self.tr("Holds"))
        card.add(DatedTable(self.tr("Tax details over time"), heads, rows, wide=1))
        card.add(self._add("tax", self.tr("Add a tax code from a date")))
        return card

    def _add(self, form: str, words: str) -> Across:
        return Across(self._change(form, words, words, fresh=True), None)

    def _out(self, kept: Kept[ContractTerms] | Kept[Rate] | Kept[Tax], kind: str) -> Button:
        removes = {"contract": remove_contract, "rate": remove_rate, "tax": remove_tax_details}
        day = long_date(kept.what.first_day)
        if isinstance(kept.what, Rate):
            what = choice_name("rate", kept.what.kind)
        else:
            what = self.tr("contract") if kind == "contract" else self.tr("tax details")
        return Button(
            self.tr("Take out"),
            "small",
            name=self.tr("Take out {what} from {day}").format(what=what, day=day),
            act=lambda: self.desk.report(removes[kind](self.desk.books, kept.id)),
        )

    def _bank(self) -> Card:
        details = self.record.details
        facts = Facts(
            (
                (self.tr("Name on the account"), details.account_name or details.name),
                (self.tr("Sort code"), details.sort_code),
                (self.tr("Account number"), details.account_number),
            )
        )
        return Card(self.tr("Bank details"), facts, side=self._change("bank", self.tr("Change the bank details")))

    def _papers(self) -> Card:
        add = self._change("certificate_form", self.tr("Add a check or training"), self.tr("Add a check or training"))
        card = Card(self.tr("Checks and training"), side=add)
        if self.record.certificates:
            card.add(CertificateRows(self.desk, self.record.certificates, self._go, self._id))
        else:
            card.add(
                Label(self.tr("None recorded. A right to work check must be done before the first day."), wrap=True)
            )
        return card

    def _taken_over(self) -> Card:
        taken = self.record.taken_over
        change = self._change("taking_over", self.tr("Change the figures taken over"))
        card = Card(self.tr("Taken over from another payroll"), side=change)
        if taken is None:
            card.add(Label(self.tr("Nothing: {name}’s pay begins in these books.").format(name=self.record.first_name)))
            return card
        sums = ("gross", "taxable", "tax", "niable", "employee_ni", "employer_ni")
        facts = [(self.tr("Up to"), long_date(taken.as_at))]
        facts += [(choice_name("taken_over", name), str(getattr(taken, name))) for name in sums]
        facts += [
            (self.tr("Holiday left"), hours_words(taken.holiday_minutes)),
            (self.tr("Last paydays"), self.tr("{count} typed in").format(count=len(taken.earnings))),
            (self.tr("Came from"), taken.came_from or self.tr("Not written down")),
        ]
        card.add(Facts(facts))
        return card

    def _ending(self) -> Card:
        name = self.record.first_name
        if self.record.details.kind == "employee":
            remove = None if self.record.has_history else self._remove
            return LeavingCard(self.desk, self._id, name, self._go, remove)
        leave = Button(self.tr("Record the last day"), act=lambda: self._go("leaving", self._id))
        card = Card(self.tr("When {name} leaves").format(name=name))
        if self.record.details.left:
            day = long_date(self.record.details.left)
            card.add(Label(self.tr("Last day: {day}. Everything stays in the books.").format(day=day), wrap=True))
            leave.rename(self.tr("Change the last day"))
        else:
            card.add(Label(self.tr("Record the last day. Nothing is deleted: hours, pay and papers stay."), wrap=True))
        row = Across(leave)
        if not self.record.has_history:
            row.add(Button(self.tr("Remove {name}, added by mistake").format(name=name), "small", act=self._remove))
        row.add(None)
        card.add(row)
        return card


def _contract_words(terms: ContractTerms) -> tuple[str, str, str]:
    return (
        long_date(terms.first_day),
        choice_name("frequency", terms.frequency),
        choice_name("hours_kind", terms.hours_kind),
    )


def _rate_words(rate: Rate) -> tuple[str, str, str]:
    amount = f"£{rate.amount:.2f}" if rate.amount == round(rate.amount, 2) else f"£{rate.amount.normalize():f}"
    return choice_name("rate", rate.kind), long_date(rate.first_day), f"{amount} {_PER.get(rate.kind, 'an hour')}"


def _tax_words(tax: Tax) -> tuple[str, str]:
    """The first day, and code, basis and letter with where they came from on a second line."""
    basis = choice_name("basis_short", tax.basis)
    what = f"{tax.code}, {basis[:1].lower()}{basis[1:]}, letter {tax.ni_letter}"
    return long_date(tax.first_day), f"{what}\n{choice_name('code_source', tax.came_from)}"
