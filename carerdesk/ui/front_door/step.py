"""One page at the door: a question, its answers, and the buttons that go on."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from carerdesk.services.books.opening import KnownProblem
from carerdesk.services.outcome import Outcome, Rejected
from carerdesk.ui.background import Progress
from carerdesk.ui.page import Page
from carerdesk.ui.widgets.arrange import Flow, Item
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead
from carerdesk.ui.widgets.fields import Answer
from carerdesk.ui.widgets.reading_order import bring_into_sight

if TYPE_CHECKING:
    from carerdesk.ui.front_door.door import FrontDoor

F = TypeVar("F", bound="Answer[Any]")
T = TypeVar("T")


class Step(Page):
    """A page of the door. `fields` are named as services name them in their problems."""

    def __init__(self, door: FrontDoor) -> None:
        super().__init__(door.desk)
        self.door = door
        self.fields: dict[str, Answer[Any]] = {}

    def take(self, name: str, field: F) -> F:
        """Make a field part of the step, under the name services know it by."""
        self.fields[name] = field
        return field

    def ask(self, title: str, why: str, *items: Item, back: Callable[[], object] | None = None) -> None:
        """Show the question: its title, why it is asked, the fields and buttons."""
        self.title = title
        self.fill(*items, head=PageHead(title, why, back=self.tr("Back") if back else "", go_back=back))

    def buttons(self, *buttons: Button) -> QWidget:
        """The buttons in a row that folds."""
        row = QWidget()
        row.setLayout(Flow(*buttons, gap="m"))
        return row

    def begin(self) -> None:
        """Put the cursor in the first field, as there is nothing else to do here."""
        for field in self.fields.values():
            if field.isVisible():
                field.take_focus()
                bring_into_sight(field)
                return
        self.begin_at_top()

    def refuse(self, problem: KnownProblem, field: str = "") -> None:
        """Show a known problem at the head of the page, and beside its field."""
        from carerdesk.domain.problem import Problem
        from carerdesk.services.books.trouble import told

        plain = told(problem)
        self.desk.report(Rejected((Problem(field, plain.code, plain.values),)), self.fields)

    def work(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object],
        failed: Callable[[KnownProblem], object] | None = None,
        *,
        keep: str = "",
        may_stop: bool = False,
    ) -> None:
        """Wait for something, the page standing still meanwhile; known problems go to `failed`, else on the page."""
        self.problems.put_away()
        self.door.wait_for(title, work, done, failed or self.refuse, keep=keep, may_stop=may_stop)

    def settle(self, outcome: Outcome, done: Callable[[], object]) -> None:
        """Go on where it is done, else show what to do."""
        if isinstance(outcome, Rejected):
            self.desk.report(outcome, self.fields)
        else:
            done()
