"""One family leave: what it pays and gives back, its answers, papers, form, more weeks, and its end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from carerdesk.domain.dates import long_date
from carerdesk.domain.family_leave.kinds import REFUSALS
from carerdesk.domain.family_leave.schedule import Block
from carerdesk.domain.problem import Problem
from carerdesk.services.family_leave.asking import with_block, without_block
from carerdesk.services.family_leave.details import ENDED_WHY, GIVEN, SOURCE
from carerdesk.services.family_leave.form_sheet import form_pdf, say_form_given
from carerdesk.services.family_leave.read import LeaveView
from carerdesk.services.family_leave.record import answer, change_leave, end_leave, remove_leave
from carerdesk.services.outcome import Rejected
from carerdesk.ui.page import Desk
from carerdesk.ui.pages.budget.number_field import NumberField
from carerdesk.ui.pages.holiday.family_parts import text, tr
from carerdesk.ui.pages.people.paper_rows import Papers, add_papers
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.widgets.arrange import Across, Down, Flow, beside_fields
from carerdesk.ui.widgets.buttons import Button
from carerdesk.ui.widgets.cards import Card
from carerdesk.ui.widgets.fields import Answer, DateField, TextField
from carerdesk.ui.widgets.text import Label, Rule

_YES = "yes"


class PapersCard(Card):
    """The certificate or declaration, and the rest; says that pay waits for it while it does."""

    def __init__(self, desk: Desk, view: LeaveView) -> None:
        super().__init__(tr("Papers"), gap="s")
        from carerdesk.services.money.attaching import papers

        self._desk, self._view, self._id = desk, view, view.of.id or 0
        details = view.of.details
        what = text(f"proof_{details.kind.value}")
        kept = papers(desk.books, SOURCE, self._id)
        wanted = "" if kept or details.refused else text("papers_wanted", what=what)
        self.add(Papers(desk, kept, view.title, wanted))
        title = tr("Add a paper: {what}").format(what=view.title)
        add = partial(add_papers, desk, self, title, SOURCE, self._id, "certificate")
        buttons = [Button(tr("Add a paper"), "small", icon="paperclip", name=title, act=add)]
        if view.of.verdict.waits and not details.refused:
            self.add(Label(text("entitled_waits"), "small", "attention", wrap=True))
            buttons.append(Button(tr("I have seen {what}").format(what=what), "small", act=self._seen))
        self.add(Flow(*buttons))

    def _seen(self) -> None:
        code = f"{self._view.of.details.kind.value}_proof"
        self._desk.report(answer(self._desk.books, self._id, code, _YES))


class FormCard(Card):
    """Which form to give where no pay is due: its figures, and that it was given."""

    def __init__(self, desk: Desk, view: LeaveView) -> None:
        form = REFUSALS[view.of.details.kind]
        named = tr("form {name}").format(name=form.name) if form.name else tr("the letter")
        super().__init__(tr("Tell {who}").format(who=view.first_name), gap="s")
        self._desk, self._id = desk, view.of.id or 0
        given = view.of.details.answers.get(GIVEN)
        if given:
            self.add(Label(tr("Given on {day}.").format(day=long_date(date.fromisoformat(given))), wrap=True))
        words = tr("Save the figures for {form}").format(form=named)
        name = f"{(form.name or 'Letter').split(maxsplit=1)[0]} figures {view.worker}.pdf"
        paper = Paper(words, name, partial(form_pdf, desk.books, self._id))
        buttons = [Button(words, "small", act=partial(save, desk, self, paper))]
        if not given:
            buttons.append(Button(tr("I have given it"), "small", act=self._given))
        self.add(Flow(*buttons))

    def _given(self) -> None:
        self._desk.report(say_form_given(self._desk.books, self._id))


class BlocksCard(Card):
    """The stretches of a leave taken in pieces; one more can be added, all but the last taken out."""

    def __init__(self, desk: Desk, view: LeaveView) -> None:
        super().__init__(text("blocks_title"), gap="s")
        self._desk, self._view, self._id = desk, view, view.of.id or 0
        blocks = view.of.details.blocks
        for at, block in enumerate(blocks):
            if at:
                self.add(Rule())
            self.add(self._block(block, can_go=len(blocks) > 1))
        self.first = DateField(tr("First day of the further weeks"), desk.today())
        self.weeks = NumberField(tr("Number of weeks"))
        add = beside_fields(Button(tr("Add these weeks"), act=self._add))
        self.add(Label(text("blocks_hint"), "small", "ink2", wrap=True), Flow(self.first, self.weeks, add, gap="m"))

    def _block(self, block: Block, *, can_go: bool) -> QWidget:
        key = "week_of" if block.weeks == 1 else "weeks_of"
        values = {"day": long_date(block.first)} | ({"weeks": str(block.weeks)} if block.weeks > 1 else {})
        words = text(key, **values)
        across = Across(gap="m")
        across.addWidget(Label(words, wrap=True), 1)
        if can_go:
            name = tr("Take out {weeks}").format(weeks=words)
            across.add(Button(tr("Take out"), "small", name=name, act=partial(self._take_out, block.first)))
        holder = QWidget()
        holder.setLayout(across)
        return holder

    def _take_out(self, first: date) -> None:
        details = without_block(self._view.of.details, first)
        self._desk.report(change_leave(self._desk.books, self._id, details))

    def _add(self) -> None:
        fields: dict[str, Answer[Any]] = {"first_day": self.first, "weeks": self.weeks}
        if not self._desk.understood(fields):
            return
        first, weeks = self.first.value(), self.weeks.value()
        missing = [] if first is not None else [Problem("first_day", "family_first_day_missing")]
        if weeks is None or weeks < 1 or weeks != int(weeks):
            missing.append(Problem("weeks", "family_weeks_unread"))
        if first is None or weeks is None or missing:
            self._desk.report(Rejected(tuple(missing)), fields)
            return
        details = with_block(self._view.of.details, Block(first, int(weeks)))
        self._desk.report(change_leave(self._desk.books, self._id, details), fields)


class EndCard(Card):
    """Ending a leave early, or saying that it goes on as planned."""

    def __init__(self, desk: Desk, view: LeaveView) -> None:
        super().__init__(text("ends_title"), gap="s")
        self._desk, self._id = desk, view.of.id or 0
        self.last = DateField(tr("Last day of the leave"), desk.today(), optional=True)
        self.last.set_value(view.of.details.last_day)
        self.why = TextField(text("ended_why"), text("ended_why_hint"), optional=True, characters=34)
        self.why.set_value(view.of.details.answers.get(ENDED_WHY) or None)
        keep = Button(tr("Keep the last day"), act=self._keep)
        self.add(Label(text("ends_hint"), "small", "ink2", wrap=True), self.last, self.why, Across(keep, None))

    def _keep(self) -> None:
        fields: dict[str, Answer[Any]] = {"last_day": self.last}
        if self._desk.understood(fields):
            self._desk.report(end_leave(self._desk.books, self._id, self.last.value(), self.why.value() or ""), fields)


class TakeOutCard(Card):
    """Taking out a leave recorded by mistake."""

    def __init__(self, desk: Desk, view: LeaveView, after: Callable[[], object]) -> None:
        super().__init__("", gap="s")
        self._desk, self._id, self._after = desk, view.of.id or 0, after
        name = tr("Take out {what}").format(what=view.title)
        self.add(Label(tr("Recorded by mistake?"), "small", "ink2", wrap=True))
        self.add(Across(Button(tr("Take this leave out"), "small", name=name, act=self._take_out), None))

    def _take_out(self) -> None:
        if self._desk.report(remove_leave(self._desk.books, self._id)):
            self._after()


def side_column(desk: Desk, view: LeaveView, after: Callable[[], object]) -> Down:
    """What can be done with a leave, beside what it pays."""
    side = Down(gap="m")
    details = view.of.details
    if details.form_is_due:
        side.add(FormCard(desk, view))
    side.add(PapersCard(desk, view))
    if not details.refused:
        if details.kind.in_pieces:
            side.add(BlocksCard(desk, view))
        side.add(EndCard(desk, view))
    side.add(TakeOutCard(desk, view, after), None)
    return side
