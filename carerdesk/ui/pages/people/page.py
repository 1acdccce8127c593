"""The People room: its views, and forms that are kept half-typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.services.books.drafts import drop_draft, keep_draft, kept_draft
from carerdesk.services.outcome import Done
from carerdesk.services.people.change_worker import remove_worker
from carerdesk.services.people.read import list_workers
from carerdesk.ui.page import Desk, Page
from carerdesk.ui.pages.people.asking import STEPS, Asking
from carerdesk.ui.pages.people.certificate_form import CertificateForm
from carerdesk.ui.pages.people.cover_form import CoverForm
from carerdesk.ui.pages.people.cover_view import CoverList
from carerdesk.ui.pages.people.deduction_forms import DEDUCTION_FORMS, ItemForm
from carerdesk.ui.pages.people.employer_forms import EmployerForm, HmrcForm, PersonForm
from carerdesk.ui.pages.people.employer_view import EmployerView, PersonView
from carerdesk.ui.pages.people.family_form import FamilyForm
from carerdesk.ui.pages.people.form import PAGE, Form
from carerdesk.ui.pages.people.limit_form import LimitForm
from carerdesk.ui.pages.people.list_view import PeopleList, about
from carerdesk.ui.pages.people.notice_form import NoticeForm
from carerdesk.ui.pages.people.pension_forms import DutyForm, PensionDaysForm, PensionEventForm, SchemeForm
from carerdesk.ui.pages.people.starter_form import StarterForm
from carerdesk.ui.pages.people.tax_form import TaxForm
from carerdesk.ui.pages.people.wage_card import WageForm
from carerdesk.ui.pages.people.worker_forms import LeavingForm
from carerdesk.ui.pages.people.worker_view import WorkerView
from carerdesk.ui.widgets.arrange import Flow
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import PageHead, announce
from carerdesk.ui.widgets.notices import CheckStrip

_FORMS: dict[str, Callable[..., Form]] = {
    **STEPS,
    "tax": TaxForm,
    "starter": StarterForm,
    "notice": NoticeForm,
    "leaving": LeavingForm,
    "family": FamilyForm,
    "wage": WageForm,
    "limit": LimitForm,
    "pension_event": PensionEventForm,
    "pension_days": PensionDaysForm,
}
_EMPLOYER_FORMS: dict[str, tuple[Callable[..., Form], str]] = {
    "employer_form": (EmployerForm, "employer"),
    "hmrc_form": (HmrcForm, "employer"),
    "person_form": (PersonForm, "person"),
    "pension_scheme": (SchemeForm, "employer"),
    "pension_duty": (DutyForm, "employer"),
}
_SHOWN_HERE = frozenset(
    {"employer", "person", "worker", "contract", "pay_rate", "tax_details", "certificate", "opening_figures",
     "opening_earnings", "shift", "payslip", "attachment", "pension_scheme", "pension_duty", "pension_event",
     "allocation", "standing_deduction", "pay_item", "wage_terms", "filing", "work_limit", "cover_contact"}
)  # fmt: skip
_KEEP_AFTER = 800  # milliseconds without a key before half-typed words are kept


class PeoplePage(Page):
    """Employer, person supported and workers. Places: worker=…, with step=… too; employer, person, add, renew."""

    title = "People"
    help_page = "people"

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._shown: QWidget | None = None
        self._form: Form | None = None
        self._draft_key = ""
        self._again: Callable[[], None] = self.show_list
        self._asking = Asking(self)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_AFTER)
        self._keep.timeout.connect(self._keep_draft)

    # --- what the window asks -----------------------------------------------------------------------------------------

    def refresh(self, changes: frozenset[str] | None) -> None:
        if self._form is not None:
            self._leave_form_of_nobody()
        elif self._shown is None or changes is None or changes & _SHOWN_HERE:
            self._again()

    def _leave_form_of_nobody(self) -> None:
        """An undo may take away the worker a form is about."""
        assert self._form is not None
        worker_id = self._form.worker_id
        if worker_id is not None and worker_id not in {one.id for one in list_workers(self.desk.books)}:
            self._keep.stop()
            self.show_list()

    def open_at(self, **place: Any) -> None:  # noqa: ANN401 - each page names its own places
        if "renew" in place:
            self.renew(int(place["renew"]), int(place["worker"]) if "worker" in place else None)
        elif "worker" in place and "item" in place:
            self.add_item(int(place["worker"]), date.fromisoformat(str(place["item"])))
        elif "worker" in place and "step" in place:
            self.go(str(place["step"]), int(place["worker"]))
        elif "worker" in place:
            self.show_worker(int(place["worker"]))
        else:
            if place.get("bring_in"):
                self.bring_in()
            for view in ("employer", "person", "add", "cover"):
                if view in place:
                    self.go(str(place.get("step", view)))

    def leave(self) -> bool:
        self._keep_draft()
        return True

    # --- views --------------------------------------------------------------------------------------------------------

    def go(self, view: str, worker_id: int | None = None, certificate_id: int | None = None, **how: bool) -> None:
        """Show a view or a form by its name."""
        if view in _EMPLOYER_FORMS:
            form, back = _EMPLOYER_FORMS[view]
            self._change(form(self.desk), view, partial(self.go, back))
        elif view == "certificate_form":
            back_to = partial(self.show_worker, worker_id) if worker_id else self.show_employer
            key = f"{view}:{worker_id or ''}:{certificate_id or ''}"
            self._change(CertificateForm(self.desk, worker_id, certificate_id), key, back_to)
        elif view == "cover_form":
            self._change(CoverForm(self.desk, certificate_id), f"{view}:{certificate_id or ''}", self.show_cover)
        elif view in DEDUCTION_FORMS and worker_id is not None:
            key = f"{view}:{worker_id}:{certificate_id or ''}"
            made = DEDUCTION_FORMS[view](self.desk, worker_id, certificate_id)
            self._change(made, key, partial(self.show_worker, worker_id))
        elif worker_id is None:
            shows: dict[str, Callable[[], None]] = {
                "employer": self.show_employer, "person": self.show_person, "add": self._asking.begin,
                "cover": self.show_cover,
            }  # fmt: skip
            shows[view]()
        elif view in _FORMS:
            key = f"{view}:{worker_id}:{'fresh' if how else ''}"
            self._change(_FORMS[view](self.desk, worker_id, **how), key, partial(self.show_worker, worker_id))
        elif view == "carry_on":
            self._asking.carry_on(worker_id)
        else:
            self.show_worker(worker_id)

    def renew(self, certificate_id: int, worker_id: int | None) -> None:
        """What takes the place of a check or paper that runs out: the same, from the day after."""
        form = CertificateForm(self.desk, worker_id, renews=certificate_id)
        back = partial(self.show_worker, worker_id) if worker_id else self.show_employer
        self._change(form, f"certificate_form:renew:{certificate_id}", back)

    def add_item(self, worker_id: int, payday: date) -> None:
        """Something to pay or take once on a payday; then back to that payday."""
        form = ItemForm(self.desk, worker_id, payday=payday)

        def back() -> None:
            self.desk.go("pay", payday=payday.isoformat())

        self._change(form, f"item_form:{worker_id}:{payday}", back)

    def show_list(self) -> None:
        """The first view: everybody."""
        add = Button(self.tr("Add somebody"), icon="user-plus", act=self._asking.begin)
        bring_in = Button(self.tr("Bring in from a file"), icon="upload", act=self.bring_in)
        buttons = [bring_in, add] if list_workers(self.desk.books) else [bring_in]
        head = PageHead(self.tr("People"), self.tr("Who employs, who is supported, and who works."), *buttons)
        self._show(PeopleList(self.desk, self.go), head, self.show_list)

    def bring_in(self) -> None:
        """People from a list, added in one go."""
        from carerdesk.ui.pages.people.bring_in_people import BringInPeople

        view = BringInPeople(self.desk, self.show_list, self.lay_out)
        self._show(view, self._head(self.tr("Bring in people"), ""), lambda: None)
        view.begin()

    def show_employer(self) -> None:
        """The employer's record."""
        head = self._head(self.tr("Employer"), self.tr("In whose name PAYE, insurance and payslips stand."))
        self._show(EmployerView(self.desk, self.go), head, self.show_employer)

    def show_person(self) -> None:
        """The record of the person supported."""
        head = self._head(self.tr("Person supported"), self.tr("For whom the money is, and who may act for them."))
        self._show(PersonView(self.desk, self.go), head, self.show_person)

    def show_cover(self) -> None:
        """The list of who to ask when somebody cannot come."""
        head = self._head(self.tr("Who to ask for cover"), guidance("cover", "contacts_why"))
        self._show(CoverList(self.desk, self.go), head, self.show_cover)

    def show_worker(self, worker_id: int) -> None:
        """A worker's record, or the list where there is no such worker any more."""
        found = {one.id: one for one in list_workers(self.desk.books)}.get(worker_id)
        if found is None:
            self.show_list()
            return
        view = WorkerView(self.desk, worker_id, self.go, partial(self._remove, worker_id))
        self._show(view, self._head(found.name, about(found, self.desk.today())), partial(self.show_worker, worker_id))

    def _head(self, title: str, sub: str) -> PageHead:
        return PageHead(title, sub, back=self.tr("People"), go_back=self.show_list)

    def _remove(self, worker_id: int) -> None:
        self.desk.report(remove_worker(self.desk.books, worker_id))

    def _show(self, view: QWidget, head: PageHead, again: Callable[[], None]) -> None:
        self._keep_draft()
        same = self._form is None and again == self._again
        self._form, self._draft_key = None, ""
        self._shown, self._again = view, again
        self.fill(view, head=head)
        if not same:
            self.begin_at_top()

    # --- forms --------------------------------------------------------------------------------------------------------

    def _change(self, form: Form, key: str, after: Callable[[], None]) -> None:
        """A form that changes what is kept and goes back to where it was opened."""
        head = PageHead(form.question, form.why, back=self.tr("Back"), go_back=after)
        finish = Button(form.act, "primary", act=lambda: self.finish(form, lambda _done: after()))
        self.put(form, key, head, finish, Button(self.tr("Come back later"), act=after))

    def put(self, form: Form, key: str, head: PageHead, *buttons: Button) -> None:
        """Show a form as it was left, with its buttons below. `key` names its draft."""
        self._keep_draft()
        self._shown, self._form, self._draft_key = form, form, key
        row = QWidget()
        row.setLayout(Flow(*buttons, *self._restore(form, key), gap="m"))
        form.changed.connect(self._keep.start)
        self.fill(form, row, head=head)
        self.begin_at_top()

    def _restore(self, form: Form, key: str) -> Sequence[Button]:
        kept = kept_draft(self.desk.books, PAGE, key)
        if kept is None:
            return ()
        form.retype(kept)
        return (Button(self.tr("Throw away what I typed"), "small", act=self._throw_away),)

    def _throw_away(self) -> None:
        drop_draft(self.desk.books, PAGE, self._draft_key)
        self._keep.stop()
        self._again()

    def _keep_draft(self) -> None:
        """Keep what is half-typed, where anything changed since it was kept last."""
        pending = self._keep.isActive() or self.sender() is self._keep
        self._keep.stop()
        if self._form is not None and pending:
            keep_draft(self.desk.books, PAGE, self._draft_key, self._form.typed())

    def finish(self, form: Form, after: Callable[[Done], object], *, sure: bool = False) -> None:
        """Have a form's answers kept, and go on; ask first about what is odd but possible."""
        if not form.is_complete():
            return
        question = "" if sure else form.odd()
        if question:
            first = next(iter(form.fields.values()))
            strip = CheckStrip(question, lambda: self.finish(form, after, sure=True), first.take_focus)
            form.ask(strip)
            self.lay_out(strip)
            strip.findChildren(Button)[0].setFocus(Qt.FocusReason.OtherFocusReason)
            announce(strip, question)
            return
        outcome = form.save()
        if self.desk.report(outcome, form.fields) and isinstance(outcome, Done):
            self._keep.stop()
            drop_draft(self.desk.books, PAGE, self._draft_key)
            after(outcome)
