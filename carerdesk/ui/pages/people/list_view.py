"""The people at a glance: employer, person supported, and one row for each worker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import long_date
from carerdesk.services.books.drafts import kept_draft
from carerdesk.services.people.due import things_missing
from carerdesk.services.people.names import choice_name
from carerdesk.services.people.papers import is_insured
from carerdesk.services.people.read import employer, list_workers, person
from carerdesk.services.people.records import WorkerSummary
from carerdesk.services.rota.contacts import who_to_ask
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.people.form import PAGE
from carerdesk.ui.widgets.arrange import Across, Down
from carerdesk.ui.widgets.buttons import Button, RowButton
from carerdesk.ui.widgets.cards import EmptyPage, ListCard
from carerdesk.ui.widgets.fields import TextField
from carerdesk.ui.widgets.text import Chip, Icon, Label

_ROWS_AT_A_TIME = 50
_FIND_FROM = 12
_ICONS = {"employee": "users", "self_employed": "heart-handshake", "agency": "users-round"}


class PersonRow(RowButton):
    """One of the people as a row that is one button."""

    def __init__(
        self, icon: str, name: str, second: str, flag: str, act: Callable[[], object], *, quiet: bool = False
    ) -> None:
        head = Across(Label(name, "body" if quiet else "lead", "ink2" if quiet else ""))
        if flag:
            head.add(Chip(flag, "attention"))
        head.add(None)
        words = Down(head, Label(second, "small", "ink2", wrap=True), gap=1)
        inside = Across(Icon(icon, "ink2" if quiet else "primary", 22), gap="m", pad=("m", "s", "m", "s"))
        inside.addLayout(words, 1)
        inside.add(Icon("chevron-right"))
        super().__init__(". ".join(part for part in (name, flag, second) if part), inside)
        self.clicked.connect(lambda _checked: act())


class PeopleList(QWidget):
    """The room's first view. `go` is called with the name of a view and, for a worker, their number."""

    def __init__(self, desk: Desk, go: Callable[..., object]) -> None:
        super().__init__()
        self.desk, self._go = desk, go
        self._all = list_workers(desk.books)
        self._most = _ROWS_AT_A_TIME
        self._words = ""
        column = Down(gap="l")
        self.setLayout(column)
        column.add(ListCard(*self._family(), title=self.tr("Family")))
        self._find = TextField(self.tr("Find somebody"))
        self._find.changed.connect(self._narrow)
        self._here = ListCard(title=self.tr("People who work"))
        self._more = Button(self.tr("Show more people"), "small", act=self._show_more)
        self._left_title = Label(self.tr("Have left"), "title")
        self._left = ListCard(title=self.tr("Have left"))
        column.add(self._find, self._here, Across(self._more, None), self._left_title, self._left)
        self._empty = self._empty_page()
        column.add(self._empty)
        self._find.setVisible(len(self._all) >= _FIND_FROM)
        self._fill()

    def _family(self) -> list[QWidget]:
        who, whose = employer(self.desk.books).details, person(self.desk.books).details
        employs = any(worker.kind == "employee" for worker in self._all)
        flag = self.tr("No insurance recorded") if employs and not is_insured(self.desk.books) else ""
        second = self.tr("Employer. {capacity}").format(capacity=choice_name("capacity", who.capacity))
        born = self.tr(", born {day}").format(day=long_date(whose.born)) if whose.born else ""
        supported = self.tr("Person supported. {nation}{born}").format(
            nation=choice_name("nation", whose.nation), born=born
        )
        return [
            PersonRow("landmark", who.name, second, flag, lambda: self._go("employer")),
            PersonRow("heart-handshake", whose.name, supported, "", lambda: self._go("person")),
            *([self._cover()] if self._all else []),
        ]

    def _cover(self) -> PersonRow:
        listed = who_to_ask(self.desk.books)
        count = (
            self.tr("{count} on the list").format(count=len(listed)) if listed else self.tr("Nobody on the list yet")
        )
        second = self.tr("When somebody cannot come: {count}").format(count=count)
        return PersonRow("user-plus", self.tr("Who to ask for cover"), second, "", lambda: self._go("cover"))

    def _empty_page(self) -> EmptyPage:
        return EmptyPage(
            "users",
            self.tr("Nobody works for you yet"),
            self.tr("Your PAs will be here, with their contract, pay and papers."),
            self.tr("Add a PA"),
            lambda: self._go("add"),
        )

    def _narrow(self) -> None:
        self._words = self._find.text.strip().casefold()
        self._most = _ROWS_AT_A_TIME
        self._fill()

    def _show_more(self) -> None:
        self._most += _ROWS_AT_A_TIME
        self._fill()

    def _fill(self) -> None:
        today = self.desk.today()
        found = [worker for worker in self._all if self._words in worker.name.casefold()]
        here = [worker for worker in found if not has_left(worker, today)]
        left = [worker for worker in found if has_left(worker, today)]
        rows: list[QWidget] = [self._row(worker, today) for worker in here[: self._most]]
        if any(kept_draft(self.desk.books, PAGE, key) is not None for key in ("add:", "add_all:")):
            rows.insert(0, self._half_typed())
        self._here.fill(*rows)
        self._here.setVisible(bool(rows))
        self._left.fill(*(self._row(worker, today) for worker in left[: self._most]))
        for part in (self._left_title, self._left):
            part.setVisible(bool(left))
        self._more.setVisible(max(len(here), len(left)) > self._most)
        self._empty.setVisible(not self._all and not rows)

    def _half_typed(self) -> PersonRow:
        return PersonRow(
            "pencil",
            self.tr("A new PA, half typed"),
            self.tr("Kept as you left it. Press to carry on."),
            "",
            lambda: self._go("add"),
        )

    def _row(self, worker: WorkerSummary, today: date) -> PersonRow:
        gone = has_left(worker, today)
        flag = things_missing(len(worker.missing)) if worker.missing and not gone else ""
        icon = _ICONS[worker.kind]
        return PersonRow(
            icon, worker.name, about(worker, today), flag, lambda: self._go("worker", worker.id), quiet=gone
        )


def has_left(worker: WorkerSummary, today: date) -> bool:
    """Whether the last day of the job is over."""
    return worker.left is not None and worker.left < today


def about(worker: WorkerSummary, today: date) -> str:
    """A line about a worker: what they are, how often paid, since or until when."""
    parts = [choice_name("worker_kind", worker.kind)]
    if worker.frequency:
        often = choice_name("frequency", worker.frequency)
        parts.append(f"paid {often[:1].lower()}{often[1:]}")
    if worker.left is not None:
        parts.append(f"{'left on' if worker.left < today else 'leaves on'} {long_date(worker.left)}")
    elif worker.started is not None:
        parts.append(f"{'since' if worker.started <= today else 'starts on'} {long_date(worker.started)}")
    return ", ".join(parts)
