"""One spell of sickness: what it pays week by week, hours to cover, papers, form SSP1; and a PA's history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from carerdesk.catalogue.guidance import guidance
from carerdesk.domain.dates import day_and_month, long_date, short_date, span
from carerdesk.domain.working import Working
from carerdesk.services.sickness.read import Sick, SpellView, WeekView, YearOff
from carerdesk.services.sickness.record import remove_sickness
from carerdesk.services.sickness.ssp1_sheet import form_words, say_form_given, ssp1_pdf
from carerdesk.ui.page import Desk
from carerdesk.ui.saving import Paper, save
from carerdesk.ui.theme import Look
from carerdesk.ui.widgets.arrange import Across, Down, Flow, Item
from carerdesk.ui.widgets.buttons import Button, FigureButton
from carerdesk.ui.widgets.cards import Card, Sheet
from carerdesk.ui.widgets.text import Icon, Label, Rule

Opens = Callable[[FigureButton, Working], object]


class PayCard(Card):
    """What sick pay comes to: in all, and week by week, each with its working."""

    def __init__(self, view: SpellView, opens: Opens, go: Callable[..., object]) -> None:
        super().__init__(self._title(), gap="s")
        self._view, self._opens, self._go = view, opens, go
        if view.stands:
            self.add(_note(view.stands, "triangle-alert", "attention"))
        if view.working is not None:
            self.add(self._figures(view.working))
        for week in view.weeks:
            self.add(Rule(), self._week(week))
        if view.weeks:
            self.add(Rule())
        if view.is_open and not view.stands:
            words = self.tr("As far as {day}, the end of the pay period, if it goes on until then.")
            self.add(Label(words.format(day=long_date(view.to_day)), "small", "ink2", wrap=True))
        elif view.last is not None and view.to_day < view.last and not view.stands:
            words = guidance("sickness", "beyond_known", day=long_date(view.to_day))
            self.add(_note(words, "circle-question-mark", "note"))
        for note in view.notes:
            self.add(_note(note, "circle-question-mark", "note"))
        self._average()

    @staticmethod
    def _title() -> str:
        from carerdesk.ui.widgets.text import translated

        return translated("PayCard", "Sick pay")

    def _figures(self, working: Working) -> Flow:
        view = self._view
        due = FigureButton(str(view.due), self.tr("Sick pay"), strong=True)
        due.clicked.connect(lambda _checked: self._opens(due, working))
        facts = [_fact(self.tr("In all"), due), _fact(self.tr("Paid so far"), _Plain(str(view.paid)))]
        if view.average_working is not None:
            facts.append(_fact(self.tr("Average weekly earnings"), self._average_figure(view.average_working)))
        if view.to_pay:
            title = self.tr("Still to pay")
            if view.next_payday is not None:
                title = self.tr("To pay from {day}").format(day=short_date(view.next_payday))
            facts.append(_fact(title, _Plain(str(view.to_pay))))
        facts.append(_fact(self.tr("Weeks left of 28"), _Plain(view.weeks_left)))
        return Flow(*facts, gap="xl")

    def _average_figure(self, working: Working) -> FigureButton:
        figure = FigureButton(self._view.average, self.tr("Average weekly earnings"))
        figure.clicked.connect(lambda _checked: self._opens(figure, working))
        return figure

    def _average(self) -> None:
        view = self._view
        row = Flow(gap="m")
        words = self.tr("Type the average") if view.asks_average else self.tr("Change the average")
        if view.asks_average or view.average:
            row.addWidget(
                Button(words, "" if view.asks_average else "small", act=partial(self._go, "average", view.id))
            )
        self.add(row)

    def _week(self, week: WeekView) -> QWidget:
        count = (
            self.tr("{count} days paid").format(count=week.paid_days) if week.paid_days != 1 else self.tr("1 day paid")
        )
        states = {"paid": self.tr("Paid"), "to pay": self.tr("To pay"), "": ""}
        state = states.get(week.state, self.tr("Before these books"))
        second = ". ".join(part.rstrip(".") for part in (count, week.why) if part)
        words = Down(
            Label(span(week.first, week.last), wrap=True), Label(f"{second}.", "small", "ink2", wrap=True), gap=1
        )
        figure = FigureButton(str(week.amount), self.tr("Sick pay, {days}").format(days=span(week.first, week.last)))
        figure.clicked.connect(lambda _checked: self._opens(figure, week.working))
        row = Across(gap="m")
        row.addLayout(words, 1)
        if state:
            row.add(Label(state, "small", "good" if week.state == "paid" else "ink2"))
        row.add(figure)
        holder = QWidget()
        holder.setLayout(row)
        return holder


class PlannedCard(Card):
    """Hours planned for days off sick, so that cover can be found."""

    def __init__(self, desk: Desk, view: SpellView) -> None:
        super().__init__(self._words(), gap="s")
        self.add(Label(guidance("sickness", "planned_why"), "small", "ink2", wrap=True))
        for shift in view.planned:
            row = Across(Icon("clock", "attention", 16), gap="s")
            day = day_and_month(shift.day)
            row.addWidget(Label(f"{day}, {shift.times}", wrap=True), 1)
            name = self.tr("Open the shift on {day}, {times}").format(day=day, times=shift.times)
            act = partial(desk.go, "rota", day=shift.day, shift=shift.shift_id)
            row.add(Button(self.tr("Open"), "small", name=name, act=act))
            self.add(row)
        count = self.tr("this shift") if len(view.planned) == 1 else self.tr("{count} shifts")
        find = partial(desk.go, "rota", cover=True, worker=view.worker_id, first=view.first, last=view.last)
        words = self.tr("Find cover for {count}").format(count=count.format(count=len(view.planned)))
        self.add(Flow(Button(words, icon="user-plus", act=find)))

    @staticmethod
    def _words() -> str:
        from carerdesk.ui.widgets.text import translated

        return translated("PlannedCard", "Hours to cover")


class FormCard(Card):
    """Form SSP1: why it is due and by when, and the sheet to copy from."""

    def __init__(self, desk: Desk, view: SpellView) -> None:
        super().__init__("Form SSP1", gap="s")
        self._desk, self._view = desk, view
        if view.ssp1 is not None:
            tone, icon = ("good", "check") if view.ssp1_given else ("attention", "triangle-alert")
            self.add(_note(form_words(view.ssp1, view.first_name), icon, tone))
        else:
            self.add(Label(self.tr("No form is due now."), "small", "ink2"))
        buttons: list[QWidget] = [Button(self.tr("Save the figures for form SSP1"), act=self._save)]
        if view.ssp1 is not None and not view.ssp1_given:
            buttons.append(Button(self.tr("The form is given"), act=self._given))
        self.add(Flow(*buttons, gap="s"))

    def _save(self) -> None:
        books, spell = self._desk.books, self._view.id
        name = self.tr("Figures for SSP1 {who} {day}.pdf")
        name = name.format(who=self._view.first_name, day=self._view.first.isoformat())
        save(self._desk, self, Paper(self.tr("Save the figures for form SSP1"), name, lambda: ssp1_pdf(books, spell)))

    def _given(self) -> None:
        self._desk.report(say_form_given(self._desk.books, self._view.id))


class AboutCard(Card):
    """The plain facts of a spell, and what can be done with it."""

    def __init__(self, desk: Desk, view: SpellView, go: Callable[..., object], gone: Callable[[], object]) -> None:
        super().__init__(view.days if not view.is_open else self._since(view), gap="s")
        self._desk, self._view, self._gone = desk, view, gone
        self.add(_pair(self.tr("Qualifying days"), view.week))
        if view.told_on is not None:
            self.add(_pair(self.tr("Told you on"), long_date(view.told_on)))
        if view.linked:
            self.add(Label(guidance("sickness", "linked_words", days=view.linked), "small", wrap=True))
        if view.refused:
            self.add(_pair(self.tr("Not paid"), view.refused))
        if view.note:
            self.add(_pair(self.tr("Note"), view.note))
        who = view.first_name
        buttons: list[QWidget] = [
            Button(self.tr("Change"), "small", name=self.tr("Change {who}’s sickness").format(who=who),
                   act=partial(go, "change", view.id)),
            Button(self.tr("Take out"), "small", name=self.tr("Take {who}’s sickness out").format(who=who),
                   act=self._take_out),
            Button(self.tr("All sickness"), "small", name=self.tr("All of {who}’s sickness").format(who=who),
                   act=partial(go, "history", view.worker_id)),
        ]  # fmt: skip
        self.add(Flow(*buttons, gap="xs"))

    @staticmethod
    def _since(view: SpellView) -> str:
        from carerdesk.ui.widgets.text import translated

        return translated("AboutCard", "Since {day}").format(day=day_and_month(view.first))

    def _take_out(self) -> None:
        if self._desk.report(remove_sickness(self._desk.books, self._view.id)):
            self._gone()


class HistoryCard(Card):
    """All sickness of one PA: a row for each spell, and each tax year's sums."""

    def __init__(self, sick: Sick, go: Callable[..., object]) -> None:
        super().__init__("", gap="s")
        if not sick.spells:
            self.add(Label(self.tr("No sickness is on record."), "small", "ink2"))
        for year in sick.years:
            self.add(self._year(year))
        for spell in sick.spells:
            self.add(Rule(), self._spell(spell, go))

    def _year(self, year: YearOff) -> Label:
        spells = self.tr("{count} spells").format(count=year.spells) if year.spells != 1 else self.tr("1 spell")
        days = self.tr("{count} days").format(count=year.days) if year.days != 1 else self.tr("1 day")
        words = self.tr("Tax year {year}: {spells}, {days}, {paid} sick pay paid")
        return Label(words.format(year=year.year, spells=spells, days=days, paid=year.paid), wrap=True)

    def _spell(self, spell: SpellView, go: Callable[..., object]) -> QWidget:
        state = self.tr("Still off sick") if spell.is_open else self.tr("{paid} paid").format(paid=spell.paid)
        second = ", ".join(part for part in (state, spell.note) if part)
        days = spell.days if not spell.is_open else self.tr("Since {day}").format(day=long_date(spell.first))
        row = Across(Icon("heart-handshake"), gap="m")
        row.addLayout(Down(Label(days, wrap=True), Label(second, "small", "ink2", wrap=True), gap=1), 1)
        name = self.tr("Open the sickness of {days}").format(days=days)
        row.add(Button(self.tr("Open"), "small", name=name, act=partial(go, "spell", spell.id)))
        holder = QWidget()
        holder.setLayout(row)
        return holder


class _Plain(Label):
    """A figure without a working, as tall as those that have one."""

    def restyle(self, chosen: Look) -> None:
        super().restyle(chosen)
        self.setMinimumHeight(chosen.size(28))


def _fact(title: str, figure: QWidget) -> QWidget:
    holder = QWidget()
    holder.setLayout(Down(Label(title, "small", "ink2"), Across(figure, None), gap=0))
    return holder


def _pair(title: str, words: str) -> Item:
    return Down(Label(title, "small", "ink2"), Label(words, wrap=True), gap=0)


def _note(words: str, icon: str, tone: str) -> Sheet:
    box = Sheet(wash=tone, across=True, pad=("m", "s", "m", "s"))
    box.add(Icon(icon, tone))
    box.body.addWidget(Label(words, wrap=True), 1)
    return box
