"""The employer, the dealings with HMRC, and the person supported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import ClassVar

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import tax_year_name
from carerdesk.domain.money import ZERO
from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.change_employer import change_employer, change_person
from carerdesk.services.people.details import PersonDetails
from carerdesk.services.people.read import employer, person
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import Form, radios, tick
from carerdesk.ui.pages.people.paper_filing import PaperQuestions
from carerdesk.ui.widgets.fields import DateField, EmailField, MoneyField, NotesField, TextField
from carerdesk.ui.widgets.text import Label


class EmployerForm(Form):
    """Who employs, and who they are to the person supported."""

    wanted: ClassVar[Mapping[str, str]] = {"name": "employer_name_missing"}

    def __init__(self, desk: Desk, _worker_id: int | None = None) -> None:
        super().__init__(desk)
        before = employer(desk.books).details
        self.question = self.tr("Who is the employer?")
        self.why = self.tr("Whoever signs the contracts. PAYE, the insurance and the payslips stand in this name.")
        self.act = self.tr("Keep these details")
        self.name = self.take("name", TextField(self.tr("Employer’s full name")))
        self.capacity = self.take(
            "capacity",
            radios(
                self.tr("Who they are to {name}").format(name=person(desk.books).details.name),
                "capacity",
                choices.CAPACITIES,
            ),
        )
        self.address = self.take("address", NotesField(self.tr("Address"), lines=3))
        self.phone = self.take("phone", TextField(self.tr("Phone"), optional=True))
        self.email = self.take("email", EmailField(self.tr("E-mail"), optional=True))
        self.card("", self.name, self.capacity, self.address, self.phone, self.email)
        for name, field in self.fields.items():
            field.set_value(getattr(before, name) or None)

    def save(self) -> Outcome:
        details = replace(
            employer(self.desk.books).details,
            name=self.name.value() or "",
            capacity=self.capacity.value() or "parent",
            address=self.address.value() or "",
            phone=self.phone.value() or "",
            email=self.email.value() or "",
        )
        return change_employer(self.desk.books, details)


class HmrcForm(Form):
    """References, how pay is reported, how often it is paid over, and the Employment Allowance."""

    def __init__(self, desk: Desk, _worker_id: int | None = None) -> None:
        super().__init__(desk)
        self.question = self.tr("How do you deal with HMRC?")
        self.why = self.tr("CarerDesk sends nothing by itself: it makes what you send, and says by when.")
        self.act = self.tr("Keep the HMRC details")
        self._build_references()
        self.paper = PaperQuestions(self, desk, person(desk.books).details.name, employer(desk.books).details.name)
        self._build_allowance()
        self.route.changed.connect(self.settle)
        self._fill()

    def _build_references(self) -> None:
        self.paye = self.take(
            "paye_reference",
            TextField(
                self.tr("Employer PAYE reference"), self.tr("On letters from HMRC, like 123/AB456"), optional=True
            ),
        )
        self.accounts = self.take(
            "accounts_office_reference",
            TextField(
                self.tr("Accounts Office reference"), self.tr("For paying HMRC, like 123PA00012345"), optional=True
            ),
        )
        self.route = self.take(
            "filing_route",
            radios(
                self.tr("How pay is reported"), "filing_route", choices.FILING_ROUTES, guidance("people", "route_why")
            ),
        )
        self.pays = self.take(
            "pays_hmrc",
            radios(self.tr("How often you pay HMRC"), "pays_hmrc", choices.PAYS_HMRC, guidance("people", "pays_why")),
        )
        self.ceased = self.take(
            "scheme_ceased_on",
            DateField(
                guidance("filing", "question_ceased"), self.desk.today(), guidance("filing", "question_ceased_why"),
                optional=True,
            ),
        )  # fmt: skip
        self.card(self.tr("Reporting and paying"), self.paye, self.accounts, self.route, self.pays, self.ceased)

    def _build_allowance(self) -> None:
        self.claims = self.take("claims_employment_allowance", tick(self.tr("Claim the Employment Allowance")))
        self.used = self.take(
            "allowance_used_before",
            MoneyField(
                self.tr("Allowance used before these books began"),
                self.tr("This tax year only. On the bureau’s report or form P32"),
                optional=True,
            ),
        )
        words = Label(guidance("people", "allowance_why"), tone="ink2", wrap=True)
        self.card(self.tr("Employment Allowance"), words, self.claims, self.used)

    def _fill(self) -> None:
        before = employer(self.desk.books).details
        self.paye.set_value(before.paye_reference or None)
        self.accounts.set_value(before.accounts_office_reference or None)
        self.route.set_value(before.filing_route)
        self.pays.set_value(before.pays_hmrc)
        self.claims.set_value(before.claims_employment_allowance)
        this_year = before.allowance_year == tax_year_name(self.desk.today())
        self.used.set_value((before.allowance_used_before or None) if this_year else None)
        self.ceased.set_value(before.scheme_ceased_on)
        self.paper.fill(before)
        self.settle()

    def settle(self) -> None:
        self.paper.show(self.route.value() == "paper")
        self.paper.say()

    def save(self) -> Outcome:
        used = self.used.value() or ZERO
        details = replace(
            employer(self.desk.books).details,
            paye_reference=self.paye.value() or "",
            accounts_office_reference=self.accounts.value() or "",
            filing_route=self.route.value() or "",
            pays_hmrc=self.pays.value() or "monthly",
            claims_employment_allowance=bool(self.claims.value()),
            allowance_used_before=used,
            allowance_year=tax_year_name(self.desk.today()) if used else "",
            scheme_ceased_on=self.ceased.value(),
            **self.paper.answers(),
        )
        return change_employer(self.desk.books, details)


class PersonForm(Form):
    """The person supported, and who may act for them."""

    wanted: ClassVar[Mapping[str, str]] = {"name": "person_name_missing"}

    def __init__(self, desk: Desk, _worker_id: int | None = None) -> None:
        super().__init__(desk)
        before = person(desk.books).details
        self.question = self.tr("Who is supported?")
        self.why = self.tr("The nation decides bank holidays and some rules.")
        self.act = self.tr("Keep these details")
        self.name = self.take("name", TextField(self.tr("Name of the person supported")))
        self.born = self.take("born", DateField(self.tr("Birth date"), desk.today(), optional=True, calendar=False))
        self.nation = self.take("nation", radios(self.tr("Lives in"), "nation", choices.NATIONS, across=True))
        self.address = self.take("address", NotesField(self.tr("Address"), optional=True, lines=3))
        self.who_acts = self.take(
            "who_acts",
            NotesField(
                self.tr("Who may act for them"),
                self.tr("Like: Helen Marsh, authorised person, agreed with the council on 3 May 2025"),
                optional=True,
                lines=2,
            ),
        )
        self.note = self.take("note", NotesField(self.tr("Notes"), optional=True, lines=3))
        self.card("", self.name, self.born, self.nation, self.address, self.who_acts, self.note)
        for name, field in self.fields.items():
            field.set_value(getattr(before, name) or None)

    def save(self) -> Outcome:
        details = PersonDetails(
            self.name.value() or "",
            self.born.value(),
            self.nation.value() or "england",
            self.address.value() or "",
            self.who_acts.value() or "",
            self.note.value() or "",
        )
        return change_person(self.desk.books, details)
