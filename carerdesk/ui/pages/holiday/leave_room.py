"""Other leave in the Holiday and sickness room: its card, recording it, and one leave with what follows from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.catalogue.words import problem_words
from carerdesk.domain.dates import long_date
from carerdesk.domain.hours.shift import hours_text
from carerdesk.domain.leave.kinds import LeaveKind
from carerdesk.domain.problem import Problem
from carerdesk.services.holiday.days_off import hours_off
from carerdesk.services.leave.read import LeaveView, accrual_words, everyones_leave, leave_view
from carerdesk.services.leave.record import NewLeave, as_kept, change_leave, odd, record_leave, remove_leave
from carerdesk.services.outcome import Done, Outcome, Rejected
from carerdesk.services.people.read import list_workers
from carerdesk.ui.half_typed import HalfTyped
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.holiday.family_parts import fact, note, row, source_well
from carerdesk.ui.pages.people.paper_rows import Papers, add_papers
from carerdesk.ui.widgets.arrange import Across, Down, Flow, TwoColumns
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card, FormCard, PageHead
from carerdesk.ui.widgets.choices import TickField, choice_field
from carerdesk.ui.widgets.fields import Answer, DateField, HoursField, TextField
from carerdesk.ui.widgets.notices import CheckStrip
from carerdesk.ui.widgets.text import Label, Rule, translated

if TYPE_CHECKING:
    from carerdesk.ui.pages.holiday.page import HolidayPage

PLACES = frozenset({"leave", "leave_id"})
RECORD, PAPER = "other_leave", "other"
SHOWN = 4


def tr(words: str) -> str:
    """Words of this side of the room."""
    return translated("LeaveRoom", words)


class LeaveRoom:
    """What the page shows of leave of other kinds."""

    def __init__(self, page: HolidayPage) -> None:
        self._page, self._desk = page, page.desk

    def open_at(self, place: dict[str, Any]) -> None:
        """leave=True or "new" opens the recording (of worker_id), leave_id=… one leave."""
        if "leave_id" in place:
            self.show(int(place["leave_id"]))
        else:
            self.record(place.get("worker_id"))

    def card(self) -> Card:
        """The newest leaves, and the way in to recording one."""
        card = Card(tr("Other leave"), gap="s")
        found = everyones_leave(self._desk.books)
        for view in found[:SHOWN]:
            card.add(self._row(view), Rule())
        if not found:
            card.add(Label(guidance("leave", "part_body"), "small", "ink2", wrap=True))
        card.add(Across(Button(tr("Record other leave"), act=self.record), None))
        return card

    def _row(self, view: LeaveView) -> QWidget:
        about = Down(Label(f"{view.worker}: {view.title[0].lower()}{view.title[1:]}", wrap=True), gap=1)
        about.add(Label(view.days, "small", "ink2", wrap=True))
        name = tr("Open {who}: {what}, {days}").format(who=view.worker, what=view.title, days=view.days)
        return row(about, Button(tr("Open"), "small", name=name, act=partial(self.show, view.id)), icon="calendar-days")

    # --- one leave ----------------------------------------------------------------------------------------------------

    def show(self, leave_id: int) -> None:
        """One leave; where it is not there any more, everybody."""
        view = leave_view(self._desk.books, leave_id)
        if view is None:
            self._page.show_everybody()
            return
        main = Down(self._facts(view), self._papers(view), gap="m")
        main.addStretch(1)
        side = Down(self._law(view), None, gap="m")
        head = PageHead(
            f"{view.worker}: {view.title[0].lower()}{view.title[1:]}", view.days, back=self._page.title,
            go_back=self._page.show_everybody,
        )  # fmt: skip
        self._page.show_view(TwoColumns(main, side), head, again=partial(self.show, leave_id), side=side)

    def _facts(self, view: LeaveView) -> Card:
        card = Card(tr("What was agreed"), gap="s")
        card.add(Flow(fact(tr("Hours"), Label(hours_text(view.minutes))), self._pay(view), gap="xl"))
        if view.told_on is not None:
            card.add(Label(tr("Told you on {day}.").format(day=long_date(view.told_on)), "small", "ink2"))
        if view.note:
            card.add(Label(view.note, wrap=True))
        if view.on_payslip:
            card.add(note(tr("It is on a payslip."), "check", "good"))
            return card
        what = f"{view.first_name}, {view.days}"
        card.add(
            Flow(
                Button(tr("Change"), "small", name=tr("Change the leave of {what}").format(what=what),
                       act=partial(self.change, view.id)),
                Button(tr("Take out"), "small", name=tr("Take out the leave of {what}").format(what=what),
                       act=partial(self._take_out, view.id)),
            )
        )  # fmt: skip
        return card

    def _pay(self, view: LeaveView) -> QWidget:
        if not view.paid:
            return fact(tr("Pay"), Label(tr("Unpaid")))
        if view.pay is None or view.working is None:
            return fact(tr("Pay"), Label(tr("No rate yet"), tone="attention"))
        working = view.working
        figure = FigureButton(str(view.pay), tr("Pay for {what}").format(what=view.title[0].lower() + view.title[1:]))
        figure.clicked.connect(lambda _checked: self._page.open_working(figure, working))
        return fact(tr("Pay before tax"), figure)

    def _papers(self, view: LeaveView) -> Card:
        from carerdesk.services.money.attaching import papers

        card = Card(tr("Papers"), gap="s")
        found = papers(self._desk.books, RECORD, view.id)
        whose = f"{view.worker}, {view.days}"
        if found:
            card.add(Papers(self._desk, found, whose))
        title = tr("Add a paper: {whose}").format(whose=whose)
        add = partial(add_papers, self._desk, card, title, RECORD, view.id, PAPER)
        card.add(Flow(Button(tr("Add a paper"), "small", icon="paperclip", name=title, act=add)))
        return card

    @staticmethod
    def _law(view: LeaveView) -> Card:
        card = Card(tr("What goes for it"), Label(view.about, wrap=True), Label(view.accrual, wrap=True), gap="s")
        if view.source is not None:
            card.add(source_well(view.source))
        return card

    def _take_out(self, leave_id: int) -> None:
        if self._desk.report(remove_leave(self._desk.books, leave_id)):
            self._page.show_everybody()

    # --- forms --------------------------------------------------------------------------------------------------------

    def record(self, worker_id: int | None = None) -> None:
        """Record leave, of one PA or of whoever is chosen."""
        people = [(one.id, one.name) for one in list_workers(self._desk.books) if one.kind == "employee"]
        if not people:
            self._page.show_no_pa(tr("Record other leave"), guidance("leave", "needs_pa"))
            return
        names = dict(people)
        alone = people[0][0] if len(people) == 1 else None
        chosen = worker_id if worker_id in names else alone
        title = tr("Record other leave of {who}").format(who=names[chosen]) if chosen in names else None
        form = LeaveForm(self._desk, people, self.show, worker_id=chosen)
        self._page.show_form(title or tr("Record other leave"), guidance("leave", "part_body"), form, form.finish)

    def change(self, leave_id: int) -> None:
        """Put leave right."""
        view = leave_view(self._desk.books, leave_id)
        if view is not None:
            people = [(view.worker_id, view.worker)]
            form = LeaveForm(self._desk, people, self.show, worker_id=view.worker_id, leave_id=leave_id)
            title = tr("Change {who}’s leave").format(who=view.first_name)
            self._page.show_form(title, view.days, form, form.finish)


class LeaveForm(QWidget):
    """Who, what for, the days, the hours, and whether it is paid. `after` is called with the number of the record."""

    def __init__(
        self,
        desk: Desk,
        people: Sequence[tuple[int, str]],
        after: Callable[[int], object],
        *,
        worker_id: int | None = None,
        leave_id: int = 0,
    ) -> None:
        super().__init__()
        self.desk, self._after, self._leave_id = desk, after, leave_id
        self._proposed = ""
        today = desk.today()
        kinds = tuple((kind, guidance("leave", f"choose_{kind.value}")) for kind in LeaveKind)
        self.who = choice_field(tr("Who is off?"), people)
        self.kind = choice_field(tr("What is it for?"), kinds)
        self.first = DateField(tr("First day off"), today)
        self.last = DateField(tr("Last day off"), today, tr("The same day for one day off"))
        self.hours = HoursField(tr("Hours"), guidance("leave", "hours_hint"))
        self.paid = TickField(tr("It is paid"), guidance("leave", "paid_why"))
        self.told = DateField(tr("Told you on"), today, optional=True, calendar=False)
        self.note = TextField(tr("Note"), optional=True, characters=44)
        self.about = Label("", "small", "ink2", wrap=True)
        self.about.say("")
        self.finish = Button(tr("Keep the change") if leave_id else tr("Record the leave"), "primary", act=self._finish)
        self._asked = Down(gap="s")
        parts: list[QWidget | Flow] = [] if worker_id is not None else [self.who]
        parts += [self.kind, self.about, Flow(self.first, self.last, gap="l"), self.hours, self.paid, self.told]
        self.setLayout(Down(self._asked, FormCard("", *parts, self.note, main=self.finish), gap="m"))
        self._fill(worker_id)
        self.half_typed = HalfTyped(desk, self, f"other_leave:{leave_id or worker_id or 'new'}", self.fields)
        for field in (self.who, self.kind, self.first, self.last):
            field.changed.connect(self._propose)
        self._say_about()

    @property
    def fields(self) -> dict[str, Answer[Any]]:
        """The fields by the names the problems use."""
        return {
            "worker": self.who, "kind": self.kind, "first": self.first, "last": self.last, "minutes": self.hours,
            "paid": self.paid, "told_on": self.told, "note": self.note,
        }  # fmt: skip

    def _fill(self, worker_id: int | None) -> None:
        self.who.set_value(worker_id)
        if self._leave_id:
            kept = as_kept(self.desk.books, self._leave_id)
            self.kind.set_value(kept.kind)
            self.first.set_value(kept.first)
            self.last.set_value(kept.last)
            self.hours.set_value(kept.minutes)
            self.paid.set_value(kept.paid)
            self.told.set_value(kept.told_on)
            self.note.set_value(kept.note or None)

    def _propose(self) -> None:
        self._say_about()
        worker_id, first, last = self.who.value(), self.first.value(), self.last.value()
        mine = not self.hours.is_blank and self.hours.text != self._proposed
        if worker_id is None or first is None or last is None or last < first or mine:
            return
        found = hours_off(self.desk.books, worker_id, first, last)
        self.hours.set_value((found.minutes or None) if found is not None else None)
        self._proposed = self.hours.text

    def _say_about(self) -> None:
        worker_id, kind = self.who.value(), self.kind.value()
        if kind is None:
            return
        words = guidance("leave", f"about_{kind.value}")
        if worker_id is not None:
            day = self.first.value() or self.desk.today()
            words = f"{words} {accrual_words(self.desk.books, worker_id, kind, day)}"
        self.about.say(words)

    def _finish(self) -> None:
        self._asked.clear()
        if not self.desk.understood(self.fields):
            return
        new = self._typed()
        if new is None:
            return
        if questions := odd(self.desk.books, new, self._leave_id or None):
            strip = CheckStrip(problem_words(questions[0]), lambda: self._keep(new), self.hours.take_focus)
            self._asked.add(strip)
            strip.show()
        else:
            self._keep(new)

    def _keep(self, new: NewLeave) -> None:
        books = self.desk.books
        kept: Outcome = change_leave(books, self._leave_id, new) if self._leave_id else record_leave(books, new)
        if self.desk.report(kept, self.fields):
            self.half_typed.drop()
            assert isinstance(kept, Done)
            self._after(kept.id or self._leave_id)

    def _typed(self) -> NewLeave | None:
        worker_id, kind, first, last = self.who.value(), self.kind.value(), self.first.value(), self.last.value()
        missing = [Problem("worker", "leave_worker_missing")] if worker_id is None else []
        missing += [Problem("kind", "leave_kind_missing")] if kind is None else []
        missing += [Problem("first", "leave_first_missing")] if first is None else []
        missing += [Problem("last", "leave_last_missing")] if last is None else []
        if missing or worker_id is None or kind is None or first is None or last is None:
            self.desk.report(Rejected(tuple(missing)), self.fields)
            return None
        return NewLeave(
            worker_id, kind, first, last, self.hours.value() or 0, bool(self.paid.value()), self.told.value(),
            self.note.value() or "",
        )  # fmt: skip
