"""Who a worker is, and where their pay goes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, ClassVar

from carerdesk.services.books.look_round import SAMPLE
from carerdesk.services.outcome import Outcome
from carerdesk.services.people import choices
from carerdesk.services.people.add_worker import add_worker
from carerdesk.services.people.change_worker import change_worker, record_leaving
from carerdesk.services.people.details import NewWorker, WorkerDetails
from carerdesk.services.people.family import relation_advice
from carerdesk.services.people.read import employer, person, worker
from carerdesk.services.rota.leaver import falls_open
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.facts import AdviceList
from carerdesk.ui.pages.people.form import Form, a_list, radios, tick
from carerdesk.ui.widgets.fields import (
    AccountNumberField,
    DateField,
    EmailField,
    NiNumberField,
    NotesField,
    SortCodeField,
    TextField,
)
from carerdesk.ui.widgets.text import Label


class WhoForm(Form):
    """A worker's own facts. Without a worker it adds one."""

    wanted: ClassVar[Mapping[str, str]] = {"kind": "worker_kind_missing", "name": "worker_name_missing"}

    def __init__(self, desk: Desk, worker_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        self.before = worker(desk.books, worker_id).details if worker_id else WorkerDetails("")
        self._person = person(desk.books).details
        self._employs_self = employer(desk.books).details.capacity == "person"
        self.question = self.tr("Who is starting?") if worker_id is None else self.before.name
        self.why = self.tr("Only the name and how they work are needed now. You can come back for the rest.")
        self.act = self.tr("Keep these details")
        self._build()
        self._fill(self.before, is_new=worker_id is None)

    def _build(self) -> None:
        today = self.desk.today()
        self.kind = self.take("kind", radios(self.tr("How do they work for you?"), "worker_kind", choices.WORKER_KINDS))
        self.name = self.take("name", TextField(self.tr("Full name"), self.tr("As on the passport or P45")))
        self.started = self.take(
            "started", DateField(self.tr("First day of the job"), today, self.tr("Days before these books count too"))
        )
        self.born = self.take(
            "born",
            DateField(
                self.tr("Birth date"), today, self.tr("For the minimum wage and National Insurance"), calendar=False
            ),
        )
        made_up = self.desk.books.folder.name == SAMPLE
        self.ni_number = self.take("ni_number", NiNumberField(optional=True, examples=made_up))
        self.card(self.tr("Who"), self.kind, self.name, self.started, self.born, self.ni_number)
        self._build_for_hmrc()
        self.address = self.take(
            "address", NotesField(self.tr("Address"), self.tr("HMRC asks for it on a first report"), lines=3)
        )
        self.phone = self.take("phone", TextField(self.tr("Phone"), optional=True))
        self.email = self.take("email", EmailField(self.tr("E-mail"), optional=True))
        self.card(self.tr("How to reach them"), self.address, self.phone, self.email)
        self._build_more()
        self._build_relation()
        self.kind.changed.connect(self.settle)

    def _build_for_hmrc(self) -> None:
        """What HMRC's forms ask for and nothing else in the books needs."""
        title_hint = self.tr("As on HMRC’s letters, like Ms or Mr")
        self.title = self.take("title", TextField(self.tr("Title"), title_hint, optional=True, characters=8))
        hint = self.tr("HMRC’s forms ask for it as on the birth or gender recognition certificate")
        self.sex = self.take("sex", radios(self.tr("Sex"), "sex", choices.SEXES, hint, across=True))
        self.for_hmrc = self.card(self.tr("For HMRC"), self.title, self.sex)

    def _build_more(self) -> None:
        hint = self.tr("Stands on payslips and timesheets, if you give your PAs numbers")
        self.works_number = self.take(
            "works_number", TextField(self.tr("Works number"), hint, optional=True, characters=12)
        )
        self.note = self.take(
            "note", NotesField(self.tr("Note"), self.tr("For you alone: it stands on no paper"), optional=True, lines=3)
        )
        self.card(self.tr("For your records"), self.works_number, self.note)

    def _build_relation(self) -> None:
        self.relation = self.take(
            "relation",
            a_list(
                self.tr("Related to {name}, the employer?").format(name=employer(self.desk.books).details.name),
                "relation",
                choices.RELATIONS,
                self.tr("Press the down arrow to see the list"),
            ),
        )
        self.same_household = self.take(
            "same_household",
            tick(self.tr("Lives in the same home as the employer"), self.tr("Not only for some nights of the week")),
        )
        self.to_person = self.take(
            "relation_to_person",
            a_list(
                self.tr("Related to {name}, the person supported?").format(name=self._person.name),
                "relation",
                choices.RELATIONS,
                self.tr("A council asks this before its money may pay a relative"),
            ),
        )
        self.with_person = self.take(
            "lives_with_person", tick(self.tr("Lives in the same home as the person supported"))
        )
        self.advice = AdviceList(self.desk)
        questions = (self.relation, self.same_household, self.to_person, self.with_person)
        self.family = self.card(self.tr("Family"), *questions, self.advice)
        for field in questions:
            field.changed.connect(self.settle)

    def _fill(self, details: WorkerDetails, *, is_new: bool) -> None:
        for name, field in self.fields.items():
            if not (is_new and name == "kind"):
                field.set_value(getattr(details, name) or None)
        self.settle()

    def settle(self) -> None:
        """Explain what being related or living in means, as it is chosen; ask only employees."""
        self.family.setVisible(self.kind.value() in {None, "employee"})
        self.for_hmrc.setVisible(self.kind.value() in {None, "employee"})
        for field in (self.to_person, self.with_person):
            field.setVisible(not self._employs_self)
        self.advice.show_advice(relation_advice(self.details(), self._person, self.desk.today()))

    def details(self) -> WorkerDetails:
        """The answers, beside what is kept about the worker elsewhere."""
        return replace(
            self.before,
            kind=self.kind.value() or "employee",
            name=self.name.value() or "",
            started=self.started.value(),
            born=self.born.value(),
            ni_number=self.ni_number.value() or "",
            address=self.address.value() or "",
            phone=self.phone.value() or "",
            email=self.email.value() or "",
            title=self.title.value() or "",
            sex=self.sex.value() or "",
            works_number=self.works_number.value() or "",
            note=self.note.value() or "",
            **self._relations(),
        )

    def _relations(self) -> dict[str, Any]:
        """How they stand to the employer and to the person supported, who may be the same."""
        relation, home = self.relation.value() or "none", bool(self.same_household.value())
        to_person = relation if self._employs_self else self.to_person.value() or "none"
        with_person = home if self._employs_self else bool(self.with_person.value())
        return {
            "relation": relation,
            "same_household": home,
            "relation_to_person": to_person,
            "lives_with_person": with_person,
        }

    def save(self) -> Outcome:
        if self.worker_id is None:
            return add_worker(self.desk.books, NewWorker(self.details()))
        return change_worker(self.desk.books, self.worker_id, self.details())


class BankForm(Form):
    """Where a worker's pay goes."""

    wanted: ClassVar[Mapping[str, str]] = {
        "sort_code": "sort_code_missing",
        "account_number": "account_number_missing",
    }

    def __init__(self, desk: Desk, worker_id: int | None = None) -> None:
        super().__init__(desk, worker_id)
        before = worker(desk.books, worker_id) if worker_id else None
        self.question = self.tr("Where does {name}’s pay go?").format(name=before.first_name if before else "")
        self.why = self.tr("The payment list shows it on payday. Nothing is paid by itself, and nothing leaves.")
        self.act = self.tr("Keep the bank details")
        self.account_name = self.take(
            "account_name", TextField(self.tr("Name on the account"), self.tr("As on the bank card"), optional=True)
        )
        self.sort_code = self.take("sort_code", SortCodeField())
        self.account_number = self.take("account_number", AccountNumberField())
        self.card(self.tr("Bank account"), self.account_name, self.sort_code, self.account_number)
        for name, field in self.fields.items():
            field.set_value((getattr(before.details, name) or None) if before else None)

    def added_to(self, details: WorkerDetails) -> WorkerDetails:
        """A worker's details with these bank details."""
        return replace(
            details,
            account_name=self.account_name.value() or "",
            sort_code=self.sort_code.value() or "",
            account_number=self.account_number.value() or "",
        )

    def save(self) -> Outcome:
        assert self.worker_id is not None
        details = worker(self.desk.books, self.worker_id).details
        return change_worker(self.desk.books, self.worker_id, self.added_to(details))


class LeavingForm(Form):
    """A worker's last day."""

    wanted: ClassVar[Mapping[str, str]] = {"left": "left_missing"}

    def __init__(self, desk: Desk, worker_id: int) -> None:
        super().__init__(desk, worker_id)
        record = worker(desk.books, worker_id)
        self.question = self.tr("When is {name}’s last day?").format(name=record.first_name)
        self.why = self.tr(
            "Everything stays in the books. Holiday not taken is paid with the last pay, and a P45 follows it."
        )
        self.act = self.tr("Record the last day")
        self.left = self.take("left", DateField(self.tr("Last day of the job"), desk.today()))
        self.left.set_value(record.details.left)
        self.clear = tick(
            self.tr("Take them out of the rota after that day"),
            self.tr("Their repeating shifts end, and planned shifts after it go."),
        )
        self.clear.set_value(True)
        self.open = Label("", "small", "note", wrap=True)
        self.card("", self.left, self.take("clear_rota", self.clear), self.open)
        self.changed.connect(self.settle)
        self.settle()

    def settle(self) -> None:
        """Say what would fall open after the day."""
        day = self.left.value()
        assert self.worker_id is not None
        self.open.say("" if day is None else falls_open(self.desk.books, self.worker_id, day))

    def save(self) -> Outcome:
        day = self.left.value()
        assert day is not None
        assert self.worker_id is not None
        return record_leaving(self.desk.books, self.worker_id, day, clear_rota=bool(self.clear.value()))
