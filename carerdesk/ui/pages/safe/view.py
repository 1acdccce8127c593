"""What every view of the room has in common."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtWidgets import QWidget

from carerdesk.services.books.steps import Progress, in_words
from carerdesk.services.outcome import Done, Outcome
from carerdesk.ui.pages.safe.standing_still import StandStill
from carerdesk.ui.widgets.arrange import Down, Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.fields import Answer

if TYPE_CHECKING:
    from carerdesk.ui.pages.safe.page import SafePage

F = TypeVar("F", bound="Answer[Any]")
T = TypeVar("T")


class SafeView(QWidget):
    """One thing of the room on a page of its own. `title` and `why` head it."""

    title = ""
    why = ""

    def __init__(self, page: SafePage) -> None:
        super().__init__()
        self.page, self.desk, self.books = page, page.desk, page.desk.books
        self.fields: dict[str, Answer[Any]] = {}
        self.column = Down(gap="l")
        self.setLayout(self.column)

    def refresh(self) -> None:
        """Read again what changed; what was typed stays."""

    def buttons(self, *buttons: Button) -> QWidget:
        """Buttons in a row that folds."""
        row = QWidget()
        row.setLayout(Flow(*buttons, gap="m"))
        return row

    def run(
        self,
        title: str,
        work: Callable[[Progress], Outcome],
        done: Callable[[], object] | None = None,
    ) -> None:
        """Work in the background with progress; report what came of it."""

        def ended(outcome: Outcome) -> None:
            if self.desk.report(outcome, self.page.fields_of(self)) and done is not None:
                done()

        self.page.problems.put_away()
        self.desk.run(title, lambda progress: work(in_words(progress)), ended)

    def run_alone(self, title: str, work: Callable[[Progress], Outcome], done: Callable[[], object]) -> None:
        """Change the key of the books: the window stands still meanwhile, as nothing may read them."""
        self.page.problems.put_away()
        StandStill.while_running(self.page, title, lambda progress: work(in_words(progress)), self._ended(done))

    def _ended(self, done: Callable[[], object]) -> Callable[[Outcome], None]:
        def ended(outcome: Outcome) -> None:
            if isinstance(outcome, Done):
                done()
            self.desk.report(outcome, self.page.fields_of(self))

        return ended
