"""The questions about somebody new, one subject a page. Each answer is kept as it is given."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from carerdesk.services.books.drafts import drop_draft
from carerdesk.services.outcome import Done
from carerdesk.services.people.read import worker
from carerdesk.ui.pages.people.all_at_once import AllAtOnce
from carerdesk.ui.pages.people.form import PAGE, Form
from carerdesk.ui.pages.people.starter_form import StarterForm
from carerdesk.ui.pages.people.take_over_form import TakeOverForm
from carerdesk.ui.pages.people.terms_forms import ContractForm, RatesForm
from carerdesk.ui.pages.people.worker_forms import BankForm, WhoForm
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead

if TYPE_CHECKING:
    from carerdesk.ui.pages.people.page import PeoplePage

STEPS: dict[str, Callable[..., Form]] = {
    "who": WhoForm,
    "contract": ContractForm,
    "rates": RatesForm,
    "tax": StarterForm,
    "bank": BankForm,
    "taking_over": TakeOverForm,
}
_WITHOUT_PAYE = ("who", "bank")
_ANSWERED_BY = {"contract": "contract", "rates": "rates", "tax": "tax"}
ADD_DRAFT, ALL_DRAFT = "add:", "add_all:"


class Asking(QObject):
    """Leads from one question to the next on the People page."""

    def __init__(self, page: PeoplePage) -> None:
        super().__init__(page)
        self._page = page

    def begin(self) -> None:
        """The first question about somebody new."""
        form = WhoForm(self._page.desk)
        head = PageHead(form.question, form.why, back=self.tr("Back"), go_back=self._page.show_list)
        self._page.put(
            form,
            ADD_DRAFT,
            head,
            Button(self.tr("Continue"), "primary", act=lambda: self._page.finish(form, self._begun)),
            Button(self.tr("Come back later"), act=self._page.show_list),
            Button(self.tr("All on one page"), "small", act=self.all_at_once),
        )

    def _begun(self, done: Done) -> None:
        assert done.id is not None
        self._next(done.id, "who")

    def carry_on(self, worker_id: int) -> None:
        """The first question whose answer a payday needs."""
        missing = worker(self._page.desk.books, worker_id).missing
        self._ask(worker_id, _ANSWERED_BY.get(missing[0], "who") if missing else "who")

    def _ask(self, worker_id: int, step: str) -> None:
        form, steps = STEPS[step](self._page.desk, worker_id), self._steps(worker_id)
        count = self.tr("Question {at} of {all}.").format(at=steps.index(step) + 1, all=len(steps))
        back = partial(self._before, worker_id, step)
        self._page.put(
            form,
            f"{step}:{worker_id}:",
            PageHead(form.question, f"{count} {form.why}", back=self.tr("Back"), go_back=back),
            Button(self.tr("Continue"), "primary", act=lambda: self._answer(form, worker_id, step)),
            Button(self.tr("Come back later"), act=partial(self._page.show_worker, worker_id)),
            Button(self.tr("Skip this question"), "small", act=partial(self._next, worker_id, step)),
        )

    def _steps(self, worker_id: int) -> tuple[str, ...]:
        paid = worker(self._page.desk.books, worker_id).details.kind == "employee"
        return tuple(STEPS) if paid else _WITHOUT_PAYE

    def _answer(self, form: Form, worker_id: int, step: str) -> None:
        if step == "taking_over" and not form.is_begun():
            self._next(worker_id, step)
        else:
            self._page.finish(form, lambda _done: self._next(worker_id, step))

    def _next(self, worker_id: int, step: str) -> None:
        steps = self._steps(worker_id)
        at = steps.index(step) + 1
        if at < len(steps):
            self._ask(worker_id, steps[at])
        else:
            self._page.show_worker(worker_id)

    def _before(self, worker_id: int, step: str) -> None:
        steps = self._steps(worker_id)
        at = steps.index(step)
        if at:
            self._ask(worker_id, steps[at - 1])
        else:
            self._page.show_worker(worker_id)

    def all_at_once(self) -> None:
        """Every question on one page."""
        everything = AllAtOnce(self._page.desk)
        self._page.put(
            everything,
            ALL_DRAFT,
            PageHead(everything.question, everything.why, back=self.tr("Back"), go_back=self.begin),
            Button(everything.act, "primary", act=lambda: self._page.finish(everything, self._added)),
            Button(self.tr("Come back later"), act=self._page.show_list),
            Button(self.tr("One question a page"), "small", act=self.begin),
        )

    def _added(self, done: Done) -> None:
        assert done.id is not None
        drop_draft(self._page.desk.books, PAGE, ADD_DRAFT)
        self._page.show_worker(done.id)
